"""Minutes of one child: a draft until the chair approves them, then unchangeable; guardians read them and react."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.minutes import approve_minutes, react_to_minutes
from caseflow.route.commands.talk import add_own_advice, invite_guardians, record_advice
from caseflow.route.models import Decision, Item, MinutesReaction, Task
from caseflow.route.ruling import NotYourHand
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.waiting import waiting_for
from tests.route.stories import post, sign_in
from tests.route.tables import DAY, colleague, held, item, on_day, opened, page, send, world
from tests.world import World

__all__ = ["item", "on_day", "world"]
pytestmark = pytest.mark.django_db


def test_the_chair_approves_and_from_then_on_the_guardians_read(world: World, item: Item) -> None:
    ib_er, parent = world.of_kind(RoleKind.IB_ER), world.guardians[0].person
    talk = reverse("route:guardian_talk", args=[item.pk])
    with clock.at(DAY):
        held(world, item)
        assert sign_in(parent).get(talk).status_code == 404
        assert any("Keur het verslag goed" in str(row.title) for row in waiting_for(ib_er))
        with pytest.raises(NotYourHand):
            approve_minutes(item.pk, minutes="anders", actor=colleague(world))
        url = reverse("route:minutes", args=[item.pk])
        assert post(ib_er, url, minutes="Wij spraken over lezen en rekenen.").status_code == 302
        assert "Wij spraken over lezen en rekenen." in sign_in(parent).get(talk).content.decode()
        assert not any("Keur het verslag goed" in str(row.title) for row in waiting_for(ib_er))


def test_approved_minutes_cannot_be_changed_by_anybody(world: World, item: Item) -> None:
    ib_er = world.of_kind(RoleKind.IB_ER)
    with clock.at(DAY):
        client, said = opened(ib_er, item)
        send(client, item, said | {"way": "again", "owner": "ib_er", "due_on": DAY.isoformat()})
        held(world, item)
        approve_minutes(item.pk, minutes="Zo was het.", actor=ib_er)
        approve_minutes(item.pk, minutes="Heel anders.", actor=ib_er)
    item.refresh_from_db()
    assert item.minutes == "Zo was het."
    for change in (
        lambda: Item.objects.filter(pk=item.pk).update(minutes="Heel anders."),
        lambda: Decision.objects.update(name="anders"),
        lambda: Decision.objects.create(item=item, exit="x", name="x", owner_role="x", owner_name="x", due_on=DAY),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_nothing_is_approved_before_it_was_held(world: World, item: Item) -> None:
    with pytest.raises(Invalid):
        approve_minutes(item.pk, minutes="vast", actor=world.of_kind(RoleKind.IB_ER))


def test_a_guardian_adds_to_the_minutes_and_the_other_does_not_read_it(world: World, item: Item) -> None:
    first, second = (one.person for one in world.guardians[:2])
    with clock.at(DAY):
        held(world, item)
        approve_minutes(item.pk, minutes=item.minutes, actor=world.of_kind(RoleKind.IB_ER))
        url = reverse("route:guardian_talk_reaction", args=[item.pk])
        assert post(first, url, text="Ik mis de ogen.").status_code == 302
        talk = reverse("route:guardian_talk", args=[item.pk])
        assert "Ik mis de ogen." in sign_in(first).get(talk).content.decode()
        assert "Ik mis de ogen." not in sign_in(second).get(talk).content.decode()
        assert "Ik mis de ogen." in page(world.of_kind(RoleKind.IB_ER), "route:minutes", item.pk)
    item.refresh_from_db()
    assert item.minutes == "Wij spraken over lezen."
    assert Task.objects.filter(kind="minutes_reaction").count() == MinutesReaction.objects.count() == 1
    kept = MinutesReaction.objects.get()
    assert (kept.at.date(), kept.language, kept.identified_by) == (DAY, "nl", "second_factor")


def test_without_approval_there_is_nothing_to_react_to(world: World, item: Item) -> None:
    with clock.at(DAY):
        held(world, item)
        with pytest.raises(Item.DoesNotExist):
            react_to_minutes(item.pk, text="te vroeg", actor=world.guardians[0].person)


def test_an_absent_members_advice_comes_after_and_says_so(world: World, item: Item) -> None:
    ib_er = world.of_kind(RoleKind.IB_ER)
    with clock.at(DAY):
        held(world, item)
        approve_minutes(item.pk, minutes=item.minutes, actor=ib_er)
    with clock.at(DAY + timedelta(days=3)):
        record_advice(item.case_id, author_name="De arts", text="Meet de ogen.", absent=True, actor=ib_er)
        add_own_advice(item.pk, text="Bel mij.", absent=True, actor=world.people["orthopedagoog"])
        shown = page(world.guardians[0].person, "route:guardian_talk", item.pk)
        assert shown.count("was er niet bij, gaf dit achteraf") == 2
        assert page(ib_er, "route:minutes", item.pk).count("was er niet bij, gaf dit achteraf") == 2


def test_guardians_who_are_asked_find_where_to_write_beforehand(world: World, item: Item) -> None:
    invite_guardians(item.case_id, actor=world.of_kind(RoleKind.IB_ER))
    place = item.invitations.filter(guardian=world.guardians[0]).get()
    shown = page(world.guardians[0].person, "route:guardian_invitation", place.pk)
    assert reverse("route:guardian_writing", args=[world.pupil.pk]) in shown
