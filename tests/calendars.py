"""Invented schools with a calendar: a whole SOP of the house, with other entries and other holidays."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from caseflow.sop.loading import load_sop
from caseflow.sop.schema import Sop
from pupils.models import Group, Occasion, Pupil, SopVersion
from tests.world import SCHOOLS, World, make_world, store_version

KOMPAS = (SCHOOLS / "het-kompas.yaml").read_text(encoding="utf-8")
AUTUMN = ("2025-10-18", "2025-10-26")
WINTER = ("2025-12-20", "2026-01-04")
TALK = {
    "name": "Groepsbespreking",
    "what": "group_talk",
    "for": "groups",
    "owner": "groepsleider",
    "months": [10, 4],
    "cite": "SOP 1",
}
CHILD = {**TALK, "name": "Kindgesprek", "what": "pupil_talk", "for": "pupils"}
PLACED = {key: value for key, value in CHILD.items() if key != "months"} | {
    "name": "Zes weken na plaatsing",
    "after": {"event": "enrolled", "within": "6 weeks"},
}
MEASURED = {**TALK, "name": "Meting", "what": "screening", "instrument": "toetsmap"}
TRAINING = {**TALK, "name": "Training", "what": "programme", "minutes_a_week": 60}


def text_of(*holidays: tuple[str, str], version: str = "2025-a", first_day: str = "2025-01-01", **calendar: Any) -> str:
    """The text of Het Kompas with this calendar; an entry with None leaves a key of it away."""
    said = KOMPAS.replace('"2025-a"', f'"{version}"').replace("first_day: 2025-01-01", f"first_day: {first_day}")
    entries = {key: {k: v for k, v in entry.items() if v is not None} for key, entry in calendar.items()}
    free = [{"name": "Vakantie", "first": first, "last": last} for first, last in holidays]
    unshared = json.loads(json.dumps({"calendar": entries, "holidays": free}))  # or YAML would write references
    return said + yaml.safe_dump(unshared, allow_unicode=True, sort_keys=False)


def sop_with(*holidays: tuple[str, str], **calendar: Any) -> Sop:
    return load_sop(text_of(*holidays, **calendar), "kalender.yaml")


def world_with(tmp_path: Path, *holidays: tuple[str, str], **calendar: Any) -> World:
    """A school with that calendar, somebody in every role, and one pupil at school in groep 5."""
    path = tmp_path / "kalender.yaml"
    path.write_text(text_of(*holidays, **calendar), encoding="utf-8")
    world = make_world(path)
    Pupil.objects.filter(pk=world.pupil.pk).update(enrolled_on=date(2024, 8, 1))
    world.pupil.refresh_from_db()
    return world


def adopt(world: World, first_day: date, *holidays: tuple[str, str], **calendar: Any) -> SopVersion:
    """A newer version of the school's SOP, with this calendar."""
    version = f"v{first_day}"
    text = text_of(*holidays, version=version, first_day=first_day.isoformat(), **calendar)
    return store_version(world.school, text, adopted_on=first_day)


def another_group(world: World, name: str, years: str, pupils: int = 1) -> Group:
    """A group with children at school."""
    group = Group.objects.create(school=world.school, name=name, years=years)
    Pupil.objects.bulk_create(
        Pupil(
            school=world.school, group=group, first_name="Lot", last_name=f"{name} {number}",
            born_on=date(2017, 1, 1), enrolled_on=date(2024, 8, 1),
        )
        for number in range(pupils)
    )  # fmt: skip
    return group


def days_of(entry: str, **where: Any) -> list[date]:
    """The days of what lives on the calendar of an entry."""
    rows = Occasion.objects.live().filter(entry=entry, **where)
    return list(rows.order_by("due_on").values_list("due_on", flat=True))
