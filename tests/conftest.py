import gc
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from tests.append_only import _flush_past_the_guards
from tests.behind_the_wall import _rows_of_every_school, django_db_setup
from tests.signing_in import signed_in_for_real

__all__ = ["_flush_past_the_guards", "_rows_of_every_school", "django_db_setup"]

#: Whose tests stay with one worker, file by file: they read one school that takes its time to make, or they make and
#: drop roles and databases, of which a server has one each.
TOGETHER = ("tests/demo/test_loading.py", "tests/services/")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Over the workers test by test, but those files whole: xdist's own groups are lost on this pytest."""
    from xdist.scheduler import LoadScopeScheduling  # a run without xdist does not come here

    class TestByTest(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return nodeid.partition("::")[0] if nodeid.startswith(TOGETHER) else nodeid

    return TestByTest(config, log)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cases", type=int, default=0, help="of a test with more cases than this, as many, spread evenly")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a second database the rows of a table ask the same SQL: a few of each are enough there."""
    most = config.getoption("--cases")
    if not most:
        return
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    items[:] = [kept for rows in cases.values() for kept in _spread(rows, most)]


def _spread(rows: list[pytest.Item], most: int) -> list[pytest.Item]:
    """The first, the last, and what lies evenly between."""
    if len(rows) <= most:
        return rows
    return [rows[round(place * (len(rows) - 1) / (most - 1))] for place in range(most)]


def pytest_collection_finish() -> None:
    """What was imported stays: looking through it again and again for garbage took a tenth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(autouse=True)
def _own_language():
    """What the last page was read in stays with its worker: each test begins in the school's own language."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(scope="session", autouse=True)
def _come_in_with_a_second_factor():
    """Whoever a test signs in came in with a second factor, a moment ago; `without_second_factor` takes that back."""
    only_signed_in = Client.force_login
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", lambda client, *who: signed_in_for_real(only_signed_in, client, *who))
        yield
