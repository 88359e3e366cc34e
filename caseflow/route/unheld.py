"""Roles that running cases wait for and nobody holds: named before the last one goes, and for the director after it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseflow import clock
from caseflow.route.mine import roles_held
from caseflow.route.models import Case, Deadline, Task
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import RoleKind
from pupils.leaving import needs_holder
from pupils.models import Group, RoleAssignment, School
from pupils.sop import NoSop, sop_for
from pupils.waiting import Waiting, waits

NAMED = 2


@dataclass(slots=True)
class Waits:
    """What waits for one role: running cases by the step where they stand, terms by name, tasks."""

    steps: Counter[str] = field(default_factory=Counter)
    terms: Counter[str] = field(default_factory=Counter)
    tasks: int = 0

    @property
    def number(self) -> int:
        return self.steps.total() + self.terms.total() + self.tasks

    def words(self) -> str:
        """Of one or two steps or terms the names; of more, how many there are."""
        steps = [
            ngettext("stap ‘%(name)s’ (%(number)d casus)", "stap ‘%(name)s’ (%(number)d casussen)", number)
            % {"name": name, "number": number}
            for name, number in sorted(self.steps.items())
        ]
        if len(steps) > NAMED:
            number = self.steps.total()
            steps = [ngettext("%(number)d casus", "%(number)d casussen", number) % {"number": number}]
        terms = [_("termijn ‘%(name)s’") % {"name": _(name)} for name in sorted(self.terms)]
        if len(terms) > NAMED:
            number = self.terms.total()
            terms = [ngettext("%(number)d termijn", "%(number)d termijnen", number) % {"number": number}]
        tasks = ngettext("%(number)d taak", "%(number)d taken", self.tasks) % {"number": self.tasks}
        return ", ".join([*steps, *terms, *([tasks] if self.tasks else [])])


def wait_for_nobody(school: School, held: Collection[str]) -> dict[str, Waits]:
    """By the name of the role: what waits for one that is not among these, and for which no other is as good."""
    try:
        sop = sop_for(school, clock.today())[1]
    except NoSop:
        return {}
    found: dict[str, Waits] = defaultdict(Waits)
    for role, step, number in _at_steps(school, sop, frozenset(held)):
        found[role].steps[step] += number
    own = {role for role, known in sop.roles.items() if known.kind is not RoleKind.OUTSIDER} - set(held)
    terms = Deadline.objects.pressing().filter(school=school, case__closed_on=None, owner_role__in=own)
    for role, name in terms.order_by().values_list("owner_role", "name"):
        found[role].terms[name] += 1
    tasks = Task.objects.filter(case__school=school, case__closed_on=None, done_on=None, owner_role__in=own)
    for role in tasks.order_by().values_list("owner_role", flat=True):
        found[role].tasks += 1
    return {sop.roles[role].name: waiting for role, waiting in sorted(found.items())}


def _at_steps(school: School, sop: Sop, held: frozenset[str]) -> Iterator[tuple[str, str, int]]:
    """A step is led, and its table chaired, by whoever of its roles is for children of these years at this place."""
    rows = Case.objects.open().filter(school=school).order_by().values_list("step", "pupil__group")
    groups = Group.objects.filter(school=school).in_bulk()
    for step, group_id, number in rows.annotate(number=Count("pk")):
        if step not in sop.steps:
            continue
        at, group = sop.steps[step], groups.get(group_id)
        near = (group.jaargroepen, group.location) if group else (frozenset[int](), "")
        missing = dict.fromkeys(role for of in (at.owner, at.chair) for role in _missing(sop, of, near, held))
        yield from ((role, at.name, number) for role in missing)


def _missing(sop: Sop, of: tuple[str, ...], near: Any, held: frozenset[str]) -> tuple[str, ...]:
    roles = sop.covering(of, *near)
    known = [role for role in roles if role in sop.roles]
    if held & set(roles) or any(sop.roles[role].kind is RoleKind.OUTSIDER for role in known):
        return ()
    return tuple(known)


@needs_holder
def of_running_cases(school: School, lost: Collection[str], held: Collection[str]) -> Iterator[tuple[str, str]]:
    """What waited for nobody before is no reason to keep who leaves now."""
    before = wait_for_nobody(school, {*held, *lost})
    for name, waiting in wait_for_nobody(school, held).items():
        if name not in before:
            yield name, waiting.words()


@waits
def of_the_director(person: Any) -> Iterator[Waiting]:
    """A term, a task or a case that nobody finds on her own start page stands on that of the director."""
    directed = {one.school.pk: one.school for one in roles_held(person) if one.kind is RoleKind.DIRECTOR}
    for school in directed.values():
        now = RoleAssignment.objects.current(clock.today()).filter(school=school, person__is_active=True)
        held = set(now.order_by().values_list("role", flat=True))
        for name, waiting in wait_for_nobody(school, held).items():
            title = _("Niemand is nu %(role)s, en dit wacht: %(what)s") % {"role": name, "what": waiting.words()}
            yield Waiting(title, school.name, reverse("pupils:staff", args=[school.pk]), _("Bekijk"), late=True)
