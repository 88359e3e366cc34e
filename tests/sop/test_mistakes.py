"""The checker, checked: each of its rules has a SOP with exactly that fault, found in its place, and nothing else."""

import pytest

from caseflow.sop.checking import RULES
from caseflow.sop.checking.form import FORM
from caseflow.sop.checking.registry import Stage
from caseflow.sop.checking.saying import FORMS
from caseflow.sop.complaining import Severity
from caseflow.sop.for_editors import json_schema
from caseflow.sop.loading import check_text
from caseflow.sop.reading import Reader
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import OPEN_STATES
from tests.sop.documents import SOUND, replaced
from tests.sop.mistakes import MISTAKES, OTHERWISE
from tests.sop.mistakes_of_documents import asked
from tests.sop.mistakes_of_route import ENROLLED
from tests.world import REAL, SCHOOLS

CASES = [(rule, case) for rule, cases in MISTAKES.items() for case in cases]


def test_of_the_sound_sop_there_is_nothing_to_say():
    checked = check_text(SOUND)
    assert checked.sop is not None
    assert checked.complaints == ()


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_exactly_this_is_found_and_exactly_there(rule, case):
    place, message, changes = MISTAKES[rule][case]
    text = replaced(SOUND, *changes)
    at = text.index(place)
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    checked = check_text(text, "bad.yaml")
    found = [(one.rule, one.line, one.column) for one in checked.complaints]
    assert found == [(rule, line, column)], "\n".join(map(str, checked.complaints))
    (one,) = checked.complaints
    assert message in str(one)
    assert one.why
    assert one.todo
    assert (checked.sop is None) == (one.severity is Severity.ERROR)


def test_what_stays_inside_the_school_is_asked_like_any_other():
    """A purpose that names nobody, at no table: it lets nobody outside hear of the child, and is no mistake."""
    purpose = "  filmen: {name: Filmen, asks: Mag dit?, parts: [pupil], lasts: 1 year, cite: x}\n"
    need = "          - {fact: consent, of: filmen, is: given, say: x, cite: x, todo: ask_consent}\n"
    text = replaced(SOUND, ("purposes:\n", f"purposes:\n{purpose}"), (ENROLLED, need + ENROLLED))
    assert check_text(text).complaints == ()


def test_where_a_name_leads_nowhere_only_what_needs_no_names_is_said():
    text = replaced(SOUND, ("owner: directeur", "owner: niemand"), ("within: 5 weeks", "within: 7 weeks"))
    found = [one.rule for one in check_text(text).complaints]
    assert found == ["term-beyond-the-law", "unknown-name"]


def test_a_name_that_was_most_likely_meant():
    (one,) = check_text(replaced(SOUND, ("owner: directeur", "owner: directuer"))).complaints
    assert one.todo == "Bedoel je 'directeur'?"
    (one,) = check_text(replaced(SOUND, asked("groeimap.besluiten", "known: true", "document_part"))).complaints
    assert one.todo == "Bedoel je 'groeimap.besluit'?"
    (one,) = check_text(replaced(SOUND, ("place: Proefdorp", "plaace: Proefdorp, place: Proefdorp"))).complaints
    assert one.todo == "Bedoel je 'place'?"


