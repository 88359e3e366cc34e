"""What a guardian writes to the school of her own accord, and what the school does with it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from caseflow import clock
from caseflow.route.writings import may_answer
from pupils.commands.recording import record
from pupils.errors import at_most, filled
from pupils.getters import found, locked
from pupils.models import Guardian, Pupil, Writing, WritingReply
from pupils.own_child import check_not_own_child


@transaction.atomic
def write_to_school(pupil_id: int, *, text: str, actor: Any) -> Writing:
    """Her view or her question, whenever she likes; it stands in the file as she wrote it, whatever comes of it."""
    pupil = found(Pupil.objects.for_guardian(actor), pupil_id)
    own = Guardian.objects.reading().get(person=actor, pupil=pupil)
    row = Writing.objects.create(guardian=own, text=filled("text", text), on=clock.today())
    record("write_to_school", pupil, actor, data={"writing": row.pk, "guardian": own.pk}, texts={"text": row.text})
    return row


@transaction.atomic
def answer_writing(writing_id: int, *, text: str = "", actor: Any) -> WritingReply:
    """Somebody of the school read it; with a text, this is her answer. More answers may follow."""
    row = locked(Writing.objects.visible_to(actor), writing_id)
    pupil = row.guardian.pupil
    check_not_own_child(actor, [pupil])
    if not may_answer(actor, pupil):
        raise PermissionDenied
    text = at_most("text", text)
    kind = "answer_writing" if text else "read_writing"
    reply = WritingReply.objects.create(writing=row, by=actor, text=text, on=clock.today(), at=clock.now())
    record(kind, pupil, actor, data={"writing": row.pk, "reply": reply.pk}, texts={"text": text} if text else {})
    return reply
