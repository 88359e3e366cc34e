"""The page of one case: the way walked, the ways on with what each asks, what runs, and all that happened."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from caseflow.route.board import name_of, skipped
from caseflow.route.clocks import source_of, to_extend
from caseflow.route.doors import buttons, exit_url, ways
from caseflow.route.hands import roles_for_exit
from caseflow.route.hiding import hidden_from, unheard_by
from caseflow.route.in_short import involved_in, next_date, plan_now
from caseflow.route.models import Arrangement, Case, Deadline, Paper, Task
from caseflow.route.opened import opened_parts
from caseflow.route.panels import panels_for, parts_of
from caseflow.route.presenting import Checklist, checklist
from caseflow.route.rail import rail_of
from caseflow.route.role_words import names_told
from caseflow.route.telling import told
from caseflow.route.themes import threads_of
from caseflow.route.undoing import offer_to
from caseflow.route.viewing import View, case_to_read, known_to, steers, view_of
from caseflow.route.wording import WAYS_ON, ways_after_no
from caseflow.sop.consents import purposes_of_step
from caseflow.sop.judging import assess_exit, facts_for_exit
from caseflow.sop.replies import SAYS_NO
from caseflow.sop.schema import Exit
from caseflow.sop.schema.route import Level
from caseflow.sop.vocabulary import ENDING_LABELS, FREE_STATES, STATE_LABELS, Ending, Part, State
from pupils.departing import where_to
from pupils.models import Consent, ConsentAnswer
from pupils.own_child import is_guardian
from pupils.policy import Audience, policy
from pupils.queries import guardians_of, nobody_decides
from pupils.requests import SignedIn
from pupils.sop import sops_by_version
from pupils.years import years_of

#: Acts that no panel shows, by the state in which somebody may look for them.
FREE = ("inform_guardians", "judge_limit", "record_ground_not_to_wait")
MORE = {
    State.AANMELDING: ("enrol", "extend_term", "inform_guardians", "judge_limit"),
    State.HANDELINGSVERLEGEN: (*FREE, "record_admission"),
    State.REFERRED: ("give_advice", "record_admission", "inform_guardians"),
}
#: Of the whole story the newest; the rest is folded.
SHOWN = 8
OBJECTED = ("handelingsdeel_objections", "referral_answer")


@dataclass(frozen=True, slots=True)
class ExitCard:
    """One way out, with what it asks; `url` only for whose hand it is, `level` where it leads to another one.

    `refused` are the purposes that are asked about where it leads, and to which a "no" stands, each with that word.
    """

    way: Exit
    to: str
    skips: str
    list: Checklist
    url: str
    who: str
    level: Level | None = None
    refused: tuple[tuple[str, str], ...] = ()


@policy(Audience.STAFF, because="staff see the case of a pupil whom they may see")
def show(request: SignedIn, case_id: int) -> HttpResponse:
    case = case_to_read(request.user, case_id)
    view = view_of(request.user, case)
    facts = _facts(view)
    refused, no = _refused_purposes(view), _refused(view, facts)
    cards = [_card(view, way, facts, refused) for way in ways(view)] if case.is_open else []
    ends = {way.key for way in ways(view) if _is_quiet_end(view, way)}
    works = Case.objects.visible_to(request.user).filter(pk=case.pk).exists()
    panels, guardians = panels_for(view), list(guardians_of(case.pupil))
    parts = parts_of({Part.PUPIL: True, Part.ROUTE: True, Part.GUARDIANS: guardians}, panels)
    opened_parts(request.user, case.pupil, parts, f"case-{case.pk}")
    context = {
        "view": view,
        "case": case,
        "works": works,
        "steers": works and steers(view),
        "where_to": where_to(case.pupil) if case.pupil.left_on and view.hears else "",
        "undo": offer_to(request.user, case) if works else None,
        "years": years_of(case.pupil.group, view.sop),
        "step": view.step,
        "track": view.sop.tracks[case.track].name if len(view.sop.tracks) > 1 and case.track in view.sop.tracks else "",
        "state": STATE_LABELS[State(case.state)],
        "ending": ENDING_LABELS[Ending(case.ending)] if case.ending else "",
        "rail": rail_of(case, view.sop),
        "exits": [card for card in cards if card.way.key not in ends and not card.way.back],
        "back": [card for card in cards if card.way.back],
        "ends": [card for card in cards if card.way.key in ends],
        "panels": panels,
        "resting": [panel for panel in panels if panel.rests and not panel.urgent],
        "more": _more(view),
        "terms": _terms(view) if not case.pupil.has_left else [],
        "tasks": _tasks(view),
        "guardians": guardians,
        "undecided": nobody_decides(guardians) and not case.pupil.has_left,
        "own_child": is_guardian(request.user, [case.pupil_id]),
        "other_ways": _other_ways(view) if refused or no else [],
        "taken_back": not no and set(refused.values()) == {"withdrawn"},
        "plan": plan_now(case, view.on),
        "ahead": next_date(case, view.on),
        "people": involved_in(case, view.sop, view.on),
        **_story(view, request.GET.get("wat", ""), guardians),
    }
    return render(request, "route/case.html", context)


def _story(view: View, wanted: str, guardians: list[Any]) -> dict[str, Any]:
    """What happened, whole or the thread that was asked for, with the threads that there are."""
    hide, unheard = hidden_from(view.person, view.case), unheard_by(view.person, view.case)
    chains = [view.case.chain, view.case.pupil.chain]
    events = told(chains, view.sop, hide=hide, unheard=unheard, guardians=guardians)
    threads = threads_of((one.theme for one in events), wanted)
    if threads[0].chosen:
        return {"threads": threads, "events": events, "shown": f":{SHOWN}", "after": f"{SHOWN}:"}
    thread = [one for one in events if one.theme == wanted]
    return {"threads": threads, "events": thread, "shown": ":", "after": f"{len(thread)}:"}


def _is_quiet_end(view: View, way: Exit) -> bool:
    """An end that is always there, and so is folded away: support that is done, another school by choice."""
    of_track = way in view.sop.tracks[view.case.track].ends and not view.case.pupil.has_left
    return of_track or way.close == Ending.SUPPORT_ENDED


def _facts(view: View) -> dict[str, Any]:
    """All that the exits ask, in one query."""
    keys = {key for way in ways(view) for key in facts_for_exit(view.sop, view.case.step, way, view.on)}
    return known_to(view, {*keys, *OBJECTED})


def _card(view: View, way: Exit, facts: dict[str, Any], refused: dict[str, str]) -> ExitCard:
    listed = checklist(assess_exit(view.sop, view.case.step, way, facts, view.on), view)
    url = exit_url(view, way) if view.may_take(way) else ""
    who = names_told(view.sop, roles_for_exit(view.sop, view.case.step, way))
    asked = purposes_of_step(view.sop, way.to) if way.to else ()
    no_to = tuple((view.sop.purposes[purpose].name, refused[purpose]) for purpose in asked if purpose in refused)
    return ExitCard(way, name_of(view.sop, way), skipped(view.sop, way), listed, url, who, _level(view, way), no_to)


def _level(view: View, way: Exit) -> Level | None:
    """The level of support to which a way leads, where the child is not on it yet."""
    level = view.sop.steps[way.to].level if way.to else None
    return view.sop.levels[level] if level and level != view.step.level else None


def _terms(view: View) -> list[dict[str, Any]]:
    """What runs, where the SOP that started it says so, and the holiday that follows on its last day."""
    running = list(Deadline.objects.running().filter(case=view.case).select_related("case").order_by("due_on"))
    sops = sops_by_version(term.sop_version_id for term in running)
    return [
        {
            "term": term,
            "source": source_of(term, sops[term.sop_version_id]),
            "holiday": view.sop.holiday_after(term.last_day),
        }
        for term in running
    ]


def _more(view: View) -> list[dict[str, str]]:
    state = State(view.case.state)
    acts = MORE.get(state, FREE if state in FREE_STATES else ())
    if "extend_term" in acts and not to_extend(view.case, view.sop).exists():
        acts = tuple(act for act in acts if act != "extend_term")
    return buttons(view, *acts) if view.case.is_open else []


def _tasks(view: View) -> list[Task]:
    own = Task.objects.filter(case=view.case, done_on=None, owner_role__in=view.roles).select_related("decision")
    return list(own.order_by("on", "pk"))


def _other_ways(view: View) -> list[tuple[Any, Any, list[dict[str, str]]]]:
    """What stays open after a "no": what it is, for whom, and the buttons of what this person does herself."""
    begins = {"talk": lambda: buttons(view, "talk_with_guardians"), "go_on_basis": lambda: _to_basis(view)}
    return [
        (*WAYS_ON[word], begins.get(word, list)() if view.case.is_open else []) for word in ways_after_no(view.step)
    ]


def _to_basis(view: View) -> list[dict[str, str]]:
    """A way back that asks something first tells of a result ("it helped"): no answer to a "no"."""
    steps, free = view.sop.steps, [way for way in ways(view) if way.back and way.to and not way.needs]
    back = [way for way in free if steps[way.to or ""].state == State.BASISONDERSTEUNING]
    return [{"label": way.name, "url": exit_url(view, way)} for way in back if view.may_take(way)]


def _refused_purposes(view: View) -> dict[str, str]:
    """To what the guardians were asked about last they said no, or took back a yes: which of the two."""
    words: Any = Consent.objects.filter(case_id=view.case.pk).with_word(view.on).order_by("asked_on", "pk")
    last: dict[str, str] = dict(words.values_list("purpose", "word"))
    return {purpose: word for purpose, word in last.items() if word in ConsentAnswer.no}


def _refused(view: View, facts: dict[str, Any]) -> bool:
    """Whether a guardian or a desk said no to something else that still stands."""
    arrangement = Arrangement.objects.filter(case=view.case).order_by("-pk").first()
    return (
        bool(facts.get("handelingsdeel_objections"))
        or facts.get("referral_answer") in SAYS_NO
        or Paper.objects.current()
        .filter(case=view.case, state=Paper.REFUSED)
        .exclude(signature=Paper.DISCUSSED)
        .exists()
        or (arrangement is not None and arrangement.state == Arrangement.REFUSED)
    )
