"""Two independent experts, two advices, one of them by an orthopedagoog or psycholoog; and six weeks to object."""

from datetime import timedelta

import pytest

from caseflow.route.commands import desk, establishing
from caseflow.route.models import DeskCase, Tlv
from caseflow.route.objection import objection_until
from caseflow.sop.vocabulary import Profession
from pupils.errors import Invalid
from pupils.models import SwvMember
from tests.law.school import START, Story, refused
from tests.law.telling import grant_tlv
from tests.world import make_guardian, make_person


def tell(story: Story) -> None:
    establishing.record_ground_not_to_wait(story.case.pk, ground="gevaar", actor=story.baas)
    story.ready("tlv")
    story.go("bij_het_loket")
    copy, (lead, second) = story.at_desk(), story.world.experts
    with refused(by=11):
        grant_tlv(story)
    SwvMember.objects.filter(person=lead).update(profession=Profession.MAATSCHAPPELIJK_WERKER)
    desk.add_expert_advice(copy.pk, text="kleiner", actor=lead)
    with pytest.raises(Invalid, match="U gaf al advies"):
        desk.add_expert_advice(copy.pk, text="nog eens", actor=lead)
    desk.add_expert_advice(copy.pk, text="rustiger", actor=second)
    with refused(by=11):  # two, and neither an orthopedagoog nor a psycholoog
        grant_tlv(story)
    third, partial = (make_person(name) for name in ("Derde", "Partijdig"))
    for person in (third, partial):
        SwvMember.objects.create(
            person=person, swv=story.world.school.swv, is_expert=True, profession=Profession.PSYCHOLOOG, starts_on=START
        )
    make_guardian(story.case.pupil, partial, gezag="no")
    with pytest.raises(DeskCase.DoesNotExist):  # a guardian has no part in it at all
        desk.add_expert_advice(copy.pk, text="mijn kind", actor=partial)
    desk.add_expert_advice(copy.pk, text="met zorg erbij", actor=third)
    grant_tlv(story)
    assert Tlv.objects.get().desk_case == copy
    assert objection_until(START) == START + timedelta(weeks=6)
