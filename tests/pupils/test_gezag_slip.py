"""Gezag that was recorded by a slip is not known again, on the same day and while nobody went by it."""

from typing import Any

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.commands.consent import answer_consent
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.guardian import add_guardian
from pupils.models import Gezag, Guardian, Person
from tests.cast import make_pupil
from tests.route.stories import asked, crescendo, post, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return crescendo()


def ib_er(world: World) -> Person:
    return world.of_kind(RoleKind.IB_ER)


def typed(world: World) -> Guardian:
    """Written down by the school, with gezag not recorded."""
    return add_guardian(world.pupil.pk, name="Tante Jo", relation="mother", actor=ib_er(world))


def record(world: World, guardian: Guardian, **said: Any) -> Any:
    url = reverse("pupils:gezag", args=[guardian.pk])
    return post(ib_er(world), url, education_held_by="", care_held_by="", **said)


def offers_unknown(world: World, guardian: Guardian) -> bool:
    page = sign_in(ib_er(world)).get(reverse("pupils:gezag", args=[guardian.pk]))
    return any(word == Gezag.UNKNOWN for word, _label in page.context["form"].fields["gezag"].choices)


YES = {"gezag": "yes", "proof": "declared", "proof_on": str(clock.today()), "evidence": ""}


def test_a_slip_of_today_is_not_known_again(world: World) -> None:
    guardian = typed(world)
    assert not offers_unknown(world, guardian)
    assert record(world, guardian, **YES).status_code == 302
    assert offers_unknown(world, guardian)
    assert record(world, guardian, gezag="unknown", proof="", proof_on="", evidence="").status_code == 302
    guardian = Guardian.objects.get(pk=guardian.pk)
    assert (guardian.gezag, guardian.gezag_proof, guardian.gezag_recorded_on) == (Gezag.UNKNOWN, "", None)
    assert CaseEvent.objects.filter(kind="record_gezag").latest("pk").data == {
        "guardian": guardian.pk, "guardians": [guardian.pk], "before": "yes", "gezag": "unknown",
    }  # fmt: skip
    assert not offers_unknown(world, guardian)


def test_also_what_came_from_a_class_list(world: World) -> None:
    brother = make_pupil(world.school, world.group)
    guardian = add_guardian(brother.pk, name="Tante Jo", relation="mother", actor=ib_er(world))
    url = reverse("pupils:declared", args=[world.group.pk])
    post(ib_er(world), url, on=str(clock.today()), **{f"guardian_{guardian.pk}": "yes"})
    assert offers_unknown(world, guardian)
    record(world, guardian, gezag="unknown", proof="", proof_on="", evidence="")
    assert Guardian.objects.get(pk=guardian.pk).gezag == Gezag.UNKNOWN


def test_a_proof_is_still_asked_for_anything_else(world: World) -> None:
    guardian = typed(world)
    record(world, guardian, **YES)
    answered = record(world, guardian, gezag="no", proof="", proof_on="", evidence="")
    assert "Kies een van de mogelijkheden." in answered.content.decode()


def test_not_on_another_day_nor_once_she_answered_nor_where_something_was_known_before(world: World) -> None:
    _case, _item, consent = asked(world)
    guardian = typed(world)
    record(world, guardian, **YES)
    answer_consent(consent.pk, answer="given", actor=guardian.person)
    old = world.guardians[0]
    for one in (guardian, old):
        assert not offers_unknown(world, one)
        answered = record(world, one, gezag="unknown", proof="", proof_on="", evidence="")
        assert answered.status_code == 200
    paper = {"proof": "court", "proof_on": str(clock.today()), "evidence": "beschikking"}
    assert record(world, old, gezag="no", **paper).status_code == 302
    assert not offers_unknown(world, old)
