"""What a schema cannot see: names that point nowhere, dead ends, and numbers looser than the law."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from caseflow.sop import law
from caseflow.sop.calendar import calendar_mistakes
from caseflow.sop.floor import SHARING
from caseflow.sop.rules import Group, Need
from caseflow.sop.schema import Exit, Sop, Step
from caseflow.sop.vocabulary import ACTS, ENTERING, DeskKind, RoleKind, State

Path = tuple[str | int, ...]
#: What only the guardians' agreement makes true.
AGREEMENT = frozenset({"handelingsdeel_in_force_since", "handelingsdeel_unsigned", "handelingsdeel_objections"})
#: What nobody may be kept from: to answer, to record what is so, to go round in the classroom, to let time pass.
NEVER_JUDGED = frozenset({"answer_consent", "close_hgw_cycle", "record_gezag", "wait"})


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong at a place in the document."""

    path: Path
    message: str


def complaints(sop: Sop) -> list[Complaint]:
    """All that is wrong with a document whose form is right."""
    names = _names(sop)
    found = [complaint for check in (_bounds, _tracks, _holidays) for complaint in check(sop)]
    if names:
        return names + found
    return found + [
        complaint
        for check in (_reach, _starts, _roles, _steps, _traps, _tables, _exits, _calendar)
        for complaint in check(sop)
    ]


def _names(sop: Sop) -> list[Complaint]:
    """References to a role, partner, purpose, desk, step or act that the document does not have."""
    known: dict[str, Any] = {
        "de rol": sop.roles,
        "de partner": sop.partners,
        "het doel": sop.purposes,
        "het loket": sop.desks,
        "het instrument": sop.instruments,
        "de stap": sop.steps,
        "de handeling": ACTS,
    }
    return [
        Complaint(path, f"{kind} '{name}' bestaat niet; bekend zijn: {', '.join(sorted(known[kind])) or 'geen'}")
        for path, kind, name in _references(sop)
        if name is not None and name not in known[kind]
    ]


def _references(sop: Sop) -> Iterator[tuple[Path, str, str | None]]:
    for key, role in sop.roles.items():
        yield ("roles", key, "partner"), "de partner", role.partner
    for key, purpose in sop.purposes.items():
        for index, name in enumerate(purpose.roles):
            yield ("purposes", key, "roles", index), "de rol", name
    for key, arrangement in sop.arrangements.items():
        yield ("arrangements", key, "partner"), "de partner", arrangement.partner
    for key, entry in sop.calendar.items():
        yield ("calendar", key, "owner"), "de rol", entry.owner
        yield ("calendar", key, "instrument"), "het instrument", entry.instrument
    for key, track in sop.tracks.items():
        yield ("tracks", key, "first"), "de stap", track.first
        yield ("tracks", key, "aanmelding"), "de stap", track.aanmelding
        yield from _exit_references(("tracks", key, "ends"), track.ends)
    for key, step in sop.steps.items():
        yield from _step_references(("steps", key), step)


def _step_references(at: Path, step: Step) -> Iterator[tuple[Path, str, str | None]]:
    yield (*at, "owner"), "de rol", step.owner
    yield (*at, "desk"), "het loket", step.desk
    for field in ("chair", "decides"):
        for index, name in enumerate(getattr(step, field)):
            yield (*at, field, index), "de rol", name
    for index, seat in enumerate(step.takes_part):
        yield (*at, "takes_part", index, "role"), "de rol", seat.role
    for act, parents in step.parents.items():
        yield (*at, "parents", act), "de handeling", act
        yield (*at, "parents", act, "consent"), "het doel", parents.consent
    for act, rules in step.acts.items():
        yield (*at, "acts", act), "de handeling", act
        yield from _rule_references((*at, "acts", act), rules)
    for index, clock in enumerate(step.clocks):
        yield (*at, "clocks", index, "starts"), "de handeling", clock.starts
        yield (*at, "clocks", index, "meets"), "de handeling", clock.meets
    yield from _exit_references((*at, "exits"), step.exits)


