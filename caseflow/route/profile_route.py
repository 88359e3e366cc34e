"""A school's route as parents read it: each step with who takes part, what they are asked, how long, what follows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from string import ascii_lowercase
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseflow.route.portal_words import WAYS_ON
from caseflow.route.profile_calendar import months_told
from caseflow.route.profile_words import BEFORE, PRESENCE, span_words
from caseflow.route.step_words import always, happens
from caseflow.sop.acts import ACTS
from caseflow.sop.naming import once
from caseflow.sop.papers import parts_here
from caseflow.sop.schema import TEAM, Clock, Exit, Parents, Seat, Sop, Step
from caseflow.sop.schema.documents import PaperAsked
from caseflow.sop.vocabulary import RoleKind, State


@dataclass(frozen=True, slots=True)
class AtTable:
    """Somebody at a table, by role; never a person."""

    name: str
    presence: str
    outside: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What parents are told or asked before something happens."""

    when: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Onward:
    """A way on: to another step (its key and its name), or, with neither, to the end of the route; what comes first."""

    name: str
    to: str = ""
    step: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Writing:
    """A document at a step: its name, who writes it, and what parents are asked with it."""

    name: str
    by: str
    asks: str
    optional: bool


@dataclass(frozen=True, slots=True)
class Open:
    """A way that stays open after a "no", and in which steps of the route; none named: in every step."""

    what: Any
    how: Any
    steps: tuple[str, ...]


