"""Coming in for the first time, with the code of a mail."""

from django.db import transaction

from caseflow.wall.context import rows_of
from pupils.commands.inviting import school_of, take_invitation
from pupils.commands.recording import record_at_school
from pupils.errors import filled
from pupils.models import Invitation, Person


@rows_of(lambda code, **_said: school_of(code))
@transaction.atomic
def come_to_work(code: str, *, name: str, password: str) -> Person:
    """The code is used up, and gives an account that had no password one. It changes no password that there is."""
    invitation = take_invitation(code, Invitation.Kind.STAFF)
    person = invitation.person
    if not person.has_usable_password():
        person.name = filled("name", name, limit=200)
        person.set_password(password)
        person.save(update_fields=["name", "password"])
    record_at_school("come_to_work", invitation.school, person, data={"person": person.pk})
    return person
