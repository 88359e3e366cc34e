"""The open case of a child that left: who closes it, and how; what was referred."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.commands import case as cases
from caseflow.route.commands.desk import answer_referral
from caseflow.route.hands import exits_of, roles_for_exit
from caseflow.route.models import Case, DeskCase, Referral
from caseflow.route.ruling import NotYourHand, Refused, SomeoneWasFirst
from caseflow.route.watch import sweep
from caseflow.sop.judging import asked_for_exit
from caseflow.sop.law import LAW
from caseflow.sop.vocabulary import ADMITTED_ELSEWHERE, SCHOOL_WIDE, Ending, RoleKind, State
from opp.commands.perspective import draw_up_opp, end_opp
from pupils.commands.departure import record_departure, record_return
from pupils.models import Pupil
from pupils.waiting import waiting_for
from tests.route.left.scenes import LEAVES, LEFT, OPP, ROW, SAYS, TODAY, leaves
from tests.route.stories import case_at, post, sent, shown, sign_in
from tests.world import REAL, SCHOOLS, World, make_world, sop_of

pytestmark = pytest.mark.django_db


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
        where_to = "" if leaving == "deceased" else "x"
        record_departure(world.pupil.pk, on=TODAY, where_to=where_to, leaving=leaving, actor=steers)
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
