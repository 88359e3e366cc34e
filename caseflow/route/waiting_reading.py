"""A talk to come waits for whoever of the school sits at its table, until she has read what goes along to it."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.route.meetings import GUARDIAN, TALK
from caseflow.route.models import Invitation, Item
from caseflow.route.waiting import SOON, task_row
from caseflow.sop.vocabulary import Part
from pupils.waiting import Waiting, waits


@waits
def to_read_ahead(person: Any) -> Iterator[Waiting]:
    """Who comes from outside reads on a page of her own (reading.py), a guardian in the portal."""
    own = Invitation.objects.filter(person=person, outsider=False).exclude(role=GUARDIAN)
    coming = Item.objects.visible_to(person).pending().filter(kind=TALK, pk__in=own.values("item"))
    near = coming.filter(planned_on__range=(clock.today(), clock.today() + SOON))
    items = list(near.select_related("case__pupil__group"))
    marks = {mark_of(item) for item in items}
    # Of all that shows the question of a talk, only the page to read beforehand opens what was tried with the child.
    opened = ReadRow.objects.filter(person_id=person.pk, part=Part.HGW, object__in=marks)
    read = set(opened.filter(pupil_id__in={item.case.pupil_id for item in items}).values_list("object", flat=True))
    for item in items:
        if mark_of(item) not in read:
            title = _("Lees je in voor %(day)s") % {"day": date_format(item.planned_on, "l j F")}
            url = reverse("route:read_ahead", args=[item.pk])
            yield task_row(item.case, title, url, _("Lees"), due_on=item.planned_on)


def mark_of(item: Item) -> str:
    """By which the read log knows that somebody read for this talk."""
    return f"item-{item.pk}"
