"""Looking at a school whose SOP differs in one key: what is changed, through which door one looks, and what is seen.

A look makes the whole school, lets somebody see something, and leaves nothing behind; what it returns holds words and
days only, so that two looks differ only by what the SOP says.
"""

import typing
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache, wraps
from typing import Any

import yaml
from django.db import transaction

from caseflow import clock
from caseflow.route.models import Case
from caseflow.sop.loading import load_sop
from caseflow.sop.rules import Document
from pupils.models import Person, Pupil
from tests.route.stories import case_at
from tests.sop.documents import SOUND
from tests.world import SCHOOLS, World, make_world

#: A Thursday; six weeks later it is autumn holiday at the school of SOUND.
DAY = date(2026, 9, 3)


class Gone:
    """The key is left out."""

    def __repr__(self) -> str:
        return "GONE"


GONE = Gone()


class Door(StrEnum):
    """Through which a person meets what a SOP says (design §2); the public page counts for descriptive keys alone."""

    FINDING = "a requirement on a way out or an act, with its source and whom it waits for"
    DEADLINE = "a term that runs, with its source"
    CONSENT = "what guardians are asked, and who is granted what"
    INVITATION = "who is asked to the table"
    TASK = "what waits on a start page, or what a form lets one choose"
    REFUSAL = "whether it is done or refused"
    NOTICE = "who gets word of it"
    PAGE = "the public page"


@dataclass
class Look:
    """A school of this SOP on a day; `before` is the SOP as it was, for what happens to a school that changes."""

    document: dict[str, Any]
    before: dict[str, Any]
    _world: World | None = field(default=None, init=False)

    @property
    def world(self) -> World:
        return self.school_of(self.document)

    @property
    def old_world(self) -> World:
        return self.school_of(self.before)

    def school_of(self, document: dict[str, Any]) -> World:
        if self._world is None:
            self._world = make_world(SCHOOLS / "school.yaml", written(document))
            Pupil.objects.filter(pk=self._world.pupil.pk).update(first_name="Sam", last_name="Kind")
            self._world.pupil.refresh_from_db()
        return self._world

    def person(self, role: str) -> Person:
        return self.world.people[role]

    def case(self, step: str, **fields: Any) -> Case:
        """One case at a step; how it came there is another test's."""
        return case_at(self.world, step, **fields)


@dataclass(frozen=True, slots=True)
class See:
    """One thing to look at, through one door."""

    door: Door
    what: Callable[..., Any]
    args: tuple[Any, ...] = ()

    def __call__(self, look: Look) -> Any:
        return self.what(look, *self.args)


def through(door: Door) -> Callable[[Callable[..., Any]], Callable[..., See]]:
    """Makes of `f(look, *args)` something that a table can name: `f(*args)` says what to see, and by which door."""

    def named(what: Callable[..., Any]) -> Callable[..., See]:
        @wraps(what)
        def see(*args: Any) -> See:
            return See(door, what, args)

        return see

    return named


@dataclass(frozen=True)
class Effect:
    """A key at its place in a school's SOP, its other value, and where that is seen.

    `value` may be a function of the old one. `given` is changed before, in both: the key's own case, where no school
    of the house has it.
    """

    school: str
    path: str
    value: Any
    see: See
    given: dict[str, Any] = field(default_factory=dict)

    def before(self) -> dict[str, Any]:
        document = school_document(self.school)
        for path, value in self.given.items():
            document = changed(document, path, value)
        return document

    def after(self) -> dict[str, Any]:
        return changed(self.before(), self.path, self.value)

    def seen(self) -> tuple[Any, Any]:
        """What is seen of the school as it is, and of the school with the key changed."""
        return _seen_before(self.school, repr(self.given), self.see, self), seen(self.after(), self.before(), self.see)


_known: dict[Any, Any] = {}


def _seen_before(school: str, given: str, see: See, effect: Effect) -> Any:
    """The same for every key that is looked at in this way; looked at twice, so that nothing but the SOP decides it."""
    where = (school, given, see)
    if where not in _known:
        first, again = (seen(effect.before(), effect.before(), see) for _ in range(2))
        assert first == again, "what is seen hangs on more than the SOP"
        _known[where] = first
    return _known[where]


def seen(document: dict[str, Any], before: dict[str, Any], see: See) -> Any:
    with clock.at(DAY), transaction.atomic():
        found = see(Look(document, before))
        transaction.set_rollback(True)
    return found


@cache
def _read(school: str) -> dict[str, Any]:
    text = SOUND if school == "sound" else (SCHOOLS / f"{school}.yaml").read_text(encoding="utf-8")
    document: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return document


def school_document(school: str) -> dict[str, Any]:
    return deepcopy(_read(school))


def written(document: dict[str, Any]) -> str:
    return str(yaml.dump(document, Dumper=_Plain, allow_unicode=True, sort_keys=False))


class _Plain(yaml.CSafeDumper):
    """Without anchors, which a SOP may not have."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def steps_of(path: str) -> tuple[str | int, ...]:
    return tuple(int(one) if one.isdigit() else one for one in path.split("."))


def changed(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The document with the value at this path replaced, added or left out."""
    new = deepcopy(document)
    *way, last = steps_of(path)
    here: Any = new
    for one in way:
        here = here.setdefault(one, {}) if isinstance(here, dict) else here[one]
    if value is GONE:
        del here[last]
    else:
        here[last] = value(here[last]) if callable(value) else value
    return new


def key_at(document: dict[str, Any], path: str) -> str:
    """Which key of the schema stands at this path: "Model.key". Of an entry of a section it is the section's own."""
    here: Any = load_sop(written(document), "key.yaml")
    *way, last = steps_of(path)
    for one in way:
        here = getattr(here, _field(type(here), str(one))) if isinstance(here, Document) else here[one]
    if isinstance(here, Document):
        return f"{type(here).__name__}.{last}"
    return f"Sop.{way[0]}" if len(way) == 1 else f"no key: {path}"


def _field(model: type[Document], key: str) -> str:
    return next(name for name, field in model.model_fields.items() if (field.alias or name) == key)


def keys_of(root: type[Document]) -> set[str]:
    """Every key of every part of a document, as a school writes it: "Model.key"."""
    return {
        f"{model.__name__}.{field.alias or name}"
        for model in parts_of(root)
        for name, field in model.model_fields.items()
    }


def parts_of(root: type[Document]) -> set[type[Document]]:
    """The model itself, and every model that its fields can hold."""
    found: set[type[Document]] = set()
    waiting = [root]
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            hints = typing.get_type_hints(model, include_extras=True)
            waiting += [part for name in model.model_fields for part in _models_in(hints[name])]
    return found


def _models_in(hint: Any) -> Iterator[type[Document]]:
    if isinstance(hint, type) and issubclass(hint, Document):
        yield hint
    for inner in typing.get_args(hint):
        yield from _models_in(inner)
