"""Paper as a scanner makes it: the least that passes for a scan."""

from django.core.files.uploadedfile import SimpleUploadedFile

from pupils.scan_kinds import LEAST_BYTES

PDF = b"%PDF-1.4 getekend".ljust(LEAST_BYTES)
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF".ljust(LEAST_BYTES)
PNG = b"\x89PNG\r\n\x1a\n".ljust(LEAST_BYTES)


def a_scan(name: str = "getekend.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/pdf")
