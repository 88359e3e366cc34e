"""Recording one result or one week of absence, in seconds; and taking a result away that was typed wrong."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.measures import monday
from caseflow.sop.vocabulary import Part
from pupils.commands.measured import record_absence, record_measurement, strike_measurement
from pupils.forms import PlainForm
from pupils.getters import measurement_for, pupil_for
from pupils.measured_forms import AbsenceForm, MeasurementForm
from pupils.measuring import offered
from pupils.models import RECORDS, Person
from pupils.opened import opened
from pupils.policy import Audience, policy, require_kind
from pupils.posting import form_for, post_once
from pupils.queries import absences_of, last_measured_by
from pupils.requests import SignedIn

WHO = "the teacher of the group and those who steer the school record what was measured and missed"


@policy(Audience.STAFF, kinds=RECORDS, because=WHO)
def measure(request: SignedIn, pupil_id: int) -> HttpResponse:
    pupil = pupil_for(request.user, pupil_id)
    require_kind(request.user, pupil, RECORDS)
    instruments = offered(pupil)
    first = _as_last(request.user, pupil.school_id)
    if asked := request.GET.get("toets"):
        first["instrument"] = asked
    form = form_for(request, MeasurementForm, instruments=instruments, initial=first)

    def run(data: dict[str, Any]) -> Any:
        return record_measurement(pupil_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("Het resultaat is vastgelegd.")):
        return redirect(f"/leerlingen/{pupil_id}/#measured")
    return render(request, "pupils/measure.html", {"pupil": pupil, "form": form, "instruments": instruments})


def _as_last(person: Person, school_id: int) -> dict[str, Any]:
    last = last_measured_by(person, school_id)
    if last is None or last.recorded_on != clock.today():
        return {"day": clock.today()}
    return {"instrument": last.instrument, "moment": last.moment, "day": last.day}


@policy(Audience.STAFF, kinds=RECORDS, because=WHO)
def absence(request: SignedIn, pupil_id: int) -> HttpResponse:
    pupil = pupil_for(request.user, pupil_id)
    require_kind(request.user, pupil, RECORDS)
    form = form_for(request, AbsenceForm, initial={"week": monday(clock.today())})

    def run(data: dict[str, Any]) -> Any:
        return record_absence(pupil_id, **data, actor=request.user)

    if post_once(request, form, run, said=_("De gemiste uren zijn vastgelegd.")):
        return redirect(f"/leerlingen/{pupil_id}/#missed")
    opened(request.user, pupil, Part.ATTENDANCE)
    return render(request, "pupils/absence.html", {"pupil": pupil, "form": form, "absences": absences_of(pupil)[:8]})


@policy(Audience.STAFF, kinds=RECORDS, because=WHO)
def strike(request: SignedIn, measurement_id: int) -> HttpResponse:
    row = measurement_for(request.user, measurement_id)
    require_kind(request.user, row.pupil, RECORDS)
    form = form_for(request, PlainForm)

    def run(_data: dict[str, Any]) -> Any:
        return strike_measurement(measurement_id, actor=request.user)

    if post_once(request, form, run, said=_("Het resultaat is weggehaald.")):
        return redirect(f"/leerlingen/{row.pupil_id}/#measured")
    opened(request.user, row.pupil, Part.MEASUREMENTS, f"measurement-{measurement_id}")
    return render(request, "pupils/strike.html", {"pupil": row.pupil, "row": row, "form": form})
