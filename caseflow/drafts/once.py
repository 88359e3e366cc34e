"""A form does its work once."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError

from caseflow import clock

from .errors import AlreadyDone, BadToken
from .models import SpentToken
from .tokens import read


def spend(token: str | None, person: AbstractBaseUser) -> None:
    """Use up a form's token in the transaction of the act it asks for.

    When the act is refused the transaction takes this back too, so the same form may be corrected and sent again.
    Of two at the same moment the second waits here for the first.
    """
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("A form's token is spent in the transaction of its act.")
    known = read(token)
    if known is None or known.person_id != person.pk:
        raise BadToken
    try:
        with transaction.atomic():
            SpentToken.objects.create(nonce=known.nonce, person_id=person.pk, spent_on=clock.today())
    except IntegrityError as twin:
        raise AlreadyDone from twin


def is_spent(token: str | None, person: AbstractBaseUser) -> bool:
    """Whether this person's form did its work before."""
    known = read(token)
    if known is None or known.person_id != person.pk:
        return False
    return SpentToken.objects.filter(nonce=known.nonce).exists()
