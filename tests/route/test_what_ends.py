"""What ends when something else does: grants, agenda, terms, a question at the desk; and what a "no" leaves open."""

from datetime import date, timedelta

import pytest

from caseflow import clock
from caseflow.route.acting import exit_ruling
from caseflow.route.commands import case as cases
from caseflow.route.commands import consent, desk, talk
from caseflow.route.facting import facts_of
from caseflow.route.models import Case, Deadline, DeskCase, Item, Referral
from caseflow.route.ruling import Refused, SomeoneWasFirst
from caseflow.sop.rules import need
from opp.commands.agreement import agree_handelingsdeel
from opp.commands.handelingsdeel import offer_handelingsdeel
from opp.commands.perspective import end_opp
from opp.models import Handelingsdeel
from pupils.errors import Invalid
from pupils.models import Consent, Grant, Guardian
from tests.walk.walker import Walker
from tests.world import REAL, World, make_world

START = date(2026, 9, 7)
WANTED = need("meetings_held", "x", "hold_meeting", "x", min=1)


@pytest.fixture
def world(db) -> World:
    return make_world(REAL / "kbs-crescendo.yaml")


@pytest.fixture
def walker(world) -> Walker:
    return Walker(world, START)


def do(walker: Walker, case: Case, todo: str) -> None:
    """An act with all that it asks before it."""
    walker.do(case, WANTED.model_copy(update={"todo": todo}), 0)


@pytest.fixture
def shared(walker) -> Case:
    """A case whose item in the zorgteam is shared with those from outside."""
    case = walker.walk_to("main", "zorgteam")
    do(walker, case, "share")
    return case


def test_closing_ends_every_grant(walker, shared):
    do(walker, shared, "hold_meeting")
    assert Grant.objects.live(START).filter(pupil=shared.pupil_id).exists()
    with clock.at(START):
        cases.take_exit(shared.pk, "close-moved", actor=walker.world.people["ib_er"], reason="verhuisd")
    assert not Grant.objects.live(START).filter(pupil=shared.pupil_id).exists()


def test_consent_can_be_taken_back_when_the_case_is_closed(walker, shared):
    with clock.at(START):
        cases.take_exit(shared.pk, "close-moved", actor=walker.world.people["ib_er"], reason="verhuisd")
        given = Consent.objects.get(case_id=shared.pk)
        consent.answer_consent(given.pk, answer="withdrawn", actor=walker.guardians()[0])
        assert not Consent.objects.live(START).filter(pk=given.pk).exists()
        with pytest.raises(SomeoneWasFirst):
            consent.answer_consent(given.pk, answer="given", actor=walker.guardians()[1])


def test_a_late_refusal_takes_what_was_shared_off_the_agenda(walker, shared):
    given = Consent.objects.get(case_id=shared.pk)
    with clock.at(START):
        consent.answer_consent(given.pk, answer="refused", actor=walker.guardians()[1])
    assert not Item.objects.pending().filter(case=shared).exists()
    assert not Grant.objects.filter(consent=given, ended_on=None).exists()


def test_an_examination_by_nobody_is_not_held(walker):
    case = walker.walk_to("main", "advies_buiten")
    ib_er = walker.world.people["ib_er"]
    with clock.at(START):
        talk.plan_item(case.pk, on=START, question="wat?", kind="order_examination", invite=[], actor=ib_er)
        with pytest.raises(Refused) as refused:
            talk.hold_item(case.pk, minutes="gedaan", actor=ib_er)
    unmet = {leaf.rule.fact for finding in refused.value.findings for leaf in finding.unmet()}
    assert "outsiders_on_item" in unmet


def test_a_planned_talk_can_be_taken_off_and_planned_anew(walker, shared):
    ib_er = walker.world.people["ib_er"]
    with clock.at(START):
        talk.take_off_agenda(shared.pk, reason="ziek", actor=ib_er)
        assert not Grant.objects.live(START).filter(pupil=shared.pupil_id).exists()
        talk.plan_item(shared.pk, on=START, question="opnieuw", actor=ib_er)


