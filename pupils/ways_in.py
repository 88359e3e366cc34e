"""Who can sign in already, and who among the guardians still waits with a letter.

One rule stands under all of it: what a school types proves nothing. An address counts once its mailbox was shown to be
hers; until then nobody signs in with it, no mail goes to it, and it is in nobody's way.
"""

from collections.abc import Collection

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q

from caseflow import clock
from caseflow.notices.reaching import reaches_no_mail
from caseflow.wall.context import EVERY_SCHOOL, rows_of
from pupils.hats import hats_of
from pupils.models import Grant, Group, Guardian, Invitation, Person, Pupil, RoleAssignment, School, SwvMember
from pupils.models.guardian import A_SAY, GuardianQuerySet
from pupils.models.person import no_password
from pupils.models.pupil import here
from pupils.policy import Audience

GUARDIAN = Invitation.Kind.GUARDIAN


def address_proved(person: str = "person__") -> Q:
    """Of a row with a person: she showed that the mailbox of her address is hers."""
    rows = EmailAddress.objects.filter(user=OuterRef(_pk(person)), email=OuterRef(f"{person}email"), verified=True)
    return Q(Exists(rows))


def mail_is_hers(person: str = "person__") -> Q:
    """Of a row with a person: what goes to her address reaches her. A password is chosen by who proved the mailbox."""
    return address_proved(person) | ~no_password(person)


def has_way_in(person: str = "person__") -> Q:
    """Of a row with a person: a mailbox that is hers, or a passkey."""
    passkeys = Authenticator.objects.filter(user=OuterRef(_pk(person)), type=Authenticator.Type.WEBAUTHN)
    return mail_is_hers(person) | Q(Exists(passkeys))


def _pk(person: str) -> str:
    return f"{person}pk"


def can_come_in(person: Person) -> bool:
    return Person.objects.filter(has_way_in(""), pk=person.pk).exists()


@rows_of(EVERY_SCHOOL)
def came_in(person: Person) -> bool:
    """She was here herself, whichever way she took: what is written down of her is hers from then on."""
    used = Invitation.objects.filter(person=person, used_at__isnull=False)
    return person.last_login is not None or can_come_in(person) or used.exists()


@rows_of(EVERY_SCHOOL)
def is_known_only_here(person: Person, school_id: int) -> bool:
    """A guardian of this school's children and nothing else, anywhere: nobody but this school wrote her down."""
    others = Guardian.objects.filter(person=person).exclude(pupil__school=school_id)
    return not others.exists() and not something_else([person.pk]) and not elsewhere([person.pk], school_id)


def address_is_typed_here(person: Person, school_id: int) -> bool:
    """What stands as her address is this school's own writing, and no more."""
    return not _mail_is_hers(person) and is_known_only_here(person, school_id)


@rows_of(EVERY_SCHOOL)
def elsewhere(people: Collection[int], school_id: int) -> set[int]:
    """Of these people those to whom this school gives no letter, since it would open another school's door.

    Whom a school let in by a letter gets her next one there, and nowhere else. Whom no school let in yet gets one where
    all her children are.
    """
    used = Invitation.objects.filter(person__in=people, kind=GUARDIAN, used_at__isnull=False).order_by("used_at", "pk")
    let_in_at: dict[int, int] = dict(used.values_list("person_id", "school_id"))
    others = Guardian.objects.filter(person__in=people).exclude(pupil__school=school_id)
    away = set(others.values_list("person_id", flat=True))
    return {one for one in people if let_in_at.get(one, school_id) != school_id or one in away - let_in_at.keys()}


def children_here(person_id: int, school_id: int) -> GuardianQuerySet:
    """For which children a letter of this school opens the door: where she has a say, and who did not leave."""
    rows = Guardian.objects.with_a_say().filter(person=person_id, pupil__school=school_id)
    return rows.filter(here(clock.today(), "pupil__")).select_related("pupil")


def may_be_invited() -> Q:
    """Of a guardian: who has no gezag gets letters on request, and no portal (domain §1.7)."""
    return A_SAY & Q(person__is_active=True)


