"""The first wall taken away: every filter lets all through, and still no row of another school comes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.drafts.tokens import FIELD, issue
from caseflow.route.commands.case import open_case
from caseflow.route.commands.desk import TlvTerms, _grant_tlv
from caseflow.route.models import Case, DeskCase, ExpertAdvice, Tlv
from caseflow.route.models.case import CaseQuerySet
from caseflow.route.models.desk import DeskCaseQuerySet
from caseflow.sop.vocabulary import RoleKind
from caseflow.wall import middleware
from caseflow.wall.context import EVERY_SCHOOL, NOBODY, of_person, rows_of
from pupils.commands.coming_by_mail import come_in_from_mail, invitation_by_mail
from pupils.commands.inviting import make_invitation
from pupils.errors import Invalid
from pupils.models import Invitation, Observation, Person, RoleAssignment, School
from pupils.models.pupil import OfPupilQuerySet, PupilQuerySet
from tests.cast import PASSWORD, make_grant, make_person, make_staff
from tests.services.conftest import TODAY
from tests.world import REAL, SCHOOLS, World, make_world

pytestmark = [pytest.mark.services, pytest.mark.django_db]


@dataclass(frozen=True)
class Place:
    world: World
    case: Case

    @property
    def ib_er(self) -> Person:
        return self.world.of_kind(RoleKind.IB_ER)


@pytest.fixture(autouse=True)
def _today(db: None) -> Iterator[None]:
    assert connection.vendor == "postgresql", "make services-test names the database"
    with clock.at(TODAY):
        yield


@pytest.fixture
def here() -> Place:
    return _school(make_world(REAL / "kbs-crescendo.yaml"))


@pytest.fixture
def there() -> Place:
    return _school(make_world(SCHOOLS / "het-anker.yaml"))


def _school(world: World) -> Place:
    case = open_case(world.pupil.pk, actor=world.of_kind(RoleKind.IB_ER), reason="zorgen")
    return Place(world, case)


@pytest.fixture
def unfiltered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody forgot the filter, everywhere at once."""
    for rows in (PupilQuerySet, OfPupilQuerySet, CaseQuerySet, DeskCaseQuerySet):
        for name in ("visible_to", "readable_by", "for_guardian"):
            if hasattr(rows, name):
                monkeypatch.setattr(rows, name, lambda rows, person: rows.all())


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _addresses(place: Place) -> dict[str, str]:
    return {
        "pupil": reverse("pupils:pupil", args=[place.world.pupil.pk]),
        "case": reverse("route:case", args=[place.case.pk]),
        "api": reverse("api:case", args=[place.case.pk]),
        "guardian": reverse("pupils:gezag", args=[place.world.guardians[0].pk]),
    }


@pytest.mark.parametrize("page", ["pupil", "case", "api", "guardian"])
def test_a_page_of_another_school_is_not_there(page: str, here: Place, there: Place, unfiltered: None) -> None:
    client = _client(here.ib_er)
    assert client.get(_addresses(here)[page]).status_code == 200
    assert client.get(_addresses(there)[page]).status_code == 404


@pytest.mark.parametrize("page", ["pupil", "case", "guardian"])
def test_it_is_the_wall_that_keeps_it_away(
    page: str, here: Place, there: Place, unfiltered: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middleware, "of_person", lambda person_id, on: EVERY_SCHOOL)
    assert _client(here.ib_er).get(_addresses(there)[page]).status_code != 404


@pytest.mark.parametrize("page", ["pupils:groups", "route:board", "route:start", "pupils:calendar", "api:cases"])
def test_no_list_names_a_child_of_another_school(page: str, here: Place, there: Place, unfiltered: None) -> None:
    shown = _client(here.ib_er).get(reverse(page)).content.decode()
    assert not re.search(rf"{there.world.pupil.last_name}\b", shown)


def test_the_board_and_the_api_still_name_her_own(here: Place, there: Place, unfiltered: None) -> None:
    client = _client(here.ib_er)
    assert here.world.pupil.last_name in client.get(reverse("route:board")).content.decode()
    assert [row["id"] for row in client.get(reverse("api:cases")).json()["results"]] == [here.case.pk]


def test_nothing_is_written_at_another_school(here: Place, there: Place, unfiltered: None) -> None:
    path = reverse("pupils:observe", args=[there.world.pupil.pk])
    body = {"seen_on": "2026-09-07", "area": "werkhouding", "saw": "hij leest", FIELD: issue(here.ib_er, path)}
    assert _client(here.ib_er).post(path, body).status_code == 404
    assert not Observation.objects.exists()


def test_a_guardian_meets_the_school_of_her_child_alone(here: Place, there: Place, unfiltered: None) -> None:
    client = _client(here.world.guardians[0].person)
    shown = client.get(reverse("route:guardian_start")).content.decode()
    assert here.world.pupil.first_name in shown
    assert there.world.school.name not in shown


