"""What is sent with a POST of the matrix: enough to get past the form, so that it is the command that answers.

Where nothing stands here the form needs nothing, or its refusal of an empty one is answer enough: who may not send it
does not come that far. "<today>", "<scan>" and "<csv>" are filled in.
"""

from typing import Any

from caseflow.route.papers import mark_of

MOVE = {"seen_visit": 1, "reason": "zo besloten"}
PAPER = {"answered_on": "<today>", "witness": "de leerkracht", "scan": "<scan>", "view": ""}
HELD = {"minutes": "besproken"}
INTERVENTION = {"what": "oefenen", "need": "rust", "by_whom": "de leerkracht", "minutes": 5, "times_a_week": 1}
POST = {"role": "ib_er", "starts_on": "<today>", "ends_on": ""}

BODIES: dict[str, dict[str, Any]] = {
    "api:move/close-support_ended": MOVE,
    "route:exit/close-support_ended": MOVE,
    "route:exit/leerlingbespreking": MOVE,
    "route:exit/opp": MOVE,
    "route:paper_view": {"view_text": "rust", "on": "<today>", "witness": "Ida"},
    "route:track_proposal": {"reason": "zorgen"},
    "route:track_dismiss": {"reason": "nu niet"},
    "route:open_case": {"track": "main", "reason": "zorgen", "received_on": ""},
    "route:paper_answer": {"answer": "given", **PAPER},
    "route:pass_over": {"reasons": "niet te bereiken"},
    "route:guardian_consent @talk": {"answer": "withdrawn"},
    "route:guardian_consent @refused": {"answer": "given"},
    "route:guardian_referral": {"view": "rust"},
    "opp:guardian_handelingsdeel": {"answer": "objected"},
    "route:desk_advice": {"text": "een kleinere groep"},
    "route:desk_answer": {"reply": "advice", "grounds": "blijven kan"},
    "route:invited_item": {"text": "doe het zo"},
    "pupils:register": {"first_name": "Ali", "last_name": "Nieuw", "born_on": "2020-01-01"},
    "pupils:observe": {"saw": "is stil", "area": "taal", "seen_on": "<today>"},
    "pupils:incident": {"saw": "liep weg", "area": "gedrag", "seen_on": "<today>", "incident": "on"},
    "pupils:measure": {"instrument": "lib", "day": "<today>", "moment": "main", "level": "E", "score": ""},
    "pupils:absence": {"week": "<today>", "hours": "3,5"},
    "pupils:import/toetsen": {"file": "<csv>"},
    "pupils:import/verzuim": {"file": "<csv>"},
    "pupils:intervene": {**INTERVENTION, "starts_on": "<today>"},
    "pupils:hgw_phase": {"phase": "waarnemen", "text": "is stil"},
    "pupils:effect": {"effect": "het gaat beter"},
    "pupils:occasion": {"note": "rustig"},
    "pupils:staff_invite": {**POST, "name": "Ali", "email": "ali@school.example"},
    "pupils:staff_role": POST,
    "pupils:staff_leave": {"from_day": "<today>", "successor": ""},
    "pupils:group_move": {"to": "<other group>", "pupils": "<pupil>"},
    "pupils:role_end": {"from_day": "<today>"},
    "pupils:gezag": {"gezag": "yes", "evidence": "uittreksel"},
    "pupils:contact": {"on": "<today>", "how": "phone"},
    "route:paper_write": {"text": "anders", "seen": mark_of("zo is het")},
    "route:paper_signature": {"answer": "agreed", **PAPER},
    "route:paper_pass_over": {"reasons": "niet te bereiken"},
    "route:guardian_paper": {"answer": "objected"},
    "route:guardian_reaction": {"text": "ik mis iets"},
    "route:act/finish_document": {"document": "map"},
    "route:act/lay_document": {"document": "blad"},
    "opp:paper": {"answer": "agreed", **PAPER},
    "opp:feedback": {"on": "<today>"},
    "opp:pass_over": {"reasons": "niet te bereiken"},
    "route:sop_act/mr": {"on": "<today>"},
    "route:sop_act/advies": {"advice": "negative", "on": "<today>", "by": "Mo, voorzitter"},
    "route:sop_act/vaststellen": {"on": "<today>", "by": "Bo, bestuurder"},
    "route:sop_act/publiceren": {"on": "<today>"},
    "route:sop_act/intrekken": {"reason": "anders"},
    "route:sop_act/vervallen": {"reason": "anders"},
    "route:act/enrol": {"known_need": "no"},
    "route:act/extend_term": {"reason": "meer tijd"},
    "route:act/record_admission": {"school": "De Overkant", "on": "<today>"},
    "route:act/judge_limit": {"limit": "zindelijk", "word": "within", "reasons": "het lukt"},
    "route:act/record_ground_not_to_wait": {"ground": "gevaar"},
    "route:act/give_advice": {"reply": "advice", "text": "zie brief"},
    "route:act/grant_arrangement": {"grant": "yes", "reasons": "nodig"},
    "route:act/end_arrangement": {"outcome": "reached", "evaluation": "gehaald"},
    "route:act/plan_item": {"on": "<today>", "kind": "hold_meeting", "question": "wat helpt?"},
    "route:act/inform_guardians": {"how": "gesprek"},
    "route:act/take_off_agenda": {"reason": "de leerkracht is ziek"},
    "route:act/hold_meeting": HELD,
    "route:act/ask_information": HELD,
    "route:act/order_examination": HELD,
    "route:act/record_advice": {"author_name": "Het team", "text": "doe het zo"},
    "route:act/hear_pupil": {
        "moment": "setting",
        "words": "rust",
        "how": "self",
        "by": "ik",
        "influence": "vaste plek",
    },
    "route:act/consult_guardians": {"on": "<today>", "text": "besproken"},
    "route:act/talk_with_guardians": {"how": "op school"},
    "route:act/record_silence": {"reasons": "twee keer gebeld"},
    "route:act/talk_over_evaluation": {"how": "samen doorgenomen"},
    "route:act/end_opp": {"reason": "klaar", "talked_over_on": "<today>"},
    "route:act/talk_over_flag": {"how": "gesprek"},
    "route:act/answer_flag": {"answer": "", "reasons": "toch verder"},
}
