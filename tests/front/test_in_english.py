"""A page in English is English, in whoever's school; what is kept word for word stays in the language it is kept in."""

from datetime import date

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from caseflow import clock
from caseflow.route.models import Invitation
from caseflow.route.presenting import checklist
from caseflow.sop.papers import asks_of_documents
from caseflow.sop.rules import Finding
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Person
from tests.keys.pages import words_of
from tests.route.stories import asked, crescendo, post, sign_in
from tests.route.versions import laid
from tests.world import SCHOOLS, sop_of, version_text

DAY = date(2026, 5, 5)


pytestmark = pytest.mark.usefixtures("in_every_language")


@pytest.fixture
def world():
    with clock.at(date(2026, 3, 9)):
        yield crescendo()


@pytest.mark.parametrize(("language", "says"), [("nl", "Inloggen"), ("en", "Sign in")])
def test_the_entrance_speaks_the_languages_of_the_browser(client, db, language, says):
    page = client.get(reverse("account_login"), headers={"Accept-Language": language}).content.decode()
    assert f"<title>{says} ·" in page
    assert f'<html lang="{language}"' in page


@pytest.mark.parametrize(("language", "said"), [("nl", "5 mei 2026"), ("en", "5 May 2026")])
def test_a_short_date_is_written_as_its_language_does(language, said):
    with translation.override(language):
        assert Template('{{ day|date:"j b Y" }}').render(Context({"day": DAY})) == said


@pytest.mark.django_db
def test_a_question_to_guardians_is_kept_in_dutch_whoever_asks(world):
    with translation.override("en"):
        _case, _item, consent = asked(world)
        assert "U mag nee zeggen." in consent.text
        assert consent.language == "nl"
        assert {one.role_name for one in Invitation.objects.filter(role="guardian")} == {"ouder of verzorger"}


@pytest.mark.django_db
def test_a_guardian_who_reads_english_sees_in_english_what_it_comes_down_to(world):
    _case, _item, consent = asked(world)
    reader = world.guardians[0].person
    reader.language = "en"
    reader.save()
    url = reverse("route:guardian_consent", args=[consent.pk])
    page = sign_in(reader).get(url).content.decode()
    assert "The school asks for your consent" in page
    assert "What they may read" in page
    assert "You may say no. If you say yes, you may withdraw it later" in page
    assert consent.text.splitlines()[0] in page
    post(reader, url, answer="refused")
    assert "You said no on 9 March 2026." in sign_in(reader).get(url).content.decode()


@pytest.mark.django_db
def test_what_differs_between_two_versions_is_told_in_english(world):
    with clock.at(date(2026, 3, 9)):
        changes = (
            ("evaluate_every: 6 months", "evaluate_every: 5 months"),
            ("brings_opp: true", "brings_opp: false"),
            ("months: [2, 6]", "months: [2, 5, 6]"),
        )
        draft = laid(world, version_text(date(2026, 8, 1), *changes, version="2026"))
        director = world.of_kind(RoleKind.DIRECTOR)
        Person.objects.filter(pk=director.pk).update(language="en")
        page = words_of(sign_in(director).get(reverse("route:sop_diff", args=[draft.pk])).content.decode())
    assert "evaluation every 6 months every 5 months" in page
    assert "first day 1 August 2023 1 August 2026" in page
    assert "with an OPP yes" in page
    assert "months May" in page


def test_what_a_document_asks_is_told_in_english_with_its_own_name():
    sop = sop_of((SCHOOLS / "de-wilgenhof.yaml").read_text(encoding="utf-8"))
    needs = asks_of_documents(sop, "kijkronde", sop.steps["kijkronde"].exits[0])
    with translation.override("en"):
        told = [line.sentence for line in checklist(Finding(need, False) for need in needs).findings]
    assert "Kijkplan: talked over with the parents" in told
    assert "Kijkplan: the part ‘Hoe kijken we?’ is written" in told


@pytest.mark.parametrize(
    ("language", "says"), [("nl", "12 oktober 2026"), ("en", "12 October 2026"), ("ar", "12 أكتوبر 2026")]
)
def test_a_day_has_one_form_in_each_language(language, says):
    """Also where nothing says how: put into a sentence, or told by Django itself."""
    day = date(2026, 10, 12)
    with translation.override(language):
        shown = Template('{{ day }}|{{ day|date }}|{{ day|date:"j F Y" }}').render(Context({"day": day}))
        assert {*shown.split("|"), date_format(day)} == {says}