def test_whose_role_ended_yesterday_meets_nothing(here: Place, unfiltered: None) -> None:
    client = _client(here.ib_er)
    RoleAssignment.objects.filter(person=here.ib_er).update(ends_on=TODAY.replace(day=TODAY.day - 1))
    assert client.get(_addresses(here)["pupil"]).status_code == 404


def test_nobody_signed_in_reads_what_one_school_says_of_itself(here: Place, there: Place) -> None:
    client = Client()
    assert client.get(reverse("route:profile", args=[here.world.school.key])).status_code == 200
    assert client.get(_addresses(here)["pupil"]).status_code == 302


# --- The desk: of the samenwerkingsverband, and of the school that sent it --------------------------------------------


def test_a_copy_is_of_its_samenwerkingsverband_and_of_the_school_that_sent_it(here: Place, there: Place) -> None:
    copy = _copy(here)
    seen = {
        "the desk": of_person(here.world.desk.pk, TODAY),
        "the school": of_person(here.ib_er.pk, TODAY),
        "its guardian": of_person(here.world.guardians[0].person.pk, TODAY),
    }
    unseen = {
        "another desk": of_person(there.world.desk.pk, TODAY),
        "another school": of_person(there.ib_er.pk, TODAY),
        "nobody": NOBODY,
    }
    for who, rows in seen.items():
        with rows_of(rows):
            assert (DeskCase.objects.count(), ExpertAdvice.objects.count()) == (1, 1), who
    for who, rows in unseen.items():
        with rows_of(rows):
            assert (DeskCase.objects.count(), ExpertAdvice.objects.count()) == (0, 0), who
    assert copy.swv_id == here.world.school.swv_id


def _copy(place: Place) -> DeskCase:
    referral = place.case.referrals.create(
        desk="swv", asks="tlv", question="mag het?", content={}, prepared_on=TODAY, prepared_by=place.ib_er
    )
    copy = DeskCase.objects.create(
        swv_id=place.world.school.swv_id, handover=referral.handover, received_on=TODAY, decide_by=TODAY,
        school_name="-", child_name="-", asks="tlv", question="-", content={},
    )  # fmt: skip
    expert = place.world.experts[0]
    ExpertAdvice.objects.create(desk_case=copy, expert=expert, name="-", profession="arts", text="-", on=TODAY)
    return copy


def test_what_was_sent_is_read_still_when_its_school_is_behind_another_desk(here: Place, there: Place) -> None:
    copy = _copy(here)
    School.objects.filter(pk=here.world.school.pk).update(swv=there.world.school.swv_id)
    page = reverse("route:desk_case", args=[copy.pk])
    client = _client(here.world.desk)
    assert "hoort niet meer bij uw samenwerkingsverband" in client.get(page).content.decode()
    assert client.get(reverse("route:desk_inbox")).status_code == 200
    assert ReadRow.objects.filter(person_id=here.world.desk.pk, pupil_id=here.world.pupil.pk).exists()


def test_a_school_hands_over_nothing_for_another(here: Place, there: Place) -> None:
    copy = _copy(there)
    with rows_of(of_person(here.ib_er.pk, TODAY)):
        assert DeskCase.objects.filter(pk=copy.pk).update(question="?") == 0


def test_a_number_that_another_desk_gave_is_refused_in_words(here: Place, there: Place) -> None:
    terms = TlvTerms("sbo", "", TODAY, TODAY.replace(year=2027), "TLV-1")
    _grant_tlv(_copy(there), terms)
    copy = _copy(here)
    with rows_of(of_person(here.world.desk.pk, TODAY)):
        assert not Tlv.objects.exists()
        with pytest.raises(Invalid, match="al gebruikt"):
            _grant_tlv(copy, terms)


# --- A code, before anybody is known ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [Invitation.Kind.STAFF, Invitation.Kind.OUTSIDER])
def test_a_code_is_found_and_used_by_who_is_not_signed_in(here: Place, kind: Invitation.Kind) -> None:
    role = RoleKind.TEACHER if kind == Invitation.Kind.STAFF else RoleKind.OUTSIDER
    person = make_staff(here.world.school, role, person=make_person("Nieuw Hier"))
    if role is RoleKind.OUTSIDER:
        make_grant(person, here.world.pupil)
    made = make_invitation(person, here.world.school, kind, actor=here.ib_er)
    with rows_of(NOBODY):
        assert not Invitation.objects.exists()
        opened = invitation_by_mail(code=made.code)
        assert opened is not None
        assert (opened.pk, opened.school, opened.person) == (made.pk, here.world.school, person)
        assert come_in_from_mail(made.pk, name="Nieuw", password=PASSWORD) == person
        assert not Invitation.objects.exists()
    made.refresh_from_db()
    assert made.used_at is not None
