"""A way in: made for one person, ended when another is made or when there is nothing to come in for.

How it is taken stands with each door: coming_in.py (a letter) and coming_by_mail.py (a mail).
"""

from collections.abc import Collection
from datetime import timedelta

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
def make_invitations(
    people: Collection[Person], school: School, kind: Invitation.Kind, *, actor: Person | None
) -> list[Invitation]:
    """A new code for each; one that still waited opens nothing any more. Whether the actor may is the caller's rule."""
    end_invitations(people, school, kind)
    now, until = clock.now(), clock.today() + TERM[kind]
    rows = {"school": school, "kind": kind, "made_by": actor, "made_at": now, "until": until}
    seeds = {person: new_seed() for person in people}
    return Invitation.objects.bulk_create(
        Invitation(person=person, seed=seed, digest=digest_of(code_of(seed)), **rows) for person, seed in seeds.items()
    )


def make_invitation(person: Person, school: School, kind: Invitation.Kind, *, actor: Person | None) -> Invitation:
    [made] = make_invitations([person], school, kind, actor=actor)
    return made


def school_of(code: str = "", *, pk: int | None = None) -> list[int]:
    """Where a code leads (nowhere: an empty list). Nobody is signed in yet, so it is looked for in every school."""
    with rows_of(EVERY_SCHOOL):
        found = Invitation.objects.by_code(code) if pk is None else Invitation.objects.filter(pk=pk)
        return list(found.values_list("school_id", flat=True))


def end_invitations(people: Collection[Person], school: School, *kinds: Invitation.Kind) -> int:
    """What still waited is over: how many."""
    waiting = Invitation.objects.filter(person__in=people, school=school, kind__in=kinds, used_at=None, ended_at=None)
    return waiting.update(ended_at=clock.now())
