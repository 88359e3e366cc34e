"""Undoing the last step: by who took it, for 24 hours, while nothing rests on it (issue 6)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.route.commands import case as cases
from caseflow.route.commands.talk import inform_guardians
from caseflow.route.commands.undo import undo_step
from caseflow.route.models import Case, Deadline, Establishment, Invitation, Item
from caseflow.route.rebuilding import differences
from caseflow.route.ruling import NotYourStep, SomeoneWasFirst, StepStands
from caseflow.route.undoing import RESTS, last_step, offer_to
from pupils.commands.information import inform_without_gezag
from pupils.models import Grant, Involved, Person, Pupil, RoleAssignment
from tests.cast import make_grant
from tests.law.school import START, TEXT, Story, later
from tests.walk.undone import fresh, picture
from tests.world import make_guardian, make_person, store_version

pytestmark = pytest.mark.django_db
NOON = datetime(START.year, START.month, START.day, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def story():
    with clock.at(NOON - timedelta(hours=1)):
        story = Story.begin()
    with clock.at(NOON):
        yield story


def undo(story: Story, actor: Person | None = None) -> Case:
    """As the page sends it: the number of the last step that stands."""
    step = last_step(story.case)
    assert step is not None
    return undo_step(story.case.pk, event=step.number, actor=actor or story.coach)


def adopt(story: Story, *changes: tuple[str, str]) -> None:
    """The school's SOP becomes another one, from today."""
    text = TEXT.replace('version: "floor"', 'version: "later"').replace("2024-08-01", START.isoformat())
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    store_version(story.world.school, text, adopted_on=START)


def events(story: Story) -> list[str]:
    return list(CaseEvent.objects.filter(chain=story.case.chain).order_by("number").values_list("kind", flat=True))


# --- What it does --------------------------------------------------------------------------------


def test_the_case_stands_where_the_step_left_it(story):
    before = picture(story.case, story.world.sop)
    with clock.at(NOON + timedelta(hours=2)):
        story.go("tafel")
        undo(story)
        assert picture(story.case, story.world.sop) == before
    assert fresh(story.case).step_since == START
    assert events(story) == ["open_case", "enter", "undo"]


def test_what_is_recorded(story):
    story.go("tafel")
    undo(story)
    event = CaseEvent.objects.get(kind="undo")
    assert (event.actor_id, event.role, event.sop_version_id is not None) == (story.coach.pk, "coach", True)
    assert (event.from_step, event.to_step) == ("tafel", "begin")
    assert (event.from_state, event.to_state) == ("zorgteam", "basisondersteuning")
    assert (event.data, event.texts) == ({"undoes": 2, "findings": []}, {})
    assert verify(story.case.chain) == []


def test_closing_is_undone(story):
    before = picture(story.case, story.world.sop)
    story.go("close-moved")
    offer = offer_to(story.coach, fresh(story.case))
    assert offer
    assert (offer.closed, offer.took_off, offer.ended_sharing) == (True, False, False)
    assert not fresh(story.case).is_open
    case = undo(story)
    assert (case.state, case.step, case.ending, case.closed_on) == ("basisondersteuning", "begin", "", None)
    assert picture(story.case, story.world.sop) == before


def test_what_was_established_is_no_more(story):
    story.go("grens")
    assert Establishment.objects.for_guardian(story.mother).exists()
    undo(story, story.baas)
    one = Establishment.objects.get()
    assert (one.ended_on, one.undone_on) == (START, START)
    assert not Establishment.objects.for_guardian(story.mother).exists()


def test_an_establishment_that_the_step_ended_stands_again(story):
    changed = (
        "      - {name: Andere school",
        "      - {name: Toch verder, to: begin, back: true, cite: x}\n      - {name: Andere school",
    )
    adopt(story, changed)
    story.go("grens")
    story.go("begin")
    assert not Establishment.objects.standing().exists()
    undo(story)
    assert Establishment.objects.standing().exists()
    story.go("begin")
    story.go("grens")  # established anew, and that is undone: the old one had ended before
    undo(story, story.baas)
    assert not Establishment.objects.standing().exists()


def test_two_steps_are_undone_one_after_another(story):
    before = picture(story.case, story.world.sop)
    story.go("tafel")
    story.go("begin")
    undo(story)
    assert fresh(story.case).step == "tafel"
    undo(story)
    assert picture(story.case, story.world.sop) == before
    assert [event.data["undoes"] for event in CaseEvent.objects.filter(kind="undo").order_by("number")] == [3, 2]


