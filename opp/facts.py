"""What the law and a SOP may ask about the OPP, each as one expression over a case.

The *open* OPP is the one in draft or in force; a case has one at most. What was found at evaluations stays known
after the OPP ended, until another one is written: then it is asked of the *newest* OPP.
"""

from django.db.models import DateField, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from caseflow import clock
from caseflow.route.models import Deadline
from caseflow.sop.providers import provides
from opp.models import Agreement, Evaluation, Flag, Goal, Handelingsdeel, Opp, PupilVoice
from opp.models.handelingsdeel import HandelingsdeelQuerySet
from pupils.counting import count_of
from pupils.signing import objection_count, unsigned_count

CASE = OuterRef("pk")


def _open() -> QuerySet[Opp]:
    return Opp.objects.open().filter(case=CASE)


def _versions() -> HandelingsdeelQuerySet:
    return Handelingsdeel.objects.filter(opp__case=CASE).exclude(opp__state=Opp.ENDED)


def _evaluations() -> QuerySet[Evaluation]:
    """Of the newest OPP, also when it has ended; the last one first."""
    newest = Opp.objects.filter(case=OuterRef(CASE)).order_by("-pk").values("pk")[:1]
    return Evaluation.objects.filter(opp=Subquery(newest)).order_by("-held_on")


# --- The perspective -----------------------------------------------------------------------------------------------


@provides("opp_open")
def opp_open() -> Combinable:
    return Exists(_open())


@provides("opp_drawn_up")
def opp_drawn_up() -> Combinable:
    return Exists(_open())


@provides("opp_in_force_since")
def opp_in_force_since() -> Combinable:
    return Subquery(_open().values("in_force_on")[:1])


@provides("opp_windows_missed")
def opp_windows_missed() -> Combinable:
    """Terms for an OPP, in any case of the pupil, that ran out unmet; one that came in force since wipes them out."""
    over = Q(due_on__lt=Coalesce("stopped_on", Value(clock.today()), output_field=DateField()))
    since = Opp.objects.filter(pupil=OuterRef("case__pupil"), in_force_on__gte=OuterRef("started_on"))
    terms = Deadline.objects.filter(over, ~Exists(since), rule="opp_within", met_on=None)
    return count_of(terms.filter(case__pupil=OuterRef("pupil_id")))


@provides("structural_support_since")
def structural_support_since() -> Combinable:
    """The first agreed version or, after an objection, the dispute: then the child's half year counts too."""
    return Subquery(_open().values("structural_support_on")[:1])


@provides("evidence_counts_from")
def evidence_counts_from() -> Combinable:
    """The day on which the SOP's minimum period of structural support is over (floor rule 9)."""
    return Subquery(_open().values("flag_from")[:1])


@provides("guardians_consulted_on")
def guardians_consulted_on() -> Combinable:
    return Subquery(_open().values("consulted_on")[:1])


# --- The handelingsdeel --------------------------------------------------------------------------------------------


@provides("goals_measurable")
def goals_measurable() -> Combinable:
    """In the newest version; not known while there is none."""
    newest = _versions().order_by("-number")
    goals = count_of(Goal.objects.measurable().filter(handelingsdeel=OuterRef("pk")))
    return Subquery(newest.annotate(_goals=goals).values("_goals")[:1])


@provides("handelingsdeel_offered_on")
def handelingsdeel_offered_on() -> Combinable:
    return Subquery(_versions().offered().values("offered_on")[:1])


@provides("handelingsdeel_unsigned")
def handelingsdeel_unsigned() -> Combinable:
    """Not known while nothing is offered, or while nobody is recorded with gezag."""
    waited = unsigned_count(Agreement, "pk", "opp__pupil_id")
    return Subquery(_versions().offered().annotate(_waited=waited).values("_waited")[:1], output_field=IntegerField())


@provides("handelingsdeel_objections")
def handelingsdeel_objections() -> Combinable:
    against = objection_count(Agreement, "pk", "opp__pupil_id")
    asked = _versions().offered().annotate(_against=against).values("_against")[:1]
    return Coalesce(Subquery(asked, output_field=IntegerField()), Value(0))


@provides("handelingsdeel_in_force_since")
def handelingsdeel_in_force_since() -> Combinable:
    return Subquery(_versions().in_force().values("in_force_on")[:1])


# --- The pupil's voice ---------------------------------------------------------------------------------------------


@provides("pupil_heard_on")
def pupil_heard_on(moment: str) -> Combinable:
    """For the OPP that is open; for its version that is not settled; since its last evaluation.

    The first version is no adjustment: what the pupil said at the setting counts for it.
    """
    voices = PupilVoice.objects.filter(opp__case=CASE, overtaken_on=None).exclude(opp__state=Opp.ENDED)
    if moment == "adjusting":
        voices = voices.filter(_for_unsettled_version())
    else:
        voices = voices.filter(moment=moment, evaluation=None)
    return Subquery(voices.order_by("-on", "-pk").values("on")[:1], output_field=DateField())


def _for_unsettled_version() -> Q:
    unsettled = Handelingsdeel.objects.unsettled().filter(opp=OuterRef("opp_id"))
    own = unsettled.filter(pk=OuterRef("handelingsdeel_id"))
    return Q(Exists(own), moment="adjusting") | Q(Exists(unsettled.filter(number=1)), moment="setting")


# --- Evaluations and the flag --------------------------------------------------------------------------------------


@provides("evaluations_held")
def evaluations_held() -> Combinable:
    return count_of(_evaluations())


@provides("evaluations_not_talked_over")
def evaluations_not_talked_over() -> Combinable:
    return count_of(Evaluation.objects.not_talked_over().filter(opp__case=CASE))


@provides("last_evaluation_on")
def last_evaluation_on() -> Combinable:
    return Subquery(_evaluations().values("held_on")[:1])


@provides("last_verdict")
def last_verdict() -> Combinable:
    return Subquery(_evaluations().values("verdict")[:1])


def _flag(field: str) -> Combinable:
    flags: QuerySet[Flag] = Flag.objects.open().filter(case=CASE)
    return Subquery(flags.order_by("-pk").values(field)[:1])


@provides("flag_raised_on")
def flag_raised_on() -> Combinable:
    return _flag("raised_on")


@provides("flag_talked_over_on")
def flag_talked_over_on() -> Combinable:
    return _flag("talked_over_on")
