"""What somebody saw: written down of one child or of some, and put right by who wrote it."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.audit.erasing import erase_text_of
from caseflow.audit.models import CaseEvent
from pupils.commands.recording import not_before_birth, not_in_future, record, record_for_many
from pupils.commands.together import pupils_held, role_towards_all
from pupils.errors import Invalid, at_most, filled, one_of
from pupils.getters import locked
from pupils.models import Observation, Person, Pupil


def log_observation(
    pupil_id: int, seen_on: date, area: str, saw: str, helped: str = "", *, actor: Person, **more: Any
) -> Observation:
    """The same of one child."""
    (one,) = log_observations([pupil_id], seen_on=seen_on, area=area, saw=saw, helped=helped, actor=actor, **more)
    return one


@transaction.atomic
def log_observations(
    pupil_ids: Collection[int],
    *,
    seen_on: date,
    area: str,
    saw: str,
    before: str = "",
    helped: str = "",
    present: str = "",
    incident: bool = False,
    actor: Person,
) -> list[Observation]:
    """Whoever sees the pupils may write down what they saw; never of a day that has still to come.

    Of several at once each gets an observation of its own, so that nobody's file holds another's.
    """
    pupils = pupils_held(pupil_ids, actor)
    not_in_future("seen_on", seen_on)
    for pupil in pupils:
        not_before_birth("seen_on", seen_on, pupil)
    texts = {
        "before": at_most("before", before),
        "saw": filled("saw", saw),
        "helped": at_most("helped", helped),
        "present": at_most("present", present),
    }
    said = {"area": one_of("area", area, Observation.Area.values), "seen_on": seen_on, "author": actor, **texts}
    twins = set(Observation.objects.standing().filter(pupil__in=pupils, **said).values_list("pupil", flat=True))
    if len(twins) == len(pupils):  # the browser's back button, sent once more
        raise Invalid("saw", _("Deze observatie heb je al genoteerd."))
    fresh = [pupil for pupil in pupils if pupil.pk not in twins]
    kept = Observation.objects.bulk_create(
        Observation(pupil=pupil, written_at=clock.now(), incident=incident, **said) for pupil in fresh
    )
    told = {one.pupil: {"observation": one.pk, "area": area, "seen_on": seen_on} for one in kept}
    kind = "record_incident" if incident else "log_observation"
    record_for_many(kind, actor, role_towards_all(actor, fresh), told, texts=texts)
    return kept


@transaction.atomic
def withdraw_observation(observation_id: int, *, actor: Person) -> Observation:
    """It was not so: its author takes it back, and nobody reads it any more. That she did stays known."""
    seen = _own(observation_id, actor)
    _forget_words(seen)
    seen.withdraw(clock.today())
    record("withdraw_observation", seen.pupil, actor, data={"observation": seen.pk})
    return seen


@transaction.atomic
def move_observation(observation_id: int, to_pupil_id: int, *, actor: Person) -> Observation:
    """It was about another child: it goes there whole, and is gone at once from the file where it did not belong.

    Neither file names the other child; the number of the observation, in both, tells who looks into it.
    """
    seen = _own(observation_id, actor)
    wrong, right = seen.pupil, locked(Pupil.objects.visible_to(actor), to_pupil_id)
    if right == wrong:
        raise Invalid("to", _("Bij dit kind staat hij al. Kies het kind waar het over gaat."))
    not_before_birth("to", seen.seen_on, right)
    _forget_words(seen)
    seen.move_to(right)
    record("move_observation_away", wrong, actor, data={"observation": seen.pk})
    texts = {"before": seen.before, "saw": seen.saw, "helped": seen.helped, "present": seen.present}
    data = {"observation": seen.pk, "area": seen.area, "seen_on": seen.seen_on}
    record("move_observation_here", right, actor, data=data, texts=texts)
    return seen


def _own(observation_id: int, actor: Person) -> Observation:
    seen = locked(Observation.objects.standing().visible_to(actor).select_related("pupil"), observation_id)
    if seen.author != actor:
        raise PermissionDenied
    return seen


def _forget_words(seen: Observation) -> None:
    """What was written goes out of the file's memory too: it would stay to be read there."""
    of = CaseEvent.objects.of([seen.pupil.chain]).filter(data__observation=seen.pk)
    erase_text_of(of)
