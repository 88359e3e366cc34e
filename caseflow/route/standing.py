"""Which version of the school's SOP a case is read by."""

from datetime import date

from caseflow.audit.models import CaseEvent
from caseflow.route.models import Case
from caseflow.sop.schema import Sop
from pupils.models import SopVersion
from pupils.sop import parsed, sop_for


def sop_over(case: Case, on: date) -> tuple[SopVersion, Sop]:
    """The one that judges; for a closed case whose last step is not in it any more, the one under which it closed."""
    version, sop = sop_for(case.school_id, on)
    if case.is_open or (case.step in sop.steps and case.track in sop.tracks):
        return version, sop
    closed = CaseEvent.objects.filter(chain=case.chain, to_state=case.state).order_by("-number")
    version = SopVersion.objects.defer("text").get(pk=closed.values_list("sop_version_id", flat=True)[0])
    return version, parsed(version.digest)
