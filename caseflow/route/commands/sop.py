"""The life of a SOP version: uploaded as a draft, laid before the MR, adopted by the board, published; or let go."""

from datetime import date
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_fsm import can_proceed, has_transition_perm

from caseflow import clock
from caseflow.route.readiness import Readiness, readiness_of
from caseflow.route.succession import mark_moves_due, take_over
from caseflow.sop.loading import SopErrors, load_sop
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.commands.recording import not_in_future, record_at_school
from pupils.errors import Invalid, at_most, filled, one_of
from pupils.models import Person, RoleAssignment, School, SopVersion
from pupils.sop import parsed

Advice = SopVersion.Advice


@transaction.atomic
def upload_draft(text: str | bytes, *, actor: Person, instead_of: int | None = None) -> SopVersion:
    """Keep a text as a draft of the school that it names; `instead_of` is the draft whose place it takes.

    Raises SopErrors when it is no SOP, Invalid where it cannot be kept.
    """
    sop = load_sop(text, "sop.yaml")
    plain = plain_text(text)
    school = _own_school(sop, actor)
    replaced = _replaced(school, instead_of)
    digest = sha256(plain.encode()).hexdigest()
    same = SopVersion.objects.filter(school=school, version=sop.version).exclude(state=SopVersion.DROPPED).first()
    if same and same.digest == digest:
        return _there_already(same)
    if same and same != replaced:
        raise _taken(same)
    if replaced:
        replaced.make_way(clock.today(), actor)
        replaced.save()
    return _keep(school, sop, plain, digest, actor, replaced)


def plain_text(text: str | bytes) -> str:
    """As it is kept: without the marks by which editors and browsers begin a file and end a line."""
    words = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _own_school(sop: Sop, actor: Person) -> School:
    """The school that the text names, held; nobody brings a SOP to a school that she does not steer."""
    steers = RoleAssignment.objects.current().filter(person=actor, kind__in=SCHOOL_WIDE)
    schools = School.objects.filter(pk__in=steers.values("school"))
    if not schools:
        raise PermissionDenied
    school = schools.filter(key=sop.school.key).select_for_update(no_key=True).first()
    if school is None:
        known = ", ".join(schools.values_list("key", flat=True))
        what = _("Dit is het SOP van ‘%(theirs)s’. Bij school.key hoort: %(ours)s.")
        raise Invalid("text", what % {"theirs": sop.school.key, "ours": known})
    return school


def _replaced(school: School, pk: int | None) -> SopVersion | None:
    if pk is None:
        return None
    draft = SopVersion.objects.filter(school=school, pk=pk, state=SopVersion.DRAFT).first()
    if draft is None:
        raise Invalid(
            "", _("Dit concept is intussen vervangen, voorgelegd of vervallen. Jouw tekst staat hieronder nog.")
        )
    return draft


def _there_already(same: SopVersion) -> SopVersion:
    """A draft that was sent twice is one draft; of what went on from there, nothing is kept anew."""
    if same.state != SopVersion.DRAFT:
        what = _("Deze tekst is er al: versie ‘%(version)s’ (%(state)s). Er is niets veranderd.")
        raise Invalid("text", what % {"version": same.version, "state": same.get_state_display()})
    return same


def _taken(other: SopVersion) -> Invalid:
    words = {"version": other.version, "state": other.get_state_display(), "name": other.uploaded_by.name}
    what = _("Versie ‘%(version)s’ is er al (%(state)s, van %(name)s), met een andere tekst.")
    todo = _("Geef deze tekst een andere ‘version’, of vervang dat concept vanaf zijn eigen bladzijde.")
    return Invalid("text", f"{what % words} {todo}")


def _keep(school: School, sop: Sop, text: str, digest: str, actor: Person, replaced: SopVersion | None) -> SopVersion:
    version = SopVersion.objects.create(
        school=school,
        version=sop.version,
        text=text,
        digest=digest,
        first_day=sop.first_day,
        uploaded_on=clock.today(),
        uploaded_by=actor,
        instead_of=replaced,
    )
    _record("upload_draft", version, actor, "", {"digest": digest, "instead_of": replaced and replaced.pk})
    return version


@transaction.atomic
def lay_before_mr(version_id: int, *, on: date, actor: Person) -> SopVersion:
    """The whole MR is asked for its advice (WMS art. 11); from now on the text stays as it is."""
    version = _held(version_id, actor)
    if version.state == SopVersion.BEFORE_MR and version.asked_on == on:
        return version
    _must_be(version, SopVersion.DRAFT)
    _require(version.ask_mr, actor)
    _still_a_sop(version)
    version.ask_mr(not_in_future("on", on), actor)
    version.save()
    _record("lay_before_mr", version, actor, SopVersion.DRAFT, {"on": on})
    return version


@transaction.atomic
def record_mr_advice(version_id: int, *, advice: str, on: date, by: str, text: str = "", actor: Person) -> SopVersion:
    """What the MR said, and who signed for it. It is recorded and never blocks; until adoption it may be set right."""
    version = _held(version_id, actor)
    _must_be(version, SopVersion.BEFORE_MR)
    _require(version.adopt, actor)
    said = (
        one_of("advice", advice, list(Advice.values)),
        not_in_future("on", on),
        at_most("by", by, 200) if advice == Advice.NONE else filled("by", by, limit=200),
        at_most("text", text),
    )
    if on < (version.asked_on or on):
        raise Invalid(
            "on", _("De MR kreeg de tekst op %(day)s; het advies kan niet eerder zijn.") % _day(version.asked_on)
        )
    if said == (version.advice, version.advised_on, version.advised_by, version.advice_text):
        return version
    version.record_advice(*said)
    version.save()
    _record("record_mr_advice", version, actor, version.state, {"advice": advice, "on": on}, {"by": by, "text": text})
    return version


