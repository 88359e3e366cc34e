"""The school's SOP: every version word for word, and how it came to hold: draft, MR, board, published."""

from datetime import date
from typing import Any, Protocol, Self

from django.db import models
from django.db.models import F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE, RoleKind
from pupils.models.person import Person
from pupils.models.school import School
from pupils.models.staff import RoleAssignment


class Ready(Protocol):
    """What stands before an adoption: it raises unless nothing at the school is in the way of this version."""

    def let_through(self, version: "SopVersion") -> None: ...


class SopVersionQuerySet(models.QuerySet["SopVersion"]):
    def update(self, **values: Any) -> int:
        if {"state", "text", "digest"} & set(values):
            raise TypeError("a version's state changes through its transition, its text never")
        return super().update(**values)

    def visible_to(self, person: Any) -> Self:
        """Director and IB-er see every version of their school, drafts too. Others read what it says elsewhere."""
        steers = RoleAssignment.objects.current().filter(
            person=person, school=OuterRef("school_id"), kind__in=SCHOOL_WIDE
        )
        return self.filter(models.Exists(steers))

    def adopted(self, on: date) -> Self:
        """What the board had adopted by that day, the newest first."""
        standing = self.filter(state__in=(SopVersion.ADOPTED, SopVersion.PUBLISHED), adopted_on__lte=on)
        return standing.order_by("-first_day", "-adopted_on", "-pk")

    def judging(self, on: date) -> Self:
        """Of the adopted versions those whose first day has come, and whose cases stand in its own steps."""
        return self.adopted(on).filter(first_day__lte=on, moves_due=False)


def holds_at(*kinds: RoleKind) -> Any:
    """The permission of a transition: who has one of these kinds of role at the version's school today."""

    def permitted(version: "SopVersion", person: Any) -> bool:
        held = RoleAssignment.objects.current().filter(person=person, school=version.school_id, kind__in=kinds)
        return bool(held.exists())

    return permitted


_DIRECTOR = holds_at(RoleKind.DIRECTOR)
_STEERING = holds_at(*SCHOOL_WIDE)


def _lets_go(version: Any, person: Any) -> bool:
    """The director; or, of a draft, who brought it: a slip is undone by who made it."""
    own = version.state == SopVersion.DRAFT and version.uploaded_by_id == person.pk
    return _DIRECTOR(version, person) or (own and _STEERING(version, person))


def is_yet_to_come(version: Any) -> bool:
    """Its first day lies ahead: nothing was judged by it."""
    return bool(version.first_day > clock.today())


class SopVersion(ConcurrentTransitionMixin, models.Model):
    """One text, for good: a change is a new draft, and the database refuses anything else.

    `moves_due`: it drops steps, and on its first day the cases in them have still to go to others before it judges.
    """

    DRAFT, BEFORE_MR, ADOPTED, PUBLISHED, DROPPED = "draft", "before_mr", "adopted", "published", "dropped"
    STATES = [
        (DRAFT, _("concept")),
        (BEFORE_MR, _("bij de MR")),
        (ADOPTED, _("vastgesteld")),
        (PUBLISHED, _("gepubliceerd")),
        (DROPPED, _("vervallen")),
    ]

    class Advice(models.TextChoices):
        POSITIVE = "positive", _("positief")
        NEGATIVE = "negative", _("negatief")
        NONE = "none", _("geen advies gegeven")

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="sop_versions")
    version = models.CharField(max_length=40)
    text = models.TextField()
    digest = models.CharField(max_length=64)
    first_day = models.DateField()
    state = FSMField(default=DRAFT, protected=True, choices=STATES)
    uploaded_on = models.DateField()
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    instead_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(_("aan de MR voorgelegd op"), null=True, blank=True)
    asked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    advice = models.CharField(max_length=10, blank=True, choices=Advice)
    advised_on = models.DateField(null=True, blank=True)
    advised_by = models.CharField(max_length=200, blank=True)  # who signed for the MR
    advice_text = models.TextField(blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    adopted_by = models.CharField(max_length=200, blank=True)  # who signed for the board
    adoption_recorded_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    moves_due = models.BooleanField(default=False)
    published_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    dropped_on = models.DateField(null=True, blank=True)
    dropped_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = SopVersionQuerySet.as_manager()

    class Meta:
        ordering = ["school", "first_day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "version"], condition=~Q(state="dropped"), name="one_sop_of_a_version"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "before_mr", "adopted", "published", "dropped"]),
                name="sop_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "before_mr", "dropped"], adopted_on=None)
                | (Q(state__in=["adopted", "published", "dropped"], adopted_on__isnull=False) & ~Q(adopted_by="")),
                name="sop_adopted_on_a_day_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(published_on__gte=F("adopted_on")),
                name="sop_published_after_adoption",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "first_day"], name="sop_by_first_day"),
            models.Index(fields=["digest"], name="sop_by_digest"),
            models.Index(fields=["first_day"], condition=Q(moves_due=True), name="sop_with_moves_due"),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.version}"

    @property
    def is_withdrawn(self) -> bool:
        """Let go after the board had adopted it."""
        return self.state == self.DROPPED and self.adopted_on is not None

    @property
    def is_adopted(self) -> bool:
        return self.state in (self.ADOPTED, self.PUBLISHED)

    def record_advice(self, advice: str, on: date, by: str, text: str) -> None:
        """What the MR said; until the board decides it may be set right."""
        self.advice, self.advised_on, self.advised_by, self.advice_text = advice, on, by, text

    @transition(field=state, source=DRAFT, target=BEFORE_MR, permission=_DIRECTOR)
    def ask_mr(self, on: date, by: Person) -> None:
        self.asked_on, self.asked_by = on, by

    @transition(field=state, source=BEFORE_MR, target=ADOPTED, permission=_DIRECTOR)
    def adopt(self, ready: Ready, on: date, by: str, recorded_by: Person) -> None:
        """Advice that never came is recorded as such; it does not block (WMS art. 11 and 17)."""
        ready.let_through(self)
        self.adopted_on, self.adopted_by, self.adoption_recorded_by = on, by, recorded_by
        self.advice = self.advice or self.Advice.NONE

    @transition(field=state, source=ADOPTED, target=PUBLISHED, permission=_DIRECTOR)
    def publish(self, on: date, by: Person) -> None:
        self.published_on, self.published_by = on, by

    @transition(field=state, source=[DRAFT, BEFORE_MR], target=DROPPED, permission=_lets_go)
    def drop(self, on: date, by: Person) -> None:
        """What the board has not adopted may still be let go; the text is kept."""
        self.dropped_on, self.dropped_by = on, by

    @transition(
        field=state,
        source=[ADOPTED, PUBLISHED],
        target=DROPPED,
        permission=_DIRECTOR,
        conditions=[is_yet_to_come],
    )
    def withdraw(self, on: date, by: Person) -> None:
        """The board came back on it, or its adoption was recorded by mistake; what was recorded stays to be read."""
        self.dropped_on, self.dropped_by, self.moves_due = on, by, False

    @transition(field=state, source=DRAFT, target=DROPPED, permission=_STEERING)
    def make_way(self, on: date, by: Person) -> None:
        """A new text takes this draft's place."""
        self.dropped_on, self.dropped_by = on, by
