"""Pupils and who stands for them: about 26 in a group, brothers and sisters under the same parents."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from caseflow.demo import names
from caseflow.demo.family import BIRTH_EXTRACT, Adult, Child
from pupils.models import Group, Guardian, Pupil
from pupils.models.guardian import Gezag, Relation

if TYPE_CHECKING:
    from caseflow.demo.people import DemoSchool, People

#: How families are made up, and how often: relations with gezag, of a hundred.
KINDS = (
    (74, ((Relation.MOTHER, Gezag.YES), (Relation.FATHER, Gezag.YES))),
    (8, ((Relation.MOTHER, Gezag.YES),)),
    (3, ((Relation.FATHER, Gezag.YES),)),
    (4, ((Relation.MOTHER, Gezag.YES), (Relation.MOTHER, Gezag.YES))),
    (5, ((Relation.MOTHER, Gezag.YES), (Relation.FATHER, Gezag.UNKNOWN))),
    (4, ((Relation.MOTHER, Gezag.YES), (Relation.FATHER, Gezag.NO))),
    (2, ((Relation.FOSTER_PARENT, Gezag.NO), (Relation.GUARDIAN, Gezag.YES))),
)
EVIDENCE = {
    Gezag.YES: BIRTH_EXTRACT,
    Gezag.NO: "beschikking van de rechtbank",
    Gezag.UNKNOWN: "",
}
SIBLINGS = 0.3
MOST_CHILDREN = 3
#: A group with families who never came in: the school prints their letters.
NOT_IN_YET = "Groep 1-2 B"
HOW_MANY = 6
#: These children came from the group before at the beginning of the school year: their hand-over waits for a signature.
WENT_ON = ("Groep 5", "Groep 6")


@dataclass
class Family:
    last: str
    adults: tuple[Adult, ...]
    years: list[int]

    def fits(self, year: int) -> bool:
        """Brothers and sisters are at least two school years apart here."""
        return len(self.years) < MOST_CHILDREN and min(abs(year - other) for other in self.years) >= 2


def make(
    demo: "DemoSchool", everyone: "People", children: list[Child], size: int, random: Random
) -> tuple[list[Pupil], list[Guardian]]:
    """Rows to be stored: first the children of the stories, then others until every group is full."""
    pupils: list[Pupil] = []
    guardians: list[Guardian] = []

    def enter(pupil: Pupil, family: Iterable[Adult]) -> None:
        pupils.append(pupil)
        guardians.extend(_guardians(everyone, pupil, family, demo.today))

    for child in children:
        demo.pupils[child] = _told(demo, child, random)
        enter(demo.pupils[child], child.family)
    for pupil, family in _others(demo, everyone, children, size, random):
        enter(pupil, family.adults)
    return pupils, guardians


def _told(demo: "DemoSchool", child: Child, random: Random) -> Pupil:
    pupil = _pupil(demo, child.first, child.last, demo.groups.get(child.group or ""), child.year, random)
    if not child.enrolled:
        pupil.enrolled_on = None
    if child.left_weeks_ago is not None:
        pupil.left_on, pupil.leaving = demo.today - timedelta(weeks=child.left_weeks_ago), child.leaving
    return pupil


def _others(
    demo: "DemoSchool", everyone: "People", children: list[Child], size: int, random: Random
) -> Iterator[tuple[Pupil, Family]]:
    firsts, lasts = names.children(random), names.families(random)
    adults = Strangers(everyone, names.women(random), names.men(random), random)
    known: list[Family] = []
    for group in demo.groups.values():
        years = [int(year) for year in group.years.split("-")]
        there = sum(child.group == group.name for child in children)
        for place in range(size + random.choice((-1, 0, 0, 1)) - there):
            year = years[place % len(years)]
            adults.by_letter = group.name == NOT_IN_YET and place < HOW_MANY
            family = _brothers_or_sisters(known, year, random) or _new(next(lasts), adults, known, random)
            family.years.append(year)
            yield _pupil(demo, next(firsts), family.last, group, year, random), family


def _brothers_or_sisters(known: list[Family], year: int, random: Random) -> Family | None:
    fitting = [family for family in known if family.fits(year)]
    return random.choice(fitting) if fitting and random.random() < SIBLINGS else None


def _new(last: str, adults: "Strangers", known: list[Family], random: Random) -> Family:
    relations = random.choices([kind for _, kind in KINDS], [weight for weight, _ in KINDS])[0]
    family = Family(last, tuple(adults.one(last, relation, gezag) for relation, gezag in relations), [])
    known.append(family)
    return family


@dataclass
class Strangers:
    """Adults of whom no story tells: nobody has a name that somebody here has already."""

    everyone: "People"
    women: Iterator[str]
    men: Iterator[str]
    random: Random
    by_letter: bool = False

    def one(self, last: str, relation: Relation, gezag: Gezag) -> Adult:
        own = relation in (Relation.FOSTER_PARENT, Relation.GUARDIAN)
        own = own or (relation is Relation.MOTHER and self.random.random() < 0.5)
        firsts = self.men if relation is Relation.FATHER else self.women
        while (name := f"{next(firsts)} {self._last(own, last)}") in self.everyone.people:
            pass
        secret = gezag is Gezag.NO and self.random.random() < 0.3
        return Adult(name, relation, gezag, EVIDENCE[gezag], secret=secret, by_letter=self.by_letter)

    def _last(self, own: bool, last: str) -> str:
        return self.random.choice(names.LAST) if own else last


def _pupil(demo: "DemoSchool", first: str, last: str, group: Group | None, year: int, random: Random) -> Pupil:
    prefix, name = names.split_last(last)
    born = _birthday(demo.start, demo.today, year, random)
    before, now = WENT_ON
    moved = {"came_from": demo.groups[before], "in_group_since": demo.start} if group and group.name == now else {}
    return Pupil(
        school=demo.school, group=group, first_name=first, prefix=prefix, last_name=name, born_on=born,
        enrolled_on=born.replace(year=born.year + 4), **moved,
    )  # fmt: skip


def _birthday(start: date, today: date, year: int, random: Random) -> date:
    """A day that fits the jaargroep: born between 1 October and 30 September, and four years old by now."""
    first = date(start.year - year - 4, 10, 1)
    span = min(364, (today.replace(year=today.year - 4, day=min(today.day, 28)) - first).days)
    born = first + timedelta(days=random.randrange(max(span, 1)))
    return born - timedelta(days=1) if (born.month, born.day) == (2, 29) else born


def _guardians(everyone: "People", pupil: Pupil, family: Iterable[Adult], today: date) -> Iterator[Guardian]:
    """Whoever decides in another's place comes before her: a row names only one that is there."""
    made: dict[str, Guardian] = {}
    for adult in sorted(family, key=lambda one: bool(one.held_by)):
        person = everyone.add(adult.name, "ouders.example", adult.language, by_letter=adult.by_letter)
        known = adult.gezag != Gezag.UNKNOWN
        made[adult.name] = Guardian(
            education_held_by=made.get(adult.held_by),
            person=person, pupil=pupil, relation=adult.relation, gezag=adult.gezag, address_secret=adult.secret,
            gezag_evidence=adult.evidence if known else "", gezag_proof=adult.proof if known else "",
            gezag_proof_on=min(pupil.born_on.replace(year=pupil.born_on.year + 4), today) if known else None,
            gezag_recorded_on=min(pupil.born_on.replace(year=pupil.born_on.year + 4), today) if known else None,
            added_on=min(pupil.born_on.replace(year=pupil.born_on.year + 4), today),
        )  # fmt: skip
        yield made[adult.name]