@rows_of(EVERY_SCHOOL)
def has_other_hat(person: Person) -> bool:
    """Who works at a school, whichever, signs in with password and second factor: a letter is no way round those.

    A role that she never came in for takes nothing (hats.py): a parent whom a school writes down as its colleague or
    its expert keeps her way to her own child, until she takes it up or something is shared with her.
    """
    return any(hat.audience is not Audience.GUARDIAN for hat in hats_of(person, clock.today()))


@rows_of(EVERY_SCHOOL)
def comes_for_more(person: Person, school: School, *, staff: bool = False) -> bool:
    """She is more than somebody from outside of this one school, or with `staff` who works there: a desk's, a parent,
    or something at another school, what she never took up there and what is still to begin included."""
    today = clock.today()
    here = {Audience.OUTSIDER, Audience.STAFF} if staff else {Audience.OUTSIDER}
    held = RoleAssignment.objects.filter(person=person).not_over(today)
    granted = Grant.objects.live(today).filter(person=person)
    return (
        any(hat.audience not in here for hat in hats_of(person, today))
        or held.exclude(school=school).exists()
        or granted.exclude(pupil__school=school).exists()
    )


def let_in_by(school: School, people: Collection[int]) -> set[int]:
    """Of these people those who came in by this school's own invitation, to work there or from outside."""
    used = Invitation.objects.filter(school=school, used_at__isnull=False).exclude(kind=GUARDIAN)
    return set(used.filter(person__in=people).values_list("person_id", flat=True))


@rows_of(EVERY_SCHOOL)
def may_sign_in_by_code(person: Person) -> bool:
    """A code by mail is enough for a guardian who is nothing else here, once the mailbox is known to be hers."""
    return _is_guardian(person) and not has_other_hat(person) and _mail_is_hers(person)


@rows_of(EVERY_SCHOOL)
def may_ask_password(person: Person) -> bool:
    """A link by mail is as good as a code: to a guardian it goes where a code would go."""
    return not _is_guardian(person) or has_other_hat(person) or _mail_is_hers(person)


def recovery_codes_help(person: Person) -> bool:
    """A recovery code stands in for a second step, after a password or a code by mail; who comes in by nothing but a
    passkey is nowhere asked for one. She gets a new letter of the school."""
    return may_ask_password(person)


def _is_guardian(person: Person) -> bool:
    return Guardian.objects.filter(person=person).exists()


def _mail_is_hers(person: Person) -> bool:
    return Person.objects.filter(mail_is_hers(""), pk=person.pk).exists()


@reaches_no_mail
def only_typed() -> Q:
    """Of a notice: for a guardian whose address a school typed, and nobody showed to be hers."""
    return Q(Exists(Guardian.objects.filter(person=OuterRef("recipient")))) & ~mail_is_hers("recipient__")


def without_way_in(group: Group, actor: Person) -> GuardianQuerySet:
    """The guardians of the children who are in this group now who may come in and cannot yet.

    Not those of the actor's own child: whoever has the letter has the account.
    """
    pupils = Pupil.objects.at_school(clock.today()).filter(group=group)
    rows = Guardian.objects.filter(may_be_invited(), pupil__in=pupils).not_beside(actor).exclude(has_way_in())
    return rows.select_related("person", "pupil").order_by("pupil__last_name", "pupil__first_name", "pk")


def waiting_invitation(guardian: Guardian) -> Invitation | None:
    """The letter with which this guardian can still come in."""
    open_ones = Invitation.objects.open(clock.today()).filter(kind=GUARDIAN, person=guardian.person_id)
    return open_ones.filter(school=guardian.pupil.school_id).select_related("person", "school").first()


def waiting_in(group: Group, actor: Person) -> list[tuple[Invitation, list[Guardian]]]:
    """The letters that wait for the guardians of a group, each with the children for whom it is."""
    rows: dict[int, list[Guardian]] = {}
    for guardian in without_way_in(group, actor):
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
