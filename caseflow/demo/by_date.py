"""What the calendar asked of this school, month by month, and what came of it. One thing was left lying each time."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from caseflow.demo.group_talks import agreements_kept, talk_over
from caseflow.demo.people import DemoSchool
from caseflow.sop.dates import Span, last_school_day
from caseflow.sop.vocabulary import OWN_GROUPS
from pupils.commands.occasion import finish_occasion
from pupils.models import Occasion, Person
from pupils.sop import sop_for

NOTES = {
    "sociogram": "Twee kinderen worden door weinig anderen gekozen. De tafelgroepen zijn veranderd; over zes weken kijk ik opnieuw.",
    "kanvas": "De groep scoort hoger op welbevinden dan vorig jaar. Met drie kinderen voer ik een kindgesprek.",
    "bouw": "Vier kinderen doen mee, met een tutor uit de bovenbouw.",
    "hoofdmeting_woorden": "De groep leest vlotter dan in het najaar. Vier kinderen oefenen extra, twee keer per week.",
    "hoofdmeting_rekenen": "Keersommen gaan goed, klokkijken nog niet. Dat komt in het groepsplan.",
    "woordenschat": "De groep groeide. Met vijf kinderen herhaal ik de woorden van het thema in een klein groepje.",
    "groepsbespreking": "De sfeer is goed; na de pauze is het nog zoeken. We beginnen de middag voortaan met tien minuten lezen.",
    "lib": "De groep groeide zoals verwacht. Bij begrijpend lezen valt een deel terug: dat komt in het groepsplan.",
}  # fmt: skip
HELD = "De lessen zijn gegeven, op twee weken na: toen was er projectweek."
MONTHS = 23
ALMOST_DUE = timedelta(days=10)
LATELY = timedelta(days=75)  # of what was due since, one of each is still open


def calendar_kept(demo: DemoSchool) -> Iterator[date]:
    """Some days before the end of each month the teachers write down what they did."""
    free = sop_for(demo.school, demo.today)[1].free_days()
    first = Span(MONTHS, "months").before(demo.today).replace(day=24)
    days = (last_school_day(Span(number, "months").after(first), free) for number in range(MONTHS + 1))
    for day in (day for day in days if day <= demo.today):
        yield day
        _finish(demo, day)


def _finish(demo: DemoSchool, day: date) -> None:
    agreements_kept(demo, day)
    almost = Occasion.objects.open().filter(school=demo.school, due_on__lte=day + ALMOST_DUE).exclude(group=None)
    waiting = almost.select_related("group").order_by("due_on", "entry", "group__position")
    for (due_on, _entry), same in groupby(waiting, key=lambda one: (one.due_on, one.entry)):
        rows = list(same)
        for one in rows[:-1] if due_on > demo.today - LATELY else rows:
            talk_over(demo, one, day)
            finish_occasion(one.pk, note=NOTES.get(one.entry, HELD), actor=_owner(demo, one))


def _owner(demo: DemoSchool, one: Occasion) -> Person:
    held = demo.held()
    own = (role for role in held if role.role == one.owner_role)
    return next(role.person for role in own if role.kind not in OWN_GROUPS or one.group in role.groups.all())
