"""Names: everything that a SOP names stands in it, and nothing is named twice."""

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, ForwardRef, Union, get_args, get_origin, get_type_hints

from caseflow.sop.acts import ACTS
from caseflow.sop.checking.latest import of_the_latest
from caseflow.sop.checking.registry import Flaw, Flaws, Stage, error, warning
from caseflow.sop.complaining import Path, known_words
from caseflow.sop.dutch import word_meant
from caseflow.sop.facts import FACTS
from caseflow.sop.measures import Measured
from caseflow.sop.rules import Document, Need
from caseflow.sop.schema import Exit, Sop
from caseflow.sop.schema.words import Names

Reference = tuple[Path, str, str, tuple[str, ...]]  # where, to which section, by what name, and what else it can be
#: What a name can lead to, in words.
SECTIONS = {
    "acts": "de handeling",
    "roles": "de rol",
    "partners": "de partner",
    "purposes": "het doel",
    "desks": "het loket",
    "instruments": "het instrument",
    "limits": "de grens",
    "steps": "de stap",
    "bodies": "de instantie",
    "documents": "het document",
    "levels": "het niveau",
    "locations": "de locatie",
    "arrangements": "het arrangement",
    "programmes": "het programma",
    "expertise": "de deskundigheid",
}
#: Where the parameter of a fact leads to.
PARAMETERS = {
    "purpose": "purposes",
    "body": "bodies",
    "step": "steps",
    "measured": "instruments",
    "limit": "limits",
    "level": "levels",
}
NAMED = (
    *("texts", "basic_support", "extra_support", "expertise", "programmes", "ambitions"),
    *("roles", "partners", "purposes", "instruments", "arrangements", "limits", "desks", "tracks"),
    *("bodies", "levels", "documents", "phases", "calendar"),
)


@error(
    why="Wat een SOP noemt, moet er ook in staan",
    todo="Verbeter de spelling, of voeg het toe",
    stage=Stage.NAMES,
)
def unknown_name(sop: Sop) -> Flaws:
    """A role, partner, purpose, step, act or whatever is named that the document does not have."""
    known = {section: sorted(ACTS if section == "acts" else getattr(sop, section)) for section in SECTIONS}
    for path, section, name, beside in references(sop):
        if name not in known.get(section, (name,)):  # the parts of a document have a rule of their own
            words = (*known[section], *beside)
            what = f"{SECTIONS[section]} '{name}' bestaat niet; {known_words(name, words)}"
            yield Flaw(path, what, todo=word_meant(name, words))


@of_the_latest
def references(sop: Sop) -> list[Reference]:
    """Every place in the document that names another part of it: its type says that it does."""
    found: list[Reference] = []
    _follow(sop, Sop, (), found)
    return found


def _follow(value: Any, hint: Any, at: Path, found: list[Reference]) -> None:
    if isinstance(value, Document):
        for field, key, inner in _fields(type(value)):
            _follow(getattr(value, field), inner, (*at, key), found)
        if isinstance(value, Need) and FACTS[value.fact].of in PARAMETERS:
            found.append(((*at, "of"), PARAMETERS[FACTS[value.fact].of], _named_by(value), ()))
    elif isinstance(value, str):
        found += [(at, mark.section, value, mark.beside) for mark in _marks(hint) if value not in mark.beside]
    elif isinstance(value, dict):
        keys, values = get_args(_shape(hint))
        for key, one in value.items():
            _follow(key, keys, (*at, key), found)
            _follow(one, values, (*at, key), found)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            _follow(one, get_args(_shape(hint))[0], (*at, index), found)


def _named_by(need: Need) -> str:
    """The name in what a fact is asked of: a measurement is asked with its levels behind it."""
    return Measured.parse(need.of).instrument if FACTS[need.fact].of == "measured" else need.of


