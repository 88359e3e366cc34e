"""The tracks' part of the watch: a trigger that became true for a pupil who is not on its track is proposed, once.

A proposal stands for one finding. It is over when the trigger is not met any more, or is not asked any more; an
answered one (a case was opened and is closed again, or it was dismissed) also when a new school year has begun since.
Only then is the same proposed anew: who said no in October is not asked again in November about the very same facts.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db import transaction

from caseflow.audit.models import CaseEvent, EventSpec
from caseflow.route.acting import told
from caseflow.route.facting import facts_before_a_case
from caseflow.route.models import Case, TrackProposal
from caseflow.route.watch import sweeps_nightly
from caseflow.sop.dates import school_year
from caseflow.sop.judging import assess_trigger, facts_of_triggers
from caseflow.sop.rules import Finding, passed
from caseflow.sop.schema import Sop
from pupils.models import Pupil, School, SopVersion
from pupils.sop import sops_for

#: So many schools at once: a few thousand pupils in memory.
SCHOOLS = 25


class On(NamedTuple):
    """A pupil and a track: what a proposal is about."""

    pupil_id: int
    track: str


@dataclass(frozen=True, slots=True)
class Met:
    """A trigger that is met today, with what was found, by the version that judges."""

    school_id: int
    version: SopVersion
    findings: tuple[Finding, ...] = field(repr=False)


@sweeps_nightly
def propose_tracks(on: date) -> int:
    """Says how many proposals came, and how many were over."""
    schools = list(School.objects.order_by("pk").values_list("pk", flat=True))
    return sum(_propose(schools[first : first + SCHOOLS], on) for first in range(0, len(schools), SCHOOLS))


@transaction.atomic
def _propose(schools: Collection[int], on: date) -> int:
    """For some schools, in the same few statements however many pupils they have.

    The schools are locked as opening a case locks its own: nobody opens one while it is being proposed.
    """
    asking = {pk: known for pk, known in sops_for(schools, on).items() if facts_of_triggers(known[1])}
    asked_before = TrackProposal.objects.standing().filter(school__in=schools).values_list("school", flat=True)
    about = {*asking, *asked_before.distinct()}
    if not about:
        return 0
    list(School.objects.select_for_update(no_key=True).filter(pk__in=about).order_by("pk").values_list("pk"))
    met = dict(_met(asking, on))
    standing = TrackProposal.objects.standing().filter(school__in=about).order_by("pk").select_related("case")
    rows = {On(row.pupil_id, row.track): row for row in standing}
    over = {key: row.pk for key, row in rows.items() if key not in met or _long_answered(row, on)}
    TrackProposal.objects.filter(pk__in=over.values()).update(over_on=on)
    running = {On(*one) for one in Case.objects.open().filter(school__in=about).values_list("pupil_id", "track")}
    new = {key: one for key, one in met.items() if key not in running and (key not in rows or key in over)}
    return len(over) + _make(new, on)


def _met(asking: dict[int, tuple[SopVersion, Sop]], on: date) -> Iterator[tuple[On, Met]]:
    """Every trigger that is met, of the pupils who are at these schools: what nobody knows is not met."""
    if not asking:
        return
    pupils = Pupil.objects.at_school(on).filter(school__in=asking)
    keys = frozenset[str]().union(*(facts_of_triggers(sop) for _version, sop in asking.values()))
    known = facts_before_a_case(pupils, keys)
    for pupil, school in pupils.order_by().values_list("pk", "school_id"):
        (version, sop), facts = asking[school], known.get(pupil, {})
        for track, one in sop.tracks.items():
            if one.trigger and passed(found := assess_trigger(sop, track, facts, on)):
                yield On(pupil, track), Met(school, version, found)


def _long_answered(row: TrackProposal, on: date) -> bool:
    """Answered, and since then a school year began; a case answers until it is closed."""
    if row.state == TrackProposal.PROPOSED:
        return False
    answered = row.case.closed_on if row.case else row.settled_on
    return answered is not None and answered < school_year(on).first


def _make(new: dict[On, Met], on: date) -> int:
    rows = TrackProposal.objects.bulk_create(
        TrackProposal(
            pupil_id=key.pupil_id,
            track=key.track,
            school_id=one.school_id,
            sop_version=one.version,
            findings=[told(finding) for finding in one.findings],
            proposed_on=on,
        )
        for key, one in new.items()
    )
    CaseEvent.objects.append_many([_event(row, on) for row in rows])
    return len(rows)


def _event(row: TrackProposal, on: date) -> EventSpec:
    return EventSpec(
        chain=Pupil(pk=row.pupil_id).chain,
        kind="propose_track",
        school_id=row.school_id,
        pupil_id=row.pupil_id,
        actor=None,
        role="",
        on=on,
        sop_version_id=row.sop_version_id,
        data={"proposal": row.pk, "track": row.track, "findings": row.findings},
    )
