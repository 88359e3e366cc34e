"""The form of a SOP: what YAML and the schema refuse, in plain Dutch, with what was expected there."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from caseflow.sop.complaining import Path
from caseflow.sop.rules import Document, Group, Need, Rule
from caseflow.sop.schema import Sop


@dataclass(frozen=True, slots=True)
class Form:
    """Why a rule of form is there, and what helps; all of them are errors."""

    why: str
    todo: str


_PLAIN = "Een SOP is gewone tekst zonder verrassingen: wat er staat, staat er letterlijk"
_SCHEMA = "Wat niemand leest bestaat niet, en wat iemand leest moet er zijn"
FORM = {
    "too-big": Form("Een SOP van een school is een paar honderd regels", "Laat weg wat er niet in hoort"),
    "no-text": Form(
        "Een SOP is een gewoon tekstbestand (YAML)",
        "Zet de tekst in een teksteditor, zoals Kladblok, en bewaar hem als .yaml met codering UTF-8",
    ),
    "other-encoding": Form(
        "Anders komen letters als é en ë verkeerd in de SOP",
        "Open het in een teksteditor, zoals Kladblok; kies bij 'Opslaan als' de codering UTF-8",
    ),
    "unseen-character": Form(_PLAIN, "Haal het teken weg; typ de regel zo nodig opnieuw"),
    "no-yaml": Form("Een SOP is een YAML-bestand", "Vergelijk deze regel en de regel erboven met een regel die klopt"),
    "open-quote": Form(
        "Zo hoort alles tot het volgende aanhalingsteken bij deze tekst",
        "Zet aan het eind van deze tekst hetzelfde aanhalingsteken; begint hij zelf met ' (zoals 's ochtends),"
        " zet hem dan tussen dubbele aanhalingstekens",
    ),
    "alias": Form(
        _PLAIN, "Schrijf overal voluit wat er staat, zonder & en *; in een tekst horen ze tussen aanhalingstekens"
    ),
    "tag": Form(_PLAIN, "Haal het label weg; zet een tekst die met ! begint tussen aanhalingstekens"),
    "too-deep": Form("Zo diep zit niets in een SOP", "Haal lagen weg"),
    "empty-file": Form("Een SOP begint met 'sop: 1'", "Begin met een kopie van een SOP dat klopt"),
    "odd-key": Form(_PLAIN, "Schrijf een sleutel als één woord met kleine letters en _"),
    "key-twice": Form("Van twee zou er één stil verdwijnen", "Haal er een weg of geef haar een andere sleutel"),
    "no-day": Form(
        "Van een dag die er niet is kan niemand verder tellen",
        "Kijk dag en maand na: jaar-maand-dag, zoals 2026-08-31; is het een tekst, dan tussen aanhalingstekens",
    ),
    "no-value": Form(
        "Een SOP kent zulke getallen niet", "Schrijf een kleiner getal; is het een tekst, dan tussen aanhalingstekens"
    ),
    "missing-key": Form(_SCHEMA, "Voeg de sleutel toe"),
    "unknown-key": Form(_SCHEMA, "Verbeter de spelling of haal de sleutel weg"),
    "wrong-word": Form("Dit is een vaste lijst", "Kies een van de woorden die er mogen staan"),
    "wrong-type": Form(
        _SCHEMA, "Schrijf wat hier verwacht wordt; een getal dat tekst is staat tussen aanhalingstekens"
    ),
    "wrong-form": Form(_SCHEMA, "Schrijf het in de vorm die hier hoort"),
    "out-of-range": Form(_SCHEMA, "Kies een waarde die hier kan"),
    "nothing-there": Form(_SCHEMA, "Vul het in, of haal de sleutel weg als zij niet hoeft"),
    "too-long": Form(_SCHEMA, "Maak de tekst korter"),
    "does-not-fit": Form(_SCHEMA, "Pas aan wat er staat, of haal het weg"),
}
#: What libyaml says, and what it means for who wrote the file.
_YAML = {
    "mapping values are not allowed": "hier kan geen ':' staan; zet een tekst met ': ' erin tussen aanhalingstekens",
    "could not find expected ':'": "na een sleutel ontbreekt ':'",
    "did not find expected ','": "een '[' of '{' is niet gesloten, of er ontbreekt een komma",
    "did not find expected key": "deze regel springt anders in dan de regels erboven",
    "did not find expected '-'": "in deze lijst ontbreekt een '-', of de regel springt anders in",
    "block sequence entries are not allowed": "hier kan geen '-' staan; begin de lijst op een nieuwe regel",
    "found character that cannot start": "hier kan dit teken niet staan; gebruik spaties in plaats van tabs",
    "found a tab character": "hier staat een tab; gebruik spaties",
    "found unknown escape": "na een '\\' staat een teken dat daar niet kan; gebruik enkele aanhalingstekens",
    "did not find expected <document": "hier begint een tweede stuk dat er los van staat",
    "found another document": "hier begint een tweede document; een SOP is er één",
}


def in_dutch(problem: str | None) -> str:
    """A problem of the YAML library, for who does not read English."""
    said = next((dutch for english, dutch in _YAML.items() if english in (problem or "")), "de opmaak klopt hier niet")
    return f"dit is geen geldige YAML: {said}"


@dataclass(frozen=True, slots=True)
class Misfit:
    """One place where the document has not the form of a SOP."""

    path: Path
    rule: str
    what: str
    why: str
    todo: str


def misfits(
    refused: ValidationError, written: Mapping[Path, str], place: Callable[[Path], tuple[int, int]], most: int
) -> Iterator[Misfit]:
    """The first of what the schema refused; `written` is how each value stands in the file, `place` where."""
    errors = [error for error in refused.errors(include_url=False) if not _only_follows(error)]
    for error in sorted(errors, key=lambda error: place(_path(error)))[:most]:
        path = _path(error)
        rule, what, todo = _told(error, written.get(path))
        yield Misfit(path, rule, what, _help(error["loc"]) or FORM[rule].why, todo or FORM[rule].todo)


def _only_follows(error: ErrorDetails) -> bool:
    """A list of enough entries is too short for pydantic where one of them was refused, which is said by itself."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _path(error: ErrorDetails) -> Path:
    """Where it stands in the text: without the words by which pydantic tells a need of a rule list from a group."""
    loc = error["loc"]
    return tuple(p for i, p in enumerate(loc) if not (i and isinstance(loc[i - 1], int) and p in ("need", "group")))


