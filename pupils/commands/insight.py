"""What was understood of a pupil is written down, and is ended when it is so no longer."""

from django.db import transaction
from django.utils.translation import gettext as _

from caseflow import clock
from pupils.commands.recording import record
from pupils.errors import Invalid, filled, one_of
from pupils.getters import locked
from pupils.models import Insight, Person, Pupil
from pupils.models.hgw import RUNS_HGW
from pupils.policy import require_kind

LONGEST = 300


@transaction.atomic
def note_insight(pupil_id: int, kind: str, area: str, words: str, stem: str = "", *, actor: Person) -> Insight:
    """A factor, or a need in one of HGW's helping sentences (`stem`); the same twice is refused."""
    pupil = locked(Pupil.objects.to_begin(actor), pupil_id)
    require_kind(actor, pupil, RUNS_HGW)
    said = {
        "kind": one_of("kind", kind, Insight.Kind.values),
        "stem": one_of("stem", stem, Insight.Stem.values) if kind == Insight.Kind.NEEDS else "",
        "area": one_of("area", area, Insight.Area.values),
        "words": filled("words", words, limit=LONGEST),
    }
    if Insight.objects.standing().filter(pupil=pupil, **said).exists():
        raise Invalid("words", _("Dit staat er al."))
    insight = Insight.objects.create(pupil=pupil, said_by=actor, said_on=clock.today(), **said)
    data = {"insight": insight.pk, "kind": kind, "stem": said["stem"], "area": area}
    record("note_insight", pupil, actor, data=data, texts={"words": said["words"]})
    return insight


@transaction.atomic
def end_insight(insight_id: int, *, actor: Person) -> Insight:
    """It is so no longer; that it was stays in the file."""
    insight = locked(Insight.objects.standing().visible_to(actor).select_related("pupil"), insight_id)
    require_kind(actor, insight.pupil, RUNS_HGW)
    insight.end(clock.today())
    record("end_insight", insight.pupil, actor, data={"insight": insight.pk})
    return insight
