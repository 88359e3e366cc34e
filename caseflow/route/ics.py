"""Appointments as iCalendar (RFC 5545), and as a message that a calendar acts on (RFC 5546)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vText

from caseflow.clock import AMSTERDAM
from caseflow.route.appointments import Appointment

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
REFRESH = timedelta(hours=1)


def message(appointment: Appointment, to: str) -> bytes:
    """What goes along with a mail: an invitation, its change, or its end."""
    event = _event(appointment)
    organizer = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organizer.params["CN"] = vText(appointment.where or "Caseflow")
    attendee = vCalAddress(f"mailto:{to}")
    attendee.params["ROLE"] = "REQ-PARTICIPANT" if appointment.required else "OPT-PARTICIPANT"
    attendee.params["RSVP"] = "FALSE"
    event.add("organizer", organizer)
    event.add("attendee", attendee, encode=False)
    return _written(method_of(appointment), [event])


def method_of(appointment: Appointment) -> str:
    return CANCEL if appointment.cancelled else REQUEST


def feed(appointments: Iterable[Appointment]) -> bytes:
    """What a calendar fetches by itself. The same appointments are the same bytes."""
    return _written(PUBLISH, map(_event, appointments), **{"x-wr-calname": "Caseflow", "x-published-ttl": "PT1H"})


def _written(method: str, events: Iterable[Event], **more: Any) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Caseflow//Caseflow//NL")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for name, value in more.items():
        calendar.add(name, value)
    calendar.add_component(_amsterdam())
    for event in events:
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _amsterdam() -> Timezone:
    """As a rule a year, which every calendar reads; a list of all changes, as the library writes it, some misread."""
    zone = Timezone()
    zone.add("tzid", AMSTERDAM.key)
    for part, month, before, after, name in (
        (TimezoneDaylight(), 3, 1, 2, "CEST"),
        (TimezoneStandard(), 10, 2, 1, "CET"),
    ):
        part.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, 1 + before))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("tzname", name)
        zone.add_component(part)
    return zone


def _event(appointment: Appointment) -> Event:
    event = Event()
    changed = appointment.changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("uid", f"{appointment.uid}@caseflow")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("summary", appointment.title)
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if appointment.where:
        event.add("location", appointment.where)
    if appointment.url:
        event.add("description", _("Waar het over gaat, staat op de site. Log daarvoor in."))
        event.add("url", appointment.url)
    _add_time(event, appointment)
    return event


def _add_time(event: Event, appointment: Appointment) -> None:
    if appointment.begins is None or appointment.lasts is None:
        event.add("dtstart", appointment.on)
        event.add("dtend", appointment.on + timedelta(days=1))
        event.add("transp", "TRANSPARENT")  # the day is known, and nobody is taken the whole of it
        return
    begins = datetime.combine(appointment.on, appointment.begins, AMSTERDAM)
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=appointment.lasts))  # by the clock on the wall
