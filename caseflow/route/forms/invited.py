"""What somebody from outside can add: her own advice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pupils.fields import Words


class OwnAdviceForm(forms.Form):
    restored = False

    text = Words(
        _("Uw advies"), rows=6, help_text=_("Uw naam en de datum komen erbij. De school en de ouders lezen het.")
    )
    absent = forms.BooleanField(label=_("Ik was niet bij het gesprek"), required=False)
