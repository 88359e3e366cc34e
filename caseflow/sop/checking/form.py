"""The form of a SOP: what YAML and the schema refuse, in plain Dutch, with what was expected there."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from difflib import get_close_matches
from functools import reduce
from operator import getitem
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from caseflow.sop.checking.saying import told
from caseflow.sop.complaining import Path, meant
from caseflow.sop.rules import Document, Group, Need, Rule
from caseflow.sop.schema import Sop


@dataclass(frozen=True, slots=True)
class Form:
    """Why a rule of form is there, and what helps; all of them are errors."""

    why: str
    todo: str


FORM = {
    "too-big": Form("Een SOP van een school is hoogstens een paar duizend regels", "Laat weg wat er niet in hoort"),
    "no-text": Form(
        "Een SOP is een gewoon tekstbestand (YAML)",
        "Zet de tekst in een teksteditor, zoals Kladblok, en bewaar hem als .yaml met codering UTF-8",
    ),
    "other-encoding": Form(
        "Anders komen letters als é en ë verkeerd in het SOP",
        "Open het in een teksteditor, zoals Kladblok; kies bij 'Opslaan als' de codering UTF-8",
    ),
    "unseen-character": Form(
        "Niemand ziet dit teken, maar de computer leest het wel", "Haal het teken weg; typ de regel zo nodig opnieuw"
    ),
    "no-yaml": Form("Een SOP is een YAML-bestand", "Vergelijk deze regel en de regel erboven met een regel die klopt"),
    "open-quote": Form(
        "Zo hoort alles tot het volgende aanhalingsteken bij deze tekst",
        "Zet aan het eind van deze tekst hetzelfde aanhalingsteken; begint hij zelf met ' (zoals 's ochtends),"
        " zet hem dan tussen dubbele aanhalingstekens",
    ),
    "alias": Form(
        "Wie het SOP leest, moet op elke regel zelf zien wat er geldt",
        "Schrijf overal voluit wat er staat, zonder & en *; in een tekst horen ze tussen aanhalingstekens",
    ),
    "tag": Form(
        "Wat er staat, staat er letterlijk; een label zou er iets anders van maken",
        "Haal het label weg; zet een tekst die met ! begint tussen aanhalingstekens",
    ),
    "too-deep": Form("Zo diep zit niets in een SOP", "Haal lagen weg"),
    "empty-file": Form("Een SOP begint met 'sop: 1'", "Begin met een kopie van een SOP dat klopt"),
    "odd-key": Form(
        "Aan een sleutel is te zien waar het over gaat", "Schrijf een sleutel als één woord met kleine letters en _"
    ),
    "key-twice": Form("Van twee zou er één stil verdwijnen", "Haal er een weg of geef haar een andere sleutel"),
    "no-day": Form(
        "Van een dag die er niet is kan niemand verder tellen",
        "Kijk dag en maand na: jaar-maand-dag, zoals 2026-08-31; is het een tekst, dan tussen aanhalingstekens",
    ),
    "no-value": Form(
        "Een SOP kent zulke getallen niet", "Schrijf een kleiner getal; is het een tekst, dan tussen aanhalingstekens"
    ),
    "missing-key": Form("Zonder deze regel is het SOP niet af", "Voeg de regel toe"),
    "unknown-key": Form(
        "Een sleutel die Caseflow niet kent, doet niets", "Gebruik een van de bekende sleutels, of haal deze weg"
    ),
    "wrong-word": Form("Hier kan alleen een woord van een vaste lijst staan", "Schrijf een van die woorden over"),
    "wrong-type": Form("Anders is niet te zien wat er bedoeld is", "Schrijf wat hier verwacht wordt"),
    "wrong-form": Form(
        "Caseflow vindt dingen terug aan hun sleutel, dus die heeft een vaste vorm", "Schrijf het zoals het voorbeeld"
    ),
    "out-of-range": Form("Deze waarde kan hier niet voorkomen", "Kies een waarde die hier kan"),
    "nothing-there": Form("Leeg zegt dit niets", "Vul het in, of haal de sleutel weg als zij niet hoeft"),
    "too-long": Form("Zo lang leest niemand het", "Maak de tekst korter"),
    "does-not-fit": Form("Wat er nu staat spreekt zichzelf tegen", "Verander een van de regels hier"),
}
COLON = "mapping values are not allowed"
#: What libyaml says, and what it means for who wrote the file.
_YAML = {
    COLON: "hier kan geen ':' staan; zet een tekst met ': ' erin tussen aanhalingstekens",
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
    plain: Any,
    refused: ValidationError,
    written: Mapping[Path, str],
    place: Callable[[Path], tuple[int, int]],
    most: int,
) -> Iterator[Misfit]:
    """The first of what the schema refused; `written` is how each value stands in the file, `place` where."""
    errors = [error for error in refused.errors(include_url=False) if not _only_follows(error)]
    errors = sorted(errors, key=lambda error: place(_path(error)))[:most]
    misspelt = {(*error["loc"][:-1], _near(error["loc"])) for error in errors if error["type"] == "extra_forbidden"}
    few = refused.error_count() <= most  # of a text that is wrong all over nobody needs it so exactly
    still = _wrong_in_quotes(plain, errors, written) if few else {}
    for error in errors:
        if error["type"] == "missing" and error["loc"] in misspelt:
            continue  # it is there, under the unknown key that says so
        path = _path(error)
        if error["type"] == "extra_forbidden":
            rule, what, todo = "unknown-key", *_unknown_key(error)
        else:
            rule, what, todo = told(still.get(error["loc"], error), written.get(path))
        why = "" if rule == "unknown-key" else _help(_loc(error))
        yield Misfit(path, rule, what, why or FORM[rule].why, todo or FORM[rule].todo)


def _wrong_in_quotes(plain: Any, errors: list[ErrorDetails], written: Mapping[Path, str]) -> dict[Path, ErrorDetails]:
    """What would still be wrong of a number or a day that should be text, once it stands between quotes."""
    unquoted = [error for error in errors if error["type"] == "string_type" and _path(error) in written]
    if not unquoted:
        return {}
    quoted = deepcopy(plain)
    for error in unquoted:
        *above, last = _path(error)
        reduce(getitem, above, quoted)[last] = written[_path(error)]
    try:
        Sop.model_validate(quoted)
    except ValidationError as again:
        wrong = {error["loc"] for error in unquoted}
        return {error["loc"]: error for error in again.errors(include_url=False) if error["loc"] in wrong}
    return {}


def _only_follows(error: ErrorDetails) -> bool:
    """A list of enough entries is too short for pydantic where one of them was refused, which is said by itself."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _loc(error: ErrorDetails) -> Path:
    """Where pydantic refused it; of keys that do not go together, the one that is wrong."""
    at = getattr(error.get("ctx", {}).get("error"), "at", "")
    return (*error["loc"], at) if at else error["loc"]


