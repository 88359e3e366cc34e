"""Who works here and is a parent of this very child reads at work nothing that another parent of it wrote."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from pypdf import PdfReader

from caseflow import clock
from caseflow.route.commands.at_table import Typed, gather
from caseflow.route.commands.consent import answer_consent, ask_consent, record_paper_answer, record_pupil_answer
from caseflow.route.commands.minutes import approve_minutes, react_to_minutes
from caseflow.route.commands.referral_word import add_view
from caseflow.route.commands.talk import (
    hold_item,
    inform_guardians,
    invite_pupil,
    share_item,
    talk_with_guardians,
    waive_guardians,
)
from caseflow.route.commands.writing import answer_writing, write_to_school
from caseflow.route.models import Case
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.models import Consent, ConsentAnswer, Person, Pupil
from tests.cast import make_group, make_guardian
from tests.route.papers import Writing
from tests.route.stories import asked, at_work, crescendo, shown
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


def spoken(world: World) -> tuple[Case, Any]:
    """What guardians and child said by word of mouth, kept by the school: in events, in a record, at the table."""
    ib_er = world.of_kind(RoleKind.IB_ER)
    world.pupil.born_on = date(2013, 10, 3)
    world.pupil.save()
    case, item, _consent = asked(world)
    consent = ask_consent(case.pk, purpose="onderzoek_dyslexie", actor=ib_er)
    invite_pupil(case.pk, actor=ib_er)
    inform_guardians(case.pk, how=HERS, actor=ib_er)
    talk_with_guardians(case.pk, how=HERS, actor=ib_er)
    waive_guardians(case.pk, reason=HERS, actor=ib_er)
    said = {"answer": "given", "how": "talk", "answered_on": TODAY, "words": HERS, "witness": "Ida"}
    record_pupil_answer(consent.pk, **said, actor=ib_er)
    typed = {role: Typed(0, HERS, "") for role in ("guardian", "pupil")}
    gather(item.pk, notes=typed, actor=ib_er)
    return case, item


def reacted(world: World) -> tuple[Case, Any]:
    """The same table once it was held: the boxes stand below the minutes, and what a guardian added beside them."""
    case, item = spoken(world)
    ib_er = world.of_kind(RoleKind.IB_ER)
    for guardian in world.guardians:
        answer_consent(Consent.objects.earliest("pk").pk, answer="given", actor=guardian.person)
    share_item(case.pk, actor=ib_er)
    with clock.at(item.planned_on):
        hold_item(case.pk, minutes="Wij lezen samen.", actor=ib_er)
        approve_minutes(item.pk, minutes="Wij lezen samen.", actor=ib_er)
        react_to_minutes(item.pk, text=HERS, actor=world.guardians[0].person)
    return case, item


@pytest.mark.parametrize("story", [wrote, viewed])
def test_of_her_own_child_she_reads_no_other_parents_words_at_work(world: World, story: Any) -> None:
    case, _what = story(world)
    ib_er, director = world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.DIRECTOR)
    assert len(pages_with(HERS, director, world.pupil, case)) >= 1
    assert pages_with(HERS, ib_er, world.pupil, case)
    make_guardian(world.pupil, person=ib_er)
    assert not pages_with(HERS, ib_er, world.pupil, case)


@pytest.mark.parametrize("story", [spoken, reacted])
def test_nor_does_a_teacher_who_is_a_parent_or_taught_the_child_last_year(world: World, story: Any) -> None:
    case, item = story(world)
    teacher = world.of_kind(RoleKind.TEACHER)
    shown = pages_with(HERS, teacher, world.pupil, case)
    record = reverse("route:consent_record", args=[Consent.objects.latest("pk").pk])
    at_table = {reverse("route:table", args=[item.pk]), reverse("route:minutes", args=[item.pk])}
    assert {reverse("route:case", args=[case.pk]), record} < shown
    assert at_table & shown
    parent = make_guardian(world.pupil, person=teacher)
    assert not pages_with(HERS, teacher, world.pupil, case)
    assert "Ouders ingelicht" in text_of(at_work(teacher).get(reverse("route:case", args=[case.pk])))
    parent.delete()
    moved = {"group": make_group(world.school, "Groep 6"), "came_from": world.group}
    Pupil.objects.filter(pk=world.pupil.pk).update(
        enrolled_on=date(2022, 8, 1), in_group_since=date(2026, 8, 3), **moved
    )
    with clock.at(date(2026, 8, 20)):
        page = text_of(at_work(teacher).get(reverse("route:case", args=[case.pk])))
    assert ("Ouders ingelicht" in page, HERS in page) == (True, False)


def test_at_the_table_she_neither_reads_nor_fills_the_boxes_of_parents_and_child(world: World) -> None:
    _case, item = spoken(world)
    ib_er, table = world.of_kind(RoleKind.IB_ER), reverse("route:table", args=[item.pk])
    assert at_work(ib_er).get(table).content.decode().count(HERS) == 2
    make_guardian(world.pupil, person=ib_er)
    page = at_work(ib_er).get(table).content.decode()
    assert HERS not in page
    assert "text_guardian" not in page
    assert "text_pupil" not in page
    assert "text_orthopedagoog" in page
    with pytest.raises(Invalid):
        gather(item.pk, notes={"guardian": Typed(1, "anders", "")}, actor=ib_er)


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
