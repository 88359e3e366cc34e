"""Inviting guardians to the portal: each gets a code of her own, in a letter."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.commands.inviting import make_invitation, make_invitations
from pupils.commands.recording import record, record_for_many
from pupils.errors import Invalid
from pupils.getters import locked
from pupils.models import Group, Guardian, Invitation, Person, Pupil
from pupils.own_child import check_not_own_child
from pupils.policy import require_kind, roles_at
from pupils.queries import schools_steered_by
from pupils.ways_in import children_here, elsewhere, has_other_hat, something_else, waiting_in, without_way_in

GUARDIAN = Invitation.Kind.GUARDIAN


@transaction.atomic
def invite_guardian(guardian_id: int, *, actor: Person) -> Invitation:
    """A new letter; the code of an earlier one opens nothing any more."""
    guardian = locked(Guardian.objects.visible_to(actor), guardian_id)
    require_kind(actor, guardian.pupil, SCHOOL_WIDE)
    check_may_come_in(guardian, actor)
    return _invite(guardian, actor)


def check_may_come_in(guardian: Guardian, actor: Person) -> None:
    """Refuse where there is no letter for this guardian; whose child is the actor's too, for her a colleague makes it.

    Whoever has the paper has the account.
    """
    children = Guardian.objects.filter(person=guardian.person_id).values_list("pupil", flat=True)
    check_not_own_child(actor, list(children))
    if not guardian.has_a_say:
        raise Invalid("", _("Deze ouder heeft geen gezag. Schrijf een brief als deze ouder om informatie vraagt."))
    if not children_here(guardian.person_id, guardian.pupil.school_id).exists():
        left = _(
            "Dit kind is van school, en een brief opent dan niets meer. Vraagt deze ouder het dossier? Geef een kopie."
        )
        raise Invalid("", left)
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
    """A letter for each guardian of the group who cannot come in and has none yet: how many people.

    Not for the other guardians of the actor's own child: a colleague makes those.
    """
    group = locked(Group.objects.filter(school__in=schools_steered_by(actor)), group_id)
    have = {invitation.person_id for invitation, _guardians in waiting_in(group, actor)}
    without = list(without_way_in(group, actor))
    have |= elsewhere({guardian.person_id for guardian in without}, group.school_id)
    asked: dict[int, Guardian] = {}
    for guardian in without:
        if guardian.person_id not in have:
            asked.setdefault(guardian.person_id, guardian)
    for person in something_else(asked):
        if has_other_hat(asked[person].person):
            del asked[person]
    made = make_invitations([one.person for one in asked.values()], group.school, GUARDIAN, actor=actor)
    _record(made, asked, actor)
    return len(made)


def _record(made: Collection[Invitation], asked: Mapping[int, Guardian], actor: Person) -> None:
    """An event for each guardian, in as many rounds as one child has guardians."""
    rounds: list[dict[Pupil, dict[str, int]]] = []
    for invitation in made:
        guardian = asked[invitation.person_id]
        free = next((one for one in rounds if guardian.pupil not in one), None)
        if free is None:
            rounds.append(free := {})
        free[guardian.pupil] = {"guardian": guardian.pk, "invitation": invitation.pk}
    for told in rounds:
        school = next(iter(told)).school_id
        role = ", ".join(sorted(roles_at(actor, school, clock.today())))
        record_for_many("invite_guardian", actor, role, told)


def _invite(guardian: Guardian, actor: Person) -> Invitation:
    invitation = make_invitation(guardian.person, guardian.pupil.school, GUARDIAN, actor=actor)
    record("invite_guardian", guardian.pupil, actor, data={"guardian": guardian.pk, "invitation": invitation.pk})
    return invitation
