"""All that a Redis holds or was told, read as far as it can be: packed, encoded and pickled values too."""

import base64
import binascii
import re
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

from redis import Redis

PACKED = re.compile(rb"[A-Za-z0-9+/]{16,}={0,2}")
HOW: dict[bytes, Callable[[Any, bytes], Any]] = {
    b"string": lambda redis, key: [redis.get(key)],
    b"list": lambda redis, key: redis.lrange(key, 0, -1),
    b"hash": lambda redis, key: [part for pair in redis.hgetall(key).items() for part in pair],
    b"set": lambda redis, key: redis.smembers(key),
    b"zset": lambda redis, key: redis.zrange(key, 0, -1),
    b"stream": lambda redis, key: [
        part for _id, fields in redis.xrange(key) for pair in fields.items() for part in pair
    ],
}


def held(redis: Any) -> Iterator[bytes]:
    """Every key, and every value in it."""
    for key in redis.scan_iter(count=1000):
        yield key
        yield from HOW[redis.type(key)](redis, key) if redis.exists(key) else ()


def readings(raw: bytes) -> Iterator[bytes]:
    """The value as it stands, and what was packed into it: a task's body in base64, a cached value under zlib."""
    yield raw
    for packed in PACKED.findall(raw):
        try:
            yield from readings(base64.b64decode(packed, validate=True))
        except (binascii.Error, ValueError):
            continue
    with suppress(zlib.error):
        yield zlib.decompress(raw)


def names(words: tuple[str, ...], texts: list[bytes]) -> list[bytes]:
    """Those in which one of the words can be read."""
    sought = [word.encode() for word in words]
    return [raw[:200] for raw in texts if any(word in one for one in readings(raw) for word in sought)]


@contextmanager
def overheard(url: str) -> Iterator[list[bytes]]:
    """Every command that this Redis is given meanwhile: also of what was taken out of it again."""
    said: list[bytes] = []
    redis, end = Redis.from_url(url, socket_timeout=None), uuid4().hex  # it may be silent for long
    with redis.monitor() as monitor:
        listener = threading.Thread(target=_listen, args=(monitor, said, end), daemon=True)
        listener.start()
        try:
            yield said
        finally:
            redis.echo(end)
            listener.join(20)
    assert not listener.is_alive(), "the end was not heard"


def _listen(monitor: Any, said: list[bytes], end: str) -> None:
    for one in monitor.listen():
        command = one["command"].encode()
        if end.encode() in command:
            return
        said.append(command)
