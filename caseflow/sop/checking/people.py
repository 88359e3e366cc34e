"""People: somebody for every chair, hand and decision, and nobody who is never asked."""

from collections.abc import Iterator

from caseflow.sop.acts import ACTS
from caseflow.sop.checking.names import exits_of
from caseflow.sop.checking.registry import Flaw, Flaws, Stage, advice, error, warning
from caseflow.sop.complaining import Path
from caseflow.sop.implied import deciders_named
from caseflow.sop.offering import POINTS, target_groups
from caseflow.sop.schema import GUARDIANS, TEAM, Sop
from caseflow.sop.seeing import seeing
from caseflow.sop.vocabulary import DIRECTING, WHEN_INVOLVED, Hand, RoleKind, State


@error(
    why="De directeur besluit namens het bestuur over toelating, arrangement en verwijzing (WPO art. 40 en 40a)",
    todo="Geef een rol de soort 'director'",
)
def no_director(sop: Sop) -> Flaws:
    """Nobody who takes the decisions that the law gives the school."""
    if not sop.roles_of_kind(RoleKind.DIRECTOR):
        yield Flaw(("roles",), "er is geen rol van de soort 'director': van haar zijn besluiten die de wet noemt")


@warning(why="Wat de leerkracht ziet is het begin van elke route", todo="Geef een rol de soort 'teacher'")
def no_teacher(sop: Sop) -> Flaws:
    """Nobody who writes down what happens in the classroom."""
    if not sop.roles_of_kind(RoleKind.TEACHER):
        yield Flaw(("roles",), "er is geen rol van de soort 'teacher'")


@advice(why="Iemand legt vast wat er besproken is", todo="Noem bij 'chair' een rol van de school")
def talk_without_chair(sop: Sop) -> Flaws:
    """People sit at the table and nobody leads: then the step's owner writes down what was said."""
    for key, step in sop.steps.items():
        if step.takes_part and not step.chair:
            yield Flaw(("steps", key, "chair"), "niemand zit dit overleg voor; de eigenaar van de stap legt het vast")


def _outside(sop: Sop, named: Iterator[tuple[Path, tuple[str, ...]]]) -> Iterator[Path]:
    """Where somebody from outside is named for what belongs to the school."""
    for at, roles in named:
        for index, role in enumerate(roles):
            if role in sop.roles and sop.roles[role].kind is RoleKind.OUTSIDER:
                yield (*at, index)


def _of_steps(sop: Sop, field: str) -> Iterator[tuple[Path, tuple[str, ...]]]:
    yield from ((("steps", key, field), getattr(step, field)) for key, step in sop.steps.items())


def _of_exits(sop: Sop, field: str) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for at, exits in exits_of(sop):
        yield from (((*at, index, field), getattr(way, field)) for index, way in enumerate(exits))


@error(why="De zorgplicht is van de school (WPO art. 40)", todo="Noem een rol van de school")
def outsider_owns_a_step(sop: Sop) -> Flaws:
    """A step is the school's own work."""
    for path in _outside(sop, _of_steps(sop, "owner")):
        yield Flaw(path, "een stap is van iemand van de school")


@error(why="De zorgplicht is van de school (WPO art. 40)", todo="Noem een rol van de school")
def outsider_in_the_chair(sop: Sop) -> Flaws:
    """A talk is led by the school."""
    for path in _outside(sop, _of_steps(sop, "chair")):
        yield Flaw(path, "een overleg wordt door de school voorgezeten")


@error(
    why="De zorgplicht is van de school (WPO art. 40)",
    todo="Noem een rol van de school; wie van buiten oordeelt staat bij 'body'",
)
def outsider_decides(sop: Sop) -> Flaws:
    """A step, a way out of it and a grant are decided and ratified by the school."""
    grants = ((("arrangements", key, "ratifies"), one.ratifies) for key, one in sop.arrangements.items())
    for named in (_of_steps(sop, "decides"), _of_exits(sop, "decides"), _of_exits(sop, "ratifies"), grants):
        for path in _outside(sop, named):
            hers = ("decision-of-the-director", path[:-1])
            over = "een arrangement" if path[0] == "arrangements" else "een stap"
            yield Flaw(path, f"de school beslist zelf over {over}", explains=(hers,))


@error(
    why="Wie van buiten komt ziet de casus niet, en kan er dus niets in doen (regel 6; AVG art. 5 en 6)",
    todo="Noem een rol van de school",
)
def outsider_lends_a_hand(sop: Sop) -> Flaws:
    """An act that somebody would do who never reaches the case."""
    for key, step in sop.steps.items():
        for path in _outside(sop, ((("steps", key, "hands", act), roles) for act, roles in step.hands.items())):
            yield Flaw(path, "wat in een stap gebeurt, doet iemand van de school")


