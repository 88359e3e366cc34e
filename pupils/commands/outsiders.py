"""Who comes from outside the school: for a time, in a role of its SOP, and reading nothing by that alone.

Who steers the zorgteam does this, director and IB-er. What is read is another thing: parents say yes to one person and
one purpose, and only then something is shared (a grant). Nothing is deleted: a role gets a last day.
"""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.notices.kinds import Kind
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.sop.dates import Span
from caseflow.sop.vocabulary import RoleKind
from pupils import known_here
from pupils.commands.addressing import person_at
from pupils.commands.factors import reset_factor
from pupils.commands.inviting import end_invitations, make_invitation, make_invitations
from pupils.commands.recording import record_at_school
from pupils.commands.sessions import end_sessions
from pupils.errors import Invalid
from pupils.getters import found, locked
from pupils.known_here import check_is_same, same_address
from pupils.leaving import vacate
from pupils.models import Grant, Invitation, Person, RoleAssignment, School
from pupils.models.person import no_password
from pupils.outsiders import outsider_roles
from pupils.policy import outsiders_of, staff_of
from pupils.queries import schools_steered_by

OUTSIDER = Invitation.Kind.OUTSIDER
LONGEST = Span(1, "years")  # then somebody looks again at who still comes


@transaction.atomic
def add_outsider(
    school_id: int, *, name: str, email: str, role: str, starts_on: date, ends_on: date, same: str = "", actor: Person
) -> RoleAssignment:
    """Somebody new, or known elsewhere: an address is one person. No mail goes before something is shared with her.

    `same`: the address of which it was said that it is who she is here already (known_here.py).
    """
    school = locked(schools_steered_by(actor), school_id)
    if role not in outsider_roles(school, clock.today()):
        raise Invalid("role", _("Kies een van de rollen van buiten de school."))
    _check_days(starts_on, ends_on)
    _check_works_not_here(email, school)
    check_is_same(email, school, known_here.OUTSIDER, same, actor)
    person = person_at(email, name, school)
    vacate(_over(person, school), actor)  # what she had before is over before she comes anew
    _check_is_open(person)
    _check_held_once(person, school, role, starts_on, ends_on)
    term = {"starts_on": starts_on, "ends_on": ends_on}
    given = RoleAssignment.objects.create(
        person=person, school=school, called=name.strip(), role=role, kind=RoleKind.OUTSIDER, **term
    )
    data = {"person": person.pk, "assignment": given.pk, "role": role, "from": starts_on, "until": ends_on}
    record_at_school("add_outsider", school, actor, data=data)
    return given


@transaction.atomic
def end_outsider(school_id: int, person_id: int, *, actor: Person) -> Person:
    """She comes no more, from this moment: what she could read here, her way in, her sessions and her places end."""
    school, today = locked(schools_steered_by(actor), school_id), clock.today()
    person = found(outsiders_of(school, today), person_id)
    held = RoleAssignment.objects.filter(school=school, person=person, kind=RoleKind.OUTSIDER).not_over(today)
    ended = list(held.select_related("school").order_by("pk"))
    held.update(ends_on=today - timedelta(days=1), closed_on=today)
    grants = Grant.objects.filter(person=person, pupil__school=school, ended_on=None, ends_on__gte=today).count()
    end_invitations([person], school, OUTSIDER)
    vacate(ended, actor)
    end_sessions([person])
    data = {"person": person.pk, "assignments": [role.pk for role in ended], "grants": grants}
    record_at_school("end_outsider", school, actor, data=data)
    return person


