"""Entries of two versions that are the same thing under another key: by their words, not by what they are called."""

import re
from collections.abc import Mapping
from enum import StrEnum
from itertools import product
from typing import Any

from caseflow.sop.rules import Document

#: Which part of all words of two entries must stand in both.
ENOUGH = 0.7
#: What is no text of the entry itself: where it comes from.
BESIDE = ("cite", "why")


def alike(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> dict[str, str]:
    """The new key of each entry that lost its own, the most alike first; each entry once."""
    gone = {key: words for key in before if key not in after and (words := _words(before[key]))}
    come = {key: words for key in after if key not in before and (words := _words(after[key]))}
    pairs = [(_share(gone[old], come[new]), old, new) for old, new in product(gone, come)]
    found: dict[str, str] = {}
    for share, old, new in sorted(pairs, key=lambda pair: (-pair[0], *sorted(pair[1:]))):
        if share >= ENOUGH and old not in found and new not in found.values():
            found[old] = new
    return found


def _words(one: Any) -> frozenset[str]:
    if not isinstance(one, Document):
        return frozenset()
    texts = {field: getattr(one, field) for field in type(one).model_fields if field not in BESIDE}
    said = " ".join(text for text in texts.values() if isinstance(text, str) and not isinstance(text, StrEnum))
    return frozenset(re.findall(r"\w+", said.lower()))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
