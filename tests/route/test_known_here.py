"""What a school wrote down is what it reads: an account's own name is told nobody where its owner never came in."""

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.route.asking import recipients_of
from caseflow.route.commands.consent import answer_consent
from caseflow.route.commands.talk import share_item
from caseflow.route.consent_text import gist_of
from caseflow.route.models import Invitation
from caseflow.route.stopped import stopped_by
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.inviting import make_invitation
from pupils.models import Invitation as WayIn
from pupils.models import Person, RoleAssignment
from tests.route.stories import asked, case_at, crescendo, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
OWN, HERE = "Saartje uit de Trein", "Mevrouw De Vries"


@pytest.fixture
def world() -> World:
    """Somebody from outside, known to this school by another name than her account has."""
    world = crescendo()
    person = world.people["orthopedagoog"]
    Person.objects.filter(pk=person.pk).update(name=OWN)
    RoleAssignment.objects.filter(person=person).update(called=HERE)
    return world


def shown(world: World) -> list[str]:
    """What is read wherever somebody is chosen or named: the table of a talk, who would hear, and the question."""
    case, item, consent = asked(world)
    ib_er = world.of_kind(RoleKind.IB_ER)
    other = case_at(world, "zorgteam", world.new_pupil())
    page = sign_in(ib_er).get(reverse("route:act", args=[other.pk, "plan_item"])).content.decode()
    places = Invitation.objects.filter(guardian__in=world.guardians, item=item)
    invited = reverse("route:guardian_invitation", args=[places.earliest("pk").pk])
    for guardian in world.guardians:
        answer_consent(consent.pk, answer="given", actor=guardian.person)
    panel = sign_in(ib_er).get(reverse("route:case", args=[case.pk])).content.decode()
    at_the_table = sign_in(world.guardians[0].person).get(invited).content.decode()
    share_item(case.pk, actor=ib_er)
    answer_consent(consent.pk, answer="withdrawn", actor=world.guardians[0].person)
    return [
        page,
        panel.partition("Uitgenodigd")[2],
        at_the_table,
        " ".join(stopped_by(consent).people),
        " ".join(recipients_of(case, world.sop, item.purpose).values()),
        consent.text,
        str(gist_of(consent).facts),
    ]


def test_who_never_came_in_is_called_as_the_school_knows_her(world: World) -> None:
    for text in shown(world):
        assert OWN not in text
        assert HERE in text


def test_a_second_role_with_another_spelling_changes_no_name_that_parents_read(world: World) -> None:
    """They said yes to who they read of first; nobody hears that she is called otherwise elsewhere."""
    role = RoleAssignment.objects.get(person=world.people["orthopedagoog"])
    role.pk, role.called = None, "J. de Vries-Jansen"
    role.save()
    for text in shown(world):
        assert HERE in text
        assert "Jansen" not in text


def test_who_came_in_is_called_as_she_calls_herself(world: World) -> None:
    person, actor = world.people["orthopedagoog"], world.of_kind(RoleKind.IB_ER)
    invitation = make_invitation(person, world.school, WayIn.Kind.OUTSIDER, actor=actor)
    WayIn.objects.filter(pk=invitation.pk).update(used_at=clock.now())
    for text in shown(world):
        assert OWN in text
        assert HERE not in text
