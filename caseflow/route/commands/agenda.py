"""What ends when a case moves on: pending items, what was shared for them, what was asked at the desk or for help.

And whoever was invited hears of what changed on the agenda.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.kinds import Kind
from caseflow.notices.models import Notice
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.route.models import Arrangement, Case, DeskCase, Establishment, Invitation, Item, Referral, Task
from caseflow.route.models.talk import SAY_IN_IT
from pupils.models import Consent, Grant

LEFT = Kind.MEETING_LEFT
COMING = (Kind.MEETING_INVITED, Kind.MEETING_PLANNED, Kind.MEETING_MOVED)  # about a talk that is still to come


def clear_agenda(case: Case, *, of: Consent | None = None) -> list[int]:
    """Take the case's pending items off, or only those that one question is about; the ids of what was taken off."""
    items = Item.objects.unheld().filter(case=case).select_related("case")
    taken = list(items.under(of) if of else items)
    for item in taken:  # at most one: a constraint holds it
        item.take_off()
        item.save()
    end_grants(item.pk for item in taken)
    tell_invited(taken, Kind.MEETING_CANCELLED)
    return [item.pk for item in taken]


def plan_no_more(case: Case, on: date) -> None:
    """A talk that was to be planned again is planned, or there is a "no" again: nothing is left of that task."""
    Task.objects.filter(case=case, kind="plan_again", done_on=None).update(done_on=on)


def tell_invited(items: Collection[Item], kind: Kind, people: Collection[int] | None = None) -> None:
    """A mail to everybody who is invited (or to these of them), with what her calendar should know of it now.

    Its key names the change, so that each is told once: a talk can be moved and moved again, a place lost and had anew.
    """
    changes = {item.pk: item for item in items}
    places = Invitation.objects.filter(item__in=changes).order_by("pk").values_list("item", "person")
    _promise([(changes[item], person) for item, person in places if people is None or person in people], kind)


def tell_left(places: Iterable[Invitation]) -> None:
    """A mail to each who had one of these places and has it no more, while the talk goes on without her.

    Her calendar would keep it else. Call it before the place goes; `places` come with their item and its case.
    """
    _promise([(place.item, place.person_id) for place in places], Kind.MEETING_LEFT)


def hear_gezag_of_places(events: Sequence[CaseEvent]) -> None:
    """Whose gezag turns out to give no say is at the talk no more (appointments.py): her calendar hears so.

    And hears it again when that is put right.
    """
    told = [event.data for event in events if event.kind == "record_gezag"]
    guardians = [number for data in told for number in data.get("guardians", [data.get("guardian")])]
    if guardians:
        places = Invitation.objects.filter(guardian__in=guardians, item__in=Item.objects.pending())
        places = places.select_related("item__case")
        tell_left(places.exclude(SAY_IN_IT))
        back = [(place.item, place.person_id) for place in places.filter(SAY_IN_IT)]
        lost = {pair for pair, told in _told_before(back).items() if told[-1].kind == LEFT}
        _promise([(item, person) for item, person in back if (item.pk, person) in lost], Kind.MEETING_INVITED)


def _told_before(of: Collection[tuple[Item, int]]) -> dict[tuple[int, int], list[Notice]]:
    """Which mails about her place each was promised at each talk, the oldest first."""
    cases, people = {item.case_id for item, _person in of}, {person for _item, person in of}
    rows = Notice.objects.filter(case_id__in=cases, recipient__in=people, kind__in=(*COMING, LEFT)) if of else ()
    found: dict[tuple[int, int], list[Notice]] = {}
    for notice in sorted(rows, key=lambda one: one.pk):
        found.setdefault((int(notice.key.split("-")[1]), notice.recipient_id), []).append(notice)
    return found


def _promise(of: Collection[tuple[Item, int]], kind: Kind) -> None:
    """Whoever lost her place and has it anew is told anew; the same loss is told once, and one not told yet never."""
    before = _told_before(of)
    specs = []
    for item, person in of:
        told = before.get((item.pk, person), [])
        if kind in COMING and told and told[-1].kind == LEFT and told[-1].delivered_at is None:
            told.pop().delete()
            if told and kind != Kind.MEETING_MOVED:
                continue  # she keeps what she heard of before
        lost = sum(one.kind == LEFT for one in told)
        lost -= bool(kind == LEFT and told and told[-1].kind == LEFT)
        specs.append(_told_of(item, kind, person, lost))
    notify_many(specs)


def _told_of(item: Item, kind: Kind, person_id: int, lost: int) -> NoticeSpec:
    return NoticeSpec(
        key=f"item-{item.pk}-{item.sequence}-{kind}-{person_id}" + (f"-{lost}" if lost else ""),
        recipient_id=person_id,
        kind=kind,
        school_id=item.case.school_id,
        case_id=item.case_id,
    )


def withdraw_from_desk(case: Case) -> None:
    """The case left before the desk answered: the referral lapses, and its copy no longer asks anything."""
    for referral in Referral.objects.select_for_update().filter(case=case, state=Referral.SENT):  # at most one
        referral.drop()
        referral.save()
        for copy in DeskCase.objects.select_for_update().filter(handover=referral.handover, state=DeskCase.RECEIVED):
            copy.withdraw(clock.today())
            copy.save()


def end_establishments(case: Case, on: date) -> list[int]:
    """The school goes on by itself, or looked again: what was established then says nothing of now. Which ended."""
    standing = list(Establishment.objects.standing().filter(case=case).values_list("pk", flat=True))
    Establishment.objects.filter(pk__in=standing).update(ended_on=on)
    return standing


def take_back_establishments(made: Iterable[int], ended: Iterable[int], on: date) -> None:
    """A step was undone: what it established was never there, and what it ended stands again."""
    Establishment.objects.filter(pk__in=made).update(ended_on=on, undone_on=on)
    Establishment.objects.filter(pk__in=ended).update(ended_on=None)


def lapse_proposals(case: Case) -> list[int]:
    """Nobody decides any more about help that was asked for in a case that closed. Which lapsed."""
    asked = list(Arrangement.objects.asked().filter(case=case).select_for_update())  # at most one
    for one in asked:
        one.lapse()
        one.save()
    return [one.pk for one in asked]


def end_grants(item_ids: Iterable[int]) -> None:
    """What was granted for these items is over, from now on."""
    Grant.objects.filter(item_id__in=list(item_ids), ended_on=None).update(ended_on=clock.today())
