"""The form of who puts several children on the table of one day: when, and of each the question."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caseflow.route.forms.talk import lengths
from caseflow.route.models import Case
from pupils.fields import Choose, Day, Hour, Words, offer
from pupils.forms import PlainForm


class PlanTogetherForm(PlainForm):
    on = Day(_("Wanneer?"))
    begins = Hour(_("Hoe laat begint het eerste kind?"), required=False, help_text=_("De anderen sluiten daarop aan."))
    lasts = Choose(_("Hoe lang per kind?"), required=False, initial=30)

    def __init__(self, *args: Any, cases: Iterable[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "lasts", lengths())
        self.cases = list(cases)
        for case in self.cases:
            label = gettext("De vraag over %(name)s") % {"name": case.pupil.full_name}
            self.fields[f"question_{case.pk}"] = Words(label, rows=2)

    def clean_lasts(self) -> int | None:
        chosen = self.cleaned_data["lasts"]
        return int(chosen) if chosen else None

    def questions(self) -> dict[int, str]:
        """By the number of the case, in the order of the page."""
        return {case.pk: self.cleaned_data[f"question_{case.pk}"] for case in self.cases}
