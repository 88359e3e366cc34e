"""The portal: a guardian writes her view or a question, and reads what the school did with it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow.route.commands.writing import write_to_school
from caseflow.route.forms.writing import WritingForm
from caseflow.route.opened import opened
from caseflow.route.portal_writings import seen_as
from caseflow.route.writings import writings_of
from caseflow.sop.vocabulary import Part
from pupils.getters import own_child_for
from pupils.models import Pupil
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated_to_sign
from pupils.requests import SignedIn
from pupils.staffing import names_here


@policy(Audience.GUARDIAN, because="a guardian with gezag adds her view or asks, whenever she likes (domain §1.7)")
@recently_authenticated_to_sign
def guardian_writing(request: SignedIn, pupil_id: int) -> HttpResponse:
    pupil = own_child_for(request.user, pupil_id)
    form = form_for(request, WritingForm)
    said = _("Dank u wel. De school leest wat u schreef.")
    if post_once(request, form, lambda data: write_to_school(pupil.pk, **data, actor=request.user), said=said):
        return redirect("route:guardian_writing", pupil.pk)
    opened(request.user, pupil, Part.VIEWS, seen_as(pupil.pk))
    return render(request, "route/guardian/writing.html", {"form": form, "pupil": pupil, **_written(request, pupil)})


def _written(request: SignedIn, pupil: Pupil) -> dict[str, Any]:
    """Her own words, with what the school did with them; another guardian's are not hers to read here."""
    rows = list(writings_of(pupil).filter(guardian__person=request.user))
    people = {reply.by for row in rows for reply in row.answers}
    names = names_here(pupil.school, people) if people else {}
    return {"rows": [{"row": row, "answers": [(reply, names[reply.by_id]) for reply in row.answers]} for row in rows]}
