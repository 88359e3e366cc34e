"""How every form does its work: once, in one transaction, and with plain words when it cannot.

    form = form_for(request, ObservationForm, initial={...})
    if posted := post_once(request, form, lambda data: log_observation(pk, **data, actor=request.user), said=_("…")):
        return redirect(…)
    return render(…)

What law or SOP refuse, and whose hand it is, goes up to the page that says so (caseflow/route/views/errors.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from caseflow.drafts.errors import AlreadyDone, BadToken
from caseflow.drafts.keeping import drop, take
from caseflow.drafts.once import is_spent, spend
from caseflow.drafts.tokens import FIELD
from pupils.errors import Invalid

AnyForm = TypeVar("AnyForm", bound=forms.Form)


@dataclass(frozen=True, slots=True)
class Posted:
    """The form did its work; `result` is what the command gave back, None when its twin had done it before."""

    result: Any
    again: bool = False


def form_for(
    request: Any, make: Callable[..., AnyForm], *, initial: dict[str, Any] | None = None, **more: Any
) -> AnyForm:
    """The form of this page: with what was just sent, or with what was typed before the session ended."""
    if request.method == "POST":
        return make(request.POST, request.FILES, initial=initial, **more)
    kept = take(request.user, request.path)
    form = make(initial={**(initial or {}), **kept}, **more)
    form.__dict__["restored"] = bool(kept)  # components/fields.html says so
    return form


def post_once(request: Any, form: forms.Form, run: Callable[[dict[str, Any]], Any], *, said: str = "") -> Posted | None:
    """Run the command with the form's data, once. None: show the form (again); its errors say what to do.

    The twin of a form that did its work is known before it is looked at: the page may ask something else by now.
    """
    if request.method != "POST":
        return None
    if sent_before(request):
        return _again(request)
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            spend(request.POST.get(FIELD), request.user)
            result = run(form.cleaned_data)
            drop(request.user, request.path)
    except AlreadyDone:
        return _again(request)
    except BadToken:
        form.add_error(None, _("Deze bladzijde stond te lang open. Kijk het nog even na en verstuur het opnieuw."))
        return None
    except Invalid as wrong:
        field = form.field_of(wrong.field) if hasattr(form, "field_of") else wrong.field
        form.add_error(field if field in form.fields else None, str(wrong.message))
        return None
    except ObjectDoesNotExist as absent:
        raise Http404 from absent
    if said:
        messages.success(request, said)
    return Posted(result)


def sent_before(request: Any) -> bool:
    """Whether this very form did its work before: a second click, a page sent again."""
    return request.method == "POST" and is_spent(request.POST.get(FIELD), request.user)


def say_done_before(request: Any) -> None:
    messages.info(request, _("Dit was al gedaan. Er is niets dubbel gebeurd."))


def _again(request: Any) -> Posted:
    say_done_before(request)
    return Posted(None, again=True)
