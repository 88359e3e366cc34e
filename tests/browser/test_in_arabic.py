"""A mother who reads Arabic, on her phone, and a father who says no: each is asked, and the school sees what now."""

from datetime import date

import pytest
from playwright.sync_api import expect

from caseflow import clock
from pupils.models import ConsentAnswer, Person
from tests.browser.lying_clock import it_is
from tests.browser.someone import Someone
from tests.browser.village import Village
from tests.cast import PASSWORD
from tests.route.stories import asked

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TODAY = date(2026, 3, 9)
HER_QUESTION = "هل يمكنني الحضور مع أختي؟"
YES, SAID_YES = "نعم، أسمح بذلك", "قلتم نعم في 9 مارس 2026."


def test_one_reads_asks_and_agrees_in_arabic_another_refuses_and_the_school_sees_what_now(village: Village) -> None:
    it_is(TODAY)
    Person.objects.filter(pk=village.mother.person.pk).update(language="ar")
    with clock.at(TODAY):
        _case, _item, consent = asked(village.world)
    mother = village.on_a_phone(village.mother.person)
    she_comes_in_by_the_arabic_page(mother)
    she_reads(mother)
    she_asks_and_agrees(mother)
    assert [(one.answer, one.language, one.view) for one in consent.answers.all()] == [("given", "ar", HER_QUESTION)]
    assert consent.text in ConsentAnswer.objects.get().text_shown
    he_refuses(village.father)
    she_reads_that_it_stopped(mother)
    the_school_sees_what_now(village)
    what_has_no_arabic_is_dutch_from_left_to_right(village, mother)
    assert mother.complaints == []


def she_comes_in_by_the_arabic_page(mother: Someone) -> None:
    mother.opens("/accounts/login/")
    mother.page.get_by_role("button", name="العربية", exact=True).click()
    expect(mother.page.locator("html")).to_have_attribute("dir", "rtl")
    mother.page.locator("[name=login]").fill(mother.person.email)
    mother.page.locator("[name=password]").fill(PASSWORD)
    mother.presses("تسجيل الدخول")


def she_reads(mother: Someone) -> None:
    mother.sees("المدرسة تطلب إذنكم", "أنتم مدعوون إلى لقاء")
    mother.shows("arabic-start")
    mother.follows("القراءة عن Jip")
    mother.sees("أين طفلكم الآن", "المدرسة تسألكم")
    mother.shows("arabic-child")
    starts_at_the_right(mother)


def starts_at_the_right(someone: Someone) -> None:
    """A heading begins where an Arabic reader begins."""
    heading = someone.page.get_by_role("main").get_by_role("heading").first
    assert heading.evaluate("here => getComputedStyle(here).direction") == "rtl"


def she_asks_and_agrees(mother: Someone) -> None:
    mother.follows("المدرسة تطلب إذنكم")
    mother.sees("ما يُسمح لهم بقراءته", "النص الهولندي: هو الملزم")
    mother.unfolds("النص الهولندي: هو الملزم")
    mother.sees("U mag nee zeggen.")
    dutch = mother.page.locator(".sheet [lang=nl]")
    assert dutch.evaluate("here => getComputedStyle(here).direction") == "ltr"
    mother.shows("arabic-consent")
    mother.unfolds("أريد أن أضيف شيئًا")
    mother.page.get_by_label("هل تريدون أن تضيفوا شيئًا؟").fill(HER_QUESTION)
    mother.presses(YES)
    mother.sees(SAID_YES, "ما زالت المدرسة تنتظر أحد الوالدين الآخر.", HER_QUESTION)
    mother.shows("arabic-consent-given")


def he_refuses(father: Someone) -> None:
    father.comes_in()
    father.follows("De school vraagt uw toestemming")
    father.presses("Nee, liever niet")
    father.sees("U zei nee op 9 maart 2026.", "Vraag het Ouder- en Jeugdsteunpunt")
    father.does_not_see(HER_QUESTION)


def she_reads_that_it_stopped(mother: Someone) -> None:
    mother.opens("/ouders/")
    mother.does_not_see("المدرسة تطلب إذنكم")


def the_school_sees_what_now(village: Village) -> None:
    village.ib_er.comes_in()
    village.at_the_case(village.ib_er)
    village.ib_er.sees("Er is nee gezegd. Dit kan nu", "Verder met de basisondersteuning", "In gesprek gaan")
    village.ib_er.sees("Het Ouder- en Jeugdsteunpunt", "Een onderwijsconsulent", HER_QUESTION)
    village.ib_er.shows("after-a-no")


def what_has_no_arabic_is_dutch_from_left_to_right(village: Village, mother: Someone) -> None:
    """A school's promise, and the page of the demo: whole in Dutch, and her own pages stay as they were."""
    for address, heading, picture in (
        (f"/scholen/{village.world.school.key}/sop/", village.world.sop.school.name, "arabic-profile"),
        ("/demo/", "Bekijk als …", "arabic-demo"),
    ):
        mother.opens(address)
        mother.sees(heading)
        whole = mother.page.locator("html")
        expect(whole).to_have_attribute("lang", "nl")
        expect(whole).to_have_attribute("dir", "ltr")
        mother.shows(picture)
    mother.opens("/ouders/")
    expect(mother.page.locator("html")).to_have_attribute("dir", "rtl")
