"""Panels of the case page: the route's own, and those that an app above it (opp) adds."""

from collections.abc import Callable

from caseflow.route.viewing import View
from pupils.panels import Panel, parts_of

Make = Callable[[View], Panel | None]
registered: list[Make] = []


def on_case_page(make: Make) -> Make:
    """Register a panel; it returns None where there is nothing to show."""
    registered.append(make)
    return make


def panels_for(view: View) -> list[Panel]:
    panels = [panel for make in registered if (panel := make(view)) is not None]
    return sorted(panels, key=lambda panel: not panel.urgent)


__all__ = ["Panel", "on_case_page", "panels_for", "parts_of"]
