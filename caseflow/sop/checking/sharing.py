"""Sharing: who comes from outside is named by a purpose, and the guardians are asked before, not after (rules 6, 7)."""

from collections.abc import Iterator

from caseflow.sop.checking.lists import needs_of
from caseflow.sop.checking.registry import Flaw, Flaws, Stage, advice, error, warning
from caseflow.sop.complaining import Path
from caseflow.sop.consents import reaches_outside
from caseflow.sop.rules import Group, Need
from caseflow.sop.schema import Sop, Step
from caseflow.sop.vocabulary import DeskKind, Part, RoleKind

#: What can be done with somebody from outside; the purpose named here is the one that guardians are asked about.
TALKS = ("hold_meeting", "ask_information", "order_examination")
#: What goes before a talk.
BEFORE = frozenset(
    {"enter", "plan_item", "take_off_agenda", "ask_consent", "answer_consent", "record_gezag", "share"}
    | {"invite_guardians", "invite_pupil", "inform_guardians"}
)
_RULE_6 = "regel 6: niets herkenbaars naar buiten zonder toestemming vooraf (AVG art. 6, 7 en 9)"


@error(why=_RULE_6, todo="Noem bij 'parents' een 'consent' bij 'hold_meeting'")
def outsider_without_purpose(sop: Sop) -> Flaws:
    """Somebody from outside sits at the table, and nothing says what the guardians are asked."""
    for key, step in sop.steps.items():
        if sop.outsiders(key) and not asked_at(step) and not list(_asked_late(sop, key)):
            what = "hier zit iemand van buiten aan tafel: 'parents' moet een 'consent' noemen bij wat met hen gebeurt"
            yield Flaw(("steps", key, "takes_part"), what)


@error(why=_RULE_6, todo="Vraag de toestemming bij 'hold_meeting', dus voordat er iets gedeeld is")
def consent_after_the_act(sop: Sop) -> Flaws:
    """The guardians are asked when the child has been talked about already."""
    for key, step in sop.steps.items():
        if sop.outsiders(key) and not asked_at(step):
            for path in _asked_late(sop, key):
                yield Flaw(path, "hier komt de toestemming te laat: er is al met iemand van buiten gesproken")


def asked_at(step: Step) -> dict[str, str]:
    """The purpose that each talk of a step asks about."""
    named = {act: step.parents[act].consent for act in TALKS if act in step.parents}
    return {act: purpose for act, purpose in named.items() if purpose}


def _asked_late(sop: Sop, key: str) -> Iterator[Path]:
    """Where a consent for the outsiders of a step is asked after the talk with them."""
    step = sop.steps[key]
    for act, parents in step.parents.items():
        if parents.consent and act not in (*TALKS, *BEFORE):
            yield ("steps", key, "parents", act, "consent")
    for index, way in enumerate(step.exits):
        for path, need in needs_of(way.needs, ("steps", key, "exits", index, "needs")):
            if need.fact == "consent":
                yield path


@error(why=_RULE_6, todo="Zet de rol bij het doel, of haal haar van deze tafel")
def outsider_not_in_purpose(sop: Sop) -> Flaws:
    """Somebody sits at the table whom the guardians would not have said yes to."""
    told: set[tuple[str, str]] = set()
    for key, step in sop.steps.items():
        for act, purpose in asked_at(step).items():
            named = sop.purposes[purpose].roles
            for role in sorted(set(sop.outsiders(key)) - set(named)) if named else ():
                if (purpose, role) not in told:  # of each talk that asks for this purpose it is the same fault
                    what = f"het doel '{purpose}' noemt de rol '{role}' niet, en die zit wel aan tafel"
                    instead = tuple(
                        (rule, ("purposes", purpose)) for rule in ("purpose-names-own-staff", "named-twice")
                    )
                    yield Flaw(("steps", key, "parents", act, "consent"), what, explains=instead)
                told.add((purpose, role))


@error(
    why="regel 7: ouders zijn uitgenodigd bij ieder gesprek over hun kind met iemand van buiten",
    todo="Zet 'invite: true'",
)
def guardians_only_if_needed(sop: Sop) -> Flaws:
    """Somebody from outside sits at the table, and the guardians would not have to be there."""
    for key, step in sop.steps.items():
        for act, asked in step.parents.items():
            if asked.invite == "if_needed" and sop.outsiders(key):
                yield Flaw(("steps", key, "parents", act, "invite"), "hier zit iemand van buiten aan tafel")


