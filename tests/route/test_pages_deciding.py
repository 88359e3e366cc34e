"""What the page of a case says before a step is taken: what is skipped, proposed, asked outside, waited for."""

import re

import pytest
from django.db.models import F
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.case import take_exit
from caseflow.route.commands.deciding import propose_exit
from caseflow.route.commands.place import put_on_waiting_list
from caseflow.route.commands.telling import involve
from caseflow.route.models import BodyQuestion, Case
from pupils.models import Group, Person
from tests.route.stories import case_at, post, sign_in
from tests.world import SCHOOLS, World, make_world

pytestmark = pytest.mark.django_db
SKIPS = "Stap ‘Samen praten’ overslaan"
OVER = "over-samen_praten-proefplek"


def school(name: str, *changes: tuple[str, str]) -> World:
    path = SCHOOLS / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    return make_world(path, text)


def page(person: Person, name: str, *args: object) -> str:
    answer = sign_in(person).get(reverse(f"route:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def labels(person: Person, case: Case) -> list[str]:
    """The buttons of the panel of what is said before a step is taken."""
    _before, _heading, rest = page(person, "case", case.pk).partition('id="deciding"')
    return re.findall(r'<a class="button"[^>]*>([^<]*)</a>', rest.partition("</section>")[0])


# --- Skipping ------------------------------------------------------------------------------------------------------


def skipping() -> World:
    """The school whose talk may be skipped, where nothing else is asked on that way."""
    need = 'fact: arrangement_open, is: true, say: De plek is toegekend, cite: "SOP c", todo: grant_arrangement'
    granted = f"    acts:\n      enter: [{{{need}}}]\n"
    return school("de-kleine-beer", ("is: exact", "is: at_most"), (granted, ""))


def test_a_way_over_a_step_names_what_is_skipped_and_asks_why():
    world = skipping()
    teacher, case = world.people["meester_of_juf"], case_at(world, "in_de_klas")
    assert SKIPS in page(teacher, "case", case.pk)
    form = page(teacher, "exit", case.pk, OVER)
    assert SKIPS in form
    assert "Waarom slaan jullie deze stap over?" in form
    assert "overslaan" not in page(teacher, "exit", case.pk, "samen_praten")


def test_what_happened_says_that_a_step_was_skipped():
    world = skipping()
    teacher, case = world.people["meester_of_juf"], case_at(world, "in_de_klas")
    take_exit(case.pk, OVER, reason="Het haast.", actor=teacher)
    assert "Naar: Proef op een rustige plek, stap ‘Samen praten’ overgeslagen" in page(teacher, "case", case.pk)


# --- Proposing -----------------------------------------------------------------------------------------------------


def test_a_proposal_names_the_step_and_is_made_once():
    world = school("de-vliegenier")
    chair, case = world.people["ib_bovenbouw"], case_at(world, "aan_de_grote_tafel")
    assert labels(chair, case) == ["Stel deze stap voor"]
    assert "Bovenschoolse uren" in page(chair, "act", case.pk, "propose_exit")
    propose_exit(case.pk, exit_key="bovenschools", reason="Nodig.", actor=chair)
    assert labels(chair, case) == []
    assert "Bovenschoolse uren" in page(chair, "case", case.pk).partition('id="deciding"')[2].partition("</section>")[0]


def test_a_proposal_waits_on_the_start_page_of_who_ratifies_it():
    world = school("de-vliegenier")
    chair, board = world.people["ib_bovenbouw"], world.people["bestuursmedewerker"]
    case = case_at(world, "aan_de_grote_tafel")
    involve(case, world.sop)
    waits = "Voorgesteld, aan jou om te bekrachtigen: Bovenschoolse uren"
    propose_exit(case.pk, exit_key="bovenschools", reason="Nodig.", actor=chair)
    assert waits in page(board, "start")
    assert reverse("route:exit", args=[case.pk, "bovenschools"]) in page(board, "start")
    assert waits not in page(chair, "start")
    Case.objects.filter(pk=case.pk).update(visits=F("visits") + 1)
    assert waits not in page(board, "start"), "it was about an earlier visit to the step"


# --- Asking a body outside -----------------------------------------------------------------------------------------


def question(case: Case, by: Person, body: str, **fields: object) -> BodyQuestion:
    return BodyQuestion.objects.create(
        case=case, visit=case.visits, body=body, body_name=body, question="Kan dit?",
        asked_on=clock.today(), asked_by=by, **fields,
    )  # fmt: skip


def test_an_answer_is_recorded_of_who_was_asked_and_a_question_asked_of_who_was_not():
    world = school("het-anker")
    owner, case = world.people["coordinator_noord"], case_at(world, "in_de_unit")
    assert labels(owner, case) == ["Vraag een oordeel van buiten"]
    question(case, owner, "commissie")
    assert labels(owner, case) == ["Vraag een oordeel van buiten", "Leg het oordeel van buiten vast"]
    form = page(owner, "act", case.pk, "record_body_answer")
    assert "Commissie Haven" in form, "one who was asked is named, though there is nothing to choose"
    assert "Onderwijsraad Zee" not in form
    question(case, owner, "raad")
    assert labels(owner, case) == ["Leg het oordeel van buiten vast"]


def test_before_a_body_answers_it_is_asked():
    world = school("het-anker")
    owner, case = world.people["coordinator_noord"], case_at(world, "in_de_unit")
    before_the_panel = page(owner, "case", case.pk).partition('id="deciding"')[0]
    assert "Vraag een oordeel van buiten" in before_the_panel
    assert "Leg het oordeel van buiten vast" not in before_the_panel


# --- Waiting for a place -------------------------------------------------------------------------------------------


def test_who_waits_is_offered_another_group_or_nothing():
    world = school("de-brug")
    director, case = world.people["directeur_brug"], case_at(world, "wachtend")
    assert labels(director, case) == ["Zet de leerling op de wachtlijst"]
    put_on_waiting_list(case.pk, group_id=world.group.pk, actor=director)
    assert labels(director, case) == []
    Group.objects.create(school=world.school, name="Groep 6", years="6")
    assert labels(director, case) == ["Wacht op een andere groep"]
    assert f'value="{world.group.pk}" selected' in page(director, "act", case.pk, "put_on_waiting_list")


# --- Closing and limits --------------------------------------------------------------------------------------------


def test_an_end_is_no_step_to_go_to():
    world = school("de-vliegenier")
    chair, case = world.people["ib_bovenbouw"], case_at(world, "aan_de_grote_tafel")
    form = page(chair, "exit", case.pk, "close-secondary_school")
    assert "naar naar" not in form
    assert "De casus sluit bij: De grote tafel" in form


def test_a_school_without_limits_is_not_asked_for_one():
    world = school("de-kleine-beer", ("is: at_least", "is: at_most"))
    case = case_at(world, "sterrenplan")
    form = page(world.people["schoolhoofd"], "exit", case.pk, "lukt_niet")
    assert "Waar baseer je dat op?" in form
    assert "Welke grens" not in form
    url = reverse("route:exit", args=[case.pk, "lukt_niet"])
    post(world.people["schoolhoofd"], url, instead="Meer dan wij hebben.", reasons="Drie evaluaties.", seen_visit=1)
    case.refresh_from_db()
    assert case.step == "lukt_niet"
