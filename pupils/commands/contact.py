"""Trying to reach a guardian, and going on without one who cannot be reached."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.recording import not_in_future, record
from pupils.errors import ChildLeft, Invalid, at_most, filled, one_of
from pupils.getters import locked
from pupils.models import Consent, ConsentAnswer, ContactAttempt, Gezag, Guardian, PassedOver, Person
from pupils.own_child import check_not_own_child
from pupils.policy import require_kind
from pupils.signing import Answers, Said, is_objector, newest_first, overtaken, word_of

TRIES_NEEDED = 2
NOTE = 500


@transaction.atomic
def record_contact_attempt(guardian_id: int, on: date, how: str, note: str = "", *, actor: Person) -> ContactAttempt:
    """A try, dated, and what came of it: by whoever works with the child, but not the child's own other parent."""
    guardian = locked(Guardian.objects.visible_to(actor), guardian_id)
    check_not_own_child(actor, [guardian.pupil_id])
    attempt = ContactAttempt.objects.create(
        guardian=guardian,
        on=not_in_future("on", on),
        how=one_of("how", how, ContactAttempt.How.values),
        note=at_most("note", note, NOTE),
        recorded_by=actor,
    )
    data = {"guardian": guardian.pk, "on": on, "how": how}
    record("record_contact_attempt", guardian.pupil, actor, data=data, texts={"note": attempt.note})
    return attempt


@transaction.atomic
def pass_over_guardian(
    *,
    guardian_id: int,
    reasons: str,
    actor: Person,
    consent_id: int | None = None,
    handelingsdeel_id: int | None = None,
    paper_id: int | None = None,
    referral_id: int | None = None,
    answers: Answers = ConsentAnswer,
    since: date | None = None,
) -> PassedOver:
    """The director goes on without one guardian, for one consent or one version of a text (domain §1.7).

    Only after tries on two days since it was asked, never past a guardian who objected, never past the only one with
    gezag. For a handelingsdeel, a document or a referral its own app calls this with its table of answers and the day
    on which it was offered (`since`), having looked the version up itself.
    """
    guardian = locked(Guardian.objects.visible_to(actor), guardian_id)
    require_kind(actor, guardian.pupil, {RoleKind.DIRECTOR})
    if guardian.pupil.has_left:
        raise ChildLeft
    subject, asked_on = _subject(guardian, consent_id, (handelingsdeel_id, paper_id, referral_id), answers, since)
    _check_pass_over(guardian, actor, subject, asked_on, answers)
    named: dict[str, Any] = {
        "consent_id": consent_id,
        "handelingsdeel_id": handelingsdeel_id,
        "paper_id": paper_id,
        "referral_id": referral_id,
    }
    passed, is_new = PassedOver.objects.get_or_create(
        guardian=guardian,
        **named,
        defaults={"by": actor, "reasons": filled("reasons", reasons), "on": clock.today()},
    )
    if is_new:
        data = {"guardian": guardian.pk, **{column.removesuffix("_id"): number for column, number in named.items()}}
        record("pass_over_guardian", guardian.pupil, actor, data=data, texts={"reasons": passed.reasons})
    return passed


def silent(
    pairs: Said,
    actor: Person,
    *,
    answers: Answers = ConsentAnswer,
    same: Iterable[str] = ("case_id", "purpose"),
    pupil: str = "pupil",
) -> Said:
    """Of these questions, each beside one `guardian` who is asked `since` a day, those where only tries may be wanting.

    With `days`, on how many she was tried, at least one, and `tried_on`, the last: from TRIES_NEEDED on nothing stands
    in the director's way. `same`: what another question about the same thing has in common with it. What
    `_check_pass_over` refuses, for many at once; a test holds the two together.
    """
    own = Guardian.objects.filter(person=actor, pupil=OuterRef(pupil))
    hers = Guardian.objects.filter(pk=OuterRef("guardian")).exclude(gezag=Gezag.UNKNOWN)
    others = Guardian.objects.filter(pupil=OuterRef(pupil)).exclude(pk=OuterRef("guardian"))
    in_school, in_care = (
        Q(Exists(hers.filter(**{say: Gezag.YES})), Exists(others.filter(**{say: Gezag.YES})))
        for say in ("say", "say_in_care")
    )
    signs = Q(in_school, care=False) | Q(in_care, care=True) if answers is ConsentAnswer else in_school
    said = answers._default_manager.filter(guardian=OuterRef("guardian"))
    thing = answers.subject.removesuffix("_id")
    of_the_same = said.filter(**{f"{thing}__{column}": OuterRef(column) for column in same})
    newest = newest_first(of_the_same, answers.yes).values("answer")[:1]
    tries = ContactAttempt.objects.filter(guardian=OuterRef("guardian"), on__gte=OuterRef("since")).order_by()
    tried = tries.values("guardian").annotate(days=Count("on", distinct=True), last=Max("on"))
    over = PassedOver.objects.filter(guardian=OuterRef("guardian"), **{answers.passed: OuterRef("pk")})
    return (
        pairs.exclude(Exists(own))
        .filter(Exists(tries))
        .annotate(newest=Coalesce(Subquery(newest), Value("")))
        .annotate(days=Subquery(tried.values("days")), tried_on=Subquery(tried.values("last")))
        .filter(signs)
        .exclude(Exists(said.filter(**{answers.subject: OuterRef("pk")})))
        .exclude(newest__in=answers.no)
        .exclude(Exists(over))
        .order_by("pk", "guardian")
    )


