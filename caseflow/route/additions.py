"""What was added to a closed case: on its page, in the portal, and in the groeidocument."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow.languages import apart
from caseflow.route.growing import Chapter, For, Telling, binds
from caseflow.route.models import Addition, Case
from caseflow.route.panels import Panel, on_case_page, parts_of
from caseflow.route.portal import Piece, final_pieces
from caseflow.route.reading import Row, day
from caseflow.route.viewing import View, steers
from caseflow.sop.vocabulary import Part
from pupils.getters import found

#: Of which part of the file each is.
PARTS = {Addition.Kind.REPORT: Part.ADVICE, Addition.Kind.VIEW: Part.VIEWS, Addition.Kind.CORRECTION: Part.ROUTE}


def added_to(case: Case, *, hears: bool) -> list[Addition]:
    """The newest last; what a guardian said only for who hears the guardians."""
    rows = Addition.objects.filter(case=case).select_related("guardian__person", "added_by")
    return list(rows if hears else rows.filter(guardian=None))


def addition_for_guardian(person: Any, pk: int) -> Addition:
    rows = Addition.objects.for_guardian(person).select_related("case__pupil", "guardian__person", "added_by")
    return found(rows, pk)


@on_case_page
def on_the_case(view: View) -> Panel | None:
    if view.case.is_open:
        return None
    rows = added_to(view.case, hears=view.hears)
    adds = steers(view)
    shown = parts_of({part: [row for row in rows if row.kind == kind] for kind, part in PARTS.items()})
    return Panel("route/panels/additions.html", {"rows": rows, "adds": adds}, parts=shown) if rows or adds else None


@final_pieces
def pieces(person: Any, case: Case) -> Iterator[Piece]:
    for one in Addition.objects.for_guardian(person).filter(case=case):
        url = reverse("route:guardian_addition", args=[one.pk])
        yield Piece(_("Later aan de casus toegevoegd"), one.get_kind_display(), one.added_on, url)


@binds
def chapters(told: Telling) -> Iterator[Chapter]:
    """Reports and corrections; a guardian's own words for herself, and inside for who hears them."""
    if told.reader is For.TEAM:
        rows: Iterable[Addition] = added_to(told.case, hears=told.hears)
    elif told.reader is For.GUARDIAN:
        rows = Addition.objects.for_guardian(told.person).filter(case=told.case).select_related("guardian__person")
    else:
        return
    by_part: dict[Part, list[Row]] = {}
    for one in rows:
        by_part.setdefault(PARTS[Addition.Kind(one.kind)], []).append(_row(one))
    for part, lines in by_part.items():
        yield Chapter(part, _("Later toegevoegd"), tuple(lines))


def _row(one: Addition) -> Row:
    return {
        "when": day(one.added_on),
        "what": apart(one.told_by, str(one.get_kind_display()), ", "),
        "effect": one.text,
    }