@error(why=_RULE_6, todo="Noem bij het doel de rollen die meelezen", stage=Stage.WHOLE)
def body_without_readers(sop: Sop) -> Flaws:
    """A body is asked, and its purpose names nobody whom the guardians could say yes to."""
    for key, body in sop.bodies.items():
        if not sop.purposes[body.purpose].roles:
            yield Flaw(("bodies", key, "purpose"), f"het doel '{body.purpose}' noemt niemand")


@error(why=_RULE_6, todo="Geef de partner een 'consent': het doel waarvoor ouders vooraf ja zeggen")
def arrangement_without_consent(sop: Sop) -> Flaws:
    """Support by somebody from outside, who would hear of the child without a yes of the guardians."""
    for key, one in sop.arrangements.items():
        partner = sop.partners[one.partner] if one.partner else None
        if partner and not partner.consent and not any(_asks_consent(rule) for rule in one.needs):
            yield Flaw(("arrangements", key, "partner"), f"voor hulp van '{one.partner}' wordt ouders niets gevraagd")


def _asks_consent(rule: Need | Group) -> bool:
    return any(map(_asks_consent, rule.parts)) if isinstance(rule, Group) else rule.fact == "consent"


@error(why=_RULE_6, todo="Geef het loket een 'purpose', en een samenwerkingsverband juist niet")
def desk_and_purpose(sop: Sop) -> Flaws:
    """A desk outside the SWV that could be told without a yes, or an SWV that a no of the guardians would bar."""
    for key, desk in sop.desks.items():
        if desk.kind is not DeskKind.SWV and not desk.purpose:
            what = "dit loket hoort over een kind, en niets zegt waarvoor ouders toestemming geven"
            loose = tuple((rule, ("purposes",)) for rule in ("purpose-unused", "purpose-names-nobody"))
            yield Flaw(("desks", key), what, explains=loose)
        if desk.kind is DeskKind.SWV and desk.purpose:
            what = "een verwijzing naar een samenwerkingsverband vraagt geen toestemming"
            yield Flaw(("desks", key, "purpose"), f"{what}: ouders zien haar vooraf (regel 10)")


@error(
    why="Toestemming is al een ja van alle ouders met gezag; een handtekening erbij vraagt hetzelfde nog een keer",
    todo="Haal 'parents_sign' weg: bij dit loket zeggen ouders ja op 'purpose'",
)
def signature_beside_consent(sop: Sop) -> Flaws:
    """A desk outside the SWV hears of a child after a consent, and would ask a signature for the same once more."""
    for key, desk in sop.desks.items():
        if desk.kind is not DeskKind.SWV and desk.parents_sign != "nobody":
            yield Flaw(
                ("desks", key, "parents_sign"), "hier geven ouders toestemming; zij tekenen de verwijzing niet ook"
            )


@warning(why=_RULE_6, todo="Noem ook bij 'hold_meeting' een 'consent'")
def talk_without_purpose(sop: Sop) -> Flaws:
    """Questions to somebody from outside may be put, but the talk with them can never be held."""
    for key, step in sop.steps.items():
        asked = asked_at(step)
        if sop.outsiders(key) and asked and "hold_meeting" not in asked:
            what = "voor een bespreking met wie van buiten komt wordt hier geen toestemming gevraagd"
            yield Flaw(("steps", key, "takes_part"), what)


@warning(
    why="Toestemming gaat over delen met iemand van buiten; voor het eigen werk van de school is zij niet nodig",
    todo="Haal 'consent' weg, of zet wie van buiten komt bij 'takes_part'",
)
def consent_for_nobody(sop: Sop) -> Flaws:
    """Consent to share with somebody from outside is asked for a talk at which nobody from outside sits."""
    for key, step in sop.steps.items():
        asked = {act: purpose for act, purpose in asked_at(step).items() if reaches_outside(sop, purpose)}
        if asked and not sop.outsiders(key):
            act, purpose = next(iter(asked.items()))
            what = f"'{purpose}' wordt gevraagd, maar er zit niemand van buiten aan tafel"
            empty = (("act-not-here", ("steps", key, "parents")), ("role-unused", ("roles",)))
            yield Flaw(("steps", key, "parents", act, "consent"), what, explains=empty)


@error(
    why="Toestemming wordt gevraagd voor mensen, en van deze partner komt niemand",
    todo="Zet bij een rol van buiten deze partner, of haal 'consent' weg",
)
def partner_asks_for_nobody(sop: Sop) -> Flaws:
    """A consent that would never be asked: nobody comes from this partner."""
    for key, partner in sop.partners.items():
        if partner.consent and not sop.roles_from(key):
            what = f"niemand wordt hiervoor gevraagd: geen enkele rol hoort bij de partner '{key}'"
            yield Flaw(("partners", key, "consent"), what, explains=(("outsider-without-partner", ("roles",)),))


