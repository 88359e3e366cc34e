"""A child that left: what each person may before, on and after the day."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.consent import answer_consent
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.coming_by_mail import invitation_by_mail
from pupils.commands.inviting import make_invitation
from pupils.errors import ChildLeft
from pupils.models import ConsentAnswer, Grant, Invitation, Person, Pupil
from pupils.waiting import waiting_for
from tests.cast import make_guardian, make_person, make_staff
from tests.route.left.scenes import (
    DAY,
    LEAVES,
    MOMENTS,
    ROW,
    SAYS,
    TODAY,
    Scene,
    api_page,
    case_page,
    invited_page,
    leaves,
    portal,
    pupils_page,
    question,
)
from tests.route.stories import asked, post, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db


EVERY, BEFORE, NEVER = (200, 200, 200, 200), (200, 200, 404, 404), (404, 404, 404, 404)
DOORS: list[tuple[str, Callable[[Scene], str], tuple[int, ...]]] = [
    ("teacher", pupils_page, BEFORE),
    ("teacher", case_page, BEFORE),
    ("teacher", api_page, BEFORE),
    ("assistant", pupils_page, BEFORE),
    ("substitute", pupils_page, (404, 200, 404, 404)),
    ("ib_er", pupils_page, EVERY),
    ("ib_er", case_page, EVERY),
    ("director", pupils_page, EVERY),
    ("director", api_page, EVERY),
    ("outsider", invited_page, BEFORE),
    ("outsider", pupils_page, NEVER),
    ("parent", portal, EVERY),
    ("parent", question, EVERY),
    ("without gezag", portal, NEVER),
    ("without gezag", question, NEVER),
    ("unknown gezag", portal, NEVER),
    ("unknown gezag", question, EVERY),
]


@pytest.mark.parametrize("moment", range(len(MOMENTS)), ids=("recorded", "the day before", "the day itself", "later"))
def test_each_door_before_on_and_after_the_day(scene: Scene, moment: int) -> None:
    """No night has passed in between: the rule stands in the querysets, not in what the watch did."""
    leaves(scene.world)
    with clock.at(MOMENTS[moment]):
        clients = {who: sign_in(person) for who, person in scene.people.items()}
        got = {(who, door.__name__): clients[who].get(door(scene)).status_code for who, door, _gets in DOORS}
    assert got == {(who, door.__name__): gets[moment] for who, door, gets in DOORS}


def test_no_list_of_the_group_names_her_any_more(scene: Scene) -> None:
    leaves(scene.world)
    child = scene.world.pupil.last_name
    teacher = scene.people["teacher"]
    with clock.at(LEAVES - DAY):
        assert child in sign_in(teacher).get(reverse("pupils:groups")).content.decode()
    with clock.at(LEAVES):
        for who in ("teacher", "assistant", "substitute", "outsider"):
            client = sign_in(scene.people[who])
            for name in ("pupils:groups", "route:board", "route:start", "pupils:calendar"):
                assert child not in client.get(reverse(name), follow=True).content.decode()


def test_who_steers_the_school_finds_her_in_the_list_of_who_left(scene: Scene) -> None:
    leaves(scene.world)
    with clock.at(LEAVES):
        page = sign_in(scene.people["ib_er"]).get(reverse("pupils:groups")).content.decode()
    assert "Van school" in page
    assert page.count(scene.world.pupil.full_name) == 1


def test_the_specialist_whom_a_step_names_reads_no_more(world: World) -> None:
    person = make_staff(world.school, RoleKind.SPECIALIST, role="specialist")
    world.pupil.involved.create(case_id=1, role="specialist")
    assert Pupil.objects.visible_to(person).exists()
    leaves(world, TODAY)
    assert not Pupil.objects.visible_to(person).exists()


# --- Somebody from outside --------------------------------------------------------------------------------------------


def test_who_has_the_page_open_sends_nothing_any_more(scene: Scene) -> None:
    """And she reads plain words, with nothing of the child in them."""
    outsider, page = scene.people["outsider"], invited_page(scene)
    assert sign_in(outsider).get(page).status_code == 200
    leaves(scene.world, TODAY)
    answer = post(outsider, page, text="Doe het zo.")
    assert answer.status_code == 404
    assert "Deze bladzijde is gesloten" in answer.content.decode()
    assert scene.world.pupil.last_name not in answer.content.decode()
    assert not scene.item.advices.exists()


def test_an_invitation_that_was_not_used_opens_nothing(scene: Scene) -> None:
    outsider = make_person("Sigrid")
    Person.objects.filter(pk=outsider.pk).update(password="")
    Grant.objects.filter(item_id=scene.item.pk).update(person=outsider)
    way_in = make_invitation(outsider, scene.world.school, Invitation.Kind.OUTSIDER, actor=scene.people["ib_er"])
    leaves(scene.world)
    with clock.at(LEAVES - DAY):
        assert invitation_by_mail(pk=way_in.pk) is not None
    with clock.at(LEAVES):
        assert invitation_by_mail(pk=way_in.pk) is None


# --- A guardian -------------------------------------------------------------------------------------------------------


def test_a_guardian_who_answers_a_question_of_before_reads_that_nothing_is_asked(world: World) -> None:
    _case, _item, consent = asked(world)
    parent = world.guardians[0].person
    page = reverse("route:guardian_consent", args=[consent.pk])
    assert "Ja, dat mag" in sign_in(parent).get(page).content.decode()
    leaves(world, TODAY)
    answer = post(parent, page, answer="given")
    told = answer.content.decode()
    assert answer.status_code == 200
    assert SAYS in told
    assert "Ja, dat mag" not in told
    assert not ConsentAnswer.objects.exists()
    with pytest.raises(ChildLeft):
        answer_consent(consent.pk, answer="refused", actor=parent)


def test_her_portal_says_when_and_that_nothing_is_asked(world: World) -> None:
    asked(world)
    parent, other = world.guardians[0].person, make_guardian(world.pupil, "no").person
    leaves(world)
    with clock.at(LEAVES - DAY):
        start = sign_in(parent).get(reverse("route:guardian_start")).content.decode()
        assert SAYS not in start
        assert "Lezen en kiezen" in start
    with clock.at(LEAVES):
        for name, more in (("route:guardian_start", []), ("route:guardian_child", [world.pupil.pk])):
            page = sign_in(parent).get(reverse(name, args=more)).content.decode()
            assert f"Sam is sinds 12 maart 2026 {SAYS}" in page
            assert "Lezen en kiezen" not in page
            assert "Verre School" not in page  # where she went is not for every guardian to find
        assert SAYS not in sign_in(other).get(reverse("route:guardian_start")).content.decode()


def test_a_yes_is_still_taken_back(scene: Scene) -> None:
    """AVG 7.3: as easily as it was given, also when nothing rests on it any more."""
    parent, page = scene.people["parent"], question(scene)
    leaves(scene.world, TODAY)
    assert "Toestemming intrekken" in sign_in(parent).get(page).content.decode()
    post(parent, page, answer="withdrawn")
    assert ConsentAnswer.objects.filter(consent=scene.consent, answer="withdrawn").count() == 1
    assert [one.title for one in waiting_for(scene.people["ib_er"])] == [ROW]
