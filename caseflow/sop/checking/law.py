"""The law's terms: a SOP may be tighter, never looser (domain §2: bounds)."""

from collections.abc import Iterator

from caseflow.sop import law
from caseflow.sop.checking.registry import Flaw, Flaws, Stage, advice, error, warning
from caseflow.sop.complaining import Path
from caseflow.sop.dates import Span, add_up_within
from caseflow.sop.replies import ANSWERING
from caseflow.sop.schema import Clock, Desk, Sop, Step
from caseflow.sop.vocabulary import DeskKind, State

ADMISSION, EXTENSION = Span(6, "weeks"), Span(4, "weeks")  # WPO art. 40
DECISION, AWB = Span(8, "weeks"), "Awb 4:13: een besluit komt binnen een redelijke termijn, hoogstens acht weken"
A_YEAR = Span(12, "months")


@error(why="De wet is de ondergrens", todo="Kies dezelfde termijn als de wet, of een kortere", stage=Stage.VALUES)
def term_beyond_the_law(sop: Sop) -> Flaws:
    """A number that the floor bounds."""
    for path, (bound, rule) in law.LAW.bounds().items():
        section, _, field = path.partition(".")
        span = getattr(getattr(sop, section, None), field, None) if field else None
        if span is not None and not span.within(bound):
            why = f"regel {rule.number}: {rule.title}; {rule.source}"
            yield Flaw((section, field), f"{span} is ruimer dan de wet toelaat: hoogstens {bound}", why)


@error(why="De wet is de ondergrens", todo="Kies dezelfde termijn als de wet, of een kortere", stage=Stage.VALUES)
def clock_beyond_the_law(sop: Sop) -> Flaws:
    """A clock of a step that promises less than the law does, by itself or once it was extended."""
    for path, step, clock in clocks(sop):
        for bound, extension, why in _bounds(sop, step, clock):
            said = f"is langer dan de wet toelaat: hoogstens {extension if clock.within.within(bound) else bound}"
            if not clock.within.within(bound):
                yield Flaw((*path, "within"), f"{clock.within} {said}", why)
            elif clock.extend and extension and not clock.extend.within(extension):
                yield Flaw((*path, "extend"), f"{clock.extend} {said}", why)
            elif clock.extend and not extension and not add_up_within(clock.within, clock.extend, bound):
                what = f"{clock.within} en dan {clock.extend} is langer dan de wet toelaat: samen hoogstens {bound}"
                yield Flaw((*path, "extend"), what, why)


def _bounds(sop: Sop, step: Step, clock: Clock) -> Iterator[tuple[Span, Span | None, str]]:
    """How long the law lets a clock run, by how much it may be extended (None: not beyond that), and where it stands.

    Every clock of a step in aanmelding is one of the decision on admission: nothing there may outlast it.
    """
    opp, evaluation = (law.LAW.bounds().get(path) for path in ("opp.within", "opp.evaluate_every"))
    if clock.meets == "enrol" or step.state is State.AANMELDING:
        yield ADMISSION, EXTENSION, "WPO art. 40: binnen zes weken een besluit over toelating, te verlengen met vier"
    if clock.meets == "set_perspective" and opp:
        yield opp[0], None, f"regel {opp[1].number}: {opp[1].title}; {opp[1].source}"
    if clock.meets == "evaluate_opp" and evaluation:
        yield evaluation[0], None, f"regel {evaluation[1].number}: {evaluation[1].title}; {evaluation[1].source}"
    desk = sop.desks.get(step.desk or "")
    if desk and desk.kind is DeskKind.SWV and clock.meets in ANSWERING.values():
        yield DECISION, None, AWB


@error(
    why="WPO art. 40: een besluit over een andere plek komt zo snel als het kan, en nooit later dan de termijn",
    todo="Haal 'is' weg: deze termijn is er hoogstens",
    stage=Stage.VALUES,
)
def decision_that_must_wait(sop: Sop) -> Flaws:
    """A child would be kept waiting, or be tried out, where a decision on its place is what it waits for."""
    for path, step, clock in clocks(sop):
        said = tuple((rule, path) for rule in ("clock-holds-too-long", "holding-clock-extended"))
        if clock.kind != "at_most" and (clock.meets == "enrol" or step.state is State.AANMELDING):
            yield Flaw((*path, "is"), "een aanmelding wacht nooit op het einde van een termijn", explains=said)
        elif clock.holds and step.state in (State.HANDELINGSVERLEGEN, State.REFERRED):
            what = "wie een andere plek nodig heeft, wacht nooit op het einde van een termijn"
            yield Flaw((*path, "is"), what, explains=said)


@error(
    why="Na een jaar bespreken school en ouders het plan opnieuw (WPO art. 40a): zo lang staat een kind nergens vast",
    todo="Kies hoogstens een jaar, of laat de termijn er een zijn van hoogstens ('at_most')",
    stage=Stage.VALUES,
)
def clock_holds_too_long(sop: Sop) -> Flaws:
    """A term that keeps a child in a step longer than any plan for it runs unevaluated: Caseflow's own bound."""
    for path, _step, clock in clocks(sop):
        if clock.holds and not clock.within.within(A_YEAR):
            yield Flaw((*path, "within"), f"{clock.within} lang kan een kind deze stap niet uit: hoogstens {A_YEAR}")


