"""Forms about a child that leaves the school or comes back."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from pupils.fields import Choose, Day, Line, Pick, may_be_empty, offer
from pupils.forms import PlainForm
from pupils.models import Group, Pupil


class DepartureForm(PlainForm):
    """Of a child that is not enrolled yet nothing but that it died."""

    on = Day(_("Vanaf welke dag niet meer op school?"), help_text=_("De eerste dag zonder dit kind."))
    leaving = Pick(_("Wat is er aan de hand?"), Pupil.Leaving.choices)
    where_to = Line(
        _("Waar gaat dit kind naartoe?"),
        max_length=200,
        required=False,
        help_text=_("Bijvoorbeeld de naam van de nieuwe school. Ouders lezen dit niet in hun portaal."),
    )

    def __init__(self, *args: Any, pupil: Pupil, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_be_empty(self, "where_to", _("(leeg als het kind is overleden)"))
        if pupil.enrolled_on is None:
            offer(self, "leaving", [(one.value, one.label) for one in (Pupil.Leaving.DECEASED,)])
            self.fields["on"].label, self.fields["on"].help_text = _("Op welke dag is dit kind overleden?"), ""
            del self.fields["where_to"]


class ReturnForm(PlainForm):
    """From which day only where she was away: else she never left."""

    on = Day(_("Vanaf welke dag weer?"), help_text=_("Was het een vergissing? Laat dan de dag van vertrek staan."))
    group_id = Choose(_("In welke groep?"))
    why = Line(_("Wat is er aan de hand?"), max_length=200, help_text=_("Bijvoorbeeld: verkeerde leerling gekozen."))

    def __init__(self, *args: Any, pupil: Pupil, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = Group.objects.filter(school=pupil.school_id)
        offer(self, "group_id", [("", "—"), *groups.values_list("pk", "name")])
        if not pupil.has_left:
            del self.fields["group_id"]
        if not pupil.has_left or pupil.died:
            del self.fields["on"]
