"""Who outside the school was told what of a child, as its guardian reads it (AVG art. 15.1c): each source says its own.

Somebody from outside is called as the question for consent called her; a parent is never named.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, Prefetch, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.languages import schools_own
from caseflow.route.consent_text import purpose_called
from caseflow.route.models import Arrangement, BodyQuestion, Case, DeskCase, Invitation, Item, Referral
from caseflow.route.role_words import person_told, seat_told
from caseflow.route.wording import WORDS
from caseflow.sop.consents import helper_of
from caseflow.sop.vocabulary import PART_LABELS, Part
from pupils.models import Consent, ConsentAnswer, Grant, InformationLetter, Pupil
from pupils.sop import parsed, sop_for


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


class Asked:
    """One guardian and one child, with what the guardians were asked about it: read once, whatever tells of it."""

    def __init__(self, person: Any, pupil: Pupil) -> None:
        self.person, self.pupil = person, pupil

    @cached_property
    def answered(self) -> dict[int, tuple[str, str]]:
        """To each question that this guardian answered, the way to her answer."""
        asked: Any = Consent.objects.asked_of(self.person).filter(pupil=self.pupil)
        own = asked.with_own_word(self.person).exclude(own_word="").values_list("pk", "own_said")
        return {
            pk: (
                _("Uw antwoord: %(word)s") % {"word": ConsentAnswer.Word(word).label},
                reverse("route:guardian_consent", args=[pk]),
            )
            for pk, word in own
        }

    @cached_property
    def _questions(self) -> list[Any]:
        """The newest first, each with the day of its first yes."""
        said = Coalesce(
            Min("answers__answered_on", filter=Q(answers__answer=ConsentAnswer.yes)),
            Min("pupil_answers__answered_on", filter=Q(pupil_answers__answer=ConsentAnswer.yes)),
        )
        asked = Consent.objects.filter(pupil=self.pupil).with_version().annotate(yes_on=said)
        return list(asked.order_by("-asked_on", "-pk"))

    @cached_property
    def _of_items(self) -> dict[int, int]:
        """The question on which something was shared for a talk."""
        shared = Grant.objects.filter(pupil=self.pupil, consent__isnull=False, item_id__isnull=False)
        rows: Any = shared.order_by("pk").values_list("item_id", "consent_id")
        return dict(rows)

    def of_talk(self, item: Item, on: date) -> Consent | None:
        """What a talk rested on: the question on which it was shared, else what was asked for it by then."""
        shared = self._of_items.get(item.pk)
        exact = next((one for one in self._questions if one.pk == shared), None)
        return exact or self._asked_by(on, lambda one: (one.case_id, one.purpose) == (item.case_id, item.purpose))

    def of_body(self, asked: BodyQuestion) -> Consent | None:
        """The same of a question to a body, by the purpose that the SOP of then gave the body."""

        def is_for(consent: Consent) -> bool:
            body = parsed(consent.sop_version.digest).bodies.get(asked.body)
            return consent.case_id == asked.case_id and body is not None and body.purpose == consent.purpose

        return self._asked_by(asked.asked_on, is_for)

    def of_help(self, case_id: int, purpose: str, on: date) -> Consent | None:
        """The same of help by a partner, by the purpose that the partner asks a yes for."""
        return self._asked_by(on, lambda one: (one.case_id, one.purpose) == (case_id, purpose))

    def holds(self, case_id: int, purpose: str) -> bool:
        """Whether a yes to this purpose holds today, in whichever question it was said."""
        return (case_id, purpose) in self._live

    @cached_property
    def _live(self) -> set[tuple[int, str]]:
        live: Any = Consent.objects.live(clock.today()).filter(pupil=self.pupil)
        return set(live.values_list("case_id", "purpose"))

    def _asked_by(self, on: date, is_for: Callable[[Consent], bool]) -> Consent | None:
        """The newest question of that day or before, to which somebody had said yes by then, if there is such a one."""
        found = [one for one in self._questions if one.asked_on <= on and is_for(one)]
        return next((one for one in found if one.yes_on and one.yes_on <= on), next(iter(found), None))


Tells = Callable[[Asked], Iterable[Telling]]
telling: list[Tells] = []


def told_outside(tell: Tells) -> Tells:
    """Register where something leaves the school, in words for a guardian who may read the file."""
    telling.append(tell)
    return tell


def told_about(person: Any, pupil: Pupil) -> list[Telling]:
    """Newest first."""
    asked = Asked(person, pupil)
    return sorted((one for tell in telling for one in tell(asked)), key=lambda one: one.on, reverse=True)


# --- What somebody from outside may read -----------------------------------------------------------------------------


@told_outside
def shared(of: Asked) -> Iterator[Telling]:
    """What people from outside may read, or could: those of one day, one question and one end stand together."""
    live = set(Grant.objects.live(clock.today()).filter(pupil=of.pupil).values_list("pk", flat=True))
    together: dict[tuple[Any, ...], list[Grant]] = {}
    asked_for = Prefetch("consent", Consent.objects.with_version())
    for grant in Grant.objects.filter(pupil=of.pupil).prefetch_related(asked_for).order_by("pk"):
        same = (grant.starts_on, grant.consent_id, grant.item_id, grant.ends_on, grant.ended_on, grant.pk in live)
        together.setdefault((*same, *sorted(grant.parts)), []).append(grant)
    for grants in together.values():
        one = grants[0]
        yield Telling(
            one.starts_on,
            _("Gedeeld met mensen van buiten"),
            tuple(_called(one.consent, grant.person_id) or _("iemand van buiten de school") for grant in grants),
            _labels(one.parts),
            _purpose(one.consent),
            _until(one, one.pk in live),
            of.answered.get(one.consent_id or 0),
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
def talked_over(of: Asked) -> Iterator[Telling]:
    """Talks that were held with people from outside at the table: from that day on, also before there is a report."""
    outside = Invitation.objects.filter(outsider=True).order_by("pk")
    cases = Case.objects.for_guardian(of.person).filter(pupil=of.pupil)
    _version, sop = sop_for(of.pupil.school_id, clock.today())
    held = Item.objects.filter(case__in=cases, state=Item.HELD, invitations__outsider=True).distinct()
    for item in held.prefetch_related(Prefetch("invitations", outside, to_attr="outside")):
        on = item.held_on or item.planned_on
        consent = of.of_talk(item, on)
        url = reverse("route:guardian_talk", args=[item.pk])
        read = (_("Lees het verslag"), url) if item.approved_on else None
        yield Telling(
            on,
            _("Gesprek met mensen van buiten"),
            tuple(
                _called(consent, one.person_id) or seat_told(sop, one.role, one.role_name).marked
                for one in item.outside
            ),
            (_("wat in dit gesprek over uw kind is gezegd"),),
            _purpose(consent),
            link=of.answered.get(consent.pk if consent else 0, read),
        )


# --- What was sent ---------------------------------------------------------------------------------------------------


@told_outside
def referred(of: Asked) -> Iterator[Telling]:
    """What was sent to a desk: it keeps a copy of its own, also when the school asks nothing any more."""
    shown = set(Referral.objects.for_guardian(of.person).filter(case__pupil=of.pupil).values_list("pk", flat=True))
    sent = Referral.objects.filter(case__pupil=of.pupil, sent_on__isnull=False)
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
def asked_of_bodies(of: Asked) -> Iterator[Telling]:
    """What a body outside was asked about the child."""
    asked = BodyQuestion.objects.filter(case__pupil=of.pupil).order_by("pk")
    for one in asked.select_related("case__school"):
        consent = of.of_body(one)
        yield Telling(
            one.asked_on,
            _("De school vroeg een ander om een oordeel"),
            (schools_own(one.body_name),),
            (_("de vraag van de school"),),
            _purpose(consent),
            link=of.answered.get(consent.pk) if consent else None,
        )


@told_outside
def helped(of: Asked) -> Iterator[Telling]:
    """Help that somebody from outside gives: who does it works with the child, and hears of it (floor rule 6)."""
    granted = Arrangement.objects.granted().filter(case__pupil=of.pupil)
    _version, sop = sop_for(of.pupil.school_id, clock.today())
    for one in granted.order_by("pk"):
        partner = helper_of(sop, one.key)
        if partner is None:
            continue
        consent = of.of_help(one.case_id, partner.consent or "", one.starts_on)
        until = one.last_day
        over = until < clock.today()
        ends = (_("De hulp was er tot en met %(day)s.") if over else _("De hulp is er tot en met %(day)s.")) % {
            "day": date_format(until)
        }
        if not over and partner.consent and not of.holds(one.case_id, partner.consent):
            ends = _("U en de school spreken af of de hulp doorgaat: er is nu geen toestemming om hiervoor te delen.")
        link = _("Lees het besluit"), reverse("route:guardian_arrangement", args=[one.pk])
        yield Telling(
            one.starts_on,
            _("Hulp door mensen van buiten"),
            (schools_own(partner.name),),
            _labels(consent.parts) if consent else (_("wat nodig is om te helpen"),),
            _purpose(consent) or schools_own(one.name),
            ends,
            of.answered.get(consent.pk, link) if consent else link,
        )


@told_outside
def informed(of: Asked) -> Iterator[Telling]:
    """A parent without gezag who asked how the child is doing got a letter; of what stood in it nothing is told."""
    letters = InformationLetter.objects.filter(guardian__pupil=of.pupil, refused=False)
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


def _called(consent: Consent | None, person_id: int) -> str:
    """As the question called her, with her role in the words of the SOP of then; "" whom it did not name."""
    said = consent.named.get(str(person_id)) if consent else None
    return person_told(parsed(consent.sop_version.digest), said).marked if consent and said else ""


def _purpose(consent: Consent | None) -> str:
    return purpose_called(consent) if consent else ""
