"""A table of rows about people at a school stands behind the wall, or says here why not. No database is asked."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Field, Model

from caseflow.wall.operations import COLUMN, Behind, Walled

APPS = ("pupils", "route", "opp", "audit", "notices", "drafts")
OUTSIDE = {
    "pupils_person": "who comes in, before it is known where; a name, an address, and no child",
    "pupils_school": "what schools there are is public, and asked before anybody is signed in",
    "pupils_swv": "as the schools",
    "pupils_swvmember": "who works at a desk, whom every school of it writes to; names no child",
    "route_calendarfeed": "looked for before anybody is signed in; whose it is, and no school and no child",
    "route_boardview": "somebody's own choices on the board, by key and number; no school and no child",
    "drafts_draft": "kept when its writer's session had ended, so that nobody is signed in; found by writer and page",
    "drafts_spenttoken": "the number of a form that was sent, and nothing of what stood in it",
}


def _models() -> dict[str, type[Model]]:
    every = apps.get_models(include_auto_created=True)
    return {one._meta.db_table: one for one in every if one._meta.app_label in APPS and not one._meta.proxy}


def _walls() -> dict[str, Behind]:
    """As the migrations on disk build them, whatever the database of this run is."""
    migrations = MigrationLoader(None).disk_migrations.values()
    return {op.table: op for one in migrations for op in one.operations if isinstance(op, Behind)}


MODELS, WALLS = _models(), _walls()


def test_every_table_is_behind_the_wall_or_says_why_not() -> None:
    assert set(MODELS) - set(WALLS) == set(OUTSIDE)
    assert set(WALLS) <= set(MODELS)
    assert all(OUTSIDE.values())


@pytest.mark.parametrize("table", WALLS)
def test_a_wall_is_asked_for_the_school_that_the_row_names(table: str) -> None:
    """Its own school where it names one; else that of a row it cannot be without, which has its own wall."""
    wall = WALLS[table]
    if not isinstance(wall, Walled):
        return
    columns = _columns(MODELS[table])
    if not wall.by:
        assert wall.column in columns
        assert not columns[wall.column].null
        return
    assert "school_id" not in columns
    field, (parent, school) = columns[wall.by], wall.of.split(".")
    assert not field.null
    assert _to(field)._meta.db_table == parent
    assert _to(field)._meta.get_field("id").primary_key  # the trigger finds it by that
    above = WALLS[parent]
    assert isinstance(above, Walled)
    assert above.column == school


def _columns(model: type[Model]) -> dict[str, Field]:
    return {field.column: field for field in model._meta.local_concrete_fields}


def _to(field: Field) -> type[Model]:
    model = field.related_model
    assert isinstance(model, type)
    return model


def test_a_row_hangs_on_what_was_walled_before_it() -> None:
    """A table that is filled from another comes after it: its rows that are there would find no school."""
    loader = MigrationLoader(None)
    order = [key for key in _planned(loader) if key in loader.disk_migrations]
    walls = [op for key in order for op in loader.disk_migrations[key].operations if isinstance(op, Walled)]
    seen: set[str] = set()
    for wall in walls:
        assert not wall.by or not wall.of.endswith(COLUMN) or wall.of.split(".")[0] in seen, wall.table
        seen.add(wall.table)


def _planned(loader: MigrationLoader) -> Iterator[tuple[str, str]]:
    seen: set[tuple[str, str]] = set()
    for leaf in sorted(loader.graph.leaf_nodes()):
        for key in loader.graph.forwards_plan(leaf):
            if key not in seen:
                seen.add(key)
                yield key


def test_sqlite_has_no_wall_and_is_asked_for_none(db: None) -> None:
    if connection.vendor == "sqlite":
        assert not getattr(connection, "has_wall", False)
