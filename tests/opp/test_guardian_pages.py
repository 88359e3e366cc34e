"""The OPP in the portal: a version is agreed with or objected to by each; the perspective is apart."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.sop.vocabulary import RoleKind
from opp.commands.agreement import pass_over_for_handelingsdeel
from opp.commands.flag import talk_over_flag
from opp.commands.goals import GoalInput
from opp.commands.handelingsdeel import offer_handelingsdeel, put_in_force
from opp.commands.perspective import consult_guardians, draw_up_opp, set_perspective
from opp.commands.voice import hear_pupil
from opp.models import Agreement, Evaluation, Flag, Handelingsdeel
from pupils.commands.contact import record_contact_attempt
from pupils.sop import sop_for
from tests.cast import set_gezag
from tests.route.stories import case_at, crescendo, post, sign_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def world():
    return crescendo()


def offered(world) -> Handelingsdeel:
    ib_er, case = world.of_kind(RoleKind.IB_ER), case_at(world, "arrangement")
    goal = GoalInput(
        "taal",
        "Sam leest vlot",
        "AVI E3",
        TODAY,
        "lib",
        "AVI E4",
        TODAY + timedelta(days=170),
        ("a", "b", "c", "d", "e"),
    )
    draw_up_opp(
        case.pk,
        destination="Praktijkonderwijs",
        grounds="Zwak geheugen",
        stimulating="Werkt graag",
        hindering="Snel moe",
        support="Iedere dag een kwartier lezen",
        deviations="",
        goals=[goal],
        actor=ib_er,
    )
    consult_guardians(case.pk, on=TODAY, text="Ouders herkennen het.", actor=ib_er)
    hear_pupil(
        case.pk, moment="setting", how="self", by="De juf", words="Ik wil lezen", influence="Doel gekozen", actor=ib_er
    )
    set_perspective(case.pk, actor=ib_er)
    return offer_handelingsdeel(case.pk, actor=ib_er)


def url_of(version) -> str:
    return reverse("opp:guardian_handelingsdeel", args=[version.pk])


def page_of(person, url) -> str:
    response = sign_in(person).get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_agreeing_with_one_version(world):
    version, one = offered(world), world.guardians[0].person
    assert url_of(version) in page_of(one, reverse("route:guardian_start"))
    page = page_of(one, url_of(version))
    for words in (
        "Iedere dag een kwartier lezen",
        "AVI E4",
        "De school overlegde hierover met de ouders",
        "Praktijkonderwijs",
    ):
        assert words in page
    assert post(one, url_of(version), answer="agreed").status_code == 302
    assert "De school wacht nog op een andere ouder" in page_of(one, url_of(version))
    assert Agreement.objects.get().guardian == world.guardians[0]


def test_it_says_what_one_no_does_where_there_is_another_to_say_it(world):
    version, one = offered(world), world.guardians[0].person
    told = "Is één van hen het er niet mee eens, dan gaat het niet in."
    first = page_of(one, url_of(version))
    assert told in first
    assert "zoals nu, zonder dit plan" in first
    assert "eerder is afgesproken" not in first
    set_gezag(world.guardians[1], "no")
    assert told not in page_of(one, url_of(version))


def test_objecting_shows_what_stays_open(world):
    version, one = offered(world), world.guardians[0].person
    assert post(one, url_of(version), answer="objected", view="Te veel toetsen.").status_code == 302
    page = page_of(one, url_of(version))
    assert "Wat kan er nu wel?" in page
    assert "de school helpt zoals nu, zonder dit plan" in page
    assert "eerder is afgesproken" not in page
    assert "Te veel toetsen." in page
    assert "Te veel toetsen." not in page_of(world.guardians[1].person, url_of(version))
    start = reverse("route:guardian_start")
    assert "Wat u eerder antwoordde" not in page_of(one, start)
    set_gezag(world.guardians[0], "no")  # a plan that is hers to read no more: what she said of it is
    for said in ("Wat u eerder antwoordde", "Handelingsdeel, versie 1: niet eens (9 maart 2026)", "Te veel toetsen."):
        assert said in page_of(one, start)
        assert said not in page_of(world.guardians[1].person, start)


def test_who_was_passed_over_reads_that_and_is_heard_after_all(world):
    """He could not be reached: the school goes on without him, needs nothing of him, and still takes his word."""
    version, silent = offered(world), world.guardians[1]
    ib_er, start = world.of_kind(RoleKind.IB_ER), reverse("route:guardian_start")
    post(world.guardians[0].person, url_of(version), answer="agreed")
    assert "Er is 1 ding waarvoor de school u nodig heeft." in page_of(silent.person, start)
    for days in (1, 2):
        with clock.at(TODAY + timedelta(days=days)):
            record_contact_attempt(silent.pk, clock.today(), "phone", actor=ib_er)
    with clock.at(TODAY + timedelta(days=3)):
        director = world.of_kind(RoleKind.DIRECTOR)
        pass_over_for_handelingsdeel(version.pk, guardian_id=silent.pk, reasons="Niet bereikt", actor=director)
        for in_force in (False, True):
            if in_force:
                put_in_force(version.opp.case_id, actor=ib_er)
            page = page_of(silent.person, url_of(version))
            assert "De directeur besloot op 12 maart 2026 om zonder uw antwoord verder te gaan." in page
            assert "pas in als iedere ouder" not in page
            assert "met u overlegd" not in page
            begin = page_of(silent.person, start)
            assert "De school gaat verder zonder uw antwoord. U kunt nog antwoorden" in begin
            assert "Er wacht nu niets op u." in begin
        assert post(silent.person, url_of(version), answer="objected").status_code == 302
        page = page_of(silent.person, url_of(version))
    assert "Dit plan gaat dus niet in" not in page
    assert "zonder uw antwoord" not in page


def test_gezag_unknown_may_object_and_reads_nothing(world):
    """May block, may not read (domain §1.7): the page says why, and what to do."""
    set_gezag(world.guardians[1], "unknown")
    version, person = offered(world), world.guardians[1].person
    page = page_of(person, url_of(version))
    assert "niet vastgelegd dat u het gezag hebt" in page
    for unread in ("Iedere dag een kwartier lezen", "Praktijkonderwijs", 'value="agreed"'):
        assert unread not in page
    assert sign_in(person).get(reverse("opp:guardian_opp", args=[version.opp_id])).status_code == 404
    assert post(person, url_of(version), answer="objected").status_code == 302


def test_another_childs_guardian_and_who_has_no_gezag(world):
    version = offered(world)
    set_gezag(world.guardians[1], "no")
    for person in (world.guardians[1].person, world.desk, world.of_kind(RoleKind.DIRECTOR)):
        assert sign_in(person).get(url_of(version)).status_code == 404
        assert post(person, url_of(version), answer="objected").status_code == 404
    assert not Agreement.objects.exists()


def test_what_is_final_may_be_read(world):
    version, person = offered(world), world.guardians[0].person
    opp_url = reverse("opp:guardian_opp", args=[version.opp_id])
    assert opp_url in page_of(person, reverse("route:guardian_child", args=[world.pupil.pk]))
    assert "Ik wil lezen" in page_of(person, opp_url)


def test_a_flag_is_read_only_after_it_was_talked_over(world):
    version, person = offered(world), world.guardians[0].person
    ib_er, opp = world.of_kind(RoleKind.IB_ER), version.opp
    evaluation = Evaluation.objects.create(
        opp=opp,
        handelingsdeel=version,
        sop_version=sop_for(world.school, TODAY)[0],
        held_on=TODAY,
        held_by=ib_er,
        period_from=TODAY,
        verdict="no_progress",
        because="too_few",
        support_held=90,
        held_enough=True,
        in_a_row_met=True,
        guardians_present=True,
        conclusion="Te weinig groei.",
    )
    flag = Flag.objects.create(opp=opp, evaluation=evaluation, case=opp.case, raised_on=TODAY)
    url, child = reverse("opp:guardian_flag", args=[flag.pk]), reverse("route:guardian_child", args=[world.pupil.pk])
    assert sign_in(person).get(url).status_code == 404
    assert url not in page_of(person, child)
    talk_over_flag(opp.case_id, how="Samen de doelen bekeken.", actor=ib_er)
    assert "Samen de doelen bekeken." in page_of(person, url)
    assert url in page_of(person, child)
    assert "Te weinig groei." in page_of(person, reverse("opp:guardian_evaluation", args=[evaluation.pk]))