def _exit_references(at: Path, exits: tuple[Exit, ...]) -> Iterator[tuple[Path, str, str | None]]:
    for index, way in enumerate(exits):
        yield (*at, index, "to"), "de stap", way.to
        yield from _rule_references((*at, index, "needs"), way.needs)


def _rule_references(at: Path, rules: tuple[Need | Group, ...]) -> Iterator[tuple[Path, str, str | None]]:
    for index, rule in enumerate(rules):
        if isinstance(rule, Group):
            key = "all" if rule.all else "any" if rule.any else "of"
            yield from _rule_references((*at, index, key), rule.parts)
        elif rule.fact == "consent":
            yield (*at, index, "of"), "het doel", rule.of


def _bounds(sop: Sop) -> Iterator[Complaint]:
    for path, (bound, rule) in law.LAW.bounds().items():
        section, _, field = path.partition(".")
        span = getattr(getattr(sop, section, None), field, None) if field else None
        if span is not None and not span.within(bound):
            source = f"regel {rule.number}: {rule.title}; {rule.source}"
            yield Complaint((section, field), f"{span} is ruimer dan de wet toelaat: hoogstens {bound} ({source})")


def _tracks(sop: Sop) -> Iterator[Complaint]:
    for key, track in sop.tracks.items():
        for index, way in enumerate(track.ends):
            if way.close is None:
                yield Complaint(("tracks", key, "ends", index), "een einde van een spoor noemt 'close'")


def _holidays(sop: Sop) -> Iterator[Complaint]:
    for index, holiday in enumerate(sop.holidays):
        if holiday.last < holiday.first:
            yield Complaint(("holidays", index, "last"), "de vakantie eindigt voordat zij begint")


def _calendar(sop: Sop) -> Iterator[Complaint]:
    return (Complaint(path, message) for path, message in calendar_mistakes(sop))


def _reach(sop: Sop) -> Iterator[Complaint]:
    reached = {step for track in sop.tracks for step in sop.steps_of(track)}
    for key in sop.steps:
        if key not in reached:
            yield Complaint(("steps", key), f"geen enkele stap leidt naar '{key}'")
    names: dict[str, str] = {}
    for key, step in sop.steps.items():
        if names.setdefault(step.name, key) != key:
            yield Complaint(("steps", key, "name"), f"de naam '{step.name}' is al van stap '{names[step.name]}'")


def _starts(sop: Sop) -> Iterator[Complaint]:
    """A case is opened without a ruling, so never into what the law lets be entered by one alone."""
    for key, track in sop.tracks.items():
        if sop.steps[track.first].state in (State.AANMELDING, State.HANDELINGSVERLEGEN, State.REFERRED):
            yield Complaint(("tracks", key, "first"), f"een spoor begint niet in '{sop.steps[track.first].state}'")
        if track.aanmelding and sop.steps[track.aanmelding].state is not State.AANMELDING:
            yield Complaint(("tracks", key, "aanmelding"), "deze stap staat niet in 'aanmelding'")


def _roles(sop: Sop) -> Iterator[Complaint]:
    if not sop.roles_of_kind(RoleKind.DIRECTOR):
        yield Complaint(("roles",), "er is geen rol van de soort 'director': van haar zijn besluiten die de wet noemt")


