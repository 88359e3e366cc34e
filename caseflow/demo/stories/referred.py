"""From handelingsverlegenheid to the desk: a concept that one parent saw, a referral at the SWV, and advice to stay."""

from caseflow.demo.arcs import Days, advice_from_outside, cycle, evaluation, talked_inside
from caseflow.demo.family import Child, about, father, mother
from caseflow.demo.long_arcs import Year, established, sent, shown, under_an_opp
from caseflow.demo.stories.watched import CALM, SELF_RELIANT, SUMS
from caseflow.demo.teller import Teller, goal


@about(Child("Fenna", "Timmer", "Groep 5", 5, (mother("Wendy Timmer"), father("Stefan Timmer"))))
def her_father_has_not_looked_yet(t: Teller) -> Days:
    """Established; the referral is ready, mother saw it and wrote her view, father did not open it yet."""
    yield from under_an_opp(t, 76, Year(
        worry="Fenna kan in een grote groep niet leren: zij loopt weg, verstopt zich en eet niet.", area="sociaal_emotioneel",
        saw="Zit een uur achter het gordijn van de bieb. Zegt dat het licht pijn doet.",
        aim="Fenna is de hele ochtend in de klas.",
        destination="Vmbo of hoger; haar leren loopt achter door wat zij mist.", grounds="Autisme (kinderpsychiater), leert gemiddeld.",
        helps="Weet alles van vogels, schrijft graag.", hinders="Prikkels: geluid, licht, geur van eten.",
        support="Koptelefoon, plek bij het raam, eigen ingang, vier uur per week begeleiding.",
        goals=lambda: [
            goal("sociaal_emotioneel", "Fenna is vaker een hele ochtend in de klas.", "Geen hele ochtend per week.", "kanvas", "Twee ochtenden.",
                 "Geen hele ochtend", "Eén ochtend", "Twee ochtenden", "Drie ochtenden", "Alle ochtenden"),
            goal("werkhouding", "Fenna werkt zelf aan een taak.", SELF_RELIANT[0], "kanvas", SELF_RELIANT[2], *SELF_RELIANT),
        ],
        words="In de tuin is het stil genoeg.", influence="Twee keer per dag een kwartier schooltuin.",
        first=((-2, "Geen hele ochtend in de telweken."), (-2, "Werkt in de bieb, niet in de klas.")),
        second=((-2, "Geen hele ochtend; drie dagen thuis gebleven."), (-2, "Werkt in de bieb, niet in de klas.")),
        conclusion="Alles wat wij kunnen bieden is gedaan. Fenna heeft een kleinere groep nodig.",
    ))  # fmt: skip
    yield from established(
        t, 6.5, talk="Ouders zien thuis hetzelfde. Zij vinden het verdrietig en ook een opluchting dat het hardop gezegd is.",
        limit="zelfstandig_in_28", instead="Een groep van hoogstens veertien kinderen, met een rustige ruimte.",
        reasons="Twee evaluaties zonder stap, de laatste met alle afgesproken hulp. Fenna gaat eraan onderdoor; wachten helpt haar niet.",
    )  # fmt: skip
    yield from shown(t, 3, "tlv", "Is plaatsing in het speciaal basisonderwijs passend voor Fenna?")
    yield t.ago(1.5)
    t.adds_view(
        "Wendy", "Het klopt wat er staat. Ik wil erbij hebben dat Fenna in de tuin wél straalt. Vergeet dat niet."
    )


