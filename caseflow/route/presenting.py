"""Findings as a person reads them: what is missing, why, and the button that mends it or whom it waits for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from caseflow.route.doors import OTHERS_HANDS, doors, url_of
from caseflow.route.hands import exits_of, roles_for_exit, roles_on
from caseflow.route.role_words import names_told
from caseflow.route.viewing import View, known_to
from caseflow.route.wording import STILL_TO_DO, WORDS, WORDS_OF, sentence
from caseflow.sop.acts import ACTS
from caseflow.sop.facts import FACTS
from caseflow.sop.judging import assess, facts_for
from caseflow.sop.law import LAW
from caseflow.sop.papers import next_act, part_of
from caseflow.sop.rules import Finding, Need, Value
from caseflow.sop.vocabulary import Hand

#: Acts of which one is enough for everything that asks it: one letter, one question, one answer.
OF_GUARDIANS = frozenset({"ask_consent", "answer_consent", "invite_guardians", "inform_guardians"})


@dataclass(frozen=True, slots=True)
class Line:
    """One row of components/findings.html; `options` are ways of which one is enough."""

    met: bool | None
    sentence: str
    why: str = ""
    value: str = ""
    todo_label: str = ""
    todo_url: str = ""
    who: str = ""
    options: tuple[tuple["Line", ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    findings: tuple[Line, ...]

    @property
    def missing(self) -> int:
        return sum(line.met is not True for line in self.findings)


def checklist(findings: Iterable[Finding], view: View | None = None) -> Checklist:
    """All that an act asks. Without a view (somebody from outside the school) nobody gets a button."""
    said: dict[Line | str, Line] = {}  # law and SOP may ask the same: say it once
    for finding in findings:
        for act, line in _lines(finding, view):
            said.setdefault(act if act in OF_GUARDIANS else line, line)
    return Checklist(tuple(said.values()))


def missing(findings: Iterable[Finding]) -> int:
    return checklist(findings).missing


def _lines(finding: Finding, view: View | None) -> list[tuple[str, Line]]:
    """Each line with the act that it waits for, if it is one act.

    A group that is met is told as what meets it; one in which one way is left open as that way; of more ways it is told
    that one is enough.
    """
    rule = finding.rule
    if isinstance(rule, Need):
        return [("" if finding.met else next_act(rule, finding.value), _line(finding, rule, view))]
    if rule.n == len(rule.parts):
        told = [("", Line(True, sentence(rule), _cite(finding)))]
        return told if finding.met else [one for part in finding.parts for one in _lines(part, view)]
    if finding.met:
        enough = [part for part in finding.parts if part.met][: rule.n]
        return [one for part in enough for one in _lines(part, view)]
    ways = [part for part in finding.parts if _can_be_done(part)]
    if len(ways) == 1:
        return [(act, line) for act, line in _lines(ways[0], view) if not line.met]
    options = tuple(tuple(line for _act, line in _lines(part, view) if not line.met) for part in ways)
    return [("", Line(finding.met, sentence(rule), _cite(finding), options=options))]


def _can_be_done(finding: Finding) -> bool:
    """Whether some act would bring this nearer; "the pupil is not yet twelve" nobody can do."""
    return any(isinstance(one.rule, Need) and one.rule.todo for one in finding.unmet())


def _line(finding: Finding, need: Need, view: View | None) -> Line:
    line = Line(finding.met, sentence(need), _cite(finding), value_of(need, finding.value, met=finding.met is True))
    if finding.met or not need.todo or view is None:
        return line
    nearer = next_act(need, finding.value)
    if not nearer:
        return line
    act, url = _nearest(view, nearer, need.subject)
    label = _(doors[act].label if url and act in doors else ACTS[act].label)
    return Line(
        line.met, line.sentence, line.why, line.value, label, url, "" if url else waits_for(view, act, need.subject)
    )


def _nearest(view: View, act: str, of: str) -> tuple[str, str]:
    """The act and where this person does it; where it is another's hand, what that waits for if it is hers."""
    url = url_of(view, act, of) if ACTS[act].hand is not Hand.JUDGE or view.may(act, of) else ""
    if url or act not in doors or not view.case.is_open:
        return act, url
    facts = known_to(view, facts_for(view.sop, view.case.step, act, view.on))
    asked = assess(view.sop, view.case.step, act, facts, view.on)
    before = [one.rule.todo for finding in asked for one in finding.unmet() if isinstance(one.rule, Need)]
    hers = next(((todo, url_of(view, todo)) for todo in before if todo and url_of(view, todo)), None)
    return hers or (act, "")


