"""Undoing the last step, from the page of the case: one press."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from caseflow.route.commands.undo import undo_step
from caseflow.route.forms.undo import UndoForm
from caseflow.route.undoing import last_step, signs_again
from caseflow.route.viewing import case_for, view_of
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.proving import shows_it_first
from pupils.requests import SignedIn


@policy(Audience.STAFF, because="who took the last step of a case that she still sees; the command asks that")
def undo(request: SignedIn, case_id: int) -> HttpResponse:
    view = view_of(request.user, case_for(request.user, case_id))
    if request.method != "POST":  # she comes back from showing again who she is
        return redirect("route:case", case_id)
    step = last_step(view.case)
    if step and signs_again(view.case, step, view.sop) and (first := shows_it_first(request)):
        return first
    form = form_for(request, UndoForm)
    said = _("De stap is ongedaan gemaakt.")
    if step and step.data.get("taken_off"):
        said = f"{said} {_('De bespreking die van de agenda ging, komt niet terug. Plan die opnieuw.')}"
    if not post_once(request, form, lambda data: undo_step(case_id, **data, actor=request.user), said=said):
        for error in form.non_field_errors():
            messages.error(request, str(error))
    return redirect("route:case", case_id)
