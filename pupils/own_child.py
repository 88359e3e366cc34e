"""What nobody of the school does, nor reads, where the child is her own: it is the other parent's to say."""

from collections.abc import Collection

from django.http import Http404
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.models import Guardian, Person, Pupil
from pupils.policy import has_kind

#: Who works with the child or steers: not who assists, nor who comes from outside.
HEARS = frozenset(RoleKind) - {RoleKind.ASSISTANT, RoleKind.OUTSIDER}


def check_not_own_child(actor: Person, pupils: Collection[Pupil | int], field: str = "") -> None:
    """Refuse an act about the guardians of these children to who is one of them, whichever hat she wears (domain §1.7).

    A school with one director leaves it to its board, which gives somebody else the role for it.
    """
    if is_guardian(actor, pupils):
        raise Invalid(
            field,
            _("Dit gaat over je eigen kind. Laat een collega dit doen. Kan niemand anders het, vraag dan het bestuur."),
        )


def is_guardian(person: Person, pupils: Collection[Pupil | int]) -> bool:
    return Guardian.objects.filter(person=person, pupil__in=pupils).exists()


def hears_guardians(person: Person, pupil: Pupil) -> bool:
    """Whether somebody at work reads what this child's guardians wrote or said, on a page, on paper or in a record.

    Not who is one of them: between parents in dispute it harms. Nor last year's teacher, who hands over what is known
    and no more; nor who assists, and carries out what others decide. What stands without their words (that a no came,
    and when) they see as every colleague.
    """
    return not is_guardian(person, [pupil]) and has_kind(person, pupil, HEARS, clock.today())


def require_hears_guardians(person: Person, pupil: Pupil) -> None:
    if not hears_guardians(person, pupil):
        raise Http404
