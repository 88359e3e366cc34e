"""Consent: asked and waited for, refused, withdrawn, given, and a guardian of whom nobody knows whether she may say it."""

from datetime import time

from caseflow.demo.arcs import Days, brought_to_zorgteam, cycle, talked_inside
from caseflow.demo.family import Child, about, father, mother
from caseflow.demo.teller import Teller
from pupils.models import Gezag


def _known_in_the_group(
    t: Teller, weeks: float, *, saw: str, opened: str, area: str, plan: str, effect: str, question: str
) -> Days:
    """The way to the zorgteam, told short: seen, tried, talked over inside."""
    yield t.ago(weeks)
    t.saw(area, saw)
    t.opens(opened)
    yield from cycle(
        t, weeks, lasts=8, signals=saw, needs="Kleine stappen, duidelijk zien wat er verwacht wordt, en weten dat vragen mag.",
        plan=plan, what=plan.split(".")[0], need=opened.split(".")[0], brought=effect, effect=effect,
    )  # fmt: skip
    yield from talked_inside(
        t, weeks - 9, told="Gesprek met de ouders op school.", reason="Wat in de groep kan, is gedaan.", question=question,
        minutes="We komen er samen niet uit en willen het zorgteam om advies vragen. De leerkracht bespreekt dat met ouders.",
    )  # fmt: skip


@about(Child("Noor", "van der Linde", "Groep 5", 5, (mother("Sarah van der Linde"), father("Joris van der Linde"))))
def waits_for_her_fathers_answer(t: Teller) -> Days:
    """Mother said yes; father has not answered yet."""
    yield from _known_in_the_group(
        t, 16, area="taal", saw="Leest spellend en raadt het einde van een woord. Bij hardop lezen wordt ze rood.",
        opened="Het lezen stokt. Noor leest op niveau E3 en gaat lezen uit de weg.",
        plan="Vier keer per week een kwartier voor-koor-door lezen. Zij kiest het boek.",
        effect="Iets vlotter (van 31 naar 36 woorden per minuut), de groep groeide er tien.",
        question="Waarom groeit het lezen zo weinig, terwijl Noor er hard voor werkt?",
    )  # fmt: skip
    yield from brought_to_zorgteam(
        t, 1.4, t.ahead(4), begins=time(10), reason="Advies uit verschillende disciplines.",
        question="Is er meer aan de hand dan leesproblemen, en wat helpt Noor om weer te durven?",
    )  # fmt: skip
    yield t.ago(1)
    t.says(
        "Sarah",
        "given",
        "Ik ben blij dat er goed naar gekeken wordt. Noor vindt het spannend, dus graag niet in de klas erover praten.",
    )
    yield t.ago(0.5)
    t.writes(
        "Sarah", "Thuis leest Noor haar broertje wel voor, als niemand kijkt. Misschien helpt het om dat te weten?"
    )


@about(Child("Sem", "Visscher", "Groep 4", 4, (mother("Daphne Visscher"), father("Arnoud Visscher"))))
def his_mother_said_no(t: Teller) -> Days:
    """One refusal stops it, whatever the other said. The school goes on with what it can do itself."""
    yield from _known_in_the_group(
        t, 22, area="gedrag", saw="Loopt onder de uitleg zes keer van zijn plek. Praat door anderen heen en schrikt van een 'nee'.",
        opened="Druk en snel boos. De groep heeft er last van, en Sem zelf ook.",
        plan="Een beweegmoment om het half uur en een teken dat alleen hij en de leerkracht kennen. Iedere dag terugkijken.",
        effect="Van zes naar vier keer van zijn plek. Boos worden gaat niet vanzelf over.",
        question="Wat zit er onder het drukke gedrag en wat kan de groep aan?",
    )  # fmt: skip
    yield from brought_to_zorgteam(
        t,
        5,
        t.ahead(6),
        reason="We willen met anderen meedenken.",
        question="Wat heeft Sem nodig om rustig mee te kunnen doen?",
    )
    yield t.ago(4)
    t.says("Arnoud", "given")
    yield t.ago(3.5)
    t.says(
        "Daphne",
        "refused",
        "Sem is zeven. Ik wil niet dat er met vreemden over hem gepraat wordt. Praat eerst nog eens met mij.",
    )


