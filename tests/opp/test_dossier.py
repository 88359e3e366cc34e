"""What goes along with a referral, and what is read at a table, of an OPP."""

from datetime import date

from caseflow import clock
from caseflow.route.dossier import dossier_of
from caseflow.sop.vocabulary import Part
from opp import reading
from tests.opp.conftest import MEASURABLE, VAGUE

HALF = date(2026, 7, 12)


def titles(case):
    return [section["title"] for section in dossier_of(case)["sections"]]


def test_a_draft_goes_nowhere(story):
    story.draw_up()
    story.offer()
    assert titles(story.case) == []


def test_all_of_it_is_there_with_the_objection_and_the_child(story):
    story.draw_up(MEASURABLE, VAGUE)
    story.set_perspective()
    story.offer()
    story.answer(1, "objected", "Te weinig")
    with clock.at(HALF):
        story.evaluate(-2, None)
    content = dossier_of(story.case)
    rows = {section["title"]: section["rows"] for section in content["sections"]}
    assert list(rows) == [
        "Ontwikkelingsperspectief",
        "Handelingsdeel en wat ouders ervan vinden",
        "Doelen en scores",
        "Evaluaties van het OPP",
        "Wat de leerling zelf zegt",
    ]
    assert rows["Ontwikkelingsperspectief"][0]["effect"] == "vmbo"
    assert rows["Handelingsdeel en wat ouders ervan vinden"][1] == {
        "when": "12 januari 2026", "what": "ouder over versie 1: maakte bezwaar", "effect": "Te weinig",
        "of_guardian": story.world.guardians[1].pk,
    }  # fmt: skip
    first, second = rows["Doelen en scores"]
    assert "Begin: M3; streefdoel: E4; gemeten met: Leerling in beeld (LIB)" in first["what"]
    assert first["effect"] == "12 juli 2026: −2; toets"
    assert second["effect"] == "12 juli 2026: niet gemeten; ziek; toets"
    assert "(90% van de ondersteuning gegeven)" in rows["Evaluaties van het OPP"][0]["what"]
    [said, _again] = rows["Wat de leerling zelf zegt"]
    assert (said["what"], said["effect"]) == ("De leerling zei", "Ik wil lezen")
    assert said["also"] == "Wat ermee is gedaan: Meer leestijd"


def test_it_is_plain_data(story):
    """It is frozen into the referral as JSON."""
    import json

    story.run()
    assert json.loads(json.dumps(dossier_of(story.case))) == dossier_of(story.case)


def test_an_outsider_reads_the_plan_and_the_evaluations_by_part(story):
    from caseflow.route.models import Item
    from caseflow.route.reading import sections_of

    story.run()
    with clock.at(HALF):
        story.evaluate(0)
    sections = sections_of(Item(case=story.case), [Part.OPP, Part.EVALUATIONS])
    assert [section["part"] for section in sections] == [Part.OPP, Part.EVALUATIONS]
    assert all(section["rows"] for section in sections)
    assert "ouder over versie" not in str(sections)
    assert reading.plan
