"""Requirements: what is asked can come true, by an act that is there."""

from caseflow.sop.checking.lists import Acts, every_list, part_of
from caseflow.sop.checking.possible import possible
from caseflow.sop.checking.registry import Flaw, Flaws, advice, error, warning
from caseflow.sop.complaining import Path
from caseflow.sop.consents import roles_of_purpose
from caseflow.sop.facts import FACTS
from caseflow.sop.replies import ANSWERING
from caseflow.sop.rules import Group, Need
from caseflow.sop.schema import Sop

#: What is so of a child of whom nothing was recorded, where its type does not say: None is what nobody knows yet.
AT_FIRST: dict[str, str | None] = {
    "consent": "none",
    "limit": "none",
    "measured_in_a_row": None,
    "hours_missed_a_week": None,
}


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
    for one in every_list(sop):
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
        what = f"'{rule.key}' kan hier nog niet waar zijn: {makers} kan bij deze stap of ervoor niet"
        yield Flaw(at, what, explains=(("state-without-its-thing", at[:2]),))  # most likely another fact was meant


def _reachable(rule: Need | Group, done: Acts, sop: Sop) -> bool:
    if isinstance(rule, Group):
        return sum(_reachable(part, done, sop) for part in rule.parts) >= rule.n
    if true_at_once(rule) or not FACTS[rule.fact].made_by:
        return True
    later = not rule.after or bool(done & set(FACTS[rule.after.fact].made_by))
    return later and bool(done & set(_makers(rule, sop)))


def _makers(need: Need, sop: Sop) -> tuple[str, ...]:
    """The acts that can make this requirement true, with this bound."""
    if need.fact == "referral_answer":
        return tuple(dict.fromkeys(act for reply, act in ANSWERING.items() if reply in possible(need)))
    if need.fact == "consent" and not _can_be_asked(sop, need.subject):
        return ("ask_consent bij dit doel",)
    return FACTS[need.fact].made_by


def _can_be_asked(sop: Sop, purpose: str) -> bool:
    """A consent is asked for who holds a role of its purpose or its partners, or is invited to a talk that names it."""
    return bool(roles_of_purpose(sop, purpose)) or any(
        parents.consent == purpose and sop.outsiders(key)
        for key, step in sop.steps.items()
        for parents in step.parents.values()
    )


def true_at_once(need: Need) -> bool:
    """Whether it holds of a case of which nothing has happened yet."""
    value = AT_FIRST.get(need.fact, {"number": 0, "bool": False}.get(FACTS[need.fact].type))
    return need.known is False if value is None else value in possible(need)


@warning(
    why="Caseflow wijst met 'todo' de weg naar wat nog moet gebeuren",
    todo="Noem een handeling die hier of ervoor kan",
)
def todo_out_of_reach(sop: Sop) -> Flaws:
    """The way that the page points out does not exist here, though another does."""
    for one in every_list(sop):
        for path, need in one.needs():
            if need.todo and need.todo not in one.done and _reachable(need, one.done, sop):
                yield Flaw(path, f"'{need.todo}' kan bij deze stap of ervoor niet")


@advice(
    why="Caseflow wijst met 'todo' de weg naar wat nog moet gebeuren",
    todo="Noem bij 'todo' de handeling die dit waar maakt",
)
def requirement_without_todo(sop: Sop) -> Flaws:
    """The page could say what is missing, and not how to mend it."""
    for one in every_list(sop):
        for path, need in one.needs():
            makers = FACTS[need.fact].made_by
            if makers and not need.todo and not true_at_once(need):
                yield Flaw(path, f"'todo' ontbreekt; '{need.key}' wordt waar door: {', '.join(makers)}")


@warning(why="Een eis die altijd waar is houdt niets tegen", todo="Haal haar weg, of kies een grens die iets zegt")
def requirement_always_met(sop: Sop) -> Flaws:
    """A number that is asked to be at least nothing."""
    for one in every_list(sop):
        for path, need in one.needs():
            if need.op == "min" and need.bound <= 0:
                known = " zodra er iets van bekend is" if need.fact in AT_FIRST else ""
                yield Flaw(path, f"'{need.key}' is altijd minstens {need.bound}{known}")
