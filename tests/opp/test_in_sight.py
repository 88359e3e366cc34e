"""Who reads what of an OPP: the other guardian's words, a flag not talked over, a perspective written anew."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from django.urls import reverse

from caseflow import clock
from caseflow.route.acting import Refused
from caseflow.route.board import rows_of
from caseflow.route.commands.referral import prepare_referral, send_referral, show_referral
from caseflow.route.mine import roles_held, sops_of
from caseflow.route.models import Case, DeskCase
from caseflow.route.ruling import Ruling
from caseflow.route.viewing import known_to, view_of
from caseflow.route.views.errors import _refused
from caseflow.sop.rules import Need, judge
from caseflow.sop.vocabulary import RoleKind
from opp.commands import flag as flags
from opp.commands import perspective
from opp.models import Flag, PupilVoice
from tests.opp.conftest import MEASURABLE, START, TEXTS, flagged
from tests.route.stories import post, sign_in

HALF = START + timedelta(days=200)


def page(person, name, *args):
    return sign_in(person).get(reverse(name, args=args)).content.decode()


# --- A perspective written anew ---------------------------------------------------------------------------------------


def rewrite(story, **texts):
    given = {**TEXTS, "support": "Drie keer per week lezen", "deviations": "", **texts}
    return perspective.draw_up_opp(story.case.pk, **given, goals=[MEASURABLE], actor=story.ib_er)


def test_another_perspective_is_talked_over_and_heard_anew(story):
    story.draw_up()
    story.hear("setting")
    perspective.consult_guardians(story.case.pk, on=clock.today(), text="Over vmbo", actor=story.ib_er)
    rewrite(story, destination="praktijkonderwijs")
    assert "opnieuw met de ouders" in page(story.ib_er, "route:case", story.case.pk)
    with pytest.raises(Refused):
        perspective.set_perspective(story.case.pk, actor=story.ib_er)
    perspective.consult_guardians(story.case.pk, on=clock.today(), text="Over praktijk", actor=story.ib_er)
    with pytest.raises(Refused):
        perspective.set_perspective(story.case.pk, actor=story.ib_er)
    story.hear("setting")
    assert perspective.set_perspective(story.case.pk, actor=story.ib_er).in_force_on == START
    assert PupilVoice.objects.count() == 2


def test_the_same_perspective_keeps_its_consultation(story):
    story.draw_up()
    story.hear("setting")
    perspective.consult_guardians(story.case.pk, on=clock.today(), text="Over vmbo", actor=story.ib_er)
    rewrite(story, support="Elke dag lezen")
    assert perspective.set_perspective(story.case.pk, actor=story.ib_er).consulted_on == START


# --- The other guardian's words ---------------------------------------------------------------------------------------


def test_another_guardians_words_go_to_the_desk_and_not_to_the_other_guardian(story):
    story.draw_up()
    story.set_perspective()
    story.offer()
    story.answer(0, "objected", "Van mij alleen")
    director, ib_er = story.director, story.ib_er
    at_limit(story)
    prepare_referral(story.case.pk, exit_key="verwijzing_swv", asks="advice", question="?", actor=ib_er)
    referral = show_referral(story.case.pk, actor=ib_er)
    own, other = (page(one.person, "route:guardian_referral", referral.pk) for one in story.world.guardians)
    assert "Van mij alleen" in own
    assert "Van mij alleen" not in other
    assert "maakte bezwaar" in other
    with clock.at(START + timedelta(days=15)):
        send_referral(story.case.pk, "verwijzing_swv", reason="x", actor=director)
    content = DeskCase.objects.get().content
    assert "Van mij alleen" in str(content)
    assert "of_guardian" not in str(content)


def at_limit(story):
    """The case stands where handelingsverlegenheid was established; how it came there is another test's."""
    from django.db.models.query import QuerySet

    rows = Case.objects.filter(pk=story.case.pk)
    QuerySet.update(rows, state=str(story.world.sop.steps["handelingsverlegen"].state), step="handelingsverlegen")


