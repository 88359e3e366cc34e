"""The record of a consent as a PDF: for staff from the case, for a guardian from the portal."""

from django.http import HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from caseflow.documents.answering import pdf_answer
from caseflow.route.consent_record import record_for_guardian, record_for_staff
from caseflow.route.hers import question_for
from caseflow.route.opened import opened
from caseflow.sop.vocabulary import Part
from pupils.getters import consent_to_read
from pupils.models import Consent
from pupils.policy import Audience, policy
from pupils.proving import recently_authenticated_to_take
from pupils.requests import SignedIn

FILE = "toestemming"


@policy(
    Audience.STAFF,
    because="staff who see the case see what was asked and answered; of her own child nobody reads another's words",
)
@recently_authenticated_to_take
@require_safe
def consent_record(request: SignedIn, consent_id: int) -> HttpResponse:
    consent = consent_to_read(request.user, consent_id)
    _opened(request, consent)
    return pdf_answer(record_for_staff(consent, translation.get_language() or "nl", request.user), FILE)


@policy(Audience.GUARDIAN, because="a guardian keeps what she was asked and answered, and nothing of another")
@recently_authenticated_to_take
@require_safe
def guardian_consent_record(request: SignedIn, consent_id: int) -> HttpResponse:
    consent, own = question_for(request.user, consent_id)
    _opened(request, consent)
    return pdf_answer(record_for_guardian(consent, own), FILE)


def _opened(request: SignedIn, consent: Consent) -> None:
    opened(request.user, consent.pupil, Part.QUESTION, f"consent-{consent.pk}-record")
