"""The whole story of one child, as six people live it: from what a teacher saw to what the SWV advised (issue: proof).

Everything is done by hand in a browser; only the days are told, and the nights between them swept.
"""

from datetime import date

import pytest

from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent
from caseflow.sop.vocabulary import State
from opp.models import Evaluation, Flag
from tests.browser.lying_clock import it_is
from tests.browser.someone import Someone
from tests.browser.village import Village, a_night_passes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ASK = "Stel de vraag aan de ouders"
QUESTION = "Wat helpt Jip om zelf te beginnen en door te werken?"
FLAG = "Signaal: kijk samen of de school nog kan bieden wat nodig is"
SCALE = {
    "−2: waar het kind begint": "begint nooit zelf",
    "−1: minder dan verwacht": "begint soms zelf",
    "0: wat je verwacht": "begint meestal zelf",
    "+1: meer dan verwacht": "begint altijd zelf",
    "+2: veel meer dan verwacht": "helpt een ander op gang",
}
ROUTE = ["basisondersteuning", "leerlingbespreking", "zorgteam", "arrangement", "opp", "handelingsverlegen", "referred"]


def test_the_whole_story_of_one_child(village: Village) -> None:
    the_teacher_sees_something(village)
    the_school_looks_and_tries(village)
    the_mother_says_no_and_later_yes(village)
    they_meet_with_the_expert(village)
    the_director_grants_an_arrangement(village)
    they_make_a_plan_with_the_parents(village)
    a_year_brings_no_progress(village)
    people_establish_what_the_watch_flagged(village)
    the_parents_read_along_and_the_director_sends(village)
    the_desk_advises_and_the_school_takes_jip_back(village)
    all_that_happened_is_in_the_books(village)


def the_teacher_sees_something(village: Village) -> None:
    it_is(date(2025, 9, 8))
    for someone in village.everybody:
        someone.comes_in()
    teacher = village.teacher
    teacher.opens("/")
    teacher.follows("Wat zie je? (Jip)")
    teacher.fills({"Wat zie je?": "Kijkt lang rond voor zij begint.", "Waar gaat het over?": "werkhouding"})
    teacher.fills({"Wat hielp?": "Samen de eerste som maken."})
    teacher.presses("Bewaar")
    teacher.sees("Genoteerd. Dank je.", "Kijkt lang rond voor zij begint.", "8 september 2025")


def the_school_looks_and_tries(village: Village) -> None:
    ib_er, pupil_page = village.ib_er, f"/leerlingen/{village.world.pupil.pk}/"
    ib_er.opens(pupil_page)
    ib_er.follows("Open een casus")
    ib_er.fills({"Waarom open je een casus?": "Jip komt niet tot werken."})
    ib_er.presses("Open")
    ib_er.sees("Nu bij: Handelingsgericht werken in de groep")
    ib_er.opens(pupil_page)
    ib_er.presses("Begin een HGW-cyclus")
    phase(village, "Welke signalen zie je?", "Jip begint niet uit zichzelf.")
    phase(village, "Wat heeft deze leerling nodig?", "Een leerkracht die de taak in stappen knipt.")
    phase(village, "Wat ga je doen?", "Elke ochtend samen beginnen, zes weken lang.")
    intervene(village)
    it_is(date(2025, 10, 27))
    ib_er.opens(pupil_page)
    ib_er.follows("Wat heeft het opgeleverd?")
    ib_er.fills({"Wat leverde dit op: Samen beginnen": "Drie van de vijf keer zelf begonnen."})
    phase(village, "Wat heeft het opgeleverd?", "Het helpt, en niet genoeg.", open_it=False)
    talk_it_over_at_school(village)


def phase(village: Village, question: str, text: str, *, open_it: bool = True) -> None:
    ib_er = village.ib_er
    if open_it and not ib_er.page.url.rstrip("/").rpartition("/")[0].endswith("/hgw"):
        ib_er.follows(question)
    ib_er.fills({question: text})
    ib_er.presses("Vastleggen en verder")
    ib_er.sees("Vastgelegd.")


def intervene(village: Village) -> None:
    village.ib_er.follows("Interventie")
    village.ib_er.fills(
        {
            "Wat ga je doen?": "Samen beginnen",
            "Wat is het doel?": "Jip begint binnen twee minuten",
            "Voor welke behoefte?": "Een taak in kleine stappen",
            "Wie doet het?": "Hanneke Vos",
            "Hoeveel minuten per keer?": 10,
            "Hoe vaak per week?": 5,
        }
    )
    village.ib_er.presses("Vastleggen")
    village.ib_er.sees("De interventie staat erbij.")


