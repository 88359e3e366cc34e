"""A role is given once for a day; and who leaves is asked for a successor where something is planned."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from caseflow.route.commands import talk
from caseflow.route.models import Invitation as Place
from caseflow.sop.vocabulary import RoleKind
from pupils.commands import staff
from pupils.commands.staff import Post
from pupils.errors import Invalid
from pupils.models import Person, RoleAssignment
from tests.cast import make_group
from tests.pupils.colleagues import TODAY, director, invited, send, today, world
from tests.route.stories import case_at
from tests.world import World

__all__ = ["director", "today", "world"]
pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_the_same_role_is_given_once_for_a_day(client: Client, world: World, director: Person) -> None:
    """Twice it would have to be ended twice."""
    client.force_login(director)
    ib_er, teacher = world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.TEACHER)
    other = make_group(world.school, "Groep 8", "8")
    for person, said, refused in (
        (ib_er, {"role": "ib_er"}, "Deze collega heeft deze rol al."),
        (teacher, {"role": "teacher", "groups": [other.pk, world.group.pk]}, f"al voor: {world.group.name}."),
    ):
        page = reverse("pupils:staff_role", args=[world.school.pk, person.pk])
        number = RoleAssignment.objects.filter(person=person).count()
        answered = send(client, director, page, starts_on=TODAY, ends_on="", **said)
        assert refused in answered.content.decode()
        assert RoleAssignment.objects.filter(person=person).count() == number
    page = reverse("pupils:staff_role", args=[world.school.pk, teacher.pk])
    assert (
        send(client, director, page, starts_on=TODAY, ends_on="", role="teacher", groups=[other.pk]).status_code == 302
    )


def test_it_is_given_again_for_other_days(world: World, director: Person) -> None:
    person, until = invited(world, director, role="ib_er", groups=(), ends_on=TODAY + DAY), TODAY + DAY
    with pytest.raises(Invalid, match=r"tot en met 3 maart 2026\. Kies een eerste dag daarna"):
        staff.give_role(world.school.pk, person.pk, post=Post("ib_er", until), actor=director)
    given = staff.give_role(world.school.pk, person.pk, post=Post("ib_er", until + DAY), actor=director)
    assert given.starts_on == until + DAY


def test_the_form_says_when_somebody_must_take_over(client: Client, world: World, director: Person) -> None:
    client.force_login(director)
    ib_er = world.of_kind(RoleKind.IB_ER)
    page = reverse("pupils:staff_leave", args=[world.school.pk, ib_er.pk])
    assert "(mag leeg blijven: er staat nu niets gepland)" in client.get(page).content.decode()
    case = case_at(world, "zorgteam")
    item = talk.plan_item(case.pk, on=TODAY + 7 * DAY, question="Wat helpt?", actor=ib_er)
    Place.objects.get_or_create(
        item=item, person=ib_er, defaults={"role": "ib_er", "role_name": "IB", "invited_on": TODAY}
    )
    staff.give_role(world.school.pk, director.pk, post=Post("ib_er", TODAY), actor=director)
    shown = client.get(page).content.decode()
    assert "(moet, als er na die dag nog iets gepland staat: nu 1 gesprek of afspraak)" in shown
    assert "(mag leeg blijven" not in shown
    answered = send(client, director, page, from_day=TODAY, successor="").content.decode()
    assert "Er staan nog gesprekken of afspraken op deze collega." in answered
