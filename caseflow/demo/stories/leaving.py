"""Closed: the support worked, another school admitted the child, a family moved, and a child went on to secondary school."""

from datetime import timedelta

from caseflow import clock
from caseflow.demo.arcs import Days, cycle, evaluation, opp_in_force, talked_inside, zorgteam
from caseflow.demo.family import Child, about, father, mother
from caseflow.demo.long_arcs import Year, established, sent, to_arrangement, under_an_opp
from caseflow.demo.stories.watched import SELF_RELIANT, SUMS
from caseflow.demo.teller import Teller, goal
from caseflow.route.commands.desk import TlvTerms


@about(Child("Luca", "Duarte", "Groep 5", 5, (mother("Patrícia Duarte"), father("Nuno Duarte"))))
def needs_it_no_more(t: Teller) -> Days:
    """Closed by progress: the support ended because it had worked."""
    yield from to_arrangement(
        t, 60, "poa_begeleiding", worry="Luca kwam net uit Portugal en sprak geen Nederlands; hij trok zich terug.", area="spraak_taal",
        saw="Knikt altijd ja. Als ik vraag wat hij moet doen, kijkt hij naar zijn buurman.", aim="Luca vraagt wat hij niet begrijpt.", hours=2,
    )  # fmt: skip
    yield from opp_in_force(
        t, 44, destination="Alle richtingen open.", grounds="Leert goed in het Portugees; Nederlands is nieuw.", helps="Voetbal, rekenen, doorzetten.",
        hinders="Mist nog veel woorden van school.", support="Twee uur per week woorden van het thema vooraf, maatje in de klas.",
        goals=lambda: [
            goal("spraak_taal", "Luca vraagt zelf wat een woord betekent.", "Vraagt nooit iets.", "lib", "Drie keer per dag.",
                 "Vraagt nooit", "Vraagt aan zijn maatje", "Vraagt één keer per dag aan juf", "Drie keer per dag", "Ook in de kring"),
        ],
        words="Rafael mag mijn maatje zijn.", influence="Rafael is zijn maatje.", talk="Ouders lezen thuis in het Portugees door, zoals wij adviseren.",
    )  # fmt: skip
    yield from evaluation(
        t, 18, (2, "Vraagt in de kring wat 'aanstonds' betekent."), held=90, conclusion="Ver boven verwachting.", then="Stoppen met de extra hulp.",
        words="Ik ben nu net als de anderen.", influence="Luca vertelt zelf in de groep dat zijn hulp klaar is.",
    )  # fmt: skip
    yield t.ago(14)
    t.ends_arrangement("reached", "Luca redt zich in alle lessen.")
    t.ends_opp("Het doel is gehaald. Met ouders en Luca besproken.")
    t.finishes("opp_dates")
    t.to("hgw", "Terug naar de groep.")
    yield t.ago(9)
    t.to("close-support_ended", "Na vijf weken zonder extra hulp gaat het goed. Ouders zijn het eens met afsluiten.")
    yield t.ago(7)
    t.adds_afterwards(
        "report",
        "De logopedist",
        "Eindverslag: de woordenschat van Luca is nu gemiddeld voor zijn leeftijd. De behandeling is gestopt.",
    )


@about(Child("Vince", "Slagter", None, 6, (mother("Mirjam Slagter"), father("Bert Slagter")), left_weeks_ago=6))
def went_to_sbo(t: Teller) -> Days:
    """Referred, granted after two separate advices, admitted: only then does the case end."""
    yield from under_an_opp(t, 99, Year(
        worry="Vince verdwaalt in een grote groep en leert er bijna niets.", area="werkhouding",
        saw="Loopt mee met wie opstaat. Aan het eind van de dag is zijn blad leeg.", aim="Vince werkt zelf aan zijn eigen taak.",
        destination="Praktijkonderwijs.", grounds="IQ 65, rekenen E3, lezen E3.", helps="Trouw, vrolijk, sterk met dieren.",
        hinders="Overziet geen taak van meer dan één stap.", support="Eigen leerlijn en vier uur per week begeleiding.",
        goals=lambda: [
            goal("rekenen", "Vince rekent tot 50 met materiaal.", SUMS[0], "lib", SUMS[2], *SUMS),
            goal("werkhouding", "Vince werkt zelf aan een taak.", SELF_RELIANT[0], "kanvas", SELF_RELIANT[2], *SELF_RELIANT),
        ],
        words="Ik wil naar de school van mijn neef.", influence="Wij zijn er samen gaan kijken.",
        first=((-2, "LIB: E3."), (-2, "Geen taak zelf af.")), second=((-2, "LIB: E3."), (-2, "Geen taak zelf af.")),
        conclusion="Geen stap in een jaar; Vince verliest zijn plezier.",
    ))  # fmt: skip
    yield from established(
        t, 29.5, talk="Ouders hadden zelf al bij het sbo gekeken.", limit="dagelijks_een_op_een", instead="Een kleine groep met een eigen leerlijn.",
        reasons="Twee evaluaties zonder stap, en Vince wil het zelf ook.",
    )  # fmt: skip
    yield from sent(
        t, 26, "tlv", "Is sbo passend voor Vince?", {"Mirjam": "Ja, graag voor de zomer.", "Bert": "Eens."}, reason="Alles is compleet en gezien.",
    )  # fmt: skip
    yield t.ago(21)
    t.expert_advises("Elise Vonkeman", "Sbo past: kleine groep, eigen leerlijn. De school deed wat redelijk was.")
    t.expert_advises(
        "Jorinde Kalf",
        "Ik zie een jongen die zichzelf kwijtraakt in een grote groep. Sbo, met aandacht voor zelfvertrouwen.",
    )
    yield t.ago(19)
    today = clock.today()
    t.desk_answers(
        "tlv_granted", "Twee deskundigen adviseren hetzelfde; de basis- en extra ondersteuning zijn benut.",
        TlvTerms("sbo", "", today, today + timedelta(days=730), "TLV-DEMO-0001"),
    )  # fmt: skip
    yield t.ago(8)
    t.ends_arrangement("not_reached", "De begeleiding stopt met de overstap.")
    t.ends_opp("Vince gaat naar een andere school; de doelen gaan mee in de overdracht.")
    t.finishes("opp_dates")
    yield t.ago(6)
    t.is_admitted("Sbo De Waterlelie (demo)")
    t.to("close-admitted_special", "Vince is vandaag begonnen. De warme overdracht is gedaan.")


