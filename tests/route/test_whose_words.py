"""Of each kind of event that holds words it is said whose they are: found in the source, so that none is forgotten."""

import ast
from collections.abc import Iterator
from pathlib import Path

from caseflow.route.whose import WHOSE

ROOT = Path(__file__).parent.parent.parent
#: Events of a school, in no child's file; and where words only pass through on their way from a caller.
ELSEWHERE = {
    *("commands/sop.py", "commands/founding.py", "commands/recording.py", "commands/case.py move"),
    *("route/acting.py", "route/in_place.py"),
}
#: Where the kind is not written in the call itself.
HANDED_ON = {
    "commands/at_table.py _write": {"note_at_table"},
    "commands/case.py open_case": {"open_case"},
    "commands/case.py take_exit": {"enter", "close"},
    "commands/consent.py _act_on": {"answer_consent"},
    "commands/desk.py _deliver": {"give_advice", "grant_tlv", "refuse_tlv"},
    "commands/establishing.py establish_handelingsverlegenheid": {"establish_handelingsverlegenheid"},
    "commands/referral_word.py _answer": {"add_view", "sign_referral"},
    "commands/referral.py record_reply": {"give_advice"},
    "commands/referral.py send_referral": {"refer", "ask_tlv"},
    "commands/signature.py _answer": {"sign_document"},
    "commands/talk.py _told": {"inform_guardians", "talk_with_guardians"},
    "commands/talk.py hold_item": {"hold_meeting", "ask_information", "order_examination"},
    "commands/writing.py answer_writing": {"read_writing", "answer_writing"},
    "route/succession.py _event": {"follow_sop"},
    "commands/agreement.py _answer": {"agree_handelingsdeel"},
    "commands/agreement.py _keep": {"finish_agreement", "reopen_agreement"},
    "commands/evaluating.py _told": {"evaluate_arrangement", "end_arrangement"},
    "commands/evaluation.py _keep": {"evaluate_opp"},
    "commands/group_talk.py _say": {"note_at_talk", "agree_at_talk"},
    "commands/group_plan.py _record": {"join_cluster", "change_cluster", "leave_cluster", "evaluate_cluster"},
    "commands/guardian.py keep_address": {"hide_address", "show_address"},
    "commands/hgw.py advance_hgw_cycle": {"advance_hgw_cycle", "close_hgw_cycle"},
    "commands/observation.py log_observations": {"log_observation", "record_incident"},
    "commands/occasion.py _keep": {"finish_occasion", "reopen_occasion"},
}


def test_whose_words_is_said_of_each_kind_that_holds_any() -> None:
    written, known = set[str](), set[str]()
    for place, kinds in _writers():
        assert kinds or place in HANDED_ON, f"{place} writes words: name its kind of event here, and whose they are"
        written |= kinds or HANDED_ON[place]
        known |= set() if kinds else {place}
    assert written == set(WHOSE)
    assert known == set(HANDED_ON)


def _writers() -> Iterator[tuple[str, set[str]]]:
    """Each function that writes an event with words, and the kinds that its call names."""
    for path in sorted(path for app in ("caseflow/route", "pupils", "opp") for path in (ROOT / app).rglob("*.py")):
        file = "/".join(path.parts[-2:])
        for made in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(made, ast.FunctionDef) and not {file, f"{file} {made.name}"} & ELSEWHERE:
                yield from ((f"{file} {made.name}", kinds) for kinds in _kinds(made))


def _kinds(made: ast.FunctionDef) -> Iterator[set[str]]:
    calls = [call for call in ast.walk(made) if isinstance(call, ast.Call)]
    acts = {word for call in calls if _name(call) == "acting" for word in _words(call.args[:1])}
    for call in calls:
        given = {key.arg: key.value for key in call.keywords}
        is_deed = isinstance(call.func, ast.Attribute) and call.func.attr == "record"
        if _name(call) in ("EventText", "replace") or not ("texts" in given or (is_deed and len(call.args) > 1)):
            continue
        if "kind" in given or not is_deed:
            named = call.args[1:2] if _name(call) == "in_place" else call.args[:1]
            yield _words([given["kind"]] if "kind" in given else named)
        else:
            yield acts


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _words(of: list[ast.expr]) -> set[str]:
    return {one.value for one in of if isinstance(one, ast.Constant) and isinstance(one.value, str)}
