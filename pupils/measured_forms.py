"""Forms of what is measured and missed: one result, one week, or a file of a whole group."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from caseflow.sop.measures import LEVELS
from pupils.fields import Choose, Day, Decimals, Pick, offer
from pupils.forms import PlainForm
from pupils.imports.files import MOST_BYTES
from pupils.measuring import Choice
from pupils.models import Measurement

IN_THE_FILE = ("", _("dat staat in het bestand"))


class MeasurementForm(PlainForm):
    """In seconds: what the same person recorded last stands there already, but for the result."""

    instrument = Choose(_("Welke toets?"))
    level = Choose(_("Niveau"), [("", _("geen niveau")), *((word, word) for word in LEVELS)], required=False)
    score = Decimals(_("Score"), required=False)
    moment = Pick(
        _("Welk moment?"),
        Measurement.Moment.choices,
        beside=True,
        help_text=_(
            "Een hoofdmeting is de toets midden of eind van het jaar. Alleen die telt voor wie hulp krijgt, en van "
            "hoofdmetingen binnen acht weken alleen de laatste."
        ),
    )
    day = Day(_("Wanneer afgenomen?"))

    def __init__(self, *args: Any, instruments: list[Choice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "instrument", instruments)


class AbsenceForm(PlainForm):
    week = Day(_("Welke week?"), help_text=_("Kies een dag; het gaat om de hele schoolweek waarin die valt."))
    hours = Decimals(_("Hoeveel uur gemist?"), min_value=0, max_value=40)


class CsvFile(forms.FileField):
    """A file that a system or a spreadsheet wrote, small enough to be read at once."""

    def __init__(self, label: Any, **more: Any) -> None:
        widget = forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"})
        errors = {"required": _("Kies een bestand."), "empty": _("Dit bestand is leeg.")}
        super().__init__(label=label, widget=widget, error_messages=errors, **more)

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = super().clean(data, initial)
        if given and given.size > MOST_BYTES:
            raise ValidationError(_("Dit bestand is te groot: hoogstens %(most)s MB.") % {"most": MOST_BYTES // 2**20})
        return given


class AbsenceFile(PlainForm):
    file = CsvFile(_("Welk bestand?"))

    def __init__(self, *args: Any, instruments: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class MeasurementFile(AbsenceFile):
    """What every line of a file has in common need not stand on each of them."""

    instrument = Choose(_("Welke toets?"), required=False)
    moment = Choose(_("Welk moment?"), [IN_THE_FILE, *Measurement.Moment.choices], required=False)

    def __init__(self, *args: Any, instruments: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, instruments=instruments, **kwargs)
        offer(self, "instrument", [IN_THE_FILE, *instruments.items()])
