"""What people record on a pupil beside a case: done, written down, and refused."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.contact import pass_over_guardian, record_contact_attempt
from pupils.commands.gezag import Shown, record_gezag
from pupils.commands.observation import log_observation
from pupils.errors import Invalid
from pupils.models import Consent, ContactAttempt, Guardian, Observation, PassedOver
from tests.cast import answer, make_consent, make_group, make_guardian, make_pupil, make_school, make_staff, set_gezag

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def school(db):
    return make_school()


@pytest.fixture
def noor(school):
    return make_pupil(school, make_group(school))


@pytest.fixture
def teacher(school, noor):
    return make_staff(school, RoleKind.TEACHER, noor.group)


@pytest.fixture
def ib_er(school):
    return make_staff(school, RoleKind.IB_ER)


@pytest.fixture
def director(school):
    return make_staff(school, RoleKind.DIRECTOR)


def last_event() -> CaseEvent:
    return CaseEvent.objects.select_related("text").latest("pk")


# --- Observation -----------------------------------------------------------------------------------------------------


def test_it_logs_an_observation(noor, teacher):
    seen = log_observation(noor.pk, TODAY - DAY, "rekenen", " Telt op de vingers. ", "Blokjes", actor=teacher)
    assert (seen.author, seen.saw, seen.helped) == (teacher, "Telt op de vingers.", "Blokjes")
    event = last_event()
    assert (event.chain, event.kind, event.role) == (f"pupil-{noor.pk}", "log_observation", "teacher")
    assert event.data == {"observation": seen.pk, "area": "rekenen", "seen_on": "2026-03-01"}
    assert event.texts == {"saw": "Telt op de vingers.", "helped": "Blokjes"}


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("seen_on", {"seen_on": TODAY + DAY}),
        ("seen_on", {"seen_on": date(2018, 3, 1)}),
        ("area", {"area": "iets"}),
        ("saw", {"saw": "  "}),
        ("saw", {"saw": "x" * 10_001}),
        ("helped", {"helped": "x" * 10_001}),
    ],
)
def test_it_refuses_a_bad_observation_and_keeps_nothing(noor, teacher, field, changed):
    good = {"seen_on": TODAY, "area": "taal", "saw": "Leest hakkend.", "helped": ""}
    with pytest.raises(Invalid) as refused:
        log_observation(noor.pk, **{**good, **changed}, actor=teacher)
    assert refused.value.field == field
    assert str(refused.value.message)
    assert not Observation.objects.exists()
    assert not CaseEvent.objects.exists()


def test_it_knows_no_pupil_of_another_group(noor, school):
    stranger = make_staff(school, RoleKind.TEACHER, make_group(school))
    with pytest.raises(Http404):
        log_observation(noor.pk, TODAY, "taal", "x", actor=stranger)


# --- Gezag -----------------------------------------------------------------------------------------------------------


def test_it_records_gezag(noor, ib_er):
    guardian = make_guardian(noor, "unknown")
    record_gezag(guardian.pk, "yes", Shown(proof="register", on=TODAY, seen="uittreksel van 1 maart"), actor=ib_er)
    guardian = Guardian.objects.get()
    assert (guardian.gezag, guardian.gezag_recorded_on) == ("yes", TODAY)
    assert last_event().data == {
        "guardian": guardian.pk, "before": "unknown", "gezag": "yes", "proof": "register",
        "proof_on": TODAY.isoformat(), "education_held_by": None, "care_held_by": None, "guardians": [guardian.pk],
    }  # fmt: skip
    assert last_event().texts == {"evidence": "uittreksel van 1 maart"}


@pytest.mark.parametrize(
    ("gezag", "evidence", "field"), [("yes", " ", "evidence"), ("unknown", "x", "gezag"), ("x", "x", "gezag")]
)
def test_it_refuses_gezag_without_proof(noor, ib_er, gezag, evidence, field):
    guardian, shown = make_guardian(noor, "unknown"), Shown(proof="court", on=TODAY, seen=evidence)
    with pytest.raises(Invalid) as refused:
        record_gezag(guardian.pk, gezag, shown, actor=ib_er)
    assert refused.value.field == field


def test_a_teacher_records_no_gezag(noor, teacher):
    with pytest.raises(PermissionDenied):
        record_gezag(make_guardian(noor, "unknown").pk, "yes", Shown(proof="court", on=TODAY, seen="x"), actor=teacher)


# --- Contact and passing over ----------------------------------------------------------------------------------------


def test_it_records_a_try(noor, teacher):
    attempt = record_contact_attempt(make_guardian(noor).pk, TODAY, "phone", actor=teacher)
    assert (attempt.on, attempt.recorded_by) == (TODAY, teacher)
    assert last_event().kind == "record_contact_attempt"
    for on, how, field in ((TODAY + DAY, "phone", "on"), (TODAY, "pigeon", "how")):
        with pytest.raises(Invalid) as refused:
            record_contact_attempt(attempt.guardian_id, on, how, actor=teacher)
        assert refused.value.field == field


class Unreachable:
    """Two guardians with gezag; the first gave, the second was tried on two days since."""

    def __init__(self, noor, director):
        self.director = director
        self.reached, self.silent = make_guardian(noor), make_guardian(noor)
        self.consent = make_consent(noor, asked_on=TODAY - 10 * DAY)
        answer(self.consent, self.reached, "given")
        for days in (5, 3):
            self.attempt(TODAY - days * DAY)

    def attempt(self, on):
        ContactAttempt.objects.create(guardian=self.silent, on=on, how="phone", recorded_by=self.director)

    def pass_over(self, **changed):
        usual = {"guardian_id": self.silent.pk, "consent_id": self.consent.pk, "reasons": "Twee keer gebeld."}
        return pass_over_guardian(**{**usual, "actor": self.director, **changed})


@pytest.fixture
def case(noor, director):
    return Unreachable(noor, director)


def test_it_passes_over_who_cannot_be_reached(case):
    assert not Consent.objects.live(TODAY).exists()
    passed = case.pass_over()
    assert (passed.by, passed.on) == (case.director, TODAY)
    assert list(Consent.objects.live(TODAY)) == [case.consent]
    assert last_event().texts == {"reasons": "Twee keer gebeld."}
    case.pass_over()
    assert PassedOver.objects.count() == CaseEvent.objects.count() == 1


def test_it_says_why(case):
    with pytest.raises(Invalid) as refused:
        case.pass_over(reasons=" ")
    assert refused.value.field == "reasons"


def test_it_refuses_with_one_try_or_two_on_a_day(case):
    ContactAttempt.objects.filter(on=TODAY - 3 * DAY).delete()
    case.attempt(TODAY - 5 * DAY)
    case.attempt(TODAY - 20 * DAY)  # before it was asked: a try for something else
    refuse(case)


def test_it_refuses_for_who_objected(case):
    answer(case.consent, case.silent, "refused")
    refuse(case)


def test_it_refuses_for_who_withdrew(case):
    answer(case.consent, case.silent, "given", TODAY - 2 * DAY)
    answer(case.consent, case.silent, "withdrawn")
    refuse(case)


def test_it_refuses_for_who_answered(case):
    answer(case.consent, case.silent, "given")
    refuse(case)


@pytest.mark.parametrize("gezag", ["no", "unknown", "restricted"])
def test_it_refuses_for_the_only_one_with_gezag(case, gezag):
    set_gezag(case.reached, gezag)
    refuse(case)


@pytest.mark.parametrize("gezag", ["no", "unknown", "restricted"])
def test_it_refuses_for_who_has_no_recorded_gezag(case, gezag):
    set_gezag(case.silent, gezag)
    refuse(case)


def test_only_the_director_passes_over(case, ib_er):
    with pytest.raises(PermissionDenied):
        case.pass_over(actor=ib_er)


def test_not_by_who_is_the_other_parent_of_the_child(case, noor):
    make_guardian(noor, person=case.director)
    for act in (case.pass_over, lambda: record_contact_attempt(case.silent.pk, TODAY, "phone", actor=case.director)):
        with pytest.raises(Invalid, match="je eigen kind"):
            act()
    assert not PassedOver.objects.exists()
    assert not CaseEvent.objects.exists()


def test_it_knows_no_consent_of_another_child(case, noor):
    other = make_pupil(noor.school)
    with pytest.raises(Http404):
        case.pass_over(consent_id=make_consent(other).pk)


def test_it_is_for_one_thing(case):
    for named in ({"consent_id": None}, {"handelingsdeel_id": 3}, {"consent_id": None, "handelingsdeel_id": 3}):
        with pytest.raises(ValueError, match="one consent"):
            case.pass_over(**named)


def refuse(case: Unreachable) -> None:
    with pytest.raises(Invalid) as refused:
        case.pass_over()
    assert refused.value.field == "guardian"
    assert not PassedOver.objects.exists()
    assert not CaseEvent.objects.exists()


def test_the_same_observation_is_noted_once(noor, teacher):
    """The browser's back button gives a fresh form with the old text: sending it again doubles nothing."""
    log_observation(noor.pk, TODAY, "taal", "leest hardop voor", actor=teacher)
    with pytest.raises(Invalid) as no:
        log_observation(noor.pk, TODAY, "taal", " leest hardop voor ", actor=teacher)
    assert no.value.field == "saw"
    assert Observation.objects.count() == 1
