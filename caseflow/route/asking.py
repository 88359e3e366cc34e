"""A question to the guardians before it is asked: who would hear of the child, and the exact words they would read.

The page shows them, and the command asks with them: nobody sends a question that she did not see.
"""

from collections.abc import Collection
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from caseflow.route.consent_text import consent_text
from caseflow.route.models import Case, Invitation, Item
from caseflow.sop.consents import offices_of_purpose, reaches_outside, roles_of_purpose
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import Part
from pupils import signing
from pupils.errors import Invalid
from pupils.models import Consent, ConsentAnswer, Person, RoleAssignment
from pupils.models.consent import ConsentQuerySet
from pupils.staffing import names_here


def planned(case: Case) -> Item | None:
    return Item.objects.pending().filter(case=case).first()


def put_to_them(consent: Consent) -> Item | None:
    """The talk that is planned now under this question, where those who come from outside read what it is about.

    It is no part of what they agree to: a yes is to a purpose for its term, and each talk has a question of its own.
    """
    asked = Item.objects.pending().filter(case=consent.case_id, purpose=consent.purpose)
    return asked.first() if Part.QUESTION in consent.parts else None


def in_time(asked: ConsentQuerySet, on: date) -> ConsentQuerySet:
    """Those of these questions on which a guardian's word still helps: no talk that they are about is over.

    Its day is past, or it was held; or it went off the agenda, and the same is not planned anew. A question that was
    asked for no talk is about those that came after it.
    """
    about = Item.objects.filter(case=OuterRef("case_id"), purpose=OuterRef("purpose"))
    planned, held, off = about.unheld(), about.filter(state=Item.HELD), about.filter(state=Item.TAKEN_OFF)
    over = Q(Exists(planned.filter(planned_on__lt=on))) | _of_its_talk(held, "held_on")
    rests = _of_its_talk(off, "taken_off_on") & Q(~Exists(planned))
    return asked.of_guardians(on).exclude(over | rests)


def _of_its_talk(items: QuerySet[Item], day: str) -> Q:
    """Whether the talk that a question (the outer query) was asked for is among these, or else one after its day."""
    came_after = Exists(items.filter(**{f"{day}__gt": OuterRef("asked_on")}))
    return Q(Exists(items.filter(pk=OuterRef("item_id")))) | Q(came_after, item_id=None)


def waits_for_parents(on: date) -> ConsentQuerySet:
    """Questions to which a guardian's answer is waited for, and still helps."""
    return in_time(Consent.objects.pending(on), on)


def recipients_of(case: Case, sop: Sop, purpose: str) -> dict[int, str]:
    """Who may hear of the child for a purpose: those invited from outside, or who holds a role of it.

    By the name that the school knows: what an account calls itself is told nobody before she came in here.
    """
    item = planned(case)
    if item is not None and item.purpose == purpose:
        invited = Invitation.objects.filter(item=item, outsider=True).select_related("person")
        return _named(case, [(one.person, one.role_name) for one in invited])
    roles = roles_of_purpose(sop, purpose)
    held = RoleAssignment.objects.current().filter(school=case.school_id, role__in=roles).select_related("person")
    return _named(case, [(one.person, sop.called(one.role)) for one in held.order_by("person__name")])


def _named(case: Case, people: Collection[tuple[Person, str]]) -> dict[int, str]:
    known_as = names_here(case.school, [person for person, _role in people])
    return {person.pk: f"{known_as[person.pk]} ({role})" for person, role in people}


def chosen_of(case: Case, sop: Sop, purpose: str, chosen: Collection[int] | None) -> dict[int, str]:
    """Those who were chosen; all of them, where there is nothing to choose. Whoever does not belong is refused."""
    people = recipients_of(case, sop, purpose)
    if chosen is not None and not set(chosen) <= people.keys():
        raise Invalid("recipients", _who_does(people, offices_of_purpose(sop, purpose)))
    named = {person: name for person, name in people.items() if chosen is None or person in chosen}
    if not named and not offices_of_purpose(sop, purpose) and reaches_outside(sop, purpose):
        if people:
            raise Invalid("recipients", _("Kies wie over dit kind mag horen."))
        raise Invalid("recipients", _("Er is niemand van buiten de school uitgenodigd."))
    return named


def _who_does(people: dict[int, str], offices: Collection[str]) -> str:
    """Somebody was chosen whom this purpose does not name; the guardians would not read her name in it."""
    fit = ", ".join((*people.values(), *offices))
    if not fit:
        return _("Deze vraag blijft binnen de school. Kies hier niemand.")
    if not people:
        return _("Deze vraag gaat alleen over %(who)s. Kies hier niemand.") % {"who": fit}
    return _("Bij deze vraag kun je alleen kiezen: %(who)s. Haal de anderen weg.") % {"who": fit}


def question_of(case: Case, sop: Sop, purpose: str, people: Collection[str], on: date) -> str:
    """Word for word what the guardians would read."""
    offices = offices_of_purpose(sop, purpose)
    return consent_text(sop.purposes[purpose], (*people, *offices), case.pupil.born_on, on)


def asked_before(case: Case, purpose: str, on: date) -> list[Any]:
    """What was asked for this purpose and still counts: a yes until its end, or a question that waits for answers.

    Each with its `word`; asking again takes nothing of it away.
    """
    same: Any = Consent.objects.current(on).filter(case_id=case.pk, purpose=purpose).with_word(on)
    return [one for one in same.order_by("-asked_on", "-pk") if one.word in ("given", "asked")]


def said_no(case: Case, purpose: str, on: date) -> list[tuple[str, Any]]:
    """Who said no to this when it was asked last, with that answer; the pupil too, where that is her own word."""
    asked: Any = Consent.objects.filter(case_id=case.pk, purpose=purpose).with_word(on)
    last = asked.order_by("-asked_on", "-pk").first()
    if last is None or last.word not in ConsentAnswer.no:
        return []
    against = signing.objecting(ConsentAnswer, last.pk, case.pupil_id).values("pk")
    same = ConsentAnswer.objects.filter(ConsentAnswer.of_the_same(last.pk), guardian__in=against)
    newest: dict[int, Any] = {}
    for one in signing.newest_first(same.select_related("guardian__person"), ConsentAnswer.yes):
        newest.setdefault(one.guardian_id, one)
    said = [(one.guardian.person.name, one) for one in newest.values()]
    own = last.pupil_answers.newest_first().first()
    return [*said, *([(case.pupil.first_name, own)] if own and own.answer in ConsentAnswer.no else [])]


def newest_yes(case: Case, purpose: str, on: date) -> Consent | None:
    """The question on which the guardians' yes to this purpose rests today."""
    live = Consent.objects.live(on).filter(case_id=case.pk, purpose=purpose)
    return live.order_by("-asked_on", "-pk").first()


def mark_of(question: str) -> str:
    """By which a form knows that this very question was shown."""
    return sha256(question.encode()).hexdigest()[:20]
