"""What is said of each child when a group, or every pupil of it, is talked over, and what is agreed then."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from caseflow import clock
from caseflow.sop.vocabulary import OccasionKind
from pupils.models.occasion import Occasion
from pupils.models.person import Person
from pupils.models.pupil import Pupil, here

#: What of the calendar is talked over child by child.
TALKS = frozenset({OccasionKind.GROUP_TALK, OccasionKind.PUPIL_TALK})


class TalkPointQuerySet(models.QuerySet["TalkPoint"]):
    def visible_to(self, person: Person) -> Self:
        """Of the children whom somebody talks over; never of her own child."""
        return self.filter(Exists(Pupil.objects.talked_over_by(person).filter(pk=OuterRef("pupil_id"))))

    def standing(self) -> Self:
        return self.filter(taken_off_on=None)

    def of(self, talk: Occasion) -> Self:
        """On one talk's agenda; while it is still to be held, of the children who are here."""
        return self.filter(here(clock.today(), "pupil__") if talk.is_open else Q(), occasion=talk)


class TalkPoint(models.Model):
    """A child on the agenda of a talk, and why; `talked_on` once it had its turn.

    `why` is what a colleague wrote, or what was due, in words; empty where the talk is about this child alone.
    """

    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="points")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="talk_points")
    why = models.TextField(blank=True)
    put_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    put_on = models.DateField()
    taken_off_on = models.DateField(null=True, blank=True)
    talked_on = models.DateField(null=True, blank=True)

    objects = TalkPointQuerySet.as_manager()

    class Meta:
        ordering = ["pupil__first_name", "pupil__last_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["occasion", "pupil"], condition=Q(taken_off_on=None), name="pupil_once_on_an_agenda"
            ),
            models.CheckConstraint(
                condition=Q(taken_off_on=None) | Q(talked_on=None), name="what_was_talked_over_stays_on_its_agenda"
            ),
        ]

    def __str__(self) -> str:
        return f"pupil {self.pupil_id} at occasion {self.occasion_id}"


class TalkLineQuerySet(models.QuerySet["TalkLine"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(Exists(TalkPoint.objects.visible_to(person).filter(pk=OuterRef("point_id"))))

    def standing(self) -> Self:
        """Those that their author did not take back: nobody reads the others any more."""
        return self.filter(withdrawn_on=None)

    def agreements(self) -> Self:
        return self.standing().filter(owner__isnull=False)

    def open(self) -> Self:
        """What was agreed and is not done yet, of children who are here."""
        return self.agreements().filter(here(clock.today(), "point__pupil__"), done_on=None)


class TalkLine(models.Model):
    """One thing that was said of a child; with an owner and a last day it is an agreement.

    Lines are only added, so that of two who type at once no word is lost. `came_of`: how an agreement went.
    """

    point = models.ForeignKey(TalkPoint, on_delete=models.PROTECT, related_name="lines")
    text = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    until = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    came_of = models.TextField(blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = TalkLineQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="talk_line_says_something"),
            models.CheckConstraint(
                condition=Q(owner=None, until=None) | Q(owner__isnull=False, until__isnull=False),
                name="an_agreement_has_its_owner_and_its_day",
            ),
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None, came_of="")
                | Q(done_on__isnull=False, done_by__isnull=False, owner__isnull=False, withdrawn_on=None),
                name="an_agreement_is_done_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "until"],
                condition=Q(owner__isnull=False, done_on=None, withdrawn_on=None),
                name="agreement_that_waits",
            )
        ]

    def __str__(self) -> str:
        return f"line of point {self.point_id}"

    def is_late(self, on: date) -> bool:
        return self.until is not None and self.done_on is None and self.until < on
