"""An arrangement from its form to its end: asked for, granted, carried out, evaluated, and followed by another."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.acting import NotYourHand, Refused
from caseflow.route.arranging import given_of
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.commands.evaluating import end_arrangement, evaluate_arrangement
from caseflow.route.commands.helping import log_use, set_carriers, take_back_use
from caseflow.route.commands.support import decide_arrangement, propose_arrangement
from caseflow.route.models import Arrangement, ArrangementUse, Deadline
from caseflow.route.rebuilding import differences
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.models import Grant
from pupils.waiting import waiting_for
from tests.cast import make_guardian, make_staff
from tests.route.stories import case_at, crescendo, post, sign_in
from tests.world import REAL, World, make_world

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 7)
LAST = date(2026, 12, 18)
WEEK = timedelta(weeks=1)
OWN = "vroeghulp_fase_2_3"  # given by nobody from outside
BASIS = "sociale_vaardigheid"
PURPOSE = "advies_deskundige"


@pytest.fixture(autouse=True)
def _day():
    with clock.at(DAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


@pytest.fixture
def case(world):
    return case_at(world, "zorgteam")


def propose(world: World, case: Any, key: str = OWN, **more: Any) -> Arrangement:
    told = {"goal": "vertelt in zinnen", "hours": 2, "starts_on": DAY, "ends_on": LAST, **more}
    return propose_arrangement(case.pk, key=key, actor=world.of_kind(RoleKind.IB_ER), **told)


def decide(world: World, case: Any, *, grant: bool = True) -> Arrangement:
    return decide_arrangement(case.pk, grant=grant, reasons="nodig", actor=world.of_kind(RoleKind.DIRECTOR))


def granted(world: World, case: Any, **more: Any) -> Arrangement:
    propose(world, case, **more)
    return decide(world, case)


def evaluate(world: World, case: Any, **more: Any) -> Arrangement:
    told = {"outcome": "partly", "evaluation": "korte zinnen lukken", "actor": world.of_kind(RoleKind.IB_ER), **more}
    return evaluate_arrangement(case.pk, **told)


def term_of(one: Arrangement) -> Deadline:
    return Deadline.objects.get(rule=f"arrangement:{one.key}:{one.pk}")


# --- The form --------------------------------------------------------------------------------------------------------


def test_the_form_asks_what_the_sop_asks_and_grants_what_it_gives(world, case):
    ib_er = world.of_kind(RoleKind.IB_ER)
    kinds = sign_in(ib_er).get(reverse("route:arrangement_kinds", args=[case.pk])).content.decode()
    for words in ("Licht arrangement van Viertaal", "Medium arrangement van Viertaal", "Verwijzen naar een taalschool"):
        assert words in kinds
    url = reverse("route:arrangement_ask", args=[case.pk, "klassencontact"])
    page = sign_in(ib_er).get(url).content.decode()
    assert "Hoe worden de uren op school weer meer?" in page
    assert "Welke middelen?" in page
    assert "Hoeveel geld" not in page
    said = {
        "goal": "meedoen", "hours": 6, "means": "een scherm", "starts_on": DAY, "ends_on": LAST,
        "ask_uren_op_school": 4, "ask_waarom": "snel moe", "ask_opbouw": "", "ask_inspectie": "",
    }  # fmt: skip
    assert "Vul dit nog in." in post(ib_er, url, **said).content.decode()
    assert post(ib_er, url, **{**said, "ask_opbouw": "elke maand een uur"}).status_code == 302
    one = Arrangement.objects.get()
    assert [(row["key"], row["answer"]) for row in one.answers] == [
        ("uren_op_school", "4"), ("waarom", "snel moe"), ("opbouw", "elke maand een uur"),
    ]  # fmt: skip
    assert (one.hours, one.euros, one.means) == (6, None, "een scherm")
    shown = sign_in(world.of_kind(RoleKind.DIRECTOR)).get(reverse("route:arrangement", args=[one.pk])).content.decode()
    assert "elke maand een uur" in shown


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"hours": None}, "hours"),
        ({"hours": 41}, "hours"),
        ({"ends_on": DAY}, "ends_on"),
        ({"ends_on": DAY + 60 * WEEK}, "ends_on"),
        ({"key": "viertaal_licht"}, "ask_gezien"),
        ({"key": "viertaal_licht", "answers": {"gezien": "x", "onderzocht_op": "morgen"}}, "ask_onderzocht_op"),
        ({"key": "klassencontact", "means": " "}, "means"),
        ({"key": "klassencontact", "means": "x", "answers": {"uren_op_school": "veel"}}, "ask_uren_op_school"),
        ({"follows_id": 0}, ""),
    ],
)
def test_what_the_form_refuses(world, case, wrong, field):
    with pytest.raises(Invalid) as refused:
        propose(world, case, **wrong)
    assert refused.value.field == field


def test_who_decides_is_said_by_the_sop(db):
    text = (REAL / "kbs-crescendo.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("  director: {name: Directeur", "  adjunct: {name: Adjunct, kind: director}\n  director: {name: Directeur"),
        (
            "  zorgteam:\n    name: Zorgteam\n",
            "  zorgteam:\n    name: Zorgteam\n    hands: {grant_arrangement: [adjunct]}\n",
        ),
    ):
        assert old in text
        text = text.replace(old, new)
    world = make_world(REAL / "kbs-crescendo.yaml", text)
    case, told = case_at(world, "zorgteam"), "Beslis over: Arrangement van fase 2 of 3 uit de vroeghulp"
    propose(world, case)
    director, deputy = world.people["director"], world.people["adjunct"]
    assert [told in {row.title for row in waiting_for(one)} for one in (director, deputy)] == [False, True]
    with pytest.raises(NotYourHand):
        decide_arrangement(case.pk, grant=True, reasons="nodig", actor=director)
    assert decide_arrangement(case.pk, grant=True, reasons="nodig", actor=deputy).state == Arrangement.GRANTED


def test_nobody_decides_about_help_for_her_own_child(world, case):
    propose(world, case)
    make_guardian(world.pupil, person=world.of_kind(RoleKind.DIRECTOR))
    with pytest.raises(Invalid, match="je eigen kind"):
        decide(world, case)


# --- Evaluated before it ends ----------------------------------------------------------------------------------------


def test_a_grant_starts_the_evaluations_term_and_the_opps_six_weeks(world, case):
    one = granted(world, case)
    assert (term_of(one).due_on, term_of(one).owner_role) == (LAST, "ib_er")
    assert Deadline.objects.get(rule="opp_within").due_on <= DAY + 6 * WEEK
    assert not Deadline.objects.filter(case=case, rule__startswith="arrangement").exclude(pk=term_of(one).pk).exists()
    with clock.at(LAST - 2 * WEEK):
        rows = waiting_for(world.of_kind(RoleKind.IB_ER))
        assert (reverse("route:act", args=[case.pk, "evaluate_arrangement"]), LAST) in [
            (row.url, row.due_on) for row in rows
        ]
    assert list(differences()) == []


def test_basis_support_has_an_evaluation_and_no_opp(world, case):
    purpose = world.sop.partners["oke_op_school"].consent
    asked = ask_consent(case.pk, purpose=purpose, actor=world.of_kind(RoleKind.IB_ER))
    for guardian in world.guardians:
        answer_consent(asked.pk, answer="given", actor=guardian.person)
    one = granted(world, case, key=BASIS)
    assert list(Deadline.objects.values_list("rule", flat=True)) == [f"arrangement:{BASIS}:{one.pk}"]


def test_what_is_evaluated_runs_on_and_ends_by_itself(world, case):
    one = granted(world, case)
    with clock.at(LAST - WEEK):
        assert evaluate(world, case).state == Arrangement.GRANTED
    assert term_of(one).met_on == LAST - WEEK
    sweep(LAST)
    one = Arrangement.objects.get()
    assert one.state == Arrangement.GRANTED
    sweep(LAST + timedelta(days=1))
    sweep(LAST + timedelta(days=2))
    one = Arrangement.objects.get()
    assert (one.state, one.ended_on, one.outcome) == (Arrangement.ENDED, LAST, "partly")
    event = CaseEvent.objects.get(kind="arrangement_ran_out")
    assert (event.actor_id, event.pupil_id) == (None, world.pupil.pk)
    assert list(differences()) == []


def test_what_is_not_evaluated_stays_until_it_is(world, case):
    one = granted(world, case)
    sweep(LAST + 3 * WEEK)
    assert term_of(one).escalated_on is not None
    with clock.at(LAST + 3 * WEEK):
        assert evaluate(world, case).state == Arrangement.ENDED
    assert Arrangement.objects.get().ended_on == LAST
    assert list(differences()) == []


def test_ended_early_says_why_and_by_whom(world, case):
    one = granted(world, case)
    told = {"outcome": "reached", "evaluation": "praat in zinnen", "actor": world.of_kind(RoleKind.IB_ER)}
    with pytest.raises(Invalid) as refused:
        end_arrangement(case.pk, **told)
    assert refused.value.field == "why_early"
    with clock.at(DAY + WEEK):
        end_arrangement(case.pk, **told, why_early="het doel is gehaald")
    one = Arrangement.objects.get()
    assert (one.state, one.last_day, one.why_early) == (Arrangement.ENDED, DAY + WEEK, "het doel is gehaald")
    assert term_of(one).met_on == DAY + WEEK
    guardian = world.guardians[0].person
    page = sign_in(guardian).get(reverse("route:guardian_arrangement", args=[one.pk])).content.decode()
    assert "het doel is gehaald" in page


# --- Renewed and changed ---------------------------------------------------------------------------------------------


def test_a_renewal_rests_on_an_evaluation_and_on_a_new_decision(world, case):
    one = granted(world, case)
    more = {"follows_id": one.pk, "starts_on": LAST + timedelta(days=17), "ends_on": LAST + 20 * WEEK}
    with pytest.raises(Invalid, match="Evalueer eerst"):
        propose(world, case, **more)
    with clock.at(DAY + 5 * WEEK):
        evaluate(world, case)
        propose(world, case, **more)
        second = decide(world, case)
    assert second.renews
    assert set(Arrangement.objects.values_list("state", flat=True)) == {Arrangement.GRANTED}
    with pytest.raises(Invalid, match="vervolg"):
        propose(world, case, **more)
    assert list(differences()) == []


def test_a_renewal_without_an_opp_after_six_weeks_is_refused(world, case):
    one = granted(world, case)
    with clock.at(DAY + 7 * WEEK):
        evaluate(world, case)
        propose(world, case, follows_id=one.pk, starts_on=LAST + WEEK, ends_on=LAST + 20 * WEEK)
        with pytest.raises(Refused) as refused:
            decide(world, case)
    assert 8 in {finding.floor for finding in refused.value.findings if not finding.met}


def test_a_change_takes_the_place_of_what_runs(world, case):
    one = granted(world, case)
    changed_on = DAY + 4 * WEEK
    with pytest.raises(Invalid) as refused:
        propose(world, case, follows_id=one.pk, starts_on=DAY)
    assert refused.value.field == "starts_on"
    with clock.at(DAY + 3 * WEEK):
        propose(world, case, follows_id=one.pk, starts_on=changed_on, hours=4)
        decide(world, case, grant=False)
        propose(world, case, follows_id=one.pk, starts_on=changed_on, hours=4)
        second = decide(world, case)
    one.refresh_from_db()
    assert (one.state, one.last_day) == (Arrangement.REPLACED, changed_on - timedelta(days=1))
    assert not second.renews
    assert term_of(one).stopped_on == DAY + 3 * WEEK
    assert term_of(second).met_on is None
    given = given_of(Arrangement.objects.select_related("case").granted(), clock.today())
    assert (given[one.pk].hours, given[second.pk].hours) == (8, 40)  # four weeks, and eleven less a week of holiday
    assert list(differences()) == []


def test_of_two_that_run_somebody_says_which(world, case):
    first = granted(world, case)
    second = granted(world, case, ends_on=LAST + WEEK)
    with pytest.raises(Invalid) as refused:
        evaluate(world, case)
    assert refused.value.field == "arrangement_id"
    url = reverse("route:act", args=[case.pk, "evaluate_arrangement"])
    said = {"outcome": "reached", "evaluation": "gelukt", "arrangement_id": second.pk}
    assert post(world.of_kind(RoleKind.IB_ER), url, **said).status_code == 302
    assert (term_of(first).met_on, term_of(second).met_on) == (None, DAY)
    assert list(differences()) == []


# --- Carried out -----------------------------------------------------------------------------------------------------


def test_the_teacher_writes_a_session_down_in_one_tap_and_takes_it_back(world, case):
    one, teacher = granted(world, case), world.of_kind(RoleKind.TEACHER)
    page = sign_in(teacher).get(reverse("route:case", args=[case.pk])).content.decode()
    assert "Vandaag 60 minuten gegeven" in page
    url = reverse("route:arrangement_use", args=[one.pk])
    assert post(teacher, url, day=DAY, minutes=60).status_code == 302
    assert "staat er al een keer" in post(teacher, url, day=DAY, minutes=60).content.decode()
    use = ArrangementUse.objects.get()
    assert given_of([one], DAY)[one.pk].used == 1
    stranger = make_staff(world.school, RoleKind.TEACHER, role="teacher")
    with pytest.raises(Http404):
        take_back_use(use.pk, actor=stranger)
    assert post(teacher, reverse("route:arrangement_use_back", args=[use.pk])).status_code == 302
    assert given_of([one], DAY)[one.pk].used == 0
    assert [event.kind for event in CaseEvent.objects.filter(pupil_id=world.pupil.pk).order_by("pk")][-2:] == [
        "use_arrangement",
        "take_back_use",
    ]


@pytest.mark.parametrize(
    ("on", "day", "more"),
    [
        (DAY, DAY + timedelta(days=1), {"minutes": 60}),
        (DAY, DAY - timedelta(days=1), {"minutes": 60}),
        (DAY + 4 * WEEK, DAY + WEEK, {"minutes": 60}),
        (DAY, DAY, {"minutes": 601}),
        (DAY, DAY, {}),
        (DAY, DAY, {"minutes": 60, "euros": 5}),
    ],
)
def test_what_is_no_session(world, case, on, day, more):
    one = granted(world, case)
    with clock.at(on), pytest.raises(Invalid):
        log_use(one.pk, day=day, actor=world.of_kind(RoleKind.TEACHER), **more)


def test_who_comes_from_outside_writes_down_when_she_came_as_long_as_the_guardians_let(world, case):
    ib_er, helper = world.of_kind(RoleKind.IB_ER), world.people["poa_begeleider"]
    propose(world, case, "poa_begeleiding")
    asked = ask_consent(case.pk, purpose=PURPOSE, recipients=[helper.pk], actor=ib_er)
    for guardian in world.guardians:
        answer_consent(asked.pk, answer="given", actor=guardian.person)
    one = decide(world, case)
    help_page, use_page = (reverse(f"route:{name}", args=[one.pk]) for name in ("invited_help", "arrangement_use"))
    assert sign_in(helper).get(help_page).status_code == 404
    with pytest.raises(Invalid):
        set_carriers(one.pk, people=[world.people["viertaal_begeleider"].pk], actor=ib_er)
    set_carriers(one.pk, people=[helper.pk], actor=ib_er)
    page = sign_in(helper).get(help_page).content.decode()
    assert "vertelt in zinnen" in page
    assert world.pupil.last_name in page
    assert post(helper, use_page, day=DAY, minutes=45).status_code == 302
    assert "vandaag: 45 minuten" in sign_in(helper).get(reverse("route:invited_start")).content.decode()
    with pytest.raises(Http404):
        log_use(one.pk, day=DAY, euros=5, what="boek", actor=helper)
    with clock.at(DAY + 4 * WEEK):
        propose(world, case, "poa_begeleiding", follows_id=one.pk, starts_on=DAY + 5 * WEEK)
        second = decide(world, case)
    assert Grant.objects.filter(person=helper, arrangement_id=second.pk).exists()
    answer_consent(asked.pk, answer="withdrawn", actor=world.guardians[0].person)
    for url in (help_page, use_page):
        assert sign_in(helper).get(url).status_code == 404
    assert list(differences()) == []
