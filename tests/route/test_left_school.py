"""A child that left the school: what each person may before, on and after the day, and what is over from then on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.http import Http404
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.delivery import deliver_waiting
from caseflow.notices.models import Notice
from caseflow.route.appointments import appointments_of
from caseflow.route.commands import case as cases
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.commands.desk import answer_referral
from caseflow.route.commands.letters import letters_waiting
from caseflow.route.commands.talk import plan_item
from caseflow.route.hands import exits_of, roles_for_exit
from caseflow.route.models import Case, Deadline, DeskCase, Item, Paper, Referral, Task
from caseflow.route.portal import asked_of
from caseflow.route.ruling import NotYourHand, Refused, SomeoneWasFirst
from caseflow.route.watch import sweep
from caseflow.sop.judging import asked_for_exit
from caseflow.sop.law import LAW
from caseflow.sop.vocabulary import ADMITTED_ELSEWHERE, SCHOOL_WIDE, Ending, RoleKind, State
from opp.commands.perspective import draw_up_opp, end_opp
from pupils.commands.coming_by_mail import invitation_by_mail
from pupils.commands.departure import record_departure, record_return
from pupils.commands.hgw import advance_hgw_cycle, start_hgw_cycle
from pupils.commands.insight import note_insight
from pupils.commands.intervention import record_effect, start_intervention
from pupils.commands.inviting import make_invitation
from pupils.commands.observation import log_observation
from pupils.commands.session import record_session
from pupils.errors import ChildLeft, Invalid
from pupils.models import Consent, ConsentAnswer, Grant, Group, Guardian, Invitation, Occasion, Person, Pupil
from pupils.waiting import waiting_for
from tests.cast import make_group, make_guardian, make_person, make_staff
from tests.opp.conftest import MEASURABLE, TEXTS
from tests.route.stories import asked, case_at, crescendo, post, sent, shared, shown, sign_in
from tests.world import REAL, SCHOOLS, World, make_world, sop_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)
LEAVES = TODAY + 3 * DAY
#: When it is recorded, the day before, the day itself, and later.
MOMENTS = (TODAY, LEAVES - DAY, LEAVES, LEAVES + 60 * DAY)
OPP = {**TEXTS, "support": "lezen", "deviations": "", "goals": [MEASURABLE]}
ROW = "Dit kind is van school, en de casus loopt nog: sluit hem"
SAYS = "niet meer op deze school"


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    world = crescendo()
    Pupil.objects.update(enrolled_on=date(2022, 8, 1))
    return world


def leaves(world: World, on: date = LEAVES, pupil: Pupil | None = None, **more: Any) -> None:
    ib_er = world.of_kind(RoleKind.IB_ER)
    record_departure((pupil or world.pupil).pk, on=on, where_to="De Verre School in Ons Dorp", actor=ib_er, **more)


# --- Who may what, and when -------------------------------------------------------------------------------------------


@dataclass
class Scene:
    """A talk that is shared with somebody from outside; everybody who has something to do with it."""

    world: World
    case: Case
    item: Item
    consent: Consent
    people: dict[str, Person]


@pytest.fixture
def scene(world: World) -> Scene:
    group, pupil = world.group, world.pupil
    people = {
        "teacher": world.of_kind(RoleKind.TEACHER),
        "assistant": make_staff(world.school, RoleKind.ASSISTANT, group),
        "substitute": make_staff(world.school, RoleKind.TEACHER, group, starts_on=LEAVES - DAY, role="teacher"),
        "ib_er": world.of_kind(RoleKind.IB_ER),
        "director": world.of_kind(RoleKind.DIRECTOR),
        "parent": world.guardians[0].person,
        "without gezag": make_guardian(pupil, "no").person,
    }
    case, item, consent = shared(world)
    people["unknown gezag"] = make_guardian(pupil, "unknown").person
    answer_consent(consent.pk, answer="given", actor=people["unknown gezag"])
    people["outsider"] = Person.objects.get(pk=Grant.objects.filter(item_id=item.pk).earliest("pk").person_id)
    return Scene(world, case, item, consent, people)


def pupils_page(scene: Scene) -> str:
    return reverse("pupils:pupil", args=[scene.world.pupil.pk])


def case_page(scene: Scene) -> str:
    return reverse("route:case", args=[scene.case.pk])


def api_page(scene: Scene) -> str:
    return reverse("api:case", args=[scene.case.pk])


def invited_page(scene: Scene) -> str:
    return reverse("route:invited_item", args=[scene.item.pk])


def portal(scene: Scene) -> str:
    return reverse("route:guardian_child", args=[scene.world.pupil.pk])


def question(scene: Scene) -> str:
    return reverse("route:guardian_consent", args=[scene.consent.pk])


EVERY, BEFORE, NEVER = (200, 200, 200, 200), (200, 200, 404, 404), (404, 404, 404, 404)
DOORS: list[tuple[str, Callable[[Scene], str], tuple[int, ...]]] = [
    ("teacher", pupils_page, BEFORE),
    ("teacher", case_page, BEFORE),
    ("teacher", api_page, BEFORE),
    ("assistant", pupils_page, BEFORE),
    ("substitute", pupils_page, (404, 200, 404, 404)),
    ("ib_er", pupils_page, EVERY),
    ("ib_er", case_page, EVERY),
    ("director", pupils_page, EVERY),
    ("director", api_page, EVERY),
    ("outsider", invited_page, BEFORE),
    ("outsider", pupils_page, NEVER),
    ("parent", portal, EVERY),
    ("parent", question, EVERY),
    ("without gezag", portal, NEVER),
    ("without gezag", question, NEVER),
    ("unknown gezag", portal, NEVER),
    ("unknown gezag", question, EVERY),
]


@pytest.mark.parametrize("moment", range(len(MOMENTS)), ids=("recorded", "the day before", "the day itself", "later"))
def test_each_door_before_on_and_after_the_day(scene: Scene, moment: int) -> None:
    """No night has passed in between: the rule stands in the querysets, not in what the watch did."""
    leaves(scene.world)
    with clock.at(MOMENTS[moment]):
        clients = {who: sign_in(person) for who, person in scene.people.items()}
        got = {(who, door.__name__): clients[who].get(door(scene)).status_code for who, door, _gets in DOORS}
    assert got == {(who, door.__name__): gets[moment] for who, door, gets in DOORS}


def test_no_list_of_the_group_names_her_any_more(scene: Scene) -> None:
    leaves(scene.world)
    child = scene.world.pupil.last_name
    teacher = scene.people["teacher"]
    with clock.at(LEAVES - DAY):
        assert child in sign_in(teacher).get(reverse("pupils:groups")).content.decode()
    with clock.at(LEAVES):
        for who in ("teacher", "assistant", "substitute", "outsider"):
            client = sign_in(scene.people[who])
            for name in ("pupils:groups", "route:board", "route:start", "pupils:calendar"):
                assert child not in client.get(reverse(name), follow=True).content.decode()


def test_who_steers_the_school_finds_her_in_the_list_of_who_left(scene: Scene) -> None:
    leaves(scene.world)
    with clock.at(LEAVES):
        page = sign_in(scene.people["ib_er"]).get(reverse("pupils:groups")).content.decode()
    assert "Van school" in page
    assert page.count(scene.world.pupil.full_name) == 1


def test_the_specialist_whom_a_step_names_reads_no_more(world: World) -> None:
    person = make_staff(world.school, RoleKind.SPECIALIST, role="specialist")
    world.pupil.involved.create(case_id=1, role="specialist")
    assert Pupil.objects.visible_to(person).exists()
    leaves(world, TODAY)
    assert not Pupil.objects.visible_to(person).exists()


# --- Somebody from outside --------------------------------------------------------------------------------------------


def test_who_has_the_page_open_sends_nothing_any_more(scene: Scene) -> None:
    """And she reads plain words, with nothing of the child in them."""
    outsider, page = scene.people["outsider"], invited_page(scene)
    assert sign_in(outsider).get(page).status_code == 200
    leaves(scene.world, TODAY)
    answer = post(outsider, page, text="Doe het zo.")
    assert answer.status_code == 404
    assert "Deze bladzijde is gesloten" in answer.content.decode()
    assert scene.world.pupil.last_name not in answer.content.decode()
    assert not scene.item.advices.exists()


def test_an_invitation_that_was_not_used_opens_nothing(scene: Scene) -> None:
    outsider = make_person("Sigrid")
    Person.objects.filter(pk=outsider.pk).update(password="")
    Grant.objects.filter(item_id=scene.item.pk).update(person=outsider)
    way_in = make_invitation(outsider, scene.world.school, Invitation.Kind.OUTSIDER, actor=scene.people["ib_er"])
    leaves(scene.world)
    with clock.at(LEAVES - DAY):
        assert invitation_by_mail(pk=way_in.pk) is not None
    with clock.at(LEAVES):
        assert invitation_by_mail(pk=way_in.pk) is None


# --- A guardian -------------------------------------------------------------------------------------------------------


def test_a_guardian_who_answers_a_question_of_before_reads_that_nothing_is_asked(world: World) -> None:
    _case, _item, consent = asked(world)
    parent = world.guardians[0].person
    page = reverse("route:guardian_consent", args=[consent.pk])
    assert "Ja, dat mag" in sign_in(parent).get(page).content.decode()
    leaves(world, TODAY)
    answer = post(parent, page, answer="given")
    told = answer.content.decode()
    assert answer.status_code == 200
    assert SAYS in told
    assert "Ja, dat mag" not in told
    assert not ConsentAnswer.objects.exists()
    with pytest.raises(ChildLeft):
        answer_consent(consent.pk, answer="refused", actor=parent)


def test_her_portal_says_when_and_that_nothing_is_asked(world: World) -> None:
    asked(world)
    parent, other = world.guardians[0].person, make_guardian(world.pupil, "no").person
    leaves(world)
    with clock.at(LEAVES - DAY):
        start = sign_in(parent).get(reverse("route:guardian_start")).content.decode()
        assert SAYS not in start
        assert "Lezen en kiezen" in start
    with clock.at(LEAVES):
        for name, more in (("route:guardian_start", []), ("route:guardian_child", [world.pupil.pk])):
            page = sign_in(parent).get(reverse(name, args=more)).content.decode()
            assert f"Sam is sinds 12 maart 2026 {SAYS}" in page
            assert "Lezen en kiezen" not in page
            assert "Verre School" not in page  # where she went is not for every guardian to find
        assert SAYS not in sign_in(other).get(reverse("route:guardian_start")).content.decode()


def test_a_yes_is_still_taken_back(scene: Scene) -> None:
    """AVG 7.3: as easily as it was given, also when nothing rests on it any more."""
    parent, page = scene.people["parent"], question(scene)
    leaves(scene.world, TODAY)
    assert "Toestemming intrekken" in sign_in(parent).get(page).content.decode()
    post(parent, page, answer="withdrawn")
    assert ConsentAnswer.objects.filter(consent=scene.consent, answer="withdrawn").count() == 1
    assert [one.title for one in waiting_for(scene.people["ib_er"])] == [ROW]


# --- What ends --------------------------------------------------------------------------------------------------------


def _occasion(world: World) -> None:
    version = world.school.involved_by
    Occasion.objects.create(
        school=world.school, sop_version=version, pupil=world.pupil, entry="child", what="pupil_talk", name="Gesprek",
        period=TODAY, due_on=TODAY + 9 * DAY, appears_on=TODAY, owner_role=world.sop.roles_of_kind(RoleKind.IB_ER)[0],
    )  # fmt: skip


def _term(case: Case) -> None:
    Deadline.objects.create(
        case=case, school=case.school, rule="step:zorgteam:x", name="Een termijn", owner_role="ib_er", meets="enter",
        started_by=1, started_on=TODAY, due_on=LEAVES, remind_on=LEAVES, sop_version=case.school.involved_by,
    )  # fmt: skip
    Task.objects.create(case=case, kind="plan_again", owner_role="ib_er", because=1, on=TODAY)


def _asks(world: World) -> int:
    rows = Guardian.objects.filter(pupil=world.pupil).select_related("pupil", "person")
    return sum(len(asked_of(guardian)) for guardian in rows)


def _waits(world: World) -> int:
    everybody = [world.of_kind(kind) for kind in (RoleKind.IB_ER, RoleKind.DIRECTOR, RoleKind.TEACHER)]
    rows = [one for person in everybody for one in waiting_for(person) if world.pupil.full_name in one.about]
    return sum(one.title != ROW for one in rows)


ENDS: dict[str, Callable[[World], int]] = {
    "what is shared": lambda _world: Grant.objects.live(clock.today()).count(),
    "talks to come": lambda _world: Item.objects.pending().count(),
    "questions that are waited for": lambda _world: Consent.objects.pending(clock.today()).count(),
    "what each guardian is asked": _asks,
    "terms that press": lambda _world: Deadline.objects.pressing().count(),
    "what the calendar asks of her": lambda _world: Occasion.objects.open().count(),
    "rows of start pages": _waits,
}


def test_what_ends_on_the_day_itself(scene: Scene) -> None:
    """Each is there until the day before, and gone on it; nothing ran in between."""
    world = scene.world
    _term(scene.case)
    _occasion(world)
    ask_consent(scene.case.pk, purpose=scene.consent.purpose, actor=scene.people["ib_er"])
    leaves(world)
    before = {what: count(world) for what, count in ENDS.items()}
    assert all(before.values()), before
    with clock.at(LEAVES - DAY):
        assert {what: count(world) for what, count in ENDS.items()} == before
    with clock.at(LEAVES):
        assert {what: count(world) for what, count in ENDS.items()} == dict.fromkeys(ENDS, 0)


def test_the_form_says_what_will_end_and_of_whom(scene: Scene) -> None:
    _term(scene.case)
    ask_consent(scene.case.pk, purpose=scene.consent.purpose, actor=scene.people["ib_er"])
    number = Grant.objects.live(TODAY).filter(pupil=scene.world.pupil).count()
    url = reverse("pupils:leave_school", args=[scene.world.pupil.pk])
    page = sign_in(scene.people["ib_er"]).get(url).content.decode()
    assert f"{number} mensen van buiten lezen niet meer mee" in page
    assert scene.people["outsider"].name in page
    assert "vragen en uitnodigingen aan ouders vervallen" in page
    assert "De bespreking van 16 maart 2026 gaat van de agenda" in page
    assert "termijnen en taken vervallen" in page
    assert "De casus blijft open tot hij gesloten wordt" in page


def test_the_night_tells_who_was_invited_and_ends_what_was_shared_once(scene: Scene) -> None:
    leaves(scene.world)
    sweep(LEAVES - DAY)
    assert Grant.objects.filter(ended_on=None).exists()
    done = sweep(LEAVES)
    assert done["caseflow.route.departing.end_for_who_left"] > 1
    assert not Grant.objects.filter(ended_on=None).exists()
    assert Item.objects.get(pk=scene.item.pk).state == Item.TAKEN_OFF
    assert Notice.objects.filter(kind="meeting_cancelled", recipient=scene.people["outsider"]).count() == 1
    assert CaseEvent.objects.filter(case_id=scene.case.pk, kind="take_off_agenda", actor_id=None).count() == 1
    assert sweep(LEAVES)["caseflow.route.departing.end_for_who_left"] == 0


def test_recorded_on_the_day_itself_they_hear_at_once(scene: Scene) -> None:
    leaves(scene.world, TODAY)
    assert Item.objects.get(pk=scene.item.pk).state == Item.TAKEN_OFF
    assert Notice.objects.filter(kind="meeting_cancelled").exists()
    assert not Grant.objects.filter(ended_on=None).exists()
    deliver_waiting()
    off = {one.to[0]: str(one.body) for one in mail.outbox if "gaat niet door" in one.subject}
    leads = {who: "/afspraken/" in off[scene.people[who].email] for who in ("teacher", "ib_er", "parent", "outsider")}
    assert leads == {"teacher": False, "ib_er": True, "parent": True, "outsider": False}  # to nobody's closed door
    assert "Er staat geen link bij deze mail: je leest niet meer mee" in off[scene.people["teacher"].email]


def test_nobody_is_reminded_or_chased_by_the_watch(scene: Scene) -> None:
    ask_consent(scene.case.pk, purpose=scene.consent.purpose, actor=scene.people["ib_er"])
    Consent.objects.update(remind_on=LEAVES)
    _term(scene.case)
    leaves(scene.world)
    sent_before = Notice.objects.count()
    for day in (LEAVES, LEAVES + 30 * DAY):
        sweep(day)
    told = Notice.objects.order_by("pk")[sent_before:]
    assert {one.kind for one in told} <= {"meeting_cancelled"}


def test_a_letter_that_asks_something_is_printed_no_more(world: World) -> None:
    parent = world.guardians[0].person
    Person.objects.filter(pk=parent.pk).update(email=None)
    asked(world)
    ib_er = world.of_kind(RoleKind.IB_ER)
    kinds = {notice.kind for post in letters_waiting(world.school, actor=ib_er) for notice in [post.notice]}
    assert "consent_asked" in kinds
    leaves(world, TODAY)
    kinds = {notice.kind for post in letters_waiting(world.school, actor=ib_er) for notice in [post.notice]}
    assert "consent_asked" not in kinds


REFUSED: dict[str, Callable[[World, Case], Any]] = {
    "plan a talk": lambda world, case: plan_item(
        case.pk, on=TODAY + DAY, question="x", actor=world.of_kind(RoleKind.IB_ER)
    ),
    "ask": lambda world, case: ask_consent(case.pk, actor=world.of_kind(RoleKind.IB_ER)),
    "draw up an OPP": lambda world, case: draw_up_opp(case.pk, **OPP, actor=world.of_kind(RoleKind.IB_ER)),
    "extend a term": lambda world, case: cases.extend_term(case.pk, reason="x", actor=world.of_kind(RoleKind.DIRECTOR)),
    "open a case": lambda world, case: cases.open_case(world.pupil.pk, reason="x", actor=world.of_kind(RoleKind.IB_ER)),
}


@pytest.mark.parametrize("what", REFUSED)
def test_nothing_new_begins(world: World, what: str) -> None:
    case = case_at(world, "zorgteam")
    leaves(world, TODAY)
    with pytest.raises(ChildLeft):
        REFUSED[what](world, case)


def test_a_step_onwards_is_no_way_out_any_more(world: World) -> None:
    case = case_at(world, "hgw")
    leaves(world, TODAY)
    with pytest.raises(SomeoneWasFirst):
        cases.take_exit(case.pk, "leerlingbespreking", actor=world.of_kind(RoleKind.IB_ER))


# --- An open case -----------------------------------------------------------------------------------------------------

LEFT = f"close-{Ending.LEFT_SCHOOL}"


def test_the_ib_er_sees_that_the_case_is_open_and_closes_it(world: World) -> None:
    case, ib_er, director = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.DIRECTOR)
    leaves(world)
    exit_page = reverse("route:exit", args=[case.pk, LEFT])
    assert ROW not in {one.title for one in waiting_for(ib_er)}
    assert sign_in(ib_er).get(exit_page).status_code == 302  # there is no such way yet
    with clock.at(LEAVES):
        assert [one.title for one in waiting_for(ib_er)] == [ROW]
        assert ROW not in {one.title for one in waiting_for(director)}
        page = sign_in(ib_er).get(reverse("route:case", args=[case.pk])).content.decode()
        assert exit_page in page
        assert "is sinds 12 maart 2026 van school" in page
        assert "Naar: De Verre School in Ons Dorp." in page
        assert reverse("route:exit", args=[case.pk, "opp"]) not in page
        assert "De laatste stap: " in page
        assert "Het laatste plan" in page
        involved = page.split("Betrokken")[1].split("</dl>")[0]
        assert ib_er.name in involved
        assert world.of_kind(RoleKind.TEACHER).name not in involved
        post(ib_er, exit_page, reason="Verhuisd naar Ons Dorp.", seen_visit=1)
    closed = Case.objects.get(pk=case.pk)
    assert (closed.state, closed.ending, closed.closed_on) == (State.CLOSED, Ending.LEFT_SCHOOL, LEAVES)
    told = CaseEvent.objects.get(case_id=case.pk, kind="close")
    assert (told.actor_id, told.data["ending"], told.texts["reason"]) == (
        ib_er.pk, "left_school", "Verhuisd naar Ons Dorp.",
    )  # fmt: skip
    assert told.sop_version_id
    assert told.data["findings"]
    with clock.at(LEAVES):
        assert waiting_for(ib_er) == []
        assert "van school gegaan" in sign_in(ib_er).get(reverse("route:case", args=[case.pk])).content.decode()


def test_where_nobody_is_ib_er_the_director_sees_it(world: World) -> None:
    case_at(world, "zorgteam")
    world.of_kind(RoleKind.IB_ER).roles.all().delete()
    director = world.of_kind(RoleKind.DIRECTOR)
    record_departure(world.pupil.pk, on=TODAY, where_to="elders", actor=director)
    assert ROW in {one.title for one in waiting_for(director)}


def test_the_ending_is_taken_by_nobody_before_the_child_left(world: World) -> None:
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    leaves(world)
    with pytest.raises(SomeoneWasFirst):
        cases.take_exit(case.pk, LEFT, actor=ib_er, reason="x")
    with clock.at(LEAVES):
        with pytest.raises(Case.DoesNotExist):
            cases.take_exit(case.pk, LEFT, actor=world.of_kind(RoleKind.TEACHER), reason="x")
        cases.take_exit(case.pk, LEFT, actor=ib_er, reason="x")


def test_leaving_is_no_way_round_the_admission_by_another_school(world: World) -> None:
    """Floor rule 12: where a place elsewhere is sought, the case stays the school's until that school admits."""
    case_at(world, "hgw", world.new_pupil())  # so that no case has the number of its referral by chance
    desk_case, ib_er = sent(world), world.of_kind(RoleKind.IB_ER)
    case = Case.objects.get(referrals__handover=desk_case.handover)
    leaves(world, TODAY)
    with pytest.raises(Refused) as refused:
        cases.take_exit(case.pk, LEFT, actor=ib_er, reason="x")
    assert {one.floor for one in refused.value.findings if not one.met} == {12}
    cases.record_admission(case.pk, school="De Verre School", on=TODAY, actor=ib_er)
    assert cases.take_exit(case.pk, LEFT, actor=ib_er, reason="x").ending == Ending.LEFT_SCHOOL
    client, page = sign_in(world.desk), reverse("route:desk_case", args=[desk_case.pk])
    assert "ingetrokken" in client.get(page).content.decode()
    assert desk_case.question not in client.get(page).content.decode()
    assert client.get(reverse("route:desk_answer", args=[desk_case.pk])).url == page
    assert "Ingetrokken door de school" in client.get(reverse("route:desk_inbox")).content.decode()


