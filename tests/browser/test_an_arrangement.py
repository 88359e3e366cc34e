"""An arrangement from its request to its evaluation, and what the director sees of it, on a phone and on a desk."""

from datetime import date

import pytest

from caseflow import clock
from caseflow.route.models import Arrangement
from caseflow.route.rebuilding import differences
from tests.browser.lying_clock import it_is
from tests.browser.someone import Someone
from tests.browser.village import Village, a_night_passes
from tests.route.stories import case_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ASKED, GRANTED, HELD = date(2026, 1, 12), date(2026, 1, 19), date(2026, 1, 26)
LAST, EVALUATED, AFTER = date(2026, 4, 17), date(2026, 4, 7), date(2026, 5, 11)
BROUGHT = "Jip begint vier van de vijf keer zelf."
NAME = "Begeleiding door POA in de groep"


def test_an_arrangement_from_request_to_evaluation(village: Village) -> None:
    it_is(ASKED)
    with clock.at(ASKED):
        case_at(village.world, "zorgteam")
    cast = (village.ib_er, village.director, village.mother, village.father, village.outsider)
    for someone in cast:
        someone.comes_in()
    the_ib_er_asks_for_it(village)
    the_parents_say_yes_and_the_director_grants(village)
    helper = village.on_a_phone(village.outsider.person)
    who_comes_from_outside_writes_down_when(village, helper)
    it_is_evaluated_before_it_ends(village)
    the_director_sees_what_is_left(village)
    assert [complaint for someone in (*cast, helper) for complaint in someone.complaints] == []
    assert list(differences()) == []


def the_ib_er_asks_for_it(village: Village) -> None:
    ib_er = village.at_the_case(village.ib_er)
    ib_er.follows("Vraag een arrangement aan")
    ib_er.sees("Licht arrangement van Viertaal", "Medium arrangement van Viertaal", "Verwijzen naar een taalschool")
    ib_er.shows("arrangement-kinds")
    ib_er.follows(NAME)
    ib_er.fills(
        {
            "Wat moet het opleveren voor dit kind?": "Jip begint zelf.",
            "Hoeveel uur per week?": 2,
            "Van": GRANTED,
            "Tot en met": LAST,
            "Wat vraagt de leerkracht van de begeleider?": "Voordoen hoe je een taak in stappen knipt.",
        }
    )
    ib_er.shows("arrangement-form")
    ib_er.presses("Vraag aan")
    ib_er.sees("De aanvraag ligt klaar voor een besluit.", "voorgesteld")
    purpose = village.world.sop.purposes["advies_deskundige"].name
    ib_er.follows("Vraag ouders om toestemming")
    ib_er.fills({"Waarvoor vraag je toestemming?": purpose, "Wie mag over dit kind horen?": "Yara Haddad"})
    ib_er.presses("Laat zien hoe de ouders het lezen")
    ib_er.presses("Stel de vraag aan de ouders")


def the_parents_say_yes_and_the_director_grants(village: Village) -> None:
    it_is(GRANTED)
    for parent in (village.mother, village.father):
        parent.opens("/")
        parent.follows("De school vraagt uw toestemming")
        parent.presses("Ja, dat mag")
    director = village.director
    director.opens("/")
    director.follows(f"Beslis over: {NAME}")
    director.sees("2 uur per week", "Voordoen hoe je een taak in stappen knipt.")
    director.shows("arrangement-decision")
    director.fills({"Wat besluit je?": "Toekennen", "Waarom?": "Het zorgteam ziet dat dit kan helpen."})
    director.presses("Beslis over het arrangement")
    ib_er = village.at_the_case(village.ib_er)
    ib_er.sees("Arrangement evalueren", "OPP vaststellen")
    ib_er.follows(NAME)
    ib_er.follows("Kies wie het uitvoert")
    ib_er.fills({"Wie voert het uit?": "Yara Haddad"})
    ib_er.presses("Bewaar")
    ib_er.sees("Wie komt van buiten", "Yara Haddad")


def who_comes_from_outside_writes_down_when(village: Village, helper: Someone) -> None:
    it_is(HELD)
    helper.secret = village.outsider.secret
    helper.comes_in()
    helper.opens("/uitgenodigd/")
    helper.sees("Hulp die u geeft", "Jip Vermeer")
    helper.presses("Vandaag 60 minuten gegeven")
    helper.sees("26 januari 2026 · 60 minuten", "Jip begint zelf.")
    helper.presses("Neem terug")
    helper.sees("Teruggenomen.", "Er is nog niets genoteerd.")
    helper.follows("Een andere dag, of een andere tijd")
    helper.fills({"Hoeveel minuten?": 90})
    helper.presses("Noteer")
    helper.sees("90 minuten")
    helper.shows("arrangement-outsider")


def it_is_evaluated_before_it_ends(village: Village) -> None:
    a_night_passes(EVALUATED)
    ib_er = village.ib_er
    ib_er.opens("/")
    ib_er.follows("Arrangement evalueren")
    ib_er.fills({"Wat heeft het opgeleverd?": "doel bereikt", "Waaraan zie je dat?": BROUGHT})
    ib_er.shows("arrangement-evaluation")
    ib_er.presses("Evalueer het arrangement")
    ib_er.sees("De evaluatie is vastgelegd.")
    ib_er.follows(NAME)
    ib_er.sees("1,5 van", BROUGHT)
    ib_er.shows("arrangement")
    a_night_passes(AFTER)
    assert Arrangement.objects.get().ended_on == LAST
    mother = village.mother
    mother.opens("/")
    mother.follows("Lees over Jip")
    mother.follows(NAME)
    mother.sees(BROUGHT, "17 april 2026")
    mother.shows("arrangement-guardian")


def the_director_sees_what_is_left(village: Village) -> None:
    director = village.director
    director.opens("/casussen/")
    director.follows("Arrangementen en budget")
    director.follows("Vul in")
    director.fills({"Hoeveel uur is er dit schooljaar?": 100})
    director.presses("Leg vast")
    director.sees("Het budget is vastgelegd.", "100 uur", "1,5 uur")
    director.shows("arrangement-budget")
