"""Each act through its real command, as the walker does it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from caseflow.route.commands import case as cases
from caseflow.route.commands import (
    consent,
    deciding,
    desk,
    establishing,
    evaluating,
    place,
    referral,
    referral_word,
    support,
    talk,
)
from caseflow.route.models import Case, DeskCase, Referral, ReferralView
from caseflow.sop.facts import FACTS
from caseflow.sop.rules import Need
from pupils.commands import hgw
from pupils.commands.intervention import start_intervention
from pupils.models import Consent, HgwCycle, RoleAssignment
from tests.walk import measured_acts, opp_acts, paper_acts


def _enrol(w: Any, case: Case, need: Need) -> None:
    cases.enrol_pupil(case.pk, known_need=False, actor=w.hand(case, "enrol"))


def _close_hgw(w: Any, case: Case, need: Need) -> None:
    actor = w.world.people[next(r for r, role in w.sop.roles.items() if role.kind in ("teacher", "ib_er"))]
    cycle = hgw.start_hgw_cycle(case.pupil_id, actor=actor)
    for text in ("is stil", "heeft korte opdrachten nodig", "elke dag tien minuten"):
        hgw.advance_hgw_cycle(cycle.pk, text, actor=actor)
    one = start_intervention(
        case.pupil_id, "oefenen", "kleine stappen", "leerkracht", 15, 3, w.today, actor=actor, cycle_id=cycle.pk
    )
    hgw.close_hgw_cycle(cycle.pk, "het gaat iets beter", actor=actor, effects={one.pk: "drie van vijf goed"})
    assert HgwCycle.objects.finished().filter(pk=cycle.pk).exists()


def _plan_item(w: Any, case: Case, need: Need) -> None:
    seats = {seat.role for seat in w.sop.steps[case.step].takes_part}
    holders = RoleAssignment.objects.filter(school=w.world.school, role__in=seats).values_list("person", flat=True)
    kind = need.todo if need.todo in ("ask_information", "order_examination") else "hold_meeting"
    lead = w.sop.steps[case.step].lead
    on = lead.after(w.today) if lead else w.today
    talk.plan_item(
        case.pk, on=on, question="wat helpt?", actor=w.hand(case, "plan_item"), kind=kind, invite=list(holders)
    )
    w.today = on


def _answer_consent(w: Any, case: Case, need: Need) -> None:
    asked = Consent.objects.pending(w.today).filter(case_id=case.pk).order_by("-pk").first()
    if asked is None:
        purpose = need.of.partition(":")[0] if need.fact == "consent" else ""
        asked = consent.ask_consent(case.pk, actor=w.hand(case, "ask_consent"), purpose=purpose)
    for person in w.guardians():
        consent.answer_consent(asked.pk, answer="given", actor=person)


def _hold(w: Any, case: Case, need: Need) -> None:
    decision = need.of if need.fact == "table_decided" else ""
    talk.hold_item(case.pk, minutes="besproken", decision=decision, actor=w.hand(case, need.todo))


def body_of(w: Any, case: Case) -> str:
    """The body of the exit that is wanted; of none, the first that the step knows."""
    ways = [w.way] if w.way else w.sop.steps[case.step].exits
    return next((way.body for way in ways if way.body), "")


def _ask_body(w: Any, case: Case, need: Need) -> None:
    deciding.ask_body(case.pk, body=body_of(w, case), question="mag dit?", actor=w.hand(case, "ask_body"))


def _body_answer(w: Any, case: Case, need: Need) -> None:
    actor = w.hand(case, "record_body_answer")
    deciding.record_body_answer(
        case.pk, body=body_of(w, case), answer=_wanted(need, "yes"), text="zie brief", actor=actor
    )


def _propose_exit(w: Any, case: Case, need: Need) -> None:
    ways = w.sop.steps[case.step].exits
    way = w.way or next((way for way in ways if way.ratifies), ways[0])
    deciding.propose_exit(case.pk, exit_key=way.key, reason="nodig", actor=w.proposer(case, way))


def _propose(w: Any, case: Case, need: Need) -> None:
    key, kind = next((k, a) for k, a in w.sop.arrangements.items())
    support.propose_arrangement(
        case.pk,
        key=key,
        goal="zelf beginnen",
        hours=2,
        starts_on=w.today,
        ends_on=kind.longest.after(w.today),
        actor=w.hand(case, "propose_arrangement"),
    )


def _end_arrangement(w: Any, case: Case, need: Need) -> None:
    evaluating.end_arrangement(
        case.pk,
        outcome=_wanted(need, "reached"),
        evaluation="doel gehaald",
        why_early="het doel is gehaald",
        actor=w.hand(case, need.todo),
    )


def _wanted(need: Need, otherwise: str) -> str:
    """The outcome that the finding asks for."""
    named = need.bound if isinstance(need.bound, tuple) else (need.bound,)
    if need.op == "not":
        named = tuple(word for word in FACTS[need.fact].words if word not in named)
    return named[0] if isinstance(named[0], str) else otherwise


def _prepare(w: Any, case: Case, need: Need) -> None:
    way = w.way
    step = w.sop.steps[way.to]  # type: ignore[union-attr, index]
    asks = w.sop.desks[step.desk].asks  # type: ignore[index]
    ask = "tlv" if "tlv" in asks else asks[0]
    referral.prepare_referral(
        case.pk, exit_key=way.key, asks=ask, question="wat is nodig?", actor=w.hand(case, "prepare_referral")
    )  # type: ignore[union-attr]


def _add_views(w: Any, case: Case, need: Need) -> None:
    running = Referral.objects.get(case=case, state=Referral.CONCEPT)
    for view in ReferralView.objects.unanswered().filter(referral=running).select_related("guardian__person"):
        if w.sop.desks[running.desk].parents_sign == "nobody":
            referral_word.add_view(running.pk, view="wij hopen op rust", actor=view.guardian.person)
        else:
            referral_word.sign_referral(running.pk, answer="signed", actor=view.guardian.person)


def _at_desk(case: Case) -> DeskCase | None:
    sent = Referral.objects.filter(case=case, state=Referral.SENT).values("handover")
    return DeskCase.objects.filter(handover__in=sent).first()


def _expert_advice(w: Any, case: Case, need: Need) -> None:
    at_desk = _at_desk(case)
    for expert in w.world.experts:
        if at_desk and not at_desk.expert_advices.filter(expert=expert).exists():
            desk.add_expert_advice(at_desk.pk, text="passend is kleiner", actor=expert)


def _answer(w: Any, case: Case, need: Need) -> None:
    advice = _wanted(need, "advice") if need.fact == "referral_answer" else "advice"
    reply = {"give_advice": advice, "grant_tlv": "tlv_granted", "refuse_tlv": "tlv_refused"}[need.todo]
    at_desk = _at_desk(case)
    if at_desk is None:
        referral.record_reply(case.pk, reply=reply, text="zie brief", actor=w.hand(case, "give_advice"))
        return
    terms = (
        desk.TlvTerms("so", "laag", w.today, w.today + timedelta(days=700), f"TLV-{at_desk.pk}")
        if reply == "tlv_granted"
        else None
    )
    desk.answer_referral(at_desk.pk, reply=reply, grounds="alles gewogen", actor=w.world.desk, tlv=terms)


Do = Callable[[Any, Case, Need], Any]
ACT: dict[str, Do] = {
    "enrol": _enrol,
    "close_hgw_cycle": _close_hgw,
    "plan_item": _plan_item,
    "ask_consent": lambda w, c, n: consent.ask_consent(c.pk, actor=w.hand(c, "ask_consent")),
    "answer_consent": _answer_consent,
    "invite_guardians": lambda w, c, n: talk.invite_guardians(c.pk, actor=w.hand(c, n.todo)),
    "invite_pupil": lambda w, c, n: talk.invite_pupil(c.pk, actor=w.hand(c, n.todo)),
    "inform_guardians": lambda w, c, n: talk.inform_guardians(c.pk, how="gesprek", actor=w.hand(c, n.todo)),
    "talk_with_guardians": lambda w, c, n: talk.talk_with_guardians(c.pk, how="gesprek", actor=w.hand(c, n.todo)),
    "waive_guardians": lambda w, c, n: talk.waive_guardians(c.pk, reason="kort", actor=w.hand(c, n.todo)),
    "propose_exit": _propose_exit,
    "ask_body": _ask_body,
    "record_body_answer": _body_answer,
    "record_placement": lambda w, c, n: place.record_placement(
        c.pk,
        school="De Overkant",
        starts_on=w.today,
        ends_on=w.today + timedelta(days=90),
        zorgplicht="here",
        actor=w.hand(c, n.todo),
    ),
    "put_on_waiting_list": lambda w, c, n: place.put_on_waiting_list(
        c.pk, group_id=w.world.group.pk, actor=w.hand(c, n.todo)
    ),
    "share": lambda w, c, n: talk.share_item(c.pk, actor=w.hand(c, n.todo)),
    "hold_meeting": _hold,
    "record_advice": lambda w, c, n: talk.record_advice(
        c.pk, author_name="Het team", text="doe zo", actor=w.hand(c, n.todo)
    ),
    "propose_arrangement": _propose,
    "grant_arrangement": lambda w, c, n: support.decide_arrangement(
        c.pk, grant=True, reasons="nodig", actor=w.hand(c, n.todo)
    ),
    "ratify_arrangement": lambda w, c, n: support.ratify_arrangement(
        c.pk, ratify=True, reasons="past", actor=w.hand(c, n.todo)
    ),
    "end_arrangement": _end_arrangement,
    "record_ground_not_to_wait": lambda w, c, n: establishing.record_ground_not_to_wait(
        c.pk, ground="gevaar", actor=w.hand(c, n.todo)
    ),
    "prepare_referral": _prepare,
    "show_referral": lambda w, c, n: referral.show_referral(c.pk, actor=w.hand(c, n.todo)),
    "add_view": _add_views,
    "sign_referral": _add_views,
    "add_expert_advice": _expert_advice,
    "give_advice": _answer,
    "grant_tlv": _answer,
    "refuse_tlv": _answer,
    "record_admission": lambda w, c, n: cases.record_admission(
        c.pk, school="De Overkant", on=w.today, actor=w.hand(c, n.todo)
    ),
    **measured_acts.ACT,
    **opp_acts.ACT,
    **paper_acts.ACT,
}
PREPARE: dict[str, Do] = {**measured_acts.PREPARE, **opp_acts.PREPARE}
