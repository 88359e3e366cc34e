"""Reading results or absence of a whole group or school from a file: choose it, look, and take it in or not."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.commands.importing import confirm_import, drop_import, prepare_import
from pupils.forms import PlainForm
from pupils.getters import found, import_for
from pupils.imports.files import heading
from pupils.imports.kinds import KINDS
from pupils.imports.report import left_out
from pupils.measured_forms import AbsenceFile, MeasurementFile
from pupils.measuring import instruments_of
from pupils.models import ImportPreview
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.queries import pupils_of, schools_steered_by
from pupils.requests import SignedIn

WHO = "who steers the school reads in what its other systems know of all pupils"
FORMS = {ImportPreview.Kind.MEASUREMENTS: MeasurementFile, ImportPreview.Kind.ABSENCE: AbsenceFile}
PER_PAGE = 100
ORDER = {"refused": 0, "new": 1, "same": 2}


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=WHO)
def read(request: SignedIn, school_id: int, kind: str) -> HttpResponse:
    school = found(schools_steered_by(request.user), school_id)
    if kind not in KINDS:
        raise Http404
    asked = KINDS[kind]
    form = form_for(request, FORMS[ImportPreview.Kind(kind)], instruments=instruments_of(school))

    def run(data: dict[str, Any]) -> ImportPreview:
        return prepare_import(school_id, kind, data.pop("file").read(), actor=request.user, unsaid=data)

    if posted := post_once(request, form, run):
        return redirect("pupils:import_preview", posted.result.pk) if posted.result else redirect("pupils:groups")
    always = [one for one in asked.needed if not asked.optional.keys() & set(one)]
    context = {
        "school": school,
        "title": _(asked.title),
        "form": form,
        "needed": [heading(asked.columns, one) for one in always],
        "optional": [(heading(asked.columns, [column]), _(when)) for column, when in asked.optional.items()],
    }
    return render(request, "pupils/import.html", context)


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="what was read waits for whoever read it, and for nobody else")
def preview(request: SignedIn, preview_id: int) -> HttpResponse:
    form = form_for(request, PlainForm)
    if post_once(request, form, lambda _data: _said(request, confirm_import(preview_id, actor=request.user))):
        return redirect("pupils:groups")
    waiting = import_for(request.user, preview_id)  # only now: who sent it twice hears that it was done
    lines = sorted(waiting.lines, key=lambda line: (ORDER[line["word"]], line["line"]))
    context = {
        "preview": waiting,
        "title": _(KINDS[waiting.kind].title),
        "form": form,
        "page": Paginator(lines, PER_PAGE).get_page(request.GET.get("page")),
        "left_out": left_out(pupils_of(request.user, clock.today()).filter(school=waiting.school_id), waiting),
        "count": Counter(line["word"] for line in lines),
    }
    return render(request, "pupils/import_preview.html", context)


def _said(request: SignedIn, rows: int) -> int:
    told = ngettext("%(rows)s regel is ingelezen.", "%(rows)s regels zijn ingelezen.", rows) % {"rows": rows}
    messages.success(request, told)
    return rows


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="what was read waits for whoever read it, and for nobody else")
@require_POST
def drop(request: SignedIn, preview_id: int) -> HttpResponse:
    form = form_for(request, PlainForm)
    post_once(
        request, form, lambda _data: drop_import(preview_id, actor=request.user), said=_("Er is niets ingelezen.")
    )
    return redirect("pupils:groups")
