"""Who stands for a child: put beside it by the school, and reached at an address that is nobody else's."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from caseflow.languages import DUTCH, LANGUAGES
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.commands.recording import record
from pupils.errors import Invalid, filled, one_of
from pupils.getters import locked
from pupils.known_here import PARENT, check_is_same
from pupils.models import Guardian, Person, Pupil, Relation
from pupils.own_child import check_not_own_child
from pupils.policy import require_kind
from pupils.tellable import NOT_WHERE, says_where
from pupils.ways_in import can_come_in, elsewhere


@transaction.atomic
def add_guardian(
    pupil_id: int,
    *,
    name: str,
    relation: str,
    email: str = "",
    language: str = DUTCH,
    address_secret: bool = False,
    same: str = "",
    actor: Person,
) -> Guardian:
    """Somebody beside a child, with gezag not recorded yet.

    One address is one person: with the same name it is a parent of another child, who keeps her one account; with
    another name it is refused, and nothing is said of whose it is. So it is where only another school typed it: until
    she showed that the mailbox is hers, nobody knows that the two are one. Who has no address comes in by a letter.
    Who is something else at this school is asked about first: `same` is the address of which that was said.
    """
    pupil = locked(Pupil.objects.visible_to(actor), pupil_id)
    require_kind(actor, pupil, SCHOOL_WIDE)
    check_not_own_child(actor, [pupil])
    called, spoken = filled("name", name, limit=200), one_of("language", language, LANGUAGES)
    is_same = check_is_same(email, pupil.school, PARENT, same, actor)
    person = _person(called, email, spoken, pupil.school_id, is_same=is_same)
    secret = address_secret or _at_school(person, pupil.school_id).filter(address_secret=True).exists()
    if Guardian.objects.filter(person=person, pupil=pupil).exists():
        raise Invalid("name", _("Deze ouder staat al bij dit kind."))
    guardian = Guardian.objects.create(
        person=person,
        pupil=pupil,
        relation=one_of("relation", relation, Relation.values),
        address_secret=secret,
    )
    record("add_guardian", pupil, actor, data={"guardian": guardian.pk, "relation": relation})
    return guardian


@transaction.atomic
def keep_address(guardian_id: int, *, secret: bool, reason: str, actor: Person) -> Guardian:
    """Say that a guardian's address is secret, or is so no more, and why: for each of her children at this school.

    Not by who is a guardian of one of them: from the other parent it is kept that there is anything to keep.
    """
    guardian = locked(Guardian.objects.visible_to(actor), guardian_id)
    require_kind(actor, guardian.pupil, SCHOOL_WIDE)
    hers = list(_at_school(guardian.person, guardian.pupil.school_id).select_for_update(of=("self",)).order_by("pk"))
    check_not_own_child(actor, [one.pupil_id for one in hers])
    texts = {"reason": filled("reason", reason)}
    if says_where(reason):
        raise Invalid("reason", NOT_WHERE)
    for one in hers:
        if one.address_secret != secret:
            one.address_secret = secret
            one.save(update_fields=["address_secret"])
            kind = "hide_address" if secret else "show_address"
            record(kind, one.pupil, actor, data={"guardian": one.pk}, texts=texts)
    guardian.refresh_from_db()
    return guardian


def _at_school(person: Person, school_id: int) -> QuerySet[Guardian]:
    return Guardian.objects.filter(person=person, pupil__school=school_id).select_related("pupil")


def _person(name: str, email: str, language: str, school_id: int, *, is_same: bool) -> Person:
    """With `is_same` the name may be spelled otherwise, once she showed that the mailbox is hers."""
    address = email.strip().lower()
    known = Person.objects.filter(email=address).first() if address else None
    if known is None:
        return Person.objects.create_user(address or None, name, language=language)
    if known.name.casefold() != name.casefold() and not (is_same and can_come_in(known)):
        taken = _("Dit e-mailadres is al van iemand anders. Laat het leeg: deze ouder krijgt dan een code per brief.")
        raise Invalid("email", taken)
    if elsewhere([known.pk], school_id) and not can_come_in(known):
        typed = _("Dit e-mailadres is nog niet bevestigd. Laat het leeg: deze ouder krijgt dan een code per brief.")
        raise Invalid("email", typed)
    return known
