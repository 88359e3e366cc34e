"""Who must sign, who signed, who objects: one definition, for consent and for agreement, always as SQL.

All guardians with gezag in the matter sign (stricter than the law, domain §1.7), and one whose gezag is not recorded
is waited for too. One objection of either stops (floor rule 2). A guardian may be passed over by the director, which
holds only as long as that guardian has not answered, and only beside another guardian with gezag who did sign.

A reference (`subject`, `pupil`) is the name of a column of the outer query, or a number.
"""

from collections.abc import Container
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from pupils.counting import count_of
from pupils.models.answer import Answer, How
from pupils.models.guardian import SIGNERS, Gezag, Guardian
from pupils.models.passed_over import PassedOver

Ref = str | int
Answers = type[Answer]
Said = QuerySet[Any]  #: guardians with what `standing` says of each


def standing(answers: Answers, subject: Ref, pupil: Ref) -> Said:
    """The signers: gezag in this matter (`worth`) yes, or not yet recorded.

    Each with `said` (the newest answer to this, "" when none), `latest`, `word` (what counts of the two) and `passed`
    (over: passed and silent). Where an answer can be taken back `latest` is her newest word about the same thing, in
    whichever question: if that is a "no" it takes back a "yes" here, and nobody is passed over who said it.
    """
    of_this = _newest(answers, Q(**{answers.subject: outer(subject, 2)}))
    same = answers.taken_back_by(subject, 2)
    latest = of_this if same is None else _newest(answers, same)
    over = PassedOver.objects.filter(guardian=OuterRef("pk"), **{answers.passed: outer(subject, 2)})
    worth = Guardian.objects.filter(pupil_id=outer(pupil)).annotate(worth=answers.says(subject, 1))
    signers = worth.filter(worth__in=SIGNERS)
    each = signers.annotate(said=of_this, latest=latest, _over=Exists(over))
    taken_back = When(said=answers.yes, latest__in=answers.no, then=F("latest"))
    silent = When(Q(_over=True, worth=Gezag.YES, said="") & ~Q(latest__in=answers.no), then=Value(True))
    return each.annotate(word=Case(taken_back, default=F("said")), passed=Case(silent, default=Value(False)))


def _newest(answers: Answers, which: Q) -> Coalesce:
    """Of a guardian (the outer query): her newest of these answers, "" when there is none."""
    said = answers._default_manager.filter(which, guardian=OuterRef("pk"))
    return Coalesce(Subquery(newest_first(said, answers.yes).values("answer")[:1]), Value(""))


def newest_first(said: QuerySet[Any], yes: str) -> QuerySet[Any]:
    """Answers in the order in which they count, a guardian's or the pupil's own; the first is her word.

    A "yes" on paper has no hour, and is filed later than it was signed: it overtakes nothing said on the same day.
    """
    paper_yes = When(how=How.PAPER, answer=yes, then=Value(0))
    said = said.annotate(_told=Case(paper_yes, default=Value(1), output_field=IntegerField()))
    return said.order_by("-answered_on", "-_told", "-answered_at", "-pk")


def overtaken(said: QuerySet[Any], yes: str, no: Container[str], on: date) -> bool:
    """Whether a "yes" on paper of this day says nothing: against a "no" of the same day or later."""
    newest = newest_first(said, yes).first()
    return newest is not None and newest.answer in no and newest.answered_on >= on


def signed(answers: Answers, subject: Ref, pupil: Ref) -> Said:
    """Those whose signature carries: gezag yes, newest answer yes."""
    return standing(answers, subject, pupil).filter(worth=Gezag.YES, word=answers.yes)


def unsigned(answers: Answers, subject: Ref, pupil: Ref) -> Said:
    """Those who are still waited for; who objects is among them."""
    return standing(answers, subject, pupil).exclude(word=answers.yes).exclude(passed=True)


def objecting(answers: Answers, subject: Ref, pupil: Ref) -> Said:
    """Those whose newest answer is a no."""
    return standing(answers, subject, pupil).filter(word__in=answers.no)


def in_the_way(answers: Answers, subject: Ref, pupil: Ref, *, all_must: Combinable) -> Said:
    """Who objects here, or whose newest word about the same is a no; and where all must sign, who is waited for."""
    no = Q(word__in=answers.no) | Q(latest__in=answers.no)
    waited_for = Q(all_must) & ~Q(word=answers.yes) & Q(passed=False)
    return standing(answers, subject, pupil).filter(no | waited_for)


def complete(answers: Answers, subject: Ref, pupil: Ref) -> Q:
    """Signed: at least one guardian with gezag did, and nobody is waited for (so nobody objects)."""
    return Q(Exists(signed(answers, subject, pupil))) & ~Q(Exists(unsigned(answers, subject, pupil)))


def objected(answers: Answers, subject: Ref, pupil: Ref) -> Q:
    return Q(Exists(objecting(answers, subject, pupil)))


def unsigned_count(answers: Answers, subject: Ref, pupil: Ref) -> Case:
    """How many are still waited for. NULL (not known) when nobody is recorded with gezag: nobody then can sign.

    Not known either when all who are waited for are silent and of unknown gezag: whether they must is not known.
    Until a guardian with gezag has signed, those passed over are counted too: they are not passed over alone.
    """
    asked, waiting = standing(answers, subject, pupil), unsigned(answers, subject, pupil)
    everybody = count_of(asked.exclude(word=answers.yes))
    must = waiting.exclude(worth=Gezag.UNKNOWN, word="")
    return Case(
        When(~Exists(asked.filter(worth=Gezag.YES)), then=Value(None)),
        When(Exists(signed(answers, subject, pupil)) & Exists(waiting) & ~Exists(must), then=Value(None)),
        When(Exists(signed(answers, subject, pupil)), then=count_of(waiting)),
        default=everybody,
        output_field=IntegerField(),
    )


def objection_count(answers: Answers, subject: Ref, pupil: Ref) -> Subquery:
    return count_of(objecting(answers, subject, pupil))


def word_of(answers: Answers, subject: int, guardian: Guardian) -> str:
    """One guardian's newest answer, "" when there is none."""
    return next(
        iter(standing(answers, subject, guardian.pupil_id).filter(pk=guardian.pk).values_list("word", flat=True)), ""
    )


def is_objector(answers: Answers, subject: int, guardian: Guardian) -> bool:
    return table(answers, subject, guardian.pupil_id).filter(pk=guardian.pk, objector=True).exists()


def asks_others(answers: Answers, subject: int, guardian: Guardian) -> bool:
    """Whether somebody beside this guardian is asked too; what was answered makes no difference to it."""
    return standing(answers, subject, guardian.pupil_id).exclude(pk=guardian.pk).exists()


def table(answers: Answers, subject: int, pupil: int) -> Said:
    """For a page: the signers of one subject with `word`, `passed` and `objector`, and their person.

    An objector's newest word about the same thing is a no, in whichever question or version: another one, on which she
    is silent, does not take that away, and she is never passed over (domain §1.7). A later yes does.
    """
    newest = _newest(answers, answers.of_the_same(subject))
    signers = standing(answers, subject, pupil).annotate(_of_all=newest)
    objector = Case(When(_of_all__in=answers.no, then=Value(True)), default=Value(False))
    return signers.annotate(objector=objector).select_related("person").order_by("pk")


def outer(ref: Ref, levels: int = 1) -> Any:
    """For a subquery: a column of the query `levels` above, or the number itself."""
    if isinstance(ref, int):
        return ref
    return OuterRef(ref) if levels == 1 else OuterRef(outer(ref, levels - 1))
