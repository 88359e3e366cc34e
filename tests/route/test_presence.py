"""Who was at the table: the chair marks who was not there, and minutes and advices say so."""

import re
from typing import Any

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.commands.coming import answer_invitation
from caseflow.route.commands.minutes import approve_minutes
from caseflow.route.commands.talk import plan_item
from caseflow.route.models import Advice, Invitation, Item
from caseflow.route.presence import presence_of
from caseflow.sop.vocabulary import RoleKind
from pupils.models import RoleAssignment
from tests.route.stories import QUESTION, case_at, post, sign_in
from tests.route.tables import DAY, held, item, on_day, opened, page, send, world
from tests.world import World

__all__ = ["item", "on_day", "world"]
pytestmark = pytest.mark.django_db


def place_of(item: Item, role: str) -> Invitation:
    return Invitation.objects.filter(item=item, role=role).earliest("pk")


def form_of(world: World, item: Item) -> Any:
    url = reverse("route:act", args=[item.case_id, item.kind])
    return sign_in(world.of_kind(RoleKind.IB_ER)).get(url).context["form"]


def hold(world: World, item: Item, *missed: int) -> Any:
    form, url = form_of(world, item), reverse("route:act", args=[item.case_id, item.kind])
    said = {"minutes": "Wij spraken over lezen.", "seen": form["seen"].value(), "missed": missed}
    return post(world.of_kind(RoleKind.IB_ER), url, **said)


def told(html: str, label: str) -> str:
    found = re.search(rf"<dt>{label}</dt><dd[^>]*>(.*?)</dd>", html, re.DOTALL)
    return found[1] if found else ""


def test_minutes_say_who_was_there_and_who_was_not(world: World, item: Item) -> None:
    missed = place_of(item, "orthopedagoog")
    with clock.at(DAY):
        assert hold(world, item, missed.pk).status_code == 302
        minutes = page(world.of_kind(RoleKind.IB_ER), "route:minutes", item.pk)
        assert missed.person.name in told(minutes, "Niet erbij")
        assert missed.person.name not in told(minutes, "Erbij waren")
        assert world.guardians[0].person.name in told(minutes, "Erbij waren")
        assert CaseEvent.objects.get(kind="hold_meeting").data["missed"] == [missed.pk]
        approve_minutes(item.pk, minutes="Wij spraken over lezen.", actor=world.of_kind(RoleKind.IB_ER))
        at_home = page(world.guardians[0].person, "route:guardian_talk", item.pk)
        assert missed.person.name in told(at_home, "Niet erbij")


def test_the_advice_in_the_box_of_who_was_not_there_is_marked(world: World, item: Item) -> None:
    ib_er = world.of_kind(RoleKind.IB_ER)
    with clock.at(DAY):
        client, said = opened(ib_er, item)
        send(client, item, said | {"advice_orthopedagoog": "Ralfi.", "advice_guardian": "Meer buiten spelen."})
        hold(world, item, place_of(item, "orthopedagoog").pk)
    assert dict(Advice.objects.values_list("text", "absent")) == {"Ralfi.": True, "Meer buiten spelen.": False}


def test_one_of_two_parents_is_enough_for_their_chair_to_be_taken(world: World, item: Item) -> None:
    ib_er = world.of_kind(RoleKind.IB_ER)
    with clock.at(DAY):
        client, said = opened(ib_er, item)
        send(client, item, said | {"advice_guardian": "Meer buiten spelen."})
        hold(world, item, place_of(item, "guardian").pk)
    assert not Advice.objects.get().absent


def test_who_said_that_she_does_not_come_is_marked_beforehand(world: World, item: Item) -> None:
    own = place_of(item, "guardian")
    answer_invitation(own.pk, answer="absent", actor=own.person)
    with clock.at(DAY):
        assert form_of(world, item)["missed"].initial == [own.pk]
        hold(world, item)  # she came after all
    assert presence_of(Item.objects.get(pk=item.pk)).missed == ()


def test_the_child_that_was_asked_is_one_of_them(world: World, item: Item) -> None:
    Item.objects.filter(pk=item.pk).update(pupil_invited_on=item.planned_on)
    with clock.at(DAY):
        hold(world, item, 0)
    assert presence_of(Item.objects.get(pk=item.pk)).missed == (f"{world.pupil.first_name} (leerling)",)


def test_nobody_else_is_marked(world: World, item: Item) -> None:
    with clock.at(DAY):
        answer = hold(world, item, 10**6)
    assert "Kies uit de mensen in de lijst" in answer.content.decode()
    item.refresh_from_db()
    assert item.state == Item.ON_AGENDA


def test_a_question_to_somebody_outside_asks_not_who_was_there(world: World) -> None:
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    invite = [RoleAssignment.objects.filter(role="orthopedagoog").earliest("pk").person_id]
    plan_item(case.pk, on=DAY, kind="ask_information", question=QUESTION, invite=invite, actor=ib_er)
    assert "missed" not in form_of(world, Item.objects.get(case=case)).fields


def test_where_nobody_is_marked_everybody_was_there(world: World, item: Item) -> None:
    with clock.at(DAY):
        held(world, item)
    there = presence_of(Item.objects.get(pk=item.pk))
    assert (len(there.came), there.missed) == (item.invitations.count(), ())
