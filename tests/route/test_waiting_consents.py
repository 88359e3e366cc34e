"""What waits around a consent: the silent parent, the yes that ends before the help, the no before all else."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.asking import recipients_of
from caseflow.route.commands.consent import answer_consent, ask_consent, record_pupil_answer
from caseflow.route.commands.talk import plan_item, take_off_agenda
from caseflow.route.models import Arrangement, Case, Task
from caseflow.route.watch import sweep
from caseflow.sop.consents import helper_of
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.contact import pass_over_guardian, record_contact_attempt
from pupils.commands.gezag import Shown, record_gezag
from pupils.errors import Invalid
from pupils.models import Consent, Guardian, Person, Pupil
from pupils.waiting import Waiting, waiting_for
from tests.route.stories import asked, case_at, crescendo, guardians_say_yes, post, sign_in
from tests.world import World, make_guardian, make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 9)
SILENT = "Een ouder is niet te bereiken: besluit of je verdergaat"
AGAIN = "Een ouder antwoordt nog niet: probeer het een tweede keer"
RUNS_OUT, OVER = "De toestemming loopt af (", "De toestemming is verlopen ("


@pytest.fixture(autouse=True)
def _day() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return crescendo()


def _titles(person: Person) -> list[str]:
    return [one.title for one in waiting_for(person)]


def _asks_again(person: Person) -> list[Waiting]:
    return [one for one in waiting_for(person) if one.title.startswith((RUNS_OUT, OVER))]


def _row(consent: Consent, *, over: bool) -> str:
    return f"{OVER if over else RUNS_OUT}{consent.purpose_name}): vraag opnieuw als dit doorgaat"


def _tried(world: World, guardian: Guardian, *days: date) -> None:
    for day in days:
        record_contact_attempt(guardian.pk, day, "phone", actor=world.of_kind(RoleKind.IB_ER))


def test_who_stays_silent_after_two_tries_waits_for_the_director(world: World) -> None:
    case, _item, consent = asked(world)
    director, (one, other) = world.of_kind(RoleKind.DIRECTOR), world.guardians
    ib_er = world.of_kind(RoleKind.IB_ER)
    answer_consent(consent.pk, answer="given", actor=one.person)
    with clock.at(TODAY + timedelta(days=3)):
        _tried(world, other, TODAY, TODAY)
        assert SILENT not in _titles(director)  # two tries, and one day
        again = next(one.url for one in waiting_for(ib_er) if one.title == AGAIN)
        assert again == reverse("pupils:contact", args=[other.pk])
        assert AGAIN not in _titles(director)
        with clock.at(TODAY):
            assert AGAIN not in _titles(ib_er)  # a second try on the same day is none
        _tried(world, other, TODAY + timedelta(days=2))
        assert SILENT in _titles(director)
        assert not {SILENT, AGAIN} & {*_titles(ib_er)}
        url = next(one.url for one in waiting_for(director) if one.title == SILENT)
        assert url == reverse("route:pass_over", args=[consent.pk, other.pk])
        case_page = reverse("route:case", args=[case.pk])
        assert url in sign_in(director).get(case_page).content.decode()
        pass_over_guardian(guardian_id=other.pk, consent_id=consent.pk, reasons="niet te bereiken", actor=director)
        assert SILENT not in _titles(director)
        assert url not in sign_in(director).get(case_page).content.decode()
        assert 'name="reasons"' not in sign_in(director).get(url).content.decode()


def test_nobody_tries_again_for_a_talk_that_is_past_or_off_the_agenda(world: World) -> None:
    """As it is with the reminders: an answer changes nothing there any more, until the same is planned anew."""
    case, item, consent = asked(world)
    ib_er = world.of_kind(RoleKind.IB_ER)
    _tried(world, world.guardians[0], TODAY)
    with clock.at(item.planned_on):
        assert AGAIN in _titles(ib_er)
    with clock.at(item.planned_on + timedelta(days=1)):
        assert AGAIN not in _titles(ib_er)
    take_off_agenda(case.pk, reason="niet nodig", actor=ib_er)
    with clock.at(TODAY + timedelta(days=1)):
        assert AGAIN not in _titles(ib_er)
        remind_on = consent.remind_on = TODAY
        consent.save(update_fields=["remind_on"])
        sweep(TODAY + timedelta(days=1))
        assert Consent.objects.get(pk=consent.pk).remind_on == remind_on
        plan_item(case.pk, on=TODAY + timedelta(days=20), question="toch wel", actor=ib_er)
        assert AGAIN in _titles(ib_er)
        Pupil.objects.update(born_on=TODAY.replace(year=TODAY.year - 16))
        assert AGAIN not in _titles(ib_er)  # it is her own to say now


def test_where_the_owner_is_a_parent_of_the_child_somebody_else_tries_again(world: World) -> None:
    """As with what a parent wrote: the director, else the teacher, else who steers."""
    asked(world)
    ib_er, director = world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.DIRECTOR)
    _tried(world, world.guardians[0], TODAY)
    make_guardian(world.pupil, ib_er)
    with clock.at(TODAY + timedelta(days=1)):
        has_it = {person for person in (ib_er, director, world.of_kind(RoleKind.TEACHER)) if AGAIN in _titles(person)}
        assert has_it == {director}
        make_guardian(world.pupil, director)
        assert AGAIN in _titles(world.of_kind(RoleKind.TEACHER))


WHYS = (
    *("the only one with gezag", "said no before", "her own child", "gezag unknown", "no gezag"),
    *("answered", "tried before it was asked", "passed over already"),
)


@pytest.mark.parametrize("why", WHYS)
def test_nobody_is_asked_to_decide_what_would_be_refused(world: World, why: str) -> None:
    case, _item, consent = asked(world)
    director, (one, other) = world.of_kind(RoleKind.DIRECTOR), world.guardians
    if why == "the only one with gezag":
        Guardian.objects.filter(pk=one.pk).update(gezag="no")
    elif why == "said no before":
        answer_consent(consent.pk, answer="refused", actor=other.person)
        plan_item(case.pk, on=TODAY + timedelta(days=20), question="wat helpt?", actor=world.of_kind(RoleKind.IB_ER))
        consent = ask_consent(case.pk, actor=world.of_kind(RoleKind.IB_ER))
    elif why == "gezag unknown":
        Guardian.objects.filter(pk=other.pk).update(gezag="unknown", holds_education=True)
    elif why == "no gezag":
        Guardian.objects.filter(pk=other.pk).update(gezag="no")
    elif why == "answered":
        answer_consent(consent.pk, answer="given", actor=other.person)
    first = TODAY - timedelta(days=1) if why == "tried before it was asked" else TODAY
    with clock.at(TODAY + timedelta(days=3)):
        _tried(world, other, first, TODAY + timedelta(days=2))
        if why == "her own child":
            make_guardian(world.pupil, director)
        said = {"guardian_id": other.pk, "consent_id": consent.pk, "reasons": "weg"}
        if why == "passed over already":
            assert SILENT in _titles(director)
            pass_over_guardian(**said, actor=director)
            assert SILENT not in _titles(director)
            return
        assert SILENT not in _titles(director)
        with pytest.raises(Invalid):
            pass_over_guardian(**said, actor=director)


def test_in_a_matter_of_care_it_is_the_say_in_care_that_counts(world: World) -> None:
    director, (one, other) = world.of_kind(RoleKind.DIRECTOR), world.guardians
    case = case_at(world, "hgw")
    purpose = next(key for key, purpose in world.sop.purposes.items() if purpose.care)
    consent = ask_consent(case.pk, purpose=purpose, recipients=[], actor=world.of_kind(RoleKind.IB_ER))
    with clock.at(TODAY + timedelta(days=3)):
        _tried(world, other, TODAY, TODAY + timedelta(days=2))
        assert SILENT in _titles(director)
        Guardian.objects.filter(pk=other.pk).update(gezag="restricted", care_held_by=one)
        assert SILENT not in _titles(director)
        with pytest.raises(Invalid):
            pass_over_guardian(guardian_id=other.pk, consent_id=consent.pk, reasons="weg", actor=director)


def test_many_silent_parents_cost_as_much_as_one(world: World) -> None:
    director, ib_er = world.of_kind(RoleKind.DIRECTOR), world.of_kind(RoleKind.IB_ER)

    def silent_case() -> None:
        with clock.at(TODAY):
            pupil = world.new_pupil()
            guardians = [make_guardian(pupil, make_person("Ouder")) for _ in range(2)]
            case = case_at(world, "hgw", pupil=pupil)
            ask_consent(case.pk, purpose="onderzoek_dyslexie", actor=ib_er)
        with clock.at(TODAY + timedelta(days=1)):
            for guardian in guardians:
                _tried(world, guardian, TODAY, TODAY + timedelta(days=1))

    def cost(waiting: int) -> int:
        with clock.at(TODAY + timedelta(days=2)), CaptureQueriesContext(connection) as queries:
            assert _titles(director).count(SILENT) == waiting
        return len(queries)

    silent_case()
    one = cost(2)
    for _more in range(3):
        silent_case()
    assert cost(8) == one


def test_who_is_passed_over_is_told_and_can_still_answer(world: World) -> None:
    _case, _item, consent = asked(world)
    one, other = world.guardians
    answer_consent(consent.pk, answer="given", actor=one.person)
    with clock.at(TODAY + timedelta(days=3)):
        _tried(world, other, TODAY, TODAY + timedelta(days=2))
        pass_over_guardian(
            guardian_id=other.pk, consent_id=consent.pk, reasons="weg", actor=world.of_kind(RoleKind.DIRECTOR)
        )
        start = sign_in(other.person).get(reverse("route:guardian_start")).content.decode()
        assert "De school gaat verder zonder uw antwoord" in start
        url = reverse("route:guardian_consent", args=[consent.pk])
        page = sign_in(other.person).get(url).content.decode()
        assert "De directeur besloot op 12 maart 2026 om zonder uw antwoord verder te gaan." in page
        post(other.person, url, answer="refused", view="")
        assert "De directeur besloot" not in sign_in(other.person).get(url).content.decode()


def test_the_director_reads_beforehand_what_is_missing_and_what_was_tried(world: World) -> None:
    _case, _item, consent = asked(world)
    director, (one, other) = world.of_kind(RoleKind.DIRECTOR), world.guardians
    answer_consent(consent.pk, answer="given", actor=one.person)
    url, button = reverse("route:pass_over", args=[consent.pk, other.pk]), "Ga verder zonder deze ouder"
    _tried(world, other, TODAY - timedelta(days=9), TODAY)
    page = sign_in(director).get(url).content.decode()
    assert "Probeer deze ouder eerst op twee verschillende dagen te bereiken" in page
    assert (page.count("telefoon"), page.count("telt niet: van vóór de vraag"), button in page) == (2, 1, False)
    with clock.at(TODAY + timedelta(days=3)):
        said = {"on": clock.today(), "how": "mail", "note": "Geen antwoord gekregen."}
        post(world.of_kind(RoleKind.IB_ER), reverse("pupils:contact", args=[other.pk]), **said)
        page = sign_in(director).get(url).content.decode()
        assert ("Geen antwoord gekregen." in page, button in page, "Dit kan nu nog niet" in page) == (True, True, False)


def _granted(world: World, case: Case, until: date, purpose: str) -> None:
    """Help by a partner who asks a yes for this purpose; by the school itself where it is ""."""
    key = next(key for key in world.sop.arrangements if _rests_on(world, key) == purpose)
    Arrangement.objects.create(
        case=case, key=key, name="Hulp", extra=True, state=Arrangement.GRANTED, goal="rust", hours=4,
        starts_on=TODAY, ends_on=until, proposed_on=TODAY, proposed_by=case.opened_by,
    )  # fmt: skip


def _rests_on(world: World, key: str) -> str:
    partner = helper_of(world.sop, key)
    return (partner.consent or "") if partner else ""


@pytest.mark.parametrize(("weeks_before", "waits"), [(5, False), (4, True), (-2, True)])
def test_a_yes_that_ends_before_the_help_is_asked_again(world: World, weeks_before: int, waits: bool) -> None:
    case, ib_er = case_at(world, "zorgteam"), world.of_kind(RoleKind.IB_ER)
    purpose = next(word for key in world.sop.arrangements if (word := _rests_on(world, key)))
    reader = next(iter(recipients_of(case, world.sop, purpose)))
    consent = ask_consent(case.pk, purpose=purpose, recipients=[reader], actor=ib_er)
    for guardian in world.guardians:
        answer_consent(consent.pk, answer="given", actor=guardian.person)
    until = Consent.objects.get(pk=consent.pk).until
    with clock.at(until - timedelta(weeks=weeks_before)):
        _granted(world, case, until + timedelta(days=30), "")
        assert not _asks_again(ib_er)  # what goes on beyond it does not rest on it
        _granted(world, case, until + timedelta(days=30), purpose)
        rows = _asks_again(ib_er)
        assert [one.title for one in rows] == ([_row(consent, over=weeks_before < 0)] if waits else [])
        assert all(one.url.endswith(f"?again={consent.pk}") for one in rows)
        assert not _asks_again(world.of_kind(RoleKind.TEACHER))
        Pupil.objects.update(returned_on=clock.today())  # was gone: whatever its term, it counts no more
        assert [one.title for one in _asks_again(ib_er)] == [_row(consent, over=True)]
        ask_consent(case.pk, purpose=purpose, recipients=[reader], actor=ib_er)
        assert not _asks_again(ib_er)


def test_a_yes_whose_talk_is_over_is_not_asked_again(world: World) -> None:
    """Its yes ran out when it had done its work; that help by a partner goes on rests on another one."""
    case, _item, consent = asked(world)
    for guardian in world.guardians:
        answer_consent(consent.pk, answer="given", actor=guardian.person)
    take_off_agenda(case.pk, reason="gehouden op een andere dag", actor=world.of_kind(RoleKind.IB_ER))
    other = next(word for key in world.sop.arrangements if (word := _rests_on(world, key)))
    assert other != consent.purpose
    _granted(world, case, consent.until + timedelta(days=90), other)
    with clock.at(consent.until + timedelta(days=1)):
        assert not _asks_again(world.of_kind(RoleKind.IB_ER))


def test_a_no_comes_before_all_that_has_a_date(world: World) -> None:
    _case, _item, consent = asked(world)
    answer_consent(consent.pk, answer="refused", actor=world.guardians[0].person)
    first = waiting_for(world.of_kind(RoleKind.IB_ER))[0]
    assert first.title.startswith("Een ouder zei nee")


def test_a_changed_mind_leaves_the_talk_to_plan_again_and_only_where_one_was_lost(world: World) -> None:
    case, _item, consent = asked(world)
    one, other = world.guardians
    answer_consent(consent.pk, answer="given", actor=other.person)
    answer_consent(consent.pk, answer="refused", actor=one.person)
    answer_consent(consent.pk, answer="given", actor=one.person)
    assert list(Task.objects.filter(case=case, done_on=None).values_list("kind", flat=True)) == ["plan_again"]
    ib_er = world.of_kind(RoleKind.IB_ER)
    assert any("plan het gesprek opnieuw" in title for title in _titles(ib_er))
    plan_item(case.pk, on=TODAY + timedelta(days=9), question="En nu?", actor=ib_er)
    assert not Task.objects.filter(case=case, done_on=None).exists()


@pytest.mark.parametrize("by", ["passing over", "gezag"])
def test_what_follows_a_no_is_over_however_the_question_came_to_hold(world: World, by: str) -> None:
    """Not by an answer: she who was waited for is passed over, or turns out to have no gezag. Another no stays."""
    case, _item, consent = asked(world)
    one, other = world.guardians
    answer_consent(consent.pk, answer="refused", actor=one.person)
    answer_consent(consent.pk, answer="given", actor=one.person)
    care = ask_consent(case.pk, purpose="onderzoek_dyslexie", actor=world.of_kind(RoleKind.IB_ER))
    answer_consent(care.pk, answer="refused", actor=one.person)
    waiting = Task.objects.filter(case=case, done_on=None).order_by("pk")
    assert [task.kind for task in waiting] == ["consent_refused", "consent_refused"]
    with clock.at(TODAY + timedelta(days=2)):
        if by == "gezag":
            shown = Shown(proof="court", on=TODAY, seen="beschikking")
            record_gezag(other.pk, "no", shown, actor=world.of_kind(RoleKind.DIRECTOR))
        else:
            _tried(world, other, TODAY, TODAY + timedelta(days=1))
            over = {"guardian_id": other.pk, "consent_id": consent.pk, "reasons": "stil"}
            pass_over_guardian(**over, actor=world.of_kind(RoleKind.DIRECTOR))
    assert [task.kind for task in waiting.exclude(kind="tell_guardian")] == ["consent_refused", "plan_again"]
    assert CaseEvent.objects.get(pk=waiting.all()[0].because).data["consent"] == care.pk


def test_where_the_child_stands_says_that_not_all_said_yes_and_the_answer_bears_its_own_day(world: World) -> None:
    case, _item, consent = asked(world)
    one, other = world.guardians
    url = reverse("route:guardian_child", args=[case.pupil_id])
    told = "Niet iedereen zei ja."
    assert told not in sign_in(one.person).get(url).content.decode()
    with clock.at(TODAY + timedelta(days=4)):
        answer_consent(consent.pk, answer="refused", actor=other.person)
        answer_consent(consent.pk, answer="given", actor=one.person)
        page = sign_in(one.person).get(url).content.decode()
    assert told in page
    assert "13 mrt 2026" in page


def test_gezag_that_is_not_recorded_is_recorded_from_where_it_is_missed(world: World) -> None:
    case, _item, _consent = asked(world)
    unknown = world.guardians[1]
    Guardian.objects.filter(pk=unknown.pk).update(gezag="unknown")
    link, page = reverse("pupils:gezag", args=[unknown.pk]), reverse("route:case", args=[case.pk])
    assert f'href="{link}">Leg het gezag vast' in sign_in(world.of_kind(RoleKind.IB_ER)).get(page).content.decode()


# --- The child comes of an age to answer itself ----------------------------------------------------------------------


def test_a_yes_to_care_waits_for_the_child_that_turns_twelve(world: World) -> None:
    """Four weeks before, on the day and after, until the child answered too."""
    ib_er, said, twelve = world.of_kind(RoleKind.IB_ER), "Met 12 jaar telt ook het eigen ja", TODAY + timedelta(days=40)
    Pupil.objects.update(born_on=twelve.replace(year=twelve.year - 12))
    consent = guardians_say_yes(world, case_at(world, "hgw"), "onderzoek_dyslexie")

    def rows() -> list[bool]:
        return [one.late for one in waiting_for(ib_er) if one.title.startswith(said)]

    for days, told in ((-40, []), (-29, []), (-28, [False]), (-1, [False]), (0, [True]), (9, [True])):
        with clock.at(twelve + timedelta(days=days)):
            assert rows() == told, days
    with clock.at(twelve):
        assert not Consent.objects.live(twelve).exists()
        told = {"how": "talk", "answered_on": twelve, "witness": "Ida", "words": "Goed.", "actor": ib_er}
        record_pupil_answer(consent.pk, answer="given", **told)
        assert rows() == []
        assert Consent.objects.live(twelve).exists()
