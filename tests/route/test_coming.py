"""An invitation to a talk is answered: what the guardian says, who sees it, and that nothing waits for it."""

from datetime import time, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.commands.another_day import move_item
from caseflow.route.commands.coming import answer_invitation, record_coming
from caseflow.route.commands.consent import answer_consent
from caseflow.route.commands.talk import hold_item, share_item, take_off_agenda
from caseflow.route.models import Coming, Item
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from tests.cast import set_gezag
from tests.route.stories import asked, crescendo, post, sign_in

pytestmark = pytest.mark.django_db
TEXT = "Ik werk dan. Na drie uur kan wel."


@pytest.fixture
def talk(db):
    world = crescendo()
    _case, item, _consent = asked(world)
    return world, item


def place(item, guardian):
    return item.invitations.get(guardian=guardian)


def page(person, name, *args) -> str:
    return sign_in(person).get(reverse(name, args=args)).content.decode()


def says(item, guardian, answer: str, text: str = ""):
    url = reverse("route:guardian_invitation", args=[place(item, guardian).pk])
    return post(guardian.person, url, answer=answer, text=text)


@pytest.mark.parametrize(
    ("answer", "hers", "theirs"),
    [
        ("comes", "U komt.", "komt"),
        ("absent", "U komt niet.", "komt niet"),
        ("another", "U vroeg om een ander moment.", "vraagt een ander moment"),
    ],
)
def test_a_guardian_answers_and_whoever_plans_reads_it(talk, answer, hers, theirs):
    world, item = talk
    mother = world.guardians[0]
    start = page(mother.person, "route:guardian_start")
    assert "Laat weten of u komt" in start
    assert says(item, mother, answer, TEXT).status_code == 302
    shown = page(mother.person, "route:guardian_invitation", place(item, mother).pk)
    assert hers in shown
    assert TEXT in shown
    ib_er = world.of_kind(RoleKind.IB_ER)
    case = page(ib_er, "route:case", item.case_id)
    assert f">{theirs}</span>" in case
    assert TEXT in case
    assert ">nog geen antwoord</span>" in case  # the other
    day = page(ib_er, "route:meeting", item.meeting_id)
    who = mother.get_relation_display().capitalize()
    assert f"{who}: {theirs}" in day
    assert ">nog geen antwoord</span>" in day
    assert TEXT not in day
    waits = "Een ouder vraagt een ander moment voor het gesprek" in page(ib_er, "route:start")
    assert waits is (answer == "another")


def test_what_she_said_is_kept_and_her_last_word_counts(talk):
    world, item = talk
    mother = world.guardians[0]
    for answer, text in (("another", TEXT), ("another", TEXT), ("comes", "")):
        says(item, mother, answer, text)
    first, last = Coming.objects.order_by("pk")
    assert [first.answer, last.answer] == ["another", "comes"]
    assert (first.text, first.identified_by, first.language) == (TEXT, "second_factor", "nl")
    ib_er = world.of_kind(RoleKind.IB_ER)
    case = page(ib_er, "route:case", item.case_id)
    assert ">komt</span>" in case
    assert "vraagt een ander moment" not in case
    assert "ander moment voor het gesprek" not in page(ib_er, "route:start")
    for change in (lambda rows: rows.update(answer="absent"), lambda rows: rows._raw_delete(rows.db)):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change(Coming.objects.all())
    assert CaseEvent.objects.filter(kind="answer_invitation").count() == 2


def test_once_answered_it_waits_for_her_no_more(talk):
    world, item = talk
    mother = world.guardians[0]
    says(item, mother, "comes")
    start = page(mother.person, "route:guardian_start")
    assert "u komt" in start
    assert "Laat weten of u komt" not in start


def test_a_talk_that_moved_is_asked_anew(talk):
    world, item = talk
    mother, ib_er = world.guardians[0], world.of_kind(RoleKind.IB_ER)
    says(item, mother, "comes")
    move_item(item.case_id, on=item.planned_on + timedelta(days=1), begins=time(9), lasts=30, actor=ib_er)
    assert "Het gesprek is verzet nadat u antwoordde" in page(
        mother.person, "route:guardian_invitation", place(item, mother).pk
    )
    assert "Laat weten of u komt" in page(mother.person, "route:guardian_start")
    assert ">komt</span>" not in page(ib_er, "route:case", item.case_id)
    says(item, mother, "comes")
    assert ">komt</span>" in page(ib_er, "route:case", item.case_id)


