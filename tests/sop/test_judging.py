"""What a requirement finds on a day, and in which order law and school are asked."""

from datetime import date

import pytest
from pydantic import ValidationError

from caseflow.sop import law
from caseflow.sop.acts import ACTS
from caseflow.sop.facts import FACTS
from caseflow.sop.judging import asked_for, asked_for_exit, assess, assess_exit, facts_for, facts_for_exit
from caseflow.sop.rules import Finding, Group, Need, fact_keys, judge, passed
from tests.sop.documents import loaded

TODAY = date(2026, 3, 2)
SOP = loaded()
BASIC = {"say": "iets", "cite": "SOP §1"}


def rule(**said) -> Need:
    return Need.model_validate({**BASIC, **said})


def met(requirement: Need | Group, **facts) -> bool | None:
    return judge(requirement, facts, TODAY).met


@pytest.mark.parametrize(
    ("said", "value", "found"),
    [
        ({"fact": "advices", "is": 0}, 0, True),
        ({"fact": "advices", "is": 0}, 1, False),
        ({"fact": "advices", "is": 0}, None, None),
        ({"fact": "advices", "min": 2}, 2, True),
        ({"fact": "advices", "min": 2}, 1, False),
        ({"fact": "advices", "min": 2}, None, None),
        ({"fact": "advices", "max": 2}, 2, True),
        ({"fact": "advices", "max": 2}, 3, False),
        ({"fact": "advices", "max": 2}, None, None),
        ({"fact": "established_on", "known": True}, TODAY, True),
        ({"fact": "established_on", "known": True}, None, False),
        ({"fact": "established_on", "known": False}, None, True),
        ({"fact": "established_on", "known": False}, TODAY, False),
        ({"fact": "established_on", "past": "6 weeks"}, date(2026, 1, 19), True),
        ({"fact": "established_on", "past": "6 weeks"}, date(2026, 1, 20), False),
        ({"fact": "established_on", "past": "6 weeks"}, None, None),
        ({"fact": "pupil_born_on", "within": "12 years"}, date(2014, 3, 3), True),
        ({"fact": "pupil_born_on", "within": "12 years"}, date(2014, 3, 2), False),  # twelve today
        ({"fact": "pupil_born_on", "within": "12 years"}, None, None),
        ({"fact": "opp_due_on", "ahead": True}, TODAY, True),
        ({"fact": "opp_due_on", "ahead": True}, date(2026, 3, 1), False),
        ({"fact": "opp_due_on", "ahead": True}, None, None),
        ({"fact": "opp_due_on", "ahead": False}, date(2026, 3, 1), True),
        ({"fact": "opp_due_on", "ahead": False}, TODAY, False),
        ({"fact": "last_verdict", "is": "progress"}, "progress", True),
        ({"fact": "last_verdict", "is": "progress"}, "no_progress", False),
        ({"fact": "last_verdict", "is": "progress"}, None, None),
        ({"fact": "last_verdict", "is": ["progress", "no_progress"]}, "no_progress", True),
        ({"fact": "last_verdict", "is": ["progress", "no_progress"]}, "not_measurable", False),
        ({"fact": "last_verdict", "not": "progress"}, "no_progress", True),
        ({"fact": "last_verdict", "not": "progress"}, "progress", False),
        ({"fact": "last_verdict", "not": ["progress"]}, "progress", False),
        ({"fact": "last_verdict", "not": "progress"}, None, None),
        ({"fact": "opp_open", "is": False}, False, True),
        ({"fact": "opp_open", "is": True}, False, False),
        ({"fact": "opp_open", "is": False}, None, None),
    ],
)
def test_each_operator(said, value, found):
    assert met(rule(**said), **{said["fact"]: value}) is found


@pytest.mark.parametrize(
    ("evaluated", "since", "found"),
    [
        (date(2026, 3, 1), date(2025, 9, 1), True),
        (date(2026, 2, 28), date(2025, 8, 31), True),
        (date(2026, 2, 28), date(2025, 9, 1), False),
        (None, date(2025, 9, 1), None),
        (date(2026, 3, 1), None, None),
    ],
)
def test_after_another_fact(evaluated, since, found):
    late = rule(fact="last_evaluation_on", after={"fact": "structural_support_since", "plus": "6 months"})
    assert met(late, last_evaluation_on=evaluated, structural_support_since=since) is found
    assert fact_keys(late) == {"last_evaluation_on", "structural_support_since"}


def test_a_parameter_names_its_own_fact():
    given = rule(**{"fact": "consent", "of": "advies", "is": "given"})
    assert judge(given, {"consent(advies)": "given", "consent(other)": "refused"}, TODAY).met is True


YES, NO, UNKNOWN = 1, 0, None


