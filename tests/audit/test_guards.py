from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, IntegrityError, connection, transaction

from caseflow.audit.guards import append_only_tables, check_guards, unguarded_tables
from caseflow.audit.models import CaseEvent, EventText, ReadRow, Seal
from caseflow.audit.operations import AppendOnly, NoLongerAppendOnly, Unchanging
from caseflow.audit.reads import record_read
from caseflow.audit.sealing import seal_school
from tests.behind_the_wall import as_owner

OWN = {"audit_caseevent", "audit_eventtext", "audit_readrow", "audit_seal"}


@pytest.fixture
def rows(happens):
    happens(texts={"reason": "x"})
    record_read(person_id=1, role="teacher", school_id=1, pupil_id=7, part="opp", object="opp-3")
    seal_school(1, date(2026, 3, 2))


def refused(act) -> None:
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        act()


def each_act_is_refused() -> None:
    for model, change in ((CaseEvent, {"role": "director"}), (ReadRow, {"part": "hgw"}), (Seal, {"mac": ""})):
        assert model.objects.exists()
        refused(lambda model=model, change=change: model.objects.update(**change))
        refused(lambda model=model: model.objects.all()._raw_delete(model.objects.db))
    refused(lambda: EventText.objects.update(salt="other"))


@pytest.mark.usefixtures("rows")
def test_the_database_refuses_change_and_removal():
    each_act_is_refused()


@pytest.mark.usefixtures("rows")
def test_a_save_of_what_stands_is_a_change():
    refused(CaseEvent.objects.get().save)


def put_in_its_place(table: str, key: str) -> str:
    """The SQL by which each database puts a row in the place of the one that has its key."""
    with connection.cursor() as cursor:
        names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    columns = ", ".join(f'"{name}"' for name in names if name != "id" or key == "id")
    row = f"INTO {table} ({columns}) SELECT {columns} FROM {table}"
    if connection.vendor == "sqlite":
        return f"INSERT OR REPLACE {row}"
    of_key = [f'"{name}"' for name in key.split()]
    return f"INSERT {row} ON CONFLICT ({', '.join(of_key)}) DO UPDATE SET {of_key[0]} = EXCLUDED.{of_key[0]}"


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def a_row_is_not_replaced() -> None:
    """Beside its number, a row is the only one of its place in the chain, or of its night."""
    keys = {guard.table: guard.keys for guard in append_only_tables(connection)}
    for model in (CaseEvent, ReadRow, Seal, EventText):
        assert model.objects.exists()
        for key in keys[model._meta.db_table]:
            sql = put_in_its_place(model._meta.db_table, key)
            refused(lambda sql=sql: run(sql))


@pytest.mark.usefixtures("rows")
def test_a_row_cannot_be_put_in_the_place_of_another():
    a_row_is_not_replaced()


@pytest.mark.django_db
def test_a_guard_knows_every_key_of_its_table():
    for guard in append_only_tables(connection):
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, guard.table).values()
        unique = {frozenset(one["columns"]) for one in found if one["primary_key"] or one["unique"]}
        assert unique == {frozenset(key.partition(" WHERE ")[0].split()) for key in guard.keys}, guard.table


@pytest.mark.services
@pytest.mark.usefixtures("rows")
def test_postgresql_refuses_too_and_truncate_as_well():
    assert connection.vendor == "postgresql"
    each_act_is_refused()
    a_row_is_not_replaced()
    connection.check_constraints()  # what waits for the commit would refuse the TRUNCATE before our trigger does
    for table in OWN:
        with as_owner(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            run(f"TRUNCATE {table} CASCADE")  # the application may not even try


@pytest.mark.django_db
def test_all_stand_and_the_check_is_silent():
    assert {guard.table for guard in append_only_tables(connection)} >= OWN
    assert unguarded_tables() == []
    assert check_guards(databases=["default"]) == []
    assert check_guards(databases=None) == []


@pytest.mark.django_db
def test_of_a_table_whose_guard_was_changed_the_last_counts():
    (guard,) = (one for one in append_only_tables(connection) if one.table == "pupils_sopversion")
    assert isinstance(guard, Unchanging)


def test_what_takes_a_guard_away_is_its_opposite():
    there, away = AppendOnly("audit_seal"), NoLongerAppendOnly("audit_seal")
    for vendor in ("sqlite", "postgresql"):
        assert (away.up(vendor), away.down(vendor)) == (there.down(vendor), there.up(vendor))


@pytest.mark.django_db
@pytest.mark.parametrize("table", sorted(OWN))
def test_a_missing_trigger_is_reported(table):
    on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
    with as_owner():
        run(f'DROP TRIGGER "{table}_no_update"{on}')
    assert unguarded_tables() == [table]
    with pytest.raises(SystemCheckError, match=rf"Rows of {table} can be changed"):
        call_command("check", databases=["default"])


@pytest.mark.services
@pytest.mark.django_db
@pytest.mark.parametrize(
    "blow",
    [
        "ALTER TABLE audit_caseevent DISABLE TRIGGER audit_caseevent_no_delete",
        "CREATE OR REPLACE FUNCTION audit_caseevent_refuse() RETURNS trigger "
        "LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
    ],
)
def test_a_trigger_switched_off_or_emptied_is_reported(blow):
    with as_owner():
        run(blow)
    assert unguarded_tables() == ["audit_caseevent"]


@pytest.mark.django_db
def test_the_operation_goes_back_and_may_be_repeated():
    guard = AppendOnly("audit_seal", keys=["id", "school_id on"])
    with as_owner():
        for sql in guard.down(connection.vendor):
            run(sql)
        assert unguarded_tables() == ["audit_seal"]
        for sql in guard.up(connection.vendor) * 2:
            run(sql)
    assert unguarded_tables() == []
    assert guard.deconstruct() == ("AppendOnly", ("audit_seal",), {"keys": ["id", "school_id on"]})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_transactional_tests_start_empty_and_guarded(time):
    assert not CaseEvent.objects.exists()
    assert unguarded_tables() == []
    spec = {"chain": "case-1", "kind": time, "school_id": 1, "pupil_id": 7, "role": "", "on": date(2026, 3, 2)}
    with transaction.atomic():
        CaseEvent.objects.append(actor=None, **spec)
