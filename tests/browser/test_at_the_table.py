"""A whole zorgteam meeting: three children, one of whom may not be discussed, an outsider, a parent who takes part."""

import re
from datetime import date, time

import pytest
from playwright.sync_api import Locator

from caseflow import clock
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.commands.talk import invite_guardians, plan_item, share_item
from caseflow.route.models import Case, Item, Note, Task
from caseflow.route.rebuilding import differences
from pupils.models import Pupil
from tests.browser.lying_clock import it_is
from tests.browser.someone import Someone
from tests.browser.village import Village
from tests.cast import make_guardian, make_pupil
from tests.route.stories import case_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLANNED, DAY, AFTER = date(2026, 1, 12), date(2026, 1, 26), date(2026, 2, 2)
QUESTION = "Wat helpt {name} om zelf te beginnen?"
OWN = "Kan Jip naast een rustig kind zitten?"
SAID, HEARD, TYPED = "Begint pas na lang kijken.", "Thuis gaat het beter.", "In de kring doet zij mee."
ADVICE = "Knip de taak in stappen."
REACTION = "Wij zijn blij met dit plan."


def test_a_meeting_with_three_children(village: Village) -> None:
    it_is(PLANNED)
    with clock.at(PLANNED):
        meeting = three_children_on_one_day(village)
    cast = (village.ib_er, village.teacher, village.mother, village.outsider)
    for someone in cast:
        someone.comes_in()
    the_mother_hears_of_it_and_asks_her_own_question(village.mother)
    it_is(DAY)
    who_comes_from_outside_finds_whom_she_may_hear_of(village.outsider, meeting)
    the_teacher_reads_beforehand(village.teacher, meeting)
    they_talk_about_jip(village, meeting)
    what_is_decided_is_a_task_of_its_owner(village)
    of_noor_nothing_can_be_written_down(village.ib_er, meeting)
    then_they_talk_about_daan(village.ib_er, meeting)
    it_is(AFTER)
    the_chair_approves_and_the_mother_answers(village, meeting)
    assert [complaint for someone in cast for complaint in someone.complaints] == []
    assert list(differences()) == []


def three_children_on_one_day(village: Village) -> str:
    """Of Noor the parents did not answer; of the others they said yes, and who comes from outside can read."""
    world, ib_er = village.world, village.ib_er.person
    jip = planned(village, world.pupil, time(14))
    others = {
        name: make_pupil(world.school, world.group, first_name=name, last_name="Bos") for name in ("Noor", "Daan")
    }
    for (name, pupil), begins in zip(others.items(), (time(14, 30), time(15)), strict=True):
        parent = make_guardian(pupil)
        item = planned(village, pupil, begins)
        consent = ask_consent(item.case_id, actor=ib_er)
        if name == "Daan":
            answer_consent(consent.pk, answer="given", actor=parent.person)
            share_item(item.case_id, actor=ib_er)
    consent = ask_consent(jip.case_id, actor=ib_er)
    for guardian in world.guardians:
        answer_consent(consent.pk, answer="given", actor=guardian.person)
    share_item(jip.case_id, actor=ib_er)
    return f"/besprekingen/{jip.meeting_id}/"


def planned(village: Village, pupil: Pupil, begins: time) -> Item:
    case, ib_er = case_at(village.world, "zorgteam", pupil), village.ib_er.person
    question = QUESTION.format(name=Pupil.objects.get(pk=pupil.pk).first_name)
    item = plan_item(case.pk, on=DAY, begins=begins, lasts=30, question=question, actor=ib_er)
    invite_guardians(case.pk, actor=ib_er)
    return item


def the_mother_hears_of_it_and_asks_her_own_question(mother: Someone) -> None:
    mother.opens("/")
    mother.follows("uitgenodigd")
    mother.sees("26 januari 2026", QUESTION.format(name="Jip"), "Yara Haddad")
    mother.shows("meeting-invitation")
    mother.follows("Schrijf aan de school")
    mother.page.get_by_role("textbox").first.fill(OWN)
    mother.presses("Stuur naar de school")
    mother.sees(OWN)


def who_comes_from_outside_finds_whom_she_may_hear_of(outsider: Someone, meeting: str) -> None:
    outsider.opens(meeting)
    outsider.sees("Jip Vermeer", "Daan Bos")
    outsider.does_not_see("Noor")
    outsider.follows("Jip Vermeer")
    outsider.sees(QUESTION.format(name="Jip"))


