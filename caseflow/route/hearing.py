"""Who is still told of a child: what was promised while her word counted goes only as long as it does.

Gezag may be found otherwise between the promise and the mail, or while a letter waits to be printed (domain §1.7).
"""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from caseflow import clock
from caseflow.notices.kinds import Kind
from caseflow.notices.letters import ASKING
from caseflow.notices.models import Notice
from caseflow.notices.reaching import OF_A_CHILD
from caseflow.notices.telling import tells
from caseflow.route.models import Case
from caseflow.route.portal import open_questions
from pupils.models import Guardian, RoleAssignment
from pupils.models.pupil import died, here


def still_told(notices: QuerySet[Notice]) -> QuerySet[Notice]:
    """Those whose reader has a say about the child that they are of; of one that left nothing is asked any more.

    Of one that died nothing goes at all.
    """
    about = Case.objects.filter(pk=OuterRef(OuterRef("case_id")))
    guardians = Guardian.objects.with_a_say().filter(person=OuterRef("recipient"))
    still = notices.filter(Exists(guardians.filter(Exists(about.filter(pupil=OuterRef("pupil"))))))
    gone = Case.objects.filter(~here(clock.today(), "pupil__"), pk=OuterRef("case_id"))
    mourned = Case.objects.filter(died(clock.today(), "pupil__"), pk=OuterRef("case_id"))
    return still.exclude(Exists(gone), kind__in=ASKING).exclude(Exists(mourned))


def to_guardian(notice: Notice) -> dict[str, Any] | None:
    """Nothing more than the standing words; None where she has no say or nothing to answer any more: no mail goes."""
    if notice.kind == Kind.CONSENT_ASKED and _is_over(notice):
        return None
    return {} if still_told(Notice.objects.filter(pk=notice.pk)).exists() or _copied_at_work(notice) else None


def _is_over(notice: Notice) -> bool:
    """Answered, stopped by a "no", or of a case that is closed."""
    pupil = Case.objects.filter(pk=notice.case_id).values("pupil")
    hers = Guardian.objects.filter(person=notice.recipient_id, pupil__in=pupil)
    return not any(open_questions(one).filter(case_id=notice.case_id).exists() for one in hers)


def _copied_at_work(notice: Notice) -> bool:
    """A copy of a decision goes to staff too, whom the SOP names."""
    works = RoleAssignment.objects.current().filter(person=notice.recipient_id, school=notice.school_id)
    return notice.kind == Kind.DECISION_TAKEN and works.exists()


for kind in sorted(OF_A_CHILD):
    tells(kind)(to_guardian)