@cache
def _shape(hint: Any) -> Any:
    """The list or keys of which a type speaks, without "or nothing" and without bounds."""
    while get_origin(hint) in (Annotated, Union, UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    return hint


@cache
def _marks(hint: Any) -> tuple[Names, ...]:
    """What a text of this type names; "or nothing" names the same."""
    if get_origin(hint) is Annotated:
        return tuple(mark for mark in hint.__metadata__ if isinstance(mark, Names))
    return tuple(mark for part in get_args(hint) for mark in _marks(part))


@cache
def _fields(kind: type[Document]) -> tuple[tuple[str, str, Any], ...]:
    """Field, key in the file, and full type of what names something, or holds what does."""
    hints = get_type_hints(kind, include_extras=True)
    fields = ((name, field.alias or name, hints[name]) for name, field in kind.model_fields.items())
    return tuple(one for one in fields if _leads_on(one[2]))


def _leads_on(hint: Any) -> bool:
    """Whether a type says that it names something, or has a part of the document in it."""
    if isinstance(hint, Names | ForwardRef) or (isinstance(hint, type) and issubclass(hint, Document)):
        return True
    inner = hint.__metadata__ if get_origin(hint) is Annotated else ()
    return any(_leads_on(part) for part in (*get_args(hint), *inner))


@error(why="Op de pagina's staan stappen met hun naam, niet met hun sleutel", todo="Geef elke stap een eigen naam")
def two_steps_of_one_name(sop: Sop) -> Flaws:
    """Two steps that nobody can tell apart."""
    names: dict[str, str] = {}
    for key, step in sop.steps.items():
        if names.setdefault(step.name, key) != key:
            yield Flaw(("steps", key, "name"), f"de naam '{step.name}' is al van stap '{names[step.name]}'")


@warning(why="Wie kiest uit een lijst ziet alleen de naam", todo="Geef er een een andere naam", stage=Stage.VALUES)
def two_things_of_one_name(sop: Sop) -> Flaws:
    """Two roles, partners, purposes and so on that nobody can tell apart."""
    for section in NAMED:
        names: dict[str, str] = {}
        for key, one in getattr(sop, section).items():
            if names.setdefault(one.name, key) != key:
                yield Flaw((section, key, "name"), f"de naam '{one.name}' is al van '{names[one.name]}'")


@error(
    why="Een termijn die loopt, is te herkennen aan zijn naam",
    todo="Geef elke termijn van de stap een eigen naam",
    stage=Stage.VALUES,
)
def two_clocks_of_one_name(sop: Sop) -> Flaws:
    """Two terms of one step that nobody can tell apart."""
    for key, step in sop.steps.items():
        names = [clock.name for clock in step.clocks]
        for index, name in enumerate(names):
            if name in names[:index]:
                yield Flaw(("steps", key, "clocks", index, "name"), f"de termijn '{name}' staat er twee keer")


@error(why="Aan zijn sleutel is te zien welke uitgang iemand koos", todo="Geef een van beide een eigen 'key'")
def two_exits_to_one_place(sop: Sop) -> Flaws:
    """Two ways out of one step (the ends of its track among them) that nobody could choose between."""
    ends = _ends_at(sop)
    for at, exits in exits_of(sop):
        places = dict.fromkeys(ends[str(at[1])] if at[0] == "steps" else (), "bij het spoor")
        for index, way in enumerate(exits):
            if way.key in places:
                what = f"een uitgang '{way.key}' staat er al {places[way.key]}".rstrip()
                elsewhere = ("step-unreached", "way-back-that-goes-on", "refusal-shuts-in")  # one should lead there
                yield Flaw((*at, index), what, explains=tuple((rule, ("steps",)) for rule in elsewhere))
            places[way.key] = ""


def _ends_at(sop: Sop) -> dict[str, set[str]]:
    """The keys of the ends that are open from each step."""
    ends: dict[str, set[str]] = {key: set() for key in sop.steps}
    for track, its in sop.tracks.items():
        for step in sop.steps_of(track):
            ends[step].update(way.key for way in its.ends if way.close)
    return ends


@warning(why="Op de knop staat alleen de naam", todo="Geef elke uitgang een eigen naam")
def two_exits_of_one_name(sop: Sop) -> Flaws:
    """Two ways out that nobody can tell apart."""
    for at, exits in exits_of(sop):
        names: set[str] = set()
        for index, way in enumerate(exits):
            if way.name in names:
                yield Flaw((*at, index, "name"), f"de uitgang '{way.name}' staat er twee keer")
            names.add(way.name)


def exits_of(sop: Sop) -> Iterator[tuple[Path, tuple[Exit, ...]]]:
    """The exits of each step, and the ends of each track, with their place."""
    for key, step in sop.steps.items():
        yield ("steps", key, "exits"), step.exits
    for track, its in sop.tracks.items():
        yield ("tracks", track, "ends"), its.ends
