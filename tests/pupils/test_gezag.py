"""Recording gezag: on what it rests, in what it is restricted, for a whole class, and after an objection."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.drafts.tokens import FIELD, issue
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.gezag import Shown, declare_gezag, record_gezag
from pupils.commands.guardian import add_guardian
from pupils.errors import Invalid
from pupils.hats import Side, wearing
from pupils.models import Consent, ContactAttempt, Guardian, Person
from tests.cast import answer, make_consent, make_group, make_guardian, make_person, make_pupil, make_school, make_staff
from tests.route.stories import post, sign_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
COURT = Shown(proof="court", on=TODAY, seen="beschikking van 2 maart")
REGISTER = Shown(proof="register", on=TODAY, seen="uittreksel")
SAID = Shown(proof="declared", on=TODAY)


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@dataclass
class Home:
    """A child with a mother, a father and an institution, at a school with an IB-er and a director."""

    school: Any = field(default_factory=make_school)

    def __post_init__(self) -> None:
        self.group = make_group(self.school)
        self.pupil = make_pupil(self.school, self.group)
        self.mother = make_guardian(self.pupil, "unknown", make_person("Moe der"), relation="mother")
        self.father = make_guardian(self.pupil, "unknown", make_person("Va der"), relation="father")
        self.gi = make_guardian(self.pupil, "unknown", make_person("De Instelling"), relation="gi")
        self.step = make_guardian(self.pupil, "unknown", make_person("Stief"), relation="step_parent")
        self.ib_er = make_staff(self.school, RoleKind.IB_ER)
        self.director = make_staff(self.school, RoleKind.DIRECTOR)


@pytest.fixture
def home() -> Home:
    return Home()


def says(guardian: Guardian) -> tuple[str, str]:
    guardian.refresh_from_db()
    return guardian.say, guardian.say_in_care


@pytest.mark.parametrize(
    ("gezag", "shown", "held", "expected"),
    [
        ("yes", SAID, {}, ("yes", "yes")),
        ("yes", REGISTER, {}, ("yes", "yes")),
        ("no", COURT, {}, ("no", "no")),
        ("restricted", COURT, {"education_held_by": "gi"}, ("no", "yes")),
        ("restricted", COURT, {"care_held_by": "gi"}, ("yes", "no")),
        ("restricted", COURT, {"education_held_by": "gi", "care_held_by": "father"}, ("no", "no")),
    ],
)
def test_what_her_word_is_worth(home: Home, gezag: str, shown: Shown, held: dict, expected: tuple) -> None:
    holders = {name: getattr(home, who).pk for name, who in held.items()}
    record_gezag(home.mother.pk, gezag, shown, **holders, actor=home.ib_er)
    assert says(home.mother) == expected
    assert home.mother.may_read == (expected[0] == "yes")


def test_what_was_restricted_is_given_back(home: Home) -> None:
    record_gezag(home.mother.pk, "restricted", COURT, education_held_by=home.gi.pk, actor=home.ib_er)
    record_gezag(home.mother.pk, "yes", COURT, actor=home.ib_er)
    assert (says(home.mother), home.mother.education_held_by) == (("yes", "yes"), None)


def test_the_institution_decides_in_what_it_was_given_alone(home: Home) -> None:
    """The court gave it school; care stayed with the mother."""
    record_gezag(home.mother.pk, "restricted", COURT, education_held_by=home.gi.pk, actor=home.ib_er)
    record_gezag(home.gi.pk, "restricted", COURT, care_held_by=home.mother.pk, actor=home.ib_er)
    record_gezag(home.father.pk, "no", COURT, actor=home.ib_er)
    record_gezag(home.step.pk, "no", SAID, actor=home.ib_er)
    school, care = make_consent(home.pupil), make_consent(home.pupil, care=True)
    for consent, guardian in ((school, home.gi), (care, home.mother)):
        assert not Consent.objects.live(TODAY).filter(pk=consent.pk).exists()
        answer(consent, guardian, "given")
        assert Consent.objects.live(TODAY).filter(pk=consent.pk).exists()
    assert Consent.objects.asked_of(home.mother.person).get() == care
    assert Consent.objects.asked_of(home.gi.person).get() == school


@pytest.mark.parametrize(
    ("who", "gezag", "shown", "held", "field"),
    [
        ("mother", "no", SAID, None, "proof"),
        ("mother", "restricted", REGISTER, "gi", "proof"),
        ("mother", "restricted", COURT, None, "education_held_by"),
        ("mother", "restricted", COURT, "mother", "education_held_by"),
        ("mother", "yes", Shown(proof="court", on=TODAY, seen=" "), None, "evidence"),
        ("mother", "yes", Shown(proof="hearsay", on=TODAY, seen="x"), None, "proof"),
        ("mother", "yes", Shown(proof="court", on=TODAY + timedelta(days=1), seen="x"), None, "proof_on"),
        ("mother", "unknown", COURT, None, "gezag"),
    ],
)
def test_what_is_refused(home: Home, who: str, gezag: str, shown: Shown, held: str | None, field: str) -> None:
    guardian = getattr(home, who)
    with pytest.raises(Invalid) as refused:
        record_gezag(
            guardian.pk, gezag, shown, education_held_by=getattr(home, held).pk if held else None, actor=home.ib_er
        )
    assert refused.value.field == field
    assert says(guardian) == ("unknown", "unknown")


def test_another_childs_people_hold_nothing_here(home: Home) -> None:
    stranger = make_guardian(make_pupil(home.school))
    with pytest.raises(Invalid):
        record_gezag(home.mother.pk, "restricted", COURT, education_held_by=stranger.pk, actor=home.ib_er)


# --- After an objection -----------------------------------------------------------------------------------------------


def test_an_objection_is_lifted_by_the_director_with_paper_alone(home: Home) -> None:
    answer(make_consent(home.pupil), home.father, "refused")
    with pytest.raises(Invalid):
        record_gezag(home.father.pk, "no", COURT, actor=home.ib_er)
    with pytest.raises(Invalid) as refused:
        record_gezag(home.father.pk, "yes", SAID, actor=home.director)
    assert refused.value.field == "proof"
    record_gezag(home.father.pk, "no", COURT, actor=home.director)
    assert says(home.father) == ("no", "no")


def test_a_paper_that_said_one_thing_proves_no_other(home: Home) -> None:
    """A slip is put right on the same day; an objection is never lifted by the paper that gave the say."""
    record_gezag(home.mother.pk, "yes", REGISTER, actor=home.director)
    record_gezag(home.mother.pk, "no", REGISTER, actor=home.director)
    record_gezag(home.mother.pk, "yes", REGISTER, actor=home.director)
    with clock.at(TODAY + timedelta(days=1)), pytest.raises(Invalid) as refused:
        record_gezag(home.mother.pk, "no", REGISTER, actor=home.director)
    assert refused.value.field == "proof_on"
    answer(make_consent(home.pupil), home.mother, "refused")
    with pytest.raises(Invalid) as refused:
        record_gezag(home.mother.pk, "no", REGISTER, actor=home.director)
    assert refused.value.field == "proof_on"


def test_the_page_asks_the_proof_anew(home: Home) -> None:
    client = sign_in(home.director)
    shown = client.get(reverse("pupils:gezag", args=[home.mother.pk])).content.decode()
    record_gezag(home.mother.pk, "yes", REGISTER, actor=home.director)
    again = client.get(reverse("pupils:gezag", args=[home.mother.pk])).content.decode()
    assert "Nu vastgelegd" not in shown
    assert "Nu vastgelegd" in again
    assert 'value="register" checked' not in " ".join(again.split())
    assert f'value="{TODAY}"' not in again


def test_a_class_list_lifts_no_objection(home: Home) -> None:
    answer(make_consent(home.pupil), home.father, "refused")
    with pytest.raises(Invalid):
        declare_gezag(home.school.pk, {home.father.pk: "yes"}, TODAY, actor=home.director)
    assert says(home.father) == ("unknown", "unknown")


# --- One's own child --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", [None, *Side])
def test_nobody_records_the_gezag_of_the_other_parent_of_her_own_child(home: Home, side: Side | None) -> None:
    """Whichever hat she chose, and of none of its guardians: a colleague does, or somebody whom the board appoints."""
    own = make_guardian(home.pupil, "unknown", home.director)
    token = wearing.set(side)
    for guardian in (home.father, own):
        with pytest.raises(Invalid, match="je eigen kind"):
            record_gezag(guardian.pk, "no", COURT, actor=home.director)
    with pytest.raises(Invalid, match="je eigen kind") as refused:
        declare_gezag(home.school.pk, {home.father.pk: "yes"}, TODAY, actor=home.director)
    wearing.reset(token)
    assert refused.value.field == f"guardian_{home.father.pk}"
    assert says(home.father) == ("unknown", "unknown")
    record_gezag(home.father.pk, "yes", COURT, actor=home.ib_er)
    assert declare_gezag(home.school.pk, {home.mother.pk: "yes"}, TODAY, actor=home.ib_er) == 1


def test_the_page_says_so(home: Home) -> None:
    make_guardian(home.pupil, "yes", home.director)
    url = reverse("pupils:contact", args=[home.father.pk])
    assert sign_in(home.director).get(url).headers["Location"].startswith("/wie-bent-u/")
    client = sign_in(home.director)
    client.post("/wie-bent-u/", {"side": "work"})
    body = {"on": TODAY, "how": "phone", FIELD: issue(home.director, url)}
    assert "Dit gaat over je eigen kind" in client.post(url, body).content.decode()
    assert not ContactAttempt.objects.exists()


# --- A class list -----------------------------------------------------------------------------------------------------


def test_a_class_is_recorded_in_one_go(home: Home) -> None:
    url = reverse("pupils:declared", args=[home.group.pk])
    page = sign_in(home.ib_er).get(url).content.decode()
    assert page.count('type="radio"') == 3 * 2 + 3  # of a step parent "no" may be declared too
    words = {
        f"guardian_{home.mother.pk}": "yes",
        f"guardian_{home.father.pk}": "later",
        f"guardian_{home.gi.pk}": "later",
        f"guardian_{home.step.pk}": "no",
    }
    post(home.ib_er, url, on=TODAY, **words)
    assert [says(one)[0] for one in (home.mother, home.father, home.step)] == ["yes", "unknown", "no"]
    home.mother.refresh_from_db()
    assert (home.mother.gezag_proof, home.mother.gezag_proof_on) == ("declared", TODAY)
    told = {tuple(one.data["guardians"]): one.data["gezag"] for one in CaseEvent.objects.filter(kind="record_gezag")}
    assert told == {(home.mother.pk,): "yes", (home.step.pk,): "no"}
    again = sign_in(home.ib_er).get(reverse("pupils:groups")).content.decode()
    assert url in again


def test_a_parents_no_is_not_declared(home: Home) -> None:
    with pytest.raises(Invalid) as refused:
        declare_gezag(home.school.pk, {home.mother.pk: "no", home.step.pk: "no"}, TODAY, actor=home.ib_er)
    assert refused.value.field == f"guardian_{home.mother.pk}"
    assert says(home.step) == ("unknown", "unknown")


def test_a_class_of_another_school_is_not_there(home: Home) -> None:
    elsewhere = make_staff(make_school(), RoleKind.DIRECTOR)
    with pytest.raises(PermissionDenied):
        declare_gezag(home.school.pk, {home.mother.pk: "yes"}, TODAY, actor=elsewhere)
    assert declare_gezag(make_group(home.school).school_id, {}, TODAY, actor=home.ib_er) == 0


# --- Who stands for a child -------------------------------------------------------------------------------------------


def add(home: Home, **more: Any) -> Guardian:
    usual = {"name": "Noura Haddad", "relation": "mother", "email": "noura@thuis.example"}
    return add_guardian(home.pupil.pk, **{**usual, **more}, actor=more.pop("actor", home.ib_er))


def test_a_brother_or_sister_comes_under_one_account(home: Home) -> None:
    first = add(home)
    sister = make_pupil(home.school)
    second = add_guardian(
        sister.pk, name="noura haddad", relation="mother", email=" NOURA@thuis.example", actor=home.ib_er
    )
    assert (first.person, first.gezag) == (second.person, "unknown")
    assert Person.objects.filter(email="noura@thuis.example").count() == 1


def test_one_address_is_one_person_and_nothing_is_said_of_whose(home: Home) -> None:
    add(home)
    with pytest.raises(Invalid) as refused:
        add(home, name="Karim Haddad")
    assert refused.value.field == "email"
    assert "Noura" not in str(refused.value)
    assert add(home, name="Karim Haddad", email="").person.email is None


def test_the_same_parent_is_not_added_twice(home: Home) -> None:
    add(home)
    with pytest.raises(Invalid):
        add(home)


def test_who_does_not_steer_the_school_adds_nobody(home: Home) -> None:
    teacher = make_staff(home.school, RoleKind.TEACHER, home.group)
    with pytest.raises(PermissionDenied):
        add_guardian(home.pupil.pk, name="X", relation="mother", actor=teacher)
    with pytest.raises(Http404):
        add_guardian(home.pupil.pk, name="X", relation="mother", actor=make_staff(make_school(), RoleKind.IB_ER))


def test_the_page_leads_on_to_gezag(home: Home) -> None:
    url = reverse("pupils:guardian_add", args=[home.pupil.pk])
    answered = post(home.ib_er, url, name="Noura Haddad", relation="mother", email="", language="nl")
    added = Guardian.objects.get(person__name="Noura Haddad")
    assert answered.headers["Location"] == reverse("pupils:gezag", args=[added.pk])
    page = sign_in(home.ib_er).get(answered.headers["Location"]).content.decode()
    assert "De Instelling (gecertificeerde instelling)" in page
    shown = {"gezag": "restricted", "proof": "court", "proof_on": TODAY, "evidence": "beschikking"}
    post(home.ib_er, answered.headers["Location"], **shown, education_held_by=home.gi.pk, care_held_by="")
    assert says(added) == ("no", "yes")
    told = sign_in(home.ib_er).get(reverse("pupils:pupil", args=[home.pupil.pk])).content.decode()
    assert "Over school en ondersteuning beslist De Instelling." in told
