"""The question that a guardian answers: by its number, and only while it is hers."""

from typing import Any

from django.db.models import Exists, OuterRef

from caseflow.route.consent_text import not_recorded
from caseflow.route.models import Case
from pupils.getters import found
from pupils.models import Consent, ConsentAnswer, Guardian


def question_for(person: Any, pk: int) -> tuple[Consent, Guardian]:
    """With her own row. Of a case that is closed, who reads nothing sees only what she answered herself."""
    consent = found(Consent.objects.asked_of(person).select_related("pupil", "pupil__school"), pk)
    own = Guardian.objects.select_related("person").get(person=person, pupil=consent.pupil_id)
    if not_recorded(consent, own):
        closed = Exists(Case.objects.exclude(closed_on=None).filter(pk=OuterRef("case_id")))
        said = Exists(ConsentAnswer.objects.filter(consent=OuterRef("pk"), guardian=own))
        found(Consent.objects.filter(~closed | said), pk)
    return consent, own
