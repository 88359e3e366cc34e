"""`python -m caseflow.sop check FILE`: 0 when the file is a SOP, 1 with its errors when not, 2 for a wrong call."""

import sys
from pathlib import Path

from caseflow.sop.loading import SopErrors, load_sop


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or arguments[0] != "check":
        print("gebruik: python -m caseflow.sop check BESTAND", file=sys.stderr)
        return 2
    path = Path(arguments[1])
    try:
        sop = load_sop(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as unreadable:
        print(f"{path}: niet te lezen als UTF-8-tekst: {unreadable}", file=sys.stderr)
        return 1
    except SopErrors as wrong:
        print(wrong, file=sys.stderr)
        return 1
    ways = sum(1 for _ in sop.all_exits())
    print(f"{path}: in orde. {sop.school.name}, versie {sop.version}: {len(sop.steps)} stappen, {ways} uitgangen.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
