"""Coming in for the first time with the link of a mail: who works at a school, and who is invited from outside.

The link alone opens nothing: whoever has it proves that she reads the mailbox that the school wrote down (the view sees
to that), since a mail is easily sent on.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from caseflow.wall.context import rows_of
from pupils.commands.inviting import school_of
from pupils.commands.recording import record_at_school
from pupils.errors import filled
from pupils.models import Grant, Invitation, Person, RoleAssignment
from pupils.models.person import no_password

KIND = Invitation.Kind


@rows_of(lambda code="", pk=None: school_of(code, pk=pk))
def invitation_by_mail(**which: Any) -> Invitation | None:
    """An invitation that opens something now, by `code` or by `pk`.

    None for one used, ended, over, never made, of another door, or for nothing any more; for who has a password by now:
    an invitation is no way round it; and where somebody else proved that the mailbox is hers.
    """
    rows = Invitation.objects.open(clock.today()).filter(_stands(clock.today()), person__is_active=True)
    rows = rows.by_code(which["code"]) if "code" in which else rows.filter(pk=which["pk"])
    return rows.filter(no_password()).exclude(person__email=None).select_related("person", "school").first()


def _stands(on: date) -> Q:
    """What it was made for: a role at the school that is not over, or something that is shared with her there now."""
    here: dict[str, Any] = {"person": OuterRef("person_id")}
    works = RoleAssignment.objects.filter(school=OuterRef("school_id"), **here).not_over(on)
    shared = Grant.objects.live(on).filter(pupil__school=OuterRef("school_id"), **here)
    staff = Q(Exists(works.exclude(kind=RoleKind.OUTSIDER)), kind=KIND.STAFF)
    return staff | Q(Exists(shared), kind=KIND.OUTSIDER)


@rows_of(lambda invitation_id, **_said: school_of(pk=invitation_id))
@transaction.atomic
def come_in_from_mail(invitation_id: int, *, name: str, password: str) -> Person:
    """The link is used up, and gives an account that had no password one.

    ObjectDoesNotExist: somebody was first, or it opens nothing any more.
    """
    Invitation.objects.select_for_update(of=("self",)).filter(pk=invitation_id).first()
    invitation = invitation_by_mail(pk=invitation_id)
    if invitation is None:
        raise ObjectDoesNotExist
    person = Person.objects.select_for_update(of=("self",)).get(no_password(""), pk=invitation.person_id)
    person.name = filled("name", name, limit=200)
    person.set_password(password)
    person.save(update_fields=["name", "password"])
    invitation.used_at = clock.now()
    invitation.save(update_fields=["used_at"])
    said = "come_to_work" if invitation.kind == KIND.STAFF else "come_in_from_outside"
    record_at_school(said, invitation.school, person, data={"person": person.pk})
    return person
