"""What is measured of a pupil, and how many hours a week it missed: rows that are added, and struck when wrong."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import BooleanField, DateField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from caseflow.sop.measures import LEVELS, ONE_MOMENT
from pupils.models.hgw import RUNS_HGW
from pupils.models.person import Person
from pupils.models.pupil import OfPupilQuerySet, Pupil

Row = TypeVar("Row", bound=models.Model)
#: Who records these: who works with the child in the group, and those who steer the whole school.
RECORDS = RUNS_HGW
STANDS = Q(struck_on=None)


class KeptQuerySet(OfPupilQuerySet[Row]):
    def standing(self) -> Self:
        """Those that nobody struck as a mistake."""
        return self.filter(STANDS)


class Kept(models.Model):
    """A row that stays as it was recorded; a mistake is struck, by whom and when, and no longer counts."""

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="%(class)ss")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField()
    struck_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    struck_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def strike(self, by: Person, on: date) -> None:
        self.struck_by, self.struck_on = by, on
        self.save(update_fields=["struck_by", "struck_on"])


#: What counts at all: a main measurement that says a level; a score alone says nothing about levels.
GRADED = Q(moment="main") & ~Q(level="")


def measured_again() -> Exists:
    """A later main measurement by the same instrument, so near that it is of the same moment."""
    until = Cast(OuterRef("day") + ONE_MOMENT, DateField())
    same = Measurement.objects.standing().filter(GRADED, pupil=OuterRef("pupil"), instrument=OuterRef("instrument"))
    return Exists(same.filter(day__gt=OuterRef("day"), day__lt=until))


class MeasurementQuerySet(KeptQuerySet["Measurement"]):
    def main(self) -> Self:
        """The tests twice a year that norms are made for; those in between do not count beside them."""
        return self.filter(moment=Measurement.Moment.MAIN)

    def counted(self, instrument: str) -> Self:
        """Those of an instrument that count: of one moment the newest alone."""
        return self.standing().filter(GRADED, ~measured_again(), instrument=instrument)

    def with_repeated(self) -> Self:
        """`repeated`: whether it does not count, since the same was measured again at that moment."""
        return self.annotate(repeated=ExpressionWrapper(GRADED & Q(measured_again()), BooleanField()))


class Measurement(Kept):
    """One result: by which of the SOP's instruments, at which moment; a level, a score, or both."""

    class Moment(models.TextChoices):
        MAIN = "main", _("hoofdmeting")
        BETWEEN = "between", _("tussenmeting")

    instrument = models.CharField(max_length=50)
    instrument_name = models.CharField(max_length=200)  # as the school called it then
    day = models.DateField()
    moment = models.CharField(max_length=10, choices=Moment)
    level = models.CharField(max_length=5, blank=True, choices=[(word, word) for word in LEVELS])
    score = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["pupil", "instrument", "day"], name="measurement_of_pupil")]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "instrument", "day", "moment"], condition=STANDS, name="one_measurement_of_a_day"
            ),
            models.CheckConstraint(condition=~Q(level="") | Q(score__isnull=False), name="measurement_says_something"),
            models.CheckConstraint(condition=Q(level__in=["", *LEVELS]), name="measurement_level_is_known"),
            models.CheckConstraint(condition=Q(moment__in=["main", "between"]), name="measurement_moment_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.day} of pupil {self.pupil_id}"

    @property
    def score_told(self) -> str:
        return "" if self.score is None else plain(self.score)

    @property
    def result(self) -> str:
        """Level and score in one line."""
        return ", ".join(filter(None, (self.level, self.score_told)))

    @property
    def place(self) -> tuple[Any, ...]:
        """What there is one of."""
        return (self.pupil_id, self.instrument, self.day, self.moment)

    @property
    def says(self) -> tuple[Any, ...]:
        """What was found there."""
        return (self.level, self.score)


class AbsenceQuerySet(KeptQuerySet["Absence"]):
    pass


class Absence(Kept):
    """How long a pupil was away in one week, known by its Monday; none at all is a fact as well."""

    week = models.DateField()
    minutes = models.PositiveSmallIntegerField()  # whole, so that an average is exact where a threshold lies

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        ordering = ["-week", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["pupil", "week"], condition=STANDS, name="one_absence_a_week"),
            models.CheckConstraint(condition=Q(minutes__lte=40 * 60), name="absence_fits_in_a_week"),
        ]

    def __str__(self) -> str:
        return f"week of {self.week} of pupil {self.pupil_id}"

    @property
    def hours_told(self) -> str:
        return plain(self.hours)

    @property
    def hours(self) -> Decimal:
        return Decimal(self.minutes) / 60

    @property
    def friday(self) -> date:
        return self.week + timedelta(days=4)

    @property
    def place(self) -> tuple[Any, ...]:
        """What there is one of."""
        return (self.pupil_id, self.week)

    @property
    def says(self) -> tuple[Any, ...]:
        """What was found there."""
        return (self.minutes,)


def plain(number: Decimal) -> str:
    """ "31,5" or "31": as people write it, with no noughts behind the comma."""
    return number_format(round(number, 2).normalize())


def minutes_of(hours: Any) -> int:
    return int((Decimal(hours) * 60).to_integral_value())
