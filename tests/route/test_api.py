"""The API: what it shows is what the commands enforce, and it lets nobody in whom the pages would not."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from caseflow import clock
from caseflow.audit.models import CaseEvent, ReadRow
from caseflow.route.commands import establishing, talk
from caseflow.route.commands.case import open_case
from caseflow.route.models import Case, Referral, ReferralSeen, ReferralView
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Person
from tests.cast import make_group, make_staff
from tests.route.stories import case_at
from tests.walk.walker import Walker
from tests.world import REAL, World, make_guardian, make_person, make_pupil, make_world

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 7)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.at(TODAY):
        yield


@pytest.fixture
def world() -> World:
    return make_world(REAL / "kbs-crescendo.yaml")


@pytest.fixture
def case(world: World) -> Case:
    return open_case(world.pupil.pk, actor=world.of_kind(RoleKind.IB_ER), reason="zorgen")


def signed_in(person: Person, **more: Any) -> Client:
    client = Client(**more)
    client.force_login(person)
    return client


def move(client: Client, case: Case, key: str, **said: Any) -> Any:
    body = {"seen_visit": case.visits, "reason": "zo besloten", **said}
    return client.post(f"/api/cases/{case.pk}/moves/{key}/", body, content_type="application/json")


def exit_of(client: Client, case: Case, key: str) -> dict[str, Any]:
    answer = client.get(f"/api/cases/{case.pk}/").json()
    return next(way for way in answer["exits"] if way["key"] == key)


# --- A case and its findings ---------------------------------------------------------------------------------------


def test_a_case_says_where_it_stands_and_what_each_way_asks(world: World, case: Case) -> None:
    answer = signed_in(world.of_kind(RoleKind.IB_ER)).get(f"/api/cases/{case.pk}/").json()
    first = world.sop.tracks["main"].first
    assert (answer["state"], answer["step"]["key"], answer["since"]) == (case.state, first, "2026-09-07")
    assert [way["key"] for way in answer["exits"]] == [way.key for way in world.sop.exits(first, "main")]
    shut = next(way for way in answer["exits"] if not way["open"])
    finding = next(finding for finding in shut["findings"] if finding["fact"] == "hgw_cycles")
    assert finding == {
        "sentence": "De leerkracht heeft een HGW-cyclus afgerond", "met": False, "fact": "hgw_cycles", "asked": "min",
        "value": 0, "cite": "own choice", "why": "Zonder een hele cyclus is niet te zeggen wat in de groep helpt.",
        "floor": None, "needed": 1, "parts": [],
        "todo": {
            "act": "close_hgw_cycle", "title": "Rond de HGW-cyclus af", "hand": "owner",
            "page": f"/leerlingen/{case.pupil_id}/#hgw", "waits_for": "wacht op: Intern begeleider",
        },
    }  # fmt: skip


def test_a_finding_of_the_law_has_its_number_and_its_ways(world: World, case: Case) -> None:
    findings = exit_of(signed_in(world.of_kind(RoleKind.IB_ER)), case, "close-moved")["findings"]
    [law] = [finding for finding in findings if finding["floor"] == 12]
    assert (law["floor"], law["met"], law["needed"], law["cite"]) == (12, True, 1, "WPO art. 40")
    no_school, admitted = law["parts"]
    assert [(part["fact"], part["value"], part["met"]) for part in (*no_school["parts"], admitted)] == [
        ("ending", "moved", True), ("place_sought", False, True), ("admitted_on", None, None)
    ]  # fmt: skip


def test_who_lacks_the_hand_sees_whose_it_is_and_gets_no_page_to_do_it(world: World, case: Case) -> None:
    way = exit_of(signed_in(world.of_kind(RoleKind.TEACHER)), case, "close-support_ended")
    assert way["yours"] is False
    assert way["whose"] == [{"key": "ib_er", "name": "Intern begeleider"}]


def test_findings_shown_are_findings_enforced(world: World, case: Case) -> None:
    """For every way out of every step on the walk: shown open, it opens; shown shut, it refuses with the same words."""
    client, walker = signed_in(world.of_kind(RoleKind.IB_ER)), Walker(world, TODAY)
    for way in world.sop.exits(case.step, "main"):
        shown = exit_of(client, case, way.key)
        if shown["open"]:
            continue
        refused = move(client, case, way.key)
        assert (refused.status_code, refused.json()["code"]) == (409, "refused")
        assert refused.json()["findings"] == shown["findings"]
    walker.walk_to("main", "leerlingbespreking")  # the walker does what the findings name…
    done = Case.objects.latest("pk")
    for way in (way for way in world.sop.exits(done.step, "main") if exit_of(client, done, way.key)["open"]):
        if exit_of(client, done, way.key)["yours"]:
            assert move(client, done, way.key).status_code == 200  # …and what is shown open then opens
            return
    pytest.fail("no way was open")


def test_a_closed_case_has_no_ways_out(world: World, case: Case) -> None:
    client = signed_in(world.of_kind(RoleKind.IB_ER))
    answer = move(client, case, "close-support_ended")
    assert answer.status_code == 200, answer.json()
    assert (answer.json()["state"], answer.json()["exits"]) == ("closed", [])
    assert move(client, case, "close-support_ended").status_code == 409


# --- Moves -----------------------------------------------------------------------------------------------------------


def test_a_move_goes_through_the_command_and_writes_its_event(world: World) -> None:
    case = Walker(world, TODAY).walk_to("main", "leerlingbespreking")
    back = next(way for way in world.sop.steps[case.step].exits if way.back)
    answer = move(signed_in(world.of_kind(RoleKind.IB_ER)), case, back.key, reason="het lukt in de groep")
    assert (answer.status_code, answer.json()["step"]["key"], answer.json()["visit"]) == (200, back.to, case.visits + 1)
    event = CaseEvent.objects.filter(chain=case.chain).order_by("number").last()
    assert event is not None
    assert (event.actor_id, event.to_step) == (world.of_kind(RoleKind.IB_ER).pk, back.to)


def test_somebody_elses_hand_is_403_and_names_whose(world: World, case: Case) -> None:
    answer = move(signed_in(world.of_kind(RoleKind.TEACHER)), case, "close-support_ended")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_your_hand")
    assert answer.json()["roles"] == [{"key": "ib_er", "name": "Intern begeleider"}]
    assert Case.objects.get(pk=case.pk).is_open


def test_a_case_that_moved_meanwhile_is_not_moved_again(world: World, case: Case) -> None:
    answer = move(signed_in(world.of_kind(RoleKind.IB_ER)), case, "close-support_ended", seen_visit=case.visits - 1)
    assert (answer.status_code, answer.json()["code"]) == (409, "someone_was_first")
    assert Case.objects.get(pk=case.pk).is_open


@pytest.mark.parametrize(("said", "field"), [({"reason": " "}, "reason"), ({"seen_visit": "x"}, "seen_visit")])
def test_bad_input_is_400_with_its_field(world: World, case: Case, said: dict[str, Any], field: str) -> None:
    answer = move(signed_in(world.of_kind(RoleKind.IB_ER)), case, "close-support_ended", **said)
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (400, "invalid", field)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"limit": "geen grens van dit SOP"}, "limit"),
        ({"instead": " "}, "instead"),
        ({"reason": "x" * 10_001}, "reason"),
    ],
)
def test_what_the_command_finds_invalid_is_400_with_its_field(world: World, said: dict[str, Any], field: str) -> None:
    case = case_at(world, "opp")
    establishing.record_ground_not_to_wait(case.pk, ground="gevaar", actor=world.of_kind(RoleKind.DIRECTOR))
    talk.inform_guardians(case.pk, how="gesprek", actor=world.of_kind(RoleKind.IB_ER))
    client = signed_in(world.of_kind(RoleKind.DIRECTOR))
    limit = next(iter(world.sop.limits))
    right = {"limit": limit, "instead": "Een kleine klas", "reason": "Wij kunnen niet verder."}
    answer = move(client, case, "handelingsverlegen", **{**right, **said})
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (400, "invalid", field)
    assert Case.objects.get(pk=case.pk).step == "opp"
    assert move(client, case, "handelingsverlegen", **right).status_code == 200


def test_what_is_wrong_with_the_whole_is_400_without_a_field(world: World) -> None:
    case = case_at(world, "handelingsverlegen")
    made = Referral.objects.create(
        case=case, desk="elders", desk_name="Elders", asks="advice", question="?", prepared_on=TODAY,
        prepared_by=world.of_kind(RoleKind.IB_ER),
    )  # fmt: skip
    days, said = {"shown_on": TODAY, "view_until": TODAY}, {"answer": "seen", "answered_on": TODAY, "text_shown": "?"}
    for guardian in world.guardians:
        ReferralView.objects.create(referral=made, guardian=guardian, **days)
        ReferralSeen.objects.create(referral=made, guardian=guardian, answered_at=clock.now(), **said)
    answer = move(signed_in(world.of_kind(RoleKind.DIRECTOR)), case, "verwijzing_swv")
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (400, "invalid", "")
    assert "ander loket" in answer.json()["detail"]


def test_malformed_json_is_400_in_the_same_form(world: World, case: Case) -> None:
    client = signed_in(world.of_kind(RoleKind.IB_ER))
    answer = client.post(f"/api/cases/{case.pk}/moves/x/", "{", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "parse_error")


# --- Who comes in --------------------------------------------------------------------------------------------------


def test_nobody_gets_401(case: Case) -> None:
    for path in ("/api/cases/", f"/api/cases/{case.pk}/"):
        assert Client().get(path).status_code == 401
    assert move(Client(), case, "x").status_code == 401


def test_absent_and_forbidden_are_the_same(world: World, case: Case) -> None:
    other = signed_in(make_staff(world.school, RoleKind.TEACHER, make_group(world.school)))
    guardian = signed_in(world.guardians[0].person)
    for client in (other, guardian):
        forbidden, absent = client.get(f"/api/cases/{case.pk}/"), client.get("/api/cases/999999/")
        assert (forbidden.status_code, forbidden.content) == (404, absent.content)
        assert move(client, case, "close-support_ended").content == absent.content
    assert other.get("/api/cases/").json()["results"] == []
    assert guardian.get("/api/cases/").status_code == 404


def test_a_move_without_the_csrf_token_is_403(world: World, case: Case) -> None:
    strict = signed_in(world.of_kind(RoleKind.IB_ER), enforce_csrf_checks=True)
    answer = move(strict, case, "close-support_ended")
    assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied")
    assert Case.objects.get(pk=case.pk).is_open


def test_reading_a_case_is_written_down_and_a_list_is_not(world: World, case: Case) -> None:
    person = world.of_kind(RoleKind.IB_ER)
    signed_in(person).get("/api/cases/")
    assert not ReadRow.objects.exists()
    signed_in(person).get(f"/api/cases/{case.pk}/")
    [read] = ReadRow.objects.values("person_id", "pupil_id", "object")
    assert read == {"person_id": person.pk, "pupil_id": case.pupil_id, "object": f"case-{case.pk}"}


# --- At any size ---------------------------------------------------------------------------------------------------


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_the_list_costs_the_same_at_1_and_at_30_cases(world: World, case: Case) -> None:
    client = signed_in(world.of_kind(RoleKind.IB_ER))
    _queries(client, "/api/cases/")  # the SOP is parsed once a process
    at_one = _queries(client, "/api/cases/")
    for _ in range(29):
        open_case(world.new_pupil().pk, actor=world.of_kind(RoleKind.IB_ER), reason="zorgen")
    assert len(client.get("/api/cases/").json()["results"]) == 30
    assert _queries(client, "/api/cases/") == at_one


def test_a_case_costs_the_same_however_many_there_are(world: World, case: Case) -> None:
    client = signed_in(world.of_kind(RoleKind.IB_ER))
    at_one = _queries(client, f"/api/cases/{case.pk}/")
    for _ in range(29):
        open_case(world.new_pupil().pk, actor=world.of_kind(RoleKind.IB_ER), reason="zorgen")
    assert _queries(client, f"/api/cases/{case.pk}/") == at_one


def test_the_list_comes_in_pages(world: World) -> None:
    parent = make_person("Ouder")
    for _ in range(51):
        pupil = make_pupil(world.school, world.group, date(2018, 1, 1))
        make_guardian(pupil, parent)
        open_case(pupil.pk, actor=world.of_kind(RoleKind.IB_ER), reason="zorgen")
    answer = signed_in(world.of_kind(RoleKind.IB_ER)).get("/api/cases/").json()
    assert (answer["count"], len(answer["results"])) == (51, 50)
    assert len(signed_in(world.of_kind(RoleKind.IB_ER)).get(answer["next"]).json()["results"]) == 1


# --- The description -----------------------------------------------------------------------------------------------


def test_the_schema_is_valid_openapi_3_1_without_a_warning() -> None:
    with GENERATOR_STATS.silence():
        GENERATOR_STATS.reset()
        schema = SchemaGenerator().get_schema(request=None, public=True)
        assert not GENERATOR_STATS._warn_cache
        assert not GENERATOR_STATS._error_cache
    assert schema["openapi"].startswith("3.1")
    validate_schema(schema)
    assert set(schema["paths"]) == {
        "/api/cases/", "/api/cases/{case_id}/", "/api/cases/{case_id}/moves/{exit_key}/", "/api/cases/{case_id}/undo/",
    }  # fmt: skip
    assert {"200", "400", "401", "403", "404", "409"} == set(
        schema["paths"]["/api/cases/{case_id}/moves/{exit_key}/"]["post"]["responses"]
    )


def test_what_the_api_answers_fits_its_schema(world: World, case: Case) -> None:
    import jsonschema

    schema = SchemaGenerator().get_schema(request=None, public=True)
    answer = signed_in(world.of_kind(RoleKind.IB_ER)).get(f"/api/cases/{case.pk}/").json()
    jsonschema.validate(answer, {"$ref": "#/components/schemas/CaseWithExits", "components": schema["components"]})
    listed = signed_in(world.of_kind(RoleKind.IB_ER)).get("/api/cases/").json()
    jsonschema.validate(listed, {"$ref": "#/components/schemas/PaginatedCaseList", "components": schema["components"]})


def test_anybody_may_read_the_schema(client: Client) -> None:
    assert client.get("/api/schema/").status_code == 200
