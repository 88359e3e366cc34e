"""Floor rules 8 and 12 over more than one case, and at a desk: what ran out or is sought is not washed by a word."""

import pytest

from caseflow import clock
from caseflow.route.commands import case as cases
from caseflow.route.commands import desk, evaluating, referral
from caseflow.route.facting import facts_of
from caseflow.route.models import Case, DeskCase, Referral
from tests.law import school
from tests.law.school import START, TEXT, Story, later, refused
from tests.law.telling import grant_tlv


@pytest.fixture
def story(db):
    with clock.at(START):
        yield Story.begin()


def again(story: Story) -> None:
    """The case ends and another one is opened for the same child."""
    evaluating.end_arrangement(
        story.case.pk, outcome="reached", evaluation="klaar", why_early="klaar", actor=story.coach
    )
    cases.take_exit(story.case.pk, "close-moved", actor=story.coach, reason="weg")
    story.case = cases.open_case(story.case.pupil_id, actor=story.coach, reason="terug")


def test_six_weeks_that_ran_out_stay_so_in_another_case(story):
    story.propose()
    story.grant()
    with later(weeks=8):
        again(story)
        story.propose()
        with refused(by=8):
            story.grant()
        story.opp_in_force()
        story.grant()


def test_six_weeks_that_did_not_run_out_count_for_nothing(story):
    story.propose()
    story.grant()
    with later(weeks=5):
        again(story)
    with later(weeks=30):
        story.propose()
        story.grant()


def test_an_opp_wipes_out_what_ran_out_before_it(story):
    story.propose()
    story.grant()
    with later(weeks=8):
        assert facts_of(story.case, {"opp_windows_missed"}) == {"opp_windows_missed": 1}
        story.opp_in_force()
        assert facts_of(story.case, {"opp_windows_missed"}) == {"opp_windows_missed": 0}


def evidence(story: Story) -> None:
    """All that a TLV rests on, and the case at the desk."""
    story.opp_in_force()
    story.hgw_cycle()
    with later(days=200):
        story.hear("evaluating")
        story.evaluate()
        story.ready("tlv")
        story.go("bij_het_loket")


def at_desk(story: Story) -> Case:
    return Case.objects.get(pk=story.case.pk)


@pytest.mark.parametrize("ending", ["close-moved", "close-admitted_special"])
def test_at_the_desk_no_word_closes_a_case_without_a_school(story, ending):
    evidence(story)
    with later(days=201), refused(by=12):
        story.go(ending)
    assert at_desk(story).is_open


def test_a_place_that_was_granted_is_still_sought(story):
    evidence(story)
    with later(days=202):
        for expert in story.world.experts:
            desk.add_expert_advice(story.at_desk().pk, text="kleiner", actor=expert)
        grant_tlv(story)
        with refused(by=12):
            story.go("close-moved")
        cases.record_admission(story.case.pk, school="De Overkant", on=clock.today(), actor=story.coach)


TWO_DESKS = (
    (
        "desks:\n",
        "desks:\n"
        "  raad: {name: Raad, kind: cluster, asks: [cluster], purpose: bij_raad, decides_within: 8 weeks, cite: x}\n",
    ),
    (
        "purposes:\n",
        "purposes:\n  bij_raad: {name: De raad, asks: Mag het?, parts: [pupil, hgw], lasts: 1 year, cite: x}\n",
    ),
    ("      - {name: Weg, close", "      - {name: Naar de raad, to: bij_de_raad, cite: x}\n      - {name: Weg, close"),
)
AT_THE_OTHER = """  bij_de_raad:
    name: Bij de raad
    state: referred
    owner: coach
    desk: raad
    exits:
      - {name: Weg, close: admitted_special, cite: x}
    cite: x
"""


def test_another_referral_leaves_the_one_at_the_desk_until_it_is_sent(db, tmp_path, monkeypatch):
    """One desk after another: the first may answer until the second is asked, and then finds its question withdrawn."""
    text = TEXT
    for before, after in TWO_DESKS:
        text = text.replace(before, after, 1)
    path = tmp_path / "school.yaml"
    path.write_text(text + AT_THE_OTHER, encoding="utf-8")
    monkeypatch.setattr(school, "FLOOR", path)
    with clock.at(START):
        story = Story.begin()
        evidence(story)
    with later(days=203):
        running = referral.prepare_referral(
            story.case.pk, exit_key="bij_de_raad", asks="cluster", question="en u?", actor=story.coach
        )
        assert Referral.objects.get(case=story.case, state=Referral.SENT).asks == "tlv"
        assert story.at_desk().state == DeskCase.RECEIVED
        story.show()
        story.views(running)
        story.consent("given", "given", purpose="bij_raad")
        referral.send_referral(story.case.pk, "bij_de_raad", reason="wij vragen ook hun", actor=story.baas)
    assert story.at_desk().state == DeskCase.WITHDRAWN
    states = Referral.objects.filter(case=story.case).order_by("pk").values_list("state", flat=True)
    assert list(states) == [Referral.DROPPED, Referral.SENT]
