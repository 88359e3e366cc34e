"""A talk about a group or a child: who stands on its agenda, whose turn it was, and what was said and agreed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import translation
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.audit.erasing import erase_text_of
from caseflow.audit.models import CaseEvent
from caseflow.languages import DUTCH
from pupils.commands.recording import record
from pupils.errors import Invalid, filled
from pupils.getters import found, locked
from pupils.group_talk import colleagues_near, not_on_agenda, takes_part
from pupils.models import TALKS, Occasion, Person, Pupil, TalkLine, TalkPoint


@dataclass(frozen=True, slots=True)
class Agreed:
    """What somebody will do, who, and before when."""

    what: str
    owner: int
    until: date


# --- The agenda ------------------------------------------------------------------------------------------------------


@transaction.atomic
def put_on_talk(
    talk_id: int, *, due: Collection[int] = (), others: Collection[int] = (), why: str = "", actor: Person
) -> list[TalkPoint]:
    """Children of the group onto its agenda: `due` for what is due of them, `others` for what the writer says (`why`).

    What is due is kept in words, for it may be over by the day of the talk. A child may be there for both.
    """
    talk = _open_talk(talk_id, actor)
    wanted = {*due, *others}
    if not wanted:
        raise Invalid("", _("Kies ten minste één kind."))
    words = filled("why", why, _("Schrijf erbij waarover je het wilt hebben.")) if others else ""
    with translation.override(DUTCH):  # it is kept, and read by everybody
        there = {pupil.pk: (pupil, reason) for pupil, reason in not_on_agenda(actor, talk, clock.today())}
    if not wanted <= there.keys():
        raise _not_there(talk, wanted)
    kept = []
    for pk in sorted(wanted):
        pupil, reason = there[pk]
        both = (reason if pk in due else "", words if pk in others else "")
        said = filled(
            "due", "; ".join(filter(None, both)), _("Bij een van deze kinderen is intussen niets meer aan de beurt.")
        )
        point = TalkPoint.objects.create(occasion=talk, pupil=pupil, why=said, put_by=actor, put_on=clock.today())
        record("put_on_talk", pupil, actor, data=_data(point), texts={"why": said})
        kept.append(point)
    return kept


def _not_there(talk: Occasion, wanted: Collection[int]) -> Exception:
    """On it by a colleague's hand meanwhile; or no child of this group, of whom nothing is said."""
    standing = TalkPoint.objects.standing().filter(occasion=talk, pupil__in=wanted)
    if standing.exists():
        return Invalid("", _("Een van deze kinderen staat intussen al op de agenda. Bekijk de lijst opnieuw."))
    return Http404()


@transaction.atomic
def take_off_talk(point_id: int, *, actor: Person) -> TalkPoint:
    """Not this time; who had a turn, stays."""
    point, _talk = _point(point_id, actor)
    if point.taken_off_on is not None:
        raise Invalid("", _("Dit kind is al van de agenda gehaald."))
    if point.talked_on is not None:
        raise Invalid("", _("Dit kind is al besproken, en blijft daarom op de agenda staan."))
    point.taken_off_on = clock.today()
    return _keep("take_off_talk", point, actor, "taken_off_on")


@transaction.atomic
def put_back_on_talk(point_id: int, *, actor: Person) -> TalkPoint:
    """A slip of today, taken back."""
    point, talk = _point(point_id, actor)
    again = TalkPoint.objects.standing().filter(occasion=talk, pupil=point.pupil_id).exists()
    if point.taken_off_on != clock.today() or again:
        raise Invalid("", _("Terugzetten kan alleen op de dag zelf, en als het kind niet al op de agenda staat."))
    point.taken_off_on = None
    return _keep("put_back_on_talk", point, actor, "taken_off_on")


# --- In the talk -----------------------------------------------------------------------------------------------------


