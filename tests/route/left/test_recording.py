"""That a child left is recorded, put right, and told back when it returns."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.models import Item, Paper
from caseflow.route.portal import asked_of
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.departure import record_return
from pupils.errors import Invalid
from pupils.models import Consent, Grant, Group, Guardian, Pupil
from tests.cast import make_group, make_staff
from tests.route.left.scenes import (
    DAY,
    LEAVES,
    TODAY,
    Scene,
    a_term,
    case_page,
    invited_page,
    leaves,
    pupils_page,
    question,
)
from tests.route.stories import case_at, post, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db


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
    a_term(scene.case)
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


def test_what_a_no_ended_did_not_end_by_the_leaving(scene: Scene) -> None:
    answer_consent(scene.consent.pk, answer="withdrawn", actor=scene.people["parent"])
    leaves(scene.world, TODAY)
    url = reverse("pupils:come_back", args=[scene.world.pupil.pk])
    assert "vanzelf weer mee" not in sign_in(scene.people["ib_er"]).get(url).content.decode()


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
        assert "gold tot en met 7 mei 2026" in sign_in(ib_er).get(case_page(scene)).content.decode()
        anew = ask_consent(scene.case.pk, purpose=scene.consent.purpose, actor=ib_er)
        assert list(Consent.objects.pending(back)) == [anew]