def test_then_another_way_is_taken_and_undone_as_well(story):
    before = picture(story.case, story.world.sop)
    story.go("tafel")
    undo(story)
    story.go("grens")
    assert (fresh(story.case).step, fresh(story.case).visits) == ("grens", 2)
    undo(story, story.baas)
    assert picture(story.case, story.world.sop) == before
    assert list(differences()) == []


def test_a_talk_is_not_brought_back(story):
    story.go("tafel")
    story.plan("buur")
    Invitation.objects.all().delete()  # whoever was invited hears that it is off, and then the step stands
    with clock.at(NOON + MINUTE):
        story.go("begin")
        undo(story)
        assert Item.objects.get().state == Item.TAKEN_OFF
        story.plan("buur")
    assert Item.objects.pending().count() == 1


def test_what_was_shared_stays_ended_when_a_case_is_open_again(story):
    story.go("tafel")
    story.plan("buur")
    story.invite()
    story.consent("given", "given")
    story.share()
    story.hold()
    with clock.at(NOON + MINUTE):
        story.go("close-moved")
        offer = offer_to(story.coach, fresh(story.case))
        assert offer
        assert offer.ended_sharing
        undo(story)
    assert not Grant.objects.filter(ended_on=None).exists()
    assert fresh(story.case).step == "tafel"


def test_who_a_step_names_sees_the_child_again(story):
    before = set(Involved.objects.values_list("case_id", "role"))
    story.go("tafel")
    undo(story)
    assert set(Involved.objects.values_list("case_id", "role")) == before


# --- Clocks --------------------------------------------------------------------------------

CLOCK = "    clocks:\n      - {name: %s, starts: enter, within: 4 weeks, is: at_most, cite: x}\n"


@pytest.fixture
def timed(story):
    """A school whose first two steps have a clock each."""
    exits, table = "    exits:\n      - {name: Praten", "    takes_part: [{role: buur}"
    adopt(story, (exits, CLOCK % "Kijken" + exits), (table, CLOCK % "Tafelen" + table))
    pupil = story.world.new_pupil()
    return Story(story.world, cases.open_case(pupil.pk, actor=story.coach, reason="zorgen"))


def test_clocks_run_as_if_nothing_happened(timed):
    first = Deadline.objects.get(case=timed.case)
    before = Deadline.objects.filter(case=timed.case).values().get()
    timed.go("tafel")
    first.refresh_from_db()
    assert first.met_on == START
    assert Deadline.objects.running().get(case=timed.case).name == "Tafelen"
    undo(timed)
    assert Deadline.objects.filter(case=timed.case).values().get() == before
    assert list(differences()) == []


def test_a_closed_case_has_its_clocks_again(timed):
    before = Deadline.objects.filter(case=timed.case).values().get()
    timed.go("close-moved")
    assert not Deadline.objects.running().filter(case=timed.case).exists()
    undo(timed)
    assert Deadline.objects.filter(case=timed.case).values().get() == before


# --- Who, and how long --------------------------------------------------------------------------------


@pytest.mark.parametrize(("after", "may"), [(24 * 60 - 1, True), (24 * 60, False)])
def test_for_twenty_four_hours(story, after, may):
    story.go("tafel")
    with clock.at(NOON + after * MINUTE):
        assert bool(offer_to(story.coach, story.case)) is may
        if may:
            assert undo(story).step == "begin"
            return
        with pytest.raises(StepStands, match="24 uur"):
            undo(story)


def test_nobody_else(story):
    story.go("tafel")
    assert offer_to(story.baas, story.case) is None
    for somebody in (story.baas, story.world.people["juf"]):
        with pytest.raises(NotYourStep, match="Alleen wie de stap zette"):
            undo(story, somebody)
    assert fresh(story.case).step == "tafel"


@pytest.mark.parametrize("who", ["mother", "desk", "stranger"])
def test_who_does_not_see_the_case_does_not_find_it(story, who):
    story.go("tafel")
    people = {"mother": story.mother, "desk": story.world.desk, "stranger": make_person("Iemand")}
    with pytest.raises(Case.DoesNotExist):
        undo(story, people[who])


def test_who_lost_her_role_meanwhile(story):
    coach = story.coach
    story.go("tafel")
    RoleAssignment.objects.filter(person=coach).update(ends_on=START - timedelta(days=1))
    with pytest.raises(Case.DoesNotExist):
        undo(story, coach)


# --- Two at once --------------------------------------------------------------------------------


def test_a_step_is_undone_once(story):
    story.go("tafel")
    story.go("begin")
    undo_step(story.case.pk, event=3, actor=story.coach)
    with pytest.raises(SomeoneWasFirst):  # the same button in another tab: the step before it is left alone
        undo_step(story.case.pk, event=3, actor=story.coach)
    assert fresh(story.case).step == "tafel"


