"""Floor rules 2 and 6 at help by a partner: a yes is about the people who were named, and a no about them stands."""

from datetime import timedelta

import pytest

from caseflow import clock
from caseflow.route.acting import Refused
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.commands.support import decide_arrangement, propose_arrangement
from caseflow.route.models import Arrangement
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from tests.route.stories import case_at, crescendo
from tests.world import store_version, version_text

pytestmark = pytest.mark.django_db
PURPOSE = "advies_deskundige"  # four partners ask it


@pytest.fixture
def world():
    return crescendo()


@pytest.fixture
def case(world):
    """Help by one partner lies before the director."""
    case = case_at(world, "zorgteam")
    today = clock.today()
    propose_arrangement(
        case.pk,
        key="viertaal_licht",
        goal="vertelt in zinnen",
        answers={"gezien": "korte zinnen", "bij_de_leerkracht": "voordoen"},
        hours=1,
        starts_on=today,
        ends_on=today + timedelta(days=90),
        actor=world.of_kind(RoleKind.IB_ER),
    )
    return case


def answered(world, case, answer: str, *roles: str) -> None:
    people = [world.people[role].pk for role in roles] or None
    asked = ask_consent(case.pk, purpose=PURPOSE, recipients=people, actor=world.of_kind(RoleKind.IB_ER))
    for guardian in world.guardians:
        answer_consent(asked.pk, answer=answer, actor=guardian.person)


def grant(world, case) -> Arrangement:
    return decide_arrangement(case.pk, grant=True, reasons="nodig", actor=world.of_kind(RoleKind.DIRECTOR))


def test_a_yes_about_another_opens_nothing(world, case):
    answered(world, case, "given", "orthopedagoog")
    with pytest.raises(Refused) as asked:
        grant(world, case)
    assert 6 in {finding.floor for finding in asked.value.findings if not finding.met}
    answered(world, case, "given", "viertaal_begeleider")
    assert grant(world, case).state == Arrangement.GRANTED


def test_a_yes_about_another_does_not_undo_a_no(world, case):
    answered(world, case, "refused")  # about everybody whom the purpose names
    answered(world, case, "given", "rid_behandelaar")
    with pytest.raises(Refused):
        grant(world, case)


def test_a_no_about_another_takes_nothing_away(world, case):
    answered(world, case, "given", "viertaal_begeleider")
    answered(world, case, "refused", "rid_behandelaar")
    assert grant(world, case).state == Arrangement.GRANTED


def test_what_the_sop_has_no_more_is_not_granted(world, case):
    answered(world, case, "given")
    tomorrow = clock.today() + timedelta(days=1)
    text = version_text(tomorrow).replace("viertaal_licht", "viertaal_lichter")
    store_version(world.school, text, adopted_on=clock.today())
    with clock.at(tomorrow), pytest.raises(Invalid, match="staat niet meer in het SOP"):
        grant(world, case)
    with clock.at(tomorrow):
        refused = decide_arrangement(case.pk, grant=False, reasons="oud", actor=world.of_kind(RoleKind.DIRECTOR))
    assert refused.state == Arrangement.REFUSED
