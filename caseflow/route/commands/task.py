"""Finishing a task that waits for a role of the school."""

from typing import Any

from caseflow import clock
from caseflow.route.acting import acting
from caseflow.route.hands import may_do
from caseflow.route.models import Case, Task
from caseflow.route.ruling import NotYourHand


def finish_task(case_id: int, *, task_id: int, actor: Any) -> Task:
    """Whoever holds the role that owns it says that it was done; a second time changes nothing."""
    with acting("finish_task", case_id, actor, cases=Case.objects.visible_to(actor), judged=False) as deed:
        task = Task.objects.select_for_update().get(pk=task_id, case=deed.case)
        if not may_do(actor, deed.case, (task.owner_role,), deed.sop):
            raise NotYourHand("finish_task", (task.owner_role,))
        if task.done_on is None:
            task.done_on = clock.today()
            task.save(update_fields=["done_on"])
            deed.record({"task": task.pk, "task_kind": task.kind})
        return task
