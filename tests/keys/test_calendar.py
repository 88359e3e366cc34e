"""Each key of `calendar` is read by something that a person sees: change it in a school, and that differs.

What is looked at: the row that waits on a start page, the page of the occasion, the mail that is promised, the hand
that may finish it.
"""

from datetime import date

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.notices.models import Notice
from caseflow.route.watch import sweep
from caseflow.sop.schema.calendar import AfterEvent, CalendarEntry
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Occasion, Pupil
from pupils.waiting import waiting_for
from tests.calendars import CHILD, MEASURED, PLACED, TALK, TRAINING, another_group, world_with
from tests.route.stories import sign_in

pytestmark = pytest.mark.django_db
START, SEEN = date(2025, 9, 1), date(2025, 10, 20)


class School:
    """A school with this one entry in its calendar, the night before `on`, and what its people then see."""

    def __init__(self, tmp_path, entry, *, on=SEEN, enrolled=date(2024, 8, 1)):
        path = tmp_path / f"w{Occasion.objects.count()}"
        path.mkdir()
        self.on = on
        self.world = world_with(path, it=entry)
        another_group(self.world, "Groep 8", "8")
        Pupil.objects.filter(pk=self.world.pupil.pk).update(enrolled_on=enrolled)
        Pupil.objects.exclude(pk=self.world.pupil.pk).update(enrolled_on=date(2024, 8, 1))
        sweep(START)
        sweep(on)

    def waits(self, role="groepsleider"):
        with clock.at(self.on):
            return [(one.title, one.about, one.due_on) for one in waiting_for(self.world.people[role]) if one.due_on]

    def page(self):
        """What the owner of groep 5's occasion reads there."""
        one = Occasion.objects.live().earliest("due_on", "pk")
        with clock.at(self.on):
            person = self.world.people[one.owner_role]
            return sign_in(person).get(reverse("pupils:occasion", args=[one.pk])).content.decode()

    def of(self):
        rows = Occasion.objects.live().filter(school=self.world.school)
        return sorted((one.group.name if one.group else one.pupil.full_name, one.due_on) for one in rows)


def test_calendar_name(tmp_path):
    school = School(tmp_path, {**TALK, "name": "Groepsgesprek in de herfst"})
    assert school.waits() == [("Groepsgesprek in de herfst", "Groep 5", date(2025, 10, 31))]


@pytest.mark.parametrize(
    ("entry", "asks"),
    [
        (TALK, "Wat spraken jullie af?"),
        (CHILD, "Wat kwam eruit?"),
        (MEASURED, "Wat viel op?"),
        (TRAINING, "Hoe ging het?"),
    ],
)
def test_calendar_what(tmp_path, entry, asks):
    assert asks in School(tmp_path, entry).page()


def test_calendar_for(tmp_path):
    of_groups = School(tmp_path, {**MEASURED, "months": [10]}).of()
    assert {name for name, _ in of_groups} == {"Groep 5", "Groep 8"}


def test_calendar_for_pupils(tmp_path):
    school = School(tmp_path, {**MEASURED, "months": [10], "for": "pupils"})
    assert {name for name, _ in school.of()} == {school.world.pupil.full_name, "Lot Groep 8 0"}


@pytest.mark.parametrize(
    ("years", "groups"), [(None, {"Groep 5", "Groep 8"}), ([5], {"Groep 5"}), ([7, 8], {"Groep 8"})]
)
def test_calendar_years(tmp_path, years, groups):
    assert {name for name, _ in School(tmp_path, {**TALK, "years": years}).of()} == groups


@pytest.mark.parametrize("owner", ["groepsleider", "kwaliteitscoordinator", "locatiedirecteur"])
def test_calendar_owner(tmp_path, owner):
    """On whose start page it waits, and who is mailed."""
    school = School(tmp_path, {**TALK, "years": [5], "owner": owner})
    for role in ("groepsleider", "kwaliteitscoordinator", "locatiedirecteur"):
        assert bool(school.waits(role)) is (role == owner)
    assert [one.recipient for one in Notice.objects.filter(kind="occasion_near")] == [school.world.people[owner]]


