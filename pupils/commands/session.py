"""Each time that an intervention was held, or was not: with a little group at once, in one tap."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.dates import Days
from pupils.commands.recording import not_in_future, record_for_many
from pupils.commands.together import require_kind_for_all, role_towards_all
from pupils.errors import Invalid, one_of
from pupils.getters import found
from pupils.models import GIVES, Intervention, InterventionSession, Person

#: So long after its day it can still be written down: what nobody remembers is no evidence.
WRITTEN_WITHIN = timedelta(weeks=2)


@transaction.atomic
def record_session(
    intervention_id: int, day: date, *, actor: Person, there: Collection[int] | None = None, reason: str = ""
) -> list[InterventionSession]:
    """That it was held on this day with the whole little group, as far as she sees it; nothing when it was known.

    `there` are the interventions of those who took part (None: everybody); of the others `reason` says why not.
    """
    rows = _little_group(intervention_id, actor)
    if there is not None and not set(there) <= {row.pk for row in rows}:
        raise Http404
    ran = _run_on(day, rows)
    written = InterventionSession.objects.standing().filter(intervention__in=ran, day=day)
    known = set(written.values_list("intervention", flat=True))
    fresh = [row for row in ran if row.pk not in known]
    took_part = {row.pk for row in fresh} if there is None else set(there)
    if not {row.pk for row in fresh} <= took_part:
        one_of("reason", reason, InterventionSession.Reason.values)
    kept = InterventionSession.objects.bulk_create(
        InterventionSession(
            intervention=row,
            day=day,
            reason="" if row.pk in took_part else reason,
            recorded_by=actor,
            recorded_on=clock.today(),
        )
        for row in fresh
    )
    _tell("hold_session", [one for one in kept if not one.reason], actor)
    _tell("miss_session", [one for one in kept if one.reason], actor)
    return kept


@transaction.atomic
def take_back_session(intervention_id: int, *, actor: Person) -> list[InterventionSession]:
    """A slip of today: what she wrote down today of this little group was not so, whatever day it was of."""
    rows = _little_group(intervention_id, actor)
    own = InterventionSession.objects.standing().filter(
        intervention__in=rows, recorded_by=actor, recorded_on=clock.today()
    )
    slips = list(own.select_related("intervention__pupil"))
    if not slips:
        raise Invalid("", _("Vandaag heb je hier niets genoteerd dat je terug kunt nemen."))
    own.update(withdrawn_on=clock.today())
    _tell("take_back_session", slips, actor)
    return slips


def _little_group(intervention_id: int, actor: Person) -> list[Intervention]:
    """Held in one order, so that two who tap at once wait for each other."""
    seen = Intervention.objects.visible_to(actor)
    one = found(seen, intervention_id)
    together = seen.filter(bundle=one.bundle) if one.bundle else seen.filter(pk=one.pk)
    rows = list(together.select_related("pupil").select_for_update(of=("self",)).order_by("pk"))
    require_kind_for_all(actor, [row.pupil for row in rows], GIVES)
    return rows


def _run_on(day: date, rows: list[Intervention]) -> list[Intervention]:
    """Those of them that ran on a day of which can still be written."""
    not_in_future("day", day)
    if day < clock.today() - WRITTEN_WITHIN:
        raise Invalid("day", _("Dit is langer dan twee weken geleden. Kies een dag die je nog goed weet."))
    ran = [row for row in rows if day in Days(row.starts_on, row.ends_on or date.max) and not row.pupil.gone_on(day)]
    if not ran:
        raise Invalid("day", _("Op deze dag liep het niet. Kies een andere dag."))
    return ran


def _tell(kind: str, sessions: list[InterventionSession], actor: Person) -> None:
    if not sessions:
        return
    told = {
        one.intervention.pupil: {
            "session": one.pk,
            "intervention": one.intervention_id,
            "day": one.day,
            "reason": one.reason,
        }
        for one in sessions
    }
    record_for_many(kind, actor, role_towards_all(actor, told), told)