def _told(error: ErrorDetails, written: str | None) -> tuple[str, str, str]:
    """Rule, what is wrong, and what helps where that can be said more exactly."""
    context: dict[str, Any] = error.get("ctx", {})
    last, given = error["loc"][-1] if error["loc"] else "", _given(error["input"], written)
    match error["type"]:
        case "missing":
            return "missing-key", f"'{last}' ontbreekt", ""
        case "extra_forbidden":
            return "unknown-key", *_unknown_key(error["loc"])
        case "value_error":
            return "does-not-fit", str(context["error"]), ""
        case "enum" | "literal_error":
            return "wrong-word", f"'{given}' kan hier niet; verwacht: {_or(context['expected'])}", ""
        case "string_pattern_mismatch":
            return "wrong-form", f"'{given}' heeft niet de vorm {context['pattern']}", ""
        case "too_short" | "string_too_short":
            return "nothing-there", "hier moet iets staan", ""
        case "string_too_long":
            length = len(error["input"])
            return "too-long", f"hoogstens {context['max_length']} tekens, dit zijn er {length}", ""
        case "too_long":
            length = len(error["input"])
            return (
                "too-long",
                f"hoogstens {context['max_length']}, dit zijn er {length}",
                "Haal weg wat er niet in hoort",
            )
        case "greater_than_equal":
            return "out-of-range", f"verwacht minstens {context['ge']}, niet '{given}'", ""
        case "less_than_equal":
            return "out-of-range", f"verwacht hoogstens {context['le']}, niet '{given}'", ""
    return "wrong-type", f"verwacht {_EXPECTED[error['type'].split('_')[0]]}, niet '{given}'", ""


_EXPECTED = {
    "string": "tekst",
    "int": "een heel getal",
    "float": "een getal",
    "bool": "true of false",
    "date": "een datum (jjjj-mm-dd)",
    "dict": "sleutels met waarden",
    "model": "sleutels met waarden",
    "tuple": "een lijst",
}


def _given(value: Any, written: str | None) -> str:
    """What stands there, as it was written."""
    if written is not None:
        return written[:60]
    return "een lijst" if isinstance(value, list) else "sleutels met waarden" if isinstance(value, dict) else str(value)


def _or(expected: str) -> str:
    return expected.replace(" or ", " of ")


def _unknown_key(loc: Path) -> tuple[str, str]:
    """The keys that the schema has where an unknown one stands, and the one that was most likely meant."""
    kind = _document(loc)
    known = [field.alias or name for name, field in kind.model_fields.items()] if kind else []
    near = get_close_matches(str(loc[-1]), known, n=1)
    what = f"'{str(loc[-1])[:60]}' is hier geen bekende sleutel; bekend zijn: {', '.join(known)}"
    return what, f"Bedoel je '{near[0]}'?" if near else ""


def _help(loc: Path) -> str:
    """The help text of the key that is wrong."""
    kind = _document(loc)
    field = _field(kind, loc[-1]) if kind and loc else None
    return (field.description or "").rstrip(".") if field else ""


def _document(loc: Path) -> type[Document] | None:
    """The part of the document in which the last key of a place stands; None where that is no part of its own."""
    here: Any = Sop
    for part in loc[:-1]:
        here = _inside(here, part)
    return here if isinstance(here, type) and issubclass(here, Document) else None


def _inside(here: Any, part: str | int) -> Any:
    """What is expected one key further; None past the end of what the schema knows."""
    if here is Rule and part in ("need", "group"):
        return Need if part == "need" else Group
    if isinstance(here, type) and issubclass(here, Document):
        field = _field(here, part)
        return _bare(field.annotation) if field else None
    inner = [one for one in get_args(here) if one is not Ellipsis]
    return _bare(inner[-1]) if inner else None


def _field(kind: type[Document], key: str | int) -> FieldInfo | None:
    return next((field for name, field in kind.model_fields.items() if key in (name, field.alias)), None)


def _bare(hint: Any) -> Any:
    """Without "or nothing"."""
    if get_origin(hint) in (Union, UnionType):
        return next(one for one in get_args(hint) if one is not type(None))
    return hint
