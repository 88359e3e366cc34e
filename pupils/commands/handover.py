"""A group goes on: its pupils to the next group, and what is known of them to who teaches them now."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.dates import school_year
from caseflow.sop.vocabulary import SCHOOL_WIDE, RoleKind
from pupils.commands.recording import record_for_many, record_of_group
from pupils.errors import Invalid
from pupils.getters import found, locked
from pupils.last_year import july_of
from pupils.models import Group, Handover, Person, Pupil, RoleAssignment
from pupils.policy import roles_at

SIGNS = frozenset({RoleKind.TEACHER, RoleKind.IB_ER})


def may_sign(person: Person, group: Group) -> bool:
    """Who receives the group, and the IB-er."""
    held = RoleAssignment.objects.current().filter(person=person, school=group.school_id)
    own = held.filter(kind=RoleKind.TEACHER, groups=group)
    return own.exists() or held.filter(kind=RoleKind.IB_ER).exists()


@transaction.atomic
def sign_handover(group_id: int, *, actor: Person) -> Handover:
    """From now on last year's teachers read no more of these pupils; once a group and school year."""
    group = locked(Group.objects.all(), group_id)
    if not may_sign(actor, group):
        raise PermissionDenied
    today = clock.today()
    year = school_year(today).first
    signed, is_new = Handover.objects.get_or_create(
        group=group, year_from=year, defaults={"signed_by": actor, "signed_on": today}
    )
    if not is_new:
        raise Invalid("", _("De overdracht van deze groep is al getekend."))
    record_of_group("sign_handover", group, actor, data={"group": group.pk, "year": year})
    return signed


@transaction.atomic
def move_pupils(group_id: int, *, to_id: int, pupil_ids: Collection[int], actor: Person) -> int:
    """To another group of the school, from today: access follows by itself, for teachers old and new.

    Who moves twice in one summer still came from the group of July: a move by mistake opens her file to nobody.
    """
    group = locked(Group.objects.all(), group_id)
    held = RoleAssignment.objects.current().filter(person=actor, school=group.school_id, kind__in=SCHOOL_WIDE)
    if not held.exists():
        raise PermissionDenied
    to = found(Group.objects.filter(school=group.school_id).exclude(pk=group.pk), to_id)
    moved = list(Pupil.objects.filter(group=group, pk__in=pupil_ids).select_for_update())
    if not moved:
        raise Invalid("pupils", _("Kies ten minste één leerling."))
    Pupil.objects.filter(pk__in=[pupil.pk for pupil in moved]).update(
        group=to,
        came_from=Case(When(in_group_since__gte=july_of(clock.today()), then=F("came_from")), default=Value(group.pk)),
        in_group_since=clock.today(),
    )
    role = ", ".join(sorted(roles_at(actor, group.school_id, clock.today())))
    record_for_many("change_group", actor, role, {pupil: {"from": group.pk, "to": to.pk} for pupil in moved})
    return len(moved)
