"""What a route must be able to say, line by line, each as a question that a whole SOP answers with yes or no."""

from collections.abc import Callable, Iterator

from caseflow.sop.rules import Group, Need
from caseflow.sop.schema import GUARDIANS, TEAM, Exit, Sop, Step
from caseflow.sop.schema.calendar import CalendarEntry
from caseflow.sop.schema.route import Parents
from caseflow.sop.vocabulary import OccasionKind, RoleKind, State
from tests.sop.shows_of_tracks import TRACKS, Asks


def steps(sop: Sop, *states: str) -> list[Step]:
    return [step for step in sop.steps.values() if not states or step.state in states]


def exits(sop: Sop) -> list[Exit]:
    return [way for step in steps(sop) for way in step.exits]


def kinds(sop: Sop, roles: tuple[str, ...]) -> set[RoleKind]:
    return {sop.roles[role].kind for role in roles if role in sop.roles}


def at_table(sop: Sop, step: Step) -> set[RoleKind]:
    return kinds(sop, tuple(seat.role for seat in step.takes_part) + step.chair)


def tables(sop: Sop) -> list[Step]:
    return [step for step in steps(sop) if step.takes_part]


def parents(sop: Sop) -> list[tuple[str, Parents]]:
    return [(act, asked) for step in steps(sop) for act, asked in step.parents.items()]


def needs(sop: Sop) -> Iterator[Need]:
    """Every requirement of steps, exits and tracks, out of its groups."""
    rules = [rule for step in steps(sop) for of in step.acts.values() for rule in of]
    rules += [rule for way in exits(sop) for rule in way.needs]
    rules += [rule for track in sop.tracks.values() for rule in track.trigger]
    while rules:
        rule = rules.pop()
        if isinstance(rule, Group):
            rules += rule.parts
        else:
            yield rule


def asks_fact(fact: str) -> Asks:
    return lambda sop: any(need.fact == fact for need in needs(sop))


def presence(word: str) -> Asks:
    return lambda sop: any(seat.presence == word for step in tables(sop) for seat in step.takes_part)


def clock_is(kind: str) -> Asks:
    return lambda sop: any(clock.kind == kind for step in steps(sop) for clock in step.clocks)


def calendar(of: Callable[[CalendarEntry], bool]) -> Asks:
    return lambda sop: any(of(entry) for entry in sop.calendar.values())


def decided_by(kind: RoleKind) -> Asks:
    return lambda sop: (
        any(kind in kinds(sop, way.decides) for way in exits(sop))
        or any(kind in kinds(sop, step.decides) for step in steps(sop))
    )


def told(act: str, asked: Callable[[Parents], bool]) -> Asks:
    return lambda sop: any(asked(what) and act in ("", at) for at, what in parents(sop))


def owners_along(sop: Sop) -> set[RoleKind]:
    return {kind for step in steps(sop) for kind in kinds(sop, step.owner)}


def teacher_throughout(sop: Sop) -> bool:
    plans = steps(sop, State.OPP)
    return bool(plans) and all(kinds(sop, step.owner) == {RoleKind.TEACHER} for step in (first(sop), *plans))


def teacher_decides(sop: Sop) -> bool:
    """Nobody is named, so it is the owner of the step."""
    own = [step for step in steps(sop) if kinds(sop, step.owner) == {RoleKind.TEACHER}]
    return any(way.to and not way.decides and not sop.steps[way.to].decides for step in own for way in step.exits)


def first(sop: Sop) -> Step:
    return sop.steps[next(iter(sop.tracks.values())).first]


def doors_to(sop: Sop, state: str) -> set[str]:
    return {key for key, step in sop.steps.items() if step.state == state}


def leads_from(sop: Sop, here: str, there: str) -> bool:
    return any(way.to in doors_to(sop, there) and not way.back for step in steps(sop, here) for way in step.exits)


