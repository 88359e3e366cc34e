"""Random people, and some of them come back on a step: the case is as if it was never taken, whatever went before."""

from datetime import timedelta
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis.stateful import precondition, rule

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.acting import exit_ruling
from caseflow.route.commands.undo import undo_step
from caseflow.route.models import Case
from caseflow.route.undoing import last_step
from pupils.models import Person
from tests.walk.random_people import School, tried
from tests.walk.test_random_people import run
from tests.walk.undone import check_undone, picture
from tests.world import REAL, SCHOOLS


class Doubting(School):
    """The same school, with steps that are taken and undone, and people who undo whatever there is."""

    undone = 0

    @precondition(lambda self: hasattr(self, "walker"))
    @rule(which=st.integers(0, 9))
    def a_step_is_taken_and_undone(self, which: int) -> None:
        """One that is open now; what opens the others is another test's."""
        case, today = self.fresh(), self.walker.today
        with clock.at(today):
            ways = [way for way in self.ways() if exit_ruling(case, self.world.sop, way, today).passed]
        if not ways:
            return
        way = ways[which % len(ways)]
        with clock.at(today):
            before, untold = (picture(self.case, self.world.sop, talk=talk) for talk in (True, False))
            if tried(lambda: self.walker._leave(self.fresh(), way)) is not None:
                return
            step = last_step(self.case)
            assert step is not None
            by = Person.objects.get(pk=step.actor_id)
            if Case.objects.visible_to(by).filter(pk=self.case.pk).exists() and "guardians" not in way.copies:
                Doubting.undone += check_undone(before, self.case, self.world.sop, by, untold)

    @precondition(lambda self: hasattr(self, "walker"))
    @rule(who=st.integers(0, 99))
    def somebody_undoes(self, who: int) -> None:
        """Only her own last step, of this day or the one before, and nothing stands after it."""
        person, step = self.people[who % len(self.people)], last_step(self.case)
        with clock.at(self.walker.today):
            no = tried(lambda: undo_step(self.case.pk, event=step.number if step else 0, actor=person))
        if step is None:
            assert no is not None
        elif no is None:
            assert step.actor_id == person.pk
            assert step.on >= self.walker.today - timedelta(days=1)
            assert not CaseEvent.objects.of([self.case.chain]).standing().filter(number__gte=step.number).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("path", [REAL / "kbs-crescendo.yaml", SCHOOLS / "het-kompas.yaml"], ids=lambda path: path.stem)
def test_whatever_people_come_back_on(path: Path) -> None:
    Doubting.undone = 0
    run(path, of=Doubting, max_examples=6, stateful_step_count=20)
    assert Doubting.undone > 1
