"""Whose hand an act needs: the vocabulary says which kind of hand, the school's SOP which of its roles that is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from caseflow import clock
from caseflow.sop.schema import Exit, Sop
from caseflow.sop.vocabulary import ACTS, ENTERING, SCHOOL_WIDE, Hand, RoleKind, State
from pupils.models import SwvMember
from pupils.policy import holds
from pupils.sop import sop_for

#: What a desk outside Caseflow does by letter, which the owner of the step records.
BY_LETTER = "give_advice"


def roles_for(sop: Sop, step: str, act: str, of: str = "") -> tuple[str, ...]:
    """The roles of the school that may do `act` at `step` (to `of`); empty where the hand is not the school's."""
    at, hand = sop.steps[step], ACTS[act].hand
    if hand is Hand.DIRECTOR:
        return sop.roles_of_kind(RoleKind.DIRECTOR)
    if hand is Hand.STEERING:
        return sop.roles_of_kind(*SCHOOL_WIDE)
    if hand is Hand.CHAIR:
        return at.chair or (at.owner,)
    if hand is Hand.TEACHER:
        return sop.roles_of_kind(RoleKind.TEACHER) or sop.roles_of_kind(*SCHOOL_WIDE)
    if hand is Hand.JUDGE:
        return tuple(dict.fromkeys(role for key in ([of] if of else sop.limits) for role in sop.judges(key)))
    if hand is Hand.OWNER or (act == BY_LETTER and at.desk):
        return (at.owner,)
    return ()


def roles_for_exit(sop: Sop, step: str, way: Exit) -> tuple[str, ...]:
    """Who takes an exit: the director where the law asks her, else whom the next step names, else the owner here."""
    act = sop.act_of(way)
    if ACTS[act].hand is Hand.DIRECTOR:
        return sop.roles_of_kind(RoleKind.DIRECTOR)
    decides = sop.steps[way.to].decides if way.to else ()
    return decides or (sop.steps[step].owner,)


def may_do(person: Any, case: Any, roles: tuple[str, ...]) -> bool:
    """Whether the person holds one of the roles, today, for this pupil's group at this school."""
    return holds(person, case.school, roles, case.pupil.group, clock.today())


def may_move_to(target: State) -> Callable[[Any, Any], bool]:
    """The permission of a transition: the person may take some exit of the present step into `target`."""

    def permitted(case: Any, person: Any) -> bool:
        _, sop = sop_for(case.school, clock.today())
        if not case.step:
            return may_do(person, case, opening_roles(sop, case.track))
        ways = [way for way in sop.exits(case.step, case.track) if sop.state_after(way) is target]
        return any(may_do(person, case, roles_for_exit(sop, case.step, way)) for way in ways)

    return permitted


def by_hand(act: str) -> Callable[[Any, Any], bool]:
    """The permission of a transition of something that belongs to a case: who may do `act` at its present step.

    A talk is held by its chair or, where it is a question to someone outside, by the step's owner.
    """

    def permitted(of_case: Any, person: Any) -> bool:
        case = of_case.case
        _, sop = sop_for(case.school, clock.today())
        return may_do(
            person, case, roles_for(sop, case.step, getattr(of_case, "kind", "") if act == "hold_meeting" else act)
        )

    return permitted


def at_the_desk(desk_case: Any, person: Any) -> bool:
    """The desk decides by its own people; an expert advises and does not decide."""
    return bool(SwvMember.objects.current().filter(person=person, swv=desk_case.swv_id, is_expert=False).exists())


def answers_referral(referral: Any, person: Any) -> bool:
    """An SWV's member brings the answer; that of a desk outside Caseflow comes by letter."""
    swv = referral.case.school.swv_id
    return at_the_desk(_Desk(swv), person) or by_hand(BY_LETTER)(referral, person)


@dataclass(frozen=True, slots=True)
class _Desk:
    swv_id: int | None


def opening_roles(sop: Sop, track: str) -> tuple[str, ...]:
    """Who opens a case on a track: the owner of its first step, and those who steer the whole school."""
    first = sop.tracks[track]
    owners = [sop.steps[step].owner for step in (first.first, first.aanmelding) if step]
    return (*owners, *sop.roles_of_kind(RoleKind.IB_ER))


def names_of(sop: Sop, roles: tuple[str, ...]) -> str:
    """The roles as the school calls them."""
    return ", ".join(sop.roles[role].name for role in roles)


MOVING_ACTS = frozenset({"enter", *ENTERING.values()})
