"""What waits around a consent: for the director a parent who stays silent, for the owner a yes that ends too soon."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.choosing import open_cases
from caseflow.route.mine import directs, is_owner, roles_held, sops_of
from caseflow.route.models import Arrangement, Item
from caseflow.route.waiting import task_row
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.contact import TRIES_NEEDED, can_be_passed_over
from pupils.models import Consent, ConsentAnswer, ContactAttempt, Guardian
from pupils.waiting import Waiting, waits

#: A talk with the parents and their answer take some weeks.
ASK_AGAIN = timedelta(weeks=4)


@waits
def of_consents(person: Any) -> Iterator[Waiting]:
    held = roles_held(person)
    if not held:
        return
    cases = open_cases(person)
    if any(one.kind is RoleKind.DIRECTOR for one in held):
        yield from _silent(cases, held, person)
    yield from _running_out(cases, held)


def _silent(cases: Any, held: list[Any], director: Any) -> Iterator[Waiting]:
    """Guardians who were tried often enough and said nothing: what the rule lets the director decide (domain §1.7)."""
    asked = Consent.objects.pending(clock.today()).filter(case_id__in=cases.values("pk"))
    often = ContactAttempt.objects.values("guardian").annotate(days=Count("on", distinct=True))
    tried = Guardian.objects.filter(pk__in=often.filter(days__gte=TRIES_NEEDED).values("guardian"))
    guardians = defaultdict(list)
    for guardian in tried.filter(pupil__in=asked.values("pupil")):
        guardians[guardian.pupil_id].append(guardian)
    for consent in asked.filter(pupil__in=guardians):
        case = cases.get(pk=consent.case_id)
        for guardian in guardians[consent.pupil_id]:
            if directs(held, case) and can_be_passed_over(guardian, consent, director):
                url = reverse("route:pass_over", args=[consent.pk, guardian.pk])
                yield task_row(case, _("Een ouder is niet te bereiken: besluit of je verdergaat"), url)


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
