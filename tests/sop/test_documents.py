"""What a SOP may say of its documents: each mistake at its line, and what a step asks before it is left."""

from datetime import date

import pytest

from caseflow.sop.judging import assess_exit, facts_for_exit
from caseflow.sop.loading import SopErrors, load_sop
from caseflow.sop.papers import next_act
from caseflow.sop.rules import need
from tests.world import SCHOOLS

TEXT = (SCHOOLS / "de-wilgenhof.yaml").read_text(encoding="utf-8")
DAY = date(2026, 10, 5)

#: What is wrong: (before, after, the text on whose line the error stands, what it says).
FAULTS = {
    "a writer who is no role": (
        "written_by: [teamleider]",
        "written_by: [baas]",
        "written_by: [baas]",
        "de rol 'baas' bestaat niet",
    ),
    "a part that nobody writes": (
        "written_by: [teamleider]",
        "written_by: []",
        "written_by: []",
        "hier moet iets staan",
    ),
    "a part that only somebody from outside writes": (
        "  teamleider: {name: Teamleider, kind: director}",
        "  teamleider: {name: Teamleider, kind: director}\n  buur: {name: Buur, kind: outsider}",
        "written_by: [buur]",
        "niemand van de school schrijft dit deel",
    ),
    "a document that is not there": (
        "{document: overdracht, needed",
        "{document: oversteek, needed",
        "{document: oversteek",
        "het document 'oversteek' bestaat niet",
    ),
    "a part that is not there": (
        "sections: [besluit]}",
        "sections: [slot]}",
        "sections: [slot]",
        "het document 'meegroeimap' heeft geen deel 'slot'; wel: groep, coach, besluit",
    ),
    "a document twice at a step": (
        "{document: kijkplan, needed: optional}",
        "{document: hulpplan, needed: optional}",
        "{document: hulpplan, needed: optional}",
        "het document 'hulpplan' staat hier twee keer",
    ),
    "two documents of one name": (
        "    name: Hulpplan",
        "    name: Kijkplan",
        "    name: Kijkplan\n    signature: agreed",
        "de naam 'Kijkplan' is al van document 'kijkplan'",
    ),
    "a fact about a document that is not there": (
        "of: meegroeimap, is: discussed",
        "of: map, is: discussed",
        "of: map",
        "'map' bestaat niet; noem een document van dit SOP",
    ),
    "a fact about a part that is not there": (
        "- {fact: document, of: meegroeimap, is: discussed, say: De meegroeimap is besproken, ",
        "- {fact: document_part, of: meegroeimap.slot, known: true, say: Het slot, todo: write_document, cite: x}\n"
        "          - {fact: document, of: meegroeimap, is: discussed, say: De meegroeimap is besproken, ",
        "- {fact: document_part",
        "noem een document en een deel, als document.deel",
    ),
    "a word that its signature never brings": (
        "of: meegroeimap, is: discussed",
        "of: meegroeimap, is: agreed",
        "of: meegroeimap, is",
        "dit document wordt nooit 'agreed': de handtekening ('signature') is 'discussed'",
    ),
    "a plan asked where it is not made": (
        "of: meegroeimap, is: discussed",
        "of: hulpplan, is: agreed",
        "- name: Toch verder hier",
        "deze uitgang vraagt het document 'hulpplan', en bij deze stap wordt het niet gemaakt",
    ),
    "a no that leaves no way out": (
        "{name: Terug naar de kijkronde, to: kijkronde, back: true,",
        "{name: Terug naar de kijkronde, to: kijkronde,",
        "    exits:\n      - {name: De school kan niet verder",
        "zegt een ouder nee tegen een document, dan kan een kind hier niet meer weg",
    ),
    "a no after which nothing is told": (
        "    on_refusal: [talk, ouder_en_jeugdsteunpunt]\n",
        "",
        "  kijkronde:\n    name",
        "noem bij 'on_refusal' wat er dan openstaat",
    ),
    "a meaning that no signature has": (
        "signature: agreed",
        "signature: gezien",
        "signature: gezien",
        "'gezien' kan hier niet; verwacht: 'none', 'discussed' or 'agreed'",
    ),
}  # fmt: skip


