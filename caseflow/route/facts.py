"""What the law and a SOP may ask about the talks, the support and the referral of a case, each as one expression."""

from django.db.models import Case as Choose
from django.db.models import CharField, DateField, Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, When
from django.db.models import Value as Plain
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, NullIf

from caseflow import clock
from caseflow.route.models import (
    Arrangement,
    Deadline,
    DeskCase,
    Establishment,
    ExpertAdvice,
    LimitJudgement,
    Paper,
    PaperSection,
    Referral,
    ReferralView,
)
from caseflow.route.models.paper import PaperQuerySet
from caseflow.route.models.referral import ReferralQuerySet, ReferralViewQuerySet
from caseflow.sop.providers import provides
from caseflow.sop.replies import SAYS_NO
from caseflow.sop.vocabulary import LEAD_PROFESSIONS, Asks, Reply, State
from pupils.counting import count_of
from pupils.models import Guardian, Pupil
from pupils.models.pupil import died

CASE, PUPIL, VISITS = OuterRef("pk"), OuterRef("pupil_id"), OuterRef("visits")


def _first(rows: QuerySet, field: str) -> Subquery:
    return Subquery(rows.values(field)[:1])


@provides("in_step_since")
def in_step_since() -> Combinable:
    return F("step_since")


@provides("ending")
def ending() -> Combinable:
    return NullIf(F("ending"), Plain(""))


@provides("ground_not_to_wait_on")
def ground_not_to_wait_on() -> Combinable:
    """Not known any more when the period that it stands in for is over."""
    holds = Q(ground_not_to_wait_until__gte=clock.today())
    return Choose(When(holds, then=F("ground_not_to_wait_on")), default=None)


@provides("admitted_on")
def admitted_on() -> Combinable:
    return F("admitted_on")


# --- Arrangements ----------------------------------------------------------------------------------------------------


def _arrangements(*states: str) -> QuerySet[Arrangement]:
    return Arrangement.objects.filter(case=CASE, state__in=states).order_by("-pk")


@provides("arrangement_proposed")
def arrangement_proposed() -> Combinable:
    return _first(_arrangements(*Arrangement.ASKED), "key")


@provides("arrangement_proposed_on")
def arrangement_proposed_on() -> Combinable:
    return _first(_arrangements(*Arrangement.ASKED), "proposed_on")


@provides("arrangement_proposed_extra")
def arrangement_proposed_extra() -> Combinable:
    return _first(_arrangements(*Arrangement.ASKED), "extra")


@provides("extra_arrangements_granted")
def extra_arrangements_granted() -> Combinable:
    return count_of(_arrangements(*Arrangement.GIVEN).filter(extra=True))


@provides("arrangement_granted_on")
def arrangement_granted_on() -> Combinable:
    given = _arrangements(*Arrangement.GIVEN).annotate(granted=Coalesce("ratified_on", "decided_on"))
    return _first(given, "granted")


@provides("arrangement_open")
def arrangement_open() -> Combinable:
    return Exists(_arrangements(Arrangement.GRANTED))


@provides("arrangement_outcome")
def arrangement_outcome() -> Combinable:
    """What the last one brought; not known while another one runs."""
    ended = _first(_arrangements(Arrangement.ENDED).order_by("-ended_on", "-pk"), "outcome")
    return Choose(When(arrangement_open(), then=None), default=ended, output_field=CharField())


@provides("opp_due_on")
def opp_due_on() -> Combinable:
    running = Deadline.objects.running().filter(case=CASE, rule="opp_within")
    return Subquery(
        running.order_by().values("case").annotate(_day=Max("due_on")).values("_day"), output_field=DateField()
    )


@provides("limit")
def limit(key: str) -> Combinable:
    """What was judged last of one of the school's limits in this case."""
    judged = LimitJudgement.objects.filter(case=CASE, limit=key).order_by("-pk")
    return Coalesce(_first(judged, "word"), Plain("none"), output_field=CharField())


# --- Referral and desk -----------------------------------------------------------------------------------------------


def _referrals(*states: str) -> ReferralQuerySet:
    return Referral.objects.filter(case=CASE, state__in=states).order_by("-pk")


@provides("established_on")
def established_on() -> Combinable:
    return _first(Establishment.objects.standing().filter(case=CASE).order_by("-pk"), "on")


@provides("referral_prepared_on")
def referral_prepared_on() -> Combinable:
    return _first(_referrals(Referral.CONCEPT), "prepared_on")


@provides("referral_asks")
def referral_asks() -> Combinable:
    return _first(_referrals(Referral.CONCEPT, Referral.SENT), "asks")


