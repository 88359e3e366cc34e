"""The OPP on the staff's pages: written with its goals, put before guardians, evaluated, flagged."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from opp.models import Agreement, Evaluation, Flag, Goal, Handelingsdeel, Opp
from pupils.commands.intervention import start_intervention
from pupils.commands.session import record_session
from tests.cast import make_guardian, make_person
from tests.opp.conftest import SCALE, Story, flagged
from tests.route.stories import post, sign_in
from tests.scans import a_scan

pytestmark = pytest.mark.django_db
WHOLE = {"destination": "vmbo", "grounds": "toetsen", "stimulating": "doorzetter", "hindering": "snel moe"}


def act(story: Story, name: str) -> str:
    return reverse("route:act", args=[story.case.pk, name])


def goal(slot: int = 0, **more: Any) -> dict[str, Any]:
    fields = {
        "domain": "taal",
        "text": "Leest vlot",
        "baseline": "M3",
        "baseline_on": clock.today(),
        "instrument": "lib",
        "target": "E4",
        "target_on": clock.today() + timedelta(days=200),
        **{f"scale{i}": step for i, step in enumerate(SCALE)},
        **more,
    }
    return {f"g{slot}_{name}": value for name, value in fields.items()}


def case_page(story: Story, person: Any) -> str:
    return str(sign_in(person).get(reverse("route:case", args=[story.case.pk])).content.decode())


def test_an_opp_is_drawn_up_with_its_goals(story: Story) -> None:
    data = {**WHOLE, "support": "Drie keer per week lezen", "slots": 3, **goal(), **goal(1, text="Leest graag")}
    assert post(story.ib_er, act(story, "draw_up_opp"), **data).status_code == 302
    assert [(one.text, one.measurable) for one in Goal.objects.all()] == [("Leest vlot", True), ("Leest graag", True)]
    assert "Leest graag" in case_page(story, story.ib_er)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"g0_text": ""}, "Vul dit nog in."),
        ({"g0_scale2": ""}, "Vul alle vijf de stappen in"),
        ({"g1_baseline": "iets"}, "Schrijf het doel zelf nog op"),
        ({"destination": ""}, "Vul dit nog in."),
        ({"g0_target_on": "2026-01-01"}, "Een doel ligt in de toekomst"),
        ({"g0_scale1": SCALE[0]}, "Twee stappen zijn gelijk"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_written(story: Story, change: dict[str, str], says: str) -> None:
    data = {**WHOLE, "support": "Lezen", "slots": 3, **goal(), **change}
    answer = post(story.ib_er, act(story, "draw_up_opp"), **data)
    assert (answer.status_code, Opp.objects.count()) == (200, 0)
    assert says in answer.content.decode()


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"g2_target_on": "2026-01-01"}, "g2_target_on"),
        ({"g2_scale1": SCALE[0]}, "g2_scale0"),
        ({"g2_text": ""}, "g2_text"),
    ],
)
def test_what_is_wrong_with_a_goal_stands_at_its_field_and_names_it(
    story: Story, change: dict[str, str], place: str
) -> None:
    """Goal 2 was left empty: the third on the page is the command's second."""
    data = {**WHOLE, "support": "Lezen", "slots": 3, **goal(), **goal(2), **change}
    answer = post(story.ib_er, act(story, "draw_up_opp"), **data)
    errors = answer.context["form"].errors
    assert list(errors) == [place]
    assert errors[place][0].startswith("Doel 3: ")


def test_the_timeline_says_what_each_text_of_an_opp_is(story: Story) -> None:
    story.draw_up()
    told = case_page(story, story.ib_er).split('id="happened"')[1]
    for label in ("Waarop dat rust: ", "De ondersteuning: ", "Doel: ", "De schaal, van −2 tot +2: "):
        assert label in told


def test_the_form_of_an_opp_in_force_writes_another_version(story: Story) -> None:
    story.run()
    shown = sign_in(story.ib_er).get(act(story, "draw_up_opp")).content.decode()
    assert "Drie keer per week lezen" in shown
    assert 'name="destination"' not in shown
    post(story.ib_er, act(story, "draw_up_opp"), support="Elke dag lezen", slots=3, **goal())
    assert Handelingsdeel.objects.latest("number").support == "Elke dag lezen"
    assert Opp.objects.get().state == Opp.IN_FORCE


def test_an_act_that_is_not_allowed_yet_shows_what_is_missing_instead_of_its_form(story: Story) -> None:
    story.draw_up()
    shown = sign_in(story.ib_er).get(act(story, "set_perspective")).content.decode()
    assert "De leerling is gehoord" in shown
    assert act(story, "hear_pupil") in shown
    assert post(story.ib_er, act(story, "set_perspective")).status_code == 409
    assert Opp.objects.get().state == Opp.DRAFT


