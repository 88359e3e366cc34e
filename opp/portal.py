"""What the OPP asks of guardians and lets them read: a version to answer; OPP, evaluations, a flag talked over."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseflow.route.models import Case
from caseflow.route.portal import Ask, Piece, asks_guardian, final_pieces, gone_on
from caseflow.route.portal_not_now import Once, answered_before, newest_of_each
from caseflow.sop.vocabulary import Verdict
from opp.models import Agreement, Evaluation, Flag, Handelingsdeel, Opp
from opp.report import step_told
from pupils.getters import found
from pupils.models import Guardian, PassedOver
from pupils.signing import word_of

VERDICTS = {
    Verdict.PROGRESS: gettext_lazy("Uw kind ging aantoonbaar vooruit."),
    Verdict.NO_PROGRESS: gettext_lazy("Uw kind ging nog niet genoeg vooruit."),
    Verdict.NOT_MEASURABLE: gettext_lazy(
        "We konden niet goed meten hoe het ging. Dat ligt aan de school, niet aan uw kind."
    ),
}


def version_for_guardian(person: Any, pk: int) -> Handelingsdeel:
    """A version that is asked or, for who may read the file, was asked once."""
    versions = Handelingsdeel.objects.asked_of(person) | Handelingsdeel.objects.for_guardian(person)
    return found(versions.select_related("opp__case", "opp__pupil"), pk)


def still_asked(version: Handelingsdeel, *, passed: bool = False) -> bool:
    """Whether an answer is still taken: until the version is in force, and of whom was passed over after it too."""
    running = version.opp.state != Opp.ENDED and version.opp.case.is_running
    return running and version.superseded_on is None and (passed or version.in_force_on is None)


def scored(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Each goal with where the child stands on its scale, in the words written down before the start."""
    return [
        {"goal": one.goal, "now": step_told(one.goal, one.score), "why": one.explanation}
        for one in evaluation.scores.select_related("goal")
    ]


@asks_guardian
def versions_to_answer(guardian: Guardian) -> Iterator[Ask]:
    over = Exists(PassedOver.objects.filter(guardian=guardian, handelingsdeel_id=OuterRef("pk")))
    asked: Any = Handelingsdeel.objects.asked_of(guardian.person).filter(opp__pupil=guardian.pupil_id)
    for version in asked.annotate(over=over).filter(Q(in_force_on=None) | Q(over=True)).select_related("opp__case"):
        if still_asked(version, passed=version.over) and not word_of(Agreement, version.pk, guardian):
            yield Ask(
                guardian.pupil_id,
                gone_on() if version.over else _asks(guardian),
                _("Het plan van de school, het handelingsdeel van het OPP"),
                reverse("opp:guardian_handelingsdeel", args=[version.pk]),
                _("Lezen en kiezen") if guardian.may_read else _("Bekijk"),
                needed=not version.over,
            )


def _asks(guardian: Guardian) -> str:
    """Of whom gezag is not recorded, who may say no and nothing else, no yes is asked."""
    if guardian.may_read:
        return _("Bent u het eens met de hulp voor uw kind?")
    return _("De school legde iets voor aan ouders")


@answered_before
def versions_answered(person: Any) -> Iterator[Once]:
    """Agreement is not taken back: what she said of a plan stays said, though its text is not hers to read now."""
    hers = Handelingsdeel.objects.asked_of(person) | Handelingsdeel.objects.for_guardian(person)
    said = Agreement.objects.filter(guardian__person=person).exclude(handelingsdeel__in=hers.values("pk"))
    for one in newest_of_each(said.select_related("handelingsdeel__opp"), Agreement):
        about = _("Handelingsdeel, versie %(number)s") % {"number": one.handelingsdeel.number}
        word = str(Agreement.Word(one.answer).label)
        yield Once(one.handelingsdeel.opp.pupil_id, about, word, one.answered_on, one.view)


@final_pieces
def opps(person: Any, case: Case) -> Iterator[Piece]:
    for opp in Opp.objects.for_guardian(person).filter(case=case):
        about = _("Waar de school met uw kind naartoe werkt")
        yield Piece(
            _("Het ontwikkelingsperspectief (OPP)"),
            about,
            opp.in_force_on or opp.drawn_up_on,
            reverse("opp:guardian_opp", args=[opp.pk]),
        )


@final_pieces
def evaluations(person: Any, case: Case) -> Iterator[Piece]:
    for one in Evaluation.objects.for_guardian(person).filter(opp__case=case):
        about = str(VERDICTS[Verdict(one.verdict)])
        yield Piece(_("Evaluatie van het OPP"), about, one.held_on, reverse("opp:guardian_evaluation", args=[one.pk]))


@final_pieces
def versions(person: Any, case: Case) -> Iterator[Piece]:
    """Versions that she was asked about, with what became of them."""
    goes_on = case.is_open and not case.pupil.has_left
    for one in Handelingsdeel.objects.for_guardian(person).filter(opp__case=case):
        title = _("Handelingsdeel, versie %(number)s") % {"number": one.number}
        about = _("Dit plan geldt nu") if goes_on else _("Dit plan gold het laatst")
        about = about if one.standing == "in_force" else _("Dit plan legde de school aan u voor")
        yield Piece(
            title,
            about,
            one.in_force_on or one.offered_on or one.drawn_up_on,
            reverse("opp:guardian_handelingsdeel", args=[one.pk]),
        )


@final_pieces
def flags(person: Any, case: Case) -> Iterator[Piece]:
    """Only after it was talked over with them: nobody reads such a thing alone first."""
    for flag in Flag.objects.for_guardian(person).filter(case=case):
        about = _("Zoals de school het met u besprak")
        yield Piece(
            _("Het plan helpt nog niet genoeg"),
            about,
            flag.talked_over_on or flag.raised_on,
            reverse("opp:guardian_flag", args=[flag.pk]),
        )