@pytest.mark.parametrize(
    ("kind", "values", "found"),
    [
        ("all", (YES, YES), True),
        ("all", (YES, NO), False),
        ("all", (YES, UNKNOWN), None),
        ("all", (NO, UNKNOWN), False),
        ("any", (NO, YES), True),
        ("any", (UNKNOWN, YES), True),
        ("any", (NO, UNKNOWN), None),
        ("any", (NO, NO), False),
        ("two", (YES, NO, YES), True),
        ("two", (YES, NO, UNKNOWN), None),
        ("two", (YES, NO, NO), False),
        ("two", (UNKNOWN, UNKNOWN, NO), None),
        ("two", (UNKNOWN, NO, NO), False),
    ],
)
def test_groups(kind, values, found):
    facts = dict(zip(("advices", "meetings_held", "hgw_cycles"), values, strict=False))
    parts = tuple(rule(fact=name, min=1) for name in facts)
    group = (
        Group(of=parts, at_least=2, say="twee")
        if kind == "two"
        else Group.model_validate({kind: parts, "say": "samen"})
    )
    finding = judge(group, facts, TODAY, 7)
    assert finding.met is found
    assert [part.floor for part in finding.parts] == [7] * len(parts)


def test_what_is_left_to_do():
    """`unmet` gives the single requirements that still stand in the way, and none that do not."""
    one, two, three = (rule(fact=name, min=1) for name in ("advices", "meetings_held", "hgw_cycles"))
    either = Group(any=(one, two), say="een van beide")
    found = judge(
        Group(all=(either, three), say="samen"), {"advices": 1, "meetings_held": 0, "hgw_cycles": None}, TODAY
    )
    assert [finding.rule for finding in found.unmet()] == [three]
    assert list(judge(one, {"advices": 1}, TODAY).unmet()) == []


def test_not_known_never_passes():
    known, unknown = (Finding(rule(fact="advices", min=1), word) for word in (True, None))
    assert passed((known,))
    assert not passed((known, unknown))
    assert passed(())


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"fact": "nonsense", "is": 1}, "onbekend feit 'nonsense'"),
        ({"fact": "advices"}, "precies één van: is, max, min"),
        ({"fact": "advices", "min": 1, "max": 2}, "precies één van"),
        ({"fact": "advices", "known": True}, "precies één van"),
        ({"fact": "advices", "is": True}, "vergeleken met een getal"),
        ({"fact": "advices", "is": "0"}, "vergeleken met een getal"),
        ({"fact": "opp_open", "is": "true"}, "vergeleken met true of false"),
        ({"fact": "opp_open", "is": 1}, "vergeleken met true of false"),
        ({"fact": "last_verdict", "is": 3}, "vergeleken met een woord"),
        ({"fact": "last_verdict", "is": "better"}, "'better' kan het feit 'last_verdict' niet zijn; wel: progress"),
        ({"fact": "last_verdict", "not": ["progress", "worse"]}, "'worse' kan het feit"),
        ({"fact": "consent", "is": "given"}, "vraagt 'of'"),
        ({"fact": "advices", "min": 1, "of": "x"}, "kent geen 'of'"),
        ({"fact": "pupil_heard_on", "of": "later", "known": True}, "'of' is een van: setting, adjusting, evaluating"),
        ({"fact": "advices", "min": 1, "todo": "sing"}, "onbekende handeling 'sing'"),
        (
            {"fact": "advices", "min": 1, "todo": "end_opp"},
            "'end_opp' kan 'advices' niet waar maken; wel: record_advice",
        ),
        ({"fact": "advices", "min": 1, "cite": "own choice"}, "'why' ontbreekt"),
        ({"fact": "established_on", "past": "soon"}, "verwacht een termijn"),
        (
            {"fact": "established_on", "after": {"fact": "advices", "plus": "1 week"}},
            "'advices' is geen feit met een datum",
        ),
        ({"fact": "established_on", "after": {"fact": "nonsense", "plus": "1 week"}}, "geen feit met een datum"),
        ({"fact": "advices", "is_": 0}, "is_"),
    ],
)
def test_a_requirement_that_cannot_be(said, expected):
    with pytest.raises(ValidationError, match=expected):
        rule(**said)


@pytest.mark.parametrize(
    "said",
    [
        {"say": "niets"},
        {"say": "twee soorten", "all": [rule(fact="advices", min=1)], "any": [rule(fact="advices", min=1)]},
        {"say": "te veel", "at_least": 2, "of": [rule(fact="advices", min=1)]},
        {"say": "nul", "at_least": 0, "of": [rule(fact="advices", min=1)]},
        {"say": "geen getal", "of": [rule(fact="advices", min=1)]},
        {"say": "zonder waarom", "any": [rule(fact="advices", min=1)], "cite": "own choice"},
    ],
)
def test_a_group_that_cannot_be(said):
    with pytest.raises(ValidationError):
        Group.model_validate(said)


# --- Law and school together --------------------