def _steps(sop: Sop) -> Iterator[Complaint]:
    checks: tuple[tuple[Callable[[Sop, Step], bool], str, str], ...] = (
        (lambda s, step: not step.exits, "exits", "deze stap heeft geen uitgang"),
        (
            lambda s, step: step.state is State.CLOSED,
            "state",
            "een stap staat nooit in 'closed'; noem een uitgang met 'close'",
        ),
        (
            lambda s, step: (step.state is State.REFERRED) != (step.desk is not None),
            "desk",
            "een stap in 'referred' noemt het loket waar de verwijzing heen gaat, en alleen die",
        ),
        (
            lambda s, step: bool(step.takes_part) and not step.chair,
            "chair",
            "een overleg heeft een voorzitter: 'chair' ontbreekt",
        ),
        (
            lambda s, step: s.roles[step.owner].kind is RoleKind.OUTSIDER,
            "owner",
            "een stap is van iemand van de school",
        ),
        (
            lambda s, step: any(s.roles[c].kind is RoleKind.OUTSIDER for c in step.chair),
            "chair",
            "een overleg wordt door de school voorgezeten",
        ),
        (
            lambda s, step: any(s.roles[d].kind is RoleKind.OUTSIDER for d in step.decides),
            "decides",
            "de school beslist zelf over een stap",
        ),
    )
    for key, step in sop.steps.items():
        for wrong, field, message in checks:
            if wrong(sop, step):
                yield Complaint(("steps", key, field), message)
        for section in ("acts", "parents"):
            for act in sorted(set(getattr(step, section)) & set(ENTERING.values())):
                message = f"wat '{act}' vraagt staat bij de uitgang ('needs') of bij 'enter' van de volgende stap"
                yield Complaint(("steps", key, section, act), message)
        for act in sorted(set(step.acts) & NEVER_JUDGED):
            message = f"voor '{act}' vraagt Caseflow niets, dus hier staat niets; zet het bij wat erop volgt"
            yield Complaint(("steps", key, "acts", act), message)
        if step.desk and sop.desks[step.desk].kind is not DeskKind.SWV and "tlv" in sop.desks[step.desk].asks:
            yield Complaint(("steps", key, "desk"), "alleen een SWV verleent een TLV")


def _traps(sop: Sop) -> Iterator[Complaint]:
    """A guardian's "no" to the handelingsdeel stops that version, never the child's way (domain §2.1)."""
    for key, step in sop.steps.items():
        asked: list[tuple[Path, tuple[Need | Group, ...]]] = [(("acts", "enter"), step.acts.get("enter", ()))]
        asked += [(("exits", index, "needs"), way.needs) for index, way in enumerate(step.exits)]
        for at, rules in asked:
            for index, rule in enumerate(rules):
                if isinstance(rule, Need) and rule.fact in AGREEMENT:
                    message = f"met '{rule.fact}' stopt een nee van een ouder het kind; vraag structural_support_since"
                    yield Complaint(("steps", key, *at, index), message)


def _tables(sop: Sop) -> Iterator[Complaint]:
    """Who comes from outside is named by a purpose that the guardians are asked about (floor rule 6)."""
    for key, step in sop.steps.items():
        outsiders = sop.outsiders(key)
        purposes = {act: step.parents[act].consent for act in SHARING if act in step.parents}
        if outsiders and not any(purposes.values()):
            message = (
                "hier zit iemand van buiten aan tafel: 'parents' moet een 'consent' noemen bij wat met hen gebeurt"
            )
            yield Complaint(("steps", key, "takes_part"), f"{message} (regel 6)")
        for act, purpose in purposes.items():
            named = sop.purposes[purpose].roles if purpose else ()
            for role in sorted(set(outsiders) - set(named)) if named else ():
                message = f"het doel '{purpose}' noemt de rol '{role}' niet, en die zit wel aan tafel"
                yield Complaint(("steps", key, "parents", act, "consent"), message)


def _exits(sop: Sop) -> Iterator[Complaint]:
    """Two exits of one name, and a move that the machine does not know."""
    for key, step in sop.steps.items():
        seen: set[str] = set()
        for index, way in enumerate(step.exits):
            at: Path = ("steps", key, "exits", index)
            if way.key in seen:
                yield Complaint(at, f"de uitgang naar '{way.key}' staat er twee keer")
            seen.add(way.key)
            if way.to and sop.steps[way.to].state is State.AANMELDING:
                yield Complaint(at, "naar 'aanmelding' leidt geen weg terug")
