"""A guardian without an address: what others are mailed becomes a letter, printed and handed over by the school."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from caseflow import clock
from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.notices.delivery import deliver_waiting
from caseflow.notices.models import Notice
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.notices.reaching import BY_LETTER
from caseflow.route.commands.consent import answer_consent
from caseflow.sop.vocabulary import RoleKind
from pupils.hats import CHOSEN, Side
from pupils.models import Person
from tests.cast import make_guardian, make_school, make_staff, set_gezag
from tests.route.stories import asked, crescendo, post, sign_in
from tests.route.test_word_that_counts import on_paper
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    """The first guardian has no address, the second has one."""
    world = crescendo()
    Person.objects.filter(pk=world.guardians[0].person_id).update(email=None)
    return world


def url_of(world: World) -> str:
    return reverse("route:letters", args=[world.school.pk])


def page_of(world: World) -> str:
    answer = sign_in(world.of_kind(RoleKind.IB_ER)).get(url_of(world))
    assert answer.status_code == 200
    return str(answer.content.decode())


def printed(world: World, upto: int | None = None) -> PdfReader:
    last = upto or Notice.objects.latest("pk").pk
    url = reverse("route:letters_print", args=[world.school.pk, last])
    answer = sign_in(world.of_kind(RoleKind.IB_ER)).get(url)
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(BytesIO(answer.content))


def words_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_she_gets_a_letter_and_the_other_a_mail(world: World) -> None:
    asked(world)
    deliver_waiting()
    of_guardians = [message for message in mail.outbox if "bespreking" not in message.subject]
    assert {one for message in of_guardians for one in message.to} == {world.guardians[1].person.email}
    page = page_of(world)
    assert world.guardians[0].person.name in page
    assert world.guardians[1].person.name not in page
    assert set(Notice.objects.exclude(delivered_at=None).values_list("how", flat=True)) == {"mail"}


def test_the_question_goes_along_word_for_word_with_room_to_answer(world: World) -> None:
    _case, item, consent = asked(world)
    words = words_of(printed(world))
    for line in filter(None, consent.text.split("\n")):
        assert " ".join(line.split()) in words
    seen_by = "Gezien door (naam en functie, in te vullen op school)"
    for said in ("Ja, dat mag", "Nee, liever niet", "Datum en handtekening", seen_by, "maandag 16 maart 2026"):
        assert said in words
    assert item.planned_on == date(2026, 3, 16)
    assert reverse("route:paper_answer", args=[consent.pk, world.guardians[0].pk]) in page_of(world)


def test_every_print_is_a_row_of_the_read_log(world: World) -> None:
    asked(world)
    printed(world)
    notices = Notice.objects.filter(recipient=world.guardians[0].person)
    seen = set(ReadRow.objects.filter(object__startswith="notice-").values_list("object", flat=True))
    assert seen == {f"notice-{one.pk}" for one in notices}


def test_what_was_given_is_delivered_and_written_down(world: World) -> None:
    asked(world)
    ib_er, last = world.of_kind(RoleKind.IB_ER), Notice.objects.latest("pk").pk
    assert post(ib_er, url_of(world), upto=last).status_code == 302
    given = Notice.objects.filter(recipient=world.guardians[0].person)
    assert {(one.how, one.delivered_at is not None) for one in given} == {("letter", True)}
    events = CaseEvent.objects.filter(kind="deliver_by_letter")
    assert {one.data["notice"] for one in events} == set(given.values_list("pk", flat=True))
    assert "Er zijn geen brieven te printen" in page_of(world)
    assert "Eerder gegeven" in page_of(world)


def test_what_came_in_after_the_page_was_shown_waits(world: World) -> None:
    case, _item, _consent = asked(world)
    last = Notice.objects.latest("pk").pk
    new = NoticeSpec(
        key="later", recipient_id=world.guardians[0].person_id, kind="document_laid",
        school_id=world.school.pk, case_id=case.pk,
    )  # fmt: skip
    notify_many([new])
    assert len(printed(world, last).pages) < len(printed(world).pages)
    post(world.of_kind(RoleKind.IB_ER), url_of(world), upto=last)
    assert Notice.objects.get(key="later").delivered_at is None


def test_a_question_that_is_over_asks_nothing_any_more(world: World) -> None:
    _case, _item, consent = asked(world)
    answer_consent(consent.pk, answer="refused", actor=world.guardians[1].person)
    words = words_of(printed(world))
    assert "u hoeft niets meer te doen" in words
    assert "Datum en handtekening" not in words


def test_who_answered_is_asked_no_more_on_paper_or_by_mail(world: World) -> None:
    """The first said it on paper before her letter was printed, the second in the portal before her mail went."""
    _case, _item, consent = asked(world)
    subject = "De school vraagt uw toestemming"
    assert subject in page_of(world)
    on_paper(world, consent, 0, "given", consent.asked_on)
    answer_consent(consent.pk, answer="given", actor=world.guardians[1].person)
    assert "vraagt uw toestemming" not in (page := page_of(world))
    assert "vroeg uw toestemming" not in page
    assert world.guardians[0].person.name in page  # the invitation for the talk still goes
    deliver_waiting()
    assert not [message for message in mail.outbox if message.subject == subject]


def test_nor_is_she_mailed_a_question_that_is_over(world: World) -> None:
    _case, _item, consent = asked(world)
    answer_consent(consent.pk, answer="refused", actor=world.guardians[1].person)
    Person.objects.filter(pk=world.guardians[0].person_id).update(email="zij@example.org")  # before it was printed
    deliver_waiting()
    assert not [message for message in mail.outbox if message.subject == "De school vraagt uw toestemming"]


@pytest.mark.parametrize("kind", sorted(BY_LETTER))
@pytest.mark.parametrize("language", ["nl", "en", "ar"])
def test_every_kind_has_its_letter_in_the_readers_language(world: World, kind: str, language: str) -> None:
    case, _item, _consent = asked(world)
    Notice.objects.all().delete()
    guardian = world.guardians[0]
    Person.objects.filter(pk=guardian.person_id).update(language=language)
    spec = NoticeSpec(key="one", recipient_id=guardian.person_id, kind=kind, school_id=world.school.pk, case_id=case.pk)
    notify_many([spec])
    words = words_of(printed(world))
    assert guardian.person.name in words
    assert guardian.pupil.first_name in words
    assert world.guardians[1].person.name not in words
    assert "{" not in words
    assert "%(" not in words
    assert ("Vertrouwelijk" in words) is (language == "nl")


def test_it_stands_on_the_start_page_when_there_is_any(world: World) -> None:
    start = sign_in(world.of_kind(RoleKind.IB_ER)).get("/").content.decode()
    assert url_of(world) not in start
    asked(world)
    start = sign_in(world.of_kind(RoleKind.IB_ER)).get("/").content.decode()
    assert url_of(world) in start
    assert "2 brieven te printen" in start
    assert url_of(world) not in sign_in(world.of_kind(RoleKind.TEACHER)).get("/").content.decode()


def test_nothing_of_another_school(world: World) -> None:
    asked(world)
    stranger = make_staff(make_school(), RoleKind.IB_ER)
    assert sign_in(stranger).get(url_of(world)).status_code == 404
    assert post(stranger, url_of(world), upto=Notice.objects.latest("pk").pk).status_code == 404
    assert not Notice.objects.filter(how="letter").exists()


def test_the_portal_of_who_has_no_address_promises_a_letter(world: World) -> None:
    """She came in with a passkey: no address of hers is shown, and no mail is promised."""
    page = sign_in(world.guardians[0].person).get(reverse("route:guardian_start")).content.decode()
    assert "krijgt u een brief" in page
    assert "None" not in page


def test_whose_gezag_was_found_otherwise_is_told_nothing_more_on_paper(world: World) -> None:
    """The letter waited, and gave the day of the talk about the child."""
    asked(world)
    last = Notice.objects.latest("pk").pk
    set_gezag(world.guardians[0], "no")
    ib_er = world.of_kind(RoleKind.IB_ER)
    assert "Er zijn geen brieven te printen" in page_of(world)
    assert "te printen" not in sign_in(ib_er).get("/").content.decode()
    url = reverse("route:letters_print", args=[world.school.pk, last])
    assert sign_in(ib_er).get(url).status_code == 404
    post(ib_er, url_of(world), upto=last)
    assert not Notice.objects.filter(how="letter").exists()


@pytest.mark.parametrize(("gezag", "why"), [("no", "heeft geen gezag"), ("restricted", "gezag is beperkt")])
def test_and_the_page_says_which_letters_go_no_more_and_why(world: World, gezag: str, why: str) -> None:
    """Who was about to print them does not wonder where they went; with gezag again they are to be printed again."""
    case, _item, _consent = asked(world)
    lost, number = world.guardians[0], Notice.objects.filter(recipient=world.guardians[0].person).count()
    dropped = "Niet meer te geven"
    assert dropped not in page_of(world)
    set_gezag(lost, gezag)
    page = page_of(world)
    assert dropped in page
    assert page.count(lost.person.name) == number
    assert page.count(why) == number
    assert reverse("route:case", args=[case.pk]) in page
    set_gezag(lost, "yes")
    assert dropped not in page_of(world)
    other_school = make_staff(make_school(), RoleKind.IB_ER)
    assert sign_in(other_school).get(url_of(world)).status_code == 404


def test_a_parent_who_works_here_reads_nothing_of_the_other_parents_dropped_letters(world: World) -> None:
    asked(world)
    set_gezag(world.guardians[0], "no")
    me = world.of_kind(RoleKind.IB_ER)
    make_guardian(world.pupil, person=me)
    assert world.guardians[0].person.name not in at_work(me).get(url_of(world)).content.decode()


def at_work(person: Person) -> Client:
    client = sign_in(person)
    session = client.session
    session[CHOSEN] = Side.WORK
    session.save()
    return client


@pytest.mark.parametrize(("gezag", "goes"), [("yes", True), ("unknown", True), ("restricted", False), ("no", False)])
def test_and_nothing_by_mail(world: World, gezag: str, goes: bool) -> None:
    asked(world)
    set_gezag(world.guardians[1], gezag)
    deliver_waiting()
    to = {one for message in mail.outbox for one in message.to}
    assert (world.guardians[1].person.email in to) is goes
    assert not Notice.objects.filter(recipient=world.guardians[1].person, delivered_at=None).exists()


def test_say_over_another_child_is_none_over_this_one(world: World) -> None:
    asked(world)
    world.new_pupil()
    set_gezag(world.guardians[1], "no")
    deliver_waiting()
    hers = world.guardians[1].person.email
    assert [one for one in mail.outbox if one.to == [hers]] == []


def test_a_copy_of_a_decision_goes_to_who_works_here(world: World) -> None:
    case, _item, _consent = asked(world)
    Notice.objects.all().delete()
    teacher, stranger = world.of_kind(RoleKind.TEACHER), make_staff(make_school(), RoleKind.TEACHER)
    notify_many(
        NoticeSpec(
            key=f"copy-{one.pk}", recipient_id=one.pk, kind="decision_taken",
            school_id=world.school.pk, case_id=case.pk,
        )
        for one in (teacher, stranger)
    )  # fmt: skip
    deliver_waiting()
    assert [message.to for message in mail.outbox] == [[teacher.email]]