def two_talks(sop: Sop) -> bool:
    talks = {key: step for key, step in sop.steps.items() if step.state == State.LEERLINGBESPREKING}
    return any(way.to in talks and way.to != key for key, step in talks.items() for way in step.exits)


def two_rounds(sop: Sop) -> bool:
    """A round, a talk that it leads to, and a second round of the same kind that the talk leads to."""
    return any(
        onward.to not in (None, key) and not onward.back and sop.steps[onward.to].state == step.state
        for key, step in sop.steps.items()
        for way in step.exits
        if way.to in doors_to(sop, State.LEERLINGBESPREKING) and not way.back
        for onward in sop.steps[way.to].exits
    )


def opp_before_the_table(sop: Sop) -> bool:
    enter = [rule for step in steps(sop, State.ZORGTEAM) for rule in step.acts.get("enter", ())]
    return any(isinstance(rule, Need) and rule.fact == "opp_in_force_since" for rule in enter)


def specialist_first(sop: Sop) -> bool:
    later = {kind for step in steps(sop) if step is not first(sop) for kind in kinds(sop, step.owner)}
    return kinds(sop, first(sop).owner) == {RoleKind.SPECIALIST} and RoleKind.IB_ER in later


def shared_out(sop: Sop) -> bool:
    return any(len([role for role in step.owner if sop.roles[role].years]) > 1 for step in steps(sop))


def stays_and_leaves(sop: Sop) -> bool:
    return any(
        {way.to for way in step.exits} >= {key, None}
        or (any(way.back for way in step.exits) and any(way.close for way in step.exits))
        for key, step in sop.steps.items()
    )


def two_to_one_end(sop: Sop) -> bool:
    places = [[(way.to, way.close) for way in step.exits] for step in steps(sop)]
    return any(len(set(at)) < len(at) for at in places)


def signatures(sop: Sop) -> set[str]:
    return {paper.signature for paper in sop.documents.values()}


def asks_signature(sop: Sop, who: str) -> bool:
    return any(desk.parents_sign == who for desk in sop.desks.values())


def bodies_by_destination(sop: Sop) -> bool:
    return any(len({way.body for way in step.exits if way.body}) > 1 for step in steps(sop))


def plan_before_and_after(sop: Sop) -> bool:
    """A step elsewhere with a document, that leads to a step with another."""
    return any(
        step.elsewhere and step.documents and way.to and sop.steps[way.to].documents
        for step in steps(sop)
        for way in step.exits
    )


def parallel(sop: Sop) -> bool:
    numbers = [level.number for level in sop.levels.values()]
    return len(set(numbers)) < len(numbers)


def second_way(sop: Sop) -> bool:
    groups = [rule for way in exits(sop) for rule in way.needs if isinstance(rule, Group) and rule.n < len(rule.parts)]
    return any("measured_in_a_row" in str(group.parts) for group in groups)


def optional_and_required(sop: Sop) -> bool:
    asked = {(one.document, one.needed) for step in steps(sop) for one in step.documents}
    return any((document, "optional") in asked and (document, "required") in asked for document in sop.documents)


def parts_of_hands(sop: Sop) -> bool:
    hands = [roles for step in steps(sop) for act, roles in step.hands.items() if act.startswith(("set_", "offer_"))]
    return len(set(hands)) > 1


