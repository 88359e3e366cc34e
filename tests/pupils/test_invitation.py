"""A way in opens once, for one person, for a time."""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist

from caseflow import clock
from pupils.commands.inviting import end_invitations, make_invitation, take_invitation
from pupils.models import Invitation, Person
from pupils.models.invitation import LETTERS
from tests.cast import make_person, make_school

pytestmark = pytest.mark.django_db
GUARDIAN = Invitation.Kind.GUARDIAN


@pytest.fixture
def waiting() -> Invitation:
    return make_invitation(make_person(), make_school(), GUARDIAN, actor=make_person())


def test_a_code_opens_once_however_it_is_typed(waiting: Invitation) -> None:
    typed = waiting.code_in_fours.lower().replace("-", " ")
    assert take_invitation(typed, GUARDIAN).person == waiting.person
    with pytest.raises(ObjectDoesNotExist):
        take_invitation(waiting.code, GUARDIAN)


def test_the_code_stands_in_no_column(waiting: Invitation) -> None:
    row = Invitation.objects.filter(pk=waiting.pk).values().get()
    assert len(waiting.code) == LETTERS
    assert waiting.code not in str(row)


def test_it_opens_no_other_door(waiting: Invitation) -> None:
    with pytest.raises(ObjectDoesNotExist):
        take_invitation(waiting.code, Invitation.Kind.STAFF)


def test_its_last_day_is_the_last(waiting: Invitation) -> None:
    with clock.at(waiting.until + timedelta(days=1)), pytest.raises(ObjectDoesNotExist):
        take_invitation(waiting.code, GUARDIAN)
    with clock.at(waiting.until):
        assert take_invitation(waiting.code, GUARDIAN)


def test_a_new_one_ends_what_waited(waiting: Invitation) -> None:
    new = make_invitation(waiting.person, waiting.school, GUARDIAN, actor=waiting.made_by)
    with pytest.raises(ObjectDoesNotExist):
        take_invitation(waiting.code, GUARDIAN)
    assert take_invitation(new.code, GUARDIAN)


def test_one_that_was_ended_or_whose_person_may_not_sign_in_opens_nothing(waiting: Invitation) -> None:
    Person.objects.filter(pk=waiting.person_id).update(is_active=False)
    with pytest.raises(ObjectDoesNotExist):
        take_invitation(waiting.code, GUARDIAN)
    assert end_invitations(waiting.person, waiting.school, GUARDIAN) == 1
    Person.objects.filter(pk=waiting.person_id).update(is_active=True)
    with pytest.raises(ObjectDoesNotExist):
        take_invitation(waiting.code, GUARDIAN)
