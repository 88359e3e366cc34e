"""The OPP in the portal: agreeing with a version of the handelingsdeel, and reading what is final."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow.languages import DUTCH, spoken
from caseflow.route.forms.guardian import AnswerForm
from caseflow.route.opened import opened
from caseflow.route.portal import ways_on
from caseflow.route.written_down import written_down
from caseflow.sop.vocabulary import Part, Verdict
from opp.commands.agreement import agree_handelingsdeel
from opp.models import Agreement, Evaluation, Flag, Handelingsdeel, Opp, PupilVoice
from opp.on_paper import papers_of
from opp.portal import VERDICTS, scored, still_asked, version_for_guardian
from opp.queries import goes_on_without, version_worked_with
from opp.wording import text_in_dutch
from pupils.getters import found
from pupils.models import Guardian, PassedOver
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated_to_sign
from pupils.requests import SignedIn
from pupils.signing import asks_others, unsigned, word_of


@policy(
    Audience.GUARDIAN, because="a guardian answers for herself; with gezag not yet recorded she sees this version alone"
)
@recently_authenticated_to_sign
def guardian_handelingsdeel(request: SignedIn, handelingsdeel_id: int) -> HttpResponse:
    version = version_for_guardian(request.user, handelingsdeel_id)
    form = form_for(request, AnswerForm)
    said = _("Dank u wel. De school weet wat u ervan vindt.")
    if post_once(request, form, lambda data: agree_handelingsdeel(version.pk, **data, actor=request.user), said=said):
        return redirect("opp:guardian_handelingsdeel", version.pk)
    opened(request.user, version.opp.pupil, Part.OPP, f"handelingsdeel-{version.pk}")
    return render(request, "opp/guardian/handelingsdeel.html", {"form": form, **_version(request.user, version)})


def _version(person: Any, version: Handelingsdeel) -> dict[str, Any]:
    """The version as it stands for this guardian; of another one no more than that the school waits."""
    own = Guardian.objects.get(person=person, pupil=version.opp.pupil_id)
    word = word_of(Agreement, version.pk, own)
    others = unsigned(Agreement, version.pk, version.opp.pupil_id).filter(word="").exclude(pk=own.pk)
    final = version.opp.in_force_on or version.opp.consulted_on
    over = PassedOver.objects.filter(handelingsdeel_id=version.pk, guardian=own).first() if not word else None
    asked = still_asked(version, passed=over is not None)
    last = Agreement.objects.filter(handelingsdeel=version, guardian=own).last()
    return {
        "version": version,
        "opp": version.opp,
        "pupil": version.opp.pupil,
        "goals": version.goals.all() if own.may_read else [],
        "reads": own.may_read,
        "in_dutch": text_in_dutch(version) if own.may_read and spoken().code != DUTCH else "",
        "shows_perspective": own.may_read and final is not None,
        "word": word,
        "last": last,
        "written_down": written_down(last),
        "asked": asked,
        "passed": over if asked else None,
        "others": asked and not word and over is None and asks_others(Agreement, version.pk, own),
        "waits_for_another": word == Agreement.Word.AGREED and asked and others.exists(),
        "before": goes_on_without(version),
        "ways": ways_on(version.opp.case) if word in Agreement.no else [],
    }


@policy(Audience.GUARDIAN, because="an OPP that came in force is final and theirs with gezag to read")
def guardian_opp(request: SignedIn, opp_id: int) -> HttpResponse:
    opp = found(Opp.objects.for_guardian(request.user).select_related("case", "pupil"), opp_id)
    opened(request.user, opp.pupil, Part.OPP, f"opp-{opp.pk}")
    version = version_worked_with(opp)
    context = {
        "opp": opp,
        "pupil": opp.pupil,
        "version": version,
        "goals": version.goals.all() if version else (),
        "voices": PupilVoice.objects.for_guardian(request.user).filter(opp=opp),
        "papers": papers_of(version, "opp:guardian_paper"),
    }
    return render(request, "opp/guardian/opp.html", context)


@policy(Audience.GUARDIAN, because="an evaluation is held with the guardians, and theirs with gezag to read")
def guardian_evaluation(request: SignedIn, evaluation_id: int) -> HttpResponse:
    one = found(Evaluation.objects.for_guardian(request.user).select_related("opp__pupil"), evaluation_id)
    opened(request.user, one.opp.pupil, Part.EVALUATIONS, f"evaluation-{one.pk}")
    context = {
        "evaluation": one,
        "pupil": one.opp.pupil,
        "verdict": VERDICTS[Verdict(one.verdict)],
        "scored": scored(one),
    }
    return render(request, "opp/guardian/evaluation.html", context)


@policy(Audience.GUARDIAN, because="a flag is theirs with gezag to read once it was talked over with them")
def guardian_flag(request: SignedIn, flag_id: int) -> HttpResponse:
    flag = found(
        Flag.objects.for_guardian(request.user).select_related("case__pupil", "evaluation", "answered_by"), flag_id
    )
    opened(request.user, flag.case.pupil, Part.EVALUATIONS, f"flag-{flag.pk}")
    context = {"flag": flag, "pupil": flag.case.pupil, "ways": ways_on(flag.case)}
    return render(request, "opp/guardian/flag.html", context)