@pytest.mark.parametrize("path", [*REAL.glob("*.yaml"), *sorted(SCHOOLS.glob("*.yaml"))], ids=lambda path: path.stem)
def test_from_every_step_who_steers_the_school_closes_by_how_the_child_left(path: Path) -> None:
    """Whatever its SOP asks there, and whoever decides on its own ending: only the law is asked still."""
    sop = sop_of(path.read_text(encoding="utf-8"))
    steering, law = sop.roles_of_kind(*SCHOOL_WIDE), LAW.asks("close", TODAY)
    for track, step, leaving in product(sop.tracks, sop.steps, Pupil.Leaving.values):
        gone = Pupil(left_on=TODAY, leaving=leaving)
        case = Case(pupil=gone, step=step, track=track, admitted_on=TODAY)
        ways = exits_of(case, sop)
        assert leaving in {way.close for way in ways} <= {leaving, *ADMITTED_ELSEWHERE}
        assert {roles_for_exit(sop, step, way) for way in ways} == {steering}
        assert {asked_for_exit(sop, step, way, TODAY) for way in ways} == {law}


def test_it_closes_where_a_teacher_decides_and_where_documents_are_asked() -> None:
    """A SOP's own ending by its step's owner, and one of no SOP from a step with a report that nobody writes now."""
    for path, step, track, leaving in (
        (SCHOOLS / "de-kleine-beer.yaml", "in_de_klas", "main", "moved"),
        (REAL / "kbs-crescendo.yaml", "dyslexie_niveau_1", "dyslexie", "deceased"),
    ):
        world = make_world(path)
        Pupil.objects.update(enrolled_on=date(2022, 8, 1))
        case, steers = case_at(world, step, track=track), world.people[world.sop.roles_of_kind(*SCHOOL_WIDE)[0]]
        record_departure(world.pupil.pk, on=TODAY, where_to="x", leaving=leaving, actor=steers)
        post(steers, reverse("route:exit", args=[case.pk, f"close-{leaving}"]), reason="x", seen_visit=1)
        assert Case.objects.get(pk=case.pk).ending == leaving