def test_a_guardian_who_sits_at_the_table_comes_as_guardian_too(walker):
    case = walker.walk_to("main", "zorgteam")
    teacher = walker.world.people["teacher"]
    own = Guardian.objects.filter(pupil=case.pupil_id).first()
    Guardian.objects.filter(pk=own.pk).update(person=teacher)
    do(walker, case, "plan_item")
    with clock.at(START):
        talk.invite_guardians(case.pk, actor=walker.world.people["ib_er"])
        assert facts_of(case, {"guardians_not_invited"}) == {"guardians_not_invited": 0}


def test_a_case_that_leaves_the_desk_takes_its_question_back(walker):
    case = walker.walk_to("main", "verwijzing_swv")
    with clock.at(walker.today):
        for todo in ("end_opp", "record_admission"):
            do(walker, case, todo)
        cases.take_exit(case.pk, "close-moved", actor=walker.world.people["ib_er"], reason="verhuisd")
        copy = DeskCase.objects.get()
        assert (copy.state, Referral.objects.get(case=case).state) == (DeskCase.WITHDRAWN, Referral.DROPPED)
        with pytest.raises(SomeoneWasFirst):
            desk.answer_referral(copy.pk, reply="advice", grounds="x", actor=walker.world.desk)
    assert not Deadline.objects.running().filter(case=case).exists()


def test_a_tlv_is_not_refused_without_two_advices_either(walker):
    case = walker.walk_to("main", "verwijzing_swv")
    with clock.at(walker.today), pytest.raises(Refused):
        desk.answer_referral(DeskCase.objects.get().pk, reply="tlv_refused", grounds="nee", actor=walker.world.desk)
    assert Referral.objects.get(case=case).state == Referral.SENT


def test_ending_a_draft_leaves_the_six_weeks_running(walker):
    case = walker.walk_to("main", "arrangement")
    do(walker, case, "draw_up_opp")
    with clock.at(START):
        end_opp(case.pk, reason="opnieuw beginnen", talked_over_on=START, actor=walker.world.people["ib_er"])
    assert Deadline.objects.running().filter(case=case, rule="opp_within").exists()


def test_an_objection_never_traps_the_child(walker):
    """Support goes on without agreement, counts, and the way to handelingsverlegenheid stays open (domain §2.1)."""
    case = walker.walk_to("main", "arrangement")
    do(walker, case, "set_perspective")
    with clock.at(START):
        offer_handelingsdeel(case.pk, actor=walker.world.people["ib_er"])
        version = Handelingsdeel.objects.offered().get(opp__case=case)
        agree_handelingsdeel(version.pk, answer="objected", view="niet zo", actor=walker.guardians()[0])
    case = walker.take(case, walker.sop.exit("arrangement", "main", "opp"))
    with clock.at(START):
        found = exit_ruling(case, walker.sop, walker.sop.exit("opp", "main", "handelingsverlegen"), START)
    assert case.step == "opp"
    assert all(leaf.rule.fact not in ("handelingsdeel_unsigned",) for one in found.findings for leaf in one.unmet())


def test_the_extension_counts_from_the_first_day(walker):
    walker.today = date(2026, 6, 8)  # six weeks end in the summer holiday, ten on a Monday after it began
    case = walker.open("main", "aanmelding")
    director = walker.world.people["director"]
    with clock.at(walker.today):
        term = cases.extend_term(case.pk, reason="onderzoek loopt", actor=director)
    assert term.due_on == date(2026, 7, 3)
    assert term.extended_to == date(2026, 8, 17)
    assert (term.reminded_on, term.escalated_on) == (None, None)


def test_a_group_of_another_school_is_refused(walker):
    case = walker.open("main", "aanmelding")
    with clock.at(START), pytest.raises(Invalid):
        cases.enrol_pupil(case.pk, known_need=False, group_id=10**9, actor=walker.world.people["director"])


def test_who_is_enrolled_is_not_closed_as_not_enrolled(walker):
    case = walker.open("main", "aanmelding")
    with clock.at(START + timedelta(days=1)):
        cases.enrol_pupil(case.pk, known_need=False, actor=walker.world.people["director"])
        with pytest.raises(Refused):
            cases.take_exit(case.pk, "close-not_enrolled", actor=walker.world.people["director"], reason="nee")
