"""What ends when a pupil leaves the school, and what of it comes back with her: each app says its own part."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from django.utils.translation import ngettext

from caseflow import clock
from caseflow.audit.queries import events_of
from pupils.models import Consent, Grant, Guardian, Invitation, Pupil
from pupils.staffing import names_here

LEFT, BACK = "record_departure", "record_return"
#: What would end, in a sentence for each kind of thing.
Ends = Callable[[Pupil], Iterable[str]]
registered: list[Ends] = []
returning: list[Ends] = []


def ends_with_departure(tell: Ends) -> Ends:
    registered.append(tell)
    return tell


def tells_return(tell: Ends) -> Ends:
    """Register what is so again, and what is not, when she is back; asked of one that left."""
    returning.append(tell)
    return tell


def would_return(pupil: Pupil) -> list[str]:
    return [line for tell in returning for line in tell(pupil)] if pupil.has_left else []


def would_end(pupil: Pupil) -> list[str]:
    return [line for tell in registered for line in tell(pupil)]


@ends_with_departure
def readers_from_outside(pupil: Pupil) -> Iterable[str]:
    grants = Grant.objects.live(clock.today()).filter(pupil=pupil).select_related("person")
    readers = list(names_here(pupil.school, list({grant.person for grant in grants})).values())
    if readers:
        told = ngettext(
            "%(number)d persoon van buiten leest niet meer mee: %(names)s.",
            "%(number)d mensen van buiten lezen niet meer mee: %(names)s.",
            len(readers),
        )
        yield told % {"number": len(readers), "names": ", ".join(sorted(readers))}


@tells_return
def readers_who_do_not_come_back(pupil: Pupil) -> Iterable[str]:
    ended = Grant.objects.filter(pupil=pupil, ended_on__gte=pupil.left_on)
    ended = ended.exclude(consent__in=Consent.objects.objected(clock.today()))  # a no ended those, and not the leaving
    if number := ended.values("person").distinct().count():
        told = ngettext(
            "%(number)d persoon van buiten die meelas, leest niet vanzelf weer mee.",
            "%(number)d mensen van buiten die meelazen, lezen niet vanzelf weer mee.",
            number,
        )
        yield told % {"number": number}


@ends_with_departure
def letters_not_used(pupil: Pupil) -> Iterable[str]:
    """Of guardians who have no other child here."""
    others = Pupil.objects.here(clock.today()).filter(school=pupil.school_id).exclude(pk=pupil.pk)
    beside = Guardian.objects.filter(pupil__in=others).values("person")
    alone = Guardian.objects.filter(pupil=pupil).exclude(person__in=beside).values("person")
    waiting = Invitation.objects.open(clock.today()).filter(kind=Invitation.Kind.GUARDIAN, school=pupil.school_id)
    if number := waiting.filter(person__in=alone).count():
        told = ngettext(
            "%(number)d uitnodigingsbrief die nog niet is gebruikt, opent niets meer.",
            "%(number)d uitnodigingsbrieven die nog niet zijn gebruikt, openen niets meer.",
            number,
        )
        yield told % {"number": number}


def end_grants_of(pupils: Collection[int], on: date) -> int:
    """Nobody reads by them from the day itself (Grant.live); marked as ended, none comes back with the child."""
    return Grant.objects.filter(pupil__in=pupils, ended_on=None, ends_on__gte=on).update(ended_on=on)


def where_to(pupil: Pupil) -> str:
    """Where a pupil went, in the words of who recorded it last; "" where they were erased."""
    told = events_of([pupil.chain]).filter(kind=LEFT).last()
    return told.texts.get("where_to", "") if told else ""