def asks_about_one_of_the_partners_people(village: Village, ib_er: Someone) -> None:
    """She chooses who may hear of the child, and reads what the parents will read before it goes."""
    purpose = village.world.sop.purposes["advies_deskundige"]
    one = village.world.people[purpose.roles[0]]
    ib_er.follows("Vraag ouders om toestemming")
    ib_er.fills({"Waarvoor vraag je toestemming?": purpose.name, "Wie mag over dit kind horen?": one.name})
    ib_er.presses("Laat zien hoe de ouders het lezen")
    ib_er.sees("Zo lezen de ouders de vraag")
    ib_er.shows("question")
    ib_er.presses(ASK)


def talk_it_over_at_school(village: Village) -> None:
    ib_er = village.at_the_case(village.ib_er)
    ib_er.does("Licht de ouders in", {"Hoe heb je het verteld?": "in een gesprek op school"})
    ib_er.takes("Bespreken in de leerlingbespreking", "In de groep lukt het niet genoeg.")
    ib_er.does("Plan een bespreking", {"Wanneer?": date(2025, 10, 27), "Wat is de vraag?": QUESTION})
    ib_er.does("Leg de bespreking vast", {"Wat is er besproken en afgesproken?": "Wij vragen het zorgteam."})
    ib_er.takes("Bespreken in het zorgteam", "De vraag is te groot voor ons alleen.")
    ib_er.does("Plan een bespreking", {"Wanneer?": date(2025, 11, 17), "Wat is de vraag?": QUESTION})
    ib_er.does("Nodig de ouders uit")
    ib_er.does("Vraag ouders om toestemming", button=ASK)


def the_mother_says_no_and_later_yes(village: Village) -> None:
    it_is(date(2025, 11, 3))
    mother, father, ib_er = village.mother, village.father, village.ib_er
    mother.opens("/")
    mother.follows("De school vraagt uw toestemming")
    mother.sees("Yara Haddad")
    mother.shows("guardian")
    mother.fills({"Wilt u er iets bij zeggen?": "Ik ken deze mensen niet."})
    mother.presses("Nee, liever niet")
    mother.sees("U zei nee op 3 november 2025.", "Wat kan er nu wel?")
    village.at_the_case(ib_er).sees("Er is nee gezegd. Dit kan nu", "Ik ken deze mensen niet.")
    ib_er.presses("Gedaan")  # the task to talk about what can be done instead
    village.outsider.opens("/")
    village.outsider.sees("Er is nu niets met u gedeeld.")

    it_is(date(2025, 11, 10))
    ib_er.does("Plan een bespreking", {"Wanneer?": date(2025, 11, 17), "Wat is de vraag?": QUESTION})
    ib_er.does("Nodig de ouders uit")
    ib_er.does("Vraag ouders om toestemming", button=ASK)
    for parent in (mother, father):
        parent.opens("/")
        parent.follows("De school vraagt uw toestemming")
        parent.presses("Ja, dat mag")
        parent.sees("U zei ja op 10 november 2025.")


def they_meet_with_the_expert(village: Village) -> None:
    ib_er, outsider = village.ib_er, village.outsider
    village.at_the_case(ib_er).does("Deel met de genodigden")
    outsider.opens("/")
    outsider.follows("Jip Vermeer")
    outsider.sees("Kijkt lang rond voor zij begint.", QUESTION)
    outsider.does_not_see("Jip komt niet tot werken.")  # the case itself was not shared
    outsider.shows("outsider")
    outsider.fills({"Uw advies": "Begin met één taak die zeker lukt."})
    outsider.presses("Advies toevoegen")
    outsider.sees("Dank u wel. Uw advies staat erbij.")

    it_is(date(2025, 11, 17))
    village.at_the_case(ib_er).does("Leg de bespreking vast", {"Wat is er besproken en afgesproken?": "Samen gekeken."})
    ib_er.does(
        "Leg een advies vast",
        {"Wie geeft dit advies?": "Het zorgteam", "Wat is het advies?": "Extra begeleiding in de groep."},
    )
    ib_er.sees("Begin met één taak die zeker lukt.", "Extra begeleiding in de groep.")


