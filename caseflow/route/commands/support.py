"""Arrangements: asked for on the SOP's form by who steers, decided on with reasons by whom the SOP says."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caseflow.route import clocks
from caseflow.route.acting import Deed, NotYourHand, SomeoneWasFirst, acting
from caseflow.route.arranging import ASKED, followable, takes_back
from caseflow.route.commands.deciding import tell_ratifiers
from caseflow.route.commands.helping import carry_over
from caseflow.route.facting import facts_of
from caseflow.route.hands import may_do, ratifiers
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
        if Arrangement.objects.asked().filter(case=deed.case).exists():
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


def decide_arrangement(case_id: int, *, grant: bool, reasons: str, actor: Any, seen: int | None = None) -> Arrangement:
    """Grant or refuse, with reasons; where the SOP lets others ratify, a grant holds once they did.

    A refusal asks nothing of the facts: only what is granted must stand on them. Nobody decides for her own child.
    `seen` is the arrangement that she looked at when deciding.
    """
    with acting("grant_arrangement", case_id, actor, judged=grant) as deed:
        check_not_own_child(actor, [deed.case.pupil_id])
        proposed = _waiting(deed, Arrangement.PROPOSED, grant, seen)
        if proposed is None:
            raise Invalid("", _("Er ligt geen voorstel voor een arrangement."))
        reasons = filled("reasons", reasons)
        if not grant:
            proposed.refuse(actor, deed.on, reasons)
            return _withheld(deed, proposed, reasons)
        if others := deed.sop.ratifiers(proposed.key):
            proposed.decide(deed.ruling, actor, deed.on, reasons)
            proposed.save()
            deed.record({"arrangement": proposed.pk}, {"reasons": reasons}, kind="decide_arrangement")
            tell_ratifiers(deed, others, f"grant-{proposed.pk}")
            return proposed
        proposed.grant(deed.ruling, actor, deed.on, reasons)
        return _granted(deed, proposed, reasons)


def ratify_arrangement(case_id: int, *, ratify: bool, reasons: str, actor: Any, seen: int | None = None) -> Arrangement:
    """What was decided holds from now, or comes to nothing: by whom the SOP names, and never by who decided it.

    It stands on all that was asked of the decision, as it is now. Who decided can take it back.
    """
    with acting("ratify_arrangement", case_id, actor, judged=ratify) as deed:
        check_not_own_child(actor, [deed.case.pupil_id])
        decided = _waiting(deed, Arrangement.DECIDED, ratify, seen)
        if decided is None:
            raise Invalid("", _("Er ligt geen besluit om te bekrachtigen."))
        own, hers = decided.decided_by_id == actor.pk, ratifiers(deed.sop, deed.case.step, decided.key)
        if not own and not may_do(actor, deed.case, hers, deed.sop):
            raise NotYourHand("ratify_arrangement", hers)
        if ratify and takes_back(actor, deed.sop, decided):
            raise Invalid("", _("Jij nam dit besluit zelf. Bekrachtigen doet een ander."))
        reasons = filled("reasons", reasons)
        if not ratify:
            decided.withhold(actor, deed.on, reasons)
            return _withheld(deed, decided, reasons)
        decided.ratify(deed.ruling, actor, deed.on, reasons)
        return _granted(deed, decided, reasons)


def _waiting(deed: Deed, state: str, grant: bool, seen: int | None) -> Arrangement | None:
    """What lies there to be decided on, and not another than she saw; help that is over by now is not granted."""
    rows = Arrangement.objects.select_for_update(of=("self",)).select_related("follows")
    waiting = rows.filter(case=deed.case, state=state).first()
    if seen is not None and (waiting is None or waiting.pk != seen):
        raise SomeoneWasFirst
    if grant and waiting and waiting.key not in deed.sop.arrangements:
        raise Invalid("", _("Dit arrangement staat niet meer in het SOP. Wijs het af, en stel een ander voor."))
    if grant and waiting and waiting.ends_on < deed.on:
        raise Invalid("", _("De laatste dag van deze hulp is voorbij. Wijs het voorstel af, en doe een nieuw."))
    return waiting


def _withheld(deed: Deed, refused: Arrangement, reasons: str) -> Arrangement:
    refused.save()
    deed.record({"arrangement": refused.pk}, {"reasons": reasons}, kind="refuse_arrangement")
    return refused


def _granted(deed: Deed, granted: Arrangement, reasons: str) -> Arrangement:
    """It holds from now: extra support starts the OPP's six weeks (floor rules 3 and 8)."""
    granted.save()
    event = deed.record({"arrangement": granted.pk}, {"reasons": reasons}, kind="grant_arrangement")
    _start_clocks(deed, granted, event.pk)
    _take_over(deed, granted)
    return granted


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
