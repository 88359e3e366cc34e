"""What a step says to parents in plain words (B1): only what holds in every step of its state, and what it says itself.

The state decides what the law makes of a step; whether it is about the group, a desk or another school stands in the
step's own data. A dyslexia test at an institute is a referral too, and nobody leaves the school for it.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseflow.sop.rules import Group, Need
from caseflow.sop.schema import Sop, Step
from caseflow.sop.vocabulary import ADMITTED_ELSEWHERE, Asks, State

#: What happens in a step, and what holds there whatever the school wrote (domain §2).
HAPPENS = {
    State.AANMELDING: (
        gettext_lazy(
            "U meldt uw kind schriftelijk aan. De school zoekt uit wat het nodig heeft en of zij dat kan bieden."
        ),
        gettext_lazy("Kan de school het niet bieden? Dan zoekt zij met u een school die dat wel kan (zorgplicht)."),
    ),
    State.BASISONDERSTEUNING: (
        gettext_lazy("Deze stap hoort bij de basisondersteuning. Er is geen besluit over extra hulp voor nodig."),
        "",
    ),
    State.LEERLINGBESPREKING: (gettext_lazy("De school bespreekt wat uw kind nodig heeft."), ""),
    State.ZORGTEAM: (gettext_lazy("De school vraagt advies aan mensen die hier veel van weten."), ""),
    State.ARRANGEMENT: (
        gettext_lazy("Uw kind krijgt een tijd lang iets extra's, of iets anders dan gewoon, met een doel."),
        gettext_lazy(
            "De directeur beslist hierover en zegt u waarom. Er is een einde: dan bekijkt de school wat het opleverde."
        ),
    ),
    State.OPP: (
        gettext_lazy("De school werkt met een plan voor uw kind, het ontwikkelingsperspectief (OPP)."),
        gettext_lazy(
            "U maakt het plan samen met de school. Het deel over de hulp gaat pas in als alle ouders met gezag het "
            "eens zijn. Uw kind mag zelf zeggen wat het vindt."
        ),
    ),
    State.HANDELINGSVERLEGEN: (
        gettext_lazy("De school kan uw kind alleen niet genoeg helpen en zoekt met u een andere oplossing."),
        gettext_lazy(
            "De directeur stelt dit vast en zegt u waarom; een computer beslist dit nooit. Het zegt iets over de "
            "school, niet over uw kind."
        ),
    ),
    State.REFERRED: (
        gettext_lazy("De vraag over uw kind gaat naar mensen buiten de school. Zij geven antwoord."),
        gettext_lazy("U leest de hele verwijzing voordat zij weggaat, en uw kijk gaat mee."),
    ),
}
#: In a step that asks for a cycle of looking, trying and looking back.
TRIES = gettext_lazy("De school kijkt wat uw kind nodig heeft, probeert iets uit en ziet of het helpt.")
STAYS_UNTIL = gettext_lazy("Uw kind blijft op school tot een andere school het toelaat.")
STAYS = gettext_lazy("Uw kind blijft gewoon op deze school.")
OUTSIDE = gettext_lazy(
    "De school bespreekt uw kind alleen met mensen van buiten als u daar vooraf ja op zei. U wordt dan uitgenodigd, "
    "en vanaf 12 jaar uw kind ook."
)
#: What a desk may be asked.
ASKED = {
    Asks.ADVICE: gettext_lazy("advies"),
    Asks.ARRANGEMENT: gettext_lazy("hulp op deze school (een arrangement)"),
    Asks.TLV: gettext_lazy("een toelaatbaarheidsverklaring (TLV) voor het speciaal (basis)onderwijs"),
    Asks.CLUSTER: gettext_lazy("plaatsing op een cluster 1- of 2-school"),
    Asks.CARE: gettext_lazy("hulp of zorg"),
}
#: Where the child is now.
STANDS = {
    State.AANMELDING: gettext_lazy(
        "U hebt uw kind aangemeld. De school bekijkt wat het nodig heeft en of zij dat kan bieden."
    ),
    State.BASISONDERSTEUNING: gettext_lazy("Uw kind krijgt hulp die bij de basisondersteuning van de school hoort."),
    State.LEERLINGBESPREKING: gettext_lazy("De school bespreekt wat uw kind nodig heeft."),
    State.ZORGTEAM: gettext_lazy(
        "De school bekijkt of zij advies nodig heeft van mensen die hier veel van weten. Is daar uw toestemming voor "
        "nodig, dan vraagt zij die eerst. Zegt u nee, dan gaat zij verder met wat zij zelf kan."
    ),
    State.ARRANGEMENT: gettext_lazy("Uw kind krijgt een tijd lang iets extra's, of iets anders dan gewoon."),
    State.OPP: gettext_lazy("De school werkt met een plan voor uw kind, het ontwikkelingsperspectief (OPP)."),
    State.HANDELINGSVERLEGEN: gettext_lazy(
        "De school kan uw kind alleen niet genoeg helpen en zoekt met u een andere oplossing."
    ),
    State.REFERRED: gettext_lazy("De vraag over uw kind ligt bij mensen buiten de school. Zij geven antwoord."),
    State.CLOSED: gettext_lazy("Dit is afgerond."),
}


def happens(sop: Sop, step: Step) -> str:
    """What happens in this step."""
    if step.state is State.BASISONDERSTEUNING and _tries(step):
        return str(TRIES)
    if step.state is State.REFERRED and step.desk:
        desk = sop.desks[step.desk]
        asks = "; ".join(str(ASKED[one]) for one in desk.asks)
        told = {"desk": desk.name, "asks": asks}
        return _("De vraag over uw kind gaat naar: %(desk)s. De school kan daar vragen om: %(asks)s.") % told
    return str(HAPPENS[step.state][0])


def always(sop: Sop, key: str) -> str:
    """What holds in this step whatever the school wrote; where outsiders join in, what they may hear comes first."""
    step = sop.steps[key]
    if sop.outsiders(key):
        return str(OUTSIDE)
    held = str(HAPPENS[step.state][1])
    if step.state is State.REFERRED:
        return f"{held} {STAYS_UNTIL if _may_leave(sop, step) else STAYS}"
    return held


def stands(sop: Sop, state: State, key: str, *, answered: bool = False) -> str:
    """Where a child is now, said to its guardian; a step that the SOP no longer has says what its state does.

    `answered`: the desk where its referral lay has answered, so it is the school's turn.
    """
    step = sop.steps.get(key)
    if step and step.state is state:
        if state is State.BASISONDERSTEUNING and _tries(step):
            return str(TRIES)
        if state is State.BASISONDERSTEUNING:
            return _("Uw kind is nu hier: %(step)s. Dit hoort bij de basisondersteuning.") % {"step": step.name}
        if state is State.REFERRED and step.desk and answered:
            words = _("Het antwoord van %(desk)s is er. De school bespreekt met u hoe het verder gaat.")
            return words % {"desk": sop.desks[step.desk].name}
        if state is State.REFERRED and step.desk:
            return _("De vraag over uw kind ligt bij: %(desk)s.") % {"desk": sop.desks[step.desk].name}
    return str(STANDS[state])


def _tries(step: Step) -> bool:
    """Whether a way out of the step asks for a cycle of the group's own work."""
    return any(need.fact == "hgw_cycles" for way in step.exits for need in _needs(way.needs))


def _needs(rules: Iterable[Need | Group]) -> Iterator[Need]:
    for rule in rules:
        if isinstance(rule, Group):
            yield from _needs(rule.parts)
        else:
            yield rule


def _may_leave(sop: Sop, step: Step) -> bool:
    """Whether another school can come of it: by what the desk may be asked, or by a way out of the step."""
    asks = sop.desks[step.desk].asks if step.desk else ()
    return bool({Asks.TLV, Asks.CLUSTER}.intersection(asks)) or any(
        way.close in ADMITTED_ELSEWHERE or (way.to is not None and sop.steps[way.to].elsewhere) for way in step.exits
    )
