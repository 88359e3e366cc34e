"""Signing in with a code by mail, for guardians alone: who works here needs her password and second factor.

Neither a code nor a new password goes to a guardian's address that a school typed and that nobody proved.
"""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm, ResetPasswordForm
from django import forms
from django.utils.translation import gettext_lazy as _

from pupils.fields import REQUIRED
from pupils.ways_in import may_ask_password, may_sign_in_by_code


class GuardianCodeForm(RequestLoginCodeForm):
    """Whoever may not is treated as an address that nobody has: the answer tells nothing."""

    _user: Any
    email = forms.EmailField(
        label=_("Uw e-mailadres"),
        error_messages={**REQUIRED, "invalid": _("Dit is geen e-mailadres. Kijk het na, zoals naam@voorbeeld.nl.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if self._user and not may_sign_in_by_code(self._user):
            self._user = None
        return email


class PasswordForm(ResetPasswordForm):
    """Whoever may not is left out: the answer is the one for an address that nobody has."""

    users: list[Any]

    def clean_email(self) -> str:
        email: str = super().clean_email()
        self.users = [one for one in self.users if may_ask_password(one)]
        return email
