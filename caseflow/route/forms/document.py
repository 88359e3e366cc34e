"""Forms of documents: one part written, a document made ready or laid, a word on paper, a guardian's reaction."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from caseflow.route.commands.paper import finish_document, lay_document
from caseflow.route.doors import ActForm, Door, opens
from caseflow.route.models import Paper, PaperAnswer
from caseflow.route.papers import newest, sections_of
from caseflow.route.viewing import View
from caseflow.sop.papers import parts_here
from caseflow.sop.schema.documents import PaperPart
from pupils.fields import Day, Line, Pick, Scan, Words, offer
from pupils.forms import PlainForm


class WritePart(PlainForm):
    """One part, with what the school's profile says should stand in it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    text = Words("", rows=12)

    def __init__(self, *args: Any, part: PaperPart, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label, self.fields["text"].help_text = part.name, part.asks


class WhichDocument(ActForm):
    """Of the documents of this step those that stand where the act needs them; one alone is chosen already."""

    state: ClassVar[str]
    document = Pick(_("Welk document?"))

    def prepare(self) -> None:
        view = self.view
        found = {asked.document: newest(view.sop, view.case, asked.document) for asked in view.step.documents}
        standing = {key: paper.name for key, paper in found.items() if paper and paper.state == self.state}
        offer(self, "document", list(standing.items()))
        self.fields["document"].initial = next(iter(standing)) if len(standing) == 1 else None


class Finish(WhichDocument):
    state = Paper.DRAFT


class Lay(WhichDocument):
    state = Paper.READY


class SignedOnPaper(PlainForm):
    """A guardian's word as the scan shows it, or as it was said at the table."""

    answer = Pick(_("Wat zei of tekende deze ouder?"))
    answered_on = Day(_("Op welke dag?"))
    witness = Line(_("Wie was daarbij?"), help_text=_("Wie er nog bij zat, of jijzelf."))
    scan = Scan(
        _("Scan van het getekende document"),
        limit=settings.SCAN_MAX_BYTES,
        required=False,
        help_text=_("Een pdf of een foto, tot 10 MB."),
    )
    view = Words(_("Wat zei of schreef deze ouder erbij?"), rows=3, required=False)

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "answer", signed_words(paper))
        if paper.signature == Paper.DISCUSSED:
            self.fields["scan"].help_text = _("Alleen als deze ouder tekende. Een pdf of een foto, tot 10 MB.")
        else:
            self.fields["scan"].required = True


class ReactionForm(PlainForm):
    text = Words(_("Uw reactie"), rows=6, help_text=_("Dit komt erbij te staan. De tekst zelf verandert niet."))


def signed_words(paper: Paper) -> list[tuple[str, Any]]:
    if paper.signature == Paper.DISCUSSED:
        return [(PaperAnswer.Word.DISCUSSED, _("Besproken")), (PaperAnswer.Word.OBJECTED, _("Nee, niet besproken"))]
    return [(PaperAnswer.Word.AGREED, _("Mee eens")), (PaperAnswer.Word.OBJECTED, _("Niet mee eens"))]


def write_url(view: View, document: str, part: str) -> str:
    return reverse("route:paper_write", args=[view.case.pk, document, part])


def _own_parts(view: View, document: str) -> list[str]:
    """The parts of a document that this person writes at this step: those that nobody wrote yet come first."""
    asked = next((one for one in view.step.documents if one.document == document), None)
    parts = parts_here(view.sop, asked) if asked else {}
    written = sections_of(newest(view.sop, view.case, document)) if asked else {}
    own = [key for key, part in parts.items() if not view.roles.isdisjoint(part.written_by)]
    return sorted(own, key=lambda key: key in written)


def _first_part(view: View) -> str:
    own = ((asked.document, part) for asked in view.step.documents for part in _own_parts(view, asked.document)[:1])
    return write_url(view, *next(own))


def _part(view: View, of: str) -> str:
    """The page of what a requirement names: a part, or the first part of a document."""
    document, _dot, part = of.partition(".")
    own = _own_parts(view, document)
    wanted = part or next(iter(own), "")
    return write_url(view, document, wanted) if wanted in own else ""


opens(Door("write_document", elsewhere=_first_part, place=_part))
opens(
    Door(
        "finish_document",
        Finish,
        finish_document,
        done=_("Het document is af."),
        intro=_("Alles wat deze stap vraagt staat erin. Veranderen kan nog, tot je het aan de ouders voorlegt."),
    )
)
opens(
    Door(
        "lay_document",
        Lay,
        lay_document,
        done=_("De ouders kunnen het document lezen."),
        intro=_(
            "De ouders lezen het document zoals het nu is. Daarna verandert er niets meer aan; iets anders wordt een "
            "nieuwe versie. Zij krijgen een mail waarin niets over hun kind staat."
        ),
    )
)
