"""What is going to be done with a child, or with a little group at once; and what it brought."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.interventions import offers_of
from pupils.commands.recording import not_before_birth, not_in_future, record, record_for_many
from pupils.commands.together import MOST_AT_ONCE, pupils_held, require_kind_for_all, role_towards_all
from pupils.errors import Invalid, at_most, filled
from pupils.getters import locked
from pupils.models import HgwCycle, Intervention, Person, Pupil
from pupils.models.hgw import RUNS_HGW
from pupils.policy import require_kind
from pupils.sop import sops_for

SHORT = 100  # a score


@transaction.atomic
def start_intervention(
    pupil_id: int,
    what: str,
    need: str,
    by_whom: str,
    minutes: int,
    times_a_week: int,
    starts_on: date,
    ends_on: date | None = None,
    *,
    actor: Person,
    cycle_id: int | None = None,
    **more: Any,
) -> Intervention:
    """What is going to be done, for which need, by whom and how intensely; within a cycle or beside one.

    `more` is what _plan() takes beside these: the offer of the SOP, goal, level, size of the group, score before.
    """
    pupils = pupils_held([pupil_id], actor)
    require_kind_for_all(actor, pupils, RUNS_HGW)
    plan = _plan(pupils, what, need, by_whom, minutes, times_a_week, starts_on, ends_on, **more)
    cycles = {pupil_id: cycle.pk} if (cycle := _cycle_of(pupils[0], cycle_id)) else {}
    (one,) = _keep(pupils, plan, cycles, actor)
    return one


@transaction.atomic
def start_interventions(
    pupil_ids: Collection[int],
    *,
    what: str,
    need: str,
    by_whom: str,
    minutes: int,
    times_a_week: int,
    starts_on: date,
    ends_on: date | None = None,
    actor: Person,
    **more: Any,
) -> list[Intervention]:
    """The same with a little group at once: each child has her own, in her own file, within her own running cycle."""
    pupils = pupils_held(pupil_ids, actor)
    require_kind_for_all(actor, pupils, RUNS_HGW)
    size = {"group_size": len(pupils)}
    plan = _plan(pupils, what, need, by_whom, minutes, times_a_week, starts_on, ends_on, **{**more, **size})
    cycles = dict(HgwCycle.objects.unfinished().filter(pupil__in=pupils).values_list("pupil", "pk"))
    return _keep(pupils, plan, cycles, actor, bundle=uuid4())


@transaction.atomic
def record_effect(
    intervention_id: int,
    effect: str,
    *,
    actor: Person,
    ended_on: date | None = None,
    score_before: str | None = None,
    score_after: str | None = None,
) -> Intervention:
    """What an intervention brought; only now does it count as evidence. What is evaluated is over, today at the latest.

    A score that is not said (None) stays as it was.
    """
    intervention = locked(Intervention.objects.visible_to(actor).select_related("pupil"), intervention_id)
    require_kind(actor, intervention.pupil, RUNS_HGW)
    not_in_future("starts_on", intervention.starts_on)
    intervention.effect = filled("effect", effect)
    last = not_in_future("ended_on", ended_on) if ended_on else min(intervention.ends_on or date.max, clock.today())
    intervention.ends_on = _not_before(intervention.starts_on, last, "ended_on")
    scores = {"score_before": score_before, "score_after": score_after}
    said = {name: at_most(name, score, SHORT) for name, score in scores.items() if score is not None}
    for name, score in said.items():
        setattr(intervention, name, score)
    intervention.save(update_fields=["effect", "ends_on", *said])
    texts = {"effect": intervention.effect, **{name: score for name, score in said.items() if score}}
    record("record_effect", intervention.pupil, actor, data={"intervention": intervention.pk}, texts=texts)
    return intervention


def _plan(
    pupils: list[Pupil],
    what: str,
    need: str,
    by_whom: str,
    minutes: int,
    times_a_week: int,
    starts_on: date,
    ends_on: date | None,
    *,
    goal: str = "",
    offer: str = "",
    level: str = "",
    group_size: int = 1,
    score_before: str = "",
) -> dict[str, Any]:
    """All that is the same for each child; what comes out of the SOP's offer may go without words of one's own."""
    offered, named = _of_sop(pupils, offer, level)
    for pupil in pupils:
        not_before_birth("starts_on", starts_on, pupil)
    return {
        "offer": offer,
        "offer_name": offered,
        "what": filled("what", what or offered),
        "need": filled("need", need),
        "goal": at_most("goal", goal),
        "level": level,
        "level_name": named,
        "by_whom": filled("by_whom", by_whom, limit=200),
        "group_size": _between("group_size", group_size, 1, MOST_AT_ONCE),
        "minutes": _between("minutes", minutes, 1, 600),
        "times_a_week": _between("times_a_week", times_a_week, 1, 25),
        "starts_on": starts_on,
        "ends_on": _not_before(starts_on, ends_on),
        "score_before": at_most("score_before", score_before, SHORT),
    }


def _of_sop(pupils: list[Pupil], offer: str, level: str) -> tuple[str, str]:
    """What the school of these children calls the offer and the level. A little group is of one school."""
    schools = {pupil.school_id for pupil in pupils}
    if len(schools) > 1:
        raise Invalid("pupils", _("Kies kinderen van één school."))
    _version, sop = sops_for(schools, clock.today()).get(schools.pop(), (None, None))
    offers, levels = (offers_of(sop), sop.levels) if sop else ({}, {})
    if offer and offer not in offers:
        raise Invalid("offer", _("Dit staat niet meer in het aanbod van de school."))
    if level and level not in levels:
        raise Invalid("level", _("Dit niveau kent de school niet meer."))
    return offers[offer].name if offer else "", levels[level].name if level else ""


def _keep(
    pupils: list[Pupil], plan: dict[str, Any], cycles: Mapping[int, int], actor: Person, bundle: UUID | None = None
) -> list[Intervention]:
    rows = Intervention.objects.bulk_create(
        Intervention(pupil=pupil, cycle_id=cycles.get(pupil.pk), bundle=bundle, **plan) for pupil in pupils
    )
    numbers = {name: plan[name] for name in ("minutes", "times_a_week", "offer", "level", "group_size")}
    told = {row.pupil: {"intervention": row.pk, "cycle": row.cycle_id, **numbers} for row in rows}
    texts = {name: plan[name] for name in ("what", "need", "goal", "by_whom", "score_before") if plan[name]}
    record_for_many("start_intervention", actor, role_towards_all(actor, pupils), told, texts=texts)
    return rows


def _cycle_of(pupil: Pupil, cycle_id: int | None) -> HgwCycle | None:
    if cycle_id is None:
        return None
    cycle = HgwCycle.objects.unfinished().filter(pupil=pupil, pk=cycle_id).first()
    if cycle is None:
        raise Invalid("cycle", _("Deze HGW-cyclus loopt niet meer."))
    return cycle


def _between(field: str, number: int, low: int, high: int) -> int:
    if not low <= number <= high:
        raise Invalid(field, _("Vul een getal in van %(low)s tot en met %(high)s.") % {"low": low, "high": high})
    return number


def _not_before(starts_on: date, ends_on: date | None, field: str = "ends_on") -> date | None:
    if ends_on is not None and ends_on < starts_on:
        raise Invalid(field, _("De laatste dag ligt voor de eerste dag."))
    return ends_on
