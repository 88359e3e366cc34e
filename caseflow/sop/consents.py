"""Which purpose guardians are asked about before somebody from outside hears of their child."""

from collections.abc import Iterable

from caseflow.sop.schema import Sop


def purposes_for(sop: Sop, step: str, act: str, roles: Iterable[str]) -> tuple[str, ...]:
    """The purpose that the step names for this act; where it names none, those of the partners of these roles."""
    asked = sop.steps[step].parents.get(act)
    if asked and asked.consent:
        return (asked.consent,)
    return tuple(dict.fromkeys(purpose for role in roles if (purpose := partners_purpose(sop, role))))


def partners_purpose(sop: Sop, role: str) -> str:
    """What the partner asks to whom this role belongs; "" for a role of the school, or a partner that asks nothing."""
    partner = sop.roles[role].partner
    return (sop.partners[partner].consent or "") if partner else ""


def roles_of_purpose(sop: Sop, purpose: str) -> tuple[str, ...]:
    """The roles that a question for this purpose may name: its own, else those whose partner asks it."""
    named = sop.purposes[purpose].roles
    return named or tuple(role for role in sop.roles if partners_purpose(sop, role) == purpose)


def desks_of_purpose(sop: Sop, purpose: str) -> tuple[str, ...]:
    """The desks, by name, that a yes to this purpose lets hear of the child: nobody there has a role in Caseflow."""
    return tuple(desk.name for desk in sop.desks.values() if desk.purpose == purpose)
