"""A guardian comes in with the code of her letter: what she knows beside it, and the address she proved."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.wall.context import rows_of
from pupils.commands.addressing import give_way
from pupils.commands.inviting import school_of
from pupils.commands.recording import record
from pupils.commands.sessions import end_sessions
from pupils.errors import Invalid
from pupils.first_passkey import keep_key
from pupils.models import Guardian, Invitation, Person
from pupils.models.invitation import MOST_MISSES
from pupils.ways_in import address_proved, children_here, elsewhere, has_other_hat, mail_is_hers

GUARDIAN = Invitation.Kind.GUARDIAN


def _school(invitation_id: int, *_more: Any) -> list[int]:
    """Nobody is signed in yet: the rows of the letter's school are met, and no other's."""
    return school_of(pk=invitation_id)


@rows_of(lambda code="", pk=None: school_of(code, pk=pk))
def invitation_of(**which: Any) -> Invitation | None:
    """An invitation that opens something now, by `code` or by `pk`; used, over and never made look the same."""
    rows = Invitation.objects.open(clock.today()).filter(kind=GUARDIAN, person__is_active=True)
    rows = rows.by_code(which["code"]) if "code" in which else rows.filter(pk=which["pk"])
    invitation: Invitation | None = rows.select_related("person", "school").first()
    if invitation is None or not children_of(invitation) or has_other_hat(invitation.person):
        return None
    return None if elsewhere([invitation.person_id], invitation.school_id) else invitation


def children_of(invitation: Invitation) -> list[Guardian]:
    """For which children of its school it opens the door; none any more where gezag was taken since, or who left."""
    return list(children_here(invitation.person_id, invitation.school_id))


@rows_of(_school)
@transaction.atomic
def knows_birth_date(invitation_id: int, born_on: date) -> bool:
    """Whether it is the birth date of one of the children. After some misses the letter opens nothing any more."""
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation_id)
    if any(one.pupil.born_on == born_on for one in children_of(invitation)):
        return True
    misses = Invitation.objects.filter(pk=invitation.pk, used_at=None, ended_at=None)
    misses.update(misses=F("misses") + 1)
    misses.filter(misses__gte=MOST_MISSES).update(ended_at=clock.now())
    return False


def is_taken(email: str, person: Person) -> bool:
    """One address is one person, also where two parents share a mailbox; where it was only typed it gives way."""
    return Person.objects.filter(mail_is_hers(""), email=email.strip().lower()).exclude(pk=person.pk).exists()


def _taken() -> Invalid:
    """Not why: that somebody has an account here is nobody else's business."""
    return Invalid(
        "email",
        _(
            "Dit adres kan hier niet worden gebruikt. Vul een eigen adres in dat alleen van u is, kies een passkey, of "
            "laat de school u alles op papier geven."
        ),
    )


@dataclass(frozen=True, slots=True)
class CameIn:
    """Who; `old` is the mailbox that was proved hers before and no longer lets anybody in: "" when there is none."""

    person: Person
    old: str = ""


@rows_of(_school)
@transaction.atomic
def come_in_by_mail(invitation_id: int, email: str) -> CameIn:
    """The address was proved: it is this guardian's from now on, and the code is used up.

    ObjectDoesNotExist: somebody was first, or it opens nothing any more.
    """
    invitation, person = _held(invitation_id)
    old, address = _proved(person), email.strip().lower()
    if is_taken(address, person):
        raise _taken()
    give_way(address, person)
    try:
        with transaction.atomic():
            _give_address(person, address)
    except IntegrityError as twin:  # somebody proved the same address in the same moment
        raise _taken() from twin
    _forget_older_ways(person)
    _use(invitation, person, "email")
    return CameIn(person, "" if old == address else old)


@rows_of(_school)
@transaction.atomic
def come_in_by_passkey(invitation_id: int, name: str, credential: dict[str, Any]) -> CameIn:
    """Her device made a passkey: it is her way in, and only now the code is used up. An address was not proved: she has
    none. The same errors."""
    invitation, person = _held(invitation_id)
    old = _proved(person)
    _give_address(person, "")
    _forget_older_ways(person)
    keep_key(person, name, credential)
    _use(invitation, person, "passkey")
    return CameIn(person, old)


def _proved(person: Person) -> str:
    return (person.email or "") if Person.objects.filter(address_proved(""), pk=person.pk).exists() else ""


def _held(invitation_id: int) -> tuple[Invitation, Person]:
    Invitation.objects.select_for_update(of=("self",)).filter(pk=invitation_id).first()
    invitation = invitation_of(pk=invitation_id)
    if invitation is None:
        raise ObjectDoesNotExist
    return invitation, Person.objects.select_for_update(of=("self",)).get(pk=invitation.person_id)


def _forget_older_ways(person: Person) -> None:
    """Whoever was in with a password, a passkey or an open page is out: the new letter is for her who holds it."""
    person.set_unusable_password()
    person.save(update_fields=["password"])
    Authenticator.objects.filter(user=person).delete()
    end_sessions([person])
    person.refresh_from_db()


def _give_address(person: Person, email: str) -> None:
    person.email = email or None
    person.save(update_fields=["email"])
    EmailAddress.objects.filter(user=person).delete()
    if email:
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)


def _use(invitation: Invitation, person: Person, how: str) -> None:
    invitation.used_at = clock.now()
    invitation.save(update_fields=["used_at"])
    for guardian in children_of(invitation):
        data = {"guardian": guardian.pk, "invitation": invitation.pk, "how": how}
        record("take_way_in", guardian.pupil, person, data=data)
