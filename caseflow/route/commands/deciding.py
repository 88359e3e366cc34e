"""Before a step is taken: proposed to who ratifies it, or asked of a body outside the school, whose answer is kept."""

from typing import Any

from django.utils.translation import gettext as _

from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.route import clocks
from caseflow.route.acting import Deed, NotYourHand, acting
from caseflow.route.asking import newest_yes
from caseflow.route.consent_text import offices_in
from caseflow.route.hands import may_do, near, proposers
from caseflow.route.models import BodyQuestion, Proposal
from caseflow.sop.schema import Body
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid, filled, one_of
from pupils.models import RoleAssignment


def propose_exit(case_id: int, *, exit_key: str, reason: str, actor: Any) -> Proposal:
    """Who decides on a way out puts it before who ratifies it; they hear that something waits for them."""
    with acting("propose_exit", case_id, actor) as deed:
        way = deed.sop.exit(deed.case.step, deed.case.track, exit_key)
        if way is None or not way.ratifies:
            raise Invalid("exit_key", _("Deze stap hoeft niemand te bekrachtigen."))
        roles = proposers(deed.sop, deed.case.step, way)
        if not may_do(actor, deed.case, roles, deed.sop):
            raise NotYourHand("propose_exit", roles)
        proposal, is_new = Proposal.objects.get_or_create(
            case=deed.case,
            visit=deed.case.visits,
            exit=exit_key,
            defaults={"reason": filled("reason", reason), "by": actor, "on": deed.on},
        )
        if is_new:
            tell_ratifiers(deed, way.ratifies, f"proposal-{proposal.pk}")
            deed.record({"proposal": proposal.pk, "exit": exit_key}, {"reason": proposal.reason})
        return proposal


def tell_ratifiers(deed: Deed, roles: tuple[str, ...], key: str) -> None:
    """Something waits for them; `key` is what, so that nobody is told twice."""
    here = RoleAssignment.objects.current().filter(near(deed.case.pupil), school=deed.case.school_id)
    holders = here.filter(role__in=roles).exclude(kind=RoleKind.OUTSIDER)
    notify_many(
        NoticeSpec(
            key=f"{key}-{holder.person_id}",
            recipient_id=holder.person_id,
            kind="exit_proposed",
            school_id=deed.case.school_id,
            case_id=deed.case.pk,
        )
        for holder in holders
    )


def ask_body(case_id: int, *, body: str, question: str, actor: Any) -> BodyQuestion:
    """The question goes to a body outside, with the guardians' consent to it; its own clock runs from now."""
    with acting("ask_body", case_id, actor, of=body) as deed:
        known = _body(deed, body)
        _check_covered(deed, known)
        if BodyQuestion.objects.filter(case=deed.case, visit=deed.case.visits, body=body, answered_on=None).exists():
            raise Invalid("body", _("Deze vraag ligt er al. Wacht op het antwoord."))
        asked = BodyQuestion.objects.create(
            case=deed.case,
            visit=deed.case.visits,
            body=body,
            body_name=known.name,
            question=filled("question", question),
            asked_on=deed.on,
            asked_by=actor,
        )
        event = deed.record({"body_question": asked.pk, "body": body}, {"question": asked.question})
        term = clocks.body_answer(known, body, deed.owner, deed.on)
        clocks.open_clock(deed.case, deed.version, term, event.pk, deed.on)
        return asked


def _body(deed: Deed, key: str) -> Body:
    here = {way.body for way in deed.sop.ways(deed.case.step)}
    if key not in here or key not in deed.sop.bodies:
        raise Invalid("body", _("Deze stap vraagt hun oordeel niet."))
    return deed.sop.bodies[key]


def _check_covered(deed: Deed, body: Body) -> None:
    """A yes is for what was asked: a body that the purpose took in later is named in no question (AVG art. 7)."""
    consent = newest_yes(deed.case, body.purpose, deed.on)
    if consent is not None and body.name not in offices_in(consent):
        raise Invalid("body", _("De ouders zeiden ja op een vraag waarin deze naam niet stond. Vraag het hun opnieuw."))


def record_body_answer(case_id: int, *, body: str, answer: str, text: str, actor: Any) -> BodyQuestion:
    """What their letter says; whether it binds, the SOP says."""
    with acting("record_body_answer", case_id, actor) as deed:
        one_of("answer", answer, [word for word, _label in BodyQuestion.ANSWERS])
        open_ = BodyQuestion.objects.select_for_update().filter(
            case=deed.case, visit=deed.case.visits, body=body, answered_on=None
        )
        asked = open_.first()
        if asked is None:
            raise Invalid("body", _("Hun is nog niets gevraagd."))
        asked.answer, asked.answer_text, asked.answered_on = answer, filled("text", text), deed.on
        asked.save()
        clocks.meet(deed.case, f"body:{body}", deed.on)
        deed.record({"body_question": asked.pk, "body": body, "answer": answer}, {"answer": asked.answer_text})
        return asked
