"""A whole school made of a SOP's text: people for each of its roles, a pupil with two guardians, and its SWV."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from caseflow.sop.loading import load_sop
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import Profession, RoleKind
from pupils.errors import Invalid
from pupils.models import Group, Guardian, Person, Pupil, RoleAssignment, School, SopVersion, Swv, SwvMember
from tests import cast

SCHOOLS = Path(__file__).parent / "schools"
REAL = Path(__file__).parent.parent / "caseflow" / "sop" / "schools"
FIRST = date(2020, 8, 1)
_numbers = count(1)
#: A SOP never changes once it is read, and most tests begin with the same few.
sop_of = lru_cache(maxsize=64)(load_sop)


@dataclass
class World:
    """`people` by role key; `guardians` of the one pupil; the desk's members by what they do."""

    sop: Sop
    school: School
    group: Group
    pupil: Pupil
    people: dict[str, Person]
    guardians: list[Guardian]
    desk: Person
    experts: list[Person] = field(default_factory=list)

    def of_kind(self, kind: RoleKind) -> Person:
        return self.people[self.sop.roles_of_kind(kind)[0]]

    def new_pupil(self, born_on: date = date(2017, 10, 3)) -> Pupil:
        """Another pupil of the group, with the same two guardians."""
        pupil = make_pupil(self.school, self.group, born_on)
        for guardian in self.guardians:
            make_guardian(pupil, guardian.person)
        return pupil


def make_person(name: str) -> Person:
    return Person.objects.create_user(email=f"p{next(_numbers)}@school.test", name=name, password=None)


def make_pupil(school: School, group: Group, born_on: date) -> Pupil:
    return Pupil.objects.create(
        school=school, group=group, first_name="Sam", last_name=f"Kind {next(_numbers)}", born_on=born_on
    )


def make_guardian(pupil: Pupil, person: Person, gezag: str = "yes") -> Guardian:
    return cast.make_guardian(pupil, gezag, person)


def version_text(first_day: date, *changes: tuple[str, str], version: str = "", path: Path | None = None) -> str:
    """The text of a school's SOP as a version of its own from this day, with each first occurrence replaced."""
    text = (path or REAL / "kbs-crescendo.yaml").read_text(encoding="utf-8")
    sop = sop_of(text)
    named = (f'version: "{sop.version}"', f'version: "{version or first_day}"')
    begins = (f"first_day: {sop.first_day}", f"first_day: {first_day}")
    for before, after in (named, begins, *changes):
        if before not in text:
            raise ValueError(f"the text does not have {before!r}")
        text = text.replace(before, after, 1)
    return text


def store_version(school: School, text: str, *, adopted_on: date, **fields: Any) -> SopVersion:
    """A text as an adopted version of the school, whatever its life was before; SopErrors when it is no SOP."""
    sop = sop_of(text, f"{school.key}.yaml")
    if sop.school.key != school.key:
        raise Invalid("text", f"{sop.school.key} ≠ {school.key}")
    usual = {
        "state": SopVersion.ADOPTED,
        "uploaded_on": adopted_on,
        "uploaded_by": make_person("Iemand van het bestuur"),
    }
    return SopVersion.objects.create(
        school=school,
        version=sop.version,
        text=text,
        digest=sha256(text.encode()).hexdigest(),
        first_day=sop.first_day,
        adopted_on=adopted_on,
        adopted_by="Het bestuur",
        **{**usual, **fields},
    )


def make_world(path: Path, text: str = "") -> World:
    """The school of one YAML (or of what a test made of its text), with somebody in every role."""
    text = text or path.read_text(encoding="utf-8")
    sop = sop_of(text, path.name)
    swv = Swv.objects.create(name=f"SWV van {sop.school.name}", key=f"swv_{sop.school.key}")
    school = School.objects.create(name=sop.school.name, brin=sop.school.brin, key=sop.school.key, swv=swv)
    school.involved_by = store_version(school, text, adopted_on=sop.first_day)  # nobody stands anywhere yet
    school.save()
    group = Group.objects.create(school=school, name="Groep 5", years="5")
    people = {role: _staff(school, group, role, sop.roles[role].kind) for role in sop.roles}
    pupil = make_pupil(school, group, date(2017, 10, 3))
    guardians = [make_guardian(pupil, make_person(name)) for name in ("Ouder een", "Ouder twee")]
    world = World(sop, school, group, pupil, people, guardians, _member(swv, "", False))
    world.experts = [_member(swv, Profession.ORTHOPEDAGOOG, True), _member(swv, Profession.ARTS, True)]
    return world


def _staff(school: School, group: Group, role: str, kind: RoleKind) -> Person:
    person = make_person(f"Iemand ({role})")
    assignment = RoleAssignment.objects.create(person=person, school=school, role=role, kind=kind, starts_on=FIRST)
    if kind in (RoleKind.TEACHER, RoleKind.ASSISTANT):
        assignment.groups.add(group)
    return person


def _member(swv: Swv, profession: str, is_expert: bool) -> Person:
    person = make_person("Iemand van het SWV")
    SwvMember.objects.create(person=person, swv=swv, is_expert=is_expert, profession=profession, starts_on=FIRST)
    return person
