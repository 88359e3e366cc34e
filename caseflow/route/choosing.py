"""Which of the open cases somebody looks at on the board, and in which order. A name is never among what is kept."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from typing import Any, Self
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from caseflow import clock
from caseflow.route.asking import waits_for_parents
from caseflow.route.models import Case, Deadline
from caseflow.sop.schema import Sop
from pupils.getters import number_of

#: What a case can wait for; and how the board can be laid out.
WAITS = {
    "late": _("te laat"),
    "parents": _("wacht op ouders"),
    "long": _("langer dan twaalf weken in deze stap"),
}
ORDERS = {"": _("per groep"), "due": _("wat eerst moet"), "longest": _("langst in de stap")}
LONG = timedelta(weeks=12)
LONGEST_WORD = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice each, "" for all: by key of the SOP (step, track, role), by number (group) or by word."""

    step: str = ""
    group: str = ""
    track: str = ""
    role: str = ""
    waits: str = ""
    order: str = ""

    @classmethod
    def read(cls, sent: Mapping[str, Any]) -> Self:
        """What nobody can mean is left out, so that a board always shows something true."""
        said = {one.name: str(sent.get(one.name, "")).strip()[:LONGEST_WORD] for one in fields(cls)}
        said["group"] = str(number_of(said["group"]) or "")
        said["waits"] = said["waits"] if said["waits"] in WAITS else ""
        said["order"] = said["order"] if said["order"] in ORDERS else ""
        return cls(**said)

    @property
    def said(self) -> dict[str, str]:
        """What was chosen, and nothing of what was not."""
        return {key: word for key, word in asdict(self).items() if word}

    @property
    def query(self) -> str:
        """For an address: no name of anybody is in it."""
        return urlencode(self.said)

    def among(self, cases: Any, sops: Mapping[int, Sop]) -> Any:
        """These cases, in this order."""
        if self.step:
            cases = cases.filter(step=self.step)
        if self.group:
            cases = cases.filter(pupil__group=int(self.group))
        if self.track:
            cases = cases.filter(track=self.track)
        if self.role:
            cases = cases.filter(_at_steps_of(self.role, sops))
        if self.waits:
            cases = cases.filter(_waiting(self.waits))
        return self._ordered(cases)

    def _ordered(self, cases: Any) -> Any:
        by_group = ("pupil__group__position", "pupil__last_name", "pupil__first_name", "pk")
        if self.order == "longest":
            return cases.order_by("step_since", *by_group)
        if self.order == "due":
            terms = Deadline.objects.pressing().filter(case=OuterRef("pk")).order_by("last_on")
            due = cases.annotate(due_on=Subquery(terms.values("last_on")[:1]))
            return due.order_by(F("due_on").asc(nulls_last=True), *by_group)
        return cases.order_by(*by_group)


def _at_steps_of(role: str, sops: Mapping[int, Sop]) -> Q:
    """Cases at a step that this role works at."""
    steps = Q(pk__in=())
    for school, sop in sops.items():
        own = [key for key, step in sop.steps.items() if role in step.owner]
        steps |= Q(school=school, step__in=own)
    return steps


def _waiting(word: str) -> Q:
    today = clock.today()
    if word == "late":
        return Q(Exists(Deadline.objects.pressing().filter(case=OuterRef("pk"), last_on__lt=today)))
    if word == "parents":
        return Q(Exists(waits_for_parents(today).filter(case_id=OuterRef("pk"))))
    return Q(step_since__lte=today - LONG)


def names_of_choices(sops: Mapping[int, Sop]) -> dict[str, dict[str, str]]:
    """What there is to choose, by key: steps, tracks, and the roles that work at a step."""
    every = sops.values()
    steps = {key: step.name for sop in every for key, step in sop.steps.items()}
    tracks = {key: track.name for sop in every for key, track in sop.tracks.items()}
    owners = {role: sop.called(role) for sop in every for step in sop.steps.values() for role in step.owner}
    return {"steps": steps, "tracks": tracks, "owners": owners}


def open_cases(person: Any) -> Any:
    """All that somebody may see, with what a row shows of the child."""
    return Case.objects.visible_to(person).open().select_related("pupil", "pupil__group", "school")
