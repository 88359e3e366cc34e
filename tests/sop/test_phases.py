"""A phase of the school where years are written: it stands for its years, wherever it stands."""

import jsonschema
import pytest

from caseflow.sop.for_editors import json_schema
from caseflow.sop.loading import load_sop
from tests.sop.documents import SOUND, errors_of, replaced

WRITTEN = {
    "roles": ("  leraar: {name: Leraar, kind: teacher}", "  leraar: {name: Leraar, kind: teacher, years: [lezers]}"),
    "programmes": ("hours: [{years: [3, 4], a_week: 2.5}]", "years: [lezers], hours: [{years: [lezers], a_week: 2.5}]"),
    "instruments": ("instruments:\n", "instruments:\n  toets: {name: Toets, years: [lezers], cite: x}\n"),
}


@pytest.mark.parametrize("section", WRITTEN)
def test_it_says_the_same_as_its_years(section):
    before, after = WRITTEN[section]
    assert load_sop(replaced(SOUND, (before, after))) == load_sop(
        replaced(SOUND, (before, after.replace("[lezers]", "[3, 4]")))
    )


def test_phases_and_years_stand_beside_one_another():
    before, after = WRITTEN["roles"]
    sop = load_sop(replaced(SOUND, (before, after.replace("[lezers]", "[1, lezers, makers]"))))
    assert sop.roles["leraar"].years == (1, 3, 4, 5, 6)


def test_a_phase_that_the_school_does_not_have():
    before, after = WRITTEN["roles"]
    [wrong] = errors_of(replaced(SOUND, (before, after.replace("lezers", "rekenaars"))))
    line = next(number for number, text in enumerate(SOUND.splitlines(), 1) if "  leraar: {name" in text)
    assert wrong.line == line
    assert "er is geen fase 'rekenaars'; hier staat een jaargroep" in wrong.message


def test_a_phase_is_not_made_of_another():
    [wrong] = errors_of(replaced(SOUND, ("years: [5, 6]}}", "years: [lezers]}}")))
    assert "er is geen fase 'lezers'" in wrong.message


@pytest.mark.parametrize("phases", ["phases: 3", "phases: [3]", "phases: {lezers: 3}", "phases: {lezers: {years: 3}}"])
def test_what_is_no_phase_is_said_and_no_more(phases):
    now = next(line for line in SOUND.splitlines() if line.startswith("phases:"))
    assert errors_of(replaced(SOUND, (now, phases)))


def test_an_editor_knows_that_a_phase_may_stand_there():
    year = json_schema()["$defs"]["Instrument"]["properties"]["years"]["items"]
    editor = jsonschema.Draft202012Validator(year)
    assert [editor.is_valid(one) for one in (3, 9, "lezers", "De lezers")] == [True, False, True, False]


def test_a_phase_without_end_is_not_written_out_wherever_it_is_named():
    """Or a text of 250 kB would become one of gigabytes."""
    longer = replaced(
        SOUND, ("makers: {name: De makers, years: [5, 6]}", f"makers: {{name: De makers, years: {[5] * 9}}}")
    )
    before, after = WRITTEN["roles"]
    found = [one.message for one in errors_of(replaced(longer, (before, after.replace("lezers", "makers"))))]
    assert any("er is geen fase 'makers'" in said for said in found)
