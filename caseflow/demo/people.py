"""The people of the demo: the school with its groups and staff, the pupils and their families, partners and the SWV."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from caseflow import clock
from caseflow.demo import families
from caseflow.demo.family import Child
from caseflow.demo.sop_life import SOP_FILE, UPLOADED, tell_life
from caseflow.demo.staff import GROUPS, OUTSIDE, STAFF, SWV, Worker
from caseflow.sop.dates import school_year
from caseflow.sop.loading import load_sop
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.outsiders import LONGEST
from pupils.models import Gezag, Group, Guardian, Person, Pupil, RoleAssignment, School, Swv, SwvMember

SCHOOL_KEY = "kbs_crescendo"
PASSWORD = "demo-wachtwoord-2026"
GROUP_SIZE = 26
HISTORY = timedelta(weeks=160)  # staff have worked here since before the first story begins


@dataclass
class DemoSchool:
    """The school and its people by name; `pupils` has the children that stories are about."""

    school: School
    today: date
    groups: dict[str, Group] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    pupils: dict[Child, Pupil] = field(default_factory=dict)
    roles: list[RoleAssignment] = field(default_factory=list)

    @property
    def start(self) -> date:
        return school_year(self.today).first

    def held(self) -> list[RoleAssignment]:
        """Who holds which role: read once, since nobody comes or goes here."""
        if not self.roles:
            rows = RoleAssignment.objects.filter(school=self.school).order_by("pk")
            self.roles = list(rows.select_related("person").prefetch_related("groups"))
        return self.roles


def make_school() -> DemoSchool:
    """The school itself; its SOP comes with the people who bring it."""
    swv = Swv.objects.create(name="Samenwerkingsverband Passend Onderwijs Almere (demo)", key="swv-almere")
    school = School.objects.create(name="KBS Crescendo", brin="23EY", key=SCHOOL_KEY, swv=swv)
    groups = [
        Group(school=school, name=name, years=years, position=place) for place, (name, years) in enumerate(GROUPS)
    ]
    Group.objects.bulk_create(groups)
    return DemoSchool(school, clock.today(), {group.name: group for group in groups})


def fill(demo: DemoSchool, children: list[Child]) -> None:
    """Everybody who works at or for the school, the children of the stories and all others."""
    everyone = People(make_password(PASSWORD))
    for worker in (*STAFF, *OUTSIDE, *SWV):
        everyone.add(worker.name, worker.domain)
    pupils, guardians = families.make(demo, everyone, children, GROUP_SIZE, Random(23))
    Person.objects.bulk_create(everyone.people.values())
    Pupil.objects.bulk_create(pupils)
    _store(guardians)
    _prove_addresses(guardians)
    demo.people = everyone.people
    _employ(demo)
    ib_er, director = (demo.people[_first(kind)] for kind in ("ib_er", "director"))
    tell_life(ib_er, director)


def _store(guardians: list[Guardian]) -> None:
    """Those in whose place another decides come last: that other is there then, and is marked as who decides."""
    limited = [one for one in guardians if one.gezag == Gezag.RESTRICTED]
    Guardian.objects.bulk_create(one for one in guardians if one.gezag != Gezag.RESTRICTED)
    Guardian.objects.bulk_create(limited)
    Guardian.objects.filter(pupil__in=[one.pupil_id for one in limited]).mark_holders()


def _prove_addresses(guardians: list[Guardian]) -> None:
    """The families came in by their addresses long ago."""
    people = {one.person.pk: one.person for one in guardians if one.person.email}
    EmailAddress.objects.bulk_create(
        EmailAddress(user=one, email=one.email, verified=True, primary=True) for one in people.values()
    )


def _first(role: str) -> str:
    return next(worker.name for worker in STAFF if role in worker.roles)


def _employ(demo: DemoSchool) -> None:
    since = min(demo.today - HISTORY, UPLOADED)
    rules = load_sop(SOP_FILE.read_bytes(), SOP_FILE.name)
    held = [
        _role(demo, worker, role, rules.roles[role].kind, since)
        for worker in (*STAFF, *OUTSIDE)
        for role in worker.roles
    ]
    RoleAssignment.objects.bulk_create(role for role, _groups in held)
    through = RoleAssignment.groups.through
    through.objects.bulk_create(
        through(roleassignment_id=role.pk, group_id=demo.groups[name].pk) for role, names in held for name in names
    )
    SwvMember.objects.bulk_create(
        SwvMember(
            person=demo.people[member.name], swv=demo.school.swv, is_expert=bool(member.profession),
            profession=member.profession, starts_on=since,
        )
        for member in SWV
    )  # fmt: skip


def _role(
    demo: DemoSchool, worker: Worker, role: str, kind: str, since: date
) -> tuple[RoleAssignment, tuple[str, ...]]:
    """Who comes from outside comes for a time, as the school's own form asks."""
    until = LONGEST.after(demo.today) if kind == RoleKind.OUTSIDER else None
    if worker.weeks_left:
        until = demo.today + timedelta(weeks=worker.weeks_left)
    rows = {"person": demo.people[worker.name], "school": demo.school, "starts_on": since, "ends_on": until}
    return RoleAssignment(role=role, kind=kind, **rows), worker.groups


class People:
    """Accounts by name: who is in two families, or works here too, has one. One password, made slow once."""

    def __init__(self, password: str) -> None:
        self.password = password
        self.people: dict[str, Person] = {}
        self.addresses: set[str] = set()

    def add(self, name: str, domain: str, language: str = "nl", *, by_letter: bool = False) -> Person:
        if name not in self.people:
            address = None if by_letter else self._address(name, domain)
            password = make_password(None) if by_letter else self.password
            self.people[name] = Person(name=name, email=address, password=password, language=language)
        return self.people[name]

    def _address(self, name: str, domain: str) -> str:
        first, _, rest = name.partition(" ")
        word = f"{slugify(first)}.{slugify(rest).replace('-', '')}"
        number = 1
        while (address := f"{word}{number if number > 1 else ''}@{domain}") in self.addresses:
            number += 1
        self.addresses.add(address)
        return address
