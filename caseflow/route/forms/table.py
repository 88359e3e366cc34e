"""The form of the screen from which a talk is chaired: a box for each discipline, and what is to follow."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caseflow.route.board import name_of
from caseflow.route.commands.at_table import AGAIN, Decided, Typed
from caseflow.route.doors import ActForm, ways
from caseflow.route.hands import roles_for_exit
from caseflow.route.meetings import notes_of, seats_heard
from caseflow.route.models import Item
from caseflow.route.viewing import View
from caseflow.sop.vocabulary import RoleKind
from pupils.fields import Choose, Day, Words, offer
from pupils.forms import PlainForm

TALK_AGAIN = "again"  # as the form says it; "" is nothing chosen


class TableForm(ActForm):
    way = Choose(_("Wat volgt er?"), required=False)
    owner = Choose(_("Wie doet dat?"), required=False)
    due_on = Day(_("Voor wanneer?"), required=False)

    def __init__(self, *args: Any, item: Item, view: View, **kwargs: Any) -> None:
        self.item = item
        self.seats, self.newest = seats_heard(item, hears=view.hears), notes_of(item)
        super().__init__(*args, view=view, **kwargs)

    def prepare(self) -> None:
        view, nothing = self.view, [("", _("Kies"))]
        follows = [(way.key, name_of(view.sop, way)) for way in ways(view)]
        offer(self, "way", [*nothing, *follows, (TALK_AGAIN, _("Opnieuw bespreken"))])
        offer(self, "owner", [*nothing, *owners(view).items()])
        for role, name in self.seats.items():
            there = self.newest.get(role)
            self.fields[f"text_{role}"] = Words(_(name), rows=4, required=False, initial=there.text if there else "")
            self.fields[f"advice_{role}"] = Words(
                _("Advies"), rows=2, required=False, initial=there.advice if there else ""
            )
            self.fields[f"seen_{role}"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=there.version if there else 0
            )

    @property
    def boxes(self) -> Iterator[dict[str, Any]]:
        """Each discipline with its fields; `meanwhile` is what somebody else wrote there since."""
        for role in self.seats:
            text = self[f"text_{role}"]
            there = self.newest.get(role) if text.errors else None
            fields = {"text": text, "advice": self[f"advice_{role}"], "seen": self[f"seen_{role}"]}
            yield {"role": role, "name": text.label, "meanwhile": there, **fields}

    @property
    def notes(self) -> dict[str, Typed]:
        said = self.cleaned_data
        return {
            role: Typed(said[f"seen_{role}"] or 0, said[f"text_{role}"], said[f"advice_{role}"]) for role in self.seats
        }

    @property
    def decided(self) -> Decided | None:
        said = self.cleaned_data
        if not said["way"]:
            return None
        return Decided(AGAIN if said["way"] == TALK_AGAIN else said["way"], said["owner"], said["due_on"])

    def look_again(self) -> None:
        """Where the other text is shown now, the next press keeps what was typed."""
        again = [role for role in self.seats if self.errors.get(f"text_{role}") and role in self.newest]
        self.data = {**dict(self.data.items()), **{f"seen_{role}": self.newest[role].version for role in again}}


class MinutesForm(PlainForm):
    minutes = Words(_("Verslag"), rows=14, help_text=_("Alleen over dit kind. Ouders mogen dit lezen."))


class MinutesReactionForm(PlainForm):
    text = Words(_("Uw reactie"), rows=6, help_text=_("Dit komt erbij te staan. De tekst zelf verandert niet."))


def owners(view: View) -> dict[str, str]:
    """Whose a decision can be: who of the school works at this step, sits at its table or takes a way out of it."""
    step = view.step
    roles = [*step.owner, *step.chair, *(seat.role for seat in step.takes_part)]
    roles += [role for way in ways(view) for role in roles_for_exit(view.sop, view.case.step, way)]
    inside = [role for role in roles if view.sop.roles[role].kind is not RoleKind.OUTSIDER]
    return {role: view.sop.called(role) for role in inside}
