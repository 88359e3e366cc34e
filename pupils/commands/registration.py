"""A child that parents registered in writing, not yet enrolled (WPO art. 40)."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.commands.recording import not_in_future, record
from pupils.errors import Invalid, filled
from pupils.models import Person, Pupil, RoleAssignment, School


@transaction.atomic
def register_pupil(
    school_id: int, *, first_name: str, last_name: str, born_on: date, actor: Person, prefix: str = ""
) -> Pupil:
    """Put the child in the books of the school, outside any group, so that its aanmelding can be followed."""
    steers = RoleAssignment.objects.current().filter(person=actor, school=school_id, kind__in=SCHOOL_WIDE)
    if not steers.exists():
        raise PermissionDenied
    not_in_future("born_on", born_on)
    if clock.today().year - born_on.year > 20:
        raise Invalid("born_on", _("Kijk het geboortejaar na."))
    pupil = Pupil.objects.create(
        school=School.objects.get(pk=school_id),
        first_name=filled("first_name", first_name, limit=100),
        prefix=prefix.strip()[:10],
        last_name=filled("last_name", last_name, limit=100),
        born_on=born_on,
    )
    record("register_pupil", pupil, actor)
    return pupil