def _views_of_concept() -> ReferralViewQuerySet:
    concept = Q(referral__case_id=OuterRef(OuterRef("pk")), referral__state=Referral.CONCEPT)
    return ReferralView.objects.filter(concept, guardian=OuterRef("pk"))


@provides("guardians_not_shown_referral")
def guardians_not_shown_referral() -> Combinable:
    """Not known while nobody is recorded with gezag: then nobody could have seen it."""
    missing = count_of(Guardian.objects.filter(~Exists(_views_of_concept()), pupil_id=PUPIL).with_gezag())
    somebody = Guardian.objects.filter(pupil_id=PUPIL).with_gezag()
    return Choose(When(Exists(somebody), then=missing), default=None)


@provides("referral_views_missing")
def referral_views_missing() -> Combinable:
    """Who was not shown it, or was and can still add a view; who stays silent past her time holds nothing up."""
    answered = _views_of_concept().not_missing(clock.today())
    return count_of(Guardian.objects.filter(~Exists(answered), pupil_id=PUPIL).with_gezag())


def _signatures(of: str) -> Combinable:
    """Of the concept as it stands; not known while there is none."""
    counted = _referrals(Referral.CONCEPT).with_signatures()
    return Subquery(counted.values(of)[:1], output_field=IntegerField())


@provides("referral_signed")
def referral_signed() -> Combinable:
    return _signatures("signed")


@provides("referral_unsigned")
def referral_unsigned() -> Combinable:
    return _signatures("unsigned")


@provides("referral_objections")
def referral_objections() -> Combinable:
    return _signatures("objections")


#: Answers after which nobody seeks another place for the child by itself.
STAYS = (Reply.ADVICE, *SAYS_NO)


@provides("place_sought")
def place_sought() -> Combinable:
    """Handelingsverlegenheid stands, or a place elsewhere was asked of a desk that did not say: stay.

    For a child that died none is sought.
    """
    stands = Exists(Establishment.objects.standing().filter(case=CASE))
    newest = Referral.objects.filter(case=OuterRef("case")).exclude(state=Referral.DROPPED).order_by("-pk")
    asked = Referral.objects.filter(case=CASE, pk=Subquery(newest.values("pk")[:1]), asks__in=(Asks.TLV, Asks.CLUSTER))
    at_desk = Q(state=State.REFERRED) & Q(Exists(asked.exclude(answer__in=STAYS)))
    none = When(Exists(Pupil.objects.filter(died(clock.today()), pk=PUPIL)), then=Plain(False))
    sought = When(Q(stands, state__in=(State.HANDELINGSVERLEGEN, State.REFERRED)) | at_desk, then=Plain(True))
    return Choose(none, sought, default=Plain(False))


@provides("referral_answered_on")
def referral_answered_on() -> Combinable:
    return _first(_referrals(Referral.SENT, Referral.ANSWERED), "answered_on")


@provides("referral_answer")
def referral_answer() -> Combinable:
    """To what was sent last: a next one that is being prepared has no answer yet, and takes none away."""
    return NullIf(_first(_referrals(Referral.SENT, Referral.ANSWERED), "answer"), Plain(""))


def _experts() -> QuerySet[ExpertAdvice]:
    sent = Referral.objects.filter(case=OuterRef(OuterRef(OuterRef("pk"))), state=Referral.SENT)
    at_desk = DeskCase.objects.filter(handover__in=sent.values("handover"))
    return ExpertAdvice.objects.filter(desk_case__in=at_desk)


@provides("expert_advices")
def expert_advices() -> Combinable:
    return count_of(_experts())


@provides("lead_expert_advices")
def lead_expert_advices() -> Combinable:
    return count_of(_experts().filter(profession__in=[str(p) for p in LEAD_PROFESSIONS]))


# --- Documents -------------------------------------------------------------------------------------------------------


def _papers(document: str) -> PaperQuerySet:
    """The newest version of a document that belongs to this visit of the step, or that grows along the case."""
    here = Q(visit=0) | Q(visit=VISITS)
    return Paper.objects.current().filter(here, case=CASE, key=document).order_by("-visit")


@provides("document")
def document(of: str) -> Combinable:
    return Coalesce(_first(_papers(of).with_word(), "word"), Plain("none"), output_field=CharField())


@provides("document_part")
def document_part(of: str) -> Combinable:
    name, _dot, part = of.partition(".")
    written = PaperSection.objects.filter(paper=OuterRef("pk"), key=part)
    return _first(_papers(name).annotate(_written=_first(written, "written_on")), "_written")
