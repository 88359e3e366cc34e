"""The case's log says whose an event is, for staff who read the same names on the page, and who wrote it down."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from caseflow import clock
from caseflow.route.commands.consent import answer_consent, ask_consent, record_paper_answer, record_pupil_answer
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.contact import pass_over_guardian, record_contact_attempt
from pupils.commands.gezag import Shown, record_gezag
from pupils.models import Guardian, Proof, Pupil
from tests.route.stories import asked, case_at, crescendo, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)


@pytest.fixture(autouse=True)
def _day(settings: Any, tmp_path: Any) -> Any:
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def log(world: World, case_id: int, kind: RoleKind = RoleKind.IB_ER) -> list[tuple[str, str]]:
    """Each title, with who did it."""
    page = sign_in(world.of_kind(kind)).get(reverse("route:case", args=[case_id]))
    assert page.status_code == 200
    return [(one.title, one.who) for one in page.context["events"]]


def test_an_answer_on_paper_is_of_the_guardian_and_written_down_by_staff(world: World) -> None:
    case, _item, consent = asked(world)
    one, other = world.guardians
    answer_consent(consent.pk, answer="given", actor=one.person)
    record_paper_answer(
        consent.pk, guardian_id=other.pk, answer="given", answered_on=TODAY, witness="juf Anna",
        scan=ContentFile(b"%PDF-1.4", "x.pdf"), actor=world.of_kind(RoleKind.IB_ER),
    )  # fmt: skip
    (on_paper, recorded), (herself, who) = log(world, case.pk)[:2]
    assert on_paper == f"Een ouder gaf toestemming, op papier: {other.person.name}"
    assert recorded.startswith(f"Vastgelegd door {world.of_kind(RoleKind.IB_ER).name} (")
    assert herself == "Een ouder gaf toestemming"
    assert who.startswith(one.person.name)


def test_the_pupils_own_no_is_not_a_parents(world: World) -> None:
    Pupil.objects.filter(pk=world.pupil.pk).update(born_on=TODAY.replace(year=TODAY.year - 13))
    ib_er, case = world.of_kind(RoleKind.IB_ER), case_at(world, "hgw")
    consent = ask_consent(case.pk, purpose="onderzoek_dyslexie", actor=ib_er)
    record_pupil_answer(consent.pk, answer="refused", how="talk", answered_on=TODAY, witness="Ida", actor=ib_er)
    title, who = log(world, case.pk)[0]
    assert title == "De leerling zei nee"
    assert who.startswith(f"Vastgelegd door {ib_er.name} (")


def test_whose_gezag_and_what_it_became_who_was_tried_and_who_was_passed_over(world: World) -> None:
    case, _item, consent = asked(world)
    one, other = world.guardians
    ib_er = world.of_kind(RoleKind.IB_ER)
    for days in (1, 2):
        with clock.at(TODAY + timedelta(days=days)):
            record_contact_attempt(other.pk, clock.today(), "phone", actor=ib_er)
    with clock.at(TODAY + timedelta(days=3)):
        director = world.of_kind(RoleKind.DIRECTOR)
        pass_over_guardian(guardian_id=other.pk, consent_id=consent.pk, reasons="Niet bereikt", actor=director)
        order = Shown(proof=Proof.COURT, on=TODAY, seen="Beschikking van 9 maart")
        record_gezag(other.pk, "restricted", order, care_held_by=one.pk, actor=ib_er)
        titles = [title for title, _who in log(world, case.pk)]
        told = [title for title, _who in log(world, case.pk, RoleKind.TEACHER)]
    name = Guardian.objects.select_related("person").get(pk=other.pk).person.name
    assert titles[:3] == [
        f"Gezag vastgelegd: {name}, gezag is beperkt (zorg en behandeling)",
        f"Verdergegaan zonder een ouder die niet bereikbaar was: {name}",
        f"Geprobeerd een ouder te bereiken: {name}",
    ]
    assert not any("Gezag vastgelegd" in title or "Verdergegaan" in title for title in told)
