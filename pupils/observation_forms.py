"""Forms of who writes down what she saw: in seconds, and put right as quickly."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pupils.fields import Choose, Day, People, Pick, Words, offer
from pupils.forms import PlainForm
from pupils.models import Observation, Pupil


class ObservationForm(PlainForm):
    """In seconds: the date is today's, the area is one tap; what is folded away may stay so."""

    area = Pick(_("Waar gaat het over?"), Observation.Area.choices, beside=True)
    saw = Words(
        _("Wat zie je?"),
        rows=4,
        help_text=_("Wat deed of zei het kind? Schrijf op wat je zag, niet wat je ervan vindt."),
    )
    before = Words(_("Wat gebeurde er vlak daarvoor?"), rows=2, required=False)
    helped = Words(_("Wat hielp?"), rows=2, required=False)
    present = Words(_("Wie was erbij?"), rows=1, required=False, help_text=_("Noem geen andere kinderen bij hun naam."))
    incident = forms.BooleanField(
        label=_("Dit was een incident"),
        required=False,
        help_text=_("Bijvoorbeeld een ruzie waarbij iemand pijn had, of een kind dat wegliep."),
    )
    seen_on = Day(_("Wanneer?"))

    folded_away = ("before", "helped", "present", "incident", "seen_on")

    @property
    def first(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.folded_away]

    @property
    def folded(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name in self.folded_away]

    @property
    def opened(self) -> bool:
        """Something is in what is folded away that must be looked at, or was typed there before."""
        typed = any(self.initial.get(name) for name in self.folded_away if name != "seen_on")
        return typed or any(name in self.errors for name in self.folded_away)


class ObserveGroupForm(ObservationForm):
    """Of one or several children of a group, who stand on one screen by their first names."""

    pupils = People(_("Bij wie?"))
    field_order = ("pupils", "area", "saw")

    def __init__(self, *args: Any, pupils: Iterable[Pupil], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pupils"].error_messages["required"] = _("Kies ten minste één kind.")
        self.fields["pupils"].widget.attrs["data-names"] = "yes"
        offer(self, "pupils", short_names(pupils))


class MendForm(PlainForm):
    """It was about another child, or it was not so."""

    MOVE, WITHDRAW = "move", "withdraw"
    what = Pick(
        _("Wat klopt er niet?"),
        [(MOVE, _("Hij hoort bij een ander kind")), (WITHDRAW, _("Het was niet zo: ik neem hem terug"))],
    )
    to = Choose(_("Bij welk kind hoort hij?"), required=False)

    def __init__(self, *args: Any, pupils: Iterable[Pupil], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(pupil.pk, pupil.full_name) for pupil in pupils]
        offer(self, "to", [("", _("Kies een kind")), *names])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("what") == self.MOVE and not said.get("to") and "to" not in self.errors:
            self.add_error("to", _("Kies het kind waar het over gaat."))
        return said


def short_names(pupils: Iterable[Pupil]) -> list[tuple[int, str]]:
    """First names; two of the same also by the beginning of what they are called further."""
    rows = list(pupils)
    first = [pupil.first_name for pupil in rows]
    return [
        (pupil.pk, pupil.first_name if first.count(pupil.first_name) == 1 else f"{pupil.first_name} {pupil.last_name}")
        for pupil in rows
    ]
