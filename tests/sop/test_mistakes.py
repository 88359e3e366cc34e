"""The checker, checked: each of its rules has a SOP with exactly that fault, found in its place, and nothing else."""

import pytest

from caseflow.sop.checking import RULES
from caseflow.sop.checking.form import FORM
from caseflow.sop.complaining import Severity
from caseflow.sop.loading import check_text
from tests.sop.documents import SOUND, replaced
from tests.sop.mistakes import MISTAKES, OTHERWISE
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


def test_a_consent_that_nobody_can_be_asked():
    """A purpose that names nobody, at no table: only then can a consent never be given."""
    purpose = "  vaag: {name: Vaag, asks: Mag dit?, parts: [pupil], lasts: 1 year, cite: x}\n"
    need = "          - {fact: consent, of: vaag, is: given, say: x, cite: x, todo: ask_consent}\n"
    text = replaced(SOUND, ("purposes:\n", f"purposes:\n{purpose}"), (ENROLLED, need + ENROLLED))
    assert {one.rule for one in check_text(text).complaints} == {"requirement-out-of-reach", "purpose-names-nobody"}


def test_where_a_name_leads_nowhere_only_what_needs_no_names_is_said():
    text = replaced(SOUND, ("owner: directeur", "owner: niemand"), ("within: 5 weeks", "within: 7 weeks"))
    found = [one.rule for one in check_text(text).complaints]
    assert found == ["term-beyond-the-law", "unknown-name"]


def test_a_name_that_was_most_likely_meant():
    (one,) = check_text(replaced(SOUND, ("owner: directeur", "owner: directuer"))).complaints
    assert one.todo == "Bedoel je 'directeur'?"
    (one,) = check_text(replaced(SOUND, ("place: Proefdorp", "plaace: Proefdorp, place: Proefdorp"))).complaints
    assert one.todo == "Bedoel je 'place'?"


def test_every_rule_has_its_mistake():
    assert {*RULES, *FORM} == {*MISTAKES, *OTHERWISE}


@pytest.mark.parametrize("path", sorted([*REAL.glob("*.yaml"), *SCHOOLS.glob("*.yaml")]), ids=lambda path: path.stem)
def test_no_school_of_the_house_is_refused_or_warned(path):
    found = check_text(path.read_bytes(), path.name).complaints
    assert [str(one) for one in found if one.severity is not Severity.ADVICE] == []
