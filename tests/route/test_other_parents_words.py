"""Who works here and is a parent of this very child reads at work nothing that another parent of it wrote."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from caseflow import clock
from caseflow.route.commands.consent import answer_consent, record_paper_answer
from caseflow.route.commands.referral import add_view
from caseflow.route.commands.writing import answer_writing, write_to_school
from caseflow.route.models import Case
from caseflow.sop.vocabulary import RoleKind
from pupils.hats import CHOSEN, Side
from pupils.models import ConsentAnswer, Person, Pupil
from tests.cast import make_group, make_guardian
from tests.route.papers import Writing
from tests.route.stories import asked, crescendo, shown
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
HERS = "zij drinkt en ik vertel het alleen de school"
LINK = re.compile(r'href="(/[^"#?]*)"')


@pytest.fixture(autouse=True)
def _day(settings: Any, tmp_path: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def at_work(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    session = client.session
    session[CHOSEN] = Side.WORK
    session.save()
    return client


def text_of(answer: Any) -> str:
    if answer.status_code != 200 or answer.streaming:
        return ""
    if answer["Content-Type"] == "application/pdf":
        pages = PdfReader(BytesIO(answer.content)).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split())
    return str(answer.content.decode())


def read_by(person: Person, *starts: str) -> dict[str, str]:
    """These pages and everything that they lead to."""
    client = at_work(person)
    read = {url: text_of(client.get(url)) for url in starts}
    leads = {url for page in read.values() for url in LINK.findall(page)} - {"/", *starts}
    return read | {url: text_of(client.get(url)) for url in sorted(leads) if not url.startswith("/static/")}


def pages_with(words: str, person: Person, pupil: Pupil, case: Case) -> set[str]:
    starts = reverse("pupils:pupil", args=[pupil.pk]), reverse("route:case", args=[case.pk])
    return {url for url, text in read_by(person, *starts).items() if words in text}


def wrote(world: World) -> tuple[Case, Any]:
    parent = world.guardians[0].person
    row = write_to_school(world.pupil.pk, text=HERS, actor=parent)
    answer_writing(row.pk, text=HERS, actor=world.of_kind(RoleKind.DIRECTOR))
    case, _item, consent = asked(world)
    answer_consent(consent.pk, answer="refused", view=HERS, actor=parent)
    return case, consent


def viewed(world: World) -> tuple[Case, Any]:
    referral = shown(world)
    add_view(referral.pk, view=HERS, actor=world.guardians[0].person)
    return referral.case, referral


@pytest.mark.parametrize("story", [wrote, viewed])
def test_of_her_own_child_she_reads_no_other_parents_words_at_work(world: World, story: Any) -> None:
    case, _what = story(world)
    ib_er, director = world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.DIRECTOR)
    assert len(pages_with(HERS, director, world.pupil, case)) >= 1
    assert pages_with(HERS, ib_er, world.pupil, case)
    make_guardian(world.pupil, person=ib_er)
    assert not pages_with(HERS, ib_er, world.pupil, case)


def test_nor_the_scan_of_what_the_other_signed(world: World) -> None:
    ib_er, director = world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.DIRECTOR)
    case, _item, consent = asked(world)
    record_paper_answer(
        consent.pk, guardian_id=world.guardians[0].pk, answer="given", answered_on=TODAY, witness="Ida", view=HERS,
        scan=ContentFile(b"%PDF-1.4", "x.pdf"), actor=ib_er,
    )  # fmt: skip
    make_guardian(world.pupil, person=ib_er)
    scan = reverse("route:scan", args=[ConsentAnswer.objects.get().pk])
    assert at_work(director).get(scan).status_code == 200
    assert at_work(ib_er).get(scan).status_code == 404
    assert scan not in at_work(ib_er).get(reverse("route:case", args=[case.pk])).content.decode()


def test_nor_what_the_other_wrote_with_a_signature_on_a_document() -> None:
    writing = Writing.at("kijkronde")
    paper, leader = writing.lay("kijkplan"), writing.leader
    writing.sign(paper, "discussed", view=HERS)
    url = reverse("route:paper", args=[paper.pk])
    assert HERS in at_work(leader).get(url).content.decode()
    make_guardian(writing.world.pupil, person=leader)
    assert HERS not in at_work(leader).get(url).content.decode()


def test_last_years_teacher_hands_over_and_reads_no_writings(world: World) -> None:
    teacher = world.of_kind(RoleKind.TEACHER)
    write_to_school(world.pupil.pk, text=HERS, actor=world.guardians[0].person)
    page = reverse("pupils:pupil", args=[world.pupil.pk])
    assert HERS in at_work(teacher).get(page).content.decode()
    new = make_group(world.school, "Groep 6")
    moved = {"group": new, "came_from": world.group, "in_group_since": date(2026, 8, 3)}
    Pupil.objects.filter(pk=world.pupil.pk).update(enrolled_on=date(2022, 8, 1), **moved)
    with clock.at(date(2026, 8, 20)):
        answer = at_work(teacher).get(page)
        assert (answer.status_code, HERS in answer.content.decode()) == (200, False)


def test_the_start_page_of_her_work_shows_nothing_that_is_asked_of_her_as_a_parent(world: World) -> None:
    teacher = world.of_kind(RoleKind.TEACHER)
    make_guardian(world.pupil, person=teacher)
    _case, _item, consent = asked(world)
    page = at_work(teacher).get("/").content.decode()
    assert reverse("route:guardian_consent", args=[consent.pk]) not in page
    assert "De school vraagt uw toestemming" not in page
