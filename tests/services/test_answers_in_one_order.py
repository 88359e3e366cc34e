"""On PostgreSQL: whoever answers or decides around a guardian holds the guardians first, so nobody is thrown out."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import Any

import pytest

from caseflow import clock
from caseflow.route.commands import referral_word
from caseflow.route.commands.referral_word import add_view
from caseflow.sop.vocabulary import RoleKind
from opp.commands import agreement
from opp.models import Agreement
from pupils.commands.contact import record_contact_attempt
from pupils.commands.gezag import Shown, record_gezag
from tests.opp.conftest import Story
from tests.route.stories import case_at, shown
from tests.services.conftest import TODAY
from tests.services.test_gezag_at_once import once
from tests.services.together import PATIENCE, started
from tests.world import World

pytestmark = pytest.mark.services
DAY = timedelta(days=1)


def both(held: Event, first: Callable[[], Any], second: Callable[[], Any]) -> list[Any]:
    """What each returned or raised; the second comes when the first holds what she holds."""

    def then() -> Any:
        assert held.wait(PATIENCE)
        return second()

    return started(TODAY + 3 * DAY, first, then)()


def test_a_director_goes_on_without_who_says_no_that_moment(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    story = Story(world, case_at(world, "opp"))
    silent = world.guardians[1]
    story.draw_up()
    story.hear("setting")
    version = story.offer()
    for day in (1, 2):
        with clock.at(TODAY + day * DAY):
            record_contact_attempt(silent.pk, on=clock.today(), how="phone", actor=story.ib_er)
    held = once(monkeypatch, agreement, "pass_over_guardian")
    told = {"guardian_id": silent.pk, "reasons": "stil", "actor": story.director}
    passed, said = both(
        held,
        lambda: agreement.pass_over_for_handelingsdeel(version.pk, **told),
        lambda: agreement.agree_handelingsdeel(version.pk, answer="objected", actor=silent.person),
    )
    assert not isinstance(passed, Exception), passed
    assert isinstance(said, Agreement), said


def test_gezag_and_an_objection_to_a_referral(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    referral, one = shown(world), world.guardians[0]
    held = once(monkeypatch, referral_word, "text_of")
    proof = Shown(proof="register", on=TODAY, seen="uittreksel")
    said, recorded = both(
        held,
        lambda: add_view(referral.pk, view="Liever niet.", answer="objected", actor=one.person),
        lambda: record_gezag(one.pk, "yes", proof, actor=world.of_kind(RoleKind.DIRECTOR)),
    )
    assert not isinstance(said, Exception), said
    assert not isinstance(recorded, Exception), recorded
