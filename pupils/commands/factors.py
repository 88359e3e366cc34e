"""Taking away the second factor of who lost telephone and codes: by the school that let her in, or by who runs this.

A password and no second factor is half a door. So it is no school's to leave ajar for somebody whom another school, a
parent's child or a desk trusts as well: writing her address down is no way to weaken her account there.
"""

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from caseflow import clock
from pupils.commands.recording import RUNS_CASEFLOW, record_at_school
from pupils.commands.sessions import end_sessions
from pupils.errors import Invalid
from pupils.models import Person, RoleAssignment, School
from pupils.ways_in import comes_for_more, let_in_by


def reset_factor(person: Person, school: School, *, staff: bool = False, actor: Person) -> Person:
    """Of who came in by this school's own invitation and is nothing else anywhere; `staff`: she may work here too.

    She signs in with her password, and sets up another one.
    """
    if person == actor:
        raise Invalid("", _("Je eigen tweede stap verander je zelf, via je menu."))
    if not let_in_by(school, [person.pk]):
        said = _("Deze persoon kwam niet binnen met een uitnodiging van deze school.")
        raise Invalid("", f"{said} {_instead()}")
    if comes_for_more(person, school, staff=staff):
        said = _("Deze persoon gebruikt Caseflow ook elders.")
        raise Invalid("", f"{said} {_instead()}")
    _take(person)
    record_at_school("reset_second_factor", school, actor, data={"person": person.pk})
    return person


def reset_factor_everywhere(person: Person) -> Person:
    """By who runs Caseflow, once it is known that it is she who asks; each school where she has a role reads of it."""
    held = RoleAssignment.objects.filter(person=person).not_over(clock.today())
    for school in School.objects.filter(pk__in=held.values("school")).order_by("pk"):
        record_at_school("reset_second_factor", school, None, role=RUNS_CASEFLOW, data={"person": person.pk})
    _take(person)
    return person


def _instead() -> str:
    return _(
        "Daarom kan de school deze tweede stap niet weghalen. Met een herstelcode lukt inloggen nog, en dan is een "
        "nieuwe in te stellen. Zijn ook de codes kwijt? Vraag wie Caseflow voor het bestuur beheert."
    )


def _take(person: Person) -> None:
    Authenticator.objects.filter(user=person).delete()
    end_sessions([person])
