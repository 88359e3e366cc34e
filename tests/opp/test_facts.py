"""The facts: of every case its own, in one query; unknown is unknown."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caseflow import clock
from caseflow.route.commands.case import open_case
from caseflow.route.facting import facts_of, with_facts
from caseflow.route.models import Case
from caseflow.sop.dates import Span
from caseflow.sop.facts import FACTS, MOMENTS, OPP
from caseflow.sop.providers import providers, unprovided
from tests.opp.conftest import START, VAGUE, Story

DAY = timedelta(days=1)
OWN = [fact for fact in OPP if providers[fact.name][0].__module__ == "opp.facts"]
KEYS = {key for fact in OWN for key in ([f"{fact.name}({m})" for m in MOMENTS] if fact.of else [fact.name])}
NONE = ("handelingsdeel_objections", "evaluations_held", "evaluations_not_talked_over", "opp_windows_missed")
#: Every fact there is, with something to ask it of.
OF = {
    "purpose": "zorgteam", "moment": "setting", "exit": "zorgteam.x", "body": "x", "clock": "x:y", "step": "zorgteam",
    "level": "x",
    "limit": "x", "measured": "lib E", "weeks": "4 weeks", "period": "1 year", "document": "x", "part": "x.y",
}  # fmt: skip
EVERY = {f"{fact.name}({OF[fact.of]})" if fact.of else fact.name for fact in FACTS.values()}
COUNTED = {"opp_open": False, "opp_drawn_up": False} | dict.fromkeys(NONE, 0)


def test_each_has_one_provider():
    assert unprovided() == []
    assert len(OWN) >= 15


def test_of_a_new_case_nothing_is_known(story):
    assert facts_of(story.case, KEYS) == {key: COUNTED.get(key) for key in KEYS}


@pytest.fixture
def stories(story):
    """Four cases, each further than the one before: no number of one row is that of another table's."""
    found = [story]
    for _ in range(3):
        case = open_case(story.world.new_pupil().pk, actor=story.ib_er, reason="x")
        found.append(Story(story.world, case))
    found[1].draw_up(VAGUE)
    found[2].draw_up()
    found[2].set_perspective()
    last = found[3]
    last.world.guardians = list(last.case.pupil.guardians.all())
    last.run()
    with clock.at(START + DAY):
        last.evaluate(0)
        last.adjust()
        last.offer()
        last.answer(0, "objected")
    return found


def test_of_one_case_the_same_as_of_many(stories):
    """The statement about one case is kept: for another case, and on another day, it says what is asked anew."""
    for day in (START, START + DAY, START + 400 * DAY):
        with clock.at(day):
            rows = with_facts(Case.objects.all(), EVERY)
            for story in reversed(stories):
                assert facts_of(story.case, EVERY) == rows[story.case.pk]
    assert len({repr(row) for row in rows.values()}) == len(stories)


def test_of_no_case_nothing_is_made_up(story):
    with pytest.raises(Case.DoesNotExist):
        facts_of(Case(pk=0), KEYS)


def test_each_case_has_its_own(stories):
    rows = with_facts(Case.objects.all(), KEYS)
    none, draft, set_, running = (rows[story.case.pk] for story in stories)
    assert none == {key: COUNTED.get(key) for key in KEYS}
    assert draft == none | {"opp_open": True, "opp_drawn_up": True, "goals_measurable": 0}
    heard = {"pupil_heard_on(setting)": START, "pupil_heard_on(adjusting)": START}
    assert set_ == draft | heard | {
        "goals_measurable": 1,
        "guardians_consulted_on": START,
        "opp_in_force_since": START,
    }
    assert running == set_ | {
        "handelingsdeel_in_force_since": START,
        "structural_support_since": START,
        "evidence_counts_from": Span(6, "months").after(START),
        "pupil_heard_on(adjusting)": None,  # a second version: what was said at the setting is not about it
        "evaluations_held": 1,
        "last_evaluation_on": START + DAY,
        "last_verdict": "progress",
        "handelingsdeel_offered_on": START + DAY,
        "handelingsdeel_unsigned": 2,
        "handelingsdeel_objections": 1,
    }


def test_all_facts_of_all_cases_are_one_query(stories):
    with CaptureQueriesContext(connection) as seen:
        assert len(with_facts(Case.objects.all(), KEYS)) == len(stories)
    assert len(seen) == 1
