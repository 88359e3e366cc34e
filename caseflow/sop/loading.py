"""From a YAML text to a SOP, or to every error in it with its line: nothing is evaluated, nothing else is raised."""

from dataclasses import dataclass
from types import UnionType
from typing import Any, Union, get_args, get_origin

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from caseflow.sop.checking import Complaint, complaints
from caseflow.sop.rules import Document, Group, Need, Rule
from caseflow.sop.schema import Sop

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class SopError:
    """One thing wrong, where, and what was expected."""

    name: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.name}:{self.line}:{self.column}: {self.message}"


class SopErrors(ValueError):
    """The text is no SOP; `errors` says where and why, in the order of the file."""

    def __init__(self, errors: list[SopError]):
        self.errors = tuple(sorted(errors, key=lambda error: (error.line, error.column)))
        super().__init__("\n".join(map(str, self.errors)))


def load_sop(text: str, name: str = "sop.yaml") -> Sop:
    """Read and check a SOP. Raises SopErrors, and only that."""
    reader = _Reader(name)
    plain = reader.read(text)
    if reader.errors:
        raise SopErrors(reader.errors)
    try:
        sop = Sop.model_validate(plain)
    except ValidationError as refused:
        raise SopErrors([reader.error(_path(e), _dutch(e)) for e in refused.errors()]) from None
    found: list[Complaint] = complaints(sop)
    if found:
        raise SopErrors([reader.error(complaint.path, complaint.message) for complaint in found])
    return sop


class _Reader:
    """Turns YAML nodes into plain values, and remembers where each stood."""

    def __init__(self, name: str):
        self.name = name
        self.marks: dict[Path, yaml.Mark] = {}
        self.errors: list[SopError] = []

    def read(self, text: str) -> Any:
        if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
            return self._complain(None, f"het bestand is groter dan {MAX_BYTES // 1000} kB")
        try:
            self._scan(text)
            return None if self.errors else self._compose(text)
        except yaml.YAMLError as broken:
            mark = getattr(broken, "problem_mark", None)
            return self._complain(mark, f"dit is geen geldige YAML: {getattr(broken, 'problem', None) or broken}")
        except (ValueError, RecursionError) as broken:
            return self._complain(None, f"dit is geen geldige YAML: {broken}")

    def _scan(self, text: str) -> None:
        """Refuse what grows or nests without end before anything is built of it: building nests as deep as the text."""
        depth = 0
        for event in yaml.parse(text, Loader=_Loader):
            if getattr(event, "anchor", None) is not None:
                self._complain(event.start_mark, "verwijzingen (& en *) zijn niet toegestaan; schrijf het uit")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                return self._complain(event.start_mark, f"dieper dan {MAX_DEPTH} lagen is niet toegestaan")

    def _compose(self, text: str) -> Any:
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
            return self._complain(None, "het bestand is leeg") if root is None else self._value(loader, root, ())
        finally:
            loader.dispose()

    def _value(self, loader: Any, node: yaml.Node, path: Path) -> Any:
        self.marks[path] = node.start_mark
        if isinstance(node, yaml.MappingNode):
            return self._mapping(loader, node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(loader, item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(loader, node)

    def _mapping(self, loader: Any, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in plain:
                self._complain(key_node.start_mark, f"'{key}' staat hier twee keer")
            plain[key] = self._value(loader, value_node, (*path, key))
            self.marks[(*path, key)] = key_node.start_mark
        return plain

    def _scalar(self, loader: Any, node: yaml.Node) -> Any:
        try:
            return loader.construct_object(node)
        except (yaml.YAMLError, ValueError, OverflowError):
            return self._complain(node.start_mark, f"'{node.value}' is geen geldige waarde of bestaande datum")

    def _complain(self, mark: Any, message: str) -> None:
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.errors.append(SopError(self.name, line, column, message))

    def error(self, path: Path, message: str) -> SopError:
        """An error at a path of the document, or at the nearest place above it that the text has."""
        here: Path = ()
        for part in path:
            if (*here, part) in self.marks:
                here = (*here, part)
        mark = self.marks[here]
        where = ".".join(map(str, here))
        return SopError(self.name, mark.line + 1, mark.column + 1, f"{where}: {message}" if where else message)


def _path(error: ErrorDetails) -> Path:
    """Where it stands in the text: without the words by which pydantic tells a need of a rule list from a group."""
    loc = error["loc"]
    return tuple(p for i, p in enumerate(loc) if not (i and isinstance(loc[i - 1], int) and p in ("need", "group")))


def _known_keys(loc: Path) -> str:
    """The keys that the schema has where an unknown one stands."""
    here: Any = Sop
    for part in loc[:-1]:
        if part in ("need", "group") and here is Rule:
            here = {"need": Need, "group": Group}[str(part)]
        elif isinstance(here, type) and issubclass(here, Document):
            field = next(one for name, one in here.model_fields.items() if part in (name, one.alias))
            here = field.annotation
        else:
            here = [one for one in get_args(here) if one is not Ellipsis][-1]
        while get_origin(here) in (Union, UnionType):
            here = next(one for one in get_args(here) if one is not type(None))
    return ", ".join(field.alias or name for name, field in here.model_fields.items())


def _dutch(error: ErrorDetails) -> str:
    """What pydantic found, in plain Dutch, with what was expected."""
    context: dict[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return f"'{error['loc'][-1]}' ontbreekt"
        case "extra_forbidden":
            return f"'{error['loc'][-1]}' is hier geen bekende sleutel; bekend zijn: {_known_keys(error['loc'])}"
        case "value_error":
            return str(context["error"])
        case "enum" | "literal_error":
            return f"'{error['input']}' kan hier niet; verwacht: {context['expected']}"
        case "string_pattern_mismatch":
            return f"'{error['input']}' heeft niet de vorm {context['pattern']}"
        case "too_short" | "string_too_short":
            return "hier moet iets staan"
        case "string_too_long":
            return f"hoogstens {context['max_length']} tekens, dit zijn er {len(error['input'])}"
    kind = error["type"].split("_")[0]
    expected = {
        "string": "tekst",
        "int": "een heel getal",
        "float": "een getal",
        "bool": "true of false",
        "date": "een datum (jjjj-mm-dd)",
        "dict": "sleutels met waarden",
        "model": "sleutels met waarden",
        "tuple": "een lijst",
        "greater": f"minstens {context.get('ge')}",
        "less": f"hoogstens {context.get('le')}",
    }
    return f"verwacht {expected.get(kind, error['msg'])}, niet '{str(error['input'])[:60]}'"
