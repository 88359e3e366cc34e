"""Every term made again from the events of its case, by the clocks themselves: what differs then is a fault."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from caseflow.audit.models import CaseEvent
from caseflow.route import clocks
from caseflow.route.acting import locked
from caseflow.route.hands import range_of
from caseflow.route.models import Arrangement, Case, Deadline
from caseflow.route.succession import MOVED
from caseflow.sop.schema import Sop
from caseflow.sop.succession import StepMove
from caseflow.sop.vocabulary import State
from pupils.models import SopVersion
from pupils.sop import parsed

#: What a term is; its number is of no meaning, and its last day follows from the rest.
COLUMNS = [field.attname for field in Deadline._meta.concrete_fields if field.attname not in ("id", "last_on")]
MARKS = {"deadline_near": "reminded_on", "deadline_late": "escalated_on"}
ENDS = ("met_on", "stopped_on")
ARRANGING = ("grant_arrangement", "evaluate_arrangement", "end_arrangement")
Terms = dict[tuple[str, int, int], dict[str, Any]]  # by rule, by the event that started it, and which one of these


@dataclass(frozen=True, slots=True)
class Difference:
    """One column that is not as it should be; `column` "" where the whole term is missing or should not be there."""

    case_id: int
    rule: str
    column: str
    stored: Any
    right: Any

    def __str__(self) -> str:
        where = f"casus {self.case_id}, {self.rule}"
        if self.column:
            return f"{where}: {self.column} is {self.stored}, moet {self.right} zijn"
        return f"{where}: hoort er niet te zijn" if self.stored else f"{where}: ontbreekt"


def differences(*, keep: bool = False) -> Iterator[Difference]:
    """What is not as the events tell it, of every case."""
    for case_id in Case.objects.order_by("pk").values_list("pk", flat=True).iterator():
        yield from rebuild(case_id, keep=keep)


def rebuild(case_id: int, *, keep: bool = False) -> list[Difference]:
    """Make a case's terms again, and say what was different; only with `keep` they stay so."""
    with transaction.atomic():
        case = locked(Case.objects.all(), case_id)
        stored = _terms(case)
        found = list(_compared(case, stored, _make_again(case)))
        transaction.set_rollback(not (keep and found))
    return found


def take_back(case: Case) -> None:
    """The terms as if the step that was just undone had not been taken; the caller holds the case.

    Those that it started are gone, those that it met or stopped run again. Only that is put right here, and the rows
    keep their numbers: events name these.
    """
    stored = _terms(case)
    with transaction.atomic():
        right = _make_again(case)
        transaction.set_rollback(True)
    Deadline.objects.filter(pk__in=[row["id"] for key, row in stored.items() if key not in right]).delete()
    runs = [Deadline(pk=row["id"], **_ends(right[key])) for key, row in stored.items() if key in right]
    Deadline.objects.bulk_update(runs, ENDS)


def _ends(row: dict[str, Any]) -> dict[str, Any]:
    return {column: row[column] for column in ENDS}


def _make_again(case: Case) -> Terms:
    Deadline.objects.filter(case=case).delete()
    _Replay(case).run()
    return _terms(case)


def _terms(case: Case) -> Terms:
    terms: Terms = {}
    for row in Deadline.objects.filter(case=case).order_by("pk").values("id", *COLUMNS):
        same = (row["rule"], row["started_by"])
        terms[(*same, sum(key[:2] == same for key in terms))] = row
    return terms


def _compared(case: Case, stored: Terms, right: Terms) -> Iterator[Difference]:
    for key in sorted(stored.keys() | right.keys()):
        if key not in stored or key not in right:
            yield Difference(case.pk, key[0], "", key in stored, key in right)
            continue
        for column in COLUMNS:
            if stored[key][column] != right[key][column]:
                yield Difference(case.pk, key[0], column, stored[key][column], right[key][column])


