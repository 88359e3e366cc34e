"""What the mails about a talk say: when it is, made when the mail goes, with the appointment for her calendar."""

from dataclasses import replace
from typing import Any

from caseflow import clock
from caseflow.notices.kinds import Kind
from caseflow.notices.models import Notice
from caseflow.notices.telling import ATTACHED, Attached, tells
from caseflow.route.appointments import Appointment, appointment_at, place_lost
from caseflow.route.commands.agenda import COMING
from caseflow.route.ics import message, method_of
from caseflow.route.models import Item


def about(notice: Notice) -> Item | None:
    """The talk, where what the notice tells is still so: not held meanwhile, and not changed again."""
    _word, number, change, *_rest = notice.key.split("-")
    item = Item.objects.filter(pk=int(number)).first()
    if item is None or (notice.kind in COMING) is not (item.state in (Item.WANTED, Item.ON_AGENDA)):
        return None
    overtaken = notice.kind == Kind.MEETING_MOVED and change != str(item.sequence)
    return None if overtaken or item.state == Item.HELD else item


def _told(notice: Notice) -> dict[str, Any] | None:
    """None where she is invited no more, or by what she was invited has ended."""
    item = about(notice)
    appointment = appointment_at(notice.recipient, item.pk, clock.today()) if item else None
    return None if appointment is None else _of(appointment, notice)


def _left(notice: Notice) -> dict[str, Any] | None:
    """None where she was invited again meanwhile, sits there for something else, it was held, or she never heard.

    And where the child died.
    """
    number = int(notice.key.split("-")[1])
    item = Item.objects.select_related("case__school", "case__pupil").exclude(state=Item.HELD).filter(pk=number).first()
    if item is None or item.case.pupil.died or appointment_at(notice.recipient, item.pk, clock.today()):
        return None
    heard = Notice.objects.filter(recipient=notice.recipient_id, kind__in=COMING, delivered_at__lt=notice.created_at)
    if not heard.filter(key__startswith=f"item-{item.pk}-").exists():
        return None
    return _of(place_lost(item, clock.now()), notice)


def _of(appointment: Appointment, notice: Notice) -> dict[str, Any]:
    return {
        "when": appointment.when,
        "where": appointment.where,
        "link": appointment.url,
        "at_work": appointment.at_work,
        ATTACHED: [_attached(appointment, notice)],
    }


def _attached(appointment: Appointment, notice: Notice) -> Attached:
    """Stamped with the minute in which it was promised, where that is later than the last change.

    Who lost her place and has it anew is told of an unchanged talk, and some calendars keep the newest by its stamp.
    """
    appointment = replace(appointment, changed_at=max(appointment.changed_at, notice.created_at))
    to = notice.recipient.email or ""
    return Attached("agenda.ics", message(appointment, to), "calendar", {"method": method_of(appointment)})


for _kind in (*COMING, Kind.MEETING_CANCELLED):
    tells(_kind)(_told)
tells(Kind.MEETING_LEFT)(_left)