@about(Child("Aïsha", "Bakkali", "Groep 6", 6, (mother("Naima Bakkali"), father("Khalid Bakkali"))))
def took_it_back(t: Teller) -> Days:
    """Given, shared, and withdrawn: off the agenda, and everybody's access over that day."""
    yield from _known_in_the_group(
        t, 20, area="sociaal_emotioneel", saw="Zegt de hele dag bijna niets. Antwoordt fluisterend, ook als ze het goed weet.",
        opened="Aïsha is stil geworden na de zomer. Zij speelt niet meer mee.",
        plan="Iedere ochtend vijf minuten samen de dag bekijken, en werken met een vast maatje.",
        effect="Met het maatje praat ze zacht. In de kring nog niet.",
        question="Hoe komt Aïsha weer in contact met de groep?",
    )  # fmt: skip
    yield from brought_to_zorgteam(
        t,
        5,
        t.ahead(3),
        reason="De zorgen zijn gebleven.",
        question="Wat heeft Aïsha nodig om zich weer te laten horen?",
    )
    yield t.ago(4)
    t.all_say_yes()
    yield t.ago(3)
    t.shares()
    yield t.ago(0.6)
    t.says(
        "Khalid", "withdrawn", "Wij hebben thuis gepraat en weten nu wat er speelt. Wij willen het eerst zelf proberen."
    )


@about(Child("Mats", "Koster", "Groep 8", 8, (mother("Femke Koster"), father("Jelle Koster"))))
def is_on_the_agenda(t: Teller) -> Days:
    """Consent given by both, one on paper; those invited can read themselves in. The talk is in some days."""
    yield from _known_in_the_group(
        t, 18, area="rekenen", saw="Vermijdt rekenen: naar het toilet, punt slijpen, water halen. Breuken raadt hij.",
        opened="Rekenen staat stil sinds groep 7. De overstap naar het voortgezet onderwijs komt dichtbij.",
        plan="Twee keer per week pre-teaching breuken. Rekenmaatje, en de rekenspecialist kijkt een keer mee.",
        effect="Breuken met materiaal lukken. Zonder materiaal valt hij terug op raden.",
        question="Wat is een passend doel voor rekenen in het laatste jaar?",
    )  # fmt: skip
    yield from brought_to_zorgteam(
        t,
        3,
        t.ahead(4),
        begins=time(9),
        reason="Advies voor het laatste jaar.",
        question="Welk doel voor rekenen past bij Mats, en wie helpt hem daarbij?",
    )
    yield t.ago(2.5)
    t.says("Femke", "given", "Mats wil er zelf graag bij zijn.")
    yield t.ago(2)
    t.says_on_paper("Jelle", "given", "Marleen Tuinstra")
    t.writes("Femke", "Mats vraagt wat er besproken wordt als hij erbij zit. Mag ik dat vast met hem doornemen?")
    yield t.ago(1)
    t.shares()
    t.writes_back("Graag. De vraag is welk doel voor rekenen past, en wie hem helpt. Hij mag zelf beginnen.")


@about(
    Child("Elin", "Nowak", "Groep 3", 3, (mother("Iwona Nowak"), father("Marek Nowak", Gezag.UNKNOWN, by_letter=True)))
)
def nobody_knows_who_has_gezag(t: Teller) -> Days:
    """The parents live apart; as long as his gezag is not recorded, nothing leaves the school."""
    yield from _known_in_the_group(
        t, 15, area="spraak_taal", saw="Zegt 'die ding' en wijst. Begrijpt de opdracht pas als ze een ander ziet beginnen.",
        opened="Elin begrijpt veel nog niet. Thuis wordt Pools gesproken.",
        plan="Woorden van het thema vooraf, met plaatjes en filmpjes voor thuis. Elke dag tien minuten in een klein groepje.",
        effect="Zij gebruikt nu twintig nieuwe woorden. Zinnen maakt ze nog niet.",
        question="Is dit een tweede taal die tijd nodig heeft, of is er meer?",
    )  # fmt: skip
    yield from brought_to_zorgteam(
        t,
        2.5,
        t.ahead(4),
        begins=time(9, 30),
        reason="Meerdere vragen door elkaar.",
        question="Wat is nodig voor de taal van Elin: tijd, of ook onderzoek?",
    )
    yield t.ago(2)
    t.says("Iwona", "given", "Goed dat u kijkt. Marek is ook vader, hij woont nu in Lelystad.")
    yield t.ago(1)
    t.tries_to_reach("Marek", "phone")
