"""The SWV's desk: what was handed over, the experts' advices, and the answer."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.commands.desk import add_expert_advice, answer_referral
from caseflow.route.desking import (
    advices_for,
    asked_before_tlv,
    desk_case_for,
    is_open,
    may_advise,
    may_answer,
    opened_at_desk,
)
from caseflow.route.forms.desk import AnswerForm, ExpertAdviceForm, TlvAnswerForm
from caseflow.route.models import DeskCase, Tlv
from caseflow.route.objection import objection_until
from caseflow.route.presenting import Checklist, checklist
from caseflow.route.ruling import Refused
from caseflow.route.wording import WORDS, answer_words
from caseflow.sop.vocabulary import Asks, Reply
from pupils.models import Relation
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated
from pupils.requests import SignedIn


@policy(Audience.SWV, because="an SWV's people see what was handed over to their SWV")
def desk_inbox(request: SignedIn) -> HttpResponse:
    rows = DeskCase.objects.visible_to(request.user).with_elsewhere()
    received = list(rows.filter(state=DeskCase.RECEIVED).order_by("decide_by", "pk"))
    answered = rows.filter(state=DeskCase.ANSWERED).order_by("-answered_on", "-pk")[:50]
    withdrawn = rows.filter(state=DeskCase.WITHDRAWN).order_by("-withdrawn_on", "-pk")[:50]
    context = {
        "to_answer": [_row(one) for one in received if is_open(one)],
        "elsewhere": [_row(one) for one in received if not is_open(one)],
        "answered": [_row(one) for one in answered],
        "withdrawn": [_row(one) for one in withdrawn],
    }
    return render(request, "route/desk/inbox.html", context)


def _row(desk_case: DeskCase) -> dict[str, Any]:
    return {
        "desk_case": desk_case,
        "asks": WORDS.get(desk_case.asks, desk_case.asks),
        "reply": answer_words(desk_case.reply),
        "is_open": is_open(desk_case),
        "late": is_open(desk_case) and desk_case.decide_by < clock.today(),
    }


@policy(Audience.SWV, because="the frozen referral, and the answer to it")
def desk_case(request: SignedIn, desk_case_id: int) -> HttpResponse:
    one = desk_case_for(request.user, desk_case_id)
    opened_at_desk(request.user, one)
    return render(request, "route/desk/case.html", _page(request, one))


def _page(request: SignedIn, one: DeskCase) -> dict[str, Any]:
    asked = asked_before_tlv(one)
    advices = list(advices_for(request.user, one))
    gave = any(advice.expert_id == request.user.pk for advice in advices)
    decided = one.reply in (Reply.TLV_GRANTED, Reply.TLV_REFUSED) and one.answered_on is not None
    return {
        **_row(one),
        "sections": one.content.get("sections", []),
        "views": [
            {
                "name": Relation(said["relation"]).label,
                "view": said["view"],
                "word": said.get("word", ""),
                "how": said.get("how", ""),
                "silent": said.get("silent", False),
            }
            for said in one.content.get("views", [])
        ],
        "advices": advices,
        "findings": asked.findings if asked else (),
        "missing": asked.missing if asked else 0,
        "may_answer": is_open(one) and may_answer(request.user, one),
        "may_advise": is_open(one) and not gave and may_advise(request.user, one),
        "tlv": Tlv.objects.filter(desk_case=one).first(),
        "objection_until": objection_until(one.answered_on) if decided and one.answered_on else None,
    }


def _to_the_answer(request: SignedIn, one: DeskCase) -> HttpResponse:
    if one.state == DeskCase.ANSWERED:
        messages.info(request, _("Deze verwijzing is beantwoord. Hier staat het antwoord."))
    return redirect("route:desk_case", one.pk)


@policy(Audience.SWV, because="an expert of the SWV gives her own advice; 403 to whoever is none")
@recently_authenticated
def desk_advice(request: SignedIn, desk_case_id: int) -> HttpResponse:
    one = desk_case_for(request.user, desk_case_id)
    if not may_advise(request.user, one):
        raise PermissionDenied
    if not is_open(one):
        return _to_the_answer(request, one)
    form = form_for(request, ExpertAdviceForm)
    said = _("Uw advies is opgeslagen.")
    if post_once(request, form, lambda data: add_expert_advice(one.pk, **data, actor=request.user), said=said):
        return redirect("route:desk_case", one.pk)
    opened_at_desk(request.user, one)
    return render(request, "route/desk/advice.html", {**_row(one), "form": form})


@policy(Audience.SWV, because="a member of the desk answers; 403 to an expert, and to who advised")
@recently_authenticated
def desk_answer(request: SignedIn, desk_case_id: int) -> HttpResponse:
    one = desk_case_for(request.user, desk_case_id)
    if not may_answer(request.user, one):
        raise PermissionDenied
    if not is_open(one):
        return _to_the_answer(request, one)
    form = form_for(request, TlvAnswerForm if one.asks == Asks.TLV else AnswerForm, asks=one.asks)

    def run(data: dict[str, Any]) -> Any:
        tlv = form.terms(data)
        return answer_referral(one.pk, reply=data["reply"], grounds=data["grounds"], tlv=tlv, actor=request.user)

    asked: Checklist | None
    try:
        if post_once(request, form, run, said=_("Uw antwoord is naar de school gegaan.")):
            return redirect("route:desk_case", one.pk)
    except Refused as refusal:  # shown here, beside what was typed
        asked, status = checklist(refusal.findings), 409
    else:
        asked, status = asked_before_tlv(one), 200
    opened_at_desk(request.user, one)
    findings = {"findings": asked.findings, "missing": asked.missing} if asked else {}
    return render(
        request,
        "route/desk/answer.html",
        {**_row(one), **findings, "form": form, "refused": status == 409},
        status=status,
    )
