"""A feed per person at a secret address: what she is invited to, as long as she is, and not a word about a child."""

import logging
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import StringIO
from logging.config import DictConfigurator
from typing import Any

import pytest
from django.conf import settings as ours
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from caseflow import clock
from caseflow.clock import AMSTERDAM
from caseflow.route.commands.another_day import move_item
from caseflow.route.commands.feed import make_feed, revoke_feed
from caseflow.route.commands.talk import hold_item, invite_guardians, plan_item, take_off_agenda
from caseflow.route.models import CalendarFeed, Case, Item
from caseflow.route.ruling import Refused
from caseflow.sop.vocabulary import RoleKind
from caseflow.wall.context import NOBODY, rows_of
from pupils.errors import Invalid
from pupils.models import Gezag, Grant, Guardian, Person, Pupil
from tests.calendars_read import Read, read
from tests.route.stories import case_at, crescendo, post, shared, sign_in
from tests.world import SCHOOLS, World, make_world

TODAY = date(2026, 3, 9)
DAY = TODAY + timedelta(days=7)
FIRST, LAST, QUESTION = "Kanariena", "Merelsma", "Waarom vliegt de koekoek weg?"
MINE = "/mijn-agenda/"
TOKEN = re.compile(r'(?<="X-CSRFToken": ")\w+|(?<=name="csrfmiddlewaretoken" value=")\w+')


@pytest.fixture(autouse=True)
def _day(settings: Any) -> Iterator[None]:
    settings.SITE_URL = "https://caseflow.example"
    cache.clear()
    with clock.at(TODAY):
        yield


@pytest.fixture
def world(db: Any) -> World:
    return marked(crescendo())


def marked(world: World) -> World:
    Pupil.objects.filter(school=world.school).update(first_name=FIRST, last_name=LAST)
    world.pupil.refresh_from_db()
    return world


def planned(world: World, case: Case | None = None, **slot: Any) -> Item:
    case, ib_er = case or case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    said = {"on": DAY, "question": QUESTION, "begins": time(9, 15), "lasts": 45, **slot}
    item = plan_item(case.pk, **said, actor=ib_er)
    invite_guardians(case.pk, actor=ib_er)
    return item


def fetch(secret: str, **headers: str) -> Any:
    """As a calendar does: nobody is signed in, and nobody's rows are met but by the secret."""
    with rows_of(NOBODY):
        return Client().get(reverse("route:calendar_feed", args=[secret]), headers=headers)


def events(person: Person, secret: str = "") -> list[Read]:
    answer = fetch(secret or make_feed(actor=person))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    for word in (FIRST, LAST, "koekoek"):
        assert word.encode() not in answer.content
    method, found = read(answer.content)
    assert method == "PUBLISH"
    return found


# --- Whose it is -----------------------------------------------------------------------------------------------------


def test_each_reads_what_she_is_invited_to_in_her_own_words(world: World) -> None:
    item = planned(world)
    Person.objects.filter(pk=world.guardians[0].person_id).update(language="ar")
    outsider = item.invitations.filter(outsider=True).first().person
    teacher, mother = world.of_kind(RoleKind.TEACHER), Person.objects.get(pk=world.guardians[0].person_id)
    told = {person.pk: events(person) for person in (teacher, outsider, mother)}
    assert {len(one) for one in told.values()} == {1}
    [seen], [outside], [hers] = told.values()
    assert seen.summary == f"Zorgteam, {world.school.name}"
    assert (outside.summary, outside.url) == (f"Bespreking, {world.school.name}", "")
    assert hers.summary == f"لقاء في المدرسة, {world.school.name}"
    assert {one.uid for [one] in told.values()} == {f"{item.uid}@caseflow"}
    assert {one.starts for [one] in told.values()} == {datetime(2026, 3, 16, 9, 15, tzinfo=AMSTERDAM)}


