"""The acts on documents, as the walker does them: the document or part that the finding names, by whose it is."""

from typing import Any

from caseflow.route.commands import paper as papers
from caseflow.route.commands import signature
from caseflow.route.models import Case, Paper
from caseflow.route.models.paper import ANSWERS
from caseflow.route.papers import newest, sections_of
from caseflow.sop.papers import asked_here, parts_here
from caseflow.sop.rules import Need


def document_of(w: Any, case: Case, need: Need) -> str:
    """The document that the finding names; without one, the first of this step."""
    return need.of.partition(".")[0] or next((asked.document for asked in w.sop.steps[case.step].documents), "")


def _write(w: Any, case: Case, need: Need) -> None:
    document = document_of(w, case, need)
    asked = asked_here(w.sop, case.step, document)
    parts = parts_here(w.sop, asked) if asked else {}
    written = sections_of(newest(w.sop, case, document)) if asked else {}
    wanted = need.of.partition(".")[2] or next((key for key in parts if key not in written), "")
    if wanted:
        actor = w.writer(parts[wanted])
        papers.write_document(case.pk, document=document, section=wanted, text=f"{wanted} op {w.today}", actor=actor)


def _finish(w: Any, case: Case, need: Need) -> None:
    document = document_of(w, case, need)
    papers.finish_document(case.pk, document=document, actor=w.hand(case, "finish_document"))


def _lay(w: Any, case: Case, need: Need) -> None:
    document = document_of(w, case, need)
    papers.lay_document(case.pk, document=document, actor=w.hand(case, "lay_document"))


def _sign(w: Any, case: Case, need: Need) -> None:
    """All the way from a draft: what is not ready is made ready, what was not laid is laid."""
    paper = newest(w.sop, case, need.of)
    assert paper is not None
    if paper.state == Paper.DRAFT:
        _finish(w, case, need)
    if newest(w.sop, case, need.of).state == Paper.READY:  # type: ignore[union-attr]
        _lay(w, case, need)
    for person in w.guardians():
        signature.sign_document(paper.pk, answer=ANSWERS[paper.signature].yes, actor=person)


ACT: dict[str, Any] = {
    "write_document": _write,
    "finish_document": _finish,
    "lay_document": _lay,
    "sign_document": _sign,
}
