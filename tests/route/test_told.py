"""A guardian sees who outside the school was told what, when, for what, and until when: each source, and no parent."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.commands.minutes import approve_minutes
from caseflow.route.commands.talk import hold_item
from caseflow.route.models import Arrangement, BodyQuestion, DeskCase, Referral
from caseflow.route.portal_told import Telling, told_about
from caseflow.sop.vocabulary import OtherLanguage, RoleKind
from pupils.commands.information import inform_without_gezag, refuse_information
from pupils.models import Grant, Guardian, Person
from tests.cast import make_grant, make_person
from tests.route.stories import asked, case_at, crescendo, guardians_say_yes, sent, shared, sign_in
from tests.world import SCHOOLS, World, make_guardian, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _day(settings: Any, tmp_path: Any) -> Any:
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def told(world: World, who: int = 0) -> list[Telling]:
    return told_about(world.guardians[who].person, world.pupil)


def page(world: World, query: str = "") -> str:
    url = reverse("route:guardian_told", args=[world.pupil.pk])
    answer = sign_in(world.guardians[0].person).get(url + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_as_long_as_nothing_was_told_it_says_so_and_an_invitation_tells_nothing(world: World) -> None:
    asked(world)
    words = page(world)
    assert "Nog aan niemand buiten de school verteld" in words
    assert ReadRow.objects.filter(object=f"told-{world.pupil.pk}").count() == 1
    child = sign_in(world.guardians[0].person).get(reverse("route:guardian_child", args=[world.pupil.pk]))
    assert reverse("route:guardian_told", args=[world.pupil.pk]) in child.content.decode()


def test_what_was_shared_stands_there_as_the_question_called_them(world: World) -> None:
    _case, _item, consent = shared(world)
    [one] = told(world)
    grant = Grant.objects.filter(consent=consent).earliest("pk")
    assert (one.on, len(one.to)) == (TODAY, Grant.objects.count())
    assert f"({world.sop.called('orthopedagoog')})" in one.to[0]
    assert "observaties" in one.parts
    assert consent.purpose_name in one.why
    assert one.link == ("Uw antwoord: ja", reverse("route:guardian_consent", args=[consent.pk]))
    words = page(world)
    for said in (*one.to, *one.parts, "9 maart 2026", one.ends):
        assert said in words
    assert grant.person.email not in words


def lasts(world: World, consent: Any) -> None:
    del world, consent


def ended(world: World, consent: Any) -> None:
    answer_consent(consent.pk, answer="withdrawn", actor=world.guardians[0].person)


def over(world: World, consent: Any) -> None:
    Grant.objects.filter(consent=consent).update(starts_on=TODAY - 9 * DAY, ends_on=TODAY - DAY)


def rests_on_nothing(world: World, consent: Any) -> None:
    Guardian.objects.filter(pk=world.guardians[1].pk).update(gezag="unknown")
    make_guardian(world.pupil, make_person("Ouder drie"))


@pytest.mark.parametrize(
    ("what", "says"),
    [
        (lasts, "Lezen kan tot en met 13 april 2026."),
        (ended, "Lezen kan niet meer sinds 9 maart 2026."),
        (over, "Lezen kon tot en met 8 maart 2026."),
        (rests_on_nothing, "Lezen kan niet meer."),
    ],
)
def test_until_when_it_could_be_read(world: World, what: Any, says: str) -> None:
    _case, _item, consent = shared(world)
    what(world, consent)
    assert [one.ends for one in told(world)] == [says]


def test_who_ended_alone_stands_apart(world: World) -> None:
    _case, _item, consent = shared(world)
    one = Grant.objects.filter(consent=consent).earliest("pk")
    Grant.objects.filter(pk=one.pk).update(ended_on=TODAY)
    assert sorted(len(entry.to) for entry in told(world)) == [1, Grant.objects.count() - 1]


def test_who_was_never_named_in_a_question_is_not_called_by_name(world: World) -> None:
    make_grant(make_person("Naam die niemand vroeg"), world.pupil)
    [one] = told(world)
    assert (one.to, one.why, one.link) == (("iemand van buiten de school",), "", None)


def test_a_talk_with_people_from_outside_newest_first(world: World) -> None:
    case, item, _consent = shared(world)
    with clock.at(item.planned_on):
        hold_item(case.pk, minutes="Wij spraken over Sam.", actor=world.of_kind(RoleKind.IB_ER))
        approve_minutes(item.pk, minutes="Wij spraken over Sam.", actor=world.of_kind(RoleKind.IB_ER))
        talk, read = told(world)
        assert (talk.on, read.on) == (item.planned_on, TODAY)
        assert set(talk.to) == set(read.to)
        assert "Wij spraken over Sam." not in page(world)
    other = make_guardian(world.pupil, make_person("Ouder drie"))
    of_other = [one.link for one in told_about(other.person, world.pupil) if one.what == talk.what]
    assert of_other == [("Lees het verslag", reverse("route:guardian_talk", args=[item.pk]))]


def test_a_talk_rests_on_the_question_of_then_and_not_on_a_newer_one(world: World) -> None:
    case, item, consent = shared(world)
    ib_er, parent = world.of_kind(RoleKind.IB_ER), world.guardians[0].person
    with clock.at(item.planned_on):
        hold_item(case.pk, minutes="Wij spraken over Sam.", actor=ib_er)
    with clock.at(item.planned_on + 60 * DAY):
        newer = ask_consent(case.pk, purpose=item.purpose, actor=ib_er)
        answer_consent(newer.pk, answer="refused", actor=parent)
        talk = next(one for one in told(world) if one.what == "Gesprek met mensen van buiten")
        assert talk.link == ("Uw antwoord: ja", reverse("route:guardian_consent", args=[consent.pk]))


def test_so_does_a_question_to_a_body() -> None:
    world = make_world(SCHOOLS / "het-anker.yaml")
    case, parent, ib_er = case_at(world, "in_de_unit"), world.guardians[0].person, world.people["coordinator_noord"]
    asked_ones = []
    for days, answer in ((0, "refused"), (2, "given"), (6, "refused")):
        with clock.at(TODAY + days * DAY):
            asked_ones.append(ask_consent(case.pk, purpose="plek_in_de_rustgroep", actor=ib_er))
            answer_consent(asked_ones[-1].pk, answer=answer, actor=parent)
    BodyQuestion.objects.create(
        case=case, visit=1, body="commissie", body_name="De inspectie", question="Mag dit?", asked_on=TODAY + 4 * DAY,
        asked_by=world.of_kind(RoleKind.DIRECTOR),
    )  # fmt: skip
    with clock.at(TODAY + 7 * DAY):
        [one] = told(world)
    assert one.link == ("Uw antwoord: ja", reverse("route:guardian_consent", args=[asked_ones[1].pk]))


def test_a_referral_says_what_went_along_and_that_the_desk_keeps_it(world: World) -> None:
    desk_case = sent(world)
    [one] = told(world)
    assert Referral.objects.get(handover=desk_case.handover).desk_name in one.to[0]
    assert one.ends == "Zij bewaren een eigen kopie."
    assert [said for said in one.parts if said != "de vraag van de school"] == [
        section["title"] for section in desk_case.content["sections"]
    ]
    assert one.link is not None
    DeskCase.objects.filter(pk=desk_case.pk).update(withdrawn_on=TODAY)
    assert [entry.ends for entry in told(world)] == [
        "De school trok de vraag in op 9 maart 2026. Zij bewaren een eigen kopie."
    ]


def test_what_a_body_was_asked(world: World) -> None:
    case = case_at(world, "zorgteam")
    BodyQuestion.objects.create(
        case=case, visit=1, body="inspectie", body_name="De inspectie", question="Mag dit?", asked_on=TODAY,
        asked_by=world.of_kind(RoleKind.DIRECTOR),
    )  # fmt: skip
    [one] = told(world)
    assert "De inspectie" in one.to[0]
    assert "Mag dit?" not in page(world)


def test_a_parent_without_gezag_who_was_told_is_not_named_and_a_refusal_told_nothing(world: World) -> None:
    person, ib_er = make_person("Vader Zonder"), world.of_kind(RoleKind.IB_ER)
    guardian = make_guardian(world.pupil, person, "no")
    refuse_information(guardian.pk, asked_on=TODAY, reasons="niet nu", actor=ib_er)
    assert told(world) == []
    inform_without_gezag(guardian.pk, asked_on=TODAY, facts="Het gaat goed.", actor=ib_er)
    words = page(world)
    assert "een ouder zonder gezag, die erom vroeg" in words
    for kept in ("Vader Zonder", person.email, "Het gaat goed.", "niet nu"):
        assert kept not in words


def test_nothing_of_another_child_and_nothing_without_gezag(world: World) -> None:
    other = world.new_pupil()
    make_grant(make_person("Iemand"), other)
    assert told(world) == []
    url = reverse("route:guardian_told", args=[world.pupil.pk])
    for gezag in ("no", "unknown"):
        Guardian.objects.filter(pk=world.guardians[0].pk).update(gezag=gezag)
        assert sign_in(world.guardians[0].person).get(url).status_code == 404


def test_it_costs_the_same_however_much_was_told(world: World, django_assert_max_num_queries: Any) -> None:
    shared(world)
    for number in range(30):
        make_grant(make_person(f"Iemand {number}"), world.pupil, starts_on=TODAY - number * DAY)
    with django_assert_max_num_queries(16):
        assert len(told(world)) == 31
    assert page(world).count("<article") == 20
    assert page(world, "?page=2").count("<article") == 11


def test_it_is_told_in_arabic(world: World, in_every_language: None) -> None:
    shared(world)
    Person.objects.filter(pk=world.guardians[0].person_id).update(language="ar")
    with translation.override("ar"):
        heading = translation.gettext("Aan wie is wat verteld?")
    words = page(world)
    assert heading != "Aan wie is wat verteld?"
    assert heading in words
    assert world.sop.roles["orthopedagoog"].translated[OtherLanguage.ARABIC] in words


def test_help_by_somebody_from_outside_is_told_with_whom_and_until_when(world: World) -> None:
    case = case_at(world, "zorgteam")
    key, kind = next((key, one) for key, one in world.sop.arrangements.items() if one.partner)
    partner = world.sop.partners[kind.partner or ""]
    decided = {"decided_on": TODAY, "decided_by": world.of_kind(RoleKind.DIRECTOR), "goal": "rust", "hours": 4}
    dates = {"starts_on": TODAY, "ends_on": TODAY + 90 * DAY, "proposed_on": TODAY}
    by = {"proposed_by": world.of_kind(RoleKind.IB_ER), "extra": True, "name": kind.name}
    granted = Arrangement.objects.create(case=case, key=key, state=Arrangement.GRANTED, **decided, **dates, **by)
    (help_given,) = [one for one in told(world) if one.what == "Hulp door mensen van buiten"]
    assert partner.name in help_given.to[0]
    assert "er is nu geen toestemming" in help_given.ends
    assert help_given.link == ("Lees het besluit", reverse("route:guardian_arrangement", args=[granted.pk]))
    guardians_say_yes(world, case, partner.consent or "")
    (help_given,) = [one for one in told(world) if one.what == "Hulp door mensen van buiten"]
    assert "De hulp is er tot en met" in help_given.ends
    with clock.at(TODAY + 91 * DAY):
        assert "De hulp was er tot en met" in page(world)
    of_school = next(key for key, one in world.sop.arrangements.items() if not one.partner)
    Arrangement.objects.create(case=case, key=of_school, state=Arrangement.GRANTED, **decided, **dates, **by)
    assert len([one for one in told(world) if one.what == "Hulp door mensen van buiten"]) == 1
