"""The mail that the demo "sent": Django's file backend writes it, this reads it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings

from caseflow.clock import AMSTERDAM
from pupils.models import Person

LINE = b"\n" + b"-" * 79 + b"\n"
MOST = 60


@dataclass(frozen=True)
class Mail:
    sent_at: datetime
    name: str
    address: str
    subject: str
    body: str


def newest() -> list[Mail]:
    """The last mails, newest first, with the names of who got them."""
    letters = [letter for path in _files() for letter in reversed(list(_letters(path)))][:MOST]
    named = dict(Person.objects.filter(email__in=[mail.address for mail in letters]).values_list("email", "name"))
    return [Mail(mail.sent_at, named.get(mail.address, ""), mail.address, mail.subject, mail.body) for mail in letters]


def _files() -> list[Path]:
    folder = Path(settings.EMAIL_FILE_PATH)
    written = folder.glob("*.log") if folder.is_dir() else ()
    return sorted(written, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)[:MOST]


def _letters(path: Path) -> Iterator[Mail]:
    sent_at = datetime.fromtimestamp(path.stat().st_mtime, AMSTERDAM)
    for raw in path.read_bytes().split(LINE):
        if raw.strip():
            letter = message_from_bytes(raw.lstrip(), policy=policy.default)
            words = letter.get_body(("plain",)) or letter
            body = re.sub(r"\n{3,}", "\n\n", words.get_content().replace("\r\n", "\n")).strip()
            yield Mail(sent_at, "", str(letter["to"]), str(letter["subject"]), body)
