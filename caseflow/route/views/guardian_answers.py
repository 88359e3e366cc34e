"""What a guardian answers: a question for consent, and her view on a referral before it leaves."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.languages import DUTCH, spoken
from caseflow.route.asking import put_to_them
from caseflow.route.commands.consent import answer_consent
from caseflow.route.commands.referral_word import add_view, sign_referral
from caseflow.route.consent_text import gist_of, not_recorded, purpose_called, who_must_agree
from caseflow.route.dossier import for_guardian
from caseflow.route.forms.guardian import AnswerForm, ViewForm
from caseflow.route.hers import question_for
from caseflow.route.models import Case, Referral, ReferralSeen, Tlv
from caseflow.route.objection import objection_until
from caseflow.route.opened import opened
from caseflow.route.portal import ways_on
from caseflow.route.portal_not_now import said_not_now
from caseflow.route.portal_words import REPLIES, SAID
from caseflow.route.referral_text import MEANS, NO_CONSENT, desk_of, meaning_in_dutch, signed_at
from caseflow.route.stopped import stopped_by
from caseflow.route.withdrawing import rests_on
from caseflow.route.wording import WORDS
from caseflow.route.written_down import written_down
from caseflow.sop.replies import SAYS_NO
from caseflow.sop.schema import Desk
from caseflow.sop.vocabulary import Part, Reply
from pupils.getters import found
from pupils.models import Consent, ConsentAnswer, Guardian, PassedOver
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated_to_sign
from pupils.requests import SignedIn
from pupils.signing import newest_first, unsigned, word_of


@policy(Audience.GUARDIAN, because="a guardian answers for herself; with gezag not yet recorded she may object too")
@recently_authenticated_to_sign
def guardian_consent(request: SignedIn, consent_id: int) -> HttpResponse:
    consent, own = question_for(request.user, consent_id)
    form = form_for(request, AnswerForm)
    answer = request.POST.get("answer", "")
    if post_once(
        request,
        form,
        lambda data: answer_consent(consent.pk, **data, actor=request.user),
        said=str(SAID.get(answer, "")),
    ):
        return redirect("route:guardian_consent", consent.pk)
    opened(request.user, consent.pupil, Part.QUESTION, f"consent-{consent.pk}")
    return render(request, "route/guardian/consent.html", {"form": form, **_question(consent, own)})


def _question(consent: Consent, own: Guardian) -> dict[str, Any]:
    """The question as it stands for this guardian; of another one no more than that the school waits."""
    case = Case.objects.filter(pk=consent.case_id).first()
    answers = list(newest_first(ConsentAnswer.objects.filter(consent=consent, guardian=own), ConsentAnswer.yes))
    others = unsigned(ConsentAnswer, consent.pk, consent.pupil_id).filter(word="").exclude(pk=own.pk)
    word = word_of(ConsentAnswer, consent.pk, own)
    asked = Consent.objects.of_guardians(clock.today()).filter(pk=consent.pk).exists()
    in_time = asked and consent.last_day >= clock.today()
    running = in_time and case is not None and case.is_open and not consent.pupil.has_left
    withdraws = in_time and word == ConsentAnswer.yes
    objected = Consent.objects.objected(clock.today()).filter(pk=consent.pk).exists()
    earlier: Any = Consent.objects.live(clock.today()).filter(case_id=consent.case_id, purpose=consent.purpose)
    yes_before = earlier.filter(pk__lt=consent.pk).with_own_word(own.person).filter(own_word=ConsentAnswer.yes)
    passed = PassedOver.objects.filter(consent=consent, guardian=own).first() if not word else None
    said_no = word in ConsentAnswer.no
    not_now = running and objected and not said_no
    unknown = not_recorded(consent, own)
    taken_back = _taken_back(consent, own) if said_no and answers[0].answer == ConsentAnswer.yes else None
    return {
        "consent": consent,
        "pupil": consent.pupil,
        "guardian": own,
        "word": word,
        "last": answers[0] if answers else None,
        "written_down": written_down(answers[0]) if answers else "",
        "taken_back": taken_back,
        "folded": bool(word) or consent.pupil.has_left,  # what was asked, beneath what may be done now
        "may_say_yes": running and said_no and not taken_back,
        "purpose": purpose_called(consent),
        "written": [one for one in answers if one.view],
        "passed": passed,
        "takes": who_must_agree(consent, own) if running and not (word or not_now or passed) else "",
        "earlier": yes_before.order_by("-pk").first() if running and not word else None,
        "asked": asked,
        "running": running,
        "withdraws": withdraws,
        "rests": rests_on(consent, case) if withdraws else (),
        "not_now": said_not_now(consent, own) if not_now else "",
        "waits_for_another": running and word == ConsentAnswer.yes and not objected and others.exists(),
        "gist": gist_of(consent),
        "unrecorded": unknown if running and word == ConsentAnswer.yes else "",
        "stays_off": _stays_off(consent, answers) if word == ConsentAnswer.yes and not not_now else (),
        "ways": ways_on(case) if not_now or said_no else [],
        "over": consent.last_day < clock.today(),
        "put": put_to_them(consent) if running and own.may_read else None,
        "stopped": stopped_by(consent) if said_no or (not_now and not unknown) else None,
    }


def _taken_back(consent: Consent, own: Guardian) -> ConsentAnswer | None:
    """By which answer to another question about the same her yes to this one counts no more."""
    said = ConsentAnswer.objects.filter(guardian=own, consent__same_as=consent.pk).select_related("consent")
    return newest_first(said, ConsentAnswer.yes).first()


def _stays_off(consent: Consent, answers: list[ConsentAnswer]) -> tuple[date, ...]:
    """The talks that her own earlier "no" took off: a yes after it brings none of them back."""
    return stopped_by(consent).talks if any(one.answer in ConsentAnswer.no for one in answers) else ()


@policy(Audience.GUARDIAN, because="a guardian with gezag sees the whole referral before it leaves, and its answer")
@recently_authenticated_to_sign
def guardian_referral(request: SignedIn, referral_id: int) -> HttpResponse:
    referral = found(
        Referral.objects.for_guardian(request.user).select_related("case__pupil", "case__school"), referral_id
    )
    desk = desk_of(referral)
    word: Any = sign_referral if signed_at(desk) else add_view
    page = _referral(request.user, referral, desk)
    form = form_for(request, ViewForm, initial={"view": "" if page["written_down"] else page["own"].view})
    said = _("Dank u wel. De school weet wat u ervan vindt.")
    if post_once(request, form, lambda data: word(referral.pk, **data, actor=request.user), said=said):
        return redirect("route:guardian_referral", referral.pk)
    opened(request.user, referral.case.pupil, Part.REFERRAL, f"referral-{referral.pk}")
    return render(request, "route/guardian/referral.html", {"form": form, **page})


def _referral(person: Any, referral: Referral, desk: Desk | None) -> dict[str, Any]:
    """The referral whole; of what guardians wrote only her own, since another guardian's is not hers to read."""
    own = referral.views.with_word().select_related("guardian").get(guardian__person=person)
    concept, signed = referral.state == Referral.CONCEPT, signed_at(desk)
    stopped = concept and own.answer == ReferralSeen.Word.OBJECTED and desk is not None and desk.stops_at_no
    decided = referral.answer in (Reply.TLV_GRANTED, Reply.TLV_REFUSED) and referral.answered_on
    return {
        "referral": referral,
        "asks": WORDS.get(referral.asks, referral.asks),
        "pupil": referral.case.pupil,
        "sections": for_guardian(referral.content, own.guardian)["sections"],
        "own": own,
        "over": own.viewed_on is None and own.view_until < clock.today(),
        "written_down": written_down(referral.seen.filter(pk=own.seen_id).first() if own.seen_id else None),
        "concept": concept,
        "signs": signed,
        "means": MEANS if signed else (),
        "means_in_dutch": meaning_in_dutch() if signed and spoken().code != DUTCH else "",
        "means_nothing": NO_CONSENT,
        "stops": desk is not None and desk.stops_at_no,
        "waits_for_another": referral.case.is_running
        and concept
        and own.answer == ReferralSeen.yes
        and _others_sign(referral, own.guardian, desk),
        "dropped": referral.state == Referral.DROPPED,
        "reply": REPLIES[Reply(referral.answer)] if referral.answer else None,
        "objection_until": objection_until(referral.answered_on) if decided and referral.answered_on else None,
        "tlv": Tlv.objects.filter(desk_case__handover=referral.handover).first(),
        "ways": ways_on(referral.case) if stopped or referral.answer in SAYS_NO else [],
    }


def _others_sign(referral: Referral, own: Guardian, desk: Desk | None) -> bool:
    waiting = unsigned(ReferralSeen, referral.pk, referral.case.pupil_id).exclude(pk=own.pk)
    return desk is not None and desk.parents_sign == "all" and waiting.exists()
