"""The HGW cycle in the group, and the interventions within and beside it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from pupils.commands.recording import not_before_birth, not_in_future, record
from pupils.errors import Invalid, filled
from pupils.getters import locked
from pupils.models import HgwCycle, Intervention, Person, Phase, Pupil
from pupils.models.hgw import RUNS_HGW
from pupils.policy import require_kind

#: The text that ends each phase, and so is asked before the next one.
TEXT_OF = {Phase.WAARNEMEN: "signals", Phase.BEGRIJPEN: "needs", Phase.PLANNEN: "plan", Phase.REALISEREN: "effect"}


@transaction.atomic
def start_hgw_cycle(pupil_id: int, *, actor: Person) -> HgwCycle:
    """Begin with waarnemen; a pupil has one unfinished cycle at most."""
    pupil = locked(Pupil.objects.visible_to(actor), pupil_id)
    require_kind(actor, pupil, RUNS_HGW)
    if HgwCycle.objects.unfinished().filter(pupil=pupil).exists():
        raise Invalid("", _("Er loopt al een HGW-cyclus voor deze leerling. Rond die eerst af."))
    cycle = HgwCycle.objects.create(pupil=pupil, by=actor, started_on=clock.today())
    record("start_hgw_cycle", pupil, actor, data={"cycle": cycle.pk}, moved=("", cycle.phase))
    return cycle


@transaction.atomic
def advance_hgw_cycle(cycle_id: int, text: str, *, actor: Person, phase: str = "") -> HgwCycle:
    """End the present phase with its text. `phase`, when said, is the one that the person was looking at."""
    cycle = _cycle(cycle_id, actor)
    before = Phase(cycle.phase)
    if before is Phase.CLOSED or (phase and phase != before):
        raise Invalid("", _("Deze cyclus staat intussen in een andere fase. Bekijk hem opnieuw."))
    words = filled(TEXT_OF[before], text)
    if before is Phase.REALISEREN:
        _all_with_effect(cycle)
    _step(cycle, before, words)
    cycle.save()
    kind = "close_hgw_cycle" if cycle.phase == Phase.CLOSED else "advance_hgw_cycle"
    record(
        kind, cycle.pupil, actor, data={"cycle": cycle.pk}, texts={TEXT_OF[before]: words}, moved=(before, cycle.phase)
    )
    return cycle


@transaction.atomic
def close_hgw_cycle(cycle_id: int, effect: str, *, actor: Person, effects: Mapping[int, str] | None = None) -> HgwCycle:
    """End realiseren: what each intervention brought (`effects`, by its number), and what the cycle as a whole did."""
    cycle = _cycle(cycle_id, actor)
    if cycle.phase != Phase.REALISEREN:
        raise Invalid("", _("Een cyclus sluit na realiseren. Vul eerst de fasen daarvoor in."))
    of_cycle = set(cycle.interventions.values_list("pk", flat=True))
    for intervention_id in sorted(of_cycle & set(effects or {})):
        record_effect(intervention_id, (effects or {})[intervention_id], actor=actor)
    return advance_hgw_cycle(cycle_id, effect, actor=actor, phase=Phase.REALISEREN)


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
) -> Intervention:
    """What is going to be done, for which need, by whom and how intensely; within a cycle or beside one."""
    pupil = locked(Pupil.objects.visible_to(actor), pupil_id)
    require_kind(actor, pupil, RUNS_HGW)
    intervention = Intervention.objects.create(
        pupil=pupil,
        cycle=_cycle_of(pupil, cycle_id),
        what=filled("what", what),
        need=filled("need", need),
        by_whom=filled("by_whom", by_whom, limit=200),
        minutes=_between("minutes", minutes, 1, 600),
        times_a_week=_between("times_a_week", times_a_week, 1, 25),
        starts_on=not_before_birth("starts_on", starts_on, pupil),
        ends_on=_not_before(starts_on, ends_on),
    )
    data = {"intervention": intervention.pk, "cycle": cycle_id, "minutes": minutes, "times_a_week": times_a_week}
    texts = {"what": intervention.what, "need": intervention.need, "by_whom": intervention.by_whom}
    record("start_intervention", pupil, actor, data=data, texts=texts)
    return intervention


@transaction.atomic
def record_effect(intervention_id: int, effect: str, *, actor: Person, ended_on: date | None = None) -> Intervention:
    """What an intervention brought; only now does it count as evidence."""
    intervention = locked(Intervention.objects.visible_to(actor), intervention_id)
    require_kind(actor, intervention.pupil, RUNS_HGW)
    not_in_future("starts_on", intervention.starts_on)
    intervention.effect = filled("effect", effect)
    if ended_on is not None:
        intervention.ends_on = _not_before(intervention.starts_on, not_in_future("ended_on", ended_on), "ended_on")
    intervention.save(update_fields=["effect", "ends_on"])
    data = {"intervention": intervention.pk}
    record("record_effect", intervention.pupil, actor, data=data, texts={"effect": intervention.effect})
    return intervention


def _cycle(cycle_id: int, actor: Person) -> HgwCycle:
    cycle = locked(HgwCycle.objects.visible_to(actor), cycle_id)
    require_kind(actor, cycle.pupil, RUNS_HGW)
    return cycle


def _step(cycle: HgwCycle, phase: Phase, words: str) -> None:
    match phase:
        case Phase.WAARNEMEN:
            cycle.understand(words)
        case Phase.BEGRIJPEN:
            cycle.make_plan(words)
        case Phase.PLANNEN:
            cycle.carry_out(words)
        case Phase.REALISEREN:
            cycle.close(words, clock.today())


def _all_with_effect(cycle: HgwCycle) -> None:
    """A cycle is no evidence while one of its interventions says nothing of what it brought (domain §6.4)."""
    if cycle.interventions.filter(effect="").exists():
        raise Invalid("effects", _("Leg eerst van elke interventie in deze cyclus vast wat het effect was."))


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
