"""Advice from outside: of the zorgteam, or of one expert who is asked one thing."""

from caseflow.demo.arcs import Days, advice_from_outside, cycle, talked_inside, zorgteam
from caseflow.demo.family import Child, about, father, mother
from caseflow.demo.teller import Teller
from pupils.models import Gezag


@about(Child("Eda", "Aksoy", "Groep 1-2 A", 2, (mother("Zeynep Aksoy"), father("Hakan Aksoy"))))
def searches_for_words(t: Teller) -> Days:
    """Perhaps TOS: someone of Viertaal reads the question and will come and look; no zorgteam before it."""
    yield t.ago(16)
    t.saw("spraak_taal", "Zegt 'die doen daar' en pakt mijn hand om te laten zien wat ze bedoelt. Wordt boos als ik het niet begrijp.",
          "Op mijn knieën, aankijken, twee woorden voorzeggen.")  # fmt: skip
    yield t.ago(13)
    t.opens("Eda komt niet tot zinnen, ook thuis in het Turks niet. De logopedist denkt aan TOS.")
    yield from cycle(
        t, 13, lasts=7, minutes=10, times=4, whom="onderwijsassistent",
        signals="Zinnen van twee woorden. Begrijpt opdrachten met een gebaar erbij. Speelt graag naast andere kinderen.",
        needs="Korte zinnen, gebaren, en tijd om te antwoorden.",
        plan="Vier keer per week in een groepje van drie met de praatplaat; gebaren in de hele klas.",
        what="Praatplaat in een klein groepje, met gebaren", need="woordenschat en zinsbouw",
        brought="Tien nieuwe woorden, nog geen langere zinnen.",
        effect="Eda is minder vaak boos. De zinnen groeien niet.",
    )  # fmt: skip
    yield from talked_inside(
        t, 5.5, told="Beide ouders op school, met de logopedist aan de telefoon.",
        reason="De logopedist vraagt om een tweede blik.", question="Is observatie door Viertaal nu de goede stap?",
        minutes="Ja: meteen Viertaal vragen. Het zorgteam kan daarna altijd nog.",
    )  # fmt: skip
    yield t.ago(4)
    t.to("advies_buiten", "Observatie door Viertaal.")
    t.plans_talk(
        t.ahead(2), "Wijst wat u ziet op TOS, en wat kan de groep morgen al doen?", invite=("viertaal_begeleider",)
    )
    t.asks_consent()
    t.invites_parents()
    yield t.ago(3)
    t.all_say_yes()
    yield t.ago(2)
    t.shares()


@about(
    Child(
        "Jort",
        "Dijkman",
        "Groep 6",
        6,
        (
            mother("Anja Dijkman"),
            father("Peter Dijkman", Gezag.NO, evidence="beschikking van de rechtbank: moeder heeft alleen het gezag"),
        ),
    )
)
def is_examined_for_dyslexia(t: Teller) -> Days:
    """An examination outside: the RID may read what is needed for it, and wrote a first advice."""
    yield t.ago(34)
    t.saw(
        "taal",
        "Leest 'boom' als 'doom' en begint dan opnieuw. Schrijft drie verschillende spellingen van 'paard' op één blad.",
    )
    yield t.ago(30)
    t.opens("Drie keer achter elkaar een V-min op technisch lezen, ondanks extra oefenen.")
    yield from cycle(
        t, 30, lasts=12, minutes=15, times=4,
        signals="Lezen op niveau E3 in groep 6. Spelling V-min. Vertelt prachtig en weet veel van dieren.",
        needs="Veel herhaling, meer tijd, en een laptop die voorleest.",
        plan="Twaalf weken lezen en spelling op zorgniveau 3, vier keer per week een kwartier.",
        what="Intensief lezen en spelling op zorgniveau 3", need="vlot lezen",
        brought="Van 28 naar 31 woorden per minuut. De achterstand werd groter.",
        effect="Weinig groei bij veel oefenen: dat past bij dyslexie en vraagt onderzoek.",
    )  # fmt: skip
    yield from talked_inside(
        t, 9, told="Moeder gesproken; zij las zelf ook pas laat.", reason="Hardnekkig leesprobleem.",
        question="Is het dossier klaar voor een aanmelding bij het RID?", minutes="Ja. Drie meetmomenten en het plan zitten erbij.",
    )  # fmt: skip
    yield from advice_from_outside(
        t, 5, "rid_behandelaar", kind="order_examination", reason="Onderzoek naar dyslexie.",
        question="Is er sprake van ernstige dyslexie?", minutes="Het dossier is besproken en overgedragen; Jort is drie ochtenden getest.",
        advice="Ernstige dyslexie. Behandeling start na de vakantie. Voor de klas: meer tijd, voorleessoftware, geen onverwachte beurten.",
    )  # fmt: skip


