"""Who works at a school: who comes, in which roles and from when to when, and who leaves.

The director does this: she answers to the board for who may see the children's files, which the board mandated to her.
The IB-er reads along, since she must know whom to ask. Nothing is deleted: a role gets a last day.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.notices.kinds import Kind
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.sop.vocabulary import OWN_GROUPS, RoleKind
from pupils.commands.addressing import person_at
from pupils.commands.factors import reset_factor
from pupils.commands.inviting import end_invitations, make_invitation
from pupils.commands.recording import record_at_school
from pupils.commands.sessions import end_sessions
from pupils.errors import Invalid
from pupils.getters import found, locked
from pupils.known_here import COLLEAGUE, check_is_same
from pupils.leaving import open_work, pass_on, vacate, would_wait
from pupils.models import Group, Invitation, Person, RoleAssignment, School
from pupils.policy import directs, staff_of
from pupils.posts import held_within
from pupils.sop import sop_for

STAFF = Invitation.Kind.STAFF
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Post:
    """A role as it is given: of the school's SOP, for some groups, from a day and perhaps to one."""

    role: str
    starts_on: date
    ends_on: date | None = None
    groups: tuple[int, ...] = ()


@transaction.atomic
def invite_staff(school_id: int, *, name: str, email: str, post: Post, same: str = "", actor: Person) -> RoleAssignment:
    """Somebody new here, or known elsewhere: an address is one person. Who can sign in already needs no way in.

    `same`: the address of which the director said that it is who she is here already (known_here.py).
    """
    school = _directed(school_id, actor)
    check_is_same(email, school, COLLEAGUE, same, actor)
    person = person_at(email, name, school)
    given = _give(school, person, post, actor, name.strip())
    if not person.has_usable_password():
        send_way_in(person, school, actor)
    return given


@transaction.atomic
def invite_again(school_id: int, person_id: int, *, actor: Person) -> Invitation:
    """Another mail with a new code; the one before opens nothing any more."""
    school = _directed(school_id, actor)
    person = found(staff_of(school, clock.today()), person_id)
    if person.has_usable_password():
        raise Invalid(
            "", _("Deze collega heeft al een wachtwoord, en kan bij het inloggen een nieuw wachtwoord vragen.")
        )
    invitation = send_way_in(person, school, actor)
    record_at_school("invite_staff_again", school, actor, data={"person": person.pk, "until": invitation.until})
    return invitation


@transaction.atomic
def give_role(school_id: int, person_id: int, *, post: Post, actor: Person) -> RoleAssignment:
    """One more role for who works here: also for two weeks, also a second one beside another."""
    school = _directed(school_id, actor)
    return _give(school, found(staff_of(school, clock.today()), person_id), post, actor)


@transaction.atomic
def reset_second_factor(school_id: int, person_id: int, *, actor: Person) -> Person:
    """For who lost telephone and codes; of whom, see factors.py."""
    school = _directed(school_id, actor)
    return reset_factor(found(staff_of(school, clock.today()), person_id), school, staff=True, actor=actor)


@transaction.atomic
def end_role(school_id: int, role_id: int, *, from_day: date, actor: Person) -> RoleAssignment:
    """From this day on she does not hold it any more; from today: at once, and she signs in again.

    What she had by it from that day on goes to who holds it then.
    """
    school = _directed(school_id, actor)
    held = locked(RoleAssignment.objects.filter(school=school).not_over(clock.today()), role_id)
    _end([held], school, from_day, actor)
    vacate([held], actor)
    return held


@transaction.atomic
def end_employment(
    school_id: int, person_id: int, *, from_day: date, actor: Person, successor_id: int | None = None
) -> Person:
    """She works here no more from this day on: all her roles end, her way in does, and what names her passes on."""
    school = _directed(school_id, actor)
    person = found(staff_of(school, clock.today()), person_id)
    roles = RoleAssignment.objects.filter(school=school, person=person).not_over(from_day - DAY)
    _end(list(roles.exclude(kind=RoleKind.OUTSIDER).select_for_update()), school, from_day, actor)
    if from_day <= clock.today():
        end_invitations([person], school, STAFF)
    passed = _hand_on(person, school, from_day, successor_id)
    data = {"person": person.pk, "from": from_day, "successor": successor_id, "passed_on": passed}
    record_at_school("end_employment", school, actor, data=data)
    return person


