"""Somebody from outside comes no more: her places are free, and who leads a case that named her to parents hears so."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.commands.agenda import tell_left
from caseflow.route.hands import range_of
from caseflow.route.in_place import in_place
from caseflow.route.models import Case, Invitation, Item, Task
from caseflow.route.models.talk import AS_GUARDIAN
from pupils.leaving import come_no_more, vacates
from pupils.models import Consent, Person, RoleAssignment, School
from pupils.policy import roles_at
from pupils.sop import sop_for
from pupils.staffing import names_here

#: By case and person: the talks at which she had a place, and the questions that named her.
Named = dict[tuple[int, int], dict[str, list[int]]]


@vacates
def places_from_outside(ended: Collection[RoleAssignment], actor: Person | None) -> int:
    """Nobody takes them over: parents said yes to her, and to no other. A parent of the child keeps hers as that."""
    school, today = next(iter(ended)).school, clock.today()
    gone = come_no_more(ended, today)
    if not gone:
        return 0
    named: Named = defaultdict(lambda: defaultdict(list))
    cases = Case.objects.running().filter(school=school)
    places = Invitation.objects.filter(
        person__in=gone, outsider=True, item__in=Item.objects.pending().filter(case__in=cases)
    )
    for case, person, talk in places.order_by("item").values_list("item__case", "person", "item"):
        named[case, person]["talks"].append(talk)
    asked = Consent.objects.current(today).filter(case_id__in=cases.values("pk"), recipients__in=gone)
    asked = asked.exclude(pk__in=Consent.objects.objected(today).values("pk"))
    for case, person, question in asked.order_by("pk").values_list("case_id", "recipients", "pk"):
        if person in gone:
            named[case, person]["consents"].append(question)
    _free(places)
    _tell(school, named, actor)
    return len(named)


def _free(places: Any) -> None:
    tell_left(places.filter(guardian=None).select_related("item__case"))
    places.filter(guardian=None).delete()
    places.update(outsider=False, role="guardian", role_name=AS_GUARDIAN, also={})


def _tell(school: School, named: Named, actor: Person | None) -> None:
    """On each case whom it can do without from now on, and a task for who leads its step."""
    on = clock.today()
    if not named:
        return
    version, sop = sop_for(school, on)
    role = ", ".join(sorted(roles_at(actor, school, on))) if actor else ""
    cases = Case.objects.select_related("pupil__group").in_bulk({case for case, _person in named})
    known_as = names_here(school, Person.objects.filter(pk__in={person for _case, person in named}))
    told = [(cases[case], person, what) for (case, person), what in sorted(named.items())]
    events = CaseEvent.objects.append_many(
        [
            in_place(
                case, "outsider_gone", on, {"person": person, **what},
                actor=actor, role=role, sop_version_id=version.pk, texts={"name": known_as[person]},
            )
            for case, person, what in told
        ]
    )  # fmt: skip
    Task.objects.bulk_create(
        Task(
            case=case,
            kind="outsider_gone",
            because=event.pk,
            on=on,
            owner_role=sop.owner_of(case.step, *range_of(case.pupil)),
        )
        for event, (case, _person, _what) in zip(events, told, strict=True)
    )