def test_the_law_is_asked_first_and_never_left_out():
    asked = asked_for(SOP, "zorgteam", "hold_meeting", TODAY)
    floors = [floor for _rule, floor in asked]
    of_law = [number for number in floors if number]
    assert of_law == [2, 6, 7, 7]
    by_law = law.LAW.asks("hold_meeting", TODAY)
    assert asked[: len(by_law)] == by_law
    assert len(by_law) < len(asked)


@pytest.mark.parametrize("act", ACTS)
def test_every_step_asks_what_the_law_asks(act):
    for step in SOP.steps:
        law_asks = law.LAW.asks(act, TODAY)
        assert asked_for(SOP, step, act, TODAY)[: len(law_asks)] == law_asks


def test_what_the_school_asks_of_parents_is_judged_too():
    keys = facts_for(SOP, "zorgteam", "hold_meeting", TODAY)
    assert {"consent(bespreking_zorgteam)", "guardians_not_invited"} <= keys
    (informed,) = (f for f in assess(SOP, "leerlingbespreking", "enter", {}, TODAY) if f.floor is None)
    assert (informed.rule.fact, informed.met) == ("guardians_not_informed", None)


def test_a_rule_counts_from_its_first_day():
    def floors(day: date) -> set[int | None]:
        return {finding.floor for finding in assess(SOP, "opp", "set_perspective", {}, day)}

    assert 5 not in floors(date(2025, 7, 31))
    assert 5 in floors(date(2025, 8, 1))


def to_the_desk():
    return SOP.exit("handelingsverlegen", "main", "verwijzing_swv")


@pytest.mark.parametrize(("asks", "bound"), [("tlv", True), ("advice", False), ("arrangement", False), (None, False)])
def test_only_a_request_for_a_tlv_rests_on_evidence(asks, bound):
    found = assess_exit(SOP, "handelingsverlegen", to_the_desk(), {"referral_asks": asks}, TODAY)
    assert (9 in {finding.floor for finding in found}) is bound


def test_the_facts_of_an_exit_bring_what_a_tlv_would_need():
    keys = facts_for_exit(SOP, "handelingsverlegen", to_the_desk(), TODAY)
    assert {"referral_asks", "ground_not_to_wait_on", "evidence_counts_from"} <= keys
    asked = asked_for_exit(SOP, "handelingsverlegen", to_the_desk(), TODAY, "tlv")
    assert fact_keys(*(asked_rule for asked_rule, _floor in asked)) <= keys


def test_an_end_is_judged_by_its_own_reason():
    """Whatever stands in the facts, an exit that ends in an admission asks for one."""
    close = next(way for _t, _s, way in SOP.all_exits() if way.close == "admitted_special")
    facts = {"ending": "moved", "admitted_on": None}
    (twelve,) = (f for f in assess_exit(SOP, "hgw", close, facts, TODAY) if f.floor == 12)
    assert twelve.met is None
    (moved,) = (way for way in SOP.tracks["main"].ends if way.close == "moved")
    (twelve,) = (f for f in assess_exit(SOP, "hgw", moved, {"place_sought": False}, TODAY) if f.floor == 12)
    assert twelve.met is True
    (twelve,) = (f for f in assess_exit(SOP, "hgw", moved, {"place_sought": True}, TODAY) if f.floor == 12)
    assert twelve.met is None


def test_an_exit_asks_what_the_next_step_asks_to_enter():
    way = SOP.exit("arrangement", "main", "opp")
    facts = facts_for_exit(SOP, "arrangement", way, TODAY)
    assert {"opp_in_force_since", "structural_support_since"} <= facts


# --- The law as data --------------------


def test_seventeen_rules_each_with_kind_source_and_test():
    assert [one.number for one in law.RULES] == list(range(1, 18))
    kinds = {one.number: one.kind for one in law.RULES}
    assert [number for number, kind in kinds.items() if kind == "bound"] == [3, 4]
    assert [number for number, kind in kinds.items() if kind == "record"] == [5]
    assert [number for number, kind in kinds.items() if kind == "invariant"] == [13, 14, 15, 16, 17]
    assert all(one.title and one.source and one.test.endswith(f"_{one.number:02}") for one in law.RULES)
    assert all(act in ACTS for one in law.RULES for act in one.asks)


def test_a_rule_taken_out_is_gone_whole():
    for one in law.RULES:
        rest = law.LAW.without(one.number)
        assert rest.rule(one.number) is None
        assert len(rest.rules) == 16
        assert rest.words(one.number) == frozenset()
        assert one.number not in {floor for act in ACTS for _asked, floor in rest.asks(act, TODAY)}
    assert law.LAW.rule(1).number == 1


def test_every_need_names_a_fact_of_the_vocabulary():
    asked = [rule for act in ACTS for rule, _floor in law.LAW.asks(act, TODAY)]
    assert {key.split("(")[0] for key in fact_keys(*asked)} <= FACTS.keys()
