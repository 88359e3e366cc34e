"""Which of several versions judges a day, and what two texts of one name are."""

from datetime import date, timedelta

import pytest

from caseflow import clock
from caseflow.route.commands import sop as life
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.models import SopVersion
from pupils.sop import sop_for
from tests.route.stories import crescendo
from tests.route.versions import adopted
from tests.world import version_text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
FIRST = date(2026, 8, 1)


@pytest.fixture
def world():
    with clock.at(TODAY):
        yield crescendo()


def test_first_day(world):
    """Which version judges a day."""
    adopted(world, version_text(FIRST, version="nieuw"))
    adopted(world, version_text(FIRST + timedelta(days=30), version="nieuwer"))
    days = (FIRST - timedelta(days=1), FIRST, FIRST + timedelta(days=29), FIRST + timedelta(days=30))
    assert [sop_for(world.school, day)[0].version for day in days] == ["2023-2025", "nieuw", "nieuw", "nieuwer"]


def test_version(world):
    """Two texts of one name are refused; of two names both are kept."""
    ib_er = world.of_kind(RoleKind.IB_ER)
    life.upload_draft(version_text(FIRST, version="a"), actor=ib_er)
    other = version_text(FIRST, ("share: 50", "share: 60"), version="a")
    with pytest.raises(Invalid):
        life.upload_draft(other, actor=ib_er)
    assert life.upload_draft(other.replace('version: "a"', 'version: "b"'), actor=ib_er).version == "b"
    assert SopVersion.objects.filter(state="draft").count() == 2