@error(why=_RULE_6, todo="Zet de rol bij het doel, of kies een ander doel")
def partner_bars_its_people(sop: Sop) -> Flaws:
    """A consent for a purpose that does not name who comes from the partner."""
    for key, partner in sop.partners.items():
        roles = sop.roles_from(key) if partner.consent else ()
        named = sop.purposes[partner.consent].roles if partner.consent else ()
        for role in sorted(set(roles) - set(named) - _seated(sop, partner.consent)) if named else ():
            what = f"het doel '{partner.consent}' noemt de rol '{role}' van deze partner niet"
            yield Flaw(("partners", key, "consent"), what)


def _seated(sop: Sop, purpose: str | None) -> set[str]:
    """Who sits at a table that asks this purpose: that the purpose names them is asked there."""
    steps = (step for step in sop.steps.values() if any(asked.consent == purpose for asked in step.parents.values()))
    return {seat.role for step in steps for seat in step.takes_part}


@warning(why="Het eigen personeel vraagt geen toestemming om zijn werk te doen", todo="Haal deze rol weg bij het doel")
def purpose_names_own_staff(sop: Sop) -> Flaws:
    """A purpose that asks consent for a role of the school."""
    for key, purpose in sop.purposes.items():
        for index, role in enumerate(purpose.roles):
            if sop.roles[role].kind is not RoleKind.OUTSIDER:
                yield Flaw(("purposes", key, "roles", index), f"'{role}' komt niet van buiten de school")


@advice(
    why="AVG art. 7: ouders weten met wie er gedeeld wordt",
    todo="Noem bij 'roles' wie hoogstens meeleest",
)
def purpose_names_nobody(sop: Sop) -> Flaws:
    """A purpose under which anybody could be invited."""
    talked = {purpose for step in sop.steps.values() for purpose in asked_at(step).values()}
    talked |= {partner.consent for partner in sop.partners.values() if partner.consent}
    told = {desk.purpose for desk in sop.desks.values() if desk.purpose} - talked  # the question names the desk
    told |= {body.purpose for body in sop.bodies.values()}  # those must: see body_without_readers
    told |= {key for key, purpose in sop.purposes.items() if purpose.next_school} - talked
    for key, purpose in sop.purposes.items():
        if not purpose.roles and key not in told and reaches_outside(sop, key):
            yield Flaw(("purposes", key), "dit doel zegt niet met welke rollen er gedeeld wordt")


@error(
    why="Wat naar buiten gaat vraagt een ja van alle ouders met gezag; een SOP mag meer vragen, nooit minder",
    todo="Haal 'agree: one' weg, of haal weg wie van buiten ervan hoort",
)
def one_for_outside(sop: Sop) -> Flaws:
    """One guardian's yes would let somebody outside the school hear of the child."""
    for key, purpose in sop.purposes.items():
        if purpose.agree == "one" and reaches_outside(sop, key):
            yield Flaw(("purposes", key, "agree"), f"bij '{key}' hoort iemand van buiten over een kind")


@warning(
    why="AVG art. 5 lid 1c: er wordt niet meer gedeeld dan voor dit doel nodig is",
    todo="Noem alleen de delen die wie meepraat hiervoor nodig heeft",
    stage=Stage.VALUES,
)
def purpose_shares_everything(sop: Sop) -> Flaws:
    """A purpose that covers the whole file."""
    for key, purpose in sop.purposes.items():
        if set(purpose.parts) == set(Part):
            yield Flaw(("purposes", key, "parts"), f"dit doel deelt alle {len(Part)} delen van het dossier")


@advice(
    why="regel 7: ouders zijn uitgenodigd bij ieder gesprek met iemand van buiten; de wet vraagt het toch",
    todo="Zet 'invite: true' bij 'hold_meeting', dan staat het ook in het SOP",
)
def guardians_not_invited(sop: Sop) -> Flaws:
    """The SOP is silent on what the law asks anyway."""
    for key, step in sop.steps.items():
        held = step.parents.get("hold_meeting")
        if held and held.consent and sop.outsiders(key) and not held.invite:
            yield Flaw(("steps", key, "parents", "hold_meeting"), "de ouders worden hier niet uitgenodigd")
