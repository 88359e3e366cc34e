"""What the law and a SOP may ask about the pupil, the guardians and the work in the group.

Each is an expression over a case: OuterRef("pk") is the case, OuterRef("pupil_id") its pupil.
"""

from typing import Any

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from caseflow import clock
from caseflow.sop.providers import provides
from pupils.counting import count_of
from pupils.models import Consent, Gezag, Guardian, HgwCycle, Intervention, Pupil

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
    """What the newest question for this purpose in this case came to, on the day of asking."""
    asked = Consent.objects.filter(case_id=OuterRef("pk"), purpose=purpose)
    newest: QuerySet[Any] = asked.with_word(clock.today()).order_by("-asked_on", "-pk")
    return Coalesce(Subquery(newest.values("word")[:1]), Value("none"), output_field=CharField())
