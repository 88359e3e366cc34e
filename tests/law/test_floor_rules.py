"""The seventeen floor rules of the law (domain §2): each holds, and each fails when it is taken out.

The school of these stories asks next to nothing itself, so what stops it is the law.
"""

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from caseflow import clock
from caseflow.route.commands import establishing, talk
from caseflow.route.ruling import Refused
from caseflow.sop import law
from opp.models import Opp
from pupils.errors import Invalid
from tests.law.school import START, Story
from tests.law.telling import grant_tlv


@pytest.fixture
def story(db):
    with clock.at(START):
        yield Story.begin()


def tell(rule: law.FloorRule, story: Story) -> None:
    """The story of a rule stands in the module that the rule names as its test."""
    import_module(rule.test).tell(story)


@pytest.mark.parametrize("rule", law.RULES, ids=lambda rule: f"{rule.number:02}")
def test_rule_holds(rule, story):
    tell(rule, story)


@pytest.mark.parametrize("rule", law.RULES, ids=lambda rule: f"{rule.number:02}")
def test_rule_taken_out_fails(rule, story, monkeypatch):
    """Each rule matters: the same story is told another way without it."""
    monkeypatch.setattr(law, "LAW", law.LAW.without(rule.number))
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        tell(rule, story)


def test_every_rule_has_a_story():
    told = {f"tests.law.rules.{path.stem}" for path in Path(__file__).with_name("rules").glob("rule_*.py")}
    assert told == {rule.test for rule in law.RULES}


def test_a_recorded_ground_stands_in_for_the_half_year(story):
    """The other way of floor rule 9."""
    establishing.record_ground_not_to_wait(story.case.pk, ground="gevaar", actor=story.baas)
    story.ready("tlv")
    story.go("bij_het_loket")
    assert story.at_desk().asks == "tlv"


def test_advice_needs_no_evidence(story):
    story.ready("advice")
    story.go("bij_het_loket")
    with pytest.raises(Invalid, match="geen antwoord op wat de school vroeg"):
        grant_tlv(story)


@pytest.mark.django_db
def test_before_its_first_day_the_pupils_voice_is_not_asked():
    """Floor rule 5 holds from 1 August 2025."""
    with clock.at(date(2025, 7, 31)):
        story = Story.begin()
        story.draw_up()
        story.set_perspective()
    assert Opp.objects.get().in_force_on == date(2025, 7, 31)


def test_nobody_inside_needs_consent(story):
    """Without anyone from outside, what guards the sharing asks nothing."""
    story.plan()
    talk.hold_item(story.case.pk, minutes="onder elkaar", actor=story.coach)
    with pytest.raises(Refused):
        talk.hold_item(story.case.pk, minutes="niet gepland", actor=story.coach)
