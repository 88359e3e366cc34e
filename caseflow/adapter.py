"""How accounts come to be: the school makes them, nobody signs up. And what somebody is told who comes in again."""

import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseflow.drafts.keeping import take_press
from caseflow.second_factor import remember_trust
from pupils.models import Person
from pupils.proving import is_recent
from pupils.ways_in import may_ask_password, recovery_codes_help

log = logging.getLogger(__name__)
CODES_MADE = "mfa/messages/recovery_codes_generated.txt"


class SchoolMakesAccounts(DefaultAccountAdapter):
    #: In our own words, which call nobody anything: a colleague and a parent read the same.
    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("Dit e-mailadres en wachtwoord horen niet bij elkaar."),
        "incorrect_password": gettext_lazy("Dit wachtwoord klopt niet."),
        "enter_current_password": gettext_lazy("Dit is niet het wachtwoord van nu."),
        "incorrect_code": gettext_lazy("Deze code klopt niet, of niet meer."),
        "too_many_login_attempts": gettext_lazy("Dit ging te vaak mis. Probeer het over een paar minuten opnieuw."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **_more: Any) -> bool:
        """One rule for allauth's own pages and ours: signing in a moment ago is showing who one is."""
        return not is_recent(self.request)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **more: Any
    ) -> None:
        """No word of recovery codes to who cannot use them."""
        if message_template == CODES_MADE and request.user.is_authenticated and not recovery_codes_help(request.user):
            return
        super().add_message(request, level, message_template, *args, **more)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of whose mailbox it is, from whatever page it was asked; of nobody's, in that of the page."""
        person = Person.objects.filter(email__iexact=email).first()
        with translation.override(person.language if person else translation.get_language()):
            super().send_mail(template_prefix, email, context)

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **more: Any) -> None:
        """To no address that a school only typed. What was done is done: a mail server that is down undoes nothing."""
        if not may_ask_password(user):
            return
        try:
            super().send_notification_mail(template_prefix, user, *args, **more)
        except OSError:
            log.warning("person %s was not told of %s", user.pk, template_prefix, exc_info=True)

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        remember_trust(request, user)
        if take_press(user):
            messages.info(request, _("De sessie was afgelopen, dus de knop deed niets. Druk er nog een keer op."))
