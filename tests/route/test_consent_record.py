"""The record of a consent: all of it for staff; for a guardian her own, and nothing of another."""

from datetime import date
from io import BytesIO
from typing import Any
from unicodedata import normalize

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.formats import date_format
from pypdf import PdfReader

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.route.commands.consent import answer_consent, record_paper_answer, record_pupil_answer
from caseflow.sop.consents import offices_of_purpose
from caseflow.sop.vocabulary import OtherLanguage, RoleKind
from pupils.models import Consent, ConsentAnswer, Guardian, Person, Pupil
from tests.append_only import guards_lifted
from tests.route.stories import asked, crescendo, post, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
VIEW, PAPER_VIEW = "liever geen filmpjes", "alleen over rekenen"


@pytest.fixture(autouse=True)
def _day(settings: Any, tmp_path: Any) -> Any:
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def answered(world: World) -> Consent:
    """One said yes in the portal and took it back; the other said yes on paper."""
    _case, _item, consent = asked(world)
    one, other = world.guardians
    answer_consent(consent.pk, answer="given", view=VIEW, actor=one.person)
    record_paper_answer(
        consent.pk, guardian_id=other.pk, answer="given", answered_on=TODAY, witness="juf Anna", view=PAPER_VIEW,
        scan=ContentFile(b"%PDF-1.4", "x.pdf"), actor=world.of_kind(RoleKind.IB_ER),
    )  # fmt: skip
    answer_consent(consent.pk, answer="withdrawn", actor=one.person)
    return consent


