"""A version that waits because cases stand in its way judges nothing: no child, and not the whole school by night."""

from datetime import date

import pytest

from caseflow import clock
from caseflow.route.models import TrackProposal
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Measurement, Occasion, Pupil
from pupils.sop import sop_for, sops_for
from tests.route.stories import case_at, crescendo
from tests.route.versions import STEP, adopted, renamed
from tests.world import version_text

pytestmark = pytest.mark.django_db
TODAY, FIRST = date(2026, 3, 9), date(2026, 8, 3)


@pytest.fixture
def waiting():
    """The school whose newest version has lost the step in which a case stands; told what else it changes."""

    def make(*changes: tuple[str, str]):
        world = crescendo()
        Pupil.objects.update(enrolled_on=date(2024, 8, 1))
        adopted(world, renamed(version_text(FIRST, *changes)))
        case_at(world, STEP)
        return world

    with clock.at(TODAY):
        yield make


def test_one_school_and_many_are_judged_by_the_same(waiting):
    world = waiting()
    sweep(FIRST)
    assert sop_for(world.school, FIRST) == sops_for([world.school.pk], FIRST)[world.school.pk]


def test_no_track_is_proposed_by_it(waiting):
    more = "of: hoofdmeting_rekenen A+ I+"
    world = waiting((f"{more}, min: 2", f"{more} A B C D E, min: 1"))
    Measurement.objects.create(
        pupil=world.pupil, instrument="hoofdmeting_rekenen", day=date(2026, 6, 1), moment="main", level="C",
        recorded_by=world.of_kind(RoleKind.TEACHER), recorded_on=TODAY,
    )  # fmt: skip
    sweep(FIRST)
    assert not TrackProposal.objects.exists()


def test_nothing_comes_by_its_calendar(waiting):
    waiting(("    name: Sociogram maken", "    name: Iets heel anders"))
    sweep(date(2026, 9, 1))
    assert "Sociogram maken" in set(Occasion.objects.values_list("name", flat=True))
    assert "Iets heel anders" not in set(Occasion.objects.values_list("name", flat=True))
