"""The versions of a SOP beside one another: which one a draft is laid beside, and until when one held."""

from datetime import date

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.route.profile import Profile
from caseflow.sop.diff import differences
from caseflow.sop.diff_words import WORDS
from caseflow.sop.vocabulary import RoleKind
from tests.keys.pages import words_of
from tests.route.stories import crescendo, sign_in
from tests.route.versions import adopted, laid
from tests.sop.documents import CRESCENDO, loaded
from tests.world import sop_of, version_text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
SHORTER = ("evaluate_every: 6 months", "evaluate_every: 5 months")


@pytest.fixture(autouse=True)
def _today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world():
    return crescendo()


def shown(world, name: str, *args: object) -> str:
    answer = sign_in(world.of_kind(RoleKind.DIRECTOR)).get(reverse(f"route:{name}", args=args))
    assert answer.status_code == 200
    return words_of(answer.content.decode())


def test_a_draft_with_the_first_day_of_the_version_in_force_is_laid_beside_that(world):
    with clock.at(date(2026, 1, 5)):
        adopted(world, version_text(date(2026, 2, 1), version="2026"))
    draft = laid(world, version_text(date(2026, 2, 1), SHORTER, version="2026-b"))
    assert "Van versie 2026 naar versie 2026-b." in shown(world, "sop_diff", draft.pk)


def test_an_adopted_version_is_laid_beside_the_one_before_it(world):
    with clock.at(date(2026, 1, 5)):
        first = adopted(world, version_text(date(2026, 2, 1), version="2026"))
        second = adopted(world, version_text(date(2026, 3, 1), SHORTER, version="2026-b"))
    assert "Van versie 2026 naar versie 2026-b." in shown(world, "sop_diff", second.pk)
    assert "Van versie 2023-2025 naar versie 2026." in shown(world, "sop_diff", first.pk)


def test_how_far_a_plan_is_has_one_word(world):
    badges = {entry.said.state: entry.badge for _theme, entries in Profile(world.sop).ambitions() for entry in entries}
    assert badges == {state: WORDS[state] for state in badges}
    [change] = differences(sop_of(CRESCENDO), loaded(("    state: busy", "    state: done")))
    assert (change.before, change.after) == (badges["busy"], WORDS["done"])


def test_the_list_says_until_when_an_old_version_held(world):
    with clock.at(date(2026, 1, 5)):
        adopted(world, version_text(date(2026, 2, 1), version="2026"))
    listed = shown(world, "sop_versions")
    assert listed.count("gold tot en met") == 1
    assert "Versie 2023-2025 KBS Crescendo · eerste dag 1 augustus 2023 gold tot en met 31 januari 2026" in listed


def test_a_version_that_is_to_come_ends_nothing(world):
    adopted(world, version_text(date(2026, 8, 1), version="2026"))
    assert "gold tot en met" not in shown(world, "sop_versions")
