"""Leerlingbespreking: the teacher and the IB-er, and nobody from outside."""

from caseflow.demo.arcs import Days, cycle, talked_inside
from caseflow.demo.family import Child, about, father, foster_parent, mother, voogd
from caseflow.demo.teller import Teller


@about(Child("Noé", "Bergsma", "Groep 7", 7, (mother("Ilse Bergsma"), father("Ronald Bergsma"))))
def hides_what_he_can(t: Teller) -> Days:
    """Talked over; which way to go has still to be chosen."""
    yield t.ago(20)
    t.saw(
        "werkhouding",
        "Levert een leeg blad in. Als ik het mondeling vraag, weet hij alles, ook van volgende week.",
        "Mondeling laten antwoorden.",
    )
    yield t.ago(15)
    t.opens("Hoge scores op de toetsen, lage motivatie. Noé maakt sinds dit jaar bijna niets meer af.")
    yield from cycle(
        t, 14, lasts=8, minutes=45, times=2, whom="leerkracht en plusgroep",
        signals="Toetsen op I+, dagelijks werk onvoldoende. Stelt ingewikkelde vragen, maar kiest de makkelijkste opdracht.",
        needs="Werk waarin hij moet nadenken, en leren doorzetten als iets niet meteen lukt.",
        plan="Compacten van rekenen en taal, plusaanbod rekenen, elke vrijdag terugkijken: wat was moeilijk en wat deed je toen?",
        what="Compacten en plusaanbod", need="uitdaging en leren leren",
        brought="Rekenen gaat beter. Bij taal maakt hij nog steeds weinig af.",
        effect="Uitdaging helpt, maar faalangst lijkt een grotere rol te spelen dan we dachten.",
    )  # fmt: skip
    yield from talked_inside(
        t, 4, told="Telefoongesprek met vader, moeder las mee in de mail.",
        reason="We willen weten of dit faalangst is of onderuitdaging.",
        question="Wat houdt Noé tegen om te laten zien wat hij kan?",
        minutes="ZOOV+ laat een grote voorsprong zien en weinig vertrouwen. Twee wegen: het zorgteam, of meteen advies van buiten. Marleen belt eerst ouders.",
    )  # fmt: skip


@about(Child("Jaïr", "Martina", "Groep 5", 5, (
    foster_parent("Marga Wassenaar"), voogd("Ellen Kruiswijk", "beschikking van de kinderrechter: voogdij bij de instelling"),
)))  # fmt: skip
def lives_with_foster_parents(t: Teller) -> Days:
    """The voogd has gezag, the foster mother knows him best; the talk is next week."""
    yield t.ago(13)
    t.saw(
        "sociaal_emotioneel",
        "Schrikt als de deur dichtvalt en kijkt dan naar mij. Blijft het liefst bij de muur.",
        "Een vaste plek met zicht op de deur.",
    )
    yield t.ago(12)
    t.opens(
        "Jaïr woont sinds een half jaar in een pleeggezin. Hij is in de klas heel alert en komt weinig aan werken toe."
    )
    yield from cycle(
        t, 12, lasts=9, minutes=10, times=5, whom="leerkracht en pleegmoeder",
        signals="Kijkt steeds wie er binnenkomt. Werkt tien minuten als hij weet wat er komt, daarna niet meer.",
        needs="Voorspelbaarheid: weten wat er komt, en een volwassene die merkt wanneer het te veel wordt.",
        plan="Dagritme op zijn tafel, iedere ochtend samen doornemen, een rustige plek die hij zelf mag kiezen.",
        what="Dagritme en een vaste rustplek", need="veiligheid en voorspelbaarheid",
        brought="Werkt nu twintig minuten achter elkaar, op goede dagen langer.",
        effect="Voorspelbaarheid helpt duidelijk. Bij wisselingen (gym, invaller) valt hij terug.",
    )  # fmt: skip
    yield t.ago(1)
    t.informs_parents("De voogd is gebeld; pleegmoeder was bij het gesprek op school.")
    t.to("leerlingbespreking", "We willen een plan voor de momenten waarop het anders gaat dan anders.")
    t.plans_talk(t.ahead(6), "Hoe maken we wisselingen voor Jaïr voorspelbaar, ook bij een invaller?")
