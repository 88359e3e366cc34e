"""What a guardian who takes her yes back brings about, told beside the button: of what rests on it now, no more."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.models import Arrangement, Case, Item
from caseflow.route.stopped import helping_on
from pupils.models import Consent, Grant
from pupils.sop import sop_for


def rests_on(consent: Consent, case: Case | None) -> list[str]:
    """Each thing that a "no" would stop (commands/after_no.py), as a sentence; nothing where all of it is over."""
    return [*_talks(consent), *_reading(consent), *(_helps(consent, case) if case else ())]


def _talks(consent: Consent) -> Iterator[str]:
    for item in Item.objects.unheld().filter(case=consent.case_id).under(consent):
        yield _("Dan gaat het gesprek van %(day)s niet door.") % {"day": date_format(item.planned_on, "j F Y")}


def _reading(consent: Consent) -> Iterator[str]:
    if Grant.objects.live(clock.today()).filter(consent__in=consent.same_as.all()).exists():
        yield _("Mensen van buiten de school kunnen dan meteen niets meer lezen.")


def _helps(consent: Consent, case: Case) -> Iterator[str]:
    """Where the yes holds no more, there is nothing to stop."""
    today = clock.today()
    if not Consent.objects.live(today).filter(pk__in=consent.same_as.values("pk")).exists():
        return
    _version, sop = sop_for(case.school, today)
    helps = Arrangement.objects.filter(pk__in=helping_on(case, sop, consent, today))
    for name in helps.values_list("name", flat=True):
        told = _("Voor ‘%(name)s’ deelt de school dan niets meer met mensen van buiten.")
        yield f"{told % {'name': name}} {_('Of en hoe die hulp doorgaat, bespreken school en ouders samen.')}"
