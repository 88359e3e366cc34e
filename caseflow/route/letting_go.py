"""A guardian who turns out not to belong to a child: her place at a talk to come, and what lay before her, go too."""

from django.db.models import Exists, OuterRef, QuerySet

from caseflow import clock
from caseflow.notices.kinds import Kind
from caseflow.notices.letters import ASKING
from caseflow.notices.models import How, Notice
from caseflow.notices.reaching import BY_LETTER
from caseflow.route.commands.agenda import tell_left
from caseflow.route.models import Case, Invitation, Item, Referral, ReferralSeen, ReferralView
from pupils.models import Guardian
from pupils.resting import lets_go, was_asked, was_told


@lets_go
def places(guardian: Guardian) -> None:
    """At what was not held. Who sits there in another capacity too keeps that."""
    hers = Invitation.objects.filter(guardian=guardian).exclude(item__state=Item.HELD)
    alone = hers.filter(role="guardian")
    tell_left(alone.filter(item__in=Item.objects.pending()).select_related("item__case"))
    alone.delete()
    hers.update(guardian=None)


@lets_go
def referrals(guardian: Guardian) -> None:
    """What did not leave yet, and of which she said nothing."""
    said = ReferralSeen.objects.filter(referral=OuterRef("referral"), guardian=OuterRef("guardian"))
    shown = ReferralView.objects.filter(guardian=guardian, referral__state=Referral.CONCEPT)
    shown.exclude(Exists(said)).delete()


@lets_go
def mails(guardian: Guardian) -> None:
    """What still waited to be mailed or printed for her of this child, but for that her place is gone.

    After the places: what was never sent she did not hear of. A copy of a decision is her work's, where she has any.
    """
    waiting = _notices(guardian).filter(delivered_at=None, kind__in=BY_LETTER - {Kind.DECISION_TAKEN})
    waiting.update(delivered_at=clock.now(), how=How.NOT_AT_ALL, taken_until=None)


@was_told
def by_letter(guardian: Guardian) -> bool:
    """On paper stands what a mail leaves out."""
    return _notices(guardian).filter(how=How.LETTER).exists()


@was_asked
def by_mail_or_letter(guardian: Guardian) -> bool:
    return _notices(guardian).filter(kind__in=ASKING).exclude(how=How.NOT_AT_ALL).exists()


def _notices(guardian: Guardian) -> QuerySet[Notice]:
    cases = Case.objects.filter(pupil=guardian.pupil_id).values("pk")
    return Notice.objects.filter(recipient=guardian.person_id, case_id__in=cases)
