"""The handelingsdeel and its guardians: each agrees, one objection stops, refusal traps no child."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import translation

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.models import Notice
from caseflow.route.acting import NotYourHand, Refused
from caseflow.route.models import Task
from caseflow.sop.vocabulary import RoleKind
from opp.commands.agreement import agree_handelingsdeel, pass_over_for_handelingsdeel
from opp.commands.handelingsdeel import offer_handelingsdeel, put_in_force
from opp.models import Agreement, Handelingsdeel, Opp
from pupils.commands.contact import record_contact_attempt
from pupils.errors import Invalid
from pupils.waiting import waiting_for
from tests.cast import set_gezag
from tests.opp.conftest import MEASURABLE, START
from tests.opp.test_perspective import missing
from tests.route.stories import sign_in
from tests.world import make_guardian, make_person

DAY = timedelta(days=1)


@pytest.fixture
def offered(story):
    story.draw_up()
    story.set_perspective()
    story.offer()
    return story


def test_offering_tells_each_guardian_once(story):
    story.draw_up()
    story.offer()
    told = Notice.objects.filter(kind="handelingsdeel_offered")
    assert {one.recipient_id for one in told} == {g.person_id for g in story.world.guardians}
    with pytest.raises(Invalid):
        story.offer()


def test_every_guardian_with_gezag_agrees_before_it_is_in_force(offered):
    assert offered.fact("handelingsdeel_unsigned") == 2
    offered.answer(0, "agreed")
    with pytest.raises(Refused) as refused:
        offered.put_in_force()
    assert missing(refused) == {"handelingsdeel_unsigned"}
    offered.answer(1, "agreed")
    version = offered.put_in_force()
    assert (version.standing, offered.fact("handelingsdeel_in_force_since")) == ("in_force", START)
    assert (offered.opp.structural_support_on, offered.opp.structural_support_because) == (START, Opp.AGREED)


def test_what_was_shown_is_kept_with_the_answer(offered):
    given = offered.answer(0, "agreed", "Fijn plan")
    assert "Drie keer per week lezen" in given.text_shown
    assert "Leest vlot" in given.text_shown
    assert given.language == "nl"
    event = CaseEvent.objects.select_related("text").latest("pk")
    assert (event.kind, event.texts, event.data["answer"]) == ("agree_handelingsdeel", {"view": "Fijn plan"}, "agreed")


def test_who_read_another_language_had_the_dutch_beneath_it(offered):
    with translation.override("en"):
        given = offered.answer(0, "agreed")
    assert given.language == "en"
    english, _, dutch = given.text_shown.partition("The Dutch text: this is what counts")
    assert "What the school does:" in english
    assert "Drie keer per week lezen" in english
    assert dutch.strip() == offered.answer(1, "agreed").text_shown


def test_who_could_not_read_the_version_is_not_said_to_have_read_it(offered):
    set_gezag(offered.world.guardians[0], "unknown")
    given = offered.answer(0, "objected")
    assert given.text_shown == "Handelingsdeel, versie 1"


def test_without_the_perspective_no_version_is_in_force(story):
    story.draw_up()
    story.offer()
    story.answer(0, "agreed")
    story.answer(1, "agreed")
    with pytest.raises(Refused) as refused:
        story.put_in_force()
    assert "opp_in_force_since" in missing(refused)


def test_one_objection_stops_whatever_the_others_signed(offered):
    offered.answer(0, "agreed")
    offered.answer(1, "objected", "Te veel")
    assert offered.fact("handelingsdeel_objections") == 1
    with pytest.raises(Refused) as refused:
        offered.put_in_force()
    assert missing(refused) == {"handelingsdeel_unsigned", "handelingsdeel_objections"}
    assert Task.objects.get(case=offered.case, kind="handelingsdeel_refused").done_on is None


def test_a_refusal_never_traps_the_child(offered):
    """Support that goes on in dispute counts from the day the dispute was opened (domain §2.1)."""
    with clock.at(START + DAY):
        offered.answer(1, "objected")
    opp = offered.opp
    assert (opp.structural_support_on, opp.structural_support_because) == (START + DAY, Opp.DISPUTED)
    assert opp.flag_from == date(2026, 7, 13)
    assert offered.version.standing == "disputed"
    with clock.at(START + 30 * DAY):
        assert offered.evaluate(-2).handelingsdeel == offered.version


def test_a_dispute_before_the_perspective_counts_from_the_perspective(story):
    story.draw_up()
    story.offer()
    story.answer(0, "objected")
    assert story.opp.structural_support_on is None
    with clock.at(START + DAY):
        story.set_perspective()
    assert story.opp.structural_support_on == START + DAY


def test_talked_over_and_agreed_after_all(offered):
    offered.answer(0, "agreed")
    offered.answer(1, "objected")
    with clock.at(START + DAY):
        assert "bezwaar van een ouder" in case_page(offered)
        offered.answer(1, "agreed")
        assert Task.objects.get(kind="handelingsdeel_refused").done_on  # taken back: nothing is left to talk over
        assert "bezwaar van een ouder" not in case_page(offered)
        offered.put_in_force()
    assert offered.opp.structural_support_on == START
    assert Task.objects.get(kind="handelingsdeel_refused").done_on == START + DAY


def test_another_version_after_an_objection_and_the_old_one_takes_no_answers(offered):
    offered.answer(1, "objected")
    old = offered.version
    offered.adjust()
    with pytest.raises(Handelingsdeel.DoesNotExist):
        agree_handelingsdeel(old.pk, answer="agreed", actor=offered.world.guardians[0].person)
    offered.offer()
    assert offered.fact("handelingsdeel_unsigned") == 2
    with clock.at(START + DAY):
        assert offered.evaluate(-2).handelingsdeel == old  # what was worked with, in dispute


def test_what_was_agreed_last_stays_in_force_while_a_new_version_is_talked_over(story):
    story.run()
    first = story.version
    with clock.at(START + DAY):
        story.adjust()
        story.offer()
        story.answer(0, "objected")
    first.refresh_from_db()
    assert first.standing == "in_force"
    assert story.fact("handelingsdeel_in_force_since") == START
    assert story.opp.structural_support_on == START


def test_an_adjustment_needs_the_pupils_voice_and_takes_the_place_of_the_first(story):
    story.run()
    first = story.version
    story.adjust()
    story.offer()
    story.answer(0, "agreed")
    story.answer(1, "agreed")
    with pytest.raises(Refused) as refused:
        story.put_in_force()
    assert missing(refused) == {"pupil_heard_on(adjusting)"}
    story.hear("adjusting")
    second = story.put_in_force()
    first.refresh_from_db()
    assert (first.standing, second.standing, second.number) == ("superseded", "in_force", 2)


def test_agreement_is_not_withdrawn_once_in_force(story):
    story.run()
    with pytest.raises(Invalid):
        story.answer(0, "objected")


def test_what_everybody_signed_is_not_taken_back_before_it_is_in_force_either(offered):
    offered.answer(0, "agreed")
    offered.answer(0, "objected")  # nobody relies on it yet, and an objection stops
    offered.answer(0, "agreed")
    offered.answer(1, "agreed")
    with pytest.raises(Invalid, match="Iedereen heeft al getekend"):
        offered.answer(0, "objected")
    assert offered.fact("handelingsdeel_unsigned") == 0


def test_a_button_pressed_twice_answers_once(offered):
    first = offered.answer(0, "agreed")
    assert offered.answer(0, "agreed").pk == first.pk
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize("word", ["", "given", "maybe"])
def test_the_answer_is_one_of_two(offered, word):
    with pytest.raises(Invalid) as said:
        offered.answer(0, word)
    assert said.value.field == "answer"


def test_a_guardian_of_unknown_gezag_may_block_and_may_not_carry(offered):
    unknown = make_guardian(offered.world.pupil, make_person("Nog een ouder"), "unknown")
    offered.world.guardians.append(unknown)
    for index in (0, 1):
        offered.answer(index, "agreed")
    with pytest.raises(Invalid, match="Bezwaar maken kan wel"):  # she could not read what she would sign
        offered.answer(2, "agreed")
    with pytest.raises(Refused) as refused:
        offered.put_in_force()
    assert missing(refused) == {"guardians_gezag_unknown", "handelingsdeel_unsigned"}
    offered.answer(2, "objected")
    assert offered.fact("handelingsdeel_objections") == 1


def test_a_guardian_without_gezag_is_not_asked(offered):
    without = make_guardian(offered.world.pupil, make_person("Stiefouder"), "no")
    with pytest.raises(Handelingsdeel.DoesNotExist):
        agree_handelingsdeel(offered.version.pk, answer="objected", actor=without.person)


def test_nothing_is_answered_before_it_is_offered(story):
    story.draw_up()
    with pytest.raises(Handelingsdeel.DoesNotExist):
        story.answer(0, "agreed")
    with pytest.raises(Refused):
        story.on_paper(0, "agreed", START)
    with pytest.raises(Invalid):
        story.on_paper(0, "objected", START)


def test_paper_counts_with_its_day_scan_and_witness(offered):
    with clock.at(START + 3 * DAY):
        given = offered.on_paper(0, "agreed", START + DAY)
    assert (given.how, given.answered_on, given.witness) == ("paper", START + DAY, "Ida")
    assert given.recorded_by == offered.ib_er
    assert offered.fact("handelingsdeel_unsigned") == 1


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("answered_on", {"on": START + DAY}),
        ("answered_on", {"on": START - DAY}),
        ("scan", {"scan": None}),
        ("witness", {"witness": " "}),
    ],
)
def test_paper_without_its_proof_is_no_answer(offered, field, more):
    with pytest.raises(Invalid) as said:
        offered.on_paper(0, "agreed", **{"on": START, **more})
    assert said.value.field == field
    assert not Agreement.objects.exists()


def test_paper_is_for_the_hand_that_steers(offered):
    with pytest.raises(NotYourHand):
        offered.on_paper(0, "agreed", START, actor=offered.world.of_kind(RoleKind.TEACHER))


def test_a_guardian_who_cannot_be_reached_is_passed_over_by_the_director(offered):
    silent = offered.world.guardians[1]
    version = offered.version
    offered.answer(0, "agreed")
    for days in (1, 2):
        with clock.at(START + days * DAY):
            record_contact_attempt(silent.pk, clock.today(), "phone", actor=offered.ib_er)
    with clock.at(START + 3 * DAY):
        url = reverse("opp:pass_over", args=[version.pk, silent.pk])
        assert url in case_page(offered, offered.director)
        pass_over_for_handelingsdeel(version.pk, guardian_id=silent.pk, reasons="Niet bereikt", actor=offered.director)
        assert url not in case_page(offered, offered.director)
        again = sign_in(offered.director).get(url).content.decode()
        assert "Op 15 januari 2026 is besloten om zonder deze ouder verder te gaan." in again
        assert 'name="reasons"' not in again
        offered.put_in_force()
        offered.answer(1, "objected")  # heard after all: what is in force stays, and people talk
    assert offered.version.standing == "in_force"
    assert Task.objects.filter(kind="handelingsdeel_refused", done_on=None).count() == 1


def test_who_objected_is_never_passed_over(offered):
    offered.answer(0, "agreed")
    offered.answer(1, "objected")
    guardian = offered.world.guardians[1]
    with pytest.raises(Invalid):
        pass_over_for_handelingsdeel(offered.version.pk, guardian_id=guardian.pk, reasons="x", actor=offered.director)


def test_another_version_does_not_take_an_objection_away(offered):
    """Objected to version 1, silent on version 2: not passed over. Who agreed with a later one objects no more."""
    offered.answer(1, "objected")
    silent = offered.world.guardians[1]
    with clock.at(START + DAY):
        offered.adjust()
        offered.offer()
        offered.answer(0, "agreed")
    tried(offered, silent, 1, 2)
    with clock.at(START + 3 * DAY):
        with pytest.raises(Invalid, match="bezwaar gemaakt"):
            pass_over(offered, silent)
        url = reverse("opp:pass_over", args=[offered.version.pk, silent.pk])
        case_page = reverse("route:case", args=[offered.case.pk])
        assert url not in sign_in(offered.director).get(case_page).content.decode()
        assert url not in [one.url for one in waiting_for(offered.director)]
        offered.answer(1, "agreed")
        offered.hear("adjusting")
        offered.put_in_force()
        offered.adjust()
        offered.offer()
        offered.answer(0, "agreed")
    tried(offered, silent, 3, 4)
    with clock.at(START + 5 * DAY):
        assert url not in (page := sign_in(offered.director).get(case_page).content.decode())
        url = reverse("opp:pass_over", args=[offered.version.pk, silent.pk])
        assert url in page
        assert url in [one.url for one in waiting_for(offered.director)]
        pass_over(offered, silent)
        assert url not in [one.url for one in waiting_for(offered.director)]
        offered.hear("adjusting")
        assert offered.put_in_force().number == 3


def case_page(story, person=None) -> str:
    url = reverse("route:case", args=[story.case.pk])
    return sign_in(person or story.ib_er).get(url).content.decode()


def tried(story, guardian, *days: int) -> None:
    for number in days:
        with clock.at(START + number * DAY):
            record_contact_attempt(guardian.pk, clock.today(), "phone", actor=story.ib_er)


def pass_over(story, guardian) -> None:
    pass_over_for_handelingsdeel(
        story.version.pk, guardian_id=guardian.pk, reasons="Niet bereikt", actor=story.director
    )


def test_the_database_refuses_to_change_an_answer(offered):
    given = offered.answer(0, "agreed")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE opp_agreement SET answer = 'objected' WHERE id = %s", [given.pk])


def test_there_is_nothing_to_offer_or_put_in_force_twice(story):
    story.run()
    with pytest.raises(Invalid):
        offer_handelingsdeel(story.case.pk, actor=story.ib_er)
    with pytest.raises(Refused):
        put_in_force(story.case.pk, actor=story.ib_er)


def test_scores_go_on_along_a_goal_that_is_continued_on_the_same_scale(story):
    story.run()
    old = story.version.goals.get()
    same, other = (
        story.adjust(MEASURABLE.__class__("taal", "Leest vlotter", scale=scale, continues=old.pk)).goals.get()
        for scale in (old.scale, [f"{step}!" for step in old.scale])
    )
    assert same.line == old.line
    assert other.line != old.line
