"""The words that the law, every SOP and the code share: states, kinds of role, hands, parts of a file.

A school names its own steps, roles, partners and instruments; it can only put them together from these words.
Labels are Dutch, as people read them; the apps translate them.
"""

from enum import StrEnum


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
    LEFT_SCHOOL = "left_school"
    DECEASED = "deceased"
    ADMITTED_REGULAR = "admitted_regular"
    ADMITTED_SPECIAL = "admitted_special"
    NOT_ENROLLED = "not_enrolled"
    TRACK_END = "track_end"


ENDING_LABELS = {
    Ending.SUPPORT_ENDED: _("ondersteuning afgerond"),
    Ending.SECONDARY_SCHOOL: _("naar het voortgezet onderwijs"),
    Ending.MOVED: _("verhuisd"),
    Ending.LEFT_SCHOOL: _("van school gegaan"),
    Ending.DECEASED: _("de leerling is overleden"),
    Ending.ADMITTED_REGULAR: _("toegelaten op een andere reguliere school"),
    Ending.ADMITTED_SPECIAL: _("toegelaten op een school voor speciaal (basis)onderwijs"),
    Ending.NOT_ENROLLED: _("niet ingeschreven"),
    Ending.TRACK_END: _("einde van dit spoor"),
}


#: Endings of a child that left, and of no other: no SOP needs to have them.
OF_WHO_LEFT = frozenset({Ending.LEFT_SCHOOL, Ending.DECEASED})
#: Endings by which another school has the child.
ADMITTED_ELSEWHERE = frozenset({Ending.ADMITTED_REGULAR, Ending.ADMITTED_SPECIAL})


class OtherLanguage(StrEnum):
    """A language beside Dutch in which a school may say what it asks; Caseflow speaks the same ones."""

    ENGLISH = "en"
    ARABIC = "ar"


LANGUAGE_LABELS = {OtherLanguage.ENGLISH: _("Engels"), OtherLanguage.ARABIC: _("Arabisch")}


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
    CHILD_TALK = "child_talk"


OCCASION_LABELS = {
    OccasionKind.GROUP_TALK: _("groepsbespreking"),
    OccasionKind.PUPIL_TALK: _("gesprek over iedere leerling"),
    OccasionKind.SCREENING: _("meting van de hele groep"),
    OccasionKind.PROGRAMME: _("programma in de lessen"),
    OccasionKind.CHILD_TALK: _("gesprek met het kind"),
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
