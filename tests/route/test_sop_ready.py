"""What the school's own rows say of a version before it is adopted: cases, roles and consents that it touches."""

from datetime import date, timedelta

import pytest

from caseflow import clock
from caseflow.route.commands import sop as life
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Consent, RoleAssignment, SopVersion
from tests.cast import answer, make_consent
from tests.route.stories import case_at, crescendo, shown
from tests.route.versions import STEP, laid, text_with_moves
from tests.world import make_pupil, version_text

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
FIRST = date(2026, 8, 1)
TEXT = version_text(FIRST, version="2026")


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world():
    return crescendo()


def found(world, text: str) -> dict[str, str]:
    version = laid(world, text)
    return {one.what: str(one.severity) for one in life.readiness(version).findings}


def test_nothing_is_found_where_nothing_changes(world):
    assert found(world, TEXT) == {}


def test_cases_that_will_move(world):
    case_at(world, STEP)
    says = found(world, text_with_moves(FIRST))
    assert says == {"1 casus staat in de stap ‘Leerlingbespreking’; die gaat over in ‘Leerlingbespreking’.": "advice"}


@pytest.mark.parametrize("who", ["one", "all"])
def test_what_lies_before_guardians_is_to_be_signed_under_the_new_version(world, who):
    shown(world)
    text = TEXT.replace("    kind: swv\n", f"    kind: swv\n    parents_sign: {who}\n")
    name = world.sop.desks["swv_almere"].name
    assert found(world, text) == {
        f"Er ligt een verwijzing bij ouders, en ‘{name}’ vraagt nu hun handtekening.": "advice"
    }


def test_a_role_that_nobody_has(world):
    RoleAssignment.objects.filter(school=world.school, role="ib_er").update(ends_on=TODAY)
    assert found_roles(world, TEXT) == {"Niemand heeft de rol ‘Intern begeleider’.": "warning"}


def found_roles(world, text: str) -> dict[str, str]:
    draft = life.upload_draft(text, actor=world.of_kind(RoleKind.DIRECTOR))
    return {one.what: str(one.severity) for one in life.readiness(draft).findings}


def test_nobody_who_directs_is_refused(world):
    draft = life.upload_draft(TEXT, actor=world.of_kind(RoleKind.DIRECTOR))
    RoleAssignment.objects.filter(school=world.school, role="director").update(ends_on=TODAY)
    [error] = life.readiness(draft).errors
    assert error.what == "Niemand heeft de rol ‘Directeur’."


def test_a_version_that_would_never_judge(world):
    says = found(world, version_text(date(2023, 7, 1), version="oud"))
    assert says == {"Versie 2023-2025 geldt vanaf 1 augustus 2023.": "error"}


def test_a_version_that_begins_at_once_says_so(world):
    says = found(world, version_text(TODAY, version="nu"))
    assert says == {"Deze versie gaat meteen in: de eerste dag was 9 maart 2026.": "warning"}
    assert found(world, version_text(date(2026, 8, 1), version="straks")) == {}


def test_a_dropped_track_is_one_finding_with_all_its_cases(world):
    for step in ("dyslexie_niveau_1", "dyslexie_niveau_2"):
        case_at(world, step, make_pupil(world.school, world.group, date(2018, 1, 1)), track="dyslexie")
    text = version_text(date(2026, 8, 1), version="2027").replace(
        "\n  dyslexie:\n    name: Lezen", "\n  lezen:\n    name: Lezen"
    )
    draft = life.upload_draft(text, actor=world.of_kind(RoleKind.DIRECTOR))
    assert [(one.what, len(one.cases)) for one in life.readiness(draft).errors] == [
        ("2 casussen staan op het spoor ‘Lezen en dyslexie’, en dat spoor vervalt.", 2)
    ]


def test_guardians_to_be_asked_anew(world):
    """More parts of the file than were asked for: who said yes is named."""
    case = case_at(world, "zorgteam")
    purpose, old = next(iter(world.sop.purposes.items()))
    version = SopVersion.objects.get(school=world.school)
    consent = make_consent(world.pupil, sop_version=version, purpose=purpose, case_id=case.pk)
    for guardian in world.guardians:
        answer(consent, guardian, "given")
    parts = f"parts: [{', '.join(old.parts)}]"
    draft = life.upload_draft(
        version_text(FIRST, (parts, parts.replace("]", ", referral]"))), actor=world.of_kind(RoleKind.DIRECTOR)
    )
    [one] = life.readiness(draft).findings
    assert (str(one.severity), one.cases) == ("warning", ((case.pk, world.pupil.full_name),))
    assert "de verwijzing" in one.what
    assert Consent.objects.live(TODAY + timedelta(days=1)).filter(pk=consent.pk).exists()  # what was given stands