def test_nobody_reads_what_another_is_invited_to(world: World) -> None:
    item = planned(world)
    others = Person.objects.exclude(pk__in=item.invitations.values("person"))
    assert others.exists()
    for person in others[:4]:
        assert events(person) == []


def test_of_two_schools_each_reads_her_own(world: World) -> None:
    item, there = planned(world), make_world(SCHOOLS / "de-vliegenier.yaml")
    step = there.sop.steps[key := "aan_de_grote_tafel"]
    seat = next(seat for seat in step.takes_part if there.sop.roles[seat.role].kind is not RoleKind.OUTSIDER)
    assert events(there.people[seat.role]) == []
    both, kind = world.of_kind(RoleKind.TEACHER), there.sop.roles[seat.role].kind
    both.roles.create(school=there.school, role=seat.role, kind=kind, starts_on=TODAY)
    case, owner = case_at(there, key), there.people["ib_bovenbouw"]
    other = plan_item(case.pk, on=DAY + timedelta(days=28), question=QUESTION, actor=owner, invite=[both.pk])
    assert [one.uid for one in events(both)] == [f"{item.uid}@caseflow", f"{other.uid}@caseflow"]
    assert [one.uid for one in events(world.of_kind(RoleKind.IB_ER))] == [f"{item.uid}@caseflow"]


def test_a_role_that_ended_leaves_it_empty(world: World) -> None:
    item = planned(world)
    outsider = item.invitations.filter(outsider=True).first().person
    for person in (world.of_kind(RoleKind.TEACHER), outsider):
        assert len(events(person)) == 1
        person.roles.update(ends_on=TODAY - timedelta(days=1))
        assert events(person) == []


def test_a_grant_that_ended_leaves_it_empty(world: World) -> None:
    _case, item, _consent = shared(world)
    outsider = item.invitations.filter(outsider=True).first().person
    [event] = events(outsider)
    assert event.summary == f"Zorgteam, {world.school.name}"
    Grant.objects.filter(person=outsider).update(ended_on=TODAY)
    assert events(outsider) == []


def test_a_guardian_reads_hers_only_while_gezag_lets_her(world: World) -> None:
    planned(world)
    guardian = world.guardians[0]
    assert len(events(guardian.person)) == 1
    proof = {"gezag_proof": "register", "gezag_proof_on": TODAY, "gezag_recorded_on": TODAY, "gezag_evidence": "gezien"}
    Guardian.objects.filter(pk=guardian.pk).update(gezag=Gezag.NO, **proof)
    assert events(guardian.person) == []


# --- What it keeps, and how it is fetched ----------------------------------------------------------------------------


def test_what_was_and_what_was_cancelled_stay_a_month(world: World) -> None:
    teacher, ib_er = world.of_kind(RoleKind.TEACHER), world.of_kind(RoleKind.IB_ER)
    off = planned(world, on=DAY + timedelta(days=90))
    take_off_agenda(off.case_id, reason="ziek", actor=ib_er)
    held = planned(world, case_at(world, "leerlingbespreking", world.new_pupil()), on=TODAY)
    hold_item(held.case_id, minutes="besproken", actor=ib_er)
    assert {(one.uid, one.status, one.sequence) for one in events(teacher)} == {
        (f"{off.uid}@caseflow", "CANCELLED", 1),
        (f"{held.uid}@caseflow", "CONFIRMED", 0),
    }
    with clock.at(date(2026, 4, 9)):
        assert len(events(teacher)) == 2
    with clock.at(date(2026, 4, 10)):
        assert events(teacher) == []


