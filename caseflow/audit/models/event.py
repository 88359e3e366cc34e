"""What happened, once and for good (design §4)."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.db.transaction import TransactionManagementError

from caseflow import clock

from ..digest import COVERED, digest_of, new_salt, text_digest_of

Head = tuple[int, str]
START: Head = (0, "")
#: The kind of event that takes back an earlier one of its chain: its data says which, by number.
UNDO = "undo"


@dataclass(frozen=True, kw_only=True)
class EventSpec:
    """One thing that happened, before it has its place in the chain.

    `actor` None is the watch. `data` holds ids, closed words and findings; whatever a person typed goes in `texts`.
    """

    chain: str
    kind: str
    school_id: int
    pupil_id: int | None  # None: it happened to the school, not to a child
    actor: AbstractBaseUser | None
    role: str
    on: date
    case_id: int | None = None
    from_state: str = ""
    to_state: str = ""
    from_step: str = ""
    to_step: str = ""
    sop_version_id: int | None = None
    data: Mapping[str, Any] | None = None
    texts: Mapping[str, str] | None = None


class CaseEventQuerySet(models.QuerySet["CaseEvent"]):
    def of(self, chains: Collection[str]) -> "CaseEventQuerySet":
        return self.filter(chain__in=chains)

    def standing(self) -> "CaseEventQuerySet":
        """Without what was undone and without the undoing of it: what still counts. The memory keeps both."""
        undone = CaseEvent.objects.filter(chain=models.OuterRef("chain"), kind=UNDO)
        number = Cast(KT("data__undoes"), models.IntegerField())
        return self.exclude(kind=UNDO).exclude(
            models.Exists(undone.annotate(_undoes=number).filter(_undoes=models.OuterRef("number")))
        )

    def heads(self, chains: Collection[str]) -> dict[str, Head]:
        """The last number and digest of each of the chains that has begun."""
        later = CaseEvent.objects.filter(chain=models.OuterRef("chain"), number__gt=models.OuterRef("number"))
        last = self.of(chains).filter(~models.Exists(later)).values_list("chain", "number", "digest")
        return {chain: (number, digest) for chain, number, digest in last}

    def append(self, **spec: Any) -> "CaseEvent":
        """Write one event (the fields of `EventSpec`) at the end of its chain, in the caller's transaction."""
        return self.append_many([EventSpec(**spec)])[0]

    def append_many(self, specs: Sequence[EventSpec]) -> list["CaseEvent"]:
        """The same for a set, in the same few statements however many there are.

        Two writers of one chain meet on its unique number: the second waits for the first to commit,
        and then takes the next number. So nothing needs locking that a chain's first event would not have yet.
        """
        if not transaction.get_connection().in_atomic_block:
            raise TransactionManagementError("An event is written in the transaction of what it tells.")
        if not specs:
            return []
        order = sorted(range(len(specs)), key=lambda place: specs[place].chain)  # the same for all: no deadlock
        ordered = [specs[place] for place in order]
        salts = [new_salt() if _words(spec) else "" for spec in ordered]
        events = self._take_places(ordered, salts)
        EventText.objects.bulk_create(
            EventText(event=event, salt=salt, texts=_words(spec))
            for event, spec, salt in zip(events, ordered, salts, strict=True)
            if salt
        )
        return [event for _, event in sorted(zip(order, events, strict=True), key=lambda pair: pair[0])]

    def _take_places(self, specs: Sequence[EventSpec], salts: Sequence[str]) -> list["CaseEvent"]:
        chains = {spec.chain for spec in specs}
        heads = self.heads(chains)
        while True:
            try:
                with transaction.atomic():
                    return CaseEvent.objects.bulk_create(list(_link(specs, salts, heads)))
            except IntegrityError:
                seen, heads = heads, self.heads(chains)
                if heads == seen:  # nobody was first: something else is wrong
                    raise


class CaseEvent(models.Model):
    """One row per thing that happened. Plain numbers instead of foreign keys: a pupil's deletion must not break it.

    What happens to a school as a whole (its SOP) names no pupil and has a chain of its own.
    """

    chain = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    school_id = models.BigIntegerField()
    pupil_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField(null=True)
    role = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40, blank=True)
    from_step = models.CharField(max_length=80, blank=True)
    to_step = models.CharField(max_length=80, blank=True)
    sop_version_id = models.BigIntegerField(null=True)
    data = models.JSONField()
    text_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = CaseEventQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="one_event_per_place_in_chain")]
        indexes = [
            models.Index(fields=["school_id", "chain", "number"], name="event_of_school"),
            models.Index(fields=["pupil_id", "at"], name="event_of_pupil"),
        ]

    def __str__(self) -> str:
        return f"{self.chain}#{self.number} {self.kind}"

    @property
    def texts(self) -> dict[str, str]:
        """What people wrote with it; empty when nothing was written or when it was erased."""
        return self.text.texts if hasattr(self, "text") else {}

    @property
    def is_erased(self) -> bool:
        return bool(self.text_digest) and not hasattr(self, "text")

    def record(self) -> dict[str, Any]:
        """Its covered values in the types that the database gives back, so that now and later hash alike."""
        covered = (field for field in self._meta.concrete_fields if field.name in COVERED)
        return {field.name: field.to_python(getattr(self, field.name)) for field in covered}


class EventText(models.Model):
    """The free texts of one event, with the salt of their digest: erased together, and the chain still verifies."""

    event = models.OneToOneField(CaseEvent, on_delete=models.PROTECT, primary_key=True, related_name="text")
    salt = models.CharField(max_length=32)
    texts = models.JSONField()

    def __str__(self) -> str:
        return f"text of event {self.event_id}"


def _words(spec: EventSpec) -> dict[str, str]:
    return {name: str(text) for name, text in (spec.texts or {}).items() if text}


def _link(specs: Iterable[EventSpec], salts: Iterable[str], heads: Mapping[str, Head]) -> Iterable[CaseEvent]:
    """The events with number, previous and digest, each after the head of its chain or the spec before it."""
    reached = dict(heads)
    for spec, salt in zip(specs, salts, strict=True):
        number, previous = reached.get(spec.chain, START)
        event = _event(spec, salt)
        event.number, event.previous = number + 1, previous
        event.digest = digest_of(event.record())
        reached[spec.chain] = (event.number, event.digest)
        yield event


def _event(spec: EventSpec, salt: str) -> CaseEvent:
    return CaseEvent(
        chain=spec.chain,
        kind=spec.kind,
        school_id=spec.school_id,
        pupil_id=spec.pupil_id,
        case_id=spec.case_id,
        actor_id=spec.actor.pk if spec.actor else None,
        role=spec.role,
        on=spec.on,
        at=clock.now(),
        from_state=spec.from_state,
        to_state=spec.to_state,
        from_step=spec.from_step,
        to_step=spec.to_step,
        sop_version_id=spec.sop_version_id,
        data=json.loads(json.dumps(spec.data or {}, cls=DjangoJSONEncoder, allow_nan=False)),
        text_digest=text_digest_of(salt, _words(spec)) if salt else "",
    )
