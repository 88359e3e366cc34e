"""Forms about pupils: the HGW cycle, guardians, registration."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caseflow.sop.vocabulary import OccasionKind
from pupils.fields import Confirm, Day, Line, Words
from pupils.known_here import same_address
from pupils.models import HgwCycle, Phase


class PlainForm(forms.Form):
    """`restored` is set where a form comes back after the session had ended."""

    restored = False


class SameForm(PlainForm):
    """Where an address is somebody's here already, it is asked whether that is the same person (known_here.py).

    The tick is there only then, and about the address that stands in the form.
    """

    same = forms.CharField(label=_("Ja, dit is dezelfde persoon"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("same") and self.data["same"] == self._address():
            self._ask()

    def add_error(self, field: str | None, error: Any) -> None:
        if field == "same":
            self._ask()
        super().add_error(field, error)

    def _ask(self) -> None:
        self.fields["same"].widget = Confirm(self._address())

    def _address(self) -> str:
        return same_address(self.data.get("email", ""))


#: The question that ends each phase, and what a good answer holds.
QUESTIONS = {
    Phase.WAARNEMEN: (
        _("Welke signalen zie je?"),
        _("Wat valt op in het werk, in de toetsen en in het gedrag? Wat gaat goed?"),
    ),
    Phase.BEGRIJPEN: (
        _("Wat heeft deze leerling nodig?"),
        _("Begin zo: deze leerling heeft een leerkracht nodig die …, instructie die …"),
    ),
    Phase.PLANNEN: (_("Wat ga je doen?"), _("Doel, aanpak, hoe vaak en hoe lang, en wanneer je kijkt of het werkt.")),
    Phase.REALISEREN: (_("Wat heeft het opgeleverd?"), _("Wat is er veranderd, en wat doe je daar nu mee?")),
}


class PhaseForm(PlainForm):
    """The text that ends the present phase; at the end also what each intervention brought."""

    phase = forms.CharField(widget=forms.HiddenInput)
    text = Words("", rows=5)

    def __init__(self, *args: Any, cycle: HgwCycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cycle = cycle
        self.fields["phase"].initial = cycle.phase
        label, help_text = QUESTIONS.get(Phase(cycle.phase), ("", ""))
        self.fields["text"].label, self.fields["text"].help_text = label, help_text
        if cycle.phase == Phase.REALISEREN:
            for intervention in cycle.interventions.filter(effect=""):
                self.fields[f"effect_{intervention.pk}"] = Words(
                    _("Wat leverde dit op: %(what)s") % {"what": intervention.what}, rows=2
                )

    def effects(self) -> dict[int, str]:
        given = self.cleaned_data.items()
        return {int(name.removeprefix("effect_")): text for name, text in given if name.startswith("effect_")}


#: What is asked of whoever finishes something of the calendar.
OUTCOMES = {
    OccasionKind.GROUP_TALK: _("Wat spraken jullie af?"),
    OccasionKind.PUPIL_TALK: _("Wat kwam eruit?"),
    OccasionKind.SCREENING: _("Wat viel op?"),
    OccasionKind.PROGRAMME: _("Hoe ging het?"),
    OccasionKind.CHILD_TALK: _("Wat vertelde het kind?"),
}
OF_GROUP = _("Over de groep als geheel. Wat over één kind gaat, schrijf je bij dat kind.")


class OccasionForm(PlainForm):
    """That it was done, and what came of it."""

    note = Words("", rows=4, required=False)

    def __init__(self, *args: Any, what: str, of_group: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = OUTCOMES[OccasionKind(what)]
        if of_group:
            self.fields["note"].help_text = OF_GROUP


class PassOverForm(PlainForm):
    reasons = Words(
        _("Waarom ga je verder zonder deze ouder?"),
        help_text=_("Wat is er geprobeerd, en waarom kan het kind niet wachten?"),
    )


class RegisterForm(PlainForm):
    first_name = Line(_("Voornaam"))
    between = Line(_("Tussenvoegsel"), required=False, max_length=10)
    last_name = Line(_("Achternaam"))
    born_on = Day(_("Geboren op"))
