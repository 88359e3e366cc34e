"""A closed case still takes what is administrative; a step it never takes again."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.acting import acting
from caseflow.route.models import Addition, Case
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.errors import Invalid, filled, one_of
from pupils.models import Guardian
from pupils.policy import require_kind


@transaction.atomic
def add_afterwards(
    case_id: int,
    *,
    kind: str,
    text: str,
    of_day: date,
    source: str = "",
    guardian_id: int | None = None,
    actor: Any,
) -> Addition:
    """A report that came late, what a guardian thinks of it, or a correction: who steers the school writes it down.

    What stood there stays as it was; state, step and clocks are not touched. On a case that runs each of these has
    its own place, so it is refused there. What guardians said is not written down by who is one of them.
    """
    seen = Case.objects.visible_to(actor).select_related("pupil").get(pk=case_id)
    require_kind(actor, seen.pupil, SCHOOL_WIDE)
    kind = one_of("kind", kind, Addition.Kind.values)
    is_view = kind == Addition.Kind.VIEW
    cases = Case.objects.visible_to(actor)
    with acting(
        "add_afterwards", case_id, actor, cases=cases, judged=False, closed_too=True, guardians_word=is_view
    ) as deed:
        if deed.case.is_open:
            raise Invalid("", _("Deze casus loopt nog. Leg het vast op de bladzijde van de casus zelf."))
        if of_day > clock.today():
            raise Invalid("of_day", _("Deze dag moet nog komen. Kies vandaag of een eerdere dag."))
        addition = Addition.objects.create(
            case=deed.case,
            kind=kind,
            guardian=_guardian(deed.case, guardian_id) if is_view else None,
            source=filled("source", source) if kind == Addition.Kind.REPORT else "",
            of_day=of_day,
            text=filled("text", text),
            added_by=actor,
            added_on=deed.on,
        )
        data = {"addition": addition.pk, "what": kind, "of_day": of_day}
        if addition.guardian_id:
            data["guardian"] = addition.guardian_id
        deed.record(data, {"text": addition.text})
        return addition


def _guardian(case: Case, guardian_id: int | None) -> Guardian:
    found = Guardian.objects.filter(pupil=case.pupil_id, pk=guardian_id or 0).first()
    if found is None:
        raise Invalid("guardian_id", _("Kies welke ouder of verzorger dit zei."))
    return found
