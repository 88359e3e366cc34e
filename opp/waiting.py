"""What waits for staff around the OPP: a version that all agreed with, and a flag that asks for people."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow.route.mine import directs, is_owner, roles_held, sops_of
from caseflow.route.models import Case
from caseflow.route.waiting_silent import asks
from opp.models import Agreement, Evaluation, Flag, Handelingsdeel, PupilVoice
from pupils import signing
from pupils.commands.contact import silent
from pupils.models import Guardian
from pupils.waiting import Waiting, waits


@waits
def of_staff(person: Any) -> Iterator[Waiting]:
    held = roles_held(person)
    if held:
        cases = Case.objects.visible_to(person).running()
        yield from _agreed(held, cases)
        of_others = cases.exclude(pupil__in=Guardian.objects.filter(person=person).values("pupil"))
        yield from _to_talk_over(held, of_others)  # as a parent she is not who tells parents and child
        yield from _to_tell(held, of_others)
        yield from _flags(held, person)


def _agreed(held: list[Any], cases: Any) -> Iterator[Waiting]:
    sops = sops_of(held)
    offered = Handelingsdeel.objects.offered().filter(opp__case__in=cases).annotate(pupil=F("opp__pupil_id"))
    for version in offered.filter(signing.complete(Agreement, "pk", "pupil")).select_related("opp__case__pupil__group"):
        case = version.opp.case
        if is_owner(held, case, sops[case.school_id]):
            url = reverse("route:act", args=[case.pk, "put_in_force"])
            yield Waiting(
                _("De ouders zijn het eens: laat het handelingsdeel ingaan"),
                case.pupil.full_name,
                url,
                _("Laat ingaan"),
            )


@asks
def unsigned(person: Any, cases: Any, sops: Any) -> Iterator[tuple[str, signing.Said]]:
    """Who says nothing of a version; where support goes on without agreement, nobody is waited for."""
    offered = Handelingsdeel.objects.offered().filter(disputed_on=None, opp__case__in=cases)
    of_each = offered.annotate(guardian=F("opp__pupil__guardians"), since=F("offered_on"), in_case=F("opp__case"))
    yield "opp:pass_over", silent(of_each, person, answers=Agreement, same=("opp_id",), pupil="opp__pupil")


def _to_talk_over(held: list[Any], cases: Any) -> Iterator[Waiting]:
    """Evaluations that were held without the guardians: with them they are not held yet (floor rule 4)."""
    sops = sops_of(held)
    waiting = Evaluation.objects.not_talked_over().filter(opp__case__in=cases).select_related("opp__case__pupil__group")
    for case in dict.fromkeys(one.opp.case for one in waiting):
        if is_owner(held, case, sops[case.school_id]):
            url = reverse("route:act", args=[case.pk, "talk_over_evaluation"])
            yield Waiting(_("Bespreek de evaluatie met de ouders"), case.pupil.full_name, url, _("Leg vast"))


def _to_tell(held: list[Any], cases: Any) -> Iterator[Waiting]:
    """A child that was heard is told what was done with it, once that is decided (floor rule 5)."""
    sops = sops_of(held)
    voices = PupilVoice.objects.to_tell().filter(opp__case__in=cases).select_related("opp__case__pupil__group")
    for voice in voices:
        case = voice.opp.case
        if is_owner(held, case, sops[case.school_id]):
            title = _("Vertel %(name)s wat er met zijn of haar woorden is gedaan") % {"name": case.pupil.first_name}
            yield Waiting(title, case.pupil.full_name, reverse("opp:feedback", args=[voice.pk]), _("Leg vast"))


def _flags(held: list[Any], person: Any) -> Iterator[Waiting]:
    """For the director; the owner of the step has a task for it."""
    for flag in Flag.objects.visible_to(person).waiting().select_related("case__pupil__group"):
        if directs(held, flag.case):
            title = _("Signaal handelingsverlegenheid: bekijk het bewijs en beslis")
            yield Waiting(
                title, flag.case.pupil.full_name, reverse("route:case", args=[flag.case_id]) + "#flag", _("Bekijk")
            )
