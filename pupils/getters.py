"""The only way from a number to a row: through what somebody may see. Absent and forbidden look the same: 404."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from pupils.models import (
    TALKS,
    Consent,
    GroupPlan,
    Guardian,
    HgwCycle,
    ImportPreview,
    Insight,
    Intervention,
    Measurement,
    Observation,
    Occasion,
    Person,
    Pupil,
    Sociogram,
    TalkLine,
    TalkPoint,
)

Row = TypeVar("Row", bound=Model)


#: More digits than any number of a row: the database would not know what to do with them.
MOST_DIGITS = 18


def number_of(word: str) -> int | None:
    """The number of a row as an address or a form says it; None for what is none."""
    return int(word) if word.isdecimal() and len(word) <= MOST_DIGITS else None


def found(rows: QuerySet[Row], pk: int) -> Row:
    return get_object_or_404(rows, pk=pk)


def locked(rows: QuerySet[Row], pk: int) -> Row:
    """The same, held until the transaction ends (on SQLite the transaction itself is the lock)."""
    return get_object_or_404(rows.select_for_update(of=("self",)), pk=pk)


def hold_guardians(pupil_id: int) -> None:
    """The guardians of this child, held until the transaction ends, before any other row and before one is read.

    Who records their gezag, and who of them says yes or no, so go one after the other: a "no" is never missed, and
    nobody answers with gezag that she has no more. A row that only names a guardian waits for nothing (`no_key`).
    """
    rows = Guardian.objects.filter(pupil=pupil_id).select_for_update(no_key=True).order_by("pk")
    list(rows.values_list("pk", flat=True))


def pupil_to_read(person: Person, pk: int) -> Pupil:
    """Also by last year's teacher; a command never asks this, so that reading gives no act."""
    return found(Pupil.objects.readable_by(person).select_related("school", "group"), pk)


def pupil_for(person: Person, pk: int) -> Pupil:
    return found(Pupil.objects.visible_to(person).select_related("school", "group"), pk)


def pupil_to_begin(person: Person, pk: int) -> Pupil:
    """For a page that begins something new."""
    return found(Pupil.objects.to_begin(person).select_related("school", "group"), pk)


def own_child_for(person: Person, pk: int) -> Pupil:
    return found(Pupil.objects.for_guardian(person).select_related("school", "group"), pk)


def guardian_for(person: Person, pk: int) -> Guardian:
    return found(Guardian.objects.visible_to(person).select_related("person", "pupil"), pk)


def guardian_of(person: Person, pupil_id: int, pk: int) -> Guardian:
    """One of this child's own: a page about a child names no guardian of another."""
    return found(Guardian.objects.visible_to(person).filter(pupil=pupil_id).select_related("person", "pupil"), pk)


def hgw_cycle_for(person: Person, pk: int) -> HgwCycle:
    return found(HgwCycle.objects.going_on().visible_to(person).select_related("pupil"), pk)


def insight_for(person: Person, pk: int) -> Insight:
    return found(Insight.objects.standing().visible_to(person).select_related("pupil"), pk)


def group_plan_for(person: Person, pk: int) -> GroupPlan:
    return found(GroupPlan.objects.visible_to(person).select_related("group__school"), pk)


def own_observation_for(person: Person, pk: int) -> Observation:
    """What she wrote herself, of a child whom she still sees."""
    rows = Observation.objects.standing().visible_to(person).filter(author=person)
    return found(rows.select_related("pupil__group"), pk)


def measurement_for(person: Person, pk: int) -> Measurement:
    return found(Measurement.objects.standing().visible_to(person).select_related("pupil"), pk)


def import_for(person: Person, pk: int) -> ImportPreview:
    return found(ImportPreview.objects.of(person).select_related("school"), pk)


def intervention_for(person: Person, pk: int) -> Intervention:
    return found(Intervention.objects.visible_to(person).select_related("pupil"), pk)


def sociogram_for(person: Person, pk: int) -> Sociogram:
    return found(Sociogram.objects.visible_to(person).select_related("group__school", "closed_by"), pk)


def occasion_for(person: Person, pk: int) -> Occasion:
    """What was stopped is not there any more."""
    seen = Occasion.objects.live().visible_to(person)
    return found(seen.select_related("school", "group", "pupil__group", "done_by", "sop_version"), pk)


def talk_for(person: Person, pk: int) -> Occasion:
    """What of the calendar is talked over child by child."""
    seen = Occasion.objects.live().visible_to(person).filter(what__in=TALKS)
    return found(seen.select_related("school", "group", "pupil__group", "done_by", "sop_version"), pk)


def talk_point_for(person: Person, pk: int) -> TalkPoint:
    return found(TalkPoint.objects.visible_to(person).select_related("pupil", "occasion"), pk)


def talk_line_for(person: Person, pk: int) -> TalkLine:
    return found(TalkLine.objects.standing().visible_to(person).select_related("point"), pk)


def agreement_for(person: Person, pk: int) -> TalkLine:
    seen = TalkLine.objects.agreements().visible_to(person)
    return found(seen.select_related("point__pupil__group", "point__occasion", "owner", "done_by", "by"), pk)


def consent_for(person: Person, pk: int) -> Consent:
    return found(Consent.objects.visible_to(person).select_related("pupil"), pk)


def consent_to_read(person: Person, pk: int) -> Consent:
    """Also by last year's teacher; no answer is written from here."""
    return found(Consent.objects.readable_by(person).select_related("pupil"), pk)
