"""What waits around a consent: for the director a parent who stays silent, for the owner a yes that ends too soon."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.mine import directs, is_owner, roles_held, sops_of
from caseflow.route.models import Arrangement, Case, Item
from caseflow.route.waiting import task_row
from pupils.commands.contact import TRIES_NEEDED
from pupils.models import Consent, ConsentAnswer, ContactAttempt, Gezag, Guardian, PassedOver
from pupils.waiting import Waiting, waits

#: A talk with the parents and their answer take some weeks.
ASK_AGAIN = timedelta(weeks=4)


@waits
def of_consents(person: Any) -> Iterator[Waiting]:
    held = roles_held(person)
    if not held:
        return
    cases = Case.objects.visible_to(person).open().select_related("pupil__group", "school")
    asked = list(Consent.objects.pending(clock.today()).filter(case_id__in=cases.values("pk")))
    by_number = {case.pk: case for case in cases.filter(pk__in={one.case_id for one in asked})}
    mine = [one for one in asked if directs(held, by_number[one.case_id])]
    for consent, guardian in _silent(mine):
        url = reverse("route:pass_over", args=[consent.pk, guardian])
        yield task_row(by_number[consent.case_id], _("Een ouder is niet te bereiken: besluit of je verdergaat"), url)
    yield from _running_out(cases, held)


def _silent(asked: list[Consent]) -> Iterator[tuple[Consent, int]]:
    """Guardians with gezag who said nothing, and were tried often enough since it was asked (domain §1.7)."""
    tried: dict[int, set[date]] = defaultdict(set)
    attempts = ContactAttempt.objects.filter(guardian__pupil__in={one.pupil_id for one in asked})
    for guardian, day in attempts.values_list("guardian", "on"):
        tried[guardian].add(day)
    guardians = Guardian.objects.filter(pk__in=tried)
    over = set(PassedOver.objects.filter(consent__in=asked).values_list("consent", "guardian"))
    said = set(ConsentAnswer.objects.filter(consent__in=asked).values_list("consent", "guardian"))
    for consent in asked:
        for one in [one for one in guardians if one.pupil_id == consent.pupil_id]:
            days = [day for day in tried[one.pk] if day >= consent.asked_on]
            has_say = (one.say_in_care if consent.care else one.say) == Gezag.YES
            if has_say and len(days) >= TRIES_NEEDED and (consent.pk, one.pk) not in over | said:
                yield consent, one.pk


def _running_out(cases: Any, held: list[Any]) -> Iterator[Waiting]:
    """A yes that ends within weeks, or ended, while help is granted or a talk is planned beyond it."""
    today, sops = clock.today(), sops_of(held)
    newer = Consent.objects.filter(case_id=OuterRef("case_id"), purpose=OuterRef("purpose"), pk__gt=OuterRef("pk"))
    help_goes_on = Arrangement.objects.filter(
        case=OuterRef("case_id"), state=Arrangement.GRANTED, ends_on__gt=OuterRef("until")
    )
    talk_comes = Item.objects.pending().filter(
        case=OuterRef("case_id"), purpose=OuterRef("purpose"), planned_on__gt=OuterRef("until")
    )
    said_yes = ConsentAnswer.objects.filter(consent=OuterRef("pk"), answer=ConsentAnswer.yes)
    ending = Consent.objects.filter(
        Q(Exists(help_goes_on)) | Q(Exists(talk_comes)),
        Exists(said_yes),
        ~Exists(newer),
        case_id__in=cases.values("pk"),
        until__lte=today + ASK_AGAIN,
    ).exclude(pk__in=Consent.objects.objected(today).values("pk"))
    rows = list(ending.order_by("until", "pk"))
    by_number = {case.pk: case for case in cases.filter(pk__in={one.case_id for one in rows})}
    for consent in rows:
        case = by_number[consent.case_id]
        if case.school_id in sops and is_owner(held, case, sops[case.school_id]):
            title = _("De toestemming loopt af: vraag haar opnieuw als het doorgaat")
            url = reverse("route:act", args=[case.pk, "ask_consent"])
            yield task_row(case, title, url, due_on=consent.until, late=consent.until < today)
