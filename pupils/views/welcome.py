"""Coming in with a letter: the code, then what only a parent knows, then how to sign in from now on.

In the session stands which invitation it is and how far somebody came; the code itself is nowhere but on paper.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.ratelimit import consume
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from caseflow.languages import LANGUAGES, remembered
from pupils.commands.coming_in import come_in_by_mail, come_in_by_passkey, invitation_of, is_taken, knows_birth_date
from pupils.errors import Invalid
from pupils.first_passkey import FirstKey, asked_of_device
from pupils.invitation_letter import LANGUAGE
from pupils.mail_proof import address_sent_to, forget_proof, proves, send_proof, tell_old_address
from pupils.models import Invitation, Person
from pupils.policy import Audience, policy
from pupils.welcome_forms import AddressForm, BirthDateForm, CodeForm, ProofForm

KEY = "welcome"
WHO = "who was sent a letter has no account yet; each step shows no more than the step before it earned"


@policy(Audience.PUBLIC, because=WHO)
@never_cache
def enter(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return render(request, "pupils/welcome/signed_in.html")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if _opened(request, form.cleaned_data["code"]):
            return redirect("pupils:welcome_child")
        form.add_error("code", _does_not_work())
    return render(request, "pupils/welcome/code.html", {"form": form})


@policy(Audience.PUBLIC, because=WHO)
@require_safe
@never_cache
def short(request: HttpRequest, code: str) -> HttpResponse:
    """The address behind the square in the letter: the code goes out of the address bar at once.

    In place of a code may stand the language of the letter, in the address that it gives to be typed.
    """
    if request.user.is_authenticated:
        return redirect("pupils:welcome")
    if code in LANGUAGES:
        return remembered(redirect("pupils:welcome"), code)
    language = request.GET.get(LANGUAGE, "")
    if _opened(request, code):
        return remembered(redirect("pupils:welcome_child"), language)
    with translation.override(language if language in LANGUAGES else translation.get_language()):
        messages.error(request, _does_not_work())
    return remembered(redirect("pupils:welcome"), language)


def _opened(request: HttpRequest, code: str) -> bool:
    """Whether the code opens something; how somebody fails looks the same, whatever was wrong."""
    request.session.pop(KEY, None)
    forget_proof(request)
    if not consume(request, action="welcome"):
        return False
    invitation = invitation_of(code=code)
    if invitation is None:
        return False
    request.session[KEY] = {"invitation": invitation.pk, "known": False}
    return True


def _does_not_work() -> str:
    return _("Deze code werkt niet, of niet meer. Kijk hem na. Lukt het niet? Vraag de school om een nieuwe brief.")


@policy(Audience.PUBLIC, because=WHO)
@never_cache
def child(request: HttpRequest) -> HttpResponse:
    invitation = _invitation(request)
    if invitation is None:
        return redirect("pupils:welcome")
    form = BirthDateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if knows_birth_date(invitation.pk, form.cleaned_data["born_on"]):
            request.session[KEY] = {"invitation": invitation.pk, "known": True}
            return redirect("pupils:welcome_choose")
        if _invitation(request) is None:
            messages.error(request, _does_not_work())
            return redirect("pupils:welcome")
        form.add_error("born_on", _("Deze datum klopt niet met wat de school weet. Kijk hem na."))
    return render(request, "pupils/welcome/child.html", {"form": form, "school": invitation.school})


@policy(Audience.PUBLIC, because=WHO)
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    invitation = _invitation(request, known=True)
    if invitation is None:
        return redirect("pupils:welcome")
    by_key = request.method == "POST" and request.POST.get("way") == "passkey"
    if by_key and (answer := _made_a_passkey(request, invitation)):
        return answer
    form = AddressForm(None if by_key else request.POST or None)
    if form.is_valid() and _sent(request, invitation, form):
        return redirect("pupils:welcome_prove")
    context = {"form": form, "school": invitation.school, "name": invitation.person.name, "failed": by_key}
    asked = {"asked_of_device": asked_of_device(invitation.person)}
    return render(request, "pupils/welcome/choose.html", {**context, **asked})


def _made_a_passkey(request: HttpRequest, invitation: Invitation) -> HttpResponse | None:
    """She is in by her letter now, and by the passkey that her device just made from now on; None: it made none, and
    the letter opens as much as before."""
    key = FirstKey(request.POST, user=invitation.person)
    if not key.is_valid():
        return None
    try:
        came = come_in_by_passkey(invitation.pk, key.cleaned_data["name"], key.cleaned_data["credential"])
    except ObjectDoesNotExist:
        messages.error(request, _does_not_work())
        return redirect("pupils:welcome")
    tell_old_address(came.old, came.person)
    messages.success(
        request,
        _(
            "Welkom. De volgende keer logt u in met uw passkey, op dit apparaat. Bent u het apparaat kwijt? Vraag de "
            "school dan om een nieuwe brief."
        ),
    )
    return _in(request, came.person, reverse("route:start"))


def _in(request: HttpRequest, person: Person, where: str, email: str | None = None) -> HttpResponse:
    """From here on she is signed in; a passkey of this minute is asked for from the next time on, not at once."""
    forget_proof(request)
    request.session.pop(KEY, None)
    if email is None:
        record_authentication(request, person, method="letter")
        get_adapter().login(request, person)
        return redirect(where)
    record_authentication(request, person, method="code", email=email)
    answer: HttpResponse = perform_login(request, Login(user=person, redirect_url=where, email=email))
    return answer


def _sent(request: HttpRequest, invitation: Invitation, form: AddressForm) -> bool:
    """A mail goes whosever the address is: a letter is no list of who has an account here."""
    email = form.cleaned_data["email"].strip().lower()
    if not consume(request, action="welcome_mail", key=str(invitation.pk)):
        form.add_error("email", _("Er zijn net al een paar mails gestuurd. Wacht een uur en probeer het dan opnieuw."))
        return False
    send_proof(request, email, taken=is_taken(email, invitation.person))
    return True


@policy(Audience.PUBLIC, because=WHO)
@never_cache
def prove(request: HttpRequest) -> HttpResponse:
    invitation, email = _invitation(request, known=True), address_sent_to(request)
    if invitation is None:
        return redirect("pupils:welcome")
    if not email:
        messages.error(request, _("De code uit de mail is verlopen. Vraag hieronder een nieuwe aan."))
        return redirect("pupils:welcome_choose")
    form = ProofForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if proves(request, form.cleaned_data["code"]):
            return _let_in(request, invitation, email)
        if not address_sent_to(request):
            return redirect("pupils:welcome_prove")
        form.add_error("code", _("Deze code klopt niet. Kijk in de nieuwste mail en typ hem over."))
    return render(request, "pupils/welcome/prove.html", {"form": form, "email": email})


def _let_in(request: HttpRequest, invitation: Invitation, email: str) -> HttpResponse:
    try:
        came = come_in_by_mail(invitation.pk, email)
    except Invalid as wrong:
        messages.error(request, str(wrong.message))
        return redirect("pupils:welcome_choose")
    except ObjectDoesNotExist:
        messages.error(request, _does_not_work())
        return redirect("pupils:welcome")
    messages.success(request, _("Welkom. De volgende keer logt u in met uw e-mailadres en een code per mail."))
    tell_old_address(came.old, came.person)
    return _in(request, came.person, reverse("route:start"), email)


def _invitation(request: HttpRequest, known: bool = False) -> Invitation | None:
    """The one of this session, as long as it opens something; `known`: past the question about the child."""
    state: dict[str, Any] = request.session.get(KEY) or {}
    if request.user.is_authenticated or not state or (known and not state["known"]):
        return None
    return invitation_of(pk=state["invitation"])