#: In the order of the page.
SHOWS: dict[str, Asks] = {
    "a short route, of six steps or fewer": lambda sop: len(sop.steps_of("main")) <= 6,
    "a longer route, of eight steps or more": lambda sop: len(sop.steps_of("main")) >= 8,
    "a fork: a step with exits to two others": lambda sop: any(len({w.to for w in s.exits if w.to and not w.back}) > 1 for s in steps(sop)),
    "a step with three named exits or more": lambda sop: any(len(step.exits) >= 3 for step in steps(sop)),
    "two exits of a step to one end, each with its own key": two_to_one_end,
    "two rounds of one kind with a talk between them": two_rounds,
    "two talks, one after another": two_talks,
    "no zorgteam": lambda sop: not steps(sop, State.ZORGTEAM),
    "a zorgteam without anybody from outside": lambda sop: any(RoleKind.OUTSIDER not in at_table(sop, s) for s in steps(sop, State.ZORGTEAM)),
    "a zorgteam without the director": lambda sop: any(RoleKind.DIRECTOR not in at_table(sop, s) for s in steps(sop, State.ZORGTEAM)),
    "a small table (two seats)": lambda sop: any(len(step.takes_part) == 2 for step in tables(sop)),
    "a large table (five seats or more)": lambda sop: any(len(step.takes_part) >= 5 for step in tables(sop)),
    "somebody of the board at the table": lambda sop: any(RoleKind.BOARD in at_table(sop, step) for step in tables(sop)),
    "members who are required": presence("required"),
    "members who are on call": presence("on_call"),
    "members who are preferred": presence("preferred"),
    "members who come a few times a year": lambda sop: any(seat.times_a_year for step in tables(sop) for seat in step.takes_part),
    "the director in the chair": lambda sop: any(RoleKind.DIRECTOR in kinds(sop, step.chair) for step in steps(sop)),
    "director or deputy in the chair": lambda sop: any(len([r for r in s.chair if sop.roles[r].kind is RoleKind.DIRECTOR]) > 1 for s in steps(sop)),
    "a table without a chair": lambda sop: any(not step.chair for step in tables(sop)),
    "two IB-ers by range of groups": shared_out,
    "roles by location": lambda sop: any(role.locations for role in sop.roles.values()),
    "the teacher as owner from the first step to the OPP": teacher_throughout,
    "the owner passes to the IB-er": lambda sop: RoleKind.IB_ER in owners_along(sop) and RoleKind.IB_ER not in kinds(sop, first(sop).owner),
    "the owner passes to an officer of the board": lambda sop: RoleKind.BOARD in owners_along(sop),
    "a specialist first, the IB-er after": specialist_first,
    "a decision by the table": lambda sop: any(TEAM in way.decides for way in exits(sop)),
    "a decision by the teacher": teacher_decides,
    "a decision by the director": decided_by(RoleKind.DIRECTOR),
    "a decision by the IB-er": decided_by(RoleKind.IB_ER),
    "a decision by the board": decided_by(RoleKind.BOARD),
    "proposed by one, ratified by another": lambda sop: any(way.ratifies for way in exits(sop)),
    "ratified by the board": lambda sop: any(RoleKind.BOARD in kinds(sop, way.ratifies) for way in exits(sop)),
    "a body outside whose decision binds, with its own clock": lambda sop: any(body.binding for body in sop.bodies.values()),
    "a body outside that advises, with its own clock": lambda sop: any(not body.binding for body in sop.bodies.values()),
    "two bodies according to destination": bodies_by_destination,
    "a copy of the decision to others": lambda sop: any(set(way.copies) - {GUARDIANS} for way in exits(sop)),
    "an exit sideways to another regular school": lambda sop: any(w.close == "admitted_regular" and s.state != State.HANDELINGSVERLEGEN for s in steps(sop) for w in s.exits),
    "one step whose exits include staying and leaving": stays_and_leaves,
    "a step that may be skipped with a reason": lambda sop: any(step.may_skip for step in steps(sop)),
    "a plan of exactly so long": clock_is("exact"),
    "a plan of at most so long": clock_is("at_most"),
    "a plan of at least so long": clock_is("at_least"),
    "a trial with an end": clock_is("trial"),
    "a longest duration with one extension": lambda sop: any(c.extend for s in steps(sop) if s.state != State.AANMELDING for c in s.clocks),
    "a lead time before a meeting": lambda sop: any(step.lead for step in steps(sop)),
    "by the calendar: group talks": calendar(lambda entry: entry.what is OccasionKind.GROUP_TALK),
    "by the calendar: every pupil twice a year": calendar(lambda entry: entry.for_ == "pupils" and len(entry.months) == 2),
    "by the calendar: six weeks after placing": calendar(lambda e: e.after is not None and e.after.event == "enrolled" and str(e.after.within) == "6 weken"),
    "by the calendar: screening of whole groups": calendar(lambda entry: entry.what is OccasionKind.SCREENING and entry.for_ == "groups"),
    "parents present only if needed": told("hold_meeting", lambda asked: asked.invite == "if_needed"),
    "parents informed": told("", lambda asked: asked.inform),
    "parents talked with before": told("", lambda asked: asked.talk),
    "parents invited": told("hold_meeting", lambda asked: asked.invite is True),
    "parents asked for consent, for one act of a step": told("hold_meeting", lambda asked: bool(asked.consent)),
    "a step of which parents are told nothing before": lambda sop: any(not step.parents for step in steps(sop)),
    "parents asked one thing before one act of a step, another before the next": lambda sop: any(len({*s.parents.values()}) > 1 for s in steps(sop)),
    "a signature that means discussed": lambda sop: "discussed" in signatures(sop),
    "a signature that means agreed": lambda sop: "agreed" in signatures(sop),
    "a document optional here and required there": optional_and_required,
    "two kinds of plan": lambda sop: {"discussed", "agreed"} <= signatures(sop),
    "one document that grows along the route": lambda sop: any(paper.grows for paper in sop.documents.values()),
    "parts of a document under different authority": lambda sop: any(len({p.written_by for p in paper.sections.values()}) > 1 for paper in sop.documents.values()),
    "parts of the OPP under different authority": parts_of_hands,
    "the OPP as the ticket into the team": opp_before_the_table,
    "the OPP at the start": lambda sop: first(sop).state == State.OPP,
    "the OPP after three weeks": lambda sop: str(sop.opp.within) == "3 weken",
    "an OPP for every pupil": lambda sop: sop.opp.whom == "every_pupil",
    "a threshold over measurements": asks_fact("measured_in_a_row"),
    "a second way beside the first": second_way,
    "a threshold over attendance": asks_fact("hours_missed_a_week"),
    "a threshold over incidents": asks_fact("incidents"),
    "a limit judged by people, as a requirement": asks_fact("limit"),
    "handelingsverlegenheid as the door to an arrangement": lambda sop: leads_from(sop, State.HANDELINGSVERLEGEN, State.ARRANGEMENT),
    "handelingsverlegenheid as the door to a referral": lambda sop: leads_from(sop, State.HANDELINGSVERLEGEN, State.REFERRED),
    "limits with what comes instead": lambda sop: bool(sop.limits),
    "limits judged by whom the SOP names": lambda sop: any(limit.judges for limit in sop.limits.values()),
    "no limits at all": lambda sop: not sop.limits,
    "a full group with a waiting list": lambda sop: sop.admission is not None and sop.admission.waiting_list,
    "taught at another school, the holder of the zorgplicht as data": lambda sop: any(step.elsewhere for step in steps(sop)),
    "a return route with a plan before and after": plan_before_and_after,
    "a route that begins before enrolment": lambda sop: any(track.aanmelding for track in sop.tracks.values()),
    "levels that are no ladder but situations beside one another": parallel,
    "several locations": lambda sop: len(sop.locations) > 1,
    "phases instead of groups, over several locations": lambda sop: len(sop.phases) > 1 and len(sop.locations) > 1,
    "a talk for the groups of a phase": lambda sop: any(e.years and set(e.years) >= {*p.years} for e in sop.calendar.values() for p in sop.phases.values()),
    "a second track": lambda sop: len(sop.tracks) > 1,
    "a referral that one of the parents signs": lambda sop: asks_signature(sop, "one"),
    "a referral that all parents with gezag sign": lambda sop: asks_signature(sop, "all"),
    "two desks": lambda sop: len(sop.desks) > 1,
    **TRACKS,
}  # fmt: skip
