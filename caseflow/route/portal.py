"""The portal of the guardians: what is asked of them, and what is final and theirs to read (floor rule 14).

Apps register their own parts. Gezag "yes" reads; "not yet recorded" sees only what is asked; everybody else nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.languages import schools_own
from caseflow.route.consent_text import purpose_called
from caseflow.route.models import (
    Arrangement,
    Case,
    Establishment,
    Invitation,
    Item,
    LimitJudgement,
)
from caseflow.route.models.coming import said_by
from caseflow.route.models.talk import SAY_IN_IT
from caseflow.route.portal_not_now import which_counts
from caseflow.route.portal_words import COMING, WAYS_ON
from caseflow.route.when import when_told
from caseflow.route.wording import ways_after_no
from caseflow.sop.vocabulary import Judged
from pupils.getters import found
from pupils.models import Absence, Consent, ConsentAnswer, Gezag, Guardian, Measurement, PassedOver
from pupils.signing import newest_first
from pupils.sop import sop_for


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that waits for a guardian, about one child. Not `needed`: the school goes on without it."""

    pupil_id: int
    title: str
    about: str
    url: str
    label: str
    due_on: date | None = None
    late: bool = False
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """Something final that may be read: what it is, of which day, and the page where it stands."""

    title: str
    about: str
    on: date
    url: str


Asks = Callable[[Guardian], Iterable[Ask]]
Pieces = Callable[[Any, Case], Iterable[Piece]]
asking: list[Asks] = []
reading: list[Pieces] = []


def asks_guardian(tell: Asks) -> Asks:
    """Register what an app asks of a guardian with gezag, or with gezag not yet recorded."""
    asking.append(tell)
    return tell


def final_pieces(tell: Pieces) -> Pieces:
    """Register what an app lets a guardian with gezag read of a case."""
    reading.append(tell)
    return tell


def asked_of(guardian: Guardian) -> list[Ask]:
    """What waits for this guardian about this child; nothing for who has no say, and nothing once the child left."""
    if not guardian.has_a_say or guardian.pupil.has_left:
        return []
    return [ask for tell in asking for ask in tell(guardian)]


def pieces_for(person: Any, case: Case) -> list[Piece]:
    """Newest first."""
    return sorted((piece for tell in reading for piece in tell(person, case)), key=lambda piece: piece.on, reverse=True)


def guardianships(person: Any) -> list[Guardian]:
    """The children of this person, each once; who has gezag comes first."""
    own = Guardian.objects.filter(person=person).select_related(
        "pupil", "pupil__school", "pupil__group", "education_held_by", "care_held_by"
    )
    order = {Gezag.YES: 0, Gezag.UNKNOWN: 1}
    return sorted(own, key=lambda one: (order.get(Gezag(one.say), 2), one.pupil.first_name, one.pk))


def ways_on(case: Case | None) -> list[tuple[Any, Any]]:
    """What stays open after a "no" in the step where the case stands: a refusal never strands."""
    if case is None:
        return []
    _version, sop = sop_for(case.school_id, clock.today())
    step = sop.steps.get(case.step)
    return [WAYS_ON[way] for way in ways_after_no(step)] if step else []


def ways_at_limit(case: Case) -> list[tuple[Any, Any]]:
    """The same where the school reached its limit: a talk and the steunpunt are open whatever the step names."""
    named = dict.fromkeys((*ways_on(case), WAYS_ON["talk"], WAYS_ON["ouder_en_jeugdsteunpunt"]))
    return list(named)


def limits_reached(person: Any) -> dict[int, list[LimitJudgement]]:
    """By child, what stands in a case that runs: where people judged last that the school cannot give enough."""
    standing = LimitJudgement.objects.for_guardian(person).newest().filter(word=Judged.REACHED)
    standing = standing.filter(case__in=Case.objects.running())
    by_child: dict[int, list[LimitJudgement]] = {}
    for one in standing.select_related("case").order_by("-on", "-pk"):
        by_child.setdefault(one.case.pupil_id, []).append(one)
    return by_child


# --- What is asked ---------------------------------------------------------------------------------------------------


def open_questions(guardian: Guardian) -> QuerySet[Any]:
    """Questions that this guardian has not answered and nobody stopped yet, in cases that still run."""
    running = Case.objects.running().filter(pk=OuterRef("case_id"))
    current = Consent.objects.of_guardians(clock.today()).current(clock.today())
    asked: Any = current.filter(Exists(running), pupil=guardian.pupil_id)
    stopped = Consent.objects.objected(clock.today()).filter(pupil=guardian.pupil_id).values("pk")
    return asked.exclude(pk__in=stopped).with_version().with_own_word(guardian.person).filter(own_word="")


@asks_guardian
def consents_to_answer(guardian: Guardian) -> Iterator[Ask]:
    over = Exists(PassedOver.objects.filter(guardian=guardian, consent=OuterRef("pk")))
    for consent in open_questions(guardian).annotate(over=over):
        yield Ask(
            guardian.pupil_id,
            gone_on() if consent.over else _("De school vraagt uw toestemming"),
            purpose_called(consent),
            reverse("route:guardian_consent", args=[consent.pk]),
            _("Lezen en kiezen"),
            needed=not consent.over,
        )


def gone_on() -> str:
    """What is asked of a guardian who was passed over: his word still counts, and nobody waits for it."""
    return _("De school gaat verder zonder uw antwoord. U kunt nog antwoorden")


