"""One pupil: what was seen, what was tried, who stands around the child, and what the apps above add."""

from collections import defaultdict

from django.http import HttpResponse
from django.shortcuts import render

from caseflow import clock
from caseflow.sop.dates import school_year
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part
from pupils.commands.hgw import RUNS_HGW
from pupils.departing import where_to
from pupils.forms import QUESTIONS
from pupils.getters import pupil_to_read
from pupils.models import GIVES, RECORDS, HgwCycle, Intervention, Phase, Pupil
from pupils.opened import opened_parts
from pupils.own_child import hears_guardians, is_guardian
from pupils.panels import panels_for, parts_of
from pupils.policy import HANDOVER_WITHIN, Audience, has_kind, policy
from pupils.queries import (
    absences_of,
    guardians_of,
    hgw_of,
    insights_of,
    interventions_of,
    measurements_of,
    nobody_decides,
    observations_of,
    occasions_of,
    places_of,
)
from pupils.requests import SignedIn
from pupils.sessions import with_counts
from pupils.sociograms import told_of
from pupils.sop import sops_for
from pupils.years import years_of

TEXTS = {Phase.WAARNEMEN: "signals", Phase.BEGRIJPEN: "needs", Phase.PLANNEN: "plan", Phase.REALISEREN: "effect"}


@policy(Audience.STAFF, because="staff open the page of a pupil whom they may see")
def show(request: SignedIn, pupil_id: int) -> HttpResponse:
    pupil = pupil_to_read(request.user, pupil_id)
    today = clock.today()
    cycles = list(hgw_of(pupil))
    tried: dict[int | None, list[Intervention]] = defaultdict(list)
    for one in with_counts(interventions_of(pupil), today):
        tried[one.cycle_id].append(one)
    goes_on = not pupil.has_left  # of who left nothing new is begun
    panels, guardians = panels_for(request.user, pupil), list(guardians_of(pupil))
    runs_hgw = has_kind(request.user, pupil, RUNS_HGW, today)
    observations, occasions = list(observations_of(pupil)), list(occasions_of(pupil, talks=runs_hgw))
    insights, places = list(insights_of(pupil)), list(places_of(pupil))
    measurements, absences = list(measurements_of(pupil)), list(absences_of(pupil))
    sociograms = told_of(request.user, pupil)
    sections = {
        Part.PUPIL: True,
        Part.OBSERVATIONS: observations or occasions or sociograms,
        Part.HGW: cycles or tried or insights or places,
        Part.MEASUREMENTS: measurements,
        Part.ATTENDANCE: absences,
        Part.GUARDIANS: guardians,
    }
    opened_parts(request.user, pupil, parts_of(sections, panels))
    context = {
        "pupil": pupil,
        "years": years_of(pupil.group, sops_for([pupil.school_id], today).get(pupil.school_id, (None, None))[1]),
        "panels": panels,
        "observations": observations,
        "measurements": measurements,
        "absences": absences,
        "records": has_kind(request.user, pupil, RECORDS, today) and not pupil.died,
        "cycle": next(
            (phases(cycle, tried.get(cycle.pk, [])) for cycle in cycles if cycle.phase != Phase.CLOSED), None
        ),
        "finished": [phases(cycle, tried.get(cycle.pk, [])) for cycle in cycles if cycle.phase == Phase.CLOSED],
        "beside": tried.get(None, []),
        "insights": insights,
        "places": places,
        "occasions": occasions,
        "today": today,
        "guardians": guardians,
        "undecided": nobody_decides(guardians) and not pupil.has_left,
        "own_child": is_guardian(request.user, [pupil]),
        "sociograms": sociograms,
        "runs_hgw": runs_hgw and goes_on,
        "gives": has_kind(request.user, pupil, GIVES, today) and goes_on,
        "works": Pupil.objects.visible_to(request.user).filter(pk=pupil.pk).exists(),
        "reads_until": HANDOVER_WITHIN.after(school_year(today).first),
        "where_to": where_to(pupil) if pupil.left_on and hears_guardians(request.user, pupil) else "",
        "steers": has_kind(request.user, pupil, SCHOOL_WIDE, today) and not is_guardian(request.user, [pupil]),
    }
    return render(request, "pupils/pupil.html", context)


def phases(cycle: HgwCycle, tried: list[Intervention]) -> dict[str, object]:
    """The cycle with its four phases: what was written, which one is the present one, and what was tried within it."""
    order = list(TEXTS)
    at = order.index(Phase(cycle.phase)) if cycle.phase in order else len(order)
    rows = [
        {"name": phase.label, "text": getattr(cycle, TEXTS[phase]), "question": QUESTIONS[phase][0],
         "state": "done" if index < at else "here" if index == at else "ahead"}
        for index, phase in enumerate(order)
    ]  # fmt: skip
    return {"cycle": cycle, "phases": rows, "interventions": tried}
