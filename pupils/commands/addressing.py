"""From an address to a person: one address is one person, whoever writes it down, and at whichever school."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from caseflow.wall.context import EVERY_SCHOOL, rows_of
from pupils.errors import Invalid, filled
from pupils.models import Guardian, Person, School
from pupils.ways_in import mail_is_hers


def person_at(email: str, name: str, school: School) -> Person:
    """Who has this address, whatever she is called here; else somebody new, who cannot sign in yet.

    Where it was only typed for a parent of another school, or for one of another name, it is not known to be hers: the
    two stay apart, and who proves the mailbox comes in for what she was asked for and for nobody's child.
    """
    address = filled("email", email, limit=254).lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid("email", _("Dit is geen e-mailadres. Kijk het na.")) from None
    called = filled("name", name, limit=200)
    known = Person.objects.filter(email=address).first()
    if known is not None:
        if not _may_be_another(known, called, school):
            return known
        give_way(address)
    try:
        with transaction.atomic():
            return Person.objects.create_user(address, called)
    except IntegrityError:  # another school wrote it down in the same moment
        return Person.objects.get(email=address)


def give_way(address: str, to: Person | None = None) -> None:
    """An address that was only typed is nobody's: who proves the mailbox, or comes by it, has it."""
    typed = Person.objects.filter(~mail_is_hers(""), email=address)
    (typed.exclude(pk=to.pk) if to else typed).update(email=None)


@rows_of(EVERY_SCHOOL)
def _may_be_another(known: Person, name: str, school: School) -> bool:
    if not Person.objects.filter(~mail_is_hers(""), pk=known.pk).exists():
        return False
    children = Guardian.objects.filter(person=known)
    of_here = known.name.casefold() == name.casefold() and not children.exclude(pupil__school=school).exists()
    return children.exists() and not of_here
