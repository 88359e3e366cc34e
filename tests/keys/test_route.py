"""What keys of the route do, beyond that each has its effect (test_each_key.py): who ratifies, who sees, who is asked."""

from datetime import date, timedelta

import pytest

from caseflow import clock
from caseflow.notices.models import Notice
from caseflow.route.acting import NotYourHand, exit_ruling
from caseflow.route.commands import case as cases
from caseflow.route.commands import deciding, place, talk
from caseflow.route.hands import proposers, roles_for_exit
from caseflow.route.models import Case, Deadline, Item
from caseflow.route.ruling import Refused
from caseflow.sop.loading import SopErrors
from caseflow.sop.rules import Finding, Need
from pupils.errors import Invalid
from pupils.models import Pupil
from tests.route.stories import case_at
from tests.world import SCHOOLS, World, make_world

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 7)


@pytest.fixture(autouse=True)
def _today():
    with clock.at(DAY):
        yield


def school(name: str, *changes: tuple[str, str]) -> World:
    """A made-up school with its text changed."""
    path = SCHOOLS / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    return make_world(path, text)


def asked(world: World, step: str, key: str) -> set[str]:
    """What the findings on a way out are about, as the page of the case shows them."""
    case = fresh(case_at(world, step))
    way = world.sop.exit(step, "main", key)
    assert way is not None
    return {one.rule.key for finding in exit_ruling(case, world.sop, way, DAY).findings for one in leaves(finding)}


def leaves(finding: Finding) -> list[Finding]:
    if isinstance(finding.rule, Need):
        return [finding]
    return [leaf for part in finding.parts for leaf in leaves(part)]


def fresh(case: Case) -> Case:
    return Case.objects.select_related("pupil__group", "school").get(pk=case.pk)


# --- Whose hand -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("decides", "fact"), [("[team]", True), ("[ib_onderbouw, ib_bovenbouw]", False)])
def test_exits_decides(decides, fact):
    world = school("de-vliegenier", ("decides: [team]", f"decides: {decides}"))
    assert ("table_decided(aan_de_grote_tafel)" in asked(world, "ib_gesprek", "aan_de_grote_tafel")) is fact


def test_exits_ratifies():
    world = school("de-vliegenier")
    way = world.sop.exit("aan_de_grote_tafel", "main", "bovenschools")
    assert roles_for_exit(world.sop, "aan_de_grote_tafel", way) == ("bestuursmedewerker",)
    assert proposers(world.sop, "aan_de_grote_tafel", way) == ("ib_onderbouw", "ib_bovenbouw")
    assert "exit_proposed_on(bovenschools)" in asked(world, "aan_de_grote_tafel", "bovenschools")


def test_who_ratifies_does_not_propose():
    world = school("de-vliegenier")
    case = case_at(world, "aan_de_grote_tafel")
    said = {"exit_key": "bovenschools", "reason": "nodig"}
    with pytest.raises(NotYourHand):
        deciding.propose_exit(case.pk, actor=world.people["schooldirecteur"], **said)
    proposal = deciding.propose_exit(case.pk, actor=world.people["ib_bovenbouw"], **said)
    assert proposal.on == DAY
    assert Notice.objects.filter(kind="exit_proposed", recipient=world.people["bestuursmedewerker"]).exists()


# --- Who sees, and when -----------------------------------------------------------------------------------------------


def test_a_specialist_sees_whom_a_step_names_her_for():
    world = school("de-vliegenier")
    coach, ib_er = world.people["leescoach"], world.people["ib_bovenbouw"]
    assert not Pupil.objects.visible_to(coach).exists()
    case = cases.open_case(world.pupil.pk, actor=ib_er, reason="lezen")
    assert Pupil.objects.visible_to(coach).get() == world.pupil
    with clock.at(DAY + timedelta(days=1)):
        cases.take_exit(case.pk, "close-support_ended", actor=coach, reason="het leest weer")
    assert not Pupil.objects.visible_to(coach).exists()


@pytest.mark.parametrize(("seat", "invited"), [("preference", True), ("times", False)])
def test_seats_times_a_year(seat, invited):
    world = school("de-vliegenier", ("times_a_year: 2", f"times_a_year: {3 if seat == 'preference' else 2}"))
    for days in (21, 22, 23):
        case = case_at(world, "aan_de_grote_tafel", world.new_pupil())
        item = talk.plan_item(
            case.pk, on=DAY + timedelta(days=days), question="wat helpt?", actor=world.people["ib_bovenbouw"]
        )
    there = item.invitations.filter(role="bestuursmedewerker").exists()
    assert there is invited


