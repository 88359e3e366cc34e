"""Consent: asked for one named thing, answered by each guardian, withdrawn for what is still to come."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.languages import DUTCH, spoken
from caseflow.route.acting import Deed, acting
from caseflow.route.asking import chosen_of, planned, question_of
from caseflow.route.commands.after_no import settle, stop, would_stop
from caseflow.route.commands.talk import NOBODY, tell
from caseflow.route.consent_text import text_shown
from caseflow.route.models import Case
from caseflow.route.reminding import first_reminder
from caseflow.route.written_down import answered
from caseflow.sop.consents import everyone_agrees
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.commands.contact import check_not_overtaken
from pupils.errors import Invalid, at_most, filled, one_of
from pupils.getters import hold_guardians
from pupils.models import Consent, ConsentAnswer, Guardian, How, PupilAnswer
from pupils.models.consent import ALONE
from pupils.policy import require_kind
from pupils.signing import overtaken, word_of


def ask_consent(case_id: int, *, actor: Any, purpose: str = "", recipients: Iterable[int] | None = None) -> Consent:
    """Ask the guardians about exactly one thing: this child, this purpose, these people, these parts, until a day.

    Without `purpose` and `recipients` it is about the item that is planned and everyone invited to it from outside.
    """
    with acting("ask_consent", case_id, actor) as deed:
        item = planned(deed.case)
        purpose = purpose or (item.purpose if item else "")
        wanted = deed.sop.purposes.get(purpose)
        if wanted is None:
            raise Invalid("purpose", _("Plan eerst de bespreking waarvoor toestemming nodig is."))
        talk = item if item and item.purpose == purpose else None
        people = chosen_of(deed.case, deed.sop, purpose, None if recipients is None else set(recipients))
        guardians = list(Guardian.objects.signers(care=wanted.care).filter(pupil=deed.case.pupil_id))
        if not guardians and deed.case.pupil.born_on > ALONE.before(deed.on):
            raise Invalid("", NOBODY)
        consent = Consent.objects.ask(
            people,
            pupil=deed.case.pupil,
            case_id=deed.case.pk,
            item_id=talk and talk.pk,
            purpose=purpose,
            purpose_name=wanted.name,
            named={str(pk): said for pk, said in people.items()},
            parts=[str(p) for p in wanted.parts],
            care=wanted.care,
            everyone=everyone_agrees(deed.sop, purpose),
            remind_on=first_reminder(deed.sop, deed.on, talk.planned_on if talk else None),
            until=wanted.lasts.after(deed.on),
            text=question_of(deed.case, deed.sop, purpose, people.values(), deed.on),
            language=DUTCH,
            asked_by=actor,
            asked_on=deed.on,
            sop_version=deed.version,
        )
        if Consent.objects.of_guardians(deed.on).filter(pk=consent.pk).exists():
            tell(deed, "consent_asked", guardians, f"consent-{consent.pk}-asked")
        deed.record({"consent": consent.pk, "purpose": purpose, "persons": sorted(people), "until": consent.until})
        return consent


def answer_consent(consent_id: int, *, answer: str, view: str = "", actor: Any) -> ConsentAnswer:
    """A guardian's own answer in the portal: given, refused or, of what was given, withdrawn."""
    with transaction.atomic():
        hold_guardians(Consent.objects.asked_of(actor).get(pk=consent_id).pupil_id)
        consent = Consent.objects.asked_of(actor).get(pk=consent_id)
        own = Guardian.objects.get(person=actor, pupil=consent.pupil_id)
        cases = Case.objects.filter(pk=consent.case_id)  # the portal's door is the consent itself
        with _answering(consent, answer, actor, cases) as deed:
            said = {"text_shown": text_shown(consent), "language": spoken().code}
            known = {"how": How.PORTAL, "answered_on": deed.on, "identified_by": actor.identified_by}
            return _answer(deed, consent, own, answer, view, **said, **known)


def record_paper_answer(
    consent_id: int,
    *,
    guardian_id: int,
    answer: str,
    answered_on: date,
    witness: str,
    scan: "File[bytes] | None",
    actor: Any,
    view: str = "",
) -> ConsentAnswer:
    """A guardian's answer on paper: staff keep the scan, its date, and who saw it."""
    with transaction.atomic():
        consent, cases = Consent.objects.get(pk=consent_id), Case.objects.visible_to(actor)
        cases.get(pk=consent.case_id)
        hold_guardians(consent.pupil_id)
        with _answering(consent, answer, actor, cases, guardians_word=True) as deed:
            require_kind(actor, consent.pupil, SCHOOL_WIDE)
            guardian = Guardian.objects.signers(care=consent.care).get(pk=guardian_id, pupil=consent.pupil_id)
            if not consent.asked_on <= answered_on <= deed.on:
                raise Invalid("answered_on", _("Kies een dag tussen de vraag en vandaag."))
            if scan is None:
                raise Invalid("scan", _("Voeg de scan van het getekende formulier toe."))
            filled("witness", witness)
            check_not_overtaken(ConsentAnswer, consent.pk, guardian, answer, answered_on)
            said = {"text_shown": consent.text, "language": consent.language}
            kept = {"recorded_by": actor, "witness": witness, "scan": scan, "answered_on": answered_on}
            return _answer(deed, consent, guardian, answer, view, how=How.PAPER, **said, **kept)


def _answering(
    consent: Consent, answer: str, actor: Any, cases: QuerySet[Case], *, guardians_word: bool = False
) -> AbstractContextManager[Deed]:
    """What was given can be taken back when the case is closed too."""
    over = answer == ConsentAnswer.Word.WITHDRAWN
    return acting(
        "answer_consent", consent.case_id, actor,
        cases=cases, judged=False, closed_too=over, guardians_word=guardians_word,
    )  # fmt: skip


