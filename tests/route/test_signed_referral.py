"""A referral to a desk that asks the guardians' signature: who must sign, what a "no" does, and every way to say it."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.notices.models import Notice
from caseflow.route.commands import referral as referrals
from caseflow.route.commands import referral_word as words
from caseflow.route.models import DeskCase, Referral, ReferralSeen, Task
from caseflow.route.ruling import Refused
from caseflow.route.watch import sweep
from pupils.commands.contact import record_contact_attempt
from pupils.commands.gezag import Shown, record_gezag
from pupils.errors import Invalid
from pupils.models import Guardian, PassedOver
from pupils.own_child import is_guardian
from tests.cast import set_gezag
from tests.law import school
from tests.law.school import START, TEXT, Story, later
from tests.route.stories import post, sign_in
from tests.scans import a_scan
from tests.world import make_guardian, make_person, store_version

pytestmark = pytest.mark.django_db
DESK = "loket: {name: Loket, kind: swv,"
SIGNED, UNSIGNED, OBJECTED = "referral_signed", "referral_unsigned", "referral_objections"
GEZAG, VIEWS = "guardians_gezag_unknown", "referral_views_missing"


def asking(who: str) -> str:
    assert DESK in TEXT
    return TEXT.replace(DESK, f"{DESK} parents_sign: {who},")


@pytest.fixture
def begin(db, tmp_path, monkeypatch):
    """At the limit, under a profile whose desk asks this of the guardians, with a referral that lies before them."""

    def begun(who: str) -> tuple[Story, Referral]:
        path = tmp_path / "school.yaml"
        path.write_text(asking(who), encoding="utf-8")
        monkeypatch.setattr(school, "FLOOR", path)
        story = Story.begin()
        story.go("grens")
        running = story.prepare("advice")
        story.show()
        return story, running

    with clock.at(START):
        yield begun


def say(who: str, running: Referral, guardian: Guardian, word: str) -> None:
    """Her word, through the act that the desk's profile gives her; "" for silence."""
    if not word:
        return
    if who == "nobody":
        words.add_view(running.pk, answer=word, view="", actor=guardian.person)
    else:
        words.sign_referral(running.pk, answer=word, actor=guardian.person)


def send(story: Story) -> Referral:
    return referrals.send_referral(story.case.pk, "bij_het_loket", reason="wij vragen raad", actor=story.baas)


def lacks(story: Story) -> set[str]:
    """The facts for which it cannot leave; none when it left."""
    try:
        send(story)
    except Refused as refused:
        return {leaf.rule.fact for finding in refused.findings for leaf in finding.unmet()}
    return set()


# --- The table: profile word × gezag × answers, three weeks after it was shown ----------------------------------------

YES, NO, UNKNOWN = "yes", "no", "unknown"
TABLE = [
    # who signs, gezag of the two, their words, what is lacking
    ("nobody", (YES, YES), ("seen", "seen"), set()),
    ("nobody", (YES, YES), ("", ""), set()),  # who had the time and stays silent holds nothing up
    ("nobody", (YES, YES), ("seen", "objected"), set()),  # recorded, shown, and goes along
    ("nobody", (YES, YES), ("objected", "objected"), set()),
    ("nobody", (YES, UNKNOWN), ("seen", ""), {GEZAG}),  # may block
    ("nobody", (YES, NO), ("seen", ""), set()),
    ("one", (YES, YES), ("signed", ""), set()),
    ("one", (YES, YES), ("", "signed"), set()),
    ("one", (YES, YES), ("signed", "signed"), set()),
    ("one", (YES, YES), ("", ""), {SIGNED}),  # silence is no signature
    ("one", (YES, YES), ("signed", "objected"), {OBJECTED}),  # whatever the other signed
    ("one", (YES, YES), ("objected", ""), {SIGNED, OBJECTED}),
    ("one", (YES, NO), ("signed", ""), set()),
    ("one", (YES, NO), ("", ""), {SIGNED}),
    ("one", (YES, UNKNOWN), ("signed", ""), {GEZAG}),
    ("all", (YES, YES), ("signed", "signed"), set()),
    ("all", (YES, YES), ("signed", ""), {UNSIGNED}),
    ("all", (YES, YES), ("", ""), {UNSIGNED}),
    ("all", (YES, YES), ("signed", "objected"), {UNSIGNED, OBJECTED}),
    ("all", (YES, NO), ("signed", ""), set()),
    ("all", (YES, NO), ("", ""), {UNSIGNED}),
    ("all", (YES, UNKNOWN), ("signed", ""), {GEZAG, UNSIGNED}),
    ("all", (NO, NO), ("", ""), {UNSIGNED, "guardians_not_shown_referral"}),  # nobody could see it, nor sign
]  # fmt: skip