@transaction.atomic
def invite_outsider_again(school_id: int, person_id: int, *, actor: Person) -> Invitation:
    """Another mail with a new link, as long as there is something to read; the one before opens nothing any more."""
    school = locked(schools_steered_by(actor), school_id)
    person = found(outsiders_of(school, clock.today()), person_id)
    if person.has_usable_password():
        raise Invalid("", _("Deze persoon heeft al een wachtwoord, en kan bij het inloggen een nieuw vragen."))
    grant = (
        Grant.objects.live(clock.today()).filter(person=person, pupil__school=school).order_by("ends_on", "pk").last()
    )
    if grant is None:
        raise Invalid("", _("Er is nu niets met deze persoon gedeeld. Zodra je iets deelt, gaat er vanzelf een mail."))
    invitation = make_invitation(person, school, OUTSIDER, actor=actor)
    notify_many([_notice(grant, school, f"shared-{grant.pk}-{invitation.pk}")])
    record_at_school("invite_outsider_again", school, actor, data={"person": person.pk, "until": invitation.until})
    return invitation


@transaction.atomic
def reset_outsiders_factor(school_id: int, person_id: int, *, actor: Person) -> Person:
    """For who lost telephone and codes; of whom, see factors.py."""
    school = locked(schools_steered_by(actor), school_id)
    return reset_factor(found(outsiders_of(school, clock.today()), person_id), school, actor=actor)


def tell_shared(grants: Collection[Grant], school: School, *, case_id: int, actor: Person) -> None:
    """A mail to each that something is there to read, in the caller's transaction, and a way in for who has none.

    Whether the actor may share is the caller's rule.
    """
    without = Person.objects.filter(no_password(""), pk__in=[grant.person_id for grant in grants])
    make_invitations(list(without), school, OUTSIDER, actor=actor)
    notify_many([_notice(grant, school, f"shared-{grant.pk}", case_id) for grant in grants])


def _notice(grant: Grant, school: School, key: str, case_id: int | None = None) -> NoticeSpec:
    """The key begins with the grant, by which the mail knows until when (outsider_mail.py)."""
    return NoticeSpec(
        key=key, recipient_id=grant.person_id, kind=Kind.SHARED_WITH_YOU, school_id=school.pk, case_id=case_id
    )


# --- What is refused -------------------------------------------------------------------------------------------------


def _check_days(starts_on: date, ends_on: date) -> None:
    last = LONGEST.after(clock.today())
    if ends_on < starts_on:
        raise Invalid("ends_on", _("De laatste dag ligt vóór de eerste. Kijk de dagen na."))
    if ends_on < clock.today():
        raise Invalid("ends_on", _("Deze dag is al geweest. Kies vandaag of een latere dag."))
    if ends_on > last:
        said = _("Iemand van buiten komt voor een tijd: hoogstens een jaar. Kies een dag tot en met %(day)s.")
        raise Invalid("ends_on", said % {"day": date_format(last, "j F Y")})


def _over(person: Person, school: School) -> list[RoleAssignment]:
    """Her roles here that ended and were not seen to yet (staff.py does, at night)."""
    rows = RoleAssignment.objects.filter(person=person, school=school, closed_on=None, ends_on__lt=clock.today())
    return list(rows.select_related("school").order_by("pk"))


def _check_works_not_here(email: str, school: School) -> None:
    if staff_of(school, clock.today()).filter(email=same_address(email)).exists():
        raise Invalid("email", _("Wie dit adres heeft, werkt op deze school, en komt dus niet van buiten."))


def _check_is_open(person: Person) -> None:
    if not person.is_active:
        raise Invalid("email", _("Dit account is afgesloten. Vraag de directeur of dat zo moet blijven."))


def _check_held_once(person: Person, school: School, role: str, starts_on: date, ends_on: date) -> None:
    """The same role twice on one day would have to be ended twice."""
    same = RoleAssignment.objects.filter(person=person, school=school, role=role, kind=RoleKind.OUTSIDER)
    if held := same.not_over(starts_on).filter(starts_on__lte=ends_on).order_by("ends_on").last():
        said = _("Deze persoon heeft deze rol al, tot en met %(day)s. Kies een eerste dag daarna.")
        until = held.ends_on and date_format(held.ends_on, "j F Y")
        raise Invalid("starts_on", said % {"day": until} if until else _("Deze persoon heeft deze rol al."))
