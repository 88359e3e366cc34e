"""The evaluation: what it asks, what it stores, and when the next one is due."""

from datetime import date, timedelta

import pytest

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.acting import Refused
from caseflow.route.models import Deadline
from opp.commands.evaluation import ScoreInput, evaluate_opp
from opp.commands.voice import record_feedback
from opp.models import Evaluation, GoalScore, PupilVoice
from pupils.errors import Invalid
from tests.opp.conftest import MEASURABLE, START, VAGUE
from tests.opp.test_perspective import missing

DAY = timedelta(days=1)
HALF = date(2026, 7, 13)
LATER = date(2026, 12, 1)


def test_it_is_refused_before_the_opp_was_in_force(story):
    for act in (lambda: None, story.draw_up):
        act()
        with pytest.raises(Refused) as refused:
            evaluate_opp(
                story.case.pk, scores={}, support_held=90, conclusion="x", guardians_present=True, actor=story.ib_er
            )
        assert "opp_in_force_since" in missing(refused)
    assert not Evaluation.objects.exists()


def test_the_pupil_is_heard_each_time(story):
    story.run()
    with pytest.raises(Refused) as refused:
        story.evaluate_unheard(0)
    assert missing(refused) == {"pupil_heard_on(evaluating)"}
    with clock.at(HALF):
        first = story.evaluate(0)
    assert PupilVoice.objects.get(moment="evaluating").evaluation == first
    with clock.at(LATER), pytest.raises(Refused):
        story.evaluate_unheard(0)


def test_verdict_and_reasons_are_stored(story):
    story.run(MEASURABLE, MEASURABLE, VAGUE)
    with clock.at(HALF):
        found = story.evaluate(-2, 0, None, held=60)
    assert (found.verdict, found.because) == ("not_measurable", "unmeasurable_decide")
    assert [(row["verdict"], row["because"], row["score"], row["previous"]) for row in found.reasons] == [
        ("no_progress", "same", -2, None),
        ("progress", "step_up", 0, None),
        ("not_measurable", "no_baseline", None, None),
    ]
    assert (found.held_on, found.period_from, found.held_enough) == (HALF, START, True)
    assert story.fact("last_verdict") == "not_measurable"
    assert story.fact("last_evaluation_on") == HALF


def test_progress_is_counted_from_the_last_score(story):
    story.run()
    with clock.at(HALF):
        assert story.evaluate(0).verdict == "progress"
    with clock.at(LATER):
        second = story.evaluate(0)
    assert (second.verdict, second.reasons[0]["previous"], second.period_from) == ("no_progress", 0, HALF)


def test_a_score_that_was_left_out_does_not_set_the_child_back(story):
    """The one before it counts."""
    story.run()
    for on, score in ((HALF, 0), (LATER, None), (LATER + DAY, 0)):
        with clock.at(on):
            found = story.evaluate(score)
    assert found.reasons[0] | {"goal": 0} == {
        "goal": 0, "verdict": "no_progress", "because": "same", "score": 0, "previous": 0,
    }  # fmt: skip


def test_scores_go_on_in_a_new_version(story):
    story.run()
    with clock.at(HALF):
        story.evaluate(0)
        old = story.version.goals.get()
        story.adjust(
            MEASURABLE.__class__("taal", "Verder", "M3", START, "lib", "M5", LATER, old.scale, continues=old.pk)
        )
        story.hear("adjusting")
        story.offer()
        story.answer(0, "agreed")
        story.answer(1, "agreed")
        story.put_in_force()
    with clock.at(LATER):
        assert story.evaluate(0).verdict == "no_progress"


@pytest.mark.parametrize(("held", "enough"), [(0, False), (59, False), (60, True), (100, True)])
def test_whether_the_support_was_given_is_stored(story, held, enough):
    story.run()
    assert story.evaluate(-2, held=held).held_enough is enough


@pytest.mark.parametrize(
    ("field", "scores", "more"),
    [
        ("scores", {}, {}),
        ("scores", {0: ScoreInput(1)}, {}),
        ("explanation", {None: ScoreInput(None)}, {}),
        ("score", {None: ScoreInput(3)}, {}),
        ("score", {None: ScoreInput(-3)}, {}),
        ("support_held", {None: ScoreInput(1)}, {"support_held": 101}),
        ("support_held", {None: ScoreInput(1)}, {"support_held": -1}),
        ("conclusion", {None: ScoreInput(1)}, {"conclusion": ""}),
    ],
)
def test_bad_input_writes_nothing(story, field, scores, more):
    story.run()
    story.hear("evaluating")
    goal = story.version.goals.get().pk
    given = {"support_held": 90, "conclusion": "x", "guardians_present": True, **more}
    scored = {goal if key is None else key: value for key, value in scores.items()}
    with pytest.raises(Invalid) as said:
        evaluate_opp(story.case.pk, scores=scored, actor=story.ib_er, **given)
    assert said.value.field == field
    assert not GoalScore.objects.exists()