@pytest.mark.parametrize(("who", "gezag", "said", "lacking"), TABLE)
def test_it_leaves_when_who_must_sign_did_and_nobody_says_no(begin, who, gezag, said, lacking):
    story, running = begin(who)
    for guardian, word in zip(story.world.guardians, said, strict=True):
        say(who, running, guardian, word)
    for guardian, its in zip(story.world.guardians, gezag, strict=True):
        if its != YES:
            set_gezag(guardian, its)
    with later(weeks=3):
        assert lacks(story) == lacking
    assert (Referral.objects.get(pk=running.pk).state == Referral.SENT) == (not lacking)


def test_within_her_time_to_look_the_other_is_waited_for_though_one_signature_is_enough(begin):
    story, running = begin("one")
    say("one", running, story.world.guardians[0], "signed")
    assert lacks(story) == {VIEWS}


# --- What is signed is this referral, as it was shown -----------------------------------------------------------------


def test_a_signature_is_for_the_referral_that_was_read_and_for_no_other(begin):
    story, running = begin("all")
    for guardian in story.world.guardians:
        say("all", running, guardian, "signed")
    again = story.prepare("advice")
    story.show()
    with later(weeks=3):
        assert lacks(story) == {UNSIGNED}
    with pytest.raises(Invalid):  # the one that lapsed is signed no more
        say("all", running, story.world.guardians[0], "signed")
    for guardian in story.world.guardians:
        say("all", again, guardian, "signed")
    assert send(story).pk == again.pk


def test_what_she_signed_is_kept_with_its_text_hour_and_how_she_was_known_and_stands(begin):
    story, running = begin("all")
    mother = story.mother
    url = reverse("route:guardian_referral", args=[running.pk])
    assert post(mother, url, answer="signed", view="Graag snel.").status_code == 302
    assert post(mother, url, answer="signed", view="Graag snel.").status_code == 302  # a button pressed twice
    seen = ReferralSeen.objects.get()
    assert (seen.answer, seen.view, seen.how, seen.language) == ("signed", "Graag snel.", "portal", "nl")
    assert (seen.identified_by, seen.answered_at.date()) == ("second_factor", START)
    for part in (running.question, "U tekent dat u deze hele verwijzing hebt gelezen", "Tekent u niet?"):
        assert part in seen.text_shown
    for change in (lambda rows: rows.update(answer="objected"), lambda rows: rows._raw_delete(rows.db)):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change(ReferralSeen.objects.all())
    event = CaseEvent.objects.filter(kind="sign_referral").get()
    assert event.data["answer"] == "signed"


def test_in_another_language_the_dutch_that_binds_stands_beneath_what_she_signs(begin):
    story, running = begin("all")
    type(story.mother).objects.filter(pk=story.mother.pk).update(language="en")
    mother = type(story.mother).objects.get(pk=story.mother.pk)
    url = reverse("route:guardian_referral", args=[running.pk])
    assert "U tekent dat u deze hele verwijzing" in sign_in(mother).get(url).content.decode()
    post(mother, url, answer="signed", view="")
    seen = ReferralSeen.objects.get()
    assert seen.language == "en"
    assert "You sign that you have read" in seen.text_shown
    assert "U tekent dat u deze hele verwijzing" in seen.text_shown


# --- Her page ---------------------------------------------------------------------------------------------------------


def page(person, name, *args) -> str:
    return sign_in(person).get(reverse(name, args=args)).content.decode()


@pytest.mark.parametrize(("who", "asked"), [("nobody", False), ("one", True), ("all", True)])
def test_her_page_asks_a_signature_only_where_the_profile_does(begin, who, asked):
    story, running = begin(who)
    shown = page(story.mother, "route:guardian_referral", running.pk)
    assert ('value="signed"' in shown) is asked
    assert ("Ik heb niets toe te voegen" in shown) is not asked
    assert "is geen toestemming" in shown or asked
    start = page(story.mother, "route:guardian_start")
    assert ("De school vraagt uw handtekening" in start) is asked


