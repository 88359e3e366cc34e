"""Whose word the school wrote down hears of it by mail, and reads on her own page who did it and when."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.urls import reverse

from caseflow import clock
from caseflow.notices.delivery import deliver_waiting
from caseflow.notices.models import Notice
from caseflow.route.commands.case import open_case
from caseflow.route.commands.consent import answer_consent, record_paper_answer
from caseflow.route.commands.referral_word import record_view_on_paper
from caseflow.route.commands.signature import record_paper_signature
from caseflow.sop.vocabulary import RoleKind
from opp.commands.agreement import record_paper_agreement
from pupils.models import Guardian
from tests.cast import set_gezag
from tests.opp.conftest import Story
from tests.route.papers import Writing
from tests.route.stories import asked, crescendo, shown, sign_in
from tests.route.test_signatures import KINDS
from tests.scans import PDF
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
NEXT_DAY = TODAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _day(settings: Any, tmp_path: Any) -> Any:
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def scan() -> "ContentFile[bytes]":
    return ContentFile(PDF, "getekend.pdf")


def of_consent(world: World) -> tuple[Guardian, str, Any]:
    _case, _item, consent = asked(world)
    with clock.at(NEXT_DAY):
        record_paper_answer(
            consent.pk, guardian_id=world.guardians[0].pk, answer="given", answered_on=TODAY, witness="Ida",
            scan=scan(), actor=world.of_kind(RoleKind.IB_ER),
        )  # fmt: skip
    return world.guardians[0], reverse("route:guardian_consent", args=[consent.pk]), world.of_kind(RoleKind.IB_ER)


def of_plan(world: World) -> tuple[Guardian, str, Any]:
    story = Story(world, open_case(world.pupil.pk, reason="Leest moeizaam", actor=world.of_kind(RoleKind.IB_ER)))
    story.draw_up()
    story.set_perspective()
    version = story.offer()
    with clock.at(NEXT_DAY):
        record_paper_agreement(
            version.pk, guardian_id=world.guardians[0].pk, answer="agreed", answered_on=TODAY, witness="Ida",
            scan=scan(), actor=story.ib_er,
        )  # fmt: skip
    return world.guardians[0], reverse("opp:guardian_handelingsdeel", args=[version.pk]), story.ib_er


def of_document(_world: World) -> tuple[Guardian, str, Any]:
    writing = Writing.at(KINDS["agreed"][0], "yes")
    paper = writing.lay(KINDS["agreed"][1])
    guardian = writing.world.guardians[0]
    with clock.at(NEXT_DAY):
        record_paper_signature(
            paper.pk, guardian_id=guardian.pk, answer="agreed", answered_on=TODAY, witness="Ida", scan=scan(),
            actor=writing.coach,
        )  # fmt: skip
    return guardian, reverse("route:guardian_paper", args=[paper.pk]), writing.coach


def of_referral(world: World) -> tuple[Guardian, str, Any]:
    referral, ib_er = shown(world), world.of_kind(RoleKind.IB_ER)
    with clock.at(NEXT_DAY):
        record_view_on_paper(
            referral.case_id, guardian_id=world.guardians[0].pk, view="Ja", on=TODAY, witness="Ida", actor=ib_er,
            scan=scan(),
        )  # fmt: skip
    return world.guardians[0], reverse("route:guardian_referral", args=[referral.pk]), ib_er


@pytest.mark.parametrize("record", [of_consent, of_plan, of_document, of_referral])
def test_who_answered_on_paper_is_told_and_reads_who_wrote_it_down(record: Any, world: World) -> None:
    Notice.objects.all().delete()
    guardian, url, staff = record(world)
    with clock.at(NEXT_DAY):
        page = sign_in(guardian.person).get(url).content.decode()
        deliver_waiting()
    assert f"Op papier, opgeschreven door {staff.name} op 10 maart 2026. Gezien door: Ida." in page
    assert "Klopt dit niet? Laat het de school weten." in page
    [told] = [one for one in mail.outbox if one.subject == "De school schreef een antwoord van u op"]
    assert told.to == [guardian.person.email]
    assert guardian.pupil.first_name not in told.body
    assert "Klopt het niet?" in told.body


def test_what_was_said_in_a_talk_is_no_paper(world: World) -> None:
    referral, ib_er = shown(world), world.of_kind(RoleKind.IB_ER)
    guardian = world.guardians[0]
    record_view_on_paper(
        referral.case_id, guardian_id=guardian.pk, view="Ja", on=TODAY, witness="Ida", actor=ib_er
    )  # fmt: skip
    page = sign_in(guardian.person).get(reverse("route:guardian_referral", args=[referral.pk])).content.decode()
    assert f"In een gesprek, opgeschreven door {ib_er.name} op 9 maart 2026. Gehoord door: Ida." in page


def told_of_paper() -> list[str]:
    deliver_waiting()
    return [one.to[0] for one in mail.outbox if one.subject == "De school schreef een antwoord van u op"]


def test_her_own_answer_says_nothing_of_paper(world: World) -> None:
    _case, _item, consent = asked(world)
    person = world.guardians[0].person
    answer_consent(consent.pk, answer="given", actor=person)
    page = sign_in(person).get(reverse("route:guardian_consent", args=[consent.pk])).content.decode()
    assert "opgeschreven door" not in page
    assert told_of_paper() == []


def test_who_answers_anew_before_it_went_is_not_told(world: World) -> None:
    guardian, url, _staff = of_consent(world)
    with clock.at(NEXT_DAY):
        answer_consent(int(url.rstrip("/").rpartition("/")[2]), answer="withdrawn", actor=guardian.person)
        assert told_of_paper() == []


def test_nobody_is_told_who_has_no_mailbox_or_no_say_any_more(world: World) -> None:
    world.guardians[0].person.email = None
    world.guardians[0].person.save()
    of_consent(world)
    assert not Notice.objects.filter(kind="answer_written_down").exists()
    world.guardians[0].person.email = "moeder@ouders.test"
    world.guardians[0].person.save()


def test_a_mail_that_waits_goes_to_nobody_who_lost_her_say(world: World) -> None:
    guardian, _url, _staff = of_consent(world)
    set_gezag(guardian, "no")
    with clock.at(NEXT_DAY):
        assert told_of_paper() == []