#: What a signature under a document means, in a few words.
SIGNED = {
    "none": gettext_lazy("U kunt het lezen; u hoeft niets te tekenen."),
    "discussed": gettext_lazy("U leest het en tekent dat het met u is besproken. Dat is nog geen ja."),
    "agreed": gettext_lazy("U leest het en tekent als u het ermee eens bent."),
}
#: Who decides where no role is named: the people at the table.
TABLE = gettext_lazy("wie aan tafel zit")
#: How a term is told that is not "at most so long".
HOW_LONG = {
    "at_least": gettext_lazy("%(what)s: ten minste %(term)s"),
    "exact": gettext_lazy("%(what)s: %(term)s"),
    "trial": gettext_lazy("%(what)s: een proef van %(term)s"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One step as parents read it; `invited`: they are asked to its table, by the school or by floor rule 7.

    On a route it has a number, is `beside` the one before it or follows, and comes after certain other steps.
    """

    key: str
    step: Step
    happens: str
    always: str
    owner: str
    chair: str
    decides: str
    table: tuple[AtTable, ...]
    invited: bool
    asked: tuple[Asked, ...]
    terms: tuple[str, ...]
    documents: tuple[Writing, ...]
    onward: tuple[Onward, ...]
    number: str = ""
    beside: bool = False
    after: tuple[Onward, ...] = ()

    @property
    def conditional(self) -> tuple[Onward, ...]:
        """The ways on before which something must be so."""
        return tuple(way for way in self.onward if way.needs)


@dataclass(frozen=True, slots=True)
class Route:
    """A track: what must be so to begin it, its steps, nearest first, and how it can end from each of them."""

    key: str
    name: str
    begins: tuple[str, ...]
    steps: tuple[Told, ...]
    ends: tuple[Onward, ...]
    after_no: tuple[Open, ...]


def told_routes(sop: Sop) -> tuple[Route, ...]:
    return tuple(_route(sop, key) for key in sop.tracks)


def tables(sop: Sop) -> tuple[Told, ...]:
    """The teams whose advice is asked: who sits in them is what parents look for first."""
    return tuple(_told(sop, key) for key, step in sop.steps.items() if step.state is State.ZORGTEAM and step.takes_part)


def _route(sop: Sop, track: str) -> Route:
    steps = tuple(_in_order(sop, track))
    ends = tuple(_onward(sop, way) for way in sop.tracks[track].ends)
    begins = tuple(rule.say for rule in sop.tracks[track].trigger)
    return Route(track, sop.tracks[track].name, begins, steps, ends, tuple(_after_no(steps)))


def _in_order(sop: Sop, track: str) -> Iterator[Told]:
    """Steps that lie equally far along share a number: 3a and 3b are beside one another, not one after another."""
    layers: dict[int, list[str]] = {}
    for key, far in _how_far(sop, track).items():
        layers.setdefault(far, []).append(key)
    for far, keys in sorted(layers.items()):
        for place, key in enumerate(keys):
            number = f"{far}{ascii_lowercase[place]}" if keys[1:] and place < len(ascii_lowercase) else str(far)
            yield replace(_told(sop, key), number=number, beside=place > 0, after=tuple(_leads_to(sop, track, key)))


def _how_far(sop: Sop, track: str) -> dict[str, int]:
    """Which step each is at the soonest, counted from the aanmelding where the track has one."""
    far: dict[str, int] = {}
    for begin in (sop.tracks[track].aanmelding, sop.tracks[track].first):
        waiting = [begin] if begin and begin not in far else []
        far.update(dict.fromkeys(waiting, 1))
        for key in waiting:
            ahead = dict.fromkeys(way.to for way in sop.steps[key].exits if way.to and way.to not in far)
            far.update(dict.fromkeys(ahead, far[key] + 1))
            waiting += ahead
    return far


def _leads_to(sop: Sop, track: str, key: str) -> Iterator[Onward]:
    """The steps from which one comes here, going on and not back."""
    for step in sop.steps_of(track):
        if step != key and any(way.to == key and not way.back for way in sop.steps[step].exits):
            yield Onward(sop.steps[step].name, step)


def _after_no(steps: tuple[Told, ...]) -> Iterator[Open]:
    """Each way once, however many steps name it."""
    for way, (what, how) in WAYS_ON.items():
        named = tuple(told.step.name for told in steps if way in told.step.on_refusal)
        if named:
            yield Open(what, how, () if len(named) == len(steps) else named)


def _told(sop: Sop, key: str) -> Told:
    step = sop.steps[key]
    return Told(
        key=key,
        step=step,
        happens=happens(sop, step),
        always=always(sop, key),
        owner=_names(sop, step.owner),
        chair=_names(sop, step.chair),
        decides=_names(sop, step.decides),
        table=tuple(_at_table(sop, seat) for seat in step.takes_part),
        invited=bool(sop.outsiders(key)) or any(parents.invite for parents in step.parents.values()),
        asked=tuple(one for one in (*_asked_of(sop, step), *_before_a_desk(sop, step)) if one.what),
        terms=tuple(_terms(sop, step)),
        documents=tuple(_writing(sop, asked) for asked in step.documents),
        onward=tuple(_onward(sop, way) for way in step.exits),
    )


def _names(sop: Sop, roles: tuple[str, ...]) -> str:
    return once(str(TABLE) if role == TEAM else sop.roles[role].name for role in roles)


def _at_table(sop: Sop, seat: Seat) -> AtTable:
    role = sop.roles[seat.role]
    often = _("%(number)s keer per schooljaar") % {"number": seat.times_a_year} if seat.times_a_year else ""
    return AtTable(role.name, often or str(PRESENCE.get(seat.presence, "")), role.kind is RoleKind.OUTSIDER)


def _asked_of(sop: Sop, step: Step) -> Iterator[Asked]:
    yield from (_asked(sop, act, parents) for act, parents in step.parents.items())


#: Whose signature a desk asks, said to parents.
SIGNS = {
    "one": gettext_lazy("zet een van de ouders met gezag een handtekening"),
    "all": gettext_lazy("zetten alle ouders met gezag een handtekening"),
}


def _before_a_desk(sop: Sop, step: Step) -> Iterator[Asked]:
    """What the law asks whatever the step says: a yes (floor rule 6), or at the SWV that they saw it all (rule 10)."""
    desk = sop.desks[step.desk] if step.desk else None
    if desk:
        what = [_("leest u de hele vraag en kunt u uw kijk erbij schrijven")]
        if desk.purpose:
            what.append(_("vraagt de school uw toestemming: %(what)s") % {"what": sop.purposes[desk.purpose].name})
        if desk.parents_sign in SIGNS:
            what.append(str(SIGNS[desk.parents_sign]))
        yield Asked(_("Voordat de vraag weggaat"), tuple(what))


def _asked(sop: Sop, act: str, parents: Parents) -> Asked:
    what = []
    if parents.inform:
        what.append(_("vertelt de school het u"))
    if parents.talk:
        what.append(_("praat de school er met u over"))
    if parents.invite == "if_needed":
        what.append(_("nodigt de school u uit als dat nodig is"))
    elif parents.invite:
        what.append(_("nodigt de school u uit om mee te praten"))
    if parents.consent:
        what.append(_("vraagt de school uw toestemming: %(what)s") % {"what": sop.purposes[parents.consent].name})
    return Asked(str(BEFORE.get(act) or _(ACTS[act].label)), tuple(what))


def _writing(sop: Sop, asked: PaperAsked) -> Writing:
    paper = sop.documents[asked.document]
    by = tuple(dict.fromkeys(role for part in parts_here(sop, asked).values() for role in part.written_by))
    return Writing(paper.name, _names(sop, by), str(SIGNED[paper.signature]), asked.needed == "optional")


def _terms(sop: Sop, step: Step) -> Iterator[str]:
    yield from map(told_term, step.clocks)
    if step.state is State.OPP:
        yield _("Het OPP is er binnen %(term)s nadat de extra hulp begint") % {"term": span_words(sop.opp.within)}
        every = span_words(sop.opp.evaluate_every)
        yield _("Uiterlijk na %(term)s kijkt de school met u terug, en daarna steeds weer") % {"term": every}
        if sop.opp.months:
            yield _("Zo mogelijk gebeurt dat in %(months)s") % {"months": months_told(sop.opp.months)}
    if step.desk:
        desk = sop.desks[step.desk]
        told = {"desk": desk.name, "term": span_words(desk.decides_within)}
        yield _("%(desk)s antwoordt binnen %(term)s") % told


def told_term(clock: Clock) -> str:
    told = {"what": clock.name, "term": span_words(clock.within)}
    said = str(HOW_LONG[clock.kind]) % told if clock.kind in HOW_LONG else _("%(what)s: binnen %(term)s") % told
    if clock.extend is None:
        return said
    return _("%(said)s, één keer te verlengen met %(more)s") % {"said": said, "more": span_words(clock.extend)}


def _onward(sop: Sop, way: Exit) -> Onward:
    needs = tuple(rule.say for rule in way.needs)
    return Onward(way.name, way.to or "", sop.steps[way.to].name if way.to else "", needs)
