"""The arithmetic of the chain: plain hashing over plain values, no database."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

#: What a digest covers. Never change the list: older digests would no longer verify.
COVERED = (
    "chain",
    "number",
    "kind",
    "school_id",
    "pupil_id",
    "case_id",
    "actor_id",
    "role",
    "on",
    "at",
    "from_state",
    "to_state",
    "from_step",
    "to_step",
    "sop_version_id",
    "data",
    "text_digest",
    "previous",
)


def canonical(value: Any) -> bytes:
    """The one spelling of a value: sorted keys, no spaces, moments in UTC to the microsecond."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, default=_plain)
    return text.encode()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an event")


def digest_of(record: Mapping[str, Any]) -> str:
    """The digest of one event, which holds its predecessor's as `previous`."""
    return hashlib.sha256(canonical({name: record[name] for name in COVERED})).hexdigest()


def new_salt() -> str:
    """Without salt, a short text ("ja") could be guessed from its digest after it was erased."""
    return secrets.token_hex(16)


def text_digest_of(salt: str, texts: Mapping[str, str]) -> str:
    return hashlib.sha256(canonical({"salt": salt, "texts": dict(texts)})).hexdigest()


def mac_of(key: str, record: Mapping[str, Any]) -> str:
    """A seal's HMAC: who has the database but not the key cannot make a new one."""
    return hmac.new(key.encode(), canonical(dict(record)), hashlib.sha256).hexdigest()


def chain_problems(records: Iterable[Mapping[str, Any]]) -> list[str]:
    """What is wrong with one chain's records, each with COVERED, `digest` and `text` (salt, texts) or None.

    An erased text is no problem; a changed one is.
    """
    problems: list[str] = []
    number, previous = 0, ""
    for record in records:
        place = f"{record['chain']}#{record['number']}"
        problems += [f"{place}: {what}" for what in _record_problems(record, number + 1, previous)]
        number, previous = record["number"], record["digest"]
    return problems


def _record_problems(record: Mapping[str, Any], number: int, previous: str) -> Iterator[str]:
    if record["number"] != number:
        yield f"expected number {number}"
    if record["previous"] != previous:
        yield "does not follow from the event before it"
    if record["digest"] != digest_of(record):
        yield "its contents were changed"
    if record["text"] is not None and record["text_digest"] != text_digest_of(*record["text"]):
        yield "its texts were changed"
