"""A group plan that nears its last day waits for who teaches the group; long late, for those who steer the school."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE, RoleKind
from pupils.calendar import LATE_AFTER
from pupils.models import GroupPlan, Person, RoleAssignment
from pupils.waiting import Waiting, waits

SOON = timedelta(weeks=2)


@waits
def of_group_plans(person: Person) -> Iterator[Waiting]:
    """One query: what brought it is written before the next plan begins."""
    today = clock.today()
    held = RoleAssignment.objects.current(today).filter(person=person)
    teaches = Exists(held.filter(kind=RoleKind.TEACHER, groups=OuterRef("group_id")))
    steers = Exists(held.filter(kind__in=SCHOOL_WIDE, school=OuterRef("group__school_id")))
    due = Q(teaches, last_day__lte=today + SOON) | Q(steers, last_day__lt=today - LATE_AFTER)
    running: Any = GroupPlan.objects.filter(due, state=GroupPlan.State.IN_FORCE).select_related("group")
    for plan in running:
        yield Waiting(
            _("Evalueer het groepsplan %(area)s") % {"area": plan.get_area_display()},
            plan.group.name,
            reverse("pupils:group_plan_evaluate", args=[plan.pk]),
            _("Evalueer"),
            due_on=plan.last_day,
            late=plan.last_day < today,
        )
