"""The groeidocument: a child's file as one story, in the order of the school's own route, for one of four readers.

Inside the school it holds all that staff may see; at a table with people from outside the parts that the guardians said
yes to for that talk, and no others; guardians read in it what is final and theirs; the next school what the law lets
along (sop/next_school.py). An app tells a part to a reader here; where none does, the part is not told to her.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.dossier import as_heard
from caseflow.route.models import Case, Item
from caseflow.route.reading import Of, Row, heard, readers, sections_of
from caseflow.route.viewing import View
from caseflow.sop.next_school import GOES_ALONG
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import PART_LABELS, Part, State
from pupils.models import Consent, Grant, Guardian, Person


class For(StrEnum):
    """Who reads it."""

    TEAM = "team"
    TABLE = "table"
    GUARDIAN = "guardian"
    NEXT_SCHOOL = "next_school"


@dataclass(frozen=True, slots=True)
class Telling:
    """To whom of what is told. `person`: through whose eyes; `hears`: whether she reads what guardians wrote."""

    case: Case
    sop: Sop
    reader: For
    person: Person
    hears: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    part: Part
    title: str
    rows: tuple[Row, ...]


Tells = Callable[[Telling], Iterable[Row]]
telling: dict[tuple[For, Part], Tells] = {}
#: Chapters of which a part has several, each with its title: the school's own documents.
Binds = Callable[[Telling], Iterable[Chapter]]
binding: list[Binds] = []


def tells(part: Part, *to: For) -> Callable[[Tells], Tells]:
    """Register how a part is told to these readers."""

    def register(tell: Tells) -> Tells:
        for reader in to:
            if (reader, part) in telling:
                raise ValueError(f"the part {part} is told to {reader} already")
            telling[reader, part] = tell
        return tell

    return register


def binds(make: Binds) -> Binds:
    """Register chapters with titles of their own."""
    binding.append(make)
    return make


#: With what a step of this state fills the file: so the story goes along the steps in the SOP's own order.
FILLS: dict[State, tuple[Part, ...]] = {
    State.BASISONDERSTEUNING: (Part.OBSERVATIONS, Part.HGW, Part.MEASUREMENTS, Part.ATTENDANCE),
    State.LEERLINGBESPREKING: (Part.QUESTION,),
    State.ZORGTEAM: (Part.QUESTION, Part.ADVICE),
    State.ARRANGEMENT: (Part.ARRANGEMENT,),
    State.OPP: (Part.OPP, Part.EVALUATIONS),
    State.REFERRED: (Part.REFERRAL,),
}
FIRST = (Part.PUPIL, Part.GUARDIANS, Part.ROUTE)


def order_of(sop: Sop) -> tuple[Part, ...]:
    """The parts as the steps of this SOP come to them; what no step of it fills comes last."""
    along = (part for step in sop.steps.values() for part in FILLS.get(State(step.state), ()))
    return tuple(dict.fromkeys((*FIRST, *along, *Part)))


def chapters_for(told: Telling) -> list[Chapter]:
    """What this reader gets, in the SOP's order; a part without anything to say is left out."""
    made = [chapter for make in binding for chapter in make(told)]
    for part in order_of(told.sop):
        tell = telling.get((told.reader, part))
        if tell is not None:
            made.append(Chapter(part, capfirst(_(PART_LABELS[part])), _heard(tell(told), told)))
    if told.reader is For.NEXT_SCHOOL:
        along = GOES_ALONG | agreed_along(told.case, told.sop)
        made = [one for one in made if one.part in along]
    return _ordered(made, told.sop)


def _heard(rows: Iterable[Row], told: Telling) -> tuple[Row, ...]:
    """A guardian's are hers already: what is not, no teller told her."""
    return _of_those(rows, hears=told.hears or told.reader is For.GUARDIAN)


def _of_those(rows: Iterable[Row], *, hears: bool) -> tuple[Row, ...]:
    return tuple(shown for row in rows if (shown := as_heard(row, hears=hears)))