# --- A flag that was not talked over ----------------------------------------------------------------------------------


def raised(story):
    story.run()
    with clock.at(HALF):
        story.evaluate(-2)
        assert flagged(clock.today()) == 1


def test_every_page_asks_the_same_reader(story):
    raised(story)
    teacher = story.world.of_kind(RoleKind.TEACHER)
    with clock.at(HALF):
        for person, seen in ((teacher, None), (story.ib_er, HALF)):
            assert known_to(view_of(person, story.case), {"flag_raised_on"})["flag_raised_on"] == seen


def test_the_board_counts_a_flag_only_for_who_may_know_it(story, monkeypatch):
    from caseflow.route import board

    raised(story)
    asked = []
    monkeypatch.setattr(board, "facts_for_exit", lambda *a: frozenset({"flag_raised_on"}))
    monkeypatch.setattr(
        board, "assess_exit", lambda sop, step, way, facts, on: asked.append(facts["flag_raised_on"]) or ()
    )
    with clock.at(HALF):
        for person in (story.world.of_kind(RoleKind.TEACHER), story.ib_er):
            held = roles_held(person)
            rows_of([Case.objects.get(pk=story.case.pk)], sops_of(held), held)
    assert set(asked[: len(asked) // 2]) == {None}
    assert set(asked[len(asked) // 2 :]) == {HALF}


def test_a_refusal_does_not_tell_of_a_flag(story, monkeypatch):
    from caseflow.route.views import errors

    raised(story)
    asked = {"fact": "flag_raised_on", "known": True, "say": "Er ligt een signaal", "cite": "x", "todo": "wait"}
    need = Need.model_validate(asked)
    told = []
    monkeypatch.setattr(errors, "render", lambda request, template, context, status: told.append(context))
    with clock.at(HALF):
        found = judge(need, {"flag_raised_on": HALF}, HALF)
        ruling = Ruling(story.case.pk, 1, story.case.step, "answer_flag", HALF, (found,))
        for person in (story.world.of_kind(RoleKind.TEACHER), story.ib_er):
            request = RequestFactory().get("/")
            request.user, request.resolver_match = person, SimpleNamespace(kwargs={})
            _refused(request, errors.Refused(ruling))
    assert [one["missing"] for one in told] == [1, 0]


def test_an_earlier_flag_stays_hidden_when_a_later_one_was_talked_over(story):
    raised(story)
    teacher = story.world.of_kind(RoleKind.TEACHER)
    with clock.at(HALF + timedelta(days=1)):
        flags.answer_flag(story.case.pk, answer="not_yet", reasons="Stil antwoord", actor=story.director)
    with clock.at(HALF + timedelta(days=150)):
        story.evaluate(-2)
        assert flagged(clock.today()) == 1
        flags.talk_over_flag(story.case.pk, how="Samen gekeken", actor=story.ib_er)
        seen, known = (page(one, "route:case", story.case.pk) for one in (teacher, story.ib_er))
    assert Flag.objects.count() == 2
    assert "Stil antwoord" in known
    assert "Stil antwoord" not in seen
    assert (known.count("Signaal handelingsverlegenheid"), seen.count("Signaal handelingsverlegenheid")) == (2, 1)


# --- Telling the pupil ------------------------------------------------------------------------------------------------


def test_the_pupil_is_told_by_a_door_on_the_page(story):
    story.run()
    voice = PupilVoice.objects.get()
    url = reverse("opp:feedback", args=[voice.pk])
    assert url in page(story.ib_er, "route:case", story.case.pk)
    assert url not in page(story.world.of_kind(RoleKind.TEACHER), "route:case", story.case.pk)
    assert sign_in(story.ib_er).get(url).status_code == 200
    assert post(story.ib_er, url, on=START).status_code == 302
    voice.refresh_from_db()
    assert voice.feedback_on == START
    after = page(story.ib_er, "route:case", story.case.pk)
    assert url not in after
    assert "Terugverteld aan de leerling op" in after
    assert sign_in(story.world.guardians[0].person).get(url).status_code == 404