def test_an_opp_is_ended_first_by_who_sees_the_school_whatever_the_step_says(world: World) -> None:
    """Its owner may be the teacher, who does not see the child any more."""
    case, ib_er = case_at(world, "opp"), world.of_kind(RoleKind.IB_ER)
    owner = world.people[world.sop.steps["opp"].owner[0]]
    draw_up_opp(case.pk, **OPP, actor=owner)
    director = world.of_kind(RoleKind.DIRECTOR)
    with pytest.raises(NotYourHand):
        end_opp(case.pk, reason="x", talked_over_on=TODAY, actor=director)
    leaves(world, TODAY)
    with pytest.raises(Refused):
        cases.take_exit(case.pk, LEFT, actor=ib_er, reason="x")
    end_opp(case.pk, reason="Van school.", talked_over_on=TODAY, actor=director)
    assert cases.take_exit(case.pk, LEFT, actor=ib_er, reason="x").state == State.CLOSED


def test_the_desk_keeps_what_was_referred_to_it_and_answers(world: World) -> None:
    desk_case, gone = sent(world, asks="advice"), "Dit kind is sinds 9 maart 2026 geen leerling meer van deze school."
    pages = [reverse("route:desk_case", args=[desk_case.pk]), reverse("route:desk_answer", args=[desk_case.pk])]
    desk = sign_in(world.desk)
    assert [gone in desk.get(page).content.decode() for page in pages] == [False, False]
    leaves(world, TODAY)
    told = [desk.get(page).content.decode() for page in pages]
    assert [gone in page for page in told] == [True, True]
    assert "van school</span>" in desk.get(reverse("route:desk_inbox")).content.decode()
    assert not any("Verre School" in page for page in told)  # the day, and nothing else
    (event,) = CaseEvent.objects.filter(kind="tell_desk_gone")
    assert (event.case_id, event.data["gone_on"]) == (Referral.objects.get().case_id, "2026-03-09")
    answer_referral(desk_case.pk, reply="advice", grounds="Een kleinere groep.", actor=world.desk)
    assert DeskCase.objects.get(pk=desk_case.pk).reply == "advice"
    assert gone not in desk.get(pages[0]).content.decode()


