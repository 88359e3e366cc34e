"""Answering what Caseflow proposes of a track: by opening a case on it, or by saying why not."""

from datetime import date
from typing import Any

from django.db import transaction

from caseflow import clock
from caseflow.route.acting import Deed, told
from caseflow.route.hands import by_opening, opening_roles
from caseflow.route.models import Case, TrackProposal
from caseflow.route.ruling import NotYourHand, SomeoneWasFirst
from pupils.commands.recording import record
from pupils.errors import filled
from pupils.sop import sop_for


def dismiss_proposal(proposal_id: int, *, reason: str, actor: Any) -> TrackProposal:
    """Whoever may open the track says why it is not opened; the same finding is not proposed again this school year."""
    with transaction.atomic():
        rows = TrackProposal.objects.visible_to(actor).select_related("pupil__group", "school")
        proposal = rows.select_for_update(of=("self",)).get(pk=proposal_id)
        if not by_opening(proposal, actor):
            raise NotYourHand("enter", openers(proposal))
        if not proposal.waits:
            raise SomeoneWasFirst
        proposal.dismiss(actor, clock.today(), filled("reason", reason))
        proposal.save()
        data = {"proposal": proposal.pk, "track": proposal.track}
        record("dismiss_track", proposal.pupil, actor, data=data, texts={"reason": proposal.reason})
        return proposal


def openers(proposal: TrackProposal) -> tuple[str, ...]:
    """The roles that answer it: who opens a case on its track."""
    _version, sop = sop_for(proposal.school, clock.today())
    return opening_roles(sop, proposal.track) if proposal.track in sop.tracks else ()


def let_proposals_go(case: Case, on: date) -> None:
    """A case is open again: what was proposed of its track while it was closed waits for nobody."""
    TrackProposal.objects.waiting().filter(pupil=case.pupil_id, track=case.track).update(over_on=on)


def take_up_proposal(deed: Deed) -> dict[str, int]:
    """A case was opened on a track with a trigger: that answers what was proposed, and says it in the event.

    Who saw it before the watch did leaves the same row behind, so that the watch does not propose the very same when
    this case is closed; an older answer makes way for this one.
    """
    case = deed.case
    kept = [told(finding) for finding in _of_trigger(deed)]
    if not kept:
        return {}
    standing = TrackProposal.objects.standing().filter(pupil=case.pupil, track=case.track)
    proposal = standing.select_for_update().filter(state=TrackProposal.PROPOSED).first()
    if proposal is None:
        standing.update(over_on=deed.on)
        proposal = TrackProposal(
            pupil=case.pupil,
            school=case.school,
            track=case.track,
            findings=kept,
            sop_version=deed.version,
            proposed_on=deed.on,
        )
    proposal.take_up(deed.ruling, case, deed.actor, clock.today())
    proposal.save()
    return {"proposal": proposal.pk}


def _of_trigger(deed: Deed) -> tuple[Any, ...]:
    """The first of what was asked at the start is the trigger's (judging.asked_at_start)."""
    return deed.ruling.findings[: len(deed.sop.tracks[deed.case.track].trigger)]
