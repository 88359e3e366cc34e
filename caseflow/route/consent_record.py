"""The record of one consent: what was asked, word for word, and what was answered, when and how."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.documents.letters import Block, Letter, facts, head, quoted, say
from caseflow.documents.rendering import render_pdf
from caseflow.languages import LANGUAGES
from caseflow.route.consent_text import gist_of, said_above
from caseflow.route.wording import WORDS
from pupils.answer_told import answer_told
from pupils.letterhead import letterhead
from pupils.models import Consent, ConsentAnswer, Guardian, PassedOver, Person, PupilAnswer
from pupils.own_child import hears_guardians
from pupils.signing import table


def record_for_staff(consent: Consent, language: str, person: Person) -> bytes:
    """All of it: every answer in its order, the pupil's own too; what was added to them for who may hear it."""
    hears = hears_guardians(person, consent.pupil)
    answers = [block for one in _signers(consent) for block in _told(consent, one, hears=hears)]
    worth: Any = Consent.objects.with_word(clock.today()).get(pk=consent.pk)
    stands = _("Stand vandaag"), str(WORDS[worth.word])
    return _made(consent, language, stands, consent.answers.all(), [*answers, *_of_the_pupil(consent, hears=hears)])


def record_for_guardian(consent: Consent, guardian: Guardian) -> bytes:
    """Her own answers, and whether it holds today: whose no it is that stops it is not hers to know."""
    holds = Consent.objects.live(clock.today()).filter(pk=consent.pk).exists()
    stands = _("Geldt de toestemming vandaag?"), _("ja") if holds else _("nee")
    own = consent.answers.filter(guardian=guardian)
    return _made(consent, guardian.person.language, stands, own, list(_told(consent, guardian, hears=True)))


def _signers(consent: Consent) -> list[Any]:
    """Who must answer now, and who answered before gezag changed."""
    now = list(table(ConsentAnswer, consent.pk, consent.pupil_id))
    once = Guardian.objects.filter(pupil=consent.pupil_id, pk__in=consent.answers.values("guardian"))
    return [*now, *once.exclude(pk__in=[one.pk for one in now]).select_related("person")]


def _made(
    consent: Consent, language: str, stands: tuple[str, str], shown: Iterable[ConsentAnswer], answers: list[Block]
) -> bytes:
    title = _("Verslag van een toestemming")
    blocks = (
        facts([*_what(consent), stands]),
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
    return [
        (_("Kind"), consent.pupil.full_name),
        *gist_of(consent).facts,
        (_("Gevraagd op"), date_format(consent.asked_on, "j F Y")),
    ]


def _told(consent: Consent, guardian: Any, *, hears: bool) -> Iterator[Block]:
    """One guardian: each answer with its day and how it was given."""
    answers = list(ConsentAnswer.objects.filter(consent=consent, guardian=guardian).select_related("recorded_by"))
    rows = [row for one in answers for row in answer_told(one, hears=hears)]
    passed = PassedOver.objects.filter(consent=consent.pk, guardian=guardian).first()
    if not rows and passed:
        rows = [(date_format(passed.on, "j F Y"), _("niet bereikbaar: de directeur ging verder"))]
    yield head(guardian.person.name)
    yield facts(rows or [(_("Antwoord"), _("nog geen antwoord"))])


def _of_the_pupil(consent: Consent, *, hears: bool) -> Iterator[Block]:
    """Her own word, where she is asked too or said it once."""
    said = list(consent.pupil_answers.select_related("heard_by"))
    if said or Consent.objects.of_pupil_too(clock.today()).filter(pk=consent.pk).exists():
        rows = [row for one in said for row in _said(one, hears)]
        yield head(_("%(name)s zelf") % {"name": consent.pupil.first_name})
        yield facts(rows or [(_("Antwoord"), _("nog geen antwoord"))])


def _said(one: PupilAnswer, hears: bool) -> Iterator[tuple[str, str]]:
    word, how = ConsentAnswer.Word(one.answer).label, PupilAnswer.How(one.how).label
    yield date_format(one.answered_on, "j F Y"), f"{word} · {how}"
    yield _("Vastgelegd door"), one.heard_by.name
    yield _("Gezien door"), one.witness
    if hears and one.words:
        yield _("In de woorden van de leerling"), one.words
