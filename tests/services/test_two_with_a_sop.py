"""Two people with one SOP at one moment, on PostgreSQL; and a case that is opened while a new version begins."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent
from caseflow.route.commands import sop as life
from caseflow.route.commands.case import open_case
from caseflow.route.models import Case
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.models import School, SopVersion
from tests.cast import make_staff
from tests.route.versions import renamed, with_moves
from tests.services.conftest import TODAY
from tests.services.together import together
from tests.world import World, version_text

pytestmark = pytest.mark.services
TEXT = version_text(TODAY + timedelta(days=30), version="2027")


def hold(world: World) -> Any:
    return lambda: School.objects.select_for_update(no_key=True).get(pk=world.school.pk)


def test_two_people_upload_one_version(world: World) -> None:
    """The same text is one draft; another text of its name is refused, and nothing is half there."""
    ib_er, director = world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.DIRECTOR)
    same = together(hold(world), TODAY, *(lambda p=p: life.upload_draft(TEXT, actor=p) for p in (ib_er, director)))
    assert len({one.pk for one in same}) == 1
    other = [TEXT.replace('"2027"', '"b"'), TEXT.replace('"2027"', '"b"').replace("share: 50", "share: 60")]
    results = together(
        hold(world),
        TODAY,
        *(lambda t=t, p=p: life.upload_draft(t, actor=p) for t, p in zip(other, (ib_er, director), strict=True)),
    )
    assert Counter(type(one) for one in results) == {SopVersion: 1, Invalid: 1}
    assert SopVersion.objects.filter(state="draft").count() == 2
    assert CaseEvent.objects.filter(kind="upload_draft").count() == 2
    assert verify(world.school.chain) == []


def test_two_directors_adopt_one_version(world: World) -> None:
    first, second = world.of_kind(RoleKind.DIRECTOR), make_staff(world.school, RoleKind.DIRECTOR, role="director")
    draft = life.upload_draft(TEXT, actor=first)
    life.lay_before_mr(draft.pk, on=draft.uploaded_on, actor=first)
    results = together(
        hold(world), TODAY,
        lambda: life.adopt_version(draft.pk, on=TODAY, by="Bo", actor=first),
        lambda: life.adopt_version(draft.pk, on=TODAY, by="Iemand anders", actor=second),
    )  # fmt: skip
    assert Counter(type(one) for one in results) == {SopVersion: 1, Invalid: 1}
    assert CaseEvent.objects.filter(kind="adopt_version").count() == 1


def test_a_case_is_opened_while_its_first_step_is_dropped(world: World) -> None:
    """Whoever comes first, the case stands in a step that the school has."""
    director, ib_er = world.of_kind(RoleKind.DIRECTOR), world.of_kind(RoleKind.IB_ER)
    text = renamed(version_text(TODAY, version="nu"), "hgw", "in_de_groep").replace("first: hgw", "first: in_de_groep")
    draft = life.upload_draft(with_moves(text, "{hgw: in_de_groep}"), actor=ib_er)
    life.lay_before_mr(draft.pk, on=draft.uploaded_on, actor=director)
    results = together(
        hold(world), TODAY,
        lambda: open_case(world.pupil.pk, actor=ib_er, reason="zorgen"),
        lambda: life.adopt_version(draft.pk, on=TODAY, by="Bo", actor=director),
    )  # fmt: skip
    assert Counter(type(one) for one in results) == {Case: 1, SopVersion: 1}, results
    assert Case.objects.get().step == "in_de_groep"
