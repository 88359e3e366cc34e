"""A guardian who was written down wrongly is put right, or taken away from a child that is not hers."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.delivery import deliver_waiting
from caseflow.notices.models import How, Notice
from caseflow.route.commands.consent import answer_consent
from caseflow.route.models import Invitation as Place
from caseflow.route.models import Task
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.contact import record_contact_attempt
from pupils.commands.gezag import Shown, record_gezag
from pupils.commands.guardian import add_guardian
from pupils.commands.inviting_guardians import invite_guardian
from pupils.commands.putting_right import correct_guardian, remove_guardian
from pupils.errors import Invalid
from pupils.models import Consent, Gezag, Guardian, Invitation, Person
from tests.cast import make_guardian, make_person, make_pupil, make_school, make_staff, set_gezag
from tests.route.stories import asked, at_work, crescendo, post, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
WHY = "Verkeerd overgenomen van de lijst."


@pytest.fixture
def world() -> World:
    return crescendo()


def ib_er(world: World) -> Person:
    return world.of_kind(RoleKind.IB_ER)


def typed(world: World, **more: Any) -> Guardian:
    """Written down by the school, and never here herself."""
    given = {"name": "Tante Jo", "relation": "mother", "email": "jo@thuis.example", **more}
    return add_guardian(world.pupil.pk, **given, actor=ib_er(world))


def correct(world: World, guardian: Guardian, **said: Any) -> Any:
    said = {"name": guardian.person.name, "relation": guardian.relation, "language": "nl", **said}
    return post(ib_er(world), reverse("pupils:guardian_correct", args=[guardian.pk]), **said)


def remove(world: World, guardian: Guardian, person: Person | None = None) -> Any:
    return post(person or ib_er(world), reverse("pupils:guardian_remove", args=[guardian.pk]), reason=WHY)


def stays(answered: Any, guardian: Guardian) -> str:
    assert answered.status_code == 200
    assert Guardian.objects.filter(pk=guardian.pk).exists()
    return str(answered.content.decode())


# --- Put right -------------------------------------------------------------------------------------------------------


def test_what_was_typed_is_put_right_and_no_word_of_it_stands_in_the_event(world: World) -> None:
    guardian = typed(world)
    page = sign_in(ib_er(world)).get(reverse("pupils:pupil", args=[world.pupil.pk])).content.decode()
    assert reverse("pupils:guardian_correct", args=[guardian.pk]) in page
    answered = correct(
        world, guardian, name="Bo Linde", relation="step_parent", language="ar", email="Bo@thuis.example"
    )
    assert answered.headers["Location"] == reverse("pupils:pupil", args=[world.pupil.pk])
    guardian = Guardian.objects.select_related("person").get(pk=guardian.pk)
    person = guardian.person
    assert (person.name, person.language, person.email) == ("Bo Linde", "ar", "bo@thuis.example")
    assert guardian.relation == "step_parent"
    event = CaseEvent.objects.get(kind="correct_guardian")
    assert event.chain == world.pupil.chain
    assert event.data == {
        "guardian": guardian.pk, "relation": "step_parent", "changed": ["relation", "person", "email"]
    }  # fmt: skip
    assert not event.texts


def test_an_address_is_taken_away_left_as_it_is_and_shown_to_nobody(world: World) -> None:
    guardian = typed(world)
    shown = sign_in(ib_er(world)).get(reverse("pupils:guardian_correct", args=[guardian.pk])).content.decode()
    assert "jo@thuis.example" not in shown
    correct(world, guardian)
    assert Person.objects.get(pk=guardian.person_id).email == "jo@thuis.example"
    assert not CaseEvent.objects.filter(kind="correct_guardian").exists()
    correct(world, guardian, no_email="on")
    assert Person.objects.get(pk=guardian.person_id).email is None


def test_an_address_is_one_person(world: World) -> None:
    guardian = typed(world)
    make_person("Iemand Anders", email="bezet@thuis.example")
    answered = correct(world, guardian, email="bezet@thuis.example")
    assert "Dit e-mailadres is al van iemand anders." in answered.content.decode()
    assert Person.objects.get(pk=guardian.person_id).email == "jo@thuis.example"


def test_who_came_in_herself_keeps_her_name_her_language_and_her_address(world: World) -> None:
    guardian = world.guardians[0]  # her address was proved
    page = sign_in(ib_er(world)).get(reverse("pupils:guardian_correct", args=[guardian.pk])).content.decode()
    assert 'name="name"' not in page
    assert 'name="email"' not in page
    assert "verander je hier dan niet meer" in page
    wrongs: list[dict[str, Any]] = [
        {"name": "Anders"},
        {"language": "ar"},
        {"email": "anders@thuis.example"},
        {"no_email": True},
    ]
    for wrong in wrongs:
        with pytest.raises(Invalid, match="kwam zelf al binnen"):
            correct_guardian(guardian.pk, relation=guardian.relation, **wrong, actor=ib_er(world))
    correct(world, guardian, relation="guardian")
    assert Guardian.objects.get(pk=guardian.pk).relation == "guardian"


def test_who_came_in_by_a_letter_alone_keeps_her_name_but_not_an_address_that_was_only_typed(world: World) -> None:
    guardian = typed(world)
    Person.objects.filter(pk=guardian.person_id).update(last_login=clock.now())
    with pytest.raises(Invalid, match="kwam zelf al binnen"):
        correct_guardian(guardian.pk, relation="mother", name="Anders", actor=ib_er(world))
    correct_guardian(guardian.pk, relation="mother", email="goed@thuis.example", actor=ib_er(world))
    assert Person.objects.get(pk=guardian.person_id).email == "goed@thuis.example"


def test_what_another_school_wrote_down_too_is_not_changed_here(world: World) -> None:
    guardian = typed(world)
    make_staff(make_school(), RoleKind.TEACHER, person=guardian.person)
    wrongs: list[dict[str, Any]] = [{"name": "Anders"}, {"email": "goed@thuis.example"}]
    for wrong in wrongs:
        with pytest.raises(Invalid, match="of staat ook ergens anders"):
            correct_guardian(guardian.pk, relation="mother", **wrong, actor=ib_er(world))


def test_by_another_relation_nobody_is_without_gezag_on_a_word(world: World) -> None:
    guardian = make_guardian(world.pupil, Gezag.NO, make_person("Stief"), relation="step_parent")
    Guardian.objects.filter(pk=guardian.pk).update(gezag_proof="declared", gezag_evidence="")
    answered = correct(world, guardian, relation="mother")
    assert "neem je niet op iemands woord aan" in answered.content.decode()


def test_by_nobody_who_does_not_steer_this_school(world: World) -> None:
    guardian, teacher = typed(world), world.of_kind(RoleKind.TEACHER)
    for act, said in ((correct_guardian, {"relation": "father"}), (remove_guardian, {"reason": WHY})):
        with pytest.raises(PermissionDenied):
            act(guardian.pk, **said, actor=teacher)
        with pytest.raises(Http404):
            act(guardian.pk, **said, actor=make_staff(make_school(), RoleKind.IB_ER))


def test_in_the_form_for_a_new_guardian_no_relation_is_chosen_yet(world: World) -> None:
    url = reverse("pupils:guardian_add", args=[world.pupil.pk])
    page = sign_in(ib_er(world)).get(url)
    assert page.context["form"]["relation"].subwidgets[0].data["value"] == ""
    answered = post(ib_er(world), url, name="Bo", relation="", language="nl")
    assert "Maak een keuze." in answered.content.decode()


# --- Taken away ------------------------------------------------------------------------------------------------------


def test_who_does_not_belong_to_the_child_goes_with_her_letter_and_her_place(world: World) -> None:
    _case, item, _consent = asked(world)
    guardian = typed(world)
    letter = invite_guardian(guardian.pk, actor=ib_er(world))
    Place.objects.create(
        item=item, person=guardian.person, guardian=guardian, role="guardian", role_name="ouder",
        invited_on=clock.today(),
    )  # fmt: skip
    page = sign_in(ib_er(world)).get(reverse("pupils:guardian_remove", args=[guardian.pk])).content.decode()
    assert "hoort niet bij" in page
    answered = remove(world, guardian)
    assert answered.headers["Location"] == reverse("pupils:pupil", args=[world.pupil.pk])
    assert not Guardian.objects.filter(pk=guardian.pk).exists()
    assert Invitation.objects.get(pk=letter.pk).ended_at is not None
    assert not Place.objects.filter(item=item, person=guardian.person_id).exists()
    assert Person.objects.get(pk=guardian.person_id).email is None  # in nobody's way
    event = CaseEvent.objects.get(kind="remove_guardian")
    assert event.data == {"guardian": guardian.pk}
    assert event.texts == {"name": "Tante Jo", "reason": WHY}


def test_she_sees_nothing_of_the_child_from_that_moment(world: World) -> None:
    guardian = make_guardian(world.pupil, Gezag.UNKNOWN, make_person("Buur"))
    brother = make_pupil(world.school, world.group, first_name="Eigen")
    make_guardian(brother, person=guardian.person)
    remove(world, guardian)
    client = sign_in(guardian.person)
    assert client.get(reverse("route:guardian_child", args=[world.pupil.pk])).status_code == 404
    assert client.get(reverse("route:guardian_child", args=[brother.pk])).status_code == 200
    assert EmailAddress.objects.filter(user=guardian.person).exists()  # of her own child she still hears


def test_a_question_that_waited_for_her_alone_holds_from_now_on(world: World) -> None:
    """And by the director: who waits for her word does not take her out of the way."""
    wrong = make_guardian(world.pupil, Gezag.UNKNOWN, make_person("Buur"))
    case, _item, consent = asked(world)
    for guardian in world.guardians:
        answer_consent(consent.pk, answer="given", actor=guardian.person)
    assert not Consent.objects.live(clock.today()).filter(pk=consent.pk).exists()
    assert "alleen de directeur" in stays(remove(world, wrong), wrong)
    assert remove(world, wrong, world.of_kind(RoleKind.DIRECTOR)).status_code == 302
    assert Consent.objects.live(clock.today()).filter(pk=consent.pk).exists()
    mails = Notice.objects.filter(recipient=wrong.person, case_id=case.pk)
    assert mails.filter(kind="consent_asked").exists()
    assert set(mails.exclude(kind="meeting_left").values_list("how", flat=True)) == {How.NOT_AT_ALL}
    mail.outbox.clear()
    deliver_waiting()  # nor that she is invited no more: she never heard that she was
    assert not [one for one in mail.outbox if wrong.person.email in one.to]


def test_what_was_to_be_told_of_her_gezag_waits_for_nobody(world: World) -> None:
    wrong, director = make_guardian(world.pupil, Gezag.UNKNOWN, make_person("Buur")), world.of_kind(RoleKind.DIRECTOR)
    asked(world)
    shown = Shown(proof="register", on=clock.today(), seen="uittreksel")
    record_gezag(wrong.pk, "no", shown, actor=ib_er(world))
    waiting = Task.objects.filter(kind="tell_guardian", done_on=None)
    assert waiting.exists()
    remove(world, wrong, director)
    assert not waiting.exists()


def test_not_who_answered(world: World) -> None:
    _case, _item, consent = asked(world)
    guardian = make_guardian(world.pupil, Gezag.UNKNOWN, make_person("Buur"))
    answer_consent(consent.pk, answer="refused", actor=guardian.person)
    page = stays(remove(world, guardian), guardian)
    assert "zei eerder nee" in page
    assert "met een uittreksel of een beschikking" in page


def test_not_who_looked(world: World) -> None:
    declared = {"gezag_proof": "declared", "gezag_evidence": ""}
    guardian = make_guardian(world.pupil, Gezag.YES, make_person("Buur"), **declared)
    sign_in(guardian.person).get(reverse("route:guardian_child", args=[world.pupil.pk]))
    assert "keek al in het dossier" in stays(remove(world, guardian), guardian)


def test_not_who_got_a_letter_about_it(world: World) -> None:
    wrong = make_guardian(world.pupil, Gezag.UNKNOWN, make_person("Buur"))
    asked(world)
    Notice.objects.filter(recipient=wrong.person).update(how=How.LETTER, delivered_at=clock.now())
    assert "kreeg er een brief over" in stays(remove(world, wrong, world.of_kind(RoleKind.DIRECTOR)), wrong)


def test_not_whom_somebody_tried_to_reach(world: World) -> None:
    guardian = typed(world)
    record_contact_attempt(guardian.pk, on=clock.today(), how="phone", actor=ib_er(world))
    assert "staat al iets van of over deze persoon" in stays(remove(world, guardian), guardian)


def test_not_by_whom_another_guardians_gezag_is_held(world: World) -> None:
    set_gezag(world.guardians[0], Gezag.RESTRICTED)
    holder = Guardian.objects.get(pk=Guardian.objects.get(pk=world.guardians[0].pk).education_held_by_id)
    Guardian.objects.filter(pupil=world.pupil).mark_holders()
    assert "Bij een andere ouder staat dat deze persoon over iets beslist" in stays(remove(world, holder), holder)


def test_not_whose_gezag_was_proved(world: World) -> None:
    guardian = world.guardians[1]
    assert "met een bewijs vastgelegd" in stays(remove(world, guardian), guardian)


def test_a_teacher_reads_neither_who_it_was_nor_why(world: World) -> None:
    case, _item, _consent = asked(world)
    remove(world, typed(world))
    told = [
        at_work(world.of_kind(kind)).get(reverse("route:case", args=[case.pk])).content.decode()
        for kind in (RoleKind.IB_ER, RoleKind.TEACHER)
    ]
    assert [WHY in page for page in told] == [True, False]
    assert ["Tante Jo" in page for page in told] == [True, False]