def agreed_along(case: Case, sop: Sop) -> frozenset[Part]:
    """What goes along to the next school beside what the law lists: where every guardian said yes to it, still."""
    purposes = [key for key, purpose in sop.purposes.items() if purpose.next_school]
    live = Consent.objects.live(clock.today()).filter(case_id=case.pk, purpose__in=purposes) if purposes else ()
    return frozenset(Part(part) for consent in live for part in consent.parts)


def _ordered(chapters: Iterable[Chapter], sop: Sop) -> list[Chapter]:
    at = {part: place for place, part in enumerate(order_of(sop))}
    return sorted((one for one in chapters if one.rows), key=lambda one: at[one.part])


def chapters_at(item: Item, sop: Sop, *, hears: bool) -> list[Chapter]:
    """For the table of one talk: what its guardians said yes to, as those from outside read it themselves.

    Printed by who does not hear the guardians it is without what they and the child said.
    """
    sections = sections_of(item, heard(parts_at(item), hears=hears))
    made = (Chapter(one["part"], capfirst(one["title"]), _of_those(one["rows"], hears=hears)) for one in sections)
    return _ordered(made, sop)


def parts_at(item: Item) -> frozenset[Part]:
    """What everybody from outside at this talk may read: one paper lies before all. Without a yes it is nothing."""
    opened: dict[int, set[Part]] = {}
    grants = Grant.objects.live(clock.today()).filter(item_id=item.pk).exclude(consent=None)
    for person, parts in grants.values_list("person", "parts"):
        opened.setdefault(person, set()).update(Part(part) for part in parts)
    return frozenset.intersection(*map(frozenset, opened.values())) if opened else frozenset()


def tables_of(case: Case) -> list[Item]:
    """The talks of this case at which people from outside may read now, by the guardians' yes."""
    today = clock.today()
    live = Consent.objects.live(today).filter(case_id=case.pk)
    shared = Grant.objects.live(today).filter(pupil=case.pupil_id, consent__in=live).values("item_id")
    talks = Item.objects.filter(case=case, pk__in=shared, state__in=(Item.ON_AGENDA, Item.HELD))
    return list(talks.order_by("-planned_on", "-pk"))


def readers_of(case: Case) -> list[Guardian]:
    """The guardians who may have one: gezag is recorded, and no court took it (floor rule 14)."""
    return list(Guardian.objects.reading().filter(pupil=case.pupil_id).select_related("person").order_by("pk"))


def team(view: View) -> Telling:
    return Telling(view.case, view.sop, For.TEAM, view.person, view.hears)


def next_school(case: Case, sop: Sop, person: Person, *, hears: bool = False) -> Telling:
    """A guardian gets a copy without what another one wrote, and so does who is a parent of the child at work."""
    return Telling(case, sop, For.NEXT_SCHOOL, person, hears)


def of_guardian(case: Case, sop: Sop, guardian: Guardian) -> Telling:
    return Telling(case, sop, For.GUARDIAN, guardian.person)


# --- What the readers of a part tell to more than the table ----------------------------------------------------------


def _as_read(part: Part) -> Tells:
    """As somebody from outside reads it (reading.py)."""
    return lambda told: readers[part](Of(told.case))


for _part in (Part.PUPIL, Part.MEASUREMENTS, Part.ATTENDANCE, Part.ARRANGEMENT, Part.EVALUATIONS):
    tells(_part, For.TEAM, For.NEXT_SCHOOL)(_as_read(_part))
for _part in (Part.GUARDIANS, Part.OBSERVATIONS, Part.QUESTION, Part.REFERRAL):
    tells(_part, For.TEAM, For.NEXT_SCHOOL)(_as_read(_part))
for _part in (Part.ROUTE, Part.ADVICE, Part.DOCUMENTS):  # inside they are told with more
    tells(_part, For.NEXT_SCHOOL)(_as_read(_part))
