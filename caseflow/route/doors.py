"""The doors: for each act its form, the command behind it, and who may go through. Other apps register their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow.route.hands import exits_of
from caseflow.route.viewing import View
from caseflow.sop.acts import ACTS
from caseflow.sop.schema import Exit
from caseflow.sop.vocabulary import Hand, Part

MOVING = ("enter", "close", "refer", "establish_handelingsverlegenheid", "ask_tlv")


class ActForm(forms.Form):
    """A form that knows on which case it stands: `view.case`, `view.sop`."""

    restored = False

    def __init__(self, *args: Any, view: View, **kwargs: Any) -> None:
        self.view = view
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices and first values that follow from the case."""


@dataclass(frozen=True, slots=True)
class Door:
    """One act's form and command: `run(case_id, **cleaned_data, actor=…)`; or another page that does it (`elsewhere`).

    `intro` says what happens; `done` is said afterwards; `may` where the vocabulary's hand does not decide;
    `place`: where what a requirement names (a part of a document) has a page of its own, "" when it is not hers.
    `named` where the school does something else here than the vocabulary's hand.
    `template` where the form needs more than its fields in a row; `always`: part of the form can be sent whatever is
    found (a refusal asks nothing of the facts). `part` of the file is what its page shows, beside the findings.
    `begins` gives the form's first values, where the link to it says more than on which case.
    """

    act: str
    form: type[ActForm] = ActForm
    run: Callable[..., Any] | None = None
    intro: Any = ""
    done: Any = ""
    always: bool = False
    template: str = "route/act.html"
    part: Part = Part.ROUTE
    elsewhere: Callable[[View], str] | None = None
    place: Callable[[View, str], str] | None = None
    may: Callable[[View], bool] | None = None
    named: Any = ""
    begins: Callable[[View, QueryDict], dict[str, Any]] | None = None

    @property
    def label(self) -> str:
        return self.named or ACTS[self.act].label

    def open_to(self, view: View) -> bool:
        return self.may(view) if self.may else view.may(self.act)


doors: dict[str, Door] = {}


def opens(door: Door) -> Door:
    """Register a door; one act has one door."""
    if door.act in doors or door.act not in ACTS:
        raise ValueError(f"no second door, and none to an unknown act: {door.act}")
    doors[door.act] = door
    return door


def url_of(view: View, act: str, of: str = "") -> str:
    """Where this person does this act on this case; "" when it is not hers, or when no page does it.

    `of` is what the requirement names, for an act that has a page for each such thing.
    """
    if act in MOVING:
        way = next((way for way in ways(view) if view.sop.act_of(way) == act and view.may_take(way)), None)
        return exit_url(view, way) if way else ""
    door = doors.get(act)
    if door is None or not door.open_to(view):
        return ""
    if of and door.place:
        return door.place(view, of)
    return door.elsewhere(view) if door.elsewhere else reverse("route:act", args=[view.case.pk, act])


def buttons(view: View, *acts: str) -> list[dict[str, str]]:
    """A button for each act that is this person's to do."""
    return [{"label": _(doors[act].label), "url": url} for act in acts if act in doors and (url := url_of(view, act))]


def ways(view: View) -> tuple[Exit, ...]:
    return exits_of(view.case, view.sop)


def exit_url(view: View, way: Exit) -> str:
    return reverse("route:exit", args=[view.case.pk, way.key])


#: Hands that are not the school's: nobody of the staff has a button for these acts.
OTHERS_HANDS = frozenset({Hand.GUARDIAN, Hand.OUTSIDER, Hand.DESK, Hand.DESK_EXPERT, Hand.TIME})
