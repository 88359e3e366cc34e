"""The words that the law, every SOP and the code share: states, acts, facts, kinds of role, parts of a file.

A school names its own steps, roles, partners and instruments; it can only put them together from these words.
Labels are Dutch, as people read them; the apps translate them.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

FactType = Literal["number", "date", "word", "bool"]


def gettext_noop(text: str) -> str:
    """Marks a label for the translators' catalogue; this package itself never translates."""
    return text


_ = gettext_noop


class State(StrEnum):
    """What the law knows of the child, not the order of a school's route (design §2)."""

    AANMELDING = "aanmelding"
    BASISONDERSTEUNING = "basisondersteuning"
    LEERLINGBESPREKING = "leerlingbespreking"
    ZORGTEAM = "zorgteam"
    ARRANGEMENT = "arrangement"
    OPP = "opp"
    HANDELINGSVERLEGEN = "handelingsverlegen"
    REFERRED = "referred"
    CLOSED = "closed"


STATE_LABELS = {
    State.AANMELDING: _("Aanmelding"),
    State.BASISONDERSTEUNING: _("Basisondersteuning"),
    State.LEERLINGBESPREKING: _("Leerlingbespreking"),
    State.ZORGTEAM: _("Zorgteam"),
    State.ARRANGEMENT: _("Arrangement"),
    State.OPP: _("OPP"),
    State.HANDELINGSVERLEGEN: _("Handelingsverlegen"),
    State.REFERRED: _("Verwezen"),
    State.CLOSED: _("Gesloten"),
}
#: States that follow one another in any order that a school's steps give.
FREE_STATES = frozenset(
    {
        State.BASISONDERSTEUNING,
        State.LEERLINGBESPREKING,
        State.ZORGTEAM,
        State.ARRANGEMENT,
        State.OPP,
        State.HANDELINGSVERLEGEN,
    }
)
OPEN_STATES = frozenset(State) - {State.CLOSED}


class Ending(StrEnum):
    """Why a case is closed."""

    SUPPORT_ENDED = "support_ended"
    SECONDARY_SCHOOL = "secondary_school"
    MOVED = "moved"
    ADMITTED_REGULAR = "admitted_regular"
    ADMITTED_SPECIAL = "admitted_special"
    NOT_ENROLLED = "not_enrolled"
    TRACK_END = "track_end"


ENDING_LABELS = {
    Ending.SUPPORT_ENDED: _("ondersteuning afgerond"),
    Ending.SECONDARY_SCHOOL: _("naar het voortgezet onderwijs"),
    Ending.MOVED: _("verhuisd"),
    Ending.ADMITTED_REGULAR: _("toegelaten op een andere reguliere school"),
    Ending.ADMITTED_SPECIAL: _("toegelaten op een school voor speciaal (basis)onderwijs"),
    Ending.NOT_ENROLLED: _("niet ingeschreven"),
    Ending.TRACK_END: _("einde van dit spoor"),
}


class RoleKind(StrEnum):
    """What a school's own role name stands for; it decides how far its holder sees."""

    TEACHER = "teacher"
    ASSISTANT = "assistant"
    SPECIALIST = "specialist"
    IB_ER = "ib_er"
    DIRECTOR = "director"
    BOARD = "board"
    OUTSIDER = "outsider"


KIND_LABELS = {
    RoleKind.TEACHER: _("leerkracht"),
    RoleKind.ASSISTANT: _("onderwijsassistent"),
    RoleKind.SPECIALIST: _("specialist"),
    RoleKind.IB_ER: _("intern begeleider"),
    RoleKind.DIRECTOR: _("directeur"),
    RoleKind.BOARD: _("iemand van het bestuur"),
    RoleKind.OUTSIDER: _("iemand van buiten de school"),
}
#: Kinds that see all pupils of their school, and kinds that see the pupils of their own groups.
SCHOOL_WIDE = frozenset({RoleKind.IB_ER, RoleKind.DIRECTOR})
OWN_GROUPS = frozenset({RoleKind.TEACHER, RoleKind.ASSISTANT})
#: Kinds that see a pupil as long as the step where she stands names their role.
WHEN_INVOLVED = frozenset({RoleKind.SPECIALIST, RoleKind.BOARD})
#: Who can decide what the law asks of the school's board or of who has its mandate.
DIRECTING = frozenset({RoleKind.DIRECTOR, RoleKind.BOARD})


class Hand(StrEnum):
    """Whose hand an act needs; the SOP's step says which of its roles that is."""

    OWNER = "owner"
    CHAIR = "chair"
    DECIDER = "decider"
    DIRECTOR = "director"
    STEERING = "steering"  # who sees the whole school: they alone know of a flag at first
    TEACHER = "teacher"
    WRITER = "writer"  # whom a part of a document names
    JUDGE = "judge"  # whom the SOP names at the limit that is judged
    GUARDIAN = "guardian"
    OUTSIDER = "outsider"
    DESK = "desk"
    DESK_EXPERT = "desk_expert"
    TIME = "time"