@transaction.atomic
def note_at_talk(
    talk_id: int, pupil_id: int, *, text: str = "", agreed: Agreed | None = None, turn: bool = False, actor: Person
) -> TalkPoint:
    """What was said of a child, what was agreed, or both; with `turn` its turn was over, also without a word.

    Lines are added and never written over, so that of two who type at once both stand.
    """
    talk = _open_talk(talk_id, actor)
    point = _turn(talk, pupil_id, actor)
    if text.strip():
        _say("note_at_talk", point, actor, TalkLine(text=filled("text", text)))
    if agreed is not None:
        if agreed.owner not in dict(colleagues_near(point.pupil, clock.today())):
            raise Invalid("owner", _("Kies een collega die met dit kind werkt."))
        if agreed.until < clock.today():
            raise Invalid("until", _("Deze dag is al geweest. Kies vandaag of een latere dag."))
        line = TalkLine(text=filled("what", agreed.what), owner_id=agreed.owner, until=agreed.until)
        _say("agree_at_talk", point, actor, line)
    elif not turn and not text.strip():
        raise Invalid("text", _("Schrijf op wat jullie bespreken, of ga verder met het volgende kind."))
    if point.talked_on is None:
        point.talked_on = clock.today()
        _keep("talk_over", point, actor, "talked_on")
    return point


def _turn(talk: Occasion, pupil_id: int, actor: Person) -> TalkPoint:
    """The child's point; a talk about one child has its agenda by itself."""
    points = TalkPoint.objects.standing().visible_to(actor).filter(occasion=talk, pupil=pupil_id)
    point = points.select_related("pupil").first()
    if point is not None:
        return point
    if talk.pupil_id != pupil_id:
        raise Http404
    pupil = locked(Pupil.objects.talked_over_by(actor).here(clock.today()), pupil_id)
    return TalkPoint.objects.create(occasion=talk, pupil=pupil, put_by=actor, put_on=clock.today())


def _say(kind: str, point: TalkPoint, actor: Person, line: TalkLine) -> None:
    line.point, line.by, line.at = point, actor, clock.now()
    line.save()
    told = {"owner": line.owner_id, "until": line.until} if line.owner_id else {}
    record(kind, point.pupil, actor, data={**_data(point), "line": line.pk, **told}, texts={"text": line.text})


@transaction.atomic
def take_back_line(line_id: int, *, actor: Person) -> TalkLine:
    """Its author wrote something that was not so: on the day itself it goes, out of the file's memory too."""
    seen = TalkLine.objects.standing().visible_to(actor).select_related("point__pupil", "point__occasion")
    _open_talk(found(seen, line_id).point.occasion_id, actor)
    line = locked(seen, line_id)
    if line.by_id != actor.pk:
        raise PermissionDenied
    today = clock.today()
    if line.at.astimezone(clock.AMSTERDAM).date() != today or line.done_on is not None:
        raise Invalid("", _("Terugnemen kan alleen op de dag zelf, en zolang het niet is afgerond."))
    line.withdrawn_on = today
    line.save(update_fields=["withdrawn_on"])
    pupil = line.point.pupil
    erase_text_of(CaseEvent.objects.of([pupil.chain]).filter(data__line=line.pk))
    record("take_back_talk_line", pupil, actor, data={**_data(line.point), "line": line.pk})
    return line


# --- Shared ----------------------------------------------------------------------------------------------------------


def _open_talk(talk_id: int, actor: Person) -> Occasion:
    """Held, so that nobody finishes it meanwhile; of who takes part in it, while it is open."""
    rows = Occasion.objects.visible_to(actor).filter(what__in=TALKS).select_related("group", "pupil")
    talk = locked(rows, talk_id)
    if not takes_part(actor, talk, clock.today()):
        raise PermissionDenied
    if not talk.is_open:
        raise Invalid("", _("Deze bespreking is al afgerond. Was dat een vergissing, draai dat dan eerst terug."))
    return talk


def _point(point_id: int, actor: Person) -> tuple[TalkPoint, Occasion]:
    """Held after its talk, as whoever writes in the talk does: two who meet wait for each other."""
    seen = TalkPoint.objects.visible_to(actor).select_related("pupil")
    talk = _open_talk(found(seen, point_id).occasion_id, actor)
    return locked(seen, point_id), talk


def _keep(kind: str, point: TalkPoint, actor: Person, field: str) -> TalkPoint:
    point.save(update_fields=[field])
    record(kind, point.pupil, actor, data=_data(point))
    return point


def _data(point: TalkPoint) -> dict[str, int]:
    return {"occasion": point.occasion_id, "point": point.pk}
