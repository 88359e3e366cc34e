"""Floor rule 6 at a desk that is not the SWV's own: it hears of the child after a yes, and no more than was asked."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands import consent, referral, referral_word
from caseflow.route.models import Referral, Task
from pupils.errors import Invalid
from pupils.models import Guardian, Person
from tests.cast import set_gezag
from tests.law import school
from tests.law.school import START, TEXT, Story, later, refused
from tests.world import store_version

RAAD = (
    (
        "desks:\n",
        "desks:\n"
        "  raad: {name: De Raad, kind: cluster, asks: [cluster], purpose: raad, decides_within: 8 weeks, cite: x}\n",
    ),
    (
        "purposes:\n",
        "purposes:\n"
        "  raad: {name: Vragen aan de Raad, asks: Mag het?, parts: [pupil, hgw], lasts: 6 months, cite: x}\n",
    ),
    (
        "      - {name: Naar het loket,",
        "      - {name: Naar de raad, to: bij_de_raad, cite: x}\n      - {name: Naar het loket,",
    ),
)
STEP = """  bij_de_raad:
    name: Bij de raad
    state: referred
    owner: coach
    desk: raad
    exits:
      - {name: Weg, close: admitted_special, cite: x}
      - {name: Terug, to: begin, back: true, cite: x}
    cite: x
"""


@pytest.fixture
def story(db, tmp_path, monkeypatch):
    """At the limit, with a referral to the council that both guardians saw."""
    text = TEXT
    for before, after in RAAD:
        assert before in text
        text = text.replace(before, after, 1)
    path = tmp_path / "school.yaml"
    path.write_text(text + STEP, encoding="utf-8")
    monkeypatch.setattr(school, "FLOOR", path)
    with clock.at(START):
        story = Story.begin()
        story.hgw_cycle()
        story.go("grens")
        running = referral.prepare_referral(
            story.case.pk, exit_key="bij_de_raad", asks="cluster", question="en u?", actor=story.coach
        )
        story.show()
        story.views(running)
        yield story


def send(story: Story) -> Referral:
    return referral.send_referral(story.case.pk, "bij_de_raad", reason="wij vragen hun", actor=story.baas)


def test_nothing_goes_to_it_before_every_guardian_said_yes(story):
    with refused(by=6):
        send(story)
    story.consent("given", purpose="raad")
    with refused(by=6):  # one of two
        send(story)
    story.consent("given", "given", purpose="raad")
    assert send(story).state == Referral.SENT


@pytest.mark.parametrize("word", ["refused", "withdrawn"])
def test_one_no_stops_it(story, word):
    asked = story.consent("given", "given" if word == "withdrawn" else "refused", purpose="raad")
    if word == "withdrawn":
        consent.answer_consent(asked.pk, answer="withdrawn", actor=story.father)
    with refused(by=6):
        send(story)


def test_an_objection_to_the_referral_itself_stops_it_too(story):
    """Whatever they said yes to before they read it: one no stops what needs consent (floor rule 2)."""
    story.consent("given", "given", purpose="raad")
    running = Referral.objects.get()
    referral_word.add_view(running.pk, answer="objected", view="zo niet", actor=story.father)
    with refused(by=2):
        send(story)
    assert Task.objects.get(kind="referral_refused").done_on is None
    referral_word.add_view(running.pk, view="nu wel", actor=story.father)
    assert Task.objects.get(kind="referral_refused").done_on == START
    assert send(story).state == Referral.SENT


def test_a_yes_that_ran_out_is_none(story):
    story.consent("given", "given", purpose="raad")
    with later(days=200), refused(by=6):
        send(story)


def test_an_unknown_gezag_keeps_it_here(story):
    """The other guardian may have gezag too: then a yes of the first alone is not everybody's."""
    set_gezag(Guardian.objects.get(person=story.father), "unknown")
    story.consent("given", purpose="raad")
    with refused(by=6):
        send(story)


def test_the_question_names_the_desk_where_nobody_has_a_role(story):
    asked = story.ask_consent("raad")
    assert "Met wie:\n– De Raad\n" in asked.text
    assert not asked.recipients.exists()
    Person.objects.filter(pk=story.mother.pk).update(language="en")
    client = Client()
    client.force_login(Person.objects.get(pk=story.mother.pk))
    page = client.get(reverse("route:guardian_consent", args=[asked.pk])).content.decode()
    assert re.search(r"<dd[^>]*>\s*<bdi lang=\"nl\">De Raad</bdi>", page)


def test_no_more_goes_along_than_was_asked(story):
    """The council's purpose names the work in the group; why the school reached its limit is for the SWV."""
    titles = [one["title"] for one in Referral.objects.get().content["sections"]]
    assert titles == ["Wat is geprobeerd in de groep"]


def test_the_swv_is_asked_as_it_was(story):
    """Rule 10 alone: guardians saw it and could add their view; a no does not keep a child from help."""
    story.prepare("advice")
    story.show()
    for running in Referral.objects.filter(state=Referral.CONCEPT):
        story.views(running)
    story.go("bij_het_loket")
    told = story.at_desk().content["sections"]
    assert "Waarom de school het niet alleen kan" in [one["title"] for one in told]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: De Raad, kind", "name: Een heel andere raad, kind"),
        ("asks: Mag het?, parts: [pupil, hgw]", "asks: Mag het?, parts: [pupil, hgw, opp]"),
    ],
    ids=["another desk", "more parts"],
)
def test_a_yes_to_an_earlier_question_is_not_a_yes_to_more(story, before, after):
    """The purpose keeps its key in a new version, and says something else (AVG art. 7)."""
    story.consent("given", "given", purpose="raad")
    now = school.FLOOR.read_text(encoding="utf-8")
    assert before in now
    changed = now.replace(before, after).replace('version: "floor"', 'version: "later"')
    store_version(story.world.school, changed.replace("first_day: 2024", "first_day: 2025"), adopted_on=START)
    running = referral.prepare_referral(
        story.case.pk, exit_key="bij_de_raad", asks="cluster", question="en nu?", actor=story.coach
    )
    story.show()
    story.views(running)
    with pytest.raises(Invalid):
        send(story)
    story.consent("given", "given", purpose="raad")
    assert send(story).state == Referral.SENT


def test_a_concept_that_does_not_say_what_it_holds_is_not_sent(story):
    """Made ready before its parts were asked about, it holds the whole of what an SWV may see."""
    story.consent("given", "given", purpose="raad")
    for concept in Referral.objects.all():
        concept.content.pop("parts")
        concept.save()
    with pytest.raises(Invalid):
        send(story)
