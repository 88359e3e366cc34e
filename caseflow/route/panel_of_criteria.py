"""On the page of a case: how far the child is from what a desk outside the school asks, and the way to the evidence."""

from caseflow.route.criteria import criteria_of
from caseflow.route.panels import Panel, on_case_page
from caseflow.route.viewing import View


@on_case_page
def criteria(view: View) -> Panel | None:
    """Only where the case is on a track to such a desk, as long as it runs."""
    found = criteria_of(view) if view.case.is_open and view.roles else None
    return Panel("route/panels/criteria.html", {"criteria": found, "case": view.case}) if found else None
