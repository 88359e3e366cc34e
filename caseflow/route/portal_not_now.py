"""What a guardian was asked and goes on without her: a yes of somebody else is not there, or hers is asked no more.

Whose no it is, and why, is not hers to know: an answer is its giver's own.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.consent_text import purpose_called
from caseflow.route.models import Case
from pupils.models import Consent, ConsentAnswer
from pupils.signing import newest_first


def stopped_without(person: Any) -> dict[int, list[Consent]]:
    """By child, the newest question of each purpose in a case that runs, to which she did not say no herself.

    Also where she said nothing yet: that she is not waited for any more is not left for her to find out.
    """
    today = clock.today()
    running = Case.objects.running().filter(pk=OuterRef("case_id"))
    newer = Consent.objects.filter(case_id=OuterRef("case_id"), purpose=OuterRef("purpose"), pk__gt=OuterRef("pk"))
    asked: Any = Consent.objects.asked_of(person).of_guardians(today).objected(today)
    own = asked.filter(Exists(running), ~Exists(newer), until__gte=today).with_version().with_own_word(person)
    by_child: dict[int, list[Consent]] = {}
    for consent in own.exclude(own_word__in=ConsentAnswer.no):
        by_child.setdefault(consent.pupil_id, []).append(consent)
    return by_child


def said_not_now(consent: Consent) -> str:
    """In the same words whoever said no: a pupil who answers too cannot be told from a guardian."""
    if Consent.objects.of_pupil_too(clock.today()).filter(pk=consent.pk).exists():
        return _("Er is niet van iedereen die hierop antwoordt een ja. Daarom gebeurt dit nu niet.")
    return _("Er is niet van iedereen met gezag een ja. Daarom gebeurt dit nu niet.")


def which_counts(consent: Any) -> str:
    """Of a question that was asked more than once: whether this one holds (`holds`), or was asked anew (`newer`)."""
    if consent.holds:
        return _("deze toestemming geldt, tot en met %(day)s") % {"day": date_format(consent.until, "j F Y")}
    return _("de school vroeg dit later opnieuw") if consent.newer else _("deze toestemming geldt nu niet")


@dataclass(frozen=True, slots=True)
class Once:
    """What a guardian answered to a question that is hers no more since gezag changed: her own word stays hers."""

    purpose: str
    word: str
    on: date


def answered_once(person: Any) -> dict[int, list[Once]]:
    """By child, her newest answer to each such question."""
    mine: Any = Consent.objects.asked_of(person)
    said = ConsentAnswer.objects.filter(guardian__person=person).exclude(consent__in=mine.values("pk"))
    version = said.select_related("consent__sop_version").defer(
        "consent__sop_version__text", "consent__sop_version__advice_text"
    )
    newest: dict[int, ConsentAnswer] = {}
    for one in newest_first(version, ConsentAnswer.yes):
        newest.setdefault(one.consent_id, one)
    by_child: dict[int, list[Once]] = {}
    for one in newest.values():
        word = str(ConsentAnswer.Word(one.answer).label)
        told = Once(purpose_called(one.consent), word, one.answered_on)
        by_child.setdefault(one.consent.pupil_id, []).append(told)
    return by_child