def _path(error: ErrorDetails) -> Path:
    """Where it stands in the text: without the words by which pydantic tells a need of a rule list from a group."""
    loc = _loc(error)
    return tuple(p for i, p in enumerate(loc) if not (i and isinstance(loc[i - 1], int) and p in ("need", "group")))


def _unknown_key(error: ErrorDetails) -> tuple[str, str]:
    """The keys that the schema has where an unknown one stands, and the one that was most likely meant."""
    loc = error["loc"]
    what = f"'{str(loc[-1])[:60]}' is hier geen bekende sleutel; bekend zijn: {', '.join(_known(loc))}"
    if error["input"] is None and str(loc[-1]).isdigit():  # what YAML makes of a comma between { and }
        return what, "Staat hier een getal met een komma? Schrijf het met een punt, zoals 2.5"
    return what, meant(str(loc[-1]), _known(loc))


def _known(loc: Path) -> list[str]:
    kind = _document(loc)
    return [field.alias or name for name, field in kind.model_fields.items()] if kind else []


def _near(loc: Path) -> str:
    return next(iter(get_close_matches(str(loc[-1]), _known(loc), n=1)), "")


def _help(loc: Path) -> str:
    """The help text of the key that is wrong, or else of the nearest key above it; none of a name that is no key."""
    if loc and loc[-1] == "[key]":
        return ""
    for end in range(len(loc), 0, -1):
        kind = _document(loc[:end])
        field = _field(kind, loc[end - 1]) if kind else None
        if field and field.description:
            return field.description.rstrip(".")
    return ""


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
