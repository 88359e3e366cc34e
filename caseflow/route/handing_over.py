"""What runs in the route about children who are handed over: their open cases, by the step where each is."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.urls import reverse

from caseflow import clock
from caseflow.route.models import Case
from pupils import handing_over
from pupils.handing_over import Running
from pupils.models import Person
from pupils.sop import sop_for


def open_cases_of(person: Person, pupils: Collection[int]) -> Mapping[int, list[Running]]:
    found: dict[int, list[Running]] = defaultdict(list)
    for case in Case.objects.readable_by(person).open().filter(pupil__in=pupils).select_related("school").order_by("pk"):
        _version, sop = sop_for(case.school, clock.today())
        step = sop.steps.get(case.step)
        found[case.pupil_id].append(Running(step.name if step else case.step, reverse("route:case", args=[case.pk])))
    return found


handing_over.running.append(open_cases_of)
