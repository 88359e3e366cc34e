"""What each key of the route does: tracks, steps, ways out, tables, parents, terms, bodies, desks, levels, places."""

from datetime import date
from typing import Any

from caseflow.sop.vocabulary import Reply
from tests.keys.doings import (
    adopts,
    asks_body,
    asks_consent,
    consented,
    enrols,
    extends,
    opens,
    plans,
    prepares,
    refuses_consent,
    sends,
    takes,
    waits_for_place,
    with_opp,
)
from tests.keys.doors import (
    after_no,
    asked_before,
    cards,
    consents,
    done,
    exit_form,
    form,
    invitations,
    notices,
    opening_form,
    start_pages,
    terms,
    told_terms,
)
from tests.keys.looking import GONE, Effect, See

# --- Where one looks --------------------------------------------------------------------------------------------------

_GROUP = cards("groep", "begeleider")
_TABLE = cards("tafel", "begeleider")
_HELP = cards("hulp", "begeleider")
_PLAN = cards("plan", "begeleider")
_LIMIT = cards("grens", "begeleider")
_UNIT = cards("in_de_unit", "coordinator_noord")
_INVITED = invitations(plans("tafel", "begeleider"))
_APPLIED = opens("directeur", received=True)
_APPLIED_TERMS = terms(_APPLIED)
_TOLD_TERMS = told_terms(_APPLIED, "directeur")
_ENROLLED = enrols("directeur")
_SENT = terms(sends)
_TOLD_SENT = told_terms(sends, "begeleider")
_BOTH = ("plek_in_de_rustgroep", "les_elders")
_BODY_ASKED = asks_body("in_de_unit", "coordinator_noord", "commissie", *_BOTH)
_FULL = enrols("directeur", grouped=True, full=True)
_ADMISSION = {"admission": {"group_size": 28, "waiting_list": True, "cite": "SOP 1"}}
_ENROL = asked_before("aanmelding", "enrol", "directeur")


def _chosen(place: str) -> dict[str, Any]:
    """The entry at this place is a choice of the school's own."""
    return {f"{place}.cite": "own choice", f"{place}.why": "zo besloten wij"}


def _at(path: str, value: Any, see: See, given: dict[str, Any] | None = None, school: str = "sound") -> Effect:
    return Effect(school, path, value, see, given or {})


def _clock(key: str, value: Any, see: See = _APPLIED_TERMS, **given: Any) -> Effect:
    return _at(f"steps.aanmelding.clocks.0.{key}", value, see, given)


def _anker(path: str, value: Any, see: See = _UNIT, given: dict[str, Any] | None = None) -> Effect:
    return _at(path, value, see, given, "het-anker")


def _vlieg(path: str, value: Any, see: See, given: dict[str, Any] | None = None) -> Effect:
    return _at(path, value, see, given, "de-vliegenier")


def _renamed(steps: dict[str, Any]) -> dict[str, Any]:
    return {"slotronde" if key == "eindronde" else key: step for key, step in steps.items()}


_SECOND_TRACK = {"name": "Taal", "first": "groep", "ends": [{"name": "Klaar", "close": "track_end", "cite": "SOP 1"}]}
_NEW_VERSION = {
    "version": "2026-b", "first_day": date(2026, 9, 3), "steps": _renamed,
    "steps.steunronde.exits.0.to": "slotronde", "moves": {"eindronde": "slotronde"},
}  # fmt: skip
_TO_TABLE = {"steps.groep.exits.0.needs": []}
_LIMIT_EXIT = {"steps.plan.exits.0.needs": [], "steps.grens.parents": {}}
_OPEN_HELP = {"steps.tafel.exits.0.needs": [], "steps.hulp.acts": {}}
#: Whatever a desk of either kind answers.
_ANSWERED = {
    "steps.bij_swv.exits": lambda old: [
        {**old[0], "needs": [{**old[0]["needs"][0], "is": [str(one) for one in Reply]}]}
    ],
}
_RAAD = {"desks.swv.asks": ["advice"], "steps.bij_swv.exits": lambda old: old[:1]}
_BAR_ONLY = {"opp.cite": "own choice", "opp.why": "zo werken wij"}

