"""The word of the schema that was most likely meant by what somebody wrote in Dutch."""

from collections.abc import Iterable
from difflib import get_close_matches

from caseflow.sop.complaining import meant
from caseflow.sop.diff_words import LABELS, WORDS
from caseflow.sop.vocabulary import RoleKind, State

#: How schools say it, where that is not the label that people read in Caseflow.
_ALSO = {
    "hgw": State.BASISONDERSTEUNING,
    "ib": RoleKind.IB_ER,
    "ib'er": RoleKind.IB_ER,
    "leraar": RoleKind.TEACHER,
    "ouder": "guardians",
    "ouders": "guardians",
    "verzorgers": "guardians",
    "tafel": "team",
}
_LABELS: tuple[tuple[str, str], ...] = (
    *((said, str(word)) for said, word in _ALSO.items()),
    *((label.lower(), str(word)) for labels in (*LABELS.values(), WORDS) for word, label in labels.items()),
)


def word_meant(said: str, words: Iterable[str], otherwise: str = "") -> str:
    """The known word that was most likely meant, by its label in Dutch or by how it is spelt, asked as a question."""
    known = list(words)
    plain = " ".join(said.lower().replace("_", " ").split())
    labels: dict[str, str] = {}
    for label, word in _LABELS:
        if word in known:
            labels.setdefault(label, word)
    if plain in labels:
        return f"Bedoel je '{labels[plain]}'?"
    near = get_close_matches(plain, labels, n=1, cutoff=0.8) or _with(plain, labels)
    return meant(said, known, f"Bedoel je '{labels[near[0]]}'?" if near else otherwise)


def _with(plain: str, labels: Iterable[str]) -> list[str]:
    """The one label that has this word in it."""
    found = [label for label in labels if plain in label.split()]
    return found if len(found) == 1 else []
