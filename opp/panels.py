"""The OPP on the page of the case: perspective, version, signatures, goals with their progress, evaluations, flag."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow.route.doors import buttons
from caseflow.route.models import Deadline
from caseflow.route.panels import Panel, on_case_page, parts_of
from caseflow.route.viewing import View, steers
from caseflow.sop.vocabulary import Part, RoleKind, State
from opp.charts import chart_of
from opp.goal_hints import hints
from opp.models import Agreement, Evaluation, Flag, Handelingsdeel, Opp, PupilVoice
from opp.on_paper import papers_of
from opp.queries import evaluations_of, newest_opp, signatures, unsettled_version, version_worked_with
from pupils.models import ContactAttempt
from pupils.sop import sop_of


@on_case_page
def opp(view: View) -> Panel | None:
    newest = newest_opp(view.case)
    if newest is None:
        shown = buttons(view, "draw_up_opp") if view.case.is_open and is_near(view) else []
        return Panel("opp/panels/none.html", {"buttons": shown}) if is_near(view) else None
    waiting = unsettled_version(newest) if newest.state != Opp.ENDED else None
    worked = version_worked_with(newest)
    evaluations = list(evaluations_of(newest))
    signs = list(_signs(view, waiting)) if waiting and waiting.offered_on else []
    context = {
        "opp": newest,
        "waiting": waiting,
        "signs": signs,
        "objected": any(one["guardian"].word in Agreement.no for one in signs),
        "worked": worked,
        "goals": [{"goal": goal, "chart": chart_of(goal, evaluations)} for goal in _goals(worked or waiting)],
        "evaluations": [_told(evaluation) for evaluation in reversed(evaluations)],
        "voices": list(_voices(view, newest)),
        "hints": _hints(view, waiting) if waiting and not waiting.offered_on and view.may("draw_up_opp") else [],
        "prints": steers(view),
        "papers": papers_of(worked or waiting, "opp:on_paper") if steers(view) else [],
        "anew": view.case.is_running
        and newest.state == Opp.DRAFT
        and newest.rewritten_on is not None
        and newest.consulted_on is None,
        "buttons": _buttons(view, newest, waiting) if view.case.is_open else [],
    }
    parts = parts_of({Part.OPP: True, Part.EVALUATIONS: evaluations})
    rests = _("OPP, beëindigd") if newest.state == Opp.ENDED else ""
    return Panel("opp/panels/opp.html", context, parts=parts, rests=rests)


def is_near(view: View) -> bool:
    """An OPP is at hand: a step with it lies ahead, the case stands there, or its six weeks run."""
    states = {view.step.state, *(view.sop.steps[way.to].state for way in view.step.exits if way.to)}
    running = Deadline.objects.running().filter(case=view.case, rule="opp_within")
    return State.OPP in states or running.exists()


def _buttons(view: View, newest: Opp, waiting: Handelingsdeel | None) -> list[dict[str, str]]:
    """Once the OPP is in force, writing on it means another version of the handelingsdeel: the button says so."""
    shown = buttons(view, *_acts(newest, waiting))
    if newest.state == Opp.IN_FORCE:
        again = {"label": _("Schrijf een nieuwe versie van het handelingsdeel")}
        shown = [{**one, **again} if one["url"].endswith("/draw_up_opp/") else one for one in shown]
    return shown


def _acts(newest: Opp, waiting: Handelingsdeel | None) -> tuple[str, ...]:
    """What can be done with it as it stands, in the order in which it is done."""
    if newest.state == Opp.ENDED:
        return ("draw_up_opp",)
    acts = ["hear_pupil"]
    if newest.state == Opp.DRAFT:
        acts += ["consult_guardians", "set_perspective"]
    if waiting is not None:
        acts += ["put_in_force", "record_silence"] if waiting.offered_on else ["offer_handelingsdeel"]
    if newest.state == Opp.IN_FORCE:
        acts += ["evaluate_opp"]
        acts += ["talk_over_evaluation"] if Evaluation.objects.not_talked_over().filter(opp=newest).exists() else []
    return (*acts, "draw_up_opp", "end_opp")


def _hints(view: View, draft: Handelingsdeel) -> list[tuple[str, list[str]]]:
    """Of each goal of a draft what would make it sharper; a goal that needs nothing is not named."""
    looked_at = view.sop.opp.evaluate_every.after(view.on)
    told = [(goal.text, hints(goal, view.on, looked_at)) for goal in draft.goals.all()]
    return [(text, said) for text, said in told if said]


def _goals(version: Handelingsdeel | None) -> list[Any]:
    return list(version.goals.select_related("handelingsdeel")) if version else []


def _signs(view: View, version: Handelingsdeel) -> Iterator[dict[str, Any]]:
    answers = {answer.guardian_id: answer for answer in Agreement.objects.filter(handelingsdeel=version)}
    tried = ContactAttempt.objects.filter(guardian__pupil=view.case.pupil_id, on__gte=version.offered_on)
    tries = [attempt.guardian_id for attempt in tried]
    reads = view.hears and steers(view)
    director = any(view.sop.roles[role].kind is RoleKind.DIRECTOR for role in view.roles if role in view.sop.roles)
    for guardian in signatures(version):
        answer = answers.get(guardian.pk)
        silent = view.case.is_running and not guardian.word
        passable = silent and not (guardian.objector or guardian.passed)
        yield {
            "guardian": guardian,
            "word": Agreement.Word(guardian.word).label if guardian.word else "",
            "answer": answer,
            "said": answer.view if answer and view.hears else "",
            "scan": reverse("opp:scan", args=[answer.pk]) if reads and answer and answer.scan else "",
            "paper": reverse("opp:paper", args=[version.pk, guardian.pk])
            if silent and view.may("offer_handelingsdeel")
            else "",
            "tries": tries.count(guardian.pk),
            "attempt": reverse("pupils:contact", args=[guardian.pk]) if silent and view.roles else "",
            "pass_over": reverse("opp:pass_over", args=[version.pk, guardian.pk]) if passable and director else "",
        }


def _voices(view: View, of: Opp) -> Iterator[dict[str, Any]]:
    """What the pupil said, for who may hear it, and where it is written down that she was told what became of it."""
    if not view.hears:
        return
    tells = view.case.is_open and of.state != Opp.ENDED and view.may("hear_pupil")
    for voice in PupilVoice.objects.filter(opp=of).order_by("-on", "-pk"):
        asks = tells and voice.words and voice.feedback_on is None and voice.overtaken_on is None
        yield {
            "voice": voice,
            "said": voice.words or voice.not_heard_reason,
            "influence": voice.influence,
            "feedback": reverse("opp:feedback", args=[voice.pk]) if asks else "",
        }


def _told(evaluation: Evaluation) -> dict[str, Any]:
    tones = {"progress": "good", "no_progress": "attention"}
    return {
        "evaluation": evaluation,
        "tone": tones.get(evaluation.verdict, ""),
        "scores": list(evaluation.scores.all()),
    }


@on_case_page
def flag(view: View) -> Panel | None:
    """Only for who may see it: those who steer the school, until it was talked over."""
    raised = Flag.objects.visible_to(view.person).open().filter(case=view.case).select_related("evaluation").first()
    if raised is None or not view.case.is_running:
        return None
    acts = ("answer_flag",) if raised.talked_over_on else ("talk_over_flag", "answer_flag")
    bar = sop_of(raised.evaluation.sop_version_id).handelingsverlegenheid
    context = {"flag": raised, "bar": bar, "buttons": buttons(view, *acts)}
    context["talked"] = raised.talked_over_how if view.hears else ""
    return Panel("opp/panels/flag.html", context, urgent=True, parts=frozenset({Part.EVALUATIONS}))
