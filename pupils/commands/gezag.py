"""Who has gezag, and in what: as it was proved, or as a parent declared it at enrolment (domain §1.7)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.sop.vocabulary import SCHOOL_WIDE, RoleKind
from pupils.commands.recording import not_in_future, record, record_for_many
from pupils.errors import Invalid, at_most, filled, one_of
from pupils.getters import found, hold_guardians
from pupils.models import Answer, Gezag, Guardian, Matter, Person, Proof, Pupil, Relation, RoleAssignment
from pupils.own_child import check_not_own_child
from pupils.policy import has_kind, require_kind, roles_at

#: Whom a court put in charge of some matter.
HOLDS = Q(holds_education=True) | Q(holds_care=True)
#: Who has no gezag unless it was given: of these alone it is taken from a parent's word that they have none.
NONE_BY_DEFAULT = frozenset({Relation.FOSTER_PARENT, Relation.STEP_PARENT, Relation.OTHER})
NOT_ON_A_WORD = gettext_lazy(
    "Dat een ouder geen gezag heeft, neem je niet op iemands woord aan. Vraag een uittreksel of beschikking."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """On what it rests: of which kind, of which day, and what was seen ("" where a parent's word is all)."""

    proof: str
    on: date
    seen: str = ""


@transaction.atomic
def record_gezag(
    guardian_id: int,
    gezag: str,
    shown: Shown,
    *,
    education_held_by: int | None = None,
    care_held_by: int | None = None,
    actor: Person,
) -> Guardian:
    """Record it with what was shown. Restricted says in what, and who of the same child holds that now.

    Of a guardian who ever said no only the director changes it, and not on somebody's word: it may lift the objection.
    So may what is recorded of another: who holds for her no longer what a court took has no say in it any more.
    Not by who is a guardian of the child herself.
    """
    hold_guardians(found(Guardian.objects.visible_to(actor), guardian_id).pupil_id)
    guardian = found(Guardian.objects.visible_to(actor), guardian_id)
    require_kind(actor, guardian.pupil, SCHOOL_WIDE)
    check_not_own_child(actor, [guardian.pupil_id])
    before = copy(guardian)
    word = one_of("gezag", gezag, [known for known in Gezag.values if known != Gezag.UNKNOWN])
    _check_shown(guardian, word, shown)
    beside = Guardian.objects.filter(pupil=guardian.pupil_id)
    heard = _heard(guardian.pupil_id)
    restricted = word == Gezag.RESTRICTED
    guardian.gezag = word
    guardian.education_held_by = _holder(guardian, "education_held_by", education_held_by) if restricted else None
    guardian.care_held_by = _holder(guardian, "care_held_by", care_held_by) if restricted else None
    if restricted and not (guardian.education_held_by or guardian.care_held_by):
        raise Invalid("education_held_by", _("Kies waarover iemand anders nu beslist, en wie dat is."))
    guardian.gezag_proof = shown.proof
    guardian.gezag_proof_on = shown.on
    guardian.gezag_evidence = shown.seen.strip()
    guardian.gezag_recorded_on = clock.today()
    guardian.save()
    held = set(beside.filter(HOLDS).values_list("pk", flat=True))
    beside.mark_holders()
    _check_held_by_who_decides(guardian)
    touched = {guardian.pk, *(pk for pk, _matter in heard - _heard(guardian.pupil_id))}
    _check_other_paper(before, word, shown, touched)
    _check_no_objection_is_lifted(guardian, shown, touched, actor)
    guardian.refresh_from_db()
    moved = held ^ set(beside.filter(HOLDS).values_list("pk", flat=True))
    data = {
        "guardian": guardian.pk, "before": before.gezag, "gezag": word, "proof": shown.proof, "proof_on": shown.on,
        "education_held_by": guardian.education_held_by_id, "care_held_by": guardian.care_held_by_id,
        "guardians": sorted({guardian.pk, *moved}),
    }  # fmt: skip
    record("record_gezag", guardian.pupil, actor, data=data, texts={"evidence": guardian.gezag_evidence})
    return guardian


@transaction.atomic
def take_back_gezag(guardian_id: int, *, actor: Person) -> Guardian:
    """What was recorded today by a slip is not known again, as it was before today."""
    hold_guardians(found(Guardian.objects.visible_to(actor), guardian_id).pupil_id)
    guardian = found(Guardian.objects.visible_to(actor), guardian_id)
    require_kind(actor, guardian.pupil, SCHOOL_WIDE)
    check_not_own_child(actor, [guardian.pupil_id])
    heard, before = _heard(guardian.pupil_id), guardian.gezag
    if not is_slip(guardian):
        raise Invalid("gezag", _("Dit kan alleen op de dag zelf, zolang er niemand nee zei of antwoordde."))
    guardian.gezag, guardian.gezag_proof, guardian.gezag_evidence = Gezag.UNKNOWN, "", ""
    guardian.gezag_proof_on = guardian.gezag_recorded_on = None
    guardian.education_held_by = guardian.care_held_by = None
    guardian.save()
    beside = Guardian.objects.filter(pupil=guardian.pupil_id)
    held = set(beside.filter(HOLDS).values_list("pk", flat=True))
    beside.mark_holders()
    _check_held_by_who_decides(guardian)
    touched = {pk for pk, _matter in heard ^ _heard(guardian.pupil_id)}
    if objectors(touched):
        raise Invalid("gezag", _("Dit raakt een ouder die eerder nee zei. Leg vast wat er wel is, met een bewijs."))
    guardian.refresh_from_db()
    moved = held ^ set(beside.filter(HOLDS).values_list("pk", flat=True))
    data = {
        "guardian": guardian.pk, "before": before, "gezag": Gezag.UNKNOWN,
        "guardians": sorted({guardian.pk, *moved}),
    }  # fmt: skip
    record("record_gezag", guardian.pupil, actor, data=data)
    return guardian


def is_slip(guardian: Guardian) -> bool:
    """Whether it was recorded today and not before, and the guardian said nothing since."""
    if guardian.gezag == Gezag.UNKNOWN or guardian.gezag_recorded_on != clock.today():
        return False
    since = datetime.combine(clock.today(), time.min, clock.AMSTERDAM)
    tables = Answer.__subclasses__()
    answered = any(one._default_manager.filter(guardian=guardian, answered_at__gte=since).exists() for one in tables)
    return not answered and not objectors([guardian.pk]) and _known_before_today(guardian) == Gezag.UNKNOWN


def _known_before_today(guardian: Guardian) -> str:
    """A class list tells of several at once, a word about one of her alone."""
    told = CaseEvent.objects.filter(kind="record_gezag", pupil_id=guardian.pupil_id, on=clock.today()).order_by("pk")
    for data in told.values_list("data", flat=True):
        if guardian.pk in ([data["guardian"]] if "guardian" in data else data["guardians"]):
            return str(data["before"])
    return guardian.gezag


def _check_shown(guardian: Guardian, gezag: str, shown: Shown) -> None:
    one_of("proof", shown.proof, Proof.values)
    not_in_future("proof_on", shown.on)
    if shown.proof != Proof.DECLARED:
        filled("evidence", shown.seen, _("Schrijf op welk papier je zag, met de datum en van wie het komt."), limit=500)
    at_most("evidence", shown.seen, 500)
    if gezag == Gezag.RESTRICTED and shown.proof != Proof.COURT:
        raise Invalid("proof", _("Alleen een rechter beperkt gezag. Vraag de beschikking, en kies die als bewijs."))
    if gezag == Gezag.NO and shown.proof == Proof.DECLARED and guardian.relation not in NONE_BY_DEFAULT:
        raise Invalid("proof", NOT_ON_A_WORD)


def _heard(pupil_id: int) -> set[tuple[int, Matter]]:
    """Whose no stops what, of this child's guardians."""
    asked = {matter: Guardian.objects.signers(care=matter == Matter.CARE) for matter in Matter}
    return {(one.pk, matter) for matter, signers in asked.items() for one in signers.filter(pupil=pupil_id)}


def _check_other_paper(before: Guardian, gezag: str, shown: Shown, touched: Collection[int]) -> None:
    """A paper that said one thing is no proof of another: only a slip of the same day is put right by it.

    What takes the say of somebody who said no away is no slip.
    """
    same = (shown.proof, shown.on) == (before.gezag_proof, before.gezag_proof_on)
    slip = before.gezag_recorded_on == clock.today() and not objectors(touched)
    if gezag != before.gezag and same and not slip:
        raise Invalid("proof_on", _("Dit bewijs zei eerder iets anders. Vraag een nieuw uittreksel of de beschikking."))


def _check_no_objection_is_lifted(guardian: Guardian, shown: Shown, touched: Collection[int], actor: Person) -> None:
    if not objectors(touched):
        return
    if not may_lift(actor, guardian.pupil, touched):
        raise Invalid("", _("Dit raakt een ouder die eerder nee zei. Daarom legt alleen de directeur dit gezag vast."))
    if shown.proof not in (Proof.REGISTER, Proof.COURT):
        raise Invalid(
            "proof", _("Dit raakt een ouder die eerder nee zei. Dan is een uittreksel of een beschikking nodig.")
        )


def may_lift(actor: Person, pupil: Pupil, touched: Collection[int]) -> bool:
    """Where somebody of these ever said no, only a director records what takes from or adds to her say."""
    return not objectors(touched) or has_kind(actor, pupil, {RoleKind.DIRECTOR}, clock.today())


def objectors(guardians: Collection[int]) -> set[int]:
    """Who of these ever said no, to whatever it was."""
    against: set[int] = set()
    for table in Answer.__subclasses__():
        said = table._default_manager.filter(guardian__in=guardians, answer__in=table.no)
        against.update(said.values_list("guardian", flat=True))
    return against


def _check_held_by_who_decides(guardian: Guardian) -> None:
    """What was taken from one is held by somebody from whom it was not taken too."""
    for matter in Matter:
        say = "say" if matter == Matter.EDUCATION else "say_in_care"
        if Guardian.objects.filter(pupil=guardian.pupil_id, **{f"{matter}_held_by__{say}": Gezag.NO}).exists():
            raise Invalid(f"{matter}_held_by", _("Kies een ander: over deze zaken beslist diegene zelf ook niet."))


def _holder(guardian: Guardian, field: str, holder_id: int | None) -> Guardian | None:
    if holder_id is None:
        return None
    holder = Guardian.objects.filter(pupil=guardian.pupil_id, pk=holder_id).exclude(pk=guardian.pk).first()
    if holder is None:
        raise Invalid(field, _("Kies iemand anders die bij dit kind hoort. Zet diegene er eerst bij."))
    return holder


@transaction.atomic
def declare_gezag(school_id: int, words: Mapping[int, str], on: date, *, actor: Person) -> int:
    """What parents declared at enrolment, for many guardians of whom nothing is recorded yet; how many that were.

    Only what may rest on a parent's word: the rest is left for `record_gezag`, and an objection stays what it is.
    """
    if not RoleAssignment.objects.current().filter(person=actor, school=school_id, kind__in=SCHOOL_WIDE).exists():
        raise PermissionDenied
    role = roles_at(actor, school_id, clock.today())
    guardians = _undeclared(school_id, words, actor)
    for guardian in _of_own_children(guardians, actor):
        check_not_own_child(actor, [guardian.pupil_id], f"guardian_{guardian.pk}")
    not_in_future("on", on)
    told: dict[str, dict[Pupil, dict[str, list[int]]]] = {Gezag.YES: defaultdict(dict), Gezag.NO: defaultdict(dict)}
    for guardian in guardians:
        word = one_of(f"guardian_{guardian.pk}", words[guardian.pk], [Gezag.YES, Gezag.NO])
        if word == Gezag.NO and guardian.relation not in NONE_BY_DEFAULT:
            raise Invalid(f"guardian_{guardian.pk}", NOT_ON_A_WORD)
        told[word][guardian.pupil].setdefault("guardians", []).append(guardian.pk)
    for word, by_pupil in told.items():
        numbers = [number for data in by_pupil.values() for number in data["guardians"]]
        Guardian.objects.filter(pk__in=numbers).update(
            gezag=word, gezag_proof=Proof.DECLARED, gezag_proof_on=on, gezag_recorded_on=clock.today()
        )
        said = {"before": Gezag.UNKNOWN, "gezag": word, "proof": Proof.DECLARED, "proof_on": on}
        data = {pupil: {**whom, **said} for pupil, whom in by_pupil.items()}
        record_for_many("record_gezag", actor, ", ".join(sorted(role)), data)
    return len(guardians)


def _of_own_children(guardians: Collection[Guardian], actor: Person) -> list[Guardian]:
    own = set(Guardian.objects.filter(person=actor).values_list("pupil", flat=True))
    return [guardian for guardian in guardians if guardian.pupil_id in own]


def _undeclared(school_id: int, words: Mapping[int, str], actor: Person) -> list[Guardian]:
    rows = Guardian.objects.visible_to(actor).select_for_update(of=("self",)).select_related("pupil")
    undeclared = list(rows.filter(pk__in=words, pupil__school=school_id, gezag=Gezag.UNKNOWN).order_by("pk"))
    said_no = objectors([guardian.pk for guardian in undeclared])
    if said_no:
        refused = _("Deze ouder zei eerder nee. De directeur legt het gezag vast, met een uittreksel of beschikking.")
        raise Invalid(f"guardian_{min(said_no)}", refused)
    return undeclared
