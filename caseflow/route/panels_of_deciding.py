"""The panel of what is said before a step is taken, and of where a child is."""

from caseflow.route.doors import buttons
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
        "proposals": list(Proposal.objects.filter(**here).select_related("by").order_by("pk")),
        "questions": list(BodyQuestion.objects.filter(**here).order_by("pk")),
        "placements": list(Placement.objects.filter(case=view.case).order_by("-starts_on")),
        "waits": waits,
        "place": _place(waits) if waits else 0,
        "buttons": buttons(view, *_acts(view)) if view.case.is_open else [],
    }
    return Panel("route/panels/deciding.html", context) if any(context.values()) else None


def _acts(view: View) -> tuple[str, ...]:
    acts = ACTS if view.step.state == "aanmelding" else ACTS[:3]
    return (*acts, "record_placement") if view.step.elsewhere else acts


def _place(waits: WaitingPlace) -> int:
    """Its number on the list of its group."""
    before = WaitingPlace.objects.filter(group=waits.group_id, case__pupil__enrolled_on=None)
    return before.filter(on__lt=waits.on).count() + before.filter(on=waits.on, pk__lte=waits.pk).count()