#: Hands that decide, judge or answer for themselves, so that whatever they do by this hand is signed.
SIGNING = frozenset({Hand.DIRECTOR, Hand.JUDGE, Hand.GUARDIAN, Hand.DESK, Hand.DESK_EXPERT})


class OccasionKind(StrEnum):
    """What comes by the calendar: it decides what is asked of whoever finishes it."""

    GROUP_TALK = "group_talk"
    PUPIL_TALK = "pupil_talk"
    SCREENING = "screening"
    PROGRAMME = "programme"


OCCASION_LABELS = {
    OccasionKind.GROUP_TALK: _("groepsbespreking"),
    OccasionKind.PUPIL_TALK: _("gesprek over iedere leerling"),
    OccasionKind.SCREENING: _("meting van de hele groep"),
    OccasionKind.PROGRAMME: _("programma in de lessen"),
}


class Profession(StrEnum):
    """Professions that the law names for the experts before a TLV (Besluit bekostiging WPO, old art. 34.8)."""

    ORTHOPEDAGOOG = "orthopedagoog"
    PSYCHOLOOG = "psycholoog"
    KINDERPSYCHOLOOG = "kinderpsycholoog"
    PEDAGOOG = "pedagoog"
    KINDERPSYCHIATER = "kinderpsychiater"
    MAATSCHAPPELIJK_WERKER = "maatschappelijk_werker"
    ARTS = "arts"


LEAD_PROFESSIONS = frozenset({Profession.ORTHOPEDAGOOG, Profession.PSYCHOLOOG})


class Part(StrEnum):
    """The closed list of parts of a pupil's file: consent, grant, read log and export all speak in these.

    What the meldcode asks to keep apart has no part here, so it cannot be shared (floor rule 15).
    """

    PUPIL = "pupil"
    OBSERVATIONS = "observations"
    HGW = "hgw"
    MEASUREMENTS = "measurements"
    ATTENDANCE = "attendance"
    ROUTE = "route"
    QUESTION = "question"
    ADVICE = "advice"
    ARRANGEMENT = "arrangement"
    OPP = "opp"
    EVALUATIONS = "evaluations"
    REFERRAL = "referral"
    DOCUMENTS = "documents"
    GUARDIANS = "guardians"
    VIEWS = "views"


class Asks(StrEnum):
    """What a referral asks of its desk."""

    ADVICE = "advice"
    ARRANGEMENT = "arrangement"
    TLV = "tlv"
    CLUSTER = "cluster"
    CARE = "care"


class DeskKind(StrEnum):
    SWV = "swv"
    CLUSTER = "cluster"
    MUNICIPALITY = "municipality"


class Holder(StrEnum):
    """Whose the zorgplicht is of a child that is taught at another school (WPO art. 40)."""

    HERE = "here"
    THERE = "there"


class Verdict(StrEnum):
    """The verdict on an evaluation (domain §6.3)."""

    PROGRESS = "progress"
    NO_PROGRESS = "no_progress"
    NOT_MEASURABLE = "not_measurable"


class Judged(StrEnum):
    """What somebody found of one of the school's limits, for one pupil."""

    WITHIN = "within"
    REACHED = "reached"


class Reply(StrEnum):
    """What a desk may answer."""

    ADVICE = "advice"  # to stay, with what would help
    ELSEWHERE = "elsewhere"  # another place would fit better; a TLV it is not
    GRANTED = "granted"  # what was asked comes: an arrangement, a place at a cluster school, care
    REFUSED = "refused"
    TLV_GRANTED = "tlv_granted"
    TLV_REFUSED = "tlv_refused"


PART_LABELS = {
    Part.PUPIL: _("naam, groep en geboortedatum"),
    Part.OBSERVATIONS: _("observaties"),
    Part.HGW: _("wat in de klas is geprobeerd en wat het opleverde"),
    Part.MEASUREMENTS: _("de resultaten van toetsen"),
    Part.ATTENDANCE: _("de gemiste uren per week"),
    Part.ROUTE: _("de stappen in de ondersteuning"),
    Part.QUESTION: _("de vraag voor de bespreking"),
    Part.ADVICE: _("adviezen"),
    Part.ARRANGEMENT: _("het arrangement"),
    Part.OPP: _("het OPP met de doelen"),
    Part.EVALUATIONS: _("de evaluaties van het OPP"),
    Part.REFERRAL: _("de verwijzing"),
    Part.DOCUMENTS: _("de plannen en andere documenten"),
    Part.GUARDIANS: _("wie de ouders of verzorgers zijn"),
    Part.VIEWS: _("wat ouders of verzorgers zelf schreven"),
}


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
    ] = ""
    words: tuple[str, ...] = ()


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
    Act("propose_arrangement", Hand.OWNER, _("Stel een arrangement voor")),
    Act("grant_arrangement", Hand.DIRECTOR, _("Beslis over het arrangement")),
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
    Act("add_view", Hand.GUARDIAN, _("Geef uw kijk op de verwijzing")),
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


def entering_act(state: State) -> str:
    """The act that brings a case into `state`."""
    return ENTERING.get(state, "enter")
