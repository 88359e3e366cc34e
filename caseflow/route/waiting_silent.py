"""What waits because a guardian stays silent: the owner of the step tries once more, the director decides to go on.

What she was asked is a consent, a document or a referral; an app above adds what it asks (domain §1.7).
"""

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.asking import in_time
from caseflow.route.choosing import open_cases
from caseflow.route.mine import Held, directs, falls_to, held_at, is_owner, parents_of, roles_held, sops_of
from caseflow.route.models import Case, Paper, Referral, ReferralSeen
from caseflow.route.models.paper import ANSWERS
from caseflow.route.waiting import task_row
from caseflow.sop.schema import Sop
from pupils.commands.contact import TRIES_NEEDED, silent
from pupils.models import Consent
from pupils.signing import Said
from pupils.waiting import Waiting, waits

#: Of these cases the questions on which guardians are silent (`silent`), each with `in_case`, by where one goes on.
Asks = Callable[[Any, Any, dict[int, Sop]], Iterator[tuple[str, Said]]]
asking: list[Asks] = []


def asks(tell: Asks) -> Asks:
    """Register what an app asks guardians to sign."""
    asking.append(tell)
    return tell


@waits
def of_silent(person: Any) -> Iterator[Waiting]:
    held = roles_held(person)
    if not held:
        return
    cases, sops = open_cases(person).running(), sops_of(held)
    asked = [one for tell in asking for one in tell(person, cases, sops)]
    found = [(page, *row) for page, rows in asked for row in rows.values_list(*_ROW)]
    by_number: dict[int, Case] = {case.pk: case for case in cases.filter(pk__in={row[2] for row in found})}
    to_try: dict[int, Case] = {}  # by guardian: who is asked two things is called once
    for page, number, case_number, guardian, days, tried_on in found:
        case = by_number[case_number]
        if days >= TRIES_NEEDED and directs(held, case):
            title = _("Een ouder is niet te bereiken: besluit of je verdergaat")
            yield task_row(case, title, reverse(page, args=[number, guardian]))
        elif days < TRIES_NEEDED and tried_on < clock.today():
            to_try[guardian] = case
    mine = _hers(person, held, to_try.values(), sops)
    for guardian, case in to_try.items():
        if case.pk in mine:
            title = _("Een ouder antwoordt nog niet: probeer het een tweede keer")
            yield task_row(case, title, reverse("pupils:contact", args=[guardian]))


def _hers(person: Any, held: list[Held], cases: Collection[Case], sops: dict[int, Sop]) -> set[int]:
    """Those at whose step she works; and those that fall to her, since all who do are parents of the child."""
    mine = {case.pk for case in cases if is_owner(held, case, sops[case.school_id])}
    others = [case for case in cases if case.pk not in mine]
    if others:
        everybody = held_at({case.school_id for case in others})
        parents = parents_of([case.pupil_id for case in others])
        for case in others:
            owns = partial(is_owner, case=case, sop=sops[case.school_id])
            mine |= {case.pk} if falls_to(person.pk, case.pupil, owns, everybody, parents) else set()
    return mine


_ROW = ("pk", "in_case", "guardian", "days", "tried_on")


@asks
def consents(person: Any, cases: Any, sops: dict[int, Sop]) -> Iterator[tuple[str, Said]]:
    pending = in_time(Consent.objects.pending(clock.today()), clock.today()).filter(case_id__in=cases.values("pk"))
    of_each = pending.annotate(guardian=F("pupil__guardians"), since=F("asked_on"), in_case=F("case_id"))
    yield "route:pass_over", silent(of_each, person)


@asks
def documents(person: Any, cases: Any, sops: dict[int, Sop]) -> Iterator[tuple[str, Said]]:
    laid = Paper.objects.current().filter(state=Paper.LAID, case__in=cases)
    of_each = laid.annotate(guardian=F("case__pupil__guardians"), since=F("laid_on"), in_case=F("case"))
    for signature, answers in ANSWERS.items():
        signed = of_each.filter(signature=signature)
        said = silent(signed, person, answers=answers, same=("case_id", "key"), pupil="case__pupil")
        yield "route:paper_pass_over", said


@asks
def referrals(person: Any, cases: Any, sops: dict[int, Sop]) -> Iterator[tuple[str, Said]]:
    """Only where the desk asks every guardian to sign."""
    desks = {
        school: [key for key, desk in sop.desks.items() if desk.parents_sign == "all"] for school, sop in sops.items()
    }
    all_sign = Q(pk=None)
    for school, keys in desks.items():
        all_sign |= Q(case__school=school, desk__in=keys)
    shown = Referral.objects.filter(all_sign, state=Referral.CONCEPT, case__in=cases)
    of_each = shown.annotate(guardian=F("views__guardian"), since=F("views__shown_on"), in_case=F("case"))
    same = ("case_id", "desk")
    said = silent(of_each, person, answers=ReferralSeen, same=same, pupil="case__pupil")
    yield "route:referral_pass_over", said
