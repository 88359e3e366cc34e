"""What each key of roles, partners, purposes, documents and the calendar does."""

from typing import Any

from tests.keys.doings import asks_consent, informs, opens, plans, wrote_before
from tests.keys.doors import asked_again, asked_in_arabic, cards, consents, done, form, invitations, occasions, writing
from tests.keys.looking import Effect

# --- Roles ------------------------------------------------------------------------------------------------------------

_WAITS = cards("tafel", "leraar")
_TABLE = invitations(plans("tafel", "begeleider"))
_HARBOUR = done(informs("in_de_unit", "coordinator_noord"))

# --- Purposes ---------------------------------------------------------------------------------------------------------

_ASKED = consents(asks_consent("tafel", "begeleider"))
_NAMED = consents(asks_consent("tafel", "begeleider", purpose="raad"))
_CHOSEN = {"purposes.tafel.cite": "own choice", "purposes.tafel.why": "zo vragen wij het"}
_ADVICE = {
    "name": "Advies", "asks": "Mogen wij raad vragen?", "parts": ["pupil", "question"], "roles": ["schoolarts"],
    "lasts": "1 year", "cite": "SOP 2",
}  # fmt: skip
_BY_PARTNER = {
    "purposes.raad": _ADVICE,
    "partners.gezond.consent": "tafel",
    "steps.tafel.parents": {"hold_meeting": {"invite": True, "consent": "tafel"}},
}
_QUESTION = consents(asks_consent("tafel", "begeleider", "schoolarts", kind="ask_information"))
#: What stays inside the school: filming a lesson, for which one guardian's yes is enough.
_WITHIN = {
    "name": "Filmen in de klas", "asks": "Mogen wij uw kind filmen in de les?", "parts": ["pupil"], "lasts": "1 year",
    "cite": "SOP 2",
}  # fmt: skip
_INSIDE = consents(asks_consent("tafel", "begeleider", purpose="binnen"))
_AGAIN = asked_again(asks_consent("tafel", "begeleider"), "begeleider")
_WEEKLY = {"remind_every": "1 week", "cite": "own choice", "why": "wie niets hoort, miste het misschien"}

_IN_ARABIC = asked_in_arabic(asks_consent("tafel", "begeleider"))
_WORDS = {"translated": {"ar": {"name": "حديث", "asks": "هل تسمحون؟", "why": "نسأل مسبقا"}}}


def _purpose(key: str, value: Any, see: Any = _ASKED, given: dict[str, Any] | None = None) -> Effect:
    return Effect("sound", f"purposes.tafel.{key}", value, see, given or {})


# --- Documents --------------------------------------------------------------------------------------------------------

_HELP = cards("hulp", "begeleider")
_LATER = cards("hulp", "begeleider", wrote_before("groep", "groeimap", "dagen", "leraar"))
_PART = "documents.hulpplan.sections.doel"
_CHOSEN_PAPER = {"documents.hulpplan.cite": "own choice", "documents.hulpplan.why": "zo werken wij"}
_CHOSEN_PART = {f"{_PART}.cite": "own choice", f"{_PART}.why": "zo werken wij"}


def _paper(key: str, value: Any, see: Any = _HELP, given: dict[str, Any] | None = None) -> Effect:
    return Effect("sound", f"documents.{key}", value, see, given or {})


# --- The calendar -----------------------------------------------------------------------------------------------------

_TALK = occasions("leraar", 45)  # 18 October: the talk about each pupil is due on the last school day of the month
_COMING = {
    "calendar.komst": {
        "name": "Zes weken na de komst", "what": "pupil_talk", "for": "pupils", "owner": "leraar",
        "after": {"event": "enrolled", "within": "6 weeks"}, "cite": "SOP 7",
    },
}  # fmt: skip
_SETTLED = occasions("leraar", 20)
_PROGRAMME = {
    "calendar.kindgesprek": {
        "name": "Samen lezen", "what": "programme", "for": "pupils", "owner": "leraar", "months": [10],
        "minutes_a_week": 60, "instrument": "meetlat", "cite": "SOP 7",
    },
    "instruments.peillood": {"name": "Peillood", "cite": "SOP 1"},
}  # fmt: skip
_CHOSEN_TALK = {"calendar.kindgesprek.cite": "own choice", "calendar.kindgesprek.why": "zo leren wij elkaar kennen"}


