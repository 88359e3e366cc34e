"""Which day it is, whose hand does it, and along which way the case moves."""

from datetime import date, timedelta

from caseflow import clock
from caseflow.demo.family import Child
from caseflow.demo.people import DemoSchool
from caseflow.route.commands import case as cases
from caseflow.route.commands import task
from caseflow.route.commands.addition import add_afterwards
from caseflow.route.hands import roles_for, roles_for_exit
from caseflow.route.models import Case, Task
from caseflow.sop.dates import last_school_day
from caseflow.sop.schema import Exit, Sop
from caseflow.sop.vocabulary import OWN_GROUPS
from pupils.models import Guardian, Person, Pupil
from pupils.sop import sop_for


class Base:
    """One story: a child, its case, and the people around it."""

    def __init__(self, demo: DemoSchool, child: Child) -> None:
        self.demo = demo
        self.child = child
        self.pupil: Pupil = demo.pupils[child]
        self.name = child.first
        self._case: int | None = None

    # --- Days --------------------------------------------------------------------------------------------------------

    def ago(self, weeks: float = 0, days: int = 0) -> date:
        """The last school day on or before so long ago."""
        return last_school_day(self.demo.today - timedelta(days=round(weeks * 7) + days), self.sop.free_days())

    def ahead(self, days: int) -> date:
        """The first school day on or after so many days from now."""
        day, free = self.demo.today + timedelta(days=days), self.sop.free_days()
        while last_school_day(day, free) != day:
            day += timedelta(days=1)
        return day

    # --- Who ---------------------------------------------------------------------------------------------------------

    @property
    def sop(self) -> Sop:
        return sop_for(self.demo.school, clock.today())[1]

    @property
    def case(self) -> Case:
        return Case.objects.get(pk=self.case_id)

    @property
    def case_id(self) -> int:
        if self._case is None:
            raise LookupError(f"{self.name} has no case yet")
        return self._case

    def holder(self, *roles: str) -> Person:
        """Who holds one of these roles; a role bound to groups: for this child's group."""
        for one in self.demo.held():
            near = one.kind not in OWN_GROUPS or self.pupil.group_id in {group.pk for group in one.groups.all()}
            if one.role in roles and near:
                return one.person
        raise LookupError(f"nobody holds {roles} for {self.name}")

    def hand(self, act: str) -> Person:
        return self.holder(*roles_for(self.sop, self.case.step, act))

    @property
    def teacher(self) -> Person:
        return self.holder("teacher")

    @property
    def ib_er(self) -> Person:
        return self.holder("ib_er")

    @property
    def director(self) -> Person:
        return self.holder("director")

    def guardian(self, name: str) -> Guardian:
        """A guardian of this child, by the first name."""
        return Guardian.objects.select_related("person").get(pupil=self.pupil, person__name__startswith=f"{name} ")

    def parent(self, name: str) -> Person:
        return self.guardian(name).person

    # --- Moving ------------------------------------------------------------------------------------------------------

    def opens(self, reason: str, *, track: str = "main", received_on: date | None = None) -> None:
        opened = cases.open_case(
            self.pupil.pk, actor=self.holder("ib_er"), reason=reason, track=track, received_on=received_on
        )
        self._case = opened.pk

    def way(self, step_or_ending: str) -> Exit:
        case = self.case
        way = self.sop.exit(case.step, case.track, step_or_ending)
        return way or self._no_way(step_or_ending)

    def to(self, step_or_ending: str, reason: str) -> None:
        """Take the exit to a step, or to an ending ("close-…")."""
        way = self.way(step_or_ending)
        actor = self.holder(*roles_for_exit(self.sop, self.case.step, way))
        cases.take_exit(self.case_id, way.key, actor=actor, reason=reason)

    def finishes(self, kind: str) -> None:
        """Tick off the open tasks of a kind."""
        for waiting in Task.objects.filter(case=self.case_id, kind=kind, done_on=None):
            task.finish_task(self.case_id, task_id=waiting.pk, actor=self.holder(waiting.owner_role))

    def adds_afterwards(self, kind: str, source: str, text: str) -> None:
        """To a case that was closed."""
        day = clock.today()
        add_afterwards(self.case_id, kind=kind, source=source, text=text, of_day=day, actor=self.ib_er)

    def _no_way(self, step_or_ending: str) -> Exit:
        raise LookupError(f"{self.name}: no exit from {self.case.step} to {step_or_ending}")
