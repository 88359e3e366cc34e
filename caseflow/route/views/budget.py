"""What a school granted by its arrangements in a school year, what was used of it, and what is still free."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.arranging import Granted, granted_in, hours_of, years_near
from caseflow.route.commands.budget import set_budget
from caseflow.route.forms.helping import BudgetForm
from caseflow.route.models import ArrangementBudget
from caseflow.sop.dates import Days, school_year
from caseflow.sop.vocabulary import SCHOOL_WIDE, RoleKind
from pupils.getters import found
from pupils.models import School
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.queries import schools_directed_by, schools_steered_by
from pupils.requests import SignedIn
from pupils.sop import sop_for

YEAR = "jaar"


@dataclass(frozen=True, slots=True)
class Sum:
    """Of hours or of euros: what there is, what was granted and used; `free` is not known without a budget."""

    budget: int | None
    granted: int
    used: int | Decimal

    @property
    def free(self) -> int | None:
        return None if self.budget is None else self.budget - self.granted

    @property
    def short(self) -> bool:
        return self.free is not None and self.free < 0


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    name: str
    children: int
    hours: Sum | None
    euros: Sum | None
    known: bool


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="numbers of the whole school, for who steers it; no child is named")
def budget(request: SignedIn, school_id: int) -> HttpResponse:
    school, years, year = _school_and_year(request, school_id)
    _version, sop = sop_for(school, clock.today())
    granted = granted_in(school.pk, year, clock.today())
    kept = {one.key: one for one in ArrangementBudget.objects.filter(school=school, year_from=year.first.year)}
    keys = dict.fromkeys([*sop.arrangements, *granted, *kept])
    rows = [
        _row(
            key,
            sop.arrangements[key].name if key in sop.arrangements else "",
            granted.get(key),
            kept.get(key),
            key in sop.arrangements,
        )
        for key in keys
    ]
    directs = schools_directed_by(request.user).filter(pk=school.pk).exists()
    used = [row for row in rows if row.hours or row.euros]
    unused = [row for row in rows if row not in used]
    context = {"school": school, "years": years, "year": year, "rows": used, "unused": unused, "directs": directs}
    return render(request, "route/budget.html", context)


def _row(key: str, name: str, given: Granted | None, kept: ArrangementBudget | None, known: bool) -> Row:
    of = given or Granted()
    there = kept or ArrangementBudget()
    hours = Sum(there.hours, of.hours, hours_of(of.minutes))
    euros = Sum(there.euros, of.euros, of.spent)
    told = [one if one.budget is not None or one.granted or one.used else None for one in (hours, euros)]
    return Row(key, name or of.name or key, len(of.children), told[0], told[1], known)


@policy(Audience.STAFF, kinds={RoleKind.DIRECTOR}, because="the director says what there is to give")
def budget_set(request: SignedIn, school_id: int, key: str) -> HttpResponse:
    school, _years, year = _school_and_year(request, school_id, directs=True)
    kind = sop_for(school, clock.today())[1].arrangements.get(key)
    if kind is None:
        raise Http404
    kept = ArrangementBudget.objects.filter(school=school, key=key, year_from=year.first.year).first()
    form = form_for(request, BudgetForm, initial={"hours": kept.hours, "euros": kept.euros} if kept else None)
    start = year.first.year
    said = _("Het budget is vastgelegd.")
    if post_once(
        request,
        form,
        lambda data: set_budget(school_id, key=key, year_from=start, **data, actor=request.user),
        said=said,
    ):
        return redirect(f"{reverse('route:budget', args=[school_id])}?{YEAR}={start}")
    return render(request, "route/budget_set.html", {"school": school, "kind": kind, "year": year, "form": form})


def _school_and_year(request: SignedIn, school_id: int, *, directs: bool = False) -> tuple[School, list[Days], Days]:
    schools = schools_directed_by(request.user) if directs else schools_steered_by(request.user)
    school, years = found(schools, school_id), years_near(clock.today())
    asked = request.GET.get(YEAR, "")
    this = school_year(clock.today())
    return school, years, next((one for one in years if str(one.first.year) == asked), this)
