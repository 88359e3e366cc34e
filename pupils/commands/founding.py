"""Who directs a school when nobody there can say so: its first director, and one whom the board appoints later.

By who runs Caseflow; the director then lets in everybody else (staff.py).
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.addressing import person_at
from pupils.commands.inviting import end_invitations
from pupils.commands.recording import RUNS_CASEFLOW, record_at_school
from pupils.commands.sessions import end_sessions
from pupils.commands.staff import STAFF, send_way_in
from pupils.errors import Invalid, filled
from pupils.leaving import vacate
from pupils.models import Group, Pupil, RoleAssignment, School, Swv
from pupils.models.person import no_password
from pupils.sop import NoSop, sop_for


@transaction.atomic
def begin_school(
    sop: Sop, *, name: str, email: str, groups: Iterable[tuple[str, str]] = (), swv: tuple[str, str] | None = None
) -> RoleAssignment:
    """The school that a SOP names, its groups as (name, jaargroepen), and its director, invited as all staff are.

    The SOP itself she brings and has adopted: nobody signs for her. Until she came in, the same once more mends a
    mistyped address, or sends another mail.
    """
    role = _directors_role(sop)
    school = _school(sop, swv)
    _check_not_begun(school)
    kept = set(school.groups.values_list("name", flat=True))
    new = [one for one in dict(groups).items() if one[0] not in kept]
    Group.objects.bulk_create(
        Group(school=school, name=called, years=years, position=len(kept) + place)
        for place, (called, years) in enumerate(new)
    )
    return _appoint(school, role, name, email)


@transaction.atomic
def appoint_director(brin: str, *, name: str, email: str, why: str, instead: bool = False) -> RoleAssignment:
    """Another director for a school that works, at the word of its board (`why`), which answers for the school.

    While somebody directs it she passes the role on herself; `instead` of her only where she cannot, or may not any
    more: her role ends at once.
    """
    school = School.objects.select_for_update().filter(brin=brin).first()
    if school is None:
        raise Invalid("", _("Er is geen school met dit BRIN-nummer."))
    reason = filled("why", why, limit=200)
    try:
        role = _directors_role(sop_for(school, clock.today())[1])
    except NoSop:
        raise Invalid("", _("Deze school heeft nog geen SOP. Gebruik begin_school.")) from None
    directing = _directing(school)
    if directing and not instead:
        raise Invalid(
            "", _("Deze school heeft een directeur. Die geeft de rol zelf door. Kan dat niet? Zie --instead.")
        )
    _end(directing, school, reason)
    end_sessions([one.person for one in directing])
    given = _appoint(school, role, name, email, reason)
    vacate(directing, None)
    return given


def _directors_role(sop: Sop) -> str:
    role = next((key for key, one in sop.roles.items() if one.kind is RoleKind.DIRECTOR), None)
    if role is None:
        raise Invalid("", _("Dit SOP noemt geen rol van directeur."))
    return role


def _appoint(school: School, role: str, name: str, email: str, why: str = "") -> RoleAssignment:
    person = person_at(email, name, school)
    given = RoleAssignment.objects.create(
        person=person, school=school, called=name.strip(), role=role, kind=RoleKind.DIRECTOR, starts_on=clock.today()
    )
    data = {"person": person.pk, "assignment": given.pk, "role": role, "kind": given.kind, "from": given.starts_on}
    texts = {"why": why} if why else {}
    record_at_school("give_role", school, None, role=RUNS_CASEFLOW, data=data, texts=texts)
    if not person.has_usable_password():
        send_way_in(person, school, None)
    return given


def _school(sop: Sop, swv: tuple[str, str] | None) -> School:
    """Known by its key and BRIN alike, or made."""
    known = School.objects.filter(Q(key=sop.school.key) | Q(brin=sop.school.brin)).select_for_update()
    for school in known:
        if (school.key, school.brin) != (sop.school.key, sop.school.brin):
            raise Invalid(
                "", _("Er is al een school met dit BRIN-nummer of deze sleutel: %(name)s.") % {"name": school}
            )
        return school
    desk = Swv.objects.get_or_create(key=swv[0], defaults={"name": swv[1]})[0] if swv else None
    school = School.objects.create(name=sop.school.name, key=sop.school.key, brin=sop.school.brin, swv=desk)
    data = {"key": school.key, "swv": desk and desk.key}
    record_at_school("begin_school", school, None, role=RUNS_CASEFLOW, data=data)
    return school


def _check_not_begun(school: School) -> None:
    """Who was invited and never came in gives way; past colleagues who can sign in, and children, nobody is let in."""
    staff = RoleAssignment.objects.filter(school=school).exclude(kind=RoleKind.OUTSIDER).not_over(clock.today())
    waiting = _directing(school)
    if any(one.person.has_usable_password() for one in waiting):
        raise Invalid("", _("Deze school heeft al een directeur. Die nodigt anderen uit."))
    if staff.exclude(no_password()).exists() or Pupil.objects.filter(school=school).exists():
        raise Invalid(
            "",
            _("Deze school is al begonnen: er zijn leerlingen, of collega's met een account. Zo komt er geen directeur "
              "bij. Die rol geeft de ene directeur aan de volgende. Is er geen meer? Dan benoemt het bestuur er een: "
              "appoint_director."),
        )  # fmt: skip
    _end(waiting, school)


def _directing(school: School) -> list[RoleAssignment]:
    """Who directs it or is to, held."""
    held = RoleAssignment.objects.filter(school=school, kind=RoleKind.DIRECTOR).not_over(clock.today())
    return list(held.select_related("person").select_for_update(of=("self",)).order_by("pk"))


def _end(roles: list[RoleAssignment], school: School, why: str = "") -> None:
    today = clock.today()
    held = RoleAssignment.objects.filter(pk__in=[one.pk for one in roles])
    held.update(ends_on=today - timedelta(days=1), closed_on=today)
    for one in roles:
        data = {"person": one.person_id, "assignment": one.pk, "role": one.role, "from": today}
        texts = {"why": why} if why else {}
        record_at_school("end_role", school, None, role=RUNS_CASEFLOW, data=data, texts=texts)
    others = RoleAssignment.objects.filter(school=school).exclude(kind=RoleKind.OUTSIDER).not_over(today)
    stay = set(others.values_list("person", flat=True))
    end_invitations([one.person for one in roles if one.person_id not in stay], school, STAFF)
