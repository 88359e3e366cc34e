"""The record of one consent: what was asked, word for word, and what each guardian answered, when and how."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.documents.letters import Block, Letter, facts, head, quoted, say
from caseflow.documents.rendering import render_pdf
from caseflow.languages import DUTCH, LANGUAGES
from caseflow.route.consent_text import people_of, said_above
from caseflow.route.wording import WORDS
from caseflow.sop.vocabulary import PART_LABELS, Part
from pupils.letterhead import letterhead
from pupils.models import Consent, ConsentAnswer, Guardian, How, PassedOver
from pupils.signing import table


def record_for_staff(consent: Consent, language: str) -> bytes:
    """All of it: every answer in its order, with what a guardian added."""
    answers = [block for one in _signers(consent) for block in _told(consent, one, whole=True)]
    return _made(consent, language, consent.answers.all(), answers)


def record_for_guardian(consent: Consent, guardian: Guardian) -> bytes:
    """Her own answers whole; of others no name and no view, and with gezag not recorded nothing at all."""
    blocks = [*_told(consent, guardian, whole=True)]
    if guardian.may_read:
        others = [one for one in _signers(consent) if one.pk != guardian.pk]
        blocks += [block for one in others for block in _told(consent, one, whole=False)]
    return _made(consent, guardian.person.language, consent.answers.filter(guardian=guardian), blocks)


def _signers(consent: Consent) -> list[Any]:
    """Who must answer now, and who answered before gezag changed."""
    now = list(table(ConsentAnswer, consent.pk, consent.pupil_id))
    once = Guardian.objects.filter(pupil=consent.pupil_id, pk__in=consent.answers.values("guardian"))
    return [*now, *once.exclude(pk__in=[one.pk for one in now]).select_related("person")]


def _made(consent: Consent, language: str, shown: Iterable[ConsentAnswer], answers: list[Block]) -> bytes:
    title = _("Verslag van een toestemming")
    blocks = (
        facts(_what(consent)),
        head(_("De vraag, woord voor woord")),
        quoted(consent.text, consent.language),
        *_translated(shown),
        head(_("De antwoorden")),
        *answers,
        say(_("Een antwoord verandert nooit. Wie van mening verandert, geeft een nieuw antwoord; dat staat erbij.")),
    )
    of = letterhead(consent.pupil.school)
    letter = Letter(**of, to="", subject=title, on=clock.today(), blocks=blocks, language=language)
    return render_pdf([letter], title=title)


def _translated(answers: Iterable[ConsentAnswer]) -> Iterator[Block]:
    """What stood above the Dutch for who read another language, as it was kept with the answer; each text once."""
    texts = dict.fromkeys((one.language, said) for one in answers if (said := said_above(one)))
    for language, said in texts:
        yield head(_("Wat erbij stond in het %(language)s") % {"language": _(LANGUAGES[language].english)})
        yield quoted(said, language)


def _what(consent: Consent) -> list[tuple[str, str]]:
    stands: Any = Consent.objects.with_word(clock.today()).get(pk=consent.pk)
    return [
        (_("Kind"), consent.pupil.full_name),
        (_("Waarvoor"), consent.purpose_name),
        (_("Met wie"), "\n".join(people_of(consent))),
        (_("Wat zij mogen lezen"), "; ".join(_(PART_LABELS[Part(part)]) for part in consent.parts)),
        (_("Gevraagd op"), date_format(consent.asked_on, "j F Y")),
        (_("Tot en met"), date_format(consent.until, "j F Y")),
        (_("Stand vandaag"), str(WORDS[stands.word])),
    ]


def _told(consent: Consent, guardian: Any, *, whole: bool) -> Iterator[Block]:
    """One guardian: each answer with its day and how it was given."""
    name = guardian.person.name if whole else _("Een andere ouder of verzorger")
    answers = list(ConsentAnswer.objects.filter(consent=consent, guardian=guardian).select_related("recorded_by"))
    rows = [row for one in answers for row in _answer(one, whole)]
    passed = PassedOver.objects.filter(consent=consent.pk, guardian=guardian).first()
    if not rows and passed:
        rows = [(date_format(passed.on, "j F Y"), _("niet bereikbaar: de directeur ging verder"))]
    yield head(name)
    yield facts(rows or [(_("Antwoord"), _("nog geen antwoord"))])


def _answer(one: ConsentAnswer, whole: bool) -> Iterator[tuple[str, str]]:
    said = f"{ConsentAnswer.Word(one.answer).label} · {How(one.how).label}"
    yield date_format(one.answered_on, "j F Y"), said
    if whole and one.how == How.PAPER and one.recorded_by:
        yield (
            _("Gezien door"),
            _("%(witness)s; vastgelegd door %(name)s") % {"witness": one.witness, "name": one.recorded_by.name},
        )
    if one.language != DUTCH:
        yield _("Met uitleg in het"), _(LANGUAGES[one.language].english)
    if whole and one.view:
        yield _("Erbij geschreven"), one.view
