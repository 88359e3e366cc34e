"""Panels that the apps above add to the page of a pupil, without this app knowing them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from caseflow.sop.vocabulary import Part
from pupils.models import Person, Pupil


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of a page: a template with its own context (the page's context is there as well).

    `parts` are those of the file that it shows now, for the read log. `urgent` puts it before the others. `rests`:
    nothing in it waits for anybody; a long page folds it under this name.
    """

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    urgent: bool = False
    rests: str = ""
    parts: frozenset[Part] = frozenset()


Make = Callable[[Person, Pupil], Panel | None]
registered: list[Make] = []


def on_pupil_page(make: Make) -> Make:
    """Register a panel; it returns None where there is nothing to show."""
    registered.append(make)
    return make


def parts_of(sections: Mapping[Part, object], panels: Iterable[Panel] = ()) -> frozenset[Part]:
    """The parts of the file that a page shows: its own sections that are not empty, and what its panels tell."""
    own = frozenset(part for part, rows in sections.items() if rows)
    return own.union(*(panel.parts for panel in panels))


def panels_for(person: Person, pupil: Pupil) -> list[Panel]:
    return [panel for make in registered if (panel := make(person, pupil)) is not None]
