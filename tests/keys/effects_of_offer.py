"""What each key of the school itself and of its offer does; for these the public page counts."""

from typing import Any

from tests.keys.doings import evaluates, judges, proposes, uploads
from tests.keys.doors import asked_before, done, form, help_form, page, panel, sociogram, talks_after, terms
from tests.keys.looking import Effect, See

_OF_PAGE = {
    "SchoolData.name": ("school.name", "De Andere"),
    "SchoolData.brin": ("school.brin", "11AB"),
    "SchoolData.board": ("school.board", "Stichting Anders"),
    "SchoolData.place": ("school.place", "Andersdorp"),
    "SchoolData.address": ("school.address", "Nieuwe Weg 1"),
    "SchoolData.postcode": ("school.postcode", "9999 ZZ"),
    "SchoolData.phone": ("school.phone", "020-1234567"),
    "SchoolData.website": ("school.website", "https://anders.example"),
    "SchoolData.email": ("school.email", "iemand@anders.example"),
    "SchoolData.concept": ("school.concept", "Jenaplan"),
    "SchoolData.motto": ("school.motto", "Samen verder"),
    "Sop.school": ("school", lambda old: {**old, "name": "De Andere"}),
    "Sop.texts": ("texts", {}),
    "Sop.basic_support": ("basic_support", {}),
    "Sop.extra_support": ("extra_support", {}),
    "Sop.expertise": ("expertise.nieuw", {"name": "Tekencoach", "does": "tekent mee", "cite": "SOP 3"}),
    "Sop.programmes": ("programmes.nieuw", {"name": "Tekenplan", "what_for": "tekenen", "cite": "SOP 3"}),
    "Sop.ambitions": ("ambitions", {}),
    "Phase.name": ("phases.lezers.name", "De leesjaren"),
    "Sop.partners": ("partners.nieuw", {"name": "De bibliotheek", "delivers": "boeken", "cite": "SOP 2"}),
    "Sop.instruments": ("instruments.nieuw", {"name": "Peillood", "cite": "SOP 1"}),
    "Statement.about": ("texts.wie_wij_zijn.about", "adoption"),
    "Statement.name": ("texts.wie_wij_zijn.name", "Wat wij willen"),
    "Statement.text": ("texts.wie_wij_zijn.text", "Openbaar, voor iedereen."),
    "Statement.cite": ("texts.wie_wij_zijn.cite", "blz. 88"),
    "TargetGroup.name": ("basic_support.lezen.name", "Lezers"),
    "TargetGroup.who": ("basic_support.lezen.who", "Wie dit nodig heeft"),
    "TargetGroup.in_lessons": ("basic_support.lezen.in_lessons", ["Samen schrijven."]),
    "TargetGroup.facilities": ("basic_support.lezen.facilities", ["Een stille plek."]),
    "TargetGroup.with_partners": ("basic_support.lezen.with_partners", ["De bibliotheek."]),
    "TargetGroup.programmes": ("basic_support.lezen.programmes", []),
    "TargetGroup.instruments": ("basic_support.lezen.instruments", []),
    "TargetGroup.expertise": ("basic_support.lezen.expertise", []),
    "TargetGroup.partners": ("basic_support.lezen.partners", ["gezond"]),
    "TargetGroup.arrangements": ("basic_support.lezen.arrangements", ["kleine_groep"]),
    "TargetGroup.cite": ("basic_support.lezen.cite", "blz. 88"),
    "Expertise.name": ("expertise.leescoach.name", "Leesheld"),
    "Expertise.does": ("expertise.leescoach.does", "leest voor"),
    "Expertise.how_many": ("expertise.leescoach.how_many", 3),
    "Expertise.days_a_week": ("expertise.leescoach.days_a_week", 4),
    "Expertise.cite": ("expertise.leescoach.cite", "blz. 88"),
    "Programme.name": ("programmes.leesplan.name", "Leesroute"),
    "Programme.what_for": ("programmes.leesplan.what_for", "graag lezen"),
    "Programme.years": ("programmes.leesplan.years", [5]),
    "Programme.hours": ("programmes.leesplan.hours", []),
    "Programme.cite": ("programmes.leesplan.cite", "blz. 88"),
    "Hours.years": ("programmes.leesplan.hours.0.years", [7]),
    "Hours.a_week": ("programmes.leesplan.hours.0.a_week", 4),
    "Ambition.name": ("ambitions.buitenles.name", "Vaker zingen"),
    "Ambition.theme": ("ambitions.buitenles.theme", "Muziek"),
    "Ambition.school_years": ("ambitions.buitenles.school_years", ["2030-2031"]),
    "Ambition.state": ("ambitions.buitenles.state", "done"),
    "Ambition.cite": ("ambitions.buitenles.cite", "blz. 88"),
    "Partner.name": ("partners.steunpunt.name", "Het Advieshuis"),
    "Partner.delivers": ("partners.steunpunt.delivers", "raad"),
    "Partner.asked": ("partners.steunpunt.asked", "met een brief"),
    "Partner.cite": ("partners.steunpunt.cite", "blz. 88"),
    "Instrument.name": ("instruments.meetlat.name", "Peillood"),
    "Instrument.what_for": ("instruments.meetlat.what_for", "zien hoe ver"),
    "Instrument.years": ("instruments.meetlat.years", [3]),
    "Instrument.cite": ("instruments.meetlat.cite", "blz. 88"),
}
#: Parents read why of an own choice; beside a paragraph of the SOP it is a remark for the school.
_WHY = {
    "Statement.why": "texts.wie_wij_zijn",
    "TargetGroup.why": "basic_support.lezen",
    "Expertise.why": "expertise.leescoach",
    "Programme.why": "programmes.leesplan",
    "Ambition.why": "ambitions.buitenles",
    "Partner.why": "partners.steunpunt",
    "Instrument.why": "instruments.meetlat",
}
#: The keys that describe the school and what it offers (design §2): nothing of them judges a case.
DESCRIPTIVE = frozenset((*_OF_PAGE, *_WHY))

