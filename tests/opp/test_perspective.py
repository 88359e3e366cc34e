"""Drawing up, setting and ending an OPP."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django_fsm import TransitionNotAllowed, has_transition_perm

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.acting import NotYourHand, Refused
from caseflow.route.models import Deadline, Task
from caseflow.sop.vocabulary import RoleKind
from opp.commands.handelingsdeel import draw_up_handelingsdeel
from opp.commands.perspective import consult_guardians, draw_up_opp, end_opp, set_perspective
from opp.models import Opp
from pupils.errors import Invalid
from tests.opp.conftest import MEASURABLE, SCALE, START, TEXTS, VAGUE

DAY = timedelta(days=1)


def kinds(story):
    return list(CaseEvent.objects.filter(chain=story.case.chain).order_by("number").values_list("kind", flat=True))


def missing(refused):
    return {part.rule.key for finding in refused.value.findings for part in finding.unmet()}


def test_it_draws_up_a_draft_with_its_first_version(story):
    opp = story.draw_up(MEASURABLE, VAGUE)
    assert (opp.state, opp.destination, opp.in_force_on) == (Opp.DRAFT, "vmbo", None)
    assert (story.version.number, story.version.standing, story.version.goals.count()) == (1, "draft", 2)
    assert [goal.gap for goal in story.version.goals.all()] == ["", "no_baseline"]
    event = CaseEvent.objects.select_related("text").latest("pk")
    assert event.kind == "draw_up_opp"
    assert "vmbo" not in str(event.data)
    assert event.texts["destination"] == "vmbo"


def test_a_draft_is_written_anew_and_stays_one(story):
    first = story.draw_up(VAGUE)
    assert story.draw_up(MEASURABLE, MEASURABLE).pk == first.pk
    assert (story.opp.versions.count(), story.version.goals.count()) == (1, 2)


def test_what_the_guardians_were_shown_stays_as_it_was(story):
    story.draw_up(VAGUE)
    shown = story.offer()
    story.draw_up(MEASURABLE)
    shown.refresh_from_db()
    assert (shown.standing, shown.goals.count()) == ("superseded", 1)
    assert (story.version.number, story.version.standing) == (2, "draft")


@pytest.mark.parametrize(
    ("field", "texts", "goals"),
    [
        ("destination", {"destination": " "}, [MEASURABLE]),
        ("hindering", {"hindering": ""}, [MEASURABLE]),
        ("support", {"support": ""}, [MEASURABLE]),
        ("goals", {}, []),
        ("goals", {}, [VAGUE] * 21),
        ("goals.0.text", {}, [VAGUE.__class__("taal", " ")]),
        ("goals.0.domain", {}, [VAGUE.__class__("iets", "Leest")]),
        ("goals.0.instrument", {}, [VAGUE.__class__("taal", "Leest", instrument="glazen_bol")]),
        ("goals.0.baseline_on", {}, [VAGUE.__class__("taal", "Leest", baseline_on=START + DAY)]),
        ("goals.0.target_on", {}, [VAGUE.__class__("taal", "Leest", target_on=START)]),
        ("goals.1.scale", {}, [VAGUE, VAGUE.__class__("taal", "Leest", scale=SCALE[:4])]),
        ("goals.0.scale", {}, [VAGUE.__class__("taal", "Leest", scale=(*SCALE[:4], " "))]),
        ("goals.0.scale", {}, [VAGUE.__class__("taal", "Leest", scale=(*SCALE[:4], SCALE[0]))]),
        ("goals.0.continues", {}, [VAGUE.__class__("taal", "Leest", continues=999)]),
    ],
)
def test_bad_input_names_its_field_and_writes_nothing(story, field, texts, goals):
    given = {**TEXTS, "support": "Lezen", "deviations": "", **texts}
    with pytest.raises(Invalid) as said:
        draw_up_opp(story.case.pk, **given, goals=goals, actor=story.ib_er)
    assert said.value.field == field
    assert not Opp.objects.exists()


def test_the_perspective_says_what_it_misses(story):
    with pytest.raises(Refused) as refused:
        set_perspective(story.case.pk, actor=story.ib_er)
    assert missing(refused) == {"pupil_heard_on(setting)", "opp_drawn_up", "goals_measurable", "guardians_consulted_on"}
    story.draw_up(VAGUE)
    with pytest.raises(Refused) as refused:
        set_perspective(story.case.pk, actor=story.ib_er)
    assert missing(refused) == {"pupil_heard_on(setting)", "goals_measurable", "guardians_consulted_on"}


def test_set_it_is_in_force_and_its_evaluation_has_a_day(story):
    story.draw_up()
    assert story.set_perspective().state == Opp.IN_FORCE
    assert story.fact("opp_in_force_since") == START
    evaluation = Deadline.objects.running().get(case=story.case, rule="opp_evaluation")
    assert evaluation.due_on == date(
        2026, 7, 3
    )  # half a year is 12 July, in the holiday: the last school day before it
    assert Task.objects.get(case=story.case).kind == "opp_dates"
    assert kinds(story)[-1] == "set_perspective"


def test_set_twice_is_once(story):
    story.draw_up()
    story.set_perspective()
    with pytest.raises(Invalid):
        set_perspective(story.case.pk, actor=story.ib_er)
    with pytest.raises(Invalid):
        story.draw_up()


@pytest.mark.parametrize("on", [START + DAY, START - DAY])
def test_the_talk_was_in_this_case_and_not_in_the_future(story, on):
    story.draw_up()
    with pytest.raises(Invalid) as said:
        consult_guardians(story.case.pk, on=on, text="x", actor=story.ib_er)
    assert said.value.field == "on"


def test_only_the_owner_of_the_step_writes_it(story):
    for kind in (RoleKind.TEACHER, RoleKind.DIRECTOR):
        actor = story.world.of_kind(kind)
        with pytest.raises(NotYourHand):
            draw_up_opp(story.case.pk, **TEXTS, support="x", deviations="", goals=[VAGUE], actor=actor)
    with pytest.raises(story.case.DoesNotExist):
        end_opp(story.case.pk, reason="x", talked_over_on=START, actor=story.world.guardians[0].person)


def test_the_end_stops_its_terms_and_says_when_it_was_talked_over(story):
    story.run()
    with clock.at(START + DAY):
        opp = story.end()
    assert (opp.state, opp.ended_on, opp.talked_over_on) == (Opp.ENDED, START + DAY, START + DAY)
    assert not Deadline.objects.running().filter(case=story.case).exists()
    assert story.fact("opp_open") is False
    assert story.fact("opp_in_force_since") is None
    assert Task.objects.filter(case=story.case, kind="opp_dates").count() == 2


@pytest.mark.parametrize("on", [START + DAY, START - DAY])
def test_the_end_is_talked_over_first(story, on):
    story.run()
    with pytest.raises(Invalid) as said:
        end_opp(story.case.pk, reason="Klaar", talked_over_on=on, actor=story.ib_er)
    assert said.value.field == "talked_over_on"


def test_a_draft_that_ends_was_never_in_force(story):
    story.draw_up()
    story.offer()
    opp = story.end()
    assert (opp.in_force_on, opp.versions.get().standing) == (None, "superseded")
    assert not Task.objects.filter(kind="opp_dates").exists()
    assert story.draw_up().pk != opp.pk


def test_there_is_no_end_without_an_opp_and_no_version_either(story):
    with pytest.raises(Refused):
        story.end()
    with pytest.raises(Invalid):
        draw_up_handelingsdeel(story.case.pk, support="x", deviations="", goals=[VAGUE], actor=story.ib_er)


def test_its_state_is_written_by_its_transitions_alone(story):
    opp = story.draw_up()
    with pytest.raises(TypeError):
        Opp.objects.update(state=Opp.IN_FORCE)
    with pytest.raises(AttributeError):
        opp.state = Opp.IN_FORCE
    ended = story.end()
    with pytest.raises(TransitionNotAllowed):
        ended.end(None, START, "x", START)


def test_every_transition_asks_a_hand(story):
    opp = story.draw_up()
    teacher = story.world.of_kind(RoleKind.TEACHER)
    for move in (opp.put_in_force, opp.end):
        assert has_transition_perm(move, story.ib_er)
        assert not has_transition_perm(move, teacher)


def test_the_database_keeps_one_open_opp_a_case(story):
    opp = story.draw_up()
    with pytest.raises(IntegrityError), transaction.atomic():
        Opp.objects.create(case=opp.case, pupil=opp.pupil, drawn_up_on=START, drawn_up_by=story.ib_er)