def test_the_desk_hears_of_it_on_its_day_and_when_it_is_taken_back(world: World) -> None:
    """It stands in the desk's own copy: the day alone, and nothing of it any more once the child is here."""
    sent(world)
    leaves(world)
    assert DeskCase.objects.get().gone_on is None
    with clock.at(LEAVES):
        for _run in range(2):
            sweep(LEAVES)
            assert DeskCase.objects.get().gone_on == LEAVES
        record_return(world.pupil.pk, on=LEAVES, why="x", actor=world.of_kind(RoleKind.IB_ER))
        assert DeskCase.objects.get().gone_on is None
    told = CaseEvent.objects.filter(kind__startswith="tell_desk").order_by("pk")
    assert list(told.values_list("kind", flat=True)) == ["tell_desk_gone", "tell_desk_back"]


def test_a_referral_that_lies_before_the_guardians_is_not_asked_of_them_any_more(world: World) -> None:
    referral, parent = shown(world), world.guardians[0].person
    page = reverse("route:guardian_referral", args=[referral.pk])
    assert "Voeg mijn kijk toe" in sign_in(parent).get(page).content.decode()
    leaves(world, TODAY)
    told = post(parent, page, view="Ik wil dit niet.").content.decode()
    assert SAYS in told
    assert "Voeg mijn kijk toe" not in told
    assert not referral.views.with_word().exclude(viewed_on=None).exists()


