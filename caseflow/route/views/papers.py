"""What comes on paper or from the table: a guardian's answer, her view, going on without one, the scans themselves."""

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseflow import clock
from caseflow.route.child_words import for_the_pupil
from caseflow.route.commands.consent import record_paper_answer, record_pupil_answer
from caseflow.route.commands.referral_word import pass_over_for_referral
from caseflow.route.forms.referral import ViewOnPaper, say_on_paper
from caseflow.route.hands import roles_for
from caseflow.route.models import Referral, ReferralSeen
from caseflow.route.opened import opened
from caseflow.route.ruling import NotYourHand
from caseflow.route.viewing import case_for, view_of
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part, RoleKind
from pupils.commands.contact import pass_over_guardian
from pupils.fields import Day, Line, Pick, Scan, Words, offer
from pupils.forms import PassOverForm, PlainForm
from pupils.getters import consent_for, found, guardian_of
from pupils.models import Consent, ConsentAnswer, Guardian, PupilAnswer
from pupils.passing import way_past
from pupils.policy import Audience, policy, require_kind
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated, recently_authenticated_to_sign, recently_authenticated_to_take
from pupils.requests import SignedIn
from pupils.scans import scan_of
from pupils.signing import word_of


class PaperAnswer(PlainForm):
    """A guardian's answer on paper, as the scan shows it."""

    answer = Pick(gettext_lazy("Wat staat er op het formulier?"), ConsentAnswer.Word.choices, beside=True)
    answered_on = Day(gettext_lazy("Getekend op"))
    witness = Line(gettext_lazy("Wie zag dat deze ouder tekende?"))
    scan = Scan(
        gettext_lazy("Scan van het formulier"),
        limit=settings.SCAN_MAX_BYTES,
        help_text=gettext_lazy("Een pdf of een foto, tot 10 MB."),
    )
    view = Words(gettext_lazy("Schreef deze ouder er iets bij?"), rows=2, required=False)

    def __init__(self, *args: Any, consent: Consent, guardian: Guardian, **kwargs: Any) -> None:
        """Only who said yes can take it back."""
        super().__init__(*args, **kwargs)
        if word_of(ConsentAnswer, consent.pk, guardian) != ConsentAnswer.yes:
            words = [(word, said) for word, said in ConsentAnswer.Word.choices if word != ConsentAnswer.Word.WITHDRAWN]
            offer(self, "answer", words)


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who steers the school records what a guardian answered on paper")
@recently_authenticated
def consent_on_paper(request: SignedIn, consent_id: int, guardian_id: int) -> HttpResponse:
    consent = consent_for(request.user, consent_id)
    guardian = guardian_of(request.user, consent.pupil_id, guardian_id)
    require_kind(request.user, consent.pupil, SCHOOL_WIDE)
    form = form_for(request, PaperAnswer, initial={"answered_on": clock.today()}, consent=consent, guardian=guardian)

    def run(data: dict[str, Any]) -> ConsentAnswer:
        return record_paper_answer(consent_id, guardian_id=guardian_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Het antwoord is vastgelegd.")):
        return redirect("route:case", consent.case_id)
    opened(request.user, consent.pupil, Part.QUESTION, f"consent-{consent_id}")
    return render(request, "route/paper_answer.html", {"consent": consent, "guardian": guardian, "form": form})


class PupilSays(PlainForm):
    """What a pupil of twelve or older says of it herself."""

    answer = Pick(gettext_lazy("Wat zegt de leerling?"), ConsentAnswer.Word.choices, beside=True)
    how = Pick(gettext_lazy("Hoe is het gevraagd?"), PupilAnswer.How.choices, beside=True)
    answered_on = Day(gettext_lazy("Wanneer?"))
    witness = Line(gettext_lazy("Wie was daarbij?"), help_text=gettext_lazy("Wie er nog bij zat, of jijzelf."))
    scan = Scan(
        gettext_lazy("Scan van het formulier"),
        limit=settings.SCAN_MAX_BYTES,
        required=False,
        help_text=gettext_lazy("Alleen als het op papier staat. Een pdf of een foto, tot 10 MB."),
    )
    words = Words(gettext_lazy("In de woorden van de leerling"), rows=3, required=False)


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who steers the school records what a pupil of age said")
@recently_authenticated_to_sign
def pupil_answer(request: SignedIn, consent_id: int) -> HttpResponse:
    consent = consent_for(request.user, consent_id)
    require_kind(request.user, consent.pupil, SCHOOL_WIDE)
    form = form_for(request, PupilSays, initial={"answered_on": clock.today()})

    def run(data: dict[str, Any]) -> PupilAnswer:
        return record_pupil_answer(consent_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Het antwoord is vastgelegd.")):
        return redirect("route:case", consent.case_id)
    opened(request.user, consent.pupil, Part.QUESTION, f"consent-{consent_id}")
    alone = not Consent.objects.of_guardians(clock.today()).filter(pk=consent.pk).exists()
    plain = list(for_the_pupil(consent))
    context = {"consent": consent, "pupil": consent.pupil, "form": form, "alone": alone, "plain": plain}
    return render(request, "route/pupil_answer.html", context)


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="what a pupil signed is read by who steers the school")
@recently_authenticated_to_take
def pupil_scan(request: SignedIn, said_id: int) -> FileResponse:
    """What the pupil signed, as the file itself."""
    seen = Consent.objects.visible_to(request.user).filter(pk=OuterRef("consent_id"))
    said = found(PupilAnswer.objects.filter(Exists(seen)).exclude(scan="").select_related("consent__pupil"), said_id)
    return scan_of(request, said.scan, said.consent.pupil, Part.QUESTION, f"said-{said.pk}")


@policy(Audience.STAFF, kinds={RoleKind.DIRECTOR}, because="only the director goes on without a guardian (BW 1:253i)")
@recently_authenticated
def pass_over(request: SignedIn, consent_id: int, guardian_id: int) -> HttpResponse:
    consent = consent_for(request.user, consent_id)
    guardian = guardian_of(request.user, consent.pupil_id, guardian_id)
    require_kind(request.user, guardian.pupil, {RoleKind.DIRECTOR})
    form = form_for(request, PassOverForm)

    def run(data: dict[str, Any]) -> Any:
        return pass_over_guardian(guardian_id=guardian_id, consent_id=consent_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Vastgelegd. Antwoordt deze ouder alsnog, dan telt dat antwoord.")):
        return redirect("route:case", consent.case_id)
    opened(request.user, consent.pupil, Part.QUESTION, f"consent-{consent_id}")
    way = way_past(guardian, request.user, consent_id, consent.asked_on)
    context = {
        "subject": consent.purpose_name,
        "guardian": guardian,
        "form": form,
        "case_id": consent.case_id,
        "way": way,
    }
    return render(request, "route/pass_over.html", context)


@policy(Audience.STAFF, because="the owner of the step writes down what a guardian said of the referral")
@recently_authenticated_to_sign
def view_on_paper(request: SignedIn, case_id: int, guardian_id: int) -> HttpResponse:
    view = view_of(request.user, case_for(request.user, case_id))
    if not view.may("show_referral"):
        raise NotYourHand("add_view", roles_for(view.sop, view.case.step, "show_referral"))
    guardian = found(Guardian.objects.filter(pupil=view.case.pupil_id).select_related("person"), guardian_id)
    form = form_for(request, ViewOnPaper, view=view, guardian=guardian, initial={"on": clock.today()})
    if post_once(
        request,
        form,
        lambda data: say_on_paper(case_id, guardian_id, **data, actor=request.user),
        said=_("Vastgelegd."),
    ):
        return redirect("route:case", case_id)
    opened(request.user, view.case.pupil, Part.REFERRAL, f"case-{case_id}")
    return render(request, "route/paper_view.html", {"case": view.case, "guardian": guardian, "form": form})


@policy(Audience.STAFF, kinds={RoleKind.DIRECTOR}, because="only the director goes on without a guardian (BW 1:253i)")
@recently_authenticated
def referral_pass_over(request: SignedIn, referral_id: int, guardian_id: int) -> HttpResponse:
    referral = found(Referral.objects.visible_to(request.user).select_related("case__pupil"), referral_id)
    guardian = guardian_of(request.user, referral.case.pupil_id, guardian_id)
    require_kind(request.user, guardian.pupil, {RoleKind.DIRECTOR})
    form = form_for(request, PassOverForm)

    def run(data: dict[str, Any]) -> Any:
        return pass_over_for_referral(referral_id, guardian_id=guardian_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Vastgelegd. Antwoordt deze ouder alsnog, dan telt dat antwoord.")):
        return redirect("route:case", referral.case_id)
    opened(request.user, referral.case.pupil, Part.REFERRAL, f"referral-{referral_id}")
    shown = referral.views.filter(guardian=guardian).first()
    way = way_past(guardian, request.user, referral_id, shown.shown_on if shown else clock.today(), ReferralSeen)
    context = {
        "subject": referral.desk_name,
        "guardian": guardian,
        "form": form,
        "case_id": referral.case_id,
        "way": way,
    }
    return render(request, "route/pass_over.html", context)


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="what a guardian wrote on paper is read by who steers the school")
@recently_authenticated_to_take
def view_scan(request: SignedIn, answer_id: int) -> FileResponse:
    """What she wrote of a referral, as the file itself."""
    shown = Referral.objects.visible_to(request.user).filter(pk=OuterRef("referral_id"))
    seen = ReferralSeen.objects.filter(Exists(shown)).exclude(scan="").select_related("guardian__pupil")
    answer = found(seen, answer_id)
    return scan_of(request, answer.scan, answer.guardian.pupil, Part.REFERRAL, f"seen-{answer.pk}")


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="a scan of a signature is read by who steers the school")
@recently_authenticated_to_take
def scan(request: SignedIn, answer_id: int) -> FileResponse:
    """The file itself, never by its own address."""
    seen = Consent.objects.visible_to(request.user).filter(pk=OuterRef("consent_id"))
    answers = ConsentAnswer.objects.filter(Exists(seen)).exclude(scan="").select_related("consent__pupil")
    answer = found(answers, answer_id)
    return scan_of(request, answer.scan, answer.consent.pupil, Part.GUARDIANS, f"answer-{answer.pk}")
