"""An invitation to a talk is answered: by the guardian herself, or as somebody of the school heard it from her."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.languages import DUTCH
from caseflow.route.acting import Deed, acting
from caseflow.route.models import Case, Coming, Invitation, Item
from caseflow.route.models.talk import SAY_IN_IT
from caseflow.route.telling_guardians import NOTED
from pupils.errors import Invalid, at_most, one_of

TEXT = 500


def answer_invitation(invitation_id: int, *, answer: str, actor: Any, text: str = "") -> Coming:
    """She comes, does not come, or asks for another moment; her last word counts, and it guards nothing."""
    with transaction.atomic():
        mine = Invitation.objects.filter(SAY_IN_IT, guardian__person=actor)
        place = mine.select_related("item", "guardian").get(pk=invitation_id)
        cases = Case.objects.filter(pk=place.item.case_id)  # the guardian's door is the invitation itself
        with acting("answer_invitation", place.item.case_id, actor, cases=cases, judged=False) as deed:
            last = Coming.objects.filter(item=place.item, guardian=place.guardian_id).newest().first()
            if last is not None and last.recorded_by_id is None and (last.answer, last.text) == (answer, text.strip()):
                return last  # a button pressed twice
            return _said(deed, place, answer, text, Coming.by(actor))


def record_coming(invitation_id: int, *, answer: str, actor: Any, text: str = "") -> Coming:
    """She said it at the gate or on the telephone: whoever invites the guardians writes it down."""
    with transaction.atomic():
        invited = Invitation.objects.filter(SAY_IN_IT, item__case__in=Case.objects.visible_to(actor))
        place = invited.select_related("item", "guardian").get(pk=invitation_id)
        with acting("invite_guardians", place.item.case_id, actor, judged=False, guardians_word=True) as deed:
            how = {"at": clock.now(), "language": DUTCH, "recorded_by": actor}
            return _said(deed, place, answer, text, how)


def _said(deed: Deed, place: Invitation, answer: str, text: str, how: dict[str, Any]) -> Coming:
    one_of("answer", answer, Coming.Word.values)
    item, guardian = Item.objects.get(pk=place.item_id), place.guardian
    if guardian is None:
        raise Invitation.DoesNotExist
    if not Item.objects.pending().filter(pk=item.pk).exists() or item.planned_on < deed.on:
        raise Invalid("", _("Dit gesprek is al geweest, of gaat niet door."))
    coming = Coming.objects.create(
        item=item,
        guardian=guardian,
        sequence=item.sequence,
        answer=answer,
        text=at_most("text", text, TEXT),
        on=deed.on,
        **how,
    )
    data = {"item": item.pk, "guardian": guardian.pk, "answer": answer}
    data |= {"how": NOTED} if coming.recorded_by_id else {}
    deed.record(data, {"text": coming.text}, kind="answer_invitation")
    return coming
