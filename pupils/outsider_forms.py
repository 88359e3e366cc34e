"""The form about who comes from outside the school."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pupils.fields import Choose, Day, Line, offer
from pupils.forms import SameForm
from pupils.staff_forms import NONE


class OutsiderForm(SameForm):
    name = Line(_("Naam"))
    email = Line(
        _("E-mailadres"), max_length=254, help_text=_("Een eigen adres op het werk. Daar komt de uitnodiging.")
    )
    role = Choose(_("Welke rol?"), help_text=_("Staat de rol er niet bij? Dan staat hij nog niet in het SOP."))
    starts_on = Day(_("Vanaf"))
    ends_on = Day(_("Tot en met"), help_text=_("Hoogstens een jaar. Daarna kijk je opnieuw wie er nog komt."))
    field_order = ("name", "email", "same")

    def __init__(self, *args: Any, roles: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "role", [NONE, *roles.items()])
