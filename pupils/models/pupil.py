"""The pupil. No BSN, no ethnicity, no country of birth: there is no field to put them in (floor rule 17)."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from caseflow import clock
from caseflow.sop.vocabulary import Ending
from pupils.models.person import Person
from pupils.models.school import Group, School

Row = TypeVar("Row", bound=models.Model)


def here(on: date, of: str = "") -> models.Q:
    """Of a pupil, or of what `of` leads from: not gone on this day. The day that is recorded is the first without her.

    On it everything that rests on her being here is over, whether the watch ran or not: every queryset asks this.
    """
    return models.Q(**{f"{of}left_on": None}) | models.Q(**{f"{of}left_on__gt": on})


def died(on: date, of: str = "") -> models.Q:
    """She is there no more, because she died: nobody at home hears anything of what Caseflow sends by itself."""
    return ~here(on, of) & models.Q(**{f"{of}leaving": Ending.DECEASED})


class PupilQuerySet(models.QuerySet["Pupil"]):
    """Who reaches which pupils; the conditions themselves stand together in policy.py."""

    def visible_to(self, person: Person) -> Self:
        """Staff: the whole school or the own groups, as the kind of their present role says. Nobody else."""
        from pupils import policy  # late: the policy reads the models that it guards

        return self.filter(policy.staff_reach(person))

    def to_begin(self, person: Person) -> Self:
        """With whom this person may begin something: of a child that left nothing new begins.

        What finishes, puts right, shares by law or closes asks `visible_to` (on a case: AFTER_LEAVING in hands.py).
        """
        return self.visible_to(person).here(clock.today())

    def readable_by(self, person: Person) -> Self:
        """As `visible_to`, and last year's teacher until the hand-over: to read, never to lock for an act."""
        from pupils import policy  # late: as above

        return self.filter(policy.staff_reach(person) | policy.handover_reach(person))

    def talked_over_by(self, person: Person) -> Self:
        """Who talks a child over inside the school, and reads what was said then; never a parent of hers."""
        from pupils import policy  # late: as above

        return self.filter(policy.talk_reach(person))

    def for_guardian(self, person: Person) -> Self:
        """The portal: children over whom this person is known to have gezag."""
        from pupils import policy  # late: as above

        return self.filter(policy.guardian_reach(person))

    def at_school(self, on: date) -> Self:
        """Enrolled and not yet gone."""
        return self.filter(here(on), enrolled_on__lte=on)

    def here(self, on: date) -> Self:
        """Not gone: at school, or still to come."""
        return self.filter(here(on))


class Pupil(models.Model):
    """A child of one school, in one group now (none: registered and not yet placed, or gone).

    `came_from` is the group before, or that of July where she moved more than once since: its teacher may read until
    the hand-over. In her group she is since `in_group_since`. `leaving` says how she goes, where `left_on` says that
    she does: it is the ending of her cases too. Enrolled anew after she was gone she is since `returned_on`.
    """

    class Leaving(models.TextChoices):
        SECONDARY_SCHOOL = Ending.SECONDARY_SCHOOL.value, _("Naar het voortgezet onderwijs")
        MOVED = Ending.MOVED.value, _("Verhuisd")
        LEFT_SCHOOL = Ending.LEFT_SCHOOL.value, _("Naar een andere school, of om een andere reden van school")
        DECEASED = Ending.DECEASED.value, _("Overleden")

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="pupils")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="pupils")
    came_from = models.ForeignKey(
        Group, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    in_group_since = models.DateField(null=True, blank=True, editable=False)
    first_name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=30, blank=True)
    last_name = models.CharField(max_length=100)
    born_on = models.DateField()
    enrolled_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True, editable=False)
    leaving = models.CharField(max_length=20, choices=Leaving.choices, default=Leaving.LEFT_SCHOOL)

    objects = PupilQuerySet.as_manager()

    class Meta:
        ordering = ["last_name", "first_name", "pk"]
        indexes = [
            models.Index(fields=["school", "last_name", "first_name"], name="pupil_by_name"),
            models.Index(fields=["school", "group"], name="pupil_by_group"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(left_on=None) | models.Q(left_on__gte=models.F("enrolled_on")),
                name="pupil_leaves_after_coming",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def chain(self) -> str:
        """The chain of events of what is recorded beside any case."""
        return f"pupil-{self.pk}"

    @property
    def has_left(self) -> bool:
        return self.gone_on(clock.today())

    def gone_on(self, day: date) -> bool:
        return self.left_on is not None and self.left_on <= day

    @property
    def died(self) -> bool:
        return self.has_left and self.leaving == self.Leaving.DECEASED

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.first_name, self.prefix, self.last_name) if part)


class OfPupilQuerySet(models.QuerySet[Row]):
    """Rows that hang on a pupil are seen by the staff who see the pupil."""

    def visible_to(self, person: Person) -> Self:
        return self.filter(Exists(Pupil.objects.visible_to(person).filter(pk=OuterRef("pupil_id"))))

    def readable_by(self, person: Person) -> Self:
        """And by who may read the pupil's file until it is handed over."""
        return self.filter(Exists(Pupil.objects.readable_by(person).filter(pk=OuterRef("pupil_id"))))

    def for_guardian(self, person: Person) -> Self:
        """And by the guardians who see the pupil."""
        return self.filter(Exists(Pupil.objects.for_guardian(person).filter(pk=OuterRef("pupil_id"))))