def test_a_no_stops_it_gives_the_owner_something_to_do_and_the_guardian_ways_on(begin):
    story, running = begin("all")
    father = story.world.guardians[1]
    say("all", running, story.world.guardians[0], "signed")
    post(father.person, reverse("route:guardian_referral", args=[running.pk]), answer="objected", view="Te vroeg.")
    assert lacks(story) == {UNSIGNED, OBJECTED}
    task = Task.objects.get(kind="referral_refused")
    assert (task.owner_role, task.done_on) == (story.world.sop.owner_of("grens", frozenset(), ""), None)
    shown = page(father.person, "route:guardian_referral", running.pk)
    assert "De school verstuurt haar nu niet, en praat eerst met u." in shown
    assert "Wat kan er nu wel?" in shown
    case = page(story.coach, "route:case", story.case.pk)
    assert "is het niet eens" in case
    assert "Te vroeg." in case
    post(father.person, reverse("route:guardian_referral", args=[running.pk]), answer="signed", view="Toch wel.")
    assert Task.objects.get(kind="referral_refused").done_on == START
    assert send(story).state == Referral.SENT


def test_where_none_is_asked_a_no_is_shown_and_goes_along_and_stops_nothing(begin):
    story, running = begin("nobody")
    url = reverse("route:guardian_referral", args=[running.pk])
    post(story.mother, url, answer="objected", view="Ik wil dit niet.")
    say("nobody", running, story.world.guardians[1], "seen")
    assert "Dat u het niet eens bent, gaat mee." in page(story.mother, "route:guardian_referral", running.pk)
    assert "is het niet eens" in page(story.coach, "route:case", story.case.pk)
    assert not Task.objects.filter(kind="referral_refused").exists()
    sent = send(story)
    assert [(one["word"], one["view"]) for one in sent.content["views"]] == [
        ("Is het niet eens met de verwijzing.", "Ik wil dit niet."), ("", ""),
    ]  # fmt: skip
    copy = DeskCase.objects.get(handover=sent.handover)
    assert "Is het niet eens met de verwijzing." in page(story.world.desk, "route:desk_case", copy.pk)


@pytest.mark.parametrize(("who", "word"), [("nobody", "signed"), ("all", "seen"), ("all", ""), ("one", "")])
def test_a_word_that_the_profile_does_not_ask_is_none(begin, who, word):
    story, running = begin(who)
    url = reverse("route:guardian_referral", args=[running.pk])
    assert post(story.mother, url, answer=word, view="").status_code == 200
    assert not ReferralSeen.objects.exists()
    if who != "nobody":
        with pytest.raises(Invalid):
            words.add_view(running.pk, view="", actor=story.mother)


def test_another_guardian_of_the_child_reads_neither_word_nor_name(begin):
    story, running = begin("all")
    say("all", running, story.world.guardians[0], "signed")
    words.sign_referral(running.pk, answer="objected", view="Alleen voor de school", actor=story.father)
    shown = page(story.mother, "route:guardian_referral", running.pk)
    assert "Alleen voor de school" not in shown
    assert story.father.name not in shown
    assert "De school wacht nog op een andere ouder." in shown


# --- On paper ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def stored(settings, tmp_path):
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "scans"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}


def on_paper(story: Story, running: Referral, guardian: Guardian, answer: str, **more) -> ReferralSeen:
    said = {"view": "", "on": clock.today(), "witness": "Ida", "scan": None, **more}
    return words.record_view_on_paper(
        running.case_id, guardian_id=guardian.pk, answer=answer, actor=story.coach, **said
    )


def test_a_signature_on_paper_has_its_scan_and_who_saw_it(begin, stored):
    story, running = begin("all")
    mother, father = story.world.guardians
    url = reverse("route:paper_view", args=[running.case_id, mother.pk])
    said = {"answer": "signed", "view_text": "", "on": START, "witness": "Ida"}
    assert "Voeg de scan toe" in post(story.coach, url, **said).content.decode()
    assert post(story.coach, url, **said, scan=a_scan()).status_code == 302
    seen = ReferralSeen.objects.get()
    assert (seen.answer, seen.how, seen.recorded_by, seen.witness) == ("signed", "paper", story.coach, "Ida")
    assert "U tekent dat u deze hele verwijzing" in seen.text_shown
    assert "tekende" in page(story.coach, "route:case", running.case_id)
    on_paper(story, running, father, "signed", scan=a_scan())
    assert send(story).state == Referral.SENT


