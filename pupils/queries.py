"""What may be read, in sets: lists and pages of this app."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from caseflow.sop.vocabulary import OWN_GROUPS, SCHOOL_WIDE
from pupils.models import (
    ContactAttempt,
    Group,
    Guardian,
    HgwCycle,
    Intervention,
    Observation,
    Person,
    Pupil,
    RoleAssignment,
)

# --- Lists ----------------------------------------------------------------------------------------------------------


def pupils_of(person: Person, on: date) -> QuerySet[Pupil]:
    """The children at school whom somebody of the staff sees, group by group."""
    seen = Pupil.objects.visible_to(person).at_school(on)
    return seen.select_related("school", "group").order_by("group__position", "last_name", "first_name", "pk")


def groups_of(person: Person, on: date) -> QuerySet[Group]:
    """The groups of which somebody sees the pupils: the own ones, or all of a school."""
    held = RoleAssignment.objects.current(on).filter(person=person, school_id=OuterRef("school_id"))
    wide = Exists(held.filter(kind__in=SCHOOL_WIDE))
    own = Exists(held.filter(kind__in=OWN_GROUPS, groups=OuterRef("pk")))
    return Group.objects.filter(wide | own).select_related("school")


# --- One pupil ------------------------------------------------------------------------------------------------------


def observations_of(pupil: Pupil) -> QuerySet[Observation]:
    return Observation.objects.filter(pupil=pupil).select_related("author")


def hgw_of(pupil: Pupil) -> QuerySet[HgwCycle]:
    """The cycles, newest first, each with its interventions."""
    return HgwCycle.objects.filter(pupil=pupil).select_related("by").prefetch_related("interventions")


def unfinished_cycle_of(pupil: Pupil) -> HgwCycle | None:
    return HgwCycle.objects.unfinished().filter(pupil=pupil).first()


def interventions_of(pupil: Pupil) -> QuerySet[Intervention]:
    return Intervention.objects.filter(pupil=pupil).select_related("cycle")


def guardians_of(pupil: Pupil) -> QuerySet[Guardian]:
    return Guardian.objects.filter(pupil=pupil).select_related("person")


def contact_attempts_of(pupil: Pupil) -> QuerySet[ContactAttempt]:
    return ContactAttempt.objects.filter(guardian__pupil=pupil).select_related("guardian__person", "recorded_by")
