"""OPPs: one that goes well, one in dispute, and one that waits for a father whom nobody can reach."""

from caseflow.demo.arcs import Days, evaluation, opp_in_force
from caseflow.demo.family import Child, about, father, mother
from caseflow.demo.long_arcs import to_arrangement
from caseflow.demo.teller import Teller, goal

READS = (
    "21 woorden per minuut",
    "26 woorden per minuut",
    "31 woorden per minuut",
    "36 woorden per minuut",
    "40 of meer woorden per minuut",
)
STARTS = (
    "Begint alleen met iemand ernaast",
    "Begint na twee keer vragen",
    "Begint na één keer vragen",
    "Begint zelf bij taken die hij kent",
    "Begint zelf bij nieuwe taken",
)


@about(Child("Bente", "Hofstra", "Groep 6", 6, (mother("Karin Hofstra"), father("Wouter Hofstra"))))
def reads_again(t: Teller) -> Days:
    """Progress at the first evaluation; the second comes near."""
    yield from to_arrangement(
        t, 68, "poa_begeleiding", worry="Bente leest op het niveau van groep 3 en haakt af bij de zaakvakken.", area="taal",
        saw="Zet haar vinger bij ieder woord en weet aan het eind van de zin het begin niet meer.",
        aim="Bente leest zelf de tekst van een zaakvakles.",
    )  # fmt: skip
    yield from opp_in_force(
        t, 52, destination="Vmbo-basis of kader; de lijn stellen we ieder jaar bij.", grounds="Leesniveau E3, rekenen M5, luisteren gemiddeld.",
        helps="Sterk in samenwerken en handenarbeid; ouders lezen iedere avond voor.", hinders="Dyslexie, en schaamte bij hardop lezen.",
        support="Vier keer per week twintig minuten lezen, voorleessoftware bij de zaakvakken, nooit een onverwachte leesbeurt.",
        goals=lambda: [
            goal("taal", "Bente leest een tekst van niveau M4 vlot.", READS[0], "lib", READS[2], *READS),
            goal("werkhouding", "Bente begint zelf aan een taak.", STARTS[0], "kanvas", STARTS[2],
                 *(step.replace(" hij ", " ze ") for step in STARTS)),
        ],
        words="Ik wil niet meer apart in de gang. Wel met iemand samen.", influence="Lezen gebeurt in de klas, in een tweetal.",
        talk="Ouders willen dat Bente trots blijft. Over de uitstroom hebben we een bandbreedte afgesproken, geen punt.",
    )  # fmt: skip
    yield from evaluation(
        t, 25, (-1, "27 woorden per minuut op de LIB-toets van januari."), (0, "Begint bij acht van de tien taken na één keer vragen."),
        held=85, conclusion="Vooruitgang op beide doelen. Bente leest nu zelf de bijschriften bij geschiedenis.",
        then="Zo doorgaan; de begeleiding bouwen we na de zomer langzaam af.",
        words="Lezen is nu meer gewoon. Ik wil ook een spreekbeurt doen.", influence="De spreekbeurt staat gepland; ze kiest zelf het onderwerp.",
    )  # fmt: skip
    yield t.ago(5)
    t.ends_arrangement(
        "partly",
        "Bente leest in de klas mee met hulp van de software. De begeleider komt niet meer; het OPP loopt door.",
    )


