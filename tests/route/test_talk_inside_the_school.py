"""The leerlingbespreking, inside the school: on the same table's day and screen, without anybody's consent."""

from datetime import time, timedelta

import pytest

from caseflow import clock
from caseflow.route.commands.talk import hold_item, plan_item
from caseflow.route.models import Item, Note
from caseflow.sop.vocabulary import RoleKind
from pupils.waiting import waiting_for
from tests.route.stories import QUESTION, case_at
from tests.route.tables import DAY, on_day, opened, page, send, world
from tests.world import World

__all__ = ["on_day", "world"]
pytestmark = pytest.mark.django_db


def test_two_children_are_talked_over_one_after_the_other_and_each_teacher_finds_what_was_decided(world: World) -> None:
    ib_er, teacher, due = world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.TEACHER), DAY + timedelta(days=14)
    first, second = (
        plan_item(
            case_at(world, "leerlingbespreking", pupil).pk, on=DAY, question=QUESTION, begins=time(hour), lasts=20,
            actor=ib_er,
        )
        for hour, pupil in ((9, world.pupil), (10, world.new_pupil()))
    )  # fmt: skip
    with clock.at(DAY):
        assert "Naar de tafel" in page(teacher, "route:meeting", first.meeting_id)
        assert f"Volgende: {second.case.pupil.first_name}" in page(ib_er, "route:table", first.pk)
        client, said = opened(teacher, first)
        assert {"text_teacher", "text_ib_er"} <= set(said)
        send(client, first, said | {"text_teacher": "Leest graag strips."})
        client, said = opened(ib_er, first)
        send(client, first, said | {"way": "hgw", "owner": "teacher", "due_on": due.isoformat()})
        assert Note.objects.get().text == "Leest graag strips."
        hold_item(first.case_id, minutes="Wij spraken over lezen.", actor=ib_er)
        titles = [str(row.title) for row in waiting_for(teacher)]
    assert any("Handelingsgericht werken in de groep" in title for title in titles)
    first.refresh_from_db()
    assert first.state == Item.HELD
    assert "Wij spraken over lezen." in page(teacher, "route:minutes", first.pk)