def test_what_has_not_changed_is_not_fetched_again(world: World) -> None:
    item, secret = planned(world), make_feed(actor=world.of_kind(RoleKind.TEACHER))
    first = fetch(secret)
    assert first["Cache-Control"] == "private, no-cache"
    again = fetch(secret, if_none_match=first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert fetch(secret, if_modified_since=first["Last-Modified"]).status_code == 304
    with clock.at(TODAY + timedelta(days=1)):
        move_item(item.case_id, on=DAY, begins=time(10), lasts=30, actor=world.of_kind(RoleKind.IB_ER))
        changed = fetch(secret, if_none_match=first["ETag"], if_modified_since=first["Last-Modified"])
        assert (changed.status_code, changed["ETag"] != first["ETag"]) == (200, True)
    with clock.at(DAY + timedelta(days=60)):  # nothing happened but time: what fell out is news too
        gone = fetch(secret, if_modified_since=changed["Last-Modified"])
        assert gone.status_code == 200
        assert read(gone.content)[1] == []


def test_revoked_unknown_and_inactive_look_the_same(world: World) -> None:
    planned(world)
    teacher, ib_er = world.of_kind(RoleKind.TEACHER), world.of_kind(RoleKind.IB_ER)
    old = make_feed(actor=teacher)
    revoked, inactive = make_feed(actor=teacher), make_feed(actor=ib_er)
    assert fetch(revoked).status_code == 200
    revoke_feed(actor=teacher)
    Person.objects.filter(pk=ib_er.pk).update(is_active=False)
    answers = {secret: fetch(secret) for secret in (old, revoked, inactive, "nooit-gemaakt")}
    assert {answer.status_code for answer in answers.values()} == {404}
    pages = {secret: answer.content.decode().replace(secret, "") for secret, answer in answers.items()}
    assert len({TOKEN.sub("", page) for page in pages.values()}) == 1


def test_it_is_fetched_no_oftener_than_a_calendar_needs(world: World, settings: Any) -> None:
    secret, other = (make_feed(actor=world.of_kind(kind)) for kind in (RoleKind.TEACHER, RoleKind.IB_ER))
    settings.CALENDAR_FETCHES = {"address": 2, "client": 100}
    assert [fetch(secret).status_code for _ in range(3)] == [200, 200, 429]
    assert fetch(other).status_code == 200
    settings.CALENDAR_FETCHES = {"address": 100, "client": 5}
    assert [fetch(f"geraden-{number}").status_code for number in range(3)] == [404, 404, 429]
    assert secret not in repr(getattr(cache, "_cache", {}))


def test_the_secret_stands_in_no_row_and_in_no_line_of_the_log(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    written = StringIO()
    console = logging.StreamHandler(written)
    console.setFormatter(DictConfigurator({}).configure_formatter({**ours.LOGGING["formatters"]["plain"]}))
    monkeypatch.setattr(logging.getLogger(), "handlers", [console])
    teacher = world.of_kind(RoleKind.TEACHER)
    secret = make_feed(actor=teacher)
    assert secret not in repr(list(CalendarFeed.objects.values()))
    fetch(secret)
    monkeypatch.setattr("caseflow.route.views.agenda.fetch_feed", lambda _row: 1 / 0)
    broken = Client(raise_request_exception=False).get(reverse("route:calendar_feed", args=[secret]))
    assert broken.status_code == 500
    revoke_feed(actor=teacher)
    fetch(secret)
    Client().get(f"/agenda/{secret}")
    Client().post(reverse("route:calendar_feed", args=[secret]))
    log = written.getvalue()
    assert "Not Found: /agenda/…" in log
    assert "Internal Server Error: /agenda/…" in log
    assert "Method Not Allowed (POST): /agenda/…" in log
    assert secret not in log


# --- The page --------------------------------------------------------------------------------------------------------


def test_the_address_is_shown_once_and_works_until_it_is_revoked(world: World) -> None:
    planned(world)
    teacher = world.of_kind(RoleKind.TEACHER)
    made = post(teacher, MINE, what="make")
    [address] = set(re.findall(r"https://caseflow\.example/agenda/[\w-]+\.ics", made.content.decode()))
    assert made["Cache-Control"] == "no-store"
    page = sign_in(teacher).get(MINE).content.decode()
    assert ".ics" not in page
    assert "maandag 16 maart 2026, van 09:15 tot 10:00 uur" in page
    assert Client().get(address.removeprefix("https://caseflow.example")).status_code == 200
    assert post(teacher, MINE, what="revoke").status_code == 302
    assert Client().get(address.removeprefix("https://caseflow.example")).status_code == 404
    assert "Maak een adres" in sign_in(teacher).get(MINE).content.decode()


def test_what_stands_in_the_calendar_leads_each_to_her_own_page(world: World) -> None:
    _case, item, _consent = shared(world)
    outsider = item.invitations.filter(outsider=True).first().person
    hers = item.invitations.get(guardian=world.guardians[0])
    lead = {
        world.of_kind(RoleKind.TEACHER): reverse("route:case", args=[item.case_id]),
        outsider: reverse("route:invited_item", args=[item.pk]),
        world.guardians[0].person: reverse("route:guardian_invitation", args=[hers.pk]),
    }
    url = reverse("route:appointment", args=[item.uid])
    for person, page in lead.items():
        assert sign_in(person).get(url)["Location"] == page
        assert sign_in(person).get(page).status_code == 200
    assert sign_in(world.desk).get(url).status_code == 404
    assert Client().get(url)["Location"].startswith("/accounts/login/")


# --- Whatever is done ------------------------------------------------------------------------------------------------

moments = st.tuples(st.integers(0, 20), st.sampled_from([None, time(9), time(9, 20), time(11)]), st.just(30))
deeds = st.tuples(st.sampled_from(["plan", "move", "take_off"]), st.integers(0, 2), moments)
few = hypothesis_settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@few
@given(st.lists(deeds, min_size=2, max_size=9))
def test_the_feed_is_always_what_stands_in_the_agenda(world: World, done: list[Any]) -> None:
    """Planned, moved and taken off in any order: each event once, as it stands, and never a change that looks older."""
    Item.objects.all().delete()
    Case.objects.all().delete()
    teacher, ib_er = world.of_kind(RoleKind.TEACHER), world.of_kind(RoleKind.IB_ER)
    cases = [case_at(world, "zorgteam", pupil) for pupil in list(Pupil.objects.all())[:1]]
    cases += [case_at(world, "zorgteam", world.new_pupil()) for _ in range(2)]
    Pupil.objects.update(first_name=FIRST, last_name=LAST)
    secret, heard = make_feed(actor=teacher), dict[str, Read]()
    for deed, number, (later, begins, lasts) in done:
        slot: Any = {"on": TODAY + timedelta(days=later), "begins": begins, "lasts": lasts, "actor": ib_er}
        case = cases[number]
        try:
            if deed == "plan":
                plan_item(case.pk, question=QUESTION, **slot)
            elif deed == "move":
                move_item(case.pk, **slot)
            else:
                take_off_agenda(case.pk, reason="ziek", actor=ib_er)
        except (Invalid, Refused):
            pass
        cache.clear()
        found = events(teacher, secret)
        assert sorted(map(_as_told, found)) == sorted(map(_as_stands, Item.objects.all()))
        for event in found:
            before = heard.get(event.uid)
            assert before is None or event == before or event.sequence > before.sequence
            heard[event.uid] = event
        timed = [
            (one.starts, one.ends) for one in found if one.status == "CONFIRMED" and isinstance(one.starts, datetime)
        ]
        assert not any(a != b and a[0] < b[1] and b[0] < a[1] for a in timed for b in timed)


def _as_told(event: Read) -> tuple[str, str, str, int]:
    return event.uid, event.starts.isoformat(), event.status, event.sequence


def _as_stands(item: Item) -> tuple[str, str, str, int]:
    starts = datetime.combine(item.planned_on, item.begins, AMSTERDAM) if item.begins else item.planned_on
    status = "CANCELLED" if item.state == Item.TAKEN_OFF else "CONFIRMED"
    return f"{item.uid}@caseflow", starts.isoformat(), status, item.sequence
