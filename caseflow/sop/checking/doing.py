"""What can be done where: the acts that exist at a step, and those that may have been done before it."""

from collections.abc import Iterator

from caseflow.sop.acts import ACTS, entering_act
from caseflow.sop.schema import Sop, Step
from caseflow.sop.vocabulary import Asks, DeskKind, State

#: What is done with somebody from outside.
WITH_OUTSIDERS = frozenset({"ask_information", "order_examination"})
CONSENT = frozenset({"ask_consent", "answer_consent"})
ARRANGEMENTS = frozenset(
    {"propose_arrangement", "grant_arrangement", "ratify_arrangement", "evaluate_arrangement", "end_arrangement"}
)
REFERRAL = frozenset({"prepare_referral", "show_referral", "add_view", "refer", "ask_tlv"})
#: Only where the desk asks a signature.
SIGNED = frozenset({"sign_referral"})
TLV = frozenset({"add_expert_advice", "grant_tlv", "refuse_tlv"})
DESK = TLV | {"give_advice"}
ESTABLISHING = entering_act(State.HANDELINGSVERLEGEN)
#: What is written down of the child as it is, whatever its route.
OF_THE_CHILD = frozenset({"hold_session", "record_absence", "record_incident", "record_measurement"})
#: What concerns the pupil and not the case, so that it may have been done before there was one.
OF_THE_PUPIL = OF_THE_CHILD | {"close_hgw_cycle", "record_gezag", "enrol", "wait"}
#: What the guardians can still do at a later step with a document that goes along; it is written where a step asks it.
SIGNING = frozenset({"sign_document", "add_reaction"})
DOCUMENTS = SIGNING | {"write_document", "finish_document", "lay_document"}
BODY = frozenset({"ask_body", "record_body_answer"})
#: What is there only where the SOP has what it is about.
_SOMETIMES = WITH_OUTSIDERS | CONSENT | ARRANGEMENTS | REFERRAL | SIGNED | DESK | BODY | DOCUMENTS
_ALWAYS = (
    frozenset(ACTS)
    - _SOMETIMES
    - {
        ESTABLISHING,
        "extend_term",
        "judge_limit",
        "propose_exit",
        "waive_guardians",
        "put_on_waiting_list",
        "record_placement",
    }
)


def acts_at(sop: Sop, key: str) -> frozenset[str]:
    """What somebody can do while a case stands at this step."""
    return _ALWAYS.union(*_bound(sop, key, sop.steps[key]))


def _bound(sop: Sop, key: str, step: Step) -> Iterator[frozenset[str]]:
    """What is there only where the SOP has what it is about."""
    targets = [sop.steps[way.to] for way in step.exits if way.to]
    if sop.outsiders(key):
        yield WITH_OUTSIDERS
    if sop.purposes:
        yield CONSENT
    if sop.arrangements:
        yield ARRANGEMENTS
    if sop.limits:
        yield frozenset({"judge_limit"})
    if any(target.desk for target in targets):
        yield REFERRAL
    if any(sop.desks[target.desk].parents_sign != "nobody" for target in targets if target.desk):
        yield SIGNED
    if any(target.state is State.HANDELINGSVERLEGEN for target in targets):
        yield frozenset({ESTABLISHING})
    if step.documents:
        yield DOCUMENTS
    if any(paper.grows for paper in sop.documents.values()):
        yield SIGNING
    if any(way.ratifies for way in sop.ways(key)):
        yield frozenset({"propose_exit"})
    if any(way.body for way in sop.ways(key)):
        yield BODY
    if any(asked.invite == "if_needed" for asked in step.parents.values()):
        yield frozenset({"waive_guardians"})
    if step.state is State.AANMELDING and sop.admission and sop.admission.waiting_list:
        yield frozenset({"put_on_waiting_list"})
    if step.elsewhere or any(target.elsewhere for target in targets):
        yield frozenset({"record_placement"})
    if any(clock.extend for clock in step.clocks):
        yield frozenset({"extend_term"})
    if step.desk:
        desk = sop.desks[step.desk]
        yield frozenset({"give_advice"})
        yield TLV if desk.kind is DeskKind.SWV and Asks.TLV in desk.asks else frozenset()


def acts_until(sop: Sop) -> dict[str, frozenset[str]]:
    """For each step what may have been done by then, there or at any step that can come before it."""
    done = {key: acts_at(sop, key) for key in sop.steps}
    waiting = list(sop.steps)
    while waiting:
        here = waiting.pop()
        for way in sop.steps[here].exits:
            if way.to and not done[here] <= done[way.to]:
                done[way.to] |= done[here]
                waiting.append(way.to)
    return done


def steps_before(sop: Sop, key: str) -> tuple[str, ...]:
    """Where a case may stand when it is about to come into a step; where one begins, nowhere yet."""
    if any(key in (track.first, track.aanmelding) for track in sop.tracks.values()):
        return ()
    return tuple(here for here, step in sop.steps.items() if any(way.to == key for way in step.exits))
