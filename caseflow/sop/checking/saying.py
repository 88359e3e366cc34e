"""What the schema refuses, said in plain Dutch: by which rule, what is wrong, and what to write instead."""

import re
from typing import Any

from pydantic_core import ErrorDetails

from caseflow.sop.complaining import in_full
from caseflow.sop.dutch import word_meant
from caseflow.sop.vocabulary import State

Told = tuple[str, str, str]  # rule, what, and what helps where that can be said more exactly than by the rule
KEY = r"^[a-z][a-z0-9_]{0,49}$"
#: Each form that the schema asks, in words and with an example: nobody reads a pattern.
FORMS = {
    KEY: ("kleine letters, cijfers en _, met een letter voorop", "groep_3"),
    r"^[0-9]{2}[A-Z]{2}$": ("twee cijfers en twee hoofdletters", "12AB"),
    r"^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$": ("letters, cijfers, punten en streepjes, zonder spatie", "2026-2027"),
}
#: The one number in a text with something around it.
NUMBERS = {"int": re.compile(r"^\D*(\d{1,9})\D*$"), "float": re.compile(r"^\D*(\d{1,9}(?:[.,]\d+)?)\D*$")}
NO_NUMBER = re.compile(r"(?!)")
_LIST = "Schrijf een lijst: elk op een eigen regel, met '- ' ervoor"
_KEYS = "Zet eronder, ingesprongen, de sleutels die hier horen, elk met een dubbele punt en haar waarde"
#: What may be expected: in a word, and how to write it.
EXPECTED = {
    "string": ("tekst", "Schrijf hier één tekst, zonder lijst en zonder sleutels"),
    "int": ("een heel getal", "Schrijf het in cijfers, zoals 2"),
    "float": ("een getal", "Schrijf het in cijfers, met een punt ertussen: 2.5"),
    "bool": ("true of false", "Schrijf true (ja) of false (nee)"),
    "date": ("een datum (jjjj-mm-dd)", "Schrijf jaar, maand en dag zo: 2026-08-31"),
    "dict": ("sleutels met waarden", _KEYS),
    "model": ("sleutels met waarden", _KEYS),
    "tuple": ("een lijst", _LIST),
}


def told(error: ErrorDetails, written: str | None) -> Told:
    context: dict[str, Any] = error.get("ctx", {})
    last, given = error["loc"][-1] if error["loc"] else "", _given(error["input"], written)
    bare = written or str(error["input"])
    match error["type"]:
        case "missing":
            return "missing-key", f"'{last}' ontbreekt", f"Voeg een regel '{last}: …' toe"
        case "value_error":
            return "does-not-fit", str(context["error"]), getattr(context["error"], "todo", "")
        case "enum" | "literal_error":
            return _wrong_word(given, bare, context["expected"])
        case "string_pattern_mismatch":
            return _wrong_form(given, bare, context["pattern"])
        case "too_short" | "string_too_short":
            return "nothing-there", "hier moet iets staan", ""
        case "string_too_long":
            return "too-long", f"hoogstens {context['max_length']} tekens, dit zijn er {len(error['input'])}", ""
        case "too_long":
            what = f"hoogstens {context['max_length']}, dit zijn er {len(error['input'])}"
            return "too-long", what, "Haal weg wat er niet in hoort"
        case "greater_than_equal":
            return "out-of-range", f"verwacht minstens {_bound(context['ge'])}, niet {given}", _from(context["ge"])
        case "less_than_equal":
            return "out-of-range", f"verwacht hoogstens {_bound(context['le'])}, niet {given}", _to(context["le"])
    if error["input"] is None and written == "":
        return "nothing-there", "hier moet iets staan", ""
    return _wrong_type(error["type"].split("_")[0], given, written)


def _given(value: Any, written: str | None) -> str:
    """What stands there: between quotes as it was written, or what it is."""
    if written is not None:
        return f"'{written[:60]}'"
    return "een lijst" if isinstance(value, list) else "een blok sleutels" if isinstance(value, dict) else f"'{value}'"


def _wrong_word(given: str, bare: str, expected: str) -> Told:
    """`closed` is a state, but no step stands in it: a rule says so of whoever writes it, and it is not offered."""
    words = [word.strip("'") for word in re.split(", | or ", expected)]
    words = [word for word in words if word != State.CLOSED]
    *most, last = (f"'{word}'" if f"'{word}'" in expected else word for word in words)
    listed = f"{', '.join(most)} of {last}" if most else last
    todo = f"Schrijf een van die woorden, bijvoorbeeld '{words[0]}'" if most else f"Schrijf {last}"
    return "wrong-word", f"{given} kan hier niet; verwacht: {listed}", word_meant(bare, words, todo)


def _wrong_form(given: str, bare: str, pattern: str) -> Told:
    """With what was most likely meant where that is plain to see, and else an example."""
    form, example = FORMS[pattern]
    plain = re.sub("[^a-z0-9]+", "_", bare.lower()).strip("_") if pattern == KEY else bare.upper()
    likely = plain if re.fullmatch(pattern, plain) else example
    return "wrong-form", f"{given} kan hier niet; verwacht: {form}", f"Schrijf bijvoorbeeld {likely}"


def _wrong_type(kind: str, given: str, written: str | None) -> Told:
    expected, todo = EXPECTED[kind]
    if written and kind == "string":
        todo = f'Zet het tussen aanhalingstekens: "{written[:60]}"'
    if written and kind == "tuple":
        listed = in_full(written)
        todo = f"Schrijf [{listed}]" if listed else f"Zet er vierkante haken om: [{written[:60]}]"
    if written and (number := NUMBERS.get(kind, NO_NUMBER).search(written)):
        todo = f"Schrijf alleen het getal: {number[1].replace(',', '.')}"
    return "wrong-type", f"verwacht {expected}, niet {given}", todo


def _bound(bound: Any) -> str:
    return f"{bound:g}" if isinstance(bound, float) else str(bound)


def _from(least: Any) -> str:
    return f"Schrijf {_bound(least)} of {'meer' if isinstance(least, int | float) else 'later'}"


def _to(most: Any) -> str:
    return f"Schrijf {_bound(most)} of {'minder' if isinstance(most, int | float) else 'eerder'}"
