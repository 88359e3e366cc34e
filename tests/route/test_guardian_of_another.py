"""Where a page of one child takes a guardian, there is none with the guardian of another child, to read or to send."""

from datetime import date

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Guardian
from tests.cast import make_guardian, make_person
from tests.route.papers import Writing
from tests.route.stories import asked, crescendo, post, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return crescendo()


def of_another_child(world: World) -> Guardian:
    return make_guardian(world.new_pupil(), person=make_person("Wouter Buitenhuis"))


@pytest.mark.parametrize("name", ["paper_answer", "pass_over"])
def test_of_a_consent(world: World, name: str) -> None:
    _case, _item, consent = asked(world)
    director = world.of_kind(RoleKind.DIRECTOR)
    own, other = (
        reverse(f"route:{name}", args=[consent.pk, one.pk]) for one in (world.guardians[0], of_another_child(world))
    )
    assert sign_in(director).get(own).status_code == 200
    assert sign_in(director).get(other).status_code == 404
    assert post(director, other, reasons="x").status_code == 404


@pytest.mark.parametrize("name", ["paper_signature", "paper_pass_over"])
def test_of_a_document(name: str) -> None:
    with clock.at(date(2026, 10, 5)):
        steun = Writing.at("steunronde")
        for key in ("doel", "hulp"):
            steun.write("hulpplan", key)
        paper = steun.lay("hulpplan")
        who = steun.coach if name == "paper_signature" else steun.head
        own, other = (
            reverse(f"route:{name}", args=[paper.pk, one.pk])
            for one in (steun.world.guardians[0], of_another_child(steun.world))
        )
        assert sign_in(who).get(own).status_code == 200
        assert sign_in(who).get(other).status_code == 404
