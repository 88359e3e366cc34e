"""A whole zorgteam meeting: three children, one of whom may not be discussed, an outsider, a guardian who takes part."""

from datetime import date, time

import pytest

from caseflow import clock
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.commands.talk import invite_guardians, plan_item, share_item
from caseflow.route.models import Case, Item, Note, Task
from caseflow.route.rebuilding import differences
from pupils.models import Person, Pupil
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
    who_comes_from_outside_finds_one_child_only(village.outsider, meeting)
    the_teacher_reads_beforehand(village.teacher, meeting)
    they_talk_about_jip(village, meeting)
    what_is_decided_is_a_task_of_its_owner(village)
    of_noor_nothing_can_be_written_down(village.ib_er, meeting)
    of_daan_the_school_alone_speaks(village.ib_er, meeting)
    it_is(AFTER)
    the_chair_approves_and_the_mother_answers(village, meeting)
    assert [complaint for someone in cast for complaint in someone.complaints] == []
    assert list(differences()) == []


def three_children_on_one_day(village: Village) -> str:
    """Jip's guardians said yes; Noor's did not answer; of Daan nobody from outside hears."""
    world, ib_er = village.world, village.ib_er.person
    outsider, teacher = village.outsider.person, village.teacher.person
    jip = planned(village, world.pupil, time(14), outsider, teacher)
    invite_guardians(jip.case_id, actor=ib_er)
    consent = ask_consent(jip.case_id, actor=ib_er)
    for guardian in world.guardians:
        answer_consent(consent.pk, answer="given", actor=guardian.person)
    share_item(jip.case_id, actor=ib_er)
    for name, begins, invited in (("Noor", time(14, 30), [outsider]), ("Daan", time(15), [teacher])):
        pupil = make_pupil(world.school, world.group, first_name=name, last_name="Bos")
        make_guardian(pupil)
        item = planned(village, pupil, begins, *invited)
        invite_guardians(item.case_id, actor=ib_er)
        if name == "Noor":
            ask_consent(item.case_id, actor=ib_er)
    return f"/besprekingen/{jip.meeting_id}/"


def planned(village: Village, pupil: Pupil, begins: time, *invited: Person) -> Item:
    case = case_at(village.world, "zorgteam", pupil)
    question = QUESTION.format(name=Pupil.objects.get(pk=pupil.pk).first_name)
    slot = {"on": DAY, "begins": begins, "lasts": 30}
    people = [one.pk for one in invited]
    return plan_item(case.pk, **slot, question=question, invite=people, actor=village.ib_er.person)


def the_mother_hears_of_it_and_asks_her_own_question(mother: Someone) -> None:
    mother.opens("/")
    mother.follows("uitgenodigd")
    mother.sees("26 januari 2026", QUESTION.format(name="Jip"), "Yara Haddad")
    mother.shows("meeting-invitation")
    mother.follows("Schrijf aan de school")
    mother.page.get_by_role("textbox").first.fill(OWN)
    mother.presses("Verstuur")
    mother.sees(OWN)


def who_comes_from_outside_finds_one_child_only(outsider: Someone, meeting: str) -> None:
    outsider.opens(meeting)
    outsider.sees("Jip Vermeer")
    outsider.does_not_see("Noor", "Daan")
    outsider.follows("Jip Vermeer")
    outsider.sees(QUESTION.format(name="Jip"))


def the_teacher_reads_beforehand(teacher: Someone, meeting: str) -> None:
    teacher.opens(meeting)
    teacher.page.get_by_role("link", name="Lees je in: Jip").click()
    teacher.sees(QUESTION.format(name="Jip"), OWN)
    teacher.shows("meeting-read-ahead")


def they_talk_about_jip(village: Village, meeting: str) -> None:
    """The chair and the teacher type at once, in other boxes and in the same: no word is lost."""
    ib_er, teacher = village.ib_er, village.teacher
    ib_er.opens(meeting)
    ib_er.sees("14.00", "14.30", "15.00", "Dit mist nog:")
    ib_er.shows("meeting-agenda")
    for someone in (ib_er, teacher):
        someone.opens(meeting)
        someone.page.get_by_role("link", name="Naar de tafel: Jip").click()
    note(ib_er, "orthopedagoog", SAID)
    ib_er.page.get_by_label("Advies: orthopedagoog").fill(ADVICE)
    note(ib_er, "ouder", HEARD)
    ib_er.presses("Bewaar")
    note(teacher, "leerkracht", TYPED)
    note(teacher, "ouder", "Zij slaapt slecht.")
    teacher.page.get_by_role("button", name="Bewaar").first.click()
    teacher.sees("Intussen schreef Mirjam Smit hier dit:", HEARD)
    note(teacher, "ouder", f"{HEARD} Zij slaapt slecht.")
    teacher.presses("Bewaar")
    assert set(Note.objects.values_list("text", flat=True)) >= {SAID, TYPED, f"{HEARD} Zij slaapt slecht."}
    ib_er.page.reload()
    ib_er.fills({"Wat volgt er?": "Een arrangement inzetten", "Wie doet dat?": "IB-er", "Voor wanneer?": AFTER})
    ib_er.presses("Voeg dit besluit toe")
    ib_er.shows("meeting-table")
    ib_er.presses("Rond dit kind af")
    ib_er.sees(SAID, TYPED)
    ib_er.presses("Leg de bespreking vast")


def note(someone: Someone, discipline: str, words: str) -> None:
    someone.page.get_by_label(f"Notitie: {discipline}", exact=True).fill(words)


def what_is_decided_is_a_task_of_its_owner(village: Village) -> None:
    village.ib_er.opens("/")
    village.ib_er.sees("Een arrangement inzetten")
    assert Task.objects.filter(due_on=AFTER, case=village.case).exists()


def of_noor_nothing_can_be_written_down(ib_er: Someone, meeting: str) -> None:
    ib_er.opens(meeting)
    ib_er.page.get_by_role("link", name="Naar de tafel: Noor").click()
    ib_er.page.get_by_role("button", name="Rond dit kind af").click()
    ib_er.sees("toestemming")
    ib_er.shows("meeting-no-consent")
    assert Item.objects.get(case__pupil__first_name="Noor").state == Item.WANTED


def of_daan_the_school_alone_speaks(ib_er: Someone, meeting: str) -> None:
    ib_er.opens(meeting)
    ib_er.page.get_by_role("link", name="Naar de tafel: Daan").click()
    note(ib_er, "leerkracht", "Daan leest nu elke dag tien minuten.")
    ib_er.presses("Rond dit kind af")
    ib_er.presses("Leg de bespreking vast")
    assert Item.objects.get(case__pupil__first_name="Daan").state == Item.HELD


def the_chair_approves_and_the_mother_answers(village: Village, meeting: str) -> None:
    ib_er, mother = village.ib_er, village.mother
    ib_er.opens(meeting)
    ib_er.page.get_by_role("link", name="Verslag: Jip").click()
    ib_er.shows("meeting-minutes")
    ib_er.presses("Keur het verslag goed")
    ib_er.sees("De ouders kunnen het nu lezen.")
    mother.opens(f"/ouders/kind/{village.world.pupil.pk}/")
    mother.follows("Zorgteam")
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
