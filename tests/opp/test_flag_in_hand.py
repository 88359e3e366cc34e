"""A flag that was not talked over: in the hands of those who steer the school, and nowhere else to be found."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.models import Notice
from caseflow.route.dossier import dossier_of
from caseflow.route.models import Case, Task
from caseflow.sop.rules import need
from caseflow.sop.vocabulary import RoleKind
from opp.models import Flag
from tests.opp.conftest import START, Story, flagged
from tests.route.stories import post, sign_in
from tests.walk.walker import Walker
from tests.world import SCHOOLS, make_world

TITLE = "Signaal handelingsverlegenheid"
HALF = START + timedelta(days=200)


@pytest.fixture
def raised(story: Story) -> Any:
    story.run()
    standing = str(story.world.sop.steps["opp"].state)
    QuerySet.update(Case.objects.filter(pk=story.case.pk), state=standing, step="opp")  # its way is another test's
    with clock.at(HALF):
        story.evaluate(-2)
        assert flagged(HALF) == 1
        yield story


def pages_of(story: Story, person: Any) -> str:
    """All that staff can open about this child, and the API's answer."""
    case = story.case
    urls = (
        reverse("route:start"),
        reverse("route:case", args=[case.pk]),
        reverse("route:board"),
        reverse("pupils:pupil", args=[case.pupil_id]),
        f"/api/cases/{case.pk}/",
    )
    return "".join(sign_in(person).get(url).content.decode() for url in urls)


def flag_in_api(story: Story, person: Any) -> list[tuple[Any, Any]]:
    answer = sign_in(person).get(f"/api/cases/{story.case.pk}/").json()

    def leaves(findings: Any) -> Any:
        for one in findings:
            yield from leaves(one["parts"]) if one["parts"] else [one]

    asked = [leaf for way in answer["exits"] for leaf in leaves(way["findings"]) if leaf["fact"] == "flag_raised_on"]
    return [(leaf["value"], leaf["met"]) for leaf in asked]


def test_it_is_nowhere_on_the_pages_of_others_until_it_was_talked_over(raised: Story) -> None:
    teacher = raised.world.of_kind(RoleKind.TEACHER)
    assert TITLE in pages_of(raised, raised.ib_er)
    assert TITLE in pages_of(raised, raised.director)
    assert flag_in_api(raised, raised.ib_er) == [(f"{HALF}", True)]
    assert TITLE not in pages_of(raised, teacher)
    assert flag_in_api(raised, teacher) == [(None, False)]
    assert TITLE not in str(dossier_of(Case.objects.get(pk=raised.case.pk)))
    told = set(Notice.objects.filter(kind="flag_raised").values_list("recipient_id", flat=True))
    assert told == {raised.ib_er.pk, raised.director.pk}
    post(raised.ib_er, reverse("route:act", args=[raised.case.pk, "talk_over_flag"]), how="Samen gekeken")
    assert "Samen gekeken" in pages_of(raised, teacher)
    assert flag_in_api(raised, teacher) == [(f"{HALF}", True)]


def test_it_is_nowhere_at_home_until_it_was_talked_over(raised: Story) -> None:
    parent = sign_in(raised.world.guardians[0].person)
    url = reverse("opp:guardian_flag", args=[Flag.objects.get().pk])
    child = reverse("route:guardian_child", args=[raised.case.pupil_id])
    assert parent.get(url).status_code == 404
    assert url not in parent.get(child).content.decode()
    post(raised.ib_er, reverse("route:act", args=[raised.case.pk, "talk_over_flag"]), how="Samen gekeken")
    assert parent.get(url).status_code == 200
    assert url in parent.get(child).content.decode()


def test_whoever_owns_the_step_those_who_steer_talk_it_over(db: None) -> None:
    """Here a teacher owns the step of the OPP: the flag is not hers to know of, so not hers to talk over either."""
    world = make_world(SCHOOLS / "het-kompas.yaml")
    walker = Walker(world, START)
    case = walker.walk_to("main", "wijktafel")
    assert world.sop.roles[world.sop.steps[case.step].owner[0]].kind is RoleKind.TEACHER
    for _twice in range(world.sop.handelingsverlegenheid.in_a_row):
        walker.do(case, need("last_verdict", "x", "evaluate_opp", "x", **{"is": "no_progress"}), 0)
    assert flagged(walker.today) == 1
    teacher, steers = world.of_kind(RoleKind.TEACHER), world.of_kind(RoleKind.IB_ER)
    url = reverse("route:act", args=[case.pk, "talk_over_flag"])
    with clock.at(walker.today):
        assert Task.objects.get(kind="flag").owner_role in world.sop.roles_of_kind(RoleKind.IB_ER)
        assert post(teacher, url, how="Ik wist het al").status_code == 403
        assert Flag.objects.get().talked_over_on is None
        assert url in sign_in(steers).get(reverse("route:case", args=[case.pk])).content.decode()
        assert post(steers, url, how="Samen gekeken").status_code == 302
        assert Flag.objects.get().talked_over_on == walker.today
    assert CaseEvent.objects.get(kind="talk_over_flag").actor_id == steers.pk