class _Replay:
    """The events of a case and its pupil once more, in their order, each heard by the clocks as on its own day."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.terms = Deadline.objects.filter(case=case)
        self.opp_in_force_since: date | None = None

    def run(self) -> None:
        events = CaseEvent.objects.of([self.case.chain, self.case.pupil.chain]).standing().order_by("pk")
        versions = SopVersion.objects.defer("text").in_bulk({event.sop_version_id for event in events} - {None})
        for event in events:
            if event.chain == self.case.chain and event.sop_version_id:
                self._happened(event, versions[event.sop_version_id])
            else:
                clocks.heard(self.terms, event.kind, event.on)

    def _happened(self, event: CaseEvent, version: SopVersion) -> None:
        sop, case = parsed(version.digest), self._as_it_stood(event)
        clocks.tick(case, sop, version, event.kind, event.pk, event.on)
        if (term := self._by_name(event, sop)) is not None:
            clocks.open_clock(case, version, term, event.pk, _started(event))
        if event.kind in ARRANGING:
            self._arranged(event, case, sop, version)
        if event.kind == "record_body_answer":
            clocks.meet(case, f"body:{event.data['body']}", event.on)
        if event.kind == "extend_term":
            clocks.extend(case, sop)
        if event.kind == MOVED:
            move = StepMove(event.from_step, event.to_step, State(event.to_state))
            clocks.follow(self.terms, move, sop, version, event.on)
        if event.kind in MARKS:
            self.terms.running().filter(rule=event.data["rule"]).update(**{MARKS[event.kind]: event.on})

    def _arranged(self, event: CaseEvent, case: Case, sop: Sop, version: SopVersion) -> None:
        """What a grant and an evaluation do to the clocks of the arrangements, each known by its name."""
        one = Arrangement.objects.select_related("follows").get(pk=event.data["arrangement"])
        if event.kind != "grant_arrangement":
            clocks.meet(case, clocks.rule_of_arrangement(one.key, one.pk), event.on)
            return
        if one.follows and not one.renews:
            clocks.drop(case, clocks.rule_of_arrangement(one.follows.key, one.follows.pk), event.on)
        term = clocks.arrangement_evaluation(sop, one, self._owner(event, sop))
        clocks.open_clock(case, version, term, event.pk, event.on)

    def _as_it_stood(self, event: CaseEvent) -> Case:
        """The case after the event: nothing else of it matters to a clock."""
        case, pupil = self.case, self.case.pupil
        return Case(pk=case.pk, school=case.school, pupil=pupil, state=event.to_state, step=event.to_step)

    def _by_name(self, event: CaseEvent, sop: Sop) -> clocks.Term | None:
        """The clock of the law that the command behind this event started, if it did (floor rules 3 and 4)."""
        owner, on, since = self._owner(event, sop), event.on, self.opp_in_force_since
        match event.kind:
            case "enrol" if event.data["known_need"] or sop.opp.whom == "every_pupil":
                return clocks.opp_within(sop, owner, on)
            case "grant_arrangement" if since is None and self._brings_opp(event, sop):
                return clocks.opp_within(sop, owner, on)
            case "set_perspective":
                self.opp_in_force_since = on
                return clocks.opp_evaluation(sop, owner, on, None)
            case "evaluate_opp" | "talk_over_evaluation":
                return clocks.opp_evaluation(sop, owner, since or on, _started(event))
            case "ask_body":
                body = event.data["body"]
                return clocks.body_answer(sop.bodies[body], body, owner, on)
            case "end_opp":
                self.opp_in_force_since = None
        return None

    def _owner(self, event: CaseEvent, sop: Sop) -> str:
        return sop.owner_of(event.to_step, *range_of(self.case.pupil))

    def _brings_opp(self, event: CaseEvent, sop: Sop) -> bool:
        granted = Arrangement.objects.get(pk=event.data["arrangement"])
        return granted.extra or granted.brings_opp


def _started(event: CaseEvent) -> date:
    """An evaluation is written down on its day or later; its next term counts from the day itself."""
    held = event.data.get("held_on") if event.kind == "evaluate_opp" else None
    return date.fromisoformat(held) if held else event.on
