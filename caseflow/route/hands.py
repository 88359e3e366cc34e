"""Whose hand an act needs: the vocabulary says which kind of hand, the school's SOP which of its roles that is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.sop.acts import ACTS, ENTERING
from caseflow.sop.implied import deciders_named
from caseflow.sop.papers import writers
from caseflow.sop.schema import TEAM, Departing, Exit, Sop
from caseflow.sop.vocabulary import ADMITTED_ELSEWHERE, OF_WHO_LEFT, SCHOOL_WIDE, Hand, RoleKind, State
from pupils.models import Guardian, Pupil, SwvMember
from pupils.policy import has_kind, holds
from pupils.sop import sop_for

#: What a desk outside Caseflow does by letter, which the owner of the step records.
BY_LETTER = "give_advice"


def roles_for(sop: Sop, step: str, act: str, of: str = "") -> tuple[str, ...]:
    """The roles of the school that may do `act` at `step` (to `of`); empty where the hand is not the school's."""
    at, hand = sop.steps[step], ACTS[act].hand
    if act in at.hands:
        return at.hands[act]
    if hand is Hand.DIRECTOR:
        return sop.roles_of_kind(RoleKind.DIRECTOR)
    if hand is Hand.STEERING:
        return sop.roles_of_kind(*SCHOOL_WIDE)
    if hand is Hand.CHAIR:
        return at.chair or at.owner
    if hand is Hand.TEACHER:
        return sop.roles_of_kind(RoleKind.TEACHER) or sop.roles_of_kind(*SCHOOL_WIDE)
    if hand is Hand.JUDGE:
        return tuple(dict.fromkeys(role for key in ([of] if of else sop.limits) for role in sop.judges(key)))
    if hand is Hand.WRITER:
        return writers(sop, step)
    if hand is Hand.OWNER or (act == BY_LETTER and at.desk):
        return at.owner
    if act == "ratify_arrangement":
        own = () if of else roles_for(sop, step, "grant_arrangement")  # who decided can take it back
        given = [of] if of else sop.arrangements
        return tuple(dict.fromkeys((*own, *(role for key in given for role in ratifiers(sop, step, key)))))
    if act == "propose_exit":
        return tuple({role: None for way in sop.ways(step) if way.ratifies for role in proposers(sop, step, way)})
    return ()


def ratifiers(sop: Sop, step: str, arrangement: str) -> tuple[str, ...]:
    """Who ratifies a grant: whom the SOP names; whoever decides, where one waits and it names nobody any more."""
    return sop.ratifiers(arrangement) or roles_for(sop, step, "grant_arrangement")


#: What is done still of a child that left, so that its case can be closed; a desk answers what was referred to it.
AFTER_LEAVING = frozenset(
    {"end_opp", "end_arrangement", "record_admission", "finish_task", BY_LETTER}
    | {act.name for act in ACTS.values() if act.hand in (Hand.DESK, Hand.DESK_EXPERT)}
)


def roles_on(case: Any, sop: Sop, act: str, of: str = "") -> tuple[str, ...]:
    """The same for this very child: of one that left theirs who see the whole school, and only what closes the case."""
    if not (case.is_open and case.pupil.has_left):
        return roles_for(sop, case.step, act, of)
    return sop.roles_of_kind(*SCHOOL_WIDE) if act in AFTER_LEAVING else ()


def exits_of(case: Any, sop: Sop) -> tuple[Exit, ...]:
    """The ways out of the step where a case stands. Where the child left, only those that close it by what is recorded
    of that, and one that says just that: no SOP needs to have it, and before that day nobody takes it. They are taken
    by who steers the school: nobody else sees the child any more."""
    ways, pupil = sop.exits(case.step, case.track), case.pupil
    if not pupil.has_left:
        return tuple(way for way in ways if way.close not in OF_WHO_LEFT)
    admitted = ADMITTED_ELSEWHERE if case.admitted_on and not pupil.died else ()
    closing = tuple(way for way in ways if way.close and way.close in {pupil.leaving, *admitted})
    if not any(way.close == pupil.leaving for way in closing):
        closing = (*closing, Exit(name=gettext("Sluit de casus"), close=pupil.leaving, cite="WPO art. 40"))
    steering = sop.roles_of_kind(*SCHOOL_WIDE)
    return tuple(Departing.of(way, steering) for way in closing)


def exit_of(case: Any, sop: Sop, key: str) -> Exit | None:
    return next((way for way in exits_of(case, sop) if way.key == key), None)


def roles_for_exit(sop: Sop, step: str, way: Exit) -> tuple[str, ...]:
    """Who takes an exit: who ratifies it, the director where the law asks her, else who decides on it."""
    if way.ratifies:
        return way.ratifies
    if ACTS[sop.act_of(way)].hand is Hand.DIRECTOR:
        return sop.roles_of_kind(RoleKind.DIRECTOR)
    return proposers(sop, step, way)


def signs(sop: Sop, way: Exit) -> bool:
    """Whether who takes this exit signs for it: by the act that it is, or because she ratifies a proposal."""
    return ACTS[sop.act_of(way)].signs or bool(way.ratifies)


