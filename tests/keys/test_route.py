"""Each key of the route that is not a requirement itself: changed in the SOP of a school with a case, something differs.

What differs is a finding, a hand, an invitation, a deadline, a notice or a refusal.
"""

from datetime import date, timedelta

import pytest

from caseflow import clock
from caseflow.notices.models import Notice
from caseflow.route.acting import NotYourHand, exit_ruling
from caseflow.route.commands import case as cases
from caseflow.route.commands import deciding, place, talk
from caseflow.route.hands import may_do, proposers, roles_for, roles_for_exit
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


@pytest.mark.parametrize(("years", "who"), [("[5, 6, 7, 8]", True), ("[7, 8]", False)])
def test_roles_years(years, who):
    """The child sits in group 5."""
    world = school("de-vliegenier", ("kind: ib_er, years: [5, 6, 7, 8]", f"kind: ib_er, years: {years}"),
                   ("kind: ib_er, years: [1, 2, 3, 4]", "kind: ib_er, years: [1, 2, 3, 4, 5, 6]"))  # fmt: skip
    case = fresh(case_at(world, "ib_gesprek"))
    assert may_do(world.people["ib_bovenbouw"], case, roles_for(world.sop, case.step, "plan_item"), world.sop) is who


@pytest.mark.parametrize(("place_of_role", "who"), [("[noord]", True), ("[zuid]", False)])
def test_roles_locations(place_of_role, who):
    world = school("het-anker", ("{name: Coördinator Noord, kind: ib_er, locations: [noord]}",
                                 f"{{name: Coördinator Noord, kind: ib_er, locations: {place_of_role}}}"))  # fmt: skip
    world.group.location = "noord"
    world.group.save()
    case = fresh(case_at(world, "in_de_unit"))
    found = may_do(world.people["coordinator_noord"], case, roles_for(world.sop, case.step, "plan_item"), world.sop)
    both = may_do(world.people["coordinator_zuid"], case, roles_for(world.sop, case.step, "plan_item"), world.sop)
    assert found is (who or both)


def test_steps_hands():
    with_hands = school("de-vliegenier")
    assert roles_for(with_hands.sop, "met_opp", "set_perspective") == ("schooldirecteur",)


def test_steps_hands_without():
    without = school("de-vliegenier", ("hands: {set_perspective: [schooldirecteur], offer", "hands: {offer"))
    assert roles_for(without.sop, "met_opp", "set_perspective") == ("ib_onderbouw", "ib_bovenbouw")


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


def test_exits_ratifies_without():
    world = school("de-vliegenier", ("        ratifies: [bestuursmedewerker]\n", ""))
    assert "exit_proposed_on(bovenschools)" not in asked(world, "aan_de_grote_tafel", "bovenschools")


@pytest.mark.parametrize("copies", ["[guardians, groepsleerkracht]", "[]"])
def test_exits_copies(copies):
    world = school("de-kleine-beer", ("{name: Nog een plan, to: in_de_klas,", f"{{name: Nog een plan, to: in_de_klas, "
                   f"copies: {copies.replace('groepsleerkracht', 'meester_of_juf')},"))  # fmt: skip
    actor = world.people["meester_of_juf"]
    case = cases.open_case(world.pupil.pk, actor=actor, reason="zorgen")
    with clock.at(DAY + timedelta(weeks=6)):
        cases.take_exit(case.pk, "in_de_klas", actor=actor, reason="nog een keer")
    told = set(Notice.objects.filter(kind="decision_taken").values_list("recipient", flat=True))
    expected = {actor.pk, *(guardian.person_id for guardian in world.guardians)} if copies != "[]" else set()
    assert told == expected


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


@pytest.mark.parametrize(("lead", "soon"), [("2 weeks", False), ("1 day", True)])
def test_steps_lead(lead, soon):
    world = school("de-vliegenier", ("lead: 2 weeks", f"lead: {lead}"))
    case = case_at(world, "aan_de_grote_tafel")
    said = {"question": "wat helpt?", "actor": world.people["ib_bovenbouw"], "on": DAY + timedelta(days=3)}
    if soon:
        assert talk.plan_item(case.pk, **said).planned_on == DAY + timedelta(days=3)
    else:
        with pytest.raises(Invalid, match="ten minste 2 weken tevoren"):
            talk.plan_item(case.pk, **said)


# --- The guardians ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("how", "fact"), [("talk", "guardians_not_talked_with"), ("inform", "guardians_not_informed")])
def test_parents_talk(how, fact):
    world = school("de-vliegenier", ("{enter: {talk: true}}", f"{{enter: {{{how}: true}}}}"))
    assert fact in asked(world, "leescoaching", "ib_gesprek")


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
    assert ("clock_started_on(in_de_klas:0)" in asked(world, "in_de_klas", "samen_praten")) is waits


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


@pytest.mark.parametrize(("level", "asks"), [("rustig", True), ("gewoon", False)])
def test_steps_level(level, asks):
    world = school("het-anker", ("    level: rustig\n", f"    level: {level}\n"))
    assert ("guardians_with_gezag" in asked(world, "in_de_unit", "in_de_rustgroep")) is asks


