"""A guardian who reads Arabic: her pages from right to left, what binds in Dutch beneath, and all of it kept."""

import html
import re
from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from caseflow import clock
from caseflow.languages import DUTCH, LANGUAGES, choices, dutch_binds
from caseflow.notices.delivery import deliver_waiting
from caseflow.route.consent_text import purpose_called
from caseflow.sop.vocabulary import OtherLanguage, RoleKind
from pupils.hats import CHOSEN, Side
from pupils.models import ConsentAnswer, Guardian, Person
from tests.route.stories import asked, crescendo, post, sign_in
from tests.world import REAL, World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_every_language")]
RIGHT_TO_LEFT = '<html lang="ar" dir="rtl">'
UNCHECKED = {"nl": "", "en": "No native speaker has checked", "ar": "لم يراجع هذه الترجمة"}


@pytest.fixture
def world(db):
    with clock.at(date(2026, 3, 9)):
        yield crescendo()


@pytest.fixture
def reader(world: World) -> Person:
    return reads_arabic(world.guardians[0].person)


def reads_arabic(person: Person) -> Person:
    Person.objects.filter(pk=person.pk).update(language="ar")
    person.refresh_from_db()
    return person


def page_of(client: Client, url: str, **more: str) -> str:
    return client.get(url, headers=more).content.decode()


@pytest.mark.parametrize("name", ["account_login", "account_request_login_code", "pupils:welcome"])
def test_the_ways_in_speak_arabic_from_right_to_left(client, name):
    page = page_of(client, reverse(name), accept_language="ar")
    assert RIGHT_TO_LEFT in page
    assert UNCHECKED["ar"] in page


@pytest.mark.parametrize("code", [*LANGUAGES])
def test_a_page_says_that_nobody_checked_its_translation(client, code):
    page = page_of(client, reverse("account_login"), accept_language=code)
    assert [said for said in UNCHECKED.values() if said and said in page] == list(filter(None, [UNCHECKED[code]]))


def test_the_switch_calls_each_language_what_its_readers_call_it(client):
    page = page_of(client, reverse("account_login"))
    for code, name in choices():
        assert f'value="{code}" lang="{code}"' in page
        assert f">{name}</button>" in page


def test_her_start_page_is_arabic_and_remembers_it(world, reader):
    client = sign_in(world.guardians[1].person)
    start = reverse("route:guardian_start")
    assert RIGHT_TO_LEFT not in page_of(client, start)
    client.post(reverse("set_language"), {"language": "ar", "next": start})
    assert RIGHT_TO_LEFT in page_of(client, start)
    assert Person.objects.get(pk=world.guardians[1].person_id).language == "ar"


def test_staff_read_dutch_whatever_they_chose_and_are_not_offered_more(world):
    client = sign_in(reads_arabic(world.of_kind(RoleKind.IB_ER)))
    for url in ("/", reverse("route:board"), reverse("mfa_index"), reverse("route:case", args=[asked(world)[0].pk])):
        page = page_of(client, url)
        assert '<html lang="nl" dir="ltr">' in page
        assert 'value="ar"' not in page


def test_who_works_here_and_is_a_parent_reads_arabic_with_that_hat_only(world):
    person = reads_arabic(world.of_kind(RoleKind.TEACHER))
    Guardian.objects.filter(pk=world.guardians[0].pk).update(person=person)
    client = sign_in(person)
    hats = page_of(client, reverse("pupils:hat"))
    assert RIGHT_TO_LEFT in hats
    assert reverse("account_logout") in hats
    for side, arabic in ((Side.OWN_CHILD, True), (Side.WORK, False)):
        session = client.session
        session[CHOSEN] = side
        session.save()
        page = client.get("/", follow=True).content.decode()
        assert (RIGHT_TO_LEFT in page) is arabic


def test_what_a_school_promises_is_dutch_for_who_browses_in_arabic(client, world):
    page = page_of(client, reverse("route:profile", args=[world.school.key]), accept_language="ar")
    assert '<html lang="nl" dir="ltr">' in page
    assert 'value="ar"' not in page


