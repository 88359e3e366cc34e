"""What waits around a consent: a yes that ends before what rests on it, or that the child soon gives too."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.asking import in_time
from caseflow.route.choosing import open_cases
from caseflow.route.mine import is_owner, roles_held, sops_of
from caseflow.route.models import Arrangement, Case, Item
from caseflow.route.waiting import task_row
from caseflow.sop.consents import purpose_of_help
from caseflow.sop.schema import Sop
from pupils.models import Consent, ConsentAnswer
from pupils.waiting import Waiting, waits

#: A talk with the parents and their answer take some weeks.
ASK_AGAIN = timedelta(weeks=4)


@waits
def of_consents(person: Any) -> Iterator[Waiting]:
    held = roles_held(person)
    if held:
        yield from _running_out(open_cases(person).running(), held)
        yield from _grown_up(open_cases(person).running(), held)


def _running_out(cases: Any, held: list[Any]) -> Iterator[Waiting]:
    """A yes that ends within weeks, or ended, while the help or the talk that rests on it goes beyond its last day."""
    today, sops = clock.today(), sops_of(held)
    newer = Consent.objects.filter(case_id=OuterRef("case_id"), purpose=OuterRef("purpose"), pk__gt=OuterRef("pk"))
    said_yes = ConsentAnswer.objects.filter(consent=OuterRef("pk"), answer=ConsentAnswer.yes)
    asked = Consent.objects.filter(Exists(said_yes), ~Exists(newer), case_id__in=cases.values("pk"))
    goes_beyond = Consent.objects.current(today + ASK_AGAIN + timedelta(days=1)).values("pk")
    ending = asked.exclude(pk__in=goes_beyond).exclude(pk__in=Consent.objects.objected(today).values("pk"))
    rows = list(ending.select_related("pupil").order_by("until", "pk"))
    by_number = {case.pk: case for case in cases.filter(pk__in={one.case_id for one in rows})}
    goes_on = _rests_until(by_number, sops)
    for consent in rows:
        case = by_number[consent.case_id]
        until = goes_on.get((case.pk, consent.purpose))
        last_day = consent.last_day
        if until and until > last_day and is_owner(held, case, sops[case.school_id]):
            over = last_day < today
            url = f"{reverse('route:act', args=[case.pk, 'ask_consent'])}?again={consent.pk}"
            yield task_row(case, _asks_again(consent.purpose_name, over=over), url, due_on=last_day, late=over)


def _asks_again(purpose: str, *, over: bool) -> str:
    if over:
        return _("De toestemming is verlopen (%(what)s): vraag opnieuw als dit doorgaat") % {"what": purpose}
    return _("De toestemming loopt af (%(what)s): vraag opnieuw als dit doorgaat") % {"what": purpose}


def _grown_up(cases: Any, held: list[Any]) -> Iterator[Waiting]:
    """A yes of guardians that within weeks no longer carries alone, or does not any more, and is still of use.

    From twelve in matters of care, from sixteen in all, the child answers too (domain §1.6).
    """
    today, sops = clock.today(), sops_of(held)
    given = Exists(ConsentAnswer.objects.filter(consent=OuterRef("pk"), answer=ConsentAnswer.yes))
    asked = in_time(Consent.objects.current(today), today).filter(given, case_id__in=cases.values("pk"))
    soon = asked.of_pupil_too(today + ASK_AGAIN).exclude(pk__in=Consent.objects.objected(today).values("pk"))
    rows = list(soon.without_pupils_yes().select_related("pupil").order_by("pupil__born_on", "pk"))
    by_number = {case.pk: case for case in cases.filter(pk__in={one.case_id for one in rows})}
    for consent in rows:
        case, day = by_number[consent.case_id], consent.asks_pupil_from
        if consent.asked_on < day <= consent.last_day and is_owner(held, case, sops[case.school_id]):
            url = reverse("route:pupil_answer", args=[consent.pk])
            yield task_row(case, _asks_the_child(consent, day), url, due_on=day, late=day <= today)


def _asks_the_child(consent: Consent, day: date) -> str:
    told = {"age": day.year - consent.pupil.born_on.year, "what": consent.purpose_name}
    return _("Met %(age)s jaar telt ook het eigen ja van het kind (%(what)s): vraag het") % told


def _rests_until(cases: dict[int, Case], sops: dict[int, Sop]) -> dict[tuple[int, str], date]:
    """By case and purpose the last day of what rests on such a yes: help by a partner, or a talk that is planned."""
    found: dict[tuple[int, str], date] = {}
    granted = Arrangement.objects.filter(case__in=cases, state=Arrangement.GRANTED)
    for number, key, until in granted.values_list("case", "key", "ends_on"):
        sop = sops.get(cases[number].school_id)
        if sop and (purpose := purpose_of_help(sop, key)):
            found[number, purpose] = max(until, found.get((number, purpose), until))
    planned = Item.objects.pending().filter(case__in=cases, case__school__in=sops)
    for number, purpose, on in planned.values_list("case", "purpose", "planned_on"):
        found[number, purpose] = max(on, found.get((number, purpose), on))
    return found
