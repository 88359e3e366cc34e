"""Goals as they are typed, checked and written into a version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caseflow.route.acting import Deed
from opp.models import Goal, Handelingsdeel
from pupils.errors import Invalid, at_most, filled, one_of
from pupils.models import Observation

STEPS = 5  # −2, −1, 0, +1, +2
MAX_GOALS = 20


@dataclass(frozen=True, slots=True)
class GoalInput:
    """One goal. What is left empty makes it a goal that cannot be judged, and it will say so.

    `scale` holds no texts or five, from −2 to +2. `continues` is the number of a goal of an earlier version: with the
    same scale its scores go on.
    """

    domain: str
    text: str
    baseline: str = ""
    baseline_on: date | None = None
    instrument: str = ""
    target: str = ""
    target_on: date | None = None
    scale: Sequence[str] = ()
    continues: int | None = None


def write_goals(deed: Deed, version: Handelingsdeel, given: Sequence[GoalInput]) -> dict[str, str]:
    """Put the goals into a version that nobody was asked about yet; the texts, for the event."""
    if not given:
        raise Invalid("goals", _("Een handelingsdeel heeft ten minste één doel."))
    if len(given) > MAX_GOALS:
        raise Invalid("goals", _("Kies hoogstens %(limit)s doelen.") % {"limit": MAX_GOALS})
    version.goals.all().delete()
    rows = [_checked_at(number, deed, version, one) for number, one in enumerate(given)]
    goals = Goal.objects.bulk_create([Goal(handelingsdeel=version, **row) for row in rows])
    texts: dict[str, str] = {}
    for goal in goals:
        texts |= {f"goal_{goal.pk}": goal.text, f"baseline_{goal.pk}": goal.baseline, f"target_{goal.pk}": goal.target}
        texts[f"scale_{goal.pk}"] = "\n".join(goal.scale)
    return {key: text for key, text in texts.items() if text}


def _checked_at(number: int, deed: Deed, version: Handelingsdeel, one: GoalInput) -> dict[str, Any]:
    """What is wrong with a goal is said of that goal, counted from 0: goals.0.target_on."""
    try:
        return _checked(deed, version, one)
    except Invalid as wrong:
        raise Invalid(f"goals.{number}.{wrong.field}", wrong.message) from wrong


def _checked(deed: Deed, version: Handelingsdeel, one: GoalInput) -> dict[str, Any]:
    instrument = deed.sop.instruments.get(one.instrument)
    if one.instrument and instrument is None:
        raise Invalid("instrument", _("Kies een instrument uit het SOP."))
    if one.baseline_on and one.baseline_on > deed.on:
        raise Invalid("baseline_on", _("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag."))
    if one.target_on and one.target_on <= deed.on:
        raise Invalid("target_on", _("Een doel ligt in de toekomst: kies een latere dag."))
    scale = _scale(one.scale)
    return {
        "domain": one_of("domain", one.domain, Observation.Area.values),
        "text": filled("text", one.text),
        "baseline": at_most("baseline", one.baseline),
        "baseline_on": one.baseline_on,
        "instrument": one.instrument,
        "instrument_name": instrument.name if instrument else "",
        "target": at_most("target", one.target),
        "target_on": one.target_on,
        "scale": scale,
        **_line(version, one, scale),
    }


def _scale(given: Sequence[str]) -> list[str]:
    steps = [at_most("scale", step) for step in given]
    if not any(steps):
        return []
    if len(steps) != STEPS or not all(steps):
        raise Invalid("scale", _("Vul alle vijf de stappen in, van −2 tot +2, of laat de schaal leeg."))
    if len(set(steps)) != STEPS:
        raise Invalid("scale", _("Twee stappen zijn gelijk. Schrijf bij elke stap iets anders."))
    return steps


def _line(version: Handelingsdeel, one: GoalInput, scale: list[str]) -> dict[str, Any]:
    """Scores go on only along one scale: steps of different scales are never compared (domain §6.2)."""
    if one.continues is None:
        return {}
    before = Goal.objects.filter(pk=one.continues, handelingsdeel__opp=version.opp_id).first()
    if before is None:
        raise Invalid("continues", _("Dit doel hoort niet bij dit OPP."))
    return {"line": before.line} if scale and scale == before.scale else {}
