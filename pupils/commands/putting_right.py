"""A guardian who was written down wrongly: put right, or taken away from a child that is not hers.

What she did or said herself stays as it is, and so does she: then her gezag is recorded with proof (gezag.py).
"""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.languages import LANGUAGES
from caseflow.sop.vocabulary import SCHOOL_WIDE, RoleKind
from pupils.commands.gezag import NONE_BY_DEFAULT, NOT_ON_A_WORD, objectors
from pupils.commands.inviting import end_invitations
from pupils.commands.recording import record
from pupils.errors import Invalid, filled, one_of
from pupils.getters import found, hold_guardians
from pupils.hats import Audience
from pupils.models import Gezag, Guardian, Invitation, Person, Proof, Relation
from pupils.own_child import check_not_own_child
from pupils.policy import has_kind, require_kind
from pupils.resting import asking, letting_go, telling
from pupils.ways_in import address_is_typed_here, came_in, children_here, is_known_only_here

#: What to do with who stays: said with each refusal.
INSTEAD = gettext_lazy(
    "Heeft deze persoon geen gezag? Leg dat vast, met een uittreksel of een beschikking. "
    "Dan leest en beslist deze persoon niet mee."
)
NOT_YOURS = gettext_lazy("Deze persoon kwam zelf al binnen, of staat ook ergens anders. Dit verander je hier niet.")


@transaction.atomic
def correct_guardian(
    guardian_id: int, *, relation: str, name: str = "", language: str = "", email: str = "", no_email: bool = False,
    actor: Person,
) -> Guardian:  # fmt: skip
    """What the school wrote down of her; "" leaves it as it is, `no_email` takes the address away.

    Name and language are hers once she came in; so is an address that she showed to be hers. What another school wrote
    down too is not for this one to change. Of which words it was stands in the event, and none of them.
    """
    guardian = _held(guardian_id, actor)
    person = Person.objects.select_for_update(of=("self",)).get(pk=guardian.person_id)
    changed = []
    if _corrects_relation(guardian, relation):
        changed.append("relation")
    if _corrects_person(person, guardian.pupil.school_id, name=name.strip(), language=language):
        changed.append("person")
    if _corrects_address(person, guardian.pupil.school_id, "" if no_email else email, take_away=no_email):
        changed.append("email")
    if changed:
        data = {"guardian": guardian.pk, "changed": changed, "relation": guardian.relation}
        record("correct_guardian", guardian.pupil, actor, data=data)
    return guardian


@transaction.atomic
def remove_guardian(guardian_id: int, *, reason: str, actor: Person) -> None:
    """Somebody who does not belong to this child, while nothing rests on her; she sees nothing of it from now on.

    Who is asked something is not taken out of the way by who waits for her word: the director does that.
    """
    guardian = _held(guardian_id, actor)
    pupil, person = guardian.pupil, guardian.person
    texts = {"name": person.name, "reason": filled("reason", reason)}
    _check_nothing_rests(guardian)
    if any(asked(guardian) for asked in asking) and not has_kind(actor, pupil, {RoleKind.DIRECTOR}, clock.today()):
        raise Invalid("", _("Aan deze persoon is al iets gevraagd. Daarom doet alleen de directeur dit."))
    number = guardian.pk
    for let_go in letting_go:
        let_go(guardian)
    try:
        guardian.delete()
    except ProtectedError:
        rests = _("In het dossier staat al iets van of over deze persoon. Daarom blijft deze persoon staan.")
        raise Invalid("", f"{rests} {INSTEAD}") from None
    if not children_here(person.pk, pupil.school_id).exists():
        end_invitations([person], pupil.school, Invitation.Kind.GUARDIAN)
    if not Guardian.objects.filter(person=person).exists() and address_is_typed_here(person, pupil.school_id):
        _give_address(person, "")  # it is in nobody's way any more
    record("remove_guardian", pupil, actor, data={"guardian": number}, texts=texts)


def _held(guardian_id: int, actor: Person) -> Guardian:
    """By who steers the school, and is no parent of any of her children there."""
    hold_guardians(found(Guardian.objects.visible_to(actor), guardian_id).pupil_id)
    rows = Guardian.objects.visible_to(actor).select_related("person", "pupil__school")
    guardian = found(rows, guardian_id)
    require_kind(actor, guardian.pupil, SCHOOL_WIDE)
    hers = Guardian.objects.filter(person=guardian.person_id, pupil__school=guardian.pupil.school_id)
    check_not_own_child(actor, list(hers.values_list("pupil", flat=True)))
    return guardian


def _corrects_relation(guardian: Guardian, relation: str) -> bool:
    """Who cannot be without gezag on somebody's word does not come to be so by another name."""
    one_of("relation", relation, Relation.values)
    if relation == guardian.relation:
        return False
    told = guardian.gezag == Gezag.NO and guardian.gezag_proof == Proof.DECLARED
    if told and relation not in NONE_BY_DEFAULT:
        raise Invalid("relation", NOT_ON_A_WORD)
    guardian.relation = relation
    guardian.save(update_fields=["relation"])
    return True


def _corrects_person(person: Person, school_id: int, *, name: str, language: str) -> bool:
    called, spoken = name or person.name, language or person.language
    if (called, spoken) == (person.name, person.language):
        return False
    if came_in(person) or not is_known_only_here(person, school_id):
        raise Invalid("name" if called != person.name else "language", NOT_YOURS)
    person.name = filled("name", called, limit=200)
    person.language = one_of("language", spoken, LANGUAGES)
    person.save(update_fields=["name", "language"])
    return True


def _corrects_address(person: Person, school_id: int, email: str, *, take_away: bool) -> bool:
    address = email.strip().lower()
    if address == (person.email or "") or not (address or take_away):
        return False
    if not address_is_typed_here(person, school_id):
        raise Invalid("no_email" if take_away else "email", NOT_YOURS)
    if address and Person.objects.filter(email=address).exists():
        raise _taken()
    try:
        with transaction.atomic():
            _give_address(person, address)
    except IntegrityError:  # somebody wrote it down in the same moment
        raise _taken() from None
    return True


def _taken() -> Invalid:
    return Invalid(
        "email", _("Dit e-mailadres is al van iemand anders. Laat het leeg: deze ouder krijgt dan een code per brief.")
    )


def _give_address(person: Person, address: str) -> None:
    person.email = address or None
    person.save(update_fields=["email"])
    EmailAddress.objects.filter(user=person).delete()


def _check_nothing_rests(guardian: Guardian) -> None:
    """What the rows that name her do not say themselves; those keep her by themselves."""
    if guardian.holds_education or guardian.holds_care:
        raise Invalid(
            "", _("Bij een andere ouder staat dat deze persoon over iets beslist. Leg dat gezag eerst anders vast.")
        )
    if objectors([guardian.pk]):
        raise Invalid("", f"{_('Deze persoon zei eerder nee. Dat blijft staan.')} {INSTEAD}")
    if guardian.gezag in (Gezag.YES, Gezag.RESTRICTED) and guardian.gezag_proof != Proof.DECLARED:
        shown = _("Van deze persoon is met een bewijs vastgelegd dat er gezag is. Zo iemand haal je niet weg.")
        raise Invalid("", f"{shown} {INSTEAD}")
    looks = ReadRow.objects.filter(person_id=guardian.person_id, pupil_id=guardian.pupil_id, role=Audience.GUARDIAN)
    if looks.exists() or any(told(guardian) for told in telling):
        seen = _("Deze persoon keek al in het dossier, of kreeg er een brief over. Dat blijft zichtbaar.")
        raise Invalid("", f"{seen} {INSTEAD}")
