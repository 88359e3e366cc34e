"""The nightly seal of a school, and what it finds: a cut tail, a vanished chain, a read log with gaps (design §4)."""

import hashlib
import hmac
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max, Model, QuerySet

from caseflow import clock

from .chain import verify_school
from .digest import canonical, mac_of
from .models import CaseEvent, ReadRow, Seal

Heads = dict[str, list[int | str]]


def schools_with_memory() -> list[int]:
    """Every school of which something was ever written, read or sealed: one that lost all is still looked for."""
    models: tuple[type[Model], ...] = (CaseEvent, ReadRow, Seal)
    written, *others = (model._default_manager.values_list("school_id", flat=True).order_by() for model in models)
    return sorted(written.union(*others))


@transaction.atomic
def seal_school(school_id: int, on: date) -> Seal:
    """Seal what stands of a school's events now, and its reads up to the day before `on`. Once per night."""
    there = Seal.objects.filter(school_id=school_id, on=on).first()
    if there:
        return there
    before = _seals(school_id).last()
    full = before is None or (before.on.year, before.on.month) != (on.year, on.month)
    known = _sealed_heads(school_id)
    events, moved = _moved_heads(school_id, known)
    reads, reads_digest = _reads(school_id, before.on if before else None, on)
    seal = Seal(
        school_id=school_id,
        on=on,
        full=full,
        events=events,
        heads=known | moved if full else moved,
        reads=reads,
        reads_digest=reads_digest,
        previous=before.mac if before else "",
    )
    values = {**seal.record(), "mac": mac_of(settings.SEAL_KEY, seal.record())}
    return Seal.objects.get_or_create(school_id=school_id, on=on, defaults=values)[0]


def is_sealed(school_id: int) -> bool:
    return _seals(school_id).exists()


def memory_problems(school_id: int) -> list[str]:
    """All that is wrong: what the seals say, and where a chain does not follow from itself."""
    return [*check_seals(school_id), *verify_school(school_id)]


def check_seals(school_id: int) -> list[str]:
    """What the seals say is wrong with a school's events and reads; an empty list when all is well."""
    seals = list(_seals(school_id))
    return [*_seal_problems(seals), *_event_problems(school_id, seals), *_read_problems(school_id, seals)]


def _seals(school_id: int) -> QuerySet[Seal]:
    return Seal.objects.filter(school_id=school_id).order_by("id")


def _moved_heads(school_id: int, known: Heads) -> tuple[int, Heads]:
    """How many events the school has, and the ends of the chains that grew beyond what is sealed.

    One that shrank is not sealed anew: that would hide the cut. A chain ends here at the last event that it has
    in this school (a child may have gone on elsewhere).
    """
    mine = CaseEvent.objects.filter(school_id=school_id).order_by()
    chains = list(mine.values_list("chain").annotate(Max("number"), Count("id")))
    ends = {chain: last for chain, last, _ in chains if last > int(known.get(chain, [0])[0])}
    rows = mine.of(ends).values_list("chain", "number", "digest")
    moved: Heads = {chain: [number, digest] for chain, number, digest in rows if ends[chain] == number}
    return sum(count for *_, count in chains), moved


def _sealed_heads(school_id: int) -> Heads:
    """All heads as last sealed: the newest full seal and what moved after it."""
    newest_full = _seals(school_id).filter(full=True).last()
    heads: Heads = {}
    if newest_full:
        for moved in _seals(school_id).filter(id__gte=newest_full.id).values_list("heads", flat=True):
            heads |= moved
    return heads


def _reads(school_id: int, after: date | None, until: date) -> tuple[int, str]:
    """Count and digest of the reads from the last sealed day up to the evening before `until`.

    Whole days only: a row of today may still stand in a transaction that did not commit.
    """
    rows = ReadRow.objects.filter(school_id=school_id, at__lt=_midnight(until)).order_by("id")
    if after:
        rows = rows.filter(at__gte=_midnight(after))
    fields = ("id", "person_id", "role", "school_id", "pupil_id", "part", "object", "at")
    count, running = 0, hashlib.sha256()
    for row in rows.values_list(*fields).iterator():
        count += 1
        running.update(canonical(row))
    return count, running.hexdigest()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, clock.AMSTERDAM)


def _seal_problems(seals: list[Seal]) -> Iterator[str]:
    previous = ""
    for seal in seals:
        if not hmac.compare_digest(seal.mac, mac_of(settings.SEAL_KEY, seal.record())):
            yield f"seal {seal.on}: was changed"
        if seal.previous != previous:
            yield f"seal {seal.on}: does not follow from the seal before it"
        previous = seal.mac
    if not seals:
        yield "no seal"
    elif max(seal.on for seal in seals) < clock.today() - timedelta(days=1):
        yield f"seal {seals[-1].on}: is the last; those of later nights are missing"


def _event_problems(school_id: int, seals: list[Seal]) -> Iterator[str]:
    if not seals:
        return
    rows = CaseEvent.objects.filter(school_id=school_id).values_list("chain", "number", "digest")
    standing = {(chain, number): digest for chain, number, digest in rows.iterator()}
    sealed = _sealed_heads(school_id)
    ends = dict(sorted(standing))  # of each chain the highest number stays
    for chain, (number, digest) in sorted(sealed.items()):
        if chain not in ends:
            yield f"{chain}: vanished"
        elif ends[chain] < int(number):
            yield f"{chain}: was cut after #{ends[chain]}, {number} were sealed"
        elif standing.get((chain, int(number))) != digest:
            yield f"{chain}#{number}: is not what was sealed"
    if sum(number <= int(sealed.get(chain, [0])[0]) for chain, number in standing) != seals[-1].events:
        yield f"seal {seals[-1].on}: counted {seals[-1].events} events"


def _read_problems(school_id: int, seals: list[Seal]) -> Iterator[str]:
    after = None
    for seal in seals:
        if _reads(school_id, after, seal.on) != (seal.reads, seal.reads_digest):
            yield f"seal {seal.on}: the reads of those days are not what was sealed"
        after = seal.on