def the_teacher_reads_beforehand(teacher: Someone, meeting: str) -> None:
    teacher.opens(meeting)
    to_the_child(teacher, "Lees je in", "Jip")
    teacher.sees(QUESTION.format(name="Jip"), OWN)
    teacher.shows("meeting-read-ahead")


def they_talk_about_jip(village: Village, meeting: str) -> None:
    """The chair and the teacher type at once, in other boxes and in the same: no word is lost."""
    ib_er, teacher = village.ib_er, village.teacher
    ib_er.opens(meeting)
    ib_er.sees("14:00", "14:30", "15:00", "Dit mist nog:")
    ib_er.shows("meeting-agenda")
    for someone in (ib_er, teacher):
        someone.opens(meeting)
        to_the_child(someone, "Naar de tafel", "Jip")
    note(ib_er, "Orthopedagoog", SAID)
    box(ib_er, "Advies", "Orthopedagoog").fill(ADVICE)
    note(ib_er, "ouder", HEARD)
    ib_er.presses("Bewaar")
    note(teacher, "Leerkracht", TYPED)
    note(teacher, "ouder", "Zij slaapt slecht.")
    teacher.page.get_by_role("button", name="Bewaar").first.click()
    teacher.sees("Intussen schreef Mirjam Smit hier dit:", HEARD)
    note(teacher, "ouder", f"{HEARD} Zij slaapt slecht.")
    teacher.presses("Bewaar")
    assert set(Note.objects.values_list("text", flat=True)) >= {SAID, TYPED, f"{HEARD} Zij slaapt slecht."}
    ib_er.page.reload()
    ib_er.fills({"Wat volgt er?": "Arrangement", "Wie doet dat?": "Intern begeleider", "Voor wanneer?": AFTER})
    ib_er.presses("Voeg dit besluit toe")
    ib_er.shows("meeting-table")
    ib_er.presses("Rond dit kind af")
    ib_er.sees(SAID, TYPED)
    ib_er.presses("Leg de bespreking vast")


def to_the_child(someone: Someone, link: str, name: str) -> None:
    someone.page.get_by_role("link", name=re.compile(f"^{link}.*{name}")).click()


def box(someone: Someone, what: str, discipline: str) -> Locator:
    return someone.page.get_by_label(re.compile(f"^{what}.*{discipline}")).first


def note(someone: Someone, discipline: str, words: str) -> None:
    box(someone, "Notitie", discipline).fill(words)


def what_is_decided_is_a_task_of_its_owner(village: Village) -> None:
    village.ib_er.opens("/")
    village.ib_er.sees("Arrangement")
    assert Task.objects.filter(decision__due_on=AFTER, case=village.case).exists()


def of_noor_nothing_can_be_written_down(ib_er: Someone, meeting: str) -> None:
    ib_er.opens(meeting)
    to_the_child(ib_er, "Naar de tafel", "Noor")
    ib_er.page.get_by_role("button", name="Rond dit kind af").click()
    ib_er.sees("toestemming")
    ib_er.shows("meeting-no-consent")
    assert Item.objects.get(case__pupil__first_name="Noor").state == Item.WANTED


def then_they_talk_about_daan(ib_er: Someone, meeting: str) -> None:
    ib_er.opens(meeting)
    to_the_child(ib_er, "Naar de tafel", "Daan")
    note(ib_er, "Leerkracht", "Daan leest nu elke dag tien minuten.")
    ib_er.presses("Rond dit kind af")
    ib_er.presses("Leg de bespreking vast")
    assert Item.objects.get(case__pupil__first_name="Daan").state == Item.HELD


def the_chair_approves_and_the_mother_answers(village: Village, meeting: str) -> None:
    ib_er, mother = village.ib_er, village.mother
    ib_er.opens(meeting)
    to_the_child(ib_er, "Verslag", "Jip")
    ib_er.shows("meeting-minutes")
    ib_er.presses("Keur het verslag goed")
    ib_er.sees("De ouders kunnen het nu lezen.")
    mother.opens(f"/ouders/kind/{village.world.pupil.pk}/")
    mother.follows("Gesprek over uw kind")
    mother.sees(SAID)
    mother.does_not_see("Daan", "Noor")
    mother.follows("Schrijf een reactie")
    mother.page.get_by_role("textbox").first.fill(REACTION)
    mother.presses("Voeg mijn reactie toe")
    mother.sees(REACTION)
    mother.shows("meeting-guardian")
    ib_er.page.reload()
    ib_er.sees(REACTION)
    assert Case.objects.get(pupil=village.world.pupil).is_open
