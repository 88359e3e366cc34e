"""What one colleague has in hand at a school: the cases, tasks and terms that wait for her roles, and which roles.

Cases, tasks and terms belong to a role; who takes over the work of one person takes over the roles that it waits for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from caseflow.route.mine import Held, held_at, is_mine, is_owner
from caseflow.route.models import Case, Deadline, Task
from caseflow.sop.schema import Sop
from pupils.leaving import open_work
from pupils.models import Person, School
from pupils.sop import sop_for


@dataclass(frozen=True, slots=True)
class Work:
    """`roles`: those of hers that some of it waits for; `places`: what names her beside them (pupils/leaving.py)."""

    cases: tuple[Case, ...]
    tasks: int
    terms: int
    places: int
    roles: tuple[Held, ...]

    @property
    def is_nothing(self) -> bool:
        return not (self.cases or self.tasks or self.terms or self.places)


def work_of(person: Person, school: School, on: date) -> Work:
    """The same few queries, however much it is."""
    held, sop = held_at([school.pk]).get(person.pk, []), sop_for(school, on)[1]
    rows = Case.objects.open().filter(school=school).select_related("pupil__group", "school")
    cases = {case.pk: case for case in rows if case.step in sop.steps}
    hers = tuple(case for case in cases.values() if is_owner(held, case, sop))
    tasks = Task.objects.filter(case__in=cases, done_on=None).values_list("case", "owner_role")
    terms = Deadline.objects.pressing().filter(case__in=cases).values_list("case", "owner_role")
    her_tasks = [(cases[pk], role) for pk, role in tasks if is_mine(held, cases[pk], role)]
    her_terms = [(cases[pk], role) for pk, role in terms if is_mine(held, cases[pk], role)]
    wanted = {role for case in hers for role in _at_step(sop, case)} | {role for _case, role in her_tasks + her_terms}
    return Work(
        tuple(sorted(hers, key=lambda case: (case.pupil.last_name, case.pupil.first_name, case.pk))),
        len(her_tasks),
        len(her_terms),
        open_work(person, school, on),
        tuple(one for one in held if one.role in wanted),
    )


def _at_step(sop: Sop, case: Case) -> Iterator[str]:
    """Who works there and who chairs its table."""
    yield from sop.steps[case.step].owner
    yield from sop.steps[case.step].chair
