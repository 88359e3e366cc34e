"""Finishing what the calendar asked, and taking that back on the same day."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from pupils.commands.recording import record, record_of_group
from pupils.errors import ChildLeft, Invalid, at_most
from pupils.getters import locked
from pupils.models import Occasion, Person


@transaction.atomic
def finish_occasion(occasion_id: int, *, actor: Person, note: str = "") -> Occasion:
    """It was done, with what came of it: for a group as a whole, or for one pupil. Before its day is fine too."""
    occasion = _in_hand(occasion_id, actor)
    if occasion.pupil and occasion.pupil.has_left:
        raise ChildLeft
    if occasion.stopped_on is not None:
        raise Invalid("", _("Dit hoeft niet meer: het is van de kalender gehaald."))
    if occasion.done_on is not None:
        raise Invalid("", _("Dit is al afgerond. Bekijk het opnieuw."))
    occasion.done_on, occasion.done_by = clock.today(), actor
    occasion.note = at_most("note", note)
    return _keep("finish_occasion", occasion, actor, {"note": occasion.note})


@transaction.atomic
def reopen_occasion(occasion_id: int, *, actor: Person) -> Occasion:
    """A slip is taken back on the day itself; what was written then goes with it, and stays in the event."""
    occasion = _in_hand(occasion_id, actor)
    if occasion.done_on is None:
        raise Invalid("", _("Dit staat al open."))
    if occasion.done_on != clock.today():
        raise Invalid("", _("Terugdraaien kan alleen op de dag zelf."))
    occasion.done_on, occasion.done_by, occasion.note = None, None, ""
    return _keep("reopen_occasion", occasion, actor, {})


def _in_hand(occasion_id: int, actor: Person) -> Occasion:
    occasion = locked(Occasion.objects.visible_to(actor).select_related("group", "pupil"), occasion_id)
    if not Occasion.objects.finished_by(actor).filter(pk=occasion.pk).exists():
        raise PermissionDenied
    return occasion


def _keep(kind: str, occasion: Occasion, actor: Person, texts: dict[str, str]) -> Occasion:
    occasion.save(update_fields=["done_on", "done_by", "note"])
    data = {"occasion": occasion.pk, "entry": occasion.entry, "due_on": occasion.due_on}
    if occasion.pupil:
        record(kind, occasion.pupil, actor, data=data, texts=texts)
    elif occasion.group:
        record_of_group(kind, occasion.group, actor, data=data, texts=texts)
    return occasion
