"""The watch: a flag that nobody has answered yet, a flag answered "not yet", and goals that were reached."""

from datetime import timedelta

from caseflow import clock
from caseflow.demo.arcs import Days, evaluation, opp_in_force
from caseflow.demo.family import Child, about, father, mother
from caseflow.demo.long_arcs import Year, to_arrangement, under_an_opp
from caseflow.demo.teller import Teller, goal

SELF_RELIANT = (
    "Werkt alleen met iemand ernaast",
    "Werkt vijf minuten zelf",
    "Werkt tien minuten zelf",
    "Werkt een kwartier zelf",
    "Werkt een hele taak zelf",
)
SUMS = (
    "Rekent tot 20 met materiaal",
    "Rekent tot 20 zonder materiaal",
    "Rekent tot 50 met materiaal",
    "Rekent tot 50 zonder materiaal",
    "Rekent tot 100",
)
CALM = (
    "Vijf keer per week een uitbarsting",
    "Vier keer per week",
    "Drie keer per week",
    "Eén keer per week",
    "Geen uitbarstingen meer",
)


@about(Child("Robin", "Schouten", "Groep 6", 6, (mother("Lisette Schouten"), father("Edwin Schouten"))))
def a_flag_is_raised(t: Teller) -> Days:
    """A second evaluation without progress, after more than half a year: the flag waits for the IB-er and the director."""
    yield from under_an_opp(t, 71, Year(
        worry="Robin leert heel langzaam en raakt de draad kwijt in een groep van 26.", area="werkhouding",
        saw="Zit na de uitleg met zijn handen in zijn schoot tot ik naast hem kom. Dan weet hij nog één stap.",
        aim="Robin werkt tien minuten zelfstandig op zijn niveau.",
        destination="Praktijkonderwijs, voorlopig.", grounds="IQ 68 (WISC-V), rekenen E3, lezen E4.",
        helps="Lief voor jongere kinderen, houdt van koken, ouders denken mee.", hinders="Onthoudt weinig, vlucht in grapjes.",
        support="Vier uur per week begeleiding in de groep, eigen leerlijn rekenen, taken in drie stappen met plaatjes.",
        goals=lambda: [
            goal("rekenen", "Robin rekent tot 50 met materiaal.", SUMS[0], "lib", SUMS[2], *SUMS),
            goal("werkhouding", "Robin werkt zelf aan een taak.", SELF_RELIANT[0], "kanvas", SELF_RELIANT[2], *SELF_RELIANT),
        ],
        words="Rekenen met geld is leuk. De rest niet.", influence="De sommen gaan over geld en boodschappen.",
        first=((-2, "LIB: rekenen onveranderd M3."), (-2, "Begint in een week niet één keer zelf.")),
        second=((-2, "LIB: rekenen onveranderd M3, zonder materiaal gokt hij."), (-2, "Werkt alleen als de begeleider naast hem zit.")),
        conclusion="Geen stap op beide doelen, terwijl de hulp is gegeven. Robin zelf is steeds vaker verdrietig.",
    ))  # fmt: skip
    yield t.ago(1)
    t.saw(
        "sociaal_emotioneel",
        "Staat in de pauze bij de kleuters en helpt met jassen. Daar straalt hij.",
        "Vaste taak als 'kleuterhulp' op woensdag.",
    )


