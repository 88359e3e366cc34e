"""The form by which one colleague's work goes to another: to whom, from when to when, and a note per case."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caseflow.route.commands.handing_on import ILL, LEAVES
from caseflow.route.models import Case
from pupils.fields import Choose, Day, Words, offer
from pupils.forms import PlainForm

BEFORE = "note_"


class HandOnForm(PlainForm):
    """`by_group`: the roles that make her somebody of a class, in words ("": she has none)."""

    why = Choose(_("Wat is er aan de hand?"))
    to_id = Choose(_("Wie neemt het over?"), help_text=_("Deze collega krijgt de rollen waarop dit werk wacht."))
    from_day = Day(_("Vanaf welke dag?"))
    until = Day(_("Tot en met"), required=False, help_text=_("Alleen als je weet wanneer de collega terug is."))

    class_too = forms.BooleanField(
        required=False,
        help_text=_(
            "Dan is er iemand die de leerlingen van de groep ziet. Staat er al een ander voor de groep? Haal het "
            "vinkje dan weg. Weet je de laatste dag nog niet? Beëindig deze rol zodra de collega terug is."
        ),
    )

    def __init__(
        self, *args: Any, colleagues: list[tuple[int, str]], cases: Iterable[Case], by_group: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if by_group:
            self.fields["class_too"].label = _("Geef deze collega ook: %(roles)s") % {"roles": by_group}
        else:
            del self.fields["class_too"]
        self.cases = list(cases)
        offer(self, "why", [("", "—"), (ILL, _("Ziek of met verlof: komt terug")), (LEAVES, _("Vertrekt van school"))])
        offer(self, "to_id", [("", "—"), *colleagues])
        for case in self.cases:
            label = case.pupil.full_name
            self.fields[f"{BEFORE}{case.pk}"] = Words(label, rows=2, required=False)

    def clean_to_id(self) -> int:
        return int(self.cleaned_data["to_id"])

    def asked(self) -> Iterator[forms.BoundField]:
        """The questions about the act itself; the notes stand below them."""
        yield from (self[name] for name in ("why", "to_id", "from_day", "until", "class_too") if name in self.fields)

    def notes(self) -> list[tuple[Case, forms.BoundField]]:
        return [(case, self[f"{BEFORE}{case.pk}"]) for case in self.cases]

    def said(self) -> dict[str, Any]:
        """What the command is given: the notes by the number of their case."""
        data = self.cleaned_data
        own = {name: data[name] for name in ("why", "to_id", "from_day", "until")}
        own["class_too"] = data.get("class_too", False)
        return {**own, "notes": {case.pk: data[f"{BEFORE}{case.pk}"] for case in self.cases}}
