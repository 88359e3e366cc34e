"""That the school reached its limit, and why a child cannot wait: found by people, with their reasons."""

from typing import Any

from django.utils.translation import gettext as _

from caseflow.route.acting import acting, leaving
from caseflow.route.commands.agenda import end_establishments
from caseflow.route.commands.case import move
from caseflow.route.commands.referral import drop_concept
from caseflow.route.models import Case, Establishment
from pupils.errors import Invalid, filled


def record_ground_not_to_wait(case_id: int, *, ground: str, actor: Any) -> Case:
    """The director's ground why the minimum period of support cannot be awaited (floor rule 9).

    Guardians and desk see it as such. It stands in for that period and holds as long: then there can be evidence.
    """
    with acting("record_ground_not_to_wait", case_id, actor) as deed:
        case = deed.case
        case.record_ground(filled("ground", ground), actor, deed.on, deed.sop.handelingsverlegenheid.period)
        case.save()
        drop_concept(case)  # it was made, and maybe read, without this ground
        deed.record({"until": case.ground_not_to_wait_until}, {"ground": case.ground_not_to_wait})
        return deed.case


def establish_handelingsverlegenheid(
    case_id: int,
    exit_key: str,
    *,
    instead: str,
    reasons: str,
    actor: Any,
    limit: str = "",
    seen_visit: int | None = None,
) -> Establishment:
    """The director establishes it, by person and with reasons; software only flags (AVG art. 22)."""
    with leaving(case_id, exit_key, actor, seen_visit=seen_visit) as (deed, way):
        known = deed.sop.limits.get(limit)
        if limit and known is None:
            raise Invalid("limit", _("Kies een grens uit het SOP."))
        ended = end_establishments(deed.case, deed.on)  # this one says why now
        establishment = Establishment.objects.create(
            case=deed.case,
            on=deed.on,
            by=actor,
            limit=limit,
            limit_name=known.name if known else "",
            instead=filled("instead", instead),
            reasons=filled("reasons", reasons),
        )
        texts = {"reason": reasons, "instead": instead}
        data = {"establishment": establishment.pk, "limit": limit}
        move(deed, way, data={**data, "ended_establishments": ended} if ended else data, texts=texts)
        return establishment
