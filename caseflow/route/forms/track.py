"""Forms of a proposed track: opening a case on it, or saying why not."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pupils.fields import Words


class OpenTrack(forms.Form):
    """The reason is filled in already: what Caseflow found."""

    restored = False
    reason = Words(
        _("Waarom open je een casus?"),
        help_text=_("Dit is wat Caseflow zag. Vul aan wat jij weet, of laat het zo staan."),
    )


class DismissTrack(forms.Form):
    restored = False
    reason = Words(
        _("Waarom nu niet?"),
        help_text=_(
            "Dit komt in het dossier. Caseflow stelt het dit schooljaar niet opnieuw voor, tenzij het verandert."
        ),
    )
