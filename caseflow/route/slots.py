"""Slots of one day at one table: no two talks at once, and what is free near a time that is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext as _

from caseflow.route.models import Item, Meeting
from caseflow.route.when import DAY, clock_time, minute_of, time_at
from pupils.errors import Invalid

SHORTEST, LONGEST = 5, 8 * 60
#: Between which hours a free slot is proposed; one may be taken outside them.
FIRST, LAST = 8 * 60, 18 * 60


@dataclass(frozen=True, slots=True)
class Slot:
    """Minutes of a day: from `first` up to `last`."""

    first: int
    last: int

    def meets(self, other: "Slot") -> bool:
        return self.first < other.last and other.first < self.last

    def __str__(self) -> str:
        return f"{clock_time(time_at(self.first))}–{clock_time(time_at(self.last))}"


def slot_of(begins: time | None, lasts: int | None) -> Slot | None:
    """None: only the day is chosen, and what was said of a length says nothing."""
    if begins is None:
        return None
    if lasts is None or not SHORTEST <= lasts <= LONGEST:
        raise Invalid("lasts", _("Kies hoe lang het duurt: van 5 minuten tot 8 uur."))
    slot = Slot(minute_of(begins), minute_of(begins) + lasts)
    if slot.last > DAY:
        raise Invalid("begins", _("Zo duurt het tot na middernacht. Kies een eerdere tijd."))
    return slot


def check_free(meeting: Meeting, slot: Slot | None, *, kind: str, besides: int = 0) -> None:
    """Refuse a slot that meets another talk of this table; the meeting is locked until the caller's transaction ends.

    A question to somebody outside takes no place at the table.
    """
    if slot is None or kind != "hold_meeting":
        return
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    others = Item.objects.filter(meeting=meeting, kind="hold_meeting", begins__isnull=False)
    taken = [
        Slot(minute_of(begins), minute_of(begins) + lasts)
        for begins, lasts in others.exclude(pk=besides).exclude(state=Item.TAKEN_OFF).values_list("begins", "lasts")
    ]
    if any(slot.meets(other) for other in taken):
        raise Invalid("begins", _said(free_near(taken, slot)))


def free_near(taken: Sequence[Slot], wanted: Slot) -> list[Slot]:
    """The nearest free slots of the same length: one before, one after."""
    length = wanted.last - wanted.first
    starts = {FIRST, *(one.last for one in taken), *(one.first - length for one in taken)}
    free = sorted(start for start in starts if _is_free(Slot(start, start + length), taken))
    before = [start for start in free if start <= wanted.first][-1:]
    after = [start for start in free if start > wanted.first][:1]
    return [Slot(start, start + length) for start in (*before, *after)]


def _is_free(slot: Slot, taken: Sequence[Slot]) -> bool:
    return slot.first >= FIRST and slot.last <= LAST and not any(slot.meets(other) for other in taken)


def _said(free: Sequence[Slot]) -> str:
    if not free:
        return _("Dan is er al een ander gesprek, en die dag is er overdag geen plek meer van deze lengte.")
    return _("Dan is er al een ander gesprek. Vrij is wel: %(free)s.") % {"free": ", ".join(_each(free))}


def _each(free: Sequence[Slot]) -> Iterator[str]:
    yield from map(str, free)
