"""What a "no" stopped: the talks that do not go on, and who cannot read any more."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from caseflow.audit.models import CaseEvent
from caseflow.route.models import Arrangement, Case, Item
from caseflow.route.role_words import person_told
from caseflow.sop.consents import purpose_of_help
from caseflow.sop.schema import Sop
from pupils.models import Consent, Grant, Person
from pupils.sop import sop_of
from pupils.staffing import names_here


@dataclass(frozen=True, slots=True)
class Stopped:
    """`talks` by the day for which they were planned, people as they were called, `helps` by name.

    `people` could read until then; `unread` are those whose days to read were over already.
    """

    talks: tuple[date, ...] = ()
    people: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.talks or self.people or self.unread or self.helps)


def stopped_by(consent: Consent) -> Stopped:
    """From what was recorded when it was stopped; nothing, when nothing was planned or shared yet."""
    events = CaseEvent.objects.filter(case_id=consent.case_id, kind="take_off_agenda", data__consent=consent.pk)
    items = {item for event in events for item in event.data["items"]}
    said = ("answer_consent", "count_no_again")
    answers = CaseEvent.objects.filter(case_id=consent.case_id, kind__in=said, data__consent=consent.pk)
    helps = {one for event in answers for one in event.data.get("helps", ())}
    readers = {person: event.on for event in answers for person in event.data["stopped"]}
    could = _could_read(consent, readers)
    return Stopped(
        tuple(Item.objects.filter(pk__in=items).order_by("planned_on").values_list("planned_on", flat=True)),
        tuple(sorted(_called(consent, could))),
        tuple(sorted(_called(consent, readers.keys() - could))),
        tuple(Arrangement.objects.filter(pk__in=helps).order_by("pk").values_list("name", flat=True)),
    )


def helping_on(case: Case, sop: Sop, consent: Consent, on: date) -> list[int]:
    """The help by somebody from outside that was granted on a yes to this, and goes on by no other yes."""
    purpose = consent.purpose
    others = Consent.objects.live(on).filter(case_id=case.pk, purpose=purpose)
    if others.exclude(pk__in=consent.same_as.values("pk")).exists():
        return []
    granted = Arrangement.objects.filter(case=case, state=Arrangement.GRANTED).order_by("pk")
    return [one.pk for one in granted if purpose_of_help(sop, one.key) == purpose]


def _could_read(consent: Consent, stopped: Mapping[int, date]) -> set[int]:
    """Of those whose reading was ended (on which day), who could still read that day."""
    shared = Grant.objects.filter(
        person__in=stopped, consent__case_id=consent.case_id, consent__purpose=consent.purpose
    ).values_list("person", "ends_on")
    return {person for person, ends_on in shared if ends_on >= stopped[person]}


def _called(consent: Consent, readers: set[int]) -> Iterator[str]:
    """As the question called them; whom it did not name, as the school knows her."""
    if not readers:
        return
    others = Person.objects.filter(pk__in=[pk for pk in readers if str(pk) not in consent.named])
    here = names_here(consent.pupil.school, others) if others else {}
    sop = sop_of(consent.sop_version_id)
    for pk in readers:
        said = consent.named.get(str(pk))
        yield person_told(sop, said).marked if said else here.get(pk, _("iemand van buiten de school"))