def test_the_way_to_an_opp_in_force_runs_over_the_pages(story: Story) -> None:
    story.draw_up()
    said = {"moment": "setting", "how": "self", "by": "juf", "words": "Ik wil lezen", "influence": "Meer leestijd"}
    assert post(story.ib_er, act(story, "hear_pupil"), **said).status_code == 302
    assert post(story.ib_er, act(story, "consult_guardians"), on=clock.today(), text="Eens").status_code == 302
    assert post(story.ib_er, act(story, "set_perspective")).status_code == 302
    assert post(story.ib_er, act(story, "offer_handelingsdeel")).status_code == 302
    for guardian in story.world.guardians:
        url = reverse("opp:paper", args=[story.version.pk, guardian.pk])
        assert url in case_page(story, story.ib_er)
        paper = {"answer": "agreed", "answered_on": clock.today(), "witness": "Ida", "scan": a_scan()}
        assert post(story.ib_er, url, **paper).status_code == 302
    assert Agreement.objects.count() == 2
    assert "laat het handelingsdeel ingaan" in sign_in(story.ib_er).get("/").content.decode()


def evaluate(story: Story, score: str, **more: Any) -> Any:
    pk = Goal.objects.latest("pk").pk
    data = {
        f"score_{pk}": score,
        "support_held": 90,
        "guardians_present": "yes",
        "held_on": clock.today().isoformat(),
        "conclusion": "Weinig vooruit",
        **more,
    }
    return post(story.ib_er, act(story, "evaluate_opp"), **data)


def test_the_evaluation_is_told_what_was_counted_since_the_last_one(story: Story) -> None:
    story.run()
    story.hear("evaluating")
    assert "Geteld bij de interventies" not in sign_in(story.ib_er).get(act(story, "evaluate_opp")).content.decode()
    what = ("lezen", "vlot lezen", "leerkracht", 20, 5, story.opp.in_force_on)
    one = start_intervention(story.case.pupil_id, *what, actor=story.ib_er)
    record_session(one.pk, clock.today(), actor=story.ib_er)
    shown = sign_in(story.ib_er).get(act(story, "evaluate_opp")).content.decode()
    assert "Geteld bij de interventies sinds" in shown
    assert ": 1 van 1 keer." in shown


def test_an_evaluation_scores_each_goal(story: Story) -> None:
    story.run()
    story.hear("evaluating")
    assert evaluate(story, "1").status_code == 302
    assert Evaluation.objects.get().scores.get().score == 1
    assert "chart-line" in case_page(story, story.ib_er)


@pytest.mark.parametrize(
    ("score", "more"), [("none", {}), ("7", {}), ("1", {"support_held": 140}), ("1", {"conclusion": ""})]
)
def test_an_evaluation_that_is_not_whole_is_refused(story: Story, score: str, more: dict[str, Any]) -> None:
    story.run()
    story.hear("evaluating")
    assert evaluate(story, score, **more).status_code == 200
    assert not Evaluation.objects.exists()


def test_a_flag_is_seen_by_who_steers_until_it_was_talked_over(story: Story) -> None:
    story.run()
    with clock.at(clock.today() + timedelta(days=200)):
        story.evaluate(-2)
        assert flagged(clock.today()) == 1
        teacher = story.world.of_kind(RoleKind.TEACHER)
        assert "Signaal" in case_page(story, story.ib_er)
        assert "Signaal handelingsverlegenheid" in sign_in(story.director).get("/").content.decode()
        assert "Signaal handelingsverlegenheid" not in case_page(story, teacher)
        post(story.ib_er, act(story, "talk_over_flag"), how="Samen gekeken")
        assert "Samen gekeken" in case_page(story, teacher)
        assert post(story.ib_er, act(story, "answer_flag"), answer="not_yet", reasons="Kan nog").status_code == 403
        post(story.director, act(story, "answer_flag"), answer="not_yet", reasons="Kan nog")
        assert Flag.objects.get().answer == "not_yet"


@pytest.mark.parametrize("name", ["paper", "pass_over"])
def test_no_page_of_a_plan_names_the_guardian_of_another_child(story: Story, name: str) -> None:
    story.draw_up()
    story.offer()
    other = make_guardian(story.world.new_pupil(), person=make_person("Wouter Buitenhuis"))
    director = story.world.of_kind(RoleKind.DIRECTOR)
    who = story.ib_er if name == "paper" else director
    own, others = (reverse(f"opp:{name}", args=[story.version.pk, one.pk]) for one in (story.world.guardians[0], other))
    assert sign_in(who).get(own).status_code == 200
    assert sign_in(who).get(others).status_code == 404
