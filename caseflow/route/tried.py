"""What was done with a child beside what all get, as others read it: how long, how much of it, and what it brought.

The file answers per intervention what domain §6.4 asks: for which need, how intense, by whom, how much was really held.
"""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from pupils.models import Intervention
from pupils.sessions import with_counts


def tried_with(pupil_id: int) -> Iterator[dict[str, str]]:
    """A row for each intervention, the oldest first, in the words of a section: when, what, effect, also."""
    rows = Intervention.objects.filter(pupil=pupil_id).select_related("pupil")
    for one in with_counts(rows, clock.today()):
        yield {
            "when": f"{_day(one.starts_on)} – {_day(one.ends_on) if one.ends_on else _('loopt nog')}",
            "what": one.name,
            "effect": "\n".join(text for text in (_of_ones_own(one), _goal(one), one.effect) if text),
            "also": " ".join(_sentences(one)),
        }


def _of_ones_own(one: Intervention) -> str:
    return one.what if one.offer_name and one.what != one.offer_name else ""


def _goal(one: Intervention) -> str:
    return _("Doel: %(goal)s") % {"goal": one.goal} if one.goal else ""


def _sentences(one: Intervention) -> Iterator[str]:
    yield _("Voor: %(need)s.") % {"need": one.need.rstrip(".")}
    often = {"times": one.times_a_week, "minutes": one.minutes, "who": one.by_whom}
    yield _("%(times)s × %(minutes)s minuten per week, door %(who)s.") % often
    if one.group_size > 1:
        yield _("In een groepje van %(number)s.") % {"number": one.group_size}
    if one.level_name:
        yield f"{one.level_name}."
    counted = one.counted
    if counted.planned or counted.held:
        yield _("%(held)s van %(planned)s keer gegeven, in %(effective)s van %(weeks)s schoolweken helemaal.") % {
            "held": counted.held,
            "planned": counted.planned,
            "effective": counted.effective,
            "weeks": counted.weeks,
        }
    if one.score_before:
        yield _("Score vooraf: %(score)s.") % {"score": one.score_before}
    if one.score_after:
        yield _("Score daarna: %(score)s.") % {"score": one.score_after}


def _day(on: date) -> str:
    return date_format(on, "j F Y")
