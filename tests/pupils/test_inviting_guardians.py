"""A guardian's letter: made by who steers the school, printed and written down, one code for one person."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from caseflow import clock
from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.inviting_guardians import invite_group
from pupils.models import Guardian, Invitation, Person
from tests.cast import make_group, make_guardian, make_person, make_pupil, make_school, make_staff
from tests.route.stories import post, sign_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


class Family:
    """A school with its IB-er, and one child of group 5 with one guardian who never signed in."""

    def __init__(self) -> None:
        self.school = make_school("De Vlinder")
        self.group = make_group(self.school, "Groep 5")
        self.ib_er = make_staff(self.school, RoleKind.IB_ER)
        self.pupil = make_pupil(self.school, self.group)
        self.guardian = make_guardian(self.pupil, person=make_person("Mo Linde", email=None))

    @property
    def url(self) -> str:
        return reverse("pupils:invite", args=[self.guardian.pk])

    @property
    def group_url(self) -> str:
        return reverse("pupils:invite_group", args=[self.group.pk])

    def print(self, guardian: Guardian | None = None) -> str:
        url = reverse("pupils:invitation_letter", args=[(guardian or self.guardian).pk])
        return read(sign_in(self.ib_er).get(url))


@pytest.fixture
def family() -> Family:
    return Family()


def read(answer: Any) -> str:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def test_a_letter_is_made_and_printed_and_both_are_written_down(family: Family) -> None:
    assert family.url in sign_in(family.ib_er).get(reverse("pupils:pupil", args=[family.pupil.pk])).content.decode()
    assert post(family.ib_er, family.url).status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.person, invitation.kind, invitation.until) == (
        family.guardian.person,
        "guardian",
        TODAY + timedelta(weeks=6),
    )
    words = family.print()
    for said in ("De Vlinder", "Mo Linde", invitation.code_in_fours, "localhost:8000/welkom", "20 april 2026"):
        assert said in words
    assert family.pupil.first_name not in words
    event = CaseEvent.objects.get(kind="invite_guardian")
    assert event.data == {"guardian": family.guardian.pk, "invitation": invitation.pk}
    printed = ReadRow.objects.get(object=f"invitation-{invitation.pk}")
    assert (printed.person_id, printed.pupil_id) == (family.ib_er.pk, family.pupil.pk)
    assert invitation.code not in str(list(CaseEvent.objects.values())) + str(list(ReadRow.objects.values()))


def test_printed_again_it_is_the_same_letter(family: Family) -> None:
    post(family.ib_er, family.url)
    url = reverse("pupils:invitation_letter", args=[family.guardian.pk])
    first, again = (sign_in(family.ib_er).get(url) for _ in range(2))
    assert first.content == again.content
    assert "no-store" in first["Cache-Control"]
    assert family.guardian.person.name.split()[0] not in first["Content-Disposition"]


def test_it_is_in_the_language_of_the_guardian(family: Family) -> None:
    Person.objects.filter(pk=family.guardian.person_id).update(language="en")
    post(family.ib_er, family.url)
    assert "Confidential" in family.print()


def test_it_promises_reading_only_to_whose_gezag_is_on_record_and_names_no_dutch_that_is_not_there(
    family: Family,
) -> None:
    post(family.ib_er, family.url)
    assert "vast dat u gezag hebt" in " ".join(family.print().split())
    Person.objects.filter(pk=family.guardian.person_id).update(language="en")
    words = " ".join(family.print().split())
    assert "No native speaker has checked this translation yet." in words
    assert "Dutch text" not in words


def test_a_new_letter_ends_the_old_one(family: Family) -> None:
    post(family.ib_er, family.url)
    old = Invitation.objects.get()
    post(family.ib_er, family.url)
    old.refresh_from_db()
    assert old.ended_at
    assert old.code_in_fours not in family.print()


def test_who_has_no_gezag_gets_no_letter(family: Family) -> None:
    Guardian.objects.update(gezag="no")
    page = sign_in(family.ib_er).get(family.url).content.decode()
    assert "Deze ouder heeft geen gezag" in page
    assert post(family.ib_er, family.url).status_code == 200
    assert not Invitation.objects.exists()


def test_who_works_here_too_signs_in_as_such(family: Family) -> None:
    make_staff(family.school, RoleKind.TEACHER, family.group, person=family.guardian.person)
    assert "werkt met Caseflow" in post(family.ib_er, family.url).content.decode()
    assert post(family.ib_er, family.group_url).status_code == 302
    assert not Invitation.objects.exists()


def test_without_a_letter_there_is_nothing_to_print(family: Family) -> None:
    url = reverse("pupils:invitation_letter", args=[family.guardian.pk])
    assert sign_in(family.ib_er).get(url).status_code == 404


# --- A whole class ---------------------------------------------------------------------------------------------------


def more_guardians(family: Family) -> dict[str, Guardian]:
    other = make_pupil(family.school, family.group, first_name="Bo", last_name="Zee")
    elsewhere = make_pupil(family.school, make_group(family.school), last_name="Ver")
    return {
        "second": make_guardian(family.pupil, person=make_person("Tweede Ouder", email=None)),
        "sibling": make_guardian(other, person=family.guardian.person),
        "none": make_guardian(other, "no", person=make_person("Zonder Gezag")),
        "in": make_guardian(other, person=make_person("Al Binnen", password="een-goed-geheim")),
        "away": make_guardian(elsewhere, person=make_person("Andere Groep")),
    }


def test_a_class_gets_a_letter_for_each_who_cannot_come_in_yet(family: Family) -> None:
    others = more_guardians(family)
    link = reverse("pupils:group_letters", args=[family.group.pk])
    assert sign_in(family.ib_er).get(link).status_code == 404
    post(family.ib_er, family.group_url)
    invited = set(Invitation.objects.values_list("person", flat=True))
    assert invited == {family.guardian.person_id, others["second"].person_id}
    words = read(sign_in(family.ib_er).get(link))
    assert all(one.code_in_fours in words for one in Invitation.objects.all())
    read_of = ReadRow.objects.filter(object__startswith="invitation-")
    assert read_of.count() == 3  # two children of one guardian, and the second guardian of one of them
    assert read_of.values("pupil_id").distinct().count() == 2


def test_a_second_time_keeps_the_letters_that_are_out(family: Family) -> None:
    post(family.ib_er, family.url)
    more_guardians(family)
    post(family.ib_er, family.group_url)
    assert Invitation.objects.filter(person=family.guardian.person_id, ended_at=None).count() == 1
    post(family.ib_er, family.group_url)
    assert Invitation.objects.count() == 2


def test_a_class_costs_the_same_for_2_and_for_12_guardians(family: Family) -> None:
    """And each has an event, also two of one child."""

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert invite_group(family.group.pk, actor=family.ib_er)
        return len(queries)

    make_guardian(family.pupil, person=make_person("Tweede", email=None))
    two = cost()
    assert CaseEvent.objects.filter(kind="invite_guardian", pupil_id=family.pupil.pk).count() == 2
    for number in range(6):
        pupil = make_pupil(family.school, family.group, first_name=f"Kind {number}")
        for parent in ("een", "twee"):
            make_guardian(pupil, person=make_person(f"Ouder {number} {parent}", email=None))
    assert cost() == two
    assert CaseEvent.objects.filter(kind="invite_guardian").count() == 14


def test_the_page_of_the_class_is_found_from_the_groups(family: Family) -> None:
    assert family.group_url in sign_in(family.ib_er).get(reverse("pupils:groups")).content.decode()
    teacher = make_staff(family.school, RoleKind.TEACHER, family.group)
    assert family.group_url not in sign_in(teacher).get(reverse("pupils:groups")).content.decode()
    assert sign_in(teacher).get(family.group_url).status_code == 404


@pytest.mark.django_db
def test_the_address_as_the_letter_has_it_leads_to_the_page(client: Client) -> None:
    """Without a slash at its end, which would turn with an Arabic sentence."""
    assert client.get("/welkom", follow=True).redirect_chain == [(reverse("pupils:welcome"), 301)]
