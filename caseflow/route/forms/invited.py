"""What somebody from outside can add: her own advice."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caseflow import clock
from caseflow.route.models import Item
from pupils.fields import Words


class OwnAdviceForm(forms.Form):
    restored = False

    text = Words(
        _("Uw advies"), rows=6, help_text=_("Uw naam en de datum komen erbij. De school en de ouders lezen het.")
    )
    absent = forms.BooleanField(label=_("Ik was niet bij het gesprek"), required=False)

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        """Nobody was absent from a talk that is still to come."""
        super().__init__(*args, **kwargs)
        if item.state != Item.HELD and item.planned_on > clock.today():
            del self.fields["absent"]
