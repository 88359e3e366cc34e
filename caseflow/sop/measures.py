"""What a fact about measurements, absence or incidents is asked with: an instrument with levels, or a period.

All that the answer needs stands in the fact's `of`, read here for the checker and for whoever provides the fact.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from caseflow.sop.complaining import Unfit
from caseflow.sop.dates import Span

#: The norm words of Dutch pupil tracking, best first: A–E (25/25/25/15/10 %), I–V (20 % each) and the tenths beyond.
LEVELS = ("A+", "A", "B", "C", "D", "E", "I+", "I", "II", "III", "IV", "V", "V-min")
WEEK = timedelta(weeks=1)
#: Main measurements lie half a school year apart, and never less than from June to September. What lies nearer is the
#: same moment measured again: three of those in one month are not "three main measurements in a row".
ONE_MOMENT = timedelta(weeks=8)


@dataclass(frozen=True, slots=True)
class Measured:
    """Results of one instrument at one of some levels: "toets D E" names the instrument, then the levels."""

    instrument: str
    levels: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> "Measured":
        """Read it; ValueError says what was expected."""
        instrument, *levels = text.split() or [""]
        odd = [level for level in levels if level not in LEVELS]
        if not instrument or not levels or odd:
            wrong = f"'{odd[0]}' is geen niveau" if odd else f"'{text}' noemt geen toets met een niveau"
            what = f"{wrong}; na de toets komen een of meer niveaus uit: {', '.join(LEVELS)}"
            raise Unfit(what, f"Schrijf bijvoorbeeld 'of: {instrument or 'rekenen'} D E'")
        return cls(instrument, tuple(levels))


@dataclass(frozen=True, slots=True)
class Weeks:
    """The school weeks of a period that are over: the Monday of the first, that after the last, and how many."""

    first: date
    until: date

    @classmethod
    def before(cls, today: date, over: str) -> "Weeks":
        """A period such as "4 weeks" counts back from the week of `today`, which is not over and does not count."""
        return cls(monday(Span.parse(over).before(today)), monday(today))

    @property
    def count(self) -> int:
        return (self.until - self.first) // WEEK


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _a_week_at_least(text: str) -> None:
    span = Span.parse(text)
    if span.count < (7 if span.unit == "days" else 1):
        raise Unfit(f"'{text}' is te kort: kijk over minstens een week", "Schrijf bijvoorbeeld '4 weeks'")


def _a_day_at_least(text: str) -> None:
    if Span.parse(text).count < 1:
        raise Unfit(f"'{text}' is te kort: kijk over minstens een dag", "Schrijf bijvoorbeeld '3 months'")


#: How a fact's `of` must be written, by what its parameter is.
WRITTEN: Mapping[str, Callable[[str], object]] = {
    "measured": Measured.parse,
    "weeks": _a_week_at_least,
    "period": _a_day_at_least,
}
