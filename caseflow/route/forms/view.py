"""The form of who keeps how she looks at the board."""

from django.utils.translation import gettext_lazy as _

from caseflow.route.commands.view import LONGEST
from pupils.fields import Line
from pupils.forms import PlainForm


class KeepViewForm(PlainForm):
    name = Line(_("Bewaar deze keuze als"), max_length=LONGEST)
