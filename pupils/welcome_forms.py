"""What somebody fills in who comes in with a letter: the code, a birth date, an address, the code in the mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pupils.fields import REQUIRED, Day, Line
from pupils.forms import PlainForm


class CodeForm(PlainForm):
    code = Line(
        _("De code uit uw brief"),
        max_length=40,
        help_text=_("Bijvoorbeeld ABCD-EFGH-IJKL-MNOP. Kleine letters en streepjes maken niet uit."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
        }


class BirthDateForm(PlainForm):
    born_on = Day(_("Wanneer is uw kind geboren?"), help_text=_("Hebt u meer kinderen op school? Kies er één."))


class AddressForm(PlainForm):
    email = forms.EmailField(
        label=_("Uw eigen e-mailadres"),
        error_messages={**REQUIRED, "invalid": _("Dit is geen e-mailadres. Kijk het na, zoals naam@voorbeeld.nl.")},
        help_text=_("Daarop krijgt u een code om in te loggen, en bericht als de school u iets vraagt."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs |= {"autocomplete": "email"}


class ProofForm(PlainForm):
    code = Line(_("De code uit de mail"), max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code"}
