"""A way in opens once, for one person, for a time, and only while there is something to come in for."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.coming_by_mail import come_in_from_mail, invitation_by_mail
from pupils.commands.inviting import end_invitations, make_invitation
from pupils.models import Grant, Invitation, Person, RoleAssignment
from pupils.models.invitation import LETTERS
from tests.cast import PASSWORD, make_grant, make_person, make_pupil, make_school, make_staff

pytestmark = pytest.mark.django_db
KIND = Invitation.Kind
DAY = timedelta(days=1)


@pytest.fixture
def waiting() -> Invitation:
    """For somebody who works at a school."""
    school = make_school()
    return make_invitation(make_staff(school), school, KIND.STAFF, actor=make_person())


@pytest.fixture
def from_outside() -> Invitation:
    """For somebody with whom something is shared."""
    school = make_school()
    person = make_staff(school, RoleKind.OUTSIDER)
    make_grant(person, make_pupil(school))
    return make_invitation(person, school, KIND.OUTSIDER, actor=make_person())


def opens(invitation: Invitation) -> bool:
    by_code, by_number = invitation_by_mail(code=invitation.code), invitation_by_mail(pk=invitation.pk)
    assert by_code == by_number
    return by_code is not None


def test_a_code_is_found_however_it_is_typed(waiting: Invitation) -> None:
    assert invitation_by_mail(code=waiting.code_in_fours.lower().replace("-", " ")) == waiting


def test_it_is_used_once(waiting: Invitation) -> None:
    person = come_in_from_mail(waiting.pk, name="Nina", password=PASSWORD)
    assert (person.name, person.check_password(PASSWORD)) == ("Nina", True)
    assert not opens(waiting)
    with pytest.raises(ObjectDoesNotExist):
        come_in_from_mail(waiting.pk, name="Een ander", password=PASSWORD + "!")


def test_the_code_stands_in_no_column(waiting: Invitation) -> None:
    row = Invitation.objects.filter(pk=waiting.pk).values().get()
    assert len(waiting.code) == LETTERS
    assert waiting.code not in str(row)


def test_it_opens_no_other_door(waiting: Invitation, from_outside: Invitation) -> None:
    """A letter to a guardian has a door of its own; a role is not what somebody from outside comes in for."""
    for one, kind in ((waiting, KIND.GUARDIAN), (waiting, KIND.OUTSIDER), (from_outside, KIND.STAFF)):
        before = one.kind
        Invitation.objects.filter(pk=one.pk).update(kind=kind)
        assert not opens(one)
        Invitation.objects.filter(pk=one.pk).update(kind=before)
        assert opens(one)


def test_its_last_day_is_the_last(waiting: Invitation) -> None:
    with clock.at(waiting.until + DAY):
        assert not opens(waiting)
    with clock.at(waiting.until):
        assert opens(waiting)


def test_a_new_one_ends_what_waited(waiting: Invitation) -> None:
    new = make_invitation(waiting.person, waiting.school, KIND.STAFF, actor=waiting.made_by)
    assert (opens(waiting), opens(new)) == (False, True)


def test_one_that_was_ended_or_whose_person_may_not_sign_in_opens_nothing(waiting: Invitation) -> None:
    Person.objects.filter(pk=waiting.person_id).update(is_active=False)
    assert not opens(waiting)
    Person.objects.filter(pk=waiting.person_id).update(is_active=True)
    assert opens(waiting)
    assert end_invitations([waiting.person], waiting.school, KIND.STAFF) == 1
    assert not opens(waiting)


def test_it_is_no_way_round_a_password(waiting: Invitation) -> None:
    """Of somebody invited at two schools, who came in by the other one."""
    waiting.person.set_password(PASSWORD)
    waiting.person.save()
    assert not opens(waiting)
    with pytest.raises(ObjectDoesNotExist):
        come_in_from_mail(waiting.pk, name="Een ander", password="iets-heel-anders")
    assert Person.objects.get(pk=waiting.person_id).check_password(PASSWORD)


def role_over(one: Invitation) -> None:
    RoleAssignment.objects.filter(person=one.person).update(ends_on=clock.today() - DAY)


def only_elsewhere(one: Invitation) -> None:
    RoleAssignment.objects.filter(person=one.person).update(school=make_school())


def grant_ended(one: Invitation) -> None:
    Grant.objects.filter(person=one.person).update(ended_on=clock.today())


def grant_over(one: Invitation) -> None:
    Grant.objects.filter(person=one.person).update(starts_on=clock.today() - DAY, ends_on=clock.today() - DAY)


def of_another_school(one: Invitation) -> None:
    Grant.objects.filter(person=one.person).update(pupil=make_pupil(make_school()))


@pytest.mark.parametrize("what", [role_over, only_elsewhere])
def test_a_colleague_whose_role_is_over_has_nothing_to_come_in_for(what: Any, waiting: Invitation) -> None:
    assert opens(waiting)
    what(waiting)
    assert not opens(waiting)


@pytest.mark.parametrize("what", [role_over, grant_ended, grant_over, of_another_school])
def test_who_comes_from_outside_comes_for_what_is_shared(what: Any, from_outside: Invitation) -> None:
    assert opens(from_outside)
    what(from_outside)
    assert not opens(from_outside)


def test_it_is_written_down_who_came_in_and_by_which_door(waiting: Invitation, from_outside: Invitation) -> None:
    for one, said in ((waiting, "come_to_work"), (from_outside, "come_in_from_outside")):
        come_in_from_mail(one.pk, name="Nina", password=PASSWORD)
        event = CaseEvent.objects.get(kind=said)
        assert (event.actor_id, event.school_id, event.pupil_id) == (one.person_id, one.school_id, None)