def test_a_tab_that_knows_another_step(story):
    story.go("tafel")
    undo(story)
    story.go("tafel")
    with pytest.raises(SomeoneWasFirst):
        undo_step(story.case.pk, event=2, actor=story.coach)
    assert fresh(story.case).step == "tafel"


def test_a_case_that_only_was_opened_has_no_step(story):
    assert offer_to(story.coach, story.case) is None
    with pytest.raises(SomeoneWasFirst):
        undo_step(story.case.pk, event=1, actor=story.coach)


# --- What rests on it --------------------------------------------------------------------------------


def referred(story: Story) -> Person:
    with later(days=-400):
        story.hgw_cycle()
    story.ready("advice")
    story.go("bij_het_loket")
    return story.baas


def left_the_desk(story: Story) -> Person:
    referred(story)
    story.go("begin")
    return story.coach


def something_later(story: Story) -> Person:
    story.go("tafel")
    story.plan("buur")
    return story.coach


def guardians_were_told(story: Story) -> Person:
    story.go("tafel")
    tell(story, story.mother)
    return story.coach


def somebody_outside_was_told(story: Story) -> Person:
    story.go("tafel")
    tell(story, story.world.people["buur"])
    return story.coach


def a_colleague_who_is_her_mother_was_told(story: Story) -> Person:
    story.go("tafel")
    make_guardian(story.case.pupil, story.baas)
    tell(story, story.baas)
    return story.coach


def a_letter_went(story: Story) -> Person:
    story.go("tafel")
    other = make_guardian(story.case.pupil, make_person("Ouder zonder gezag"), "no")
    inform_without_gezag(other.pk, asked_on=START, facts="het gaat goed", actor=story.coach)
    return story.coach


def another_case(story: Story) -> Person:
    story.go("close-moved")
    cases.open_case(story.case.pupil_id, actor=story.coach, reason="toch weer")
    return story.coach


def the_step_is_gone(story: Story) -> Person:
    story.go("tafel")
    adopt(story, ("  begin:\n", "  eerst:\n"), ("first: begin", "first: eerst"), ("to: begin", "to: eerst"))
    return story.coach


def tell(story: Story, person: Person) -> None:
    told = {"kind": "decision_taken", "school_id": story.case.school_id, "case_id": story.case.pk}
    notify_many([NoticeSpec(key=f"told-{person.pk}", recipient_id=person.pk, **told)])


TABLE: list[tuple[Callable[[Story], Person], str]] = [
    (referred, "het loket heeft de verwijzing al"),
    (left_the_desk, "het loket heeft de vraag al niet meer"),
    (something_later, "er is daarna al iets vastgelegd"),
    (guardians_were_told, "er ging al bericht naar ouders of naar buiten de school"),
    (somebody_outside_was_told, "er ging al bericht naar ouders of naar buiten de school"),
    (a_colleague_who_is_her_mother_was_told, "er ging al bericht naar ouders of naar buiten de school"),
    (a_letter_went, "er ging al bericht naar ouders of naar buiten de school"),
    (another_case, "er is daarna een nieuwe casus geopend"),
    (the_step_is_gone, "het SOP van nu heeft de stap daarvoor niet meer"),
]


@pytest.mark.parametrize(("happened", "said"), TABLE, ids=lambda value: getattr(value, "__name__", ""))
def test_what_rests_on_a_step(story, happened, said):
    actor = happened(story)
    stood = fresh(story.case)
    offer = offer_to(actor, stood)
    assert offer is not None
    assert said in str(offer.why)
    with pytest.raises(StepStands, match=said):
        undo(story, actor)
    assert (fresh(story.case).state, fresh(story.case).step) == (stood.state, stood.step)


def test_the_table_knows_every_reason():
    said = {text for _happened, text in TABLE}
    assert all(any(text in str(words) for text in said) for _holds, words in RESTS[1:])


def test_a_copy_to_a_colleague_is_no_message_outside(story):
    story.go("tafel")
    tell(story, story.baas)
    assert undo(story).step == "begin"


def test_what_was_told_before_the_step_does_not_rest_on_it(story):
    inform_guardians(story.case.pk, how="gesprek", actor=story.coach)
    tell(story, story.mother)
    with clock.at(NOON + MINUTE):
        story.go("tafel")
        assert undo(story).step == "begin"


def test_an_observation_beside_the_case_does_not_rest_on_it(story):
    story.go("tafel")
    make_grant(make_person("Iemand"), Pupil.objects.get(pk=story.case.pupil_id))
    story.hgw_cycle()
    assert undo(story).step == "begin"
