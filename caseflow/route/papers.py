"""The documents of a case as they stand: which version, which parts are in, and the text that a signature is put to."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseflow.languages import DUTCH, with_dutch
from caseflow.route.models import Case, Paper, PaperSection
from caseflow.sop.papers import asked_here, parts_here
from caseflow.sop.schema import Sop
from pupils.getters import found

#: What a guardian's signature means, in the words that she reads before she signs.
MEANS = {
    Paper.NONE: (gettext_lazy("U kunt dit lezen. U hoeft niets te tekenen."), ""),
    Paper.DISCUSSED: (
        gettext_lazy("U tekent dat dit met u is besproken."),
        gettext_lazy("Daarmee zegt u niet dat u het ermee eens bent. Uw mening kunt u erbij schrijven."),
    ),
    Paper.AGREED: (
        gettext_lazy("U stemt in met wat hier staat."),
        gettext_lazy("Bent u het er niet mee eens? Zeg dan nee. De school praat dan met u verder."),
    ),
}


def visit_of(sop: Sop, case: Case, document: str) -> int:
    """To which visit of the case a document belongs: 0 for one that grows along."""
    return 0 if sop.documents[document].grows else case.visits


def newest(sop: Sop, case: Case, document: str) -> Paper | None:
    """The version of a document that counts at the step where the case stands."""
    here = Paper.objects.current().filter(case=case, key=document, visit=visit_of(sop, case, document))
    return here.with_word().first()


def sections_of(paper: Paper | None) -> dict[str, PaperSection]:
    rows = paper.sections.select_related("written_by") if paper else ()
    return {row.key: row for row in rows}


def unwritten(sop: Sop, case: Case, document: str, paper: Paper | None) -> list[str]:
    """The names of the parts that this step asks of a document and that nobody wrote yet."""
    asked = asked_here(sop, case.step, document)
    written = sections_of(paper)
    return [part.name for key, part in parts_here(sop, asked).items() if key not in written] if asked else []


def ordered(sop: Sop, paper: Paper) -> list[PaperSection]:
    """The parts in the order of the school's document; what it no longer names comes last."""
    known = list(sop.documents[paper.key].sections) if paper.key in sop.documents else []
    rows = sections_of(paper)
    return [rows[key] for key in (*(key for key in known if key in rows), *(key for key in rows if key not in known))]


def text_of(sop: Sop, paper: Paper) -> str:
    """Word for word what is signed; once laid it never changes, so neither does this."""
    return "\n".join(_lines(sop, paper))


def text_shown(sop: Sop, paper: Paper, *, reads: bool) -> str:
    """All that a guardian had before her when she answered; whose gezag is unknown may not read."""
    return text_of(sop, paper) if reads else _title(paper)


def _title(paper: Paper) -> str:
    return _("%(name)s, versie %(number)s") % {"name": paper.name, "number": paper.number}


def _lines(sop: Sop, paper: Paper) -> Iterator[str]:
    yield _title(paper)
    for row in ordered(sop, paper):
        yield from ("", row.name, row.text)
    yield from ("", with_dutch(_meaning(paper), meaning_in_dutch(paper)))


def _meaning(paper: Paper) -> str:
    return "\n".join(str(line) for line in MEANS[paper.signature] if line)


def meaning_in_dutch(paper: Paper) -> str:
    """What a signature means in the words that bind."""
    with translation.override(DUTCH):
        return _meaning(paper)


def mark_of(text: str) -> str:
    """By which a form says which text it was made from."""
    return sha256(text.encode()).hexdigest()[:16]


def paper_for(person: Any, pk: int) -> Paper:
    """The getter for staff."""
    return found(Paper.objects.visible_to(person).with_word().select_related("case__pupil", "case__school"), pk)


def paper_to_read(person: Any, pk: int) -> Paper:
    """Also by last year's teacher; nothing is written from here."""
    return found(Paper.objects.readable_by(person).with_word().select_related("case__pupil", "case__school"), pk)


def paper_for_guardian(person: Any, pk: int) -> Paper:
    """The getter for guardians: what is asked of her, or what was laid and is hers to read."""
    mine = Paper.objects.asked_of(person) | Paper.objects.for_guardian(person)
    return found(mine.with_word().select_related("case__pupil__group", "case__school"), pk)