@about(Child("Shanaya", "Sital", "Groep 7", 7, (mother("Reshma Sital"), father("Anil Sital"))))
def the_director_says_not_yet(t: Teller) -> Days:
    """The evidence was there, and people decided otherwise: a ground that a computer cannot know."""
    yield from under_an_opp(t, 83, Year(
        worry="Shanaya kan haar boosheid niet stoppen en de groep is bang voor haar.", area="gedrag",
        saw="Gooit haar stoel om als een ander haar potlood pakt. Daarna huilt ze en ruimt ze alles op.",
        aim="Shanaya stopt zichzelf voordat ze gooit.",
        destination="Vmbo-kader.", grounds="Leert gemiddeld; sociaal-emotioneel jonger dan haar leeftijd.",
        helps="Eerlijk, zorgzaam, sterk in tekenen.", hinders="Slaapt weinig; thuis is veel veranderd.",
        support="Iedere ochtend vijf minuten vooraf, een uitloopplek, wekelijks een uur begeleiding.",
        goals=lambda: [
            goal("gedrag", "Shanaya heeft minder uitbarstingen.", CALM[0], "kanvas", CALM[2], *CALM),
            goal("werkhouding", "Shanaya werkt zelf aan een taak.", SELF_RELIANT[0], "kanvas", SELF_RELIANT[2], *SELF_RELIANT),
        ],
        words="Ik schrik zelf ook van mij.", influence="De uitloopplek heeft ze zelf ingericht.",
        first=((-2, "Vijf uitbarstingen in de telweek."), (-2, "Werkt alleen met de begeleider.")),
        second=((-2, "Zes uitbarstingen in de telweek, vier op maandag."), (-2, "Werkt alleen met de begeleider.")),
        conclusion="Geen stap op beide doelen. Opvallend: bijna alles gebeurt op maandag, na het weekend bij vader.",
    ))  # fmt: skip
    yield clock.today() + timedelta(days=1)
    yield t.ago(13.5)
    t.talks_over_flag(
        "Beide ouders waren er. Sinds drie weken is er een vaste weekendregeling en hulp thuis; zij merken verschil."
    )
    yield t.ago(12)
    t.answers_flag(
        "not_yet", "De oorzaak is pas net aangepakt. We geven de hulp thuis een half jaar en evalueren dan opnieuw."
    )
    yield t.ago(3)
    t.saw(
        "gedrag",
        "Liep op maandag zelf naar de uitloopplek en kwam na vijf minuten terug. Geen stoel gegooid deze week.",
    )


@about(Child("Otis", "Pinas", "Groep 8", 8, (mother("Cheryl Pinas"), father("Delano Pinas"))))
def reached_his_goals(t: Teller) -> Days:
    """The happy way: progress, the OPP ended with his parents, and back to the group."""
    yield from to_arrangement(
        t, 64, "poa_begeleiding", worry="Otis maakte in groep 6 bijna niets af en noemde zichzelf 'de slechtste'.", area="werkhouding",
        saw="Heeft na een half uur drie sommen en een hele tekening van een motor.", aim="Otis maakt een taak zelf af.", hours=2,
    )  # fmt: skip
    yield from opp_in_force(
        t, 48, destination="Vmbo-theoretisch.", grounds="Leert gemiddeld tot goed, plannen en doorzetten zijn zwak.",
        helps="Techniek, humor, een meester die in hem gelooft.", hinders="Kan moeilijk beginnen en weet niet wat hij moet vragen.",
        support="Dagplanning met drie blokken, een uur per week begeleiding bij plannen, zelf zijn voortgang bijhouden.",
        goals=lambda: [goal("werkhouding", "Otis werkt zelf aan een taak.", SELF_RELIANT[0], "kanvas", SELF_RELIANT[2], *SELF_RELIANT)],
        words="Ik wil zelf kiezen met welk blok ik begin.", influence="De volgorde van de blokken bepaalt hij zelf.",
        talk="Ouders zijn blij met een doel dat Otis zelf kan meten.",
    )  # fmt: skip
    yield from evaluation(
        t, 21, (1, "Werkt een kwartier zelf, vier van de vijf dagen."), held=95, conclusion="Doel ruim gehaald.",
        then="Afbouwen en stoppen voor de zomer.", words="Ik heb het niet meer nodig.", influence="We stoppen samen, met een laatste gesprek.",
    )  # fmt: skip
    yield t.ago(18)
    t.ends_arrangement("reached", "Otis plant zelf. De begeleider kwam de laatste weken alleen nog kijken.")
    t.ends_opp("Het doel is gehaald en blijft gehaald zonder begeleiding. Met ouders en Otis besproken.")
    t.finishes("opp_dates")
    t.to("hgw", "Terug naar de gewone ondersteuning in de groep.")
