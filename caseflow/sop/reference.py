"""Every key of a SOP and every word that may stand there, as a page for who writes one: made from the schema itself."""

from collections.abc import Iterator
from typing import Any

from caseflow.sop.diff_words import WORDS
from caseflow.sop.facts import FACTS, Fact
from caseflow.sop.for_editors import json_schema
from caseflow.sop.schema.words import Names

Schema = dict[str, Any]
KEY = "sleutel"
#: Forms that a pattern would show and nobody reads.
SHOWN = {
    r"^[a-z][a-z0-9_]{0,49}$": KEY,
    r"^\d{1,3} [a-z]+$": "termijn",
    r"^[0-9]{2}[A-Z]{2}$": "tekst, zoals `12AB`",
    r"^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$": "tekst, zoals `2026.1`",
}
TYPES = {"number": "een getal", "word": "een woord", "date": "een dag", "bool": "waar of niet waar"}
OF = {
    "purpose": "een doel uit `purposes`",
    "measured": "een instrument en zijn niveaus: `een_toets E V-min`",
    "weeks": "een aantal weken: `4 weeks`",
    "period": "een termijn: `3 months`",
    "limit": "een grens uit `limits`",
    "level": "een niveau uit `levels`",
    "exit": "een uitgang van deze stap, met zijn sleutel",
    "body": "een sleutel uit `bodies`",
    "clock": "een termijn van een stap: `een_stap:Naam van de termijn`",
    "step": "een stap uit `steps`",
    "moment": "`setting`, `adjusting` of `evaluating`",
    "document": "een document uit `documents`",
    "part": "een deel van een document: `een_document.deel`",
}
PLAIN = {"string": "tekst", "boolean": "`true` of `false`", "null": "niets"}
HEAD = """# De sleutels van een SOP

Deze lijst komt uit het schema zelf: `python -m caseflow.sop keys` schrijft haar. Hoe een SOP in elkaar zit staat
in [sop.md](sop.md). Een sleutel met een * moet er staan. Een *sleutel* is een woord van kleine letters, cijfers en `_`,
dat met een letter begint. Een *termijn* is een getal en een woord, zoals {spans}.
"""


def reference() -> str:
    """The page in Markdown: the document from its root down, then the lists of words."""
    whole = json_schema()
    parts = whole["$defs"]
    documents = {name: part for name, part in parts.items() if "properties" in part}
    words = {name: part for name, part in parts.items() if name not in documents}
    spans = ", ".join(f"`{span}`" for span in ("3 days", "6 weeks", "6 months", "1 year"))
    lines = [HEAD.format(spans=spans), "## Het document", "", *_table("Sop", whole)]
    for name in _from_the_root(whole, documents):
        lines += ["", f"## {name}", "", *_table(name, documents[name])]
    lines += ["", "# De woorden"]
    for name in sorted(words):
        lines += ["", f"## {name}", "", *_words(words[name])]
    lines += ["", "## Act", "", *_words(documents["Need"]["properties"]["todo"])]
    lines += ["", "## Fact", "", *_facts()]
    return "\n".join([*lines, ""])


def _from_the_root(whole: Schema, documents: dict[str, Schema]) -> list[str]:
    """The parts in the order in which somebody meets them who reads the document."""
    met: list[str] = []
    waiting = [whole]
    while waiting:
        for name in _named(waiting.pop(0)["properties"]):
            if name in documents and name not in met:
                met.append(name)
                waiting.append(documents[name])
    return met


def _named(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield _last(value["$ref"])
        for inner in value.values():
            yield from _named(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named(inner)


def _last(ref: str) -> str:
    return ref.rpartition("/")[2]


def _table(name: str, part: Schema) -> Iterator[str]:
    yield from ("| sleutel | wat er staat | wat het zegt |", "|---|---|---|")
    must = part.get("required", ())
    for key, value in part["properties"].items():
        star = " *" if key in must else ""
        yield f"| `{key}`{star} | {_kind(key, value)} | {value.get('description', '')} |"


def _kind(key: str, value: Schema) -> str:
    """What may stand at a key, in a few words."""
    if "$ref" in value:
        name = _last(value["$ref"])
        return f"[{name}](#{name.lower()})"
    if key in ("fact", "todo"):
        return "[Fact](#fact)" if key == "fact" else "[Act](#act)"
    for several in ("anyOf", "oneOf"):
        if several in value:
            return _of_several(key, value[several])
    if "enum" in value:
        return " of ".join(f"`{word}`" for word in value["enum"])
    if value.get("type") == "array":
        return f"lijst van: {_kind(key, value.get('items', {}))}"
    if value.get("type") == "object":
        inner = next(iter(value.get("patternProperties", {}).values()), value.get("additionalProperties"))
        names = value.get("propertyNames")
        at = KEY if names is None else _kind(key, names) if "$ref" in names else "[Act](#act)"
        return f"per {at}: {_kind(key, inner)}" if isinstance(inner, dict) else "een blok"
    return _plain(value)


def _of_several(key: str, kinds: list[Schema]) -> str:
    if all("const" in one for one in kinds):
        return "[Act](#act)"  # the only closed list that stands in a place of its own
    return " of ".join(dict.fromkeys(_kind(key, one) for one in kinds if one.get("type") != "null"))


def _plain(value: Schema) -> str:
    if "const" in value:
        return f"`{value['const']}`"
    if Names.COMMENT in value:
        section, *beside = value[Names.COMMENT].split()
        return " of ".join([f"{KEY} uit `{section}`", *(f"`{word}`" for word in beside)])
    if "pattern" in value:
        example = f"tekst, zoals `{value['examples'][0]}`" if "examples" in value else "tekst"
        return SHOWN.get(value["pattern"], example)
    if value.get("format") == "date":
        return "dag, zoals `2026-08-01`"
    if value.get("type") in ("integer", "number"):
        bounds = [str(value[bound]).replace(".", ",") for bound in ("minimum", "maximum") if bound in value]
        return f"getal van {' t/m '.join(bounds)}" if len(bounds) > 1 else "getal"
    return PLAIN.get(value.get("type", ""), "een waarde")


def _words(part: Schema) -> Iterator[str]:
    yield from ("| woord | betekenis |", "|---|---|")
    if "enum" in part:
        yield from (f"| `{word}` | {WORDS.get(word, '')} |" for word in part["enum"])
    for one in part.get("oneOf", ()):
        if one["const"]:
            yield f"| `{one['const']}` | {one['description']} |"


def _facts() -> Iterator[str]:
    """Each fact with what it is, and what it is asked of."""
    yield from ("| feit | betekenis | wat het is | `of` |", "|---|---|---|---|")
    for name, fact in FACTS.items():
        yield f"| `{name}` | {fact.label} | {_type(fact)} | {OF[fact.of] if fact.of else ''} |"


def _type(fact: Fact) -> str:
    words = ", ".join(f"`{word}`" for word in fact.words)
    return f"{TYPES[fact.type]}: {words}" if words else TYPES[fact.type]