def words_of(person: Person, name: str, consent: Consent) -> str:
    answer = sign_in(person).get(reverse(name, args=[consent.pk]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_staff_keep_the_question_and_every_answer_with_its_day_and_how(world: World) -> None:
    consent, ib_er = answered(world), world.of_kind(RoleKind.IB_ER)
    words = words_of(ib_er, "route:consent_record", consent)
    for line in filter(None, consent.text.split("\n")):
        assert " ".join(line.split()) in words
    for said in ("Ouder een", "Ouder twee", VIEW, PAPER_VIEW, "juf Anna", "ingetrokken", "op papier", "9 maart 2026"):
        assert said in words
    assert ReadRow.objects.filter(person_id=ib_er.pk, object=f"consent-{consent.pk}-record").count() == 1
    page = sign_in(ib_er).get(reverse("route:case", args=[consent.case_id])).content.decode()
    assert reverse("route:consent_record", args=[consent.pk]) in page


def test_a_guardian_keeps_her_own_and_nothing_of_who_the_other_is_or_thinks(world: World) -> None:
    consent, person = answered(world), world.guardians[0].person
    words = words_of(person, "route:guardian_consent_record", consent)
    for said in ("Ouder een", VIEW, "Geldt de toestemming vandaag? nee"):
        assert said in words
    for kept in (
        "Ouder twee",
        "andere ouder",
        "op papier",
        PAPER_VIEW,
        "juf Anna",
        world.guardians[1].person.email or "?",
    ):
        assert kept not in words
    assert ReadRow.objects.filter(person_id=person.pk, object=f"consent-{consent.pk}-record").exists()
    page = sign_in(person).get(reverse("route:guardian_consent", args=[consent.pk])).content.decode()
    assert reverse("route:guardian_consent_record", args=[consent.pk]) in page


def test_with_gezag_not_recorded_she_keeps_her_own_alone(world: World) -> None:
    consent = answered(world)
    Guardian.objects.filter(pk=world.guardians[0].pk).update(gezag="unknown")
    words = words_of(world.guardians[0].person, "route:guardian_consent_record", consent)
    assert VIEW in words
    assert PAPER_VIEW not in words


def test_who_answered_before_gezag_changed_stays_in_the_record(world: World) -> None:
    consent = answered(world)
    Guardian.objects.filter(pk=world.guardians[1].pk).update(gezag="no")
    words = words_of(world.of_kind(RoleKind.IB_ER), "route:consent_record", consent)
    assert PAPER_VIEW in words
    url = reverse("route:guardian_consent_record", args=[consent.pk])
    assert sign_in(world.guardians[1].person).get(url).status_code == 404


@pytest.mark.parametrize(("language", "says"), [("en", "observations"), ("ar", "الملاحظات")])
def test_what_she_read_above_the_dutch_is_in_the_record_of_her_answer(
    world: World, language: str, says: str, in_every_language: None
) -> None:
    """A word of it: the letters of a PDF stand in the order in which they were laid."""
    _case, _item, consent = asked(world)
    one, other = (guardian.person for guardian in world.guardians)
    Person.objects.filter(pk=one.pk).update(language=language)
    for person in (one, other):
        post(person, reverse("route:guardian_consent", args=[consent.pk]), answer="given", view="")
    above = ConsentAnswer.objects.get(guardian=world.guardians[0]).text_shown.split(consent.text)[0]
    assert says in above
    assert world.sop.roles["orthopedagoog"].translated[OtherLanguage(language)] in above
    found = {
        person: normalize("NFKC", words_of(person, name, consent)).count(says)
        for person, name in (
            (one, "route:guardian_consent_record"),
            (other, "route:guardian_consent_record"),
            (world.of_kind(RoleKind.IB_ER), "route:consent_record"),
        )
    }
    assert list(found.values()) == [2, 0, 1]  # hers says it in its own words too
    if language == "en":  # who would hear, by the SOP's word: in what was asked, and in what stood above the Dutch
        role = world.sop.roles["orthopedagoog"].translated[OtherLanguage.ENGLISH]
        assert words_of(one, "route:guardian_consent_record", consent).count(role) == 2
    dutch = {"en": "Engels", "ar": "Arabisch"}[language]
    assert f"Met uitleg in het {dutch}" in words_of(world.of_kind(RoleKind.IB_ER), "route:consent_record", consent)


def test_who_did_not_answer_yet_stands_there_as_such(world: World) -> None:
    _case, _item, consent = asked(world)
    words = words_of(world.of_kind(RoleKind.IB_ER), "route:consent_record", consent)
    assert words.count("Antwoord nog geen antwoord") == 2


def test_whose_no_it_was_is_not_told_by_the_record_of_who_said_yes(world: World) -> None:
    _case, _item, consent = asked(world)
    answer_consent(consent.pk, answer="given", actor=world.guardians[0].person)

    def read() -> str:
        return words_of(world.guardians[0].person, "route:guardian_consent_record", consent)

    waits = read()
    answer_consent(consent.pk, answer="refused", view="geheim", actor=world.guardians[1].person)
    assert read() == waits
    answer_consent(consent.pk, answer="given", actor=world.guardians[1].person)
    assert "Geldt de toestemming vandaag? ja" in read()


def test_the_pupils_own_word_is_in_it_for_staff(world: World) -> None:
    Pupil.objects.filter(pk=world.pupil.pk).update(born_on=TODAY.replace(year=TODAY.year - 16))
    _case, _item, consent = asked(world)
    ib_er = world.of_kind(RoleKind.IB_ER)
    assert f"{world.pupil.first_name} zelf Antwoord nog geen antwoord" in words_of(
        ib_er, "route:consent_record", consent
    )
    signed = {"how": "paper", "witness": "Ida", "scan": ContentFile(b"%PDF-1.4", "getekend.pdf")}
    record_pupil_answer(consent.pk, answer="given", answered_on=TODAY, words="prima zo", actor=ib_er, **signed)
    words = words_of(ib_er, "route:consent_record", consent)
    for said in (
        f"{world.pupil.first_name} zelf",
        "ja · op papier",
        "prima zo",
        f"Vastgelegd door {ib_er.name}",
        "Ida",
    ):
        assert said in words


def test_where_nobody_is_named_it_says_that_it_stays_at_school(world: World) -> None:
    _case, _item, consent = asked(world)
    within = next(one for one in world.sop.purposes if not offices_of_purpose(world.sop, one))
    with guards_lifted("pupils_consent"):
        Consent.objects.filter(pk=consent.pk).update(named={}, purpose=within)
    staff = words_of(world.of_kind(RoleKind.IB_ER), "route:consent_record", consent)
    assert "Met wie alleen mensen van de school" in staff


def test_an_answer_in_the_portal_bears_its_hour_and_by_what_she_was_known(world: World) -> None:
    _case, _item, consent = asked(world)
    post(world.guardians[0].person, reverse("route:guardian_consent", args=[consent.pk]), answer="given", view="")
    said = ConsentAnswer.objects.get()
    words = words_of(world.of_kind(RoleKind.IB_ER), "route:consent_record", consent)
    assert date_format(said.answered_at.astimezone(clock.AMSTERDAM), "j F Y, H:i") in words
    assert said.get_identified_by_display() in words


def test_who_assists_reads_that_a_parent_answered_and_not_what_she_wrote(world: World) -> None:
    consent = answered(world)
    words = words_of(world.of_kind(RoleKind.ASSISTANT), "route:consent_record", consent)
    assert VIEW not in words
    assert PAPER_VIEW not in words