@transaction.atomic
def adopt_version(version_id: int, *, on: date, by: str, actor: Person) -> SopVersion:
    """The board adopted it on a day, by the director's record. Raises NotReady with what stands in the way.

    From its first day it judges; when that has come already, the cases of dropped steps move now.
    """
    version = _held(version_id, actor)
    by = filled("by", by, limit=200)
    if version.is_adopted and (version.adopted_on, version.adopted_by) == (on, by):
        return version
    _must_be(version, SopVersion.BEFORE_MR)
    _require(version.adopt, actor)
    last = version.advised_on or version.asked_on
    if last and not_in_future("on", on) < last:
        raise Invalid("on", _("Op %(day)s lag de tekst nog bij de MR; het besluit komt daarna.") % _day(last))
    _still_a_sop(version)
    version.adopt(readiness(version), on, by, actor)
    version.moves_due = version.first_day <= clock.today()
    version.save()
    _record("adopt_version", version, actor, SopVersion.BEFORE_MR, {"on": on, "advice": version.advice}, {"by": by})
    _begin(version, actor)
    return version


def _begin(version: SopVersion, actor: Person) -> None:
    if version.moves_due:
        take_over(version, actor)
    mark_moves_due(version.school, clock.today())
    version.moves_due = SopVersion.objects.values_list("moves_due", flat=True).get(pk=version.pk)


def readiness(version: SopVersion) -> Readiness:
    """What is found at the school before this version is adopted."""
    return readiness_of(version.school, parsed(version.digest), version.digest, clock.today())


@transaction.atomic
def publish_version(version_id: int, *, on: date, actor: Person) -> SopVersion:
    """Parents can read it, in the schoolgids and on the school's page."""
    version = _held(version_id, actor)
    if version.state == SopVersion.PUBLISHED and version.published_on == on:
        return version
    _must_be(version, SopVersion.ADOPTED)
    _require(version.publish, actor)
    if version.adopted_on and not_in_future("on", on) < version.adopted_on:
        raise Invalid("on", _("Vastgesteld op %(day)s; publiceren komt daarna.") % _day(version.adopted_on))
    version.publish(on, actor)
    version.save()
    _record("publish_version", version, actor, SopVersion.ADOPTED, {"on": on})
    return version


@transaction.atomic
def drop_draft(version_id: int, *, reason: str, actor: Person) -> SopVersion:
    """Let a version go that the board has not adopted: by the director, or a draft by who brought it."""
    version = _held(version_id, actor)
    if version.state == SopVersion.DROPPED:
        return version
    _must_be(version, SopVersion.DRAFT, SopVersion.BEFORE_MR)
    before = version.state
    _require(version.drop, actor)
    version.drop(clock.today(), actor)
    version.save()
    _record("drop_draft", version, actor, before, texts={"reason": filled("reason", reason)})
    return version


@transaction.atomic
def withdraw_version(version_id: int, *, reason: str, actor: Person) -> SopVersion:
    """What the board came back on, or what was recorded as adopted by mistake. Only until its first day."""
    version = _held(version_id, actor)
    if version.state == SopVersion.DROPPED:
        return version
    _must_be(version, SopVersion.ADOPTED, SopVersion.PUBLISHED)
    before = version.state
    if not can_proceed(version.withdraw):
        raise Invalid("", _("Deze versie geldt al. Wat anders moet, komt in een nieuwe versie."))
    _require(version.withdraw, actor)
    version.withdraw(clock.today(), actor)
    version.save()
    _record("withdraw_version", version, actor, before, texts={"reason": filled("reason", reason)})
    mark_moves_due(version.school, clock.today())
    return version


# --- What they share -------------------------------------------------------------------------------------------------


def _held(version_id: int, actor: Person) -> SopVersion:
    """The version, freshly read, with its school held: whoever comes second reads what the first did."""
    visible = SopVersion.objects.visible_to(actor)
    school = visible.values_list("school", flat=True).get(pk=version_id)
    School.objects.select_for_update(no_key=True).get(pk=school)
    return visible.select_related("school", "uploaded_by").select_for_update(of=("self",)).get(pk=version_id)


def _must_be(version: SopVersion, *states: str) -> None:
    if version.state not in states:
        words = {"version": version.version, "state": version.get_state_display(), **_day(_since(version))}
        raise Invalid("", _("Versie %(version)s is al %(state)s, sinds %(day)s. Er is niets veranderd.") % words)


def _still_a_sop(version: SopVersion) -> None:
    """The checker may have learned something since the text was uploaded."""
    try:
        load_sop(version.text, f"{version.version}.yaml")
    except SopErrors as wrong:
        raise Invalid("", _("De controle vindt nu een fout: %(error)s") % {"error": wrong.errors[0]}) from None


def _since(version: SopVersion) -> date:
    return version.dropped_on or version.published_on or version.adopted_on or version.asked_on or version.uploaded_on


def _require(act: Any, actor: Any) -> None:
    if not has_transition_perm(act, actor):
        raise PermissionDenied


def _day(on: date | None) -> dict[str, str]:
    return {"day": date_format(on, "j F Y") if on else ""}


def _record(
    kind: str,
    version: SopVersion,
    actor: Person,
    before: str,
    data: dict[str, Any] | None = None,
    texts: dict[str, str] | None = None,
) -> None:
    told = {"version": version.version, **(data or {})}
    moved = (before, version.state)
    record_at_school(kind, version.school, actor, sop_version_id=version.pk, data=told, texts=texts, moved=moved)
