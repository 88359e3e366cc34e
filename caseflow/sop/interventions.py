"""What a school's own profile offers to do with a child: what an intervention can be chosen from."""

from collections.abc import Collection
from dataclasses import dataclass

from caseflow.sop.schema import Sop
from caseflow.sop.schema.offer import Programme
from caseflow.sop.vocabulary import OccasionKind

_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Offer:
    """`minutes_a_week` is 0 where the profile does not say how much of it there is."""

    key: str
    name: str
    minutes_a_week: int = 0

    def shared_out(self, minutes: int | None, times_a_week: int | None) -> tuple[int | None, int | None]:
        """Minutes and times, with what was left open filled in from the profile: once a week, unless said otherwise."""
        if not self.minutes_a_week:
            return minutes, times_a_week
        times = times_a_week or max(self.minutes_a_week // (minutes or self.minutes_a_week), 1)
        return minutes or max(self.minutes_a_week // times, 1), times


def offers_of(sop: Sop, years: Collection[int] = ()) -> dict[str, Offer]:
    """By key: the programmes, and the instruments with which the calendar says that children work.

    `years` are those of the children it is for; none of them: whatever the school has.
    """
    offers = {
        key: Offer(key, one.name, _minutes(one, years))
        for key, one in sop.programmes.items()
        if _for_years(one.years, years)
    }
    for entry in sop.calendar.values():
        if entry.what is OccasionKind.PROGRAMME and entry.instrument and _for_years(entry.years, years):
            name = sop.instruments[entry.instrument].name
            offers.setdefault(entry.instrument, Offer(entry.instrument, name, entry.minutes_a_week or 0))
    return dict(sorted(offers.items(), key=lambda pair: pair[1].name.casefold()))


def _minutes(programme: Programme, years: Collection[int]) -> int:
    said = (hours.a_week for hours in programme.hours if set(hours.years) & set(years))
    return round(next(said, 0) * _MINUTES)


def _for_years(own: Collection[int], years: Collection[int]) -> bool:
    return not own or not years or not set(own).isdisjoint(years)
