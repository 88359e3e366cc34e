"""The demo school: as big as it says, in every state, and told by commands alone."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Count, Max
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent
from caseflow.demo import cast
from caseflow.demo.by_date import LATELY
from caseflow.demo.families import HOW_MANY, NOT_IN_YET, WENT_ON
from caseflow.demo.loading import load
from caseflow.demo.people import SCHOOL_KEY
from caseflow.route.criteria import criteria_of
from caseflow.route.models import Arrangement, Case, Deadline, DeskCase, Paper, Referral, ReferralView, TrackProposal
from caseflow.route.portal import asked_of
from caseflow.route.proposed import bases
from caseflow.route.viewing import view_of
from caseflow.sop.dates import school_year
from caseflow.sop.vocabulary import State
from opp.models import Flag, Handelingsdeel
from pupils.commands.handover import sign_handover
from pupils.commands.inviting_guardians import invite_group
from pupils.group_talk import last_talk_of, talks_of_groups
from pupils.handing_over import taught_before
from pupils.models import (
    Consent,
    ConsentAnswer,
    Gezag,
    Group,
    Guardian,
    Measurement,
    Observation,
    Occasion,
    Person,
    Pupil,
    RoleAssignment,
    School,
    TalkLine,
)
from pupils.models.guardian import Relation
from pupils.sop import sop_for
from pupils.waiting import waiting_for
from pupils.ways_in import waiting_in, without_way_in

#: pytest-django makes a database where a test is marked to want one; the demo is made in it.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


@pytest.fixture(autouse=True)
def _nothing_stays(demo: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_a_school_of_the_size_it_says() -> None:
    staff = RoleAssignment.objects.exclude(kind="outsider").values("person").distinct().count()
    assert (Group.objects.count(), staff) == (8, 14)
    assert 200 <= Pupil.objects.filter(group__isnull=False).count() <= 220
    sizes = Group.objects.annotate(size=Count("pupils")).values_list("size", flat=True)
    assert all(24 <= size <= 29 for size in sizes)


def test_every_child_has_the_age_of_its_group() -> None:
    for group in Group.objects.all():
        ages = {pupil.born_on.year for pupil in group.pupils.all()}
        assert max(ages) - min(ages) <= len(group.years.split("-")), group.name


def test_guardians_of_every_kind() -> None:
    assert set(Guardian.objects.values_list("gezag", flat=True)) == set(Gezag)
    kinds = set(Guardian.objects.values_list("relation", flat=True))
    assert kinds >= {Relation.MOTHER, Relation.FATHER, Relation.GUARDIAN, Relation.FOSTER_PARENT}
    assert Guardian.objects.values("person").annotate(children=Count("pk")).filter(children__gte=2).exists()


def test_cases_in_every_state() -> None:
    states = Counter(Case.objects.values_list("state", flat=True))
    assert set(states) == {str(state) for state in State}
    assert 25 <= sum(states.values()) <= 40


def test_every_state_was_entered_by_an_event() -> None:
    entered: dict[str, list[tuple[str, str]]] = {}
    for event in CaseEvent.objects.filter(chain__startswith="case-").order_by("chain", "number"):
        if (event.from_state, event.from_step) != (event.to_state, event.to_step):
            entered.setdefault(event.chain, [("", "")])
            assert entered[event.chain][-1][0] == event.from_state
            entered[event.chain].append((event.to_state, event.to_step))
    for case in Case.objects.all():
        assert entered[case.chain][-1][0] == case.state
        if case.is_open:
            assert entered[case.chain][-1] == (case.state, case.step)


def test_no_event_lies_in_the_future_and_every_chain_verifies() -> None:
    for chain in CaseEvent.objects.values_list("chain", flat=True).distinct():
        days = list(CaseEvent.objects.filter(chain=chain).order_by("number").values_list("on", flat=True))
        assert days == sorted(days), chain
        assert verify(chain) == []


def test_a_second_load_changes_nothing() -> None:
    before = CaseEvent.objects.aggregate(number=Count("pk"), last=Max("pk"))
    assert load() is False
    assert CaseEvent.objects.aggregate(number=Count("pk"), last=Max("pk")) == before


def test_consent_asked_given_refused_and_withdrawn() -> None:
    assert set(ConsentAnswer.objects.values_list("answer", flat=True)) == {"given", "refused", "withdrawn"}
    assert set(ConsentAnswer.objects.values_list("how", flat=True)) == {"portal", "paper"}
    assert (
        Consent.objects.exclude(answers__isnull=False).exists()
        or Consent.objects.annotate(n=Count("answers")).filter(n=1).exists()
    )


def test_one_objection_a_flag_and_an_answer_to_one() -> None:
    assert Handelingsdeel.objects.filter(disputed_on__isnull=False, in_force_on=None).exists()
    assert Flag.objects.waiting().filter(talked_over_on=None).count() == 1
    assert Flag.objects.filter(answer=Flag.NOT_YET).count() == 1


def test_referrals_at_every_stage() -> None:
    concept = Referral.objects.get(state=Referral.CONCEPT)
    seen = ReferralView.objects.filter(referral=concept)
    assert (seen.count(), seen.unanswered().count()) == (2, 1)
    assert DeskCase.objects.filter(state=DeskCase.RECEIVED).count() == 1
    assert set(DeskCase.objects.values_list("reply", flat=True)) == {"", "advice", "tlv_granted"}


def test_something_waits_for_the_director_and_a_term_is_near_and_one_late() -> None:
    assert Arrangement.objects.filter(state=Arrangement.PROPOSED).count() == 1
    assert Deadline.objects.running().filter(escalated_on__isnull=False, rule="opp_within").count() == 1
    assert Deadline.objects.running().filter(reminded_on__isnull=False, escalated_on=None).exists()


def test_the_calendar_was_kept_and_something_was_left_lying() -> None:
    """Whatever day it is: what is due was done through the command, but for the last of each thing lately."""
    today = clock.today()
    due = Occasion.objects.live().filter(due_on__lt=today)
    open_lately = set(due.filter(done_on=None).values_list("due_on", flat=True))
    assert all(day > today - LATELY for day in open_lately)
    assert due.filter(done_on__isnull=False).count() > 30
    assert CaseEvent.objects.filter(kind="finish_occasion").count() == Occasion.objects.exclude(done_on=None).count()
    lately = due.filter(due_on__gt=today - LATELY).values_list("due_on", flat=True)
    assert open_lately == set(lately)
    assert Occasion.objects.open().filter(due_on__gte=today).exists() or today.month in (7, 8)  # or the year is over


def test_a_group_was_talked_over_and_the_next_talk_has_an_agenda() -> None:
    group = Group.objects.get(name="Groep 5")
    held, coming = last_talk_of(group.pk), talks_of_groups([group.pk]).first()
    assert held is not None
    assert all(point.talked_on == held.done_on for point in held.points.all())
    assert TalkLine.objects.agreements().filter(point__occasion=held).exists()
    assert TalkLine.objects.open().filter(until__lt=clock.today() - timedelta(days=31)).count() == 0
    assert coming is None or coming.points.count() >= 2


def test_teachers_wrote_of_every_group() -> None:
    assert Observation.objects.count() >= 80
    assert Group.objects.filter(pupils__observations__isnull=False).distinct().count() == 8


def test_everybody_of_the_cast_is_there_once() -> None:
    assert len(set(cast.names())) == len(cast.names())
    assert Counter(Person.objects.filter(name__in=cast.names()).values_list("name", flat=True)) == Counter(cast.names())


def test_the_watch_proposes_a_track_and_a_child_is_on_one() -> None:
    """From measurements that a teacher recorded; the proposal is the sweep's, and waits for the IB-er alone."""
    one = TrackProposal.objects.waiting().get()
    assert (one.pupil.first_name, one.track) == ("Jip", "dyslexie")
    assert CaseEvent.objects.filter(kind="propose_track", actor_id=None, pupil_id=one.pupil_id).count() == 1
    ib_er = RoleAssignment.objects.get(role="ib_er").person
    rows = [row for row in waiting_for(ib_er) if row.url == reverse("route:track_proposal", args=[one.pk])]
    assert len(rows) == 1
    assert [row.level for basis in bases(ib_er, one) for row in basis.rows] == ["D", "C"]
    on_a_track = Case.objects.open().exclude(track="main").order_by("step")
    assert [case.step for case in on_a_track] == ["dyslexie_niveau_2", "dyslexie_niveau_3"]
    judged = [criteria_of(view_of(ib_er, case)) for case in on_a_track]
    assert [found.met for found in judged if found] == [False, True]
    assert Measurement.objects.values("pupil").distinct().count() == 4


