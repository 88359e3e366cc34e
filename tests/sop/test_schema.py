"""The schema speaks: each key has its help, each name leads somewhere, and an editor can read it all."""

import json
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest
from jsonschema import Draft202012Validator

from caseflow.sop.acts import ACTS
from caseflow.sop.checking.names import PARAMETERS, SECTIONS
from caseflow.sop.facts import FACTS
from caseflow.sop.for_editors import json_schema
from caseflow.sop.reading import Reader
from caseflow.sop.rules import Document
from caseflow.sop.schema import Sop
from caseflow.sop.schema.words import Names
from caseflow.sop.vocabulary import OPEN_STATES
from tests.sop.documents import SOUND
from tests.sop.mistakes import MISTAKES
from tests.sop.test_loading import HOUSE

SCHEMA = json_schema()
EDITOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def parts(kind: type[Document] = Document) -> Iterator[type[Document]]:
    for part in kind.__subclasses__():
        yield part
        yield from parts(part)


FIELDS = [(part, name) for part in sorted(set(parts()), key=str) for name in part.model_fields]


@pytest.mark.parametrize(("part", "name"), FIELDS, ids=lambda one: getattr(one, "__name__", one))
def test_every_key_has_its_help(part, name):
    """In plain Dutch, as one or more sentences; the docstring under the key."""
    said = part.model_fields[name].description or ""
    assert said[:1].isupper(), f"{part.__name__}.{name} has no help"
    assert said.endswith(".")


def plain(text: str) -> Any:
    """The document as an editor sees it: days are text."""
    return json.loads(json.dumps(Reader("x").read(text), default=str))


def test_it_is_a_json_schema():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["roles"]["description"] == Sop.model_fields["roles"].description


@pytest.mark.parametrize("path", HOUSE, ids=lambda path: path.stem)
def test_an_editor_finds_nothing_in_a_school_of_the_house(path):
    document = plain(path.read_text(encoding="utf-8"))
    assert [error.message for error in EDITOR.iter_errors(document)] == []


@pytest.mark.parametrize("rule", ["missing-key", "unknown-key", "wrong-word", "wrong-type", "nothing-there"])
def test_an_editor_underlines_what_the_checker_refuses(rule):
    for place, _, changes in MISTAKES[rule].values():
        text = SOUND
        for before, after in changes:
            text = text.replace(before, after, 1)
        assert list(EDITOR.iter_errors(plain(text))), place


def words_of(schema: dict[str, Any]) -> set[str]:
    return {one["const"] for one in schema["oneOf"]}


def test_facts_and_acts_are_listed_with_what_they_mean():
    need, step = SCHEMA["$defs"]["Need"]["properties"], SCHEMA["$defs"]["Step"]["properties"]
    assert words_of(need["fact"]) == set(FACTS)
    assert words_of(need["todo"]) == {*ACTS, ""}
    assert words_of(step["acts"]["propertyNames"]) == words_of(step["parents"]["propertyNames"]) == set(ACTS)
    assert words_of(SCHEMA["$defs"]["Step"]["properties"]["state"]) == OPEN_STATES
    assert all(one["description"] for one in need["fact"]["oneOf"])


def test_nobody_reads_a_class_there():
    """What editors show is Dutch: no docstring and no name of a class."""
    assert not [name for name, part in SCHEMA["$defs"].items() if {"title", "description"} & set(part)]


def test_every_key_that_is_a_value_names_something():
    """A new key that names a role, step or whatever says so in its type, or the checker would not follow it."""
    unmarked = {(part.__name__, name) for part, name, hint in typed() if key_of(hint) and not marks(hint)}
    exits = {(name, "own_key") for name in ("Exit", "Skipping", "Departing")}
    assert unmarked == {("SchoolData", "key"), *exits}  # they name themselves
    named = {mark.section for _, _, hint in typed() for mark in marks(hint)}
    of_a_document = {"parts"}  # known within their document alone: unknown-document-part follows them
    assert named | set(PARAMETERS.values()) == {*SECTIONS, *of_a_document}


def typed() -> Iterator[tuple[type[Document], str, Any]]:
    """Every field with what its values are typed with; the keys of a section are its own names."""
    for part, name in FIELDS:
        hint = get_type_hints(part, include_extras=True)[name]
        own = get_origin(hint) is dict and not marks(get_args(hint)[0])
        yield part, name, get_args(hint)[1] if own else hint


def marks(hint: Any) -> list[Names]:
    own = [mark for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Names)]
    return own + [mark for inner in get_args(hint) for mark in marks(inner)]


def key_of(hint: Any) -> bool:
    """Whether a type is, or holds, a key."""
    if get_origin(hint) is Annotated:
        return any(getattr(mark, "pattern", None) == r"^[a-z][a-z0-9_]{0,49}$" for mark in hint.__metadata__)
    return any(key_of(inner) for inner in get_args(hint))
