"""A pupil leaves the school, and sometimes comes back. Recorded by who steers the school, also before the day itself.

From that day on nothing rests on her being here (`here` in models/pupil.py); nothing of the file is deleted.
"""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.dates import Span
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.commands.recording import not_before_birth, not_in_future, record
from pupils.departing import end_grants_of
from pupils.errors import Invalid, at_most, filled, one_of
from pupils.getters import locked
from pupils.models import Group, Person, Pupil
from pupils.own_child import check_not_own_child
from pupils.policy import require_kind

AHEAD = Span(1, "years")  # further off it is a slip in the year


@transaction.atomic
def record_departure(
    pupil_id: int, *, on: date, actor: Person, leaving: str = Pupil.Leaving.LEFT_SCHOOL, where_to: str = ""
) -> Pupil:
    """From this day on she is no pupil of the school. Recorded again, it is another day, way or place.

    A death is never recorded ahead, and asks for no place; it alone is recorded of a child that is not enrolled yet.
    """
    pupil = _held(pupil_id, actor)
    today = clock.today()
    not_before_birth("on", on, pupil)
    if pupil.enrolled_on is None:
        if leaving != Pupil.Leaving.DECEASED:
            raise Invalid("", _("Dit kind is nog niet ingeschreven. Sluit de aanmelding."))
    elif on < pupil.enrolled_on:
        raise Invalid("on", _("Toen was dit kind nog niet ingeschreven. Kijk de datum na."))
    if on > AHEAD.after(today):
        raise Invalid("on", _("Dit is meer dan een jaar vooruit. Kijk het jaartal na."))
    before, pupil.left_on, pupil.leaving = pupil.left_on, on, one_of("leaving", leaving, Pupil.Leaving.values)
    if leaving == Pupil.Leaving.DECEASED:
        not_in_future("on", on)
        if where_to.strip():
            raise Invalid("where_to", _("Je koos dat dit kind is overleden. Maak dit dan leeg."))
    else:
        filled("where_to", where_to)
    pupil.save(update_fields=["left_on", "leaving"])
    ended = end_grants_of([pupil.pk], today) if pupil.has_left else 0
    data = {"left_on": on, "before": before, "leaving": leaving, "grants": ended}
    record("record_departure", pupil, actor, data=data, texts={"where_to": at_most("where_to", where_to, 200)})
    return pupil


@transaction.atomic
def record_return(pupil_id: int, *, on: date, why: str, actor: Person, group_id: int | None = None) -> Pupil:
    """She never left (the day is that of leaving, or it had not come), or she is enrolled anew from a later day.

    In the group that is chosen: who teaches it sees her. Not brought back: what was shared, a talk that went off the
    agenda and, of one enrolled anew, what was asked of her guardians before.
    """
    pupil = _held(pupil_id, actor)
    if pupil.left_on is None:
        raise Invalid("", _("Dit kind is niet van school."))
    before, had_left = pupil.left_on, pupil.has_left
    if pupil.died:
        on = before  # it was a slip
    if had_left:
        not_in_future("on", on)
        if on < before:
            raise Invalid("on", _("Toen was dit kind nog op school. Kijk de datum na."))
    pupil.left_on, pupil.leaving = None, Pupil.Leaving.LEFT_SCHOOL
    if had_left and on > before:
        pupil.enrolled_on = pupil.returned_on = on
    if group_id not in (None, pupil.group_id):
        pupil.group = Group.objects.filter(school=pupil.school_id, pk=group_id).first()
        if pupil.group is None:
            raise Invalid("group_id", _("Kies een groep van deze school."))
        pupil.came_from, pupil.in_group_since = None, clock.today()  # nobody hands her over
    moved = ("group", "came_from", "in_group_since")
    pupil.save(update_fields=["left_on", "leaving", "enrolled_on", "returned_on", *moved])
    data = {"left_on": before, "on": on, "group": pupil.group_id}
    record("record_return", pupil, actor, data=data, texts={"why": filled("why", why, limit=200)})
    return pupil


def _held(pupil_id: int, actor: Person) -> Pupil:
    pupil = locked(Pupil.objects.visible_to(actor), pupil_id)
    require_kind(actor, pupil, SCHOOL_WIDE)
    check_not_own_child(actor, [pupil.pk])
    return pupil
