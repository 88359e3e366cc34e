"""The exact words in which a guardian is asked: what, with whom, which parts, until when, and that no is an answer.

They are Dutch. Who reads another language sees what they come down to above them, and that is kept with her answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow.languages import DUTCH, above_dutch, schools_own, spoken, with_dutch
from caseflow.route.role_words import Said, own, person_told
from caseflow.sop.consents import offices_of_purpose
from caseflow.sop.schema import Purpose
from caseflow.sop.schema.people import InOtherWords
from caseflow.sop.vocabulary import PART_LABELS, OtherLanguage, Part
from pupils.models import Consent, ConsentAnswer, Gezag, Guardian
from pupils.models.consent import ASKED_TOO
from pupils.signing import asks_others
from pupils.sop import parsed, sop_of

OWN_CHOICE = "own choice"


@translation.override(settings.LANGUAGE_CODE)
def consent_text(purpose: Purpose, people: Iterable[str], born_on: date, on: date) -> str:
    """The question as it is shown and kept, in Dutch whoever asks; it never changes afterwards."""
    until = date_format(purpose.lasts.after(on), "j F Y")
    return "\n".join(
        [
            purpose.asks,
            "",
            _("Met wie:"),
            *_lines([*people] or [_("alleen mensen van de school")]),
            "",
            _("Wat zij mogen lezen:"),
            *_lines(_(PART_LABELS[part]) for part in purpose.parts),
            "",
            _("Tot en met: %(until)s.") % {"until": until},
            *_source(purpose.why, purpose.cite),
            *_of_the_pupil(purpose.care, born_on, on),
            "",
            *_free(),
        ]
    )


def _lines(texts: Iterable[str]) -> list[str]:
    """A list that stays one wherever the text goes: on a page, on paper, in a record."""
    return [f"– {text}" for text in texts]


def _free() -> list[str]:
    return [
        _("U mag nee zeggen. Zegt u ja, dan mag u dat later intrekken. Vanaf die dag deelt de school niets meer."),
        _("Zegt u nee, dan helpt de school uw kind verder met wat zij zelf kan."),
    ]


def _source(why: str | None, cite: str) -> list[str]:
    """Why the school asks this at all, and in which paragraph it promised to, unless it is its own choice."""
    because = [_("Waarom de school dit vraagt: %(why)s") % {"why": why}] if why else []
    cited = cite != OWN_CHOICE
    return [*because, *([_("Waar u dit kunt nalezen: %(cite)s.") % {"cite": cite}] if cited else [])]


def _of_the_pupil(care: bool, born_on: date, on: date) -> list[str]:
    """Who of twelve or older is asked about care says so herself (WGBO, BW 7:450)."""
    old_enough = born_on <= ASKED_TOO.before(on)
    return [_("Uw kind is 12 jaar of ouder en zegt hier zelf ook ja of nee op.")] if care and old_enough else []


# --- In another language ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gist:
    """What a question comes down to, in the language that is spoken now, Dutch too.

    `asks` is the question itself, "" where the SOP has no words for it in this language.
    """

    asks: str
    rows: tuple[tuple[str, tuple[Said, ...]], ...]
    source: tuple[str, ...]
    free: tuple[str, ...]

    @property
    def says(self) -> tuple[str, ...]:
        """All that is said beside the rows: why it is asked and where that stands, and that a no is an answer."""
        return (*self.source, *self.free)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The rows as plain text, for paper and for what is kept."""
        return tuple((what, "\n".join(line.text for line in lines)) for what, lines in self.rows)