@about(Child("Jens", "Bulut", "Groep 4", 4, (mother("Sibel Bulut"), father("Murat Bulut"))))
def the_director_could_not_wait(t: Teller) -> Days:
    """No half year: it was not safe. Established on a ground of its own; the referral has still to be made."""
    yield t.ago(16)
    t.saw("gedrag", "Beet een klasgenoot in de arm toen de bouwhoek vol was. Was daarna een half uur niet bereikbaar.")
    t.opens("Jens is een gevaar voor zichzelf en anderen als hij boos wordt; drie keer in twee weken.")
    yield from cycle(
        t, 16, lasts=6, minutes=30, times=5, whom="leerkracht en onderwijsassistent",
        signals="Bijten, gooien, weglopen naar de straat. Tussendoor een vrolijk kind dat graag helpt.",
        needs="Eén volwassene die steeds in de buurt is.", plan="Onderwijsassistent iedere ochtend in de groep, veiligheidsplan met ouders.",
        what="Onderwijsassistent iedere ochtend", need="veiligheid", brought="In de ochtend één incident per week, in de middag drie.",
        effect="Met één op één gaat het. Dat kan de school niet volhouden.",
    )  # fmt: skip
    yield from talked_inside(
        t, 9, told="Ouders op school, met de huisarts aan de telefoon.", reason="Het is niet veilig.",
        question="Wat is nu nodig, en wie kan dat bieden?", minutes="Meteen advies van POA vragen.",
    )  # fmt: skip
    yield from advice_from_outside(
        t, 7, "orthopedagoog", reason="Advies nodig op korte termijn.", question="Kan Jens hier veilig zijn?",
        minutes="De orthopedagoog keek twee ochtenden. Ouders vertelden wat er in de vorige stad is geprobeerd.",
        advice="Jens heeft een plek nodig waar behandeling en onderwijs samengaan. Wacht hier niet een half jaar mee.",
    )  # fmt: skip
    yield t.ago(3)
    t.cannot_wait(
        "Vier ernstige incidenten in drie weken, waarvan één op straat. De veiligheid van Jens en de groep is niet te borgen."
    )
    t.proposes("poa_begeleiding", "Een volwassene dichtbij tot er een plek is.", 20, t.ahead(80))
    t.all_agree_to_partner("poa_begeleiding")
    t.is_granted("Overbrugging; de onderwijsassistent alleen houdt dit niet vol.")
    t.to("arrangement", "Overbrugging.")
    yield t.ago(2.5)
    t.draws_up(
        "Nog niet te zeggen; eerst veiligheid en behandeling.", "Ernstige gedragsproblemen, onderzoek loopt bij de ggz.",
        "Vrolijk, sterk in bouwen, ouders werken mee.", "Verliest zichzelf bij drukte.", "Twintig uur per week nabijheid, halve dagen, veiligheidsplan.",
        goal("gedrag", "Minder ernstige incidenten.", CALM[0], "kanvas", CALM[2], *CALM),
    )  # fmt: skip
    t.child_says(
        "setting", "Ik wil niet boos zijn.", "Het plan begint met wat Jens rustig maakt.", by="Devika Ramautar"
    )
    yield t.ago(2)
    t.talks_with_parents("Ouders willen vooral dat het weer veilig is. Zij steunen halve dagen, als het tijdelijk is.")
    t.sets_perspective()
    t.offers()
    t.all_agree()
    t.puts_in_force()
    t.to("opp", "De overbrugging staat in het handelingsdeel.")
    yield t.ago(1)
    t.informs_parents("De directeur belde beide ouders en nodigde hen uit.")
    t.is_established("handelingsverlegen", "veiligheid", "Onderwijs met behandeling, in een kleine groep.",
                     "De veiligheid is niet te borgen; de orthopedagoog adviseert om niet te wachten.")  # fmt: skip


@about(Child("Senna", "Jagessar", "Groep 6", 6, (mother("Sharda Jagessar"), father("Roy Jagessar"))))
def waits_for_the_swv(t: Teller) -> Days:
    """A TLV was asked; one of the two experts has advised, the SWV has not decided."""
    yield from under_an_opp(t, 86, Year(
        worry="Senna leert anders en veel langzamer; de afstand wordt ieder jaar groter.", area="rekenen",
        saw="Weet aan het eind van de les niet meer welke som wij samen deden.",
        aim="Senna rekent op haar eigen lijn.",
        destination="Praktijkonderwijs.", grounds="IQ 62, rekenen M3, lezen M4.",
        helps="Zingt, doet graag mee, heeft een sterk gezin.", hinders="Korte aandacht, onthoudt weinig.",
        support="Eigen leerlijn, vier uur per week begeleiding, wekelijks overleg met ouders.",
        goals=lambda: [
            goal("rekenen", "Senna rekent tot 50 met materiaal.", SUMS[0], "lib", SUMS[2], *SUMS),
            goal("werkhouding", "Senna werkt zelf aan een taak.", SELF_RELIANT[0], "kanvas", SELF_RELIANT[2], *SELF_RELIANT),
        ],
        words="Ik wil ook een keer vooraan.", influence="Iedere week is Senna een dag klassenhulp.",
        first=((-2, "LIB: M3, geen groei."), (-2, "Alleen met begeleiding.")), second=((-2, "LIB: M3, geen groei."), (-2, "Alleen met begeleiding.")),
        conclusion="Geen stap op beide doelen in een jaar; het laatste half jaar met alle hulp die was afgesproken.",
    ))  # fmt: skip
    yield from established(
        t, 16.5, talk="Ouders zijn verdrietig en begrijpen het. Oma las mee in het verslag.", limit="dagelijks_een_op_een",
        instead="Onderwijs in een kleine groep, met leerdoelen op haar niveau en iedere dag hulp dichtbij.",
        reasons="Twee evaluaties zonder stap; het laatste half jaar is de hulp voor negentig procent gegeven.",
    )  # fmt: skip
    yield from sent(
        t, 9, "tlv", "Is speciaal basisonderwijs de plek waar Senna kan groeien?",
        {"Sharda": "Wij willen dat Senna dichtbij huis blijft.", "Roy": "Eens met Sharda. Wij kozen dit niet, maar zien het wel."},
        reason="De vraag is helder, ouders zagen alles en hun kijk gaat mee.",
    )  # fmt: skip
    yield t.ago(2)
    t.expert_advises(
        "Elise Vonkeman",
        "Op grond van het dossier en een observatie adviseer ik sbo. De achterstand past bij haar aanleg; de hulp was passend en voldoende.",
    )


