"""What each part of a file looks like to somebody from outside who was granted it: one reader per part.

The parts are the closed list of the vocabulary; an app above (opp) registers the readers of its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.models import Advice, Arrangement, Case, Item, Paper, Referral
from caseflow.route.rail import visited
from caseflow.route.tried import tried_with
from caseflow.sop.vocabulary import PART_LABELS, Part
from pupils.models import Absence, Grant, Guardian, HgwCycle, Measurement, Observation
from pupils.waiting import Waiting, waits

Row = dict[str, Any]  # {"when", "what", "effect"}: as the sections of a referral (dossier.py)


@dataclass(frozen=True, slots=True)
class Of:
    """Of which case a part is told. `item`: for the table of this talk alone; without one, of all that was asked."""

    case: Case
    item: Item | None = None


Reader = Callable[[Of], Iterable[Row]]
readers: dict[Part, Reader] = {}


def reads(part: Part) -> Callable[[Reader], Reader]:
    """Register the reader of a part; a part has one."""

    def register(reader: Reader) -> Reader:
        if part in readers:
            raise ValueError(f"the part {part} has a reader already")
        readers[part] = reader
        return reader

    return register


def parts_for(person: Any, item: Item) -> frozenset[Part]:
    """The parts that live grants for this very item open, and no others."""
    grants = Grant.objects.live(clock.today()).filter(person=person, item_id=item.pk).values_list("parts", flat=True)
    return frozenset(Part(part) for parts in grants for part in parts)


def open_until(person: Any, item: Item) -> Any:
    """The last day on which this item can be read, as long as the guardians do not take it back."""
    grants = Grant.objects.live(clock.today()).filter(person=person, item_id=item.pk)
    return grants.aggregate(last=Max("ends_on"))["last"]


def sections_of(item: Item, parts: Iterable[Part]) -> list[dict[str, Any]]:
    """A section per granted part, in the order of the closed list; an empty one says that nothing is there."""
    return [
        {"part": part, "title": _(PART_LABELS[part]), "rows": list(readers[part](Of(item.case, item)))}
        for part in Part
        if part in parts and part in readers
    ]


def heard(parts: Iterable[Part], *, hears: bool) -> tuple[Part, ...]:
    """Without what guardians wrote for who does not hear them: that there is any is theirs too (own_child.py)."""
    return tuple(part for part in parts if hears or part is not Part.VIEWS)


def had_place(person: Any, item_id: int) -> bool:
    """Whether this talk was ever shared with her."""
    return Grant.objects.filter(person=person, item_id=item_id).exists()


@waits
def to_read(person: Any) -> Iterable[Waiting]:
    """Items shared with somebody from outside, on which she has not advised yet."""
    advised = Advice.objects.filter(item=OuterRef("pk"), author=person)
    items = (
        Item.objects.shared_with(person)
        .filter(~Exists(advised), case__closed_on=None)
        .select_related("case__pupil", "case__school")
    )
    for item in items.order_by("planned_on", "pk"):
        about = f"{item.case.pupil.full_name} · {item.case.school.name}"
        url = reverse("route:invited_item", args=[item.pk])
        yield Waiting(
            title=_("Inlezen en advies geven"), about=about, url=url, label=_("Inlezen"), due_on=item.planned_on
        )


def day(on: date | None) -> str:
    return date_format(on, "j F Y") if on else ""


def span(first: date | None, last: date | None) -> str:
    return f"{day(first)} – {day(last)}" if last else day(first)


@reads(Part.PUPIL)
def pupil(of: Of) -> Iterable[Row]:
    child = of.case.pupil
    yield {"what": _("Naam"), "effect": child.full_name}
    if child.group:
        yield {"what": _("Groep"), "effect": child.group.name}
    yield {"what": _("Geboren op"), "effect": day(child.born_on)}


@reads(Part.QUESTION)
def question(of: Of) -> Iterable[Row]:
    asked = Item.objects.filter(case=of.case.pk).exclude(state=Item.TAKEN_OFF).order_by("planned_on", "pk")
    for item in [of.item] if of.item else asked:
        yield {"when": day(item.planned_on), "what": item.question}


@reads(Part.OBSERVATIONS)
def observations(of: Of) -> Iterable[Row]:
    for seen in Observation.objects.standing().filter(pupil=of.case.pupil_id):
        row = {"when": day(seen.seen_on), "what": capfirst(seen.get_area_display()), "effect": seen.saw}
        yield {**row, "also": _("Wat hielp: %(helped)s") % {"helped": seen.helped} if seen.helped else ""}


@reads(Part.HGW)
def hgw(of: Of) -> Iterable[Row]:
    for cycle in HgwCycle.objects.filter(pupil=of.case.pupil_id):
        also = _("Wat het opleverde: %(effect)s") % {"effect": cycle.effect} if cycle.effect else ""
        yield {
            "when": span(cycle.started_on, cycle.closed_on),
            "what": cycle.signals,
            "effect": cycle.plan or cycle.needs,
            "also": also,
        }
    yield from tried_with(of.case.pupil_id)


@reads(Part.MEASUREMENTS)
def measurements(of: Of) -> Iterable[Row]:
    for one in Measurement.objects.standing().filter(pupil=of.case.pupil_id):
        yield {"when": day(one.day), "what": f"{one.instrument_name}, {one.get_moment_display()}", "effect": one.result}


@reads(Part.ATTENDANCE)
def attendance(of: Of) -> Iterable[Row]:
    for one in Absence.objects.standing().filter(pupil=of.case.pupil_id):
        missed = _("%(hours)s uur gemist") % {"hours": one.hours_told}
        yield {"when": span(one.week, one.friday), "what": missed}


@reads(Part.ROUTE)
def route(of: Of) -> Iterable[Row]:
    for stop in visited(of.case):
        yield {"when": day(stop["since"]), "what": stop["name"]}


@reads(Part.ADVICE)
def advice(of: Of) -> Iterable[Row]:
    for given in Advice.objects.filter(item__case=of.case.pk).order_by("-on", "-pk"):
        yield {"when": day(given.on), "what": given.author_name, "effect": given.text}


@reads(Part.ARRANGEMENT)
def arrangement(of: Of) -> Iterable[Row]:
    decided = Arrangement.objects.granted().filter(case=of.case.pk)
    for one in decided.order_by("-starts_on"):
        yield {
            "when": span(one.starts_on, one.last_day),
            "what": one.name,
            "effect": one.goal,
            "also": one.evaluation,
        }


@reads(Part.REFERRAL)
def referral(of: Of) -> Iterable[Row]:
    for sent in Referral.objects.filter(case=of.case.pk, state__in=(Referral.SENT, Referral.ANSWERED)).order_by("-pk"):
        yield {"when": day(sent.sent_on), "what": sent.desk_name, "effect": sent.question, "also": sent.answer_text}


@reads(Part.DOCUMENTS)
def documents(of: Of) -> Iterable[Row]:
    """What is settled, in its newest version; never a draft, and never what a guardian said of it."""
    for paper in Paper.objects.current().filter(case=of.case.pk, state=Paper.SETTLED).order_by("-settled_on"):
        for section in paper.sections.order_by("pk"):
            yield {"when": day(paper.settled_on), "what": f"{paper.name}: {section.name}", "effect": section.text}


@reads(Part.GUARDIANS)
def guardians(of: Of) -> Iterable[Row]:
    """Who they are, never where they live or how to reach them."""
    for one in Guardian.objects.filter(pupil=of.case.pupil_id).exclude(say="no").select_related("person"):
        yield {"what": one.person.name, "effect": one.get_relation_display()}