_OWN_HELP = {
    "arrangements.kleine_groep.needs": [
        {"fact": "hgw_cycles", "min": 1, "say": "Er is een cyclus rond", "cite": "SOP 4", "todo": "close_hgw_cycle"}
    ]
}
_CHOSEN_HELP = {
    **_OWN_HELP, "arrangements.kleine_groep.cite": "own choice", "arrangements.kleine_groep.why": "zo begint het",
}  # fmt: skip
_WORDS_OF_HELP = asked_before("hulp", "grant_arrangement", "directeur", proposes("", "kleine_groep", "begeleider"))
_WORDS_OF_OTHER = asked_before("hulp", "grant_arrangement", "directeur", proposes("", "extra_uren", "begeleider"))
_HELP_FORM = help_form("hulp", "", "begeleider")
_ASK_FORM = help_form("hulp", "kleine_groep", "begeleider")
_OWN_QUESTION = {"arrangements.kleine_groep.asks": {"waar": {"name": "Waar zit het groepje?"}}}
_LIMITS = form("grens", "judge_limit", "directeur")
_BAR = {
    "handelingsverlegenheid.goals_min": 1, "handelingsverlegenheid.share": 80, "handelingsverlegenheid.in_a_row": 1,
    "handelingsverlegenheid.held_share": 60,
}  # fmt: skip
_OWN_LIMIT = {"limits.rust.cite": "own choice", "limits.rust.why": "zo besloten wij"}
_SIGNAL = panel("directeur", "flag", evaluates)


def _help(key: str, value: Any, see: See = _HELP_FORM, given: dict[str, Any] | None = None) -> Effect:
    return Effect("sound", f"arrangements.{key}", value, see, given or {})


def _bar(key: str, value: Any) -> Effect:
    return Effect("sound", f"handelingsverlegenheid.{key}", value, _SIGNAL, _BAR)


def _chosen(at: str) -> dict[str, Any]:
    return {f"{at}.cite": "own choice", f"{at}.why": "zo begon het"}


_TALK = {
    "name": "Praten", "what": "child_talk", "for": "pupils", "owner": "leraar", "instrument": "meetlat",
    "after": {"event": "striking", "within": "3 weeks"}, "cite": "SOP 7",
}  # fmt: skip
_STRUCK = {"instruments.meetlat.striking": ["E"], "calendar": {"praten": _TALK}}
_ASKED = {"likes": "Met wie speel je?", "dislikes": "Met wie niet?", "most": 3, "left_out": 0}
_RING = {
    "instruments.kring": {"name": "Kring", "sociogram": _ASKED, "cite": "SOP 7"},
    "calendar": {"praten": {**_TALK, "instrument": "kring"}},
}  # fmt: skip


def _ring(key: str, value: Any) -> Effect:
    return Effect("sound", f"instruments.kring.sociogram{key}", value, sociogram("leraar"), _RING)


