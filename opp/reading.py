"""What somebody from outside reads of an OPP, where a live consent names these parts: the same as a referral tells."""

from collections.abc import Iterable

from caseflow.route.reading import Of, Row, reads
from caseflow.sop.vocabulary import Part
from opp import dossier


@reads(Part.OPP)
def plan(of: Of) -> Iterable[Row]:
    """Perspective and goals; what each guardian answered is not for the table."""
    for section in (dossier.perspective(of.case), dossier.goals(of.case)):
        yield from section["rows"] if section else ()


@reads(Part.EVALUATIONS)
def evaluations(of: Of) -> Iterable[Row]:
    section = dossier.evaluations(of.case)
    yield from section["rows"] if section else ()
