"""A scan without its row does not stay on disk; one with a row does, whatever happens."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from caseflow import clock
from caseflow.route.commands import consent as consents
from caseflow.sop.vocabulary import RoleKind
from caseflow.wall.context import EVERY_SCHOOL, rows_of
from opp.models import Agreement
from pupils.commands import files
from pupils.models import Consent, ConsentAnswer, InformationLetter, PupilAnswer
from pupils.tasks import sweep_files
from tests.route.stories import asked, crescendo
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    return crescendo()


def signed_on_paper(world: World, consent: Consent) -> ConsentAnswer:
    return consents.record_paper_answer(
        consent.pk,
        guardian_id=world.guardians[0].pk,
        answer="given",
        answered_on=clock.today(),
        witness="Ida",
        scan=ContentFile(b"%PDF-", "scan.pdf"),
        actor=world.of_kind(RoleKind.IB_ER),
    )


def lying(folder: str = "scans") -> set[str]:
    return {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}


def old(name: str) -> str:
    return default_storage.save(name, ContentFile(b"%PDF-"))


def a_week_on() -> Any:
    """Files bear the hour of the machine."""
    return clock.at(datetime.now(clock.now().tzinfo) + timedelta(days=7))


def test_the_scan_of_an_act_that_was_taken_back_goes(world: World) -> None:
    _case, _item, consent = asked(world)
    with transaction.atomic():
        signed_on_paper(world, consent)
        transaction.set_rollback(True)
    assert not ConsentAnswer.objects.exists()
    assert len(lying()) == 1
    sweep_files()
    assert len(lying()) == 1, "an act may still be at work on it"
    with a_week_on():
        sweep_files()
    assert lying() == set()


def test_a_scan_with_its_row_stays(world: World) -> None:
    _case, _item, consent = asked(world)
    kept = signed_on_paper(world, consent).scan.name
    old("scans/none.pdf")
    with a_week_on():
        sweep_files()
    assert lying() == {kept}


def test_each_table_with_a_file_is_asked(world: World) -> None:
    """Found by its field, not by a list that somebody keeps: the tables are these today."""
    tables = {field.model for field in files.file_fields()}
    assert {ConsentAnswer, PupilAnswer, Agreement, InformationLetter} <= tables
    assert {model.__name__ for model in tables} >= {"PaperAnswer", "ReferralSeen"}
    old("letters/none.pdf")
    elsewhere = old("elsewhere/of-another.pdf")
    with a_week_on():
        sweep_files()
    assert lying("letters") == set()
    assert default_storage.exists(elsewhere)


def test_many_at_once_are_left_for_a_person(world: World, monkeypatch: Any, caplog: Any) -> None:
    """A database that was put back names less than there is: what it forgot is not thrown away for that."""
    monkeypatch.setattr(files, "MOST", 1)
    there = {old("scans/one.pdf"), old("scans/two.pdf")}
    with a_week_on():
        sweep_files()
    assert lying() == there
    assert "2 files" in caplog.text


def test_behind_the_wall_nothing_is_dropped(world: World) -> None:
    old("scans/one.pdf")
    for whose in ([world.school.pk], []):
        with rows_of(whose), pytest.raises(RuntimeError):
            files.drop_nameless_files()
    with rows_of(EVERY_SCHOOL):
        assert files.drop_nameless_files() == 0
