"""Calendars as another library than the one that wrote them reads them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import vobject


@dataclass(frozen=True)
class Read:
    """One event: what a person's calendar would show of it, and what it goes by."""

    uid: str
    sequence: int
    starts: date | datetime
    ends: date | datetime
    summary: str
    status: str
    url: str


def read(body: bytes) -> tuple[str, list[Read]]:
    """The method, and each event. Lines are folded at 75 bytes and end as the standard says."""
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    calendar: Any = vobject.readOne(body.decode())
    return calendar.method.value, [_event(one) for one in calendar.contents.get("vevent", ())]


def _event(event: Any) -> Read:
    assert event.last_modified.value
    assert event.dtstamp.value
    return Read(
        uid=event.uid.value,
        sequence=int(event.sequence.value),
        starts=event.dtstart.value,
        ends=event.dtend.value,
        summary=event.summary.value,
        status=event.status.value,
        url=event.url.value if hasattr(event, "url") else "",
    )


def enclosed(message: Any) -> tuple[str, bytes]:
    """The calendar in a mail: its content type, with the method that a mail program acts on, and its bytes."""
    parts = [part for part in message.message().walk() if part.get_content_type() == "text/calendar"]
    [part] = parts
    return str(part["Content-Type"]), part.get_payload(decode=True)
