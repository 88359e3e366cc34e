"""What a SOP asks without writing it out: what follows from its parents, levels, clocks, bodies and hands."""

from collections.abc import Iterator
from typing import Any

from caseflow.sop.fields import OWN_CHOICE
from caseflow.sop.rules import Group, Need, need
from caseflow.sop.schema import TEAM, Admission, Arrangement, Clock, Desk, Exit, Parents, Sop
from caseflow.sop.vocabulary import DeskKind, State, gettext_noop

_ = gettext_noop
Rule = Need | Group


def parents_asked(asked: Parents, cite: str, why: str = "") -> tuple[Rule, ...]:
    """What the guardians are told, asked, or talked over with before an act."""
    rules: list[Rule] = []
    if asked.inform:
        rules.append(_none_left("guardians_not_informed", _("De ouders zijn ingelicht"), "inform_guardians", cite, why))
    if asked.talk:
        say = _("Er is met de ouders gesproken")
        rules.append(_none_left("guardians_not_talked_with", say, "talk_with_guardians", cite, why))
    if asked.consent:
        rules.append(_consent(asked.consent, cite, why))
    if asked.invite:
        invited = _none_left("guardians_not_invited", _("De ouders zijn uitgenodigd"), "invite_guardians", cite, why)
        rules.append(_unless_not_needed(invited, cite, why) if asked.invite == "if_needed" else invited)
    return tuple(rules)


def _none_left(fact: str, say: str, todo: str, cite: str, why: str) -> Need:
    return need(fact, say, todo, cite, **_because(cite, why), **{"is": 0})


def _consent(purpose: str, cite: str, why: str) -> Need:
    say = _("De ouders gaven toestemming")
    return need("consent", say, "answer_consent", cite, of=purpose, **_because(cite, why), **{"is": "given"})


def _unless_not_needed(invited: Need, cite: str, why: str) -> Group:
    without = need(
        "guardians_not_needed_on",
        _("Er staat bij waarom het zonder de ouders kan"),
        "waive_guardians",
        cite,
        known=True,
        **_because(cite, why),
    )
    say = _("De ouders zijn uitgenodigd, of er staat bij waarom het zonder hen kan")
    return Group(any=(invited, without), say=say, cite=cite, why=_why(cite, why))


def implied(sop: Sop, step: str, act: str, of: str = "") -> Iterator[Rule]:
    """What the step's own keys ask before `act`; `of`: which body is asked, once that is chosen."""
    if act == "enter":
        yield from _on_arrival(sop, step)
    if act == "ask_body":
        yield from _for_bodies(sop, step, of)
    if act == "enrol" and sop.admission:
        yield _room(sop.admission)
    if act == "grant_arrangement":
        yield from _for_arrangements(sop)


def _for_bodies(sop: Sop, step: str, of: str) -> Iterator[Rule]:
    """The yes for the body that is asked, and for no other; as long as none is chosen, the yes for one of them."""
    asked = dict.fromkeys(way.body for way in sop.ways(step) if way.body and of in ("", way.body))
    bodies = [sop.bodies[key] for key in asked]
    rules = tuple(_consent(body.purpose, body.cite, body.why) for body in bodies)
    if len(rules) > 1:
        cite, say = bodies[0].cite, _("De ouders gaven toestemming")
        yield Group(any=rules, say=say, cite=cite, why=_why(cite, bodies[0].why))
    else:
        yield from rules


def _on_arrival(sop: Sop, step: str) -> Iterator[Rule]:
    at = sop.steps[step]
    if at.level:
        yield from sop.levels[at.level].needs
    if at.elsewhere:
        say = _("Er ligt vast op welke school de leerling les krijgt")
        yield need("taught_elsewhere_since", say, "record_placement", at.cite, known=True, **_because(at.cite, at.why))
    for clock in at.clocks:
        if clock.kind == "trial":
            say = _("Een proef is er één keer")
            yield need("times_entered", say, "", clock.cite, of=step, max=0, **_because(clock.cite, clock.why))


def _room(admission: Admission) -> Group:
    """Who waits for a place comes in when there is one."""
    cite = admission.cite
    free = need(
        "pupils_in_wanted_group",
        _("Er is plaats in de groep"),
        "wait",
        cite,
        max=admission.group_size - 1,
        **_because(cite, admission.why),
    )
    unasked = need(
        "waiting_since",
        _("De leerling wacht niet op een plaats"),
        "",
        cite,
        known=False,
        **_because(cite, admission.why),
    )
    say = _("Er is plaats in de groep")
    return Group(any=(unasked, free), say=say, cite=cite, why=_why(cite, admission.why))


def _for_arrangements(sop: Sop) -> Iterator[Rule]:
    """What each arrangement asks of its own."""
    for key, one in sop.arrangements.items():
        if one.needs:
            yield _for_one(key, one, one.needs)


def before_partners(sop: Sop) -> Iterator[Rule]:
    """The yes of the guardians that each partner who gives an arrangement asks."""
    for key, one in sop.arrangements.items():
        if asked := tuple(for_partner(sop, one.partner)):
            yield _for_one(key, one, asked)


def _for_one(key: str, one: Arrangement, asked: tuple[Rule, ...]) -> Group:
    """What is asked where this arrangement is the one that was proposed."""
    why = _why(one.cite, one.why)
    other = need("arrangement_proposed", _("Het is een ander arrangement"), "", one.cite, why=why, **{"not": key})
    own = Group(all=asked, say=one.name, cite=one.cite, why=why)
    return Group(any=(other, own), say=one.name, cite=one.cite, why=why)


