"""A yes is taken back whenever the law lets it (AVG art. 7.3), and what stands beside the button is what it stops."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.commands.support import decide_arrangement, propose_arrangement
from caseflow.route.models import Case
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Consent, Grant
from tests.route.stories import asked, case_at, crescendo, post, shared, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
TALK = "Dan gaat het gesprek van 16 maart 2026 niet door."
READ = "Mensen van buiten de school kunnen dan meteen niets meer lezen."
NOTHING = "Er is nu geen gesprek gepland"
BUTTON = "Toestemming intrekken"


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def page_of(world: World, consent: Consent) -> str:
    url = reverse("route:guardian_consent", args=[consent.pk])
    return sign_in(world.guardians[0].person).get(url).content.decode()


def close(case: Case) -> None:
    QuerySet(Case).filter(pk=case.pk).update(state="closed", closed_on=TODAY, ending="support_ended")


def test_of_a_talk_that_comes_it_says_the_talk(world: World) -> None:
    _case, _item, consent = asked(world)
    answer_consent(consent.pk, answer="given", actor=world.guardians[0].person)
    page = page_of(world, consent)
    assert TALK in page
    assert READ not in page


def test_of_what_is_shared_it_says_that_nobody_reads_any_more(world: World) -> None:
    _case, _item, consent = shared(world)
    page = page_of(world, consent)
    assert TALK in page
    assert READ in page


def test_of_what_is_over_it_promises_nothing(world: World) -> None:
    _case, item, consent = shared(world)
    QuerySet(type(item)).filter(pk=item.pk).update(state="held")
    Grant.objects.update(ended_on=TODAY)
    page = page_of(world, consent)
    assert NOTHING in page
    for said in (TALK, READ):
        assert said not in page


def test_of_help_that_runs_it_says_which(world: World) -> None:
    """A consent to help is about no talk at all."""
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    helper = world.people["poa_begeleider"]
    told = {"goal": "vertelt in zinnen", "hours": 2, "starts_on": TODAY, "ends_on": TODAY + timedelta(weeks=8)}
    propose_arrangement(case.pk, key="poa_begeleiding", actor=ib_er, **told)
    consent = ask_consent(case.pk, purpose="advies_deskundige", recipients=[helper.pk], actor=ib_er)
    for guardian in world.guardians:
        answer_consent(consent.pk, answer="given", actor=guardian.person)
    assert NOTHING in page_of(world, consent)
    one = decide_arrangement(case.pk, grant=True, reasons="nodig", actor=world.of_kind(RoleKind.DIRECTOR))
    page = page_of(world, consent)
    assert f"Voor ‘{one.name}’ deelt de school dan niets meer met mensen van buiten." in page
    assert "gesprek" not in page.partition("Van gedachten veranderd?")[2].partition("<form")[0]


def test_a_yes_is_taken_back_when_the_case_is_closed_and_the_page_says_so(world: World) -> None:
    case, _item, consent = shared(world)
    close(case)
    page = page_of(world, consent)
    assert BUTTON in page
    assert "Waarvoor de school dit vroeg, is afgesloten. Uw ja loopt nog tot en met" in page
    assert "Er kan niets meer mee worden gedeeld" not in page
    url = reverse("route:guardian_consent", args=[consent.pk])
    assert post(world.guardians[0].person, url, answer="withdrawn", view="").status_code == 302
    assert Consent.objects.objected(TODAY).exists()
    page = page_of(world, consent)
    assert BUTTON not in page
    assert "U trok uw toestemming in op 9 maart 2026." in page


def test_after_its_term_there_is_nothing_to_take_back(world: World) -> None:
    _case, _item, consent = shared(world)
    with clock.at(consent.until + timedelta(days=1)):
        assert BUTTON not in page_of(world, consent)
