"""A PDF as the answer to a request: kept by no browser, and its name tells nothing of anybody."""

from django.http import HttpResponse


def pdf_answer(made: bytes, name: str) -> HttpResponse:
    """`name` says what it is, such as "uitnodiging": never of whom."""
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
