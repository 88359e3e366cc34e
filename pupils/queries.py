"""What may be read, in sets: lists and pages of this app."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, QuerySet, TextField, Value, When

from caseflow import clock
from caseflow.sop.vocabulary import OWN_GROUPS, SCHOOL_WIDE, OccasionKind, RoleKind
from pupils.models import (
    SIGNERS,
    Absence,
    Cluster,
    ContactAttempt,
    Gezag,
    Group,
    GroupPlan,
    Guardian,
    HgwCycle,
    InCluster,
    Insight,
    Intervention,
    Measurement,
    Observation,
    Occasion,
    Person,
    Pupil,
    RoleAssignment,
    School,
)
from pupils.models.pupil import here
from pupils.own_child import hears_guardians
from pupils.policy import staff_reach

# --- Lists ----------------------------------------------------------------------------------------------------------


def pupils_of(person: Person, on: date) -> QuerySet[Pupil]:
    """The children at school whom somebody of the staff sees, group by group; also those she hands over.

    `read_only` is told of each: of last year's she reads, and writes nothing.
    """
    seen = Pupil.objects.readable_by(person).at_school(on).annotate(read_only=~staff_reach(person))
    return seen.select_related("school", "group").order_by("group__position", "last_name", "first_name", "pk")


def pupils_who_left(person: Person, on: date) -> QuerySet[Pupil]:
    """Of whom the file is kept, to who steers the school and to nobody else; who left last comes first."""
    gone = Pupil.objects.visible_to(person).filter(~here(on))
    return gone.select_related("school", "group").order_by("-left_on", "last_name", "first_name", "pk")


def pupils_in(person: Person, *groups: Group, on: date) -> QuerySet[Pupil]:
    """The children of these groups whom somebody works with, by their first names."""
    seen = Pupil.objects.visible_to(person).at_school(on).filter(group__in=groups)
    return seen.order_by("first_name", "last_name", "pk")


def groups_of(person: Person, on: date) -> QuerySet[Group]:
    """The groups of which somebody sees the pupils: the own ones, or all of a school."""
    held = RoleAssignment.objects.current(on).filter(person=person, school_id=OuterRef("school_id"))
    wide = Exists(held.filter(kind__in=SCHOOL_WIDE))
    own = Exists(held.filter(kind__in=OWN_GROUPS, groups=OuterRef("pk")))
    return Group.objects.filter(wide | own).select_related("school")


def schools_steered_by(person: Person) -> QuerySet[School]:
    """The schools that somebody sees whole."""
    held = RoleAssignment.objects.current().filter(person=person, school=OuterRef("pk"), kind__in=SCHOOL_WIDE)
    return School.objects.filter(Exists(held))


def schools_directed_by(person: Person) -> QuerySet[School]:
    """The schools of which somebody is the director."""
    held = RoleAssignment.objects.current().filter(person=person, school=OuterRef("pk"), kind=RoleKind.DIRECTOR)
    return School.objects.filter(Exists(held))


def groups_steered_by(person: Person) -> QuerySet[Group]:
    return Group.objects.filter(school__in=schools_steered_by(person))


def groups_undeclared(person: Person) -> QuerySet[Any]:
    """The groups, of schools that somebody sees whole, where the gezag of a guardian is not recorded."""
    unknown = Guardian.objects.filter(gezag=Gezag.UNKNOWN, pupil__in=Pupil.objects.at_school(clock.today()))
    return (
        groups_steered_by(person)
        .filter(Exists(unknown.filter(pupil__group=OuterRef("pk"))))
        .values_list("pk", flat=True)
    )


def members_there(person: Person, plan: GroupPlan, on: date) -> QuerySet[InCluster]:
    """Those in the clusters of a plan who are still in its group, and whom somebody works with."""
    return InCluster.objects.filter(cluster__plan=plan, pupil__in=pupils_in(person, plan.group, on=on))


def clusters_of(
    person: Person, plan: GroupPlan, *, there_on: date | None = None
) -> list[tuple[Cluster, list[InCluster]]]:
    """The clusters of a plan, each with those of its pupils whom somebody works with: two queries.

    With `there_on` only who is still in the group on that day.
    """
    clusters: dict[int, tuple[Cluster, list[InCluster]]] = {one.pk: (one, []) for one in plan.clusters.all()}
    of_plan = InCluster.objects.visible_to(person).filter(cluster__plan=plan)
    seen = members_there(person, plan, there_on) if there_on else of_plan
    for member in seen.select_related("pupil"):
        clusters[member.cluster_id][1].append(member)
    return list(clusters.values())


# --- One pupil ------------------------------------------------------------------------------------------------------


def observations_of(pupil: Pupil) -> QuerySet[Observation]:
    return Observation.objects.standing().filter(pupil=pupil).select_related("author")


def hgw_of(pupil: Pupil) -> QuerySet[HgwCycle]:
    """The cycles, newest first."""
    return HgwCycle.objects.filter(pupil=pupil).select_related("by")


def unfinished_cycle_of(pupil: Pupil) -> HgwCycle | None:
    return HgwCycle.objects.unfinished().filter(pupil=pupil).first()


def insights_of(pupil: Pupil) -> QuerySet[Insight]:
    return Insight.objects.standing().filter(pupil=pupil).select_related("said_by")


def places_of(pupil: Pupil) -> QuerySet[InCluster]:
    """In which clusters of which plans a pupil is or was, once they are in force; the newest first."""
    bound = InCluster.objects.filter(pupil=pupil).exclude(cluster__plan__state=GroupPlan.State.CONCEPT)
    return bound.select_related("cluster__plan").order_by("-cluster__plan__first_day", "-pk")


def interventions_of(pupil: Pupil) -> QuerySet[Intervention]:
    return Intervention.objects.filter(pupil=pupil).select_related("pupil")


def measurements_of(pupil: Pupil) -> QuerySet[Measurement]:
    """What stands, newest first, each with whether it was measured again at the same moment."""
    return Measurement.objects.standing().with_repeated().filter(pupil=pupil).select_related("recorded_by")


def absences_of(pupil: Pupil) -> QuerySet[Absence]:
    return Absence.objects.standing().filter(pupil=pupil).select_related("recorded_by")


def last_measured_by(person: Person, school_id: int) -> Measurement | None:
    """What somebody recorded last at a school: of a whole group the same test is typed in a row."""
    own = Measurement.objects.filter(recorded_by=person, pupil__school=school_id)
    return own.order_by("-pk").first()


def occasions_of(pupil: Pupil, *, talks: bool) -> QuerySet[Occasion]:
    """What the calendar asks and asked about a pupil, newest first; with `talks` also those about what struck."""
    rows = Occasion.objects.live().filter(pupil=pupil)
    seen = rows if talks else rows.exclude(what=OccasionKind.CHILD_TALK)
    return seen.select_related("done_by").order_by("-due_on", "-pk")


def guardians_of(pupil: Pupil) -> QuerySet[Guardian]:
    rows = Guardian.objects.filter(pupil=pupil)
    return rows.select_related("person", "education_held_by__person", "care_held_by__person")


def nobody_decides(guardians: Iterable[Guardian]) -> bool:
    """Whether of all who are known none has gezag, or may have it: then nobody can be asked anything."""
    says = [guardian.say for guardian in guardians]
    return bool(says) and not set(says) & set(SIGNERS)


def undeclared_in(person: Person, group: Group) -> QuerySet[Guardian]:
    """A class list: the guardians of whom it is not recorded whether they have gezag, child by child."""
    unknown = Guardian.objects.visible_to(person).filter(pupil__group=group, gezag=Gezag.UNKNOWN)
    there = unknown.filter(pupil__in=Pupil.objects.at_school(clock.today()))
    return there.select_related("person", "pupil").order_by("pupil__last_name", "pupil__first_name", "pk")


def contact_attempts_of(guardian: Guardian, reader: Person) -> QuerySet[ContactAttempt]:
    """The tries to reach her; `told` is what came of each, for who hears guardians and for who wrote it down."""
    tries = ContactAttempt.objects.filter(guardian=guardian).select_related("recorded_by")
    if hears_guardians(reader, guardian.pupil):
        return tries.annotate(told=F("note"))
    return tries.annotate(
        told=Case(When(recorded_by=reader, then=F("note")), default=Value(""), output_field=TextField())
    )