# --- Recording it -----------------------------------------------------------------------------------------------------


def test_it_is_an_event_with_who_when_where_to_and_what_it_was_before(world: World) -> None:
    leaves(world)
    leaves(world, TODAY)  # another day
    first, second = CaseEvent.objects.filter(kind="record_departure").order_by("pk")
    ib_er = world.of_kind(RoleKind.IB_ER)
    assert (first.actor_id, first.pupil_id, first.on) == (ib_er.pk, world.pupil.pk, TODAY)
    assert (first.data["left_on"], first.data["before"]) == (LEAVES.isoformat(), None)
    assert first.texts == {"where_to": "De Verre School in Ons Dorp"}
    assert (second.data["left_on"], second.data["before"]) == (TODAY.isoformat(), LEAVES.isoformat())


def test_only_who_steers_the_school_records_it(world: World) -> None:
    case_at(world, "hgw")
    teacher, url = world.of_kind(RoleKind.TEACHER), reverse("pupils:leave_school", args=[world.pupil.pk])
    assert sign_in(teacher).get(url).status_code == 404
    assert url not in sign_in(teacher).get(reverse("pupils:pupil", args=[world.pupil.pk])).content.decode()
    assert (
        url
        in sign_in(world.of_kind(RoleKind.DIRECTOR))
        .get(reverse("pupils:pupil", args=[world.pupil.pk]))
        .content.decode()
    )
    post(world.of_kind(RoleKind.DIRECTOR), url, on=TODAY.isoformat(), leaving="moved", where_to="De Verre School")
    assert Pupil.objects.get(pk=world.pupil.pk).left_on == TODAY


