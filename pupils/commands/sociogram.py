"""A sociogram: begun for a group, each child's answer kept on its own and taken back, and closed when enough spoke.

Its events are on the group's chain and name no child who was chosen: who was, hangs on the answer.
"""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.schema import Sop
from pupils.commands.calendar import propose_talks
from pupils.commands.recording import record_of_group
from pupils.errors import Invalid
from pupils.getters import locked
from pupils.models import Group, InSociogram, Person, Pupil, Sociogram, SociogramAnswer, SociogramChoice
from pupils.models.hgw import RUNS_HGW
from pupils.own_child import check_not_own_child
from pupils.policy import has_kind_at
from pupils.queries import groups_of
from pupils.sop import NoSop, sop_for


@transaction.atomic
def begin_sociogram(group_id: int, instrument: str, *, actor: Person) -> Sociogram:
    """A round by one of the SOP's sociograms; while one is open it is gone on with."""
    today = clock.today()
    group = locked(groups_of(actor, today), group_id)
    if not has_kind_at(actor, group, RUNS_HGW, today):
        raise PermissionDenied
    pupils = list(Pupil.objects.at_school(today).filter(group=group))
    check_not_own_child(actor, pupils)
    if len(pupils) < 2:
        raise Invalid("", _("In deze groep zitten nog te weinig kinderen voor een sociogram."))
    said = _sop_of(group).instruments.get(instrument)
    if said is None or said.sociogram is None:
        raise Invalid("", _("Dit sociogram staat niet in het SOP van de school."))
    going_on = Sociogram.objects.open().filter(group=group, instrument=instrument).first()
    if going_on:
        return going_on
    round_ = Sociogram.objects.create(
        group=group,
        instrument=instrument,
        name=said.name[:200],
        likes=said.sociogram.likes,
        dislikes=said.sociogram.dislikes or "",
        most=said.sociogram.most,
        left_out=said.sociogram.left_out,
        begun_on=today,
        begun_by=actor,
    )
    _seat(round_, pupils)
    record_of_group("begin_sociogram", group, actor, data={"sociogram": round_.pk, "instrument": instrument})
    return round_


@transaction.atomic
def answer_sociogram(
    sociogram_id: int, pupil_id: int, likes: Collection[int] = (), dislikes: Collection[int] = (), *, actor: Person
) -> SociogramAnswer:
    """What one child said; nobody at all is an answer too. Another answer takes the place of the one before."""
    round_ = _open_one(sociogram_id, actor)
    _seat(round_, Pupil.objects.at_school(clock.today()).filter(group=round_.group))
    there = set(round_.members.values_list("pupil", flat=True))
    pupil = locked(Pupil.objects.to_begin(actor).filter(pk__in=there), pupil_id)
    for field, names in (("likes", likes), ("dislikes", dislikes)):
        if not set(names) <= there - {pupil.pk}:
            raise Invalid(field, _("Kies uit de andere kinderen van de groep."))
        if len(set(names)) > round_.most:
            raise Invalid(field, _("Kies hoogstens %(most)s kinderen.") % {"most": round_.most})
    if set(likes) & set(dislikes):
        raise Invalid("dislikes", _("Een kind staat bij allebei. Haal het bij een van de twee weg."))
    before = round_.answers.standing().filter(pupil=pupil).update(withdrawn_on=clock.today())
    answer = SociogramAnswer.objects.create(sociogram=round_, pupil=pupil, said_on=clock.today(), recorded_by=actor)
    SociogramChoice.objects.bulk_create(
        SociogramChoice(answer=answer, pupil_id=number, likes=liked)
        for liked, names in ((True, likes), (False, dislikes if round_.dislikes else ()))
        for number in sorted(set(names))
    )
    data = {"sociogram": round_.pk, "answer": answer.pk, "again": bool(before)}
    record_of_group("answer_sociogram", round_.group, actor, data=data)
    return answer


@transaction.atomic
def take_back_answer(sociogram_id: int, pupil_id: int, *, actor: Person) -> None:
    """A slip: the child is to be asked still."""
    round_ = _open_one(sociogram_id, actor)
    if not round_.answers.standing().filter(pupil=pupil_id).update(withdrawn_on=clock.today()):
        raise Invalid("", _("Er staat geen antwoord van dit kind."))
    record_of_group("take_back_sociogram", round_.group, actor, data={"sociogram": round_.pk})


@transaction.atomic
def close_sociogram(sociogram_id: int, *, actor: Person) -> Sociogram:
    """From now on it is drawn, and nothing is added. With few answers most would seem left out: half is the least."""
    round_ = _open_one(sociogram_id, actor)
    there, asked = round_.members.count(), round_.answers.standing().count()
    if 2 * asked < there:
        raise Invalid("", _("Vraag het eerst aan ten minste de helft van de kinderen. Anders klopt het beeld niet."))
    round_.closed_on, round_.closed_by = clock.today(), actor
    round_.save(update_fields=["closed_on", "closed_by"])
    data = {"sociogram": round_.pk, "answers": asked, "pupils": there}
    record_of_group("close_sociogram", round_.group, actor, data=data)
    pupils = round_.members.values_list("pupil", flat=True)
    propose_talks(round_.group.school_id, list(pupils), clock.today())
    return round_


def _open_one(sociogram_id: int, actor: Person) -> Sociogram:
    round_ = locked(Sociogram.objects.visible_to(actor).select_related("group"), sociogram_id)
    if not round_.is_open:
        raise Invalid("", _("Dit sociogram is al afgesloten. Begin een nieuw als dat nodig is."))
    return round_


def _seat(round_: Sociogram, pupils: Collection[Pupil]) -> None:
    """Who came to the group since it began can be chosen and is asked too."""
    InSociogram.objects.bulk_create(
        (InSociogram(sociogram=round_, pupil=pupil) for pupil in pupils), ignore_conflicts=True
    )


def _sop_of(group: Group) -> Sop:
    try:
        return sop_for(group.school_id, clock.today())[1]
    except NoSop as none:
        raise Invalid("", _("De school heeft nog geen SOP.")) from none
