"""Documents: written in parts by whom the SOP names, made ready, and laid before the guardians."""

from typing import Any

from django.utils.translation import gettext as _

from caseflow.route.acting import Deed, acting
from caseflow.route.commands.signature import close_tasks
from caseflow.route.commands.talk import tell
from caseflow.route.hands import may_do
from caseflow.route.models import Paper, PaperSection
from caseflow.route.papers import mark_of, newest, sections_of, unwritten, visit_of
from caseflow.route.reminding import first_reminder
from caseflow.route.ruling import NotYourHand
from caseflow.sop.papers import asked_here, parts_here
from caseflow.sop.schema.documents import PaperPart
from pupils.errors import Invalid, filled
from pupils.models import Guardian


def write_document(
    case_id: int, *, document: str, section: str, text: str, actor: Any, seen: str | None = None
) -> PaperSection:
    """Write one part. A document that the guardians were shown stays as it was: this begins another version.

    `seen` marks the text that the writer began from: who writes at the same time overwrites nobody.
    """
    with acting("write_document", case_id, actor) as deed:
        part = _part(deed, document, section)
        if not may_do(actor, deed.case, part.written_by, deed.sop):
            raise NotYourHand("write_document", part.written_by)
        text, paper = filled("text", text), newest(deed.sop, deed.case, document)
        there = sections_of(paper).get(section)
        if seen is not None and seen != mark_of(there.text if there else ""):
            raise Invalid("", _("Iemand anders schreef intussen aan dit deel. Kijk eerst wat er nu staat."))
        if there is not None and there.text == text:
            return there
        paper = _to_write_in(deed, document, paper)
        row, _made = PaperSection.objects.update_or_create(
            paper=paper, key=section, defaults={"name": part.name, "text": text, **_writer(deed, part)}
        )
        data = {"paper": paper.pk, "document": document, "section": section, "number": paper.number}
        deed.record(data, {"text": text})
        return row


def _part(deed: Deed, document: str, section: str) -> PaperPart:
    asked = asked_here(deed.sop, deed.case.step, document)
    part = parts_here(deed.sop, asked).get(section) if asked else None
    if part is None:
        raise Invalid("", _("Dit deel wordt bij deze stap niet geschreven."))
    return part


def _writer(deed: Deed, part: PaperPart) -> dict[str, Any]:
    names = deed.sop.names(role for role in part.written_by if role in deed.role.split(", "))
    return {"written_by": deed.actor, "role_name": names, "written_on": deed.on}


def _to_write_in(deed: Deed, document: str, paper: Paper | None) -> Paper:
    """The draft; what was ready and seen by nobody is a draft again; of what was laid, the next version."""
    if paper is None:
        return _begin(deed, document, None)
    if paper.state == Paper.READY:
        paper.write_on(deed.ruling)
        paper.save()
    return paper if paper.state == Paper.DRAFT else _begin(deed, document, paper)


def _begin(deed: Deed, document: str, before: Paper | None) -> Paper:
    if before is not None:
        before.replaced_on = deed.on
        before.save()
    known = deed.sop.documents[document]
    paper = Paper.objects.create(
        case=deed.case,
        key=document,
        name=known.name,
        signature=known.signature,
        visit=visit_of(deed.sop, deed.case, document),
        number=before.number + 1 if before else 1,
        previous=before,
        started_on=deed.on,
    )
    for row in sections_of(before).values():
        row.pk, row.paper = None, paper
        row.save()
    return paper


def drop_version(case_id: int, *, document: str, actor: Any) -> Paper:
    """A new version that was begun by mistake goes; the one that the guardians were shown is the newest again."""
    with acting("finish_document", case_id, actor, judged=False) as deed:
        paper = _standing(deed, document, Paper.DRAFT)
        before = paper.previous
        if before is None:
            raise Invalid("", _("Dit is de eerste versie. Verander de tekst, of laat het document liggen."))
        texts = {row.key: row.text for row in paper.sections.all()}
        number = paper.pk
        paper.delete()
        before.replaced_on = None
        before.save()
        deed.record({"paper": number, "back_to": before.pk}, texts, kind="drop_document")
        return before


def _standing(deed: Deed, document: str, state: str) -> Paper:
    """The document of this step, if it stands where the act needs it."""
    paper = newest(deed.sop, deed.case, document) if asked_here(deed.sop, deed.case.step, document) else None
    if paper is None or paper.state != state:
        sentences = {
            Paper.DRAFT: _("Er is geen document in de maak."),
            Paper.READY: _("Maak het document eerst af."),
        }
        raise Invalid("document", sentences[state])
    return paper


def finish_document(case_id: int, *, document: str, actor: Any) -> Paper:
    """Everything that this step asks of it is written."""
    with acting("finish_document", case_id, actor) as deed:
        paper = _standing(deed, document, Paper.DRAFT)
        if missing := unwritten(deed.sop, deed.case, document, paper):
            raise Invalid("document", _("Nog niet geschreven: %(parts)s.") % {"parts": ", ".join(missing)})
        paper.finish(deed.ruling, deed.on)
        paper.save()
        deed.record({"paper": paper.pk, "document": document, "number": paper.number})
        return paper


def lay_document(case_id: int, *, document: str, actor: Any) -> Paper:
    """Put it before the guardians, who hear of it without a word about the child; its text stands still from now on."""
    with acting("lay_document", case_id, actor) as deed:
        paper = _standing(deed, document, Paper.READY)
        paper.lay(deed.ruling, deed.on)
        if paper.signature == Paper.NONE:
            paper.settle(deed.on)  # nothing is asked: it is theirs to read
        else:
            paper.remind_on = first_reminder(deed.sop, deed.on)
        paper.save()
        close_tasks(deed)  # another version lies there now
        asked = Guardian.objects.with_gezag() if paper.signature == Paper.NONE else Guardian.objects.signers()
        guardians = list(asked.filter(pupil=deed.case.pupil_id))
        tell(deed, "document_laid", guardians, f"paper-{paper.pk}-laid")
        deed.record({"paper": paper.pk, "document": document, "guardians": [g.pk for g in guardians]})
        return paper
