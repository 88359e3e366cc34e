"""Forms of a talk: who stands on its agenda, what is said of one child, and an agreement that is done."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pupils.commands.group_talk import Agreed
from pupils.fields import Choose, Day, Line, People, Words, offer
from pupils.forms import PlainForm
from pupils.models import Pupil
from pupils.observation_forms import short_names

MOST = 300


class AgendaForm(PlainForm):
    """Those of whom something is due, each with what it is; and others, with why."""

    due = People(_("Van deze kinderen is iets aan de beurt"), required=False)
    others = People(_("Om iets anders"), required=False)
    why = Line(
        _("Waarover wil je het hebben?"),
        required=False,
        max_length=MOST,
        help_text=_("Over wie je bij ‘Om iets anders’ koos. Noem geen andere kinderen: dit komt in het dossier."),
    )

    def __init__(self, *args: Any, there: Iterable[tuple[Pupil, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(there)
        names = dict(short_names(pupil for pupil, _reason in rows))
        due = [(pupil.pk, f"{names[pupil.pk]}: {reason}") for pupil, reason in rows if reason]
        offer(self, "due", due)
        offer(self, "others", sorted(names.items(), key=lambda one: one[1]))
        self.fields["others"].widget.attrs["data-names"] = "yes"
        if not due:
            del self.fields["due"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("due") and not said.get("others"):
            self.add_error(None, gettext("Kies ten minste één kind."))
        elif said.get("others") and not said.get("why"):
            self.add_error("why", gettext("Schrijf erbij waarover je het wilt hebben."))
        return said


class TurnForm(PlainForm):
    """What was said, and what is agreed: either may stay empty, and an agreement is whole."""

    text = Words(_("Wat bespreken jullie?"), rows=4, required=False)
    what = Line(_("Wat spreken jullie af?"), required=False, max_length=MOST)
    owner = Choose(_("Wie doet het?"), required=False)
    until = Day(_("Voor wanneer?"), required=False)

    def __init__(self, *args: Any, colleagues: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", [("", _("Kies een collega")), *colleagues])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("what"):
            for field, words in (("owner", gettext("Kies wie het doet.")), ("until", gettext("Kies een datum."))):
                if not said.get(field) and field not in self.errors:
                    self.add_error(field, words)
        elif said.get("until") and "what" not in self.errors:
            self.add_error("what", gettext("Schrijf op wat jullie afspreken, of laat de datum leeg."))
        return said

    def agreed(self) -> Agreed | None:
        said = self.cleaned_data
        return Agreed(said["what"], int(said["owner"]), said["until"]) if said["what"] else None


class AgreementForm(PlainForm):
    """That it was done, and how it went."""

    came_of = Words(_("Hoe ging het?"), rows=3, required=False)
