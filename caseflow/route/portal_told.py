"""Who outside the school was told what of a child, as its guardian reads it (AVG art. 15.1c): each source says its own.

Somebody from outside is called as the question for consent called her; a parent is never named.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.languages import schools_own
from caseflow.route.models import BodyQuestion, DeskCase, Invitation, Item, Referral
from caseflow.route.wording import WORDS
from caseflow.sop.vocabulary import PART_LABELS, Part
from pupils.models import Consent, ConsentAnswer, Grant, InformationLetter, Pupil
from pupils.sop import sop_of


@dataclass(frozen=True, slots=True)
class Telling:
    """One time that something was told. `link` leads to the guardian's own answer, or to what was told."""

    on: date
    what: str
    to: tuple[str, ...]
    parts: tuple[str, ...]
    why: str
    ends: str = ""
    link: tuple[str, str] | None = None


Tells = Callable[[Any, Pupil], Iterable[Telling]]
telling: list[Tells] = []


def told_outside(tell: Tells) -> Tells:
    """Register where something leaves the school, in words for a guardian who may read the file."""
    telling.append(tell)
    return tell


def told_about(person: Any, pupil: Pupil) -> list[Telling]:
    """Newest first."""
    return sorted((one for tell in telling for one in tell(person, pupil)), key=lambda one: one.on, reverse=True)


# --- What somebody from outside may read -----------------------------------------------------------------------------


@told_outside
def shared(person: Any, pupil: Pupil) -> Iterator[Telling]:
    """What people from outside may read, or could: those of one day, one question and one end stand together."""
    answered = _answered(person, pupil)
    live = set(Grant.objects.live(clock.today()).filter(pupil=pupil).values_list("pk", flat=True))
    together: dict[tuple[Any, ...], list[Grant]] = {}
    for grant in Grant.objects.filter(pupil=pupil).select_related("consent").order_by("pk"):
        same = (grant.starts_on, grant.consent_id, grant.item_id, grant.ends_on, grant.ended_on, grant.pk in live)
        together.setdefault((*same, *sorted(grant.parts)), []).append(grant)
    for grants in together.values():
        one = grants[0]
        named = one.consent.named if one.consent else {}
        yield Telling(
            one.starts_on,
            _("Gedeeld met mensen van buiten"),
            tuple(_called(named, grant.person_id) for grant in grants),
            _labels(one.parts),
            _purpose(one.consent),
            _until(one, one.pk in live),
            answered.get(one.consent_id or 0),
        )


def _until(grant: Grant, live: bool) -> str:
    if live:
        return _("Lezen kan tot en met %(day)s.") % {"day": date_format(grant.ends_on)}
    if grant.ended_on and grant.ended_on <= grant.ends_on:
        return _("Lezen kan niet meer sinds %(day)s.") % {"day": date_format(grant.ended_on)}
    if grant.ends_on < clock.today():
        return _("Lezen kon tot en met %(day)s.") % {"day": date_format(grant.ends_on)}
    return _("Lezen kan niet meer.")


@told_outside
def talked_over(person: Any, pupil: Pupil) -> Iterator[Telling]:
    """Talks that were held with people from outside at the table."""
    answered, consents = _answered(person, pupil), _newest_consents(pupil)
    outside = Invitation.objects.filter(outsider=True).order_by("pk")
    held = Item.objects.for_guardian(person).filter(case__pupil=pupil, invitations__outsider=True).distinct()
    for item in held.prefetch_related(Prefetch("invitations", outside, to_attr="outside")):
        consent = consents.get((item.case_id, item.purpose))
        named = consent.named if consent else {}
        read = _("Lees het verslag"), reverse("route:guardian_talk", args=[item.pk])
        yield Telling(
            item.held_on or item.planned_on,
            _("Gesprek met mensen van buiten"),
            tuple(named.get(str(one.person_id)) or schools_own(one.role_name) for one in item.outside),
            (_("wat in dit gesprek over uw kind is gezegd"),),
            _purpose(consent),
            link=answered.get(consent.pk if consent else 0, read),
        )


