"""What a school has to give by an arrangement in a school year, as its director writes it down."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.models import ArrangementBudget
from caseflow.sop.dates import school_year
from pupils.commands.recording import record_at_school
from pupils.errors import Invalid
from pupils.getters import locked
from pupils.queries import schools_directed_by
from pupils.sop import sop_for

MOST = 10_000_000


@transaction.atomic
def set_budget(
    school_id: int, *, key: str, year_from: int, hours: int | None, euros: int | None, actor: Any
) -> ArrangementBudget:
    """Hours, euros or both, of one arrangement of the SOP in one school year; written again it takes the old place."""
    school = locked(schools_directed_by(actor), school_id)
    _version, sop = sop_for(school, clock.today())
    if key not in sop.arrangements:
        raise Invalid("", _("Kies een arrangement uit het SOP."))
    this = school_year(clock.today()).first.year
    if not this - 1 <= year_from <= this + 1:
        raise Invalid("", _("Kies het schooljaar van nu, dat ervoor of dat erna."))
    if hours is None and euros is None:
        raise Invalid("hours", _("Vul uren of euro's in, of allebei."))
    for field, number in (("hours", hours), ("euros", euros)):
        if number is not None and not 0 <= number <= MOST:
            raise Invalid(field, _("Vul een getal in van 0 tot en met %(most)s.") % {"most": MOST})
    budget, _made = ArrangementBudget.objects.update_or_create(
        school=school, key=key, year_from=year_from, defaults={"hours": hours, "euros": euros}
    )
    data = {"key": key, "year_from": year_from, "hours": hours, "euros": euros}
    record_at_school("set_budget", school, actor, data=data)
    return budget
