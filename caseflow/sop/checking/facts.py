"""Requirements: what is asked can come true, by an act that is there, and does not contradict itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf
from typing import Any

from caseflow.sop import law
from caseflow.sop.checking.doing import OF_THE_PUPIL, acts_before, acts_until
from caseflow.sop.checking.registry import Flaw, Flaws, advice, error, warning
from caseflow.sop.complaining import Path
from caseflow.sop.consents import roles_of_purpose
from caseflow.sop.facts import FACTS
from caseflow.sop.rules import Group, Need
from caseflow.sop.schema import Exit, Sop
from caseflow.sop.vocabulary import Reply, entering_act

Rules = tuple[Need | Group, ...]
Acts = frozenset[str]
#: What is so of a child of whom nothing was recorded, where its type does not say: None is what nobody knows yet.
AT_FIRST: dict[str, str | None] = {
    "consent": "none",
    "limit": "none",
    "measured_in_a_row": None,
    "hours_missed_a_week": None,
}
#: Which act brings which answer of a desk.
REPLIES = {
    Reply.ADVICE: "give_advice",
    Reply.ELSEWHERE: "give_advice",
    Reply.TLV_GRANTED: "grant_tlv",
    Reply.TLV_REFUSED: "refuse_tlv",
}


def needs_of(rules: Rules, at: Path) -> Iterator[tuple[Path, Need]]:
    """Every single requirement, with its place."""
    for index, rule in enumerate(rules):
        if isinstance(rule, Group):
            yield from needs_of(rule.parts, (*at, index, part_of(rule)))
        else:
            yield (*at, index), rule


def part_of(group: Group) -> str:
    """The key under which a group keeps its parts."""
    return "all" if group.all else "any" if group.any else "of"


@dataclass(frozen=True, slots=True)
class Asked:
    """A list of requirements in the document: where it stands, and what may have been done when it is judged."""

    at: Path
    rules: Rules
    done: Acts


def asked(sop: Sop) -> Iterator[Asked]:
    """Every list of requirements, of acts, exits, ends and triggers."""
    until = acts_until(sop)
    for key, step in sop.steps.items():
        for act, rules in step.acts.items():
            done = acts_before(sop, key, until) if act == "enter" else until[key]
            yield Asked(("steps", key, "acts", act), rules, done)
        for index, way in enumerate(step.exits):
            yield Asked(("steps", key, "exits", index, "needs"), way.needs, until[key])
    for track, its in sop.tracks.items():
        done = frozenset[str]().union(*(until[step] for step in sop.steps_of(track)))
        for index, way in enumerate(its.ends):
            yield Asked(("tracks", track, "ends", index, "needs"), way.needs, done)
        yield Asked(("tracks", track, "trigger"), its.trigger, OF_THE_PUPIL)  # before there is a case to do more in


@error(
    why="Wat niemand waar kan maken, houdt elk kind tegen",
    todo="Vraag het later op de route, of zorg dat de handeling ervoor kan",
)
def requirement_out_of_reach(sop: Sop) -> Flaws:
    """A requirement on a fact that no act allowed at or before that step can make true."""
    yield from _out_of_reach(sop, whole=True)


@warning(
    why="Wat niemand waar kan maken, is geen keuze",
    todo="Haal deze mogelijkheid weg, of zorg dat de handeling ervoor kan",
)
def alternative_out_of_reach(sop: Sop) -> Flaws:
    """One of several ways to meet a requirement, and nobody could ever meet this one."""
    yield from _out_of_reach(sop, whole=False)


def _out_of_reach(sop: Sop, *, whole: bool) -> Flaws:
    """What nobody can meet, where that blocks its whole rule, or where another part of the rule is enough."""
    for one in asked(sop):
        for index, rule in enumerate(one.rules):
            if whole is not _reachable(rule, one.done, sop):
                yield from _blocked(rule, one.done, sop, (*one.at, index))


def _blocked(rule: Need | Group, done: Acts, sop: Sop, at: Path) -> Flaws:
    """The single requirements of a rule that nobody can meet."""
    if isinstance(rule, Group):
        for index, part in enumerate(rule.parts):
            yield from _blocked(part, done, sop, (*at, part_of(rule), index))
    elif not _reachable(rule, done, sop):
        makers = ", ".join(f"'{act}'" for act in _makers(rule, sop))
        yield Flaw(at, f"'{rule.key}' kan hier nog niet waar zijn: {makers} kan bij deze stap of ervoor niet")


def _reachable(rule: Need | Group, done: Acts, sop: Sop) -> bool:
    if isinstance(rule, Group):
        return sum(_reachable(part, done, sop) for part in rule.parts) >= rule.n
    if _true_at_once(rule) or not FACTS[rule.fact].made_by:
        return True
    later = not rule.after or bool(done & set(FACTS[rule.after.fact].made_by))
    return later and bool(done & set(_makers(rule, sop)))


def _makers(need: Need, sop: Sop) -> tuple[str, ...]:
    """The acts that can make this requirement true, with this bound."""
    if need.fact == "referral_answer":
        return tuple(dict.fromkeys(act for reply, act in REPLIES.items() if reply in _possible(need)))
    if need.fact == "consent" and not _can_be_asked(sop, need.of):
        return ("ask_consent bij dit doel",)
    return FACTS[need.fact].made_by


def _can_be_asked(sop: Sop, purpose: str) -> bool:
    """A consent is asked for who holds a role of its purpose or its partners, or is invited to a talk that names it."""
    return bool(roles_of_purpose(sop, purpose)) or any(
        parents.consent == purpose and sop.outsiders(key)
        for key, step in sop.steps.items()
        for parents in step.parents.values()
    )


def _true_at_once(need: Need) -> bool:
    """Whether it holds of a case of which nothing has happened yet."""
    value = AT_FIRST.get(need.fact, {"number": 0, "bool": False}.get(FACTS[need.fact].type))
    return need.known is False if value is None else value in _possible(need)


@warning(
    why="Caseflow wijst met 'todo' de weg naar wat nog moet gebeuren",
    todo="Noem een handeling die hier of ervoor kan",
)
def todo_out_of_reach(sop: Sop) -> Flaws:
    """The way that the page points out does not exist here, though another does."""
    for one in asked(sop):
        for path, need in needs_of(one.rules, one.at):
            if need.todo and need.todo not in one.done and _reachable(need, one.done, sop):
                yield Flaw(path, f"'{need.todo}' kan bij deze stap of ervoor niet")


@advice(
    why="Caseflow wijst met 'todo' de weg naar wat nog moet gebeuren",
    todo="Noem bij 'todo' de handeling die dit waar maakt",
)
def requirement_without_todo(sop: Sop) -> Flaws:
    """The page could say what is missing, and not how to mend it."""
    for one in asked(sop):
        for path, need in needs_of(one.rules, one.at):
            makers = FACTS[need.fact].made_by
            if makers and not need.todo and not _true_at_once(need):
                yield Flaw(path, f"'todo' ontbreekt; '{need.key}' wordt waar door: {', '.join(makers)}")


# --- Contradictions --------------------


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers from a least to a most; a count is never less than nothing."""

    least: float
    most: float

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int) and self.least <= value <= self.most

    def __and__(self, other: "Numbers") -> "Numbers":
        return Numbers(max(self.least, other.least), min(self.most, other.most))

    def __bool__(self) -> bool:
        return self.least <= self.most


