"""What ends when a case moves on: pending items, what was shared for them, a question at the desk, a limit reached.

And whoever was invited hears of what changed on the agenda.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.kinds import Kind
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.route.models import Case, DeskCase, Establishment, Invitation, Item, Referral
from pupils.models import SIGNERS, Grant


def clear_agenda(case: Case, *, purpose: str = "") -> list[int]:
    """Take the case's pending items off (only those for `purpose`, if given); the ids of what was taken off."""
    items = Item.objects.pending().filter(case=case).select_related("case")
    taken = list(items.filter(purpose=purpose) if purpose else items)
    for item in taken:  # at most one: a constraint holds it
        item.take_off()
        item.save()
    end_grants(item.pk for item in taken)
    tell_invited(taken, Kind.MEETING_CANCELLED)
    return [item.pk for item in taken]


def tell_invited(items: Collection[Item], kind: Kind, people: Collection[int] | None = None) -> None:
    """A mail to everybody who is invited (or to these of them), with what her calendar should know of it now.

    Its key names the change, so that each is told once: a talk can be moved and moved again.
    """
    changes = {item.pk: item for item in items}
    places = Invitation.objects.filter(item__in=changes).order_by("pk").values_list("item", "person")
    of = [(changes[item], person) for item, person in places if people is None or person in people]
    notify_many(_told_of(item, kind, person) for item, person in of)


def tell_left(places: Iterable[Invitation]) -> None:
    """A mail to each who had one of these places and has it no more, while the talk goes on without her.

    Her calendar would keep it else. Call it before the place goes; `places` come with their item and its case.
    """
    notify_many([_told_of(place.item, Kind.MEETING_LEFT, place.person_id) for place in places])


def hear_gezag_of_places(events: Sequence[CaseEvent]) -> None:
    """Whose gezag turns out to give no say is at the talk no more (appointments.py): her calendar hears so."""
    told = [event.data for event in events if event.kind == "record_gezag"]
    guardians = [number for data in told for number in data.get("guardians", [data.get("guardian")])]
    if guardians:
        lost = Invitation.objects.filter(guardian__in=guardians, item__in=Item.objects.pending())
        tell_left(lost.exclude(guardian__say__in=SIGNERS).select_related("item__case"))


def _told_of(item: Item, kind: Kind, person_id: int) -> NoticeSpec:
    return NoticeSpec(
        key=f"item-{item.pk}-{item.sequence}-{kind}-{person_id}",
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


def end_grants(item_ids: Iterable[int]) -> None:
    """What was granted for these items is over, from now on."""
    Grant.objects.filter(item_id__in=list(item_ids), ended_on=None).update(ended_on=clock.today())
