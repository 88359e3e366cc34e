"""An evaluation without the guardians, and guardians who stay silent: neither traps the child (floor rules 1 and 4)."""

from datetime import date, timedelta

import pytest

from caseflow import clock
from caseflow.route.acting import NotYourHand, Refused
from caseflow.route.models import Deadline
from opp.commands.agreement import record_silence
from opp.commands.evaluation import ScoreInput, evaluate_opp, talk_over_evaluation
from opp.commands.voice import record_feedback
from opp.models import Evaluation, Opp, PupilVoice
from opp.queries import version_to_evaluate
from pupils.commands.contact import record_contact_attempt
from pupils.errors import Invalid
from pupils.waiting import waiting_for
from tests.opp.conftest import MEASURABLE, START, flagged
from tests.opp.test_perspective import missing
from tests.world import make_guardian, make_person

HALF = date(2026, 7, 13)


def alone(story, score=-2):
    story.hear("evaluating")
    goals = version_to_evaluate(story.opp).goals.all()
    return evaluate_opp(
        story.case.pk,
        scores={goal.pk: ScoreInput(score) for goal in goals},
        support_held=90,
        conclusion="We gaan door",
        guardians_present=False,
        actor=story.ib_er,
    )


def term(story) -> Deadline:
    return Deadline.objects.running().get(case=story.case, rule="opp_evaluation")


def titles(story) -> set[str]:
    return {one.title for one in waiting_for(story.ib_er)}


def test_the_term_runs_on_until_it_was_talked_over(story):
    story.run()
    first = term(story)
    with clock.at(HALF):
        alone(story)
        assert term(story) == first
        assert "Bespreek de evaluatie met de ouders" in titles(story)
    talked = HALF + timedelta(days=9)
    with clock.at(talked):
        evaluation = talk_over_evaluation(story.case.pk, how="thuis doorgenomen", actor=story.ib_er)
        assert "Bespreek de evaluatie met de ouders" not in titles(story)
    first.refresh_from_db()
    assert (evaluation.talked_over_on, first.met_on, term(story).started_on) == (talked, talked, talked)


def test_there_must_be_one_to_talk_over(story):
    story.run()
    with clock.at(HALF):
        story.evaluate(0)
        with pytest.raises(Refused) as refused:
            talk_over_evaluation(story.case.pk, how="x", actor=story.ib_er)
    assert missing(refused) == {"evaluations_not_talked_over"}


def test_it_is_evidence_all_the_same(story):
    story.run()
    with clock.at(HALF):
        alone(story)
    assert flagged(HALF) == 1


@pytest.fixture
def silent(story):
    """The OPP is in force, and the one guardian with gezag does not answer."""
    story.world.guardians[1].delete()
    story.draw_up(MEASURABLE)
    story.set_perspective()
    story.offer()
    return story


def tries(story, *days: date) -> None:
    for day in days:
        record_contact_attempt(story.world.guardians[0].pk, day, "phone", actor=story.ib_er)


def test_what_nobody_answered_is_evaluated_too(silent):
    with clock.at(HALF):
        assert alone(silent, 0).handelingsdeel == silent.version
    assert flagged(HALF) == 0


def test_silence_after_two_tries_lets_the_half_year_count(silent):
    with pytest.raises(Invalid, match="twee verschillende dagen"):
        record_silence(silent.case.pk, reasons="geen gehoor", actor=silent.director)
    later = START + timedelta(days=10)
    with clock.at(later):
        tries(silent, START + timedelta(days=2), START + timedelta(days=9))
        with pytest.raises(NotYourHand):
            record_silence(silent.case.pk, reasons="geen gehoor", actor=silent.ib_er)
        record_silence(silent.case.pk, reasons="geen gehoor", actor=silent.director)
    opp = silent.opp
    assert (opp.structural_support_on, opp.structural_support_because) == (later, Opp.SILENT)
    assert silent.fact("handelingsdeel_in_force_since") is None
    with clock.at(date(2026, 8, 3)):
        alone(silent)
    assert flagged(date(2026, 8, 3)) == 1
    with clock.at(date(2026, 8, 4)):
        silent.answer(0, "agreed")
        assert silent.put_in_force().standing == "in_force"
    assert silent.opp.structural_support_on == later


