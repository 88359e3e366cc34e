"""Every command and the watch take their locks in one order, so that nobody is thrown out by a deadlock."""

import threading
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent
from caseflow.route import clocks
from caseflow.route.acting import SomeoneWasFirst
from caseflow.route.commands.case import open_case, record_admission, take_exit
from caseflow.route.commands.desk import add_expert_advice, answer_referral
from caseflow.route.models import Case, Deadline, DeskCase, Referral
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import Ending, RoleKind
from opp.models import Flag
from tests.opp.conftest import START, Story
from tests.opp.test_watch_many import OVER
from tests.route import stories
from tests.services.conftest import TODAY
from tests.services.together import PATIENCE, someone_waits, started, together
from tests.world import World

pytestmark = pytest.mark.services
MOVED = f"close-{Ending.MOVED}"
DAY = timedelta(days=1)


@pytest.mark.parametrize("who", ["member", "expert"])
def test_the_desk_writes_while_the_school_leaves(world: World, who: str) -> None:
    """The school was first in the line for its case: its copy at the desk is withdrawn, and the desk is told so."""
    desk_case = stories.sent(world)
    case, ib_er = Case.objects.get(referrals__handover=desk_case.handover), world.of_kind(RoleKind.IB_ER)
    record_admission(case.pk, school="De Overkant", on=TODAY, actor=ib_er)

    def write() -> Any:
        someone_waits()
        if who == "member":
            return answer_referral(desk_case.pk, reply="advice", grounds="blijven", actor=world.desk)
        return add_expert_advice(desk_case.pk, text="passend is kleiner", actor=world.experts[0])

    results = together(
        lambda: Case.objects.select_for_update().get(pk=case.pk),
        TODAY,
        lambda: take_exit(case.pk, MOVED, actor=ib_er, reason="verhuisd"),
        write,
    )
    assert [type(one) for one in results] == [Case, SomeoneWasFirst], results
    assert DeskCase.objects.get(pk=desk_case.pk).state == DeskCase.WITHDRAWN
    assert Referral.objects.get(handover=desk_case.handover).state == Referral.DROPPED
    assert verify(case.chain) == []


def test_the_sweep_comes_while_a_command_is_at_work(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command wrote its event and did not touch its terms yet; then the watch asks for both."""
    director, late = world.of_kind(RoleKind.DIRECTOR), TODAY + timedelta(weeks=5)
    case = open_case(world.pupil.pk, actor=director, reason="aangemeld", received_on=TODAY)
    tick, written = clocks.tick, threading.Event()

    def tick_later(*args: Any) -> None:
        written.set()
        someone_waits()
        tick(*args)

    def sweep_then() -> dict[str, int]:
        assert written.wait(PATIENCE)
        return sweep(late)

    def leave() -> Case:
        return take_exit(case.pk, "close-not_enrolled", actor=director, reason="elders")

    monkeypatch.setattr(clocks, "tick", tick_later)
    left, swept = started(late, leave, sweep_then)()
    assert isinstance(left, Case), left
    assert isinstance(swept, dict), swept
    assert set(swept.values()) == {0}, "what the command stopped is not brought to mind"
    assert Deadline.objects.get(case=case).stopped_on == late
    assert verify(case.chain) == []


def test_two_sweeps_at_once_do_everything_once(world: World) -> None:
    """The second one stands in line, looks again when it is let in, and finds nothing left to do."""
    with clock.at(START):
        case = open_case(world.pupil.pk, actor=world.of_kind(RoleKind.IB_ER), reason="Leest moeizaam")
        story = Story(world, case)
        story.run()
    with clock.at(OVER):
        story.evaluate(-2)
    late = OVER + 365 * DAY
    results = together(
        lambda: Case.objects.select_for_update().get(pk=case.pk), late, lambda: sweep(late), lambda: sweep(late)
    )
    assert all(isinstance(one, dict) for one in results), results
    done = {name: sum(one[name] for one in results) for name in results[0]}
    assert {name.rpartition(".")[2]: rows for name, rows in done.items() if rows} == {
        "remind_of_deadlines": 1, "escalate_deadlines": 1, "flag": 1,
    }, results  # fmt: skip
    assert Flag.objects.count() == 1
    kinds = Counter(CaseEvent.objects.filter(chain=case.chain).values_list("kind", flat=True))
    assert (kinds["deadline_near"], kinds["deadline_late"], kinds["raise_flag"]) == (1, 1, 1)
    assert verify(case.chain) == []
