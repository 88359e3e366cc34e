"""From one version of a SOP to the next: which places it no longer has, and where who stands there goes."""

from collections.abc import Iterator
from dataclasses import dataclass

from caseflow.sop.consents import offices_of_purpose
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import Part, RoleKind, State


@dataclass(frozen=True, slots=True)
class StepMove:
    """Everybody in the step `old` goes to `new`; both are of one state, so that nothing is decided of the child."""

    old: str
    new: str
    state: State


@dataclass(frozen=True, slots=True)
class Grown:
    """A purpose that asks more than it did: live consents rest on the old text. `gone`: it is not asked any more."""

    purpose: str
    parts: frozenset[Part] = frozenset()
    roles: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    gone: bool = False


def moves_of(sop: Sop) -> tuple[StepMove, ...]:
    """The moves that a version names, each for who stands in the old step in the state of the new one."""
    named = (StepMove(old, new, sop.steps[new].state) for old, new in sop.moves.items())
    return tuple(move for move in named if not has_step(sop, move.old, move.state))


def has_step(sop: Sop, step: str, state: str) -> bool:
    """Whether somebody who stands in this step, in this state, can stay there."""
    return step in sop.steps and sop.steps[step].state == state


def finds_place(sop: Sop, track: str, step: str, state: str) -> bool:
    """Whether there is a place for who stands there, now or after the moves."""
    return track in sop.tracks and (
        has_step(sop, step, state) or any((one.old, one.state) == (step, state) for one in moves_of(sop))
    )


def drops_places(before: Sop, after: Sop) -> bool:
    """Whether somebody may stand where the next version has no place."""
    steps = all(has_step(after, key, step.state) for key, step in before.steps.items())
    return not steps or not set(before.tracks) <= set(after.tracks)


def grown(before: Sop, after: Sop) -> Iterator[Grown]:
    """The purposes of which more is shared than was asked, or that are gone."""
    for key, old in before.purposes.items():
        new = after.purposes.get(key)
        if new is None:
            yield Grown(key, gone=True)
            continue
        parts, roles = frozenset(new.parts) - frozenset(old.parts), _roles(after, key) - _roles(before, key)
        offices = frozenset(offices_of_purpose(after, key)) - frozenset(offices_of_purpose(before, key))
        if parts or roles or offices:
            yield Grown(key, parts, roles, offices)


def _roles(sop: Sop, purpose: str) -> frozenset[str]:
    """Whom a purpose lets in; one that names no roles lets in everybody from outside."""
    named = sop.purposes[purpose].roles
    return frozenset(named or sop.roles_of_kind(RoleKind.OUTSIDER))
