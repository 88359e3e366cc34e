"""From bytes or text to plain values, each with its place: nothing is evaluated, nothing grows, nothing is raised."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from typing import Any

import yaml

from caseflow.sop.checking.form import FORM, in_dutch
from caseflow.sop.complaining import Complaint, Path, Severity

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_NUMBER = 10**9
MAX_COMPLAINTS = 100
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OTHERS = {BOM_UTF32_LE: "UTF-32", BOM_UTF32_BE: "UTF-32", BOM_UTF16_LE: "UTF-16", BOM_UTF16_BE: "UTF-16"}
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
Place = tuple[int, int]


class Enough(Exception):
    """So much is wrong that nobody reads on."""


class Reader:
    """Turns a YAML text into plain values, and remembers where each stood and how it was written."""

    def __init__(self, name: str):
        self.name = name
        self.places: dict[Path, Place] = {}
        self.written: dict[Path, str] = {}
        self.complaints: list[Complaint] = []

    def read(self, given: str | bytes) -> Any:
        """The document as plain values; None, with complaints, where it is none."""
        try:
            text = self._text(given)
            if text is None:
                return None
            self._scan(text)
            return None if self.complaints else self._compose(text)
        except yaml.YAMLError as broken:
            mark = getattr(broken, "problem_mark", None) or getattr(broken, "context_mark", None)
            self.complain("no-yaml", in_dutch(getattr(broken, "problem", None)), _place(mark))
        except Enough:
            pass
        return None

    # --- The text --------------------

    def _text(self, given: str | bytes) -> str | None:
        size = len(given) if isinstance(given, bytes) else len(given.encode("utf-8", "surrogatepass"))
        if size > MAX_BYTES:
            self.complain("too-big", f"het bestand is groter dan {MAX_BYTES // 1000} kB")
            return None
        text = self._decoded(given) if isinstance(given, bytes) else given.removeprefix("\ufeff")
        for found in _UNSEEN.finditer(text or ""):
            character = f"U+{ord(found[0]):04X}"
            place = _place_of(str(text), found.start())
            self.complain("unseen-character", f"hier staat een onzichtbaar teken ({character})", place)
        return None if self.complaints else text

    def _decoded(self, given: bytes) -> str | None:
        other = next((name for bom, name in _OTHERS.items() if given.startswith(bom)), None)
        if other:
            self.complain("other-encoding", f"dit bestand is bewaard als {other}, niet als UTF-8")
            return None
        given = given.removeprefix(BOM_UTF8)
        try:
            return given.decode("utf-8")
        except UnicodeDecodeError as odd:
            before = given[: odd.start].decode("utf-8")
            what = f"dit bestand is geen UTF-8: hier staat byte 0x{given[odd.start]:02X}"
            self.complain("other-encoding", what, _place_of(before, len(before)))
            return None

    def _scan(self, text: str) -> None:
        """Refuse what grows or nests without end before anything is built of it: building nests as deep as the text."""
        depth = 0
        for event in yaml.parse(text, Loader=_Loader):
            if getattr(event, "anchor", None) is not None:
                self.complain("alias", "verwijzingen (& en *) zijn niet toegestaan", _place(event.start_mark))
            if getattr(event, "tag", None) is not None:
                self.complain("tag", "labels (!) zijn niet toegestaan", _place(event.start_mark))
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                return self.complain("too-deep", f"dieper dan {MAX_DEPTH} lagen gaat niet", _place(event.start_mark))

    # --- The values --------------------

    def _compose(self, text: str) -> Any:
        loader = _Loader(text)
        try:
            root = loader.get_single_node()
            return self.complain("empty-file", "het bestand is leeg") if root is None else self._value(loader, root, ())
        finally:
            loader.dispose()

    def _value(self, loader: Any, node: yaml.Node, path: Path) -> Any:
        self.places.setdefault(path, _place(node.start_mark))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(loader, node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(loader, item, (*path, index)) for index, item in enumerate(node.value)]
        self.written[path] = node.value
        return self._scalar(loader, node, path)

    def _mapping(self, loader: Any, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = _place(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                self.complain("odd-key", "een sleutel is één woord, geen lijst", place)
                continue
            key = key_node.value
            if key in plain:
                self.complain("key-twice", f"'{_short(key)}' staat hier twee keer", place)
                continue
            self.places[(*path, key)] = place
            plain[key] = self._value(loader, value_node, (*path, key))
        return plain

    def _scalar(self, loader: Any, node: yaml.Node, path: Path) -> Any:
        try:
            value = loader.construct_object(node)
        except (yaml.YAMLError, ValueError, OverflowError):
            what = f"'{_short(node.value)}' is geen geldige waarde of bestaande datum"
            return self.complain("no-value", what, _place(node.start_mark))
        if isinstance(value, int) and abs(value) > MAX_NUMBER:
            what = f"'{_short(node.value)}' is een te groot getal"
            return self.complain("no-value", what, _place(node.start_mark))
        return value

    # --- Complaints --------------------

    def complain(self, rule: str, what: str, place: Place = (1, 1)) -> None:
        form = FORM[rule]
        self.complaints.append(
            Complaint(self.name, *place, Severity.ERROR, rule, "", what, form.why, form.todo),
        )
        if len(self.complaints) >= MAX_COMPLAINTS:
            raise Enough

    def place(self, path: Path) -> tuple[Path, Place]:
        """Where a path stands in the text, or the nearest place above it that the text has."""
        here: Path = ()
        for part in path:
            if (*here, part) in self.places:
                here = (*here, part)
        return here, self.places[here]


def _place(mark: Any) -> Place:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _place_of(text: str, at: int) -> Place:
    before = text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
