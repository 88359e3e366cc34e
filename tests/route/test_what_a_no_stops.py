"""A "no" is to these people hearing of the child: it stops what rests on a yes to them, whenever it counts."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.models import Notice
from caseflow.route.arranging import carriers_possible
from caseflow.route.asking import waits_for_parents
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.commands.helping import set_carriers
from caseflow.route.commands.support import decide_arrangement, propose_arrangement
from caseflow.route.commands.talk import hold_item, invite_guardians, plan_item, share_item, take_off_agenda
from caseflow.route.models import Arrangement, Case, Item, Task
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.gezag import Shown, record_gezag
from pupils.models import Consent, Grant, Guardian, Proof, SopVersion
from tests.cast import make_person
from tests.route.stories import QUESTION, asked, case_at, crescendo, shared, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)
HELP, PURPOSE = "poa_begeleiding", "advies_deskundige"


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


# --- To other people -------------------------------------------------------------------------------------------------


def yes_to(world: World, case: Case, *people: int) -> Consent:
    consent = ask_consent(case.pk, purpose=PURPOSE, recipients=people, actor=world.of_kind(RoleKind.IB_ER))
    for guardian in world.guardians:
        answer_consent(consent.pk, answer="given", actor=guardian.person)
    return consent


def helped(world: World) -> tuple[Case, Consent, int, int]:
    """Somebody from outside helps the child by a yes of its guardians; and who else could be asked about."""
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    days = {"starts_on": TODAY, "ends_on": TODAY + 100 * DAY}
    propose_arrangement(case.pk, key=HELP, goal="Samen spelen", hours=1, actor=ib_er, **days)
    first, other = (world.people[role].pk for role in ("poa_begeleider", "orthopedagoog"))
    consent = yes_to(world, case, first)
    decide_arrangement(case.pk, grant=True, reasons="Goed plan", actor=world.of_kind(RoleKind.DIRECTOR))
    set_carriers(Arrangement.objects.get().pk, people=[first], actor=ib_er)
    return case, consent, first, other


def test_a_no_to_somebody_else_stops_nothing(world: World) -> None:
    case, consent, first, other = helped(world)
    ib_er, against = world.of_kind(RoleKind.IB_ER), world.guardians[1].person
    asked_too = ask_consent(case.pk, purpose=PURPOSE, recipients=[other], actor=ib_er)
    answer_consent(asked_too.pk, answer="refused", actor=against)
    assert Grant.objects.live(TODAY).get().person_id == first
    assert Consent.objects.live(TODAY).get() == consent
    page = sign_in(against).get(reverse("route:guardian_consent", args=[asked_too.pk])).content.decode()
    assert "niets meer lezen" not in page
    assert set(carriers_possible(Arrangement.objects.get(), world.sop, TODAY)) == {first}


def test_a_no_to_the_same_person_among_others_stops_her(world: World) -> None:
    case, _consent, first, other = helped(world)
    both = ask_consent(case.pk, purpose=PURPOSE, recipients=[first, other], actor=world.of_kind(RoleKind.IB_ER))
    answer_consent(both.pk, answer="refused", actor=world.guardians[1].person)
    assert not Grant.objects.live(TODAY).exists()
    assert Grant.objects.get().ended_on == TODAY
    assert not Consent.objects.live(TODAY).exists()


def test_a_talk_with_others_stays_on_the_agenda(world: World) -> None:
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    item = plan_item(case.pk, on=TODAY + 7 * DAY, question=QUESTION, actor=ib_er)
    elsewhere = Consent.objects.ask(
        [make_person("Niet genodigd")], pupil=world.pupil, case_id=case.pk, purpose=item.purpose, purpose_name="x",
        text="x", asked_by=ib_er, asked_on=TODAY, until=TODAY + 90 * DAY, sop_version=SopVersion.objects.get(),
    )  # fmt: skip
    answer_consent(elsewhere.pk, answer="refused", actor=world.guardians[1].person)
    item.refresh_from_db()
    assert item.state == Item.WANTED


# --- When it counts again --------------------------------------------------------------------------------------------


def found(world: World, guardian: Guardian, gezag: str, proof: str) -> None:
    shown = Shown(proof=proof, on=clock.today(), seen="Papier van vandaag")
    record_gezag(guardian.pk, gezag, shown, actor=world.of_kind(RoleKind.DIRECTOR))


def test_a_no_that_counts_again_by_gezag_stops_all_that_goes_on_without_it(world: World) -> None:
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    plan_item(case.pk, on=TODAY + 9 * DAY, question=QUESTION, actor=ib_er)
    consent = ask_consent(case.pk, actor=ib_er)
    yes, no = world.guardians
    answer_consent(consent.pk, answer="refused", actor=no.person)
    found(world, no, "no", Proof.COURT)
    answer_consent(consent.pk, answer="given", actor=yes.person)
    item = plan_item(case.pk, on=TODAY + 9 * DAY, question=QUESTION, actor=ib_er)
    again = ask_consent(case.pk, actor=ib_er)
    answer_consent(again.pk, answer="given", actor=yes.person)
    invite_guardians(case.pk, actor=ib_er)
    share_item(case.pk, actor=ib_er)
    with clock.at(TODAY + DAY):
        assert Grant.objects.live(clock.today()).exists()
        found(world, no, "yes", Proof.REGISTER)
        assert not Grant.objects.filter(ended_on=None).exists()
        item.refresh_from_db()
        assert item.state == Item.TAKEN_OFF
        assert Task.objects.filter(case=case, kind="consent_refused", done_on=None).exists()
        event = CaseEvent.objects.get(kind="count_no_again")
        assert event.actor_id == world.of_kind(RoleKind.DIRECTOR).pk
        assert event.data["stopped"]
        page = sign_in(ib_er).get(reverse("route:case", args=[case.pk])).content.decode()
        assert "Een eerder nee van een ouder telt weer" in page


def test_gezag_that_changes_nothing_stops_nothing(world: World) -> None:
    _case, item, _consent = shared(world)
    found(world, world.guardians[0], "yes", Proof.REGISTER)
    item.refresh_from_db()
    assert item.state == Item.ON_AGENDA
    assert not CaseEvent.objects.filter(kind="count_no_again").exists()


# --- On the day of another talk --------------------------------------------------------------------------------------


def test_a_question_of_the_day_on_which_the_former_talk_was_held_waits_like_any(world: World) -> None:
    case, item, _consent = shared(world)
    ib_er = world.of_kind(RoleKind.IB_ER)
    with clock.at(item.planned_on):
        hold_item(case.pk, minutes="Wij spraken over lezen.", actor=ib_er)
        plan_item(case.pk, on=item.planned_on + 21 * DAY, question=QUESTION, actor=ib_er)
        new = ask_consent(case.pk, actor=ib_er)
        assert list(waits_for_parents(clock.today())) == [new]
    Notice.objects.filter(kind="answer_awaited").delete()
    for night in range(1, 20):
        with clock.at(item.planned_on + night * DAY):
            sweep(clock.today())
    assert Notice.objects.filter(kind="answer_awaited").exists()


def test_a_question_of_the_day_on_which_the_talk_went_off_waits_too(world: World) -> None:
    case, _item, old = asked(world)
    ib_er = world.of_kind(RoleKind.IB_ER)
    take_off_agenda(case.pk, reason="ziek", actor=ib_er)
    assert list(waits_for_parents(TODAY)) == []
    new = ask_consent(case.pk, purpose=old.purpose, actor=ib_er)
    assert list(waits_for_parents(TODAY)) == [new]
