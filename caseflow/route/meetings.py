"""A table's day as one thing: its talks in the order of their slots, what each still misses, and who sits there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from caseflow import clock
from caseflow.route.facting import with_facts
from caseflow.route.hands import may_do, roles_for
from caseflow.route.models import Case, Coming, Invitation, Item, Meeting, Note
from caseflow.route.models.coming import with_coming
from caseflow.route.models.talk import ItemQuerySet
from caseflow.route.presenting import Checklist, checklist
from caseflow.route.standing import sop_over
from caseflow.route.viewing import without_flag
from caseflow.route.when import clock_time, minute_of, time_at
from caseflow.sop.judging import assess, facts_for
from caseflow.sop.schema import Sop
from pupils.getters import found

TALK = "hold_meeting"  # the kind of an item that takes a place at the table
GUARDIAN, PUPIL = "guardian", "pupil"  # who sits there without a role of the school
AS_PUPIL = gettext_noop("leerling")
#: What is written in these boxes is a guardian's or the child's own word.
FROM_HOME = frozenset({GUARDIAN, PUPIL})
IN_ORDER = (F("begins").asc(nulls_last=True), "pk")


@dataclass(frozen=True, slots=True)
class Slot:
    """One child's place on the day: what is asked before it, of which roles nobody comes, who of the school does.

    `coming`: each of its guardians, as who she is to the child, with what she said of that; "" when nothing yet.
    """

    item: Item
    listed: Checklist
    invited: tuple[str, ...]
    nobody: tuple[str, ...]
    inside: frozenset[int]
    coming: tuple[tuple[str, str], ...]


def talks_of(meeting: Meeting) -> ItemQuerySet:
    """What is or was talked over at this table on this day, the first slot first."""
    talks = Item.objects.filter(meeting=meeting, kind=TALK).exclude(state=Item.TAKEN_OFF)
    return talks.select_related("case__pupil__group", "case__school").order_by(*IN_ORDER)


def meeting_for(pk: int) -> Meeting:
    """Only a day; whose talks of it somebody sees is another question, and without one it is not there for her."""
    return found(Meeting.objects.select_related("school"), pk)


def talk_for(person: Any, pk: int) -> Item:
    """The getter: a talk about a child whom staff may see."""
    return found(_seen(person).filter(kind=TALK), pk)


def held_for(person: Any, pk: int) -> Item:
    """The getter: what was held, a talk or a question to somebody outside."""
    return found(_seen(person).filter(state=Item.HELD), pk)


def _seen(person: Any) -> ItemQuerySet:
    return Item.objects.visible_to(person).select_related("case__pupil__group", "case__school", "meeting")


def slots_of(items: Iterable[Item], sop: Sop) -> list[Slot]:
    """With what each misses, judged for all at once: two queries, however many children stand on the day.

    What a flag would say is for who steers the school alone, and stands on the case's own page.
    """
    listed, today = list(items), clock.today()
    known = [one for one in listed if one.state != Item.HELD and one.case.is_running and one.case.step in sop.steps]
    keys = {key for one in known for key in facts_for(sop, one.case.step, TALK, today)} | {"flag_talked_over_on"}
    facts = with_facts(Case.objects.filter(pk__in=[one.case_id for one in known]), keys) if known else {}
    places: dict[int, list[Invitation]] = {}
    for place in with_coming(Invitation.objects.filter(item__in=listed)).select_related("guardian").order_by("pk"):
        places.setdefault(place.item_id, []).append(place)
    return [_slot(one, sop, facts.get(one.case_id), places.get(one.pk, [])) for one in listed]


def _slot(item: Item, sop: Sop, facts: Any, places: list[Invitation]) -> Slot:
    inside = frozenset(one.person_id for one in places if not one.outsider and one.role != GUARDIAN)
    if facts is None:
        return Slot(item, Checklist(()), _names(places), (), inside, _coming(places))
    step, today = item.case.step, clock.today()
    asked = checklist(assess(sop, step, TALK, without_flag(facts), today))
    seated = {role for place in places for role in place.seats}
    due = [seat.role for seat in sop.steps[step].takes_part if seat.presence in ("required", "preferred")]
    nobody = tuple(sop.called(role) for role in due if role not in seated)
    return Slot(item, asked, _names(places), nobody, inside, _coming(places))


def _names(places: Iterable[Invitation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_(name) for place in places for name in place.seats.values()))


def _coming(places: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    words = dict(Coming.Word.choices)
    return tuple(
        (place.guardian.get_relation_display(), str(words.get(place.coming, ""))) for place in places if place.guardian
    )


def beside(person: Any, item: Item) -> tuple[Item | None, Item | None]:
    """The child before and the child after, of those whom this person may see."""
    rows = list(talks_of(item.meeting).visible_to(person))
    at = next((place for place, one in enumerate(rows) if one.pk == item.pk), None)
    if at is None:
        return None, None
    return (rows[at - 1] if at else None), (rows[at + 1] if at + 1 < len(rows) else None)


# --- At the table ----------------------------------------------------------------------------------------------------


def seats_of(item: Item) -> dict[str, str]:
    """The disciplines at this talk, each once, by role: who is invited, the guardians, the pupil where she is asked."""
    places = [seat for place in item.invitations.order_by("pk") for seat in place.seats.items()]
    seats = {role: name for role, name in places if role != GUARDIAN}
    seats |= {role: name for role, name in places if role == GUARDIAN}
    return seats | ({PUPIL: AS_PUPIL} if item.pupil_invited_on else {})


def seats_heard(item: Item, *, hears: bool) -> dict[str, str]:
    """Those whose boxes somebody reads, and so writes in: not a parent's nor the child's for who may not hear them."""
    return {role: name for role, name in seats_of(item).items() if hears or role not in FROM_HOME}


def notes_of(item: Item) -> dict[str, Note]:
    """The newest of each discipline."""
    return {note.role: note for note in Note.objects.filter(item=item).order_by("version")}


def chairs(person: Any, item: Item, sop: Sop) -> bool:
    """Whether she chairs the table of this talk, also when the case has moved on since."""
    step = item.meeting.step if item.meeting.step in sop.steps else item.case.step
    return step in sop.steps and may_do(person, item.case, roles_for(sop, step, item.kind), sop)


def sits_at(person: Any, item: Item, sop: Sop) -> bool:
    """Who writes along: the chair, and who of the school is invited for her work."""
    own = item.invitations.filter(person=person, outsider=False).exclude(role=GUARDIAN)
    return chairs(person, item, sop) or own.exists()


def sop_of(item: Item) -> Sop:
    return sop_over(item.case, clock.today())[1]


def ends_told(item: Item) -> str:
    """ "" where only the day is known."""
    if item.begins is None or item.lasts is None:
        return ""
    return _("tot %(time)s uur") % {"time": clock_time(time_at(minute_of(item.begins) + item.lasts))}


def left_told(item: Item) -> str:
    """How much of the slot is left now; "" where that says nothing: no time, or another day."""
    if item.begins is None or item.lasts is None or item.planned_on != clock.today():
        return ""
    begins = datetime.combine(item.planned_on, item.begins, clock.AMSTERDAM)
    seconds = (begins + timedelta(minutes=item.lasts) - clock.now()).total_seconds()
    if seconds > item.lasts * 60:
        return _("begint om %(time)s uur") % {"time": clock_time(item.begins)}
    if seconds <= 0:
        return _("de tijd is om")
    left = -int(-seconds // 60)
    return ngettext("nog %(number)s minuut", "nog %(number)s minuten", left) % {"number": left}


def runs_on(item: Item) -> bool:
    """Whether the time left changes still: its day is today and the slot is not over."""
    return left_told(item) not in ("", _("de tijd is om"))


def composed(item: Item, besides: str = "", *, hears: bool) -> str:
    """What the disciplines said, as the draft of the minutes; an advice stands apart. `besides`: marked as known."""
    notes, known = notes_of(item), besides.split(",")
    said = [
        notes[role] for role in seats_heard(item, hears=hears) if role in notes and mark_of(notes[role]) not in known
    ]
    return "\n\n".join(f"{capfirst(_(note.role_name))}\n{note.text}" for note in said if note.text)


def mark_of(note: Note) -> str:
    return f"{note.role}:{note.version}"


def mark_of_notes(item: Item) -> str:
    """By which the form of the minutes knows what it was made from."""
    return ",".join(mark_of(note) for _role, note in sorted(notes_of(item).items()))
