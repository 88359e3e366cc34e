"""The JSON Schema of a SOP, by which an editor completes keys, shows their help and underlines what does not fit."""

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from caseflow.sop.fields import choice
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import (
    ENDING_LABELS,
    KIND_LABELS,
    LANGUAGE_LABELS,
    OCCASION_LABELS,
    PART_LABELS,
    Ending,
    OccasionKind,
    OtherLanguage,
    Part,
    RoleKind,
)

LABELS: dict[Any, Mapping[Any, str]] = {
    Ending: ENDING_LABELS,
    RoleKind: KIND_LABELS,
    Part: PART_LABELS,
    OccasionKind: OCCASION_LABELS,
    OtherLanguage: LANGUAGE_LABELS,
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _ForEditors(GenerateJsonSchema):
    """Lists the words of closed lists with what they mean, also where they are keys."""

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Keys that are of a closed list, as acts are, are listed."""
        made = super().dict_schema(schema)
        keys = self.generate_inner(schema["keys_schema"]) if "keys_schema" in schema else {}
        return {**made, "propertyNames": keys} if "oneOf" in keys else made

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """The words of a closed list, each with its label where people have one."""
        labels = LABELS.get(schema["cls"], {})
        return choice(labels) if labels else {"enum": [str(word) for word in schema["members"]]}

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def json_schema() -> dict[str, Any]:
    """The whole schema, with the help text of every key; the docstring of a class is for who reads the code."""
    made = Sop.model_json_schema(by_alias=True, schema_generator=_ForEditors)
    for part in (made, *made["$defs"].values()):
        part.pop("title", None)
        part.pop("description", None)
    return {"$schema": DIALECT, "title": "Schoolondersteuningsprofiel (SOP)", **made}