def for_partner(sop: Sop, key: str | None) -> Iterator[Rule]:
    """Who gives support from outside hears of the child: its guardians are asked before, as the partner says.

    Asked about these people: a yes about another of the same purpose opens nothing, and a no about them stands.
    """
    partner = sop.partners[key] if key else None
    if key and partner and partner.consent:
        named = ",".join(sop.roles_from(key))
        yield _consent(f"{partner.consent}:{named}" if named else partner.consent, partner.cite, partner.why)


def leaving(sop: Sop, step: str, way: Exit) -> Iterator[Rule]:
    """What must be over, decided, proposed or answered before `step` is left by `way`."""
    said = any(isinstance(one, Need) and one.fact == "enrolled_on" for one in way.needs)
    if _into_the_school(sop, step, way) and not said:
        yield need("enrolled_on", _("Het kind is ingeschreven"), "enrol", "WPO art. 40", known=True)
    if TEAM in deciders_named(sop, way):
        say = _("De tafel besloot dit")
        yield need(
            "table_decided", say, "hold_meeting", way.cite, of=way.key, **_because(way.cite, way.why), **{"is": True}
        )
    if way.ratifies:
        say = _("Dit is voorgesteld")
        yield need(
            "exit_proposed_on", say, "propose_exit", way.cite, of=way.key, known=True, **_because(way.cite, way.why)
        )
    if way.body:
        yield _answered(sop, way.body)
    if way in sop.ways(step) and not way.back:
        for clock in sop.steps[step].clocks:
            if clock.holds:
                yield _over(f"{step}:{clock.name}", clock)


def _into_the_school(sop: Sop, step: str, way: Exit) -> bool:
    """Out of aanmelding into a step for pupils: nobody gets there without the decision of WPO art. 40."""
    here, there = sop.steps[step].state, sop.steps[way.to].state if way.to else State.AANMELDING
    return here is State.AANMELDING and there is not State.AANMELDING


def before_desk(sop: Sop, way: Exit) -> Iterator[Rule]:
    """What the guardians are asked before a desk outside the samenwerkingsverband hears of their child."""
    desk = _desk_of(sop, way)
    if desk and desk.purpose and desk.kind is not DeskKind.SWV:
        yield _consent(desk.purpose, desk.cite, desk.why)


def signed_for(sop: Sop, way: Exit) -> Iterator[Rule]:
    """Whose signature the desk asks under a referral; that they see it and add their view the law asks anyway."""
    desk = _desk_of(sop, way)
    if desk and desk.parents_sign != "nobody":
        yield _signature(desk)


def of_guardians(desk: Desk) -> Iterator[Rule]:
    """What a referral waits for of the guardians, once they saw it: what their word under it must be."""
    if desk.parents_sign != "nobody":
        yield _signature(desk)
    if desk.stops_at_no:
        yield _no_objection(desk)


def _signature(desk: Desk) -> Rule:
    if desk.parents_sign == "one":
        fact, say, op = "referral_signed", _("Een ouder met gezag tekende de verwijzing"), {"min": 1}
    else:
        fact, say, op = "referral_unsigned", _("Alle ouders met gezag tekenden de verwijzing"), {"is": 0}
    return need(fact, say, "sign_referral", desk.cite, **_because(desk.cite, desk.why), **op)


def without_objection(sop: Sop, way: Exit) -> Iterator[Rule]:
    """One objection stops what needs a consent or a signature (floor rule 2), and no other referral."""
    desk = _desk_of(sop, way)
    if desk and desk.stops_at_no:
        yield _no_objection(desk)


def _no_objection(desk: Desk) -> Rule:
    todo = "add_view" if desk.parents_sign == "nobody" else "sign_referral"
    say = _("Geen van de ouders heeft bezwaar tegen de verwijzing")
    return need("referral_objections", say, todo, "BW 1:253i", **{"is": 0})


def _desk_of(sop: Sop, way: Exit) -> Desk | None:
    key = sop.steps[way.to].desk if way.to else None
    return sop.desks[key] if key else None


def deciders_named(sop: Sop, way: Exit) -> tuple[str, ...]:
    """Who decides on a way out as the SOP names them, the table among them; empty: the step's owner."""
    return way.decides or (sop.steps[way.to].decides if way.to else ())


def _answered(sop: Sop, key: str) -> Need:
    """A binding body must have said yes; of an advising one it is enough to have been heard."""
    body = sop.bodies[key]
    fit: Any = ("yes",) if body.binding else ("yes", "no")
    say = _("Wie van buiten beslist, zei ja") if body.binding else _("Het oordeel van buiten is er")
    return need(
        "body_answer", say, "record_body_answer", body.cite, of=key, **_because(body.cite, body.why), **{"is": fit}
    )


def _over(of: str, clock: Clock) -> Need:
    say = _("De afgesproken tijd is voorbij")
    cite = clock.cite
    return need("clock_started_on", say, "wait", cite, of=of, past=clock.within, **_because(cite, clock.why))


def _because(cite: str, why: str) -> dict[str, str]:
    return {"why": _why(cite, why)}


def _why(cite: str, why: str) -> str:
    """The reason goes along where the paragraph is a choice of the school's own."""
    return why if cite == OWN_CHOICE else ""