def close_ended_roles() -> int:
    """Nightly: of roles whose last day was before today, the sessions end, and the way in of who holds none any more.

    What somebody had by such a role goes to who holds it now. One transaction and the same few statements for each
    school. The policy gives nothing after the last day, whether this ran or not. How many were seen to.
    """
    ended = RoleAssignment.objects.filter(closed_on=None, ends_on__lt=clock.today())
    schools = School.objects.filter(Exists(ended.filter(school=OuterRef("pk"))))
    return sum(close_roles(school) for school in schools.order_by("pk"))


@transaction.atomic
def close_roles(school: School) -> int:
    """Those of one school."""
    today = clock.today()
    rows = RoleAssignment.objects.filter(school=school, closed_on=None, ends_on__lt=today)
    ended = list(rows.select_for_update(of=("self",)).select_related("person", "school").order_by("pk"))
    people = {held.person_id: held.person for held in ended}
    end_sessions(people.values())
    held_on = RoleAssignment.objects.filter(person__in=people, school=school).not_over(today)
    stay = set(held_on.values_list("person", flat=True))
    gone = [person for number, person in people.items() if number not in stay]
    end_invitations(gone, school, STAFF, Invitation.Kind.OUTSIDER)
    vacate(ended, None)
    return RoleAssignment.objects.filter(pk__in=[held.pk for held in ended]).update(closed_on=today)


# --- The parts of it -------------------------------------------------------------------------------------------------


def _directed(school_id: int, actor: Person) -> School:
    """The school, held: two who end each other's role as director do it one after the other."""
    school = locked(School.objects.all(), school_id)
    if not directs(actor, school):
        raise PermissionDenied
    return school


def _give(school: School, person: Person, post: Post, actor: Person, called: str = "") -> RoleAssignment:
    role = sop_for(school, clock.today())[1].roles.get(post.role)
    if role is None or role.kind is RoleKind.OUTSIDER:
        raise Invalid("role", _("Kies een van de rollen van de school."))
    if post.ends_on is not None and post.ends_on < post.starts_on:
        raise Invalid("ends_on", _("De laatste dag ligt vóór de eerste. Kijk de dagen na."))
    if post.ends_on is not None and post.ends_on < clock.today():
        raise Invalid("ends_on", _("Deze dag is al geweest. Kies vandaag of een latere dag."))
    groups = _groups(school, role.kind, post.groups)
    _check_held_once(person, school, post, groups)
    term = {"starts_on": post.starts_on, "ends_on": post.ends_on}
    kept = RoleAssignment.objects.create(
        person=person, school=school, called=called, role=post.role, kind=role.kind, **term
    )
    kept.groups.set(groups)
    data = {"person": person.pk, "assignment": kept.pk, "role": kept.role, "kind": kept.kind,
            "groups": [group.pk for group in groups], "from": kept.starts_on, "until": kept.ends_on}  # fmt: skip
    record_at_school("give_role", school, actor, data=data)
    return kept


def _check_held_once(person: Person, school: School, post: Post, groups: list[Group]) -> None:
    """The same role twice on one day, of a group where it goes by group, would have to be ended twice."""
    held = held_within(person, school, post.role, (post.starts_on, post.ends_on))
    twice = [group.name for group in groups if held.filter(groups=group).exists()]
    if twice:
        said = _("Deze collega heeft deze rol in deze dagen al voor: %(groups)s. Kies andere groepen, of andere dagen.")
        raise Invalid("groups", said % {"groups": ", ".join(twice)})
    if not groups and (last := held.order_by("ends_on").last()):
        until = None if held.filter(ends_on=None).exists() else last.ends_on
        said = _("Deze collega heeft deze rol al, tot en met %(day)s. Kies een eerste dag daarna.")
        day = until and date_format(until, "j F Y")
        raise Invalid("starts_on", said % {"day": day} if day else _("Deze collega heeft deze rol al."))


