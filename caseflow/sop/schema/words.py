"""What every part of a SOP is written with: keys, texts, terms, and the paragraph that an entry cites."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import (
    AfterValidator,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from caseflow.sop.acts import ACTS
from caseflow.sop.complaining import Unfit
from caseflow.sop.dates import Span
from caseflow.sop.fields import CITE, SpanField, choice, says_why
from caseflow.sop.rules import Document


@dataclass(frozen=True, slots=True)
class Names:
    """Marks a key that names an entry of a section (or an act): the checker follows it there, or knows it beside."""

    COMMENT: ClassVar = "$comment"
    section: str
    beside: tuple[str, ...] = ()

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The JSON Schema says of which section it is a key, where a page or a reader can find it."""
        return {**handler(schema), self.COMMENT: " ".join([self.section, *self.beside])}


Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,49}$")]
RoleKey = Annotated[Key, Names("roles")]
DeciderKey = Annotated[Key, Names("roles", ("team",))]
HearerKey = Annotated[Key, Names("roles", ("guardians",))]
PartnerKey = Annotated[Key, Names("partners")]
PurposeKey = Annotated[Key, Names("purposes")]
DeskKey = Annotated[Key, Names("desks")]
PaperKey = Annotated[Key, Names("documents")]
PartKey = Annotated[Key, Names("parts")]
BodyKey = Annotated[Key, Names("bodies")]
LevelKey = Annotated[Key, Names("levels")]
LocationKey = Annotated[Key, Names("locations")]
StepKey = Annotated[Key, Names("steps")]
InstrumentKey = Annotated[Key, Names("instruments")]
ArrangementKey = Annotated[Key, Names("arrangements")]
ProgrammeKey = Annotated[Key, Names("programmes")]
ExpertiseKey = Annotated[Key, Names("expertise")]
ActKey = Annotated[Key, Names("acts"), WithJsonSchema(choice({name: act.label for name, act in ACTS.items()}))]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2199, 12, 31))]


def _lasts(span: Span) -> Span:
    if span.count < 1:
        raise Unfit("een termijn duurt minstens een dag", "Schrijf een getal van 1 of hoger, zoals '3 days'")
    return span


Term = Annotated[SpanField, AfterValidator(_lasts)]
Way = Literal[
    "go_on_basis", "talk", "ouder_en_jeugdsteunpunt", "onderwijsconsulent", "geschillencommissie"
]  # what stays open after a "no"


class Cited(Document):
    """Something that names its paragraph in the school's profile, or says that it is an own choice, and why."""

    cite: Annotated[Text, CITE]
    """De paragraaf van het SOP of de wet waar dit vandaan komt, of 'own choice' voor een eigen keuze."""
    why: str = ""
    """Waarom de school dit zo kiest; nodig bij 'own choice', en alleen dan te lezen op de openbare bladzijde."""

    @model_validator(mode="after")
    def _says_why(self) -> "Cited":
        says_why(self.cite, self.why)
        return self


#: By its number.
Month = Annotated[int, Field(ge=1, le=12)]
