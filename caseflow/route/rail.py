"""The child's way through the school's steps: where the case was, where it stands, and what can come next."""

from datetime import date
from typing import Any

from caseflow.audit.models import CaseEvent
from caseflow.route.hands import MOVING_ACTS
from caseflow.route.models import Case
from caseflow.sop.schema import Sop
from pupils.sop import sops_by_version

Stop = dict[str, Any]  # {"key", "name", "since"}


def visited(case: Case) -> list[Stop]:
    """Every step entered and not undone, oldest first, by the name that it had then."""
    kinds = MOVING_ACTS | {"open_case", "follow_sop"}
    moves = CaseEvent.objects.standing().filter(chain=case.chain, kind__in=kinds).exclude(to_state="closed")
    rows = list(moves.order_by("number").values_list("to_step", "on", "sop_version_id"))
    sops = sops_by_version(version for _step, _on, version in rows if version)
    return [_stop(step, on, sops.get(version or 0)) for step, on, version in rows if step]


def _stop(step: str, on: date, sop: Sop | None) -> Stop:
    return {"key": step, "name": sop.steps[step].name if sop and step in sop.steps else step, "since": on}


def rail_of(case: Case, sop: Sop) -> list[dict[str, Any]]:
    """For components/rail.html: each step once (its last visit), the present one, then what may follow it.

    Of a child that left nothing follows, and she stands nowhere. `case` comes with its pupil.
    """
    stops = {stop["key"]: stop for stop in visited(case)}  # a later visit takes the place of an earlier one
    been = [stop for key, stop in stops.items() if key != case.step]
    if not case.is_running:
        return [{**stop, "state": "done"} for stop in stops.values()]
    here = {"name": sop.steps[case.step].name, "since": case.step_since, "state": "here"}
    onward = sop.steps[case.step].exits
    ahead = [way.to for way in onward if way.to and not way.back and way.to not in stops]
    following = [{"name": sop.steps[key].name, "since": None, "state": "next"} for key in dict.fromkeys(ahead)]
    return [*({**stop, "state": "done"} for stop in been), here, *following]
