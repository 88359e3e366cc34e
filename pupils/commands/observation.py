"""What somebody saw."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from pupils.commands.recording import not_before_birth, not_in_future, record
from pupils.errors import Invalid, at_most, filled, one_of
from pupils.getters import locked
from pupils.models import Observation, Person, Pupil


@transaction.atomic
def log_observation(
    pupil_id: int, seen_on: date, area: str, saw: str, helped: str = "", *, actor: Person, incident: bool = False
) -> Observation:
    """Whoever sees the pupil may write down what they saw; never of a day that has still to come."""
    pupil = locked(Pupil.objects.visible_to(actor), pupil_id)
    not_in_future("seen_on", seen_on)
    not_before_birth("seen_on", seen_on, pupil)
    seen = {
        "area": one_of("area", area, Observation.Area.values),
        "saw": filled("saw", saw),
        "helped": at_most("helped", helped),
    }
    if Observation.objects.filter(pupil=pupil, author=actor, seen_on=seen_on, **seen).exists():
        raise Invalid("saw", _("Deze observatie heb je al genoteerd."))  # the browser's back button, sent once more
    observation = Observation.objects.create(
        pupil=pupil, author=actor, seen_on=seen_on, written_at=clock.now(), incident=incident, **seen
    )
    data = {"observation": observation.pk, "area": area, "seen_on": seen_on}
    kind = "record_incident" if incident else "log_observation"
    record(kind, pupil, actor, data=data, texts={"saw": observation.saw, "helped": observation.helped})
    return observation
