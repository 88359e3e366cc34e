"""A grant that others ratify, where the SOP says so: until then it counts for nothing."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.delivery import deliver_waiting
from caseflow.notices.models import Notice
from caseflow.route.acting import NotYourHand, Refused
from caseflow.route.commands.case import take_exit
from caseflow.route.commands.support import decide_arrangement, propose_arrangement, ratify_arrangement
from caseflow.route.facting import facts_of
from caseflow.route.models import Arrangement, Deadline
from caseflow.route.rebuilding import differences
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.models import Guardian
from pupils.waiting import waiting_for
from tests.cast import make_guardian
from tests.route.stories import case_at, post, sign_in
from tests.world import REAL, World, make_world

pytestmark = pytest.mark.django_db
DAY, LAST = date(2026, 9, 7), date(2026, 12, 18)
KEY = "vroeghulp_fase_2_3"
WAITS = "Toegekend, aan jou om te bekrachtigen: Arrangement van fase 2 of 3 uit de vroeghulp"


@pytest.fixture(autouse=True)
def _day():
    with clock.at(DAY):
        yield


@pytest.fixture
def world() -> World:
    """The first school, with a deputy who ratifies one of its arrangements."""
    text = (REAL / "kbs-crescendo.yaml").read_text(encoding="utf-8")
    for old, new in (
        ("  director: {name: Directeur", "  adjunct: {name: Adjunct, kind: director}\n  director: {name: Directeur"),
        (f"  {KEY}:\n", f"  {KEY}:\n    ratifies: [adjunct]\n"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    return make_world(REAL / "kbs-crescendo.yaml", text)


@pytest.fixture
def case(world):
    return case_at(world, "zorgteam")


def proposed(world: World, case: Any) -> Arrangement:
    told = {"goal": "vertelt in zinnen", "hours": 2, "starts_on": DAY, "ends_on": LAST}
    return propose_arrangement(case.pk, key=KEY, actor=world.of_kind(RoleKind.IB_ER), **told)


def decided(world: World, case: Any) -> Arrangement:
    proposed(world, case)
    return decide_arrangement(case.pk, grant=True, reasons="nodig", actor=world.people["director"])


def page_of(client: Any, url: str) -> str:
    return client.get(url).content.decode()


def holds(case: Any) -> tuple[Any, ...]:
    known = facts_of(case, {"arrangement_open", "arrangement_granted_on"})
    return known["arrangement_open"], known["arrangement_granted_on"], Deadline.objects.filter(case=case).count()


def test_what_is_decided_counts_for_nothing_until_it_is_ratified(world, case):
    director, deputy = world.people["director"], world.people["adjunct"]
    parent = make_guardian(world.pupil)
    before = holds(case)
    one = decided(world, case)
    assert (one.state, holds(case)) == (Arrangement.DECIDED, before)
    assert [WAITS in {row.title for row in waiting_for(who)} for who in (director, deputy)] == [False, True]
    hers = reverse("route:guardian_arrangement", args=[one.pk])
    assert sign_in(parent.person).get(hers).status_code == 404
    url = reverse("route:act", args=[case.pk, "ratify_arrangement"])
    page = page_of(sign_in(deputy), url)
    assert f"Toegekend door {director.name}" in page
    pages = [page_of(sign_in(who), reverse("route:case", args=[case.pk])) for who in (director, deputy)]
    assert ["Bekrachtig het arrangement" in page for page in pages] == [False, True]
    with clock.at(date(2026, 9, 9)):
        assert post(deputy, url, ratify="yes", reasons="past bij ons").status_code == 302
        one.refresh_from_db()
        assert (one.state, one.ratified_by, one.settled_on) == (Arrangement.GRANTED, deputy, date(2026, 9, 9))
        assert holds(case)[:2] == (True, date(2026, 9, 9))
        assert Deadline.objects.get(case=case, rule="opp_within").due_on <= date(2026, 10, 21)
        assert list(differences()) == []
        told = page_of(sign_in(parent.person), hers)
        assert "Bekrachtigd" in told
        assert "past bij ons" in told
    kinds = CaseEvent.objects.filter(case_id=case.pk).order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["decide_arrangement", "grant_arrangement"]


def test_what_is_not_ratified_comes_to_nothing_and_another_can_be_asked_for(world, case):
    decided(world, case)
    with pytest.raises(Invalid, match="ligt al een voorstel"):
        proposed(world, case)
    refused = ratify_arrangement(case.pk, ratify=False, reasons="te licht", actor=world.people["adjunct"])
    assert (refused.state, refused.reasons, refused.ratifying) == (Arrangement.REFUSED, "nodig", "te licht")
    assert proposed(world, case).state == Arrangement.PROPOSED


def test_who_decided_does_not_ratify_and_nobody_for_her_own_child(world, case):
    with pytest.raises(NotYourHand):
        ratify_arrangement(case.pk, ratify=True, reasons="ja", actor=world.of_kind(RoleKind.TEACHER))
    with pytest.raises(Refused):
        ratify_arrangement(case.pk, ratify=True, reasons="ja", actor=world.people["adjunct"])
    proposed(world, case)
    with pytest.raises(Invalid, match="geen besluit"):
        ratify_arrangement(case.pk, ratify=True, reasons="ja", actor=world.people["adjunct"])
    decide_arrangement(case.pk, grant=True, reasons="nodig", actor=world.people["adjunct"])
    with pytest.raises(Invalid, match="zelf"):
        ratify_arrangement(case.pk, ratify=True, reasons="ja", actor=world.people["adjunct"])
    with pytest.raises(NotYourHand):
        ratify_arrangement(case.pk, ratify=True, reasons="ja", actor=world.people["director"])
    assert WAITS not in {row.title for row in waiting_for(world.people["adjunct"])}


def test_who_decided_can_take_it_back(world, case):
    """Nothing is stuck where nobody else is there to ratify."""
    one, director = decided(world, case), world.people["director"]
    url = reverse("route:act", args=[case.pk, "ratify_arrangement"])
    assert "Neem het besluit terug" in page_of(sign_in(director), reverse("route:case", args=[case.pk]))
    assert "Bekrachtigen</" not in page_of(sign_in(director), url)
    assert post(director, url, seen=one.pk, reasons="te vroeg").status_code == 302
    one.refresh_from_db()
    assert one.state == Arrangement.REFUSED
    telling = page_of(sign_in(make_guardian(world.pupil).person), reverse("route:guardian_arrangement", args=[one.pk]))
    assert "te vroeg" in telling


def test_nobody_decides_on_another_than_she_read(world, case):
    deputy, one = world.people["adjunct"], decided(world, case)
    url = reverse("route:act", args=[case.pk, "ratify_arrangement"])
    assert f'name="seen" value="{one.pk}"' in page_of(sign_in(deputy), url)
    ratify_arrangement(case.pk, ratify=False, reasons="te licht", actor=deputy)
    other = decided(world, case)
    assert post(deputy, url, seen=one.pk, ratify="yes", reasons="ja").status_code == 409
    other.refresh_from_db()
    assert other.state == Arrangement.DECIDED


def test_help_that_is_over_by_now_is_not_granted(world, case):
    decided(world, case)
    with clock.at(LAST + timedelta(days=1)), pytest.raises(Invalid, match="laatste dag"):
        ratify_arrangement(case.pk, ratify=True, reasons="ja", actor=world.people["adjunct"])


def test_what_was_asked_for_lapses_with_its_case(world, case):
    one = decided(world, case)
    take_exit(case.pk, "close-moved", actor=world.of_kind(RoleKind.IB_ER), reason="verhuisd")
    one.refresh_from_db()
    assert one.state == Arrangement.LAPSED


def test_a_refusal_needs_nobody_else_and_who_ratifies_hears_of_a_grant(world, case):
    proposed(world, case)
    decide_arrangement(case.pk, grant=False, reasons="niet nodig", actor=world.people["director"])
    assert Arrangement.objects.get().state == Arrangement.REFUSED
    decided(world, case)
    assert [told.recipient for told in Notice.objects.filter(kind="exit_proposed")] == [world.people["adjunct"]]
    deliver_waiting()
    (told,) = [str(one.body) for one in mail.outbox if one.to == [world.people["adjunct"].email]]
    assert "Een collega legt je een besluit voor." in told  # as true of a step on the route


def test_a_parent_that_ratifies_leaves_it_to_another(world, case):
    decided(world, case)
    Guardian.objects.all().delete()
    make_guardian(world.pupil, person=world.people["adjunct"])
    with pytest.raises(Invalid, match="je eigen kind"):
        ratify_arrangement(case.pk, ratify=True, reasons="ja", actor=world.people["adjunct"])
