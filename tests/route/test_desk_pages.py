"""The desk: a frozen referral and nothing else, two separate advices before a TLV, an answer with grounds."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.route.commands import desk as desk_commands
from caseflow.route.commands.desk import add_expert_advice, answer_referral
from caseflow.route.models import DeskCase, ExpertAdvice, Referral, Tlv
from caseflow.sop.vocabulary import Profession, RoleKind
from pupils.errors import Invalid
from pupils.hats import CHOSEN, Side
from pupils.models import RoleAssignment, School, SwvMember
from pupils.waiting import waiting_for
from tests.cast import make_grant, make_guardian, make_person, make_staff, make_swv, make_swv_member
from tests.route.stories import QUESTION, advised, crescendo, post, sent, sign_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
GRANT = {
    "reply": "tlv_granted",
    "grounds": "Kleine groep nodig.",
    "kind": "so",
    "category": "midden",
    "valid_from": "2026-08-01",
    "valid_until": "2028-07-31",
    "number": "TLV-2026-1",
}


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world():
    return crescendo()


def url_of(desk_case, page: str = "case") -> str:
    return reverse(f"route:desk_{page}", args=[desk_case.pk])


def page_of(person, url: str) -> str:
    response = sign_in(person).get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_the_inbox_says_what_is_due(world):
    desk_case = sent(world)
    assert url_of(desk_case) in page_of(world.desk, reverse("route:desk_inbox"))
    assert "te laat" not in page_of(world.desk, reverse("route:desk_inbox"))
    with clock.at(desk_case.decide_by + timedelta(days=1)):
        assert "te laat" in page_of(world.desk, reverse("route:desk_inbox"))


def test_who_works_at_the_desk_reads_nothing_there_of_her_own_child(world):
    """What the other parent wrote stands in the copy: the same door as at a school (own_child.py)."""
    desk_case = sent(world)
    colleague = world.desk
    make_guardian(Referral.objects.get().case.pupil, person=colleague)
    client = sign_in(colleague)
    session = client.session
    session[CHOSEN] = Side.WORK
    session.save()
    assert client.get(url_of(desk_case)).status_code == 404
    assert url_of(desk_case) not in client.get(reverse("route:desk_inbox")).content.decode()
    with pytest.raises(DeskCase.DoesNotExist):
        answer_referral(desk_case.pk, reply="advice", grounds="Zo.", actor=colleague)


def test_the_referral_as_it_was_frozen_and_no_way_to_the_case(world):
    desk_case = sent(world)
    case = Referral.objects.get().case
    page = page_of(world.desk, url_of(desk_case))
    assert QUESTION in page
    assert "Wij willen dit ook." in page
    assert "/casussen/" not in page
    for address in (reverse("route:case", args=[case.pk]), reverse("route:guardian_child", args=[world.pupil.pk])):
        assert sign_in(world.desk).get(address).status_code == 404
    read = ReadRow.objects.get(person_id=world.desk.pk)
    assert (read.pupil_id, read.part, read.object) == (world.pupil.pk, "referral", f"desk-{desk_case.pk}")


def test_another_region_finds_nothing(world):
    desk_case = sent(world)
    stranger = make_swv_member(make_swv())
    for page in ("case", "advice", "answer"):
        assert sign_in(stranger).get(url_of(desk_case, page)).status_code == 404
    assert post(stranger, url_of(desk_case, "answer"), reply="advice", grounds="x").status_code == 404
    assert url_of(desk_case) not in page_of(stranger, reverse("route:desk_inbox"))
    assert DeskCase.objects.get().state == DeskCase.RECEIVED


def test_school_and_guardians_have_no_desk(world):
    desk_case = sent(world)
    for person in (world.of_kind(RoleKind.DIRECTOR), world.guardians[0].person):
        assert sign_in(person).get(url_of(desk_case)).status_code == 404


def test_of_a_school_that_went_to_another_desk_the_copy_is_read_and_no_more(world):
    """An answer would reach nobody. What was opened is still written down with the pupil's file."""
    desk_case, elsewhere = sent(world), "hoort niet meer bij uw samenwerkingsverband"
    School.objects.filter(pk=world.school.pk).update(swv=make_swv())
    page, inbox = url_of(desk_case), reverse("route:desk_inbox")
    for person, form in ((world.desk, "answer"), (world.experts[0], "advice")):
        told = page_of(person, page)
        assert QUESTION in told
        assert elsewhere in told
        assert url_of(desk_case, form) not in told
        assert sign_in(person).get(url_of(desk_case, form)).url == page
        assert post(person, url_of(desk_case, form), reply="advice", grounds="x", text="x").url == page
        assert [row.url for row in waiting_for(person) if row.url == page] == []
    assert "Hier niet meer te beantwoorden" in page_of(world.desk, inbox)
    with pytest.raises(Invalid, match="hoort niet meer"):
        answer_referral(desk_case.pk, reply="advice", grounds="x", actor=world.desk)
    assert ReadRow.objects.filter(person_id=world.desk.pk, pupil_id=world.pupil.pk).exists()