@about(Child("Lieke", "Postma", "Groep 7", 7, (mother("Jetske Postma"), father("Hidde Postma"))))
def is_advised_to_stay(t: Teller) -> Days:
    """The SWV advised that the school go on: a way back, with the OPP that still runs."""
    yield from under_an_opp(t, 101, Year(
        worry="Lieke is bijna iedere dag verdrietig en komt niet tot leren.", area="sociaal_emotioneel",
        saw="Huilt bij het binnenkomen, de jas blijft aan tot half tien.", aim="Lieke komt rustig binnen.",
        destination="Vmbo-theoretisch of havo.", grounds="Leert goed; angst en rouw na het verlies van haar broer.",
        helps="Lezen, schrijven, haar hond.", hinders="Angst om weg te gaan van huis.",
        support="Een kwartier eerder binnen met de hond, iedere dag een gesprek, leerstof geschrapt tot de kern.",
        goals=lambda: [
            goal("sociaal_emotioneel", "Lieke komt vaker zonder tranen binnen.", "Iedere dag verdriet.", "kanvas", "Drie dagen zonder.",
                 "Iedere dag verdriet", "Eén dag zonder", "Drie dagen zonder", "Vier dagen zonder", "Een week zonder"),
            goal("werkhouding", "Lieke werkt zelf aan een taak.", SELF_RELIANT[0], "kanvas", SELF_RELIANT[2], *SELF_RELIANT),
        ],
        words="Met Bo gaat het beter.", influence="De hond mag mee tot kwart over acht.",
        first=((-2, "Geen dag zonder verdriet in de telweken."), (-2, "Werkt alleen naast juf.")),
        second=((-2, "Geen dag zonder verdriet."), (-2, "Werkt alleen naast juf.")),
        conclusion="Geen stap. Wij weten niet of onze hulp hierbij past.",
    ))  # fmt: skip
    yield from established(
        t, 31.5, talk="Ouders willen niet dat Lieke van school gaat, wel dat iemand anders meekijkt.", limit="therapeutische_omgeving",
        instead="Hulp die rouw en school samen aanpakt.", reasons="Wij missen kennis van rouw; de doelen zijn niet gehaald.",
    )  # fmt: skip
    yield from sent(
        t, 28, "advice", "Hoort Lieke op een andere plek, of helpt andere hulp hier?",
        {"Jetske": "Laat haar alsjeblieft bij haar vriendinnen.", "Hidde": "Wij willen hulp, geen andere school."},
        reason="Een advies van het samenwerkingsverband helpt ons en de ouders verder.",
    )  # fmt: skip
    yield t.ago(21)
    t.desk_answers(
        "advice",
        "Blijven. Rouwbegeleiding via de gemeente start binnen vier weken; de school bouwt de dagelijkse gesprekken om naar een vast moment. Wij denken mee bij de volgende evaluatie.",
    )
    yield t.ago(19)
    t.to("opp", "Het advies is blijven. Ouders en Lieke zijn blij; de rouwbegeleiding is begonnen.")
    yield from evaluation(
        t, 8.5, (0, "Drie dagen zonder verdriet in de telweek."), (-1, "Werkt vijf minuten zelf."), held=90,
        conclusion="Voor het eerst een stap op beide doelen. De rouwbegeleiding doet haar goed.",
        then="Zo doorgaan. De begeleiding in de klas stopt; het vaste moment met juf blijft.",
        words="Ik mag nu over hem praten.", influence="Op zijn verjaardag steken we in de klas een kaars aan.",
    )  # fmt: skip
    t.ends_arrangement("partly", "Lieke werkt weer mee; de rouwbegeleiding neemt het over.")
    yield t.ago(7)
    t.saw("sociaal_emotioneel", "Kwam vandaag lachend binnen, zonder hond. Vertelde in de kring over haar broer.")
