"""The staff's own pages beside the acts: an answer on paper, going on without a guardian, the scans."""

from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseflow import clock
from caseflow.route.hands import roles_for
from caseflow.route.opened import opened
from caseflow.route.ruling import NotYourHand
from caseflow.route.viewing import case_for, view_of
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part, RoleKind
from opp.commands.agreement import pass_over_for_handelingsdeel, record_paper_agreement
from opp.commands.voice import record_feedback
from opp.models import Agreement, Handelingsdeel
from opp.queries import handelingsdeel_for, voice_for
from opp.wording import text_of
from pupils.fields import Day, Line, Pick, Scan, Words
from pupils.forms import PassOverForm, PlainForm
from pupils.getters import found, guardian_of
from pupils.own_child import require_hears_guardians
from pupils.passing import way_past
from pupils.policy import Audience, policy, require_kind
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated, recently_authenticated_to_take
from pupils.requests import SignedIn
from pupils.scans import scan_of


class PaperAgreement(PlainForm):
    """A guardian's answer on paper, as the scan shows it."""

    answer = Pick(gettext_lazy("Wat staat er op het formulier?"), Agreement.Word.choices, beside=True)
    answered_on = Day(gettext_lazy("Getekend op"))
    witness = Line(gettext_lazy("Wie zag dat deze ouder tekende?"))
    scan = Scan(
        gettext_lazy("Scan van het formulier"),
        limit=settings.SCAN_MAX_BYTES,
        help_text=gettext_lazy("Een pdf of een foto, tot 10 MB."),
    )
    view = Words(gettext_lazy("Schreef deze ouder er iets bij?"), rows=2, required=False)


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who leads the step records what a guardian answered on paper")
@recently_authenticated
def paper(request: SignedIn, handelingsdeel_id: int, guardian_id: int) -> HttpResponse:
    version = handelingsdeel_for(request.user, handelingsdeel_id)
    guardian = guardian_of(request.user, version.opp.pupil_id, guardian_id)
    view = view_of(request.user, case_for(request.user, version.opp.case_id))
    if not view.may("offer_handelingsdeel"):
        raise NotYourHand("agree_handelingsdeel", roles_for(view.sop, view.case.step, "offer_handelingsdeel"))
    form = form_for(request, PaperAgreement, initial={"answered_on": clock.today()})

    def run(data: dict[str, Any]) -> Agreement:
        return record_paper_agreement(handelingsdeel_id, guardian_id=guardian_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Het antwoord is vastgelegd.")):
        return redirect("route:case", version.opp.case_id)
    opened(request.user, version.opp.pupil, Part.OPP, f"handelingsdeel-{version.pk}")
    context = {"version": version, "text": text_of(version), "guardian": guardian, "form": form}
    return render(request, "opp/paper.html", context)


@policy(Audience.STAFF, kinds={RoleKind.DIRECTOR}, because="only the director goes on without a guardian (BW 1:253i)")
@recently_authenticated
def pass_over(request: SignedIn, handelingsdeel_id: int, guardian_id: int) -> HttpResponse:
    version = handelingsdeel_for(request.user, handelingsdeel_id)
    guardian = guardian_of(request.user, version.opp.pupil_id, guardian_id)
    require_kind(request.user, guardian.pupil, {RoleKind.DIRECTOR})
    form = form_for(request, PassOverForm)

    def run(data: dict[str, Any]) -> Any:
        return pass_over_for_handelingsdeel(handelingsdeel_id, guardian_id=guardian_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Vastgelegd. Antwoordt deze ouder alsnog, dan telt dat antwoord.")):
        return redirect("route:case", version.opp.case_id)
    opened(request.user, version.opp.pupil, Part.OPP, f"handelingsdeel-{version.pk}")
    subject = _("Handelingsdeel, versie %(number)s") % {"number": version.number}
    way = way_past(guardian, request.user, version.pk, version.offered_on, Agreement)
    context = {"subject": subject, "guardian": guardian, "form": form, "case_id": version.opp.case_id, "way": way}
    return render(request, "route/pass_over.html", context)


class Feedback(PlainForm):
    """That the pupil was told what became of her words."""

    on = Day(gettext_lazy("Wanneer vertelde je het?"))


@policy(Audience.STAFF, because="who may hear the pupil tells her afterwards what was done with it")
def feedback(request: SignedIn, voice_id: int) -> HttpResponse:
    voice = voice_for(request.user, voice_id)
    view = view_of(request.user, case_for(request.user, voice.opp.case_id))
    if not view.may("hear_pupil"):
        raise NotYourHand("hear_pupil", roles_for(view.sop, view.case.step, "hear_pupil"))
    require_hears_guardians(request.user, view.case.pupil)
    form = form_for(request, Feedback, initial={"on": clock.today()})

    def run(data: dict[str, Any]) -> Any:
        return record_feedback(voice_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Vastgelegd dat je het hebt verteld.")):
        return redirect("route:case", voice.opp.case_id)
    opened(request.user, view.case.pupil, Part.OPP, f"voice-{voice.pk}")
    return render(request, "opp/feedback.html", {"voice": voice, "case": view.case, "form": form})


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="a scan of a signature is read by who steers the school")
@recently_authenticated_to_take
def scan(request: SignedIn, answer_id: int) -> FileResponse:
    seen = Handelingsdeel.objects.visible_to(request.user).filter(pk=OuterRef("handelingsdeel_id"))
    answers = Agreement.objects.filter(Exists(seen)).exclude(scan="").select_related("guardian__pupil")
    answer = found(answers, answer_id)
    return scan_of(request, answer.scan, answer.guardian.pupil, Part.OPP, f"agreement-{answer.pk}")