@asks_guardian
def invitations(guardian: Guardian) -> Iterator[Ask]:
    pending = Item.objects.pending().filter(planned_on__gte=clock.today())
    for invited in _invited(guardian.person_id).filter(guardian=guardian, item__in=pending).select_related("item"):
        said = said_by(invited.item).get(guardian.pk)
        about = _("%(day)s, op school") % {"day": _when(invited.item)}
        yield Ask(
            guardian.pupil_id,
            _("U bent uitgenodigd voor een gesprek"),
            f"{about} · {COMING[said.answer]}" if said else about,
            reverse("route:guardian_invitation", args=[invited.pk]),
            _("Bekijken") if said else _("Laat weten of u komt"),
            needed=said is None,
        )


def _invited(person_id: int) -> QuerySet[Invitation]:
    """Of who has no say any more in what the talk is about the invitation lapses, whatever else is hers."""
    return Invitation.objects.filter(SAY_IN_IT, guardian__person=person_id)


def _when(item: Item) -> str:
    return when_told(item.planned_on, item.begins, item.lasts, day="l j F")


def invitation_for(person: Any, pk: int) -> Invitation:
    """The getter: a guardian's own invitation, with `reads`: whether she may know what it is about."""
    mine = _invited(person.pk)
    reads = Guardian.objects.with_gezag().filter(pk=OuterRef("guardian_id"))
    return found(mine.annotate(reads=Exists(reads)).select_related("item__case__pupil", "item__case__school"), pk)


# --- What may be read ------------------------------------------------------------------------------------------------


@final_pieces
def talks(person: Any, case: Case) -> Iterator[Piece]:
    for item in Item.objects.for_guardian(person).filter(case=case):
        about = _("Verslag en adviezen")
        yield Piece(
            _("Gesprek over uw kind"),
            about,
            item.held_on or item.planned_on,
            reverse("route:guardian_talk", args=[item.pk]),
        )


@final_pieces
def arrangements(person: Any, case: Case) -> Iterator[Piece]:
    for one in Arrangement.objects.for_guardian(person).filter(case=case):
        url = reverse("route:guardian_arrangement", args=[one.pk])
        yield Piece(schools_own(one.name), _("Besluit over extra hulp"), one.settled_on or one.proposed_on, url)


@final_pieces
def limits(person: Any, case: Case) -> Iterator[Piece]:
    """That the school reached its limit, and the ground not to wait: shown to guardians as such (floor rule 9)."""
    for one in Establishment.objects.for_guardian(person).filter(case=case):
        url = reverse("route:guardian_limit", args=[one.pk])
        about = _("Wat de directeur vaststelde, en waarom")
        if one.ended_on:
            about = _("Dit gold tot %(day)s") % {"day": date_format(one.ended_on)}
        yield Piece(_("De school kan niet bieden wat uw kind nodig heeft"), about, one.on, url)
    if case.ground_not_to_wait_on and case.ground_not_to_wait_until:
        day = date_format(case.ground_not_to_wait_until)
        holds = case.ground_not_to_wait_until >= clock.today()
        about = (_("Dit geldt tot en met %(day)s") if holds else _("Dit gold tot en met %(day)s")) % {"day": day}
        url = reverse("route:guardian_ground", args=[case.pk])
        yield Piece(_("Waarom uw kind niet kan wachten"), about, case.ground_not_to_wait_on, url)


@final_pieces
def judgements(person: Any, case: Case) -> Iterator[Piece]:
    """What people judged of the school's limits, every time anew."""
    for one in LimitJudgement.objects.for_guardian(person).filter(case=case):
        url = reverse("route:guardian_judgement", args=[one.pk])
        yield Piece(_("Kan de school bieden wat uw kind nodig heeft?"), one.get_word_display(), one.on, url)


@final_pieces
def measured(person: Any, case: Case) -> Iterator[Piece]:
    """Results of tests and hours missed, on one page, of the day on which something was added last."""
    newest = [_last_recorded(model.objects.standing().for_guardian(person), case) for model in (Measurement, Absence)]
    days = [day for day in newest if day]
    if days:
        url = reverse("route:guardian_measured", args=[case.pupil_id])
        yield Piece(_("Toetsen en gemiste uren"), _("Wat de school heeft vastgelegd"), max(days), url)


def _last_recorded(rows: Any, case: Case) -> date | None:
    day: date | None = rows.filter(pupil=case.pupil_id).aggregate(on=Max("recorded_on"))["on"]
    return day


@final_pieces
def consents(person: Any, case: Case) -> Iterator[Piece]:
    """What this guardian answered herself: to look back, or to withdraw."""
    asked: Any = Consent.objects.asked_of(person).filter(case_id=case.pk).with_version()
    own = ConsentAnswer.objects.filter(consent=OuterRef("pk"), guardian__person=person)
    same = {"case_id": OuterRef("case_id"), "purpose": OuterRef("purpose")}
    newer = Exists(Consent.objects.filter(**same, pk__gt=OuterRef("pk")))
    older = Exists(Consent.objects.filter(**same, pk__lt=OuterRef("pk")))
    holds = Exists(Consent.objects.live(clock.today()).filter(pk=OuterRef("pk")))
    asked = asked.annotate(newer=newer, older=older, holds=holds)
    answered = asked.annotate(answered_on=Subquery(newest_first(own, ConsentAnswer.yes).values("answered_on")[:1]))
    for consent in answered.with_own_word(person).exclude(own_word=""):
        url = reverse("route:guardian_consent", args=[consent.pk])
        about = _("Uw antwoord: %(word)s") % {"word": ConsentAnswer.Word(consent.own_said).label}
        of_two = f" · {which_counts(consent)}" if consent.newer or consent.older else ""
        yield Piece(purpose_called(consent), f"{about}{of_two}", consent.answered_on or consent.asked_on, url)
