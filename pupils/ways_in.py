"""Who can sign in already, and who among the guardians still waits with a letter."""

from collections.abc import Collection

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from caseflow.wall.context import EVERY_SCHOOL, rows_of
from pupils.hats import hats_of
from pupils.models import Grant, Group, Guardian, Invitation, Person, Pupil, RoleAssignment, SwvMember
from pupils.models.guardian import A_SAY, GuardianQuerySet
from pupils.policy import Audience

GUARDIAN = Invitation.Kind.GUARDIAN


def no_password(person: str = "person__") -> Q:
    """Of a row with a person (of a person herself: ""): with no password can she sign in."""
    return Q(**{f"{person}password": ""}) | Q(**{f"{person}password__startswith": UNUSABLE_PASSWORD_PREFIX})


def has_way_in() -> Q:
    """Of a guardian: came in once, used an invitation, or has a password."""
    used = Invitation.objects.filter(person=OuterRef("person"), used_at__isnull=False)
    return Q(person__last_login__isnull=False) | Q(Exists(used)) | ~no_password()


def may_be_invited() -> Q:
    """Of a guardian: who has no gezag gets letters on request, and no portal (domain §1.7)."""
    return A_SAY & Q(person__is_active=True)


@rows_of(EVERY_SCHOOL)
def has_other_hat(person: Person) -> bool:
    """Who works at a school, whichever, signs in with password and second factor: a letter is no way round those.

    That she may be invited from outside gives nothing by itself, so without a password it takes nothing either: a
    parent whom a school writes down as its expert keeps her way to her own child until something is shared with her.
    """
    others = [hat for hat in hats_of(person, clock.today()) if hat.audience is not Audience.GUARDIAN]
    to_come = all(hat.kind is RoleKind.OUTSIDER for hat in others) and not person.has_usable_password()
    return bool(others) and not to_come


@rows_of(EVERY_SCHOOL)
def may_sign_in_by_code(person: Person) -> bool:
    """A code by mail is enough for a guardian who is nothing else here."""
    return Guardian.objects.filter(person=person).exists() and not has_other_hat(person)


def without_way_in(group: Group) -> GuardianQuerySet:
    """The guardians of the children who are in this group now who may come in and cannot yet."""
    pupils = Pupil.objects.at_school(clock.today()).filter(group=group)
    rows = Guardian.objects.filter(may_be_invited(), pupil__in=pupils).exclude(has_way_in())
    return rows.select_related("person", "pupil").order_by("pupil__last_name", "pupil__first_name", "pk")


def waiting_invitation(guardian: Guardian) -> Invitation | None:
    """The letter with which this guardian can still come in."""
    open_ones = Invitation.objects.open(clock.today()).filter(kind=GUARDIAN, person=guardian.person_id)
    return open_ones.filter(school=guardian.pupil.school_id).select_related("person", "school").first()


def waiting_in(group: Group) -> list[tuple[Invitation, list[Guardian]]]:
    """The letters that wait for the guardians of a group, each with the children for whom it is."""
    rows: dict[int, list[Guardian]] = {}
    for guardian in without_way_in(group):
        rows.setdefault(guardian.person_id, []).append(guardian)
    waiting = Invitation.objects.open(clock.today()).filter(kind=GUARDIAN, person__in=rows, school=group.school_id)
    by_person = {one.person_id: one for one in waiting.select_related("person", "school")}
    return [(by_person[person], of) for person, of in rows.items() if person in by_person]


@rows_of(EVERY_SCHOOL)
def something_else(people: Collection[int]) -> set[int]:
    """Of many guardians the few who ever held anything else: only of these is `has_other_hat` worth asking."""
    found: set[int] = set()
    for table in (RoleAssignment, SwvMember, Grant):
        found.update(table._default_manager.filter(person__in=people).values_list("person", flat=True))
    return found
