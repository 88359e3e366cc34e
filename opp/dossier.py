"""What the OPP adds to a referral: the perspective, the goals, the evaluations, and the child's and guardians' words.

Only an OPP that was in force goes along; a draft is nobody's but its author's (floor rule 14).
"""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from caseflow.route.dossier import FROM_HOME, OF_CHILD, OF_GUARDIAN, Section, adds_section, day
from caseflow.route.models import Case
from caseflow.sop.vocabulary import Part
from opp.models import Agreement, Evaluation, Goal, GoalScore, Handelingsdeel, Opp, PupilVoice

#: What a guardian did with a version, without her words: another guardian reads no more than this.
SAID: dict[str, str] = {Agreement.Word.AGREED: "stemde in", Agreement.Word.OBJECTED: "maakte bezwaar"}


def _opp(case: Case) -> Opp | None:
    return Opp.objects.filter(case=case, in_force_on__isnull=False).order_by("-pk").first()


@adds_section(Part.OPP)
def perspective(case: Case) -> Section | None:
    opp = _opp(case)
    if opp is None:
        return None
    told = (
        ("Verwachte uitstroombestemming", opp.destination),
        ("Onderbouwing", opp.grounds),
        ("Bevorderende factoren", opp.stimulating),
        ("Belemmerende factoren", opp.hindering),
    )
    when = day(opp.in_force_on)
    rows: list[dict[str, object]] = [{"when": when, "what": what, "effect": text} for what, text in told if text]
    if opp.consultation:
        talked = f"Overleg met de ouders op {day(opp.consulted_on)}"
        rows.append({"when": when, "what": talked, "effect": opp.consultation, FROM_HOME: True})
    return {"title": _("Ontwikkelingsperspectief"), "rows": rows}


@adds_section(Part.OPP)
def support(case: Case) -> Section | None:
    """The versions that the guardians were asked about, with what each of them answered: an objection goes along."""
    versions = list(Handelingsdeel.objects.filter(opp=_opp(case), offered_on__isnull=False).order_by("number"))
    rows: list[dict[str, object]] = [
        {
            "when": day(one.in_force_on or one.offered_on),
            "what": f"Versie {one.number}: {one.support}",
            "effect": one.deviations,
        }
        for one in versions
    ]
    for said in Agreement.objects.filter(handelingsdeel__in=versions).select_related("guardian", "handelingsdeel"):
        who = f"{said.guardian.get_relation_display()} over versie {said.handelingsdeel.number}"
        answer = f"{who}: {SAID[said.answer]}"
        rows.append({"when": day(said.answered_on), "what": answer, "effect": said.view, OF_GUARDIAN: said.guardian_id})
    return {"title": _("Handelingsdeel en wat ouders ervan vinden"), "rows": rows} if rows else None


@adds_section(Part.OPP)
def goals(case: Case) -> Section | None:
    """Each goal of the version that was worked with, from where to where, and every score on its scale."""
    opp = _opp(case)
    worked_with = Handelingsdeel.objects.filter(opp=opp, offered_on__isnull=False).order_by("in_force_on", "number")
    version = worked_with.in_force().first() or worked_with.last()
    of_version = list(Goal.objects.filter(handelingsdeel=version)) if version else []
    scores = GoalScore.objects.filter(goal__line__in=[one.line for one in of_version], evaluation__opp=opp)
    by_line: dict[object, list[GoalScore]] = {}
    for score in scores.select_related("goal", "evaluation").order_by("evaluation__held_on"):
        by_line.setdefault(score.goal.line, []).append(score)
    rows = [
        {
            "when": f"{day(one.baseline_on)} – {day(one.target_on)}",
            "what": _goal(one),
            "effect": _scores(by_line.get(one.line, ())),
        }
        for one in of_version
    ]
    return {"title": _("Doelen en scores"), "rows": rows} if rows else None


def _goal(goal: Goal) -> str:
    known = (("Begin", goal.baseline), ("streefdoel", goal.target), ("gemeten met", goal.instrument_name))
    rest = "; ".join(f"{word}: {text}" for word, text in known if text)
    return f"{goal.text} ({rest})" if rest else goal.text


def _scores(scores: Iterable[GoalScore]) -> str:
    """On the scale from −2 (where the child began) to +2."""
    lines = []
    for one in scores:
        said = "niet gemeten" if one.score is None else f"{one.score:+d}".replace("-", "−").replace("+0", "0")
        lines.append("; ".join(filter(None, (f"{day(one.evaluation.held_on)}: {said}", one.explanation, one.evidence))))
    return "\n".join(lines)


@adds_section(Part.EVALUATIONS)
def evaluations(case: Case) -> Section | None:
    rows = [
        {
            "when": f"{day(one.period_from)} – {day(one.held_on)}",
            "what": f"{one.get_verdict_display()} ({one.support_held}% van de ondersteuning gegeven)",
            "effect": "\n".join(filter(None, (one.conclusion, one.next))),
        }
        for one in Evaluation.objects.filter(opp=_opp(case)).order_by("held_on")
    ]
    return {"title": _("Evaluaties van het OPP"), "rows": rows} if rows else None


@adds_section(Part.OPP)
def voice(case: Case) -> Section | None:
    opp = _opp(case)
    heard = PupilVoice.objects.filter(opp=opp) if opp else PupilVoice.objects.none()
    rows = [
        {
            "when": day(one.on),
            "what": "De leerling zei" if one.words else "De leerling is niet gehoord",
            "effect": one.words or one.not_heard_reason,
            "also": f"Wat ermee is gedaan: {one.influence}" if one.influence else "",
            OF_CHILD: True,
        }
        for one in heard.order_by("on", "pk")
    ]
    return {"title": _("Wat de leerling zelf zegt"), "rows": rows} if rows else None
