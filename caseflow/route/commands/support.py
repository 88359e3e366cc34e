"""Arrangements: proposed by who steers, decided by the director with reasons, ended with what they brought."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caseflow.route import clocks
from caseflow.route.acting import Deed, acting
from caseflow.route.facting import facts_of
from caseflow.route.models import Arrangement
from pupils.errors import Invalid, filled, one_of


def propose_arrangement(
    case_id: int, *, key: str, goal: str, hours: int, starts_on: date, ends_on: date, actor: Any
) -> Arrangement:
    """Propose one of the SOP's arrangements for this child, from a day to a day."""
    with acting("propose_arrangement", case_id, actor) as deed:
        kind = deed.sop.arrangements.get(key)
        if kind is None:
            raise Invalid("key", _("Kies een arrangement uit het SOP."))
        if ends_on <= starts_on:
            raise Invalid("ends_on", _("Een arrangement eindigt na de dag waarop het begint."))
        if ends_on > kind.longest.after(starts_on):
            raise Invalid("ends_on", _("Dit arrangement duurt hoogstens %(span)s.") % {"span": kind.longest})
        if not 0 < hours <= 40:
            raise Invalid("hours", _("Vul een aantal uren per week in, van 1 tot en met 40."))
        if Arrangement.objects.filter(case=deed.case, state=Arrangement.PROPOSED).exists():
            raise Invalid("", _("Er ligt al een voorstel. Daar wordt eerst over beslist."))
        arrangement = Arrangement.objects.create(
            case=deed.case,
            key=key,
            name=kind.name,
            extra=kind.support == "extra",
            brings_opp=kind.brings_opp,
            goal=filled("goal", goal),
            hours=hours,
            starts_on=starts_on,
            ends_on=ends_on,
            proposed_on=deed.on,
            proposed_by=actor,
        )
        deed.record({"arrangement": arrangement.pk, "key": key, "from": starts_on, "until": ends_on}, {"goal": goal})
        return arrangement


def decide_arrangement(case_id: int, *, grant: bool, reasons: str, actor: Any) -> Arrangement:
    """The director grants or refuses, with reasons; extra support starts the OPP's six weeks (floor rules 3 and 8).

    A refusal asks nothing of the facts: only what is granted must stand on them.
    """
    with acting("grant_arrangement", case_id, actor, judged=grant) as deed:
        proposed = Arrangement.objects.select_for_update().filter(case=deed.case, state=Arrangement.PROPOSED).first()
        if proposed is None:
            raise Invalid("", _("Er ligt geen voorstel voor een arrangement."))
        reasons = filled("reasons", reasons)
        if grant and proposed.key not in deed.sop.arrangements:
            raise Invalid("", _("Dit arrangement staat niet meer in het SOP. Wijs het af, en stel een ander voor."))
        if grant:
            proposed.grant(deed.ruling, actor, deed.on, reasons)
        else:
            proposed.refuse(actor, deed.on, reasons)
        proposed.save()
        event = deed.record(
            {"arrangement": proposed.pk}, {"reasons": reasons}, kind="" if grant else "refuse_arrangement"
        )
        if grant and (proposed.extra or proposed.brings_opp):
            _start_opp_clock(deed, event.pk)
        return proposed


def _start_opp_clock(deed: Deed, event_id: int) -> None:
    if facts_of(deed.case, {"opp_in_force_since"})["opp_in_force_since"] is None:
        term = clocks.opp_within(deed.sop, deed.owner, deed.on)
        clocks.open_clock(deed.case, deed.version, term, event_id, deed.on)


def end_arrangement(case_id: int, *, outcome: str, evaluation: str, actor: Any) -> Arrangement:
    """Evaluate the running arrangement and end it."""
    with acting("end_arrangement", case_id, actor) as deed:
        running = (
            Arrangement.objects.select_for_update()
            .filter(case=deed.case, state=Arrangement.GRANTED)
            .order_by("pk")
            .first()
        )
        if running is None:
            raise Invalid("", _("Er loopt geen arrangement."))
        one_of("outcome", outcome, [word for word, _label in Arrangement.OUTCOMES])
        running.end(deed.on, outcome, filled("evaluation", evaluation))
        running.save()
        deed.record({"arrangement": running.pk, "outcome": outcome}, {"evaluation": evaluation})
        return running
