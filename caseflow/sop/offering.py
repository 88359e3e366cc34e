"""What the descriptive parts of a document point at, and what cannot be so in them."""

from collections.abc import Iterator

from caseflow.sop.schema import Sop
from caseflow.sop.schema.offer import TargetGroup

Path = tuple[str | int, ...]
#: What a target group points at: the section, and what one of it is called in a complaint.
POINTS = {
    "programmes": "het programma",
    "instruments": "het instrument",
    "expertise": "de deskundigheid",
    "partners": "de partner",
    "arrangements": "het arrangement",
}


def target_groups(sop: Sop) -> Iterator[tuple[Path, TargetGroup]]:
    """Every target group with its place: those of basic support first."""
    for section in ("basic_support", "extra_support"):
        for key, group in getattr(sop, section).items():
            yield (section, key), group


def references(sop: Sop) -> Iterator[tuple[Path, str, str | None]]:
    """Every name that must stand elsewhere in the document: where it is used, what it should be, the name."""
    for key, partner in sop.partners.items():
        yield ("partners", key, "consent"), "het doel", partner.consent
    for at, group in target_groups(sop):
        for section, kind in POINTS.items():
            for index, name in enumerate(getattr(group, section)):
                yield (*at, section, index), kind, name


def complaints(sop: Sop) -> Iterator[tuple[Path, str]]:
    """A consent that would never be asked: of a partner nobody comes from, or for a purpose that bars who does."""
    for key, partner in sop.partners.items():
        roles = {name for name, role in sop.roles.items() if role.partner == key}
        at: Path = ("partners", key, "consent")
        if partner.consent and not roles:
            yield at, f"niemand wordt hiervoor gevraagd: geen enkele rol hoort bij de partner '{key}'"
        elif partner.consent:
            named = sop.purposes[partner.consent].roles or roles
            for role in sorted(roles - set(named) - _seated(sop, partner.consent)):
                yield at, f"het doel '{partner.consent}' noemt de rol '{role}' van deze partner niet"


def _seated(sop: Sop, purpose: str) -> set[str]:
    """Who sits at a table that asks this purpose: that the purpose names them is asked there."""
    steps = (step for step in sop.steps.values() if any(asked.consent == purpose for asked in step.parents.values()))
    return {seat.role for step in steps for seat in step.takes_part}