def test_a_goal_without_a_scale_has_no_score(story):
    story.run(MEASURABLE, VAGUE)
    with pytest.raises(Invalid):
        story.evaluate(0, 0)


def test_once_a_day(story):
    story.run()
    story.evaluate(0)
    with pytest.raises(Invalid):
        story.evaluate(0)


@pytest.mark.parametrize(
    ("set_on", "first_due", "held", "next_due"),
    [
        # half a year later; in the summer holiday or at the weekend: the last school day before
        (date(2026, 1, 12), date(2026, 7, 3), date(2026, 7, 1), date(2026, 12, 18)),
        (date(2025, 8, 29), date(2026, 2, 20), date(2026, 2, 9), date(2026, 7, 3)),
        (date(2026, 3, 31), date(2026, 9, 30), date(2026, 9, 30), date(2027, 3, 30)),
        (date(2025, 10, 31), date(2026, 4, 24), date(2026, 4, 1), date(2026, 10, 1)),
    ],
)
def test_the_next_evaluation_is_dated_when_this_one_is_held(world, set_on, first_due, held, next_due):
    from caseflow.route.commands.case import open_case
    from tests.opp.conftest import Story

    with clock.at(set_on):
        ib_er = world.people["ib_er"]
        story = Story(world, open_case(world.pupil.pk, actor=ib_er, reason="x"))
        story.run(MEASURABLE.__class__("taal", "Leest", "M3", set_on, "lib", "E4", None, MEASURABLE.scale))
        clock_now = Deadline.objects.running().get(rule="opp_evaluation")
        assert clock_now.due_on == first_due
    with clock.at(held):
        story.evaluate(0)
    clock_now.refresh_from_db()
    assert clock_now.met_on == held
    assert Deadline.objects.running().get(rule="opp_evaluation").due_on == next_due


def test_the_event_keeps_numbers_and_the_side_row_the_words(story):
    story.run()
    story.evaluate(0)
    event = CaseEvent.objects.select_related("text").latest("pk")
    assert (event.kind, event.data["verdict"]) == ("evaluate_opp", "progress")
    assert "We gaan door" not in str(event.data)
    assert event.texts["conclusion"] == "We gaan door"


def test_what_was_found_stays_known_after_the_end_until_another_opp_is_written(story):
    story.run()
    with clock.at(HALF):
        story.evaluate(0)
        story.end()
        assert (story.fact("last_verdict"), story.fact("evaluations_held")) == ("progress", 1)
        story.draw_up(VAGUE)
        assert (story.fact("last_verdict"), story.fact("evaluations_held")) == (None, 0)


# --- The pupil's voice -----------------------------------------------------------------------------------------------


def test_not_hearing_needs_a_reason_and_then_counts(story):
    story.draw_up()
    with pytest.raises(Invalid):
        story.hear("setting", words="")
    voice = story.hear("setting", how="", by="", words="", influence="", not_heard_reason="Ligt in het ziekenhuis")
    assert (voice.not_heard_reason, story.fact("pupil_heard_on(setting)")) == ("Ligt in het ziekenhuis", START)


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("moment", {"moment": "ending"}),
        ("moment", {"moment": "adjusting"}),
        ("how", {"how": "iets"}),
        ("by", {"by": ""}),
        ("by", {"by": "x" * 201}),
        ("influence", {"influence": ""}),
        ("not_heard_reason", {"not_heard_reason": "ziek"}),
        ("feedback_on", {"feedback_on": START + DAY}),
    ],
)
def test_a_voice_that_says_too_little_is_not_recorded(story, field, more):
    story.run()
    with pytest.raises(Invalid) as said:
        story.hear(**{"moment": "setting", **more})
    assert said.value.field == field


def test_the_pupil_is_told_afterwards(story):
    story.run()
    voice = story.hear("evaluating")
    with clock.at(START + 5 * DAY):
        record_feedback(voice.pk, on=START + DAY, actor=story.ib_er)
        with pytest.raises(Invalid):
            record_feedback(voice.pk, on=START + 6 * DAY, actor=story.ib_er)
    voice.refresh_from_db()
    assert voice.feedback_on == START + DAY
