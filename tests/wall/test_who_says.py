"""Whoever works without a request says whose rows it meets: each task, each command line; and whom that is for."""

from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class

from caseflow.celery import app
from caseflow.sop import __main__ as sop_on_a_line
from caseflow.wall.context import EVERY_SCHOOL, NOBODY, Rows, rows_of, whose_rows

OURS = ("caseflow", "pupils", "opp")
#: Command lines that meet no row of a school, and why.
ROWLESS = {"migrate": "changes the tables, as their owner, who stands outside the wall"}


def _tasks() -> list[str]:
    for config in apps.get_app_configs():  # what a worker looks for when it starts
        if config.name.startswith(OURS) and "tasks" in {one.name for one in iter_modules(config.module.__path__)}:
            import_module(f"{config.name}.tasks")
    return sorted(name for name in app.tasks if name.startswith(OURS))


def _commands() -> dict[str, str]:
    return {name: of for name, of in get_commands().items() if isinstance(of, str) and of.startswith(OURS)}


def test_there_are_tasks_and_command_lines() -> None:
    assert {"pupils.tasks.purge_previews", "caseflow.route.tasks.nightly_sweep"} <= set(_tasks())
    assert {"check_seals", "rebuild_deadlines", "migrate"} <= set(_commands())


@pytest.mark.parametrize("name", _tasks())
def test_a_task_says_whose_rows_it_meets(name: str) -> None:
    assert getattr(app.tasks[name].run, "says_whose_rows", False)


@pytest.mark.parametrize("name", sorted(set(_commands()) - set(ROWLESS)))
def test_a_command_line_says_whose_rows_it_meets(name: str) -> None:
    command = load_command_class(_commands()[name], name)
    assert getattr(type(command).handle, "says_whose_rows", False)


@pytest.mark.parametrize("name", [*sorted(_commands()), "caseflow.sop"])
def test_a_command_line_says_whom_it_is_for_and_why(name: str) -> None:
    said = sop_on_a_line if name == "caseflow.sop" else load_command_class(_commands()[name], name)
    assert said.policy.audience == "server"
    assert said.policy.because


def test_what_is_said_holds_for_the_block_and_no_longer() -> None:
    with rows_of(NOBODY):
        with rows_of([1, 2]):
            assert whose_rows() == Rows(schools=frozenset({1, 2}))
            with rows_of(EVERY_SCHOOL):
                assert whose_rows() == EVERY_SCHOOL
            assert whose_rows() == Rows(schools=frozenset({1, 2}))
        with pytest.raises(ZeroDivisionError), rows_of(EVERY_SCHOOL):
            raise ZeroDivisionError
        assert whose_rows() == NOBODY


def test_a_task_of_one_school_says_it_by_its_own_argument() -> None:
    @rows_of(lambda school_id, on: [school_id])
    def task(school_id: int, on: str) -> Rows:
        return whose_rows()

    assert task(3, "2026-09-07") == task(on="2026-09-07", school_id=3) == Rows(schools=frozenset({3}))
    with pytest.raises(TypeError), rows_of(lambda: [3]):
        pass


def test_it_calls_itself_within_what_it_said() -> None:
    @rows_of(lambda depth: [depth])
    def down(depth: int) -> list[Rows]:
        return [whose_rows(), *(down(depth - 1) if depth else []), whose_rows()]

    assert [sorted(rows.schools) for rows in down(1)] == [[1], [0], [0], [1]]
