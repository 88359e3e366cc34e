"""The new school year: access follows the group, and last year's teacher reads until the hand-over is signed."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.drafts.tokens import FIELD, issue
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.contact import record_contact_attempt
from pupils.commands.handover import move_pupils, sign_handover
from pupils.commands.observation import log_observation
from pupils.errors import Invalid
from pupils.handing_over import taught_before
from pupils.models import Group, Handover, Person, Pupil, School
from pupils.policy import LAST_YEAR, role_towards
from pupils.waiting import waiting_for
from tests.cast import make_group, make_guardian, make_person, make_pupil, make_school, make_staff

pytestmark = pytest.mark.django_db
LAST_YEARS_END, NEW_YEAR, LAST_DAY = date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 12)
BEFORE = date(2025, 8, 1)


class Year:
    """Noor goes from group 5 to group 6 in August; Vera taught her, Nele does now."""

    def __init__(self) -> None:
        self.school: School = make_school()
        self.five, self.six = make_group(self.school, "Groep 5"), make_group(self.school, "Groep 6", "6")
        self.pupil: Pupil = make_pupil(self.school, self.five)
        self.vera: Person = make_staff(
            self.school, RoleKind.TEACHER, self.five, starts_on=BEFORE, person=make_person("Vera Vorig")
        )
        self.nele: Person = make_staff(
            self.school, RoleKind.TEACHER, self.six, starts_on=BEFORE, person=make_person("Nele Nu")
        )
        self.ib_er: Person = make_staff(self.school, RoleKind.IB_ER)

    def goes_on(self, on: date = date(2026, 8, 24)) -> None:
        with clock.at(on):
            move_pupils(self.five.pk, to_id=self.six.pk, pupil_ids=[self.pupil.pk], actor=self.ib_er)
        self.pupil.refresh_from_db()

    def reads(self, person: Person, on: date) -> tuple[bool, bool]:
        """Whether somebody reads the pupil, and whether she works with her."""
        with clock.at(on):
            rows = Pupil.objects.filter(pk=self.pupil.pk)
            return rows.readable_by(person).exists(), rows.visible_to(person).exists()


@pytest.fixture
def year() -> Year:
    return Year()


def test_a_group_change_moves_access_by_itself(year: Year) -> None:
    before = date(2026, 8, 23)
    assert (year.reads(year.vera, before), year.reads(year.nele, before)) == ((True, True), (False, False))
    year.goes_on()
    assert (year.reads(year.vera, NEW_YEAR), year.reads(year.nele, NEW_YEAR)) == ((True, False), (True, True))
    assert CaseEvent.objects.filter(kind="change_group", pupil_id=year.pupil.pk).count() == 1


@pytest.mark.parametrize(
    ("day", "reads"), [(NEW_YEAR, True), (LAST_DAY, True), (date(2026, 9, 13), False), (date(2027, 8, 20), False)]
)
def test_six_weeks_and_not_a_day_more(year: Year, day: date, reads: bool) -> None:
    year.goes_on()
    assert year.reads(year.vera, day) == (reads, False)


def test_until_the_hand_over_is_signed(year: Year) -> None:
    year.goes_on()
    with clock.at(NEW_YEAR):
        assert list(taught_before(year.six, NEW_YEAR)) == [year.vera]
        assert [row.title for row in waiting_for(year.nele)] == ["Overdracht van Groep 6"]
        sign_handover(year.six.pk, actor=year.nele)
        assert waiting_for(year.nele) == []
    assert year.reads(year.vera, NEW_YEAR) == (False, False)
    assert year.reads(year.nele, NEW_YEAR) == (True, True)
    event = CaseEvent.objects.get(kind="sign_handover")
    assert (event.actor_id, event.data["group"]) == (year.nele.pk, year.six.pk)


def test_a_group_that_stays_together_and_gets_another_teacher(year: Year) -> None:
    year.vera.roles.update(ends_on=LAST_YEARS_END)
    make_staff(year.school, RoleKind.TEACHER, year.six, person=year.vera, starts_on=date(2026, 8, 1))
    make_staff(year.school, RoleKind.TEACHER, year.five, person=year.nele, starts_on=date(2026, 8, 1))
    assert year.reads(year.vera, NEW_YEAR) == (True, False)
    with clock.at(NEW_YEAR):
        sign_handover(year.five.pk, actor=year.nele)
    assert year.reads(year.vera, NEW_YEAR) == (False, False)


def test_who_stood_in_for_two_weeks_in_july_taught_no_year(year: Year) -> None:
    stood_in = make_staff(
        year.school, RoleKind.TEACHER, year.five, starts_on=date(2026, 6, 22), ends_on=date(2026, 7, 3),
        person=make_person("Sven Soms"),
    )  # fmt: skip
    make_staff(year.school, RoleKind.ASSISTANT, year.six, starts_on=date(2026, 8, 24), person=stood_in)
    other = make_pupil(year.school, year.five)
    with clock.at(NEW_YEAR):
        assert not Pupil.objects.filter(pk=other.pk).readable_by(stood_in).exists()
        assert Pupil.objects.filter(pk=other.pk).readable_by(year.vera).exists()


def moves(year: Year, to: Group, on: date) -> None:
    year.pupil.refresh_from_db()
    with clock.at(on):
        move_pupils(year.pupil.group_id, to_id=to.pk, pupil_ids=[year.pupil.pk], actor=year.ib_er)


@pytest.mark.parametrize("first", [date(2026, 7, 6), date(2026, 8, 24)])
def test_a_move_by_mistake_opens_nothing_to_who_never_taught_her(year: Year, first: date) -> None:
    """From 5 to 6 by mistake and on to 7: the teacher of 6 never had her, that of July did."""
    seven = make_group(year.school, "Groep 7", "7")
    moves(year, year.six, first)
    moves(year, seven, date(2026, 8, 26))
    assert year.reads(year.vera, NEW_YEAR) == (True, False)
    assert year.reads(year.nele, NEW_YEAR) == (False, False)
    assert list(taught_before(seven, NEW_YEAR)) == [year.vera]


def test_and_back_again_is_as_if_nothing_happened(year: Year) -> None:
    moves(year, year.six, date(2026, 8, 24))
    moves(year, year.five, date(2026, 8, 25))
    assert year.reads(year.vera, NEW_YEAR) == (True, True)
    assert year.reads(year.nele, NEW_YEAR) == (False, False)


def test_a_move_in_the_middle_of_the_year_counts_before_july(year: Year) -> None:
    """Who taught her from November to July hands her over, and not who had her before that."""
    seven = make_group(year.school, "Groep 7", "7")
    moves(year, year.six, date(2025, 11, 3))
    moves(year, seven, date(2026, 8, 24))
    assert year.reads(year.nele, NEW_YEAR) == (True, False)
    assert year.reads(year.vera, NEW_YEAR) == (False, False)


def test_who_comes_from_outside_now_is_not_named_as_a_reader_either(year: Year) -> None:
    year.vera.roles.update(ends_on=LAST_YEARS_END)
    make_staff(year.school, RoleKind.OUTSIDER, role="orthopedagoog", person=year.vera, starts_on=BEFORE)
    year.goes_on()
    assert year.reads(year.vera, NEW_YEAR) == (False, False)
    with clock.at(NEW_YEAR):
        assert list(taught_before(year.six, NEW_YEAR)) == []


def test_who_left_the_school_reads_nothing(year: Year) -> None:
    year.vera.roles.update(ends_on=LAST_YEARS_END)
    year.goes_on()
    assert year.reads(year.vera, NEW_YEAR) == (False, False)


def test_who_taught_the_group_only_in_the_autumn_reads_nothing(year: Year) -> None:
    autumn = make_staff(year.school, RoleKind.TEACHER, year.five, starts_on=BEFORE, ends_on=date(2025, 12, 31))
    make_staff(year.school, RoleKind.TEACHER, year.six, person=autumn)
    Group.objects.filter(pk=year.six.pk).update(name="Groep 6 A")
    other = make_group(year.school)
    autumn.roles.filter(groups=year.six).first().groups.set([other])
    year.goes_on()
    assert year.reads(autumn, NEW_YEAR) == (False, False)


def test_reading_gives_no_act(year: Year) -> None:
    year.goes_on()
    guardian = make_guardian(year.pupil)
    with clock.at(NEW_YEAR):
        with pytest.raises(Http404):
            record_contact_attempt(guardian.pk, NEW_YEAR, "phone", actor=year.vera)
        with pytest.raises(Http404):
            log_observation(year.pupil.pk, saw="x", area="taal", seen_on=NEW_YEAR, actor=year.vera)


def test_her_pages_show_and_take_nothing(client: Client, year: Year) -> None:
    year.goes_on()
    client.force_login(year.vera)
    with clock.at(NEW_YEAR):
        page = client.get(reverse("pupils:pupil", args=[year.pupil.pk]))
        assert page.status_code == 200
        words = page.content.decode()
        assert "Je leest nog mee tot de overdracht is getekend, en uiterlijk tot en met 12 september 2026." in words
        assert reverse("pupils:observe", args=[year.pupil.pk]) not in words
        assert client.get(reverse("pupils:observe", args=[year.pupil.pk])).status_code == 404
        assert year.pupil.full_name in client.get("/groepen/").content.decode()
        assert role_towards(year.vera, year.pupil, NEW_YEAR) == LAST_YEAR
    assert ReadRow.objects.get(pupil_id=year.pupil.pk).role == LAST_YEAR


# --- Who signs, and who moves ----------------------------------------------------------------------------------------


def test_the_receiving_teacher_and_the_ib_er_sign_and_nobody_else(year: Year) -> None:
    year.goes_on()
    others = [year.vera, make_staff(year.school, RoleKind.DIRECTOR), make_staff(make_school(), RoleKind.IB_ER)]
    with clock.at(NEW_YEAR):
        for person in others:
            with pytest.raises(PermissionDenied):
                sign_handover(year.six.pk, actor=person)
        sign_handover(year.six.pk, actor=year.ib_er)
        with pytest.raises(Invalid, match="al getekend"):
            sign_handover(year.six.pk, actor=year.nele)
    with clock.at(date(2027, 8, 30)):
        sign_handover(year.six.pk, actor=year.nele)  # another school year
    assert Handover.objects.count() == 2


def send(client: Client, person: Person, page: str, **said: Any) -> Any:
    return client.post(page, {**said, FIELD: issue(person, page)})


def test_the_pages_of_moving_and_signing(client: Client, year: Year) -> None:
    with clock.at(NEW_YEAR):
        client.force_login(year.ib_er)
        page = reverse("pupils:group_move", args=[year.five.pk])
        assert year.pupil.full_name in client.get(page).content.decode()
        make_pupil(year.school, year.six)
        chosen = {"to": year.six.pk, "pupils": [year.pupil.pk]}
        asks = send(client, year.ib_er, page, **chosen).content.decode()
        assert "1 leerling naar Groep 6." in asks
        assert "in Groep 6 zit al 1 leerling." in asks
        assert "terug naar Groep 5" in asks
        assert year.reads(year.nele, NEW_YEAR) == (False, False)  # nothing happened yet
        assert send(client, year.ib_er, page, **chosen, sure="yes").status_code == 302
        client.force_login(year.nele)
        page = reverse("pupils:handover", args=[year.six.pk])
        assert page in client.get("/groepen/").content.decode()
        shown = client.get(page).content.decode()
        assert "Vera Vorig" in shown
        assert reverse("pupils:pupil", args=[year.pupil.pk]) in shown
        assert send(client, year.nele, page).status_code == 302
        signed = client.get(page).content.decode()
        assert "Getekend door Nele Nu" in signed
        assert "Wie vorig jaar lesgaf, leest niet meer mee" in signed
        assert "leest mee" not in signed
    with clock.at(date(2026, 9, 13)):
        Handover.objects.all().delete()
        over = client.get(page).content.decode()
        assert "las in het dossier van deze leerlingen mee tot en met 12 september 2026" in over
        assert "leest mee" not in over


def test_a_teacher_moves_nobody(year: Year) -> None:
    with clock.at(NEW_YEAR), pytest.raises(PermissionDenied):
        move_pupils(year.five.pk, to_id=year.six.pk, pupil_ids=[year.pupil.pk], actor=year.vera)
    elsewhere = make_group(make_school())
    with clock.at(NEW_YEAR), pytest.raises(Http404):
        move_pupils(year.five.pk, to_id=elsewhere.pk, pupil_ids=[year.pupil.pk], actor=year.ib_er)
