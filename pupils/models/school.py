"""The school, its groups, and the samenwerkingsverband it belongs to."""

import re

from django.db import models

_YEARS = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")


class Swv(models.Model):
    """A samenwerkingsverband; of the schools' files it sees only the referrals that are handed over to it."""

    name = models.CharField(max_length=200)
    key = models.SlugField(max_length=50, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """`key` is the `school.key` of its SOP; `involved_by` the version whose steps say now who is involved with whom."""

    name = models.CharField(max_length=200)
    brin = models.CharField(max_length=4, unique=True)
    key = models.SlugField(max_length=50, unique=True)
    swv = models.ForeignKey(Swv, on_delete=models.PROTECT, null=True, blank=True, related_name="schools")
    involved_by = models.ForeignKey(
        "pupils.SopVersion", on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def chain(self) -> str:
        """The chain of events of what happens to the school as a whole."""
        return f"school-{self.pk}"


class Group(models.Model):
    """A class of this school year: its jaargroepen ("5", "3-4"), its location by the SOP's key, its place in lists."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(max_length=50)
    years = models.CharField(max_length=10)
    location = models.CharField(max_length=50, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="one_group_of_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def jaargroepen(self) -> frozenset[int]:
        """The years that sit in it."""
        return jaargroepen(self.years)


def jaargroepen(years: str) -> frozenset[int]:
    """The jaargroepen in a group's `years`: "5" is one, "1-2" and "3/4" are two; a word without a number names none."""
    spans = ((int(found[1]), int(found[2] or found[1])) for found in _YEARS.finditer(years))
    return frozenset(year for first, last in spans for year in range(max(first, 1), min(last, 8) + 1))