# --- Experts ---------------------------------------------------------------------------------------------------------


def test_two_experts_each_on_their_own(world):
    desk_case = sent(world)
    first, second = world.experts
    assert post(first, url_of(desk_case, "advice"), text="Kleine groep.").status_code == 302
    assert "Kleine groep." in page_of(first, url_of(desk_case))
    assert "Kleine groep." not in page_of(second, url_of(desk_case))
    assert "Kleine groep." in page_of(world.desk, url_of(desk_case))
    assert post(first, url_of(desk_case, "advice"), text="Nog een keer.").status_code == 200
    assert ExpertAdvice.objects.count() == 1


def test_an_expert_with_a_part_in_the_case_is_refused(world):
    desk_case = sent(world)
    insider = world.people["orthopedagoog"]
    SwvMember.objects.create(
        person=insider, swv=world.school.swv, is_expert=True, profession=Profession.ORTHOPEDAGOOG, starts_on=TODAY
    )
    assert RoleAssignment.objects.filter(person=insider).exists()
    page = post(insider, url_of(desk_case, "advice"), text="Ik ken Sam goed.").content.decode()
    assert "niet onafhankelijk" in page
    assert not ExpertAdvice.objects.exists()


def test_who_is_no_expert_does_not_advise(world):
    desk_case = sent(world)
    assert sign_in(world.desk).get(url_of(desk_case, "advice")).status_code == 403
    assert post(world.desk, url_of(desk_case, "advice"), text="Namens het loket.").status_code == 403
    with pytest.raises(Invalid, match="Alleen een deskundige"):
        add_expert_advice(desk_case.pk, text="Namens het loket.", actor=world.desk)
    assert not ExpertAdvice.objects.exists()


# --- The answer ------------------------------------------------------------------------------------------------------


def test_no_tlv_without_two_separate_advices(world):
    desk_case = sent(world)
    assert "Nog 2 dingen nodig" in page_of(world.desk, url_of(desk_case, "answer"))
    response = post(world.desk, url_of(desk_case, "answer"), **GRANT)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Twee onafhankelijke deskundigen" in page
    assert "TLV-2026-1" in page  # what was typed is still there
    assert "/casussen/" not in page
    assert not Tlv.objects.exists()
    assert DeskCase.objects.get().state == DeskCase.RECEIVED
    assert not CaseEvent.objects.filter(kind="grant_tlv").exists()


def test_a_tlv_is_granted_and_says_until_when_one_may_object(world):
    desk_case = advised(world)
    assert "Alles is er" in page_of(world.desk, url_of(desk_case, "answer"))
    assert post(world.desk, url_of(desk_case, "answer"), **GRANT).status_code == 302
    tlv = Tlv.objects.get()
    assert (tlv.kind, tlv.category, tlv.number) == ("so", "midden", "TLV-2026-1")
    page = page_of(world.desk, url_of(desk_case))
    assert "20 april 2026" in page
    assert "TLV-2026-1" in page
    assert Referral.objects.get().answer == "tlv_granted"


def test_what_is_answered_shows_the_answer_and_no_form(world):
    desk_case = advised(world)
    post(world.desk, url_of(desk_case, "answer"), **GRANT)
    for person, page in ((world.desk, "answer"), (world.experts[0], "advice")):
        for answer in (
            sign_in(person).get(url_of(desk_case, page)),
            post(person, url_of(desk_case, page), text="Nog."),
        ):
            assert answer.headers["Location"] == url_of(desk_case)
    assert "TLV-2026-1" in page_of(world.experts[0], url_of(desk_case))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "sbo"}, "category"),
        ({"category": ""}, "category"),
        ({"valid_until": "2026-01-01"}, "valid_until"),
        ({"number": ""}, "number"),
    ],
)
def test_a_tlv_that_says_too_little_or_too_much(world, wrong, field):
    desk_case = advised(world)
    response = post(world.desk, url_of(desk_case, "answer"), **{**GRANT, **wrong})
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert DeskCase.objects.get().state == DeskCase.RECEIVED


