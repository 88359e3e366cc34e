"""The watch: it flags the right evaluations, once, with evidence, in a fixed number of statements."""

from datetime import date, timedelta

import pytest

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.models import Notice
from caseflow.route.commands.agenda import take_back_establishments
from caseflow.route.models import Deadline, Establishment, Task
from caseflow.route.waiting import of_staff
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import RoleKind
from opp.commands.evaluation import ScoreInput, evaluate_opp
from opp.commands.flag import answer_flag, talk_over_flag
from opp.models import Flag, Opp
from pupils.errors import Invalid
from pupils.models import RoleAssignment
from tests.opp.conftest import START, flagged

DAY = timedelta(days=1)
OVER = date(2026, 7, 12)  # half a year after START, to the day


@pytest.mark.parametrize(
    ("held_on", "score", "held", "flags"),
    [
        (OVER, -2, 90, 1),
        (OVER, -2, 60, 1),
        (OVER + DAY, -2, 90, 1),
        (OVER - DAY, -2, 90, 0),  # held before the half year was over
        (OVER, -1, 90, 0),  # progress
        (OVER, None, 90, 0),  # not measurable is no evidence
        (OVER, -2, 59, 0),  # the support was not given
    ],
)
def test_when_it_flags(story, held_on, score, held, flags):
    story.run()
    with clock.at(held_on):
        story.evaluate(score, held=held)
        assert story.fact("flag_raised_on") is None  # recording an evaluation flags nothing: the night does
    assert flagged(held_on + DAY) == flags
    assert flagged(held_on + 200 * DAY) == 0  # nor does it later: an earlier evaluation never flags by ageing
    assert Flag.objects.count() == flags


def test_the_half_year_counts_from_the_support_and_not_from_the_perspective(story):
    story.draw_up()
    story.set_perspective()
    with clock.at(START + 60 * DAY):
        story.offer()
        story.answer(0, "agreed")
        story.answer(1, "agreed")
        story.put_in_force()
    with clock.at(OVER):
        story.evaluate(-2)
    assert flagged(OVER + DAY) == 0
    with clock.at(START + 60 * DAY):
        assert story.opp.flag_from == date(2026, 9, 13)


@pytest.mark.parametrize(
    ("support_on", "flag_from"),
    [
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2023, 8, 31), date(2024, 2, 29)),
        (date(2026, 1, 12), date(2026, 7, 12)),
        (date(2026, 10, 31), date(2027, 4, 30)),
    ],
)
def test_half_a_year_is_six_calendar_months(story, support_on, flag_from):
    opp = Opp(case=story.case, pupil=story.case.pupil, state=Opp.IN_FORCE)
    period = story.world.sop.handelingsverlegenheid.period
    assert opp.begin_support(support_on, Opp.AGREED, period)
    assert opp.flag_from == flag_from
    assert not opp.begin_support(support_on + DAY, Opp.DISPUTED, period)  # what counts already, counts
    assert opp.structural_support_on == support_on


def test_the_flag_brings_its_evidence_and_nobody_elses_words(story):
    story.run()
    with clock.at(OVER):
        evaluation = story.evaluate(-2)
    sweep(OVER + DAY)
    raised = Flag.objects.get()
    assert (raised.evaluation, raised.raised_on) == (evaluation, OVER + DAY)
    assert raised.evidence["structural_support_since"] == "2026-01-12"
    assert raised.evidence["counted"] == {"progress": 0, "no_progress": 1, "not_measurable": 0}
    assert "Leest" not in str(raised.evidence)
    event = CaseEvent.objects.latest("pk")
    assert (event.kind, event.actor_id, event.data["flag"]) == ("raise_flag", None, raised.pk)
    assert Task.objects.get(kind="flag").owner_role == story.world.sop.roles_of_kind(RoleKind.IB_ER)[0]
    told = set(Notice.objects.filter(kind="flag_raised").values_list("recipient_id", flat=True))
    assert told == {story.ib_er.pk, story.director.pk}


def test_a_second_run_changes_nothing(story):
    story.run()
    with clock.at(OVER):
        story.evaluate(-2)
    sweep(OVER + DAY)
    before = (CaseEvent.objects.count(), Task.objects.count(), Notice.objects.count())
    assert (flagged(OVER + DAY), flagged(OVER + 2 * DAY)) == (0, 0)
    assert (CaseEvent.objects.count(), Task.objects.count(), Notice.objects.count()) == before


def test_each_evaluation_without_progress_is_a_flag_of_its_own(story):
    story.run()
    for number in (0, 1):
        with clock.at(OVER + number * 30 * DAY):
            story.evaluate(-2)
        assert flagged(OVER + (number * 30 + 1) * DAY) == 1
    assert [one.evaluation.held_on for one in Flag.objects.open()] == [OVER + 30 * DAY]


def test_only_the_last_evaluation_counts(story):
    story.run()
    for number, score in ((0, -2), (1, -1)):
        with clock.at(OVER + number * DAY):
            story.evaluate(score)
    assert flagged(OVER + 5 * DAY) == 0


def test_an_opp_that_ended_is_not_flagged(story):
    story.run()
    with clock.at(OVER):
        story.evaluate(-2)
        story.end()
    assert flagged(OVER + DAY) == 0


