"""The form by which something is added to a closed case."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from caseflow.route.models import Addition
from pupils.fields import Choose, Day, Line, Words, offer
from pupils.forms import PlainForm


class AdditionForm(PlainForm):
    kind = Choose(_("Wat voeg je toe?"))
    source = Line(_("Van wie is het verslag?"), required=False, help_text=_("Alleen bij een verslag dat later kwam."))
    guardian_id = Choose(
        _("Welke ouder zei dit?"), required=False, help_text=_("Alleen bij wat een ouder ervan vindt.")
    )
    of_day = Day(_("Van welke dag is het?"))
    text = Words(_("Wat staat erin?"), rows=5, help_text=_("Wat er al stond, blijft staan. Dit komt erbij."))

    def __init__(self, *args: Any, guardians: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [("", "—"), *Addition.Kind.choices])
        offer(self, "guardian_id", [("", "—"), *guardians])

    def clean_guardian_id(self) -> int | None:
        return int(self.cleaned_data["guardian_id"]) if self.cleaned_data["guardian_id"] else None
