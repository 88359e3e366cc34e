"""What strikes among what was measured and chosen, as the SOP says: of whom, and since which day it is known."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import F, Q

from caseflow.sop.schema import Sop
from pupils.counting import count_of
from pupils.models import InSociogram, Measurement
from pupils.models.sociogram import choices_for_member

#: Where a SOP does not say: what shows that a pupil needs more, or gets too little.
STRIKING = frozenset({"A+", "I+", "D", "E", "IV", "V", "V-min"})


class Struck(NamedTuple):
    """Once for each day on which it became known: a second result is a second reason."""

    instrument: str
    pupil_id: int
    known_on: date


def striking_levels(sop: Sop | None, instrument: str) -> frozenset[str]:
    said = sop.instruments.get(instrument) if sop else None
    return frozenset(said.striking) if said and said.striking else STRIKING


def asked_after(sop: Sop) -> frozenset[str]:
    """The instruments after which the calendar asks for a talk with the child."""
    return frozenset(e.instrument for e in sop.calendar.values() if e.follows_what_strikes and e.instrument)


def struck(sops: Mapping[int, Sop], since: date, pupils: Collection[int] | None = None) -> Iterator[Struck]:
    """At some schools (of some pupils only) since a day: nothing is read where no calendar asks for it."""
    asked = {school: found for school, sop in sops.items() if (found := asked_after(sop))}
    if not asked:
        return
    of = Q() if pupils is None else Q(pupil__in=list(pupils))
    measured = Measurement.objects.standing().exclude(level="").filter(of, pupil__school__in=asked)
    rows = measured.filter(recorded_on__gte=since).order_by("pk")
    for pupil, school, by, level, known in rows.values_list(
        "pupil_id", "pupil__school_id", "instrument", "level", "recorded_on"
    ):
        if by in asked[school] and level in sops[school].instruments[by].striking:
            yield Struck(by, pupil, known)
    rounds = InSociogram.objects.filter(of, pupil__school__in=asked, sociogram__closed_on__gte=since)
    left_out = rounds.annotate(times=count_of(choices_for_member(likes=True))).filter(
        times__lte=F("sociogram__left_out")
    )
    columns = ("sociogram__instrument", "pupil_id", "sociogram__closed_on", "pupil__school_id")
    for by, pupil, known, school in left_out.order_by("pk").values_list(*columns):
        if by in asked[school]:
            yield Struck(by, pupil, known)
