"""That a guardian's address is secret: said and taken back with a reason, and never told to the other parent."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from caseflow.audit.models import CaseEvent
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.guardian import add_guardian, keep_address
from pupils.errors import Invalid
from pupils.hats import CHOSEN, Side
from pupils.models import Guardian, Person, RoleAssignment
from tests.cast import make_pupil, make_school, make_staff
from tests.route.stories import case_at, crescendo, post, sign_in
from tests.world import FIRST, World, make_guardian, make_person

pytestmark = pytest.mark.django_db
NOTE = "Het adres is geheim: zeg er niets over."
WHY = "Zij woont op een plek die niemand mag weten."


@pytest.fixture
def world() -> World:
    return crescendo()


def says(guardian: Guardian) -> bool:
    return Guardian.objects.values_list("address_secret", flat=True).get(pk=guardian.pk)


def pages(world: World, person: Person, case_id: int) -> str:
    """Both pages on which staff see who stands for the child."""
    client = sign_in(person)
    session = client.session
    session[CHOSEN] = Side.WORK
    session.save()
    urls = (reverse("pupils:pupil", args=[world.pupil.pk]), reverse("route:case", args=[case_id]))
    return "".join(client.get(url).content.decode() for url in urls)


def test_the_ib_er_says_it_and_takes_it_back_and_both_are_kept(world: World) -> None:
    guardian, ib_er = world.guardians[0], world.of_kind(RoleKind.IB_ER)
    url = reverse("pupils:address", args=[guardian.pk])
    shown = sign_in(ib_er).get(reverse("pupils:pupil", args=[world.pupil.pk])).content.decode()
    assert f'href="{url}"' in shown
    for secret in ("yes", "no"):
        answered = post(ib_er, url, secret=secret, reason=WHY)
        assert answered.headers["Location"] == reverse("pupils:pupil", args=[world.pupil.pk])
        assert says(guardian) is (secret == "yes")
    events = CaseEvent.objects.filter(kind__in=("hide_address", "show_address")).order_by("pk")
    assert [(one.kind, one.data["guardian"]) for one in events] == [
        ("hide_address", guardian.pk),
        ("show_address", guardian.pk),
    ]
    assert {one.texts["reason"] for one in events} == {WHY}


def test_not_without_a_reason_and_not_twice(world: World) -> None:
    guardian, ib_er = world.guardians[0], world.of_kind(RoleKind.IB_ER)
    for reason in (" ", "Zij woont nu in de Dorpsstraat 12."):
        with pytest.raises(Invalid):
            keep_address(guardian.pk, secret=True, reason=reason, actor=ib_er)
    for _again in range(2):
        keep_address(guardian.pk, secret=True, reason=WHY, actor=ib_er)
    assert CaseEvent.objects.filter(kind="hide_address").count() == 1


def test_who_does_not_steer_this_school_does_not_say_it(world: World) -> None:
    guardian = world.guardians[0]
    with pytest.raises(PermissionDenied):
        keep_address(guardian.pk, secret=True, reason=WHY, actor=world.of_kind(RoleKind.TEACHER))
    with pytest.raises(Http404):
        keep_address(guardian.pk, secret=True, reason=WHY, actor=make_staff(make_school(), RoleKind.IB_ER))


def test_it_holds_for_each_of_her_children_at_this_school(world: World) -> None:
    """An address is a person's: on a brother's page it would be told all the same."""
    guardian, ib_er = world.guardians[0], world.of_kind(RoleKind.IB_ER)
    brother, abroad = make_pupil(world.school, world.group), make_pupil(make_school())
    there, elsewhere = (make_guardian(one, person=guardian.person) for one in (brother, abroad))
    keep_address(guardian.pk, secret=True, reason=WHY, actor=ib_er)
    assert [says(one) for one in (guardian, there, elsewhere)] == [True, True, False]
    assert set(CaseEvent.objects.filter(kind="hide_address").values_list("pupil_id", flat=True)) == {
        world.pupil.pk,
        brother.pk,
    }
    Person.objects.filter(pk=guardian.person_id).update(email="hier@thuis.example")
    Guardian.objects.filter(pk__in=[there.pk, elsewhere.pk]).delete()
    mother = Person.objects.get(pk=guardian.person_id)
    again = add_guardian(brother.pk, name=mother.name, relation="mother", email=mother.email or "", actor=ib_er)
    assert again.address_secret


def other_parent_at_work(world: World, *kinds: RoleKind) -> Person:
    person = make_person("Andere ouder")
    for key, role in world.sop.roles.items():
        if role.kind in kinds:
            one = RoleAssignment.objects.create(
                person=person, school=world.school, role=key, kind=role.kind, starts_on=FIRST
            )
            one.groups.add(world.group)
    make_guardian(world.pupil, person=person)
    return person


def test_the_other_parent_does_not_hear_that_it_is_secret_nor_why(world: World) -> None:
    """Also where he works at the school and steers it: he would know that there is something to find."""
    case = case_at(world, "zorgteam")
    keep_address(world.guardians[0].pk, secret=True, reason=WHY, actor=world.of_kind(RoleKind.IB_ER))
    told = pages(world, world.of_kind(RoleKind.IB_ER), case.pk)
    assert told.count(NOTE) == 2
    assert WHY in told
    assert "Adres geheim: " in told
    other = other_parent_at_work(world, RoleKind.DIRECTOR, RoleKind.IB_ER)
    seen = pages(world, other, case.pk)
    assert "Ouders en verzorgers" in seen
    for word in (NOTE, WHY, "Adres geheim"):
        assert word not in seen
    form = sign_in(other).get(reverse("pupils:address", args=[world.guardians[0].pk]))
    assert b"checked" not in form.content
    with pytest.raises(Invalid, match="eigen kind"):
        keep_address(world.guardians[0].pk, secret=False, reason=WHY, actor=other)


def test_a_teacher_knows_that_she_says_nothing_and_not_why(world: World) -> None:
    case = case_at(world, "zorgteam")
    keep_address(world.guardians[0].pk, secret=True, reason=WHY, actor=world.of_kind(RoleKind.IB_ER))
    seen = pages(world, world.of_kind(RoleKind.TEACHER), case.pk)
    assert NOTE in seen
    assert WHY not in seen
    assert reverse("pupils:address", args=[world.guardians[0].pk]) not in seen


def test_no_page_letter_or_calendar_of_anybody_else_holds_the_address(world: World) -> None:
    """What Caseflow knows of where she is, is her mail address: it stands nowhere but in her own session."""
    address = "verborgen@blijf.example"
    case = case_at(world, "zorgteam")
    guardian = world.guardians[0]
    Person.objects.filter(pk=guardian.person_id).update(email=address)
    keep_address(guardian.pk, secret=True, reason=WHY, actor=world.of_kind(RoleKind.IB_ER))
    read: dict[str, Any] = {
        "pupils:pupil": world.pupil.pk, "route:case": case.pk, "pupils:invite": guardian.pk,
        "pupils:invitation_letter": guardian.pk, "pupils:contact": guardian.pk, "pupils:gezag": guardian.pk,
        "pupils:address": guardian.pk, "api:case": case.pk,
    }  # fmt: skip
    for name, number in read.items():
        answered = sign_in(world.of_kind(RoleKind.IB_ER)).get(reverse(name, args=[number]))
        assert address.encode() not in b"".join(answered) if answered.streaming else answered.content, name
    other = sign_in(world.guardians[1].person)
    for name in ("route:guardian_start", "route:my_agenda"):
        assert address not in other.get(reverse(name)).content.decode()
