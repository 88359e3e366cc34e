"""The evaluation: every goal scored, the verdict computed once and kept, the next one dated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caseflow.route import clocks
from caseflow.route.acting import Deed, SomeoneWasFirst, acting
from caseflow.route.models import Task
from caseflow.sop.vocabulary import Verdict
from opp.models import Evaluation, Goal, GoalScore, Handelingsdeel, Opp, PupilVoice
from opp.queries import open_opp, version_to_evaluate
from opp.verdict import HIGHEST, LOWEST, GoalScored, Judged, judge
from pupils.errors import Invalid, at_most, filled


@dataclass(frozen=True, slots=True)
class ScoreInput:
    """Where the child stands on the goal's scale, from −2 to +2; None: not measured, and `explanation` says why."""

    score: int | None
    explanation: str = ""
    evidence: str = ""


def evaluate_opp(
    case_id: int,
    *,
    scores: Mapping[int, ScoreInput],
    support_held: int,
    conclusion: str,
    guardians_present: bool,
    actor: Any,
    next_steps: str = "",
    held_on: date | None = None,
) -> Evaluation:
    """Write down the evaluation held today, or on an earlier day since the last one.

    `support_held` is the share of the agreed support that was given, in percent. It flags nothing: the watch does,
    from what is stored here. Without the guardians it is evidence all the same, but the term runs on until it was
    talked over with them (floor rule 4).
    """
    with acting("evaluate_opp", case_id, actor, guardians_word=guardians_present) as deed:
        held_on = held_on or deed.on
        opp, version = _running(deed, held_on)
        if not 0 <= support_held <= 100:
            raise Invalid("support_held", _("Vul een percentage in, van 0 tot en met 100."))
        rows = _scores(version, scores)
        previous = _previous(opp, rows)
        bar = deed.sop.handelingsverlegenheid
        judged = judge((_scored(row, previous) for row in rows), goals_min=bar.goals_min, share=bar.share)
        evaluation = Evaluation.objects.create(
            opp=opp,
            handelingsdeel=version,
            sop_version=deed.version,
            held_on=held_on,
            held_by=deed.actor,
            period_from=_period_from(opp),
            verdict=judged.verdict,
            because=judged.because,
            reasons=_reasons(judged, rows, previous),
            support_held=support_held,
            held_enough=support_held >= bar.held_share,
            in_a_row_met=_in_a_row(opp, judged, bar.in_a_row),
            guardians_present=guardians_present,
            talked_over_on=held_on if guardians_present else None,
            conclusion=filled("conclusion", conclusion),
            next=at_most("next_steps", next_steps),
        )
        _keep(deed, evaluation, rows)
        return evaluation


def _running(deed: Deed, held_on: date) -> tuple[Opp, Handelingsdeel]:
    opp = open_opp(deed.case)
    if opp is None or opp.in_force_on is None:
        raise SomeoneWasFirst  # the law asks for one before it is evaluated
    version = version_to_evaluate(opp)
    if version is None:
        raise Invalid("", _("Er is nog geen handelingsdeel. Schrijf dat eerst."))
    if not opp.in_force_on <= held_on <= deed.on:
        raise Invalid("held_on", _("Kies een dag sinds het OPP van kracht is, tot en met vandaag."))
    if Evaluation.objects.filter(opp=opp, held_on__gte=held_on).exists():
        raise Invalid("held_on", _("Van die dag of later ligt al een evaluatie vast."))
    return opp, version


def _scores(version: Handelingsdeel, given: Mapping[int, ScoreInput]) -> list[GoalScore]:
    """A row for each goal of the version: none left out, none of another."""
    goals = list(version.goals.all())
    if set(given) != {goal.pk for goal in goals}:
        raise Invalid("scores", _("Geef elk doel een score, of zeg waarom het niet is gemeten."))
    return [_score(goal, given[goal.pk]) for goal in goals]


def _score(goal: Goal, given: ScoreInput) -> GoalScore:
    explanation = at_most("explanation", given.explanation)
    if given.score is None and not explanation:
        raise Invalid("explanation", _("Zeg waarom dit doel niet is gemeten."))
    if given.score is not None and not LOWEST <= given.score <= HIGHEST:
        raise Invalid("score", _("Kies een stap op de schaal, van −2 tot +2."))
    if given.score is not None and not goal.scale:
        raise Invalid("score", _("Dit doel heeft geen schaal. Laat de score leeg en licht toe hoe het gaat."))
    return GoalScore(
        goal=goal, score=given.score, explanation=explanation, evidence=at_most("evidence", given.evidence)
    )


