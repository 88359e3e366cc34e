"""What a proposal for a track says: to whom it is, and why Caseflow made it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from caseflow.route.acting import found_again
from caseflow.route.models import TrackProposal
from caseflow.route.presenting import Line, checklist
from caseflow.sop.rules import Finding, Need
from caseflow.sop.vocabulary import Part
from pupils.behind import BEHIND, rows_behind
from pupils.getters import found
from pupils.sop import sop_of


@dataclass(frozen=True, slots=True)
class Basis:
    """The rows that one met requirement was counted from, and the part of the file that they are of."""

    part: Part
    rows: list[Any]


def proposal_for(person: Any, proposal_id: int) -> TrackProposal:
    """The getter: of a pupil whom staff may see; absent and forbidden are both 404."""
    rows = TrackProposal.objects.visible_to(person).select_related("pupil__group", "school", "sop_version")
    return found(rows, proposal_id)


def evidence(proposal: TrackProposal) -> tuple[Line, ...]:
    """What was found on the day of the proposal, by the version that judged it, each with its paragraph."""
    return checklist(_findings(proposal)).findings


def bases(person: Any, proposal: TrackProposal) -> list[Basis]:
    """What this person may see of the measurements, hours and incidents on which the proposal rests."""
    needs = {need.key: need for finding in _findings(proposal) for need in _met(finding) if need.fact in BEHIND}
    on = proposal.proposed_on
    return [Basis(*rows_behind(person, proposal.pupil_id, need.fact, need.of, on)) for need in needs.values()]


def _met(finding: Finding) -> Iterator[Need]:
    if isinstance(finding.rule, Need) and finding.met:
        yield finding.rule
    for part in finding.parts:
        yield from _met(part)


def _findings(proposal: TrackProposal) -> tuple[Finding, ...]:
    rules = sop_of(proposal.sop_version_id).tracks[proposal.track].trigger
    return tuple(found_again(rule, kept) for rule, kept in zip(rules, proposal.findings, strict=True))
