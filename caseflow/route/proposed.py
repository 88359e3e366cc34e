"""What a proposal for a track says: to whom it is, and why Caseflow made it."""

from typing import Any

from caseflow.route.acting import found_again
from caseflow.route.models import TrackProposal
from caseflow.route.presenting import Line, checklist
from caseflow.sop.rules import Finding
from pupils.policy import found
from pupils.sop import sop_of


def proposal_for(person: Any, proposal_id: int) -> TrackProposal:
    """The getter: of a pupil whom staff may see; absent and forbidden are both 404."""
    rows = TrackProposal.objects.visible_to(person).select_related("pupil__group", "school", "sop_version")
    return found(rows, proposal_id)


def evidence(proposal: TrackProposal) -> tuple[Line, ...]:
    """What was found on the day of the proposal, by the version that judged it, each with its paragraph."""
    return checklist(_findings(proposal)).findings


def _findings(proposal: TrackProposal) -> tuple[Finding, ...]:
    rules = sop_of(proposal.sop_version_id).tracks[proposal.track].trigger
    return tuple(found_again(rule, kept) for rule, kept in zip(rules, proposal.findings, strict=True))