@pytest.mark.parametrize(("months", "days"), [([10], [date(2025, 10, 31)]), ([11], [date(2025, 11, 28)])])
def test_calendar_months(tmp_path, months, days):
    school = School(tmp_path, {**TALK, "years": [5], "months": months})
    assert [day for _, day in school.of()] == days
    assert bool(school.waits()) is (months == [10])


@pytest.mark.parametrize(("event", "waits"), [("enrolled", 1), ("born", 0)])
def test_calendar_after_event(tmp_path, event, waits):
    entry = {**PLACED, "after": {"event": event, "within": "6 weeks"}}
    school = School(tmp_path, entry, on=date(2025, 9, 29), enrolled=START)
    assert len(school.waits()) == waits


def test_calendar_after_event_born(tmp_path):
    """The pupil was born on 3 October 2017."""
    school = School(tmp_path, {**PLACED, "after": {"event": "born", "within": "8 years"}}, on=date(2025, 9, 29))
    assert [due for _, _, due in school.waits()] == [date(2025, 10, 3)]


@pytest.mark.parametrize(("within", "due"), [("6 weeks", date(2025, 10, 13)), ("1 month", date(2025, 10, 1))])
def test_calendar_after_within(tmp_path, within, due):
    entry = {**PLACED, "after": {"event": "enrolled", "within": within}}
    school = School(tmp_path, entry, on=date(2025, 9, 29), enrolled=START)
    assert [day for _, _, day in school.waits()] == [due]


@pytest.mark.parametrize("entry", [MEASURED, {**TRAINING, "instrument": "toetsmap"}, TRAINING])
def test_calendar_instrument(tmp_path, entry):
    """With what it is done, as the school calls it."""
    assert ("Toetsmap" in School(tmp_path, entry).page()) is ("instrument" in entry)


@pytest.mark.parametrize("minutes", [60, 120])
def test_calendar_minutes_a_week(tmp_path, minutes):
    assert f"{minutes} minuten per week" in School(tmp_path, {**TRAINING, "minutes_a_week": minutes}).page()


@pytest.mark.parametrize(("prepare", "waits"), [(None, 1), ("1 week", 0), ("6 weeks", 1)])
def test_calendar_prepare(tmp_path, prepare, waits):
    """Eleven days before: within three weeks, and not yet within one."""
    school = School(tmp_path, {**TALK, "years": [5], "prepare": prepare})
    assert len(school.waits()) == waits
    assert Notice.objects.filter(kind="occasion_near").count() == waits


def test_calendar_cite(tmp_path):
    assert "SOP 7.2" in School(tmp_path, {**TALK, "cite": "SOP 7.2"}).page()


def test_calendar_why(tmp_path):
    page = School(tmp_path, {**TALK, "cite": "own choice", "why": "Dan kent de groep elkaar."}).page()
    assert "Dan kent de groep elkaar." in page
    assert "Een eigen keuze van de school." in page


def test_calendar(tmp_path):
    """Without the entry nothing waits; and who steers the school hears of what was left lying."""
    school = School(tmp_path, {**TALK, "years": [5]})
    sweep(date(2025, 11, 10))
    steering = {school.world.of_kind(kind) for kind in (RoleKind.IB_ER, RoleKind.DIRECTOR)}
    assert {one.recipient for one in Notice.objects.filter(kind="occasion_late")} == steering


def test_every_key_has_its_test():
    keys = {field.alias or name for name, field in CalendarEntry.model_fields.items()} - {"after"}
    keys |= {f"after_{name}" for name in AfterEvent.model_fields}
    assert {f"test_calendar_{key}" for key in keys} <= set(globals())