def hinders_passing_over(
    guardian: Guardian, actor: Person, subject: int, since: date | None, answers: Answers = ConsentAnswer
) -> str:
    """What stands in the director's way, in the words of the refusal; "" when nothing does."""
    try:
        _check_pass_over(guardian, actor, subject, since, answers)
    except Invalid as wrong:
        return str(wrong.message)
    return ""


def _check_pass_over(guardian: Guardian, actor: Person, subject: int, asked_on: date | None, answers: Answers) -> None:
    check_not_own_child(actor, [guardian.pupil_id])
    care = answers is ConsentAnswer and Consent.objects.filter(pk=subject, care=True).exists()
    _check_may_be_passed(guardian, care=care)
    check_no_objector(answers, subject, [guardian])
    if word_of(answers, subject, guardian):
        raise Invalid("guardian", _("Deze ouder heeft al geantwoord."))
    check_tried(guardian, asked_on)


def _subject(
    guardian: Guardian, consent_id: int | None, texts: tuple[int | None, ...], answers: Answers, since: date | None
) -> tuple[int, date | None]:
    """The number of what is to be signed, and the day from which tries count for it."""
    named = [number for number in texts if number is not None]
    if consent_id is not None and not named and answers is ConsentAnswer:
        consent = locked(Consent.objects.filter(pupil_id=guardian.pupil_id), consent_id)
        return consent_id, consent.asked_on
    if len(named) == 1 and consent_id is None and answers is not ConsentAnswer:
        return named[0], since
    raise ValueError("say one consent, or one text with the table of its answers")


def _check_may_be_passed(guardian: Guardian, *, care: bool) -> None:
    if guardian.gezag == Gezag.UNKNOWN:
        raise Invalid("guardian", _("Leg eerst vast of deze ouder gezag heeft."))
    if (guardian.say_in_care if care else guardian.say) != Gezag.YES:
        raise Invalid("guardian", _("Deze ouder heeft geen gezag: op deze ouder hoef je niet te wachten."))
    others = Guardian.objects.filter(pupil_id=guardian.pupil_id).exclude(pk=guardian.pk)
    if not others.filter(**{"say_in_care" if care else "say": Gezag.YES}).exists():
        raise Invalid("guardian", _("Dit is de enige ouder met gezag. Zonder deze ouder kan het niet."))


def check_no_objector(answers: Answers, subject: int, guardians: Iterable[Guardian]) -> None:
    """Asked once more about the same, or about another version of it, she may be silent: her "no" is still her word."""
    if any(is_objector(answers, subject, guardian) for guardian in guardians):
        raise Invalid("guardian", _("Deze ouder heeft bezwaar gemaakt. Dan gaat het niet door; ga eerst in gesprek."))


def check_reads_before_yes(answers: Answers, guardian: Guardian, answer: str) -> None:
    """Whose gezag is not recorded may stop a text and not read it: nobody says yes to what she did not read (§1.7)."""
    if answer == answers.yes and not guardian.may_read:
        raise Invalid("answer", _("Van deze ouder ligt het gezag nog niet vast. Bezwaar maken kan wel."))


def check_not_overtaken(answers: Answers, subject: int, guardian: Guardian, answer: str, on: date) -> None:
    """A "yes" on paper says nothing against a "no" of the same day or later: that guardian says it herself again."""
    said = answers._default_manager.filter(guardian=guardian, **{answers.subject: subject})
    if answer == answers.yes and overtaken(said, answers.yes, answers.no, on):
        raise Invalid(
            "answered_on", _("Deze ouder zei die dag of later nee. Vraag de ouder zelf opnieuw te antwoorden.")
        )


def check_tried(guardian: Guardian, since: date | None) -> None:
    """Refuse while a guardian was not tried on two days since something was asked of her."""
    tries = ContactAttempt.objects.filter(guardian=guardian, **({"on__gte": since} if since else {}))
    if tries.values("on").distinct().count() < TRIES_NEEDED:
        raise Invalid(
            "guardian", _("Probeer deze ouder eerst op twee verschillende dagen te bereiken, en leg dat vast.")
        )
