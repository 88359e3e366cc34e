"""Asked again about the same, or asked before gezag changed: what counts is shown, and no answer is lost to sight."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Consent, Grant, Guardian
from tests.cast import set_gezag
from tests.route.stories import asked, crescendo, shared, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
BEFORE = "Hierop is al ja gezegd: op de vraag van 9 maart 2026."
STANDS = "Het ja op de vraag van 9 maart 2026 telt nog, tot en met"


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def page(person: Any, name: str, *args: Any) -> str:
    response = sign_in(person).get(reverse(name, args=args))
    assert response.status_code == 200
    return str(response.content.decode())


def test_who_asks_again_is_warned_and_which_counts_is_shown_to_staff_and_guardians(world: World) -> None:
    case, _item, consent = shared(world)
    ib_er, mother = world.of_kind(RoleKind.IB_ER), world.guardians[0].person
    with clock.at(TODAY + timedelta(days=7)):
        assert BEFORE in page(ib_er, "route:act", case.pk, "ask_consent")
        assert STANDS not in page(ib_er, "route:case", case.pk)
        again = ask_consent(case.pk, actor=ib_er)
        asks = page(ib_er, "route:act", case.pk, "ask_consent")
        assert BEFORE in asks
        assert "Deze vraag ligt sinds 16 maart 2026 al bij de ouders" in asks
        assert page(ib_er, "route:case", case.pk).count(STANDS) == 1
        assert Grant.objects.live(clock.today()).filter(consent=consent).exists()  # they read on, as it says
        first = reverse("route:guardian_consent", args=[consent.pk])
        question = page(mother, "route:guardian_consent", again.pk)
        assert "De school vroeg u dit ook op 9 maart 2026." in question
        assert first in question
        assert "deze toestemming geldt, tot en met" in page(mother, "route:guardian_child", case.pupil_id)
        for guardian in world.guardians:
            answer_consent(again.pk, answer="given", actor=guardian.person)
        assert STANDS not in page(ib_er, "route:case", case.pk)
        answer_consent(consent.pk, answer="withdrawn", actor=mother)
        child = page(mother, "route:guardian_child", case.pupil_id)
        assert "de school vroeg dit later opnieuw" in child
        assert "deze toestemming geldt, tot en met" not in child  # her no is to the purpose, whichever question she saw


def test_of_one_question_nothing_is_said_of_another(world: World) -> None:
    case, _item, _consent = shared(world)
    assert "deze toestemming geldt" not in page(world.guardians[0].person, "route:guardian_child", case.pupil_id)


@pytest.mark.parametrize("gezag", ["no", "restricted"])
def test_an_answer_stays_on_the_case_when_gezag_changes(world: World, gezag: str) -> None:
    case, _item, consent = asked(world)
    ib_er, one = world.of_kind(RoleKind.IB_ER), world.guardians[0]
    answer_consent(consent.pk, answer="refused", view="Liever niet.", actor=one.person)
    once = "antwoordde toen het gezag anders lag; wordt nu niet meer gevraagd"
    assert once not in page(ib_er, "route:case", case.pk)
    set_gezag(Guardian.objects.get(pk=one.pk), gezag)
    shown = page(ib_er, "route:case", case.pk)
    assert shown.count(once) == 1
    assert "Liever niet." in shown
    assert not Consent.objects.objected(TODAY).exists()  # it is read, and counts no more
