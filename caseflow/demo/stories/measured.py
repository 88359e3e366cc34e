"""What the tests show: a track that Caseflow proposes, a child that is on one, and one of whom all is well."""

from caseflow.demo.arcs import Days
from caseflow.demo.family import Child, about, father, mother
from caseflow.demo.teller import Teller

WORDS, SUMS = "hoofdmeting_woorden", "hoofdmeting_rekenen"


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
