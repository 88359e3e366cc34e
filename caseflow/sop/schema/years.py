"""Jaargroepen as a SOP writes them: numbers, or the key of one of the school's phases, which stands for its years."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, TypeAdapter
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from caseflow.sop.complaining import Unfit, in_full
from caseflow.sop.schema.words import Key, Names

_PHASE = TypeAdapter(Annotated[Key, Names("phases")]).json_schema()


class OrPhase:
    """Says in the JSON Schema that a phase may stand where a year does."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), _PHASE]}


def _a_year(given: Any) -> Any:
    """What is still a word here is no phase of the school: those were put in years before."""
    if isinstance(given, str):
        what = f"er is geen fase '{given[:60]}'; hier staat een jaargroep (1 tot en met 8) of een sleutel uit 'phases'"
        listed = in_full(given)
        raise Unfit(what, f"Schrijf {listed}" if listed else "Schrijf een getal, of zet deze fase bij 'phases'")
    return given


#: There are no more; of a longer list each mention would make the document longer without end.
MOST = 8
#: Where no phase stands for years: in the phases themselves, and in the steps, which are most of a text and name none.
WITHOUT = ("phases", "steps")
_Number = Annotated[int, Field(ge=1, le=MOST)]
#: In a phase itself stand numbers alone.
YearOfPhase = Annotated[_Number, BeforeValidator(_a_year)]
Year = Annotated[YearOfPhase, OrPhase()]


def in_years(written: Any) -> Any:
    """The document with each phase that stands among `years` written out; what is not a document is left as it is."""
    phases = written.get("phases") if isinstance(written, dict) else None
    if not isinstance(phases, dict):
        return written
    years = {key: one.get("years") for key, one in phases.items() if isinstance(one, dict)}
    known = {key: listed for key, listed in years.items() if isinstance(listed, list | tuple) and len(listed) <= MOST}
    return {section: value if section in WITHOUT else _written_out(value, known) for section, value in written.items()}


def _written_out(value: Any, years: Mapping[Any, Any]) -> Any:
    if isinstance(value, list):
        return [_written_out(one, years) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: [year for one in inner for year in _years(one, years)]
        if key == "years" and isinstance(inner, list)
        else _written_out(inner, years)
        for key, inner in value.items()
    }


def _years(one: Any, years: Mapping[Any, Any]) -> Any:
    return years.get(one, (one,)) if isinstance(one, str) else (one,)
