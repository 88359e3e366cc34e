"""Undoing the last step: by who took it, for a day, while nothing rests on it (design §2)."""

from typing import Any

from django.db import transaction
from django_fsm import has_transition_perm

from caseflow import clock
from caseflow.route.acting import Deed, locked
from caseflow.route.commands.agenda import take_back_establishments
from caseflow.route.commands.telling import involve
from caseflow.route.commands.track import let_proposals_go
from caseflow.route.models import Case
from caseflow.route.rebuilding import take_back
from caseflow.route.ruling import NotYourStep, SomeoneWasFirst, StepStands, UndoRuling
from caseflow.route.undoing import last_step, rests_on, stood_since
from caseflow.sop.vocabulary import State
from pupils.models import Pupil
from pupils.policy import role_towards
from pupils.sop import sop_for


def undo_step(case_id: int, *, event: int, actor: Any) -> Case:
    """Take back the step that `event` (its number in the case's chain) tells of; law and SOP ask nothing further.

    State, step and clocks are as if it had not been taken. Not brought back: a talk that went off the agenda, a
    proposal for help that lapsed, and grants that ended. Raises SomeoneWasFirst where it is not the last step any more,
    NotYourStep, and StepStands with what rests on it.
    """
    with transaction.atomic():
        seen = Case.objects.visible_to(actor).get(pk=case_id)
        if not seen.is_open:
            _hold_pupil(seen)
        case = locked(Case.objects.visible_to(actor), case_id)
        step = last_step(case)
        if step is None or step.number != event or case.is_open != seen.is_open:
            raise SomeoneWasFirst
        if step.actor_id != actor.pk:
            raise NotYourStep
        if why := rests_on(case, step):
            raise StepStands(why)
        if not has_transition_perm(case.undo, actor):
            raise NotYourStep
        today = clock.today()
        version, sop = sop_for(case.school, today)
        to, since = State(step.from_state), stood_since(case, step)
        ruling = UndoRuling(case.pk, case.visits, case.step, "undo", today, (), step.number, to, step.from_step, since)
        before = (case.state, case.step)
        case.undo(ruling)
        case.save()
        made = [step.data["establishment"]] if "establishment" in step.data else []
        take_back_establishments(made, step.data.get("ended_establishments", ()), today)
        if before[0] == State.CLOSED:
            let_proposals_go(case, today)
        deed = Deed("undo", case, sop, version, actor, role_towards(actor, case.pupil, today), today, ruling)
        deed.record({"undoes": ruling.undoes}, before=before)
        take_back(case)
        involve(case, sop)
        return case


def _hold_pupil(case: Case) -> None:
    """As opening a case does: nobody opens the next one, and no new SOP moves the school's cases, meanwhile.

    Before the case itself is held: the next one names it, and would wait for it while it holds the pupil.
    """
    held = Pupil.objects.select_related("school").select_for_update(of=("self", "school"), no_key=True)
    held.get(pk=case.pupil_id)
