"""A partner's consent: what guardians are asked before a talk with its people, where the step names no purpose."""

from datetime import date

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.consent import ask_consent
from caseflow.route.commands.talk import plan_item
from caseflow.route.models import Item
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from tests.route.stories import QUESTION, case_at, post
from tests.sop.documents import changed
from tests.world import make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
#: A partner without arrangements: where it asks nothing, the checker has nothing to say.
DYSLEXIA = (
    "bij dyscalculie\n    consent: advies_deskundige\n",
    "bij dyscalculie\n",
)


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world_of(tmp_path):
    def make(*changes):
        path = tmp_path / "school.yaml"
        path.write_text(changed(*changes), encoding="utf-8")
        return make_world(path)

    return make


def planned(world, *roles):
    """A question to people of these roles, at a step that names a purpose only for its talks."""
    case = case_at(world, "zorgteam")
    people = [world.people[role].pk for role in roles]
    ib_er = world.of_kind(RoleKind.IB_ER)
    return plan_item(case.pk, on=TODAY, question=QUESTION, kind="ask_information", invite=people, actor=ib_er)


def test_partners_consent(world_of):
    """With it the guardians are asked about its purpose; without it the question to the partner cannot be asked."""
    world = world_of()
    item = planned(world, "orthopedagoog")
    asked = ask_consent(item.case_id, actor=world.of_kind(RoleKind.IB_ER))
    assert (asked.purpose, asked.purpose_name) == ("advies_deskundige", "Advies van een deskundige van buiten")
    assert list(asked.recipients.all()) == [world.people["orthopedagoog"]]


def test_partners_consent_left_out(world_of):
    world = world_of(DYSLEXIA)
    item = planned(world, "rid_behandelaar")
    assert item.purpose == ""
    with pytest.raises(Invalid):
        ask_consent(item.case_id, actor=world.of_kind(RoleKind.IB_ER))


def test_partners_consent_another(world_of):
    world = world_of()
    assert planned(world, "jgz_arts").purpose == "bespreking_zorgteam"


def test_a_step_that_names_its_purpose_keeps_it(world_of):
    world = world_of()
    case = case_at(world, "zorgteam")
    poa = [world.people["orthopedagoog"].pk]
    ib_er = world.of_kind(RoleKind.IB_ER)
    item = plan_item(case.pk, on=TODAY, question=QUESTION, kind="hold_meeting", invite=poa, actor=ib_er)
    assert item.purpose == "bespreking_zorgteam"


def test_two_partners_of_two_purposes_are_not_asked_in_one_breath(world_of):
    """On the page: it says which consents, and nothing is planned."""
    world = world_of()
    case = case_at(world, "zorgteam")
    people = [world.people[role].pk for role in ("orthopedagoog", "jgz_arts")]
    url = reverse("route:act", args=[case.pk, "plan_item"])
    data = {"on": TODAY.isoformat(), "kind": "ask_information", "question": QUESTION, "invite": people}
    page = post(world.of_kind(RoleKind.IB_ER), url, **data).content.decode()
    assert "Advies van een deskundige van buiten, Bespreking in het zorgteam. Plan voor elk een eigen gesprek." in page
    assert not Item.objects.exists()


def test_a_purpose_without_roles_is_for_the_partners_that_ask_it(world_of):
    world = world_of(
        (
            "    roles: [orthopedagoog, psycholoog, poa_begeleider, viertaal_begeleider, rid_behandelaar, "
            "kentalis_onderzoeker]\n",
            "",
        )
    )
    case = case_at(world, "hgw")
    asked = ask_consent(case.pk, purpose="advies_deskundige", actor=world.of_kind(RoleKind.IB_ER))
    roles = (
        "orthopedagoog",
        "psycholoog",
        "poa_begeleider",
        "viertaal_begeleider",
        "rid_behandelaar",
        "kentalis_onderzoeker",
    )
    assert set(asked.recipients.all()) == {world.people[role] for role in roles}
