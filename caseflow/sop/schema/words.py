"""What every part of a SOP is written with: keys, texts, terms, and the paragraph that an entry cites."""

from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints, model_validator

from caseflow.sop.dates import Span
from caseflow.sop.rules import Document, SpanField

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,49}$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


def _lasts(span: Span) -> Span:
    if span.count < 1:
        raise ValueError("een termijn duurt minstens een dag")
    return span


Term = Annotated[SpanField, AfterValidator(_lasts)]
Way = Literal[
    "go_on_basis", "talk", "ouder_en_jeugdsteunpunt", "onderwijsconsulent", "geschillencommissie"
]  # what stays open after a "no"


class Cited(Document):
    """Something that names its paragraph in the school's profile, or says that it is an own choice, and why."""

    cite: Text
    why: str = ""

    @model_validator(mode="after")
    def _says_why(self) -> "Cited":
        if self.cite == "own choice" and not self.why:
            raise ValueError("een eigen keuze (cite: own choice) zegt waarom: 'why' ontbreekt")
        return self
