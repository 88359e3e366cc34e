"""Everybody who might try a door, by the columns of the matrix, and who else stands for a child."""

from datetime import date

from django.contrib.auth.hashers import make_password

from caseflow.sop.vocabulary import RoleKind
from pupils.models import Guardian, Person, Pupil
from tests import cast
from tests.cast import PASSWORD, make_group, make_staff
from tests.world import World, make_guardian, make_person, make_pupil

START = date(2025, 9, 8)
#: Who signed in with less than she must, beside "s1": another session of the same person, by that one's column.
WITHOUT_FACTOR = {"o1": "ou", "x1": "sd", "e1": "se"}


def make_people(world: World, there: World) -> dict[str, Person | None]:
    people = {
        "no": None,
        "--": make_person("Zonder pet"),
        "te": world.of_kind(RoleKind.TEACHER),
        "ot": make_staff(world.school, RoleKind.TEACHER, make_group(world.school), role="teacher"),
        "la": make_staff(world.school, RoleKind.TEACHER, world.group, role="teacher", ends_on=START),
        "as": make_staff(world.school, RoleKind.ASSISTANT, world.group),
        "bo": make_staff(world.school, RoleKind.TEACHER, world.group, role="teacher"),
        "ib": world.of_kind(RoleKind.IB_ER),
        "di": world.of_kind(RoleKind.DIRECTOR),
        "t2": make_staff(there.school, RoleKind.TEACHER, there.group),
        "i2": make_staff(there.school, RoleKind.IB_ER),
        "d2": make_staff(there.school, RoleKind.DIRECTOR),
        "g1": world.guardians[0].person,
        "g2": world.guardians[1].person,
        "g?": make_person("Ouder met gezag onbekend"),
        "g0": make_person("Ouder zonder gezag"),
        "gr": make_person("Ouder met beperkt gezag"),
        "gc": make_person("Ouder zonder zeggenschap over zorg"),
        "gx": make_person("Ouder van een ander kind"),
        "ou": world.people["orthopedagoog"],
        "oe": world.people["jgz_arts"],
        "o0": world.people["rid_behandelaar"],
        "sd": world.desk,
        "se": world.experts[0],
        "sx": there.desk,
        "lo": make_staff(world.school, RoleKind.TEACHER, make_group(world.school), role="teacher"),
        "s1": make_staff(world.school, RoleKind.TEACHER, world.group, role="teacher"),
        "2h": make_staff(world.school, RoleKind.TEACHER, world.group, role="teacher"),
    }
    make_staff(there.school, RoleKind.DIRECTOR, person=people["bo"])
    Person.objects.filter(pk__in=[one.pk for one in people.values() if one]).update(password=make_password(PASSWORD))
    Person.objects.filter(pk=people["g2"].pk).update(password=make_password(None))  # comes in by a code in the mail
    for parent in ("gx", "2h"):
        make_guardian(make_pupil(world.school, world.group, date(2018, 1, 1)), people[parent])
    people |= {column: people[whole] for column, whole in WITHOUT_FACTOR.items()}
    for one in people.values():
        if one is not None:
            one.refresh_from_db()  # its password, by which a session is known
    return people


def add_guardians(people: dict[str, Person | None], pupil_id: int) -> None:
    pupil = Pupil.objects.get(pk=pupil_id)
    make_guardian(pupil, people["g?"], "unknown")
    make_guardian(pupil, people["g0"], "no")
    make_guardian(pupil, people["gr"], "restricted")
    first = Guardian.objects.filter(pupil=pupil, person=people["g1"]).first()
    taken = {"education_held_by": None, "care_held_by": first}
    cast.make_guardian(pupil, "restricted", people["gc"], **taken)
