"""The machines: which state may follow which, by whose hand, and on nothing but a ruling of their own."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.apps import apps
from django_fsm import FSMField, InvalidResultState, TransitionNotAllowed

from caseflow import clock
from caseflow.route.acting import exit_ruling
from caseflow.route.models import Arrangement, Case, DeskCase, Item, Paper, Referral, TrackProposal
from caseflow.route.ruling import ExitRuling, Refused, Ruling, SomeoneWasFirst, UndoRuling
from caseflow.sop.rules import Finding, zero
from caseflow.sop.vocabulary import FREE_STATES, OPEN_STATES, State
from opp.models import Opp
from pupils.models import GroupPlan, HgwCycle, SopVersion
from tests.law.school import START, Story
from tests.route.machines import things

NEW = ""
LATER = START + timedelta(days=1)
OPEN = {str(state) for state in OPEN_STATES}
FREE = {str(state) for state in FREE_STATES}
BEGUN = {NEW, *OPEN}  # a track may begin in it, and every open case may come to it

#: For each state: from which ones a case may come to it.
INTO = {
    "aanmelding": {NEW, "aanmelding"},  # a school may have more than one step before enrolment
    "basisondersteuning": BEGUN,
    "leerlingbespreking": BEGUN,
    "zorgteam": BEGUN,
    "arrangement": BEGUN,
    "opp": BEGUN,
    "handelingsverlegen": OPEN,  # established by people: never where a case begins
    "referred": OPEN,
    "closed": OPEN,
}
#: Every other machine, written out: (from, to, by).
MOVES = {
    Item: {
        ("wanted", "on_agenda", "share"),
        ("wanted", "held", "hold"),
        ("on_agenda", "held", "hold"),
        ("wanted", "taken_off", "take_off"),
        ("on_agenda", "taken_off", "take_off"),
    },
    GroupPlan: {("concept", "in_force", "put_in_force"), ("in_force", "closed", "close")},
    Arrangement: {
        ("proposed", "granted", "grant"),
        ("proposed", "refused", "refuse"),
        ("proposed", "decided", "decide"),
        ("proposed", "lapsed", "lapse"),
        ("decided", "lapsed", "lapse"),
        ("decided", "granted", "ratify"),
        ("decided", "refused", "withhold"),
        ("granted", "ended", "end"),
        ("granted", "replaced", "give_way"),
    },
    Referral: {
        ("concept", "sent", "send"),
        ("sent", "answered", "take_answer"),
        ("concept", "dropped", "drop"),
        ("sent", "dropped", "drop"),
    },
    DeskCase: {("received", "answered", "answer"), ("received", "withdrawn", "withdraw")},
    Opp: {("draft", "in_force", "put_in_force"), ("draft", "ended", "end"), ("in_force", "ended", "end")},
    Paper: {
        ("draft", "ready", "finish"),
        ("ready", "draft", "write_on"),
        ("ready", "laid", "lay"),
        ("laid", "settled", "settle"),
        ("refused", "settled", "settle"),
        ("laid", "refused", "refuse"),
        ("settled", "refused", "refuse"),
        ("refused", "laid", "wait_again"),
    },
    TrackProposal: {("proposed", "taken_up", "take_up"), ("proposed", "dismissed", "dismiss")},
    SopVersion: {
        ("draft", "before_mr", "ask_mr"),
        ("before_mr", "adopted", "adopt"),
        ("adopted", "published", "publish"),
        ("draft", "dropped", "drop"),
        ("before_mr", "dropped", "drop"),
        ("draft", "dropped", "make_way"),
        ("adopted", "dropped", "withdraw"),
        ("published", "dropped", "withdraw"),
    },
    HgwCycle: {
        ("waarnemen", "begrijpen", "understand"),
        ("begrijpen", "plannen", "make_plan"),
        ("plannen", "realiseren", "carry_out"),
        ("realiseren", "closed", "close"),
    },
}
#: Every (state, target) of the case: whether the machine has that move at all.
PAIRS = [(source, str(target), source in INTO[str(target)]) for source in (NEW, *map(str, State)) for target in State]


def fsm_field(model) -> FSMField:
    (field,) = (field for field in model._meta.get_fields() if isinstance(field, FSMField))
    return field


def machines() -> dict:
    """Every model with a machine."""
    return {m: fsm_field(m) for m in apps.get_models() if any(isinstance(f, FSMField) for f in m._meta.get_fields())}


def transitions(model) -> list:
    return list(getattr(model, f"get_all_{fsm_field(model).name}_transitions")(model()))


def targets(one) -> list[str]:
    """Where a transition leads; undoing leads back to where the step came from."""
    return list(getattr(one.target, "allowed_states", None) or [one.target])


@pytest.fixture
def story(db):
    with clock.at(START):
        yield Story.begin()


def test_every_machine_is_written_out_here():
    assert set(machines()) == {Case, *MOVES}


@pytest.mark.parametrize("model", [Case, *MOVES])
def test_every_move_asks_whose_hand_it_is(model):
    assert all(callable(one.permission) for one in transitions(model))


@pytest.mark.parametrize("model", [Case, *MOVES])
def test_the_state_is_protected_and_known(model):
    field = fsm_field(model)
    assert field.protected
    reached = {target for one in transitions(model) for target in targets(one)} | {
        one.source for one in transitions(model)
    }
    assert reached - {NEW} == {word for word, _label in field.choices}
    with pytest.raises(AttributeError):
        setattr(model(), field.name, targets(transitions(model)[0])[0])


@pytest.mark.parametrize("model", MOVES)
def test_no_move_but_these(model):
    assert {(one.source, one.target, one.name) for one in transitions(model)} == MOVES[model]


@pytest.mark.parametrize("model", [Case, *MOVES])
@pytest.mark.django_db
def test_no_state_is_written_past_the_machine(model):
    name = fsm_field(model).name
    with pytest.raises(TypeError, match="through its transition"):
        model.objects.update(**{name: "closed"})
    with pytest.raises(TypeError, match="through its transition"):
        model.objects.filter(pk=1).update(**{name: "closed"})
    with pytest.raises(TypeError, match="through its transition"):
        model.objects.bulk_update([model(pk=1)], [name])


@pytest.mark.django_db
def test_nor_the_step():
    with pytest.raises(TypeError, match="through its transition"):
        Case.objects.update(step="elsewhere")


def test_each_state_has_one_way_in_named_after_it():
    found = {(one.target, one.name) for one in transitions(Case) if one.name != "undo"}
    assert found == {(str(state), f"enter_{state}") for state in State}


#: A step is undone from every state but the desk's, and so back to every open state but that: a copy lies there.
UNDONE = OPEN - {"referred"}
BACK = [(source, to, source in UNDONE | {"closed"} and to in UNDONE) for source in map(str, State) for to in State]


def test_undoing_is_one_transition_of_all_states_that_a_step_leads_to():
    found = [one for one in transitions(Case) if one.name == "undo"]
    assert {one.source for one in found} == UNDONE | {"closed"}
    assert all(set(targets(one)) == UNDONE for one in found)


@pytest.mark.parametrize(("source", "to", "may"), BACK)
def test_back_from_each_state_to_each_other(source, to, may):
    case = Case(pk=1, step="there", visits=4, step_since=LATER, ending="moved", closed_on=LATER)
    case.__dict__["state"] = source
    ruling = UndoRuling(1, 4, "there", "undo", LATER, (), 7, State(to), "here", START)
    if not may:
        with pytest.raises((TransitionNotAllowed, InvalidResultState)):
            case.undo(ruling)
        assert case.state == source
        return
    case.undo(ruling)
    assert (case.state, case.step, case.step_since, case.visits) == (to, "here", START, 3)
    assert (case.closed_on, case.ending) == (None, "")


@pytest.mark.parametrize("change", [{"case_id": 2}, {"visits": 3}, {"step": "here"}, {"act": "enter"}])
def test_a_step_is_undone_on_nothing_but_a_ruling_of_its_own(change):
    case = Case(pk=1, step="there", visits=4, step_since=LATER)
    case.__dict__["state"] = "zorgteam"
    good = UndoRuling(1, 4, "there", "undo", LATER, (), 7, State.OPP, "here", START)
    with pytest.raises(SomeoneWasFirst):
        case.undo(replace(good, **change))
    assert (case.state, case.step, case.step_since, case.visits) == ("zorgteam", "there", LATER, 4)


@pytest.mark.parametrize(("source", "target", "may"), PAIRS, ids=lambda value: str(value) or "new")
def test_each_state_after_each_other(source, target, may):
    """90 pairs; a passed ruling does not open one that the machine does not have."""
    case = Case(pk=1, step="here", visits=3)
    case.__dict__["state"] = source  # past the protection, as the database fills it
    ruling = ExitRuling(1, 3, "here", "enter", START, (), State(target), to="there", ending="moved")
    enter = getattr(case, f"enter_{target}")
    if not may:
        with pytest.raises(TransitionNotAllowed):
            enter(ruling, START)
        assert (case.state, case.step, case.visits) == (source, "here", 3)
        return
    enter(ruling, START)
    assert (case.state, case.step, case.step_since, case.visits) == (target, "there", START, 4)
    assert case.closed_on == (START if target == "closed" else None)


# --- On nothing but its own ruling --------------------


def ruling_of(story: Story, exit_key: str = "tafel") -> ExitRuling:
    sop = story.world.sop
    return exit_ruling(story.case, sop, sop.exit(story.case.step, "main", exit_key), START)


def test_its_own_ruling_moves_it(story):
    story.case.enter_zorgteam(ruling_of(story), START)
    assert (story.case.state, story.case.step) == ("zorgteam", "tafel")


@pytest.mark.parametrize(
    "change", [{"case_id": 999_999}, {"visits": 7}, {"step": "tafel"}, {"target": State.OPP}, {"case_id": None}]
)
def test_a_ruling_of_another_case_visit_step_or_state_is_worth_nothing(story, change):
    with pytest.raises(SomeoneWasFirst):
        story.case.enter_zorgteam(replace(ruling_of(story), **change), START)
    assert (story.case.state, story.case.step, story.case.visits) == ("basisondersteuning", "begin", 1)


@pytest.mark.parametrize("state", [state for state in State if state not in (State.AANMELDING, State.ZORGTEAM)])
def test_a_ruling_opens_the_state_it_was_given_for_and_no_other(story, state):
    with pytest.raises(SomeoneWasFirst):
        getattr(story.case, f"enter_{state}")(ruling_of(story), START)


@pytest.mark.parametrize("met", [False, None])
def test_a_ruling_that_did_not_pass(story, met):
    missing = Finding(zero("advices", "iets", "", "x"), met)
    with pytest.raises(Refused) as refused:
        story.case.enter_zorgteam(replace(ruling_of(story), findings=(missing,)), START)
    assert refused.value.findings == (missing,)
    assert story.case.state == "basisondersteuning"


def test_an_old_ruling_does_not_move_it_a_second_time(story):
    ruling = ruling_of(story)
    story.case.enter_zorgteam(ruling, START)
    with pytest.raises(SomeoneWasFirst):
        story.case.enter_zorgteam(ruling, START)


KINDS = [
    "share", "hold", "ask", "grant", "send", "perspective", "end", "answer", "tlv", "finish", "write_on", "lay",
    "track",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_everything_else_stands_on_a_ruling_too(story, kind):
    thing, move, act, rest = things(story)[kind]
    good = Ruling(story.case.pk, 1, "begin", act, START, ())
    before = thing.state
    wrong = [replace(good, act="close")]
    if kind not in ("answer", "tlv"):  # the desk's copy does not know the school's case
        wrong.append(replace(good, case_id=999_999))
    for other in wrong:
        with pytest.raises(SomeoneWasFirst):
            getattr(thing, move)(other, *rest)
    unmet = Finding(zero("advices", "iets", "", "x"), None)
    with pytest.raises(Refused):
        getattr(thing, move)(replace(good, findings=(unmet,)), *rest)
    assert thing.state == before
    getattr(thing, move)(good, *rest)
    assert thing.state != before
