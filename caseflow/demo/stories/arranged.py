"""Arrangements: one whose OPP is due soon, one whose OPP is late, and one for a child who is ill for long."""

from caseflow.demo.arcs import Days, advice_from_outside, arrangement, cycle, talked_inside, zorgteam
from caseflow.demo.family import Child, about, father, mother
from caseflow.demo.teller import Teller, goal


@about(Child("Ilias", "Idrissi", "Groep 1-2 B", 2, (mother("Soukaina Idrissi"), father("Youssef Idrissi"))))
def the_opp_is_due_soon(t: Teller) -> Days:
    """An arrangement that brings an OPP as standard; it has been drawn up, and two of the six weeks are left."""
    yield t.ago(30)
    t.saw(
        "spraak_taal",
        "Noemt alles 'die'. Rijmen en klappen van woorden lukt niet. Lacht veel en zoekt andere kinderen op.",
    )
    yield t.ago(28)
    t.opens("De spraak-taaldiagnose TOS is er: wat betekent dat voor school?")
    yield from cycle(
        t, 28, lasts=9, minutes=10, times=5, whom="leerkracht en logopedist",
        signals="Onverstaanbaar voor wie hem niet kent. Begrijpt meer dan hij kan zeggen.",
        needs="Visuele steun, herhaling en gesprekspartners die wachten.",
        plan="Dagelijks tien minuten met het gesprekskoffertje, gebaren bij het dagritme, wekelijks overleg met de logopedist.",
        what="Gesprekskoffertje en gebaren", need="zich verstaanbaar maken", brought="Hij gebruikt twaalf gebaren uit zichzelf.",
        effect="Ilias maakt contact en wordt minder boos. De taal zelf groeit nauwelijks.",
    )  # fmt: skip
    yield from talked_inside(
        t, 17, told="Ouders brachten het verslag van het audiologisch centrum mee.", reason="Er is een diagnose.",
        question="Kan Ilias hier blijven, en met welke hulp?", minutes="We vragen Viertaal om advies voor in de klas.",
    )  # fmt: skip
    yield from advice_from_outside(
        t, 14, "viertaal_begeleider", reason="Advies bij TOS.", question="Welk arrangement past bij Ilias?",
        minutes="De begeleider keek een ochtend mee. Ouders vertelden hoe het thuis gaat.",
        advice="Een licht arrangement: coaching van de leerkracht en vier uur per week begeleiding. Werk met een OPP.",
    )  # fmt: skip
    yield from arrangement(
        t, 4.5, "viertaal_licht", goal="Ilias maakt aan een ander kind duidelijk wat hij wil, met woorden of gebaren.", hours=4,
        until=t.ahead(200), reasons="De diagnose is helder en het advies past bij wat wij kunnen bieden.",
        answers={
            "gezien": "Ilias begrijpt korte zinnen met een gebaar erbij. Zinnen van meer dan drie woorden gaan langs hem heen.",
            "bij_de_leerkracht": "Voordoen hoe je wacht en herhaalt, en picto's maken voor de hele groep.",
        },
    )  # fmt: skip
    yield t.ago(3.5)
    t.to("arrangement", "De begeleider van Viertaal begint deze week.")
    helper = t.holder("viertaal_begeleider")
    t.is_carried_out_by(helper)
    t.helps(helper, 90)
    yield t.ago(3)
    t.helps(helper, 120)
    yield t.ago(2)
    t.helps(helper, 120)
    yield t.ago(1)
    t.helps(helper, 90)
    t.draws_up(
        "Regulier basisonderwijs; over de uitstroom zeggen we in groep 2 nog niets met zekerheid.",
        "Gemiddelde intelligentie buiten de taal om, TOS in spraak en zinsbouw.",
        "Zoekt contact, geeft niet op, ouders oefenen thuis mee.", "Onverstaanbaar voor anderen; snel moe van luisteren.",
        "Vier uur per week begeleiding in de klas, coaching van de leerkracht, gebaren en picto's in de hele groep.",
        goal("spraak_taal", "Ilias vertelt in de kleine kring in drie woorden wat hij heeft gedaan.", "Eén woord, met wijzen.", "lib",
             "Zin van drie woorden, verstaanbaar voor de groep.", "Eén woord met wijzen", "Twee woorden", "Drie woorden", "Vier woorden",
             "Een hele zin zonder hulp"),
    )  # fmt: skip
    t.child_says(
        "setting", "Ik wil zelf de dieren zeggen bij juf.", "In het koffertje zitten nu de dieren van de boerderij."
    )


