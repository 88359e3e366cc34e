"""Gezag and a guardian's word in the same second, on PostgreSQL: whoever comes second knows of the first."""

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist

from caseflow.route.commands import consent as commands
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.commands.talk import plan_item
from caseflow.sop.vocabulary import RoleKind
from pupils.commands import gezag, putting_right
from pupils.commands.gezag import Shown, record_gezag
from pupils.commands.putting_right import remove_guardian
from pupils.errors import Invalid
from pupils.models import Consent, ConsentAnswer, Gezag, Guardian
from tests.cast import make_guardian, make_person
from tests.services.conftest import TODAY
from tests.services.together import PATIENCE, someone_waits, started
from tests.walk.walker import Walker
from tests.world import World

pytestmark = pytest.mark.services


@pytest.fixture
def asked(world: World) -> Consent:
    case = Walker(world, TODAY).walk_to("main", "zorgteam")
    ib_er = world.of_kind(RoleKind.IB_ER)
    plan_item(case.pk, on=TODAY, question="wat helpt?", actor=ib_er)
    return ask_consent(case.pk, actor=ib_er)


def at_once(world: World, asked: Consent, first: str, held: Event) -> list[Any]:
    """What each of the two returned or raised; the second comes when the first holds what she holds."""
    one = Guardian.objects.get(person=world.guardians[0].person, pupil=asked.pupil)
    shown = Shown(proof="register", on=TODAY, seen="uittreksel")

    def then(name: str, run: Callable[[], Any]) -> Any:
        assert name == first or held.wait(PATIENCE)
        return run()

    finish = started(
        TODAY,
        lambda: then("gezag", lambda: record_gezag(one.pk, "no", shown, actor=world.of_kind(RoleKind.IB_ER))),
        lambda: then("answer", lambda: answer_consent(asked.pk, answer="refused", actor=one.person)),
    )
    return finish()


def once(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> Event:
    """Whoever comes here first goes on when the other stands in line behind her."""
    true, held = getattr(module, name), Event()

    def waits(*args: Any, **more: Any) -> Any:
        if not held.is_set():
            held.set()
            someone_waits()
        return true(*args, **more)

    monkeypatch.setattr(module, name, waits)
    return held


def test_who_lost_her_gezag_a_moment_ago_does_not_answer(
    world: World, asked: Consent, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = once(monkeypatch, gezag, "_check_shown")
    recorded, answered = at_once(world, asked, "gezag", held)
    assert isinstance(recorded, Guardian)
    assert isinstance(answered, ObjectDoesNotExist)
    assert not ConsentAnswer.objects.exists()


def test_a_no_of_a_moment_ago_is_not_missed(world: World, asked: Consent, monkeypatch: pytest.MonkeyPatch) -> None:
    held = once(monkeypatch, commands, "word_of")
    recorded, answered = at_once(world, asked, "answer", held)
    assert isinstance(answered, ConsentAnswer)
    assert isinstance(recorded, Invalid)
    assert "een ouder die eerder nee zei" in str(recorded.message)
    assert Guardian.objects.get(person=world.guardians[0].person, pupil=asked.pupil).gezag == "yes"


@pytest.mark.parametrize("first", ["removed", "answered"])
def test_who_is_taken_away_and_answers_in_the_same_second(
    world: World, asked: Consent, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    """Whoever comes second knows of the first: no answer of somebody who is gone, nobody gone who answered."""
    one = make_guardian(asked.pupil, Gezag.UNKNOWN, make_person("Buur"))
    place = (putting_right, "_check_nothing_rests") if first == "removed" else (commands, "word_of")
    held, director = once(monkeypatch, *place), world.of_kind(RoleKind.DIRECTOR)

    def then(name: str, run: Callable[[], Any]) -> Any:
        assert name == first or held.wait(PATIENCE)
        return run()

    _removed, answered = started(
        TODAY,
        lambda: then("removed", lambda: remove_guardian(one.pk, reason="vergissing", actor=director)),
        lambda: then("answered", lambda: answer_consent(asked.pk, answer="refused", actor=one.person)),
    )()
    gone = not Guardian.objects.filter(pk=one.pk).exists()
    assert gone is (first == "removed")
    assert isinstance(answered, ObjectDoesNotExist if gone else ConsentAnswer)
