"""A child leaves the school: what of the route ends with it or comes back, what leaves the agenda, and who closes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.commands.agenda import clear_agenda
from caseflow.route.in_place import in_place
from caseflow.route.mine import roles_held
from caseflow.route.models import Case, Deadline, DeskCase, Item, Referral, Task
from caseflow.route.portal import asked_of
from caseflow.route.waiting import task_row
from caseflow.route.watch import in_bites, sweeps_nightly
from caseflow.sop.vocabulary import SCHOOL_WIDE, RoleKind
from pupils.departing import LEFT, end_grants_of, ends_with_departure, tells_return
from pupils.models import Consent, Grant, Guardian, Pupil, RoleAssignment
from pupils.models.pupil import here
from pupils.waiting import Waiting, waits


@ends_with_departure
def questions_and_talks(pupil: Pupil) -> Iterable[str]:
    """In numbers; a case is no such thing, it waits for who closes it."""
    guardians = Guardian.objects.filter(pupil=pupil).select_related("pupil", "person")
    if number := sum(len(asked_of(guardian)) for guardian in guardians):
        told = ngettext(
            "%(number)d vraag of uitnodiging aan een ouder vervalt.",
            "%(number)d vragen en uitnodigingen aan ouders vervallen.",
            number,
        )
        yield told % {"number": number}
    for item in Item.objects.pending().filter(case__pupil=pupil):
        yield _("De bespreking van %(day)s gaat van de agenda.") % {"day": date_format(item.planned_on, "j F Y")}
    running = Case.objects.running().filter(pupil=pupil)
    terms = Deadline.objects.pressing().filter(case__in=running).count()
    if number := terms + Task.objects.filter(case__in=running, done_on=None).count():
        told = ngettext(
            "%(number)d termijn of taak vervalt.",
            "%(number)d termijnen en taken vervallen.",
            number,
        )
        yield told % {"number": number}
    copied = Exists(DeskCase.objects.filter(handover=OuterRef("handover")))
    asked = Referral.objects.filter(case__pupil=pupil, state=Referral.SENT).annotate(copied=copied)
    for desk, reads_it_there in asked.values_list("desk_name", "copied"):
        told = _("De verwijzing aan %(desk)s blijft daar liggen. Laat zelf weten dat het kind gaat.")
        if reads_it_there:
            told = _(
                "De verwijzing aan %(desk)s blijft daar liggen tot de casus sluit. Daar leest men de dag, en meer niet."
            )
        yield told % {"desk": desk}
    if number := running.count():
        told = ngettext(
            "De casus blijft open tot hij gesloten wordt. Dat staat dan op de startpagina.",
            "%(number)d casussen blijven open tot ze gesloten worden. Dat staat dan op de startpagina.",
            number,
        )
        yield told % {"number": number}


@tells_return
def what_goes_on_again(pupil: Pupil) -> Iterable[str]:
    """No row of these was closed when she left: they count by her being here."""
    today, running = clock.today(), Case.objects.open().filter(pupil=pupil)
    if number := Consent.objects.unanswered(today).filter(case_id__in=running.values("pk")).count():
        told = ngettext(
            "%(number)d vraag aan ouders wacht dan weer op antwoord.",
            "%(number)d vragen aan ouders wachten dan weer op antwoord.",
            number,
        )
        yield told % {"number": number}
    asked = Consent.objects.current(today).filter(case_id__in=running.values("pk"))
    if asked.exists() and not pupil.died:
        yield _(
            "Was dit kind echt weg? Dan geldt geen toestemming van voor het vertrek meer, en wacht er ook geen vraag "
            "daarover. Vraag het de ouders opnieuw."
        )
    terms = Deadline.objects.running().filter(case__in=running, at_least=False).count()
    if number := terms + Task.objects.filter(case__in=running, done_on=None).count():
        told = ngettext(
            "%(number)d termijn of taak loopt dan weer, met dezelfde datum als eerst.",
            "%(number)d termijnen en taken lopen dan weer, met dezelfde datum als eerst.",
            number,
        )
        yield told % {"number": number}
    for item in Item.objects.filter(case__in=running, state=Item.TAKEN_OFF, taken_off_on__gte=pupil.left_on):
        day = date_format(item.planned_on, "j F Y")
        yield _("De bespreking van %(day)s komt niet vanzelf terug op de agenda.") % {"day": day}
    if Case.objects.filter(pupil=pupil, closed_on__gte=pupil.left_on).exists():
        yield _("De casus die is gesloten, blijft dicht. Is er weer ondersteuning nodig? Open dan een nieuwe casus.")


def hear_departure(events: Sequence[CaseEvent]) -> None:
    """Recorded on the day itself, or after it: whoever was invited hears at once."""
    gone = [event.pupil_id for event in events if event.kind == LEFT and _has_come(event)]
    if gone:
        _take_off(_planned(clock.today()).filter(case__pupil__in=gone), clock.today())


def _has_come(event: CaseEvent) -> bool:
    return date.fromisoformat(event.data["left_on"]) <= clock.today()


@sweeps_nightly
def end_for_who_left(on: date) -> int:
    """What was recorded ahead, on its day. Every queryset holds the rule by itself; this tells who was invited."""
    shared = Grant.objects.filter(~here(on, "pupil__"), ended_on=None, ends_on__gte=on)
    ended = in_bites(shared, "pupil", lambda rows: end_grants_of({row.pupil_id for row in rows}, on), Pupil)
    return ended + _take_off(_planned(on), on)


def _planned(on: date) -> Any:
    return Item.objects.unheld().filter(~here(on, "case__pupil__"))


def _take_off(planned: Any, on: date) -> int:
    def take(rows: list[Item]) -> int:
        taken = {row.case: clear_agenda(row.case) for row in rows}  # one of a case: a constraint holds it
        told = [in_place(case, "take_off_agenda", on, {"items": items}) for case, items in taken.items()]
        CaseEvent.objects.append_many(told)
        return len(rows)

    return in_bites(planned.select_related("case__pupil"), "case", take)


@waits
def of_who_left(person: Any) -> Iterator[Waiting]:
    """To the IB-er, and to the director where nobody is that: the one thing that waits of a child that left."""
    steers = [one for one in roles_held(person) if one.kind in SCHOOL_WIDE]
    gone = Case.objects.visible_to(person).open().filter(~here(clock.today(), "pupil__"))
    rows = list(gone.select_related("pupil__group").order_by("pk")) if steers else []
    of_ib_er = RoleAssignment.objects.current().filter(
        kind=RoleKind.IB_ER, school__in={case.school_id for case in rows}
    )
    with_ib_er = set(of_ib_er.values_list("school", flat=True)) if rows else set()
    for case in rows:
        kinds = {one.kind for one in steers if one.school.pk == case.school_id}
        if RoleKind.IB_ER in kinds or (kinds and case.school_id not in with_ib_er):
            said = _("Dit kind is van school, en de casus loopt nog: sluit hem")
            if case.pupil.died:
                said = _("Dit kind is overleden, en de casus is nog open: sluit hem als je zover bent")
            yield task_row(case, said, "")
