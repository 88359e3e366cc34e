"""Support: arrangements, the OPP and the desk hang together as the law has it."""

from caseflow.sop.checking.lists import every_list, needs_of, of_level
from caseflow.sop.checking.registry import Flaw, Flaws, Stage, advice, error, warning
from caseflow.sop.dates import Span
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import Asks, DeskKind, State

#: What only the guardians' agreement makes true.
AGREEMENT = frozenset({"handelingsdeel_in_force_since", "handelingsdeel_unsigned", "handelingsdeel_objections"})
#: What no arrangement lasts beyond without another decision: Caseflow's own bound.
LONGEST = Span(24, "months")
#: What shows, in what a step asks of who comes in, that there is the thing after which its state is called.
SHOWS = {
    State.OPP: ("een OPP", frozenset({"opp_in_force_since", "opp_open", "structural_support_since", "opp_drawn_up"})),
    State.ARRANGEMENT: (
        "een arrangement",
        frozenset({"arrangement_granted_on", "arrangement_open", "arrangement_proposed_on"}),
    ),
}


@error(
    why="WPO art. 40a: een nee tegen het handelingsdeel houdt die versie tegen, niet de weg van het kind",
    todo="Vraag 'structural_support_since': dat loopt door als ouders het niet eens zijn",
)
def agreement_would_hold_the_child(sop: Sop) -> Flaws:
    """A guardian's "no" to the handelingsdeel would leave the child where it stands (domain §2.1)."""
    for one in every_list(sop):
        for path, need in one.needs() if one.moves else ():
            if need.fact in AGREEMENT:
                what = f"met '{need.fact}' stopt een nee van een ouder het kind; vraag structural_support_since"
                yield Flaw(path, what, explains=(("state-without-its-thing", one.at[:2]),))


@error(why="WPO art. 18a: over een TLV beslist het samenwerkingsverband", todo="Haal 'tlv' weg", stage=Stage.VALUES)
def tlv_from_elsewhere(sop: Sop) -> Flaws:
    """A desk that is asked what it cannot give."""
    for key, desk in sop.desks.items():
        for index, asks in enumerate(desk.asks):
            if asks is Asks.TLV and desk.kind is not DeskKind.SWV:
                yield Flaw(("desks", key, "asks", index), "alleen een SWV verleent een TLV")


@warning(
    why="Een OPP hoort bij extra ondersteuning, niet bij de basis (WPO art. 40a)",
    todo="Maak de ondersteuning 'extra', of haal 'brings_opp' weg",
    stage=Stage.VALUES,
)
def basis_brings_opp(sop: Sop) -> Flaws:
    """An arrangement that is basis support and would start the OPP's six weeks."""
    for key, arrangement in sop.arrangements.items():
        if arrangement.support == "basis" and arrangement.brings_opp:
            yield Flaw(("arrangements", key, "brings_opp"), "bij basisondersteuning hoort geen OPP")


@warning(
    why="Elk schooljaar bespreken school en ouders het plan opnieuw (WPO art. 40a), en elk pakket heeft een einde",
    todo="Kies hoogstens twee jaar; daarna kan het opnieuw worden toegekend",
    stage=Stage.VALUES,
)
def arrangement_of_many_years(sop: Sop) -> Flaws:
    """Support that would run on for longer than anybody looks ahead."""
    for key, one in sop.arrangements.items():
        if not one.longest.within(LONGEST):
            yield Flaw(("arrangements", key, "longest"), f"{one.longest} is heel lang voor een pakket ondersteuning")


@advice(
    why="De toestand zegt wat de leerling heeft; wie er zonder binnenkomt, heeft het niet",
    todo="Vraag het bij 'acts: enter', of kies een andere toestand",
)
def state_without_its_thing(sop: Sop) -> Flaws:
    """A step in `opp` or `arrangement` that lets in a child who has neither."""
    for key, step in sop.steps.items():
        if step.state in SHOWS:
            thing, facts = SHOWS[step.state]
            asked = {need.fact for _, need in needs_of((*step.acts.get("enter", ()), *of_level(sop, key)), ())}
            if not asked & facts:
                yield Flaw(("steps", key, "state"), f"niets vraagt of er {thing} is voordat een leerling hier komt")
