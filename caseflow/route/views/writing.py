"""What a guardian wrote of her own accord, read and answered by somebody of the school."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow.route.commands.writing import answer_writing
from caseflow.route.forms.writing import ReplyForm
from caseflow.route.opened import opened
from caseflow.route.writings import may_answer
from caseflow.sop.vocabulary import Part
from pupils.getters import found
from pupils.models import Writing
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.requests import SignedIn


@policy(Audience.STAFF, because="staff read what a guardian of a pupil wrote whom they see; who answers, the step says")
def writing(request: SignedIn, writing_id: int) -> HttpResponse:
    seen = Writing.objects.visible_to(request.user).select_related("guardian__person", "guardian__pupil__school")
    row = found(seen.prefetch_related("replies__by"), writing_id)
    pupil = row.guardian.pupil
    if not may_answer(request.user, pupil):
        raise PermissionDenied
    form = form_for(request, ReplyForm)
    said = _("Vastgelegd. De ouder ziet het in het portaal.")
    if post_once(request, form, lambda data: answer_writing(row.pk, **data, actor=request.user), said=said):
        return redirect("pupils:pupil", pupil.pk)
    opened(request.user, pupil, Part.VIEWS, f"writing-{row.pk}")
    return render(request, "route/writing.html", {"form": form, "row": row, "pupil": pupil})
