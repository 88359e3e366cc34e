"""`python -m caseflow.sop check FILE [--json]`: 0 when it is a SOP, 1 when an error refuses it, 2 for a wrong call.

`python -m caseflow.sop diff OLD NEW` says what differs between two of them.
`python -m caseflow.sop schema` prints the JSON Schema by which an editor helps who writes one; `keys` the same to read.
"""

import json
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from caseflow.command_lines import ForServer
from caseflow.sop.complaining import SEVERITY_LABELS, Severity
from caseflow.sop.diff import differences
from caseflow.sop.for_editors import json_schema
from caseflow.sop.loading import MAX_BYTES, Checked, check_text, unread
from caseflow.sop.reference import reference
from caseflow.sop.schema import Sop

policy = ForServer(because="it reads the files that are named to it, and no row of any school")
USAGE = """gebruik: python -m caseflow.sop check BESTAND [--json]
         python -m caseflow.sop diff OUD NIEUW
         python -m caseflow.sop schema
         python -m caseflow.sop keys"""


def main(arguments: list[str]) -> int:
    match arguments:
        case ["check", name]:
            return _check(name, _in_words)
        case ["check", name, "--json"] | ["check", "--json", name]:
            return _check(name, _as_json)
        case ["diff", old, new]:
            return _diff(old, new)
        case ["schema"]:
            print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
            return 0
        case ["keys"]:
            print(reference(), end="")
            return 0
    print(USAGE, file=sys.stderr)
    return 2


def _check(name: str, tell: Callable[[str, Checked], None]) -> int:
    checked = _read(name)
    if checked is None:
        return 2
    tell(name, checked)
    return 1 if checked.sop is None else 0


def _diff(old: str, new: str) -> int:
    before, after = _sop(old), _sop(new)
    if before is None or after is None:
        return 1
    for change in differences(before, after) or ("Geen verschillen.",):
        print(change)
    return 0


def _sop(name: str) -> Sop | None:
    """The SOP in a file; where it is none, what refuses it was said."""
    checked = _read(name)
    for one in checked.errors if checked else ():
        print(one, file=sys.stderr)
    return checked.sop if checked else None


def _read(name: str) -> Checked | None:
    try:
        with Path(name).open("rb") as file:
            return check_text(file.read(MAX_BYTES + 1), name)
    except OSError as unreadable:
        print(f"{name}: {unread(unreadable)}", file=sys.stderr)
        return None


def _in_words(name: str, checked: Checked) -> None:
    for one in checked.complaints:
        print(f"{one}\n    → {one.todo}")
    print(f"{name}: {_in_short(checked)}")


def _in_short(checked: Checked) -> str:
    counts = ", ".join(_count(checked, severity) for severity in Severity)
    return f"{_described(checked.sop)} ({counts})" if checked.sop else f"nog geen SOP ({counts})"


def _count(checked: Checked, severity: Severity) -> str:
    return f"{SEVERITY_LABELS[severity]}: {sum(one.severity is severity for one in checked.complaints)}"


def _described(sop: Sop) -> str:
    ways = sum(1 for _ in sop.all_exits())
    return f"in orde. {sop.school.name}, versie {sop.version}: {len(sop.steps)} stappen, {ways} uitgangen"


def _as_json(name: str, checked: Checked) -> None:
    said = {"file": name, "ok": checked.sop is not None, "complaints": [asdict(one) for one in checked.complaints]}
    print(json.dumps(said, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):  # whoever reads may have enough, as `| head` does
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main(sys.argv[1:]))
