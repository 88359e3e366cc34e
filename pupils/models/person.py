"""Everybody who can sign in: staff, guardians, people from outside and of the samenwerkingsverband."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from caseflow import languages


def no_password(person: str = "person__") -> models.Q:
    """Of a row with a person (of a person herself: ""): with no password can she sign in."""
    none = models.Q(**{f"{person}password": ""})
    return none | models.Q(**{f"{person}password__startswith": UNUSABLE_PASSWORD_PREFIX})


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str | None, name: str, password: str | None = None, **fields: Any) -> "Person":
        """A person with an account; without a password nobody can sign in with it yet."""
        person = self.model(email=(email or "").strip().lower() or None, name=name.strip(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """No permissions of its own: what a person may do follows from roles, gezag and grants (policy.py).

    One address is one person. Who has none, or shares one with somebody, comes in by a letter (invitation.py).
    """

    email = models.EmailField(_("e-mailadres"), unique=True, null=True, blank=True)
    name = models.CharField(_("naam"), max_length=200)
    language = models.CharField(_("taal"), max_length=2, choices=languages.choices, default=languages.DUTCH)
    is_active = models.BooleanField(_("kan inloggen"), default=True)
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)  # how often all of them were ended

    objects = PersonManager()
    #: By what she was known in the present session (identity.py); not a column, and "" outside a request.
    identified_by: str = ""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            # An address is one account however it is typed; kept in lower case, one plain unique index does it.
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="email_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session is known by: it ends with the password, and with the number above."""
        known = f"{self.password}:{self.sessions_ended}"
        return salted_hmac("pupils.Person.session", known, secret=secret, algorithm="sha256").hexdigest()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]
