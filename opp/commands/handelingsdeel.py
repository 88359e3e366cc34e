"""Versions of the handelingsdeel: written, put before the guardians, and in force once they agree."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from caseflow.route.acting import Deed, acting
from caseflow.route.commands.talk import tell
from caseflow.route.reminding import first_reminder
from opp.commands.agreement import close_tasks
from opp.commands.goals import GoalInput, write_goals
from opp.models import Handelingsdeel, Opp
from opp.queries import open_opp, unsettled_version
from pupils.errors import Invalid, at_most, filled
from pupils.models import Guardian


def write_version(
    deed: Deed, opp: Opp, support: str, deviations: str, goals: Sequence[GoalInput]
) -> tuple[Handelingsdeel, dict[str, str]]:
    """The version that is not settled, written anew; one that the guardians were shown stays as it was shown."""
    version = unsettled_version(opp)
    if version is not None and version.offered_on:
        version.superseded_on = deed.on
        version.save(update_fields=["superseded_on"])
        version = None
    if version is None:
        number = (opp.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        version = Handelingsdeel(opp=opp, number=number)
    version.support, version.deviations = filled("support", support), at_most("deviations", deviations)
    version.drawn_up_on, version.drawn_up_by = deed.on, deed.actor
    version.save()
    texts = write_goals(deed, version, goals)
    return version, {"support": version.support, "deviations": version.deviations, **texts}


def draw_up_handelingsdeel(
    case_id: int, *, support: str, deviations: str, goals: Sequence[GoalInput], actor: Any
) -> Handelingsdeel:
    """An adjustment, or another proposal after an objection: a new version; what is in force stays so meanwhile."""
    with acting("draw_up_opp", case_id, actor) as deed:
        opp = open_opp(deed.case)
        if opp is None:
            raise Invalid("", _("Er is nog geen OPP. Stel het eerst op."))
        version, texts = write_version(deed, opp, support, deviations, goals)
        data = {"opp": opp.pk, "handelingsdeel": version.pk, "number": version.number, "goals": version.goals.count()}
        deed.record(data, texts, kind="draw_up_handelingsdeel")
        return version


def _unsettled(deed: Deed) -> Handelingsdeel:
    opp = open_opp(deed.case)
    version = unsettled_version(opp) if opp else None
    if version is None:
        raise Invalid("", _("Er is geen nieuwe versie van het handelingsdeel. Schrijf die eerst."))
    return version


def offer_handelingsdeel(case_id: int, *, actor: Any) -> Handelingsdeel:
    """Put the version before every guardian who may agree or object; from now on its text stands still."""
    with acting("offer_handelingsdeel", case_id, actor) as deed:
        version = _unsettled(deed)
        if version.offered_on:
            raise Invalid("", _("Deze versie is al aan de ouders voorgelegd."))
        version.offered_on = deed.on
        version.remind_on = first_reminder(deed.sop, deed.on)
        version.save(update_fields=["offered_on", "remind_on"])
        guardians = list(Guardian.objects.signers().filter(pupil=deed.case.pupil_id))
        tell(deed, "handelingsdeel_offered", guardians, f"handelingsdeel-{version.pk}-offered")
        deed.record({"handelingsdeel": version.pk, "guardians": [g.pk for g in guardians]})
        return version


def put_in_force(case_id: int, *, actor: Any) -> Handelingsdeel:
    """The agreed version takes the place of the one before; with the first, structural support starts to count."""
    with acting("put_in_force", case_id, actor) as deed:
        version = _unsettled(deed)
        opp = version.opp
        Handelingsdeel.objects.in_force().filter(opp=opp).update(superseded_on=deed.on)
        version.in_force_on = deed.on
        version.save(update_fields=["in_force_on"])
        if opp.begin_support(deed.on, Opp.AGREED, deed.sop.handelingsverlegenheid.period):
            opp.save()
        close_tasks(deed)
        deed.record(
            {
                "handelingsdeel": version.pk,
                "number": version.number,
                "structural_support_since": opp.structural_support_on,
            }
        )
        return version
