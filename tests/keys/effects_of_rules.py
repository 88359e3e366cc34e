"""What each key of a requirement does: on the ways out of one step, as the page of the case tells them."""

from typing import Any

from tests.keys.doings import judges
from tests.keys.doors import cards
from tests.keys.looking import Effect

_PLACE = "steps.groep.exits.0.needs"
_CARDS = cards("groep", "begeleider")
_JUDGED = cards("grens", "begeleider", judges("directeur", "rust"))
_SOURCE = {"say": "Zo is het nu", "cite": "SOP 3"}


def _need(key: str, value: Any, **asked: Any) -> Effect:
    """A requirement of this form at the way from the group to the table, one key of it changed."""
    given = {_PLACE: [{**_SOURCE, **asked}]} if asked else {}
    return Effect("sound", f"{_PLACE}.0.{key}", value, _CARDS, given)


def _group(key: str, value: Any, **asked: Any) -> Effect:
    return Effect("sound", f"{_PLACE}.0.{key}", value, _CARDS, {_PLACE: [{"say": "Genoeg hiervan", **asked}]})


def _judged(key: str, value: Any, **asked: Any) -> Effect:
    """A requirement on a limit that was judged: the pupil is within it."""
    place = "steps.grens.exits.1.needs"
    other = {"limits.stilte": {"name": "Heeft stilte nodig", "alternative": "een boerderij", "cite": "SOP 6"}}
    need = {"fact": "limit", "of": "rust", **asked, **_SOURCE, "todo": "judge_limit"}
    return Effect("sound", f"{place}.0.{key}", value, _JUDGED, {**other, place: [need]})


def _asks(fact: str, **more: Any) -> dict[str, Any]:
    return {"fact": fact, **more, "say": f"Over {fact}", "cite": "SOP 3"}


_MET = _asks("guardians_with_gezag", min=1)
_OPEN = _asks("hgw_cycles", min=1, todo="close_hgw_cycle")
_OTHER = _asks("interventions_with_effect", min=1, todo="close_hgw_cycle")
_OLDER = {"fact": "pupil_born_on", "plus": "0 days"}

EFFECTS = {
    "Need.fact": _need("fact", "guardians_with_gezag", fact="hgw_cycles", min=1),
    "Need.of": _judged("of", "stilte", **{"is": "within"}),
    "Need.is": _judged("is", "reached", **{"is": "within"}),
    "Need.not": _judged("not", "within", **{"not": "reached"}),
    "Need.min": _need("min", 0),
    "Need.max": _need("max", 2, fact="guardians_with_gezag", max=1),
    "Need.known": _need("known", False, fact="enrolled_on", known=True),
    "Need.past": _need("past", "2 weeks", fact="in_step_since", past="0 days", todo="wait"),
    "Need.within": _need("within", "0 days", fact="in_step_since", within="2 weeks"),
    "Need.ahead": _need("ahead", False, fact="in_step_since", ahead=True),
    "Need.after": _need("after", {**_OLDER, "plus": "30 years"}, fact="pupil_born_on", after=_OLDER),
    "Need.say": _need("say", "Er is gekeken en geprobeerd"),
    "Need.cite": _need("cite", "blz. 88"),
    "Need.why": _need("why", "Eerst kijken wij goed."),
    "Need.todo": _need("todo", ""),
    "After.fact": _need("after.fact", "enrolled_on", fact="pupil_born_on", after=_OLDER),
    "After.plus": _need("after.plus", "30 years", fact="pupil_born_on", after=_OLDER),
    "Group.all": _group("all", [_MET, _OTHER], all=[_MET, _OPEN]),
    "Group.any": _group("any", [_OPEN, _OTHER], any=[_MET, _OPEN]),
    "Group.at_least": _group("at_least", 2, at_least=1, of=[_MET, _OPEN]),
    "Group.of": _group("of", [_MET, _OPEN, _OTHER], at_least=2, of=[_MET, _MET, _OTHER]),
    "Group.say": _group("say", "Een van tweeën", any=[_OPEN, _OTHER]),
    "Group.cite": _group("cite", "blz. 88", any=[_OPEN, _OTHER]),
    "Group.why": _group("why", "Het een of het ander.", any=[_OPEN, _OTHER], cite="own choice", why="Wat past."),
}  # fmt: skip