def _answer(
    deed: Deed, consent: Consent, guardian: Guardian, answer: str, view: str, *, how: str, **said: Any
) -> ConsentAnswer:
    one_of("answer", answer, ConsentAnswer.Word.values)
    if not Consent.objects.of_guardians(deed.on).filter(pk=consent.pk).exists():
        raise Invalid("answer", _("Deze leerling is 16 jaar of ouder en antwoordt hier zelf op."))
    before = word_of(ConsentAnswer, consent.pk, guardian)
    if answer == ConsentAnswer.Word.WITHDRAWN and before != ConsentAnswer.yes:
        raise Invalid("answer", _("Intrekken kan alleen na een ja."))
    if consent.last_day < deed.on:
        raise Invalid("answer", _("Deze vraag is verlopen. De school vraagt het zo nodig opnieuw."))
    row = ConsentAnswer.objects.create(
        consent=consent,
        guardian=guardian,
        answer=answer,
        view=at_most("view", view),
        how=how,
        answered_at=clock.now(),
        **said,
    )
    answered(deed, f"consent-{consent.pk}", row)
    word = word_of(ConsentAnswer, consent.pk, guardian)
    told = {"guardian": guardian.pk, "answer": answer, "how": how}
    _act_on(deed, consent, word if word != before else "", told, {"view": view})
    return row


def record_pupil_answer(
    consent_id: int,
    *,
    answer: str,
    how: str,
    answered_on: date,
    witness: str,
    actor: Any,
    scan: "File[bytes] | None" = None,
    words: str = "",
) -> PupilAnswer:
    """The pupil's own word, as she gave it to somebody of the school: from 12 where it is care, from 16 on her own.

    From 16 nothing else carries it, so a yes stands on paper. A no, and what is taken back, is heard in every form.
    """
    with transaction.atomic():
        consent, cases = Consent.objects.get(pk=consent_id), Case.objects.visible_to(actor)
        cases.get(pk=consent.case_id)
        hold_guardians(consent.pupil_id)
        with _answering(consent, answer, actor, cases, guardians_word=True) as deed:
            require_kind(actor, consent.pupil, SCHOOL_WIDE)
            one_of("answer", answer, ConsentAnswer.Word.values)
            one_of("how", how, PupilAnswer.How.values)
            if not Consent.objects.of_pupil_too(deed.on).filter(pk=consent.pk).exists():
                raise Invalid("", _("Deze leerling hoeft hier zelf nog geen ja of nee op te zeggen."))
            if not consent.asked_on <= answered_on <= deed.on:
                raise Invalid("answered_on", _("Kies een dag tussen de vraag en vandaag."))
            if consent.last_day < deed.on:
                raise Invalid("answer", _("Deze vraag is verlopen. Vraag het zo nodig opnieuw."))
            _check_kept(deed, consent, answer, how, scan)
            if answer == ConsentAnswer.yes and how == How.PAPER and _overtaken(consent, answered_on):
                raise Invalid("answered_on", _("De leerling zei die dag of later nee. Vraag de leerling zelf opnieuw."))
            before = _pupils_word(consent)
            if answer == ConsentAnswer.Word.WITHDRAWN and before != ConsentAnswer.yes:
                raise Invalid("answer", _("Intrekken kan alleen wat de leerling eerder goedvond."))
            row = PupilAnswer.objects.create(
                consent=consent,
                answer=answer,
                words=at_most("words", words),
                how=how,
                heard_by=actor,
                witness=at_most("witness", filled("witness", witness), 200),
                scan=(scan or "") if how == PupilAnswer.How.PAPER else "",
                answered_on=answered_on,
                answered_at=clock.now(),
                text_shown=consent.text,
                language=consent.language,
            )
            word = _pupils_word(consent)
            said = {"pupil": True, "answer": answer, "how": how}
            _act_on(deed, consent, word if word != before else "", said, {"words": words})
            return row


def _check_kept(deed: Deed, consent: Consent, answer: str, how: str, scan: "File[bytes] | None") -> None:
    alone = not Consent.objects.of_guardians(deed.on).filter(pk=consent.pk).exists()
    if alone and answer == ConsentAnswer.yes and how != PupilAnswer.How.PAPER:
        raise Invalid("how", _("Vanaf 16 jaar telt alleen een ja op papier, met de handtekening van de leerling."))
    if how == PupilAnswer.How.PAPER and scan is None:
        raise Invalid("scan", _("Voeg de scan van het getekende formulier toe."))


def _overtaken(consent: Consent, on: date) -> bool:
    return overtaken(consent.pupil_answers.all(), ConsentAnswer.yes, ConsentAnswer.no, on)


def _pupils_word(consent: Consent) -> str:
    newest = consent.pupil_answers.newest_first().first()
    return newest.answer if newest else ""


def _act_on(deed: Deed, consent: Consent, word: str, said: dict[str, Any], texts: dict[str, str]) -> None:
    """What was answered is recorded; what follows, follows from the word that counts now, if it is another than before.

    A "no" that was written down later than a newer "yes" changes nothing, and stops nothing.
    """
    no = word in ConsentAnswer.no
    told = would_stop(deed, consent) if no else {"stopped": [], "helps": []}
    event = deed.record({"consent": consent.pk, **said, **told}, texts)
    if no:
        stop(deed, consent, word, event.pk, of_pupil="pupil" in said)
    elif word:
        settle(deed, consent, event.pk)
