"""What an arrangement brought: evaluated before its last day, and ended on it or, with a reason, before."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caseflow.audit.models import CaseEvent, EventSpec
from caseflow.route import clocks
from caseflow.route.acting import Deed, acting
from caseflow.route.models import Arrangement
from caseflow.route.watch import in_bites, sweeps_nightly
from pupils.errors import Invalid, filled, one_of
from pupils.models import Grant


def evaluate_arrangement(
    case_id: int, *, outcome: str, evaluation: str, actor: Any, arrangement_id: int | None = None
) -> Arrangement:
    """Write down what it brought while it runs; it goes on until its last day, and ends by itself after it.

    One whose last day is over ends with its evaluation.
    """
    with acting("evaluate_arrangement", case_id, actor) as deed:
        running = _running(deed, arrangement_id)
        _evaluate(deed, running, outcome, evaluation)
        over = deed.on > running.ends_on
        if over:
            running.end(deed.on)
        running.save()
        return _told(deed, running, {"evaluation": running.evaluation}, kind="end_arrangement" if over else "")


def end_arrangement(
    case_id: int,
    *,
    actor: Any,
    outcome: str = "",
    evaluation: str = "",
    why_early: str = "",
    arrangement_id: int | None = None,
) -> Arrangement:
    """End it today, with what it brought unless that was written down before; before its last day with a reason."""
    with acting("end_arrangement", case_id, actor) as deed:
        running = _running(deed, arrangement_id)
        if outcome or evaluation.strip() or running.evaluated_on is None:
            _evaluate(deed, running, outcome, evaluation)
        early = filled("why_early", why_early) if deed.on < running.ends_on else ""
        running.end(deed.on, early)
        running.save()
        ended = Grant.objects.filter(arrangement_id=running.pk, ended_on=None)
        ended.update(ended_on=deed.on)
        return _told(deed, running, {"evaluation": running.evaluation, "why_early": early})


def _running(deed: Deed, arrangement_id: int | None) -> Arrangement:
    """The one that runs; of more the one that was chosen."""
    rows = Arrangement.objects.select_for_update().filter(case=deed.case, state=Arrangement.GRANTED).order_by("pk")
    running = [row for row in rows if arrangement_id in (None, row.pk)]
    if not running:
        raise Invalid("", _("Er loopt geen arrangement."))
    if len(running) > 1:
        raise Invalid("arrangement_id", _("Kies welk arrangement."))
    return running[0]


def _evaluate(deed: Deed, running: Arrangement, outcome: str, evaluation: str) -> None:
    one_of("outcome", outcome, [word for word, _label in Arrangement.OUTCOMES])
    running.evaluate(deed.on, outcome, filled("evaluation", evaluation))


def _told(deed: Deed, running: Arrangement, texts: dict[str, str], kind: str = "") -> Arrangement:
    said = {name: text for name, text in texts.items() if text}
    deed.record({"arrangement": running.pk, "outcome": running.outcome}, said, kind=kind)
    clocks.meet(deed.case, clocks.rule_of_arrangement(running.key, running.pk), deed.on)
    return running


@sweeps_nightly
def end_what_ran_out(on: date) -> int:
    """Of what was evaluated in time nobody has to write down again that its last day has passed."""
    waiting = Arrangement.objects.filter(state=Arrangement.GRANTED, evaluated_on__isnull=False, ends_on__lt=on)

    def take(rows: list[Arrangement]) -> int:
        for row in rows:
            row.end(on)
            row.save(update_fields=["state", "ended_on", "why_early"])
        CaseEvent.objects.append_many([_ran_out(row, on) for row in rows])
        return len(rows)

    return in_bites(waiting.select_related("case__pupil"), "case", take)


def _ran_out(row: Arrangement, on: date) -> EventSpec:
    """On the pupil's chain: nothing of the case moves by it, and no term."""
    pupil = row.case.pupil
    return EventSpec(
        chain=pupil.chain,
        kind="arrangement_ran_out",
        school_id=pupil.school_id,
        pupil_id=pupil.pk,
        actor=None,
        role="",
        on=on,
        data={"arrangement": row.pk, "outcome": row.outcome},
    )
