"""Basisondersteuning: the teacher sees something, tries something, and writes down what it brought."""

from caseflow.demo.arcs import Days, arrangement, cycle, talked_inside, zorgteam
from caseflow.demo.family import Child, about, father, institution, mother
from caseflow.demo.teller import Teller
from pupils.models import Gezag
from pupils.models.guardian import Proof


@about(Child("Djenna", "Rozenblad", "Groep 4", 4, (mother("Naomi Pengel"), father("Clyde Rozenblad"))))
def counts_on_her_fingers(t: Teller) -> Days:
    """A cycle that runs; the case was opened a few weeks ago."""
    yield t.ago(9)
    t.saw("rekenen", "Telt bij 8 + 5 alle vingers, begint steeds bij één. Zucht en gumt veel uit.",
          "Een rekenrek erbij: toen lukten drie van de vijf sommen.")  # fmt: skip
    yield t.ago(7)
    t.saw("rekenen", "Zegt 'ik kan dit niet' nog voordat ze het blad heeft gezien.", "Samen de eerste som hardop doen.")
    yield t.ago(6)
    t.opens("Rekenen tot 20 is nog niet geautomatiseerd en Djenna verliest haar zelfvertrouwen.")
    t.begins_cycle(
        "Telt alles één voor één, ook sommen tot 10. Splitsen kent ze niet uit haar hoofd. Geeft snel op."
        " Sterk: ze legt goed uit wat ze doet en helpt graag anderen."
    )
    yield t.ago(5)
    t.plans(
        "Djenna heeft materiaal nodig om te zien wat een getal is, veel korte herhaling en succes bij de eerste som.",
        "Zes weken lang vier keer per week tien minuten splitsen met het rekenrek aan de instructietafel. Doel: splitsen tot"
        " 10 binnen drie tellen.",
    )
    t.tries("Splitsen oefenen met het rekenrek", "getalbegrip tot 10", "leerkracht, aan de instructietafel", 10, 4,
            offer="verlengde_instructie", goal="Splitsen tot 10 binnen drie tellen.", score_before="4 van 20 splitsingen")  # fmt: skip
    yield t.ago(2)
    t.saw(
        "rekenen",
        "Splitst 6, 7 en 8 zonder rek. Bij 9 pakt ze het rek er zelf bij.",
        "Zelf laten kiezen of ze het rek nodig heeft.",
    )


@about(Child("Tobias", "Wolters", "Groep 7", 7, (
    mother("Ilona Wolters", Gezag.RESTRICTED, evidence="beschikking van de kinderrechter: over school beslist de instelling",
           proof=Proof.COURT, held_by="Nico Brandsma"),
    institution("Nico Brandsma", "beschikking van de kinderrechter: de instelling beslist over school"),
)))  # fmt: skip
def an_institution_decides_about_school(t: Teller) -> Days:
    """No case: his mother decides about care, the institution about school."""
    yield t.ago(3)
    t.saw("werkhouding", "Begint meteen als hij weet wat de bedoeling is. Vraagt anders niets en wacht af.",
          "De eerste som samen doen.")  # fmt: skip


@about(Child("Ties", "van Loon", "Groep 3", 3, (mother("Maaike van Loon"), father("Gertjan van Loon"))))
def letters_do_not_stay(t: Teller) -> Days:
    """A cycle is done: now he can be talked over."""
    yield t.ago(14)
    t.saw(
        "taal",
        "Kent van de acht geleerde letters er drie. Gisteren wist hij de m en de s nog wel.",
        "Letters voelen en schrijven in zand.",
    )
    yield t.ago(11)
    t.opens("De letters blijven niet hangen. In de familie van vader komt dyslexie voor.")
    yield from cycle(
        t, 11, lasts=9, minutes=10, times=5, whom="onderwijsassistent en een tutor uit groep 7",
        signals="Verwisselt b, d en p, hakken en plakken lukt niet. Luistert graag naar verhalen en heeft een grote woordenschat.",
        needs="Elke dag kort oefenen, één letter tegelijk, en lezen dat lukt.",
        plan="Acht weken BOUW! met een tutor, daarnaast iedere dag de letter van de week.",
        what="Met een tutor uit groep 7", offer="bouw", level="zorgniveau_2",
        goal="Twaalf letters en korte woorden lezen.", score_before="3 letters", need="letterkennis en samenvoegen van klanken",
        brought="Van drie naar elf letters. Korte woorden plakken lukt in de helft van de keren.",
        effect="Ties gaat vooruit, maar langzamer dan de groep: elf letters, de groep kent er zeventien.",
    )  # fmt: skip


