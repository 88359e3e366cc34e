"""What a guardian can say: an answer, with a view beside it if she likes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pupils.fields import Words


class AnswerForm(forms.Form):
    """The buttons carry the answer, so that yes and no weigh the same; the words are the command's to judge."""

    restored = False

    answer = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    view = Words(_("Wilt u er iets bij zeggen?"), required=False, help_text=_("De school leest wat u hier schrijft."))


class ViewForm(forms.Form):
    """A guardian's own view on a referral, left empty when there is nothing to add; the buttons carry her word."""

    restored = False

    answer = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    view = Words(
        _("Uw kijk"),
        rows=5,
        required=False,
        help_text=_("Klopt het? Mist u iets? Wat u schrijft, gaat woord voor woord mee."),
    )


class ComingForm(forms.Form):
    """Whether she comes to a talk, with a few words; the buttons carry the answer."""

    restored = False

    answer = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    text = Words(
        _("Wilt u er iets bij zeggen?"),
        rows=2,
        required=False,
        help_text=_("Bijvoorbeeld wanneer u wel kunt, of wie u meeneemt."),
    )
