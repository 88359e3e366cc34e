"""The target groups of a document, and what they point at."""

from collections.abc import Iterator

from caseflow.sop.complaining import Path
from caseflow.sop.schema import Sop
from caseflow.sop.schema.offer import TargetGroup

#: The sections that a target group points at.
POINTS = ("programmes", "instruments", "expertise", "partners", "arrangements")


def target_groups(sop: Sop) -> Iterator[tuple[Path, TargetGroup]]:
    """Every target group with its place: those of basic support first."""
    for section in ("basic_support", "extra_support"):
        for key, group in getattr(sop, section).items():
            yield (section, key), group
