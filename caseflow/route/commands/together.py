"""Several cases on the table of one day in one go: each judged and recorded by itself, as if it were planned alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caseflow.route.commands.talk import plan_item
from caseflow.route.models import Case, Item
from caseflow.route.ruling import NotYourHand, Refused, SomeoneWasFirst
from caseflow.route.when import minute_of, time_at
from pupils.errors import Invalid

MOST = 30


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one case: what was planned, or in words why not."""

    case: Case
    item: Item | None = None
    why_not: str = ""


def plan_together(
    questions: Mapping[int, str], *, on: date, begins: time | None, lasts: int | None, actor: Any
) -> list[Outcome]:
    """Plan a talk over each of these cases (number: question) on one day, one after another from `begins`.

    One that cannot be planned leaves its place to the next, and says why; the others are planned all the same.
    """
    if not questions:
        raise Invalid("", _("Kies ten minste één kind."))
    if len(questions) > MOST:
        raise Invalid("", _("Kies hoogstens %(most)s kinderen tegelijk.") % {"most": MOST})
    seen = Case.objects.visible_to(actor).running().select_related("pupil__group").in_bulk(questions)
    outcomes, at = [], begins
    for number in [number for number in questions if number in seen]:
        one = _planned(seen[number], questions[number], on, at, lasts, actor)
        outcomes.append(one)
        if one.item and at and lasts:
            at = time_at(minute_of(at) + lasts)
    return outcomes


def _planned(case: Case, question: str, on: date, at: time | None, lasts: int | None, actor: Any) -> Outcome:
    try:
        with transaction.atomic():
            item = plan_item(case.pk, on=on, question=question, begins=at, lasts=lasts, actor=actor)
            return Outcome(case, item)
    except Invalid as wrong:
        return Outcome(case, why_not=str(wrong.message))
    except Refused:
        return Outcome(case, why_not=_("Er mist nog iets. Open de casus om te zien wat."))
    except NotYourHand:
        return Outcome(case, why_not=_("In deze stap plant iemand anders het gesprek."))
    except (SomeoneWasFirst, Case.DoesNotExist):
        return Outcome(case, why_not=_("De casus is intussen veranderd. Open hem opnieuw."))