def test_a_director_does_not_go_past_the_other_parent_of_her_own_child(silent):
    make_guardian(silent.world.pupil, silent.director)
    with pytest.raises(Invalid, match="je eigen kind"):
        record_silence(silent.case.pk, reasons="geen gehoor", actor=silent.director)


def test_who_answered_is_not_silent(silent):
    make_guardian(silent.world.pupil, make_person("Ouder drie"))
    silent.answer(0, "agreed")
    with pytest.raises(Invalid, match="al geantwoord"):
        record_silence(silent.case.pk, reasons="geen gehoor", actor=silent.director)


def test_who_objected_to_an_earlier_version_is_not_silent(silent):
    silent.answer(0, "objected")
    with clock.at(START + timedelta(days=1)):
        silent.adjust()
        silent.offer()
    with clock.at(START + timedelta(days=9)):
        tries(silent, START + timedelta(days=2), START + timedelta(days=9))
        with pytest.raises(Invalid, match="bezwaar gemaakt"):
            record_silence(silent.case.pk, reasons="geen gehoor", actor=silent.director)


def test_evaluations_before_are_part_of_the_same_talk(story):
    story.run()
    for day in (HALF, HALF + timedelta(days=7)):
        with clock.at(day):
            alone(story)
    with clock.at(HALF + timedelta(days=8)):
        talk_over_evaluation(story.case.pk, how="beide besproken", actor=story.ib_er)
    assert not Evaluation.objects.not_talked_over().exists()


def test_a_child_that_was_heard_is_told_once_it_is_decided(story):
    story.draw_up()
    story.hear("setting")
    told = f"Vertel {story.world.pupil.first_name}"
    assert not any(title.startswith(told) for title in titles(story))
    story.set_perspective()
    assert any(title.startswith(told) for title in titles(story))
    for voice in PupilVoice.objects.all():
        record_feedback(voice.pk, on=START, actor=story.ib_er)
    assert not any(title.startswith(told) for title in titles(story))


@pytest.mark.parametrize("days", [-1, 1])
def test_it_was_held_while_the_opp_was_in_force_and_not_in_the_future(story, days):
    story.run()
    with clock.at(HALF):
        story.hear("evaluating")
        goals = version_to_evaluate(story.opp).goals.all()
        on = START + timedelta(days=-1) if days < 0 else HALF + timedelta(days=1)
        said = {"support_held": 90, "conclusion": "x", "guardians_present": True, "actor": story.ib_er}
        with pytest.raises(Invalid, match="sinds het OPP van kracht is"):
            evaluate_opp(story.case.pk, scores={g.pk: ScoreInput(0) for g in goals}, held_on=on, **said)


def test_one_of_last_week_is_written_down_today(story):
    story.run()
    with clock.at(HALF):
        story.hear("evaluating")
        goals = version_to_evaluate(story.opp).goals.all()
        said = {"support_held": 90, "conclusion": "x", "guardians_present": True, "actor": story.ib_er}
        week_ago = HALF - timedelta(days=7)
        found = evaluate_opp(story.case.pk, scores={g.pk: ScoreInput(0) for g in goals}, held_on=week_ago, **said)
    assert (found.held_on, found.talked_over_on, term(story).started_on) == (week_ago, week_ago, week_ago)
    with clock.at(HALF):
        story.hear("evaluating")
    with clock.at(HALF), pytest.raises(Invalid, match="ligt al een evaluatie vast"):
        evaluate_opp(story.case.pk, scores={g.pk: ScoreInput(0) for g in goals}, held_on=week_ago, **said)
