"""Who has gezag, as somebody saw it proved."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.commands.recording import record
from pupils.errors import filled, one_of
from pupils.models import Gezag, Guardian, Person
from pupils.policy import locked, require_kind

EVIDENCE = _("Schrijf op welk bewijs u zag, bijvoorbeeld een uittreksel uit het gezagsregister.")


@transaction.atomic
def record_gezag(guardian_id: int, gezag: str, evidence: str, *, actor: Person) -> Guardian:
    """Record it with what was shown (an extract, a court order), never on somebody's word alone (domain §1.7)."""
    guardian = locked(Guardian.objects.visible_to(actor), guardian_id)
    require_kind(actor, guardian.pupil, SCHOOL_WIDE)
    before = guardian.gezag
    guardian.gezag = one_of("gezag", gezag, [word for word in Gezag.values if word != Gezag.UNKNOWN])
    guardian.gezag_evidence = filled("evidence", evidence, EVIDENCE, limit=500)
    guardian.gezag_recorded_on = clock.today()
    guardian.save(update_fields=["gezag", "gezag_evidence", "gezag_recorded_on"])
    data = {"guardian": guardian.pk, "before": before, "gezag": gezag}
    record("record_gezag", guardian.pupil, actor, data=data, texts={"evidence": guardian.gezag_evidence})
    return guardian
