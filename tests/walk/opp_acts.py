"""The acts of the OPP, as the walker does them: with the outcome that the finding asks for."""

from typing import Any

from caseflow.route.models import Case
from caseflow.sop.dates import Span
from caseflow.sop.rules import Need
from opp.commands.agreement import agree_handelingsdeel
from opp.commands.evaluation import ScoreInput, evaluate_opp
from opp.commands.flag import talk_over_flag
from opp.commands.goals import GoalInput
from opp.commands.handelingsdeel import offer_handelingsdeel, put_in_force
from opp.commands.perspective import consult_guardians, draw_up_opp, end_opp, set_perspective
from opp.commands.voice import hear_pupil
from opp.models import Handelingsdeel, Opp
from opp.queries import version_to_evaluate

SCALE = ("nooit", "soms", "vaak", "meestal", "altijd")


def goals(w: Any, measurable: bool = True) -> list[GoalInput]:
    instrument = next(iter(w.sop.instruments)) if measurable else ""
    target_on = Span(6, "months").after(w.today)
    return [
        GoalInput(
            domain=domain,
            text="begint zelf",
            baseline="1 van 5",
            baseline_on=w.today,
            instrument=instrument,
            target="4 van 5",
            target_on=target_on,
            scale=SCALE,
        )
        for domain in ("taal", "gedrag")
    ]


def _draw_up(w: Any, case: Case, need: Need) -> None:
    draw_up_opp(
        case.pk,
        destination="vmbo-bb of -kb",
        grounds="toetsen en observaties",
        stimulating="doorzetter",
        hindering="taal",
        support="instructie in een klein groepje",
        deviations="",
        goals=goals(w),
        actor=w.hand(case, "draw_up_opp"),
    )


def _hear(w: Any, case: Case, need: Need) -> None:
    hear_pupil(
        case.pk,
        moment=need.of,
        how="self",
        by="leerkracht",
        words="ik wil rust",
        influence="vaste plek",
        feedback_on=None,
        actor=w.hand(case, "hear_pupil"),
    )


def _agree(w: Any, case: Case, need: Need) -> None:
    version = Handelingsdeel.objects.offered().get(opp__case=case)
    for person in w.guardians():
        agree_handelingsdeel(version.pk, answer="agreed", actor=person)


def _long_enough(w: Any, case: Case, need: Need) -> None:
    """An evaluation that is to count lies after the half year, and some time after the one before."""
    running = Opp.objects.filter(case=case, state=Opp.IN_FORCE).first()
    if running is None:
        return
    last = running.evaluations.order_by("-held_on").first()
    days = [w.today, running.flag_from or w.today]
    w.today = max(days if last is None else [*days, Span(5, "months").after(last.held_on)])


def _evaluate(w: Any, case: Case, need: Need) -> None:
    wanted = need.bound if need.fact == "last_verdict" else "no_progress"
    wanted = wanted[0] if isinstance(wanted, tuple) else wanted
    score = {"progress": 2, "no_progress": -2, "not_measurable": None}[wanted]
    version = version_to_evaluate(Opp.objects.get(case=case, state=Opp.IN_FORCE))
    judged = version.goals.all() if version else ()
    evaluate_opp(
        case.pk,
        scores={goal.pk: ScoreInput(score=score, explanation="zo ging het") for goal in judged},
        support_held=90,
        conclusion="besproken",
        guardians_present=True,
        actor=w.hand(case, "evaluate_opp"),
    )


ACT: dict[str, Any] = {
    "draw_up_opp": _draw_up,
    "hear_pupil": _hear,
    "consult_guardians": lambda w, c, n: consult_guardians(c.pk, on=w.today, text="besproken", actor=w.hand(c, n.todo)),
    "set_perspective": lambda w, c, n: set_perspective(c.pk, actor=w.hand(c, n.todo)),
    "offer_handelingsdeel": lambda w, c, n: offer_handelingsdeel(c.pk, actor=w.hand(c, n.todo)),
    "agree_handelingsdeel": _agree,
    "put_in_force": lambda w, c, n: put_in_force(c.pk, actor=w.hand(c, n.todo)),
    "evaluate_opp": _evaluate,
    "end_opp": lambda w, c, n: end_opp(c.pk, reason="klaar", talked_over_on=w.today, actor=w.hand(c, n.todo)),
    "talk_over_flag": lambda w, c, n: talk_over_flag(c.pk, how="gesprek op school", actor=w.hand(c, n.todo)),
}
PREPARE: dict[str, Any] = {"evaluate_opp": _long_enough}
