"""What a SOP says of its documents: what a step asks before it is left, and which act comes first."""

from datetime import date

import pytest

from caseflow.sop.judging import assess_exit, facts_for_exit
from caseflow.sop.loading import SopErrors, load_sop
from caseflow.sop.papers import next_act
from caseflow.sop.rules import need
from tests.world import SCHOOLS

TEXT = (SCHOOLS / "de-wilgenhof.yaml").read_text(encoding="utf-8")
DAY = date(2026, 10, 5)


def errors_of(text: str) -> tuple:
    with pytest.raises(SopErrors) as wrong:
        load_sop(text, "bad.yaml")
    return wrong.value.errors


def test_a_signature_asked_inside_a_choice_is_no_trap():
    """Where something else will do, a no leaves a way open."""
    other = "{fact: hgw_cycles, min: 1, say: Er is een cyclus, cite: x, todo: close_hgw_cycle}"
    signed = "{fact: document, of: overdrachtsblad, is: ready, say: Het blad is af, cite: x, todo: finish_document}"
    choice = f"to: kijkronde, back: true, needs: [{{any: [{signed}, {other}], say: Een van twee}}],"
    offered = "      - {document: overdrachtsblad, needed: optional}\n"
    text = TEXT.replace("to: kijkronde, back: true,", choice)
    text = text.replace("      - {document: kijkplan, needed: optional}\n", offered, 1)
    load_sop(text, "good.yaml")
    closed = text.replace("of: overdrachtsblad, is: ready", "of: meegroeimap, is: discussed").replace(
        "finish_document}, {fact: hgw", "sign_document}, {fact: hgw"
    )
    load_sop(closed, "good.yaml")
    trapped = closed.replace(f", {other}]", "]")
    assert any(error.rule == "refusal-shuts-in" for error in errors_of(trapped))


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
        ("eindronde", "close-admitted_regular", "overdrachtsblad", {"ready", "laid", "discussed", "agreed"}),
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


def test_what_was_not_talked_over_is_talked_over_and_not_written_anew():
    asked = need("document", "x", "sign_document", "x", of="hulpplan", **{"is": ("discussed", "agreed")})
    assert next_act(asked, "refused") == "sign_document"


def test_a_desk_that_answered_is_not_waited_for():
    asked = need("referral_answer", "x", "give_advice", "x", **{"is": "advice"})
    assert (next_act(asked, None), next_act(asked, "granted")) == ("give_advice", "")


@pytest.mark.parametrize(("word", "act"), [("none", "ask_body"), ("asked", "record_body_answer"), ("no", "ask_body")])
def test_a_body_is_asked_before_it_answers(word, act):
    asked = need("body_answer", "x", "record_body_answer", "x", of="commissie", **{"is": "yes"})
    assert next_act(asked, word) == act
