"""What people can do: each act by the hand that does it and the words on its button."""

from dataclasses import dataclass

from caseflow.sop.vocabulary import SIGNING, Hand, State, gettext_noop

_ = gettext_noop


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person can do; `label` stands on its button.

    `signed`: another hand's act that decides for a child or goes on without its guardians, so that it is signed too.
    """

    name: str
    hand: Hand
    label: str
    signed: bool = False

    @property
    def signs(self) -> bool:
        """Whether somebody signs for it: who does it shows, a moment before, who she is."""
        return self.signed or self.hand in SIGNING


def _acts(*acts: Act) -> dict[str, Act]:
    return {act.name: act for act in acts}


ACTS = _acts(
    Act("wait", Hand.TIME, _("Wacht tot de dag is gekomen")),
    Act("enter", Hand.DECIDER, _("Zet deze stap")),
    Act("close", Hand.OWNER, _("Sluit de casus")),
    Act("extend_term", Hand.DIRECTOR, _("Verleng de termijn")),
    Act("enrol", Hand.DIRECTOR, _("Schrijf de leerling in")),
    Act("close_hgw_cycle", Hand.OWNER, _("Rond de HGW-cyclus af")),
    Act("record_measurement", Hand.TEACHER, _("Leg een toetsresultaat vast")),
    Act("record_absence", Hand.TEACHER, _("Leg gemiste uren vast")),
    Act("hold_session", Hand.TEACHER, _("Noteer een keer extra hulp")),
    Act("record_incident", Hand.TEACHER, _("Noteer een incident")),
    Act("judge_limit", Hand.JUDGE, _("Beoordeel een grens van de ondersteuning")),
    Act("plan_item", Hand.OWNER, _("Plan een bespreking")),
    Act("move_item", Hand.OWNER, _("Verzet de bespreking")),
    Act("take_off_agenda", Hand.OWNER, _("Haal de bespreking van de agenda")),
    Act("ask_consent", Hand.OWNER, _("Vraag ouders om toestemming")),
    Act("answer_consent", Hand.GUARDIAN, _("Geef antwoord op de vraag om toestemming")),
    Act("record_gezag", Hand.OWNER, _("Leg vast wie het gezag heeft"), signed=True),
    Act("invite_guardians", Hand.OWNER, _("Nodig de ouders uit")),
    Act("invite_pupil", Hand.OWNER, _("Nodig de leerling uit")),
    Act("inform_guardians", Hand.OWNER, _("Licht de ouders in")),
    Act("talk_with_guardians", Hand.OWNER, _("Leg het gesprek met de ouders vast")),
    Act("waive_guardians", Hand.CHAIR, _("Leg vast dat de ouders hier niet bij nodig zijn"), signed=True),
    Act("propose_exit", Hand.DECIDER, _("Stel deze stap voor")),
    Act("ask_body", Hand.OWNER, _("Vraag een oordeel van buiten")),
    Act("record_body_answer", Hand.OWNER, _("Leg het oordeel van buiten vast")),
    Act("record_placement", Hand.OWNER, _("Leg vast waar de leerling les krijgt")),
    Act("put_on_waiting_list", Hand.DIRECTOR, _("Zet de leerling op de wachtlijst")),
    Act("share", Hand.OWNER, _("Deel met de genodigden")),
    Act("hold_meeting", Hand.CHAIR, _("Leg de bespreking vast")),
    Act("ask_information", Hand.OWNER, _("Vraag informatie op")),
    Act("order_examination", Hand.OWNER, _("Laat onderzoek doen")),
    Act("record_advice", Hand.CHAIR, _("Leg een advies vast")),
    Act("propose_arrangement", Hand.OWNER, _("Vraag een arrangement aan")),
    Act("grant_arrangement", Hand.DIRECTOR, _("Beslis over het arrangement")),
    Act("ratify_arrangement", Hand.DECIDER, _("Bekrachtig het arrangement"), signed=True),
    Act("evaluate_arrangement", Hand.OWNER, _("Evalueer het arrangement")),
    Act("end_arrangement", Hand.OWNER, _("Evalueer en beëindig het arrangement")),
    Act("draw_up_opp", Hand.OWNER, _("Stel het OPP op")),
    Act("hear_pupil", Hand.OWNER, _("Leg vast wat de leerling vindt")),
    Act("consult_guardians", Hand.OWNER, _("Leg het overleg met de ouders vast")),
    Act("set_perspective", Hand.OWNER, _("Stel het perspectief vast"), signed=True),
    Act("offer_handelingsdeel", Hand.OWNER, _("Leg het handelingsdeel voor aan de ouders")),
    Act("agree_handelingsdeel", Hand.GUARDIAN, _("Stem in met het handelingsdeel")),
    Act("record_silence", Hand.DIRECTOR, _("Leg vast dat de ouders niet antwoorden")),
    Act("put_in_force", Hand.OWNER, _("Laat het handelingsdeel ingaan"), signed=True),
    Act("evaluate_opp", Hand.OWNER, _("Leg de halfjaarlijkse evaluatie vast")),
    Act("talk_over_evaluation", Hand.OWNER, _("Leg vast dat de evaluatie met de ouders is besproken")),
    Act("end_opp", Hand.OWNER, _("Beëindig het OPP")),
    Act("write_document", Hand.WRITER, _("Schrijf een deel van een document")),
    Act("finish_document", Hand.OWNER, _("Maak een document af")),
    Act("lay_document", Hand.OWNER, _("Leg een document voor aan de ouders")),
    Act("sign_document", Hand.GUARDIAN, _("Teken een document")),
    Act("add_reaction", Hand.GUARDIAN, _("Voeg een reactie toe aan een document")),
    Act("talk_over_flag", Hand.STEERING, _("Leg vast dat het signaal met ouders is besproken")),
    Act("answer_flag", Hand.DIRECTOR, _("Beantwoord het signaal")),
    Act("record_ground_not_to_wait", Hand.DIRECTOR, _("Leg vast waarom wachten niet kan")),
    Act("establish_handelingsverlegenheid", Hand.DIRECTOR, _("Stel handelingsverlegenheid vast")),
    Act("prepare_referral", Hand.OWNER, _("Maak de verwijzing klaar")),
    Act("show_referral", Hand.OWNER, _("Laat de verwijzing aan de ouders zien")),
    Act("add_view", Hand.GUARDIAN, _("Geef als ouder een kijk op de verwijzing")),
    Act("sign_referral", Hand.GUARDIAN, _("Teken als ouder de verwijzing")),
    Act("refer", Hand.DIRECTOR, _("Verstuur de verwijzing")),
    Act("ask_tlv", Hand.DIRECTOR, _("Vraag een TLV aan")),
    Act("add_expert_advice", Hand.DESK_EXPERT, _("Geef een deskundigenadvies")),
    Act("give_advice", Hand.DESK, _("Geef advies aan de school")),
    Act("grant_tlv", Hand.DESK, _("Verleen de TLV")),
    Act("refuse_tlv", Hand.DESK, _("Wijs de TLV af")),
    Act("record_admission", Hand.OWNER, _("Leg de toelating op de andere school vast")),
)

#: The act by which a case comes to stand in a state; every other state is entered by "enter".
ENTERING = {
    State.HANDELINGSVERLEGEN: "establish_handelingsverlegenheid",
    State.REFERRED: "refer",
    State.CLOSED: "close",
}

#: The decision that an act completes: it stands on all that was asked of that one.
COMPLETES = {"ratify_arrangement": "grant_arrangement"}


def entering_act(state: State) -> str:
    """The act that brings a case into `state`."""
    return ENTERING.get(state, "enter")
