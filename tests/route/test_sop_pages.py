"""The pages of the SOP: what director and IB-er see and send, and clear answers to what is no SOP."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from caseflow import clock
from caseflow.route.commands import sop as life
from caseflow.route.sop_pages import Found
from caseflow.sop.complaining import Severity
from caseflow.sop.vocabulary import RoleKind
from pupils.models import SopVersion
from tests.route.stories import case_at, crescendo, post, sign_in
from tests.route.versions import STEP, adopted, laid, renamed
from tests.world import version_text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
FIRST = date(2026, 8, 1)
TEXT = version_text(FIRST, version="2026")
UPLOAD = "/sop-versies/nieuw/"


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world():
    return crescendo()


@pytest.fixture
def director(world):
    return world.of_kind(RoleKind.DIRECTOR)


@pytest.fixture
def ib_er(world):
    return world.of_kind(RoleKind.IB_ER)


def page(person, name: str, *args: object, **query: object) -> str:
    answer = sign_in(person).get(reverse(f"route:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def sent(person, **data: object) -> str:
    answer = post(person, UPLOAD, **data)
    assert answer.status_code == 200, "kept"
    return answer.content.decode()


def test_where_no_advice_came_nobody_signed_for_it(world, director):
    version = laid(world, TEXT)
    url = reverse("route:sop_act", args=[version.pk, "advies"])
    answer = post(director, url, advice="none", on=TODAY.isoformat(), by="", text="")
    assert answer.status_code == 302
    version.refresh_from_db()
    assert (version.advice, version.advised_on, version.advised_by) == ("none", TODAY, "")
    assert "Vul dit nog in." in post(director, url, advice="positive", on=TODAY.isoformat(), by="").content.decode()


def test_an_advice_that_was_set_right_stays_to_be_read(world, director):
    version = laid(world, TEXT)
    for word, by in (("negative", "Anouk"), ("positive", "Piet")):
        life.record_mr_advice(version.pk, advice=word, on=TODAY, by=by, actor=director)
    told = page(director, "sop_version", version.pk)
    assert "Advies van de MR, later anders vastgelegd: negatief" in told
    assert all(by in told for by in ("Anouk", "Piet"))


def test_what_stops_a_version_has_one_look_and_it_is_not_that_of_what_goes_on(world, ib_er):
    version = life.upload_draft(TEXT, actor=ib_er)
    html = page(ib_er, "sop_act", version.pk, "vervallen")
    assert 'class="button button--stop"' in html
    assert "button--primary" not in html


def test_why_a_version_was_let_go_stands_in_its_life(world, director, ib_er):
    version = life.upload_draft(TEXT, actor=ib_er)
    post(director, reverse("route:sop_act", args=[version.pk, "vervallen"]), reason="Het bestuur wacht op het SWV.")
    assert "Het bestuur wacht op het SWV." in page(ib_er, "sop_version", version.pk)


def test_why_a_version_was_withdrawn_stands_in_its_life_beside_its_adoption(world, director, ib_er):
    version = adopted(world, TEXT)
    assert "Trek in" in page(director, "sop_version", version.pk)
    post(director, reverse("route:sop_act", args=[version.pk, "intrekken"]), reason="Verkeerde datum ingevuld.")
    told = page(ib_er, "sop_version", version.pk)
    assert "Verkeerde datum ingevuld." in told
    assert "Vastgesteld door het bestuur" in told
    with clock.at(date(2026, 8, 1)):
        assert "Trek in" not in page(director, "sop_version", adopted(world, TEXT).pk)


def as_file(contents: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("sop.yaml", contents)


@pytest.mark.parametrize("way", ["text", "file"])
def test_a_draft_comes_in_and_is_downloaded_as_it_was(world, ib_er, way):
    data = {"text": TEXT.replace("\n", "\r\n")} if way == "text" else {"file": as_file(TEXT.encode()), "text": ""}
    answer = post(ib_er, UPLOAD, **data)
    draft = SopVersion.objects.get(version="2026")
    assert answer.headers["Location"] == reverse("route:sop_version", args=[draft.pk])
    download = sign_in(ib_er).get(reverse("route:sop_download", args=[draft.pk]))
    assert download.content.decode() == TEXT
    assert download.headers["Content-Disposition"] == 'attachment; filename="kbs_crescendo-2026.yaml"'


def test_a_mistake_stands_under_its_line_and_the_text_comes_back(ib_er):
    number = next(n for n, line in enumerate(TEXT.split("\n"), 1) if "share: 50" in line)
    shown = sent(ib_er, file=as_file(TEXT.replace("share: 50", "share: veel").encode()), text="")
    assert f'id="regel-{number}"' in shown
    assert "verwacht een heel getal, niet &#x27;veel&#x27;" in shown
    assert "  share: veel" in shown.partition("<textarea")[2]
    assert "Er is niets bewaard" in shown
    assert not SopVersion.objects.filter(version="2026").exists()


def test_one_wrong_name_is_one_finding_with_all_its_lines(ib_er):
    wrong = TEXT.replace("owner: ib_er\n", "owner: ib_ir\n")
    lines = [n for n, line in enumerate(wrong.split("\n"), 1) if line.endswith("owner: ib_ir")]
    assert len(lines) > 9
    shown = sent(ib_er, file=as_file(wrong.encode()), text="")
    assert shown.count("de rol &#x27;ib_ir&#x27; bestaat niet") == 1
    assert "1 ding gevonden" in shown
    also = shown.partition("Ook op regel")[2].partition("</p>")[0]
    assert [int(n) for n in re.findall(r'href="#regel-(\d+)"', also)] == lines[1:]
    assert all(f'yaml-line--found" id="regel-{n}"' in shown for n in lines)
    assert shown.count('class="yaml-line"') == 4  # what stands around the first of them, and around no other


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (b"x" * 10_000_000, "Dit bestand is 10,0 MB; een SOP is hoogstens 1 MB."),
        (b"", "het bestand is leeg"),
        ("naam: café".encode("latin-1"), "geen UTF-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "dit is geen tekstbestand"),
        (b"a: \x00", "onzichtbaar teken"),
        (b"<html>", ""),
    ],
    ids=["ten MB", "empty", "latin-1", "utf-16", "picture", "nul", "html"],
)
def test_what_is_no_sop_gets_a_clear_answer(ib_er, contents, says):
    shown = sent(ib_er, file=as_file(contents), text="")
    assert says in shown
    assert SopVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("contents", "says"),
    [
        (TEXT.encode("utf-16"), "dit bestand is bewaard als UTF-16, niet als UTF-8"),
        (TEXT.encode("utf-16-le"), "dit bestand is bewaard als UTF-16, niet als UTF-8"),
        (b"PK\x03\x04\x14\x00[Content_Types].xml word/document.xml\xff", "dit is een Word-bestand, geen tekstbestand"),
        (b"%PDF-1.7\n%\xe2\xe3", "dit is een PDF, geen tekstbestand"),
    ],
)
def test_of_a_file_that_is_no_text_there_is_one_finding_and_no_line(ib_er, contents, says):
    shown = sent(ib_er, file=as_file(contents), text="sop: 1 # al getypt")
    assert says in shown
    assert "1 ding gevonden" in shown
    assert "Dit gaat over het bestand ‘sop.yaml’." in shown
    assert "yaml-line" not in shown
    assert "\ufffd" not in shown
    assert "sop: 1 # al getypt" in shown.partition("<textarea")[2]


def errors_at(shown: str, field: str) -> str:
    """What the page says is wrong at one field."""
    return shown.partition(f'id="id_{field}_error"')[2].partition("</")[0]


def test_what_is_wrong_is_said_at_the_file_or_at_the_text(ib_er):
    wrong = TEXT.replace("share: 50", "share: veel")
    shown = sent(ib_er, file=as_file(wrong.encode()), text="")
    assert "In dit bestand klopt iets niet." in errors_at(shown, "file")
    assert errors_at(shown, "text") == ""
    shown = sent(ib_er, text=wrong)
    assert "In deze tekst klopt iets niet." in errors_at(shown, "text")
    assert errors_at(shown, "file") == ""
    other = TEXT.replace("key: kbs_crescendo", "key: een_andere")
    assert "Dit is het SOP van ‘een_andere’" in errors_at(sent(ib_er, file=as_file(other.encode()), text=""), "file")


def test_how_heavy_a_finding_weighs_is_told_in_english_too():
    with translation.override("en"):
        assert [one.label for one in map(of_severity, Severity)] == ["error", "warning", "advice"]


def of_severity(severity: Severity) -> Found:
    return Found(severity, "", "", "")


def test_nothing_sent(ib_er):
    assert "Kies een bestand, of plak de tekst." in sent(ib_er, text=" ")


def test_two_people_with_one_name(ib_er, director):
    post(ib_er, UPLOAD, text=TEXT)
    shown = sent(director, text=TEXT.replace("share: 50", "share: 60"))
    assert "Versie ‘2026’ is er al" in shown
    assert "share: 60" in shown  # nothing typed is lost


def test_two_people_replace_one_draft(ib_er, director):
    post(ib_er, UPLOAD, text=TEXT)
    draft = SopVersion.objects.get(version="2026")
    url = reverse("route:sop_replace", args=[draft.pk])
    assert "share: 50" in page(director, "sop_replace", draft.pk)
    assert post(director, url, text=TEXT.replace("share: 50", "share: 60")).status_code == 302
    second = post(ib_er, url, text=TEXT.replace("share: 50", "share: 70"))
    shown = second.content.decode()
    assert "Jouw tekst staat hieronder nog." in shown
    assert "share: 70" in shown.partition("<textarea")[2]
    assert "share: 60" in SopVersion.objects.get(state="draft").text
    assert sign_in(ib_er).get(url).status_code == 302


def test_the_list_says_which_one_judges(ib_er):
    post(ib_er, UPLOAD, text=TEXT)
    shown = page(ib_er, "sop_versions")
    assert shown.index("Versie 2026") < shown.index("Versie 2023-2025")
    assert shown.count("geldt nu") == 1


def test_the_next_act_is_offered_to_whose_hand_it_is(director, ib_er):
    post(ib_er, UPLOAD, text=TEXT)
    draft = SopVersion.objects.get(version="2026")
    assert "Leg voor aan de MR</a>" in page(director, "sop_version", draft.pk)
    shown = page(ib_er, "sop_version", draft.pk)
    assert "Leg voor aan de MR: dit doet de directeur." in shown
    assert "Leg voor aan de MR</a>" not in shown


def test_a_life_through_the_pages(world, director):
    post(director, UPLOAD, text=TEXT)
    draft = SopVersion.objects.get(version="2026")
    forms = (
        ("mr", {"on": TODAY}),
        ("advies", {"advice": "negative", "on": TODAY, "by": "Mo, voorzitter", "text": "te veel"}),
        ("vaststellen", {"on": TODAY, "by": "Bo, bestuurder"}),
        ("publiceren", {"on": TODAY}),
    )
    for key, data in forms:
        answer = post(director, reverse("route:sop_act", args=[draft.pk, key]), **data)
        assert answer.headers["Location"] == reverse("route:sop_version", args=[draft.pk]), key
    shown = page(director, "sop_version", draft.pk)
    told = ("Advies van de MR: negatief", "te veel", "Bo, bestuurder; vastgelegd door", "Gepubliceerd", "gaat nog in")
    assert [word for word in told if word not in shown] == []
    assert sign_in(director).get(reverse("route:sop_act", args=[draft.pk, "mr"])).status_code == 302
    assert sign_in(director).get(reverse("route:sop_act", args=[draft.pk, "iets"])).status_code == 404


def test_what_stands_in_the_way_is_told_instead_of_a_form(world, director):
    case_at(world, STEP)
    version = laid(world, renamed(TEXT))
    shown = page(director, "sop_act", version.pk, "vaststellen")
    assert "1 casus staat in de stap ‘Leerlingbespreking’, en die stap vervalt." in shown
    assert 'name="by"' not in shown
    url = reverse("route:sop_act", args=[version.pk, "vaststellen"])
    assert post(director, url, on=TODAY, by="Bo").status_code == 200
    assert SopVersion.objects.get(pk=version.pk).state == "before_mr"


def test_the_difference_with_the_version_in_force(director):
    post(director, UPLOAD, text=TEXT.replace("evaluate_every: 6 months", "evaluate_every: 5 months"))
    draft = SopVersion.objects.get(version="2026")
    shown = page(director, "sop_diff", draft.pk)
    assert shown.index("<del>elke 6 maanden</del>") < shown.index("<ins>elke 5 maanden</ins>")
    assert sign_in(director).get(reverse("route:sop_diff", args=[draft.pk]), {"met": 999999}).status_code == 404


def test_the_difference_where_only_the_order_changed(director):
    then, now = "on_refusal: [go_on_basis, talk]", "on_refusal: [talk, go_on_basis]"
    assert then in TEXT
    post(director, UPLOAD, text=TEXT.replace(then, now, 1))
    shown = page(director, "sop_diff", SopVersion.objects.get(version="2026").pk)
    assert "na een nee</p>" in shown
    assert "<p>In een andere volgorde</p>" in shown