def test_on_paper_nothing_is_written_over_but_an_objection_is_always_taken(begin, stored):
    story, running = begin("all")
    mother, father = story.world.guardians
    say("all", running, mother, "signed")
    with pytest.raises(Invalid):  # hers stands
        on_paper(story, running, mother, "signed", scan=a_scan())
    on_paper(story, running, mother, "objected")  # she telephoned
    on_paper(story, running, father, "objected")
    with later(days=1):
        for more in ({}, {"scan": a_scan(), "on": START}):  # no scan; and one of before she said no
            with pytest.raises(Invalid):
                on_paper(story, running, father, "signed", **more)
        on_paper(story, running, father, "signed", scan=a_scan())
        assert lacks(story) == {UNSIGNED, OBJECTED}
        on_paper(story, running, mother, "signed", scan=a_scan())
        assert send(story).state == Referral.SENT


def test_whose_gezag_is_not_recorded_may_say_no_and_does_not_sign_nor_read(begin, stored):
    story, running = begin("one")
    say("one", running, story.world.guardians[0], "signed")
    say("one", running, story.world.guardians[1], "signed")
    stranger = make_guardian(story.case.pupil, make_person("Nog niet bekend"), gezag="unknown")
    assert sign_in(stranger.person).get(reverse("route:guardian_referral", args=[running.pk])).status_code == 404
    case = page(story.coach, "route:case", running.case_id)
    assert "gezag nog niet vastgelegd" in case
    assert reverse("route:paper_view", args=[running.case_id, stranger.pk]) in case
    url = reverse("route:paper_view", args=[running.case_id, stranger.pk])
    form = sign_in(story.coach).get(url).content.decode()
    assert 'value="objected"' in form
    assert 'value="signed"' not in form
    assert post(story.coach, url, answer="objected", view_text="", on=START, witness="Ida").status_code == 302
    assert lacks(story) == {GEZAG, OBJECTED}
    shown = Shown(proof="court", on=START, seen="beschikking van de rechter")
    record_gezag(stranger.pk, "no", shown, actor=story.baas)
    assert Task.objects.get(kind="referral_refused").done_on == START
    assert send(story).state == Referral.SENT


def test_who_had_no_gezag_has_no_word_on_it(begin):
    story, running = begin("all")
    set_gezag(story.world.guardians[1], "no")
    url = reverse("route:paper_view", args=[running.case_id, story.world.guardians[1].pk])
    said = {"answer": "objected", "view_text": "", "on": START, "witness": "Ida"}
    assert post(story.coach, url, **said).status_code == 200
    assert not ReferralSeen.objects.exists()


# --- Who cannot be reached --------------------------------------------------------------------------------------------


def tries(story: Story, guardian: Guardian, *days: int) -> None:
    for day in days:
        with later(days=day):
            record_contact_attempt(guardian.pk, clock.today(), "phone", actor=story.coach)


def pass_over(story: Story, running: Referral, guardian: Guardian):
    url = reverse("route:referral_pass_over", args=[running.pk, guardian.pk])
    return post(story.baas, url, reasons="niet te bereiken")


def test_the_director_goes_on_without_who_was_tried_on_two_days(begin):
    story, running = begin("all")
    mother, father = story.world.guardians
    say("all", running, mother, "signed")
    tries(story, father, 1)
    with later(days=20):
        assert pass_over(story, running, father).status_code == 200  # one day
        assert lacks(story) == {UNSIGNED}
    tries(story, father, 2)
    with later(days=20):
        assert reverse("route:referral_pass_over", args=[running.pk, father.pk]) in page(
            story.baas, "route:case", running.case_id
        )
        assert f"/verder-zonder/{father.pk}/" in page(story.baas, "route:start")
        assert pass_over(story, running, father).status_code == 302
        assert f"/verder-zonder/{father.pk}/" not in page(story.baas, "route:start")
        assert PassedOver.objects.get().referral_id == running.pk
        assert "niet bereikbaar: verdergegaan" in page(story.coach, "route:case", running.case_id)
        assert "De school gaat verder zonder uw antwoord" in page(father.person, "route:guardian_start")
        assert "jij kunt haar versturen" in page(story.baas, "route:start")
        assert lacks(story) == set()


