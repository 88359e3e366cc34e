"""What a case is to everybody who asks, and that a step which is undone leaves nothing of itself in it."""

from typing import Any

from django.db import transaction

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.route.acting import exit_ruling
from caseflow.route.commands.undo import undo_step
from caseflow.route.facting import facts_of
from caseflow.route.models import Case, Deadline, Establishment
from caseflow.route.rail import rail_of
from caseflow.route.rebuilding import COLUMNS, rebuild
from caseflow.route.ruling import StepStands
from caseflow.route.undoing import last_step
from caseflow.sop.judging import facts_for_exit
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import State
from pupils.models import Involved, Person
from tests.walk.walker import Walker

#: A talk that went off the agenda is not brought back, and this is what is asked about it.
OF_THE_TALK = {
    *("item_planned_on", "pupil_invited_on", "outsiders_on_item", "recipients_not_asked", "not_shared_with"),
    *("recipients_without_consent", "consent_objections", "guardians_not_invited", "guardians_not_needed_on"),
}


def fresh(case: Case) -> Case:
    return Case.objects.select_related("pupil__group", "school").get(pk=case.pk)


def picture(case: Case, sop: Sop, *, talk: bool = True) -> dict[str, Any]:
    """Today's answer of every reader of a case: its row, facts, terms, rail, findings, and who sees it."""
    case, today = fresh(case), clock.today()
    ways = [(step, way) for step in sop.steps for way in sop.exits(step, case.track)]
    keys = {key for step, way in ways for key in facts_for_exit(sop, step, way, today)}
    facts = facts_of(case, keys if talk else {key for key in keys if key not in OF_THE_TALK})
    here = sop.exits(case.step, case.track) if case.is_open else ()
    return {
        "row": {field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields},
        "facts": facts,
        "terms": sorted(Deadline.objects.filter(case=case).values_list("pk", *COLUMNS)),
        "rail": rail_of(case, sop),
        "findings": [exit_ruling(case, sop, way, today) for way in here] if talk else [],
        "involved": set(Involved.objects.filter(case_id=case.pk).values_list("role", flat=True)),
        "established": set(Establishment.objects.standing().filter(case=case).values_list("pk", flat=True)),
    }


def check_undone(before: dict[str, Any], case: Case, sop: Sop, by: Person, before_talk: dict[str, Any]) -> bool:
    """Undo the step that was just taken, and compare; whether it could be undone. `before_talk`: without the talk."""
    step = last_step(case)
    assert step is not None
    try:
        with transaction.atomic():
            undo_step(case.pk, event=step.number, actor=by)
    except StepStands:
        assert State.REFERRED in (step.from_state, step.to_state)
        return False
    off = "taken_off" in step.data
    after = picture(case, sop, talk=not off)
    assert after == (before_talk if off else before)
    assert rebuild(case.pk) == []
    assert verify(case.chain) == []
    return True


class Doubter(Walker):
    """Takes every step, undoes it, and takes it again."""

    doubted = 0

    def _leave(self, case: Case, way: Any) -> Case:
        with clock.at(self.today):
            before, untold = picture(case, self.sop), picture(case, self.sop, talk=False)
        left = super()._leave(case, way)
        with clock.at(self.today):
            step = last_step(left)
            assert step is not None
            by = Person.objects.get(pk=step.actor_id)
            if not Case.objects.visible_to(by).filter(pk=left.pk).exists():
                return left  # who was let near by the step that she left
            if "guardians" in way.copies or not check_undone(before, left, self.sop, by, untold):
                return left
        self.doubted += 1
        self.taken.pop()
        return super()._leave(self._fresh(case), way)
