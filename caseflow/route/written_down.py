"""A guardian's word that staff wrote down: she is told by mail, and on her own page stands who did it and when."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.notices.kinds import Kind
from caseflow.notices.outbox import NoticeSpec, lapse, notify_many
from caseflow.route.acting import Deed
from pupils.models import How
from pupils.models.answer import Answer


def answered(deed: Deed, about: str, given: Answer) -> None:
    """She is asked no more; of what others wrote down for her she hears, where a mail reaches her.

    `about` is how the keys of it begin ("consent-7"). What she says herself after it stands in place of that mail.
    """
    person = given.guardian.person
    lapse(about, person.pk)
    if given.how == How.PAPER and person.email:
        spec = NoticeSpec(
            key=f"{about}-written-{given.pk}",
            recipient_id=person.pk,
            kind=Kind.ANSWER_WRITTEN_DOWN,
            school_id=deed.case.school_id,
            case_id=deed.case.pk,
        )
        notify_many([spec])


def written_down(given: Answer | None) -> str:
    """Who put it in her name, when, and who was there; "" where she said it herself."""
    if given is None or given.recorded_by is None:
        return ""
    told = {
        "name": given.recorded_by.name,
        "day": date_format(given.answered_at.astimezone(clock.AMSTERDAM), "j F Y"),
        "witness": given.witness,
    }
    if given.scan:
        return _("Op papier, opgeschreven door %(name)s op %(day)s. Gezien door: %(witness)s.") % told
    return _("In een gesprek, opgeschreven door %(name)s op %(day)s. Gehoord door: %(witness)s.") % told