@about(Child("Daan", "Oosterhuis", "Groep 7", 7, (mother("Chantal Vermeulen"), father("Rik Oosterhuis"))))
def his_father_objects(t: Teller) -> Days:
    """Divorced parents: mother agrees with the second version, father does not. The first stays in force meanwhile."""
    yield from to_arrangement(
        t, 50, "poa_begeleiding", worry="Daan raakt in paniek bij toetsen en weigert dan alles.", area="sociaal_emotioneel",
        saw="Scheurt zijn toetsblad doormidden en zegt dat hij toch dom is. Een uur later maakt hij dezelfde sommen goed.",
        aim="Daan vraagt hulp in plaats van te weigeren.",
    )  # fmt: skip
    yield from opp_in_force(
        t, 34, destination="Vmbo-kader of gemengd.", grounds="Leert gemiddeld, presteert onder druk ver daaronder.",
        helps="Humor, kennis van techniek, hechte band met zijn oma.", hinders="Faalangst; twee huizen met verschillende regels.",
        support="Toetsen in delen, een vaste volwassene, iedere vrijdag een gesprek van tien minuten.",
        goals=lambda: [
            goal("sociaal_emotioneel", "Daan vraagt om hulp of een pauze voordat hij weigert.", "Weigert bij vier van de vijf toetsen.", "kanvas",
                 "Weigert bij hoogstens twee van de vijf.", "Vier van de vijf", "Drie van de vijf", "Twee van de vijf", "Eén van de vijf", "Weigert niet meer"),
        ],
        words="Ik wil niet dat iedereen het ziet als ik naar buiten ga.", influence="Er is een afgesproken gebaar; hij loopt zelf weg zonder te vragen.",
        talk="Beide ouders waren er, na elkaar. Zij zien hetzelfde gedrag en denken verschillend over de oorzaak.",
    )  # fmt: skip
    yield from evaluation(
        t, 5, (-1, "Drie van de vijf toetsen geweigerd."), held=80, conclusion="Eerste stap is gezet: het gebaar werkt.",
        then="Toetsen op een andere plek en op een ander moment proberen.",
        words="Bij meneer Casteleins kamer kan ik het wel.", influence="Nieuwe versie: toetsen in een rustige kamer.",
    )  # fmt: skip
    yield t.ago(4)
    t.adjusts(
        "Toetsen in een aparte ruimte, verdeeld over twee dagen. Vaste volwassene op vrijdag. Geen huiswerk in toetsweken.",
        t.goal_again(0), deviations="Geen huiswerk in toetsweken.",
    )  # fmt: skip
    t.child_says(
        "adjusting",
        "Apart is goed, maar ik wil wel bij de gewone uitleg zijn.",
        "De uitleg blijft in de klas; alleen de toets is apart.",
    )
    t.offers()
    yield t.ago(3)
    t.agrees("Chantal", "Fijn dat het rustiger wordt.")
    yield t.ago(2)
    t.objects(
        "Rik",
        "Ik wil niet dat hij een uitzondering wordt. Zonder huiswerk raakt hij verder achter. Laten we eerst praten.",
    )


@about(
    Child(
        "Malik", "Mensah", "Groep 4", 4, (mother("Abena Mensah", language="en"), father("Kwame Mensah", language="en"))
    )
)
def waits_for_who_cannot_be_reached(t: Teller) -> Days:
    """Father works abroad and did not answer after tries on several days: only the director may go on without him."""
    yield from to_arrangement(
        t, 24, "poa_begeleiding", worry="Malik leert anders dan de groep en vraagt iedere dag veel van zijn leerkracht.", area="rekenen",
        saw="Legt tien blokjes neer en telt er twaalf. Als ik meetel, klopt het.", aim="Malik rekent met materiaal tot 20.", hours=4,
    )  # fmt: skip
    yield t.ago(8)
    t.draws_up(
        "Praktijkonderwijs of vmbo-basis; in groep 4 is dat nog een voorlopige lijn.", "Leert over de hele linie langzamer; IQ-onderzoek volgt.",
        "Nieuwsgierig, behulpzaam, gek op muziek.", "Onthoudt weinig zonder plaatje of ritme.",
        "Vier keer per week twintig minuten eigen instructie met materiaal en ritme; één doel tegelijk.",
        goal("rekenen", "Malik telt en legt hoeveelheden tot 20.", "Tot 10, met hulp.", "lib", "Tot 20, zonder hulp.",
             "Tot 10 met hulp", "Tot 10 zonder hulp", "Tot 20 met hulp", "Tot 20 zonder hulp", "Over de 20"),
    )  # fmt: skip
    yield t.ago(7)
    t.child_says(
        "setting", "Met de trommel kan ik tellen.", "Tellen begint iedere keer met de trommel.", by="Devika Ramautar"
    )
    t.talks_with_parents("Moeder was er, vader was uitgenodigd en niet bereikbaar. Moeder herkent de doelen.")
    t.sets_perspective()
    t.offers()
    yield t.ago(6)
    t.agrees("Abena")
    t.tries_to_reach("Kwame", "phone")
    yield t.ago(4)
    t.tries_to_reach("Kwame", "mail")
    yield t.ago(1)
    t.tries_to_reach("Kwame", "letter")
