"""Names of roles, told to a guardian in her language where the SOP has a word for it; else in Dutch, marked as that."""

import html
import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from caseflow import clock
from caseflow.route.commands.consent import answer_consent
from caseflow.route.commands.talk import share_item
from caseflow.route.models import Invitation
from caseflow.route.role_words import person_told, role_told, roles_told, seat_told
from caseflow.sop.vocabulary import OtherLanguage, Part, RoleKind
from pupils.models import ConsentAnswer, Person
from pupils.opened import opened
from tests.route.stories import asked, crescendo, sign_in
from tests.world import REAL, World, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
ROLE = "orthopedagoog"


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


def untranslated() -> World:
    profile = REAL / "kbs-crescendo.yaml"
    text = re.sub(r", translated: \{.*\}\}", "}", profile.read_text("utf-8"))
    return make_world(profile, text)


def pages(world: World, language: str) -> dict[str, str]:
    """Who would hear, who comes, who may read, who read: where a guardian meets the names of roles."""
    case, item, consent = asked(world)
    guardian = world.guardians[0]
    Person.objects.filter(pk=guardian.person_id).update(language=language)
    place = Invitation.objects.get(item=item, guardian=guardian)
    seen = {"asked": page(guardian, "route:guardian_consent", consent.pk)}
    seen["comes"] = page(guardian, "route:guardian_invitation", place.pk)
    for one in world.guardians:
        answer_consent(consent.pk, answer="given", actor=one.person)
    share_item(case.pk, actor=world.of_kind(RoleKind.IB_ER))
    seen["may read"] = page(guardian, "route:guardian_told", world.pupil.pk)
    opened(world.of_kind(RoleKind.IB_ER), world.pupil, Part.OPP, "opp-1")
    seen["read"] = page(guardian, "route:guardian_reads", world.pupil.pk)
    answer_consent(consent.pk, answer="withdrawn", actor=guardian.person)
    seen["stopped"] = page(guardian, "route:guardian_consent", consent.pk).partition("<h2>")[0]
    return seen


def page(guardian: Any, name: str, number: int) -> str:
    person = Person.objects.get(pk=guardian.person_id)
    answered = sign_in(person).get(reverse(name, args=[number]))
    assert answered.status_code == 200
    return html.unescape(answered.content.decode())


@pytest.mark.parametrize("language", OtherLanguage)
def test_she_reads_the_role_in_her_own_language(language: OtherLanguage) -> None:
    world = crescendo()
    seen = pages(world, language)
    ib_er = world.sop.roles["ib_er"].translated[language]
    outsider = world.sop.roles[ROLE].translated[language]
    for where in ("asked", "comes", "may read", "stopped"):
        assert outsider in seen[where], where
    for where in ("comes", "read"):
        assert ib_er in seen[where], where
        assert world.sop.roles["ib_er"].name not in seen[where], where
    shown = ConsentAnswer.objects.filter(guardian=world.guardians[0]).earliest("pk").text_shown
    assert outsider in shown


@pytest.mark.parametrize("language", OtherLanguage)
def test_without_a_word_for_it_the_dutch_is_marked(language: OtherLanguage) -> None:
    world = untranslated()
    seen = pages(world, language)
    known = world.sop.roles[ROLE].name
    for where in ("asked", "comes", "may read", "stopped"):
        assert re.search(rf'<bdi lang="nl">[^<]*{known}', seen[where]), where
    for where in ("comes", "read"):
        assert f'<bdi lang="nl">{world.sop.roles["ib_er"].name}</bdi>' in seen[where], where


def test_in_dutch_nothing_is_marked_twice() -> None:
    seen = pages(crescendo(), "nl")
    for where in ("comes", "may read", "read", "stopped"):
        assert '<bdi lang="nl">Intern' not in seen[where]
        assert '<bdi lang="nl">Iemand' not in seen[where]


def test_what_each_is_called() -> None:
    """A school that gave a role another name since is not told by the translation of the new one."""
    sop = crescendo().sop
    was = sop.called("jgz_arts")
    with translation.override("en"):
        assert role_told(sop, "teacher").text == "Teacher"
        assert roles_told(sop, ["teacher", "teacher", "nobody", "director"]) == "Teacher, Head teacher"
        assert seat_told(sop, "jgz_arts", was).text.startswith("Doctor or nurse")
        assert seat_told(sop, "jgz_arts", "Wijkzuster").marked == '<bdi lang="nl">Wijkzuster</bdi>'
        assert seat_told(sop, "weg", "Wijkzuster").lang == "nl"
        assert person_told(sop, f"An Bos ({was})").text.startswith("An Bos (Doctor or nurse")
        assert person_told(sop, "An Bos").marked == "An Bos"
    assert person_told(sop, f"An Bos ({was})").marked == f"An Bos ({was})"


def test_staff_who_read_english_read_in_english_whom_it_waits_for() -> None:
    world = crescendo()
    case, _item, _consent = asked(world)
    teacher = world.of_kind(RoleKind.TEACHER)
    Person.objects.filter(pk=teacher.pk).update(language="en")
    seen = page_of_staff(teacher, case.pk)
    assert "waiting for: Learning support coordinator" in seen
    assert "Intern begeleider" not in seen.partition("<main")[0]
    assert "Teacher" in seen.partition("<main")[0]


def page_of_staff(person: Person, case_id: int) -> str:
    answered = sign_in(Person.objects.get(pk=person.pk)).get(reverse("route:case", args=[case_id]))
    return html.unescape(answered.content.decode())
