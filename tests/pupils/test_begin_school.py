"""A school begins on a command line: its first director comes in by mail, and brings and shares out the rest."""

from datetime import date

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from caseflow.audit.models import CaseEvent
from caseflow.drafts.tokens import FIELD, issue
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Group, Invitation, Person, RoleAssignment, School, SopVersion
from tests.by_mail import come_in, followed, link_in_the_mail, own_day
from tests.cast import PASSWORD, make_person, make_pupil, make_staff
from tests.signing_in import remember
from tests.sop.documents import CRESCENDO
from tests.world import REAL

__all__ = ["own_day"]
pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
FILE = REAL / "kbs-crescendo.yaml"
MORE = ("--group", "De Bijen", "1-2", "--group", "Groep 3", "3", "--swv", "swv-regio", "SWV Regio")


def begin(address: str = "baas@school.example", *more: str) -> None:
    call_command("begin_school", str(FILE), "--director", "Dina Baas", address, *more)


def test_the_first_director_comes_in_by_mail_and_brings_the_rest(client: Client) -> None:
    begin("bas@school.example", *MORE)  # a slip
    mistyped = link_in_the_mail()
    begin("baas@school.example", *MORE)
    school = School.objects.get()
    assert (school.name, school.brin, school.swv and school.swv.name) == ("KBS Crescendo", "23EY", "SWV Regio")
    assert list(Group.objects.values_list("name", "years")) == [("De Bijen", "1-2"), ("Groep 3", "3")]
    assert followed(mistyped) == followed("/uitnodiging/ABCDEFGHABCDEFGH/")
    come_in(client, link_in_the_mail(), name="Dina Baas")
    director = Person.objects.get(email="baas@school.example")
    assert {one.person for one in RoleAssignment.objects.current(TODAY)} == {director}
    remember(client, director, ("password", "mfa"))
    for page in ("route:start", "pupils:groups", "route:board", "pupils:calendar", "route:sop_versions"):
        assert client.get(reverse(page)).status_code == 200, page  # no SOP yet
    assert client.get(reverse("pupils:staff", args=[school.pk])).status_code == 200
    upload = reverse("route:sop_upload")
    client.post(upload, {"text": CRESCENDO, FIELD: issue(director, upload)})
    assert SopVersion.objects.get().uploaded_by == director
    with pytest.raises(CommandError, match="heeft al een directeur"):
        begin("ander@school.example")
    kinds = list(CaseEvent.objects.order_by("pk").values_list("kind", "actor_id", "role")[:4])
    done = ("begin_school", "give_role", "end_role", "give_role")
    assert kinds == [(kind, None, "runs_caseflow") for kind in done]  # and not the watch


@pytest.mark.parametrize("has", ["children", "a colleague"])
def test_a_school_that_works_already_gets_no_director_this_way(has: str) -> None:
    begin()
    school = School.objects.get()
    if has == "children":
        make_pupil(school)
    else:
        make_staff(school, RoleKind.IB_ER, person=make_person(password=PASSWORD))
    RoleAssignment.objects.filter(kind=RoleKind.DIRECTOR).update(ends_on=date(2026, 1, 31))
    with pytest.raises(CommandError, match="al begonnen"):
        begin("ander@school.example")
    assert not Person.objects.filter(email="ander@school.example").exists()


def test_who_has_an_account_directs_one_more_school_and_gets_no_way_into_it() -> None:
    known = make_person("Kim Bekend", email="kim@school.example", password=PASSWORD)
    begin("KIM@school.example")
    assert RoleAssignment.objects.get(kind=RoleKind.DIRECTOR).person == known
    assert not Invitation.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("file", "address", "said"),
    [("/er/is/niets.yaml", "baas@school.example", "het bestand is er niet"), (str(FILE), "baas", "geen e-mailadres")],
)
def test_what_is_wrong_is_said_and_leaves_nothing(file: str, address: str, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("begin_school", file, "--director", "Dina Baas", address)
    assert not School.objects.exists()


def test_a_school_is_known_by_key_and_brin_alike() -> None:
    School.objects.create(name="Een andere", key="een_andere", brin="23EY")
    with pytest.raises(CommandError, match="Een andere"):
        begin()
