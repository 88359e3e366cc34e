"""Which events of a case are not for a person's eyes, or not yet."""

from collections.abc import Callable
from typing import Any

from caseflow import clock
from caseflow.audit.queries import TimelineRow
from caseflow.route.models import Case, LimitJudgement
from caseflow.route.whose import from_home
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.models import Pupil
from pupils.own_child import hears_guardians, is_guardian
from pupils.policy import has_kind

Hide = Callable[[TimelineRow], bool]
#: What may not be told to a person (yet), each from the app whose events they are.
hiding: list[Callable[[Any, Case], Hide]] = []


def hides(rule: Callable[[Any, Case], Hide]) -> Callable[[Any, Case], Hide]:
    """Register which events of a case are not for a person's eyes."""
    hiding.append(rule)
    return rule


def hidden_from(person: Any, case: Case) -> Hide:
    rules = [rule(person, case) for rule in hiding]
    return lambda row: any(rule(row) for rule in rules)


#: What was written down about the gezag of a guardian: court orders, who could not be reached, who was none.
ABOUT_GEZAG = frozenset({"record_gezag", "pass_over_guardian", "remove_guardian"})
#: That a guardian's address is secret, or no more.
ABOUT_ADDRESS = frozenset({"hide_address", "show_address"})
#: Letters between one guardian and the school: that there are any is theirs too.
LETTERS = frozenset({"write_to_school", "read_writing", "answer_writing"})


@hides
def gezag(person: Any, case: Case) -> Hide:
    """A teacher knows who has gezag, not the judgment that it rests on."""
    steers = has_kind(person, case.pupil, SCHOOL_WIDE, clock.today())
    return lambda row: row.kind in ABOUT_GEZAG and not steers


@hides
def addresses(person: Any, case: Case) -> Hide:
    """That an address is secret, and why: a parent from whom it is kept would know that there is something to find."""
    steers = has_kind(person, case.pupil, SCHOOL_WIDE, clock.today()) and not is_guardian(person, [case.pupil])
    return lambda row: row.kind in ABOUT_ADDRESS and not steers


@hides
def judgements(person: Any, case: Case) -> Hide:
    """Why a limit was reached stands in its event too."""
    seen = set(LimitJudgement.objects.visible_to(person).filter(case=case).values_list("pk", flat=True))
    return lambda row: row.kind == "judge_limit" and row.data.get("judgement") not in seen


@hides
def letters(person: Any, case: Case) -> Hide:
    hears = hears_guardians(person, case.pupil)
    return lambda row: row.kind in LETTERS and not hears and row.actor_id != person.pk


#: What staff said of a child among each other, in a talk about the group or the child.
SAID_AT_TALK = frozenset(
    {
        *("put_on_talk", "take_off_talk", "put_back_on_talk", "talk_over", "note_at_talk", "agree_at_talk"),
        *("take_back_talk_line", "finish_agreement", "reopen_agreement"),
    }
)


@hides
def talks(person: Any, case: Case) -> Hide:
    """For who talks the child over, and for nobody who is its parent (policy.py)."""
    takes_part = Pupil.objects.talked_over_by(person).filter(pk=case.pupil_id).exists()
    return lambda row: row.kind in SAID_AT_TALK and not takes_part


def unheard_by(person: Any, case: Case) -> Hide:
    """Of which events she reads that they happened and not the words: a guardian's or the child's (own_child.py).

    What she wrote herself she knows.
    """
    hears = hears_guardians(person, case.pupil)
    return lambda row: not hears and row.actor_id != person.pk and from_home(row)