@pytest.mark.parametrize("may", [True, False])
def test_steps_may_skip(may):
    world = school("de-kleine-beer", ("may_skip: true", f"may_skip: {str(may).lower()}"))
    keys = {way.key for way in world.sop.exits("in_de_klas", "main")}
    assert ("over-samen_praten-sterrenplan" in keys) is may


def test_a_step_is_skipped_with_a_reason():
    world = school("de-kleine-beer")
    case = fresh(case_at(world, "in_de_klas"))
    with clock.at(DAY + timedelta(weeks=6)), pytest.raises((Invalid, Refused)):
        cases.take_exit(case.pk, "over-samen_praten-sterrenplan", actor=world.people["meester_of_juf"], reason="")


@pytest.mark.parametrize("elsewhere", [True, False])
def test_steps_elsewhere(elsewhere):
    world = school("het-anker", ("    elsewhere: true\n", f"    elsewhere: {str(elsewhere).lower()}\n"))
    assert ("taught_elsewhere_since" in asked(world, "in_de_unit", "op_bezoek")) is elsewhere


def test_a_placement_says_whose_the_zorgplicht_is():
    world = school("het-anker")
    case = case_at(world, "op_bezoek")
    placed = place.record_placement(
        case.pk, school="De Overkant", starts_on=DAY, ends_on=DAY + timedelta(days=90), zorgplicht="there",
        actor=world.people["coordinator_noord"],
    )  # fmt: skip
    assert (placed.zorgplicht, placed.ends_on) == ("there", DAY + timedelta(days=90))


# --- Bodies outside the school ----------------------------------------------------------------------------------------


def test_exits_body():
    world = school("het-anker")
    assert "body_answer(commissie)" in asked(world, "in_de_unit", "in_de_rustgroep")


@pytest.mark.parametrize(("binding", "open_"), [("true", False), ("false", True)])
def test_bodies_binding(binding, open_):
    world = school(
        "het-anker", ("answers_within: 8 weeks, binding: true", f"answers_within: 8 weeks, binding: {binding}")
    )
    way = world.sop.exit("in_de_unit", "main", "in_de_rustgroep")
    case = fresh(case_at(world, "in_de_unit"))
    finding = next(
        one
        for one in exit_ruling(case, world.sop, way, DAY).findings
        if isinstance(one.rule, Need) and one.rule.fact == "body_answer"
    )
    assert ("no" in finding.rule.bound) is open_


def test_bodies_purpose():
    """Without the guardians' consent nothing is asked outside."""
    world = school("het-anker")
    case = case_at(world, "in_de_unit")
    with pytest.raises(Refused) as refused:
        deciding.ask_body(case.pk, body="commissie", question="mag dit?", actor=world.people["coordinator_noord"])
    keys = {one.rule.key for finding in refused.value.findings for one in leaves(finding)}
    assert "consent(plek_in_de_rustgroep)" in keys


# --- Admission, the OPP of every pupil, a track's trigger, an arrangement's needs -------------------------------------


@pytest.mark.parametrize(("size", "full"), [(1, True), (28, False)])
def test_admission_group_size(size, full):
    world = school("de-brug", ("group_size: 28", f"group_size: {size}"))
    Pupil.objects.filter(pk=world.pupil.pk).update(enrolled_on=DAY)
    child, director = world.new_pupil(), world.people["directeur_brug"]
    case = cases.open_case(child.pk, actor=director, reason="aangemeld", received_on=DAY)
    said = {"known_need": False, "group_id": world.group.pk, "actor": director}
    if full:
        with pytest.raises(Invalid, match="Deze groep is vol"):
            cases.enrol_pupil(case.pk, **said)
    else:
        assert cases.enrol_pupil(case.pk, **said).pupil.enrolled_on == DAY


def test_admission_waiting_list():
    world = school("de-brug")
    director = world.people["directeur_brug"]
    case = cases.open_case(world.new_pupil().pk, actor=director, reason="aangemeld", received_on=DAY)
    assert place.put_on_waiting_list(case.pk, group_id=world.group.pk, actor=director).on == DAY


def test_admission_waiting_list_without():
    with pytest.raises(SopErrors, match="put_on_waiting_list"):
        school("de-brug", ("waiting_list: true", "waiting_list: false"))


@pytest.mark.parametrize(("whom", "runs"), [("every_pupil", True), ("extra", False)])
def test_opp_for(whom, runs):
    world = school("de-brug", ("for: every_pupil", f"for: {whom}"))
    director = world.people["directeur_brug"]
    case = cases.open_case(world.new_pupil().pk, actor=director, reason="aangemeld", received_on=DAY)
    cases.enrol_pupil(case.pk, known_need=False, actor=director)
    assert Deadline.objects.running().filter(case=case, rule="opp_within").exists() is runs


def test_tracks_trigger():
    world = school("de-brug")
    with pytest.raises(Refused):
        cases.open_case(world.pupil.pk, actor=world.people["gids"], reason="nieuw", track="nieuwkomers")


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
