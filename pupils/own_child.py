"""What nobody of the school does where the child is her own: it would settle what the other parent has to say."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from pupils.errors import Invalid
from pupils.models import Guardian, Person, Pupil


def check_not_own_child(actor: Person, pupils: Collection[Pupil | int], field: str = "") -> None:
    """Refuse an act about the guardians of these children to who is one of them, whichever hat she wears (domain §1.7).

    A school with one director leaves it to its board, which gives somebody else the role for it.
    """
    if Guardian.objects.filter(person=actor, pupil__in=pupils).exists():
        raise Invalid(
            field,
            _("Dit gaat over je eigen kind. Laat een collega dit doen. Kan niemand anders het, vraag dan het bestuur."),
        )
