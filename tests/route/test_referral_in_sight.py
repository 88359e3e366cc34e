"""What guardians read before a referral leaves, what they say of it, and what happens when they stay silent."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation

from caseflow import clock
from caseflow.route.commands.establishing import record_ground_not_to_wait
from caseflow.route.commands.referral import prepare_referral, send_referral
from caseflow.route.commands.referral_word import add_view, record_view_on_paper
from caseflow.route.dossier import dossier_of
from caseflow.route.facting import facts_of
from caseflow.route.models import Establishment, Referral, ReferralSeen
from caseflow.route.ruling import Refused
from caseflow.sop.vocabulary import RoleKind
from pupils.errors import Invalid
from tests.route.stories import case_at, crescendo, post, shown, sign_in
from tests.scans import PDF, a_scan
from tests.walk.walker import Walker

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return crescendo()


def page(person, name, *args):
    return sign_in(person).get(reverse(name, args=args)).content.decode()


def send(world, referral):
    way, director = "verwijzing_swv", world.of_kind(RoleKind.DIRECTOR)
    return send_referral(referral.case_id, way, reason="Wij kunnen niet verder.", actor=director)


def on_paper(world, referral, **more):
    said = {"view": "Wij zijn het eens.", "on": clock.today(), "witness": "Ida Jansen", **more}
    ib_er, guardian = world.of_kind(RoleKind.IB_ER), world.guardians[0]
    return record_view_on_paper(referral.case_id, guardian_id=guardian.pk, actor=ib_er, **said)


def established(case, world):
    return Establishment.objects.create(
        case=case, on=clock.today(), by=world.of_kind(RoleKind.DIRECTOR), limit="x", limit_name="Rust in de groep",
        instead="Een kleine klas", reasons="Twee jaar geprobeerd",
    )  # fmt: skip


def test_the_ground_and_the_establishment_go_along_and_are_read_at_home(world):
    case, director = case_at(world, "handelingsverlegen"), world.of_kind(RoleKind.DIRECTOR)
    one = established(case, world)
    record_ground_not_to_wait(case.pk, ground="Hij eet niet meer.", actor=director)
    case.refresh_from_db()
    told = str(dossier_of(case))
    for words in ("Hij eet niet meer.", director.name, "Rust in de groep", "Een kleine klas", "Twee jaar geprobeerd"):
        assert words in told
    parent = world.guardians[0].person
    child = page(parent, "route:guardian_child", world.pupil.pk)
    ground, why = reverse("route:guardian_ground", args=[case.pk]), reverse("route:guardian_limit", args=[one.pk])
    assert ground in child
    assert why in child
    assert "Hij eet niet meer." in sign_in(parent).get(ground).content.decode()
    assert "Een kleine klas" in sign_in(parent).get(why).content.decode()


def test_a_ground_given_later_is_not_kept_from_the_guardians(world):
    referral = shown(world)
    record_ground_not_to_wait(referral.case_id, ground="Hij eet niet meer.", actor=world.of_kind(RoleKind.DIRECTOR))
    assert Referral.objects.get(pk=referral.pk).state == Referral.DROPPED
    again = prepare_referral(
        referral.case_id, exit_key="verwijzing_swv", asks="tlv", question="?", actor=world.of_kind(RoleKind.IB_ER)
    )
    assert "Hij eet niet meer." in str(again.content)


# --- Neither holds for ever -------------------------------------------------------------------------------------------


def test_the_ground_holds_as_long_as_the_period_that_it_stands_in_for(world):
    case, director = case_at(world, "handelingsverlegen"), world.of_kind(RoleKind.DIRECTOR)
    record_ground_not_to_wait(case.pk, ground="Hij eet niet meer.", actor=director)
    last = world.sop.handelingsverlegenheid.period.after(clock.today())
    parent = world.guardians[0].person
    for on, holds, told in ((last, True, "Dit geldt tot en met"), (last + timedelta(days=1), False, "Dit gold tot en")):
        with clock.at(on):
            case.refresh_from_db()
            known = facts_of(case, {"ground_not_to_wait_on"})["ground_not_to_wait_on"]
            assert (known is not None, "Hij eet niet meer." in str(dossier_of(case))) == (holds, holds)
            assert told in page(parent, "route:guardian_child", world.pupil.pk)
            assert "Geldig tot en met" in page(parent, "route:guardian_ground", case.pk)


def test_a_referral_on_a_ground_that_is_over_does_not_leave(world):
    referral = shown(world)
    for guardian in world.guardians:
        add_view(referral.pk, view="", actor=guardian.person)
    after = world.sop.handelingsverlegenheid.period.after(clock.today()) + timedelta(days=1)
    with clock.at(after), pytest.raises(Refused) as refused:
        send(world, referral)
    asked = {leaf.rule.fact for finding in refused.value.findings for leaf in finding.unmet()}
    assert "ground_not_to_wait_on" in asked
    assert send(world, referral).state == Referral.SENT


def test_what_was_established_ends_when_the_school_goes_on_by_itself(world):
    walker = Walker(world, clock.today())
    case = walker.walk_to("main", "handelingsverlegen")
    one, parent = Establishment.objects.get(case=case), world.guardians[0].person
    assert (one.ended_on, facts_of(case, {"established_on"})) == (None, {"established_on": one.on})
    assert one.instead in str(dossier_of(case))
    case = walker.take(case, world.sop.exit("handelingsverlegen", "main", "opp"))
    assert facts_of(case, {"established_on"}) == {"established_on": None}
    assert one.instead not in str(dossier_of(case))
    with clock.at(walker.today):
        assert "Dit gold tot" in page(parent, "route:guardian_child", case.pupil_id)
        assert "Gold tot" in page(parent, "route:guardian_limit", one.pk)


def test_what_is_established_anew_takes_the_place_of_what_was(world):
    walker = Walker(world, clock.today())
    case = walker.walk_to("main", "handelingsverlegen")
    for step, way in (("handelingsverlegen", "opp"), ("opp", "handelingsverlegen")):
        case = walker.take(case, world.sop.exit(step, "main", way))
    first, second = Establishment.objects.filter(case=case).order_by("pk")
    assert first.ended_on is not None
    assert second.ended_on is None
    assert facts_of(case, {"established_on"}) == {"established_on": second.on}


def test_staff_do_not_write_over_what_a_guardian_said_herself(world):
    referral = shown(world)
    add_view(referral.pk, view="Van mijzelf", actor=world.guardians[0].person)
    with pytest.raises(Invalid):
        on_paper(world, referral)
    assert referral.views.with_word().get(guardian=world.guardians[0]).view == "Van mijzelf"


@pytest.mark.parametrize(
    ("field", "more"), [("witness", {"witness": ""}), ("on", {"on": clock.today() + timedelta(weeks=1)})]
)
def test_what_was_said_at_the_table_has_a_day_and_somebody_who_heard_it(world, field, more):
    with pytest.raises(Invalid) as said:
        on_paper(world, shown(world), **more)
    assert said.value.field == field


def test_who_wrote_it_down_is_shown(world):
    referral = shown(world)
    on_paper(world, referral)
    ib_er = world.of_kind(RoleKind.IB_ER)
    for how, text in (
        ("Gezegd aan tafel", page(ib_er, "route:case", referral.case_id)),
        ("In een gesprek", page(world.guardians[0].person, "route:guardian_referral", referral.pk)),
    ):
        assert how in text
        assert f"opgeschreven door {ib_er.name}" in text
        assert "Ida Jansen" in text
    add_view(referral.pk, view="", actor=world.guardians[1].person)
    assert "Gezegd aan tafel" in str(send(world, referral).content["views"][0]["how"])


def test_each_word_is_kept_as_it_was_given_with_the_text_that_was_read(world):
    """What was shown, in which language, at which hour, by what she was known; another word is another row."""
    referral, mother = shown(world), world.guardians[0].person
    url = reverse("route:guardian_referral", args=[referral.pk])
    for view in ("Hij slaapt slecht.", "Hij slaapt slecht.", "Hij slaapt weer goed."):
        post(mother, url, view=view)
    with translation.override("en"):
        add_view(referral.pk, view="", actor=world.guardians[1].person)
    first, last, other = ReferralSeen.objects.order_by("pk")
    assert [first.view, last.view, referral.views.with_word().first().view] == [
        "Hij slaapt slecht.", "Hij slaapt weer goed.", "Hij slaapt weer goed.",
    ]  # fmt: skip
    assert (first.identified_by, first.answered_at.date(), first.language) == ("second_factor", clock.today(), "nl")
    shown_to_her = [f"vraagt voor {world.pupil.full_name}", referral.question, "Dit is geen toestemming"]
    for section in referral.content["sections"]:
        shown_to_her += [section["title"], *(row["what"] for row in section["rows"])]
    assert all(words in first.text_shown for words in shown_to_her)
    assert (other.language, "This is not consent" in other.text_shown) == ("en", True)
    for change in (lambda rows: rows.update(view="x"), lambda rows: rows._raw_delete(rows.db)):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change(ReferralSeen.objects.all())


def test_what_a_guardian_wrote_on_paper_is_kept_as_a_scan(world, settings, tmp_path):
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    referral, ib_er = shown(world), world.of_kind(RoleKind.IB_ER)
    url = reverse("route:paper_view", args=[referral.case_id, world.guardians[0].pk])
    said = {"view_text": "Ja", "on": clock.today(), "witness": "Ida", "scan": a_scan()}
    assert post(ib_er, url, **said).status_code == 302
    seen = ReferralSeen.objects.get()
    assert (seen.how, seen.recorded_by, seen.witness, seen.language) == ("paper", ib_er, "Ida", "nl")
    scan = reverse("route:view_scan", args=[seen.pk])
    assert scan in page(ib_er, "route:case", referral.case_id)
    assert sign_in(ib_er).get(scan).getvalue() == PDF
    assert sign_in(world.of_kind(RoleKind.TEACHER)).get(scan).status_code in (403, 404)


def test_the_form_of_the_table_asks_for_day_and_witness(world):
    referral = shown(world)
    url = reverse("route:paper_view", args=[referral.case_id, world.guardians[0].pk])
    ib_er = world.of_kind(RoleKind.IB_ER)
    assert post(ib_er, url, view_text="Ja").status_code == 200
    assert post(ib_er, url, view_text="Ja", on=clock.today(), witness="Ida").status_code == 302


def test_silence_holds_the_referral_up_for_two_weeks_and_no_longer(world):
    referral = shown(world)
    until = clock.today() + timedelta(days=14)
    add_view(referral.pk, view="", actor=world.guardians[0].person)
    parent = world.guardians[1].person
    assert "daarna gaat de verwijzing ook zonder uw kijk" in page(parent, "route:guardian_referral", referral.pk)
    with clock.at(until), pytest.raises(Refused):
        send(world, referral)
    with clock.at(until + timedelta(days=1)):
        assert "jij kunt haar versturen" in page(world.of_kind(RoleKind.DIRECTOR), "route:start")
        sent = send(world, referral)
    assert [one["silent"] for one in sent.content["views"]] == [False, True]
