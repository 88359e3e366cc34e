"""A mail about a talk brings the appointment: asked, moved, cancelled; another library reads it than wrote it."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse

from caseflow import clock
from caseflow.clock import AMSTERDAM
from caseflow.notices.delivery import deliver_waiting
from caseflow.notices.kinds import Kind
from caseflow.notices.models import How, Notice
from caseflow.route.commands.another_day import move_item
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.commands.talk import hold_item, invite_guardians, plan_item, share_item, take_off_agenda
from caseflow.route.models import Case, Invitation, Item
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.gezag import Shown, record_gezag
from pupils.commands.outsiders import end_outsider
from pupils.commands.staff import end_role
from pupils.leaving import pass_on
from pupils.models import Gezag, Guardian, Person, Pupil, School
from tests.calendars_read import Read, enclosed, read
from tests.front.test_je_and_u import JE, U
from tests.route.stories import case_at, crescendo
from tests.world import World, make_person

TODAY = date(2026, 3, 9)
DAY = TODAY + timedelta(days=7)
FIRST, LAST, QUESTION = "Kanariena", "Merelsma", "Waarom vliegt de koekoek weg?"
MARKED = (FIRST, LAST, "koekoek")


@pytest.fixture(autouse=True)
def _day(settings: Any) -> Any:
    settings.SITE_URL = "https://caseflow.example"
    with clock.at(TODAY):
        yield


@pytest.fixture
def world(db: Any) -> World:
    world = crescendo()
    Pupil.objects.filter(pk=world.pupil.pk).update(first_name=FIRST, last_name=LAST)
    world.pupil.refresh_from_db()
    return world


def planned(world: World) -> tuple[Case, Item]:
    case = case_at(world, "zorgteam")
    ib_er = world.of_kind(RoleKind.IB_ER)
    item = plan_item(case.pk, on=DAY, question=QUESTION, actor=ib_er, begins=time(9, 15), lasts=45)
    invite_guardians(case.pk, actor=ib_er)
    return case, item


def mails() -> dict[str, Any]:
    """What went out now, by address; in no byte of it the child or what is asked."""
    mail.outbox.clear()
    deliver_waiting()
    for one in mail.outbox:
        said = one.message().as_bytes() + enclosed(one)[1]
        assert [word for word in MARKED if word.encode() in said] == []
    return {one.to[0]: one for one in mail.outbox}


def enclosed_for(person: Person, letters: dict[str, Any]) -> tuple[str, Read]:
    said, body = enclosed(letters[person.email or ""])
    method, [event] = read(body)
    assert f'method="{method}"' in said
    assert f"mailto:{person.email}".encode() in body.replace(b"\r\n ", b"")
    return method, event


def test_who_is_invited_gets_the_appointment(world: World) -> None:
    _case, item = planned(world)
    letters = mails()
    assert set(letters) == {one.person.email for one in item.invitations.all()}
    teacher, guardian = world.of_kind(RoleKind.TEACHER), world.guardians[0].person
    method, event = enclosed_for(teacher, letters)
    assert (method, event.sequence, event.status) == ("REQUEST", 0, "CONFIRMED")
    assert event.starts == datetime(2026, 3, 16, 9, 15, tzinfo=AMSTERDAM)
    assert event.ends - event.starts == timedelta(minutes=45)
    assert event.summary == f"Zorgteam, {world.school.name}"
    assert event.url == f"https://caseflow.example{reverse('route:appointment', args=[item.uid])}"
    assert "maandag 16 maart 2026, van 09:15 tot 10:00 uur" in letters[teacher.email or ""].body
    _method, hers = enclosed_for(guardian, letters)
    assert hers.summary == f"Gesprek op school, {world.school.name}"
    assert (hers.uid, hers.starts) == (event.uid, event.starts)


def test_a_colleague_is_called_je_and_whoever_comes_as_a_guest_u(world: World) -> None:
    case, item = planned(world)
    outsider, teacher = item.invitations.filter(outsider=True).first(), world.of_kind(RoleKind.TEACHER)
    assert outsider is not None
    told = [mails()]
    move_item(case.pk, on=DAY + timedelta(days=14), begins=time(10), lasts=30, actor=world.of_kind(RoleKind.IB_ER))
    told.append(mails())
    take_off_agenda(case.pk, reason="ziek", actor=world.of_kind(RoleKind.IB_ER))
    told.append(mails())
    for letters in told:
        for person, says, says_not in ((teacher, JE, U), (world.guardians[0].person, U, JE), (outsider.person, U, JE)):
            letter = letters[person.email or ""]
            assert says.search(letter.body)
            assert not says_not.search(f"{letter.subject} {letter.body}")


def test_a_guardian_reads_it_in_her_language(world: World) -> None:
    Person.objects.filter(pk=world.guardians[0].person_id).update(language="ar")
    planned(world)
    letters = mails()
    _method, event = enclosed_for(world.guardians[0].person, letters)
    assert event.summary.startswith("لقاء في المدرسة")
    assert "الموعد مرفق" in letters[world.guardians[0].person.email or ""].body


def test_who_is_shared_nothing_yet_gets_day_and_time_only(world: World) -> None:
    case, item = planned(world)
    outsider = item.invitations.filter(outsider=True).first().person
    letters = mails()
    _method, event = enclosed_for(outsider, letters)
    assert (event.summary, event.url) == (f"Bespreking, {world.school.name}", "")
    assert "Zorgteam" not in letters[outsider.email or ""].body
    assert "http" not in letters[outsider.email or ""].body
    asked = ask_consent(case.pk, actor=world.of_kind(RoleKind.IB_ER))
    for guardian in world.guardians:
        answer_consent(asked.pk, answer="given", actor=guardian.person)
    share_item(case.pk, actor=world.of_kind(RoleKind.IB_ER))
    move_item(case.pk, on=DAY, begins=time(11), lasts=30, actor=world.of_kind(RoleKind.IB_ER))
    deliver_waiting()
    [moved] = [one for one in mail.outbox if one.to == [outsider.email] and "verzet" in one.subject]
    _method, [event] = read(enclosed(moved)[1])
    assert event.summary == f"Zorgteam, {world.school.name}"
    assert event.url.endswith(reverse("route:appointment", args=[item.uid]))


def test_only_a_day_is_a_whole_day_that_takes_no_time(world: World) -> None:
    case = case_at(world, "zorgteam")
    plan_item(case.pk, on=DAY, question=QUESTION, actor=world.of_kind(RoleKind.IB_ER))
    teacher = world.of_kind(RoleKind.TEACHER)
    _method, event = enclosed_for(teacher, mails())
    assert (event.starts, event.ends) == (DAY, DAY + timedelta(days=1))


def test_a_change_and_an_end_reach_the_same_appointment(world: World) -> None:
    case, _item = planned(world)
    teacher, ib_er = world.of_kind(RoleKind.TEACHER), world.of_kind(RoleKind.IB_ER)
    invited = mails()
    _method, first = enclosed_for(teacher, invited)
    move_item(case.pk, on=DAY + timedelta(days=14), begins=time(10), lasts=30, actor=ib_er)
    letters = mails()
    assert set(letters) == set(invited)
    method, moved = enclosed_for(teacher, letters)
    assert (method, moved.uid, moved.sequence) == ("REQUEST", first.uid, 1)
    assert moved.starts == datetime(2026, 3, 30, 10, 0, tzinfo=AMSTERDAM)
    assert moved.starts.utcoffset() == timedelta(hours=2)  # summer time began in between
    assert first.starts.utcoffset() == timedelta(hours=1)
    take_off_agenda(case.pk, reason=f"{QUESTION} {FIRST}", actor=ib_er)
    letters = mails()
    assert set(letters) == set(invited)
    method, ended = enclosed_for(teacher, letters)
    assert (method, ended.uid, ended.sequence, ended.status) == ("CANCEL", first.uid, 2, "CANCELLED")
    assert mails() == {}


def test_what_was_overtaken_before_the_mail_went_is_not_told(world: World) -> None:
    case, _item = planned(world)
    ib_er = world.of_kind(RoleKind.IB_ER)
    move_item(case.pk, on=DAY, begins=time(10), lasts=30, actor=ib_er)
    move_item(case.pk, on=DAY, begins=time(11), lasts=30, actor=ib_er)
    mails()
    moved = [one for one in mail.outbox if one.subject == "Een gesprek is verzet"]
    assert {read(enclosed(one)[1])[1][0].sequence for one in mail.outbox} == {2}
    assert len(moved) == len({one.to[0] for one in moved})
    move_item(case.pk, on=DAY, begins=time(12), lasts=30, actor=ib_er)
    take_off_agenda(case.pk, reason="ziek", actor=ib_er)
    assert {one.subject for one in mails().values()} == {"Een gesprek gaat niet door"}
    overtaken = Notice.objects.filter(how=How.NOT_AT_ALL)  # it is not kept as a mail that went
    assert set(overtaken.values_list("kind", flat=True)) == {Kind.MEETING_MOVED}
    assert overtaken.filter(delivered_at=None).count() == 0


def test_a_talk_that_was_held_is_mailed_about_no_more(world: World) -> None:
    case = case_at(world, "leerlingbespreking")
    ib_er = world.of_kind(RoleKind.IB_ER)
    plan_item(case.pk, on=TODAY, question=QUESTION, actor=ib_er)
    hold_item(case.pk, minutes="besproken", actor=ib_er)
    assert mails() == {}


def test_who_lost_gezag_or_role_in_the_meantime_is_told_nothing(world: World) -> None:
    planned(world)
    guardian, teacher = world.guardians[0], world.of_kind(RoleKind.TEACHER)
    Guardian.objects.filter(pk=guardian.pk).update(
        gezag=Gezag.NO, gezag_proof="register", gezag_proof_on=TODAY, gezag_recorded_on=TODAY, gezag_evidence="gezien"
    )
    teacher.roles.update(ends_on=TODAY - timedelta(days=1))  # and nobody ended it yet
    letters = mails()
    assert guardian.person.email not in letters
    assert teacher.email not in letters


@pytest.mark.parametrize(("named", "said"), [(f"Basisschool {FIRST}", "Zorgteam"), ("De Merelsma", "Zorgteam")])
def test_a_school_that_is_called_as_the_child_is_not_named(world: World, named: str, said: str) -> None:
    School.objects.filter(pk=world.school.pk).update(name=named)
    case = case_at(world, "zorgteam")
    plan_item(case.pk, on=DAY, question=QUESTION, actor=world.of_kind(RoleKind.IB_ER))
    _method, event = enclosed_for(world.of_kind(RoleKind.TEACHER), mails())
    assert event.summary == said


def test_who_takes_over_her_place_is_told(world: World) -> None:
    planned(world)
    mails()
    leaves, successor = world.of_kind(RoleKind.IB_ER), make_person("Een nieuwe IB-er")
    successor.roles.create(school=world.school, role="ib_er", kind=RoleKind.IB_ER, starts_on=TODAY)
    assert pass_on(leaves, world.school, TODAY, successor)
    letters = mails()
    assert set(letters) == {successor.email, leaves.email}
    assert enclosed_for(successor, letters)[0] == "REQUEST"


# --- Whose place alone is taken away ---------------------------------------------------------------------------------


def _successor(world: World) -> Person:
    """Her colleague takes over what names her."""
    leaves, successor = world.of_kind(RoleKind.IB_ER), make_person("Een nieuwe IB-er")
    successor.roles.create(school=world.school, role="ib_er", kind=RoleKind.IB_ER, starts_on=TODAY)
    with transaction.atomic():
        pass_on(leaves, world.school, TODAY, successor)
    return leaves


def _outsider(world: World) -> Person:
    """She comes no more."""
    person: Person = Invitation.objects.filter(outsider=True).earliest("pk").person
    end_outsider(world.school.pk, person.pk, actor=world.of_kind(RoleKind.IB_ER))
    return person


def _role(world: World) -> Person:
    """The role by which she sat there ends."""
    teacher = world.of_kind(RoleKind.TEACHER)
    role = teacher.roles.get(kind=RoleKind.TEACHER)
    end_role(world.school.pk, role.pk, from_day=TODAY, actor=world.of_kind(RoleKind.DIRECTOR))
    return teacher


def _gezag(world: World) -> Person:
    """She turns out to have no say in it."""
    shown = Shown(proof="court", on=TODAY, seen="beschikking")
    record_gezag(world.guardians[0].pk, "no", shown, actor=world.of_kind(RoleKind.DIRECTOR))
    return world.guardians[0].person


@pytest.mark.parametrize("take_away", [_successor, _outsider, _role, _gezag])
def test_whose_place_alone_goes_hears_so_and_nobody_else(world: World, take_away: Callable[[World], Person]) -> None:
    planned(world)
    invited = mails()
    person = take_away(world)
    letters = mails()
    assert {one.to[0] for one in mail.outbox if "vervalt" in one.subject} == {person.email}
    _method, before = enclosed_for(person, invited)
    method, after = enclosed_for(person, letters)
    assert (method, after.status, after.uid) == ("CANCEL", "CANCELLED", before.uid)
    assert (after.starts, after.sequence, after.url) == (before.starts, before.sequence, "")
    assert "gaat de afspraak uit de agenda" in letters[person.email or ""].body


def test_who_is_invited_again_meanwhile_keeps_it(world: World) -> None:
    _case, item = planned(world)
    mails()
    guardian = world.guardians[0]
    _gezag(world)
    record_gezag(
        guardian.pk, "yes", Shown(proof="register", on=TODAY, seen="uittreksel"), actor=world.of_kind(RoleKind.DIRECTOR)
    )
    assert mails() == {}
    assert item.invitations.filter(guardian=guardian).exists()


def test_who_lost_it_and_has_it_again_is_told_each_time(world: World) -> None:
    """A colleague took it over and gave it back; and once more."""
    planned(world)
    mails()
    one, other = world.of_kind(RoleKind.IB_ER), make_person("Een tweede IB-er")
    other.roles.create(school=world.school, role="ib_er", kind=RoleKind.IB_ER, starts_on=TODAY)
    for gives, takes in ((one, other), (other, one), (one, other), (other, one)):
        with transaction.atomic():
            pass_on(gives, world.school, TODAY, takes)
        letters = mails()
        assert {person: enclosed_for(person, letters)[0] for person in (gives, takes)} == {
            gives: "CANCEL",
            takes: "REQUEST",
        }


def test_gezag_put_right_brings_the_appointment_back_and_the_same_loss_is_told_once(world: World) -> None:
    planned(world)
    mails()
    guardian, director = world.guardians[0], world.of_kind(RoleKind.DIRECTOR)
    for says, method in (("no", "CANCEL"), ("no", ""), ("yes", "REQUEST"), ("yes", ""), ("no", "CANCEL")):
        shown = Shown(proof="court" if says == "no" else "register", on=TODAY, seen="beschikking")
        record_gezag(guardian.pk, says, shown, actor=director)
        letters = mails()
        assert set(letters) == ({guardian.person.email} if method else set())
        assert not method or enclosed_for(guardian.person, letters)[0] == method
