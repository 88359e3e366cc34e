"""What a guardian whom no mail reaches is told by letter: what it is about, how to answer, the form for an answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.documents.letters import Block, Letter, choose, facts, head, new_page, quoted, say, write_on
from caseflow.documents.rendering import render_pdf
from caseflow.languages import dutch_below, spoken
from caseflow.notices.kinds import Kind
from caseflow.notices.letters import ASKING
from caseflow.notices.models import Notice
from caseflow.route.consent_text import gist_of, who_must_agree
from caseflow.route.models import Case, Invitation, Item
from caseflow.route.portal import open_questions
from pupils.letterhead import Letterhead, letterhead
from pupils.models import Consent, Guardian, School


@dataclass(frozen=True, slots=True)
class Post:
    """One notice as a letter: to whom, about which child; `questions` are those whose form goes along.

    It goes as long as her word counts (hearing.py); of a child that left nothing is asked any more, and of one that
    died nothing goes: a letter that waited may have been overtaken.
    """

    notice: Notice
    guardian: Guardian
    questions: tuple[Consent, ...] = ()

    @property
    def goes(self) -> bool:
        pupil = self.guardian.pupil
        asks_of_one_that_left = self.notice.kind in ASKING and pupil.has_left
        return self.guardian.has_a_say and not (asks_of_one_that_left or pupil.died)


def posts_of(notices: Iterable[Notice]) -> list[Post]:
    """Each notice with the guardian for whom it is."""
    rows = list(notices)
    pupils = dict(Case.objects.filter(pk__in=[one.case_id for one in rows]).values_list("pk", "pupil_id"))
    guardians = {
        (one.person_id, one.pupil_id): one
        for one in Guardian.objects.filter(
            person__in=[one.recipient_id for one in rows], pupil__in=pupils.values()
        ).select_related("person", "pupil__school", "pupil__group")
    }
    found = ((one, guardians.get((one.recipient_id, pupils.get(one.case_id or 0, 0)))) for one in rows)
    return [Post(one, guardian, _questions(one, guardian)) for one, guardian in found if guardian]


def _questions(notice: Notice, guardian: Guardian) -> tuple[Consent, ...]:
    """What this guardian may still answer in the case that the notice is of."""
    if notice.kind not in (Kind.CONSENT_ASKED, Kind.ANSWER_AWAITED):
        return ()
    return tuple(open_questions(guardian).filter(case_id=notice.case_id or 0))


def subject_of(post: Post) -> str:
    return _told(post)[0]


def letters_pdf(posts: Sequence[Post], school: School) -> bytes:
    of = letterhead(school)
    return render_pdf(
        [_letter(post, of) for post in posts], title=_("Brieven voor ouders zonder bevestigd e-mailadres")
    )


def _letter(post: Post, of: Letterhead) -> Letter:
    """In the reader's own language; a question stays in the language in which it binds."""
    person = post.guardian.person
    with translation.override(person.language):
        subject, words = _told(post)
        forms = [block for one in post.questions for block in _form(one, post.guardian)]
        return Letter(
            **of,
            to=person.name,
            subject=subject,
            on=clock.today(),
            language=person.language,
            blocks=(
                say(_("Dag %(name)s,") % {"name": person.name}),
                say(_("Deze brief gaat over %(child)s.") % {"child": post.guardian.pupil.first_name}),
                say(words),
                say(_("U hoeft dit niet alleen te doen. Bel de school of kom langs als u uitleg wilt.")),
                say(_("Met vriendelijke groet,\n%(school)s") % {"school": of["sender"]}),
                *forms,
            ),
        )