def errors_of(text: str) -> tuple:
    with pytest.raises(SopErrors) as wrong:
        load_sop(text, "bad.yaml")
    return wrong.value.errors


@pytest.mark.parametrize("case", FAULTS)
def test_each_fault_at_its_line_and_nothing_else(case):
    before, after, place, message = FAULTS[case]
    assert before in TEXT
    text = TEXT.replace(before, after, 1)
    if case.startswith("a part that only"):
        text = text.replace("written_by: [teamleider]", "written_by: [buur]", 1)
    (error,) = errors_of(text)
    assert message in error.message
    assert error.line == text[: text.index(place)].count("\n") + 1


def test_a_document_that_no_step_asks():
    text = TEXT.replace("    documents:\n      - {document: overdracht, needed: required}\n", "", 1)
    (error,) = errors_of(text)
    assert "geen enkele stap vraagt dit document" in error.message
    assert text.splitlines()[error.line - 1] == "  overdracht:"


def test_a_signature_asked_inside_a_choice_is_no_trap():
    """Where something else will do, a no leaves a way open."""
    other = "{fact: hgw_cycles, min: 1, say: Er is een cyclus, cite: x, todo: close_hgw_cycle}"
    signed = "{fact: document, of: overdracht, is: ready, say: Het blad is af, cite: x, todo: finish_document}"
    choice = f"to: kijkronde, back: true, needs: [{{any: [{signed}, {other}], say: Een van twee}}],"
    offered = "      - {document: overdracht, needed: optional}\n"
    text = TEXT.replace("to: kijkronde, back: true,", choice)
    text = text.replace("      - {document: kijkplan, needed: optional}\n", offered, 1)
    load_sop(text, "good.yaml")
    closed = text.replace("of: overdracht, is: ready", "of: meegroeimap, is: discussed").replace(
        "finish_document}, {fact: hgw", "sign_document}, {fact: hgw"
    )
    load_sop(closed, "good.yaml")
    trapped = closed.replace(f", {other}]", "]")
    assert any("kan een kind hier niet meer weg" in error.message for error in errors_of(trapped))


SOP = load_sop(TEXT, "de-wilgenhof.yaml")


def test_all_that_an_exit_asks_is_among_its_facts():
    way = SOP.exit("kijkronde", "main", "steunronde")
    keys = {key for key in facts_for_exit(SOP, "kijkronde", way, DAY) if key.startswith("document")}
    assert keys == {
        "document(kijkplan)", "document_part(kijkplan.vraag)", "document_part(kijkplan.aanpak)",
        "document(meegroeimap)", "document_part(meegroeimap.groep)", "document_part(meegroeimap.coach)",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("step", "exit_key", "document", "enough"),
    [
        ("kijkronde", "steunronde", "kijkplan", {"discussed", "agreed"}),
        ("steunronde", "eindronde", "hulpplan", {"agreed"}),
        ("eindronde", "close-admitted_regular", "overdracht", {"ready", "laid", "discussed", "agreed"}),
    ],
)
def test_the_signature_says_which_word_is_enough(step, exit_key, document, enough):
    way = SOP.exit(step, "main", exit_key)
    key = f"document({document})"
    for word in ("none", "draft", "ready", "laid", "discussed", "agreed", "refused"):
        found = assess_exit(SOP, step, way, {key: word}, DAY)
        (said,) = [one for one in found if getattr(one.rule, "key", "") == key]
        assert said.met == (word in enough), word


@pytest.mark.parametrize(
    ("word", "act"),
    [
        ("none", "write_document"), ("draft", "finish_document"), ("ready", "lay_document"),
        ("laid", "sign_document"), ("refused", "write_document"),
    ],
)  # fmt: skip
def test_the_act_that_comes_first(word, act):
    asked = need("document", "x", "sign_document", "x", of="hulpplan", **{"is": "agreed"})
    assert next_act(asked, word) == act
