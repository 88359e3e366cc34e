"""How commands write down what happened beside any case: on the pupil's own chain, or on the school's."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.audit.models import CaseEvent, EventSpec
from pupils.errors import Invalid
from pupils.models import Group, Person, Pupil, School
from pupils.policy import role_towards, roles_at

#: Who must hear of events in their own transaction: the route's clocks, which this app does not know.
hearers: list[Callable[[Sequence[CaseEvent]], None]] = []
#: In which role something is done on a command line: by whoever runs the server, who has no account here.
RUNS_CASEFLOW = "runs_caseflow"
NO_PUPIL = 0  # in an event: it is about nobody's child alone


def record(
    kind: str,
    pupil: Pupil,
    actor: Person,
    *,
    data: dict[str, Any] | None = None,
    texts: dict[str, str] | None = None,
    moved: tuple[str, str] = ("", ""),
) -> CaseEvent:
    """One event; ids and closed words go in `data`, what somebody wrote in `texts`, phases in `moved`."""
    on = clock.today()
    event: CaseEvent = CaseEvent.objects.append(
        chain=pupil.chain,
        kind=kind,
        school_id=pupil.school_id,
        pupil_id=pupil.pk,
        actor=actor,
        role=role_towards(actor, pupil, on),
        on=on,
        from_state=moved[0],
        to_state=moved[1],
        data=data,
        texts=texts,
    )
    for hear in hearers:
        hear([event])
    return event


def record_at_school(
    kind: str,
    school: School,
    actor: Person | None,
    *,
    role: str = "",
    sop_version_id: int | None = None,
    data: dict[str, Any] | None = None,
    texts: dict[str, str] | None = None,
    moved: tuple[str, str] = ("", ""),
) -> CaseEvent:
    """One event that is about no child; states in `moved`. Nobody as actor is the watch, unless `role` says who."""
    on = clock.today()
    event: CaseEvent = CaseEvent.objects.append(
        chain=school.chain,
        kind=kind,
        school_id=school.pk,
        pupil_id=None,
        actor=actor,
        role=", ".join(sorted(roles_at(actor, school, on))) if actor else role,
        on=on,
        from_state=moved[0],
        to_state=moved[1],
        sop_version_id=sop_version_id,
        data=data,
        texts=texts,
    )
    return event


def record_for_many(
    kind: str, actor: Person, role: str, told: Mapping[Pupil, dict[str, Any]], *, texts: dict[str, str] | None = None
) -> None:
    """One event for each of many pupils, each with its own `data`, in a few statements for all."""
    on = clock.today()
    events = CaseEvent.objects.append_many(
        [
            EventSpec(
                chain=pupil.chain,
                kind=kind,
                school_id=pupil.school_id,
                pupil_id=pupil.pk,
                actor=actor,
                role=role,
                on=on,
                data=data,
                texts=texts,
            )
            for pupil, data in told.items()
        ]
    )
    for hear in hearers:
        hear(events)


def record_of_group(
    kind: str, group: Group, actor: Person, *, data: dict[str, Any] | None = None, texts: dict[str, str] | None = None
) -> CaseEvent:
    """The same for a group as a whole, on a chain of its own: it is in no child's file."""
    on = clock.today()
    event: CaseEvent = CaseEvent.objects.append(
        chain=f"group-{group.pk}",
        kind=kind,
        school_id=group.school_id,
        pupil_id=NO_PUPIL,
        actor=actor,
        role=", ".join(sorted(roles_at(actor, group.school_id, on, group=group)))[:200],
        on=on,
        data=data,
        texts=texts,
    )
    return event


def not_in_future(field: str, day: date) -> date:
    if day > clock.today():
        raise Invalid(field, _("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag."))
    return day


def not_before_birth(field: str, day: date, pupil: Pupil) -> date:
    if day < pupil.born_on:
        raise Invalid(field, _("Toen was %(name)s nog niet geboren. Kijk de datum na.") % {"name": pupil.first_name})
    return day