def test_nothing_waits_for_it(talk):
    """Who says that she does not come stops no talk: a no to the talk itself is the consent's.

    Of who comes from outside she reads that it takes a yes, until there is one.
    """
    world, item = talk
    hers = (world.guardians[0].person, "route:guardian_invitation", place(item, world.guardians[0]).pk)
    waits = "Komt alleen als iedereen aan wie de school dat vraagt, ja zegt."
    asked_outside = item.invitations.filter(outsider=True).count()
    assert page(*hers).count(waits) == asked_outside > 0
    assert "Ouders en verzorgers staan niet in deze lijst." in page(*hers)
    for guardian in world.guardians:
        says(item, guardian, "absent")
        answer_consent(item.case.pupil.consents.get().pk, answer="given", actor=guardian.person)
    share_item(item.case_id, actor=world.of_kind(RoleKind.IB_ER))
    assert waits not in page(*hers)
    with clock.at(item.planned_on):
        hold_item(item.case_id, minutes="besproken", actor=world.of_kind(RoleKind.IB_ER))
    assert Item.objects.get(pk=item.pk).state == Item.HELD


def test_who_has_no_mail_is_written_down_by_who_invites(talk):
    world, item = talk
    mother, ib_er = world.guardians[0], world.of_kind(RoleKind.IB_ER)
    type(mother.person).objects.filter(pk=mother.person_id).update(email=None)
    url = reverse("route:coming", args=[place(item, mother).pk])
    assert url in page(ib_er, "route:case", item.case_id)
    again = post(ib_er, url, text=TEXT)  # nothing chosen
    assert again.status_code == 200
    assert "De ouder leest dit terug." in again.content.decode()
    assert post(ib_er, url, answer="another", text=TEXT).status_code == 302
    said = Coming.objects.get()
    assert (said.recorded_by, said.identified_by, said.guardian) == (ib_er, "", mother)
    case = page(ib_er, "route:case", item.case_id)
    assert f"Vastgelegd door {ib_er.name}" in case
    assert "De school schreef dit op" in page(mother.person, "route:guardian_invitation", place(item, mother).pk)
    says(item, mother, "comes")
    assert ">komt</span>" in page(ib_er, "route:case", item.case_id)


@pytest.mark.parametrize("how", ["over", "off", "no word", "too long"])
def test_what_cannot_be_answered(talk, how):
    world, item = talk
    mother, ib_er = world.guardians[0], world.of_kind(RoleKind.IB_ER)
    number, answer, text, on = place(item, mother).pk, "comes", "", clock.today()
    if how == "off":
        take_off_agenda(item.case_id, reason="ziek", actor=ib_er)
    on = item.planned_on + timedelta(days=1) if how == "over" else on
    answer = "misschien" if how == "no word" else answer
    text = "x" * 501 if how == "too long" else text
    with clock.at(on):
        for act, person in ((answer_invitation, mother.person), (record_coming, ib_er)):
            with pytest.raises(Invalid):
                act(number, answer=answer, text=text, actor=person)
    assert not Coming.objects.exists()


def test_another_guardian_reads_nothing_of_it_nor_answers_for_her(talk):
    world, item = talk
    mother, father = world.guardians
    says(item, mother, "absent", TEXT)
    shown = page(father.person, "route:guardian_invitation", place(item, father).pk)
    assert TEXT not in shown
    assert "komt niet" not in shown.replace("Komt u niet", "").replace("Ik kom niet", "")
    hers = reverse("route:guardian_invitation", args=[place(item, mother).pk])
    assert post(father.person, hers, answer="comes").status_code == 404


def test_whose_say_in_it_is_gone_answers_no_more(talk):
    world, item = talk
    mother = world.guardians[0]
    set_gezag(mother, "no")
    assert says(item, mother, "comes").status_code == 404
    url = reverse("route:coming", args=[place(item, mother).pk])
    assert post(world.of_kind(RoleKind.IB_ER), url, answer="comes", text="").status_code == 404
