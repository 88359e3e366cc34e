"""Random people do random things on random days, in two schools; and the machine finds a house without its rules."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from caseflow.route import acting, hands
from caseflow.route.commands import case as cases
from caseflow.sop import law
from tests.walk.random_people import School
from tests.world import REAL, SCHOOLS, make_world


def run(path: Path, *steps: str, of: type[School] = School, **more: Any) -> None:
    of.world = make_world(path)
    sop = of.world.sop
    of.steps = steps or sop.steps_of(next(iter(sop.tracks)))
    usual = {
        "deadline": None, "derandomize": True, "database": None, "suppress_health_check": list(HealthCheck),
        "phases": [Phase.generate], "report_multiple_bugs": False,  # a step costs too much to be tried again for less
    }  # fmt: skip
    run_state_machine_as_test(of, settings=settings(**{**usual, **more}))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [REAL / "kbs-crescendo.yaml", SCHOOLS / "het-kompas.yaml", SCHOOLS / "de-wilgenhof.yaml"],
    ids=lambda path: path.stem,
)
def test_whatever_people_try(path) -> None:
    run(path, max_examples=8, stateful_step_count=30)


# --- What the machine is worth: it finds a house without its rules ---------------------------------------------------

FIND = {"max_examples": 80, "stateful_step_count": 30}


@pytest.mark.django_db
def test_it_finds_that_nobody_asks_for_consent(monkeypatch) -> None:
    monkeypatch.setattr(law, "LAW", law.LAW.without(2).without(6))
    with pytest.raises(AssertionError, match="heard of the child without a consent that names her"):
        run(REAL / "kbs-crescendo.yaml", "zorgteam", **FIND)


@pytest.mark.django_db
def test_it_finds_that_everybody_may_do_everything(monkeypatch) -> None:
    for module in (hands, acting, cases):
        monkeypatch.setattr(module, "may_do", lambda *_: True)
    with pytest.raises(AssertionError, match=r"whose hand it is not|and it is for"):
        run(REAL / "kbs-crescendo.yaml", "zorgteam", max_examples=200, stateful_step_count=12)  # soon, or not at all
