"""Of several answers the one that counts is the newest by its day: what may be withdrawn, what stops, what is shown."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.delivery import deliver_waiting
from caseflow.notices.models import Notice
from caseflow.route.commands.consent import answer_consent, ask_consent, record_paper_answer, record_pupil_answer
from caseflow.route.commands.support import decide_arrangement, propose_arrangement
from caseflow.route.commands.talk import inform_guardians, invite_guardians, plan_item, share_item
from caseflow.route.facting import facts_of
from caseflow.route.models import Arrangement, Case, Item, Task
from caseflow.route.ruling import Refused
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.contact import pass_over_guardian, record_contact_attempt
from pupils.errors import Invalid
from pupils.models import Consent, Grant, Guardian, Pupil
from tests.append_only import guards_lifted
from tests.cast import PROVED, make_grant, make_person, set_gezag
from tests.route.stories import asked, case_at, crescendo, guardians_say_yes, post, sign_in
from tests.world import REAL, World, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _day(settings: Any, tmp_path: Any) -> Any:
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def on_paper(world: World, consent: Consent, who: int, answer: str, on: date) -> None:
    record_paper_answer(
        consent.pk, guardian_id=world.guardians[who].pk, answer=answer, answered_on=on, witness="juf Anna",
        scan=ContentFile(b"%PDF-1.4", "x.pdf"), actor=world.of_kind(RoleKind.IB_ER),
    )  # fmt: skip


def yes(world: World, consent: Consent, *who: int) -> None:
    for index in who:
        answer_consent(consent.pk, answer="given", actor=world.guardians[index].person)


def word(consent: Consent) -> str:
    return str(Consent.objects.with_word(clock.today()).get(pk=consent.pk).word)


def fact(case: Case, key: str) -> Any:
    return facts_of(case, {key})[key]


# --- A "no" that came in later than it was said -----------------------------------------------------------------------


def test_an_older_no_that_is_filed_later_stops_nothing_and_the_yes_may_still_be_taken_back(world: World) -> None:
    case, item, consent = asked(world)
    with clock.at(TODAY + 2 * DAY):
        yes(world, consent, 0, 1)
        share_item(case.pk, actor=world.of_kind(RoleKind.IB_ER))
    with clock.at(TODAY + 3 * DAY):
        on_paper(world, consent, 0, "refused", TODAY)
        assert word(consent) == "given"
        assert Item.objects.get(pk=item.pk).state == Item.ON_AGENDA
        assert Grant.objects.live(clock.today()).exists()
        assert not Task.objects.filter(kind="consent_refused").exists()
        person, page = world.guardians[0].person, reverse("route:guardian_consent", args=[consent.pk])
        shown = sign_in(person).get(page).content.decode()
        assert "U zei ja op 11 maart 2026." in shown
        assert post(person, page, answer="withdrawn", view="").status_code == 302
        assert word(consent) == "withdrawn"
        assert not Grant.objects.live(clock.today()).exists()


def test_the_same_no_once_more_is_no_second_task(world: World) -> None:
    _case, _item, consent = asked(world)
    for _time in range(2):
        answer_consent(consent.pk, answer="refused", actor=world.guardians[0].person)
    assert Task.objects.filter(kind="consent_refused").count() == 1


def test_what_was_said_on_paper_is_taken_back_on_paper(world: World) -> None:
    case, _item, consent = asked(world)
    ib_er = world.of_kind(RoleKind.IB_ER)
    for who in (0, 1):
        on_paper(world, consent, who, "given", TODAY)
    share_item(case.pk, actor=ib_er)
    page = sign_in(ib_er).get(reverse("route:case", args=[case.pk])).content.decode()
    door = reverse("route:paper_answer", args=[consent.pk, world.guardians[0].pk])
    assert door in page
    with clock.at(TODAY + DAY):
        on_paper(world, consent, 0, "withdrawn", TODAY + DAY)
        assert word(consent) == "withdrawn"
    with clock.at(consent.until + DAY):
        assert door not in sign_in(ib_er).get(reverse("route:case", args=[case.pk])).content.decode()


# --- What it stopped --------------------------------------------------------------------------------------------------


def test_who_could_not_read_any_more_before_is_not_told_as_stopped_by_the_no(world: World) -> None:
    case, item, consent = asked(world)
    yes(world, consent, 0, 1)
    share_item(case.pk, actor=world.of_kind(RoleKind.IB_ER))
    gone = make_person("Wie al weg was")
    make_grant(gone, case.pupil, consent, item_id=item.pk, ended_on=TODAY - 3 * DAY, starts_on=TODAY - 9 * DAY)
    late = make_person("Wie vorige week klaar was")
    make_grant(late, case.pupil, consent, item_id=item.pk, ends_on=TODAY - 3 * DAY, starts_on=TODAY - 9 * DAY)
    answer_consent(consent.pk, answer="withdrawn", actor=world.guardians[0].person)
    page = reverse("route:guardian_consent", args=[consent.pk])
    shown = sign_in(world.guardians[0].person).get(page).content.decode()
    assert world.people["orthopedagoog"].name in shown
    assert "Wie al weg was" not in shown
    assert "Wie vorige week klaar was kan" not in shown
    assert shown.count("krijgt hiervoor niets te lezen") == 1


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
@pytest.mark.parametrize("was_shared", [False, True])
def test_a_no_takes_off_the_talk_that_needs_the_yes_shared_or_not(world: World, answer: str, was_shared: bool) -> None:
    case, item, consent = asked(world)
    one, other = (guardian.person for guardian in world.guardians)
    yes(world, consent, 0, 1)
    if was_shared:
        share_item(case.pk, actor=world.of_kind(RoleKind.IB_ER))
    Notice.objects.all().delete()
    assert post(one, reverse("route:guardian_consent", args=[consent.pk]), answer=answer, view="").status_code == 302
    assert Item.objects.get(pk=item.pk).state == Item.TAKEN_OFF
    assert CaseEvent.objects.filter(kind="take_off_agenda", data__consent=consent.pk).count() == 1
    assert Task.objects.filter(case=case, kind=f"consent_{answer}", done_on=None).count() == 1
    told = Notice.objects.filter(kind="meeting_cancelled").values_list("recipient_id", flat=True)
    assert {one.pk, other.pk, world.people["orthopedagoog"].pk} <= set(told)
    for person, name, pk in (
        (one, "route:guardian_consent", consent.pk),
        (world.of_kind(RoleKind.IB_ER), "route:case", case.pk),
    ):
        assert "Het gesprek van 16 maart 2026 gaat niet door." in sign_in(person).get(
            reverse(name, args=[pk])
        ).content.decode().replace("\n", "")


def test_a_no_to_something_else_leaves_the_talk_where_it_is(world: World) -> None:
    case, item, _consent = asked(world)
    other = ask_consent(case.pk, purpose="onderzoek_dyslexie", actor=world.of_kind(RoleKind.IB_ER))
    answer_consent(other.pk, answer="refused", actor=world.guardians[0].person)
    assert Item.objects.get(pk=item.pk).state == Item.WANTED


# --- A "no" in a later question ---------------------------------------------------------------------------------------


def asked_again(world: World, case: Case, consent: Consent, *, care: bool, pupil: dict[str, Any]) -> Consent:
    """The same purpose in a second question, of care where it says so; what is said there counts for the first too."""
    Pupil.objects.filter(pk=case.pupil_id).update(**pupil)
    second = ask_consent(case.pk, actor=world.of_kind(RoleKind.IB_ER))
    of_care(care, consent, second)
    return Consent.objects.get(pk=second.pk)


def planned_anew(world: World, case: Case) -> None:
    """A "no" took the talk off the agenda; the word stands when the same is planned again."""
    plan_item(case.pk, on=TODAY + 7 * DAY, question="wat nu?", actor=world.of_kind(RoleKind.IB_ER))


def of_care(care: bool, *consents: Consent) -> None:
    """A question never changes: here another SOP would have asked it so from the beginning."""
    with guards_lifted("pupils_consent"):
        Consent.objects.filter(pk__in=[one.pk for one in consents]).update(care=care)


def test_who_holds_the_care_alone_objects_in_care(world: World) -> None:
    case, _item, consent = asked(world)
    yes(world, consent, 0, 1)
    second = asked_again(world, case, consent, care=True, pupil={})
    one, other = world.guardians
    Guardian.objects.filter(pk=one.pk).update(gezag="restricted", education_held_by=other.pk)
    answer_consent(second.pk, answer="refused", actor=one.person)
    planned_anew(world, case)
    assert fact(case, "consent_objections") == 1
    with pytest.raises(Refused):
        share_item(case.pk, actor=world.of_kind(RoleKind.IB_ER))
    of_care(False, second)  # in what is the school's her word does not count
    assert fact(case, "consent_objections") == 0


@pytest.mark.parametrize(
    ("years", "care", "objections"), [(13, True, 1), (13, False, 0), (11, True, 0), (16, False, 1)]
)
def test_the_pupil_objects_where_she_is_asked(world: World, years: int, care: bool, objections: int) -> None:
    case, _item, consent = asked(world)
    yes(world, consent, 0, 1)
    born = {"born_on": TODAY.replace(year=TODAY.year - 13)}
    second = asked_again(world, case, consent, care=True, pupil=born)
    said = {"how": "talk", "answered_on": TODAY, "witness": "Ida", "actor": world.of_kind(RoleKind.IB_ER)}
    record_pupil_answer(second.pk, answer="refused", **said)
    planned_anew(world, case)
    Pupil.objects.filter(pk=case.pupil_id).update(born_on=TODAY.replace(year=TODAY.year - years))
    of_care(care, consent, second)
    assert fact(case, "consent_objections") == objections


# --- From sixteen the pupil alone ------------------------------------------------------------------------------------


def test_from_sixteen_the_guardians_are_not_asked_nor_reminded(world: World) -> None:
    Pupil.objects.filter(pk=world.pupil.pk).update(born_on=TODAY.replace(year=TODAY.year - 16))
    _case, _item, consent = asked(world)
    sweep(TODAY + timedelta(days=30))
    deliver_waiting()
    assert not Notice.objects.filter(kind__in=["consent_asked", "answer_awaited"]).exists()
    assert all("toestemming" not in one.subject for one in mail.outbox)
    start = sign_in(world.guardians[0].person).get(reverse("route:guardian_start")).content.decode()
    assert reverse("route:guardian_consent", args=[consent.pk]) not in start


@pytest.mark.parametrize("way", ["portal", "paper"])
@pytest.mark.parametrize("answer", ["refused", "withdrawn", "given"])
def test_from_sixteen_what_a_guardian_says_is_not_asked_and_stops_nothing(world: World, way: str, answer: str) -> None:
    _case, item, consent = asked(world)
    yes(world, consent, 0)
    Pupil.objects.filter(pk=world.pupil.pk).update(born_on=TODAY.replace(year=TODAY.year - 16))
    said = {"how": "paper", "answered_on": TODAY, "witness": "Ida", "scan": ContentFile(b"%PDF-1.4", "x.pdf")}
    record_pupil_answer(consent.pk, answer="given", **said, actor=world.of_kind(RoleKind.IB_ER))
    person = world.guardians[0].person
    ways = {
        "paper": lambda: on_paper(world, consent, 0, answer, TODAY),
        "portal": lambda: answer_consent(consent.pk, answer=answer, actor=person),
    }
    with pytest.raises(Invalid, match="16 jaar"):
        ways[way]()
    item.refresh_from_db()
    assert (item.state, word(consent)) == (Item.WANTED, "given")
    assert not Task.objects.filter(case=item.case_id, kind__in=("consent_refused", "consent_withdrawn")).exists()
    page = sign_in(person).get(reverse("route:guardian_consent", args=[consent.pk]))
    assert "antwoordt hier zelf op" in page.content.decode()
    assert 'name="answer"' not in page.content.decode()
    at_school = sign_in(world.of_kind(RoleKind.IB_ER)).get(reverse("route:case", args=[item.case_id]))
    assert reverse("route:paper_answer", args=[consent.pk, world.guardians[0].pk]) not in at_school.content.decode()


def test_who_was_passed_over_is_no_word_to_take_back(world: World) -> None:
    _case, _item, consent = asked(world)
    record_contact_attempt(world.guardians[0].pk, on=TODAY, how="phone", actor=world.of_kind(RoleKind.IB_ER))
    with pytest.raises(Invalid, match="Intrekken kan alleen"):
        answer_consent(consent.pk, answer="withdrawn", actor=world.guardians[0].person)


def test_who_said_no_and_is_asked_once_more_is_not_passed_over(world: World) -> None:
    case, _item, consent = asked(world)
    ib_er, director, one = world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.DIRECTOR), world.guardians[0]
    answer_consent(consent.pk, answer="refused", actor=one.person)
    planned_anew(world, case)
    again = ask_consent(case.pk, actor=ib_er)
    for on in (TODAY, TODAY + DAY):
        with clock.at(on):
            record_contact_attempt(one.pk, on=on, how="phone", actor=ib_er)
    with clock.at(TODAY + DAY), pytest.raises(Invalid, match="bezwaar"):
        pass_over_guardian(guardian_id=one.pk, consent_id=again.pk, reasons="stil", actor=director)


def test_a_no_to_what_is_asked_anew_ends_what_was_shared_on_the_older_yes(world: World) -> None:
    case, _item, consent = asked(world)
    ib_er, outsider = world.of_kind(RoleKind.IB_ER), world.people["orthopedagoog"]
    yes(world, consent, 0, 1)
    share_item(case.pk, actor=ib_er)
    again = ask_consent(case.pk, actor=ib_er)
    assert Grant.objects.live(TODAY).filter(person=outsider).exists()
    answer_consent(again.pk, answer="refused", actor=world.guardians[0].person)
    assert not Grant.objects.live(TODAY).filter(pupil=case.pupil).exists()


def test_help_by_a_partner_is_named_where_its_yes_is_withdrawn_or_over(world: World) -> None:
    case, ib_er, one = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER), world.guardians[0].person
    days = {"starts_on": TODAY, "ends_on": TODAY + 300 * DAY}
    propose_arrangement(case.pk, key="poa_begeleiding", goal="Samen spelen", hours=1, actor=ib_er, **days)
    consent = guardians_say_yes(world, case, "advies_deskundige")
    decide_arrangement(case.pk, grant=True, reasons="Goed plan", actor=world.of_kind(RoleKind.DIRECTOR))
    told, name = reverse("route:guardian_told", args=[case.pupil_id]), world.sop.arrangements["poa_begeleiding"].name
    of_case = reverse("route:case", args=[case.pk])
    of_help = reverse("route:arrangement", args=[Arrangement.objects.get().pk])
    gone = "er is nu geen toestemming om hiervoor te delen"
    assert gone not in sign_in(one).get(told).content.decode()
    with clock.at(consent.until + DAY):
        assert gone in sign_in(one).get(told).content.decode()
        shown = sign_in(one).get(reverse("route:guardian_consent", args=[consent.pk])).content.decode()
        assert "en is voorbij" in shown
        for page in (of_case, of_help):
            assert "Er is nu geen toestemming van de ouders" in sign_in(ib_er).get(page).content.decode()
    for page in (of_case, of_help):
        assert "Er is nu geen toestemming van de ouders" not in sign_in(ib_er).get(page).content.decode()
    answer_consent(consent.pk, answer="withdrawn", actor=one)
    assert gone in sign_in(one).get(told).content.decode()
    for person, where in ((one, ("route:guardian_consent", consent.pk)), (ib_er, ("route:case", case.pk))):
        shown = sign_in(person).get(reverse(where[0], args=[where[1]])).content.decode()
        assert f"Voor ‘{name}’ deelt de school niets meer" in shown


@pytest.mark.parametrize("key", ["guardians_not_informed", "guardians_not_talked_with", "guardians_not_invited"])
def test_nobody_was_told_where_nobody_is_known_and_who_may_have_gezag_is_told_too(world: World, key: str) -> None:
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    Guardian.objects.filter(pupil=case.pupil).update(gezag="no", **PROVED)
    assert fact(case, key) is None
    with pytest.raises(Invalid):
        inform_guardians(case.pk, how="verteld", actor=ib_er)
    set_gezag(world.guardians[0], "unknown")
    assert fact(case, key) == 1
    inform_guardians(case.pk, how="verteld", actor=ib_er)
    assert fact(case, key) == (0 if key == "guardians_not_informed" else 1)


def test_to_a_talk_about_care_comes_who_decides_on_care() -> None:
    """A court took school from her and left care: she is asked to a talk for which the school asks her yes to care."""
    profile = REAL / "kbs-crescendo.yaml"
    in_care = profile.read_text("utf-8").replace("    lasts: 1 year\n", "    lasts: 1 year\n    care: true\n", 1)
    world = make_world(profile, in_care)
    left, other = world.guardians
    Guardian.objects.filter(pk=left.pk).update(gezag="restricted", education_held_by=other, **PROVED)
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    plan_item(case.pk, on=TODAY + 7 * DAY, question="Wat helpt?", actor=ib_er)
    assert fact(case, "guardians_not_invited") == 2
    item = invite_guardians(case.pk, actor=ib_er)
    assert fact(case, "guardians_not_invited") == 0
    shown = sign_in(left.person).get(reverse("route:guardian_start")).content.decode()
    assert "16 maart" in shown
    Item.objects.filter(pk=item.pk).update(care=False)
    assert "16 maart" not in sign_in(left.person).get(reverse("route:guardian_start")).content.decode()
