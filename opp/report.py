"""The report of one evaluation as PDF: what was found of each goal and over all, as it was stored that day."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseflow.documents.letters import Block, Letter, facts, head, say, told
from caseflow.documents.rendering import render_pdf
from caseflow.sop.vocabulary import Verdict
from opp.charts import signed
from opp.models import Evaluation, Goal, GoalScore, PupilVoice
from opp.verdict import LOWEST
from pupils.letterhead import letterhead

#: What was found over all, and of one goal, in words.
FOUND = {
    Verdict.PROGRESS: gettext_lazy("aantoonbare vooruitgang"),
    Verdict.NO_PROGRESS: gettext_lazy("geen aantoonbare vooruitgang"),
    Verdict.NOT_MEASURABLE: gettext_lazy("niet te meten"),
}
BECAUSE = {
    "enough_progress": gettext_lazy("Genoeg doelen gingen vooruit."),
    "too_little_progress": gettext_lazy("Te weinig doelen gingen vooruit."),
    "too_few_measurable": gettext_lazy("Te weinig doelen zijn gemeten. Dat ligt aan de school, niet aan het kind."),
    "unmeasurable_decide": gettext_lazy("Wat niet is gemeten, kan de uitkomst veranderen. Dat ligt aan de school."),
}
WHY = {
    "step_up": gettext_lazy("een stap vooruit"),
    "kept_highest": gettext_lazy("de hoogste stap vastgehouden"),
    "same": gettext_lazy("even ver als eerst"),
    "step_down": gettext_lazy("een stap terug"),
    "not_scored": gettext_lazy("deze keer niet gemeten"),
    "no_baseline": gettext_lazy("geen beginsituatie vastgelegd"),
    "no_instrument": gettext_lazy("niet vastgelegd waarmee je meet"),
    "no_target": gettext_lazy("geen streefdoel vastgelegd"),
    "no_scale": gettext_lazy("geen schaal vastgelegd"),
}


def report_of(evaluation: Evaluation, language: str, *, hears: bool) -> bytes:
    """For who may read it all; what guardians and child said stays out for who may not hear it."""
    with translation.override(language):
        pupil = evaluation.opp.pupil
        title = _("Evaluatie van het OPP")
        letter = Letter(
            **letterhead(evaluation.opp.case.school),
            to="",
            subject=f"{title}: {pupil.full_name}",
            on=evaluation.held_on,
            blocks=tuple(_blocks(evaluation, hears=hears)),
            language=language,
        )
        return render_pdf([letter], title=title)


def _blocks(evaluation: Evaluation, *, hears: bool) -> Iterator[Block]:
    yield facts(_front(evaluation))
    yield head(capfirst(str(FOUND[Verdict(evaluation.verdict)])))
    yield say(str(BECAUSE[evaluation.because]))
    judged = {one["goal"]: one for one in evaluation.reasons}
    lines = _lines(evaluation)
    for number, score in enumerate(evaluation.scores.select_related("goal"), 1):
        goal = score.goal
        yield head(_("Doel %(number)s: %(text)s") % {"number": number, "text": goal.text})
        yield facts(_of_goal(score, lines.get(goal.line, []), judged.get(goal.pk)))
    yield head(_("Conclusie"))
    yield say(evaluation.conclusion)
    if evaluation.next:
        yield head(_("Hoe nu verder"))
        yield say(evaluation.next)
    if hears:
        yield from _from_home(evaluation)


def _front(evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    yield _("Kind"), evaluation.opp.pupil.full_name
    period = {"first": _day(evaluation.period_from), "last": _day(evaluation.held_on)}
    yield _("Periode"), _("%(first)s tot en met %(last)s") % period
    yield _("Gehouden door"), evaluation.held_by.name
    yield _("Ouders"), _with_parents(evaluation)
    yield _("Gegeven ondersteuning"), _("%(share)s%% van wat was afgesproken") % {"share": evaluation.support_held}


def _with_parents(evaluation: Evaluation) -> str:
    if evaluation.guardians_present:
        return _("waren erbij")
    if evaluation.talked_over_on:
        return _("waren er niet bij; besproken op %(day)s") % {"day": _day(evaluation.talked_over_on)}
    return _("waren er niet bij; nog te bespreken")


def _lines(evaluation: Evaluation) -> dict[Any, list[GoalScore]]:
    """Of each goal all scores on its line, up to this evaluation."""
    scores = GoalScore.objects.filter(evaluation__opp=evaluation.opp_id, evaluation__held_on__lte=evaluation.held_on)
    found: dict[Any, list[GoalScore]] = {}
    for one in scores.select_related("goal", "evaluation").order_by("evaluation__held_on"):
        found.setdefault(one.goal.line, []).append(one)
    return found


def _of_goal(score: GoalScore, line: list[GoalScore], judged: dict[str, Any] | None) -> Iterator[tuple[str, str]]:
    goal = score.goal
    if goal.baseline:
        yield _("Begin"), goal.baseline
    if goal.target:
        yield _("Streefdoel"), goal.target
    measured = [one for one in line if one.score is not None]
    if measured:
        yield _("Verloop"), "\n".join(f"{_day(one.evaluation.held_on)}: {signed(one.score or 0)}" for one in measured)
    yield _("Nu"), step_told(goal, score.score)
    if judged:
        yield _("Gevonden"), f"{FOUND[Verdict(judged['verdict'])]} ({WHY[judged['because']]})"
    if score.evidence:
        yield _("Waaraan te zien"), score.evidence
    if score.explanation:
        yield _("Toelichting"), score.explanation


def step_told(goal: Goal, score: int | None) -> str:
    """Where the child stands, in the words that were written down before the start."""
    if score is None:
        return _("niet gemeten")
    return str(goal.scale[score - LOWEST]) if goal.scale else signed(score)


def _from_home(evaluation: Evaluation) -> Iterator[Block]:
    said = PupilVoice.objects.filter(evaluation=evaluation).order_by("on", "pk")
    rows = [
        {
            "when": _day(one.on),
            "effect": one.words or _("Niet gehoord: %(why)s") % {"why": one.not_heard_reason},
            "also": _("Wat ermee is gedaan: %(what)s") % {"what": one.influence} if one.influence else "",
        }
        for one in said
    ]
    if rows:
        yield head(_("Wat %(name)s zelf zegt") % {"name": evaluation.opp.pupil.first_name})
        yield told(rows)
    if evaluation.talked_over_how:
        yield head(_("Besproken met de ouders"))
        yield say(evaluation.talked_over_how)


def _day(on: date) -> str:
    return date_format(on, "j F Y")