@pytest.mark.parametrize(
    ("on", "enrolled"),
    [(date(2022, 7, 31), date(2022, 8, 1)), (TODAY + timedelta(days=400), date(2022, 8, 1)), (TODAY, None)],
    ids=["before it was enrolled", "a year too far", "never enrolled"],
)
def test_a_day_that_cannot_be_is_refused(world: World, on: date, enrolled: date | None) -> None:
    Pupil.objects.update(enrolled_on=enrolled)
    with pytest.raises(Invalid):
        leaves(world, on)
    assert not CaseEvent.objects.filter(kind="record_departure").exists()


def test_before_the_day_it_is_taken_back_as_if_it_had_not_been(scene: Scene) -> None:
    leaves(scene.world)
    with clock.at(LEAVES - DAY):
        url = reverse("pupils:come_back", args=[scene.world.pupil.pk])
        assert "Er is nog niets veranderd" in sign_in(scene.people["ib_er"]).get(url).content.decode()
        post(scene.people["ib_er"], url, why="Het gaat toch niet door.")
    with clock.at(LEAVES):
        sweep(LEAVES)
        assert Grant.objects.live(LEAVES).exists()
        assert sign_in(scene.people["teacher"]).get(pupils_page(scene)).status_code == 200
        assert Item.objects.pending().exists()
    assert Pupil.objects.get(pk=scene.world.pupil.pk).enrolled_on == date(2022, 8, 1)


def test_a_slip_is_put_right_and_what_was_shared_does_not_come_back_by_itself(scene: Scene) -> None:
    _term(scene.case)
    asked_again = ask_consent(scene.case.pk, purpose=scene.consent.purpose, actor=scene.people["ib_er"])
    leaves(scene.world, TODAY)
    url = reverse("pupils:come_back", args=[scene.world.pupil.pk])
    page = sign_in(scene.people["ib_er"]).get(url).content.decode()
    assert "1 vraag aan ouders wacht dan weer op antwoord" in page
    assert "Dan geldt geen toestemming van voor het vertrek meer" in page
    assert "herinneringen" not in page  # its talk is off the agenda
    lay = Paper.objects.create(
        case=scene.case, key="x", name="x", visit=1, number=1, signature=Paper.AGREED, started_on=TODAY, ready_on=TODAY,
        state=Paper.LAID, laid_on=TODAY, remind_on=TODAY,
    )  # fmt: skip
    page = sign_in(scene.people["ib_er"]).get(url).content.decode()
    assert "Over 1 vraag, plan, document of verwijzing krijgen ouders dan weer herinneringen." in page
    Paper.objects.filter(pk=lay.pk).update(remind_on=None)  # a school that does it by telephone
    assert "herinneringen" not in sign_in(scene.people["ib_er"]).get(url).content.decode()
    assert "termijnen en taken lopen dan weer" in page
    assert "komt niet vanzelf terug op de agenda" in page
    assert "lezen niet vanzelf weer mee" in page
    post(scene.people["ib_er"], url, on=TODAY.isoformat(), group_id=scene.world.group.pk, why="Verkeerd kind.")
    pupil = Pupil.objects.get(pk=scene.world.pupil.pk)
    assert (pupil.left_on, pupil.enrolled_on) == (None, date(2022, 8, 1))
    assert sign_in(scene.people["teacher"]).get(case_page(scene)).status_code == 200
    assert sign_in(scene.people["outsider"]).get(invited_page(scene)).status_code == 404
    assert CaseEvent.objects.get(kind="record_return").texts == {"why": "Verkeerd kind."}
    assert list(Consent.objects.pending(TODAY)) == [asked_again]