@pytest.mark.parametrize(
    ("change", "why", "todo"),
    [
        (("brin: 94PR", "brin: 9PR"), "Het BRIN-nummer: twee cijfers", "Schrijf bijvoorbeeld 12AB"),
        (("brin: 94PR", "brin: 94pr"), "Het BRIN-nummer: twee cijfers", "Schrijf bijvoorbeeld 94PR"),
        (('version: "2026"', 'version: "2026 / 2027"'), "De naam van deze versie", "Schrijf bijvoorbeeld 2026-2027"),
        (("  rust: {", "  Groot Lokaal!: {"), "terug aan hun sleutel", "Schrijf bijvoorbeeld groot_lokaal"),
        (
            ("owner: directeur", "owner: Directeur"),
            "Wie in deze stap aan het werk is",
            "Schrijf bijvoorbeeld directeur",
        ),
        (("kind: teacher", "kind: techer"), "Wat voor rol het is", "Bedoel je 'teacher'?"),
        (("kind: teacher", "kind: juf"), "Wat voor rol het is", "Schrijf een van die woorden, bijvoorbeeld 'teacher'"),
        (("sop: 1", "sop: 2"), "De vorm van dit document", "Schrijf 1"),
        (("state: basisondersteuning", "state: gesloten"), "Wat deze stap betekent", "Schrijf een van die woorden"),
        (("fact: hgw_cycles", "fact: hgw_cycle"), "Het feit over de leerling", "Bedoel je 'hgw_cycles'?"),
        (
            ("todo: close_hgw_cycle", "todo: close_hgw"),
            "De handeling die het waar maakt",
            "Bedoel je 'close_hgw_cycle'?",
        ),
        (("remind: 2 weeks", "remind: 2 weken lang"), "Hoe lang", "'3 days', '6 weeks', '6 months' of '1 year'"),
        (("board: Stichting Toets", "board: 23"), "Het schoolbestuur", 'Zet het tussen aanhalingstekens: "23"'),
        (("chair: [begeleider]", "chair: begeleider"), "Wie het overleg voorzit", "haken om: [begeleider]"),
        (("first_day: 2026-08-01", "first_day: 1-8-2026"), "De eerste dag", "Schrijf jaar, maand en dag zo: 2026-"),
        (("share: 50", "share: 101"), "Welk deel van de meetbare doelen", "Schrijf 100 of minder"),
        (("first_day: 2026", "first_day: 0026"), "De eerste dag", "Schrijf 1990-01-01 of later"),
        (("years: [3, 4]", "years: [3, 9]"), "Welke jaargroepen", "Schrijf 8 of minder"),
        (("1234 AB", "123A"), "De postcode", "Schrijf het zoals 1234 AB"),
        (("board: Stichting", "bord: Stichting"), "die Caseflow niet kent", "Bedoel je 'board'?"),
        (("kind: ib_er", "kind: intern begeleider"), "Wat voor rol het is", "Bedoel je 'ib_er'?"),
        (("kind: ib_er", "kind: IB'er"), "Wat voor rol het is", "Bedoel je 'ib_er'?"),
        (("state: basisondersteuning", "state: hgw"), "Wat deze stap betekent", "Bedoel je 'basisondersteuning'?"),
        (("close: support_ended", "close: afgerond"), "Waarom de casus hier eindigt", "Bedoel je 'support_ended'?"),
        (("what: screening", "what: groepsbespreking"), "Wat het is", "Bedoel je 'group_talk'?"),
        (("to: tafel\n", "to: tafel\n        copies: [ouders]\n"), "moet er ook in staan", "Bedoel je 'guardians'?"),
        (("decides: [directeur]", "decides: [tafel]"), "moet er ook in staan", "Bedoel je 'team'?"),
        (("years: [3, 4]}, makers", "years: 3-4}, makers"), "Welke jaargroepen", "Schrijf [3, 4]"),
        (("years: [3, 4], a_week", "years: 3 t/m 6, a_week"), "jaargroepen", "Schrijf [3, 4, 5, 6]"),
        (("years: [3, 4], a_week", "years: [3-4], a_week"), "jaargroepen", "Schrijf 3, 4"),
        (("[2026-2027]", "2026/2027"), "In welke schooljaren", "Schrijf [2026-2027]"),
        (("[2026-2027]", "[2026/2027]"), "In welke schooljaren", "Schrijf 2026-2027"),
        (("a_week: 2.5", "a_week: 2,5"), "die Caseflow niet kent", "met een punt, zoals 2.5"),
    ],
)
def test_a_fault_of_form_says_why_it_matters_and_what_to_write(change, why, todo):
    (one,) = check_text(replaced(SOUND, change)).complaints
    assert why in one.why
    assert todo in one.todo
    assert "^" not in str(one)  # nobody reads a pattern


def test_a_place_in_a_list_is_counted_as_people_do():
    (one,) = check_text(
        replaced(SOUND, ("            min: 1\n", "            mni: 1\n            min: 1\n"))
    ).complaints
    assert one.path == "steps.groep.exits.1.needs.1.mni"


def test_where_a_step_stands_closed_is_not_offered():
    (one,) = check_text(replaced(SOUND, ("state: basisondersteuning", "state: klaar"))).complaints
    assert "'opp', 'handelingsverlegen' of 'referred'" in one.what
    offered = json_schema()["$defs"]["Step"]["properties"]["state"]["oneOf"]
    assert {one["const"] for one in offered} == OPEN_STATES


def test_each_form_that_the_schema_asks_is_said_in_words():
    asked = set(patterns_in(Sop.__pydantic_core_schema__))
    assert asked == set(FORMS)


def patterns_in(schema):
    """The form of each text that has one, anywhere in the schema."""
    if isinstance(schema, list | tuple):
        for one in schema:
            yield from patterns_in(one)
    elif isinstance(schema, dict):
        if schema.get("type") == "str" and "pattern" in schema:
            yield schema["pattern"]
        for one in schema.values():
            yield from patterns_in(one)


def test_what_a_fault_explains_is_said_by_a_rule():
    """Else a rule that got another name would be said again beside what it follows from."""
    explained = set()
    for rule, case in CASES:
        changes = MISTAKES[rule][case][2]
        if rule not in FORM and RULES[rule].stage is not Stage.NAMES:
            sop = Sop.model_validate(Reader("sop.yaml").read(replaced(SOUND, *changes)))
            explained |= {name for flaw in RULES[rule].look(sop) for name, _at in flaw.explains}
    assert explained
    assert explained <= RULES.keys()


def test_every_rule_has_its_mistake():
    assert {*RULES, *FORM} == {*MISTAKES, *OTHERWISE}


@pytest.mark.parametrize("path", sorted([*REAL.glob("*.yaml"), *SCHOOLS.glob("*.yaml")]), ids=lambda path: path.stem)
def test_no_school_of_the_house_is_refused_or_warned(path):
    found = check_text(path.read_bytes(), path.name).complaints
    assert [str(one) for one in found if one.severity is not Severity.ADVICE] == []
