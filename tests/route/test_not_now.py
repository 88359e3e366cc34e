"""Who did not say no is told that it does not happen when somebody else's yes is not there: not whose, nor why."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.consent import answer_consent, ask_consent, record_pupil_answer
from caseflow.route.commands.talk import plan_item, share_item
from caseflow.route.models import Case
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Consent, ConsentAnswer, Pupil
from tests.route.stories import asked, case_at, crescendo, post, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
SAID = "Er is niet van iedereen met gezag een ja. Daarom gebeurt dit nu niet."
WHY = "Ik vertrouw die mensen niet."
CARE = "onderzoek_dyslexie"


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def answered(world: World, mine: str, other: str) -> Consent:
    """Both may have said yes before, and it was shared; then each says what she says."""
    case, _item, consent = asked(world)
    one, another = (guardian.person for guardian in world.guardians)
    if "withdrawn" in (mine, other):
        for person in (one, another):
            answer_consent(consent.pk, answer="given", actor=person)
        share_item(case.pk, actor=world.of_kind(RoleKind.IB_ER))
    for person, word in ((one, mine), (another, other)):
        if word:
            answer_consent(consent.pk, answer=word, view=WHY if word != "given" else "", actor=person)
    return consent


def pages(world: World, consent: Consent) -> tuple[str, str]:
    """Her start page, and the question."""
    client = sign_in(world.guardians[0].person)
    urls = reverse("route:guardian_start"), reverse("route:guardian_consent", args=[consent.pk])
    start, question = (client.get(url).content.decode() for url in urls)
    return start, question


@pytest.mark.parametrize(
    ("mine", "other", "told"),
    [
        ("given", "refused", True),
        ("given", "withdrawn", True),
        ("given", "given", False),
        ("given", "", False),
        ("refused", "refused", False),
        ("withdrawn", "given", False),
        ("", "refused", True),
    ],
)
def test_she_is_told_that_it_does_not_happen_unless_she_said_no(
    world: World, mine: str, other: str, told: bool
) -> None:
    for page in pages(world, answered(world, mine, other)):
        assert (SAID in page) is told


def test_who_said_nothing_yet_is_not_waited_for_and_may_answer_all_the_same(world: World) -> None:
    _start, question = pages(world, answered(world, "", "refused"))
    assert "De school vraagt uw toestemming</h1>" not in question
    assert "Ik wil toch antwoorden" in question
    assert "Wat kan er nu wel?" in question
    assert question.count('name="answer"') == 2


@pytest.mark.parametrize("other", ["refused", "withdrawn"])
def test_not_whose_and_not_why_but_what_ends_and_what_stays_open(world: World, other: str) -> None:
    consent = answered(world, "given", other)
    start, question = pages(world, consent)
    for page in (start, question):
        assert WHY not in page
        assert world.guardians[1].person.name not in page
        assert "andere ouder" not in page
    assert reverse("route:guardian_consent", args=[consent.pk]) in start
    assert "Het gesprek van 16 maart 2026 gaat niet door." in question
    assert "Wat kan er nu wel?" in question
    called = consent.named[str(world.people["orthopedagoog"].pk)]
    assert (f"{called} kan hiervoor niets meer lezen." in question) is (other == "withdrawn")


def test_her_own_yes_after_a_no_says_which_words_were_whose_and_that_the_talk_stays_off(world: World) -> None:
    consent = answered(world, "refused", "given")
    url, person = reverse("route:guardian_consent", args=[consent.pk]), world.guardians[0].person
    before = sign_in(person).get(url).content.decode()
    assert before.partition("Bekijk de vraag, of zeg toch ja")[2].partition("</details>")[0].count("<textarea") == 1
    assert "komt niet vanzelf terug" not in before
    post(person, url, answer="given", view="Na het gesprek met juf vind ik het goed.")
    page = sign_in(person).get(url).content.decode()
    assert "bij uw nee van 9 maart 2026" in page
    assert "bij uw ja van 9 maart 2026" in page
    assert "Het gesprek dat door uw nee niet doorging, komt niet vanzelf terug." in page
    other = sign_in(world.guardians[1].person).get(url).content.decode()
    assert "komt niet vanzelf terug" not in other  # whose no it was is not told


def test_it_is_over_with_the_question_the_case_or_a_newer_question(world: World) -> None:
    consent = answered(world, "given", "refused")
    with clock.at(consent.until + timedelta(days=1)):
        assert all(SAID not in page for page in pages(world, consent))
    ib_er = world.of_kind(RoleKind.IB_ER)
    case = Case.objects.get(pk=consent.case_id)
    plan_item(case.pk, on=TODAY + timedelta(days=8), question="En nu?", actor=ib_er)
    again = ask_consent(case.pk, actor=ib_er)
    start, _question = pages(world, again)
    assert SAID not in start  # she is asked anew


def test_who_holds_gezag_not_yet_recorded_is_told_that_it_does_not_go_on_and_not_why(world: World) -> None:
    consent = answered(world, "given", "refused")
    world.guardians[0].__class__.objects.filter(pk=world.guardians[0].pk).update(gezag="unknown")
    for page in pages(world, consent):
        assert "De school gaat hier nu niet mee verder." in page
        assert SAID not in page


def test_where_the_child_answers_too_the_words_do_not_tell_which_of_them_it_was(world: World) -> None:
    Pupil.objects.filter(pk=world.pupil.pk).update(born_on=TODAY.replace(year=TODAY.year - 13))
    ib_er = world.of_kind(RoleKind.IB_ER)
    consent = ask_consent(case_at(world, "hgw").pk, purpose=CARE, actor=ib_er)
    for guardian in world.guardians:
        answer_consent(consent.pk, answer=ConsentAnswer.yes, actor=guardian.person)
    said = {"how": "talk", "answered_on": TODAY, "witness": "Ida", "words": WHY, "actor": ib_er}
    record_pupil_answer(consent.pk, answer="refused", **said)
    for page in pages(world, consent):
        assert "Er is niet van iedereen die hierop antwoordt een ja." in page
        assert WHY not in page