def the_director_grants_an_arrangement(village: Village) -> None:
    ib_er, director = village.ib_er, village.director
    ib_er.follows("Vraag een arrangement aan")
    ib_er.follows("Begeleiding door POA in de groep")
    ib_er.fills(
        {
            "Wat moet het opleveren voor dit kind?": "Jip begint zelf.",
            "Hoeveel uur per week?": 2,
            "Van": date(2025, 11, 24),
            "Tot en met": date(2026, 11, 20),
        }
    )
    ib_er.presses("Vraag aan")
    asks_about_one_of_the_partners_people(village, ib_er)
    for parent in (village.mother, village.father):
        parent.opens("/")
        parent.follows("De school vraagt uw toestemming")
        parent.presses("Ja, dat mag")
    director.opens("/")
    director.sees("Beslis over: Begeleiding door POA in de groep")
    director.shows("director")
    director.follows("Beslis over: Begeleiding door POA in de groep")
    director.fills({"Wat besluit je?": "Toekennen", "Waarom?": "Het zorgteam ziet dat dit kan helpen."})
    director.presses("Beslis over het arrangement")
    village.at_the_case(ib_er).takes("Een arrangement inzetten", "De directeur kende het toe.")
    ib_er.sees("Nu bij: Arrangement")


def they_make_a_plan_with_the_parents(village: Village) -> None:
    it_is(date(2025, 12, 15))
    ib_er = village.at_the_case(village.ib_er)
    draw_up(village)
    hear_jip(village, "bij het opstellen")
    ib_er.does(
        "Leg het overleg met de ouders vast",
        {"Wanneer sprak je de ouders?": date(2025, 12, 12), "Wat is besproken?": "Wij zien hetzelfde."},
    )
    ib_er.does("Stel het perspectief vast")
    ib_er.does("Leg het handelingsdeel voor aan de ouders")
    it_is(date(2026, 1, 12))
    for parent in (village.mother, village.father):
        parent.opens("/")
        parent.follows("Bent u het eens met de hulp voor uw kind?")
        parent.sees("Elke dag tien minuten samen beginnen.")
        parent.presses("Ja, ik ben het eens")
    village.at_the_case(ib_er).does("Laat het handelingsdeel ingaan")
    ib_er.takes("Verder met een OPP", "De ouders zijn het eens met het plan.")
    ib_er.sees("Nu bij: Werken met een OPP", "Het half jaar telt vanaf", "12 januari 2026")


def draw_up(village: Village) -> None:
    goal = {
        "Gebied": "werkhouding",
        "Wat kan het kind straks?": "Jip begint zelf aan haar werk.",
        "Waar staat het kind nu?": "Begint 1 van de 5 keer zelf.",
        "Gemeten op": date(2025, 12, 8),
        "Waarmee meet je het?": "KanVas",
        "Waar werk je naartoe?": "Begint 4 van de 5 keer zelf.",
        "Te halen op": date(2027, 1, 29),
    }
    plan = {
        "Waar stroomt dit kind naar verwachting uit?": "Vmbo-tl of havo.",
        "Waarop baseer je dat?": "Toetsen en wat wij zien.",
        "Wat helpt dit kind vooruit?": "Jip is nieuwsgierig.",
        "Wat houdt dit kind tegen?": "Beginnen kost haar veel.",
        "Welke ondersteuning krijgt dit kind?": "Elke dag tien minuten samen beginnen.",
    }
    village.ib_er.does("Stel het OPP op", {**plan, **goal, **SCALE})


def hear_jip(village: Village, moment: str) -> None:
    village.ib_er.does(
        "Leg vast wat de leerling vindt",
        {
            "Bij welk moment?": moment,
            "Wat vindt het kind?": "Ik wil rustig kunnen beginnen.",
            "Hoe is het kind gehoord?": "zelf",
            "Wie sprak met het kind?": "Hanneke Vos",
            "Wat is ermee gedaan?": "Jip heeft een vaste plek bij het raam.",
        },
    )


def a_year_brings_no_progress(village: Village) -> None:
    it_is(date(2026, 6, 8))
    evaluate(village, "Jip begint nog niet zelf.")
    a_night_passes(date(2026, 6, 9))
    a_night_passes(date(2026, 8, 24))
    assert not Flag.objects.exists()  # held before the half year was over: it never flags by ageing
    it_is(date(2026, 11, 30))
    evaluate(village, "Ook na een jaar begint Jip niet zelf.")
    assert [one.verdict for one in Evaluation.objects.order_by("held_on")] == ["no_progress", "no_progress"]
    a_night_passes(date(2026, 12, 1))
    a_night_passes(date(2026, 12, 2))
    assert Flag.objects.count() == 1


def evaluate(village: Village, conclusion: str) -> None:
    ib_er = village.at_the_case(village.ib_er)
    hear_jip(village, "bij de evaluatie")
    ib_er.does(
        "Leg de halfjaarlijkse evaluatie vast",
        {
            "Waar staat het kind nu?": "begint nooit zelf",
            "Hoeveel procent van de afgesproken ondersteuning is gegeven?": 90,
            "Waren de ouders bij de evaluatie?": "Ja",
            "Wat is de conclusie?": conclusion,
        },
    )
    ib_er.sees(conclusion)


