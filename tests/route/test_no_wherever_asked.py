"""The same asked twice: a "no" to either counts, whatever was said to the other (floor rule 2, AVG art. 7.3)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.route.arranging import carriers_possible
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.commands.helping import set_carriers
from caseflow.route.commands.support import decide_arrangement, propose_arrangement
from caseflow.route.models import Arrangement
from caseflow.route.ruling import Refused
from caseflow.sop.vocabulary import RoleKind
from pupils import signing
from pupils.commands.contact import pass_over_guardian, record_contact_attempt
from pupils.errors import Invalid
from pupils.models import Consent, ConsentAnswer, Grant, PassedOver
from tests.cast import answer, make_consent
from tests.pupils.test_consent_table import say_as_pupil
from tests.route.stories import case_at, crescendo, guardians_say_yes, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)
HELP = "poa_begeleiding"
PURPOSE = "advies_deskundige"


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def propose(world: World, case_id: int) -> None:
    days = {"starts_on": clock.today(), "ends_on": clock.today() + 100 * DAY}
    propose_arrangement(case_id, key=HELP, goal="Samen spelen", hours=1, actor=world.of_kind(RoleKind.IB_ER), **days)


def test_who_was_passed_over_and_withdraws_her_older_yes_is_heard(world: World) -> None:
    case, ib_er, director = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.DIRECTOR)
    one, silent = world.guardians
    older = guardians_say_yes(world, case, PURPOSE)
    with clock.at(TODAY + 30 * DAY):
        newer = ask_consent(case.pk, purpose=PURPOSE, actor=ib_er)
        answer_consent(newer.pk, answer="given", actor=one.person)
        record_contact_attempt(silent.pk, on=clock.today(), how="phone", actor=ib_er)
    with clock.at(TODAY + 31 * DAY):
        record_contact_attempt(silent.pk, on=clock.today(), how="phone", actor=ib_er)
        pass_over_guardian(guardian_id=silent.pk, consent_id=newer.pk, reasons="stil", actor=director)
        assert Consent.objects.live(clock.today()).filter(pk=newer.pk).exists()
        answer_consent(older.pk, answer="withdrawn", actor=silent.person)
        assert not Consent.objects.live(clock.today()).exists()
        propose(world, case.pk)
        with pytest.raises(Refused):
            decide_arrangement(case.pk, grant=True, reasons="Goed plan", actor=director)


def test_a_no_to_the_newer_question_gives_nobody_a_place_on_the_older_yes(world: World) -> None:
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    propose(world, case.pk)
    older = guardians_say_yes(world, case, PURPOSE)
    decide_arrangement(case.pk, grant=True, reasons="Goed plan", actor=world.of_kind(RoleKind.DIRECTOR))
    one, people = Arrangement.objects.get(), sorted(carriers_possible(Arrangement.objects.get(), world.sop, TODAY))
    set_carriers(one.pk, people=people, actor=ib_er)
    assert Grant.objects.live(TODAY).exists()
    with clock.at(TODAY + DAY):
        newer = ask_consent(case.pk, purpose=PURPOSE, actor=ib_er)
        answer_consent(newer.pk, answer="refused", actor=world.guardians[1].person)
        assert not Grant.objects.live(clock.today()).exists()
        read = sign_in(world.guardians[1].person).get(reverse("route:guardian_consent", args=[older.pk]))
        told = " ".join(read.content.decode().split())
        assert "U zei ja op 9 maart 2026.</b> Op 10 maart 2026 zei u nee op een andere vraag hierover." in told
        assert reverse("route:guardian_consent", args=[newer.pk]) in told
        assert "Bekijk de vraag, of zeg toch ja" not in told
        listed = sign_in(world.guardians[1].person).get(reverse("route:guardian_child", args=[case.pupil_id]))
        assert "Uw antwoord: ja" in listed.content.decode()
        assert "Uw antwoord: nee" in listed.content.decode()
        with pytest.raises(Invalid, match="ja zeiden"):
            set_carriers(one.pk, people=people, actor=ib_er)
        answer_consent(older.pk, answer="given", actor=world.guardians[1].person)
        set_carriers(one.pk, people=people, actor=ib_er)  # she said yes again, to the question that named them
        assert Grant.objects.live(clock.today()).exists()


def two(world: World, **fields: Any) -> tuple[Consent, Consent]:
    usual = {"case_id": case_at(world, "hgw").pk, "purpose": "p", **fields}
    return make_consent(world.pupil, **usual), make_consent(world.pupil, **usual)


def live(consent: Consent) -> bool:
    return Consent.objects.live(TODAY).filter(pk=consent.pk).exists()


def word(consent: Consent) -> str:
    return str(Consent.objects.with_word(TODAY).get(pk=consent.pk).word)


def test_where_one_is_enough_asking_again_does_not_lose_the_other_ones_no(world: World) -> None:
    first, again = two(world, everyone=False)
    one, other = world.guardians
    answer(first, one, "given")
    answer(first, other, "refused")
    answer(again, one, "given")
    assert (word(first), word(again)) == ("refused", "asked")
    assert not live(first)
    assert not live(again)
    answer(again, other, "given")
    assert (word(first), word(again)) == ("refused", "given")


def test_a_question_about_something_else_or_in_another_case_keeps_its_yes(world: World) -> None:
    first, again = two(world)
    other = make_consent(world.pupil, case_id=first.case_id, purpose="q")
    elsewhere = make_consent(world.pupil, case_id=first.case_id + 1, purpose="p")
    for guardian in world.guardians:
        for consent in (first, other, elsewhere):
            answer(consent, guardian, "given")
    answer(again, world.guardians[0], "withdrawn")
    assert [word(one) for one in (first, other, elsewhere)] == ["withdrawn", "given", "given"]
    assert signing.word_of(ConsentAnswer, first.pk, world.guardians[1]) == "given"


def test_nobody_is_passed_over_who_said_no_to_the_other_question(world: World) -> None:
    first, again = two(world)
    one, other = world.guardians
    answer(again, one, "given")
    row = {"by": world.of_kind(RoleKind.DIRECTOR), "reasons": "x", "on": TODAY}
    PassedOver.objects.create(guardian=other, consent=again, **row)
    assert live(again)
    answer(first, other, "refused")
    assert (live(again), word(again)) == (False, "asked")


def test_the_pupils_own_no_counts_in_either_question_too(world: World) -> None:
    type(world.pupil).objects.filter(pk=world.pupil.pk).update(born_on=date(2009, 1, 1))
    first, again = two(world)
    say_as_pupil(first, "given", TODAY)
    assert live(first)
    say_as_pupil(again, "refused", TODAY)
    assert (word(first), word(again)) == ("refused", "refused")
