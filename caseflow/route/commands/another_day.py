"""A talk that was planned goes to another day, or another time of its day: who is invited stays invited."""

from datetime import date, time
from typing import Any

from django.db.models import DateField, OuterRef, Subquery, Value
from django.db.models.functions import Least
from django.utils.translation import gettext as _

from caseflow.notices.kinds import Kind
from caseflow.route.acting import acting
from caseflow.route.commands.agenda import tell_invited
from caseflow.route.commands.talk import in_time, pending_of, read_until
from caseflow.route.models import Item, Meeting
from caseflow.route.reminding import remind_before
from caseflow.route.slots import check_free, slot_of
from caseflow.route.when import clock_time
from pupils.errors import Invalid
from pupils.models import Consent, Grant


def move_item(case_id: int, *, on: date, actor: Any, begins: time | None = None, lasts: int | None = None) -> Item:
    """Another slot for the talk that is planned; its lead time counts only where the day changes.

    What was shared for it may be read as long after the new day as it was after the old one, within the consent.
    """
    with acting("move_item", case_id, actor) as deed:
        item = pending_of(deed.case)
        slot = slot_of(begins, lasts)
        lasts = lasts if slot else None
        if (on, begins, lasts) == (item.planned_on, item.begins, item.lasts):
            raise Invalid("on", _("Deze dag en tijd stonden er al. Kies een andere."))
        if on != item.planned_on or on < deed.on:
            in_time(deed, on)
            item.meeting, _made = Meeting.objects.get_or_create(school=deed.case.school, step=deed.case.step, on=on)
        check_free(item.meeting, slot, kind=item.kind, besides=item.pk)
        item.planned_on, item.begins, item.lasts = on, begins, lasts
        item.change()
        item.save()
        _keep_grants(item, read_until(on, deed.on))
        remind_before(item, deed.on)
        tell_invited([item], Kind.MEETING_MOVED)
        deed.record({"item": item.pk, "on": on, "begins": clock_time(begins) if begins else ""})
        return item


def _keep_grants(item: Item, until: date) -> None:
    consented = Consent.objects.filter(pk=OuterRef("consent_id")).values("until")[:1]
    grants = Grant.objects.filter(item_id=item.pk, ended_on=None, consent__isnull=False)
    grants.update(ends_on=Least(Subquery(consented), Value(until, output_field=DateField())))
