"""What Caseflow itself asks before an act, whatever the SOP: that which the act is about must be there."""

from collections.abc import Mapping

from caseflow.sop.rules import Group, Need, need, zero
from caseflow.sop.vocabulary import gettext_noop

_ = gettext_noop
_WPO = "WPO art. 40a"
_OWN = "Caseflow"

_PLANNED = need("item_planned_on", _("Er is een bespreking gepland"), "plan_item", _OWN, known=True)
_SOMEBODY = need("outsiders_on_item", _("Er is iemand van buiten gevraagd"), "plan_item", _OWN, min=1)
_HELD = need("meetings_held", _("De bespreking is gehouden"), "hold_meeting", _OWN, min=1)
_DRAWN_UP = need("opp_drawn_up", _("Er is een OPP opgesteld"), "draw_up_opp", _WPO, **{"is": True})
_OFFERED = need(
    "handelingsdeel_offered_on",
    _("Het handelingsdeel is aan de ouders voorgelegd"),
    "offer_handelingsdeel",
    _WPO,
    known=True,
)
_PREPARED = need("referral_prepared_on", _("De verwijzing is klaargemaakt"), "prepare_referral", _OWN, known=True)
_PROPOSED = need(
    "arrangement_proposed_on", _("Er ligt een voorstel voor een arrangement"), "propose_arrangement", _OWN, known=True
)
_RUNNING = need("arrangement_open", _("Er loopt een arrangement"), "grant_arrangement", _OWN, **{"is": True})

HOUSE: Mapping[str, tuple[Need | Group, ...]] = {
    "move_item": (_PLANNED,),
    "take_off_agenda": (_PLANNED,),
    "invite_guardians": (_PLANNED,),
    "invite_pupil": (_PLANNED,),
    "share": (_PLANNED,),
    "waive_guardians": (_PLANNED,),
    "record_body_answer": (
        need("bodies_asked", _("Er is een vraag aan buiten die op antwoord wacht"), "ask_body", _OWN, min=1),
    ),
    "ask_information": (_PLANNED, _SOMEBODY),
    "order_examination": (_PLANNED, _SOMEBODY),
    "hold_meeting": (
        _PLANNED,
        zero("not_shared_with", _("De genodigden van buiten konden zich inlezen"), "share", _OWN),
    ),
    "record_advice": (_HELD,),
    "grant_arrangement": (_PROPOSED,),
    "evaluate_arrangement": (_RUNNING,),
    "end_arrangement": (_RUNNING,),
    "hear_pupil": (_DRAWN_UP,),
    "consult_guardians": (_DRAWN_UP,),
    "offer_handelingsdeel": (_DRAWN_UP,),
    "agree_handelingsdeel": (_OFFERED,),
    "set_perspective": (
        _DRAWN_UP,
        need("goals_measurable", _("Er is ten minste één meetbaar doel"), "draw_up_opp", _OWN, min=1),
        need(
            "guardians_consulted_on",
            _("Er is overleg met de ouders geweest, gericht op overeenstemming"),
            "consult_guardians",
            _WPO,
            known=True,
        ),
    ),
    "put_in_force": (
        need("opp_in_force_since", _("Het perspectief is vastgesteld"), "set_perspective", _WPO, known=True),
        _OFFERED,
    ),
    "record_silence": (_OFFERED,),
    "evaluate_opp": (need("opp_in_force_since", _("Het OPP is van kracht"), "set_perspective", _WPO, known=True),),
    "talk_over_evaluation": (
        need("evaluations_not_talked_over", _("Er is een evaluatie om te bespreken"), "evaluate_opp", _WPO, min=1),
    ),
    "end_opp": (need("opp_open", _("Er loopt een OPP"), "draw_up_opp", _OWN, **{"is": True}),),
    "talk_over_flag": (need("flag_raised_on", _("Er ligt een signaal"), "wait", _OWN, known=True),),
    "answer_flag": (need("flag_raised_on", _("Er ligt een signaal"), "wait", _OWN, known=True),),
    "show_referral": (_PREPARED,),
    "add_view": (
        zero("guardians_not_shown_referral", _("De verwijzing is aan de ouders getoond"), "show_referral", _OWN),
    ),
    "sign_referral": (
        zero("guardians_not_shown_referral", _("De verwijzing is aan de ouders getoond"), "show_referral", _OWN),
    ),
    "refer": (_PREPARED,),
    "close": (
        need("opp_open", _("Er loopt geen OPP meer"), "end_opp", _WPO, **{"is": False}),
        need("arrangement_open", _("Er loopt geen arrangement meer"), "end_arrangement", _OWN, **{"is": False}),
    ),
}
