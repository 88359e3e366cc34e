"""Out of aanmelding into the school only after the decision on admission (WPO art. 40), whatever a SOP leaves out."""

import pytest

from caseflow import clock
from caseflow.route.acting import exit_ruling
from pupils.models import Pupil
from tests.route.stories import case_at
from tests.sop.documents import SOUND, replaced
from tests.world import SCHOOLS, make_world

pytestmark = pytest.mark.django_db
ITS_OWN = (
    "        needs:\n"
    "          - {fact: enrolled_on, known: true, say: Het kind is ingeschreven, cite: WPO art. 40, todo: enrol}\n"
)


@pytest.mark.parametrize("enrolled", [True, False])
def test_nobody_goes_on_who_is_not_enrolled(enrolled):
    text = replaced(SOUND, (ITS_OWN, ""))
    world = make_world(SCHOOLS / "sound.yaml", text)
    Pupil.objects.update(enrolled_on=clock.today() if enrolled else None)
    case = case_at(world, "aanmelding", Pupil.objects.get())
    found = exit_ruling(case, world.sop, world.sop.exit("aanmelding", "main", "groep"), clock.today()).findings
    missing = [one.rule.fact for one in found if one.met is not True]
    assert missing == ([] if enrolled else ["enrolled_on"])


def test_a_school_that_says_so_itself_is_not_told_twice():
    world = make_world(SCHOOLS / "sound.yaml", SOUND)
    case = case_at(world, "aanmelding", Pupil.objects.get())
    found = exit_ruling(case, world.sop, world.sop.exit("aanmelding", "main", "groep"), clock.today()).findings
    assert [one.rule.fact for one in found].count("enrolled_on") == 1
