"""A ruling: the findings on one act of one case, and the guard that a transition's body asks it to be."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caseflow.sop.rules import Finding, passed
from caseflow.sop.vocabulary import State


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


class SomeoneWasFirst(Exception):
    """The case moved while a person was looking at it: nothing was done a second time."""

    def __init__(self) -> None:
        super().__init__(_("Iemand anders was u net voor. Bekijk eerst hoe het er nu voor staat."))


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
