"""What may be seen of an OPP: the getters of this app, and the reads that its pages are made of."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from caseflow.route.models import Case
from opp.models import Agreement, Evaluation, Flag, Handelingsdeel, Opp, PupilVoice
from pupils import signing
from pupils.getters import found

# --- From a number to a row: absent and forbidden look the same ------------------------------------------------------


def handelingsdeel_for(person: Any, pk: int) -> Handelingsdeel:
    return found(Handelingsdeel.objects.visible_to(person).select_related("opp__case", "opp__pupil"), pk)


def voice_for(person: Any, pk: int) -> PupilVoice:
    return found(PupilVoice.objects.visible_to(person).select_related("opp__case"), pk)


# --- One case --------------------------------------------------------------------------------------------------------


def newest_opp(case: Case) -> Opp | None:
    """The open OPP of a case or, when none is, the last one that it had."""
    return Opp.objects.filter(case=case).order_by("-pk").first()


def open_opp(case: Case) -> Opp | None:
    return Opp.objects.open().filter(case=case).first()


def versions_of(opp: Opp) -> QuerySet[Handelingsdeel]:
    """Newest first, with their goals."""
    return opp.versions.order_by("-number").prefetch_related("goals")


def unsettled_version(opp: Opp) -> Handelingsdeel | None:
    return Handelingsdeel.objects.unsettled().filter(opp=opp).first()


def version_worked_with(opp: Opp) -> Handelingsdeel | None:
    """The version in force; while none ever was, the last one that was disputed (domain §1.1: support goes on)."""
    in_force = Handelingsdeel.objects.in_force().filter(opp=opp).first()
    if in_force or opp.structural_support_on is None:
        return in_force
    return opp.versions.filter(disputed_on__isnull=False).order_by("-number").first()


def version_to_evaluate(opp: Opp) -> Handelingsdeel | None:
    """What was worked with; while nobody answered on it, what was offered or is being written."""
    return version_worked_with(opp) or unsettled_version(opp)


def signatures(version: Handelingsdeel) -> signing.Said:
    """Each guardian who is waited for, with `word` ("" when silent) and `passed`."""
    return signing.table(Agreement, version.pk, version.opp.pupil_id)


def objectors(version: Handelingsdeel) -> signing.Said:
    """Who said no last, of any version of this OPP: silence on a newer one takes no objection away."""
    return signatures(version).filter(objector=True)


def goes_on_without(version: Handelingsdeel) -> Handelingsdeel | None:
    """What was agreed before, and stays in force when this version does not come to be."""
    return Handelingsdeel.objects.in_force().filter(opp=version.opp_id, number__lt=version.number).first()


def evaluations_of(opp: Opp) -> QuerySet[Evaluation]:
    """Oldest first, with their scores and goals: what the chart and its table show."""
    return opp.evaluations.order_by("held_on").prefetch_related("scores__goal")


def evaluated_until(opp: Opp) -> date | None:
    """Since when nothing was evaluated: the last evaluation, or else the first day of structural support."""
    last = opp.evaluations.order_by("-held_on").values_list("held_on", flat=True).first()
    return last or opp.structural_support_on or opp.in_force_on


def open_flag(case: Case) -> Flag | None:
    return Flag.objects.open().filter(case=case).select_related("evaluation").first()
