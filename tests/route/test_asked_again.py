"""Who does not answer is asked again, as often as the SOP says; and a pupil of twelve says herself what she thinks."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.formats import date_format

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.letters import waiting_for_paper
from caseflow.notices.models import Notice
from caseflow.route import watch
from caseflow.route.commands.consent import answer_consent, ask_consent, record_pupil_answer
from caseflow.route.commands.letters import letters_waiting
from caseflow.route.commands.referral_word import add_view
from caseflow.route.letters import letters_pdf
from caseflow.route.models import Item, Task
from caseflow.route.waiting_letters import letters
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from pupils.models import Consent, Grant, Person, PupilAnswer
from tests.cast import set_gezag
from tests.route.stories import case_at, crescendo, post, shared, shown, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db
CARE = "onderzoek_dyslexie"


@pytest.fixture
def world() -> World:
    return crescendo()


def ask(world: World, purpose: str = CARE) -> Consent:
    case = case_at(world, "hgw")
    return ask_consent(case.pk, purpose=purpose, actor=world.of_kind(RoleKind.IB_ER))


def again(consent: Consent) -> set[int]:
    """Who was reminded so far, one line each time."""
    keys = Notice.objects.filter(kind="answer_awaited", key__startswith=f"consent-{consent.pk}-again-")
    return set(keys.values_list("recipient_id", flat=True))


def test_whoever_is_silent_is_asked_again_each_week_until_she_answers(world: World) -> None:
    consent, (mother, father) = ask(world), [guardian.person for guardian in world.guardians]
    asked_on = consent.asked_on
    assert consent.remind_on == asked_on + timedelta(weeks=1)
    sweep(asked_on + timedelta(days=6))
    assert again(consent) == set()
    sweep(asked_on + timedelta(weeks=1))
    assert again(consent) == {mother.pk, father.pk}
    with clock.at(asked_on + timedelta(days=8)):
        answer_consent(consent.pk, answer="given", actor=mother)
    Notice.objects.all().delete()
    sweep(asked_on + timedelta(weeks=2))
    sweep(asked_on + timedelta(weeks=2))  # a second run of the same night
    assert list(Notice.objects.filter(kind="answer_awaited").values_list("recipient_id", flat=True)) == [father.pk]
    with clock.at(asked_on + timedelta(weeks=2)):
        answer_consent(consent.pk, answer="given", actor=father)
    Notice.objects.all().delete()
    sweep(asked_on + timedelta(weeks=3))
    assert not Notice.objects.filter(kind="answer_awaited").exists()


def test_a_week_in_which_the_watch_did_not_run_is_made_up_for_once(world: World) -> None:
    consent = ask(world)
    late = consent.asked_on + timedelta(weeks=3)
    sweep(late)
    consent.refresh_from_db()
    assert (len(again(consent)), consent.remind_on) == (2, late + timedelta(weeks=1))
    assert CaseEvent.objects.filter(kind="remind_guardians").count() == 1


def test_more_than_one_bite_is_reminded_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "BITE", 1)
    case = case_at(world, "hgw")
    ib_er = world.of_kind(RoleKind.IB_ER)
    asked = [ask_consent(case.pk, purpose=purpose, actor=ib_er) for purpose in (CARE, "advies_deskundige")]
    sweep(asked[0].asked_on + timedelta(weeks=1))
    sweep(asked[0].asked_on + timedelta(weeks=1))
    assert [len(again(consent)) for consent in asked] == [2, 2]


def test_nobody_is_reminded_of_what_somebody_refused(world: World) -> None:
    consent = ask(world)
    answer_consent(consent.pk, answer="refused", actor=world.guardians[0].person)
    sweep(consent.asked_on + timedelta(weeks=1))
    assert again(consent) == set()


def test_who_has_no_say_in_it_is_not_reminded(world: World) -> None:
    consent = ask(world)
    set_gezag(world.guardians[1], "no")
    sweep(consent.asked_on + timedelta(weeks=1))
    assert again(consent) == {world.guardians[0].person_id}


def test_who_did_not_look_at_a_referral_is_asked_again_while_she_can(world: World, mailoutbox: list) -> None:
    """On the cadence of the SOP, until she looked, her time is over or it left; the mail names no child."""
    from caseflow.notices.delivery import deliver_waiting

    referral, (mother, father) = shown(world), [guardian.person for guardian in world.guardians]
    Notice.objects.all().delete()
    day = clock.today()
    add_view(referral.pk, view="", actor=mother)
    sweep(day + timedelta(days=6))
    assert not Notice.objects.filter(kind="answer_awaited").exists()
    for weeks, told in ((1, 1), (2, 2), (3, 2)):
        with clock.at(day + timedelta(weeks=weeks)):
            sweep(clock.today())
            sweep(clock.today())
            deliver_waiting()
        again = Notice.objects.filter(kind="answer_awaited")
        assert list(again.values_list("recipient", flat=True)) == [father.pk] * told
    said = " ".join(f"{mail.subject} {mail.body}" for mail in mailoutbox)
    assert not any(word in said for word in (world.pupil.first_name, world.pupil.last_name, referral.question))
    assert CaseEvent.objects.filter(kind="remind_guardians").count() == 2


def test_the_mail_says_nothing_of_the_child(world: World, mailoutbox: list) -> None:
    from caseflow.notices.delivery import deliver_waiting

    consent = ask(world)
    sweep(consent.asked_on + timedelta(weeks=1))
    with clock.at(consent.asked_on + timedelta(weeks=1)):
        deliver_waiting()
    said = " ".join(f"{mail.subject} {mail.body}" for mail in mailoutbox)
    assert "wacht nog op uw antwoord" in said
    for secret in (consent.pupil.first_name, consent.pupil.last_name, consent.purpose_name):
        assert secret not in said


# --- Who has no mail --------------------------------------------------------------------------------------------------


def timeline(world: World, consent: Consent) -> str:
    url = reverse("route:case", args=[consent.case_id])
    return str(sign_in(world.of_kind(RoleKind.IB_ER)).get(url).content.decode())


def gives_letters(world: World) -> None:
    """Printed and handed over."""
    last = Notice.objects.latest("pk").pk
    post(world.of_kind(RoleKind.IB_ER), reverse("route:letters", args=[world.school.pk]), upto=last)


def without_mail(world: World, *numbers: int) -> None:
    Person.objects.filter(pk__in=[world.guardians[one].person_id for one in numbers]).update(email=None)


def test_who_has_no_mail_is_reminded_once_her_letter_was_given(world: World) -> None:
    """A letter that nobody printed reminded nobody: the case says it when it was given, and not before."""
    without_mail(world, 0, 1)
    consent = ask(world)
    week = consent.asked_on + timedelta(weeks=1)
    gives_letters(world)
    sweep(week)
    with clock.at(week):
        assert not CaseEvent.objects.filter(kind="remind_guardians").exists()
        assert waiting_for_paper([world.school.pk]).filter(kind="answer_awaited").count() == 2
        assert "per brief herinnerd" not in timeline(world, consent)
        letters = sign_in(world.of_kind(RoleKind.IB_ER)).get(reverse("route:letters", args=[world.school.pk]))
        assert "De school wacht nog op uw antwoord" in letters.content.decode()
        assert letters_waiting(world.school, actor=world.of_kind(RoleKind.IB_ER))[0].questions == (consent,)
        assert letters_pdf(letters_waiting(world.school, actor=world.of_kind(RoleKind.IB_ER)), world.school).startswith(
            b"%PDF"
        )
        gives_letters(world)
        assert "Een ouder per brief herinnerd" in timeline(world, consent)


def test_no_second_letter_is_laid_upon_one_that_was_never_printed(world: World) -> None:
    without_mail(world, 0, 1)
    consent = ask(world)
    for weeks in (1, 2, 3):
        sweep(consent.asked_on + timedelta(weeks=weeks))
    assert not Notice.objects.filter(kind="answer_awaited").exists()
    assert not CaseEvent.objects.filter(kind="remind_guardians").exists()


def test_of_two_the_one_with_mail_is_told_of_in_the_case(world: World) -> None:
    without_mail(world, 0)
    consent = ask(world)
    sweep(consent.asked_on + timedelta(weeks=1))
    event = CaseEvent.objects.get(kind="remind_guardians")
    assert event.data["guardians"] == [world.guardians[1].pk]
    assert again(consent) == {world.guardians[1].person_id}


def test_letters_that_lie_longer_than_a_week_are_late(world: World) -> None:
    without_mail(world, 0)
    consent = ask(world)
    late = []
    for days in (7, 8):
        with clock.at(consent.asked_on + timedelta(days=days)):
            late += [row.late for row in letters(world.of_kind(RoleKind.IB_ER))]
    assert late == [False, True]


def test_what_a_withdrawal_stopped_is_shown_to_who_withdrew_and_to_the_school(world: World) -> None:
    case, _item, consent = shared(world)
    mother = world.guardians[0].person
    [day] = Item.objects.filter(case=case).values_list("planned_on", flat=True)
    url = reverse("route:guardian_consent", args=[consent.pk])
    assert "gaat niet door" not in sign_in(mother).get(url).content.decode()
    post(mother, url, answer="withdrawn")
    told = f"Het gesprek van {date_format(day, 'j F Y')} gaat niet door."
    reader = consent.named[str(Grant.objects.earliest("pk").person_id)]
    read = f"{reader} kan hiervoor niets meer lezen."
    for person, page in ((mother, url), (world.of_kind(RoleKind.IB_ER), reverse("route:case", args=[case.pk]))):
        shown = sign_in(person).get(page).content.decode()
        assert told in shown
        assert read in shown


# --- The pupil herself ------------------------------------------------------------------------------------------------


def grown(world: World, years: int) -> None:
    world.pupil.born_on = clock.today().replace(year=clock.today().year - years, day=1)
    world.pupil.save()


def say(world: World, consent: Consent, answer: str = "given", **more: object) -> PupilAnswer:
    usual = {
        "how": "talk", "answered_on": clock.today(), "actor": world.of_kind(RoleKind.IB_ER), "witness": "Ida",
    }  # fmt: skip
    return record_pupil_answer(consent.pk, answer=answer, **{**usual, **more})


def test_from_twelve_care_needs_the_pupils_own_yes(world: World) -> None:
    grown(world, 12)
    consent = ask(world)
    assert "zegt hier zelf ook ja of nee op" in consent.text
    for guardian in world.guardians:
        answer_consent(consent.pk, answer="given", actor=guardian.person)
    assert not Consent.objects.live(clock.today()).exists()
    page = reverse("route:case", args=[consent.case_id])
    ib_er = world.of_kind(RoleKind.IB_ER)
    url = reverse("route:pupil_answer", args=[consent.pk])
    plain = sign_in(ib_er).get(url).content.decode()
    assert plain.index("Jij mag ja zeggen of nee.") < plain.index("De vraag zoals de ouders hem lezen")
    assert url in sign_in(ib_er).get(page).content.decode()
    told = {"answer": "given", "how": "talk", "answered_on": clock.today(), "words": "Ja, ik wil het weten."}
    assert post(ib_er, url, **told).status_code == 200  # who was there?
    assert not PupilAnswer.objects.exists()
    post(ib_er, url, **told, witness="Ida")
    assert Consent.objects.live(clock.today()).exists()
    said = PupilAnswer.objects.get()
    assert (said.heard_by, said.text_shown, said.words) == (ib_er, consent.text, "Ja, ik wil het weten.")
    assert said.witness == "Ida"
    assert "Ja, ik wil het weten." in sign_in(ib_er).get(page).content.decode()


def test_what_a_pupil_signed_is_kept_and_from_sixteen_a_yes_is_signed(
    world: World, settings: Any, tmp_path: Path
) -> None:
    """A spoken yes alone carries nothing then; a no, and what is taken back, is heard however it is said."""
    settings.MEDIA_ROOT = tmp_path
    grown(world, 16)
    consent, ib_er = ask(world), world.of_kind(RoleKind.IB_ER)
    for field, more in (("how", {}), ("scan", {"how": "paper"}), ("witness", {"how": "paper", "witness": " "})):
        with pytest.raises(Invalid) as refused:
            say(world, consent, **{"scan": signed() if field == "witness" else None, **more})
        assert refused.value.field == field
    said = say(world, consent, how="paper", scan=signed())
    assert Consent.objects.live(clock.today()).exists()
    url = reverse("route:pupil_scan", args=[said.pk])
    assert url in sign_in(ib_er).get(reverse("route:case", args=[consent.case_id])).content.decode()
    assert sign_in(ib_er).get(url).getvalue() == b"%PDF-1.4"
    say(world, consent, "withdrawn")
    assert not Consent.objects.live(clock.today()).exists()


def signed() -> "ContentFile[bytes]":
    return ContentFile(b"%PDF-1.4", "getekend.pdf")


def test_a_pupils_no_is_followed_up_like_a_guardians(world: World) -> None:
    grown(world, 12)
    consent = ask(world)
    say(world, consent, "refused")
    assert Consent.objects.objected(clock.today()).exists()
    task = Task.objects.get(case=consent.case_id, done_on=None)
    assert (task.kind, task.title) == ("pupil_refused", "De leerling zelf zei nee: bekijk samen wat wel kan")
    say(world, consent, "given")
    for guardian in world.guardians:
        answer_consent(consent.pk, answer="given", actor=guardian.person)
    task.refresh_from_db()
    assert task.done_on == clock.today()


@pytest.mark.parametrize(("years", "purpose"), [(11, CARE), (13, "advies_deskundige")])
def test_who_is_too_young_or_asked_about_school_is_not_asked(world: World, years: int, purpose: str) -> None:
    grown(world, years)
    consent = ask(world, purpose)
    assert "zegt hier zelf" not in consent.text
    with pytest.raises(Invalid):
        say(world, consent)


@pytest.mark.parametrize(
    "more", [{"answer": "withdrawn"}, {"answer": "x"}, {"how": "x"}, {"answered_on": date(2020, 1, 1)}]
)
def test_what_cannot_be_is_refused(world: World, more: dict) -> None:
    grown(world, 12)
    consent = ask(world)
    with pytest.raises(Invalid):
        say(world, consent, **more)


def test_an_answer_keeps_by_what_the_guardian_was_known(world: World) -> None:
    consent = ask(world)
    post(world.guardians[0].person, reverse("route:guardian_consent", args=[consent.pk]), answer="given")
    given = consent.answers.get()
    assert (given.identified_by, given.text_shown) == ("second_factor", consent.text)