def waits_for(view: View, act: str, of: str = "") -> str:
    """Whose hand it is, in words."""
    hand = ACTS[act].hand
    if hand is Hand.TIME:
        return _("dit komt met de tijd")
    if hand is Hand.GUARDIAN:
        return _("wacht op: ouders")
    if hand in OTHERS_HANDS:
        desk = view.step.desk
        return _("wacht op: %(who)s") % {"who": view.sop.desks[desk].name if desk else _("het loket")}
    names = names_told(view.sop, _hands(view, act, of))
    return _("wacht op: %(who)s") % {"who": names} if names else ""


def _hands(view: View, act: str, of: str) -> tuple[str, ...]:
    part = part_of(view.sop, of) if act == "write_document" else None
    if part is not None:
        return part.written_by
    way = next((way for way in exits_of(view.case, view.sop) if view.sop.act_of(way) == act), None)
    if way is not None and act != "close":
        return roles_for_exit(view.sop, view.case.step, way)
    return roles_on(view.case, view.sop, act, of)


def _cite(finding: Finding) -> str:
    """Why it is asked: the law's paragraph, the school's own, or the choice with its reason.

    A requirement of the law may be written in the SOP, which names the partner or the desk: then both are named, and
    the school's own paragraph is not told of every school.
    """
    rule, of_law = finding.rule, LAW.rule(finding.floor) if finding.floor is not None else None
    if of_law is not None and rule.cite not in LAW.cites():
        own = {"law": of_law.source, "own": getattr(rule, "why", "") if rule.cite == "own choice" else rule.cite}
        return _("Dit geldt voor elke school: %(law)s. Onze school schreef erbij: %(own)s") % own
    if rule.cite == "own choice":
        return _("Keuze van de school: %(why)s") % {"why": getattr(rule, "why", "")}
    if rule.cite == "Caseflow":
        return _("Zo werkt Caseflow")
    if of_law is not None:
        return _("Dit geldt voor elke school: %(cite)s") % {"cite": rule.cite}
    return rule.cite


#: Facts that say a key of the SOP, which is no word for a person.
KEYS = frozenset({"arrangement_proposed"})


def value_of(need: Need, value: Value, *, met: bool) -> str:
    """What it is now, in words; a number only says something beside what is asked."""
    if value is None or isinstance(value, bool) or need.fact in KEYS:
        return ""
    if isinstance(value, date):
        return date_format(_waited_for(need, value), "j F Y")
    if isinstance(value, str):
        return str(WORDS_OF.get(need.fact, {}).get(value) or WORDS.get(value, value))
    if met:
        return ""
    if need.min is not None:
        return _("Nu %(now)s, nodig: %(asked)s.") % {"now": _told(value), "asked": need.min}
    if need.fact in STILL_TO_DO and value == int(value) and need.bound == 0:
        return str(STILL_TO_DO[need.fact] % {"number": int(value)})
    return _("%(what)s: nu %(number)s.") % {"number": _told(value), "what": capfirst(_(FACTS[need.fact].label))}


def _waited_for(need: Need, on: date) -> date:
    """Of a term the day on which it is over, and not that on which it began."""
    return need.past.after(on) if need.fact == "clock_started_on" and need.past else on


def _told(number: float) -> str:
    """An average with one decimal, as people write it."""
    return number_format(round(number, 1), 0 if round(number, 1) == int(number) else 1)


__all__ = ["Checklist", "Line", "checklist", "missing", "value_of", "waits_for"]
