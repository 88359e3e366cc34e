"""What the tests show: a track that Caseflow proposes, a child that is on one, one that may go to a desk, and one of whom all is well."""

from collections.abc import Callable
from datetime import date
from functools import partial

from caseflow.demo.arcs import Days
from caseflow.demo.family import Child, about, father, mother
from caseflow.demo.teller import Teller
from pupils.commands.intervention import start_intervention

WORDS, SUMS = "hoofdmeting_woorden", "hoofdmeting_rekenen"
INTENSIVE = (
    "De remedial teacher gaf de hulp, twee keer per week dertig minuten, een jaar lang. Na het eerste halfjaar las Joris"
    " 21 woorden in een minuut, nu 24. Hij raadt minder; het tempo groeit nauwelijks."
)


@about(Child("Jip", "Terpstra-Mulder", "Groep 4", 4, (mother("Annelies Mulder"), father("Hidde Terpstra"))))
def a_track_is_proposed(t: Teller) -> Days:
    """Nobody has looked at it yet: the watch saw the result, and it waits for the IB-er."""
    yield t.main_test(1)
    t.measures(WORDS, "C", 28)
    t.measures(SUMS, "B", 121)
    yield t.main_test()
    t.measures(WORDS, "D", 33)
    t.measures(SUMS, "B", 148)
    yield t.ago(2)
    t.saw("taal", "Leest de eerste letters en raadt de rest: 'boom' wordt 'boot'.", "Zachtjes meelezen met een vinger.")


@about(Child("Saar", "Hoekema", "Groep 5", 5, (mother("Tineke Hoekema"), father("Jelle Hoekema"))))
def is_helped_with_reading(t: Teller) -> Days:
    """On the track of dyslexia, at the second level; the reading file lies before her parents, one answered."""
    yield t.main_test(2)
    t.measures(WORDS, "D", 29)
    yield t.main_test(1)
    t.measures(WORDS, "E", 31)
    yield t.ago(26)
    t.opens("Het lezen groeit te weinig: van 29 naar 31 woorden in een half jaar.", track="dyslexie")
    yield t.ago(24)
    t.writes_in(
        "leesdossier",
        leesles="Saar leest iedere dag mee in de groep en krijgt daarna tien minuten extra uitleg. BOUW! is in groep 3"
        " en 4 ingezet, vier keer per week; zij heeft het programma voor twee derde afgemaakt.",
    )
    t.lays("leesdossier")
    yield t.ago(23)
    t.signs("Tineke", "discussed", "Wij lezen thuis elke avond samen. Dat gaat beter als zij het boek kiest.")
    t.signs("Jelle", "discussed")
    yield t.ago(12)
    t.informs_parents("Gesprek na schooltijd; beide ouders waren er.")
    t.to("dyslexie_niveau_2", "De leesles in de groep is op orde. Saar heeft meer oefening nodig dan daarin past.")
    yield t.ago(5)
    t.saw(
        "taal", "Las een bladzijde voor aan een kleuter en verbeterde zichzelf twee keer.", "Eerst zelf mogen oefenen."
    )
    yield t.ago(3)
    t.measures(WORDS, "E", 38, between=True)
    yield t.ago(1)
    t.writes_in(
        "leesdossier",
        extra_hulp="Drie keer per week twintig minuten in een groepje van drie, negen weken lang. Zij leest nu 38 woorden"
        " in een minuut; het waren er 31. Zij raadt minder en durft hardop te lezen.",
    )
    t.lays("leesdossier")
    yield t.ago(days=3)
    t.signs("Tineke", "discussed", "Wij zien het ook. Zij pakt zelf een boek.")


@about(Child("Bram", "Wiersma", "Groep 6", 6, (mother("Joyce Wiersma"), father("Sjoerd Wiersma"))))
def does_well(t: Teller) -> Days:
    """Results of which nothing follows: once is not twice in a row."""
    yield t.main_test(1)
    t.measures(WORDS, "B", 71)
    t.measures(SUMS, "A", 176)
    yield t.main_test()
    t.measures(WORDS, "B", 80)
    t.measures(SUMS, "A+", 203)


@about(Child("Joris", "Wevers", "Groep 5", 5, (mother("Lonneke Wevers"), father("Thijs Wevers"))))
def is_ready_for_the_desk(t: Teller) -> Days:
    """A year of intensive help and the same level each time: all that the desk asks is there, and nobody asked yet."""
    for day, happens in sorted(_a_year_of_help(t), key=lambda one: one[0]):
        yield day
        happens()


def _a_year_of_help(t: Teller) -> list[tuple[date, Callable[[], None]]]:
    """Days of the school's own calendar between days of this child's: in another month their order is another."""
    tested = [(3, 12), (2, 16), (1, 21), (0, 24)]
    return [
        *((t.main_test(back), partial(t.measures, WORDS, "E", score)) for back, score in tested),
        (t.ago(69), lambda: t.opens("Twaalf woorden in een minuut, en de letters nog niet vlot.", track="dyslexie")),
        (t.ago(68), lambda: _written(t, leesles="Joris leest iedere dag mee, met een maatje en met extra uitleg.")),
        (t.ago(67), lambda: _signed(t)),
        (t.ago(66), lambda: t.informs_parents("Gesprek aan de instructietafel, met de toets erbij.")),
        (t.ago(65), lambda: t.to("dyslexie_niveau_2", "In de groep oefenen is voor Joris niet genoeg.")),
        (t.ago(55), lambda: _written(t, extra_hulp="Drie keer per week vijftien minuten; van 14 naar 16 woorden.")),
        (t.ago(54), lambda: _signed(t)),
        (t.ago(53), lambda: t.talks_before("Na schooltijd: wat het oefenen bracht, en wat wij nu gaan doen.")),
        (t.ago(52), lambda: _intensive(t)),
        (t.ago(2), lambda: _written(t, intensieve_hulp=INTENSIVE)),
        (t.ago(1), lambda: _signed(t)),
    ]


def _intensive(t: Teller) -> None:
    t.to("dyslexie_niveau_3", "Na twaalf weken extra oefenen leest Joris even langzaam als ervoor.")
    start_intervention(
        t.pupil.pk,
        "Losse woorden en zinnen met een methode voor leesproblemen, alleen of met zijn tweeën",
        "Vlot en zonder raden woorden lezen.",
        "remedial teacher van de school",
        30,
        2,
        t.ago(52),
        goal="Van 12 naar 30 woorden in een minuut.",
        level="zorgniveau_3",
        group_size=2,
        score_before="12 woorden in een minuut",
        actor=t.teacher,
    )


def _written(t: Teller, **parts: str) -> None:
    t.writes_in("leesdossier", **parts)
    t.lays("leesdossier")


def _signed(t: Teller) -> None:
    t.signs("Lonneke", "discussed")
    t.signs("Thijs", "discussed")
