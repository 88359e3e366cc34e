"""The people of the demo: the school with its groups and staff, the pupils and their families, partners and the SWV."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from caseflow import clock, sop
from caseflow.demo import families
from caseflow.demo.family import Child
from caseflow.demo.staff import GROUPS, OUTSIDE, STAFF, SWV, Worker
from caseflow.sop.dates import school_year
from pupils.models import Group, Guardian, Person, Pupil, RoleAssignment, School, Swv, SwvMember
from pupils.sop import sop_for, store_version

SOP_FILE = Path(sop.__file__).parent / "schools" / "kbs-crescendo.yaml"
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
    """The school itself, with its SOP as its board adopted it."""
    text = SOP_FILE.read_text(encoding="utf-8")
    swv = Swv.objects.create(name="Samenwerkingsverband Passend Onderwijs Almere (demo)", key="swv-almere")
    school = School.objects.create(name="KBS Crescendo", brin="23EY", key=SCHOOL_KEY, swv=swv)
    store_version(school, text, adopted_on=date(2023, 6, 26))
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
    Guardian.objects.bulk_create(guardians)
    demo.people = everyone.people
    _employ(demo)


def _employ(demo: DemoSchool) -> None:
    since = demo.today - HISTORY
    _, rules = sop_for(demo.school, demo.today)
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
    person = demo.people[worker.name]
    return RoleAssignment(person=person, school=demo.school, role=role, kind=kind, starts_on=since), worker.groups


class People:
    """Accounts by name: who is in two families, or works here too, has one. One password, made slow once."""

    def __init__(self, password: str) -> None:
        self.password = password
        self.people: dict[str, Person] = {}
        self.addresses: set[str] = set()

    def add(self, name: str, domain: str, language: str = "nl") -> Person:
        if name not in self.people:
            address = self._address(name, domain)
            self.people[name] = Person(name=name, email=address, password=self.password, language=language)
        return self.people[name]

    def _address(self, name: str, domain: str) -> str:
        first, _, rest = name.partition(" ")
        word = f"{slugify(first)}.{slugify(rest).replace('-', '')}"
        number = 1
        while (address := f"{word}{number if number > 1 else ''}@{domain}") in self.addresses:
            number += 1
        self.addresses.add(address)
        return address
