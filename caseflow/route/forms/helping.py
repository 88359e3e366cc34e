"""Forms around an arrangement that runs: who comes, what was given, and what there is to give."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caseflow.route.models import Arrangement
from pupils.fields import Day, Line, Number, People, offer


class CarriersForm(forms.Form):
    restored = False

    people = People(_("Wie voert het uit?"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "people", choices)


class UseForm(forms.Form):
    """Only what the arrangement was granted for; money is written down by who steers the school."""

    restored = False

    day = Day(_("Welke dag?"))
    minutes = Number(_("Hoeveel minuten?"), min_value=1, max_value=600)
    euros = Number(_("Hoeveel geld, in hele euro's?"), min_value=1, required=False)
    what = Line(_("Waarvoor?"), required=False)

    def __init__(self, *args: Any, one: Arrangement, steers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        money = bool(one.euros) and steers
        for name in () if money else ("euros", "what"):
            del self.fields[name]
        if not one.hours:
            del self.fields["minutes"]
        elif money:
            self.fields["minutes"].required = False
            self.fields["minutes"].help_text = _("Vul minuten in, of geld.")


class BudgetForm(forms.Form):
    restored = False

    hours = Number(_("Hoeveel uur is er dit schooljaar?"), min_value=0, required=False)
    euros = Number(_("Hoeveel geld is er dit schooljaar, in hele euro's?"), min_value=0, required=False)
