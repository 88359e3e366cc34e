"""Whatever changes in a SOP, the difference is said, both ways, and in people's words: nothing of the code is read."""

import re
from collections.abc import Iterable
from itertools import islice

import pytest
import yaml
from pydantic import ValidationError

from caseflow.sop.acts import ACTS
from caseflow.sop.diff import Change, differences
from caseflow.sop.diff_words import LABELS, WORDS
from caseflow.sop.fact_words import MOMENT_WORDS, WORDS_OF
from caseflow.sop.fact_words import WORDS as FACT_WORDS
from caseflow.sop.facts import FACTS
from caseflow.sop.rules import Document
from caseflow.sop.schema import Sop
from tests.sop.documents import CRESCENDO, SOUND
from tests.sop.places import changes
from tests.sop.test_diff import models
from tests.world import SCHOOLS

MADE_UP = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SCHOOLS.glob("*.yaml"))}
#: Each text, and which of its changes are tried: of the long one a part.
TEXTS = [*((name, text, 1) for name, text in {**MADE_UP, "sound": SOUND}.items()), ("crescendo", CRESCENDO, 29)]
SAID = (WORDS, FACT_WORDS, MOMENT_WORDS, *WORDS_OF.values(), *LABELS.values())
#: The words that stand in a SOP and not in a sentence; a few are Dutch of themselves.
CODE = {*ACTS, *FACTS, *(str(word) for words in SAID for word, said in words.items() if word != said)}
CLASSES = {model.__name__ for model in models(Document)}
#: Where a key is said because it is the school's own.
KEYS = {"sleutel", "eigen sleutel", "Waar casussen heen gaan"}


@pytest.mark.parametrize(("text", "step"), [one[1:] for one in TEXTS], ids=[one[0] for one in TEXTS])
def test_every_place_of_a_sop(text, step):
    """Whatever has the form of a SOP is compared here; the checker lets through a part of that."""
    tree = yaml.load(text, Loader=yaml.CSafeLoader)
    old, named = Sop.model_validate(tree), set(re.findall(r"name: (.*?)[,}\n]", text))
    compared = 0
    for place, changed in islice(changes(tree), 0, None, step):
        if place[-1] == "document":
            continue  # another one has not the parts that stand beside it: the checker says so
        try:
            new = Sop.model_validate(changed)
        except ValidationError:
            continue
        if new == old:
            continue
        compared += 1
        for told in (differences(old, new), differences(new, old)):
            assert told, place
            assert list(code_in(told, " ".join(named))) == [], place
    assert compared > 80


def code_in(told: Iterable[Change], names: str) -> Iterable[str]:
    """The words of the code, and the keys, in what is said; a name of the school may be one."""
    for change in told:
        parts = [part for part in (*change.place, change.before, change.after) if part]
        yield from (part for part in parts if part in CODE or not part.strip())
        yield from (word for word in re.findall(r"“(\w+)”", str(change)) if word in CODE | CLASSES | {"None"})
        if not KEYS & set(change.place):
            yield from (word for word in re.findall(r"\w*_\w*", str(change)) if word not in names)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (Change(("Stappen", "Hulp", "documenten"), "“PaperAsked”", None), ["PaperAsked"]),
        (Change(("Stappen", "wat je dan doet"), "“record_advice”", None), ["record_advice", "record_advice"]),
        (Change(("Stappen", "naar"), "de_tafel", "Hulp"), ["de_tafel"]),
        (Change(("Stappen", "wie beslist"), "team", None), ["team"]),
        (Change(("Stappen", "eigen sleutel"), "“de_tafel”", None), []),
        (Change(("Loketten",), "SWV Loket_Ster", None), []),
    ],
)
def test_a_word_of_the_code_is_seen(change, found):
    assert list(code_in([change], "SWV Loket_Ster")) == found
