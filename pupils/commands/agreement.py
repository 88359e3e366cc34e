"""What was agreed when a child was talked over: done, or open again, and passed on by who leaves."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.commands.recording import record
from pupils.errors import Invalid, at_most
from pupils.getters import locked
from pupils.models import Person, TalkLine
from pupils.policy import has_kind


@transaction.atomic
def finish_agreement(line_id: int, *, came_of: str = "", actor: Person) -> TalkLine:
    """It was done, with how it went where that says something."""
    line = _in_hand(line_id, actor)
    if line.done_on is not None:
        raise Invalid("", _("Deze afspraak is al afgerond."))
    line.done_on, line.done_by, line.came_of = clock.today(), actor, at_most("came_of", came_of)
    return _keep("finish_agreement", line, actor, {"came_of": line.came_of})


@transaction.atomic
def reopen_agreement(line_id: int, *, actor: Person) -> TalkLine:
    """A slip is taken back on the day itself; what was written then stays in the event."""
    line = _in_hand(line_id, actor)
    if line.done_on != clock.today():
        raise Invalid("", _("Terugdraaien kan alleen op de dag zelf."))
    line.done_on, line.done_by, line.came_of = None, None, ""
    return _keep("reopen_agreement", line, actor, {})


def finishes(actor: Person, line: TalkLine) -> bool:
    """Whose hand it is: its owner's, and theirs who steer the school."""
    return line.owner_id == actor.pk or has_kind(actor, line.point.pupil, SCHOOL_WIDE, clock.today())


def _in_hand(line_id: int, actor: Person) -> TalkLine:
    line = locked(TalkLine.objects.agreements().visible_to(actor).select_related("point__pupil"), line_id)
    if not finishes(actor, line):
        raise PermissionDenied
    return line


def _keep(kind: str, line: TalkLine, actor: Person, texts: dict[str, str]) -> TalkLine:
    line.save(update_fields=["done_on", "done_by", "came_of"])
    data = {"occasion": line.point.occasion_id, "point": line.point_id, "line": line.pk}
    record(kind, line.point.pupil, actor, data=data, texts=texts)
    return line
