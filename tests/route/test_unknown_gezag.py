"""Who may have gezag may stop what is asked now, and reads nothing: not what was settled without her, nor whose no."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.models import Case
from caseflow.sop.vocabulary import RoleKind
from opp.commands.agreement import agree_handelingsdeel
from opp.models import Handelingsdeel
from pupils.models import Consent, ConsentAnswer, Guardian
from tests.cast import make_consent, set_gezag
from tests.opp.conftest import Story
from tests.route.stories import asked, case_at, crescendo, post, sign_in
from tests.world import World, make_guardian, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def later(world: World) -> Guardian:
    """Put beside the child a day after what was asked."""
    with clock.at(TODAY + DAY):
        return make_guardian(world.pupil, make_person("Va Der"), "unknown")


def doors(guardian: Guardian, consent: Consent) -> list[int]:
    """The question and its record."""
    names = ("route:guardian_consent", "route:guardian_consent_record")
    client = sign_in(guardian.person)
    return [client.get(reverse(name, args=[consent.pk])).status_code for name in names]


def close(case_id: int) -> None:
    QuerySet(Case).filter(pk=case_id).update(state="closed", closed_on=TODAY, ending="support_ended")


def happens(world: World, consent: Consent, what: str) -> None:
    one, other = (guardian.person for guardian in world.guardians)
    for person in (one, other):
        if what != "waits":
            answer_consent(consent.pk, answer="given", actor=person)
    if what in ("refused", "withdrawn"):
        answer_consent(consent.pk, answer=what, actor=other)
    if what == "closed":
        close(consent.case_id)


@pytest.mark.parametrize(
    ("before", "sees"),
    [("waits", True), ("given", True), ("refused", False), ("withdrawn", False), ("closed", False), ("expired", False)],
)
def test_of_what_was_asked_before_she_was_here_only_what_waits_is_hers(world: World, before: str, sees: bool) -> None:
    """A yes that all must give waits for her, too; what one parent said no to, or is over, is not."""
    _case, _item, consent = asked(world)
    happens(world, consent, before)
    guardian = later(world)
    day = consent.until + DAY if before == "expired" else TODAY + DAY
    with clock.at(day):
        assert doors(guardian, consent) == ([200, 200] if sees else [404, 404])


def test_what_one_yes_carries_is_hers_if_it_was_asked_when_she_was_here(world: World) -> None:
    case, version = case_at(world, "zorgteam"), world.school.involved_by
    consent = make_consent(
        world.pupil, everyone=False, purpose="advies_deskundige", case_id=case.pk, sop_version=version
    )
    set_gezag(world.guardians[1], "unknown")
    answer_consent(consent.pk, answer="given", actor=world.guardians[0].person)
    guardian = later(world)
    with clock.at(TODAY + DAY):
        assert doors(guardian, consent) == [404, 404]
        assert doors(world.guardians[1], consent) == [200, 200]
        url = reverse("route:guardian_consent", args=[consent.pk])
        assert post(world.guardians[1].person, url, answer="refused", view="").status_code == 302
    assert Consent.objects.objected(TODAY + DAY).exists()


def test_what_she_answered_herself_stays_hers_when_the_case_is_closed(world: World) -> None:
    set_gezag(world.guardians[1], "unknown")
    _case, _item, consent = asked(world)
    answer_consent(consent.pk, answer="given", actor=world.guardians[1].person)
    happens(world, consent, "closed")
    assert doors(world.guardians[1], consent) == [200, 200]
    with clock.at(consent.until + DAY):
        assert doors(world.guardians[1], consent) == [200, 200]


def test_she_does_not_read_that_another_parent_said_no(world: World) -> None:
    set_gezag(world.guardians[0], "unknown")
    case, _item, consent = asked(world)
    person = world.guardians[0].person
    answer_consent(consent.pk, answer="given", actor=person)
    answer_consent(consent.pk, answer="refused", actor=world.guardians[1].person)
    other = ask_consent(case.pk, purpose="advies_deskundige", actor=world.of_kind(RoleKind.IB_ER))
    answer_consent(other.pk, answer="refused", actor=world.guardians[1].person)
    client = sign_in(person)
    urls = (
        reverse("route:guardian_start"),
        reverse("route:guardian_consent", args=[consent.pk]),
        reverse("route:guardian_consent", args=[other.pk]),
    )
    for page in (client.get(url).content.decode() for url in urls):
        assert "De school gaat hier nu niet mee verder." in page
        for read in ("een ja. Daarom", "Het gesprek van", "gaat niet door"):
            assert read not in page
    assert ConsentAnswer.objects.filter(guardian=world.guardians[0]).count() == 1


def test_a_plan_that_came_in_force_without_her_is_not_hers_and_one_that_waits_is(world: World) -> None:
    story = Story(world, case_at(world, "hgw"))
    story.draw_up()
    story.set_perspective()
    waits = story.offer()
    guardian = later(world)
    url = reverse("opp:guardian_handelingsdeel", args=[waits.pk])
    assert sign_in(guardian.person).get(url).status_code == 200
    Handelingsdeel.objects.filter(pk=waits.pk).update(in_force_on=TODAY)
    assert sign_in(guardian.person).get(url).status_code == 404
    assert post(guardian.person, url, answer="objected", view="").status_code == 404
    assert sign_in(world.guardians[0].person).get(url).status_code == 200


def test_a_plan_that_she_objected_to_stays_hers_to_look_back_at(world: World) -> None:
    story = Story(world, case_at(world, "hgw"))
    story.draw_up()
    story.set_perspective()
    version = story.offer()
    set_gezag(world.guardians[1], "unknown")
    agree_handelingsdeel(version.pk, answer="objected", actor=world.guardians[1].person)
    close(story.case.pk)
    url = reverse("opp:guardian_handelingsdeel", args=[version.pk])
    assert sign_in(world.guardians[1].person).get(url).status_code == 200
