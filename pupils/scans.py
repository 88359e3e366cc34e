"""What somebody at home signed on paper, as the file itself: one way out for every scan, never by its own address."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse

from caseflow.sop.vocabulary import SCHOOL_WIDE, Part
from pupils.models import Pupil
from pupils.opened import opened
from pupils.own_child import require_hears_guardians
from pupils.policy import require_kind
from pupils.requests import SignedIn
from pupils.scan_kinds import kind_of


def scan_of(request: SignedIn, kept: FieldFile, pupil: Pupil, part: Part, what: str) -> FileResponse:
    """For who steers the school and hears this child's guardians, as what it is; it is written down as read."""
    require_kind(request.user, pupil, SCHOOL_WIDE)
    require_hears_guardians(request.user, pupil)
    opened(request.user, pupil, part, what)
    file = kept.open("rb")
    ending, kind = kind_of(file)
    return FileResponse(file, as_attachment=True, filename=f"scan.{ending}", content_type=kind)