@about(Child("Quinn", "Wolters", "Groep 5", 5, (mother("Roos Wolters"), father("Michiel Wolters"))))
def the_opp_is_late(t: Teller) -> Days:
    """Extra support was granted, and six weeks later nobody had set the OPP: the watch told owner and director."""
    yield t.ago(32)
    t.saw(
        "gedrag",
        "Kruipt onder tafel als het rooster verandert. Komt eruit als ik vertel wat er als eerste gaat gebeuren.",
        "De dag samen herschrijven op een kaart.",
    )
    yield t.ago(30)
    t.opens("Quinn loopt vast bij alles wat anders gaat dan anders. De leerkracht heeft er haar handen vol aan.")
    yield from cycle(
        t, 30, lasts=8, minutes=10, times=5,
        signals="Drie keer per week onder tafel, meestal rond gym, toneel of een invaller.",
        needs="Weten wat komt, en een plek om even weg te kunnen.", plan="Dagkaart, een kwartier van tevoren waarschuwen, een tent in de hoek.",
        what="Dagkaart en waarschuwen", need="omgaan met veranderingen", brought="Eén keer per week onder tafel.",
        effect="Helpt goed als het lukt om te waarschuwen. Bij onverwachte dingen niet.",
    )  # fmt: skip
    yield from talked_inside(
        t, 20, told="Beide ouders op school.", reason="Het kost te veel van de leerkracht.", question="Wat kan de school en wat niet?",
        minutes="Zonder extra handen lukt het niet. Naar het zorgteam.",
    )  # fmt: skip
    yield from zorgteam(
        t, 18, reason="Extra handen gevraagd.", question="Welke hulp in de groep past bij Quinn?",
        minutes="Autisme wordt vermoed; onderzoek loopt via de huisarts. Op school niet op wachten.",
        advice={"Dennis Kromhout, begeleider passend onderwijs": "Drie uur per week in de groep, gericht op de leerkracht én op Quinn."},
    )  # fmt: skip
    yield from arrangement(
        t, 9.5, "poa_begeleiding", goal="Quinn vraagt met zijn kaart om even weg te mogen, voordat hij onder tafel gaat.", hours=3,
        until=t.ahead(150), reasons="De basisondersteuning is gedaan en het zorgteam adviseert dit.",
    )  # fmt: skip
    yield t.ago(8.5)
    t.to("arrangement", "De begeleiding start.")
    yield t.ago(4)
    t.saw(
        "gedrag",
        "Legde zelf de kaart op mijn tafel toen het brandalarm oefende. Liep rustig mee naar buiten.",
        "De kaart ligt nu altijd links boven.",
    )


@about(Child("Tess", "van Zanten", "Groep 7", 7, (mother("Eva van Zanten"), father("Lars van Zanten"))))
def learns_from_her_bed(t: Teller) -> Days:
    """Ill for long: lessons over a screen, with the consulent for ill pupils; no OPP goal of learning, but of taking part."""
    yield t.ago(26)
    t.saw(
        "anders",
        "Na de gym ligt ze met haar hoofd op tafel. Ze zegt dat haar benen 'op' zijn.",
        "Naar huis mogen zonder dat het raar is.",
    )
    yield t.ago(24)
    t.opens("Tess is veel ziek thuis; de kinderarts noemt postviraal en verwacht maanden.")
    yield from cycle(
        t, 24, lasts=6, minutes=30, times=2, whom="leerkracht",
        signals="Twee ochtenden per week op school, daarna een dag in bed. Ze mist vooral haar vriendinnen.",
        needs="Meedoen zonder uitputting.", plan="Twee ochtenden, thuiswerk geschrapt tot rekenen en lezen, iedere week een belletje.",
        what="Aangepast rooster", need="belastbaarheid", brought="Twee ochtenden lukken meestal.", effect="Rust helpt. Contact met de groep ontbreekt.",
    )  # fmt: skip
    yield from talked_inside(
        t, 17, told="Ouders aan de keukentafel, Tess zat erbij.", reason="Langer ziek dan gedacht.",
        question="Hoe blijft Tess bij de groep horen?", minutes="Onderwijs op afstand, met de consulent. Via het zorgteam, met de jeugdarts.",
    )  # fmt: skip
    yield from zorgteam(
        t, 15, reason="Met de jeugdarts.", question="Hoeveel onderwijs is gezond voor Tess?",
        minutes="De jeugdarts overlegt met de kinderarts, als ouders dat goed vinden. Tess: 'ik wil ook bij de saaie lessen zijn'.",
        advice={"Liselot Ferdinandus, jeugdarts": "Twee ochtenden op school, twee keer drie kwartier op afstand. Iedere vier weken bijstellen."},
    )  # fmt: skip
    yield from arrangement(
        t, 5.2, "klassencontact", goal="Tess doet vier momenten per week mee met de groep, op school of via het scherm.", hours=6,
        until=t.ahead(60), asks="onderwijs_bij_ziekte", reasons="Past bij het advies van de jeugdarts en bij wat Tess zelf wil.",
        means="Een set van Klassencontact voor in de klas, en een tablet voor thuis.",
        answers={
            "uren_op_school": 6, "waarom": "Na een halve dag is Tess op. De kinderarts vindt meer nu niet goed.",
            "opbouw": "Iedere vier weken kijken wij met Tess en de jeugdarts of er een uur bij kan.",
        },
    )  # fmt: skip
    yield t.ago(4.4)
    t.to("arrangement", "Het scherm staat in de klas.")
    yield t.ago(2)
    t.saw(
        "sociaal_emotioneel",
        "Zat via het scherm in de kring en maakte een grap. De hele groep lachte.",
        "Het scherm op haar eigen tafel zetten, niet vooraan.",
    )
    yield t.ago(0.4)
    t.evaluates_arrangement(
        "partly", "Drie momenten per week lukken, het vierde nog niet. Tess wil het graag zo houden tot januari."
    )
