"""A guardian who is asked reads that her yes alone is not enough, and what a no does; nothing of the other's answer."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape
from pypdf import PdfReader

from caseflow import clock
from caseflow.route.commands.consent import answer_consent
from caseflow.route.commands.letters import letters_waiting
from caseflow.route.letters import letters_pdf
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Consent, Guardian, Person
from tests.cast import set_gezag
from tests.route.papers import Writing
from tests.route.stories import asked, crescendo, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
ALL = "Uw ja alleen is niet genoeg: iedere ouder met gezag moet ja zeggen."
ONE = "Het ja van één ouder met gezag is genoeg."
NO = "Zegt één van hen nee, dan gebeurt dit niet."
WORDS = {
    "nl": (ALL, NO),
    "en": ("Your yes alone is not enough: every parent with authority has to say yes.", "If one of them says no"),
    "ar": ("موافقتكم وحدها لا تكفي", "إذا قال أحدهم لا"),
}


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def page(guardian: Guardian, consent: Consent) -> str:
    url = reverse("route:guardian_consent", args=[consent.pk])
    answered = sign_in(guardian.person).get(url)
    assert answered.status_code == 200
    return str(answered.content.decode())


@pytest.mark.parametrize("language", WORDS)
def test_she_reads_it_in_her_own_language(world: World, language: str) -> None:
    _case, _item, consent = asked(world)
    Person.objects.filter(pk=world.guardians[0].person_id).update(language=language)
    world.guardians[0].refresh_from_db()
    for words in WORDS[language]:
        assert words in page(world.guardians[0], consent)


def test_it_says_the_same_whatever_the_other_answered(world: World) -> None:
    _case, _item, consent = asked(world)
    one, other = world.guardians
    before = page(one, consent)
    answer_consent(consent.pk, answer="given", actor=other.person)
    after = page(one, consent)
    assert before.index('name="view"') < before.index(ALL) < before.index('value="given"')
    assert ALL in after
    assert other.person.name not in after
    assert (other.person.email or "-") not in after


def test_dutch_has_its_labelled_lines_too_above_the_words_that_bind(world: World) -> None:
    _case, _item, consent = asked(world)
    one, other = world.guardians
    set_gezag(other, "unknown")
    worth = "Uw nee telt nu al, uw ja pas als dat vastligt."
    for guardian, says in ((one, False), (other, True)):
        seen = page(guardian, consent)
        assert (
            seen.index("<dt>Met wie</dt>") < seen.index("De vraag, woord voor woord") < seen.index(escape(consent.text))
        )
        assert (worth in seen) is says
        answer_consent(consent.pk, answer="given", actor=guardian.person)
        assert (worth in page(guardian, consent)) is says
        assert consent.answers.get(guardian=guardian).text_shown == consent.text


def test_who_answers_alone_is_not_told_of_others(world: World) -> None:
    """A widow is not told that she is not enough."""
    _case, _item, consent = asked(world)
    set_gezag(world.guardians[1], "no")
    seen = page(world.guardians[0], consent)
    assert ALL not in seen
    assert NO not in seen


def test_where_one_is_enough_it_says_that(world: World) -> None:
    _case, _item, of_all = asked(world)
    consent = Consent.objects.get(pk=of_all.pk)
    consent.pk, consent.everyone = None, False
    consent.save()
    seen = page(world.guardians[0], consent)
    assert ONE in seen
    assert NO in seen
    assert ALL not in seen


def test_not_once_it_is_answered_or_goes_on_without_her(world: World) -> None:
    _case, _item, consent = asked(world)
    answer_consent(consent.pk, answer="refused", actor=world.guardians[1].person)
    for guardian in world.guardians:
        assert ALL not in page(guardian, consent)


def test_on_paper_too(world: World) -> None:
    Person.objects.filter(pk=world.guardians[0].person_id).update(email=None)
    asked(world)
    posts = letters_waiting(world.school, actor=world.of_kind(RoleKind.IB_ER))
    words = " ".join(" ".join(one.extract_text() for one in PdfReader(BytesIO(_made(posts, world))).pages).split())
    assert ALL in words
    assert NO in words


def _made(posts: Any, world: World) -> bytes:
    return letters_pdf(posts, world.school)


@pytest.mark.parametrize(("guardians", "says"), [(("yes", "yes"), True), (("yes", "unknown"), True), (("yes",), False)])
def test_so_does_a_document(guardians: tuple[str, ...], says: bool) -> None:
    writing = Writing.at("steunronde", *guardians)
    paper = writing.lay("hulpplan")
    seen = sign_in(writing.parent()).get(reverse("route:guardian_paper", args=[paper.pk])).content.decode()
    told = "De school vraagt dit aan iedere ouder met gezag. Zegt één van hen nee, dan praat de school eerst verder."
    assert (told in seen) is says
