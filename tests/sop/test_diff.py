"""What differs between two versions, in sentences that a person would say."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from caseflow.sop.diff import Change, differences
from caseflow.sop.diff_words import FIELDS, LABELS, WORDS
from caseflow.sop.loading import load_sop
from caseflow.sop.rules import Document
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import State
from tests.sop.documents import CRESCENDO, loaded
from tests.sop.test_check import check
from tests.world import REAL, SCHOOLS

OLD = load_sop(CRESCENDO)
ALL = [load_sop(path.read_text(encoding="utf-8")) for path in (*REAL.glob("*.yaml"), *sorted(SCHOOLS.glob("*.yaml")))]


def told(*changes: tuple[str, str]) -> list[str]:
    return [str(change) for change in differences(OLD, loaded(*changes))]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("evaluate_every: 6 months", "evaluate_every: 5 months", "OPP · evaluatie: van elke 6 naar elke 5 maanden"),
        ("evaluate_every: 6 months", "evaluate_every: 9 weeks",
         "OPP · evaluatie: van elke 6 maanden naar elke 9 weken"),
        ("first_day: 2023-08-01", "first_day: 2026-08-03", "eerste dag: van 1 augustus 2023 naar 3 augustus 2026"),
        ("share: 50", "share: 60", "Handelingsverlegenheid · aandeel dat vooruitgaat, minstens: van 50% naar 60%"),
        ("  ib_er: {name: Intern begeleider, kind", "  ib_er: {name: Zorgcoach, kind",
         "Rollen · Intern begeleider · naam: van “Intern begeleider” naar “Zorgcoach”"),
        ("  ib_er: {name", "  plus: {name: Plusjuf, kind: specialist}\n  ib_er: {name",
         "Rollen: erbij gekomen: Plusjuf"),
    ],
)  # fmt: skip
def test_a_change_in_a_sentence(before, after, sentence):
    assert told((before, after)) == [sentence]


def test_names_and_not_keys():
    step = "    name: Leerlingbespreking\n    state: leerlingbespreking\n    owner: "
    assert told((f"{step}ib_er", f"{step}director")) == [
        "Stappen · Leerlingbespreking · eigenaar: van Intern begeleider naar Directeur"
    ]


LIMIT = "  zindelijk:\n    name: Is bij de start"
TEXT = "    text: Een kind is zindelijk als het bij ons begint. Een ongelukje kan gebeuren, maar verder gaat het zelf"


def test_the_same_under_another_key_is_no_loss_and_no_gain():
    assert told((LIMIT, LIMIT.replace("  zindelijk", "  naar_de_wc"))) == [
        "Grenzen · Is bij de start op school nog niet zindelijk · sleutel: van “zindelijk” naar “naar_de_wc”"
    ]


def test_nearly_the_same_under_another_key_says_what_else_differs():
    key, text = told(
        (LIMIT, LIMIT.replace("  zindelijk", "  naar_de_wc")), (TEXT, TEXT.replace("Een ongelukje", "Een foutje"))
    )
    assert "sleutel" in key
    assert text.startswith("Grenzen · Is bij de start op school nog niet zindelijk · tekst: van “Een kind")


def test_something_else_under_another_key_went_and_came():
    limits = dict(OLD.limits)
    old = limits.pop("zindelijk")
    limits["rust"] = old.model_copy(
        update={"name": "Heeft veel stilte nodig", "text": "In een volle klas is het druk."}
    )
    assert [one.kind for one in differences(OLD, OLD.model_copy(update={"limits": limits}))] == ["removed", "added"]


def test_two_that_are_alike_keep_each_its_own():
    """Of two entries with nearly the same words, each goes with the one that it is most alike."""
    alike = {key: OLD.arrangements[key] for key in ("viertaal_licht", "viertaal_medium")}
    then, now = ({f"{key}{end}": one for key, one in alike.items()} for end in ("", "_nieuw"))
    old, new = (OLD.model_copy(update={"arrangements": said}) for said in (then, now))
    assert [(one.before, one.after) for one in differences(old, new)] == [
        (f"“{key}”", f"“{key}_nieuw”") for key in alike
    ]


def test_where_the_cases_go():
    moved = OLD.model_copy(update={"moves": {"weg": "zorgteam"}})
    assert [str(one) for one in differences(OLD, moved)] == ["Waar casussen heen gaan: erbij gekomen: weg → Zorgteam"]


def test_what_went_is_told_as_what_came_backwards():
    for before, after in ((ALL[0], ALL[1]), (ALL[1], ALL[2])):
        there, back = differences(before, after), differences(after, before)
        came = [one.after for one in there if one.kind == "added"]
        assert came
        assert sorted(came) == sorted(one.before for one in back if one.kind == "removed")


@pytest.mark.parametrize("sop", ALL, ids=lambda sop: sop.school.key)
def test_the_same_is_no_difference(sop):
    assert differences(sop, sop) == ()
    assert differences(sop, Sop.model_validate(sop.model_dump(by_alias=True, exclude_none=True))) == ()


def test_only_another_order():
    steps = dict(OLD.steps)
    name, step = next((key, one) for key, one in steps.items() if len(one.exits) > 1)
    steps[name] = step.model_copy(update={"exits": step.exits[::-1]})
    [change] = differences(OLD, OLD.model_copy(update={"steps": steps}))
    assert change.kind == "changed"
    assert change.place == ("Stappen", step.name, "uitgangen")


def test_every_key_of_the_schema_has_a_word():
    """Or a Dutch sentence would hold an English key."""
    models = _models(Document)
    assert {"Sop", "Step", "Need"} <= {model.__name__ for model in models}
    silent = {f"{m.__name__}.{f}" for m in models for f in m.model_fields if not {f, f"{m.__name__}.{f}"} & set(FIELDS)}
    assert silent == set()


def test_every_word_of_a_closed_list_has_one_too():
    words = [word for model in _models(Document) for hint in get_type_hints(model).values() for word in _closed(hint)]
    assert {"required", "trial"} <= set(words)
    assert {word for word in words if isinstance(word, State)} == set(State)
    assert {w for w in words if w not in WORDS and w not in LABELS.get(type(w), {})} == set()


def _closed(hint: Any) -> Iterator[str]:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        yield from hint
    for part in get_args(hint):
        if isinstance(part, str) and get_origin(hint) is Literal:
            yield part
        yield from _closed(part)


def _models(model: type[Document]) -> set[type[Document]]:
    return {model, *(one for child in model.__subclasses__() for one in _models(child))}


def test_a_change_says_what_it_is():
    kinds = [Change((), *both).kind for both in ((None, "x"), ("x", None), ("x", "y"))]
    assert kinds == ["added", "removed", "changed"]


def test_on_the_command_line(tmp_path):
    new = tmp_path / "new.yaml"
    new.write_text(CRESCENDO.replace("share: 50", "share: 60"), encoding="utf-8")
    done = check("diff", REAL / "kbs-crescendo.yaml", new)
    assert (done.returncode, done.stdout.strip()) == (
        0, "Handelingsverlegenheid · aandeel dat vooruitgaat, minstens: van 50% naar 60%",
    )  # fmt: skip
    assert check("diff", new, new).stdout.strip() == "Geen verschillen."


@pytest.mark.parametrize("contents", [b"sop: 1", b"\xff\xfe", None])
def test_the_command_line_with_what_is_no_sop(tmp_path, contents):
    bad = tmp_path / "bad.yaml"
    if contents is not None:
        bad.write_bytes(contents)
    done = check("diff", REAL / "kbs-crescendo.yaml", bad)
    assert (done.returncode, done.stdout) == (1, "")
    assert str(bad) in done.stderr
