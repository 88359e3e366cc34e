"""The facts: every question that the law or a SOP may ask about a case. The apps answer them (see providers)."""

from dataclasses import dataclass
from typing import Literal

from caseflow.sop.vocabulary import Asks, Ending, Holder, Judged, Reply, Verdict, gettext_noop

FactType = Literal["number", "date", "word", "bool"]
_ = gettext_noop


@dataclass(frozen=True, slots=True)
class Fact:
    """A named, typed question about a case with one answer now; None is *not known* and never *met*.

    `made_by` are the acts that can make it true; `of` says what a parameter must name, if it takes one.
    """

    name: str
    type: FactType
    label: str
    made_by: tuple[str, ...]
    of: Literal[
        "",
        "purpose",
        "moment",
        "exit",
        "body",
        "clock",
        "step",
        "document",
        "part",
        "measured",
        "weeks",
        "period",
        "limit",
        "level",
    ] = ""
    words: tuple[str, ...] = ()


def _facts(*facts: Fact) -> dict[str, Fact]:
    return {fact.name: fact for fact in facts}


PUPIL = (
    Fact("pupil_born_on", "date", _("geboortedatum van de leerling"), ()),
    Fact("guardians_with_gezag", "number", _("ouders met gezag"), ("record_gezag",)),
    Fact("guardians_gezag_unknown", "number", _("ouders van wie het gezag niet is vastgelegd"), ("record_gezag",)),
    Fact("hgw_cycles", "number", _("afgeronde HGW-cycli"), ("close_hgw_cycle",)),
    Fact(
        "interventions_with_effect", "number", _("interventies waarvan het effect is vastgelegd"), ("close_hgw_cycle",)
    ),
    Fact("enrolled_on", "date", _("ingeschreven op"), ("enrol",)),
    Fact(
        "consent",
        "word",
        _("toestemming van de ouders"),
        ("ask_consent", "answer_consent"),
        of="purpose",
        words=("none", "asked", "given", "refused", "withdrawn", "expired"),
    ),
)
MEASURED = (
    Fact(
        "measured_in_a_row",
        "number",
        _("laatste hoofdmetingen op rij met dit niveau"),
        ("record_measurement",),
        of="measured",
    ),
    Fact("hours_missed_a_week", "number", _("gemiste uren per week, gemiddeld"), ("record_absence",), of="weeks"),
    Fact(
        "weeks_of_help",
        "number",
        _("weken waarin alle afgesproken hulp op dit niveau is gegeven"),
        ("hold_session",),
        of="level",
    ),
    Fact("incidents", "number", _("incidenten in deze periode"), ("record_incident",), of="period"),
    Fact(
        "limit",
        "word",
        _("oordeel over een grens van de ondersteuning"),
        ("judge_limit",),
        of="limit",
        words=("none", *Judged),
    ),
)
TALK = (
    Fact("in_step_since", "date", _("in deze stap sinds"), ("enter", "wait")),
    Fact("item_planned_on", "date", _("bespreking gepland op"), ("plan_item",)),
    Fact("outsiders_on_item", "number", _("genodigden van buiten de school"), ("plan_item",)),
    Fact(
        "recipients_not_asked",
        "number",
        _("genodigden van buiten voor wie geen toestemming is gevraagd"),
        ("ask_consent",),
    ),
    Fact(
        "recipients_without_consent",
        "number",
        _("genodigden van buiten zonder toestemming van de ouders"),
        ("answer_consent",),
    ),
    Fact("consent_objections", "number", _("ouders die bezwaar hebben"), ("answer_consent",)),
    Fact("not_shared_with", "number", _("genodigden van buiten met wie nog niets is gedeeld"), ("share",)),
    Fact("guardians_not_informed", "number", _("ouders die niet zijn ingelicht"), ("inform_guardians",)),
    Fact("guardians_not_talked_with", "number", _("ouders met wie niet is gesproken"), ("talk_with_guardians",)),
    Fact("guardians_not_needed_on", "date", _("zonder ouders, met reden vastgelegd op"), ("waive_guardians",)),
    Fact("guardians_not_invited", "number", _("ouders die niet zijn uitgenodigd"), ("invite_guardians",)),
    Fact("pupil_invited_on", "date", _("leerling uitgenodigd op"), ("invite_pupil",)),
    Fact(
        "meetings_held",
        "number",
        _("besprekingen gehouden in deze stap"),
        ("hold_meeting", "ask_information", "order_examination"),
    ),
    Fact("advices", "number", _("adviezen vastgelegd in deze stap"), ("record_advice",)),
)
DECIDING = (
    Fact("table_decided", "bool", _("besloten aan tafel"), ("hold_meeting",), of="exit"),
    Fact("exit_proposed_on", "date", _("voorgesteld op"), ("propose_exit",), of="exit"),
    Fact("bodies_asked", "number", _("vragen aan buiten die op antwoord wachten"), ("ask_body",)),
    Fact(
        "body_answer",
        "word",
        _("oordeel van buiten"),
        ("record_body_answer",),
        of="body",
        words=("none", "asked", "yes", "no"),
    ),
    Fact("clock_started_on", "date", _("de termijn loopt sinds"), ("wait",), of="clock"),
    Fact("times_entered", "number", _("keren in deze stap"), ("enter",), of="step"),
)
PLACE = (
    Fact("taught_elsewhere_since", "date", _("krijgt les op een andere school sinds"), ("record_placement",)),
    Fact("zorgplicht", "word", _("bij wie de zorgplicht ligt"), ("record_placement",), words=tuple(Holder)),
    Fact("waiting_since", "date", _("op de wachtlijst sinds"), ("put_on_waiting_list",)),
    Fact("pupils_in_wanted_group", "number", _("kinderen in de gevraagde groep"), ("wait",)),
)
SUPPORT = (
    Fact("arrangement_proposed_on", "date", _("arrangement voorgesteld op"), ("propose_arrangement",)),
    Fact("arrangement_proposed", "word", _("het voorgestelde arrangement"), ("propose_arrangement",)),
    Fact("arrangement_proposed_extra", "bool", _("het voorstel is extra ondersteuning"), ("propose_arrangement",)),
    Fact(
        "extra_arrangements_granted",
        "number",
        _("eerder toegekende arrangementen met extra ondersteuning"),
        ("grant_arrangement",),
    ),
    Fact("arrangement_granted_on", "date", _("arrangement toegekend op"), ("grant_arrangement",)),
    Fact("arrangement_open", "bool", _("er loopt een arrangement"), ("grant_arrangement", "end_arrangement")),
    Fact(
        "arrangement_outcome",
        "word",
        _("uitkomst van het laatste arrangement"),
        ("end_arrangement",),
        words=("reached", "partly", "not_reached"),
    ),
    Fact("opp_due_on", "date", _("OPP moet klaar zijn op"), ("grant_arrangement",)),
    Fact("opp_windows_missed", "number", _("termijnen voor een OPP die verstreken zonder OPP"), ("set_perspective",)),
)
OPP = (
    Fact("opp_drawn_up", "bool", _("er is een OPP opgesteld"), ("draw_up_opp",)),
    Fact("goals_measurable", "number", _("meetbare doelen in het handelingsdeel"), ("draw_up_opp",)),
    Fact("guardians_consulted_on", "date", _("overleg met de ouders gevoerd op"), ("consult_guardians",)),
    Fact("pupil_heard_on", "date", _("leerling gehoord op"), ("hear_pupil",), of="moment"),
    Fact("opp_in_force_since", "date", _("OPP van kracht sinds"), ("set_perspective",)),
    Fact("handelingsdeel_offered_on", "date", _("handelingsdeel voorgelegd op"), ("offer_handelingsdeel",)),
    Fact("handelingsdeel_unsigned", "number", _("ouders met gezag die nog niet instemden"), ("agree_handelingsdeel",)),
    Fact(
        "handelingsdeel_objections",
        "number",
        _("ouders die bezwaar hebben tegen het handelingsdeel"),
        ("agree_handelingsdeel",),
    ),
    Fact("handelingsdeel_in_force_since", "date", _("handelingsdeel van kracht sinds"), ("put_in_force",)),
    Fact("structural_support_since", "date", _("structurele ondersteuning sinds"), ("put_in_force",)),
    Fact("evidence_counts_from", "date", _("een evaluatie telt als bewijs vanaf"), ("put_in_force",)),
    Fact("evaluations_held", "number", _("evaluaties van het OPP gehouden"), ("evaluate_opp",)),
    Fact(
        "evaluations_not_talked_over",
        "number",
        _("evaluaties die nog met de ouders te bespreken zijn"),
        ("evaluate_opp",),
    ),
    Fact("last_evaluation_on", "date", _("laatste evaluatie gehouden op"), ("evaluate_opp",)),
    Fact("last_verdict", "word", _("oordeel bij de laatste evaluatie"), ("evaluate_opp",), words=tuple(Verdict)),
    Fact("flag_raised_on", "date", _("signaal handelingsverlegenheid sinds"), ("evaluate_opp", "wait")),
    Fact("flag_talked_over_on", "date", _("signaal met ouders besproken op"), ("talk_over_flag",)),
    Fact("ground_not_to_wait_on", "date", _("grond om niet te wachten vastgelegd op"), ("record_ground_not_to_wait",)),
    Fact("opp_open", "bool", _("er is een OPP dat nog loopt"), ("draw_up_opp", "end_opp")),
)
REFERRAL = (
    Fact("established_on", "date", _("handelingsverlegenheid vastgesteld op"), ("establish_handelingsverlegenheid",)),
    Fact("referral_prepared_on", "date", _("verwijzing klaargemaakt op"), ("prepare_referral",)),
    Fact("referral_asks", "word", _("wat de verwijzing vraagt"), ("prepare_referral",), words=tuple(Asks)),
    Fact(
        "guardians_not_shown_referral",
        "number",
        _("ouders die de verwijzing nog niet helemaal zagen"),
        ("show_referral",),
    ),
    Fact("referral_views_missing", "number", _("ouders van wie de kijk op de verwijzing nog ontbreekt"), ("add_view",)),
    Fact("referral_signed", "number", _("ouders met gezag die de verwijzing tekenden"), ("sign_referral",)),
    Fact("referral_unsigned", "number", _("ouders met gezag die de verwijzing nog niet tekenden"), ("sign_referral",)),
    Fact(
        "referral_objections",
        "number",
        _("ouders die bezwaar hebben tegen de verwijzing"),
        ("sign_referral", "add_view"),
    ),
    Fact("referral_answered_on", "date", _("antwoord van het loket op"), ("give_advice", "grant_tlv", "refuse_tlv")),
    Fact(
        "referral_answer",
        "word",
        _("antwoord van het loket"),
        ("give_advice", "grant_tlv", "refuse_tlv"),
        words=tuple(Reply),
    ),
    Fact("expert_advices", "number", _("onafhankelijke deskundigenadviezen"), ("add_expert_advice",)),
    Fact("lead_expert_advices", "number", _("adviezen van een orthopedagoog of psycholoog"), ("add_expert_advice",)),
    Fact("ending", "word", _("reden van sluiten"), ("close",), words=tuple(Ending)),
    Fact(
        "place_sought", "bool", _("er wordt een andere school gezocht"), ("establish_handelingsverlegenheid", "refer")
    ),
    Fact("admitted_on", "date", _("toegelaten op de andere school op"), ("record_admission",)),
)
DOCUMENTS = (
    Fact(
        "document",
        "word",
        _("het document"),
        ("write_document", "finish_document", "lay_document", "sign_document"),
        of="document",
        words=("none", "draft", "ready", "laid", "discussed", "agreed", "refused"),
    ),
    Fact("document_part", "date", _("deel van een document geschreven op"), ("write_document",), of="part"),
)
FACTS = _facts(*PUPIL, *MEASURED, *TALK, *DECIDING, *PLACE, *SUPPORT, *OPP, *REFERRAL, *DOCUMENTS)

#: The three moments at which a pupil is heard on the OPP (WPO art. 40a after Kamerstuk 36443).
MOMENTS = ("setting", "adjusting", "evaluating")