def _talk(key: str, value: Any, given: dict[str, Any] | None = None) -> Effect:
    return Effect("sound", f"calendar.kindgesprek.{key}", value, _TALK, given or {})


#: A school whose second IB-er is for a phase, in which the child sits; the first is for the years below.
_PHASE = {
    "phases.toren": {"name": "De toren", "years": [5, 6, 7, 8]},
    "roles.ib_onderbouw.years": [1, 2, 3, 4, 5, 6],
    "roles.ib_bovenbouw.years": ["toren"],
}

EFFECTS = {
    "Sop.roles": Effect(
        "sound", "roles.adjunct", {"name": "Adjunct", "kind": "director"}, _WAITS
    ),
    "Role.name": Effect("sound", "roles.begeleider.name", "Coach", cards("groep", "leraar")),
    "Role.kind": Effect("sound", "roles.rekencoach.kind", "ib_er", done(opens("rekencoach"))),
    "Role.partner": Effect("sound", "roles.schoolarts.partner", "steunpunt", _TABLE),
    "Role.years": Effect(
        "de-vliegenier", "roles.ib_bovenbouw.years", [7, 8], done(plans("ib_gesprek", "ib_bovenbouw")),
        {"roles.ib_onderbouw.years": [1, 2, 3, 4, 5, 6]},
    ),
    "Sop.phases": Effect(
        "de-vliegenier", "phases.toren", {"name": "De toren", "years": [7, 8]}, done(plans("ib_gesprek", "ib_bovenbouw")), _PHASE
    ),
    "Phase.years": Effect(
        "de-vliegenier", "phases.toren.years", [7, 8], done(plans("ib_gesprek", "ib_bovenbouw")), _PHASE
    ),
    "Role.translated": Effect("sound", "roles.schoolarts.translated", {"ar": "طبيب المدرسة"}, _IN_ARABIC),
    "Role.locations": Effect(
        "het-anker", "roles.coordinator_noord.locations", ["zuid"], _HARBOUR, {"roles.coordinator_zuid.locations": ["noord", "zuid"]}
    ),
    "Sop.locations": Effect(
        "het-anker", "locations.noord", "De kade", invitations(plans("in_de_unit", "coordinator_noord")),
        {"steps.in_de_unit.takes_part": [{"role": "coordinator_noord"}]},
    ),
    "Partner.consent": Effect("sound", "partners.gezond.consent", "raad", _QUESTION, _BY_PARTNER),
    "Sop.purposes": Effect("sound", "purposes.raad", _ADVICE, form("groep", "ask_consent", "begeleider")),
    "Purpose.name": _purpose("name", "Aan de tafel"),
    "Purpose.asks": _purpose("asks", "Vindt u het goed?"),
    "Purpose.parts": _purpose("parts", ["pupil", "hgw"]),
    "Purpose.roles": Effect("sound", "purposes.raad.roles", ["adviseur"], _NAMED, {"purposes.raad": _ADVICE}),
    "Purpose.lasts": _purpose("lasts", "2 months"),
    "Purpose.care": _purpose("care", True),
    "Purpose.agree": Effect("sound", "purposes.binnen.agree", "all", _INSIDE, {"purposes.binnen": _WITHIN}),
    "Purpose.next_school": Effect("sound", "purposes.binnen.next_school", True, _INSIDE, {"purposes.binnen": _WITHIN}),
    "Sop.asking": Effect("sound", "asking", _WEEKLY, _AGAIN),
    "Asking.remind_every": Effect("sound", "asking.remind_every", "3 days", _AGAIN, {"asking": _WEEKLY}),
    "Asking.cite": Effect("sound", "asking.cite", "blz. 88", _AGAIN, {"asking": _WEEKLY}),
    "Asking.why": Effect("sound", "asking.why", "om rust te geven", _AGAIN, {"asking": _WEEKLY}),
    "Purpose.cite": _purpose("cite", "blz. 88"),
    "Purpose.why": _purpose("why", "om niets te missen", given=_CHOSEN),
    "Purpose.translated": _purpose("translated", _WORDS["translated"], _IN_ARABIC),
    **{
        f"InOtherWords.{key}": _purpose(f"translated.ar.{key}", "كلام آخر", _IN_ARABIC, {"purposes.tafel.translated": _WORDS["translated"]})
        for key in ("name", "asks", "why")
    },
    # Documents
    "Sop.documents": _paper("hulpplan", lambda old: {**old, "name": "Doeplan"}),
    "Paper.name": _paper("hulpplan.name", "Doeplan"),
    "Paper.signature": _paper("hulpplan.signature", "discussed"),
    "Paper.grows": _paper("groeimap.grows", False, _LATER, {"steps.hulp.documents.1.sections": ["dagen", "besluit"]}),
    "Paper.sections": _paper("hulpplan.sections", lambda old: {"doel": {**old["doel"], "name": "Het doel"}}),
    "Paper.cite": _paper("hulpplan.cite", "blz. 88"),
    "Paper.why": _paper("hulpplan.why", "om te weten", given=_CHOSEN_PAPER),
    "PaperPart.name": _paper("hulpplan.sections.doel.name", "Het doel"),
    "PaperPart.asks": _paper("hulpplan.sections.doel.asks", "Wat is het doel?", writing("hulp", "hulpplan", "doel", "leraar")),
    "PaperPart.written_by": _paper("hulpplan.sections.doel.written_by", ["begeleider"]),
    "PaperPart.cite": _paper("hulpplan.sections.doel.cite", "blz. 88"),
    "PaperPart.why": _paper("hulpplan.sections.doel.why", "om te weten", given=_CHOSEN_PART),
    "PaperAsked.document": Effect(
        "sound", "steps.hulp.documents.0.document", "groeimap", _HELP, {"steps.hulp.documents": [{"document": "hulpplan"}]}
    ),
    "PaperAsked.needed": Effect("sound", "steps.hulp.documents.0.needed", "optional", _HELP),
    "PaperAsked.sections": Effect("sound", "steps.hulp.documents.1.sections", ["besluit", "dagen"], _HELP),
    # The calendar
    "Sop.calendar": Effect("sound", "calendar", {}, _TALK),
    "CalendarEntry.name": _talk("name", "Praten met elk kind"),
    "CalendarEntry.what": _talk("what", "programme"),
    "CalendarEntry.for": _talk("for", "groups", _PROGRAMME),
    "CalendarEntry.years": _talk("years", [8]),
    "CalendarEntry.owner": _talk("owner", "begeleider"),
    "CalendarEntry.months": _talk("months", [11]),
    "CalendarEntry.after": Effect(
        "sound", "calendar.komst.after", {"event": "enrolled", "within": "5 weeks"}, _SETTLED, _COMING
    ),
    "AfterEvent.event": Effect("sound", "calendar.komst.after.event", "born", _SETTLED, _COMING),
    "AfterEvent.within": Effect("sound", "calendar.komst.after.within", "5 weeks", _SETTLED, _COMING),
    "CalendarEntry.instrument": _talk("instrument", "peillood", _PROGRAMME),
    "CalendarEntry.minutes_a_week": _talk("minutes_a_week", 90, _PROGRAMME),
    "CalendarEntry.prepare": _talk("prepare", "1 week"),
    "CalendarEntry.cite": _talk("cite", "blz. 88"),
    "CalendarEntry.why": _talk("why", "om niemand te vergeten", _CHOSEN_TALK),
}  # fmt: skip
