"""How findings are told: one thing to do is one line, and what is met is told by what meets it."""

from datetime import date
from typing import Any

import pytest

from caseflow.route.presenting import checklist
from caseflow.sop.law import LAW
from caseflow.sop.rules import Group, judge, need, zero

TODAY = date(2026, 3, 2)
INVITED = zero("guardians_not_invited", "Alle ouders zijn uitgenodigd", "invite_guardians", "NJi")
ASKED_TOO = zero("guardians_not_invited", "Zo doet onze school het", "invite_guardians", "SOP §3")
CONSENT = need("consent", "Er is toestemming", "answer_consent", "SOP §3", of="talk", **{"is": "given"})
NOT_ASKED = zero("recipients_not_asked", "Er is toestemming gevraagd", "ask_consent", "AVG")
HELD = need("meetings_held", "De bespreking is gehouden", "hold_meeting", "SOP §3", min=1)
ADVISED = need("meetings_held", "Het overleg is gehouden", "hold_meeting", "SOP §4", min=1)
STAYS = Group(
    any=(
        need("opp_open", "Er loopt geen OPP", "end_opp", "WPO", **{"is": False}),
        need("ground_not_to_wait_on", "De grond ligt vast", "record_ground_not_to_wait", "WPO", known=True),
    ),
    say="De plicht blijft bij de school",
    cite="WPO",
)


@pytest.mark.parametrize(
    ("rules", "facts", "missing", "told"),
    [
        ((INVITED, ASKED_TOO), {"guardians_not_invited": 2}, 1, ["Alle ouders zijn uitgenodigd"]),
        ((INVITED, ASKED_TOO), {"guardians_not_invited": 0}, 0, [INVITED.say, ASKED_TOO.say]),
        ((HELD, ADVISED), {"meetings_held": 0}, 2, [HELD.say, ADVISED.say]),
        ((NOT_ASKED, CONSENT), {"recipients_not_asked": 1, "consent(talk)": "none"}, 1, [NOT_ASKED.say]),
        ((NOT_ASKED, CONSENT), {"recipients_not_asked": 0, "consent(talk)": "asked"}, 1, [NOT_ASKED.say, CONSENT.say]),
        ((STAYS,), {"opp_open": False}, 0, ["Er loopt geen OPP"]),
        ((STAYS,), {"opp_open": True, "ground_not_to_wait_on": TODAY}, 0, ["De grond ligt vast"]),
        ((STAYS,), {"opp_open": True}, 1, ["De plicht blijft bij de school"]),
    ],
)
def test_a_checklist_counts_what_is_to_be_done(
    rules: tuple[Any, ...], facts: dict[str, Any], missing: int, told: list[str]
) -> None:
    listed = checklist(judge(rule, facts, TODAY) for rule in rules)
    assert listed.missing == missing
    assert [line.sentence for line in listed.findings] == told


@pytest.mark.parametrize(
    ("cite", "why", "floor", "told"),
    [
        ("AVG art. 6, 7 en 9", "", 6, "Dit geldt voor elke school: AVG art. 6, 7 en 9"),
        (
            "SOP §3",
            "",
            6,
            "Dit geldt voor elke school: AVG 6 en 7. Onze school schreef erbij: SOP §3",
        ),
        ("own choice", "zo", 6, "Dit geldt voor elke school: AVG 6 en 7. Onze school schreef erbij: zo"),
        ("SOP §3", "", None, "SOP §3"),
        ("own choice", "zo", None, "Keuze van de school: zo"),
        ("Caseflow", "", None, "Zo werkt Caseflow"),
    ],
)
def test_only_what_the_law_says_is_told_of_every_school(cite: str, why: str, floor: int | None, told: str) -> None:
    said = {"why": why} if why else {}
    rule = need("consent", "Er is toestemming", "answer_consent", cite, of="talk", **{"is": "given"}, **said)
    (line,) = checklist([judge(rule, {"consent(talk)": "none"}, TODAY, floor)]).findings
    law = LAW.rule(6)
    assert law
    assert line.why == told.replace("AVG 6 en 7", law.source)


def test_a_number_is_told_as_people_say_it():
    (line,) = checklist([judge(INVITED, {"guardians_not_invited": 1}, TODAY)]).findings
    assert line.value == "1 ouder is nog niet uitgenodigd."
    few = need("times_entered", "Nog geen twee rondes", "", "SOP §3", of="ronde", max=2)
    (line,) = checklist([judge(few, {"times_entered(ronde)": 3}, TODAY)]).findings
    assert line.value == "Keren in deze stap: nu 3."


@pytest.mark.parametrize(("began", "met"), [(date(2026, 2, 23), False), (date(2025, 9, 1), True)])
def test_of_a_term_the_day_on_which_it_is_over_is_told(began, met):
    """Beside "the time is over" the day on which it began would read as the one that is waited for."""
    over = need("clock_started_on", "De tijd is voorbij", "wait", "SOP §5", of="stap:termijn", past="8 weeks")
    (line,) = checklist([judge(over, {over.key: began}, TODAY)]).findings
    assert (line.met, line.value) == (met, {False: "20 april 2026", True: "27 oktober 2025"}[met])