@pytest.mark.parametrize(("code", "says"), [("ar", "المدرسة تطلب إذنكم"), ("en", "The school asks for your consent")])
def test_a_question_has_its_gist_and_beneath_it_the_dutch_that_binds(world, code, says):
    _case, _item, consent = asked(world)
    person = world.guardians[0].person
    Person.objects.filter(pk=person.pk).update(language=code)
    page = page_of(sign_in(person), reverse("route:guardian_consent", args=[consent.pk]))
    with translation.override(code):
        below = translation.gettext("De Nederlandse tekst: deze geldt")
        free = translation.gettext("Zegt u nee, dan helpt de school uw kind verder met wat zij zelf kan.")
    assert says in page
    assert page.index(free) < page.index(below) < page.index(consent.text.splitlines()[0])
    assert 'lang="nl" dir="auto"' in page


@pytest.mark.parametrize("code", ["ar", "en", "nl"])
def test_what_she_had_before_her_is_kept_with_her_answer(world, code):
    _case, _item, consent = asked(world)
    person = world.guardians[0].person
    Person.objects.filter(pk=person.pk).update(language=code)
    post(person, reverse("route:guardian_consent", args=[consent.pk]), answer="given")
    kept = ConsentAnswer.objects.get(consent=consent)
    assert kept.language == code
    assert kept.text_shown.endswith(consent.text)
    with translation.override(code):
        above = f"{translation.gettext('Waarvoor')}: {purpose_called(consent)}"
    assert (above in kept.text_shown) is (code != "nl")
    assert code != "nl" or kept.text_shown == consent.text


@pytest.mark.parametrize("code", ["ar", "en"])
def test_the_school_asks_in_its_own_words_for_it_in_her_language(world, code):
    _case, _item, consent = asked(world)
    said = world.sop.purposes[consent.purpose].translated[OtherLanguage(code)]
    person = world.guardians[0].person
    Person.objects.filter(pk=person.pk).update(language=code)
    url = reverse("route:guardian_consent", args=[consent.pk])
    page = html.unescape(page_of(sign_in(person), url))
    assert (
        page.index(said.asks) < page.index(said.name) < page.index(said.why) < page.index(consent.text.splitlines()[0])
    )
    assert said.name in page_of(sign_in(person), reverse("route:guardian_start"))
    post(person, url, answer="given")
    assert said.asks in ConsentAnswer.objects.get(consent=consent).text_shown


def test_what_the_school_gave_no_words_for_stays_dutch_and_says_so(db):
    profile = REAL / "kbs-crescendo.yaml"
    untranslated = re.sub(r"    translated:\n(?: {6}.*\n)+", "", profile.read_text("utf-8"))
    with clock.at(date(2026, 3, 9)):
        world = make_world(profile, untranslated)
        _case, _item, consent = asked(world)
        reader = reads_arabic(world.guardians[0].person)
        start = page_of(sign_in(reader), reverse("route:guardian_start"))
        page = page_of(sign_in(reader), reverse("route:guardian_consent", args=[consent.pk]))
    assert not world.sop.purposes[consent.purpose].translated
    assert f'<bdi lang="nl">{consent.purpose_name}</bdi>' in start
    assert f'<dd><bdi lang="nl">{consent.purpose_name}</bdi></dd>' in page


def test_a_sop_can_speak_each_language_that_caseflow_does():
    assert {DUTCH, *OtherLanguage} == {*LANGUAGES}


def test_her_mails_are_arabic_and_say_that_the_dutch_binds(world, reader):
    asked(world)
    deliver_waiting()
    hers = [one for one in mail.outbox if one.to == [reader.email]]
    assert {one.subject for one in hers} == {"المدرسة تطلب إذنكم", "أنتم مدعوون إلى لقاء"}
    with translation.override("ar"):
        assert all(dutch_binds() in one.body for one in hers)
    others = [one for one in mail.outbox if one.to != [reader.email]]
    assert not any(UNCHECKED["ar"] in one.body for one in others)


def test_a_date_has_its_arabic_month(world, reader):
    _case, _item, consent = asked(world)
    url = reverse("route:guardian_consent", args=[consent.pk])
    post(reader, url, answer="refused")
    page = page_of(sign_in(reader), url)
    assert "قلتم لا في 9 مارس 2026." in page
    assert "تحدثوا عن ذلك مع المدرسة" in page


def test_that_a_page_of_staff_is_not_there_for_her_is_said_in_arabic(world, reader):
    answer = sign_in(reader).get(reverse("route:board"))
    assert answer.status_code == 404
    assert RIGHT_TO_LEFT in answer.content.decode()


def test_a_page_that_is_not_there_says_so_in_arabic(world, reader):
    answer = sign_in(reader).get(reverse("route:guardian_consent", args=[0]))
    assert answer.status_code == 404
    assert "هذه الصفحة غير موجودة" in answer.content.decode()
