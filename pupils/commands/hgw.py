"""The HGW cycle in the group."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from pupils.commands.intervention import record_effect
from pupils.commands.recording import record
from pupils.errors import Invalid, filled
from pupils.getters import locked
from pupils.models import HgwCycle, Person, Phase, Pupil
from pupils.models.hgw import RUNS_HGW
from pupils.policy import require_kind

#: The text that ends each phase, and so is asked before the next one.
TEXT_OF = {Phase.WAARNEMEN: "signals", Phase.BEGRIJPEN: "needs", Phase.PLANNEN: "plan", Phase.REALISEREN: "effect"}


@transaction.atomic
def start_hgw_cycle(pupil_id: int, *, actor: Person) -> HgwCycle:
    """Begin with waarnemen; a pupil has one unfinished cycle at most."""
    pupil = locked(Pupil.objects.to_begin(actor), pupil_id)
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


def _cycle(cycle_id: int, actor: Person) -> HgwCycle:
    cycle = locked(HgwCycle.objects.going_on().visible_to(actor), cycle_id)
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
