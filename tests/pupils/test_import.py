"""Reading in a whole group: looked at first, taken in whole or not at all, and the second time nothing is doubled."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.models import Deadline
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.departure import record_departure
from pupils.commands.importing import confirm_import, drop_import, prepare_import, purge_previews
from pupils.commands.measured import record_absence, record_measurement
from pupils.errors import Invalid
from pupils.imports.report import left_out
from pupils.models import Absence, ImportPreview, Measurement, Pupil
from tests.cast import make_group, make_pupil, make_school, make_staff
from tests.route.stories import case_at, crescendo, post, sign_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
HEAD = "roepnaam;tussenvoegsel;achternaam;geboortedatum;toets;datum;moment;niveau;score;bsn"
SECRET = "123456782"


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world():
    return crescendo()


@pytest.fixture
def ib_er(world):
    return world.of_kind(RoleKind.IB_ER)


@pytest.fixture
def noor(world):
    return make_pupil(world.school, world.group, first_name="Noor", prefix="van der", last_name="Linde")


def line(pupil, instrument="LIB", day="20-1-2026", moment="M5", level="E", score="", **names):
    said = {"first": pupil.first_name, "prefix": pupil.prefix, "last": pupil.last_name, **names}
    born = f"{pupil.born_on:%d-%m-%Y}"
    return ";".join((said["first"], said["prefix"], said["last"], born, instrument, day, moment, level, score, SECRET))


def file(*lines):
    return "\r\n".join((HEAD, *lines)).encode("cp1252")


def read(world, ib_er, *lines, kind="toetsen", **unsaid):
    return prepare_import(world.school.pk, kind, file(*lines), actor=ib_er, unsaid=unsaid)


def told(preview):
    return [(one["word"], one["why"]) for one in preview.lines]


# --- Line by line ----------------------------------------------------------------------------------------------------


def test_a_line_becomes_a_result_and_the_file_is_gone(world, ib_er, noor):
    preview = read(world, ib_er, line(noor, score="31,5"))
    assert told(preview) == [("new", "")]
    assert [one["says"] for one in preview.lines] == ["Leerling in beeld (LIB), hoofdmeting: E, 20 januari 2026"]
    assert SECRET not in json.dumps(preview.lines)
    assert not Measurement.objects.exists()
    assert confirm_import(preview.pk, actor=ib_er) == 1
    row = Measurement.objects.get()
    assert (row.pupil, row.instrument, row.day, row.moment) == (noor, "lib", date(2026, 1, 20), "main")
    assert (row.level, row.score, row.recorded_by) == ("E", Decimal("31.5"), ib_er)
    assert not ImportPreview.objects.exists()
    event = CaseEvent.objects.get(chain=noor.chain)
    assert (event.kind, event.role) == ("record_measurement", "ib_er")
    assert event.data == {"measurements": [row.pk], "imported": True}


@pytest.mark.parametrize(
    ("names", "word"),
    [
        ({}, "new"),
        ({"first": "NOOR", "last": "linde"}, "new"),
        ({"first": "Nóor"}, "new"),
        ({"prefix": "", "last": "van der Linde"}, "new"),
        ({"prefix": "", "last": "Linde, van der"}, "new"),
        ({"prefix": "", "last": "Linde"}, "new"),
        ({"prefix": "de"}, "refused"),
        ({"first": "Noortje"}, "refused"),
    ],
)
def test_whom_a_line_is_about(world, ib_er, noor, names, word):
    preview = read(world, ib_er, line(noor, **names))
    assert [one["word"] for one in preview.lines] == [word]
    assert preview.lines[0]["pupil_id"] == (noor.pk if word == "new" else None)


def test_two_of_one_name_and_day_are_not_guessed_between(world, ib_er, noor):
    make_pupil(world.school, first_name="Noor", last_name="Linde")
    assert [word for word, _why in told(read(world, ib_er, line(noor, prefix="")))] == ["refused"]
    assert told(read(world, ib_er, line(noor))) == [("new", "")]


def test_a_child_of_another_school_is_not_found(world, ib_er):
    other = make_pupil(make_school(), first_name="Ali", last_name="Ver")
    ((word, why),) = told(read(world, ib_er, line(other)))
    assert (word, why) == ("refused", "Geen kind van deze school heeft deze naam en geboortedatum.")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"instrument": "Schaakmeting"}, "staat niet in het SOP"),
        ({"day": "20-1-2027"}, "nog niet geweest"),
        ({"day": "1-1-2001"}, "nog niet geboren"),
        ({"level": "", "score": ""}, "Vul een niveau of een score in"),
        ({"moment": ""}, "hoofdmeting of tussenmeting"),
        ({"level": "=1+1"}, "formule"),
    ],
)
def test_a_refused_line_says_why_and_does_not_hold_up_the_others(world, ib_er, noor, more, says):
    preview = read(world, ib_er, line(noor, **more), line(noor, day="21-1-2026"))
    (word, why), second = told(preview)
    assert word == "refused"
    assert says in why
    assert second == ("new", "")
    assert confirm_import(preview.pk, actor=ib_er) == 1


def test_of_a_child_that_left_nothing_is_kept_of_the_day_it_was_gone_or_later(world, ib_er, noor):
    """What was measured before may come in late, from a file as by hand."""
    Pupil.objects.update(enrolled_on=date(2022, 8, 1))
    record_departure(noor.pk, on=date(2026, 1, 20), leaving="moved", where_to="x", actor=ib_er)
    preview = read(world, ib_er, line(noor), line(noor, day="19-1-2026"))
    assert told(preview) == [("refused", "Op deze dag was Noor niet meer op school."), ("new", "")]
    with pytest.raises(Invalid):
        record_absence(noor.pk, week=date(2026, 1, 26), hours=Decimal(4), actor=ib_er)
    assert record_absence(noor.pk, week=date(2026, 1, 20), hours=Decimal(4), actor=ib_er)
    url, result = reverse("pupils:measure", args=[noor.pk]), {"instrument": "lib", "moment": "main", "level": "E"}
    assert url in sign_in(ib_er).get(reverse("pupils:pupil", args=[noor.pk])).content.decode()
    assert "niet meer op school" in post(ib_er, url, day="2026-01-20", **result).content.decode()
    post(ib_er, url, day="2026-01-19", **result)
    assert [one.day for one in Measurement.objects.all()] == [date(2026, 1, 19)]


def test_what_all_lines_have_in_common_may_be_said_once(world, ib_er, noor):
    preview = read(world, ib_er, line(noor, instrument="", moment=""), instrument="kanvas", moment="between")
    confirm_import(preview.pk, actor=ib_er)
    row = Measurement.objects.get()
    assert (row.instrument, row.moment) == ("kanvas", "between")


def test_a_line_that_repeats_another_is_there_already_and_one_that_contradicts_it_is_refused(world, ib_er, noor):
    preview = read(world, ib_er, line(noor), line(noor), line(noor, level="D"))
    assert [word for word, _why in told(preview)] == ["new", "same", "refused"]
    assert confirm_import(preview.pk, actor=ib_er) == 1


def test_the_same_file_again_brings_nothing(world, ib_er, noor):
    confirm_import(read(world, ib_er, line(noor)).pk, actor=ib_er)
    again = read(world, ib_er, line(noor))
    assert told(again) == [("same", "")]
    assert confirm_import(again.pk, actor=ib_er) == 0
    assert Measurement.objects.count() == 1
    assert CaseEvent.objects.filter(chain=noor.chain).count() == 1


def test_what_came_in_meanwhile_is_not_doubled(world, ib_er, noor):
    preview = read(world, ib_er, line(noor), line(noor, day="21-1-2026"))
    record_measurement(noor.pk, instrument="lib", day=date(2026, 1, 20), moment="main", level="E", actor=ib_er)
    assert confirm_import(preview.pk, actor=ib_er) == 1
    assert Measurement.objects.count() == 2


def test_all_or_nothing(world, ib_er, noor):
    preview = read(world, ib_er, line(noor), line(noor, day="21-1-2026"))
    record_measurement(noor.pk, instrument="lib", day=date(2026, 1, 21), moment="main", level="A", actor=ib_er)
    with pytest.raises(Invalid, match="Hier staat al iets anders"):
        confirm_import(preview.pk, actor=ib_er)
    assert Measurement.objects.count() == 1
    Pupil.objects.filter(pk=noor.pk).update(school=make_school())
    with pytest.raises(Invalid, match="niet meer van deze school"):
        confirm_import(preview.pk, actor=ib_er)
    assert ImportPreview.objects.exists()


def test_hours_missed(world, ib_er, noor):
    head = "Voornaam,Tussenvoegsel,Achternaam,Geboren op,Datum,Verzuimuren"
    rows = ['Noor,van der,Linde,02/03/2018,2026-03-04,"3,5"', "Noor,van der,Linde,02/03/2018,2-3-2026,3:30", "x,,y,z,,"]
    data = "\n".join((head, *rows)).encode()
    preview = prepare_import(world.school.pk, "verzuim", data, actor=ib_er)
    assert [word for word, _why in told(preview)] == ["new", "same", "refused"]
    assert left_out(Pupil.objects.all(), preview) == []  # who missed no hour has no line
    assert confirm_import(preview.pk, actor=ib_er) == 1
    row = Absence.objects.get()
    assert (row.pupil, row.week, row.minutes) == (noor, date(2026, 3, 2), 210)
    assert CaseEvent.objects.get(chain=noor.chain).data == {"absences": [row.pk], "imported": True}


# --- Who, how long, how much -----------------------------------------------------------------------------------------


def test_only_who_steers_this_school(world, noor):
    for person in (world.of_kind(RoleKind.TEACHER), make_staff(make_school(), RoleKind.DIRECTOR)):
        with pytest.raises(PermissionDenied):
            read(world, person, line(noor))


def test_a_preview_is_its_readers_alone_and_lasts_a_day(world, ib_er, noor):
    preview = read(world, ib_er, line(noor))
    for take in (confirm_import, drop_import):
        with pytest.raises(ObjectDoesNotExist):
            take(preview.pk, actor=world.of_kind(RoleKind.DIRECTOR))
    purge_previews()
    assert ImportPreview.objects.count() == 1
    with clock.at(TODAY + timedelta(days=2)):
        with pytest.raises(ObjectDoesNotExist):
            confirm_import(preview.pk, actor=ib_er)
        purge_previews()
    assert not ImportPreview.objects.exists()


def test_the_next_file_takes_the_place_of_the_one_before(world, ib_er, noor):
    read(world, ib_er, line(noor))
    second = read(world, ib_er, line(noor, level="D"))
    assert list(ImportPreview.objects.all()) == [second]


def test_a_clock_that_waits_for_a_measurement_hears_of_it(world, ib_er, noor):
    case = case_at(world, "hgw", noor)
    term = Deadline.objects.create(
        case=case, school=world.school, rule="step:hgw:Meten", name="Meten", owner_role="ib_er",
        meets="record_measurement",
        started_by=0, started_on=TODAY, due_on=TODAY, remind_on=TODAY, sop_version=world.school.sop_versions.get(),
    )  # fmt: skip
    confirm_import(read(world, ib_er, line(noor)).pk, actor=ib_er)
    term.refresh_from_db()
    assert term.met_on == TODAY


def queries_for(world, ib_er, size):
    pupils = [make_pupil(world.school, first_name=f"Kind {size} {n}", last_name="Rij") for n in range(size)]
    with CaptureQueriesContext(connection) as asked:
        preview = read(world, ib_er, *(line(pupil) for pupil in pupils))
        assert confirm_import(preview.pk, actor=ib_er) == size
    return len(asked)


def test_a_school_costs_as_many_statements_as_a_child(world, ib_er):
    assert queries_for(world, ib_er, 1) == queries_for(world, ib_er, 60)


# --- Through the door ------------------------------------------------------------------------------------------------


def upload(person, world, data, **more):
    url = reverse("pupils:import", args=[world.school.pk, "toetsen"])
    return post(person, url, file=SimpleUploadedFile("toetsen.csv", data), instrument="", moment="", **more)


def test_choose_look_and_take_in(world, ib_er, noor):
    beside = make_pupil(world.school, world.group, first_name="Bo")
    make_pupil(world.school, make_group(world.school, "Groep 8", "8"), first_name="Elders")
    sent = upload(ib_er, world, file(line(noor), line(noor, level="D"), line(noor, first="Ali")))
    looked = sent.headers["Location"]
    page = sign_in(ib_er).get(looked).content.decode()
    assert "1 regel is nieuw. 2 regels kunnen niet mee." in page
    assert "Geen kind van deze school heeft deze naam en geboortedatum." in page
    assert "Lees 1 regel in" in page
    assert SECRET not in page
    assert "In Caseflow, niet in het bestand: 1 kind" in page  # of Noor's group, and of no other
    leaves = [reverse("pupils:leave_school", args=[one.pk]) in page for one in (beside, noor)]
    assert leaves == [True, False]
    done = post(ib_er, looked)
    assert done.headers["Location"] == reverse("pupils:groups")
    assert Measurement.objects.count() == 1
    assert sign_in(ib_er).get(looked).status_code == 404


def test_nothing_is_taken_in_when_one_says_so(world, ib_er, noor):
    upload(ib_er, world, file(line(noor)))
    preview = ImportPreview.objects.get()
    assert post(ib_er, reverse("pupils:import_drop", args=[preview.pk])).status_code == 302
    assert not ImportPreview.objects.exists()
    assert not Measurement.objects.exists()


def test_a_file_that_cannot_be_read_says_so_beside_the_field(world, ib_er):
    page = upload(ib_er, world, b"PK\x03\x04\x00").content.decode()
    assert "Dit is geen CSV-bestand. Kies in Excel: Opslaan als, CSV." in page
    big = upload(ib_er, world, b"x" * (2 * 2**20 + 1)).content.decode()
    assert "Dit bestand is te groot: hoogstens 2 MB." in big


def test_many_lines_are_shown_page_by_page_what_is_refused_first(world, ib_er, noor):
    lines = [line(noor, day=f"{1 + n % 28}-{1 + n // 28}-2023") for n in range(120)]
    upload(ib_er, world, file(*lines, line(noor, first="Ali")))
    page = sign_in(ib_er).get(reverse("pupils:import_preview", args=[ImportPreview.objects.get().pk])).content.decode()
    assert page.count("<tr>") == 101
    assert page.index("kan niet mee</span>") < page.index("nieuw</span>")
    assert "bladzijde 1 van 2" in page


def test_the_list_of_groups_leads_there_for_who_steers(world, ib_er):
    url = reverse("pupils:import", args=[world.school.pk, "verzuim"])
    assert url in sign_in(ib_er).get(reverse("pupils:groups")).content.decode()
    assert url not in sign_in(world.of_kind(RoleKind.TEACHER)).get(reverse("pupils:groups")).content.decode()
    page = sign_in(ib_er).get(url).content.decode()
    assert "Gemiste uren inlezen" in page
    assert "Welke toets?" not in page
    assert sign_in(ib_er).get(reverse("pupils:import", args=[world.school.pk, "adressen"])).status_code == 404


def test_the_page_says_which_columns_are_needed_and_which_may_be_left_out(world, ib_er):
    shown = sign_in(ib_er).get(reverse("pupils:import", args=[world.school.pk, "toetsen"])).content.decode()
    needed, _may, rest = shown.partition("Deze mogen ontbreken:")
    assert all(f"<code>{one}</code>" in needed for one in ("roepnaam", "afnamedatum", "niveau of vaardigheidsscore"))
    assert "<code>moment</code> – als je hieronder het moment kiest" in rest
    assert "<code>moment</code>" not in needed
