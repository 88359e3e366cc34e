"""The ways out of the step where a case stands, each with what is found of it: for whoever shows them."""

from dataclasses import dataclass

from caseflow.route.acting import exit_ruling
from caseflow.route.hands import exits_of, roles_for_exit
from caseflow.route.ruling import ExitRuling
from caseflow.route.viewing import View, known_to
from caseflow.sop.judging import facts_for_exit
from caseflow.sop.schema import Exit


@dataclass(frozen=True, slots=True)
class Way:
    """One exit: who takes it, whether this person does, and the ruling that the command would give now.

    To who may not know of a flag yet, it is as if it were not there.
    """

    exit: Exit
    roles: tuple[str, ...]
    yours: bool
    ruling: ExitRuling


def ways_out(view: View) -> list[Way]:
    """Every exit of the present step, those of its track included; all their facts come in one query."""
    if not view.case.is_open:
        return []
    exits = exits_of(view.case, view.sop)
    asked = {key for way in exits for key in facts_for_exit(view.sop, view.case.step, way, view.on)}
    facts = known_to(view, asked)
    return [
        Way(
            way,
            roles_for_exit(view.sop, view.case.step, way),
            view.may_take(way),
            exit_ruling(view.case, view.sop, way, view.on, facts),
        )
        for way in exits
    ]