@about(Child("Kiki", "Koster", "Groep 3", 3, (mother("Femke Koster"), father("Jelle Koster"))))
def waits_for_what_was_advised(t: Teller) -> Days:
    """The zorgteam was held; its advice is not written down yet, and the term for that comes near."""
    yield t.ago(19)
    t.saw(
        "motoriek",
        "Houdt het potlood in haar vuist en krijgt de letters niet op de lijn. Na drie minuten schudt ze haar hand uit.",
        "Een dikker potlood en een schuin werkblad.",
    )
    t.opens("Schrijven kost Kiki zoveel moeite dat ze aan de inhoud niet toekomt.")
    yield from cycle(
        t, 19, lasts=8, minutes=10, times=5, whom="leerkracht",
        signals="Schrijft twee woorden per minuut, knoopt geen jas dicht, struikelt vaak. Vertelt graag en veel.",
        needs="Minder hoeven schrijven en tussendoor bewegen.",
        plan="Iedere dag tien minuten schrijfdans, en de helft van het schrijfwerk mondeling.",
        what="Schrijfdans en mondeling werk", need="fijne motoriek", brought="Vier woorden per minuut, minder pijn in haar hand.",
        effect="Het helpt iets. De fysiotherapeut ziet meer dan alleen schrijven.",
    )  # fmt: skip
    yield from talked_inside(
        t, 8, told="Gesprek op school.", reason="Motoriek én tempo.", question="Hoort dit bij groeien, of vraagt het meer?",
        minutes="Naar het zorgteam, met de jeugdarts erbij.",
    )  # fmt: skip
    meeting = t.ago(1.4)
    yield t.ago(5)
    t.to("zorgteam", "Meedenken over motoriek.")
    t.plans_talk(meeting, "Wat heeft Kiki nodig om te kunnen laten zien wat ze weet?")
    t.asks_consent()
    t.invites_parents()
    yield t.ago(4)
    t.all_say_yes()
    yield t.ago(3)
    t.shares()
    yield meeting
    t.holds(
        "Ouders brachten het verslag van de fysiotherapeut mee. De jeugdarts stelde vragen over vallen en moe zijn. Iedereen wil eerst weten of er iets lichamelijks speelt."
    )


@about(Child("Milan", "Ramdin", "Groep 4", 4, (mother("Priya Ramdin"), father("Vinod Ramdin"))))
def an_arrangement_is_proposed(t: Teller) -> Days:
    """The zorgteam advised support in the group; the proposal waits for the director."""
    yield t.ago(30)
    t.saw(
        "werkhouding",
        "Begint pas als ik naast hem sta. Zodra ik wegloop, stopt zijn potlood.",
        "Eerste som samen, daarna de timer op vijf minuten.",
    )
    yield t.ago(26)
    t.opens("Milan leert langzamer dan de groep, op alle vakken, en gaat zichzelf dom noemen.")
    yield from cycle(
        t, 26, lasts=10, minutes=20, times=4,
        signals="Rekenen en lezen op het niveau van groep 3. Vriendelijk, geliefd, snel moe.",
        needs="Leerstof in kleine stappen, veel herhaling, en merken dat hij vooruitgaat.",
        plan="Eigen doelen voor rekenen en lezen, vier keer per week instructie in een groepje van drie.",
        what="Instructie in een klein groepje op eigen niveau", need="basis van rekenen en lezen",
        brought="Rekenen tot 20 lukt nu met materiaal. Lezen van E3 naar M4 is nog niet gehaald.",
        effect="Hij groeit, maar de afstand tot de groep wordt groter.",
    )  # fmt: skip
    yield from talked_inside(
        t, 14, told="Gesprek met beide ouders, zij willen graag weten wat hij aankan.", reason="Op alle vakken.",
        question="Wat mogen we van Milan verwachten en wat vraagt dat van ons?", minutes="We vragen het zorgteam om advies over passende doelen.",
    )  # fmt: skip
    yield from zorgteam(
        t, 10, reason="Advies over passende doelen.", question="Welke doelen en welke hulp passen bij Milan?",
        minutes="Het beeld klopt voor iedereen. Milan zelf wil 'ook een keer de beste zijn'. Ouders zijn opgelucht dat er een plan komt.",
        advice={
            "Sigrid van Aalten, orthopedagoog": "Extra begeleiding in de groep, twaalf weken lang, met doelen die Milan zelf kan zien.",
            "Liselot Ferdinandus, jeugdarts": "Gehoor en ogen zijn goed. Let op slaap: hij gaat laat naar bed.",
        },
    )  # fmt: skip
    yield t.ago(0.6)
    t.proposes(
        "poa_begeleiding",
        "Milan begint zelf aan een taak en werkt tien minuten door op zijn eigen niveau.",
        3,
        t.ahead(130),
    )
