"""Whoever signs for a group sees what is open about each of its children, and that she saw it is written down."""

from datetime import date

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Pupil
from tests.route.stories import case_at, crescendo, sign_in

pytestmark = pytest.mark.django_db


def test_the_hand_over_leads_to_each_open_case_and_leaves_a_row_of_its_child_alone() -> None:
    with clock.at(date(2026, 8, 31)):
        world = crescendo()
        case, other = case_at(world, "zorgteam"), world.new_pupil()
        Pupil.objects.update(enrolled_on=date(2025, 8, 18))
        ib_er = world.of_kind(RoleKind.IB_ER)
        page = sign_in(ib_er).get(reverse("pupils:handover", args=[world.pupil.group_id])).content.decode()
    assert reverse("route:case", args=[case.pk]) in page
    assert world.sop.steps["zorgteam"].name in page
    assert reverse("pupils:pupil", args=[other.pk]) in page
    read = ReadRow.objects.filter(person_id=ib_er.pk, object=f"handover-{world.pupil.group_id}")
    assert list(read.values_list("pupil_id", "part")) == [(world.pupil.pk, "route")]
