"""A term under a new version: one that holds never shuts a child in, one that runs keeps its name and goes along."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.route.acting import exit_ruling
from caseflow.route.clocks import source_of
from caseflow.route.commands import case as cases
from caseflow.route.models import Case, Deadline
from caseflow.route.rebuilding import differences
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import RoleKind
from pupils.sop import sop_for
from tests.keys.pages import words_of
from tests.route.stories import crescendo, sign_in
from tests.route.versions import adopted, renamed, with_moves
from tests.world import REAL, World, make_world, version_text

pytestmark = pytest.mark.django_db
TODAY, FIRST, DAY = date(2026, 3, 9), date(2026, 8, 1), timedelta(days=1)
AT = "    name: Handelingsgericht werken in de groep\n    state: basisondersteuning\n    owner: ib_er\n"
STAYS = "{name: Wachten, starts: enter, within: 24 weeks, is: exact, cite: x}"
HOLDS = "{name: Wachten, starts: enter, within: 24 weeks, is: at_least, cite: x}"
LOOKS = "{name: Terugkijken, starts: enter, within: 30 weeks, extend: 2 weeks, cite: x}"
LATER = "{name: Nadenken, starts: close_hgw_cycle, within: 2 weeks, is: at_least, cite: x}"


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


def listed(*terms: str) -> tuple[str, str]:
    """The change by which the first step has these terms."""
    return AT, AT + "    clocks:\n" + "".join(f"      - {term}\n" for term in terms)


def school(*terms: str) -> World:
    return make_world(REAL / "kbs-crescendo.yaml", version_text(date(2023, 8, 1), listed(*terms)))


def begun(world: World) -> Case:
    return cases.open_case(world.pupil.pk, actor=world.of_kind(RoleKind.IB_ER), reason="zorgen")


def dropped(*terms: str) -> str:
    """A version in which the first step is called otherwise, and has these terms."""
    text = renamed(version_text(FIRST, listed(*terms)), "hgw", "in_de_groep").replace(
        "first: hgw", "first: in_de_groep"
    )
    return with_moves(text, "{hgw: in_de_groep}")


def waits(world: World, case: Case, on: date) -> bool:
    """Whether a term keeps the child in its step on a day."""
    with clock.at(on):
        _version, sop = sop_for(world.school, on)
        case = Case.objects.get(pk=case.pk)
        way = sop.exit(case.step, case.track, "close-support_ended")
        found = exit_ruling(case, sop, way, on).findings
        return any(one.met is not True for one in found if getattr(one.rule, "fact", "") == "clock_started_on")


def test_a_new_holding_clock_counts_from_when_the_child_came():
    world = crescendo()
    case = begun(world)
    adopted(world, version_text(FIRST, listed(HOLDS)))
    sweep(FIRST)
    over = TODAY + timedelta(weeks=24)
    assert waits(world, case, over - DAY)
    assert not waits(world, case, over)


def test_one_that_begins_later_in_the_step_holds_nobody_for_good():
    world = school(LATER)
    case = begun(world)
    assert waits(world, case, TODAY + timedelta(weeks=2) - DAY)
    assert not waits(world, case, TODAY + timedelta(weeks=2))


def test_a_dropped_step_takes_its_running_terms_along():
    world = school(LOOKS, HOLDS)
    case = begun(world)
    version = adopted(world, dropped(HOLDS))
    sweep(FIRST)
    looks, holds = Deadline.objects.filter(case=case).order_by("pk")
    assert (looks.rule, looks.stopped_on) == ("step:hgw:Terugkijken", FIRST)
    assert (holds.rule, holds.stopped_on, holds.met_on) == ("step:in_de_groep:Wachten", None, None)
    assert (holds.started_on, holds.sop_version_id) == (TODAY, version.pk)
    assert source_of(holds, sop_for(world.school, FIRST)[1]).name == "Wachten"
    over = TODAY + timedelta(weeks=24)
    assert waits(world, case, over - DAY)
    assert not waits(world, case, over)
    assert list(differences()) == []


def test_a_renamed_step_with_a_new_holding_clock_lets_the_child_go():
    world = crescendo()
    case = begun(world)
    adopted(world, dropped(HOLDS))
    sweep(FIRST)
    assert not waits(world, case, TODAY + timedelta(weeks=24))


def test_a_term_is_known_by_its_name_wherever_it_is_listed():
    world = school(HOLDS, LOOKS)
    case = begun(world)
    adopted(world, version_text(FIRST, listed(LOOKS, HOLDS)))
    with clock.at(FIRST):
        term = cases.extend_term(case.pk, reason="wachten", actor=world.of_kind(RoleKind.DIRECTOR))
        assert term.name == "Terugkijken"
        _version, sop = sop_for(world.school, FIRST)
        assert {one.name: source_of(one, sop).name for one in Deadline.objects.all()} == {
            "Wachten": "Wachten",
            "Terugkijken": "Terugkijken",
        }
    assert list(differences()) == []


# --- A term of at least so long ---------------------------------------------------------------------------------------


def on_the_case_page(world: World, case: Case, on: date) -> str:
    with clock.at(on):
        return words_of(
            sign_in(world.of_kind(RoleKind.IB_ER)).get(reverse("route:case", args=[case.pk])).content.decode()
        )


def test_nobody_is_late_for_a_term_of_at_least_so_long():
    world = school(HOLDS)
    case = begun(world)
    over = TODAY + timedelta(weeks=24)
    assert "ten minste tot 24 augustus 2026" in on_the_case_page(world, case, TODAY)
    assert "lang genoeg sinds 24 augustus 2026" in on_the_case_page(world, case, over)
    for week in range(30):
        sweep(TODAY + timedelta(weeks=week))
    assert not CaseEvent.objects.filter(kind__in=["deadline_near", "deadline_late"]).exists()
    with clock.at(over + DAY):
        start = sign_in(world.of_kind(RoleKind.IB_ER)).get(reverse("route:start")).content.decode()
    assert "Wachten" not in start
    assert list(differences()) == []


def test_a_term_that_holds_is_not_cut_short_by_a_holiday():
    """It ends on its own day: the child could not go before it, and would be late after an earlier one."""
    exact = "{name: Precies, starts: enter, within: 7 weeks, is: exact, cite: x}"
    world = school(exact)
    begun(world)
    assert Deadline.objects.get(name="Precies").due_on == TODAY + timedelta(weeks=7)  # in the May holiday
