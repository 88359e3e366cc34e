"""Forms about who works here, and of who comes in for the first time."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pupils.commands.staff import Post
from pupils.fields import Choose, Day, Line, People, may_be_empty, offer
from pupils.forms import PlainForm, SameForm
from pupils.models import Person

NONE = ("", "—")


class PostForm(PlainForm):
    """A role, for which groups, and from when to when."""

    role = Choose(_("Welke rol?"))
    groups = People(
        _("Voor welke groepen?"),
        required=False,
        help_text=_("Alleen voor wie bij groepen hoort, zoals een leerkracht. Duo's kiezen elk dezelfde groep."),
    )
    starts_on = Day(_("Vanaf"))
    ends_on = Day(_("Tot en met"), required=False, help_text=_("Bijvoorbeeld bij een vervanger of een interim."))

    def __init__(self, *args: Any, roles: dict[str, str], groups: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "role", [NONE, *roles.items()])
        offer(self, "groups", groups)
        may_be_empty(self, "groups", _("(mag leeg blijven als de rol niet bij een groep hoort)"))

    def post(self) -> Post:
        said = self.cleaned_data
        return Post(said["role"], said["starts_on"], said["ends_on"], tuple(said["groups"]))


class InviteForm(SameForm, PostForm):
    name = Line(_("Naam"))
    email = Line(_("E-mailadres"), max_length=254, help_text=_("Een eigen adres: één adres is één persoon."))
    field_order = ("name", "email", "same", "role", "groups", "starts_on", "ends_on")


class EndForm(PlainForm):
    from_day = Day(
        _("Vanaf welke dag niet meer?"), help_text=_("Kies je vandaag, dan ziet deze collega meteen niets meer.")
    )


NOTHING_PLANNED = _("(mag leeg blijven: er staat nu niets gepland)")


def _planned(number: int) -> str:
    said = ngettext(
        "(moet, als er na die dag nog iets gepland staat: nu %(number)s gesprek of afspraak)",
        "(moet, als er na die dag nog iets gepland staat: nu %(number)s gesprekken of afspraken)",
        number,
    )
    return said % {"number": number}


class LeaveForm(EndForm):
    """`planned`: how much names her from today on; what names her after the last day, somebody takes over."""

    successor = Choose(
        _("Wie neemt geplande gesprekken en afspraken over?"),
        required=False,
        help_text=_("Termijnen en taken horen bij een rol: wie die rol heeft, ziet ze vanzelf."),
    )

    def __init__(self, *args: Any, colleagues: list[tuple[int, str]], planned: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "successor", [NONE, *colleagues])
        may_be_empty(self, "successor", _planned(planned) if planned else NOTHING_PLANNED)

    def clean_successor(self) -> int | None:
        return int(self.cleaned_data["successor"]) if self.cleaned_data["successor"] else None


class WayInForm(PlainForm):
    """One's name as the school wrote it, and a password of one's own."""

    name = Line(_("Naam"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = Line(
        _("Kies een wachtwoord"),
        max_length=128,
        strip=False,
        help_text=_("Ten minste twaalf tekens. Een zin van vier of meer woorden is het best te onthouden."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = Line(
        _("Nog een keer het wachtwoord"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("Dit is niet hetzelfde wachtwoord. Typ het nog een keer."))
        return again
