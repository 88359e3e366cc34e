"""One act on several pupils at once: whom it is about, and in which capacity somebody does it."""

from collections.abc import Collection, Iterable

from django.http import Http404
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.models import Person, Pupil
from pupils.policy import require_kind, role_towards

MOST_AT_ONCE = 40  # a whole group


def pupils_held(pupil_ids: Collection[int], actor: Person) -> list[Pupil]:
    """The pupils with whom something begins, held; one that she does not see is not there."""
    wanted = set(pupil_ids)
    if not wanted:
        raise Invalid("pupils", _("Kies ten minste één kind."))
    if len(wanted) > MOST_AT_ONCE:
        raise Invalid("pupils", _("Kies hoogstens %(most)s kinderen tegelijk.") % {"most": MOST_AT_ONCE})
    rows = Pupil.objects.to_begin(actor).filter(pk__in=wanted).select_for_update(of=("self",)).order_by("pk")
    pupils = list(rows)
    if len(pupils) < len(wanted):
        raise Http404
    return pupils


def role_towards_all(actor: Person, pupils: Iterable[Pupil]) -> str:
    """In which capacity she acts on them; towards different groups it may be several."""
    roles = {role for pupil in _one_a_group(pupils) for role in role_towards(actor, pupil, clock.today()).split(", ")}
    return ", ".join(sorted(roles))[:200]


def require_kind_for_all(actor: Person, pupils: Iterable[Pupil], kinds: Collection[RoleKind]) -> None:
    for pupil in _one_a_group(pupils):
        require_kind(actor, pupil, kinds)


def _one_a_group(pupils: Iterable[Pupil]) -> Iterable[Pupil]:
    """Roles are held towards a group: of each group one pupil speaks for all."""
    return {(pupil.school_id, pupil.group_id): pupil for pupil in pupils}.values()
