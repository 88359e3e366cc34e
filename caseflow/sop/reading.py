"""From bytes or text to plain values, each with its place: nothing is evaluated, nothing grows, nothing is raised."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Collection
from datetime import date
from typing import Any

import yaml

from caseflow.sop.checking.form import COLON, FORM, in_dutch
from caseflow.sop.complaining import Complaint, Path, Severity

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_NUMBER = 10**9
MAX_COMPLAINTS = 100
SOME_DAY = date(2026, 8, 1)  # in place of one that does not exist, to read on
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OTHERS = {BOM_UTF32_LE: "UTF-32", BOM_UTF32_BE: "UTF-32", BOM_UTF16_LE: "UTF-16", BOM_UTF16_BE: "UTF-16"}
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_TEXT, _DAY = "tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp"
#: How files begin that are no text at all, and what people call them.
_NO_TEXT = {
    b"%PDF-": "een PDF",
    b"{\\rtf": "een Word-bestand (RTF)",
    b"\xd0\xcf\x11\xe0": "een Word- of Excel-bestand",
    b"PK\x03\x04": "een zipbestand",
}
_ZIPPED = {b"word/": "een Word-bestand", b"xl/": "een Excel-bestand"}  # which are zips of a kind
_SCANNING = "while scanning a quoted"
_OPEN = "het aanhalingsteken dat hier begint is niet gesloten"
_OPENED = ("while parsing a flow", _SCANNING)
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
        self.guessed: set[Path] = set()  # where a value that does not exist was read as one that does
        self._lines: list[str] = []
        self._ran_on: tuple[Place, int] | None = None  # where the latest quoted text of more lines began, and its last

    @property
    def readable(self) -> bool:
        """Whether nothing is wrong but single values, so that what else is wrong can be said beside them."""
        return len(self.complaints) == len(self.guessed) < MAX_COMPLAINTS

    def read(self, given: str | bytes) -> Any:
        """The document as plain values; None, with complaints, where it is none."""
        try:
            text = self._text(given)
            return None if text is None else self._document(text)
        except yaml.YAMLError as broken:
            self._broken(broken)
        except Enough:
            pass
        return None

    def _broken(self, broken: yaml.YAMLError) -> None:
        """Where it went wrong: of what was never closed, where it was opened.

        Without its closing quote a text runs on to the next quote, and what stands there is what YAML stumbles over.
        """
        problem, context = (str(getattr(broken, name, "")) for name in ("problem", "context"))
        at, opened = (getattr(broken, name, None) for name in ("problem_mark", "context_mark"))
        if at and self._ran_on and self._ran_on[1] == at.line + 1:
            return self.complain("open-quote", _OPEN, self._ran_on[0])
        if context.startswith(_SCANNING) and "end of stream" in problem:
            return self.complain("open-quote", _OPEN, _place(opened))
        if at and context.startswith("while parsing a flow") and self._colon_in_a_text(at):
            return self.complain("no-yaml", in_dutch(COLON), _place(at))
        self.complain("no-yaml", in_dutch(problem), _place(opened if context.startswith(_OPENED) else at))

    def _colon_in_a_text(self, at: Any) -> bool:
        """Whether a second ': ' follows on a line where a key has its value already: then it belongs to that text."""
        line = self._lines[at.line] if at.line < len(self._lines) else ""
        return line[at.column :].startswith(":") and ": " in re.split(r"[,{\[]", line[: at.column])[-1]

    # --- The text --------------------

    def _text(self, given: str | bytes) -> str | None:
        if isinstance(given, bytes) and (kind := _no_text(given)):
            self.complain("no-text", f"dit is {kind}, geen tekstbestand")
            return None
        size = len(given) if isinstance(given, bytes) else len(given.encode("utf-8", "surrogatepass"))
        if size > MAX_BYTES:
            self.complain("too-big", f"het bestand is groter dan {MAX_BYTES // 1000} kB")
            return None
        text = self._decoded(given) if isinstance(given, bytes) else given.removeprefix("\ufeff")
        for found in _UNSEEN.finditer(text or ""):
            self._unseen(found[0], _place_of(str(text), found.start()))
        return None if self.complaints else text

    def _unseen(self, character: str, place: Place) -> None:
        self.complain("unseen-character", f"hier staat een onzichtbaar teken (U+{ord(character):04X})", place)

    def _decoded(self, given: bytes) -> str | None:
        if other := _other_encoding(given):
            self.complain("other-encoding", f"dit bestand is bewaard als {other}, niet als UTF-8")
            return None
        try:
            return given.decode("utf-8-sig")
        except UnicodeDecodeError as odd:
            if b"\0" in given:
                self.complain("no-text", "dit is geen tekstbestand")
                return None
            place = _place_of(before := given[: odd.start].decode("utf-8-sig"), len(before))
            what = f"dit bestand is geen UTF-8: op regel {place[0]} staat een letter die zo niet te lezen is"
            self.complain("other-encoding", what, place)
            return None

    # --- The values --------------------

    def _document(self, text: str) -> Any:
        """The one document of a text, built while it is read: what grows or nests without end is never built."""
        self._loader = _Loader(text)
        self._lines = text.split("\n")
        try:
            self._event()
            if self._loader.check_event(yaml.StreamEndEvent):
                return self.complain("empty-file", "het bestand is leeg")
            self._event()
            value = self._value(())
            self._event()
            if not self._loader.check_event(yaml.StreamEndEvent):
                self.complain("no-yaml", in_dutch("found another document"), _place(self._event().start_mark))
            return value
        finally:
            self._loader.dispose()

    def _event(self) -> Any:
        event = self._loader.get_event()
        anchored = getattr(event, "anchor", None) is not None
        if anchored and not any(one.rule == "alias" for one in self.complaints):  # they come in heaps: one is enough
            self.complain("alias", "verwijzingen (& en *) zijn niet toegestaan", _place(event.start_mark))
        if getattr(event, "tag", None) is not None:
            self.complain("tag", "labels (!) zijn niet toegestaan", _place(event.start_mark))
        if getattr(event, "style", None) in ("'", '"') and event.end_mark.line > event.start_mark.line:
            self._ran_on = _place(event.start_mark), _place(event.end_mark)[0]
        return event

    def _value(self, path: Path) -> Any:
        event = self._event()
        self.places.setdefault(path, _place(event.start_mark))
        if isinstance(event, yaml.ScalarEvent):
            self.written[path] = event.value
            if found := _UNSEEN.search(event.value):  # written as "\0": not to be seen in the text itself
                self._unseen(found[0], _place(event.start_mark))
            return self._scalar(event, path)
        if isinstance(event, yaml.AliasEvent):
            return None
        if len(path) >= MAX_DEPTH:
            self.complain("too-deep", f"dieper dan {MAX_DEPTH} lagen gaat niet", _place(event.start_mark))
            raise Enough
        return self._mapping(path) if isinstance(event, yaml.MappingStartEvent) else self._sequence(path)

    def _sequence(self, path: Path) -> list[Any]:
        plain: list[Any] = []
        while not self._loader.check_event(yaml.SequenceEndEvent):
            plain.append(self._value((*path, len(plain))))
        self._event()
        return plain

    def _mapping(self, path: Path) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        while not self._loader.check_event(yaml.MappingEndEvent):
            key = self._key(path, plain)
            plain[key] = self._value((*path, key))
        self._event()
        return plain

    def _key(self, path: Path, known: Collection[str]) -> str:
        """A key, as it is written; its place is that of what stands under it."""
        event = self._event()
        place = _place(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            raise Enough
        if not isinstance(event, yaml.ScalarEvent):
            self.complain("odd-key", "een sleutel is één woord, geen lijst", place)
            raise Enough
        if event.value in known:
            self.complain("key-twice", f"'{_short(event.value)}' staat hier twee keer", place)
        self.places[(*path, event.value)] = place
        return str(event.value)

    def _scalar(self, event: yaml.ScalarEvent, path: Path) -> Any:
        """Text, number, yes or no, or day: what YAML says it is, unless there is no such value."""
        tag = self._loader.resolve(yaml.ScalarNode, event.value, event.implicit)
        construct = self._loader.yaml_constructors.get(tag)
        if construct is None or tag == _TEXT:
            return event.value
        try:
            value = construct(self._loader, yaml.ScalarNode(tag, event.value))
        except (ValueError, OverflowError):
            return self._no_day(event, path) if tag == _DAY else self._no_number(event, path)
        return self._no_number(event, path) if isinstance(value, int) and abs(value) > MAX_NUMBER else value

    def _no_day(self, event: yaml.ScalarEvent, path: Path) -> date:
        self.guessed.add(path)
        self.complain("no-day", f"'{_short(event.value)}' bestaat niet als datum", _place(event.start_mark))
        return SOME_DAY

    def _no_number(self, event: yaml.ScalarEvent, path: Path) -> int:
        self.guessed.add(path)
        self.complain("no-value", f"'{_short(event.value)}' is een te groot getal", _place(event.start_mark))
        return 1

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


def _no_text(given: bytes) -> str:
    """What people call this file, where it is no text; nothing where it may well be one."""
    kind = next((kind for start, kind in _NO_TEXT.items() if given.startswith(start)), "")
    zipped = _ZIPPED.items() if given.startswith(b"PK") else ()
    return next((name for inside, name in zipped if inside in given), kind)


def _other_encoding(given: bytes) -> str:
    """UTF-16 and UTF-32 are known by their mark; without it, by the zeros in every second byte of what is Dutch."""
    marked = next((name for bom, name in _OTHERS.items() if given.startswith(bom)), "")
    start = given[:400]
    halves = (start[::2], start[1::2])
    return marked or ("UTF-16" if any(half and half.count(0) > 0.8 * len(half) for half in halves) else "")


def readable(given: bytes) -> str | None:
    """What a file says, for who sent it to read back; None where that would be gibberish."""
    if _no_text(given) or _other_encoding(given):
        return None
    try:
        return given.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _place(mark: Any) -> Place:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _place_of(text: str, at: int) -> Place:
    before = text[:at]
    return before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