@pytest.mark.parametrize(("scores", "met"), [([-2], [False]), ([-2, -2], [False, True]), ([-2, 0, -1], [False] * 3)])
def test_a_row_of_two_where_the_sop_asks_it(story, monkeypatch, scores, met):
    bar = story.world.sop.handelingsverlegenheid.model_copy(update={"in_a_row": 2})
    sop = story.world.sop.model_copy(update={"handelingsverlegenheid": bar})
    story.run()
    version = CaseEvent.objects.latest("pk").sop_version_id
    from caseflow.route import acting
    from pupils.models import SopVersion

    monkeypatch.setattr(acting, "sop_over", lambda case, on: (SopVersion.objects.get(pk=version), sop))
    stored = []
    for number, score in enumerate(scores):
        with clock.at(OVER + number * DAY):
            stored.append(story.evaluate(score).in_a_row_met)
    assert stored == met
    assert flagged(OVER + 9 * DAY) == int(met[-1])


# --- People answer ---------------------------------------------------------------------------------------------------


@pytest.fixture
def raised(story):
    story.run()
    with clock.at(OVER):
        story.evaluate(-2)
    sweep(OVER + DAY)
    with clock.at(OVER + DAY):
        yield story


def visible(story, index):
    people = [story.ib_er, story.director, story.world.of_kind(RoleKind.TEACHER)]
    return Flag.objects.visible_to(people[index]).exists()


def test_it_is_seen_by_ib_er_and_director_alone_until_it_was_talked_over(raised):
    guardian = raised.world.guardians[0].person
    assert [visible(raised, index) for index in (0, 1, 2)] == [True, True, False]
    assert not Flag.objects.for_guardian(guardian).exists()
    assert not Flag.objects.visible_to(guardian).exists()
    assert not Flag.objects.visible_to(raised.world.desk).exists()
    talk_over_flag(raised.case.pk, how="Op school", actor=raised.ib_er)
    assert [visible(raised, index) for index in (0, 1, 2)] == [True, True, True]
    assert Flag.objects.for_guardian(guardian).exists()
    assert (raised.fact("flag_raised_on"), raised.fact("flag_talked_over_on")) == (OVER + DAY, OVER + DAY)
    assert Task.objects.get(kind="flag").done_on == OVER + DAY


def test_it_is_talked_over_once(raised):
    talk_over_flag(raised.case.pk, how="Op school", actor=raised.ib_er)
    with pytest.raises(Invalid):
        talk_over_flag(raised.case.pk, how="Nog eens", actor=raised.ib_er)


@pytest.mark.parametrize("answer", ["not_yet", "support_not_carried_out"])
def test_the_director_answers_with_reasons_and_the_flag_is_closed(raised, answer):
    with pytest.raises(Invalid):
        answer_flag(raised.case.pk, answer=answer, reasons=" ", actor=raised.director)
    with pytest.raises(Invalid):
        answer_flag(raised.case.pk, answer="established", reasons="x", actor=raised.director)
    answer_flag(raised.case.pk, answer=answer, reasons="We proberen eerst iets anders", actor=raised.director)
    assert raised.fact("flag_raised_on") is None
    assert flagged(OVER + 9 * DAY) == 0


def test_a_later_evaluation_overtakes_it(raised):
    with clock.at(OVER + 30 * DAY):
        raised.evaluate(0)
    assert raised.fact("flag_raised_on") is None
    assert not Flag.objects.waiting().exists()


@pytest.mark.parametrize("owner", ["teacher", None])
def test_its_task_is_for_who_steers_whoever_owns_the_step(story, owner):
    """A teacher who owns the step learns of it when it was talked over; without a term it waits for somebody."""
    story.run()
    with clock.at(OVER):
        story.evaluate(-2)
    running = Deadline.objects.running().filter(case=story.case)
    teaches = story.world.sop.roles_of_kind(RoleKind.TEACHER)[0]
    running.update(owner_role=teaches) if owner else running.update(stopped_on=OVER)
    assert flagged(OVER + DAY) == 1
    with clock.at(OVER + DAY):
        assert [waits_for(story.world, kind) for kind in (RoleKind.IB_ER, RoleKind.TEACHER)] == [1, 0]


def test_without_an_ib_er_it_waits_for_the_director(story):
    story.run()
    with clock.at(OVER):
        story.evaluate(-2)
    RoleAssignment.objects.filter(kind=RoleKind.IB_ER).update(ends_on=OVER)
    assert flagged(OVER + DAY) == 1
    with clock.at(OVER + DAY):
        assert waits_for(story.world, RoleKind.DIRECTOR) == 1


def waits_for(world, kind) -> int:
    """How many flag tasks stand on the start page of somebody of this kind."""
    title = dict(Task.KINDS)["flag"]
    return [one.title for one in of_staff(world.of_kind(kind))].count(str(title))


def test_a_teacher_answers_no_flag(raised):
    from caseflow.route.acting import NotYourHand

    with pytest.raises(NotYourHand):
        answer_flag(raised.case.pk, answer="not_yet", reasons="x", actor=raised.world.of_kind(RoleKind.TEACHER))
    with pytest.raises(NotYourHand):
        evaluate_opp(
            raised.case.pk,
            scores={1: ScoreInput(1)},
            support_held=1,
            conclusion="x",
            guardians_present=True,
            actor=raised.director,
        )


def test_an_establishment_that_is_undone_answers_no_flag(raised):
    """The flag waits for an answer again, as before the step."""
    with clock.at(OVER + DAY):
        establishment = Establishment.objects.create(
            case=raised.case, on=OVER + DAY, by=raised.director, instead="kleiner", reasons="het gaat niet"
        )
        assert not Flag.objects.waiting().exists()
        take_back_establishments([establishment.pk], [], OVER + DAY)
        assert Flag.objects.waiting().exists()
