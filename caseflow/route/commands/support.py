"""Arrangements: asked for on the SOP's form by who steers, decided on with reasons by whom the SOP says."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caseflow.route import clocks
from caseflow.route.acting import Deed, acting
from caseflow.route.arranging import ASKED, followable
from caseflow.route.commands.helping import carry_over
from caseflow.route.facting import facts_of
from caseflow.route.models import Arrangement
from caseflow.sop.schema.support import Arrangement as Kind
from caseflow.sop.schema.support import Question
from pupils.errors import Invalid, at_most, filled
from pupils.own_child import check_not_own_child

MOST_EUROS = 1_000_000


def propose_arrangement(
    case_id: int,
    *,
    key: str,
    goal: str,
    starts_on: date,
    ends_on: date,
    actor: Any,
    hours: int | None = None,
    euros: int | None = None,
    means: str = "",
    answers: Mapping[str, Any] | None = None,
    follows_id: int | None = None,
) -> Arrangement:
    """Ask for one of the SOP's arrangements for this child, from a day to a day, with what its form asks.

    One that follows another renews or changes it: it waits for the same decision, on the same grounds (floor rule 8).
    """
    with acting("propose_arrangement", case_id, actor) as deed:
        kind = deed.sop.arrangements.get(key)
        if kind is None:
            raise Invalid("key", _("Kies een arrangement uit het SOP."))
        if ends_on <= starts_on:
            raise Invalid("ends_on", _("Een arrangement eindigt na de dag waarop het begint."))
        if ends_on > kind.longest.after(starts_on):
            raise Invalid("ends_on", _("Dit arrangement duurt hoogstens %(span)s.") % {"span": kind.longest})
        if Arrangement.objects.filter(case=deed.case, state=Arrangement.PROPOSED).exists():
            raise Invalid("", _("Er ligt al een voorstel. Daar wordt eerst over beslist."))
        arrangement = Arrangement.objects.create(
            case=deed.case,
            key=key,
            name=kind.name,
            extra=kind.support == "extra",
            brings_opp=kind.brings_opp,
            follows=_former(deed, follows_id, key, starts_on),
            goal=filled("goal", goal),
            **_given(kind, hours, euros, means),
            answers=list(_answered(kind, answers or {})),
            starts_on=starts_on,
            ends_on=ends_on,
            proposed_on=deed.on,
            proposed_by=actor,
        )
        data = {"arrangement": arrangement.pk, "key": key, "from": starts_on, "until": ends_on, "follows": follows_id}
        texts = {f"answer_{number}": one["answer"] for number, one in enumerate(arrangement.answers, start=1)}
        texts = {"goal": arrangement.goal, **({"means": arrangement.means} if arrangement.means else {}), **texts}
        deed.record(data, texts)
        return arrangement


def _given(kind: Kind, hours: int | None, euros: int | None, means: str) -> dict[str, Any]:
    """What this arrangement is granted for, and nothing of what it is not."""
    given: dict[str, Any] = {}
    if "hours" in kind.gives:
        if not hours or not 0 < hours <= 40:
            raise Invalid("hours", _("Vul een aantal uren per week in, van 1 tot en met 40."))
        given["hours"] = hours
    if "money" in kind.gives:
        if not euros or not 0 < euros <= MOST_EUROS:
            raise Invalid("euros", _("Vul een bedrag in hele euro's in."))
        given["euros"] = euros
    if "means" in kind.gives:
        given["means"] = filled("means", means)
    return given


def _answered(kind: Kind, answers: Mapping[str, Any]) -> Any:
    """Each question of the SOP's form as it stands now, with what was answered; what may stay empty is left out."""
    for key, question in kind.asks.items():
        if answer := _said(question, f"{ASKED}{key}", answers.get(key)):
            yield {"key": key, "asks": question.name, "kind": question.kind, "answer": answer}


def _said(question: Question, field: str, given: Any) -> str:
    if given is None or given == "":
        if question.needed == "required":
            raise Invalid(field, _("Vul dit nog in."))
        return ""
    if question.kind == "day":
        if not isinstance(given, date):
            raise Invalid(field, _("Kies een datum."))
        return given.isoformat()
    if question.kind == "number" and not isinstance(given, int):
        raise Invalid(field, _("Vul een heel getal in."))
    return at_most(field, str(given), 2000)


def _former(deed: Deed, follows_id: int | None, key: str, starts_on: date) -> Arrangement | None:
    """What is renewed, after its evaluation, or changed, from a day on which it still runs."""
    if follows_id is None:
        return None
    former = followable(deed.case).filter(pk=follows_id, key=key).first()
    if former is None:
        raise Invalid("", _("Dit arrangement kan niet verder gaan: het loopt niet meer, of het kreeg al een vervolg."))
    if starts_on <= former.starts_on:
        raise Invalid("starts_on", _("Kies een dag na de eerste dag van het arrangement dat nu loopt."))
    if starts_on > former.last_day and former.evaluated_on is None:
        raise Invalid("", _("Evalueer eerst wat er nu loopt. Daarop rust een verlenging."))
    return former


def decide_arrangement(case_id: int, *, grant: bool, reasons: str, actor: Any) -> Arrangement:
    """Grant or refuse, with reasons; extra support starts the OPP's six weeks (floor rules 3 and 8).

    A refusal asks nothing of the facts: only what is granted must stand on them. Nobody decides for her own child.
    """
    with acting("grant_arrangement", case_id, actor, judged=grant) as deed:
        check_not_own_child(actor, [deed.case.pupil_id])
        waiting = Arrangement.objects.select_for_update(of=("self",)).select_related("follows")
        proposed = waiting.filter(case=deed.case, state=Arrangement.PROPOSED).first()
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
        if grant:
            _start_clocks(deed, proposed, event.pk)
            _take_over(deed, proposed)
        return proposed


def _start_clocks(deed: Deed, granted: Arrangement, event_id: int) -> None:
    asks_opp = granted.extra or granted.brings_opp
    if asks_opp and facts_of(deed.case, {"opp_in_force_since"})["opp_in_force_since"] is None:
        term = clocks.opp_within(deed.sop, deed.owner, deed.on)
        clocks.open_clock(deed.case, deed.version, term, event_id, deed.on)
    term = clocks.arrangement_evaluation(deed.sop, granted, deed.owner)
    clocks.open_clock(deed.case, deed.version, term, event_id, deed.on)


def _take_over(deed: Deed, granted: Arrangement) -> None:
    """One that follows another goes on with its people; a change takes its place, a renewal lets it run out."""
    former = granted.follows
    if former is None:
        return
    if not granted.renews:
        if former.state == Arrangement.GRANTED:
            former.give_way(deed.ruling, granted)
            former.save()
        clocks.drop(deed.case, clocks.rule_of_arrangement(former.key, former.pk), deed.on)
    carry_over(former, granted)
