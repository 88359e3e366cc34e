"""The OPP's chapters of the groeidocument: perspective, what is done, goals and evaluations, as each reader gets them.

Only an OPP that came in force: a draft is its author's (floor rule 14).
"""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from caseflow.route.dossier import Section
from caseflow.route.growing import For, Telling, tells
from caseflow.route.in_short import tells_plan
from caseflow.route.models import Case
from caseflow.route.reading import Row, day
from caseflow.sop.vocabulary import Part, Verdict
from opp import dossier
from opp.models import Evaluation, Handelingsdeel, Opp
from opp.portal import VERDICTS


@tells(Part.OPP, For.TEAM)
def inside(told: Telling) -> Iterator[Row]:
    """All of it, with what each guardian answered; words from home are for who hears them alone (growing.py)."""
    for section in (dossier.perspective, dossier.support, dossier.goals, dossier.voice):
        yield from _rows(section(told.case))


@tells(Part.OPP, For.GUARDIAN)
def of_guardian(told: Telling) -> Iterator[Row]:
    """As it stands in the portal, in its words: no other guardian's answer is in it."""
    opp = Opp.objects.for_guardian(told.person).filter(case=told.case).order_by("-pk").first()
    if opp:
        for what, text in (
            (_("Na deze school"), opp.destination),
            (_("Waarom"), opp.grounds),
            (_("Wat helpt"), opp.stimulating),
            (_("Wat het moeilijk maakt"), opp.hindering),
            (_("Wat we samen bespraken"), opp.consultation),
        ):
            if text:
                yield {"when": day(opp.in_force_on), "what": what, "effect": text}
        yield from _versions(told)
        yield from _rows(dossier.goals(told.case))
        yield from _rows(dossier.voice(told.case))


@tells(Part.OPP, For.NEXT_SCHOOL)
def along(told: Telling) -> Iterator[Row]:
    """What the plan says and how it goes; not how it was talked over, nor what anybody answered."""
    opp = Opp.objects.filter(case=told.case, in_force_on__isnull=False).order_by("-pk").first()
    if opp is None:
        return
    for what, text in (
        (_("Verwachte uitstroombestemming"), opp.destination),
        (_("Onderbouwing"), opp.grounds),
        (_("Bevorderende factoren"), opp.stimulating),
        (_("Belemmerende factoren"), opp.hindering),
    ):
        yield {"when": day(opp.in_force_on), "what": what, "effect": text}
    yield from _versions(told)
    yield from _rows(dossier.goals(told.case))


def _versions(told: Telling) -> Iterator[Row]:
    """What the guardians were asked about; for the next school only what came in force."""
    seen = Handelingsdeel.objects.filter(opp__case=told.case, offered_on__isnull=False)
    seen = seen.in_force() if told.reader is For.NEXT_SCHOOL else seen.for_guardian(told.person)
    for one in seen.order_by("number"):
        yield {
            "when": day(one.in_force_on or one.offered_on),
            "what": _("Handelingsdeel, versie %(number)s") % {"number": one.number},
            "effect": one.support,
            "also": one.deviations,
        }


@tells(Part.EVALUATIONS, For.GUARDIAN)
def evaluations(told: Telling) -> Iterator[Row]:
    for one in Evaluation.objects.for_guardian(told.person).filter(opp__case=told.case).order_by("held_on"):
        yield {
            "when": day(one.held_on),
            "what": VERDICTS[Verdict(one.verdict)],
            "effect": one.conclusion,
            "also": one.next,
        }


@tells_plan
def plan(case: Case, on: date) -> Iterator[str]:
    """The version that is worked with."""
    version = Handelingsdeel.objects.in_force().filter(opp__case=case, opp__state=Opp.IN_FORCE).first()
    if version is not None:
        yield _("OPP, versie %(number)s: %(what)s") % {"number": version.number, "what": version.support}


def _rows(section: Section | None) -> list[Row]:
    return [dict(row) for row in section["rows"]] if section else []