def test_grounds_are_required(world):
    desk_case = sent(world, asks="advice")
    response = post(world.desk, url_of(desk_case, "answer"), reply="advice", grounds=" ")
    assert response.status_code == 200
    assert "grounds" in response.context["form"].errors


def test_only_an_advice_where_no_tlv_was_asked(world):
    desk_case = sent(world, asks="advice")
    assert "TLV" not in page_of(world.desk, url_of(desk_case, "answer"))
    assert post(world.desk, url_of(desk_case, "answer"), **GRANT).status_code == 200
    assert DeskCase.objects.get().state == DeskCase.RECEIVED
    assert (
        post(world.desk, url_of(desk_case, "answer"), reply="advice", grounds="Probeer een half jaar.").status_code
        == 302
    )
    page = page_of(world.desk, url_of(desk_case))
    assert "Probeer een half jaar." in page
    assert "Bezwaar" not in page


def refuses_to_answer(person, desk_case, because: str) -> None:
    with pytest.raises(Invalid, match=because):
        answer_referral(desk_case.pk, reply="tlv_refused", grounds="Nee.", actor=person)
    assert DeskCase.objects.get().state == DeskCase.RECEIVED


def at_the_desk_too(world, person) -> None:
    SwvMember.objects.create(person=person, swv=world.school.swv, is_expert=False, starts_on=TODAY)


def test_an_expert_does_not_answer(world):
    desk_case = sent(world)
    assert sign_in(world.experts[0]).get(url_of(desk_case, "answer")).status_code == 403
    assert post(world.experts[0], url_of(desk_case, "answer"), reply="tlv_refused", grounds="Nee.").status_code == 403
    refuses_to_answer(world.experts[0], desk_case, "de medewerker van het loket antwoordt")


def test_who_advised_does_not_decide_on_her_own_advice(world):
    """Somebody may be an expert and a member of the desk; not both in one referral."""
    desk_case = advised(world)
    both = world.experts[0]
    at_the_desk_too(world, both)
    refuses_to_answer(both, desk_case, "U gaf zelf advies")
    assert sign_in(both).get(url_of(desk_case, "answer")).status_code == 403
    assert url_of(desk_case, "answer") not in page_of(both, url_of(desk_case))
    assert url_of(desk_case, "answer") in page_of(world.desk, url_of(desk_case))


def insider_of(world, part):
    """Somebody who works (or worked) at the school, was let in, or did something in the case."""
    match part:
        case "school":
            return world.of_kind(RoleKind.TEACHER)
        case "worked there":
            return make_staff(world.school, RoleKind.TEACHER, starts_on=date(2021, 1, 1), ends_on=date(2022, 1, 1))
        case "let in":
            return make_grant(make_person(), world.pupil).person
    person = make_person()
    case = Referral.objects.get().case
    with transaction.atomic():
        CaseEvent.objects.append(
            chain=case.chain, kind="record_advice", school_id=case.school_id, pupil_id=case.pupil_id, actor=person,
            role="outsider", on=TODAY,
        )  # fmt: skip
    return person


PARTS = ["school", "worked there", "let in", "acted"]


@pytest.mark.parametrize("part", PARTS)
def test_who_had_a_part_in_the_case_does_not_decide_on_it(world, part):
    desk_case = advised(world)
    insider = insider_of(world, part)
    at_the_desk_too(world, insider)
    refuses_to_answer(insider, desk_case, "zelf een rol bij dit kind")
    page = post(insider, url_of(desk_case, "answer"), reply="tlv_refused", grounds="Nee.").content.decode()
    assert "zelf een rol bij dit kind" in page
    assert DeskCase.objects.get().state == DeskCase.RECEIVED


@pytest.mark.parametrize("part", PARTS)
def test_who_had_a_part_in_the_case_does_not_advise_on_it(world, part):
    desk_case = sent(world)
    insider = insider_of(world, part)
    SwvMember.objects.create(
        person=insider, swv=world.school.swv, is_expert=True, profession=Profession.ARTS, starts_on=TODAY
    )
    page = post(insider, url_of(desk_case, "advice"), text="Ik ken Sam goed.").content.decode()
    assert "niet onafhankelijk" in page
    assert not ExpertAdvice.objects.exists()


def test_who_answered_before_may_answer_a_later_referral_of_the_same_child(world):
    desk_case = sent(world, asks="advice")
    answer_referral(desk_case.pk, reply="advice", grounds="Probeer een half jaar.", actor=world.desk)
    assert not desk_commands.had_a_part(world.desk, Referral.objects.get().case, desk_commands.DESK_ACTS)
