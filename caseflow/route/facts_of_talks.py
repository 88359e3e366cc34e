"""What the law and a SOP may ask about the talk that is pending in a case, and those held in this step."""

from typing import Any

from django.db.models import Case as Choose
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models import Value as Plain
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.db.models.lookups import In

from caseflow import clock
from caseflow.route.models import Advice, Invitation, Item, Told
from caseflow.sop.providers import provides
from pupils.counting import count_of
from pupils.models import Consent, ConsentAnswer, Guardian, PupilAnswer
from pupils.models.consent import alone, asked_too
from pupils.models.guardian import SIGNERS
from pupils.signing import newest_first

CASE, PUPIL, VISITS = OuterRef("pk"), OuterRef("pupil_id"), OuterRef("visits")


def _pending() -> QuerySet[Item]:
    return Item.objects.pending().filter(case=CASE)


def _naming(consents: QuerySet[Consent]) -> Exists:
    """A consent for the item's own purpose in its own case that names the person invited."""
    named = consents.filter(
        case_id=OuterRef("item__case_id"), purpose=OuterRef("item__purpose"), recipients=OuterRef("person_id")
    )
    return Exists(named)


@provides("item_planned_on")
def item_planned_on() -> Combinable:
    return Subquery(_pending().values("planned_on")[:1])


@provides("pupil_invited_on")
def pupil_invited_on() -> Combinable:
    return Subquery(_pending().values("pupil_invited_on")[:1])


def _of_case(rows: QuerySet[Invitation]) -> QuerySet[Invitation]:
    return rows.filter(item__case=CASE, item__state__in=(Item.WANTED, Item.ON_AGENDA))


@provides("outsiders_on_item")
def outsiders_on_item() -> Combinable:
    return count_of(_of_case(Invitation.objects.filter(outsider=True)))


@provides("recipients_not_asked")
def recipients_not_asked() -> Combinable:
    """Invited from outside, and named by no consent that lives or is waited for; after a "no" it is asked anew."""
    today = clock.today()
    asked = Q(_naming(Consent.objects.live(today))) | Q(_naming(Consent.objects.pending(today)))
    return count_of(_of_case(Invitation.objects.filter(~asked, outsider=True)))


@provides("recipients_without_consent")
def recipients_without_consent() -> Combinable:
    """Not known while all that is waited for is whether a silent guardian has gezag (floor rule 2)."""
    today = clock.today()
    without = _of_case(Invitation.objects.filter(~_naming(Consent.objects.live(today)), outsider=True))
    sure = without.filter(~_naming(Consent.objects.waiting_for_gezag(today)))
    return Choose(When(Exists(without) & ~Exists(sure), then=None), default=count_of(without))


@provides("not_shared_with")
def not_shared_with() -> Combinable:
    return count_of(_of_case(Invitation.objects.filter(outsider=True, shared_on=None)))


@provides("consent_objections")
def consent_objections() -> Combinable:
    """Whose newest word on what the pending item is about is a no, in whichever question it was said (Item.under).

    Guardians by the gezag that the matter of that question asks, and the pupil herself where she is asked too.
    """
    today = clock.today()
    said = ConsentAnswer.objects.filter(
        guardian=OuterRef("pk"), consent__case_id=OuterRef(OuterRef("pk")), consent__in=_about_item(3)
    )
    newest = newest_first(said, ConsentAnswer.yes)
    asked = Guardian.objects.annotate(
        _word=Subquery(newest.values("answer")[:1]), _care=Subquery(newest.values("consent__care")[:1])
    )
    counts = Q(_care=True, say_in_care__in=SIGNERS) | Q(_care=False, say__in=SIGNERS)
    against = asked.filter(counts, pupil_id=PUPIL, _word__in=ConsentAnswer.no).exclude(alone(today))
    own = PupilAnswer.objects.filter(asked_too(today, "consent__"), consent__case_id=CASE, consent__in=_about_item(2))
    word = Coalesce(Subquery(own.newest_first().values("answer")[:1]), Plain(""))
    return count_of(against) + Choose(When(In(word, ConsentAnswer.no), then=1), default=0)


def _about_item(levels: int) -> QuerySet[Consent]:
    """The questions that the pending item is about (Item.under, in SQL); the case is so many queries further out."""
    case = OuterRef("pk")
    for _level in range(levels):
        case = OuterRef(case)
    pending = Item.objects.pending().filter(case=case)
    outside = Invitation.objects.filter(outsider=True, item__in=pending)
    named = Consent.recipients.through.objects
    hers = outside.filter(person__in=named.filter(consent=OuterRef(OuterRef("pk"))).values("person"))
    about = Exists(hers) | ~Exists(outside) | ~Exists(named.filter(consent=OuterRef("pk")))
    return Consent.objects.filter(about, purpose=Subquery(pending.values("purpose")[:1])).order_by()


@provides("guardians_not_invited")
def guardians_not_invited() -> Combinable:
    pending = Q(item__case_id=OuterRef(OuterRef("pk")), item__state__in=(Item.WANTED, Item.ON_AGENDA))
    invited = Invitation.objects.filter(pending, guardian=OuterRef("pk"))
    in_care = _left_out(invited, care=True)
    return Choose(When(Exists(_pending().filter(care=True)), then=in_care), default=_left_out(invited))


def _left_out(reached: QuerySet[Any], *, care: bool = False) -> Combinable:
    """How many who have a say, or may have, were not reached; not known while there is nobody: then nobody was."""
    signers = Guardian.objects.filter(pupil_id=PUPIL).signers(care=care)
    return Choose(When(Exists(signers), then=count_of(signers.filter(~Exists(reached)))), default=None)


def _not_told(*kinds: str) -> Combinable:
    told = Told.objects.filter(
        guardian=OuterRef("pk"), case_id=OuterRef(OuterRef("pk")), visit=OuterRef(OuterRef("visits")), kind__in=kinds
    )
    return _left_out(told)


@provides("guardians_not_informed")
def guardians_not_informed() -> Combinable:
    """Who was talked with was told too."""
    return _not_told("informed", "talked")


@provides("guardians_not_talked_with")
def guardians_not_talked_with() -> Combinable:
    return _not_told("talked")


@provides("guardians_not_needed_on")
def guardians_not_needed_on() -> Combinable:
    return Subquery(_pending().values("without_guardians_on")[:1])


@provides("meetings_held")
def meetings_held() -> Combinable:
    return count_of(Item.objects.filter(case=CASE, visit=VISITS, state=Item.HELD))


@provides("advices")
def advices() -> Combinable:
    return count_of(Advice.objects.filter(item__case=CASE, item__visit=VISITS))
