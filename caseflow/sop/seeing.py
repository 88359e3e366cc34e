"""Who sees a child because the step where it stands names them: roles of kinds that see nobody by themselves."""

from collections.abc import Iterator

from caseflow.sop.implied import deciders_named
from caseflow.sop.papers import writers
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import WHEN_INVOLVED


def seeing(sop: Sop, step: str) -> tuple[str, ...]:
    """The roles that a step names, of the kinds that see a pupil by that alone."""
    kinds = {key: role.kind for key, role in sop.roles.items()}
    return tuple(role for role in dict.fromkeys(_named(sop, step)) if kinds.get(role) in WHEN_INVOLVED)


def _named(sop: Sop, key: str) -> Iterator[str]:
    step = sop.steps[key]
    yield from (*step.owner, *step.chair, *(seat.role for seat in step.takes_part))
    yield from (role for roles in step.hands.values() for role in roles)
    yield from writers(sop, key)
    for way in sop.ways(key):
        yield from (*deciders_named(sop, way), *way.ratifies)
