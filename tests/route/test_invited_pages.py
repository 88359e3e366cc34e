"""Somebody invited from outside reads the parts that a live consent names, and adds an advice of her own."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.route.commands.consent import answer_consent
from caseflow.route.commands.talk import share_item
from caseflow.route.models import Advice
from caseflow.sop.vocabulary import PART_LABELS, Part, RoleKind
from pupils.commands.observation import log_observation
from pupils.models import Grant, RoleAssignment
from tests.route.stories import QUESTION, asked, crescendo, post, shared, sign_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world():
    return crescendo()


def url_of(item) -> str:
    return reverse("route:invited_item", args=[item.pk])


def test_nothing_before_it_is_shared(world):
    _case, item, _consent = asked(world)
    client = sign_in(world.people["orthopedagoog"])
    assert client.get(url_of(item)).status_code == 404
    assert url_of(item) not in client.get(reverse("route:invited_start")).content.decode()


def test_only_the_parts_that_were_granted(world):
    log_observation(
        world.pupil.pk, TODAY, "taal", "Sam raadt woorden.", "Een leesliniaal", actor=world.of_kind(RoleKind.TEACHER)
    )
    _case, item, consent = shared(world)
    client = sign_in(world.people["orthopedagoog"])
    assert url_of(item) in client.get(reverse("route:invited_start")).content.decode()
    page = client.get(url_of(item)).content.decode()
    assert QUESTION in page
    assert "Sam raadt woorden." in page
    for part in Part:
        assert (PART_LABELS[part].capitalize() in page or PART_LABELS[part] in page) == (part in consent.parts), part
    opened = ReadRow.objects.filter(person_id=world.people["orthopedagoog"].pk, object=f"item-{item.pk}")
    assert set(opened.values_list("part", flat=True)) == set(consent.parts)


def test_a_narrower_grant_shows_less(world):
    log_observation(world.pupil.pk, TODAY, "taal", "Sam raadt woorden.", "", actor=world.of_kind(RoleKind.TEACHER))
    _case, item, _consent = shared(world)
    Grant.objects.filter(item_id=item.pk).update(parts=["question"])
    page = sign_in(world.people["orthopedagoog"]).get(url_of(item)).content.decode()
    assert QUESTION in page
    assert "Sam raadt woorden." not in page


def test_not_for_whom_the_consent_does_not_name(world):
    _case, item, _consent = shared(world)
    assert sign_in(world.people["rid_behandelaar"]).get(url_of(item)).status_code == 404
    assert sign_in(world.guardians[0].person).get(url_of(item)).status_code == 404


def test_her_own_advice(world):
    _case, item, _consent = shared(world)
    person = world.people["orthopedagoog"]
    assert post(person, url_of(item), text="Doe een didactisch onderzoek.").status_code == 302
    advice = Advice.objects.get()
    assert (advice.author, advice.author_name, advice.text) == (person, person.name, "Doe een didactisch onderzoek.")
    assert advice.text in sign_in(person).get(url_of(item)).content.decode()


def test_nobody_says_she_was_absent_from_a_talk_that_is_still_to_come(world):
    _case, item, _consent = shared(world)
    person = world.people["orthopedagoog"]
    page = sign_in(person).get(url_of(item)).content.decode()
    assert "Een gesprek over dit kind" in page
    assert "Ik was niet bij het gesprek" not in page
    with clock.at(item.planned_on):
        assert "Ik was niet bij het gesprek" in sign_in(person).get(url_of(item)).content.decode()


def test_an_empty_advice_is_none(world):
    _case, item, _consent = shared(world)
    response = post(world.people["orthopedagoog"], url_of(item), text=" ")
    assert response.status_code == 200
    assert "Vul dit nog in" in response.content.decode()
    assert not Advice.objects.exists()


@pytest.mark.parametrize(
    "change", [{"ended_on": TODAY}, {"ends_on": TODAY - timedelta(days=1), "starts_on": TODAY - timedelta(days=9)}]
)
def test_a_grant_that_is_over_is_404(world, change):
    _case, item, _consent = shared(world)
    Grant.objects.filter(item_id=item.pk).update(**change)
    person, child = world.people["orthopedagoog"], world.pupil.first_name
    closed, never = (sign_in(one).get(url_of(item)) for one in (person, world.people["rid_behandelaar"]))
    assert (closed.status_code, never.status_code) == (404, 404)
    assert "Deze bladzijde is gesloten" in closed.content.decode()  # she had a place here: she is not lost
    assert "Deze bladzijde is gesloten" not in never.content.decode()
    assert not re.search(rf"\b{child}\b", closed.content.decode())  # whole: a token of chance may hold its letters
    assert post(person, url_of(item), text="Te laat").status_code == 404
    assert not Advice.objects.exists()


def left_yesterday(person) -> None:
    RoleAssignment.objects.filter(person=person).update(ends_on=TODAY - timedelta(days=1))


def test_who_left_the_partner_reads_nothing_more(world):
    _case, item, _consent = shared(world)
    person = world.people["orthopedagoog"]
    assert sign_in(person).get(url_of(item)).status_code == 200
    left_yesterday(person)
    assert sign_in(person).get(url_of(item)).status_code == 404
    assert sign_in(person).get(reverse("route:invited_start")).status_code == 404
    assert post(person, url_of(item), text="Ik werk hier niet meer").status_code == 404
    assert not Advice.objects.exists()


def test_who_left_between_invitation_and_sharing_reads_nothing(world):
    case, item, consent = asked(world)
    person = world.people["orthopedagoog"]
    left_yesterday(person)
    for guardian in world.guardians:
        answer_consent(consent.pk, answer="given", actor=guardian.person)
    share_item(case.pk, actor=world.of_kind(RoleKind.IB_ER))
    assert Grant.objects.filter(person=person, item_id=item.pk).exists()
    assert sign_in(person).get(url_of(item)).status_code == 404
