"""Who carries out an arrangement, and each time that they do: a session, or money that was spent."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.acting import acting
from caseflow.route.arranging import carriers_possible, given_by, use_to_take_back
from caseflow.route.models import Arrangement, ArrangementUse
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part
from pupils.commands.outsiders import tell_shared
from pupils.commands.recording import not_in_future, record
from pupils.commands.session import WRITTEN_WITHIN
from pupils.errors import Invalid, filled
from pupils.models import Consent, Grant
from pupils.policy import has_kind

#: What somebody who gives help reads at most: for whom it is, and what was agreed. Never more than the guardians let.
PARTS = (Part.PUPIL, Part.ARRANGEMENT)
BECAUSE = "arrangement"


@transaction.atomic
def log_use(
    arrangement_id: int,
    *,
    day: date,
    actor: Any,
    minutes: int | None = None,
    euros: int | None = None,
    what: str = "",
) -> ArrangementUse:
    """A session of so many minutes, by who gave it; or what was spent, by who steers the school."""
    one = given_by(actor, arrangement_id, lock=True)
    not_in_future("day", day)
    if not one.is_given_on(day):
        raise Invalid("day", _("Op deze dag liep het niet. Kies een andere dag."))
    if (minutes is None) == (euros is None):
        raise Invalid("minutes", _("Vul in hoe lang het duurde."))
    use = ArrangementUse(arrangement=one, day=day, by=actor, recorded_on=clock.today())
    if euros is not None:
        _spent(one, use, euros, what, actor)
    else:
        _session(one, use, minutes or 0)
    use.save()
    data = {"arrangement": one.pk, "use": use.pk, "day": day, "minutes": use.minutes, "euros": use.euros}
    record("use_arrangement", one.case.pupil, actor, data=data, texts={"what": use.what} if use.what else None)
    return use


def _session(one: Arrangement, use: ArrangementUse, minutes: int) -> None:
    if not one.hours:
        raise Invalid("minutes", _("Dit arrangement is niet voor uren toegekend."))
    if not 0 < minutes <= 600:
        raise Invalid("minutes", _("Vul een aantal minuten in, van 1 tot en met 600."))
    if use.day < clock.today() - WRITTEN_WITHIN:
        raise Invalid("day", _("Dit is langer dan twee weken geleden. Kies een latere dag."))
    same = ArrangementUse.objects.own(use.by).filter(arrangement=one, day=use.day, euros=None)
    if same.exists():
        raise Invalid("day", _("Van deze dag staat er al een keer. Neem die terug als het anders was."))
    use.minutes = minutes


def _spent(one: Arrangement, use: ArrangementUse, euros: int, what: str, actor: Any) -> None:
    if not has_kind(actor, one.case.pupil, SCHOOL_WIDE, clock.today()):
        raise Http404
    if not one.euros:
        raise Invalid("euros", _("Dit arrangement is niet voor geld toegekend."))
    if not 0 < euros <= 1_000_000:
        raise Invalid("euros", _("Vul een bedrag in hele euro's in."))
    use.euros, use.what = euros, filled("what", what, limit=200)


@transaction.atomic
def take_back_use(use_id: int, *, actor: Any) -> ArrangementUse:
    """It was not so: by who wrote it down, or by who steers the school."""
    use = use_to_take_back(actor, use_id)
    use.withdrawn_on = clock.today()
    use.save(update_fields=["withdrawn_on"])
    record("take_back_use", use.arrangement.case.pupil, actor, data={"arrangement": use.arrangement_id, "use": use.pk})
    return use


def set_carriers(arrangement_id: int, *, people: Collection[int], actor: Any) -> list[Grant]:
    """Who from outside carries it out: each reads what was agreed, and writes down when she came, until it ends.

    Only whom the guardians said yes to (floor rule 6). Whoever is not named any more, comes no more.
    """
    seen = Arrangement.objects.visible_to(actor).granted()
    case_id = seen.values_list("case", flat=True).get(pk=arrangement_id)
    with acting("propose_arrangement", case_id, actor, judged=False) as deed:
        one = seen.select_for_update(of=("self",)).get(pk=arrangement_id)
        possible = carriers_possible(one, deed.sop, deed.on)
        if not set(people) <= set(possible):
            raise Invalid("people", _("Kies uit wie de ouders ja zeiden."))
        live = Grant.objects.live(deed.on).filter(arrangement_id=one.pk)
        live.exclude(person__in=people).update(ended_on=deed.on)
        known = set(live.values_list("person", flat=True))
        new = [_grant(one, possible[person], person, deed.on) for person in sorted(set(people) - known)]
        tell_shared(Grant.objects.bulk_create(new), deed.case.school, case_id=deed.case.pk, actor=actor)
        deed.record({"arrangement": one.pk, "persons": sorted(people)}, kind="let_carry_out")
        return new


def _grant(one: Arrangement, consent: Consent, person: int, on: date) -> Grant:
    return Grant(
        person_id=person,
        pupil_id=one.case.pupil_id,
        parts=[part for part in PARTS if part in consent.parts],
        starts_on=on,
        ends_on=max(on, min(consent.until, one.last_day)),
        because=BECAUSE,
        consent=consent,
        arrangement_id=one.pk,
    )


def carry_over(former: Arrangement, granted: Arrangement) -> None:
    """Who carried out the former goes on with the one that follows it, as long as the guardians' yes lasts."""
    on = clock.today()
    live = list(Grant.objects.live(on).filter(arrangement_id=former.pk, consent__until__gte=granted.starts_on))
    Grant.objects.bulk_create(
        _grant(granted, grant.consent, grant.person_id, on) for grant in live if grant.consent is not None
    )
