"""allauth's forms for adding a second factor, in our words."""

from typing import Any

from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class AddApp(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("De zes cijfers uit de app")
        code.widget.attrs |= {"placeholder": "", "inputmode": "numeric"}


class AddKey(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Hoe heet deze passkey?")
        self.fields["name"].help_text = _("Bijvoorbeeld: telefoon, of laptop van school.")
        alone = self.fields["passwordless"]
        alone.label, alone.initial = _("Ook inloggen zonder wachtwoord"), True
        alone.help_text = _("Het apparaat vraagt dan om vinger, gezicht of pincode. Laat weg bij een oude usb-sleutel.")
