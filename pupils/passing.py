"""What the director sees before she goes on without a guardian: what is missing still, and every try that was made."""

from dataclasses import dataclass
from datetime import date

from pupils.commands.contact import hinders_passing_over
from pupils.models import ConsentAnswer, ContactAttempt, Guardian, PassedOver, Person
from pupils.queries import contact_attempts_of
from pupils.signing import Answers


@dataclass(frozen=True, slots=True)
class Way:
    """`hinders` in the words of the refusal, "" for nothing; tries before `since` do not count.

    `taken` is the decision itself, once it was made: then nothing is left to decide.
    """

    hinders: str
    attempts: tuple[ContactAttempt, ...]
    since: date | None
    taken: PassedOver | None


def way_past(
    guardian: Guardian, director: Person, subject: int, since: date | None, answers: Answers = ConsentAnswer
) -> Way:
    hinders = hinders_passing_over(guardian, director, subject, since, answers)
    taken = PassedOver.objects.filter(guardian=guardian, **{answers.passed: subject}).first()
    return Way(hinders, tuple(contact_attempts_of(guardian, director)), since, taken)