def _told(post: Post) -> tuple[str, str]:
    """Subject and message of each kind, as the mail has them, with how one answers on paper."""
    kind = Kind(post.notice.kind)
    if kind is Kind.CONSENT_ASKED and not post.questions:
        return _("De school vroeg uw toestemming"), _(
            "De school vroeg uw toestemming. Die vraag is inmiddels voorbij: u hoeft niets meer te doen."
        )
    if kind is Kind.MEETING_INVITED:
        return _("U bent uitgenodigd voor een gesprek"), _meeting(post)
    if kind is Kind.MEETING_MOVED:
        return _("Een gesprek is verzet"), _moved(post)
    if kind is Kind.MEETING_CANCELLED:
        return _("Een gesprek gaat niet door"), _cancelled(post)
    told: dict[Kind, tuple[str, str]] = {
        Kind.CONSENT_ASKED: (
            _("De school vraagt uw toestemming"),
            _(
                "De school wil iets met u afspreken en vraagt daarvoor uw toestemming. De vraag zit bij deze brief, "
                "woord voor woord. Kruis op het formulier aan wat u kiest, ja of nee. Zet uw handtekening en geef het "
                "formulier terug op school. U kunt later altijd van mening veranderen."
            ),
        ),
        Kind.HANDELINGSDEEL_OFFERED: (
            _("Er ligt een plan voor u klaar"),
            _(
                "De school heeft een plan gemaakt voor de begeleiding. U kunt het op school lezen of een afdruk "
                "vragen. Op school zegt u ook of u ermee instemt. U tekent dan op papier."
            ),
        ),
        Kind.DOCUMENT_LAID: (
            _("Er ligt iets voor u klaar om te lezen"),
            _(
                "De school heeft iets opgeschreven en legt het aan u voor. U kunt het op school lezen of een afdruk "
                "vragen. Daar hoort u ook of de school u vraagt te tekenen, en wat dat betekent."
            ),
        ),
        Kind.REFERRAL_TO_SEE: (
            _("De school wil iets aanvragen: leest u mee?"),
            _(
                "De school wil hulp of advies aanvragen bij een andere organisatie. Voordat de aanvraag de deur "
                "uitgaat, kunt u alles op school lezen of een afdruk vragen. Wat u ervan vindt, schrijft de school "
                "erbij. U hebt daar twee weken voor."
            ),
        ),
        Kind.ANSWER_AWAITED: (
            _("De school wacht nog op uw antwoord"),
            _(
                "De school vroeg u iets en heeft nog geen antwoord van u. Is het een vraag om toestemming, dan zit het "
                "formulier nog een keer bij deze brief. U kiest zelf, ja of nee. Hebt u intussen geantwoord? Dan "
                "hoeft u niets meer te doen."
            ),
        ),
        Kind.DECISION_TAKEN: (
            _("Er is een besluit genomen"),
            _(
                "Er is een besluit genomen over de ondersteuning. Vraag de school wat er is besloten en waarom. U mag "
                "er een afdruk van krijgen."
            ),
        ),
    }
    return told[kind]


def _invited(post: Post) -> Invitation | None:
    """To the talk that is still to come in this case."""
    pending = Item.objects.pending().filter(case_id=post.notice.case_id)
    return Invitation.objects.filter(guardian=post.guardian, item__in=pending).select_related("item").first()


def _moved(post: Post) -> str:
    """Where it was moved again since, the last day is the one that counts."""
    invited = _invited(post)
    if invited is None:
        return _("Een gesprek op school waarvoor u was uitgenodigd, is geweest of gaat nu niet door.")
    return _(
        "Het gesprek op school waarvoor u bent uitgenodigd, is verzet naar %(day)s. Past dat niet? Laat het de school "
        "weten, dan zoekt u samen een andere dag."
    ) % {"day": invited.item.when}


def _cancelled(post: Post) -> str:
    """The newest of those in this case that were taken off."""
    mine = Invitation.objects.filter(guardian=post.guardian, item__case=post.notice.case_id).select_related("item")
    invited = mine.filter(item__state=Item.TAKEN_OFF).order_by("-item__changed_at").first()
    if invited is None:
        return _("Een gesprek op school waarvoor u was uitgenodigd, ging niet door.")
    day = invited.item.when
    return _("Het gesprek op school op %(day)s waarvoor u was uitgenodigd, gaat niet door.") % {"day": day}


def _meeting(post: Post) -> str:
    """With the day."""
    invited = _invited(post)
    if invited is None:
        return _("U was uitgenodigd voor een gesprek op school. Dat gesprek is geweest of gaat nu niet door.")
    return _(
        "U bent uitgenodigd voor een gesprek op school, op %(day)s. Past dat niet? Laat het de school weten, dan zoekt "
        "u samen een andere dag."
    ) % {"day": invited.item.when}


def _form(consent: Consent, guardian: Guardian) -> list[Block]:
    """The question word for word, and room for an answer that the school can keep as a scan."""
    return [
        new_page(),
        head(_("Formulier: uw antwoord aan de school")),
        facts(
            [
                (_("Over"), guardian.pupil.full_name),
                (_("Aan"), guardian.person.name),
                (_("Gevraagd op"), date_format(consent.asked_on, "j F Y")),
            ]
        ),
        *_gist(consent),
        quoted(consent.text, consent.language),
        *(say(line) for line in (who_must_agree(consent, guardian),) if line),
        head(_("Uw antwoord")),
        choose([_("Ja, dat mag"), _("Nee, liever niet")]),
        write_on(_("Wilt u er iets bij schrijven? Dat hoeft niet."), 2),
        write_on(_("Datum en handtekening")),
        write_on(_("Gezien door (naam en functie, in te vullen op school)")),
        say(_("Geef dit formulier terug op school. Allebei de antwoorden zijn goed.")),
    ]


def _gist(consent: Consent) -> list[Block]:
    """Above the Dutch: what it comes down to, for who reads another language."""
    if spoken().code == consent.language:
        return []
    gist = gist_of(consent)
    asks = [say(gist.asks)] if gist.asks else []
    return [*asks, facts(gist.facts), *(say(line) for line in gist.says), head(dutch_below())]