def test_who_was_passed_over_is_heard_when_she_says_no_after_all(begin):
    story, running = begin("all")
    mother, father = story.world.guardians
    say("all", running, mother, "signed")
    tries(story, father, 1, 2)
    with later(days=20):
        pass_over(story, running, father)
        say("all", running, father, "objected")
        assert lacks(story) == {UNSIGNED, OBJECTED}


def test_never_past_who_objected_also_to_the_one_before(begin):
    story, running = begin("all")
    mother, father = story.world.guardians
    say("all", running, father, "objected")
    tries(story, father, 1, 2)
    with later(days=3):
        again = story.prepare("advice")
        story.show()
        say("all", again, mother, "signed")
    tries(story, father, 4, 5)
    with later(days=30):
        assert "bezwaar gemaakt" in pass_over(story, again, father).content.decode()
        assert not PassedOver.objects.exists()
        assert lacks(story) == {UNSIGNED}


@pytest.mark.parametrize("who", ["nobody", "one"])
def test_where_not_all_must_sign_nobody_is_passed_over(begin, who):
    story, running = begin(who)
    father = story.world.guardians[1]
    tries(story, father, 1, 2)
    with later(days=20):
        assert pass_over(story, running, father).status_code == 200
        assert not PassedOver.objects.exists()


def test_a_parent_at_work_here_neither_signs_for_the_other_nor_passes_her_over(begin):
    story, running = begin("all")
    father = story.world.guardians[1]
    make_guardian(story.case.pupil, story.baas, gezag="yes")
    assert is_guardian(story.baas, [story.case.pupil])
    tries(story, father, 1, 2)
    with later(days=20), pytest.raises(Invalid, match="eigen kind"):
        words.pass_over_for_referral(running.pk, guardian_id=father.pk, reasons="stil", actor=story.baas)


# --- Who is waited for ------------------------------------------------------------------------------------------------


def test_the_page_of_the_case_says_whom_it_waits_for_and_the_director_hears_when_it_can_leave(begin):
    story, running = begin("all")
    mother, father = story.world.guardians
    say("all", running, mother, "signed")
    with later(weeks=3):
        case = page(story.coach, "route:case", running.case_id)
        assert "Dit loket vraagt de handtekening van alle ouders met gezag." in case
        assert "nog geen handtekening" in case
        assert "jij kunt haar versturen" not in page(story.baas, "route:start")
        assert lacks(story) == {UNSIGNED}  # her time to look is over, and her signature is waited for still
        say("all", running, father, "signed")
        assert "De ouders tekenden de verwijzing: jij kunt haar versturen" in page(story.baas, "route:start")


ASKING = "asking: {remind_every: 1 week, cite: x}\ndesks:\n"


@pytest.mark.parametrize(("who", "reminded"), [("nobody", False), ("one", False), ("all", True)])
def test_who_has_not_signed_is_asked_again_as_long_as_it_is_waited_for(begin, monkeypatch, who, reminded):
    """After her time to look: only where her signature is needed still, one being there."""
    monkeypatch.setattr("tests.route.test_signed_referral.TEXT", TEXT.replace("desks:\n", ASKING))
    story, running = begin(who)
    mother, father = story.world.guardians
    say(who, running, mother, "seen" if who == "nobody" else "signed")
    Referral.objects.filter(pk=running.pk).update(remind_on=START + timedelta(weeks=3))
    with later(weeks=3):
        sweep(clock.today())
    told = Notice.objects.filter(kind="answer_awaited").values_list("recipient_id", flat=True)
    assert list(told) == ([father.person_id] if reminded else [])


# --- Another version of the profile -----------------------------------------------------------------------------------


def test_the_profile_of_today_decides_what_is_asked(begin):
    """Asked from nobody when it was shown, of all from today: who saw it is asked to sign it too; and the other way."""
    story, running = begin("nobody")
    for guardian in story.world.guardians:
        say("nobody", running, guardian, "seen")
    later_text = (
        asking("all").replace('version: "floor"', 'version: "later"').replace("first_day: 2024", "first_day: 2025")
    )
    store_version(story.world.school, later_text, adopted_on=START)
    assert lacks(story) == {UNSIGNED}
    assert "De school vraagt uw handtekening" in page(story.mother, "route:guardian_start")
    for guardian in story.world.guardians:
        say("all", running, guardian, "signed")
    assert send(story).state == Referral.SENT
