"""The children that the stories are about, and the adults who stand for them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pupils.models import Pupil
from pupils.models.guardian import Gezag, Proof, Relation

#: A story says on which day it goes on; between two days it calls the commands.
Story = Callable[[Any], Iterator[date]]

BIRTH_EXTRACT = "uittreksel uit het gezagsregister"


@dataclass(frozen=True)
class Adult:
    """One adult of a child. The same name in two families is the same person."""

    name: str
    relation: Relation
    gezag: Gezag = Gezag.YES
    evidence: str = BIRTH_EXTRACT
    proof: Proof = Proof.REGISTER
    secret: bool = False
    language: str = "nl"
    held_by: str = ""  # who of the same child decides about school now, because a court said so
    by_letter: bool = False  # has no address and never came in: the school prints what he is told


@dataclass(frozen=True)
class Child:
    """`group` as the school calls it; none for who is not placed yet or has left. `year` is the jaargroep."""

    first: str
    last: str
    group: str | None
    year: int
    family: tuple[Adult, ...]
    left_weeks_ago: int | None = None
    leaving: str = Pupil.Leaving.LEFT_SCHOOL
    enrolled: bool = True


@dataclass
class Told:
    """Every story there is, in the order in which they were written."""

    stories: list[tuple[Child, Story]] = field(default_factory=list)

    def about(self, child: Child) -> Callable[[Story], Story]:
        """Register the story of a child."""

        def register(story: Story) -> Story:
            self.stories.append((child, story))
            return story

        return register


told = Told()
about = told.about


def mother(name: str, gezag: Gezag = Gezag.YES, **more: Any) -> Adult:
    return Adult(name, Relation.MOTHER, gezag, **more)


def father(name: str, gezag: Gezag = Gezag.YES, **more: Any) -> Adult:
    return Adult(name, Relation.FATHER, gezag, **more)


def voogd(name: str, evidence: str) -> Adult:
    return Adult(name, Relation.GUARDIAN, Gezag.YES, evidence)


def institution(name: str, evidence: str) -> Adult:
    return Adult(name, Relation.GI, Gezag.NO, evidence, Proof.COURT)


def foster_parent(name: str) -> Adult:
    return Adult(name, Relation.FOSTER_PARENT, Gezag.NO, "pleegcontract; het gezag ligt bij de voogd")
