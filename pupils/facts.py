"""What the law and a SOP may ask about the pupil, the guardians and the work in the group.

Each is an expression over a case: OuterRef("pk") is the case, OuterRef("pupil_id") its pupil.
"""

from typing import Any

from django.db.models import Case as Choose
from django.db.models import (
    CharField,
    Exists,
    F,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, TruncWeek

from caseflow import clock
from caseflow.sop.dates import Span
from caseflow.sop.measures import Measured, Weeks
from caseflow.sop.providers import provides
from pupils.counting import count_of
from pupils.models import (
    Absence,
    Consent,
    Gezag,
    Guardian,
    HgwCycle,
    Intervention,
    InterventionSession,
    Measurement,
    Observation,
    Pupil,
    RoleAssignment,
)

PUPIL = OuterRef("pupil_id")


@provides("pupil_born_on")
def pupil_born_on() -> Combinable:
    return Subquery(Pupil.objects.filter(pk=PUPIL).values("born_on"))


@provides("enrolled_on")
def enrolled_on() -> Combinable:
    return Subquery(Pupil.objects.filter(pk=PUPIL).values("enrolled_on"))


@provides("guardians_with_gezag")
def guardians_with_gezag() -> Combinable:
    return count_of(Guardian.objects.filter(pupil_id=PUPIL).with_gezag())


@provides("guardians_gezag_unknown")
def guardians_gezag_unknown() -> Combinable:
    return count_of(Guardian.objects.filter(pupil_id=PUPIL, gezag=Gezag.UNKNOWN))


@provides("hgw_cycles")
def hgw_cycles() -> Combinable:
    return count_of(HgwCycle.objects.finished().filter(pupil_id=PUPIL))


@provides("interventions_with_effect")
def interventions_with_effect() -> Combinable:
    return count_of(Intervention.objects.with_effect().filter(pupil_id=PUPIL))


@provides("consent")
def consent(purpose: str) -> Combinable:
    """What the newest question for this purpose in this case came to, on the day of asking.

    "purpose:role,role" is about the newest that named somebody of these roles: what was said of others says nothing.
    """
    name, _sep, roles = purpose.partition(":")
    asked = Consent.objects.filter(case_id=OuterRef("pk"), purpose=name)
    if roles:
        held = RoleAssignment.objects.filter(role__in=roles.split(","), school=OuterRef(OuterRef("pupil__school")))
        named = Consent.recipients.through.objects.filter(consent_id=OuterRef("pk"))
        asked = asked.filter(Exists(named.filter(Exists(held.filter(person=OuterRef("person_id"))))))
    newest: QuerySet[Any] = asked.with_word(clock.today()).order_by("-asked_on", "-pk")
    return Coalesce(Subquery(newest.values("word")[:1]), Value("none"), output_field=CharField())


# --- What was measured, missed and seen -------------------------------------------------------------------------------


@provides("measured_in_a_row")
def measured_in_a_row(of: str) -> Combinable:
    """How many main measurements lie after the newest one at another level; not known while there is none.

    Those of one moment count once. A score alone says nothing about levels: it neither counts nor breaks a row.
    """
    asked = Measured.parse(of)
    done = Measurement.objects.counted(asked.instrument)
    other = done.exclude(level__in=asked.levels).filter(pupil_id=OuterRef("pupil_id"), day__gte=OuterRef("day"))
    of_pupil = done.filter(pupil_id=PUPIL)
    in_a_row = count_of(of_pupil.filter(~Exists(other)))
    return Choose(When(Exists(of_pupil), then=in_a_row), default=None)


@provides("weeks_of_help")
def weeks_of_help(level: str) -> Combinable:
    """In how many weeks every session that was agreed on was held, of what was done at this level of support.

    A week that is short by a holiday counts only where all was held nevertheless. The session that makes a week whole
    is the one that is as many as asked in it. Not known while nothing was ever done at this level.
    """
    given = Intervention.objects.filter(pupil_id=PUPIL, level=level)
    held = InterventionSession.objects.held().annotate(_week=TruncWeek("day"))
    so_far = held.filter(intervention=OuterRef("intervention"), _week=OuterRef("_week"), day__lte=OuterRef("day"))
    of_level = held.filter(intervention__pupil_id=PUPIL, intervention__level=level)
    whole = of_level.annotate(_nth=count_of(so_far)).filter(_nth__gte=F("intervention__times_a_week"))
    weeks = Func(F("_week"), function="COUNT", template="%(function)s(DISTINCT %(expressions)s)")
    number = Subquery(whole.order_by().annotate(_weeks=weeks).values("_weeks"), output_field=IntegerField())
    return Choose(When(Exists(given), then=number), default=None)


@provides("hours_missed_a_week")
def hours_missed_a_week(over: str) -> Combinable:
    """The average of the weeks that are over; a week of which nothing is recorded counts as none missed.

    Not known while no week at all is recorded: nobody has looked then.
    """
    weeks = Weeks.before(clock.today(), over)
    missed = Absence.objects.standing().filter(pupil_id=PUPIL, week__gte=weeks.first, week__lt=weeks.until)
    minutes = Func(F("minutes"), function="SUM", output_field=FloatField())
    total = Subquery(missed.order_by().annotate(_sum=minutes).values("_sum"), output_field=FloatField())
    return total / Value(60.0 * weeks.count, output_field=FloatField())


@provides("incidents")
def incidents(over: str) -> Combinable:
    since = Span.parse(over).before(clock.today())
    return count_of(Observation.objects.standing().filter(pupil_id=PUPIL, incident=True, seen_on__gt=since))
