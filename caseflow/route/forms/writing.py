"""What a guardian writes, and what the school answers."""

from django.utils.translation import gettext_lazy as _

from pupils.fields import Words
from pupils.forms import PlainForm


class WritingForm(PlainForm):
    text = Words(
        _("Wat wilt u zeggen of vragen?"),
        rows=6,
        help_text=_("Schrijf in uw eigen woorden. Het hoeft niet lang te zijn."),
    )


class ReplyForm(PlainForm):
    """Left empty it says that it was read, and no more."""

    text = Words(_("Je antwoord"), rows=6, required=False, help_text=_("De ouder leest dit woord voor woord."))