Possible = Any  # Numbers, or a set of words, of true and false, or (of a day) of whether it is known


def _possible(need: Need) -> Possible:
    """The values of its fact that meet a requirement; of a day only whether it is known."""
    fact, bound = FACTS[need.fact], need.bound
    if fact.type == "number":
        return Numbers(0, inf) & {"is": Numbers(bound, bound), "min": Numbers(bound, inf)}.get(
            need.op, Numbers(0, bound)
        )
    if fact.type == "date":
        return frozenset({bound if need.op == "known" else True})
    words = frozenset(bound if isinstance(bound, tuple) else (bound,))
    return frozenset(fact.words) - words if need.op == "not" else words


@error(
    why="Wat elkaar tegenspreekt kan nooit samen waar zijn",
    todo="Haal een van de eisen weg, of maak er met 'any' een keuze van",
)
def requirements_contradict(sop: Sop) -> Flaws:
    """What is asked of one act can never hold at once, by itself or with what the law asks."""
    for key, step in sop.steps.items():
        for act, rules in step.acts.items():
            asking = entering_act(step.state) if act == "enter" else act
            yield from _contradictions(_together(rules, ("steps", key, "acts", act)), _by_law(sop, asking))
        for index, way in enumerate(step.exits):
            at = ("steps", key, "exits", index, "needs")
            yield from _contradictions(_together(way.needs, at), _beyond(sop, way))
    for track, its in sop.tracks.items():
        for index, way in enumerate(its.ends):
            at = ("tracks", track, "ends", index, "needs")
            yield from _contradictions(_together(way.needs, at), _beyond(sop, way))
        yield from _contradictions(_together(its.trigger, ("tracks", track, "trigger")), _at_the_start(sop, track))


def _beyond(sop: Sop, way: Exit) -> Iterator[Need]:
    """What an exit is asked besides its own needs: by the law, and by the step that it leads to."""
    yield from _by_law(sop, sop.act_of(way))
    target = sop.steps[way.to].acts.get("enter", ()) if way.to else ()
    yield from (need for _, need in _together(target, ()))


def _at_the_start(sop: Sop, track: str) -> Iterator[Need]:
    """What opening a case asks besides the trigger: the law and the track's first step."""
    yield from _by_law(sop, "enter")
    yield from (need for _, need in _together(sop.steps[sop.tracks[track].first].acts.get("enter", ()), ()))


def _by_law(sop: Sop, act: str) -> Iterator[Need]:
    rules = tuple(rule for rule, _ in law.LAW.asks(act, sop.first_day))
    yield from (need for _, need in _together(rules, ()))


def _together(rules: Rules, at: Path) -> Iterator[tuple[Path, Need]]:
    """The single requirements that must all hold."""
    for index, rule in enumerate(rules):
        if isinstance(rule, Need):
            yield (*at, index), rule
        elif rule.n == len(rule.parts):
            yield from _together(rule.parts, (*at, index, part_of(rule)))


def _contradictions(own: Iterable[tuple[Path, Need]], others: Iterable[Need]) -> Flaws:
    left: dict[str, Possible] = {}
    for need in others:
        left[need.key] = left.get(need.key, _possible(need)) & _possible(need)
    for path, need in own:
        rest = left.get(need.key, _possible(need)) & _possible(need)
        if rest:
            left[need.key] = rest
        else:
            yield Flaw(path, f"'{need.key}' kan dit nooit zijn, of niet samen met wat er verder gevraagd wordt")


@warning(why="Een eis die altijd waar is houdt niets tegen", todo="Haal haar weg, of kies een grens die iets zegt")
def requirement_always_met(sop: Sop) -> Flaws:
    """A number that is asked to be at least nothing."""
    for one in asked(sop):
        for path, need in needs_of(one.rules, one.at):
            if need.op == "min" and need.bound <= 0 and need.fact not in AT_FIRST:
                yield Flaw(path, f"'{need.key}' is altijd minstens {need.bound}")
