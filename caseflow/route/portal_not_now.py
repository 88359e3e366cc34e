"""What a guardian was asked and goes on without her: a yes of somebody else is not there, or hers is asked no more.

Whose no it is, and why, is not hers to know: an answer is its giver's own.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.consent_text import not_recorded, purpose_called
from caseflow.route.models import Case
from pupils.models import Consent, ConsentAnswer, Guardian
from pupils.models.answer import Answer
from pupils.signing import newest_first


def stopped_without(person: Any) -> dict[int, list[Consent]]:
    """By child, the newest question of each purpose in a case that runs, to which she did not say no herself.

    Also where she said nothing yet: that she is not waited for any more is not left for her to find out.
    """
    today = clock.today()
    running = Case.objects.running().filter(pk=OuterRef("case_id"))
    newer = Consent.objects.filter(case_id=OuterRef("case_id"), purpose=OuterRef("purpose"), pk__gt=OuterRef("pk"))
    asked: Any = Consent.objects.asked_of(person).of_guardians(today).objected(today).current(today)
    own = asked.filter(Exists(running), ~Exists(newer)).with_version().with_own_word(person)
    by_child: dict[int, list[Consent]] = {}
    for consent in own.exclude(own_word__in=ConsentAnswer.no):
        by_child.setdefault(consent.pupil_id, []).append(consent)
    return by_child


def said_not_now(consent: Consent, guardian: Guardian) -> str:
    """In the same words whoever said no: a pupil who answers too cannot be told from a guardian.

    Whose gezag is not recorded reads nothing of what another answered: only that it does not go on.
    """
    if not_recorded(consent, guardian):
        return _("De school gaat hier nu niet mee verder.")
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
    """What a guardian answered to what is asked of her no more since gezag changed: her own words stay hers."""

    pupil_id: int
    about: str
    word: str
    on: date
    view: str


Before = Callable[[Any], Iterable[Once]]
answered: list[Before] = []


def answered_before(tell: Before) -> Before:
    """Register what an app asked of this person once, with her newest answer to each."""
    answered.append(tell)
    return tell


def answered_once(person: Any) -> dict[int, list[Once]]:
    """By child, the newest first."""
    by_child: dict[int, list[Once]] = {}
    for one in sorted((one for tell in answered for one in tell(person)), key=lambda one: one.on, reverse=True):
        by_child.setdefault(one.pupil_id, []).append(one)
    return by_child


def newest_of_each(said: QuerySet[Any], answers: type[Answer]) -> Iterable[Any]:
    newest: dict[int, Any] = {}
    for one in newest_first(said, answers.yes):
        newest.setdefault(getattr(one, answers.subject), one)
    return newest.values()


@answered_before
def consents(person: Any) -> Iterator[Once]:
    mine: Any = Consent.objects.asked_of(person)
    said = ConsentAnswer.objects.filter(guardian__person=person).exclude(consent__in=mine.values("pk"))
    version = said.select_related("consent__sop_version").defer(
        "consent__sop_version__text", "consent__sop_version__advice_text"
    )
    for one in newest_of_each(version, ConsentAnswer):
        word = str(ConsentAnswer.Word(one.answer).label)
        yield Once(one.consent.pupil_id, purpose_called(one.consent), word, one.answered_on, one.view)
