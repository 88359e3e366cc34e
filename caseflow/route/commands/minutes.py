"""The minutes of one child's talk: approved by its chair, and what a guardian adds to them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caseflow.route.acting import acting
from caseflow.route.hands import roles_for
from caseflow.route.meetings import chairs
from caseflow.route.models import Case, Item, MinutesReaction, Task
from caseflow.route.ruling import NotYourHand
from pupils.errors import Invalid, filled
from pupils.models import Guardian


def approve_minutes(item_id: int, *, minutes: str, actor: Any) -> Item:
    """The chair sees them through: from now on they stand, and the guardians read them. A second time changes nothing.

    Also when the case has moved on, or was closed by what the table decided.
    """
    item = Item.objects.visible_to(actor).select_related("case__pupil", "meeting").get(pk=item_id)
    cases = Case.objects.visible_to(actor)
    with acting("approve_minutes", item.case_id, actor, cases=cases, judged=False, closed_too=True) as deed:
        if not chairs(actor, item, deed.sop):
            raise NotYourHand("hold_meeting", roles_for(deed.sop, deed.case.step, item.kind))
        item.refresh_from_db()
        if item.state != Item.HELD:
            raise Invalid("", _("Leg eerst de bespreking vast."))
        if item.approved_on is None:
            item.minutes, item.approved_on, item.approved_by = filled("minutes", minutes), deed.on, actor
            item.save()
            deed.record({"item": item.pk}, {"minutes": item.minutes})
        return item


def react_to_minutes(item_id: int, *, text: str, actor: Any) -> MinutesReaction:
    """A guardian with gezag adds to the minutes, whenever she likes; their text stays as it was."""
    with transaction.atomic():
        item = Item.objects.for_guardian(actor).get(pk=item_id)
        cases = Case.objects.for_guardian(actor)
        with acting("add_minutes_reaction", item.case_id, actor, cases=cases, judged=False, closed_too=True) as deed:
            guardian = Guardian.objects.with_gezag().get(person=actor, pupil=deed.case.pupil_id)
            words = {"text": filled("text", text), **MinutesReaction.by(actor)}
            reaction = MinutesReaction.objects.create(item=item, guardian=guardian, on=deed.on, **words)
            event = deed.record({"item": item.pk, "guardian": guardian.pk}, {"reaction": reaction.text})
            if deed.case.is_open:
                Task.objects.create(
                    case=deed.case, kind="minutes_reaction", owner_role=deed.owner, because=event.pk, on=deed.on
                )
            return reaction
