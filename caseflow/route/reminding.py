"""Guardians who do not answer are asked again, as often as the SOP says: of a consent, a plan, a document, a referral.

Each thing that was put before guardians keeps the day of its next reminder; what it asks, its own app registers.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import ngettext

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.kinds import Kind
from caseflow.notices.letters import unprinted
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.route.asking import in_time
from caseflow.route.in_place import in_place
from caseflow.route.models import Case, Item, Paper, Referral, ReferralSeen, ReferralView
from caseflow.route.models.paper import ANSWERS
from caseflow.route.watch import in_bites, sweeps_nightly
from caseflow.sop.schema import Sop
from pupils.departing import tells_return
from pupils.models import Consent, ConsentAnswer, Guardian, PassedOver, Person, Pupil
from pupils.models.guardian import SIGNERS
from pupils.signing import Answers
from pupils.sop import sops_for
from pupils.ways_in import mail_is_hers


def first_reminder(sop: Sop, on: date, talk: date | None = None) -> date | None:
    """The day on which whoever is still silent is asked again; never, where the school does that by telephone.

    Of what is asked about a talk: the day before it, where the school's own day would come too late.
    """
    if sop.asking is None:
        return None
    day = sop.asking.remind_every.after(on)
    eve = talk - timedelta(days=1) if talk and talk <= day else day
    return eve if eve > on else day


def remind_before(item: Item, on: date) -> None:
    """A talk was planned or moved: what is asked about it already is brought to mind before its day."""
    eve = item.planned_on - timedelta(days=1)
    if eve > on:
        asked = Consent.objects.pending(on).filter(case_id=item.case_id, purpose=item.purpose)
        asked.filter(remind_on__gt=eve).update(remind_on=eve)


@dataclass(frozen=True)
class Asked:
    """One kind of thing that guardians answer.

    `waiting` gives, for a day, the rows that still wait, each with `of_case` (the number of its case, which runs or
    else nobody is reminded); `answers` is the table in which the answer to a row stands; `asks` whether it is this
    guardian whose answer is waited for, under the SOP of that day (None: the school has none). `talks` gives the day
    of the talk that a row is about, where it is about one.
    """

    name: str
    model: type[Any]
    waiting: Callable[[date], QuerySet[Any]]
    answers: Callable[[Any], Answers]
    asks: Callable[[Any, Guardian, Sop | None], bool] = lambda _row, guardian, _sop: guardian.say in SIGNERS
    talks: Callable[[Sequence[Any]], dict[int, date]] = lambda _rows: {}


#: All of them: each app's own, as its sweep is made.
kinds: list[Asked] = []


def sweep_of(asked: Asked) -> Callable[[date], int]:
    """The nightly sweep of one kind: a fixed number of statements for each bite of cases."""
    kinds.append(asked)

    def sweep(on: date) -> int:
        running = Case.objects.running().filter(pk=OuterRef("of_case"))
        due = asked.waiting(on).filter(Exists(running), remind_on__lte=on)
        return in_bites(due, "of_case", lambda rows: _remind(asked, rows, on))

    sweep.__module__, sweep.__name__ = __name__, f"remind_of_{asked.name}"
    return sweep


def _remind(asked: Asked, rows: list[Any], on: date) -> int:
    cases = {
        case.pk: case for case in Case.objects.filter(pk__in={row.of_case for row in rows}).select_related("pupil")
    }
    known = sops_for({case.school_id for case in cases.values()}, on)
    sops = {pk: known[case.school_id][1] if case.school_id in known else None for pk, case in cases.items()}
    silent = _silent(asked, rows, cases, sops)
    talks = asked.talks(rows)
    for row in rows:
        sop = sops[row.of_case]
        row.remind_on = first_reminder(sop, on, talks.get(row.pk)) if sop else None
    asked.model.objects.bulk_update(rows, ["remind_on"])
    mailed = _mailed(silent)
    told = [row for row in rows if mailed[row.pk]]
    CaseEvent.objects.append_many(
        [
            in_place(
                cases[row.of_case],
                "remind_guardians",
                on,
                {asked.name: row.pk, "guardians": [guardian.pk for guardian in mailed[row.pk]]},
            )
            for row in told
        ]
    )
    notify_many(_notices(asked, rows, cases, _without_letter(rows, silent, mailed), on))
    return len(rows)


def _silent(
    asked: Asked, rows: Sequence[Any], cases: dict[int, Case], sops: dict[int, Sop | None]
) -> dict[int, list[Guardian]]:
    """Of each row the guardians who are waited for and never said a word."""
    of_pupil: dict[int, list[Guardian]] = defaultdict(list)
    for guardian in Guardian.objects.filter(pupil__in={case.pupil_id for case in cases.values()}).order_by("pk"):
        of_pupil[guardian.pupil_id].append(guardian)
    quiet: dict[int, list[Guardian]] = defaultdict(list)
    for table in {asked.answers(row) for row in rows}:
        own = [row for row in rows if asked.answers(row) is table]
        numbers = [row.pk for row in own]
        said = table._default_manager.filter(**{f"{table.subject}__in": numbers}).values_list(table.subject, "guardian")
        heard = {*said, *(_passed_over(table.passed, numbers) if table.passed else ())}
        for row in own:
            quiet[row.pk] = [
                guardian
                for guardian in of_pupil[cases[row.of_case].pupil_id]
                if asked.asks(row, guardian, sops[row.of_case]) and (row.pk, guardian.pk) not in heard
            ]
    return quiet


@tells_return
def reminded_again(pupil: Pupil) -> Iterable[str]:
    """No day of a reminder was taken away when she left."""
    today, of_case = clock.today(), Case.objects.open().filter(pupil=pupil).values("pk")
    rows = [asked.waiting(today).filter(of_case__in=of_case, remind_on__isnull=False) for asked in kinds]
    if number := sum(one.count() for one in rows):
        told = ngettext(
            "Over %(number)d vraag, plan, document of verwijzing krijgen ouders dan weer herinneringen.",
            "Over %(number)d vragen, plannen, documenten en verwijzingen krijgen ouders dan weer herinneringen.",
            number,
        )
        yield told % {"number": number}


def _passed_over(column: str, numbers: list[int]) -> QuerySet[Any, Any]:
    return PassedOver.objects.filter(**{f"{column}__in": numbers}).values_list(column, "guardian")


def _mailed(silent: dict[int, list[Guardian]]) -> dict[int, list[Guardian]]:
    """Of each row those whom the mail of tonight reaches. Another gets a letter, and the case says so once it is given:
    one that lies unprinted reminded nobody."""
    people = {guardian.person_id for quiet in silent.values() for guardian in quiet}
    hers = Person.objects.filter(mail_is_hers(""), pk__in=people, email__isnull=False)
    reached = set(hers.values_list("pk", flat=True))
    return {row: [one for one in quiet if one.person_id in reached] for row, quiet in silent.items()}


def _without_letter(
    rows: Sequence[Any], silent: dict[int, list[Guardian]], mailed: dict[int, list[Guardian]]
) -> dict[int, list[Guardian]]:
    """Of each row whom there is something new to send: not to who has a letter about it lying there still."""
    people = {guardian.person_id for quiet in silent.values() for guardian in quiet}
    lying = unprinted(people, {row.of_case for row in rows})
    return {
        row.pk: [one for one in silent[row.pk] if one in mailed[row.pk] or (one.person_id, row.of_case) not in lying]
        for row in rows
    }


def _notices(
    asked: Asked, rows: Sequence[Any], cases: dict[int, Case], silent: dict[int, list[Guardian]], on: date
) -> Iterator[NoticeSpec]:
    for row in rows:
        for guardian in silent[row.pk]:
            yield NoticeSpec(
                key=f"{asked.name}-{row.pk}-again-{on}-{guardian.person_id}",
                recipient_id=guardian.person_id,
                kind=Kind.ANSWER_AWAITED,
                school_id=cases[row.of_case].school_id,
                case_id=row.of_case,
            )


def _consents(on: date) -> QuerySet[Any]:
    """Nor about a talk on the day itself: a mail of that night comes too late."""
    today = Item.objects.unheld().filter(case=OuterRef("case_id"), purpose=OuterRef("purpose"), planned_on=on)
    waiting = in_time(Consent.objects.unanswered(on), on).exclude(Exists(today))
    return waiting.annotate(of_case=F("case_id"))


def _talks_of(consents: Sequence[Any]) -> dict[int, date]:
    """The day of the talk that is planned for the same, by consent."""
    pending = Item.objects.pending().filter(case__in={one.case_id for one in consents})
    days = {(case, purpose): on for case, purpose, on in pending.values_list("case", "purpose", "planned_on")}
    return {one.pk: days[one.case_id, one.purpose] for one in consents if (one.case_id, one.purpose) in days}


def _papers(on: date) -> QuerySet[Any]:
    laid = Paper.objects.current().filter(state=Paper.LAID).exclude(signature=Paper.NONE)
    return laid.annotate(of_case=F("case_id"))


def _signs(consent: Consent, guardian: Guardian, _sop: Sop | None) -> bool:
    return (guardian.say_in_care if consent.care else guardian.say) in SIGNERS


def _referrals(on: date) -> QuerySet[Any]:
    """Shown, not sent, and somebody who saw it did not say a word; whether she is waited for, `_may_say` knows."""
    in_time = ExpressionWrapper(Q(view_until__gte=on), output_field=BooleanField())
    silent = ReferralView.objects.unanswered().annotate(in_time=in_time)
    shown = Referral.objects.filter(Exists(silent.filter(referral=OuterRef("pk"))), state=Referral.CONCEPT)
    waiting = shown.with_signatures().annotate(of_case=F("case_id"))
    return waiting.prefetch_related(Prefetch("views", silent, to_attr="silent"))


def _may_say(referral: Any, guardian: Guardian, sop: Sop | None) -> bool:
    """As long as she can add her view; for a desk that asks her signature until it is there, or another's is enough."""
    view = next((one for one in referral.silent if one.guardian_id == guardian.pk), None)
    if view is None or not guardian.may_read:
        return False
    desk = sop.desks.get(referral.desk) if sop else None
    sign = desk.parents_sign if desk else "nobody"
    return bool(view.in_time or sign == "all" or (sign == "one" and not referral.signed))


sweeps_nightly(sweep_of(Asked("consent", Consent, _consents, lambda _row: ConsentAnswer, _signs, _talks_of)))
sweeps_nightly(sweep_of(Asked("paper", Paper, _papers, lambda row: ANSWERS[row.signature])))
sweeps_nightly(sweep_of(Asked("referral", Referral, _referrals, lambda _row: ReferralSeen, _may_say)))
