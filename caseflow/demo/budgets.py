"""What the school has to give by its arrangements this school year, as the director wrote it down in its first week."""

from collections.abc import Iterator
from datetime import date

from caseflow.demo.people import DemoSchool
from caseflow.route.commands.budget import set_budget
from caseflow.sop.dates import last_school_day, school_year
from caseflow.sop.vocabulary import RoleKind
from pupils.sop import sop_for

#: arrangement: hours and euros.
BUDGETS: dict[str, tuple[int | None, int | None]] = {
    "poa_begeleiding": (1200, None),
    "viertaal_licht": (100, None),
    "sociale_vaardigheid": (40, None),
    "klassencontact": (None, 1500),
}


def budgets(demo: DemoSchool) -> Iterator[date]:
    year = school_year(demo.today).first.year
    day = date(year, 9, 4)
    yield min(last_school_day(day, sop_for(demo.school, demo.today)[1].free_days()), demo.today)
    director = next(one.person for one in demo.held() if one.kind == RoleKind.DIRECTOR)
    for key, (hours, euros) in BUDGETS.items():
        set_budget(demo.school.pk, key=key, year_from=year, hours=hours, euros=euros, actor=director)
