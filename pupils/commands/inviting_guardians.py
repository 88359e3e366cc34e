"""Inviting guardians to the portal: each gets a code of her own, in a letter."""

from django.db import transaction
from django.utils.translation import gettext as _

from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.commands.inviting import make_invitation
from pupils.commands.recording import record
from pupils.errors import Invalid
from pupils.getters import locked
from pupils.models import Group, Guardian, Invitation, Person
from pupils.policy import require_kind
from pupils.queries import schools_steered_by
from pupils.ways_in import elsewhere, has_other_hat, waiting_in, without_way_in

GUARDIAN = Invitation.Kind.GUARDIAN


@transaction.atomic
def invite_guardian(guardian_id: int, *, actor: Person) -> Invitation:
    """A new letter; the code of an earlier one opens nothing any more."""
    guardian = locked(Guardian.objects.visible_to(actor), guardian_id)
    require_kind(actor, guardian.pupil, SCHOOL_WIDE)
    check_may_come_in(guardian)
    return _invite(guardian, actor)


def check_may_come_in(guardian: Guardian) -> None:
    if not guardian.has_a_say:
        raise Invalid("", _("Deze ouder heeft geen gezag. Schrijf een brief als deze ouder om informatie vraagt."))
    if not guardian.person.is_active:
        raise Invalid("", _("Dit account is afgesloten. Vraag de directeur of dat zo moet blijven."))
    if has_other_hat(guardian.person):
        raise Invalid("", _("Deze ouder werkt met Caseflow en logt daarmee in. Een brief is niet nodig."))
    if elsewhere([guardian.person_id], guardian.pupil.school_id):
        raise Invalid(
            "",
            _(
                "Deze ouder heeft al een account via een andere school. Inloggen gaat hier net zo. Lukt dat niet meer? "
                "Dan geeft die andere school een nieuwe brief."
            ),
        )


@transaction.atomic
def invite_group(group_id: int, *, actor: Person) -> int:
    """A letter for each guardian of the group who cannot come in and has none yet: how many people."""
    group = locked(Group.objects.filter(school__in=schools_steered_by(actor)), group_id)
    have = {invitation.person_id for invitation, _guardians in waiting_in(group)}
    made: set[int] = set()
    without = list(without_way_in(group))
    have |= elsewhere({guardian.person_id for guardian in without}, group.school_id)
    for guardian in without:
        if guardian.person_id not in have | made and not has_other_hat(guardian.person):
            _invite(guardian, actor)
            made.add(guardian.person_id)
    return len(made)


def _invite(guardian: Guardian, actor: Person) -> Invitation:
    invitation = make_invitation(guardian.person, guardian.pupil.school, GUARDIAN, actor=actor)
    record("invite_guardian", guardian.pupil, actor, data={"guardian": guardian.pk, "invitation": invitation.pk})
    return invitation