def test_a_document_lies_before_two_parents_of_whom_one_answered() -> None:
    paper = Paper.objects.get(state=Paper.LAID)
    assert (paper.key, paper.number) == ("leesdossier", 2)
    assert [answer.guardian.person.name for answer in paper.answers.all()] == ["Tineke Hoekema"]
    assert [row.key for row in paper.sections.all()] == ["leesles", "extra_hulp"]
    father = Person.objects.get(name="Jelle Hoekema")
    asks = asked_of(Guardian.objects.get(person=father, pupil=paper.case.pupil_id))
    assert any("leesdossier" in f"{row.title} {row.about}".lower() for row in asks)


def test_main_measurements_fall_in_the_months_of_the_schools_own_calendar() -> None:
    school = School.objects.get(key=SCHOOL_KEY)
    months = sop_for(school, clock.today())[1].calendar["hoofdmeting_woorden"].months
    days = Measurement.objects.main().values_list("day", flat=True)
    assert days
    assert {day.month for day in days} <= set(months)


def test_a_class_of_whom_some_never_came_in_waits_for_letters() -> None:
    director = RoleAssignment.objects.get(kind="director").person
    waiting = {group.name: len(without_way_in(group, director)) for group in Group.objects.all()}
    assert waiting.pop(NOT_IN_YET) >= HOW_MANY
    group = Group.objects.get(name=NOT_IN_YET)
    assert invite_group(group.pk, actor=director) >= HOW_MANY
    assert waiting_in(group, director)


def test_a_group_that_went_on_waits_for_its_hand_over_in_the_first_weeks() -> None:
    before, now = (Group.objects.get(name=name) for name in WENT_ON)
    first = school_year(clock.today()).first + timedelta(days=30)
    with clock.at(first):
        teachers = RoleAssignment.objects.filter(groups=before, kind="teacher").values_list("person", flat=True)
        assert set(taught_before(now, first).values_list("pk", flat=True)) == set(teachers)
        signs = RoleAssignment.objects.filter(groups=now, kind="teacher").earliest("pk").person
        assert any("Overdracht" in one.title for one in waiting_for(signs))
        sign_handover(now.pk, actor=signs)
        assert not any("Overdracht" in one.title for one in waiting_for(signs))


def test_both_parents_of_a_child_can_be_looked_as() -> None:
    rafi = Pupil.objects.get(first_name="Rafi")
    assert set(rafi.guardians.values_list("person__name", flat=True)) <= set(cast.names())
