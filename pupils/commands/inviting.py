"""A way in: made for one person, taken once, ended when another is made or when there is nothing to come in for."""

from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from caseflow import clock
from caseflow.wall.context import EVERY_SCHOOL, rows_of
from pupils.models import Invitation, Person, School
from pupils.models.invitation import code_of, digest_of, new_seed

TERM = {
    Invitation.Kind.STAFF: timedelta(weeks=2),
    Invitation.Kind.OUTSIDER: timedelta(weeks=2),
    Invitation.Kind.GUARDIAN: timedelta(weeks=6),
}


@transaction.atomic
def make_invitation(person: Person, school: School, kind: Invitation.Kind, *, actor: Person) -> Invitation:
    """A new code; one that still waited opens nothing any more. Whether the actor may invite is the caller's rule."""
    end_invitations(person, school, kind)
    now, seed = clock.now(), new_seed()
    return Invitation.objects.create(
        person=person,
        school=school,
        kind=kind,
        seed=seed,
        digest=digest_of(code_of(seed)),
        made_by=actor,
        made_at=now,
        until=clock.today() + TERM[kind],
    )


def school_of(code: str = "", *, pk: int | None = None) -> list[int]:
    """Where a code leads (nowhere: an empty list). Nobody is signed in yet, so it is looked for in every school."""
    with rows_of(EVERY_SCHOOL):
        found = Invitation.objects.by_code(code) if pk is None else Invitation.objects.filter(pk=pk)
        return list(found.values_list("school_id", flat=True))


@rows_of(lambda code, kind: school_of(code))
@transaction.atomic
def take_invitation(code: str, kind: Invitation.Kind) -> Invitation:
    """Use it up. ObjectDoesNotExist: used, ended, over, another's door, or never made; all look the same."""
    rows = Invitation.objects.select_for_update(of=("self",)).open(clock.today()).by_code(code)
    invitation = rows.filter(kind=kind, person__is_active=True).select_related("person", "school").first()
    if invitation is None:
        raise ObjectDoesNotExist
    invitation.used_at = clock.now()
    invitation.save(update_fields=["used_at"])
    return invitation


def end_invitations(person: Person, school: School, kind: Invitation.Kind) -> int:
    """What still waited is over: how many."""
    waiting = Invitation.objects.filter(person=person, school=school, kind=kind, used_at=None, ended_at=None)
    return waiting.update(ended_at=clock.now())