@about(Child("Rafi", "Haddad", "Groep 6", 6, (mother("Rima Haddad", language="ar"), father("Samer Haddad"))))
def found_his_place_again(t: Teller) -> Days:
    """Support that worked: back in the group after a training."""
    yield t.ago(40)
    t.saw(
        "gedrag",
        "Schopt in de pauze de bal weg als hij niet mag meedoen. Daarna staat hij alleen bij het hek.",
        "Even samen lopen, dan pas praten.",
    )
    t.opens("Ruzies in iedere pauze. Rafi wil meedoen, maar weet niet hoe.")
    yield from cycle(
        t, 39, lasts=8, minutes=10, times=3,
        signals="Vier van de vijf pauzes een conflict. In de klas rustig en behulpzaam.",
        needs="Leren vragen of hij mee mag doen, en een volwassene die voordoet hoe dat klinkt.",
        plan="Voor de pauze een afspraak, na de pauze vijf minuten terugkijken met de kaart 'stop, denk, doe'.",
        what="Pauzeplan met terugkijken", need="contact maken zonder ruzie", whom="leerkracht",
        brought="Twee in plaats van vier conflicten per week.",
        effect="Het helpt als er iemand bij is. Zonder volwassene valt hij terug.",
    )  # fmt: skip
    yield from talked_inside(
        t, 30, told="Gesprek met beide ouders na schooltijd; zij zien thuis hetzelfde bij voetbal.",
        reason="De groep alleen is niet genoeg.", question="Wat heeft Rafi nodig om zonder volwassene mee te kunnen spelen?",
        minutes="Een klein groepje lijkt beter dan steeds een volwassene ernaast. We vragen het zorgteam mee te denken.",
    )  # fmt: skip
    yield from zorgteam(
        t, 28, reason="We willen weten welk aanbod past.", question="Past een training in een klein groepje bij Rafi?",
        minutes="Ouders vertellen dat Rafi vorig jaar zijn beste vriend kwijtraakte door een verhuizing. Iedereen herkent dat hij graag wil.",
        advice={
            "Sigrid van Aalten, orthopedagoog": "Training in een groepje van vier, met twee kinderen uit zijn eigen klas erbij.",
            "Mo Azzouzi, schoolmaatschappelijk werker": "Ouders kunnen thuis dezelfde drie stappen gebruiken; ik geef ze mee.",
        },
    )  # fmt: skip
    yield from arrangement(
        t, 24, "sociale_vaardigheid", goal="Rafi vraagt zelf of hij mee mag doen en blijft vijf minuten meespelen.", hours=1,
        until=t.ago(10), reasons="Past binnen de basisondersteuning en de groep start volgende week.",
    )  # fmt: skip
    yield t.ago(23)
    t.to("arrangement", "De training begint.")
    yield t.ago(16)
    t.saw(
        "sociaal_emotioneel",
        "Vroeg vandaag zelf aan twee jongens of hij mocht keepen. Dat mocht.",
        "Een vaste rol in het spel.",
    )
    yield t.ago(10)
    t.ends_arrangement(
        "reached", "Rafi speelt vier van de vijf pauzes mee zonder conflict. Ouders zien het ook bij voetbal."
    )
    t.to("hgw", "Het heeft geholpen. De leerkracht houdt het pauzeplan tot de vakantie erin.")


@about(Child("Philou", "Groenewoud", "Groep 1-2 B", 2, (mother("Hilde Groenewoud"), mother("Anne Fransen"))))
def reads_already(t: Teller) -> Days:
    """A bright kleuter; the cycle has just begun."""
    yield t.ago(5)
    t.saw("werkhouding", "Leest de dagritmekaarten hardop voor en vraagt wanneer 'het echte werk' begint. Tekent daarna steeds hetzelfde huis.",
          "Een puzzel van groep 3: daar zat ze een half uur geboeid aan.")  # fmt: skip
    yield t.ago(3)
    t.opens("Philou is ver voor op de groep en verveelt zich. Ouders vragen of zij genoeg wordt uitgedaagd.")
    t.begins_cycle()
    yield t.ago(1)
    t.saw(
        "sociaal_emotioneel",
        "Huilt als een toren omvalt. Wil daarna niet opnieuw beginnen.",
        "Benoemen dat oefenen erbij hoort; zelf ook een toren laten vallen.",
    )
