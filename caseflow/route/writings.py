"""What guardians wrote of their own accord: for whom of the school it waits, and where it stands in the file."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.languages import apart
from caseflow.route.hands import may_do
from caseflow.route.mine import Held, falls_to, held_at, is_mine, parents_of, roles_held, sops_of, teaches
from caseflow.route.models import Case
from caseflow.route.panels import Panel, on_case_page
from caseflow.route.reading import Of, Row, day, reads
from caseflow.route.viewing import View
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part, RoleKind
from pupils.models import Guardian, Person, Pupil, Writing
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
    """Who steers the school; who works at the step of a case that runs; without a case, the child's own teacher.

    And she to whom it falls since all of those are parents of the child.
    """
    if not hears_guardians(person, pupil):
        return False
    today = clock.today()
    if has_kind(person, pupil, SCHOOL_WIDE, today):
        return True
    cases = list(Case.objects.open().filter(pupil=pupil).select_related("pupil", "school"))
    if not cases:
        return has_kind(person, pupil, (RoleKind.TEACHER,), today)
    _version, sop = sop_for(pupil.school_id, today)
    if any(may_do(person, case, sop.steps[case.step].owner, sop) for case in cases):
        return True
    everybody, parents = held_at([pupil.school_id]), parents_of([pupil.pk])
    return falls_to(person.pk, pupil, _who_works_with(pupil, cases, {pupil.school_id: sop}), everybody, parents)


@waits
def to_answer(person: Person) -> Iterator[Waiting]:
    """For the IB-er, and for whoever else works with the child now: three queries, however much was written.

    A parent of the child neither reads it nor answers. Only who may have to step in for her costs three more.
    """
    held = roles_held(person)
    unread = Writing.objects.visible_to(person).unread().select_related("guardian__pupil__group")
    own = Guardian.objects.filter(person=person).values("pupil")
    rows = list(unread.exclude(guardian__pupil__in=own).order_by("on", "pk")) if held else []
    if not rows:
        return
    pupils = {row.guardian.pupil_id: row.guardian.pupil for row in rows}
    cases: dict[int, list[Case]] = {}
    for case in Case.objects.open().filter(pupil__in=pupils).select_related("pupil"):
        cases.setdefault(case.pupil_id, []).append(case)
    sops = sops_of(held)
    mine = {pk for pk, pupil in pupils.items() if _works_with(held, pupil, cases.get(pk, []), sops)}
    others = [pk for pk in pupils if pk not in mine]
    if others:
        everybody, parents = held_at({pupils[pk].school_id for pk in others}), parents_of(others)
        for pk in others:
            works = _who_works_with(pupils[pk], cases.get(pk, []), sops)
            mine |= {pk} if falls_to(person.pk, pupils[pk], works, everybody, parents) else set()
    for row in rows:
        pupil = row.guardian.pupil
        if pupil.pk in mine:
            yield Waiting(
                _("Een ouder schreef aan de school: lees het en antwoord"),
                f"{pupil.full_name} · {pupil.group}" if pupil.group else pupil.full_name,
                reverse("route:writing", args=[row.pk]),
                _("Bekijk"),
            )


def _who_works_with(pupil: Pupil, cases: list[Case], sops: dict[int, Sop]) -> Callable[[list[Held]], bool]:
    return lambda held: _works_with(held, pupil, cases, sops)


def _works_with(held: list[Held], pupil: Pupil, cases: list[Case], sops: dict[int, Sop]) -> bool:
    """For whom it waits, whoever she is to the child."""
    sop = sops.get(pupil.school_id)
    if any(one.kind is RoleKind.IB_ER for one in held if one.school.pk == pupil.school_id):
        return True
    if cases:
        return sop is not None and any(is_mine(held, case, *sop.steps[case.step].owner, sop=sop) for case in cases)
    return teaches(held, pupil)


# --- Where it stands -------------------------------------------------------------------------------------------------


@on_pupil_page
def on_the_pupil(person: Person, pupil: Pupil) -> Panel | None:
    rows = list(writings_of(pupil)) if hears_guardians(person, pupil) else []
    answers = bool(rows) and may_answer(person, pupil)
    context = {"rows": rows, "answers": answers}
    rests = _("Wat ouders zelf schreven (%(number)s)") % {"number": len(rows)} if all(r.read_on for r in rows) else ""
    return Panel("route/panels/writings.html", context, parts=frozenset({Part.VIEWS}), rests=rests) if rows else None


@on_case_page
def on_the_case(view: View) -> Panel | None:
    return on_the_pupil(view.person, view.case.pupil)


@reads(Part.VIEWS)
def views(of: Of) -> Iterator[Row]:
    """For somebody from outside: what was written and answered, not by which of them."""
    return as_rows(writings_of(of.case.pupil))


def as_rows(writings: QuerySet[Writing]) -> Iterator[Row]:
    for one in writings:
        yield {
            "when": day(one.on),
            "what": _("Een ouder of verzorger schreef"),
            "effect": one.text,
            "also": "\n".join(apart(_("De school antwoordde"), reply.text) for reply in one.answers),
        }
