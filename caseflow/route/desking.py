"""What the desk's pages show: the frozen referral, the experts' advices, the answer; never the school's case.

Three things are looked up behind the copy and come back as no more than they say: what law and SOP ask before a TLV
(`asked_before_tlv`), whether an answer would still reach the school (`is_open`), and whose file the opening of the copy
is written down with (`opened_at_desk`).
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.audit.reads import record_read
from caseflow.route.facting import facts_of
from caseflow.route.models import Case, DeskCase, ExpertAdvice
from caseflow.route.presenting import Checklist, checklist
from caseflow.sop.judging import assess, facts_for
from caseflow.sop.vocabulary import Asks, Part
from caseflow.wall.context import EVERY_SCHOOL, rows_of
from pupils.getters import found
from pupils.models import SwvMember
from pupils.sop import sop_for
from pupils.waiting import Waiting, waits

#: How many the start page names; who has more begins in the inbox.
MOST_WAITING = 25


def desk_case_for(person: Any, pk: int) -> DeskCase:
    """The getter: what was handed over to an SWV that this person works for."""
    return found(DeskCase.objects.visible_to(person).with_elsewhere(), pk)


def is_open(desk_case: Any) -> bool:
    """Whether an answer is asked, and would reach the school: of one that went to another SWV the copy is only read."""
    return desk_case.state == DeskCase.RECEIVED and not desk_case.elsewhere


def seat_of(person: Any, desk_case: DeskCase, *, expert: bool) -> SwvMember | None:
    """In which capacity somebody sits at this desk today; one may be both expert and member."""
    return SwvMember.objects.current().filter(person=person, swv=desk_case.swv_id, is_expert=expert).first()


def may_advise(person: Any, desk_case: DeskCase) -> bool:
    """Whether the form for an advice is hers."""
    return bool(seat_of(person, desk_case, expert=True)) and desk_case.asks == Asks.TLV


def may_answer(person: Any, desk_case: DeskCase) -> bool:
    """Whether the form for the answer is hers: who advised does not decide."""
    advised = ExpertAdvice.objects.filter(desk_case=desk_case, expert=person).exists()
    return bool(seat_of(person, desk_case, expert=False)) and not advised


def advices_for(person: Any, desk_case: DeskCase) -> QuerySet[ExpertAdvice]:
    """Who decides reads both; an expert only her own, so that it stays her own."""
    advices = ExpertAdvice.objects.filter(desk_case=desk_case).order_by("pk")
    if desk_case.state == DeskCase.ANSWERED or seat_of(person, desk_case, expert=False):
        return advices
    return advices.filter(expert=person)


def asked_before_tlv(desk_case: DeskCase) -> Checklist | None:
    """What still stands before a TLV, as the command will find it; None where none was asked or none can be given."""
    if desk_case.asks != Asks.TLV or not is_open(desk_case):
        return None
    today, case = clock.today(), _behind(desk_case)
    _version, sop = sop_for(case.school_id, today)
    facts = facts_of(case, facts_for(sop, case.step, "grant_tlv", today))
    return checklist(assess(sop, case.step, "grant_tlv", facts, today))


@rows_of(EVERY_SCHOOL)
def opened_at_desk(person: Any, desk_case: DeskCase) -> None:
    """The reading is written down with the pupil's file (floor rule 13), though the copy does not know the pupil.

    Also where the school went to another SWV, and is behind the wall for who reads here.
    """
    case = _behind(desk_case)
    record_read(
        person_id=person.pk, role="swv", school_id=case.school_id, pupil_id=case.pupil_id, part=Part.REFERRAL,
        object=f"desk-{desk_case.pk}",
    )  # fmt: skip


def _behind(desk_case: DeskCase) -> Case:
    return Case.objects.get(referrals__handover=desk_case.handover)


@waits
def at_the_desk(person: Any) -> Iterator[Waiting]:
    """Referrals to answer; for an expert those on which she has not advised yet. The first ones; the inbox has all."""
    decides = SwvMember.objects.current().filter(person=person, swv=OuterRef("swv_id"), is_expert=False)
    advised = ExpertAdvice.objects.filter(desk_case=OuterRef("pk"), expert=person)
    received: Any = DeskCase.objects.visible_to(person).filter(state=DeskCase.RECEIVED)
    received = received.with_elsewhere().filter(elsewhere=False)
    to_advise = Q(asks=Asks.TLV) & ~Exists(advised)
    mine = received.annotate(decides=Exists(decides)).filter(Q(decides=True) | to_advise)
    for one in mine.order_by("decide_by", "pk")[:MOST_WAITING]:
        yield Waiting(
            title=_("Beantwoord de verwijzing") if one.decides else _("Geef een deskundigenadvies"),
            about=f"{one.child_name} · {one.school_name}",
            url=reverse("route:desk_case", args=[one.pk]),
            label=_("Beantwoorden") if one.decides else _("Adviseren"),
            due_on=one.decide_by,
            late=one.decide_by < clock.today(),
        )
