"""What somebody from outside reads of an OPP, where a live consent names these parts: the same as a referral tells."""

from collections.abc import Iterable

from caseflow.route.models import Item
from caseflow.route.reading import Row, reads
from caseflow.sop.vocabulary import Part
from opp import dossier


@reads(Part.OPP)
def plan(item: Item) -> Iterable[Row]:
    """Perspective and goals; what each guardian answered is not for the table."""
    for section in (dossier.perspective(item.case), dossier.goals(item.case)):
        yield from section["rows"] if section else ()


@reads(Part.EVALUATIONS)
def evaluations(item: Item) -> Iterable[Row]:
    section = dossier.evaluations(item.case)
    yield from section["rows"] if section else ()