def proposers(sop: Sop, step: str, way: Exit) -> tuple[str, ...]:
    """Who decides: whom the exit or its step names, for a table its chair, else the owner here."""
    at, named = sop.steps[step], deciders_named(sop, way)
    return (at.chair or at.owner) if TEAM in named else (named or at.owner)


def decided_at_table(sop: Sop, case: Any) -> dict[str, str]:
    """The ways out of the present step on which its table decides, by key, with their names."""
    exits = exits_of(case, sop)
    return {way.key: way.name for way in exits if TEAM in deciders_named(sop, way)}


def range_of(pupil: Pupil) -> tuple[frozenset[int], str]:
    """The years and the location of a pupil's group, by which a SOP shares out its roles."""
    group = pupil.group
    return (group.jaargroepen, group.location) if group else (frozenset(), "")


def may_do(person: Any, case: Any, roles: tuple[str, ...], sop: Sop) -> bool:
    """Whether the person holds one of the roles, today, for this pupil's group at this school."""
    return holds(person, case.school, sop.covering(roles, *range_of(case.pupil)), case.pupil.group, clock.today())


def may_move_to(target: State) -> Callable[[Any, Any], bool]:
    """The permission of a transition: the person may take some exit of the present step into `target`."""

    def permitted(case: Any, person: Any) -> bool:
        _, sop = sop_for(case.school, clock.today())
        if not case.step:
            return may_do(person, case, opening_roles(sop, case.track), sop)
        ways = [way for way in exits_of(case, sop) if sop.state_after(way) is target]
        return any(may_do(person, case, roles_for_exit(sop, case.step, way), sop) for way in ways)

    return permitted


def took_last_step(case: Any, person: Any) -> bool:
    """The permission of undoing: the last thing that happened is a step of her own, and she still sees the child."""
    last = CaseEvent.objects.of([case.chain]).standing().order_by("number").last()
    hers = last is not None and last.kind in MOVING_ACTS and last.actor_id == person.pk
    return hers and Pupil.objects.visible_to(person).filter(pk=case.pupil_id).exists()


def by_hand(act: str) -> Callable[[Any, Any], bool]:
    """The permission of a transition of something that belongs to a case: who may do `act` at its present step.

    A talk is held by its chair or, where it is a question to someone outside, by the step's owner.
    """

    def permitted(of_case: Any, person: Any) -> bool:
        case = of_case.case
        _, sop = sop_for(case.school, clock.today())
        asked = getattr(of_case, "kind", "") if act == "hold_meeting" else act
        return may_do(person, case, roles_on(case, sop, asked), sop)

    return permitted


def by_ratifying(arrangement: Any, person: Any) -> bool:
    """A grant is ratified, or not, by whom the SOP names for this very arrangement; who decided can take it back."""
    case = arrangement.case
    _, sop = sop_for(case.school, clock.today())
    return arrangement.decided_by_id == person.pk or may_do(
        person, case, roles_on(case, sop, "ratify_arrangement", arrangement.key), sop
    )


def by_opening(proposal: Any, person: Any) -> bool:
    """What is proposed of a track is answered by who may open a case on it, as long as the school has that track."""
    _, sop = sop_for(proposal.school, clock.today())
    return proposal.track in sop.tracks and may_do(person, proposal, opening_roles(sop, proposal.track), sop)


def by_signing(paper: Any, person: Any) -> bool:
    """A document is settled or stopped by a guardian's word, or by who of the school writes it down for her."""
    guardians = Guardian.objects.signers().filter(person=person, pupil=paper.case.pupil_id)
    return (
        guardians.exists()
        or has_kind(person, paper.case.pupil, SCHOOL_WIDE, clock.today())
        or by_hand("lay_document")(paper, person)
    )


def at_the_desk(desk_case: Any, person: Any) -> bool:
    """The desk decides by its own people; an expert advises and does not decide."""
    return bool(SwvMember.objects.current().filter(person=person, swv=desk_case.swv_id, is_expert=False).exists())


def answers_referral(referral: Any, person: Any) -> bool:
    """An SWV's member brings the answer; that of a desk outside Caseflow comes by letter."""
    swv = referral.case.school.swv_id
    return at_the_desk(_Desk(swv), person) or by_hand(BY_LETTER)(referral, person)


@dataclass(frozen=True, slots=True)
class _Desk:
    swv_id: int | None


def opening_roles(sop: Sop, track: str) -> tuple[str, ...]:
    """Who opens a case on a track: the owner of its first step, and those who steer the whole school."""
    first = sop.tracks[track]
    owners = [role for step in (first.first, first.aanmelding) if step for role in sop.steps[step].owner]
    return (*owners, *sop.roles_of_kind(RoleKind.IB_ER))


def near(pupil: Pupil) -> Q:
    """Of role assignments: bound to no group, or to this pupil's."""
    return Q(groups=None) | Q(groups=pupil.group_id)


MOVING_ACTS = frozenset({"enter", *ENTERING.values()})
