"""A group plan on one A4: for the class folder and whoever stands in, never for the wall."""

from collections.abc import Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.documents.sheet import Sheet, render_sheet
from pupils.models import GroupPlan, Pupil
from pupils.observation_forms import short_names


def group_plan_sheet(plan: GroupPlan, clusters: Iterable[tuple[Any, list[Pupil]]]) -> bytes:
    """`clusters`: each with those of its pupils whom the reader sees."""
    clusters = list(clusters)
    everybody = {pupil.pk: pupil for _cluster, pupils in clusters for pupil in pupils}
    names = dict(short_names(everybody.values()))
    period = _("%(first)s tot en met %(last)s") % {
        "first": date_format(plan.first_day, "j F Y"),
        "last": date_format(plan.last_day, "j F Y"),
    }
    rows = [
        [
            f"{cluster.name}\n{', '.join(str(names[pupil.pk]) for pupil in pupils)}",
            cluster.needs,
            cluster.goal,
            cluster.approach,
            cluster.organisation,
            cluster.effect,
        ]
        for cluster, pupils in clusters
    ]
    sheet = Sheet(
        sender=plan.group.school.name,
        title=_("Groepsplan %(area)s · %(group)s") % {"area": plan.get_area_display(), "group": plan.group.name},
        under=f"{period} · {plan.get_state_display()}",
        on=clock.today(),
        heads=[_("Cluster"), _("Heeft nodig"), _("Doel"), _("Aanpak"), _("Wie, wanneer"), _("Evaluatie")],
        widths=[16, 18, 16, 26, 13, 11],
        rows=rows,
        foot=_("Voor de klassenmap en voor wie invalt. Hang dit niet op: er staan namen van kinderen in."),
    )
    return render_sheet(sheet)