EFFECTS = {
    # A version's own life
    "Sop.first_day": _at("first_day", date(2027, 8, 1), done(opens("begeleider"))),
    "Sop.moves": _at("moves", {}, done(adopts), _NEW_VERSION, "de-wilgenhof"),
    # Tracks
    "Sop.tracks": _at("tracks.taal", _SECOND_TRACK, opening_form("begeleider")),
    "Track.name": _at("tracks.taal.name", "Nieuw in Nederland", opening_form("begeleider"), {"tracks.taal": _SECOND_TRACK}),
    "Track.first": _at("tracks.main.first", "hulp", done(opens("begeleider"))),
    "Track.aanmelding": _at("tracks.main.aanmelding", GONE, done(_APPLIED)),
    "Track.trigger": _at("tracks.nieuwkomers.trigger", [], done(opens("gids", "nieuwkomers")), school="de-brug"),
    "Track.ends": _at("tracks.main.ends", lambda old: old[1:], _GROUP),
    # Steps
    "Sop.steps": _at("steps.tafel", lambda old: {**old, "name": "Het overleg"}, exit_form("groep", "tafel", "begeleider")),
    "Step.name": _at("steps.tafel.name", "Het overleg", exit_form("groep", "tafel", "begeleider")),
    "Step.state": _at("steps.grens.state", "zorgteam", exit_form("plan", "grens", "directeur"), _LIMIT_EXIT),
    "Step.owner": _at("steps.tafel.owner", "directeur", done(plans("tafel", "begeleider"))),
    "Step.chair": _at("steps.tafel.chair", ["directeur"], start_pages(plans("tafel", "begeleider", days=0))),
    "Step.decides": _at("steps.hulp.decides", ["begeleider"], done(takes("tafel", "hulp", "begeleider")), _OPEN_HELP),
    "Step.takes_part": _at("steps.tafel.takes_part", lambda old: old[:1], _INVITED),
    "Step.documents": _at("steps.hulp.documents", [], _HELP),
    "Step.parents": _at("steps.grens.parents", {}, _PLAN),
    "Step.acts": _at("steps.hulp.acts", {}, _TABLE),
    "Step.clocks": _at("steps.aanmelding.clocks", lambda old: [{**old[0], "name": "Ons besluit"}], _APPLIED_TERMS),
    "Step.exits": _at("steps.groep.exits", lambda old: [{**old[0], "name": "Om de tafel"}, old[1]], _GROUP),
    "Step.on_refusal": _at(
        "steps.tafel.on_refusal", ["geschillencommissie"], after_no("tafel", "begeleider", refuses_consent("begeleider", "tafel"))
    ),
    "Step.desk": _at("steps.bij_swv.desk", "taalloket", cards("bij_swv", "begeleider"), _ANSWERED),
    "Step.hands": _vlieg(
        "steps.met_opp.hands", {"inform_guardians": ["schooldirecteur"]}, form("met_opp", "inform_guardians", "ib_bovenbouw")
    ),
    "Step.lead": _vlieg("steps.aan_de_grote_tafel.lead", "5 weeks", done(plans("aan_de_grote_tafel", "ib_bovenbouw"))),
    "Step.level": _anker("steps.in_de_rustgroep.level", "gewoon"),
    "Step.may_skip": _at("steps.samen_praten.may_skip", False, cards("in_de_klas", "meester_of_juf"), school="de-kleine-beer"),
    "Step.elsewhere": _anker("steps.op_bezoek.elsewhere", False),
    "Step.cite": _at("steps.grens.cite", "blz. 88", _PLAN),
    "Step.why": _at("steps.grens.why", "om samen te beslissen", _PLAN, _chosen("steps.grens")),
    # Ways out
    "Exit.name": _at("steps.groep.exits.0.name", "Om de tafel", _GROUP),
    "Exit.to": _at("steps.plan.exits.1.to", "tafel", _PLAN),
    "Exit.close": _at("steps.groep.exits.1.close", "admitted_regular", _GROUP),
    "Exit.key": _at("steps.groep.exits.1.key", "op_eigen_kracht", done(takes("groep", "close-support_ended", "begeleider"))),
    "Exit.back": _at("steps.tafel.exits.1.back", False, _TABLE),
    "Exit.needs": _at("steps.groep.exits.0.needs", [], _GROUP),
    "Exit.decides": _at("steps.groep.exits.0.decides", ["directeur"], _GROUP, _TO_TABLE),
    "Exit.ratifies": _vlieg("steps.aan_de_grote_tafel.exits.0.ratifies", GONE, cards("aan_de_grote_tafel", "ib_bovenbouw")),
    "Exit.body": _anker("steps.in_de_unit.exits.0.body", GONE),
    "Exit.copies": _at(
        "steps.groep.exits.0.copies", ["guardians", "leraar"], notices(takes("groep", "tafel", "begeleider")), _TO_TABLE
    ),
    "Exit.cite": _at("steps.groep.exits.0.cite", "blz. 88", _GROUP),
    "Exit.why": _at("steps.groep.exits.0.why", "om samen te kijken", _GROUP, _chosen("steps.groep.exits.0")),
    # The table
    "Seat.role": _at("steps.tafel.takes_part.2.role", "directeur", _INVITED),
    "Seat.presence": _at("steps.tafel.takes_part.1.presence", "required", _INVITED),
    "Seat.times_a_year": _at(
        "steps.tafel.takes_part.2.times_a_year", 1, invitations(plans("tafel", "begeleider", times=2))
    ),
    # Parents
    "Parents.inform": _at("steps.grens.parents.enter.inform", False, _PLAN),
    "Parents.talk": _at("steps.grens.parents.enter.talk", True, _PLAN),
    "Parents.invite": _at(
        "steps.samen_praten.parents.hold_meeting.invite", True, asked_before("samen_praten", "hold_meeting", "meester_of_juf"),
        school="de-kleine-beer",
    ),
    "Parents.consent": _at(
        "steps.tafel.parents.hold_meeting.consent", "raad", consents(asks_consent("tafel", "begeleider")),
        {"purposes.raad": {"name": "Raad", "asks": "Mogen wij raad vragen?", "parts": ["pupil"],
                           "roles": ["schoolarts", "adviseur"], "lasts": "1 year", "cite": "SOP 2"}},
    ),
    # Terms
    "Clock.name": _clock("name", "Ons besluit"),
    "Clock.starts": _clock("starts", "inform_guardians"),
    "Clock.meets": _clock("meets", GONE),
    "Clock.within": _clock("within", "4 weeks"),
    "Clock.is": _at("steps.tafel.clocks.0.is", "exact", _TABLE),
    "Clock.extend": _clock("extend", "2 weeks", terms(extends("directeur"))),
    "Clock.whose": _clock("whose", "other"),
    "Clock.cite": _clock("cite", "blz. 88", _TOLD_TERMS),
    "Clock.why": _clock("why", "om niemand te laten wachten", _TOLD_TERMS),
    "Sop.holidays": _at("holidays", [], _APPLIED_TERMS),
    "Holiday.name": _at("holidays.0.name", "Oogstvakantie", _TOLD_TERMS),
    "Holiday.first": _at("holidays.0.first", date(2026, 10, 14), _APPLIED_TERMS),
    "Holiday.last": _at("holidays.0.last", date(2026, 10, 14), _APPLIED_TERMS),
    # The OPP
    "Sop.opp": _at("opp", lambda old: {**old, "within": "3 weeks"}, terms(_ENROLLED)),
    "OppTerms.for": _at("opp.for", "every_pupil", terms(enrols("directeur", known_need=False))),
    "OppTerms.within": _at("opp.within", "3 weeks", terms(_ENROLLED)),
    "OppTerms.remind": _at("opp.remind", "1 week", terms(_ENROLLED)),
    "OppTerms.evaluate_every": _at("opp.evaluate_every", "5 months", terms(with_opp)),
    "OppTerms.months": _at("opp.months", [1, 6], terms(with_opp)),
    "OppTerms.cite": _at("opp.cite", "blz. 88", told_terms(_ENROLLED, "directeur")),
    "OppTerms.why": _at("opp.why", "om rust te geven", told_terms(_ENROLLED, "directeur"), _BAR_ONLY),
    # Bodies outside the school
    "Sop.bodies": _anker("bodies.commissie", lambda old: {**old, "binding": False}),
    "Body.name": _anker(
        "bodies.commissie.name", "De wijze raad", form("in_de_unit", "ask_body", "coordinator_noord", consented(*_BOTH))
    ),
    "Body.purpose": _anker(
        "bodies.commissie.purpose", "les_elders", done(asks_body("in_de_unit", "coordinator_noord", "commissie", "les_elders"))
    ),
    "Body.answers_within": _anker("bodies.commissie.answers_within", "5 weeks", terms(_BODY_ASKED)),
    "Body.binding": _anker("bodies.commissie.binding", False),
    "Body.cite": _anker("bodies.commissie.cite", "blz. 88"),
    "Body.why": _anker("bodies.commissie.why", "om de plek", given=_chosen("bodies.commissie")),
    # Desks
    "Sop.desks": _at("desks.swv", lambda old: {**old, "name": "Het Loket"}, _SENT),
    "Desk.name": _at("desks.swv.name", "Het Loket", _SENT),
    "Desk.kind": _at("desks.swv.kind", "municipality", done(sends), _RAAD),
    "Desk.asks": _at("desks.swv.asks", ["advice", "tlv", "arrangement"], done(prepares("begeleider", "arrangement"))),
    "Desk.purpose": _at("desks.taalloket.purpose", "tafel", consents(asks_consent("hulp", "begeleider", purpose="tafel")), _OPEN_HELP),
    "Desk.parents_sign": _at("desks.swv.parents_sign", "all", done(sends)),
    "Desk.decides_within": _at("desks.swv.decides_within", "5 weeks", _SENT),
    "Desk.cite": _at("desks.swv.cite", "blz. 88", _TOLD_SENT),
    "Desk.why": _at("desks.swv.why", "om snel te weten", _TOLD_SENT),
    # Levels
    "Sop.levels": _anker("levels.rustig", lambda old: {**old, "name": "In de stilte"}),
    "Level.number": _anker("levels.rustig.number", 5),
    "Level.name": _anker("levels.rustig.name", "In de stilte"),
    "Level.needs": _anker("levels.rustig.needs", []),
    "Level.cite": _anker("levels.rustig.cite", "blz. 88"),
    "Level.why": _anker("levels.rustig.why", "om de rust"),
    # Places
    "Sop.admission": _at("admission", {"group_size": 1, "cite": "SOP 1"}, done(_FULL)),
    "Admission.group_size": _at("admission.group_size", 1, done(_FULL), _ADMISSION),
    "Admission.waiting_list": _at("admission.waiting_list", False, done(waits_for_place("directeur")), _ADMISSION),
    "Admission.cite": _at("admission.cite", "blz. 88", _ENROL, _ADMISSION),
    "Admission.why": _at("admission.why", "om de rust", _ENROL, {**_ADMISSION, **_chosen("admission")}),
}  # fmt: skip
