"""What a scan is, by its first bytes: a name says nothing of what is in a file."""

from typing import IO

#: By how a file of that kind begins: how it ends, and as what it is served.
KINDS = {
    b"%PDF-": ("pdf", "application/pdf"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
}
UNKNOWN = ("bin", "application/octet-stream")
#: Of one page a scanner or a telephone makes more than this, however blank it is.
LEAST_BYTES = 1024


def kind_of(file: IO[bytes]) -> tuple[str, str]:
    """Its ending and its type; the file is left where it was."""
    at = file.tell()
    file.seek(0)
    head = file.read(max(map(len, KINDS)))
    file.seek(at)
    return next((kind for start, kind in KINDS.items() if head.startswith(start)), UNKNOWN)