def _groups(school: School, kind: RoleKind, wanted: Collection[int]) -> list[Group]:
    """Who sees her own groups has some; for who sees the school, a group would mean nothing."""
    if kind not in OWN_GROUPS:
        return []
    groups = list(Group.objects.filter(school=school, pk__in=wanted))
    if not groups:
        raise Invalid("groups", _("Kies voor welke groep of groepen."))
    return groups


def _end(roles: Iterable[RoleAssignment], school: School, from_day: date, actor: Person) -> None:
    if from_day < clock.today():
        raise Invalid("from_day", _("Deze dag is al geweest. Kies vandaag of een latere dag."))
    ended = list(roles)
    _check_directed(ended, school, from_day)
    _check_held(ended, school, from_day)
    at_once = from_day <= clock.today()
    for held in ended:
        held.ends_on = from_day - DAY
        held.closed_on = clock.today() if at_once else None
        held.save(update_fields=["ends_on", "closed_on"])
        data: dict[str, Any] = {"person": held.person_id, "assignment": held.pk, "role": held.role, "from": from_day}
        record_at_school("end_role", school, actor, data=data)
    if at_once:
        end_sessions([held.person for held in ended])


def _check_directed(ended: list[RoleAssignment], school: School, from_day: date) -> None:
    """On every day from then on somebody directs the school, or nobody could let anybody in."""
    if not any(held.kind == RoleKind.DIRECTOR for held in ended):
        return
    others = RoleAssignment.objects.filter(school=school, kind=RoleKind.DIRECTOR, person__is_active=True)
    left = list(others.not_over(from_day).exclude(pk__in=[held.pk for held in ended]).order_by("starts_on"))
    day: date | None = from_day
    for held in left:
        if day is not None and held.starts_on <= day:
            day = None if held.ends_on is None else max(day, held.ends_on + DAY)
    if day is not None:
        raise Invalid(
            "from_day",
            _("Dan heeft de school geen directeur meer. Geef eerst iemand anders die rol, zonder laatste dag."),
        )


def _check_held(ended: list[RoleAssignment], school: School, from_day: date) -> None:
    """The last who holds a role that running cases wait for goes once somebody else holds it, who may be the director:
    else steps, terms and tasks stand on nobody's start page."""
    others = RoleAssignment.objects.filter(school=school, person__is_active=True).not_over(from_day)
    held = set(others.exclude(pk__in=[one.pk for one in ended]).values_list("role", flat=True))
    waiting = would_wait(school, {one.role for one in ended} - held, held)
    if waiting:
        said = [_("Dan is niemand meer %(role)s, en dit wacht dan op niemand: %(what)s.") % {"role": role, "what": what}
                for role, what in waiting]  # fmt: skip
        how = _("Geef eerst iemand anders die rol; dat kun je ook zelf zijn.")
        raise Invalid("from_day", " ".join([*said, how]))


def _hand_on(person: Person, school: School, from_day: date, successor_id: int | None) -> int:
    if successor_id is not None:
        successor = found(staff_of(school, clock.today()).exclude(pk=person.pk), successor_id)
        return pass_on(person, school, from_day, successor)
    if open_work(person, school, from_day):
        raise Invalid("successor", _("Er staan nog gesprekken of afspraken op deze collega. Kies wie die overneemt."))
    return 0


def send_way_in(person: Person, school: School, actor: Person | None) -> Invitation:
    invitation = make_invitation(person, school, STAFF, actor=actor)
    key = f"invitation-{invitation.pk}"
    notify_many([NoticeSpec(key=key, recipient_id=person.pk, kind=Kind.STAFF_INVITED, school_id=school.pk)])
    return invitation
