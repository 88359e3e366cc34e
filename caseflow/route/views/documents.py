"""A document for staff: one part to write, the whole to read and print, and what guardians said of it on paper."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from caseflow import clock
from caseflow.route.commands.paper import drop_version, write_document
from caseflow.route.commands.signature import pass_over_for_document, record_paper_signature
from caseflow.route.doors import buttons
from caseflow.route.forms.document import SignedOnPaper, WritePart, write_url
from caseflow.route.hands import roles_for
from caseflow.route.models import Paper, PaperAnswer
from caseflow.route.models.paper import ANSWERS
from caseflow.route.opened import opened
from caseflow.route.papers import MEANS, mark_of, newest, ordered, paper_for, paper_to_read, sections_of
from caseflow.route.ruling import NotYourHand
from caseflow.route.signs import signs_of, to_sign
from caseflow.route.viewing import View, case_for, case_to_read, view_of
from caseflow.route.wording import WORDS_OF
from caseflow.sop.papers import asked_here, parts_here
from caseflow.sop.schema.documents import PaperPart
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part, RoleKind
from pupils.forms import PassOverForm, PlainForm
from pupils.getters import found
from pupils.models import Guardian
from pupils.passing import way_past
from pupils.policy import Audience, policy, require_kind
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated, recently_authenticated_to_take
from pupils.requests import SignedIn
from pupils.scans import scan_of


@policy(Audience.STAFF, because="a part of a document is written by whom the SOP names for it")
def write(request: SignedIn, case_id: int, document: str, section: str) -> HttpResponse:
    view = view_of(request.user, case_for(request.user, case_id))
    if not view.case.is_running:
        return redirect("route:case", case_id)
    part = _part(view, document, section)
    paper = newest(view.sop, view.case, document)
    there = sections_of(paper).get(section)
    text = there.text if there else ""
    form = form_for(request, WritePart, part=part, initial={"text": text, "seen": mark_of(text)})

    def run(data: dict[str, Any]) -> Any:
        return write_document(case_id, document=document, section=section, **data, actor=request.user)

    if posted := post_once(request, form, run, said=_("Opgeschreven.")):
        return redirect("route:paper", posted.result.paper_id) if posted.result else redirect("route:case", case_id)
    opened(request.user, view.case.pupil, Part.DOCUMENTS, f"case-{case_id}")
    context = {"form": form, "view": view, "case": view.case, "paper": paper, "part": part}
    others = [row for row in ordered(view.sop, paper) if row.key != section] if paper else []
    name = view.sop.documents[document].name
    return render(request, "route/document_write.html", {**context, "others": others, "name": name})


def _part(view: View, document: str, section: str) -> PaperPart:
    asked = asked_here(view.sop, view.case.step, document)
    part = parts_here(view.sop, asked).get(section) if asked else None
    if part is None:
        raise Http404
    if view.roles.isdisjoint(part.written_by):
        raise NotYourHand("write_document", part.written_by)
    return part


@policy(Audience.STAFF, because="staff read the documents of a case that they may see")
def show(request: SignedIn, paper_id: int) -> HttpResponse:
    paper = paper_to_read(request.user, paper_id)
    view = view_of(request.user, case_to_read(request.user, paper.case_id))
    opened(request.user, view.case.pupil, Part.DOCUMENTS, f"paper-{paper.pk}")
    return render(request, "route/document.html", _page(view, paper))


@policy(Audience.STAFF, because="staff print the documents of a case that they may see, to have them signed")
@recently_authenticated_to_take
def print_(request: SignedIn, paper_id: int) -> HttpResponse:
    paper = paper_to_read(request.user, paper_id)
    view = view_of(request.user, case_to_read(request.user, paper.case_id))
    opened(request.user, view.case.pupil, Part.DOCUMENTS, f"paper-{paper.pk}-print")
    return render(request, "route/document_print.html", {**_page(view, paper), "signers": to_sign(paper)})


def _page(view: View, paper: Paper) -> dict[str, Any]:
    here = newest(view.sop, view.case, paper.key) if paper.key in view.sop.documents else None
    is_here = here is not None and here.pk == paper.pk and asked_here(view.sop, view.case.step, paper.key) is not None
    works = is_here and view.case.is_running
    newer = Paper.objects.filter(previous=paper).first()
    return {
        "view": view,
        "case": view.case,
        "paper": paper,
        "word": WORDS_OF["document"][str(paper.word)],  # type: ignore[attr-defined]
        "means": MEANS[paper.signature],
        "sections": _sections(view, paper, works),
        "open_parts": _open_parts(view, paper) if works else [],
        "signs": signs_of(view, paper),
        "reactions": paper.reactions.select_related("guardian__person") if view.hears else [],
        "buttons": buttons(view, *_acts(paper)) if works else [],
        "may_drop": works and paper.state == Paper.DRAFT and paper.previous_id and view.may("finish_document"),
        "newer": newer,
    }


def _sections(view: View, paper: Paper, works: bool) -> list[dict[str, Any]]:
    own = _own_parts(view, paper) if works else {}
    return [
        {"row": row, "write": write_url(view, paper.key, row.key) if row.key in own else ""}
        for row in ordered(view.sop, paper)
    ]


def _own_parts(view: View, paper: Paper) -> dict[str, PaperPart]:
    asked = asked_here(view.sop, view.case.step, paper.key)
    parts = parts_here(view.sop, asked) if asked else {}
    return {key: part for key, part in parts.items() if not view.roles.isdisjoint(part.written_by)}


def _open_parts(view: View, paper: Paper) -> list[dict[str, Any]]:
    """The parts that this step asks and that nobody wrote yet."""
    asked, written, own = asked_here(view.sop, view.case.step, paper.key), sections_of(paper), _own_parts(view, paper)
    return [
        {
            "part": part,
            "who": view.sop.names(part.written_by),
            "write": write_url(view, paper.key, key) if key in own else "",
        }
        for key, part in (parts_here(view.sop, asked).items() if asked else ())
        if key not in written
    ]


def _acts(paper: Paper) -> tuple[str, ...]:
    return {Paper.DRAFT: ("finish_document",), Paper.READY: ("lay_document",)}.get(paper.state, ())


@policy(Audience.STAFF, because="who makes the document ready throws away a version that was begun by mistake")
@require_POST
def drop(request: SignedIn, paper_id: int) -> HttpResponse:
    paper = paper_for(request.user, paper_id)
    form = form_for(request, PlainForm)

    def run(data: dict[str, Any]) -> Paper:
        return drop_version(paper.case_id, document=paper.key, actor=request.user)

    posted = post_once(request, form, run, said=_("De nieuwe versie is weg. De vorige geldt weer."))
    return redirect("route:paper", posted.result.pk if posted and posted.result else paper.pk)


@policy(Audience.STAFF, because="who lays documents before guardians writes down what one of them said or signed")
@recently_authenticated
def signature(request: SignedIn, paper_id: int, guardian_id: int) -> HttpResponse:
    paper = found(
        Paper.objects.visible_to(request.user).exclude(signature=Paper.NONE).with_word().select_related("case"),
        paper_id,
    )
    guardian = _guardian(paper, guardian_id)
    view = view_of(request.user, case_for(request.user, paper.case_id))
    if not view.may("lay_document"):
        raise NotYourHand("sign_document", roles_for(view.sop, view.case.step, "lay_document"))
    form = form_for(request, SignedOnPaper, paper=paper, initial={"answered_on": clock.today()})

    def run(data: dict[str, Any]) -> PaperAnswer:
        return record_paper_signature(paper_id, guardian_id=guardian_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Vastgelegd.")):
        return redirect("route:paper", paper_id)
    opened(request.user, view.case.pupil, Part.DOCUMENTS, f"paper-{paper.pk}")
    context = {"paper": paper, "sections": ordered(view.sop, paper), "guardian": guardian, "form": form}
    return render(request, "route/document_signature.html", {**context, "means": MEANS[paper.signature]})


def _guardian(paper: Paper, pk: int) -> Guardian:
    """One of this child's own: another's has no word in it."""
    return found(Guardian.objects.signers().filter(pupil=paper.case.pupil_id).select_related("person", "pupil"), pk)


@policy(Audience.STAFF, kinds={RoleKind.DIRECTOR}, because="only the director goes on without a guardian (BW 1:253i)")
@recently_authenticated
def pass_over(request: SignedIn, paper_id: int, guardian_id: int) -> HttpResponse:
    paper = paper_for(request.user, paper_id)
    guardian = _guardian(paper, guardian_id)
    require_kind(request.user, guardian.pupil, {RoleKind.DIRECTOR})
    form = form_for(request, PassOverForm)

    def run(data: dict[str, Any]) -> Any:
        return pass_over_for_document(paper_id, guardian_id=guardian_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Vastgelegd. Antwoordt deze ouder alsnog, dan telt dat antwoord.")):
        return redirect("route:paper", paper_id)
    opened(request.user, guardian.pupil, Part.DOCUMENTS, f"paper-{paper_id}")
    way = way_past(guardian, request.user, paper_id, paper.laid_on, ANSWERS.get(paper.signature, PaperAnswer))
    context = {"subject": paper.name, "guardian": guardian, "form": form, "case_id": paper.case_id, "way": way}
    return render(request, "route/pass_over.html", context)


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="a scan of a signature is read by who steers the school")
@recently_authenticated_to_take
def scan(request: SignedIn, answer_id: int) -> FileResponse:
    """The file itself, never by its own address."""
    seen = Paper.objects.visible_to(request.user).filter(pk=OuterRef("paper_id"))
    answers = PaperAnswer.objects.filter(Exists(seen)).exclude(scan="").select_related("guardian__pupil")
    answer = found(answers, answer_id)
    return scan_of(request, answer.scan, answer.guardian.pupil, Part.DOCUMENTS, f"answer-{answer.pk}")
