"""What goes along with a referral: sections that each app adds, frozen when the referral is prepared.

The desk sees this and no more (AVG art. 5(1)(c)); the guardians see the same first (floor rule 10). One outside the SWV
sees of it what its purpose names.
"""

from collections.abc import Callable, Collection, Container
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.models import Advice, Arrangement, Case, Establishment, LimitJudgement
from caseflow.route.tried import tried_with
from caseflow.sop.vocabulary import Part
from pupils.models import Guardian, HgwCycle, Measurement

Section = dict[str, Any]
Row = dict[str, Any]
#: The key by which a row says which guardian's own words it holds.
OF_GUARDIAN = "of_guardian"
#: The key by which it says that it holds what was said in a talk with guardians.
FROM_HOME = "from_home"
#: The key by which it says that it is what the child said and nothing else: without those words nothing is left of it.
OF_CHILD = "of_child"
#: The key by which it says which judgement it holds the reasons of, which are not for everybody who helps.
JUDGED = "judged"
OF_HOME = frozenset({OF_GUARDIAN, FROM_HOME, OF_CHILD})
MARKS = OF_HOME | {JUDGED}
MakesSection = Callable[[Case], Section | None]
sections: list[tuple[Part | None, MakesSection]] = []


def adds_section(part: Part | None) -> Callable[[MakesSection], MakesSection]:
    """Register a section: {"title": …, "rows": [{…}]}, or None when there is nothing to say.

    `part` is the part of the file that it tells of; None: it is for an SWV alone, which judges the school's limits.
    """

    def registered(section: MakesSection) -> MakesSection:
        sections.append((part, section))
        return section

    return registered


@translation.override(settings.LANGUAGE_CODE)
def dossier_of(case: Case, parts: Collection[Part] | None = None) -> dict[str, Any]:
    """The sections as plain data, in the order in which the apps added them; in Dutch, whoever prepares it.

    `parts` are those that the guardians are asked about, for a desk outside the SWV; None: all that an SWV may see.
    """
    told = [make for part, make in sections if parts is None or part in parts]
    return {"sections": [section for make in told if (section := make(case))]}


def day(on: date | None) -> str:
    return date_format(on, "j F Y") if on else ""


def for_desk(content: dict[str, Any]) -> dict[str, Any]:
    """What the desk gets of it: everything, without our own numbers of people."""
    return _rows(content, lambda row: row)


def for_staff(content: dict[str, Any], *, hears: bool, judged: Container[int]) -> dict[str, Any]:
    """What somebody at school reads of it, as she hears guardians and child or not (pupils/own_child.py).

    `judged` are the judgements of limits whose reasons she reads.
    """

    def shown(row: Row) -> Row | None:
        kept = JUDGED not in row or row[JUDGED] in judged
        return as_heard(row if kept else {**row, "effect": ""}, hears=hears)

    return _rows(content, shown)


def as_heard(row: Row, *, hears: bool) -> Row | None:
    """A row without its marks: that something was said stays, the words are for who hears them. None: it is words."""
    if OF_CHILD in row and not hears:
        return None
    plain = {key: value for key, value in row.items() if key not in MARKS}
    return plain if hears or OF_HOME.isdisjoint(row) else {**plain, "effect": "", "also": ""}


def for_guardian(content: dict[str, Any], guardian: Guardian) -> dict[str, Any]:
    """What a guardian reads of it: everything but the words of another guardian, which are not hers to read."""

    def shown(row: Row) -> Row:
        return {**row, "effect": ""} if row.get(OF_GUARDIAN, guardian.pk) != guardian.pk else row

    return _rows(content, shown)


def _rows(content: dict[str, Any], shown: Callable[[Row], Row | None]) -> dict[str, Any]:
    """A section of which no row is left has no heading either."""
    sections = []
    for one in content.get("sections", []):
        rows = [as_heard(row, hears=True) for row in map(shown, one["rows"]) if row]
        if rows or not one["rows"]:
            sections.append({**one, "rows": rows})
    return {**content, "sections": sections}


@adds_section(Part.ROUTE)
def establishments(case: Case) -> Section | None:
    """That the school reached its limit, as people established it, and the ground not to wait (floor rule 9).

    Only what holds today: what was established before the case went back says nothing to a desk.
    """
    rows: list[Row] = []
    for one in Establishment.objects.standing().filter(case=case).select_related("by").order_by("pk"):
        when, who = day(one.on), one.by.name
        told = (
            (_("Vastgesteld door %(name)s") % {"name": who}, one.limit_name),
            (_("Waarom"), one.reasons),
            (_("Wat is nodig in plaats hiervan"), one.instead),
        )
        rows += [{"when": when, "what": what, "effect": text} for what, text in told]
    until = case.ground_not_to_wait_until
    if until and until >= clock.today() and case.ground_not_to_wait_by:
        what = _("Waarom dit kind geen half jaar kan wachten, volgens %(name)s") % {
            "name": case.ground_not_to_wait_by.name
        }
        when = f"{day(case.ground_not_to_wait_on)} – {day(until)}"
        rows.append({"when": when, "what": what, "effect": case.ground_not_to_wait})
    return {"title": _("Waarom de school het niet alleen kan"), "rows": rows} if rows else None


@adds_section(Part.HGW)
def interventions(case: Case) -> Section | None:
    """The cycles in the group that were rounded off, and each intervention with how much of it was held."""
    cycles = HgwCycle.objects.filter(pupil=case.pupil_id).exclude(closed_on=None).order_by("closed_on")
    rows = [
        {
            "when": f"{day(cycle.started_on)} – {day(cycle.closed_on)}",
            "what": cycle.plan,
            "effect": cycle.effect,
        }
        for cycle in cycles
    ]
    rows += tried_with(case.pupil_id)
    return {"title": _("Wat is geprobeerd in de groep"), "rows": rows} if rows else None


@adds_section(Part.MEASUREMENTS)
def measurements(case: Case) -> Section | None:
    """The main measurements, oldest first, as a desk holds them against its own numbers."""
    kept = Measurement.objects.standing().main().filter(pupil=case.pupil_id).order_by("day", "pk")
    rows = [{"when": f"{one.day:%d-%m-%Y}", "what": one.instrument_name, "effect": one.result} for one in kept]
    return {"title": _("Resultaten van toetsen"), "rows": rows} if rows else None


@adds_section(None)
def limits(case: Case) -> Section | None:
    """The school's limits as they were judged last, with the reasons."""
    judged = LimitJudgement.objects.newest().filter(case=case).order_by("pk")
    rows = [
        {
            "when": f"{one.on:%d-%m-%Y}",
            "what": f"{one.limit_name}: {one.get_word_display()}",
            "effect": one.reasons,
            JUDGED: one.pk,
        }
        for one in judged
    ]
    return {"title": _("Grenzen van de ondersteuning"), "rows": rows} if rows else None


@adds_section(Part.ADVICE)
def advices(case: Case) -> Section | None:
    given = Advice.objects.filter(item__case=case).order_by("on")
    rows = [{"when": day(one.on), "what": one.author_name, "effect": one.text} for one in given]
    return {"title": _("Adviezen"), "rows": rows} if rows else None


@adds_section(Part.ARRANGEMENT)
def arrangements(case: Case) -> Section | None:
    granted = Arrangement.objects.granted().filter(case=case).order_by("starts_on")
    rows = [
        {
            "when": f"{day(one.starts_on)} – {day(one.last_day)}",
            "what": f"{one.name}: {one.goal}",
            "effect": one.evaluation,
        }
        for one in granted
    ]
    return {"title": _("Arrangementen"), "rows": rows} if rows else None
