"""Nobody sends a question that she did not see: who would hear is chosen by name, and the words are shown first."""

import re
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from caseflow import clock
from caseflow.route.asking import recipients_of
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.models import Case
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Consent
from tests.cast import make_guardian
from tests.route.stories import QUESTION, asked, case_at, crescendo, post, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def page(case: Case) -> str:
    return reverse("route:act", args=[case.pk, "ask_consent"])


def seen_on(shown: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', shown)
    return found[1] if found else ""


def send(world: World, case: Case, **said: Any) -> str:
    """What is shown after a press; "" when the question went."""
    answer = post(world.of_kind(RoleKind.IB_ER), page(case), **said)
    return "" if answer.status_code == 302 else str(answer.content.decode())


def outside(world: World) -> str:
    """A purpose for which several people of the house's list might hear of the child."""
    return next(key for key, one in world.sop.purposes.items() if len(one.roles) > 1)


def test_the_planned_talk_shows_its_question_at_once_and_one_press_sends_it(world: World) -> None:
    case, _item, first = asked(world)
    shown = sign_in(world.of_kind(RoleKind.IB_ER)).get(page(case)).content.decode()
    assert "Zo lezen de ouders de vraag" in shown
    assert world.people["orthopedagoog"].name in shown
    assert QUESTION not in first.text  # a yes is to a purpose for its term, and each talk has a question of its own
    assert send(world, case, seen=seen_on(shown)) == ""
    assert Consent.objects.latest("pk").text == first.text


def test_without_a_planned_talk_the_people_are_chosen_and_the_words_read_before_it_goes(world: World) -> None:
    case, purpose = case_at(world, "zorgteam"), outside(world)
    chosen, left_out = [world.people[role] for role in world.sop.purposes[purpose].roles[:2]]
    said = {"purpose": purpose, "recipients": [chosen.pk]}
    first = sign_in(world.of_kind(RoleKind.IB_ER)).get(page(case)).content.decode()
    assert "Laat zien hoe de ouders het lezen" in first
    assert "(mag leeg blijven als niemand van buiten de school erover hoort)" in first
    shown = send(world, case, **said)
    assert "Er klopt nog iets niet" not in shown  # to read first is no mistake
    assert shown.index("Zo lezen") < shown.index("Stel de vraag aan de ouders") < shown.index("Nog iets veranderen?")
    assert "Zo lezen de ouders de vraag" in shown
    question = shown.partition("Zo lezen de ouders de vraag")[2].partition("</section>")[0]
    assert chosen.name in question
    assert left_out.name not in question
    assert not Consent.objects.exists()
    assert send(world, case, **said, seen=seen_on(shown)) == ""
    consent = Consent.objects.get()
    assert list(consent.recipients.all()) == [chosen]
    assert left_out.name not in consent.text


def test_who_is_changed_after_reading_is_read_again(world: World) -> None:
    case, purpose = case_at(world, "zorgteam"), outside(world)
    one, other = [world.people[role].pk for role in world.sop.purposes[purpose].roles[:2]]
    mark = seen_on(send(world, case, purpose=purpose, recipients=[one]))
    assert "Er is iets veranderd" in send(world, case, purpose=purpose, recipients=[one, other], seen=mark)
    assert not Consent.objects.exists()


@pytest.mark.parametrize("who", [[], ["ib_er"]])
def test_nobody_and_somebody_else_are_refused(world: World, who: list[str]) -> None:
    case = case_at(world, "zorgteam")
    people = [world.people[role].pk for role in who]
    assert "Kies" in send(world, case, purpose=outside(world), recipients=people)
    assert not Consent.objects.exists()


def test_who_does_not_belong_to_the_purpose_is_refused_and_who_does_is_named(world: World) -> None:
    """Nobody who was ticked disappears from the question without a word."""
    case, purpose = case_at(world, "zorgteam"), outside(world)
    people = {key: recipients_of(case, world.sop, key) for key in world.sop.purposes}
    nobody = next(key for key, found in people.items() if not found)
    ticked = next(iter(people[purpose]))
    assert "Kies hier niemand." in send(world, case, purpose=nobody, recipients=[ticked])
    fits = next(key for key, found in people.items() if found and ticked not in found)
    shown = send(world, case, purpose=fits, recipients=[ticked])
    assert f"alleen kiezen: {', '.join(people[fits].values())}" in unescape(shown)
    assert "Zo lezen de ouders de vraag" not in shown


def test_a_question_that_is_asked_again_begins_with_what_it_asked_and_whom_it_named(world: World) -> None:
    case, _item, planned_one = asked(world)
    ib_er, people = (
        world.of_kind(RoleKind.IB_ER),
        {key: recipients_of(case, world.sop, key) for key in world.sop.purposes},
    )
    purpose = next(key for key, found in people.items() if found and key != planned_one.purpose)
    chosen = next(iter(people[purpose]))
    before = ask_consent(case.pk, purpose=purpose, recipients=[chosen], actor=ib_er)
    again = f"{page(case)}?again={before.pk}"
    form = sign_in(ib_er).get(again).context["form"]
    assert (form["purpose"].value(), form["recipients"].value()) == (purpose, [chosen])
    said = {"purpose": purpose, "recipients": [chosen]}
    shown = post(ib_er, again, **said).content.decode()
    assert post(ib_er, again, **said, seen=seen_on(shown)).status_code == 302
    assert Consent.objects.latest("pk").purpose == purpose
    for other in ("0", "x"):
        assert sign_in(ib_er).get(f"{page(case)}?again={other}").status_code == 200


@pytest.mark.parametrize(("word", "says"), [("refused", "zei op {} nee"), ("withdrawn", "trok op {} een ja")])
def test_who_asks_again_after_a_no_reads_whose_it_was_and_to_talk_first(world: World, word: str, says: str) -> None:
    case, _item, consent = asked(world)
    ib_er, mother = world.of_kind(RoleKind.IB_ER), world.guardians[0].person
    day = date_format(consent.asked_on, "j F Y")
    told, again = f"{mother.name} {says.format(day)}", {"purpose": consent.purpose, "recipients": [*consent.named]}
    assert "Praat er eerst samen over" not in post(ib_er, page(case), **again).content.decode()
    for answer in dict.fromkeys(("given", word) if word == "withdrawn" else (word,)):
        answer_consent(consent.pk, answer=answer, actor=mother)
    shown = post(ib_er, page(case), **again).content.decode()
    assert told in shown
    assert "Praat er eerst samen over" in shown
    make_guardian(world.pupil, person=ib_er)  # at work she does not hear which other parent said it
    form = post(ib_er, page(case), **again).content.decode()
    assert ("Op deze vraag is nee gezegd." in form, told in form) == (True, False)
