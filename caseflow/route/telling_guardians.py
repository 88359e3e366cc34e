"""Of whom and how an event about a guardian tells, for staff who read the guardians' names beside it.

An event holds numbers; the names are those that stand on the page, so a name never says more than the page does.
"""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from caseflow.audit.queries import TimelineRow
from pupils.models import ConsentAnswer, Gezag, Guardian, How, Matter

Of = Callable[[TimelineRow], str]

#: How a word came here that somebody of the school heard and wrote down.
NOTED = "noted"
#: The pupil's own words, by what was answered.
OF_THE_PUPIL = {
    ConsentAnswer.Word.GIVEN: lambda: _("De leerling gaf toestemming"),
    ConsentAnswer.Word.REFUSED: lambda: _("De leerling zei nee"),
    ConsentAnswer.Word.WITHDRAWN: lambda: _("De leerling trok de toestemming in"),
}


def of_guardians(guardians: Iterable[Guardian]) -> Of:
    """What comes behind an event's title: whose it is, and for gezag what it became; "" where she did it herself."""
    known = {one.pk: one for one in guardians}

    def told(row: TimelineRow) -> str:
        one = row.data.get("guardian")
        numbers = [one] if one else row.data.get("guardians", [])
        people = [known[number].person for number in numbers if number in known]
        words = [person.name for person in people if person.pk != row.actor_id]
        return ", ".join([*words, _became(row)] if words and row.kind == "record_gezag" else words)

    return told


def _became(row: TimelineRow) -> str:
    said = str(Gezag(row.data["gezag"]).label)
    matters = [str(matter.label) for matter in Matter if row.data.get(f"{matter}_held_by")]
    return f"{said} ({', '.join(matters)})" if matters else said


def by_another(row: TimelineRow) -> bool:
    """Somebody's word that staff wrote down: a guardian's on paper, or the pupil's own."""
    return bool(row.data.get("pupil")) or ("guardian" in row.data and row.data.get("how") in (How.PAPER, NOTED))


def title_on_paper(row: TimelineRow, title: str) -> str:
    if row.kind == "answer_consent" and row.data.get("pupil"):
        said = OF_THE_PUPIL.get(row.data.get("answer", ""))
        title = said() if said else title
    return _("%(title)s, op papier") % {"title": title} if row.data.get("how") == How.PAPER else title


def who_recorded(who: str) -> str:
    return _("Vastgelegd door %(who)s") % {"who": who}