def people_establish_what_the_watch_flagged(village: Village) -> None:
    ib_er, director = village.ib_er, village.director
    village.at_the_case(village.teacher).does_not_see(FLAG)  # it is for those who steer, until the parents know
    director.opens("/")
    director.sees("Signaal handelingsverlegenheid: bekijk het bewijs en beslis")
    village.at_the_case(ib_er).sees(FLAG)
    ib_er.shows("ib_er")
    ib_er.does(
        "Leg vast dat het signaal met ouders is besproken",
        {"Wat is met de ouders besproken?": "Wij zien allemaal dat dit niet genoeg is."},
    )
    ib_er.does("Licht de ouders in", {"Hoe heb je het verteld?": "in hetzelfde gesprek"})
    village.mother.opens(f"/ouders/kind/{village.world.pupil.pk}/")
    village.mother.follows("Het plan helpt nog niet genoeg")
    village.mother.sees("Wij zien allemaal dat dit niet genoeg is.")
    village.at_the_case(director).chooses("Handelingsverlegenheid vaststellen")
    director.fills(
        {
            "Welke grens van de ondersteuning is bereikt?": "Heeft een heel kleine klas nodig",
            "Wat heeft dit kind nodig dat deze school niet kan bieden?": "Iemand die er steeds bij is.",
            "Waar baseer je dat op?": "Twee evaluaties zonder vooruitgang, bij 90% van de hulp.",
        }
    )
    director.presses("Zet deze stap")
    director.sees("Nu bij: Handelingsverlegenheid")


def the_parents_read_along_and_the_director_sends(village: Village) -> None:
    it_is(date(2026, 12, 8))
    ib_er = village.at_the_case(village.ib_er)
    ib_er.does("Maak de verwijzing klaar", {"Wat vraag je het loket?": "advies", "De vraag, in één zin": QUESTION})
    ib_er.does("Laat de verwijzing aan de ouders zien")
    for parent, view in ((village.mother, "Wij willen dat Jip op deze school blijft."), (village.father, "Ik ook.")):
        parent.opens("/")
        parent.follows("Lees wat de school wil versturen")
        parent.sees(QUESTION)
        parent.fills({"Uw kijk": view})
        parent.presses("Voeg mijn kijk toe")
        parent.sees(view)
    village.director.opens("/")
    village.director.follows("De ouders zagen de verwijzing, of hun tijd daarvoor is voorbij: jij kunt haar versturen")
    village.director.takes("Inbrengen bij het samenwerkingsverband", "Wij weten het niet meer alleen.")
    village.director.sees("Nu bij: Verwijzing naar het samenwerkingsverband")


def the_desk_advises_and_the_school_takes_jip_back(village: Village) -> None:
    it_is(date(2027, 1, 11))
    desk, ib_er = village.desk, village.ib_er
    desk.opens("/")
    desk.follows("Jip Vermeer")
    desk.sees(QUESTION, "Wij willen dat Jip op deze school blijft.")
    desk.shows("swv")
    desk.follows("Antwoord de school")
    grounds = "Blijf, met een begeleider drie ochtenden per week."
    desk.fills({"Het antwoord": "Advies: de leerling kan op deze school blijven", "Gronden": grounds})
    desk.presses("Verstuur het antwoord")
    desk.sees("Uw antwoord is naar de school gegaan.")
    ib_er.opens("/")
    ib_er.follows("Het loket antwoordde: kies wat er volgt")
    ib_er.sees("Blijf, met een begeleider drie ochtenden per week.")
    ib_er.takes("Het advies is blijven, verder met het OPP", "Wij doen wat het samenwerkingsverband adviseert.")
    ib_er.sees("Nu bij: Werken met een OPP")
    village.teacher.opens("/")
    village.teacher.shows("teacher")


def all_that_happened_is_in_the_books(village: Village) -> None:
    case, pupil = village.case, village.world.pupil
    assert (case.state, case.step) == (State.OPP, "opp")
    assert verify(case.chain) == [] == verify(f"pupil-{pupil.pk}")
    moves = CaseEvent.objects.of([case.chain]).order_by("number").values_list("from_state", "to_state")
    assert [after for before, after in moves if before != after] == [*ROUTE, State.OPP]
    assert {someone.person.name: someone.complaints for someone in village.everybody if someone.complaints} == {}