@error(
    why="regel 6: niets herkenbaars naar buiten zonder toestemming vooraf (AVG art. 6, 7 en 9)",
    todo="Haal de rol weg, of deel het besluit in een bespreking waarvoor ouders toestemming gaven",
)
def outsider_gets_a_copy(sop: Sop) -> Flaws:
    """A decision on a child would be told to somebody about whom nobody asked the guardians."""
    for path in _outside(sop, _of_exits(sop, "copies")):
        yield Flaw(path, "wie van buiten komt krijgt geen bericht van een besluit over een kind")


@error(
    why="Een bericht wijst naar de pagina van de casus, en wie die niet ziet loopt daar vast",
    todo="Noem een rol die de volgende stap noemt, een leerkracht, intern begeleider of directeur, of haal haar weg",
)
def copy_without_reach(sop: Sop) -> Flaws:
    """A notice of a decision to a role that does not see the child once the decision is taken."""
    for at, exits in exits_of(sop):
        for index, way in enumerate(exits):
            there = seeing(sop, way.to) if way.to else ()
            for place, role in enumerate(way.copies):
                if role in sop.roles and sop.roles[role].kind in WHEN_INVOLVED and role not in there:
                    yield Flaw((*at, index, "copies", place), f"'{role}' ziet de leerling na dit besluit niet")


@error(
    why="Waar de ondersteuning ophoudt zegt de school zelf; wat anderen vinden komt in een advies",
    todo="Noem een rol van de school",
)
def outsider_judges_a_limit(sop: Sop) -> Flaws:
    """A limit is the school's own."""
    for key, limit in sop.limits.items():
        for index, role in enumerate(limit.judges):
            if sop.roles[role].kind is RoleKind.OUTSIDER:
                yield Flaw(("limits", key, "judges", index), "een grens wordt door iemand van de school beoordeeld")


@error(why="Wie beslist moet er zijn", todo="Zet mensen aan tafel bij 'takes_part', of noem een rol bij 'decides'")
def exit_decided_by_nobody(sop: Sop) -> Flaws:
    """The table decides, and nobody sits at it: said of the step that names the table, or of the exit that does."""
    without: dict[str, list[str]] = {}
    for at, exits in exits_of(sop):
        table = at[0] == "steps" and sop.steps[str(at[1])].takes_part
        for index, way in enumerate(exits):
            if TEAM not in deciders_named(sop, way) or table:
                continue
            if TEAM in way.decides:
                yield Flaw((*at, index, "decides"), "hierover beslist de tafel, en in deze stap is er geen")
            else:
                without.setdefault(str(way.to), []).append(f"'{at[1]}'")
    for step, before in without.items():
        here: Path = ("steps", step, "decides")
        what = f"wie hier komt, daarover beslist de tafel van de stap ervoor; geen tafel heeft {', '.join(before)}"
        yield Flaw(here, what, explains=(("decision-of-the-director", here),))


@error(
    why="De directeur of het bestuur besluit over toelating, arrangement, verwijzing en sluiten van de zorgplicht",
    todo="Noem een rol van de soort 'director' of 'board'",
)
def law_in_other_hands(sop: Sop) -> Flaws:
    """An act that the law gives to the board, in the hands of another."""
    for path, roles in _given_away(sop):
        for index, role in enumerate(roles):
            if role in sop.roles and sop.roles[role].kind not in (*DIRECTING, RoleKind.OUTSIDER):  # of her more is said
                yield Flaw((*path, index), f"'{role}' kan dit niet beslissen")


def _given_away(sop: Sop) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for key, step in sop.steps.items():
        for act, roles in step.hands.items():
            if ACTS[act].hand is Hand.DIRECTOR:
                yield ("steps", key, "hands", act), roles
        for index, way in enumerate(step.exits):
            if ACTS[sop.act_of(way)].hand is Hand.DIRECTOR:
                yield ("steps", key, "exits", index, "ratifies"), way.ratifies


@error(why="Deze handeling is van iemand buiten de school, of van niemand", todo="Kies een handeling van de school")
def hand_not_of_the_school(sop: Sop) -> Flaws:
    """An act given to a role of the school that is not the school's to give."""
    for key, step in sop.steps.items():
        for act in step.hands:
            if ACTS[act].hand not in (Hand.OWNER, Hand.CHAIR, Hand.DIRECTOR, Hand.STEERING, Hand.TEACHER):
                yield Flaw(("steps", key, "hands", act), f"'{act}' kan niet aan een rol gegeven worden")


@warning(
    why="Bekrachtigen doet een ander dan wie het voorstelt; alleen dan is er nog iemand die ernaar kijkt",
    todo="Noem bij 'ratifies' een andere rol, of haal het weg",
)
def ratified_by_the_proposer(sop: Sop) -> Flaws:
    """A way out that one role proposes, and that no other ratifies."""
    for at, exits in exits_of(sop):
        owners = sop.steps[str(at[1])].owner if at[0] == "steps" else ()
        for index, way in enumerate(exits):
            proposing = set(deciders_named(sop, way) or owners)
            if len(proposing) == 1 and proposing == set(way.ratifies):
                yield Flaw(
                    (*at, index, "ratifies"), f"'{way.ratifies[0]}' stelt dit zelf voor, en niemand anders kijkt mee"
                )


