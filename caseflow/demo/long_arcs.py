"""The long way: to an arrangement, to an OPP that is not enough, and to the desk of the samenwerkingsverband."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from caseflow import clock
from caseflow.demo.arcs import Days, arrangement, cycle, evaluation, opp_in_force, talked_inside, zorgteam
from caseflow.demo.teller import Teller
from opp.commands.goals import GoalInput

Score = tuple[int | None, str]


def to_arrangement(
    t: Teller, weeks: float, key: str, *, worry: str, area: str, saw: str, aim: str, hours: int = 3
) -> Days:
    """Fifteen weeks: seen, tried, talked over, advised and granted. It lasts fifty weeks."""
    yield t.ago(weeks)
    t.saw(area, saw, by=t.ib_er if t.child.group is None else None)
    t.opens(worry)
    yield from cycle(
        t, weeks, lasts=7, signals=saw, needs="Kleine stappen, herhaling en zicht op wat lukt.",
        plan="Zes weken extra instructie in een klein groepje, met een eigen doelenkaart.", need=aim,
        what="Extra instructie met doelenkaart", brought="Kleine groei; de afstand tot de groep bleef.",
        effect="De aanpak helpt, maar is alleen niet genoeg.", by=t.ib_er if t.child.group is None else None,
    )  # fmt: skip
    yield from talked_inside(
        t, weeks - 8, told="Gesprek met de ouders op school.", reason="De groep alleen is niet genoeg.",
        question="Welke hulp is nodig naast wat de leerkracht al doet?", minutes="We vragen het zorgteam om advies.",
    )  # fmt: skip
    yield from zorgteam(
        t, weeks - 10, reason="Advies gevraagd.", question="Welke extra ondersteuning past?",
        minutes="Ouders, leerkracht en de mensen van buiten herkennen hetzelfde beeld."
        " De sterke kanten staan nu ook op papier.",
        advice={
            "Sigrid van Aalten, orthopedagoog": "Extra begeleiding, met weinig doelen, en een OPP.",
        },
    )  # fmt: skip
    yield from arrangement(
        t, weeks - 14, key, goal=aim, hours=hours, until=t.ago(weeks - 14) + timedelta(weeks=50),
        reasons="De basisondersteuning is benut en het advies is helder.",
    )  # fmt: skip
    yield t.ago(weeks - 15)
    t.to("arrangement", "De begeleiding start.")


@dataclass(frozen=True)
class Year:
    """What is told of a year under an OPP: the plan, and two evaluations with a score for each goal."""

    worry: str
    area: str
    saw: str
    aim: str
    destination: str
    grounds: str
    helps: str
    hinders: str
    support: str
    goals: Callable[[], list[GoalInput]]
    words: str
    influence: str
    first: tuple[Score, ...]
    second: tuple[Score, ...]
    conclusion: str


def under_an_opp(t: Teller, weeks: float, year: Year) -> Days:
    """Sixty-eight weeks, and at the end the second evaluation: what the watch sees of it, it sees that night."""
    yield from to_arrangement(
        t, weeks, "poa_begeleiding", worry=year.worry, area=year.area, saw=year.saw, aim=year.aim, hours=4
    )
    yield from opp_in_force(
        t, weeks - 16, destination=year.destination, grounds=year.grounds, helps=year.helps, hinders=year.hinders,
        support=year.support, goals=year.goals, words=year.words, influence=year.influence,
        talk="Ouders waren er beiden. We hebben de doelen samen kleiner gemaakt en de bandbreedte besproken.",
    )  # fmt: skip
    yield from evaluation(
        t, weeks - 44, *year.first, held=50,
        conclusion="Nog geen stap op de schaal. De begeleider was lang ziek: de helft van de begeleiding is gegeven.",
        then="Dezelfde doelen, met een nieuwe begeleider: korter en vaker. Pas daarna trekken we conclusies.",
        words="Ik doe mijn best maar het lukt niet.", influence="De taken zijn korter gemaakt; we vieren wat wel lukt.",
    )  # fmt: skip
    yield t.ago(weeks - 45)
    t.ends_arrangement("not_reached", "De begeleider viel uit; het doel is niet gehaald.")
    t.proposes("poa_begeleiding", year.aim, 4, t.ago(weeks - 45) + timedelta(weeks=50))
    t.all_agree_to_partner("poa_begeleiding")
    t.is_granted("Met een nieuwe begeleider krijgt het plan alsnog een eerlijke kans.")
    yield from evaluation(
        t, weeks - 68, *year.second, held=90, conclusion=year.conclusion, then="Met ouders bespreken wat dit betekent.",
        words="Ik wil een plek waar ik ook vrienden heb.",
        influence="Deze wens staat bovenaan in het gesprek met ouders.",
    )  # fmt: skip


def established(t: Teller, weeks: float, *, talk: str, limit: str, instead: str, reasons: str) -> Days:
    """The flag was talked over with the parents, and the director established it."""
    yield clock.today() + timedelta(
        days=1
    )  # at least one night of the watch, also where a holiday brings days together
    yield t.ago(weeks)
    t.talks_over_flag(talk)
    yield t.ago(weeks - 1)
    t.informs_parents("Gesprek op school met de directeur erbij; het verslag is meegegeven.")
    t.is_established("handelingsverlegen", limit, instead, reasons)


def shown(t: Teller, weeks: float, asks: str, question: str, step: str = "verwijzing_swv") -> Days:
    """The referral as it would leave, before the parents."""
    yield t.ago(weeks)
    t.prepares_referral(step, asks, question)
    yield t.ago(weeks - 0.5)
    t.shows_referral()


def sent(
    t: Teller, weeks: float, asks: str, question: str, views: dict[str, str], reason: str, step: str = "verwijzing_swv"
) -> Days:
    """Shown, seen by both parents with their view, and sent by the director; three weeks."""
    yield from shown(t, weeks, asks, question, step)
    yield t.ago(weeks - 1.5)
    for name, view in views.items():
        t.adds_view(name, view)
    yield t.ago(weeks - 2.5)
    t.sends_referral(step, reason)
