"""Requirements: what is asked can come true, by an act that is there."""

from caseflow.sop.checking.lists import Asked, every_list, part_of
from caseflow.sop.checking.making import OF_DOCUMENTS, Made
from caseflow.sop.checking.possible import AT_FIRST, possible, true_at_once
from caseflow.sop.checking.registry import Flaw, Flaws, advice, error, warning
from caseflow.sop.complaining import Path
from caseflow.sop.facts import FACTS
from caseflow.sop.replies import ANSWERING
from caseflow.sop.rules import Group, Need
from caseflow.sop.schema import Sop


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
    reach = Reach(sop)
    for one in every_list(sop):
        for index, rule in enumerate(one.rules):
            if whole is not reach.comes(rule, one):
                yield from _blocked(rule, one, reach, (*one.at, index))


def _blocked(rule: Need | Group, one: Asked, reach: "Reach", at: Path) -> Flaws:
    """The single requirements of a rule that nobody can meet."""
    if isinstance(rule, Group):
        for index, part in enumerate(rule.parts):
            yield from _blocked(part, one, reach, (*at, part_of(rule), index))
    elif not reach.comes(rule, one):
        elsewhere = (("state-without-its-thing", at[:2]),)  # most likely another fact was meant
        if rule.fact in OF_DOCUMENTS:
            document = rule.of.partition(".")[0]
            what = f"'{rule.of}' kan hier nog niet geschreven zijn: deze stap en wat ervoor komt noemen het niet"
            todo = f"Zet '{rule.of}' ook bij deze stap of een eerdere ('documents'), of vraag het later"
            unused = (("document-unused", ("documents", document)), ("document-part-unused", ("documents", document)))
            yield Flaw(at, what, todo=todo, explains=(*elsewhere, *unused))
        else:
            makers = ", ".join(f"'{act}'" for act in _makers(rule, reach.sop))
            what = f"'{rule.key}' kan hier nog niet waar zijn: {makers} kan bij deze stap of ervoor niet"
            yield Flaw(at, what, explains=elsewhere)


class Reach:
    """Whether somebody can have made a requirement true, there or before."""

    def __init__(self, sop: Sop) -> None:
        self.sop, self._made = sop, Made(sop)

    def comes(self, rule: Need | Group, one: Asked) -> bool:
        if isinstance(rule, Group):
            return sum(self.comes(part, one) for part in rule.parts) >= rule.n
        if true_at_once(rule) or not FACTS[rule.fact].made_by:
            return True
        if rule.fact in OF_DOCUMENTS and not self._made.possible(rule.of, one.steps):
            return False
        later = not rule.after or bool(one.done & set(FACTS[rule.after.fact].made_by))
        return later and bool(one.done & set(_makers(rule, self.sop)))


def _makers(need: Need, sop: Sop) -> tuple[str, ...]:
    """The acts that can make this requirement true, with this bound."""
    if need.fact == "referral_answer":
        return tuple(dict.fromkeys(act for reply, act in ANSWERING.items() if reply in possible(need)))
    return FACTS[need.fact].made_by


@warning(
    why="Caseflow wijst met 'todo' de weg naar wat nog moet gebeuren",
    todo="Noem een handeling die hier of ervoor kan",
)
def todo_out_of_reach(sop: Sop) -> Flaws:
    """The way that the page points out does not exist here, though another does."""
    reach = Reach(sop)
    for one in every_list(sop):
        for path, need in one.needs():
            if need.todo and need.todo not in one.done and reach.comes(need, one):
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
