"""A parent without gezag asks how the child is: told the weighty facts, or refused for the child's sake (BW 1:377c)."""

from datetime import date
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.documents.letters import Letter
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.commands.recording import not_in_future, record
from pupils.errors import Invalid, filled
from pupils.getters import locked
from pupils.information_letter import information_letter, refused, told
from pupils.models import Gezag, Guardian, InformationLetter, Person
from pupils.own_child import check_not_own_child
from pupils.policy import require_kind
from pupils.tellable import NOT_WHERE, names_another, says_where


@transaction.atomic
def inform_without_gezag(guardian_id: int, *, asked_on: date, facts: str, actor: Person) -> InformationLetter:
    """What staff choose to tell, in their own words: never the file, and nothing of another parent."""
    guardian = _guardian(guardian_id, asked_on, actor)
    text = filled("told", facts, _("Schrijf op wat je deze ouder vertelt."))
    _check_nothing_of_others("told", text, guardian)
    letter = _keep(guardian, told(guardian, asked_on, text, by=actor), asked_on, text, actor, is_refused=False)
    record("inform_without_gezag", guardian.pupil, actor, data=_data(letter))
    return letter


@transaction.atomic
def refuse_information(guardian_id: int, *, asked_on: date, reasons: str, actor: Person) -> InformationLetter:
    """The child's interest forbids it; why is kept with the school and not in the letter."""
    guardian = _guardian(guardian_id, asked_on, actor)
    text = filled("reasons", reasons, _("Schrijf op waarom het belang van het kind zich verzet."))
    letter = _keep(guardian, refused(guardian, asked_on, by=actor), asked_on, text, actor, is_refused=True)
    record("refuse_information", guardian.pupil, actor, data=_data(letter))
    return letter


def check_on_request(guardian: Guardian, actor: Person) -> None:
    check_not_own_child(actor, [guardian.pupil_id])
    if not guardian.is_parent:
        what = _("De wet geeft dit recht aan ouders, niet aan pleegouders of stiefouders.")
        todo = _("Spreek met wie het gezag heeft af wat je vertelt.")
        raise Invalid("", f"{what} {todo}")
    if guardian.gezag == Gezag.UNKNOWN:
        raise Invalid("", _("Leg eerst vast of deze ouder gezag heeft."))
    if guardian.may_read:
        raise Invalid("", _("Deze ouder heeft gezag en mag alles zelf lezen. Een aparte brief is niet nodig."))


def _guardian(guardian_id: int, asked_on: date, actor: Person) -> Guardian:
    guardian = locked(Guardian.objects.visible_to(actor), guardian_id)
    require_kind(actor, guardian.pupil, SCHOOL_WIDE)
    check_on_request(guardian, actor)
    not_in_future("asked_on", asked_on)
    return guardian


def _check_nothing_of_others(field: str, text: str, guardian: Guardian) -> None:
    """One parent's name and address are not told to the other, as far as a text shows them (tellable.py)."""
    if names_another(text, guardian):
        raise Invalid(field, _("Hierin staat de naam of het adres van een andere ouder. Haal dat eruit."))
    if says_where(text):
        raise Invalid(field, NOT_WHERE)


def _keep(
    guardian: Guardian, letter: Letter, asked_on: date, text: str, actor: Person, *, is_refused: bool
) -> InformationLetter:
    """The bytes as they were that day: a later look of letters changes nothing of it."""
    made = information_letter(guardian, letter)
    return InformationLetter.objects.create(
        guardian=guardian,
        asked_on=asked_on,
        refused=is_refused,
        text=text,
        made_on=clock.today(),
        made_by=actor,
        file=ContentFile(made, "letter.pdf"),
        digest=sha256(made).hexdigest(),
    )


def _data(letter: InformationLetter) -> dict[str, object]:
    """What was told stays in the letter: not everybody who reads the timeline may read it."""
    return {"guardian": letter.guardian_id, "letter": letter.pk, "digest": letter.digest}
