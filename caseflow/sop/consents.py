"""Which purpose guardians are asked about before somebody from outside hears of their child."""

from collections.abc import Iterable

from caseflow.sop.schema import Body, Desk, Sop
from caseflow.sop.schema.people import Partner
from caseflow.sop.vocabulary import gettext_noop


def purposes_for(sop: Sop, step: str, act: str, roles: Iterable[str]) -> tuple[str, ...]:
    """The purpose that the step names for this act; where it names none, those of the partners of these roles."""
    asked = sop.steps[step].parents.get(act)
    if asked and asked.consent:
        return (asked.consent,)
    return tuple(dict.fromkeys(purpose for role in roles if (purpose := partners_purpose(sop, role))))


def purposes_of_step(sop: Sop, step: str) -> tuple[str, ...]:
    """All that guardians are asked about in a step: for its own acts, and for who sits at its table from outside."""
    named = (asked.consent for asked in sop.steps[step].parents.values())
    return tuple(dict.fromkeys(filter(None, (*named, *(partners_purpose(sop, role) for role in sop.outsiders(step))))))


def partners_purpose(sop: Sop, role: str) -> str:
    """What the partner asks to whom this role belongs; "" for a role of the school, or a partner that asks nothing."""
    partner = sop.roles[role].partner
    return (sop.partners[partner].consent or "") if partner else ""


def roles_of_purpose(sop: Sop, purpose: str) -> tuple[str, ...]:
    """The roles that a question for this purpose may name: its own, else those whose partner asks it."""
    named = sop.purposes[purpose].roles
    return named or tuple(role for role in sop.roles if partners_purpose(sop, role) == purpose)


#: Who enrols a child next, as its guardians are told of it.
NEXT_SCHOOL = gettext_noop("de school die uw kind inschrijft")


def offices_of_purpose(sop: Sop, purpose: str) -> tuple[str, ...]:
    """The desks and bodies, by name, and the next school, that a yes lets hear of the child: a letter goes to them."""
    known: tuple[Desk | Body, ...] = (*sop.desks.values(), *sop.bodies.values())
    named = tuple(dict.fromkeys(one.name for one in known if one.purpose == purpose))
    return (*named, NEXT_SCHOOL) if sop.purposes[purpose].next_school else named


def reaches_outside(sop: Sop, purpose: str) -> bool:
    """Whether somebody outside the school hears of the child by a yes to this."""
    named = bool(roles_of_purpose(sop, purpose) or offices_of_purpose(sop, purpose))
    asked = (key for key, step in sop.steps.items() if any(one.consent == purpose for one in step.parents.values()))
    return named or any(sop.outsiders(key) for key in asked)


def everyone_agrees(sop: Sop, purpose: str) -> bool:
    """Whether all guardians with gezag must say yes: always to what reaches outside, else where the school says so."""
    return sop.purposes[purpose].agree == "all" or reaches_outside(sop, purpose)


def helper_of(sop: Sop, arrangement: str) -> Partner | None:
    """Who from outside gives the support of an arrangement; `consent` names the purpose that it rests on."""
    given = sop.arrangements.get(arrangement)
    return sop.partners[given.partner] if given and given.partner else None


def purpose_of_help(sop: Sop, arrangement: str) -> str:
    """The yes on which help by somebody from outside rests; "" where it rests on none."""
    helper = helper_of(sop, arrangement)
    return (helper.consent or "") if helper else ""
