"""A ruling: the findings on one act of one case, and the guard that a transition's body asks it to be."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caseflow.sop.rules import Finding, passed
from caseflow.sop.vocabulary import State
from pupils.errors import Invalid, Sentence


class Refused(Exception):
    """An act that law or SOP does not allow yet; `findings` say what is missing, why, and what would mend it."""

    def __init__(self, ruling: "Ruling"):
        self.ruling = ruling
        super().__init__(_("Dit kan nog niet: er is nog iets nodig."))

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.ruling.findings


class NotYourHand(Exception):
    """The act is somebody else's: `roles` names whose."""

    def __init__(self, act: str, roles: tuple[str, ...]):
        self.act, self.roles = act, roles
        super().__init__(_("Deze handeling is aan iemand anders."))


class NotYourStep(NotYourHand):
    """A step is undone by who took it, whatever roles others have."""

    def __init__(self) -> None:
        super().__init__("undo", ())
        self.args = (_("Alleen wie de stap zette, kan hem ongedaan maken."),)


class SomeoneWasFirst(Exception):
    """The case moved while a person was looking at it: nothing was done a second time."""

    def __init__(self) -> None:
        super().__init__(_("Iemand anders was net iets eerder. Bekijk eerst hoe het er nu voor staat."))


class StepStands(Invalid):
    """The last step cannot be undone (any more): the sentence says why."""

    def __init__(self, why: Sentence):
        super().__init__("", why)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was found, under the lock, before one act on one case at one step."""

    case_id: int | None
    visits: int
    step: str
    act: str
    on: date
    findings: tuple[Finding, ...] = field(repr=False)

    @property
    def passed(self) -> bool:
        return passed(self.findings)

    def enforce(self) -> None:
        if not self.passed:
            raise Refused(self)

    def require(self, case_id: int, *acts: str) -> None:
        """Refuse a ruling that was given for another case or another act, or that did not pass."""
        if self.case_id != case_id or self.act not in acts:
            raise SomeoneWasFirst
        self.enforce()


@dataclass(frozen=True, slots=True)
class ExitRuling(Ruling):
    """A ruling on one exit: to which state and step it leads, or why the case ends."""

    target: State
    to: str | None = None
    ending: str = ""

    def let_through(self, case: Any, target: State) -> None:
        """Refuse a ruling that was not given for this case, as it stands here and now, or for another state."""
        if (self.case_id, self.visits, self.step, self.target) != (case.pk, case.visits, case.step, target):
            raise SomeoneWasFirst
        self.enforce()


@dataclass(frozen=True, slots=True)
class UndoRuling(Ruling):
    """On undoing the last step (`undoes`: the number of its event): to where it was taken from, and since when.

    Law and SOP ask nothing further, so there are no findings; that nothing rests on it was found under the lock.
    """

    undoes: int
    to_state: State
    to: str
    since: date

    def let_through(self, case: Any) -> None:
        """Refuse a ruling that was not given for this case, as it stands here and now."""
        if (self.case_id, self.visits, self.step, self.act) != (case.pk, case.visits, case.step, "undo"):
            raise SomeoneWasFirst
        self.enforce()
