"""What happens to a case while it stays in its step."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from caseflow.audit.models import EventSpec
from caseflow.route.models import Case


def in_place(
    case: Case, kind: str, on: date, data: Mapping[str, Any], *,
    actor: Any = None, role: str = "", sop_version_id: int | None = None, texts: Mapping[str, str] | None = None,
) -> EventSpec:  # fmt: skip
    """Without an actor nobody did it: it came of itself, with time."""
    return EventSpec(
        chain=case.chain,
        kind=kind,
        school_id=case.school_id,
        pupil_id=case.pupil_id,
        case_id=case.pk,
        actor=actor,
        role=role,
        on=on,
        from_state=case.state,
        to_state=case.state,
        from_step=case.step,
        to_step=case.step,
        sop_version_id=sop_version_id,
        data=data,
        texts=texts,
    )
