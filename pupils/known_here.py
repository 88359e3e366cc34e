"""Whether an address is somebody's at this school already, as something else: then who writes it down is asked first.

Only of this school, which knows it anyway. An address that is known elsewhere alone is here like any other.
"""

from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from caseflow.wall.context import EVERY_SCHOOL, rows_of
from pupils.errors import Invalid
from pupils.models import Guardian, Person, RoleAssignment, School, SwvMember
from pupils.models.guardian import beside

PARENT, OUTSIDER, DESK, COLLEAGUE = "parent", "outsider", "desk", "colleague"


def same_address(email: str) -> str:
    """As it is kept, however it was typed."""
    return email.strip().lower()


def check_is_same(email: str, school: School, comes_as: str, same: str, actor: Person) -> bool:
    """Refuse until she said of this very address (`same`) that it is the same person; whether she had to.

    Of the other parent of her own child nobody hears by an address that it is a parent's.
    """
    address = same_address(email)
    known = _capacities(address, school, actor) - {comes_as} if address else set()
    if known and same_address(same) != address:
        labels = {
            PARENT: _("ouder of verzorger"),
            OUTSIDER: _("iemand van buiten"),
            DESK: _("het samenwerkingsverband"),
            COLLEAGUE: _("collega"),
        }
        said = _("Dit adres is hier al van iemand: %(who)s. Is dat dezelfde persoon? Zet dan hier een vinkje.")
        raise Invalid("same", said % {"who": ", ".join(label for key, label in labels.items() if key in known)})
    return bool(known)


@rows_of(EVERY_SCHOOL)
def _capacities(address: str, school: School, actor: Person) -> set[str]:
    person = Person.objects.filter(email=address).first()
    if person is None:
        return set()
    children = Guardian.objects.filter(person=person, pupil__school=school).exclude(person__in=beside(actor))
    roles = RoleAssignment.objects.filter(person=person, school=school)
    desk = SwvMember.objects.current(clock.today()).filter(person=person, swv=school.swv_id)
    found = {
        PARENT: children,
        OUTSIDER: roles.filter(kind=RoleKind.OUTSIDER),
        DESK: desk,
        COLLEAGUE: roles.exclude(kind=RoleKind.OUTSIDER),
    }
    return {key for key, rows in found.items() if rows.exists()}