@error(
    why="Een specialist ziet een leerling alleen zolang een stap haar noemt",
    todo="Noem een leerkracht, intern begeleider of directeur, of noem niemand: dan is het de directeur",
)
def limit_judged_by_nobody(sop: Sop) -> Flaws:
    """All who would judge a limit are of a kind that sees no pupil."""
    for key, limit in sop.limits.items():
        if limit.judges and all(sop.roles[role].kind is RoleKind.SPECIALIST for role in limit.judges):
            what = f"'{limit.judges[0]}' kan dit niet doen: een specialist ziet de leerling niet"
            yield Flaw(("limits", key, "judges", 0), what)


@error(
    why="Wie bekrachtigt leest waarover, en ziet de leerling ook zonder dat een stap haar noemt",
    todo="Noem een leerkracht, intern begeleider of directeur, of haal het weg",
)
def grant_ratified_unseen(sop: Sop) -> Flaws:
    """A grant is ratified by a role of a kind that sees no pupil by itself."""
    for key, one in sop.arrangements.items():
        for index, role in enumerate(one.ratifies):
            if sop.roles[role].kind in WHEN_INVOLVED:
                yield Flaw(("arrangements", key, "ratifies", index), f"'{role}' ziet de leerling niet")


@warning(
    why="Handelingsverlegenheid vaststellen en verwijzen doet de directeur namens het bestuur (WPO art. 18a en 40a)",
    todo="Noem bij 'decides' de directeur, of noem niemand",
)
def decision_of_the_director(sop: Sop) -> Flaws:
    """A step that only the director can bring a child into says that others decide."""
    directors = set(sop.roles_of_kind(RoleKind.DIRECTOR))
    for key, step in sop.steps.items():
        hers = directors and step.decides and step.state in (State.HANDELINGSVERLEGEN, State.REFERRED)
        if hers and directors.isdisjoint(step.decides):
            yield Flaw(("steps", key, "decides"), "over deze stap beslist de directeur, wie hier ook staat")


@error(why="Caseflow heeft dit woord zelf nodig", todo="Kies een andere sleutel", stage=Stage.VALUES)
def role_named_as_a_word(sop: Sop) -> Flaws:
    """A role by a name that means somebody else."""
    for key in sop.roles:
        if key in (TEAM, GUARDIANS):
            yield Flaw(("roles", key), f"'{key}' is geen rol: het betekent hier iets anders")


@warning(why="Wie twee keer genoemd is, telt één keer", todo="Haal er één weg")
def named_twice(sop: Sop) -> Flaws:
    """The same role or word twice in one list."""
    for at, named in _lists(sop):
        for index, one in enumerate(named):
            if one in named[:index]:
                missed = ("role-unused", ("roles",))  # most likely she was meant
                yield Flaw((*at, index), f"'{one}' staat er twee keer", explains=(missed,))


def _lists(sop: Sop) -> Iterator[tuple[Path, list[str]]]:
    for key, purpose in sop.purposes.items():
        yield ("purposes", key, "parts"), [str(part) for part in purpose.parts]
        yield ("purposes", key, "roles"), list(purpose.roles)
    for at, group in target_groups(sop):
        yield from (((*at, field), list(getattr(group, field))) for field in POINTS)
    for key, limit in sop.limits.items():
        yield ("limits", key, "judges"), list(limit.judges)
    for key, desk in sop.desks.items():
        yield ("desks", key, "asks"), [str(ask) for ask in desk.asks]
    for key, step in sop.steps.items():
        for field in ("chair", "decides", "on_refusal"):
            yield ("steps", key, field), list(getattr(step, field))
        yield ("steps", key, "takes_part"), [seat.role for seat in step.takes_part]


@warning(why="Ouders lezen bij wie iemand hoort", todo="Noem bij 'partner' de organisatie", stage=Stage.VALUES)
def outsider_without_partner(sop: Sop) -> Flaws:
    """Somebody from outside who comes from nowhere."""
    for key, role in sop.roles.items():
        if role.kind is RoleKind.OUTSIDER and role.partner is None:
            unused = ("partner-unused", ("partners",))
            yield Flaw(("roles", key), "deze rol komt van buiten en noemt geen partner", explains=(unused,))


@warning(
    why="Alleen wie van buiten komt, hoort bij een partner",
    todo="Haal 'partner' weg, of maak de soort 'outsider'",
    stage=Stage.VALUES,
)
def own_staff_of_a_partner(sop: Sop) -> Flaws:
    """A role of the school that says to be of a partner: nobody would be asked consent for it."""
    for key, role in sop.roles.items():
        if role.kind is not RoleKind.OUTSIDER and role.partner is not None:
            yield Flaw(("roles", key, "partner"), f"een rol van de soort '{role.kind}' hoort bij de school zelf")
