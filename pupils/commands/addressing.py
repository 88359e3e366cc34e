"""From an address to a person: one address is one person, whoever writes it down, and at whichever school."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pupils.errors import Invalid, filled
from pupils.models import Person


def person_at(email: str, name: str) -> Person:
    """Who has this address, whatever she is called here; else somebody new, who cannot sign in yet."""
    address = filled("email", email, limit=254).lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid("email", _("Dit is geen e-mailadres. Kijk het na.")) from None
    if known := Person.objects.filter(email=address).first():
        return known
    called = filled("name", name, limit=200)
    try:
        with transaction.atomic():
            return Person.objects.create_user(address, called)
    except IntegrityError:  # another school wrote it down in the same moment
        return Person.objects.get(email=address)
