"""What a mail says beside its standing words: the apps above say it, by its kind, when it is about to go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .models import Notice

#: Under this name stands what goes along with a mail.
ATTACHED = "attached"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of text (UTF-8) that goes along: its kind below `text/`, and what is said of that kind."""

    name: str
    content: bytes
    subtype: str
    params: Mapping[str, str] = field(default_factory=dict)


#: None: there is nothing to tell any more, and no mail goes.
Tell = Callable[[Notice], dict[str, Any] | None]
registered: dict[str, Tell] = {}


def tells(kind: str) -> Callable[[Tell], Tell]:
    """Register what a kind of mail says more; it is never kept, so that the outbox holds no code and no name."""

    def register(tell: Tell) -> Tell:
        registered[kind] = tell
        return tell

    return register


def told(notice: Notice) -> dict[str, Any] | None:
    tell = registered.get(notice.kind)
    return tell(notice) if tell else {}
