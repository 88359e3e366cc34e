"""What guardians wrote of their own accord: for whom of the school it waits, and where it stands in the file."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.hands import may_do
from caseflow.route.mine import Held, is_mine, roles_held, sops_of
from caseflow.route.models import Case
from caseflow.route.panels import Panel, on_case_page
from caseflow.route.reading import Row, day, reads
from caseflow.route.viewing import View
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part, RoleKind
from pupils.models import Person, Pupil, Writing
from pupils.own_child import hears_guardians
from pupils.panels import on_pupil_page
from pupils.policy import has_kind
from pupils.sop import sop_for
from pupils.waiting import Waiting, waits


def writings_of(pupil: Pupil) -> QuerySet[Writing]:
    """Newest first, with what the school did with each."""
    found = Writing.objects.filter(guardian__pupil=pupil).select_related("guardian__person")
    return found.prefetch_related("replies__by")


def may_answer(person: Any, pupil: Pupil) -> bool:
    """Who steers the school; who works at the step of a case that runs; without a case, the child's own teacher."""
    if not hears_guardians(person, pupil):
        return False
    today = clock.today()
    if has_kind(person, pupil, SCHOOL_WIDE, today):
        return True
    cases = list(Case.objects.open().filter(pupil=pupil).select_related("pupil", "school"))
    if not cases:
        return has_kind(person, pupil, (RoleKind.TEACHER,), today)
    _version, sop = sop_for(pupil.school_id, today)
    return any(may_do(person, case, sop.steps[case.step].owner, sop) for case in cases)


@waits
def to_answer(person: Person) -> Iterator[Waiting]:
    """For the IB-er, and for whoever else works with the child now: three queries, however much was written."""
    held = roles_held(person)
    unread = Writing.objects.visible_to(person).unread().select_related("guardian__pupil__group")
    rows = list(unread.order_by("on", "pk")) if held else []
    if not rows:
        return
    cases: dict[int, list[Case]] = {}
    for case in Case.objects.open().filter(pupil__in={row.guardian.pupil_id for row in rows}).select_related("pupil"):
        cases.setdefault(case.pupil_id, []).append(case)
    sops = sops_of(held)
    for row in rows:
        pupil = row.guardian.pupil
        if _waits_for(held, pupil, cases.get(pupil.pk, []), sops):
            yield Waiting(
                _("Een ouder schreef aan de school: lees het en antwoord"),
                f"{pupil.full_name} · {pupil.group}" if pupil.group else pupil.full_name,
                reverse("route:writing", args=[row.pk]),
                _("Bekijk"),
            )


def _waits_for(held: list[Held], pupil: Pupil, cases: list[Case], sops: dict[int, Sop]) -> bool:
    sop = sops.get(pupil.school_id)
    if any(one.school.pk == pupil.school_id and one.kind is RoleKind.IB_ER for one in held):
        return True
    if cases:
        return sop is not None and any(is_mine(held, case, *sop.steps[case.step].owner, sop=sop) for case in cases)
    own = (one for one in held if one.kind is RoleKind.TEACHER and one.groups and pupil.group_id in one.groups)
    return next(own, None) is not None


# --- Where it stands -------------------------------------------------------------------------------------------------


@on_pupil_page
def on_the_pupil(person: Person, pupil: Pupil) -> Panel | None:
    rows = list(writings_of(pupil)) if hears_guardians(person, pupil) else []
    answers = bool(rows) and may_answer(person, pupil)
    context = {"rows": rows, "answers": answers}
    return Panel("route/panels/writings.html", context, parts=frozenset({Part.VIEWS})) if rows else None


@on_case_page
def on_the_case(view: View) -> Panel | None:
    return on_the_pupil(view.person, view.case.pupil)


@reads(Part.VIEWS)
def views(item: Any) -> Iterator[Row]:
    """For somebody from outside: what was written and answered, not by which of them."""
    for one in writings_of(item.case.pupil):
        yield {
            "when": day(one.on),
            "what": _("Een ouder of verzorger schreef"),
            "effect": one.text,
            "also": "\n".join(_("De school antwoordde: %(text)s") % {"text": reply.text} for reply in one.answers),
        }