def _previous(opp: Opp, rows: list[GoalScore]) -> dict[Any, int]:
    """The last score on each goal's line of this OPP, whatever version it was given in."""
    lines = [row.goal.line for row in rows]
    before = GoalScore.objects.filter(evaluation__opp=opp, goal__line__in=lines, score__isnull=False)
    given = before.order_by("evaluation__held_on").values_list("goal__line", "score")
    return {line: score for line, score in given if score is not None}


def _scored(row: GoalScore, previous: Mapping[Any, int]) -> GoalScored:
    return GoalScored(row.goal.pk, row.score, previous.get(row.goal.line), row.goal.gap)


def _reasons(judged: Judged, rows: list[GoalScore], previous: Mapping[Any, int]) -> list[dict[str, Any]]:
    return [
        {
            "goal": goal.goal,
            "verdict": str(goal.verdict),
            "because": goal.because,
            "score": row.score,
            "previous": previous.get(row.goal.line),
        }
        for goal, row in zip(judged.goals, rows, strict=True)
    ]


def _period_from(opp: Opp) -> Any:
    last = opp.evaluations.order_by("-held_on").first()
    return last.held_on if last else opp.in_force_on


def _in_a_row(opp: Opp, judged: Judged, wanted: int) -> bool:
    """Whether this is one more evaluation without progress in an unbroken row as long as the SOP asks."""
    before = list(opp.evaluations.order_by("-held_on").values_list("verdict", flat=True)[: wanted - 1])
    return len(before) == wanted - 1 and {str(judged.verdict), *before} == {str(Verdict.NO_PROGRESS)}


def _keep(deed: Deed, evaluation: Evaluation, rows: list[GoalScore]) -> None:
    """Scores, the pupil's words, the event and the next day; a flag on an earlier evaluation is overtaken."""
    for row in rows:
        row.evaluation = evaluation
    GoalScore.objects.bulk_create(rows)
    voices = PupilVoice.objects.filter(opp=evaluation.opp, moment="evaluating", evaluation=None)
    voices.update(evaluation=evaluation)
    Task.objects.filter(case=deed.case, kind="flag", done_on=None).update(done_on=deed.on)
    data = {
        "evaluation": evaluation.pk,
        "held_on": evaluation.held_on,
        "opp": evaluation.opp_id,
        "verdict": evaluation.verdict,
        "because": evaluation.because,
        "support_held": evaluation.support_held,
        "guardians_present": evaluation.guardians_present,
        "goals": evaluation.reasons,
    }
    texts = {f"goal_{row.goal_id}": "\n".join(filter(None, (row.explanation, row.evidence))) for row in rows}
    words = {"conclusion": evaluation.conclusion, "next": evaluation.next, **texts}
    if evaluation.talked_over_on:
        _next_term(deed, evaluation.opp, deed.record(data, words).pk, evaluation.held_on)
    else:
        deed.record(data, words, kind="evaluate_alone")


def _next_term(deed: Deed, opp: Opp, event_id: int, held_on: date) -> None:
    """The next one counts from the day on which it was held with the guardians."""
    term = clocks.opp_evaluation(deed.sop, deed.owner, opp.in_force_on or held_on, held_on)
    clocks.open_clock(deed.case, deed.version, term, event_id, held_on)


def talk_over_evaluation(case_id: int, *, how: str, actor: Any) -> Evaluation:
    """The guardians were not there when it was held; now it was talked over with them, and that meets the term."""
    with acting("talk_over_evaluation", case_id, actor, guardians_word=True) as deed:
        waiting = Evaluation.objects.not_talked_over().filter(opp__case=deed.case).order_by("-held_on")
        evaluation = waiting.select_related("opp").first()
        if evaluation is None:
            raise SomeoneWasFirst  # the law asks for one
        evaluation.talked_over_on, evaluation.talked_over_how = deed.on, filled("how", how)
        evaluation.save(update_fields=["talked_over_on", "talked_over_how"])
        waiting.exclude(pk=evaluation.pk).update(talked_over_on=deed.on)  # an older one was part of the same talk
        event = deed.record({"evaluation": evaluation.pk}, {"how": evaluation.talked_over_how})
        _next_term(deed, evaluation.opp, event.pk, deed.on)
        return evaluation