def test_a_child_that_comes_back_is_enrolled_anew_in_the_group_that_was_chosen(scene: Scene) -> None:
    leaves(scene.world, TODAY)
    other: Group = make_group(scene.world.school)
    new = make_staff(scene.world.school, RoleKind.TEACHER, other)
    back = TODAY + 200 * DAY
    with clock.at(back):
        with pytest.raises(Invalid):
            record_return(scene.world.pupil.pk, on=TODAY - DAY, why="x", group_id=other.pk, actor=scene.people["ib_er"])
        record_return(scene.world.pupil.pk, on=back, why="Terug.", group_id=other.pk, actor=scene.people["ib_er"])
        pupil = Pupil.objects.get(pk=scene.world.pupil.pk)
        assert (pupil.left_on, pupil.enrolled_on, pupil.group_id) == (None, back, other.pk)
        assert Pupil.objects.readable_by(new).filter(pk=pupil.pk).exists()
        assert not Pupil.objects.readable_by(scene.people["teacher"]).filter(pk=pupil.pk).exists()


def test_what_was_agreed_before_a_child_was_gone_is_asked_again_when_it_is_back(scene: Scene) -> None:
    """Whoever agreed then knows nothing of now; a slip that is put right keeps it, and so does an enrolment."""
    parent, ib_er, pupil = scene.people["parent"], scene.people["ib_er"], scene.world.pupil
    unanswered = ask_consent(scene.case.pk, purpose=scene.consent.purpose, actor=ib_er)
    Pupil.objects.update(enrolled_on=TODAY)  # what was asked in its aanmelding counts on
    leaves(scene.world, TODAY + DAY)
    with clock.at(TODAY + DAY):
        record_return(pupil.pk, on=TODAY + DAY, why="Verkeerd kind.", actor=ib_er)
        assert Consent.objects.live(TODAY + DAY).filter(pk=scene.consent.pk).exists()
        leaves(scene.world, TODAY + DAY)
    back = TODAY + 60 * DAY
    with clock.at(back):
        record_return(pupil.pk, on=back, why="Terug.", actor=ib_er)
        assert not Consent.objects.live(back).exists()
        assert not Consent.objects.pending(back).exists()
        assert {one.word for one in Consent.objects.with_word(back)} == {"expired"}
        with pytest.raises(Invalid):
            answer_consent(unanswered.pk, answer="given", actor=parent)
        assert "en is voorbij" in sign_in(parent).get(question(scene)).content.decode()
        assert not asked_of(Guardian.objects.get(person=parent))
        assert "geldt tot en met 7 mei 2026" in sign_in(ib_er).get(case_page(scene)).content.decode()
        anew = ask_consent(scene.case.pk, purpose=scene.consent.purpose, actor=ib_er)
        assert list(Consent.objects.pending(back)) == [anew]


def test_nothing_new_is_offered_for_who_left(world: World) -> None:
    """On the board she says what is to do with her case, and cannot be put on an agenda; her page begins nothing."""
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    board, own = reverse("route:board"), reverse("pupils:pupil", args=[world.pupil.pk])
    tick, begins = f'name="case" value="{case.pk}"', ("Begin een HGW-cyclus", "Wat zie je?", "Uitnodigingsbrief")
    before = sign_in(ib_er).get(own).content.decode()
    assert all(offer in before for offer in begins)
    assert tick in sign_in(ib_er).get(board).content.decode()
    leaves(world, TODAY)
    after, listed = sign_in(ib_er).get(own).content.decode(), sign_in(ib_er).get(board).content.decode()
    assert [offer for offer in begins if offer in after] == []
    assert tick not in listed
    assert "van school</span>" in listed
    assert "Sluit de casus" in listed


def test_no_form_that_begins_something_opens_by_its_address(world: World) -> None:
    """The one rule is Pupil.objects.to_begin; what was carried out is still counted and evaluated."""
    ib_er, pk = world.of_kind(RoleKind.IB_ER), world.pupil.pk
    plan = ("Mee", "Nodig", "Juf", 20, 2, TODAY - DAY)
    begun, cycle = start_intervention(pk, *plan, actor=ib_er), start_hgw_cycle(pk, actor=ib_er)
    leaves(world, TODAY)
    client = sign_in(ib_er)
    begins = [reverse(f"pupils:{name}", args=[pk]) for name in ("observe", "intervene", "insight")]
    begins += [reverse("route:open_case", args=[pk]), reverse("pupils:hgw_phase", args=[cycle.pk])]
    assert {url: client.get(url).status_code for url in begins} == dict.fromkeys(begins, 404)
    for command in (
        lambda: log_observation(pk, TODAY, "taal", "Leest.", actor=ib_er),
        lambda: start_intervention(pk, *plan, actor=ib_er),
        lambda: note_insight(pk, "stimulates", "leren", "Rust", actor=ib_er),
        lambda: advance_hgw_cycle(cycle.pk, "x", actor=ib_er),
    ):
        with pytest.raises(Http404):
            command()
    with pytest.raises(Invalid):
        record_session(begun.pk, TODAY, actor=ib_er)
    assert record_session(begun.pk, TODAY - DAY, actor=ib_er)
    assert record_effect(begun.pk, "Het hielp.", actor=ib_er).effect