def _answered(person: Any, pupil: Pupil) -> dict[int, tuple[str, str]]:
    """To each question that this guardian answered, the way to her answer."""
    asked: Any = Consent.objects.asked_of(person).filter(pupil=pupil)
    own = asked.with_own_word(person).exclude(own_word="").values_list("pk", "own_word")
    return {
        pk: (
            _("Uw antwoord: %(word)s") % {"word": ConsentAnswer.Word(word).label},
            reverse("route:guardian_consent", args=[pk]),
        )
        for pk, word in own
    }


def _newest_consents(pupil: Pupil) -> dict[tuple[int, str], Consent]:
    return {(one.case_id, one.purpose): one for one in Consent.objects.filter(pupil=pupil).order_by("pk")}


# --- What was sent ---------------------------------------------------------------------------------------------------


@told_outside
def referred(person: Any, pupil: Pupil) -> Iterator[Telling]:
    """What was sent to a desk: it keeps a copy of its own, also when the school asks nothing any more."""
    shown = set(Referral.objects.for_guardian(person).filter(case__pupil=pupil).values_list("pk", flat=True))
    sent = Referral.objects.filter(case__pupil=pupil, sent_on__isnull=False)
    back = dict(
        DeskCase.objects.filter(handover__in=sent.values("handover"), withdrawn_on__isnull=False).values_list(
            "handover", "withdrawn_on"
        )
    )
    for one in sent.order_by("pk"):
        titles = [section["title"] for section in one.content.get("sections", [])]
        url = reverse("route:guardian_referral", args=[one.pk])
        kept = _("Zij bewaren een eigen kopie.")
        taken_back = back.get(one.handover)
        if taken_back:
            kept = _("De school trok de vraag in op %(day)s.") % {"day": date_format(taken_back)} + f" {kept}"
        yield Telling(
            one.sent_on or one.prepared_on,
            _("Een verwijzing is verstuurd"),
            (schools_own(one.desk_name),),
            (_("de vraag van de school"), *map(_, titles)),
            str(WORDS.get(one.asks, one.asks)),
            kept,
            (_("Lees de verwijzing"), url) if one.pk in shown else None,
        )


@told_outside
def asked_of_bodies(person: Any, pupil: Pupil) -> Iterator[Telling]:
    """What a body outside was asked about the child."""
    answered, consents = _answered(person, pupil), _newest_consents(pupil)
    asked = BodyQuestion.objects.filter(case__pupil=pupil).order_by("pk")
    for one in asked.select_related("case__school"):
        consent = _of_body(one, consents)
        yield Telling(
            one.asked_on,
            _("De school vroeg een ander om een oordeel"),
            (schools_own(one.body_name),),
            (_("de vraag van de school"),),
            _purpose(consent),
            link=answered.get(consent.pk) if consent else None,
        )


def _of_body(asked: BodyQuestion, consents: Mapping[tuple[int, str], Consent]) -> Consent | None:
    """The question that the guardians were asked first, by the purpose that the SOP of that question gave the body."""
    for (case_id, purpose), consent in consents.items():
        body = sop_of(consent.sop_version_id).bodies.get(asked.body)
        if case_id == asked.case_id and body and body.purpose == purpose:
            return consent
    return None


@told_outside
def informed(person: Any, pupil: Pupil) -> Iterator[Telling]:
    """A parent without gezag who asked how the child is doing got a letter; of what stood in it nothing is told."""
    letters = InformationLetter.objects.filter(guardian__pupil=pupil, refused=False)
    for day in letters.order_by("pk").values_list("made_on", flat=True):
        yield Telling(
            day,
            _("Een brief aan een ouder zonder gezag"),
            (_("een ouder zonder gezag, die erom vroeg"),),
            (_("hoe het met uw kind gaat, zonder het dossier"),),
            _("De wet geeft ook een ouder zonder gezag recht op informatie (BW 1:377c)."),
        )


# --- In words --------------------------------------------------------------------------------------------------------


def _labels(parts: Iterable[str]) -> tuple[str, ...]:
    """In the order of the closed list."""
    return tuple(_(said) for part, said in PART_LABELS.items() if part in {Part(one) for one in parts})


def _called(named: Mapping[str, str], person_id: int) -> str:
    return named.get(str(person_id)) or _("iemand van buiten de school")


def _purpose(consent: Consent | None) -> str:
    return schools_own(consent.purpose_name) if consent else ""
