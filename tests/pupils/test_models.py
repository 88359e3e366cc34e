"""What the database itself refuses, and which SOP holds on a day."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

import caseflow.sop
from caseflow.sop.loading import SopErrors
from pupils.errors import Invalid
from pupils.models import Guardian, PassedOver, Person, SopVersion
from pupils.sop import NoSop, parsed, sop_for, sop_of
from tests.cast import answer, make_consent, make_guardian, make_person, make_pupil, make_school, make_sop_version
from tests.world import store_version

TODAY = date(2026, 3, 2)
CRESCENDO = Path(caseflow.sop.__path__[0], "schools", "kbs-crescendo.yaml").read_text()


def test_an_address_is_one_account(db):
    make_person("Ida Bakker", email=" Ida@School.example ")
    assert Person.objects.get_by_natural_key("IDA@school.EXAMPLE").email == "ida@school.example"
    for email in ("ida@school.example", "Ida@school.example"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.create(email=email, name="Nog een Ida")


def test_gezag_has_evidence(db):
    guardian = make_guardian(make_pupil(make_school()), "unknown")
    with pytest.raises(IntegrityError), transaction.atomic():
        Guardian.objects.filter(pk=guardian.pk).update(gezag="yes")


def test_paper_has_a_witness(db):
    pupil = make_pupil(make_school())
    guardian, consent, ib_er = make_guardian(pupil), make_consent(pupil), make_person()
    for fields in ({"how": "paper"}, {"how": "paper", "recorded_by": ib_er}, {"how": "portal", "recorded_by": ib_er}):
        with pytest.raises(IntegrityError), transaction.atomic():
            answer(consent, guardian, "given", **fields)
    assert answer(consent, guardian, "given", how="paper", recorded_by=ib_er, witness="Sam Bos").pk


def test_passing_over_is_for_one_thing(db):
    pupil = make_pupil(make_school())
    usual = {"guardian": make_guardian(pupil), "by": make_person(), "reasons": "x", "on": TODAY}
    for named in ({}, {"consent": make_consent(pupil), "handelingsdeel_id": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            PassedOver.objects.create(**usual, **named)


def test_a_name_has_its_prefix(db):
    assert make_pupil(make_school(), prefix="van der").full_name == "Noor van der Linde"


# --- SOP -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def school(db):
    return make_school(key="kbs_crescendo")


def stored(school, version: str, first_day: date, adopted_on: date | None = None) -> SopVersion:
    text = CRESCENDO.replace('version: "2023-2025"', f'version: "{version}"', 1)
    text = text.replace("first_day: 2023-08-01", f"first_day: {first_day}", 1)
    return store_version(school, text, adopted_on=adopted_on or first_day)


def test_the_newest_adopted_version_whose_first_day_has_come(school, django_assert_num_queries):
    old = stored(school, "1", date(2023, 8, 1))
    new = stored(school, "2", date(2025, 8, 1))
    stored(school, "3", date(2026, 8, 1), adopted_on=TODAY)
    version, sop = sop_for(school, TODAY)
    assert (version, sop.version) == (new, "2")
    assert sop_for(school.pk, date(2025, 7, 31))[0] == old
    assert sop_of(old.pk).version == "1"
    with django_assert_num_queries(1):  # parsed once, found by its digest ever after
        assert sop_for(school, TODAY)[1] is sop
    with pytest.raises(NoSop):
        sop_for(school, date(2023, 7, 31))


def test_a_version_not_yet_adopted_does_not_hold(school):
    first = stored(school, "1", date(2023, 8, 1))
    stored(school, "2", date(2025, 8, 1), adopted_on=TODAY + timedelta(days=1))
    assert sop_for(school, TODAY)[0] == first


def test_a_text_that_is_no_sop_or_not_of_this_school_is_not_kept(school):
    with pytest.raises(SopErrors):
        store_version(school, "sop: 1\nwat: is dit", adopted_on=TODAY)
    with pytest.raises(Invalid):
        store_version(make_school(), CRESCENDO, adopted_on=TODAY)
    assert not SopVersion.objects.exists()


@pytest.mark.parametrize("change", ["update", "delete"])
def test_a_published_version_never_changes(school, change):
    rows = QuerySet(SopVersion).filter(pk=make_sop_version(school).pk)  # past the manager, that refuses too
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        rows.update(text="anders") if change == "update" else rows._raw_delete(rows.db)


def test_parsing_is_by_content(school):
    version = stored(school, "1", date(2023, 8, 1))
    assert parsed(version.digest).school.key == school.key
