"""The law's terms: a SOP may be tighter, never looser (domain §2: bounds)."""

from collections.abc import Iterator

from caseflow.sop import law
from caseflow.sop.checking.registry import Flaw, Flaws, Stage, advice, error, warning
from caseflow.sop.complaining import Path
from caseflow.sop.dates import Span
from caseflow.sop.schema import Clock, Sop
from caseflow.sop.vocabulary import DeskKind, State

ADMISSION, EXTENSION = Span(6, "weeks"), Span(4, "weeks")  # WPO art. 40
DECISION = Span(8, "weeks")  # Awb 4:13
A_YEAR = Span(12, "months")
#: Acts that oblige the school to have an OPP within its six weeks.
OPP_STARTS = frozenset({"grant_arrangement", "enrol"})


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
    """A clock of a step that promises less than the law does."""
    for path, clock in clocks(sop):
        for field, bound, why in _bounds(clock):
            span = getattr(clock, field)
            if span is not None and not span.within(bound):
                yield Flaw((*path, field), f"{span} is langer dan de wet toelaat: hoogstens {bound}", why)


def _bounds(clock: Clock) -> Iterator[tuple[str, Span, str]]:
    """Which of a clock's spans the law bounds, by how much, and where that stands."""
    opp, evaluation = (law.LAW.bounds().get(path) for path in ("opp.within", "opp.evaluate_every"))
    if clock.meets == "enrol":
        yield "within", ADMISSION, "WPO art. 40: binnen zes weken een besluit over toelating"
        yield "extend", EXTENSION, "WPO art. 40: één keer te verlengen met vier weken"
    if clock.meets == "set_perspective" and clock.starts in OPP_STARTS and opp:
        yield "within", opp[0], f"regel {opp[1].number}: {opp[1].title}; {opp[1].source}"
    if clock.meets == "evaluate_opp" and evaluation:
        yield "within", evaluation[0], f"regel {evaluation[1].number}: {evaluation[1].title}; {evaluation[1].source}"


def clocks(sop: Sop) -> Iterator[tuple[Path, Clock]]:
    for key, step in sop.steps.items():
        for index, clock in enumerate(step.clocks):
            yield ("steps", key, "clocks", index), clock


@error(
    why="Awb 4:13: een besluit komt binnen een redelijke termijn, hoogstens acht weken",
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
    """The OPP's reminder would fall before its term begins."""
    if not sop.opp.remind.within(sop.opp.within):
        yield Flaw(("opp", "remind"), f"herinneren {sop.opp.remind} van tevoren kan niet binnen {sop.opp.within}")


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
