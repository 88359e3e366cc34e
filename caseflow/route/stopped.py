"""What a "no" stopped: the talks that do not go on, and who cannot read any more."""

from dataclasses import dataclass
from datetime import date

from caseflow.audit.models import CaseEvent
from caseflow.route.models import Item
from pupils.models import Consent, Person


@dataclass(frozen=True, slots=True)
class Stopped:
    """`talks` by the day for which they were planned, `people` by name."""

    talks: tuple[date, ...] = ()
    people: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.talks or self.people)


def stopped_by(consent: Consent) -> Stopped:
    """From what was recorded when it was stopped; nothing, when nothing was planned or shared yet."""
    events = CaseEvent.objects.filter(case_id=consent.case_id, kind="take_off_agenda", data__consent=consent.pk)
    items = {item for event in events for item in event.data["items"]}
    answers = CaseEvent.objects.filter(case_id=consent.case_id, kind="answer_consent", data__consent=consent.pk)
    readers = {person for event in answers for person in event.data["stopped"]}
    return Stopped(
        tuple(Item.objects.filter(pk__in=items).order_by("planned_on").values_list("planned_on", flat=True)),
        tuple(Person.objects.filter(pk__in=readers).order_by("name").values_list("name", flat=True)),
    )