# --- A child that died ------------------------------------------------------------------------------------------------


def test_nobody_at_home_hears_anything_of_a_child_that_died(scene: Scene) -> None:
    """No mail, no letter, no reminder and no calendar, from the moment it is recorded; colleagues hear as ever."""
    parent, ib_er, pupil = scene.people["parent"], scene.people["ib_er"], scene.world.pupil
    on_paper = make_guardian(pupil, "yes").person
    Person.objects.filter(pk=on_paper.pk).update(email=None)
    deliver_waiting()
    mail.outbox.clear()
    ask_consent(scene.case.pk, purpose=scene.consent.purpose, actor=ib_er)
    url = reverse("pupils:leave_school", args=[pupil.pk])
    ahead = post(ib_er, url, on=LEAVES.isoformat(), leaving="deceased").content.decode()
    assert "Deze dag is nog niet geweest" in ahead
    post(ib_er, url, on=TODAY.isoformat(), leaving="deceased")
    sweep(TODAY)
    with clock.at(LEAVES):
        sweep(LEAVES)
        deliver_waiting()
        assert letters_waiting(scene.world.school, actor=ib_er) == []
        to = {address for one in mail.outbox for address in one.to}
        assert ib_er.email in to
        assert to.isdisjoint(Guardian.objects.filter(pupil=pupil).values_list("person__email", flat=True))
        assert appointments_of(parent, LEAVES) == []
        home = sign_in(parent).get(portal(scene)).content.decode()
        assert "Hier leest u wat de school over Sam bewaart." in home
        assert SAYS not in home
        assert "Om te lezen" in home
        promises = ("(nu hier)", "Waar uw kind nu is", "De school bekijkt", "volgende-school/")
        assert [said for said in promises if said in home] == []
        assert sign_in(parent).get(reverse("route:guardian_growing_next", args=[scene.case.pk])).status_code == 404
        asked_once = sign_in(parent).get(question(scene)).content.decode()
        assert "Wat al is besproken, blijft in het dossier staan" in asked_once
        assert "gesprek dat nog moet komen" not in asked_once


def test_a_child_that_dies_before_it_is_enrolled(world: World) -> None:
    """No departure can be recorded of it, but that can; its aanmelding closes by it, and no parent hears anything."""
    Pupil.objects.update(enrolled_on=None)
    case, ib_er = case_at(world, "aanmelding"), world.of_kind(RoleKind.IB_ER)
    own, url = (reverse(f"pupils:{name}", args=[world.pupil.pk]) for name in ("pupil", "leave_school"))
    client = sign_in(ib_er)
    assert "Is dit kind overleden?" in client.get(own).content.decode()
    page = client.get(url).content.decode()
    assert "Je legt hier alleen vast dat het is overleden" in page
    assert "Verhuisd" not in page
    with pytest.raises(Invalid):
        leaves(world, world.pupil.born_on - DAY, leaving="deceased")
    post(ib_er, url, on=TODAY.isoformat(), leaving="deceased")
    assert "Sam is op 9 maart 2026 overleden." in client.get(own).content.decode()
    assert [way.key for way in exits_of(Case.objects.get(pk=case.pk), world.sop)] == ["close-deceased"]
    post(ib_er, reverse("route:exit", args=[case.pk, "close-deceased"]), reason="x", seen_visit=1)
    assert Case.objects.get(pk=case.pk).ending == Ending.DECEASED
    to = Notice.objects.values_list("recipient", flat=True)
    assert not set(to) & {guardian.person_id for guardian in world.guardians}
    record_return(world.pupil.pk, on=TODAY, why="Verkeerd kind.", actor=ib_er)
    assert Pupil.objects.get(pk=world.pupil.pk).enrolled_on is None


def test_staff_read_that_a_child_died_and_close_when_they_are_ready(world: World) -> None:
    """Nothing more is asked of the parents for it, and no other school has to admit her."""
    case, ib_er = case_at(world, "opp"), world.of_kind(RoleKind.IB_ER)
    draw_up_opp(case.pk, **OPP, actor=world.people[world.sop.steps["opp"].owner[0]])
    leaves(world, TODAY, leaving="deceased")
    client = sign_in(ib_er)
    own = client.get(reverse("pupils:pupil", args=[world.pupil.pk])).content.decode()
    assert "Sam is op 9 maart 2026 overleden." in own
    assert "Laatste stap: " in own
    assert "Nu bij: " not in own
    assert "Toch op school" not in own
    assert (
        "Vastgelegd dat de leerling is overleden" in client.get(reverse("route:case", args=[case.pk])).content.decode()
    )
    assert "overleden</span>" in client.get(reverse("route:board")).content.decode()
    (row,) = waiting_for(ib_er)
    assert row.title == "Dit kind is overleden, en de casus is nog open: sluit hem als je zover bent"
    post(ib_er, reverse("route:act", args=[case.pk, "end_opp"]), reason="Overleden.")
    post(ib_er, reverse("route:exit", args=[case.pk, "close-deceased"]), reason="x", seen_visit=1)
    assert Case.objects.get(pk=case.pk).ending == Ending.DECEASED
    post(ib_er, reverse("pupils:come_back", args=[world.pupil.pk]), group_id=world.group.pk, why="Verkeerd kind.")
    pupil = Pupil.objects.get(pk=world.pupil.pk)
    assert (pupil.left_on, pupil.leaving, pupil.enrolled_on) == (None, "left_school", date(2022, 8, 1))
