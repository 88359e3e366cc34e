"""During the talk: what each discipline said and what is to follow, until `hold_item` makes it final."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.acting import Deed, acting
from caseflow.route.board import name_of
from caseflow.route.hands import decided_at_table
from caseflow.route.meetings import notes_of, seats_heard, sits_at
from caseflow.route.models import Case, Decision, Item, Note, Task
from caseflow.route.ruling import NotYourHand
from caseflow.sop.schema import Sop
from pupils.errors import Invalid
from pupils.own_child import hears_guardians

AGAIN = ""  # the exit of a decision to talk again


@dataclass(frozen=True, slots=True)
class Typed:
    """A discipline's box as it comes in; `seen` is the version that the writer had before her."""

    seen: int
    text: str
    advice: str


@dataclass(frozen=True, slots=True)
class Decided:
    exit: str
    owner: str
    due_on: date | None


def gather(
    item_id: int, *, notes: Mapping[str, Typed], actor: Any, decided: Decided | None = None, drop: int | None = None
) -> Item:
    """Keep what was typed at the table, add a decision, or take one back.

    A box that somebody else wrote in meanwhile is refused, so that nobody overwrites what she did not read; one that
    this person left as it was is left as it is.
    """
    item = Item.objects.visible_to(actor).select_related("case__pupil", "meeting").get(pk=item_id)
    cases = Case.objects.visible_to(actor)
    with acting("note_at_table", item.case_id, actor, cases=cases, judged=False, closed_too=True) as deed:
        if not sits_at(actor, item, deed.sop):
            raise NotYourHand("hold_meeting", deed.step.chair or deed.step.owner)
        item.refresh_from_db()
        if item.state not in (Item.WANTED, Item.ON_AGENDA):
            raise Invalid("", _("Deze bespreking is intussen vastgelegd. Wat je typte, staat hieronder nog."))
        _write(deed, item, notes)
        if drop is not None:
            _take_back(deed, item, drop)
        if decided is not None:
            _decide(deed, item, decided)
        return item


def _write(deed: Deed, item: Item, typed: Mapping[str, Typed]) -> None:
    hears = hears_guardians(deed.actor, deed.case.pupil)
    seats, newest = seats_heard(item, hears=hears), notes_of(item)
    shown = {(note.role, note.version): note for note in Note.objects.filter(item=item)}
    for role, one in typed.items():
        before, now = shown.get((role, one.seen)), newest.get(role)
        said = (one.text.strip(), one.advice.strip())
        if said == ((before.text, before.advice) if before else ("", "")) or (now and said == (now.text, now.advice)):
            continue
        if role not in seats:
            raise Invalid(f"text_{role}", _("Deze deelnemer staat niet meer op de uitnodiging."))
        if now is not None and now.version != one.seen:
            raise Invalid(f"text_{role}", _("Hier schreef intussen ook iemand anders. Beide teksten staan hieronder."))
        version = one.seen + 1
        Note.objects.create(
            item=item, role=role, role_name=seats[role], version=version, text=said[0], advice=said[1],
            by=deed.actor, at=clock.now(),
        )  # fmt: skip
        deed.record({"item": item.pk, "role": role, "version": version}, {"note": said[0], "advice": said[1]})


def _decide(deed: Deed, item: Item, said: Decided) -> None:
    ways = {way.key: way for way in deed.sop.exits(deed.case.step, deed.case.track)}
    if said.exit != AGAIN and said.exit not in ways:
        raise Invalid("way", _("Kies een van de mogelijkheden."))
    if said.owner not in deed.sop.roles:
        raise Invalid("owner", _("Kies wie dit doet."))
    if said.due_on is None or said.due_on < deed.on:
        raise Invalid("due_on", _("Kies vandaag of een latere dag."))
    at_table = decided_at_table(deed.sop, deed.case)
    if said.exit in at_table and item.decisions.filter(exit__in=at_table).exclude(exit=said.exit).exists():
        raise Invalid("way", _("De tafel koos al een andere stap. Haal die eerst weg."))
    with translation.override(settings.LANGUAGE_CODE):  # a guardian reads it as it is kept: in the school's language
        day = date_format(said.due_on, "j F Y")
        name = name_of(deed.sop, ways[said.exit]) if said.exit else _("Opnieuw bespreken op %(day)s") % {"day": day}
    owner = deed.sop.called(said.owner)[:200]
    Decision.objects.update_or_create(
        item=item,
        exit=said.exit,
        defaults={"name": name[:200], "owner_role": said.owner, "owner_name": owner, "due_on": said.due_on},
    )
    data = {"item": item.pk, "exit": said.exit, "owner": said.owner, "due_on": said.due_on.isoformat()}
    deed.record(data, kind="decide_at_table")


def _take_back(deed: Deed, item: Item, number: int) -> None:
    for one in item.decisions.filter(pk=number):
        deed.record({"item": item.pk, "exit": one.exit}, kind="take_back_decision")
        one.delete()


def chosen_of_table(sop: Sop, item: Item) -> str:
    """The way out that the table itself chose, of what was gathered."""
    at_table = decided_at_table(sop, item.case)
    return next((one.exit for one in item.decisions.all() if one.exit in at_table), "")


def tasks_of(deed: Deed, item: Item, event: CaseEvent) -> None:
    """Each decision is a task of its owner, due on its day."""
    Task.objects.bulk_create(
        Task(case=deed.case, kind="decided", owner_role=one.owner_role, because=event.pk, on=deed.on, decision=one)
        for one in item.decisions.all()
    )
