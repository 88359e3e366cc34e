"""A child that left: what is over from the day itself, and that nothing new begins."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.http import Http404
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.delivery import deliver_waiting
from caseflow.notices.models import Notice
from caseflow.route.commands import case as cases
from caseflow.route.commands.consent import ask_consent
from caseflow.route.commands.letters import letters_waiting
from caseflow.route.commands.support import decide_arrangement, propose_arrangement
from caseflow.route.commands.talk import plan_item
from caseflow.route.models import Case, Deadline, Item
from caseflow.route.portal import asked_of
from caseflow.route.ruling import SomeoneWasFirst
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import RoleKind
from opp.commands.perspective import draw_up_opp
from pupils.commands.hgw import advance_hgw_cycle, start_hgw_cycle
from pupils.commands.insight import note_insight
from pupils.commands.intervention import record_effect, start_intervention
from pupils.commands.observation import log_observation
from pupils.commands.session import record_session
from pupils.errors import ChildLeft, Invalid
from pupils.models import Consent, Grant, Guardian, Occasion, Person
from pupils.waiting import waiting_for
from tests.route.left.scenes import (
    DAY,
    LEAVES,
    OPP,
    ROW,
    TODAY,
    Scene,
    a_term,
    leaves,
)
from tests.route.stories import asked, case_at, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db


def _occasion(world: World) -> None:
    version = world.school.involved_by
    Occasion.objects.create(
        school=world.school, sop_version=version, pupil=world.pupil, entry="child", what="pupil_talk", name="Gesprek",
        period=TODAY, due_on=TODAY + 9 * DAY, appears_on=TODAY, owner_role=world.sop.roles_of_kind(RoleKind.IB_ER)[0],
    )  # fmt: skip


def _asks(world: World) -> int:
    rows = Guardian.objects.filter(pupil=world.pupil).select_related("pupil", "person")
    return sum(len(asked_of(guardian)) for guardian in rows)


def _waits(world: World) -> int:
    everybody = [world.of_kind(kind) for kind in (RoleKind.IB_ER, RoleKind.DIRECTOR, RoleKind.TEACHER)]
    rows = [one for person in everybody for one in waiting_for(person) if world.pupil.full_name in one.about]
    return sum(one.title != ROW for one in rows)


ENDS: dict[str, Callable[[World], int]] = {
    "what is shared": lambda _world: Grant.objects.live(clock.today()).count(),
    "talks to come": lambda _world: Item.objects.pending().count(),
    "questions that are waited for": lambda _world: Consent.objects.pending(clock.today()).count(),
    "what each guardian is asked": _asks,
    "terms that press": lambda _world: Deadline.objects.pressing().count(),
    "what the calendar asks of her": lambda _world: Occasion.objects.open().count(),
    "rows of start pages": _waits,
}


def test_what_ends_on_the_day_itself(scene: Scene) -> None:
    """Each is there until the day before, and gone on it; nothing ran in between."""
    world = scene.world
    a_term(scene.case)
    _occasion(world)
    ask_consent(scene.case.pk, purpose=scene.consent.purpose, actor=scene.people["ib_er"])
    leaves(world)
    before = {what: count(world) for what, count in ENDS.items()}
    assert all(before.values()), before
    with clock.at(LEAVES - DAY):
        assert {what: count(world) for what, count in ENDS.items()} == before
    with clock.at(LEAVES):
        assert {what: count(world) for what, count in ENDS.items()} == dict.fromkeys(ENDS, 0)


def test_the_form_says_what_will_end_and_of_whom(scene: Scene) -> None:
    a_term(scene.case)
    ask_consent(scene.case.pk, purpose=scene.consent.purpose, actor=scene.people["ib_er"])
    number = Grant.objects.live(TODAY).filter(pupil=scene.world.pupil).count()
    url = reverse("pupils:leave_school", args=[scene.world.pupil.pk])
    page = sign_in(scene.people["ib_er"]).get(url).content.decode()
    assert f"{number} mensen van buiten lezen niet meer mee" in page
    assert scene.people["outsider"].name in page
    assert "vragen en uitnodigingen aan ouders vervallen" in page
    assert "De bespreking van 16 maart 2026 gaat van de agenda" in page
    assert "termijnen en taken vervallen" in page
    assert "De casus blijft open tot hij gesloten wordt" in page


def test_the_night_tells_who_was_invited_and_ends_what_was_shared_once(scene: Scene) -> None:
    leaves(scene.world)
    sweep(LEAVES - DAY)
    assert Grant.objects.filter(ended_on=None).exists()
    done = sweep(LEAVES)
    assert done["caseflow.route.departing.end_for_who_left"] > 1
    assert not Grant.objects.filter(ended_on=None).exists()
    assert Item.objects.get(pk=scene.item.pk).state == Item.TAKEN_OFF
    assert Notice.objects.filter(kind="meeting_cancelled", recipient=scene.people["outsider"]).count() == 1
    assert CaseEvent.objects.filter(case_id=scene.case.pk, kind="take_off_agenda", actor_id=None).count() == 1
    assert sweep(LEAVES)["caseflow.route.departing.end_for_who_left"] == 0


def test_recorded_on_the_day_itself_they_hear_at_once(scene: Scene) -> None:
    leaves(scene.world, TODAY)
    assert Item.objects.get(pk=scene.item.pk).state == Item.TAKEN_OFF
    assert Notice.objects.filter(kind="meeting_cancelled").exists()
    assert not Grant.objects.filter(ended_on=None).exists()
    deliver_waiting()
    off = {one.to[0]: str(one.body) for one in mail.outbox if "gaat niet door" in one.subject}
    leads = {who: "/afspraken/" in off[scene.people[who].email] for who in ("teacher", "ib_er", "parent", "outsider")}
    assert leads == {"teacher": False, "ib_er": True, "parent": True, "outsider": False}  # to nobody's closed door
    assert "Er staat geen link bij deze mail: je leest niet meer mee" in off[scene.people["teacher"].email]


def test_nobody_is_reminded_or_chased_by_the_watch(scene: Scene) -> None:
    ask_consent(scene.case.pk, purpose=scene.consent.purpose, actor=scene.people["ib_er"])
    Consent.objects.update(remind_on=LEAVES)
    a_term(scene.case)
    leaves(scene.world)
    sent_before = Notice.objects.count()
    for day in (LEAVES, LEAVES + 30 * DAY):
        sweep(day)
    told = Notice.objects.order_by("pk")[sent_before:]
    assert {one.kind for one in told} <= {"meeting_cancelled"}


def test_a_letter_that_asks_something_is_printed_no_more(world: World) -> None:
    parent = world.guardians[0].person
    Person.objects.filter(pk=parent.pk).update(email=None)
    asked(world)
    ib_er = world.of_kind(RoleKind.IB_ER)
    kinds = {notice.kind for post in letters_waiting(world.school, actor=ib_er) for notice in [post.notice]}
    assert "consent_asked" in kinds
    leaves(world, TODAY)
    kinds = {notice.kind for post in letters_waiting(world.school, actor=ib_er) for notice in [post.notice]}
    assert "consent_asked" not in kinds


REFUSED: dict[str, Callable[[World, Case], Any]] = {
    "plan a talk": lambda world, case: plan_item(
        case.pk, on=TODAY + DAY, question="x", actor=world.of_kind(RoleKind.IB_ER)
    ),
    "ask": lambda world, case: ask_consent(case.pk, actor=world.of_kind(RoleKind.IB_ER)),
    "draw up an OPP": lambda world, case: draw_up_opp(case.pk, **OPP, actor=world.of_kind(RoleKind.IB_ER)),
    "extend a term": lambda world, case: cases.extend_term(case.pk, reason="x", actor=world.of_kind(RoleKind.DIRECTOR)),
    "open a case": lambda world, case: cases.open_case(world.pupil.pk, reason="x", actor=world.of_kind(RoleKind.IB_ER)),
}


@pytest.mark.parametrize("what", REFUSED)
def test_nothing_new_begins(world: World, what: str) -> None:
    case = case_at(world, "zorgteam")
    leaves(world, TODAY)
    with pytest.raises(ChildLeft):
        REFUSED[what](world, case)


def test_a_step_onwards_is_no_way_out_any_more(world: World) -> None:
    case = case_at(world, "hgw")
    leaves(world, TODAY)
    with pytest.raises(SomeoneWasFirst):
        cases.take_exit(case.pk, "leerlingbespreking", actor=world.of_kind(RoleKind.IB_ER))


def test_nothing_new_is_offered_for_who_left(world: World) -> None:
    """On the board she says what is to do with her case, and cannot be put on an agenda; her page begins nothing."""
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    board, own = reverse("route:board"), reverse("pupils:pupil", args=[world.pupil.pk])
    tick, begins = f'name="case" value="{case.pk}"', ("Begin een HGW-cyclus", "Wat zie je?", "Uitnodigingsbrief")
    before = sign_in(ib_er).get(own).content.decode()
    assert all(offer in before for offer in begins)
    assert tick in sign_in(ib_er).get(board).content.decode()
    leaves(world, TODAY)
    after, listed = sign_in(ib_er).get(own).content.decode(), sign_in(ib_er).get(board).content.decode()
    assert [offer for offer in begins if offer in after] == []
    assert tick not in listed
    assert "van school</span>" in listed
    assert "Sluit de casus" in listed


def test_no_form_that_begins_something_opens_by_its_address(world: World) -> None:
    """The one rule is Pupil.objects.to_begin; what was carried out is still counted and evaluated."""
    ib_er, pk = world.of_kind(RoleKind.IB_ER), world.pupil.pk
    plan = ("Mee", "Nodig", "Juf", 20, 2, TODAY - DAY)
    begun, cycle = start_intervention(pk, *plan, actor=ib_er), start_hgw_cycle(pk, actor=ib_er)
    leaves(world, TODAY)
    client = sign_in(ib_er)
    begins = [reverse(f"pupils:{name}", args=[pk]) for name in ("observe", "intervene", "insight")]
    begins += [reverse("route:open_case", args=[pk]), reverse("pupils:hgw_phase", args=[cycle.pk])]
    assert {url: client.get(url).status_code for url in begins} == dict.fromkeys(begins, 404)
    for command in (
        lambda: log_observation(pk, TODAY, "taal", "Leest.", actor=ib_er),
        lambda: start_intervention(pk, *plan, actor=ib_er),
        lambda: note_insight(pk, "stimulates", "leren", "Rust", actor=ib_er),
        lambda: advance_hgw_cycle(cycle.pk, "x", actor=ib_er),
    ):
        with pytest.raises(Http404):
            command()
    with pytest.raises(Invalid):
        record_session(begun.pk, TODAY, actor=ib_er)
    assert record_session(begun.pk, TODAY - DAY, actor=ib_er)
    assert record_effect(begun.pk, "Het hielp.", actor=ib_er).effect


def test_help_of_a_child_that_left_is_not_one_tap_away(world: World) -> None:
    """What was given before may still be written down, on its page; today none is."""
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    told = {"goal": "Praten", "hours": 2, "starts_on": TODAY - DAY, "ends_on": TODAY + 60 * DAY}
    propose_arrangement(case.pk, key="vroeghulp_fase_2_3", actor=ib_er, **told)
    decide_arrangement(case.pk, grant=True, reasons="nodig", actor=world.of_kind(RoleKind.DIRECTOR))
    url, tap = reverse("route:case", args=[case.pk]), "Vandaag 60 minuten gegeven"
    assert tap in sign_in(ib_er).get(url).content.decode()
    leaves(world, TODAY)
    assert tap not in sign_in(ib_er).get(url).content.decode()
