"""The fields that forms are made of: a day, some words, one of a few; with errors that say what to do."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from caseflow import clock
from pupils.scan_kinds import LEAST_BYTES, UNKNOWN, kind_of

FIRST_DAY = date(1990, 1, 1)
FURTHEST = timedelta(days=3653)
YES, NO = _("Ja"), _("Nee")
REQUIRED = {"required": _("Vul dit nog in.")}
#: What to do where a number or a text is out of bounds; Django's own words speak of "deze waarde".
BOUNDS = {
    "min_value": _("Vul een getal in dat niet lager is dan %(limit_value)s."),
    "max_value": _("Vul een getal in dat niet hoger is dan %(limit_value)s."),
    "max_length": _("Maak dit korter: er passen %(limit_value)s tekens. Nu zijn het er %(show_value)s."),
}


class Day(forms.DateField):
    """A date, with the browser's own calendar. A slip in the year is seen here, whatever command follows."""

    def __init__(self, label: Any, **more: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        errors = {
            "required": _("Kies een datum."),
            "invalid": _("Dit is geen datum. Schrijf hem als dag-maand-jaar, zoals 3-9-2026."),
        }
        super().__init__(label=label, widget=widget, error_messages=errors, **more)

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not FIRST_DAY <= day <= clock.today() + FURTHEST:
            raise ValidationError(_("Kijk het jaartal na."))
        return day


class Hour(forms.TimeField):
    """A time of day, with the browser's own clock."""

    def __init__(self, label: Any, **more: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        errors = {"required": _("Kies een tijd."), "invalid": _("Dit is geen tijd. Schrijf hem zoals 9:15.")}
        formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
        super().__init__(label=label, widget=widget, input_formats=formats, error_messages=errors, **more)


class Words(forms.CharField):
    """What somebody writes, in a box that grows."""

    def __init__(self, label: Any, *, rows: int = 3, **more: Any) -> None:
        super().__init__(
            label=label, widget=forms.Textarea(attrs={"rows": rows}), error_messages=dict(REQUIRED), **more
        )


class Line(forms.CharField):
    """A few words."""

    def __init__(self, label: Any, **more: Any) -> None:
        super().__init__(label=label, **{"max_length": 200, "error_messages": REQUIRED | BOUNDS, **more})


class Number(forms.IntegerField):
    def __init__(self, label: Any, **more: Any) -> None:
        errors = {**BOUNDS, "required": _("Vul een getal in."), "invalid": _("Vul een heel getal in.")}
        super().__init__(label=label, error_messages=errors, **more)


class Decimals(forms.DecimalField):
    """A number that may have decimals, with a comma or a point."""

    def __init__(self, label: Any, **more: Any) -> None:
        errors = {
            **BOUNDS,
            "required": _("Vul een getal in."),
            "invalid": _("Schrijf een getal, zoals 12 of 12,5."),
            "max_decimal_places": _("Schrijf hoogstens twee cijfers achter de komma."),
        }
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=label, widget=widget, error_messages=errors, **{"decimal_places": 2, **more})

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)


class Choose(forms.ChoiceField):
    """One of many, from a list that folds out."""

    def __init__(self, label: Any, choices: Any = (), **more: Any) -> None:
        errors = {"required": _("Maak een keuze."), "invalid_choice": _("Kies een van de mogelijkheden.")}
        super().__init__(label=label, choices=choices, error_messages=errors, **more)


class Pick(forms.ChoiceField):
    """One of a few, as cards that are easy to tap."""

    def __init__(self, label: Any, choices: Any = (), *, beside: bool = False, **more: Any) -> None:
        widget = forms.RadioSelect(attrs={"data-beside": "yes"} if beside else {})
        errors = {
            "required": _("Kies een van de mogelijkheden."),
            "invalid_choice": _("Kies een van de mogelijkheden."),
        }
        super().__init__(label=label, choices=choices, widget=widget, error_messages=errors, **more)


class Yes(forms.TypedChoiceField):
    """Yes or no, both equally easy to say."""

    def __init__(self, label: Any, yes: Any = YES, no: Any = NO, **more: Any) -> None:
        super().__init__(
            label=label,
            choices=[("yes", yes), ("no", no)],
            coerce=lambda word: word == "yes",
            empty_value=None,
            widget=forms.RadioSelect(attrs={"data-beside": "yes"}),
            error_messages={"required": _("Kies een antwoord.")},
            **more,
        )


class Confirm(forms.TextInput):
    """A tick that says yes to one thing alone: it comes back as what that was, and is off once it is about another."""

    input_type = "checkbox"
    template_name = "django/forms/widgets/checkbox.html"

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        ticked = {**(attrs or {}), "checked": True} if value == self.what else attrs
        return super().get_context(name, self.what, ticked)


class People(forms.TypedMultipleChoiceField):
    """Some people, by their numbers."""

    def __init__(self, label: Any, **more: Any) -> None:
        errors = {"required": _("Kies ten minste één persoon."), "invalid_choice": _("Kies uit de mensen in de lijst.")}
        super().__init__(label=label, coerce=int, widget=forms.CheckboxSelectMultiple, error_messages=errors, **more)


class Scan(forms.FileField):
    """A scan of signed paper: a PDF or a photo by what is in it, whatever it is called; it is kept under its kind."""

    def __init__(self, label: Any, *, limit: int, **more: Any) -> None:
        self.limit = limit
        widget = forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"})
        errors = {"required": _("Voeg de scan toe."), "empty": _("Dit bestand is leeg.")}
        super().__init__(label=label, widget=widget, error_messages=errors, **more)

    def clean(self, data: Any, initial: Any = None) -> Any:
        scan = super().clean(data, initial)
        if not scan:
            return scan
        kind = kind_of(scan)
        if kind == UNKNOWN:
            raise ValidationError(_("Dit bestand is geen pdf of foto. Voeg een pdf of een foto (jpg of png) toe."))
        if scan.size < LEAST_BYTES:
            raise ValidationError(_("In dit bestand staat geen scan: het is te klein. Scan het papier opnieuw."))
        if scan.size > self.limit:
            raise ValidationError(
                _("Dit bestand is te groot: hoogstens %(limit)s MB.") % {"limit": self.limit // 2**20}
            )
        scan.name = f"scan.{kind[0]}"
        return scan


def may_be_empty(form: forms.Form, name: str, when: Any) -> None:
    """Say beside the label when a field may stay empty, where "it may" is not the whole truth (field.html)."""
    form.fields[name].__dict__["empty_when"] = when


def offer(form: forms.Form, name: str, choices: Any) -> None:
    """Fill a field's choices in, once it is known what there is to choose from."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} has no choices")
    field.choices = choices
