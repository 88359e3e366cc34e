"""What a guardian was asked to agree with stands as it was, from the moment of offering: the database sees to it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from caseflow import clock
from caseflow.route.models import PaperSection
from opp.models import Goal, Handelingsdeel
from tests.opp.conftest import MEASURABLE, START, VAGUE, Story
from tests.route.papers import Writing

CHANGES = {"support": "minder", "deviations": "alles", "number": 7, "drawn_up_on": date(2020, 1, 1), "offered_on": None}


def refused(act: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        act()


def each_change_is_refused(story: Story) -> None:
    version = Handelingsdeel.objects.filter(pk=story.version.pk)
    goals = Goal.objects.filter(handelingsdeel__in=version)
    for name, value in CHANGES.items():
        refused(lambda name=name, value=value: version.update(**{name: value}))
    refused(lambda: goals.update(text="iets anders"))
    refused(lambda: goals._raw_delete(goals.db))
    refused(lambda: version._raw_delete(version.db))
    refused(lambda: Goal.objects.create(handelingsdeel=version.get(), domain="taal", text="erbij"))


def test_an_offered_version_cannot_be_changed(story: Story) -> None:
    story.draw_up(VAGUE)
    story.draw_up()  # a draft is written anew
    assert story.version.goals.get().text == MEASURABLE.text
    story.set_perspective()
    story.offer()
    with clock.at(START + timedelta(days=1)):
        each_change_is_refused(story)
        story.answer(0, "agreed")
        story.answer(1, "agreed")
        story.put_in_force()
    each_change_is_refused(story)
    refused(lambda: Handelingsdeel.objects.update(in_force_on=START))


def test_nor_be_moved_aside(story: Story) -> None:
    """A goal of a draft does not slip into a version that was offered, and no other version takes its place."""
    story.run()
    story.adjust()
    first, second = story.opp.versions.order_by("number")
    refused(lambda: second.goals.update(handelingsdeel=first))
    refused(lambda: first.goals.update(handelingsdeel=second))
    story.offer()
    third = story.adjust()
    assert (third.number, story.opp.versions.count()) == (3, 3)


@pytest.mark.parametrize("among", ["", "number = number + 40"])
def test_nor_be_replaced(story: Story, among: str) -> None:
    """By a row with its number, or as the only one that waits."""
    if connection.vendor != "sqlite":
        return  # there ON CONFLICT is an update, and refused as one
    story.draw_up()
    story.set_perspective()
    story.offer()
    with connection.cursor() as cursor:
        names = [one.name for one in connection.introspection.get_table_description(cursor, "opp_handelingsdeel")]
        kept = [name for name in names if not (among and name == "id")]
        taken = ["number + 40" if among and name == "number" else f'"{name}"' for name in kept]
        columns = ", ".join(f'"{name}"' for name in kept)
        sql = f"INSERT OR REPLACE INTO opp_handelingsdeel ({columns}) SELECT {', '.join(taken)} FROM opp_handelingsdeel"
        refused(lambda: cursor.execute(sql))


@pytest.mark.django_db
def test_a_document_that_was_laid_stands_with_its_parts() -> None:
    writing = Writing.at("kijkronde")
    writing.write("kijkplan", next(iter(writing.world.sop.documents["kijkplan"].sections)), "eerst")
    paper = writing.lay("kijkplan")
    parts = PaperSection.objects.filter(paper=paper)
    refused(lambda: parts.update(text="iets anders"))
    refused(lambda: parts._raw_delete(parts.db))
    refused(lambda: PaperSection.objects.create(paper=paper, **_part(parts)))
    for change in ({"name": "Anders"}, {"signature": "none"}, {"laid_on": None}):
        refused(lambda change=change: type(paper).objects.filter(pk=paper.pk).update(**change))


def _part(parts: Any) -> dict[str, Any]:
    one = parts.values("name", "text", "written_by_id", "role_name", "written_on").first()
    return {"key": "erbij", **one}
