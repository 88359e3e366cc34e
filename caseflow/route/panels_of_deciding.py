"""The panel of what is said before a step is taken, and of where a child is."""

from typing import Any

from django.utils.translation import gettext as _

from caseflow.route.doors import buttons, ways
from caseflow.route.models import BodyQuestion, Placement, Proposal, WaitingPlace
from caseflow.route.panels import Panel, on_case_page
from caseflow.route.viewing import View

ACTS = ("propose_exit", "ask_body", "record_body_answer", "put_on_waiting_list")


@on_case_page
def deciding(view: View) -> Panel | None:
    """Proposals and questions of this visit; nothing where the school works without them."""
    here = {"case": view.case, "visit": view.case.visits}
    waits = WaitingPlace.objects.filter(case=view.case, case__pupil__enrolled_on=None).select_related("group").first()
    context = {
        "proposals": _proposals(view, here),
        "questions": list(BodyQuestion.objects.filter(**here).order_by("pk")),
        "placements": list(Placement.objects.filter(case=view.case).order_by("-starts_on")),
        "waits": waits,
        "place": _place(waits) if waits else 0,
        "buttons": _buttons(view, waits) if view.case.is_open else [],
    }
    return Panel("route/panels/deciding.html", context) if any(context.values()) else None


def _proposals(view: View, here: dict[str, Any]) -> list[tuple[str, Proposal]]:
    """Each with the name of the way out that it is about."""
    names = {way.key: way.name for way in ways(view)}
    rows = Proposal.objects.filter(**here).select_related("by").order_by("pk")
    return [(names.get(row.exit, ""), row) for row in rows]


def _buttons(view: View, waits: WaitingPlace | None) -> list[dict[str, str]]:
    acts = _acts(view)
    if waits is None or "put_on_waiting_list" not in acts:
        return buttons(view, *acts)
    others = buttons(view, *(act for act in acts if act != "put_on_waiting_list"))
    moved = [{**one, "label": _("Wacht op een andere groep")} for one in buttons(view, "put_on_waiting_list")]
    return [*others, *moved]


def _acts(view: View) -> tuple[str, ...]:
    acts = ACTS if view.step.state == "aanmelding" else ACTS[:3]
    return (*acts, "record_placement") if view.step.elsewhere else acts


def _place(waits: WaitingPlace) -> int:
    """Its number on the list of its group."""
    before = WaitingPlace.objects.filter(group=waits.group_id, case__pupil__enrolled_on=None)
    return before.filter(on__lt=waits.on).count() + before.filter(on=waits.on, pk__lte=waits.pk).count()
