"""What one child says in a sociogram: names to tap, of the others in the group."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from pupils.fields import Choose, offer
from pupils.forms import PlainForm
from pupils.models import Pupil, Sociogram
from pupils.observation_forms import short_names


class Names(forms.TypedMultipleChoiceField):
    """Some of the others, or nobody."""

    def __init__(self) -> None:
        errors = {"invalid_choice": _("Kies uit de andere kinderen van de groep.")}
        super().__init__(
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs={"data-names": "yes"}),
            error_messages=errors,
        )


class AnswerForm(PlainForm):
    """The questions in the words of the SOP; the second one only where the school asks it."""

    def __init__(self, *args: Any, round_: Sociogram, others: Iterable[Pupil], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = short_names(others)
        for field, question in (("likes", round_.likes), ("dislikes", round_.dislikes)):
            if question:
                self.fields[field] = Names()
                self.fields[field].label = question
                self.fields[field].help_text = _("Hoogstens %(most)s namen.") % {"most": round_.most}
                offer(self, field, names)


class BeginForm(PlainForm):
    """Which of the school's sociograms; where there is one, nothing is asked."""

    instrument = Choose("")

    def __init__(self, *args: Any, kinds: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instrument"].label = _("Welk sociogram?")
        offer(self, "instrument", list(kinds.items()))
        if len(kinds) == 1:
            self.fields["instrument"].widget = forms.HiddenInput()
            self.fields["instrument"].initial = next(iter(kinds))