@about(
    Child(
        "Amira",
        "Ghazali",
        None,
        4,
        (mother("Loubna Ghazali"), father("Karim Ghazali")),
        left_weeks_ago=11,
        leaving="moved",
    )
)
def moved_away(t: Teller) -> Days:
    """The family moved in the middle of it; what was tried goes along with them."""
    yield t.ago(34)
    t.saw("taal", "Draait letters om en wordt stil bij het lezen.", by=t.ib_er)
    t.opens("Lezen en zelfvertrouwen.")
    yield from cycle(
        t, 34, lasts=8, signals="Leest de helft van de woorden verkeerd, schaamt zich.", needs="Lezen dat lukt en niemand die meekijkt.",
        plan="BOUW! met een tutor, vier keer per week.", what="BOUW!", need="letters en woorden", brought="Van 12 naar 19 woorden per minuut.",
        effect="Ze leest weer hardop aan haar zusje voor.", by=t.ib_er,
    )  # fmt: skip
    yield from talked_inside(
        t, 24, told="Moeder gesproken op school.", reason="Groei, maar traag.", question="Gaan we zo door of vragen we onderzoek?",
        minutes="Eerst een tweede periode BOUW!, dan kijken.",
    )  # fmt: skip
    yield t.ago(11)
    t.to("close-moved", "Het gezin verhuist naar Zwolle. De nieuwe school is met toestemming gebeld.")


@about(
    Child(
        "Bo",
        "van Staveren",
        None,
        8,
        (mother("Carla van Staveren"), father("Theo van Staveren")),
        left_weeks_ago=17,
        leaving="secondary_school",
    )
)
def went_on_to_secondary_school(t: Teller) -> Days:
    """A short one: talked over in the zorgteam in the last year, advice for the new school, and goodbye."""
    yield t.ago(60)
    t.opens("Bo raakt het overzicht kwijt; moeder vraagt hoe dat volgend jaar moet.")
    yield from cycle(
        t, 60, lasts=8, signals="Vergeet spullen, is altijd als laatste klaar.", needs="Hulp bij plannen, zonder dat het opvalt.",
        plan="Planner op tafel, op vrijdag samen vullen.", what="Planner", need="plannen", brought="Haalt vier van de vijf deadlines.",
        effect="Helpt, zolang iemand meekijkt.", by=t.ib_er,
    )  # fmt: skip
    yield from talked_inside(
        t, 48, told="Gesprek met moeder.", reason="Met het oog op het voortgezet onderwijs.", question="Wat geven we mee?", minutes="Naar het zorgteam voor advies.",
    )  # fmt: skip
    yield from zorgteam(
        t, 44, reason="Advies voor de overstap.", question="Wat heeft Bo nodig in de brugklas?", minutes="Bo zat er zelf bij en weet precies wat helpt.",
        advice={"Sigrid van Aalten, orthopedagoog": "Een mentor die in het begin iedere week meekijkt met de planner."},
    )  # fmt: skip
    yield t.ago(40)
    t.to("hgw", "Het advies is helder; de leerkracht gaat ermee verder.")
    yield t.ago(17)
    t.to("close-secondary_school", "Bo is geplaatst. Het advies is met ouders en mentor besproken.")
