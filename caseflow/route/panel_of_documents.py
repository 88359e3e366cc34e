"""The documents on the page of the case: those of this step with what is missing, and those of before."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow.route.doors import buttons
from caseflow.route.forms.document import write_url
from caseflow.route.models import Paper
from caseflow.route.panels import Panel, on_case_page, parts_of
from caseflow.route.papers import newest, sections_of
from caseflow.route.viewing import View
from caseflow.route.wording import WORDS_OF
from caseflow.sop.papers import NEXT, parts_here
from caseflow.sop.schema.documents import PaperAsked
from caseflow.sop.vocabulary import Part

TONES = {"discussed": "good", "agreed": "good", "refused": "attention", "laid": "now"}


@on_case_page
def documents(view: View) -> Panel | None:
    shown = [_row(view, asked) for asked in view.step.documents] if view.case.is_open else []
    here = {row["paper"].pk for row in shown if row["paper"]}
    before = (
        Paper.objects.current().filter(case=view.case).exclude(pk__in=here).with_word().order_by("-started_on", "-pk")
    )
    older = [(paper, WORDS_OF["document"][paper.word], reverse("route:paper", args=[paper.pk])) for paper in before]
    if not shown and not older:
        return None
    parts = parts_of({Part.DOCUMENTS: here or older})
    rests = "" if shown else _("Documenten (%(number)s)") % {"number": len(older)}
    return Panel("route/panels/documents.html", {"rows": shown, "older": older}, parts=parts, rests=rests)


def _row(view: View, asked: PaperAsked) -> dict[str, Any]:
    """One document of this step: how far it is, each part with whose it is, and what can be done now."""
    known, paper = view.sop.documents[asked.document], newest(view.sop, view.case, asked.document)
    word = paper.word if paper else "none"  # type: ignore[attr-defined]
    return {
        "name": known.name,
        "paper": paper,
        "url": reverse("route:paper", args=[paper.pk]) if paper else "",
        "word": WORDS_OF["document"][word],
        "tone": TONES.get(word, ""),
        "required": asked.needed == "required",
        "grows": known.grows,
        "parts": _parts(view, asked, paper),
        "buttons": buttons(view, NEXT[word]) if word in ("draft", "ready") and _whole(view, asked, paper) else [],
    }


def _parts(view: View, asked: PaperAsked, paper: Paper | None) -> list[dict[str, Any]]:
    written = sections_of(paper)
    return [
        {
            "part": part,
            "row": written.get(key),
            "who": view.sop.names(part.written_by),
            "write": "" if view.roles.isdisjoint(part.written_by) else write_url(view, asked.document, key),
        }
        for key, part in parts_here(view.sop, asked).items()
    ]


def _whole(view: View, asked: PaperAsked, paper: Paper | None) -> bool:
    return set(parts_here(view.sop, asked)) <= set(sections_of(paper))