@warning(
    why="Wie niet weg mag als hij weg moet zijn, is altijd te laat",
    todo="Maak de ene termijn korter of de andere langer, of haal er een weg",
    stage=Stage.VALUES,
)
def clocks_contradict(sop: Sop) -> Flaws:
    """A child must have left a step before it may: by two terms from one beginning."""
    for key, step in sop.steps.items():
        holding = [clock for clock in step.clocks if clock.holds]
        for index, clock in enumerate(step.clocks):
            over = clock.within.after(sop.first_day)
            over = clock.extend.after(over) if clock.extend else over
            longer = [one for one in holding if one.starts == clock.starts and one.within.after(sop.first_day) > over]
            if longer and clock.kind != "at_least" and not clock.meets:
                what = f"na {clock.within} is dit voorbij, en weg mag het kind pas na {longer[0].within}"
                yield Flaw(("steps", key, "clocks", index, "within"), f"{what} ('{longer[0].name}')")


@error(
    why="Wie langer mag blijven heeft geen verlenging nodig, en 'precies' is precies",
    todo="Haal 'extend' weg, of laat de termijn er een zijn van hoogstens ('at_most')",
    stage=Stage.VALUES,
)
def holding_clock_extended(sop: Sop) -> Flaws:
    """A term that keeps a child in a step, and that could be made longer."""
    for path, _step, clock in clocks(sop):
        if clock.holds and clock.extend:
            yield Flaw((*path, "extend"), "wat ten minste of precies zo lang duurt, wordt niet verlengd")


@error(
    why="Na een jaar bespreken school en ouders het plan opnieuw (WPO art. 40a): zo lang wacht een kind nergens op",
    todo="Kies hoogstens een jaar",
    stage=Stage.VALUES,
)
def wait_of_years(sop: Sop) -> Flaws:
    """A talk, or an answer from outside, for which a child would wait longer than a year: Caseflow's own bound."""
    waits = [
        *((("bodies", key, "answers_within"), body.answers_within) for key, body in sop.bodies.items()),
        *((("desks", key, "decides_within"), desk.decides_within) for key, desk in _other_desks(sop)),
        *((("steps", key, "lead"), step.lead) for key, step in sop.steps.items() if step.lead),
    ]
    for path, span in waits:
        if not span.within(A_YEAR):
            yield Flaw(path, f"{span} is te lang om op te wachten: hoogstens {A_YEAR}")


def _other_desks(sop: Sop) -> Iterator[tuple[str, Desk]]:
    """Those that the Awb does not bound: see desk_beyond_the_law."""
    yield from ((key, desk) for key, desk in sop.desks.items() if desk.kind is not DeskKind.SWV)


def clocks(sop: Sop) -> Iterator[tuple[Path, Step, Clock]]:
    for key, step in sop.steps.items():
        for index, clock in enumerate(step.clocks):
            yield ("steps", key, "clocks", index), step, clock


@error(
    why=AWB,
    todo="Kies hoogstens acht weken",
    stage=Stage.VALUES,
)
def desk_beyond_the_law(sop: Sop) -> Flaws:
    """A samenwerkingsverband that would take longer than the Awb lets it."""
    for key, desk in sop.desks.items():
        if desk.kind is DeskKind.SWV and not desk.decides_within.within(DECISION):
            yield Flaw(("desks", key, "decides_within"), f"{desk.decides_within} is langer dan {DECISION}")


@warning(
    why="WPO art. 40: over een aanmelding wordt binnen zes weken besloten",
    todo="Zet bij 'clocks' een termijn die begint bij 'enter' en gehaald is met 'enrol'",
    stage=Stage.VALUES,
)
def aanmelding_without_term(sop: Sop) -> Flaws:
    """Nobody would be reminded of the six weeks."""
    for key, step in sop.steps.items():
        if step.state is State.AANMELDING and not any(clock.meets == "enrol" for clock in step.clocks):
            yield Flaw(("steps", key), "deze stap bewaakt de termijn van de aanmelding niet")


@warning(
    why="Een herinnering die voor het begin van de termijn valt, komt nooit op tijd",
    todo="Kies een kortere tijd voor 'remind'",
    stage=Stage.VALUES,
)
def reminder_before_the_start(sop: Sop) -> Flaws:
    """The OPP's reminder would fall before its term begins, of its first or of its next evaluation."""
    for term in (sop.opp.within, sop.opp.evaluate_every):
        if not sop.opp.remind.within(term):
            yield Flaw(("opp", "remind"), f"herinneren {sop.opp.remind} van tevoren kan niet binnen {term}")
            return


@advice(
    why="AVG art. 5 en 7: toestemming is voor iets bepaalds, en niet langer dan nodig",
    todo="Vraag haar liever elk schooljaar opnieuw",
    stage=Stage.VALUES,
)
def consent_lasts_long(sop: Sop) -> Flaws:
    """Guardians would hardly remember what they agreed to."""
    for key, purpose in sop.purposes.items():
        if not purpose.lasts.within(A_YEAR):
            yield Flaw(("purposes", key, "lasts"), f"een toestemming van {purpose.lasts} is lang")
