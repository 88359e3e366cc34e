"""Names side by side: the same word stands once."""

from pathlib import Path

import pytest

from caseflow.sop.naming import beside, once
from tests.world import REAL, SCHOOLS, sop_of


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Leerkracht"], "Leerkracht"),
        (["Leerkracht", "Leerkracht"], "Leerkracht"),
        (["Leerkracht", "", "Directeur", "Leerkracht"], "Leerkracht, Directeur"),
        (["Leerkracht", "Leerkracht bovenbouw"], "Leerkracht, Leerkracht bovenbouw"),
    ],
)
def test_each_name_once(names: list[str], said: str) -> None:
    assert once(names) == said


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("Jeugdarts", ["GGD"], "Jeugdarts, GGD"),
        ("Jeugdarts", ["Jeugdarts (GGD)"], "Jeugdarts (GGD)"),
        ("Jeugdarts", ["Jeugdarts"], "Jeugdarts"),
        ("Jeugdarts", ["GGD", "Noord"], "Jeugdarts, GGD, Noord"),
        ("Jeugdarts", [], "Jeugdarts"),
        ("Maatschappelijk werker", ["Maatschappelijk werk"], "Maatschappelijk werker"),
    ],
)
def test_a_name_beside_what_says_more_of_it(name: str, more: list[str], said: str) -> None:
    assert beside(name, more) == said


@pytest.mark.parametrize("path", sorted([*REAL.glob("*.yaml"), *SCHOOLS.glob("*.yaml")]), ids=lambda path: path.stem)
def test_no_role_of_any_school_is_called_twice_the_same(path: Path) -> None:
    sop = sop_of(path.read_text(encoding="utf-8"))
    for key, role in sop.roles.items():
        assert sop.called(key).casefold().count(role.name.casefold()) == 1
    assert sop.names([*sop.roles, *sop.roles]) == once(role.name for role in sop.roles.values())
