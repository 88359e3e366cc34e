"""Who reaches what: everybody who should, and nobody beside them."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from pupils import getters, policy, queries
from pupils.hats import hats_of
from pupils.models import Consent, Grant, Guardian, HgwCycle, Observation, Pupil, RoleAssignment
from pupils.policy import Audience
from tests.cast import (
    answer,
    make_consent,
    make_grant,
    make_group,
    make_guardian,
    make_person,
    make_pupil,
    make_school,
    make_staff,
    make_swv,
    make_swv_member,
)

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def school(db):
    return make_school()


@pytest.fixture
def group(school):
    return make_group(school)


@pytest.fixture
def noor(school, group):
    return make_pupil(school, group)


def seen(person) -> set[int]:
    return set(Pupil.objects.visible_to(person).values_list("pk", flat=True))


# --- Staff -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [RoleKind.TEACHER, RoleKind.ASSISTANT])
def test_own_groups_and_no_others(school, group, noor, kind):
    make_pupil(school, make_group(school))
    make_pupil(school)
    assert seen(make_staff(school, kind, group)) == {noor.pk}


@pytest.mark.parametrize("kind", [RoleKind.IB_ER, RoleKind.DIRECTOR])
def test_the_whole_school_and_no_other(school, noor, kind):
    unplaced = make_pupil(school)
    make_pupil(make_school())
    assert seen(make_staff(school, kind)) == {noor.pk, unplaced.pk}


@pytest.mark.parametrize("kind", [RoleKind.SPECIALIST, RoleKind.OUTSIDER])
def test_other_kinds_reach_nothing_by_role(school, group, noor, kind):
    assert seen(make_staff(school, kind, group)) == set()


@pytest.mark.parametrize(
    ("starts", "ends", "sees"),
    [
        (TODAY, TODAY, True),
        (TODAY - 400 * DAY, None, True),
        (TODAY - 400 * DAY, TODAY - DAY, False),  # last year's teacher
        (TODAY + DAY, None, False),
    ],
)
def test_a_role_counts_on_its_days(school, group, noor, starts, ends, sees):
    for kind in (RoleKind.TEACHER, RoleKind.DIRECTOR):
        person = make_staff(school, kind, group, starts_on=starts, ends_on=ends)
        assert seen(person) == ({noor.pk} if sees else set())


def test_a_group_of_another_school_opens_nothing(noor, group):
    """Neither a role elsewhere with this group in it, nor a pupil moved on to another school."""
    assert seen(make_staff(make_school(), RoleKind.TEACHER, group)) == set()


def test_the_pupil_moves_and_the_teacher_stays(school, group, noor):
    teacher = make_staff(school, RoleKind.TEACHER, group)
    Pupil.objects.filter(pk=noor.pk).update(group=make_group(school))
    assert seen(teacher) == set()


def test_guardian_outsider_and_swv_are_no_staff(school, noor):
    guardian = make_guardian(noor)
    outsider, desk = make_person(), make_swv_member(make_swv())
    make_grant(outsider, noor)
    assert seen(guardian.person) == seen(outsider) == seen(desk) == set()


def test_rows_of_a_pupil_follow_the_pupil(school, group, noor):
    teacher, stranger = make_staff(school, RoleKind.TEACHER, group), make_staff(school, RoleKind.TEACHER)
    Observation.objects.create(pupil=noor, author=teacher, seen_on=TODAY, area="taal", saw="x", written_at=clock.now())
    HgwCycle.objects.create(pupil=noor, by=teacher, started_on=TODAY)
    make_guardian(noor)
    make_consent(noor)
    for model in (Observation, HgwCycle, Guardian, Consent):
        assert model.objects.visible_to(teacher).count() == 1
        assert model.objects.visible_to(stranger).count() == 0


def test_a_visible_row_can_be_locked(school, noor, transactional_db):
    from django.db import transaction

    director = make_staff(school, RoleKind.DIRECTOR)
    with transaction.atomic():
        assert getters.locked(Pupil.objects.visible_to(director), noor.pk) == noor
        with pytest.raises(Http404):
            getters.locked(Pupil.objects.visible_to(make_person()), noor.pk)


# --- Guardians -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("gezag", "reads"), [("yes", True), ("no", False), ("unknown", False), ("restricted", False)])
def test_only_recorded_gezag_opens_the_portal(noor, gezag, reads):
    guardian = make_guardian(noor, gezag)
    consent = make_consent(noor)
    make_pupil(noor.school, noor.group)
    assert list(Pupil.objects.for_guardian(guardian.person)) == ([noor] if reads else [])
    assert list(Consent.objects.for_guardian(guardian.person)) == ([consent] if reads else [])
    if not reads:
        with pytest.raises(Http404):
            getters.own_child_for(guardian.person, noor.pk)


# --- Outsiders -------------------------------------------------------------------------------------------------------


def reach(person) -> list[Pupil]:
    return [grant.pupil for grant in Grant.objects.live(TODAY).filter(person=person)]


@pytest.mark.parametrize(
    ("fields", "opens"),
    [
        ({}, True),
        ({"ended_on": TODAY}, False),
        ({"ended_on": TODAY - DAY}, False),
        ({"ended_on": TODAY + DAY}, True),
        ({"starts_on": TODAY + DAY}, False),
        ({"starts_on": TODAY - 9 * DAY, "ends_on": TODAY}, True),
        ({"starts_on": TODAY - 9 * DAY, "ends_on": TODAY - DAY}, False),
    ],
)
def test_a_grant_counts_on_its_days(noor, fields, opens):
    outsider = make_person()
    make_grant(outsider, noor, **fields)
    make_grant(make_person(), make_pupil(noor.school))
    assert reach(outsider) == ([noor] if opens else [])


def test_withdrawn_consent_closes_the_grant_at_once(noor):
    outsider, guardian = make_person(), make_guardian(noor)
    consent = make_consent(noor, recipients=[outsider])
    make_grant(outsider, noor, consent)
    assert reach(outsider) == []
    answer(consent, guardian, "given")
    assert reach(outsider) == [noor]
    answer(consent, guardian, "withdrawn")
    assert reach(outsider) == []


@pytest.mark.parametrize("given_on", [TODAY - 5 * DAY, TODAY])
@pytest.mark.parametrize("ended", [False, True])
def test_who_left_the_partner_reads_nothing_more(noor, ended, given_on):
    """A grant goes with the role at once, be it given before she left or after it."""
    outsider = make_staff(noor.school, RoleKind.OUTSIDER, starts_on=TODAY - 9 * DAY)
    make_grant(outsider, noor, starts_on=given_on)
    make_staff(make_school(), RoleKind.OUTSIDER, person=outsider)  # elsewhere is no reason to read here
    assert reach(outsider) == [noor]
    if ended:
        RoleAssignment.objects.filter(person=outsider, school=noor.school).update(ends_on=TODAY - DAY)
    assert reach(outsider) == ([] if ended else [noor])
    assert Grant.objects.live(TODAY).filter(person=outsider).exists() is not ended


def test_who_never_had_a_role_at_the_school_reads_by_her_grant_alone(noor):
    outsider = make_staff(make_school(), RoleKind.OUTSIDER, ends_on=TODAY - DAY)
    make_grant(outsider, noor)
    assert reach(outsider) == [noor]


# --- Hats and roles --------------------------------------------------------------------------------------------------


def test_hats(school, group, noor):
    person = make_staff(school, RoleKind.TEACHER, group)
    make_guardian(make_pupil(school), person=person)
    make_grant(person, noor)
    hats = {(hat.audience, hat.school_id, hat.kind) for hat in hats_of(person, TODAY)}
    assert hats == {
        (Audience.STAFF, school.pk, RoleKind.TEACHER),
        (Audience.GUARDIAN, None, None),
        (Audience.OUTSIDER, None, None),
    }
    assert {hat.audience for hat in hats_of(make_swv_member(make_swv()), TODAY)} == {Audience.SWV}
    assert hats_of(make_person(), TODAY) == frozenset()


def test_a_group_bound_role_holds_towards_its_group(school, group):
    teacher, other = make_staff(school, RoleKind.TEACHER, group), make_group(school)
    assert policy.roles_at(teacher, school, TODAY) == {"teacher"}
    assert policy.roles_at(teacher, school, TODAY, group) == {"teacher"}
    assert policy.roles_at(teacher, school, TODAY, other) == set()
    assert policy.holds(teacher, school, ["teacher"], group, TODAY)
    assert not policy.holds(teacher, school, ["teacher"], other, TODAY)
    assert not policy.holds(teacher, school, ["teacher"], None, TODAY)
    assert not policy.holds(teacher, school, ["director"], group, TODAY)
    director = make_staff(school, RoleKind.DIRECTOR)
    assert policy.holds(director, school, ["director"], None, TODAY)
    assert not policy.holds(director, make_school(), ["director"], None, TODAY)


def test_the_lists_do_not_grow_with_the_school(school, group, noor, django_assert_num_queries):
    teacher = make_staff(school, RoleKind.TEACHER, group)
    assert [row.name for row in queries.groups_of(teacher, TODAY)] == [group.name]
    for size in (1, 3):
        while queries.pupils_of(teacher, TODAY).count() < size:
            make_pupil(school, group)
        with django_assert_num_queries(1):
            assert len([(pupil.group.name, pupil.full_name) for pupil in queries.pupils_of(teacher, TODAY)]) == size


def test_seeing_is_not_acting(school, group, noor):
    assistant = make_staff(school, RoleKind.ASSISTANT, group)
    assert getters.pupil_for(assistant, noor.pk) == noor
    with pytest.raises(PermissionDenied):
        policy.require_kind(assistant, noor, {RoleKind.TEACHER})


def test_the_whole_policy_is_read_in_ten_minutes():
    """One module, and no longer than that; what only answers a request stands beside it (refusing.py)."""
    assert len(Path(policy.__file__).read_text("utf-8").splitlines()) <= 300
