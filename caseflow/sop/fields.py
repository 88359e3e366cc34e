"""What the parts of a SOP are written with: words of a list, terms, and what they all ask."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    PlainSerializer,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)

from caseflow.sop.complaining import Unfit
from caseflow.sop.dates import Span


def choice(labels: Mapping[str, str]) -> dict[str, Any]:
    """One of these words, each with what it means, as editors show it."""
    return {"oneOf": [{"const": str(word), "description": label} for word, label in labels.items()]}


def one_complaint(expected: str) -> WrapValidator:
    """Of a value that may have several types: what they all are, not one complaint for each."""

    def check(given: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        try:
            return handler(given)
        except ValidationError:
            raise Unfit(f"verwacht {expected}", f"Schrijf hier {expected}") from None

    return WrapValidator(check)


OWN_CHOICE = "own choice"


def _as_own_choice(cite: str) -> str:
    """The two words in which a school says that it chose so itself, however they are written."""
    return OWN_CHOICE if " ".join(cite.lower().strip(" .").split()) in (OWN_CHOICE, "eigen keuze") else cite


CITE = AfterValidator(_as_own_choice)


def says_why(cite: str, why: str) -> None:
    if cite == OWN_CHOICE and not why:
        what = "een eigen keuze (cite: own choice) zegt waarom: 'why' ontbreekt"
        raise Unfit(what, "Voeg 'why' toe, met in één zin waarom de school dit zo kiest", "cite")


SpanField = Annotated[
    Span,
    BeforeValidator(lambda given: given if isinstance(given, Span) else Span.parse(given)),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,3} [a-z]+$"}),
]
