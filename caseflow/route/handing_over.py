"""What runs in the route about children who are handed over: their open cases, by the step where each is."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.models import Case
from pupils import handing_over
from pupils.handing_over import Running
from pupils.models import Person
from pupils.sop import sops_for


def open_cases_of(person: Person, pupils: Collection[int]) -> Mapping[int, list[Running]]:
    found: dict[int, list[Running]] = defaultdict(list)
    cases = list(Case.objects.readable_by(person).open().filter(pupil__in=pupils).order_by("pk"))
    sops = sops_for({case.school_id for case in cases}, clock.today())
    for case in cases:
        step = sops[case.school_id][1].steps.get(case.step) if case.school_id in sops else None
        name = step.name if step else _("Open casus")
        found[case.pupil_id].append(Running(name, reverse("route:case", args=[case.pk])))
    return found


handing_over.running.append(open_cases_of)
