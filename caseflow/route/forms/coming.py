"""What a guardian said of coming to a talk, as somebody of the school writes it down."""

from django.utils.translation import gettext_lazy as _

from caseflow.route.models import Coming
from pupils.fields import Pick, Words
from pupils.forms import PlainForm


class ComingNoted(PlainForm):
    answer = Pick(_("Komt deze ouder?"), Coming.Word.choices)
    text = Words(_("Wat zei deze ouder erbij?"), rows=2, required=False, help_text=_("De ouder leest dit terug."))
