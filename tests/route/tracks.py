"""A school with a track whose trigger counts measurements, and what happens there."""

from datetime import date, timedelta

from caseflow import clock
from caseflow.route.commands import case as cases
from caseflow.route.commands.track import dismiss_proposal
from caseflow.route.models import Case, TrackProposal
from caseflow.route.tracks import propose_tracks
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Measurement, Pupil
from tests.world import SCHOOLS, World, make_world

DAY = date(2025, 10, 1)
NIGHT = timedelta(days=1)
HALF_A_YEAR = timedelta(weeks=20)
FIRST_DAY = date(2024, 1, 15)
NEXT_YEAR = date(2026, 8, 3)
VUURTOREN = SCHOOLS / "de-vuurtoren.yaml"
FIRST = "    first: niveau_een\n"
TRIGGER = """    trigger:
      - any:
          - {fact: measured_in_a_row, of: woordentoets E V-min, min: 2, say: Woordlezen was twee keer E, cite: "SOP 3.2", todo: record_measurement}
          - {fact: incidents, of: 3 months, min: 9, say: Er waren negen incidenten, cite: "SOP 5", todo: record_incident}
        say: Het lezen blijft achter
        cite: "SOP 3.2"
      - {fact: pupil_born_on, past: 5 years, say: Het kind is vijf of ouder, cite: "SOP 3.1"}
"""  # noqa: E501
TEXT = VUURTOREN.read_text(encoding="utf-8").replace(FIRST, FIRST + TRIGGER)


def reading_school() -> World:
    made = make_world(VUURTOREN, TEXT)
    Pupil.objects.update(enrolled_on=date(2024, 8, 1))
    made.pupil.refresh_from_db()
    return made


def read_badly(world: World, pupil: Pupil | None = None, *levels: str) -> None:
    """Main measurements, one after another."""
    for level in levels or ("E", "E"):
        measured(world, pupil or world.pupil, "woordentoets", level)


def measured(world: World, pupil: Pupil, instrument: str, level: str) -> None:
    """Half a year after the last one."""
    last = Measurement.objects.filter(pupil=pupil, instrument=instrument).first()
    day = last.day + HALF_A_YEAR if last else FIRST_DAY
    Measurement.objects.create(
        pupil=pupil, instrument=instrument, day=day, moment="main", level=level,
        recorded_by=world.of_kind(RoleKind.TEACHER), recorded_on=DAY,
    )  # fmt: skip


def night(on: date = DAY) -> int:
    with clock.at(on):
        return propose_tracks(on)


def opened(world: World, on: date = DAY) -> Case:
    with clock.at(on):
        return cases.open_case(world.pupil.pk, actor=world.of_kind(RoleKind.IB_ER), reason="lezen", track="dyslexie")


def closed(world: World, case: Case, on: date) -> None:
    with clock.at(on):
        cases.take_exit(case.pk, "close-moved", actor=world.of_kind(RoleKind.IB_ER), reason="weg")


def dismissed(world: World, on: date = DAY) -> TrackProposal:
    with clock.at(on):
        one = TrackProposal.objects.waiting().get()
        return dismiss_proposal(one.pk, reason="de bril was stuk", actor=world.of_kind(RoleKind.IB_ER))