def test_seats_presence():
    """Who is required is invited, whoever is chosen."""
    for presence, invited in (("required", True), ("preferred", False)):
        world = school("de-vliegenier", ("{role: groepsleerkracht}\n      - {role: leescoach, presence: on_call}",
                       f"{{role: groepsleerkracht, presence: {presence}}}\n      - {{role: leescoach, presence: on_call}}"),
                       ("brin: 95VG", f"brin: {'95VG' if invited else '95VH'}"), ("key: de_vliegenier", f"key: v{presence}"))  # fmt: skip
        case = case_at(world, "aan_de_grote_tafel")
        item = talk.plan_item(
            case.pk, on=DAY + timedelta(days=21), question="?", actor=world.people["ib_bovenbouw"], invite=[]
        )
        assert item.invitations.filter(role="groepsleerkracht").exists() is invited


# --- The guardians ----------------------------------------------------------------------------------------------------


def test_parents_invite_if_needed():
    world = school("de-kleine-beer")
    teacher = world.people["meester_of_juf"]
    case = case_at(world, "samen_praten")
    item = talk.plan_item(case.pk, on=DAY, question="wat helpt?", actor=teacher)
    with pytest.raises(Refused):
        talk.hold_item(case.pk, minutes="gepraat", actor=teacher)
    talk.waive_guardians(case.pk, reason="een korte vraag", actor=teacher)
    talk.hold_item(case.pk, minutes="gepraat", actor=teacher)
    assert Item.objects.get(pk=item.pk).without_guardians == "een korte vraag"


# --- Clocks, levels, skipping -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "waits"), [("exact", True), ("at_most", False), ("at_least", True)])
def test_clocks_is(kind, waits):
    world = school("de-kleine-beer", ("within: 6 weeks, is: exact", f"within: 6 weeks, is: {kind}"))
    assert ("clock_started_on(in_de_klas:Plan van zes weken)" in asked(world, "in_de_klas", "samen_praten")) is waits


def test_clocks_is_trial():
    for kind, once in (("trial", True), ("at_most", False)):
        world = school("de-kleine-beer", ("within: 8 weeks, is: trial", f"within: 8 weeks, is: {kind}"),
                       ("brin: 96KB", f"brin: 96K{'B' if once else 'C'}"), ("key: de_kleine_beer", f"key: beer_{kind}"))  # fmt: skip
        assert ("times_entered(proefplek)" in asked(world, "samen_praten", "proefplek")) is once


def test_clocks_meets_nothing():
    """A clock without an act that meets it is met by going on."""
    world = school("de-kleine-beer")
    teacher = world.people["meester_of_juf"]
    case = cases.open_case(world.pupil.pk, actor=teacher, reason="zorgen")
    [term] = Deadline.objects.running().filter(case=case)
    with clock.at(DAY + timedelta(weeks=6)):
        cases.take_exit(case.pk, "samen_praten", actor=teacher, reason="verder")
    term.refresh_from_db()
    assert (term.meets, term.met_on, term.stopped_on) == ("leave", DAY + timedelta(weeks=6), None)


def test_a_step_is_skipped_with_a_reason():
    world = school("de-kleine-beer")
    case = fresh(case_at(world, "in_de_klas"))
    with clock.at(DAY + timedelta(weeks=6)), pytest.raises((Invalid, Refused)):
        cases.take_exit(case.pk, "over-samen_praten-sterrenplan", actor=world.people["meester_of_juf"], reason="")


def test_a_placement_says_whose_the_zorgplicht_is():
    world = school("het-anker")
    case = case_at(world, "op_bezoek")
    placed = place.record_placement(
        case.pk, school="De Overkant", starts_on=DAY, ends_on=DAY + timedelta(days=90), zorgplicht="there",
        actor=world.people["coordinator_noord"],
    )  # fmt: skip
    assert (placed.zorgplicht, placed.ends_on) == ("there", DAY + timedelta(days=90))


# --- Admission, the OPP of every pupil, a track's trigger, an arrangement's needs -------------------------------------


def test_admission_waiting_list():
    world = school("de-brug")
    director = world.people["directeur_brug"]
    case = cases.open_case(world.new_pupil().pk, actor=director, reason="aangemeld", received_on=DAY)
    assert place.put_on_waiting_list(case.pk, group_id=world.group.pk, actor=director).on == DAY


def test_admission_waiting_list_without():
    with pytest.raises(SopErrors, match="put_on_waiting_list"):
        school("de-brug", ("waiting_list: true", "waiting_list: false"))


def test_arrangements_needs():
    world = school("het-anker")
    case = fresh(case_at(world, "in_de_rustgroep"))
    keys = {one.rule.key for finding in exit_findings(world, case, "grant_arrangement") for one in leaves(finding)}
    assert {"arrangement_proposed", "consent(plek_in_de_rustgroep)"} <= keys


def exit_findings(world: World, case: Case, act: str):
    from caseflow.route.facting import facts_of
    from caseflow.sop.judging import assess, facts_for

    facts = facts_of(case, facts_for(world.sop, case.step, act, DAY))
    return assess(world.sop, case.step, act, facts, DAY)