EFFECTS = {
    **{key: Effect("sound", path, value, page()) for key, (path, value) in _OF_PAGE.items()},
    **{key: Effect("sound", f"{at}.why", "zo is het", page(), _chosen(at)) for key, at in _WHY.items()},
    "Sop.sop": Effect("sound", "sop", 2, done(uploads)),
    "Sop.version": Effect("sound", "version", "2027", done(uploads)),
    "SchoolData.key": Effect("sound", "school.key", "de_ander", done(uploads)),
    # What strikes
    "Instrument.striking": Effect(
        "sound", "instruments.meetlat.striking", ["D", "E"], talks_after("leraar", "D"), _STRUCK
    ),
    "Instrument.sociogram": _ring("", {"likes": "Met wie werk je?"}),
    "GroupQuestions.likes": _ring(".likes", "Met wie werk je?"),
    "GroupQuestions.dislikes": _ring(".dislikes", "Met wie liever niet?"),
    "GroupQuestions.most": _ring(".most", 2),
    "GroupQuestions.left_out": _ring(".left_out", 1),
    # Arrangements
    "Sop.arrangements": _help("nieuw", {"name": "Leeshulp", "support": "basis", "longest": "1 year", "cite": "SOP 4"}),
    "Arrangement.name": _help("kleine_groep.name", "Groepje"),
    "Arrangement.support": _help("kleine_groep.support", "extra", _WORDS_OF_HELP),
    "Arrangement.partner": _help("extra_uren.partner", "gezond", given={"partners.gezond.consent": "tafel"}),
    "Arrangement.longest": _help(
        "kleine_groep.longest", "1 month", done(proposes("hulp", "kleine_groep", "begeleider"))
    ),
    "Arrangement.brings_opp": _help(
        "kleine_groep.brings_opp", True, terms(proposes("hulp", "kleine_groep", "begeleider", grant_by="directeur"))
    ),
    "Arrangement.gives": _help("kleine_groep.gives", ["hours", "money"], _ASK_FORM),
    "Arrangement.asks": _help("kleine_groep.asks", _OWN_QUESTION["arrangements.kleine_groep.asks"], _ASK_FORM),
    "Question.name": _help("kleine_groep.asks.waar.name", "Waar is het?", _ASK_FORM, _OWN_QUESTION),
    "Question.kind": _help("kleine_groep.asks.waar.kind", "day", _ASK_FORM, _OWN_QUESTION),
    "Question.needed": _help("kleine_groep.asks.waar.needed", "optional", _ASK_FORM, _OWN_QUESTION),
    "Arrangement.needs": _help("kleine_groep.needs", _OWN_HELP["arrangements.kleine_groep.needs"], _WORDS_OF_HELP),
    "Arrangement.ratifies": _help(
        "kleine_groep.ratifies",
        ["begeleider"],
        terms(proposes("hulp", "kleine_groep", "begeleider", grant_by="directeur")),
    ),
    "Arrangement.cite": _help("kleine_groep.cite", "blz. 88", _WORDS_OF_OTHER, _OWN_HELP),
    "Arrangement.why": _help("kleine_groep.why", "om te wennen", _WORDS_OF_OTHER, _CHOSEN_HELP),
    # Limits
    "Sop.limits": Effect("sound", "limits.nieuw", {"name": "Veilig", "alternative": "rust", "cite": "SOP 6"}, _LIMITS),
    "Limit.name": Effect("sound", "limits.rust.name", "Heeft stilte nodig", _LIMITS),
    "Limit.text": Effect("sound", "limits.rust.text", "Meer dan een uur per dag.", _LIMITS),
    "Limit.alternative": Effect(
        "sound", "limits.rust.alternative", "een boerderij",
        panel("directeur", "limits", judges("directeur", "rust", "reached", "grens")),
    ),
    "Limit.judges": Effect("sound", "limits.rust.judges", ["begeleider"], done(judges("begeleider", "rust", step="grens"))),
    "Limit.cite": Effect("sound", "limits.rust.cite", "blz. 88", _LIMITS),
    "Limit.why": Effect("sound", "limits.rust.why", "om de rust", _LIMITS, _OWN_LIMIT),
    # When the lack of progress is put before people
    "Sop.handelingsverlegenheid": Effect(
        "sound", "handelingsverlegenheid", lambda old: {**old, "share": 40}, _SIGNAL, _BAR
    ),
    "Demonstrable.period": _bar("period", "11 months"),
    "Demonstrable.goals_min": _bar("goals_min", 3),
    "Demonstrable.share": _bar("share", 40),
    "Demonstrable.in_a_row": _bar("in_a_row", 2),
    "Demonstrable.held_share": _bar("held_share", 95),
    "Demonstrable.cite": _bar("cite", "blz. 88"),
    "Demonstrable.why": _bar("why", "zo is het"),
}  # fmt: skip