def gist_of(consent: Consent) -> Gist:
    """In the school's own words for it where its SOP gives them in this language; names stay what they are."""
    purpose = _purpose(consent)
    told = purpose if spoken().code == DUTCH else _told(consent)
    return Gist(
        told.asks if told else "",
        (
            (_("Waarvoor"), (Said(told.name) if told else own(consent.purpose_name),)),
            (_("Met wie"), people_told(consent) or (Said(_("alleen mensen van de school")),)),
            (_("Wat zij mogen lezen"), tuple(Said(_(PART_LABELS[Part(part)])) for part in consent.parts)),
            (_("Tot en met"), (Said(date_format(consent.until, "j F Y")),)),
        ),
        tuple(_source(told.why if told else None, purpose.cite if purpose else OWN_CHOICE)),
        (
            *_of_the_pupil(consent.care, consent.pupil.born_on, consent.asked_on),
            *_free(),
        ),
    )


def purpose_called(consent: Consent) -> str:
    """What it is for, in the language that is spoken now; else in the school's own Dutch, marked as that."""
    told = _told(consent)
    return told.name if told else schools_own(consent.purpose_name)


def _told(consent: Consent) -> InOtherWords | None:
    """The words of the version under which it was asked: what was shown then is what is kept."""
    if spoken().code == DUTCH:
        return None
    purpose = _purpose(consent)
    return purpose.translated.get(OtherLanguage(spoken().code)) if purpose else None


def _purpose(consent: Consent) -> Purpose | None:
    return parsed(consent.sop_version.digest).purposes.get(consent.purpose)


def people_of(consent: Consent) -> list[str]:
    """Who would hear of the child, as they were called when it was asked: people with their role, and the offices."""
    return [*consent.named.values(), *(_(office) for office in offices_in(consent))]


def offices_in(consent: Consent) -> tuple[str, ...]:
    """The desks and bodies that the question named: a yes is for these, and for none that came later (AVG art. 7)."""
    return offices_of_purpose(sop_of(consent.sop_version_id), consent.purpose)


def who_must_agree(consent: Consent, guardian: Guardian) -> str:
    """For who does not answer alone: whose yes it takes, and what one no does; the same whatever another answered.

    And for whom gezag is not recorded, what her own yes is worth.
    """
    return " ".join(filter(None, (_of_others(consent, guardian), not_recorded(consent, guardian))))


def not_recorded(consent: Consent, guardian: Guardian) -> str:
    """Of whom gezag in the matter is unknown a no stops, and a yes carries nothing yet (floor rule 2)."""
    says = guardian.say_in_care if consent.care else guardian.say
    if says != Gezag.UNKNOWN:
        return ""
    return _("De school heeft nog niet vastgelegd of u het gezag hebt. Uw nee telt nu al, uw ja pas als dat vastligt.")


def _of_others(consent: Consent, guardian: Guardian) -> str:
    if not asks_others(ConsentAnswer, consent.pk, guardian):
        return ""
    everyone = _("Uw ja alleen is niet genoeg: iedere ouder met gezag moet ja zeggen.")
    enough = everyone if consent.everyone else _("Het ja van één ouder met gezag is genoeg.")
    no = _("Zegt één van hen nee, dan gebeurt dit niet. De school helpt uw kind dan verder met wat zij zelf kan.")
    return f"{enough} {no}"


def people_told(consent: Consent) -> tuple[Said, ...]:
    """The same for who reads another language: the role by the SOP's word for it, as it was when it was asked."""
    sop = sop_of(consent.sop_version_id)
    desks = (Said(_(desk)) if _(desk) != desk else own(desk) for desk in offices_of_purpose(sop, consent.purpose))
    return (*(person_told(sop, said) for said in consent.named.values()), *desks)


def text_shown(consent: Consent) -> str:
    """All that a guardian had before her when she answered, as the page has it."""
    gist = gist_of(consent)
    lines = [*([gist.asks, ""] if gist.asks else ()), *(f"{what}: {said}" for what, said in gist.facts), "", *gist.says]
    return with_dutch("\n".join(lines), consent.text)


def said_above(answer: ConsentAnswer) -> str:
    """What she read above the Dutch, in her own language; "" when she answered to the Dutch alone."""
    return above_dutch(answer.text_shown, answer.consent.text)
