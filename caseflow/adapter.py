"""How accounts come to be: the school makes them, nobody signs up. And what somebody is told who comes in again."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from caseflow.drafts.keeping import take_press
from caseflow.second_factor import remember_trust
from pupils.proving import is_recent


class SchoolMakesAccounts(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **_more: Any) -> bool:
        """One rule for allauth's own pages and ours: signing in a moment ago is showing who one is."""
        return not is_recent(self.request)

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        remember_trust(request, user)
        if take_press(user):
            messages.info(request, _("De sessie was afgelopen, dus de knop deed niets. Druk er nog een keer op."))
