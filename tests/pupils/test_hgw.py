"""The cycle goes round in its order, with the words of each phase, and is evidence only with its effect."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404
from django_fsm import TransitionNotAllowed

from caseflow import clock
from caseflow.audit.models import CaseEvent
from caseflow.sop.vocabulary import RoleKind
from pupils import facts
from pupils.commands.hgw import advance_hgw_cycle, close_hgw_cycle, start_hgw_cycle
from pupils.commands.intervention import record_effect, start_intervention
from pupils.errors import Invalid
from pupils.models import Grant, HgwCycle, Phase, Pupil
from tests.cast import make_grant, make_group, make_guardian, make_person, make_pupil, make_school, make_staff

TODAY = date(2026, 3, 2)
PHASES = list(Phase)
METHODS = {
    "understand": (Phase.WAARNEMEN, Phase.BEGRIJPEN, ["signalen"]),
    "make_plan": (Phase.BEGRIJPEN, Phase.PLANNEN, ["behoeften"]),
    "carry_out": (Phase.PLANNEN, Phase.REALISEREN, ["plan"]),
    "close": (Phase.REALISEREN, Phase.CLOSED, ["effect", TODAY]),
}


@pytest.fixture(autouse=True)
def _day():
    with clock.at(TODAY):
        yield


@pytest.fixture
def noor(db):
    school = make_school()
    return make_pupil(school, make_group(school))


@pytest.fixture
def teacher(noor):
    return make_staff(noor.school, RoleKind.TEACHER, noor.group)


@pytest.fixture
def cycle(noor, teacher):
    return start_hgw_cycle(noor.pk, actor=teacher)


def intervene(noor, teacher, **changed):
    usual = {
        "what": "Oefenen met de getallenlijn", "need": "Structuur", "by_whom": "Leerkracht",
        "minutes": 20, "times_a_week": 3, "starts_on": TODAY,
    }  # fmt: skip
    return start_intervention(noor.pk, **{**usual, **changed}, actor=teacher)


def realise(cycle, teacher):
    for text in ("signalen", "behoeften", "plan"):
        advance_hgw_cycle(cycle.pk, text, actor=teacher)


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("method", METHODS)
def test_each_phase_and_each_transition(phase, method):
    source, target, words = METHODS[method]
    cycle = HgwCycle(phase=phase)
    if phase is source:
        getattr(cycle, method)(*words)
        assert cycle.phase == target
    else:
        with pytest.raises(TransitionNotAllowed):
            getattr(cycle, method)(*words)
        assert cycle.phase == phase


def test_the_table_holds_every_transition():
    assert {transition.name for transition in HgwCycle().get_all_phase_transitions()} == set(METHODS)


def test_it_goes_round(cycle, teacher):
    realise(cycle, teacher)
    done = advance_hgw_cycle(cycle.pk, "Rekent vlotter.", actor=teacher)
    assert (done.phase, done.closed_on, done.effect) == (Phase.CLOSED, TODAY, "Rekent vlotter.")
    assert (done.signals, done.needs, done.plan) == ("signalen", "behoeften", "plan")
    told = list(CaseEvent.objects.order_by("number").values_list("kind", "from_state", "to_state"))
    assert told == [
        ("start_hgw_cycle", "", "waarnemen"),
        ("advance_hgw_cycle", "waarnemen", "begrijpen"),
        ("advance_hgw_cycle", "begrijpen", "plannen"),
        ("advance_hgw_cycle", "plannen", "realiseren"),
        ("close_hgw_cycle", "realiseren", "closed"),
    ]


def test_each_phase_asks_its_words(cycle, teacher):
    for field, text in (("signals", "signalen"), ("needs", "behoeften"), ("plan", "plan"), ("effect", "beter")):
        with pytest.raises(Invalid) as refused:
            advance_hgw_cycle(cycle.pk, "  ", actor=teacher)
        assert refused.value.field == field
        advance_hgw_cycle(cycle.pk, text, actor=teacher)
    assert HgwCycle.objects.get().phase == Phase.CLOSED


def test_a_closed_cycle_stays_closed(cycle, teacher):
    realise(cycle, teacher)
    close_hgw_cycle(cycle.pk, "beter", actor=teacher)
    for again in (advance_hgw_cycle, close_hgw_cycle):
        with pytest.raises(Invalid):
            again(cycle.pk, "nog eens", actor=teacher)


def test_an_old_page_does_not_skip_a_phase(cycle, teacher):
    advance_hgw_cycle(cycle.pk, "signalen", actor=teacher, phase="waarnemen")
    with pytest.raises(Invalid):
        advance_hgw_cycle(cycle.pk, "signalen", actor=teacher, phase="waarnemen")
    assert HgwCycle.objects.get().phase == Phase.BEGRIJPEN


def test_it_does_not_close_before_realiseren(cycle, teacher):
    with pytest.raises(Invalid):
        close_hgw_cycle(cycle.pk, "effect", actor=teacher)


def test_closing_asks_the_effect_of_each_intervention(cycle, noor, teacher):
    realise(cycle, teacher)
    first, second = (intervene(noor, teacher, cycle_id=cycle.pk) for _ in range(2))
    for effects in (None, {first.pk: "minder fouten"}):
        with pytest.raises(Invalid) as refused:
            close_hgw_cycle(cycle.pk, "beter", actor=teacher, effects=effects)
        assert refused.value.field == "effects"
    close_hgw_cycle(cycle.pk, "beter", actor=teacher, effects={first.pk: "minder fouten", second.pk: "geen"})
    assert set(cycle.interventions.values_list("effect", flat=True)) == {"minder fouten", "geen"}


def test_closing_reaches_no_intervention_of_another(cycle, noor, teacher):
    realise(cycle, teacher)
    beside = intervene(noor, teacher)
    close_hgw_cycle(cycle.pk, "beter", actor=teacher, effects={beside.pk: "van elders"})
    assert noor.interventions.get().effect == ""


def test_one_unfinished_cycle_at_a_time(cycle, noor, teacher):
    with pytest.raises(Invalid):
        start_hgw_cycle(noor.pk, actor=teacher)
    with pytest.raises(IntegrityError), transaction.atomic():
        HgwCycle.objects.create(pupil=noor, by=teacher, started_on=TODAY)
    realise(cycle, teacher)
    close_hgw_cycle(cycle.pk, "beter", actor=teacher)
    assert start_hgw_cycle(noor.pk, actor=teacher).phase == Phase.WAARNEMEN


@pytest.mark.parametrize("kind", [RoleKind.IB_ER, RoleKind.DIRECTOR])
def test_school_wide_kinds_run_it_too(cycle, noor, kind):
    assert advance_hgw_cycle(cycle.pk, "signalen", actor=make_staff(noor.school, kind)).phase == Phase.BEGRIJPEN


def test_others_do_not(cycle, noor):
    with pytest.raises(PermissionDenied):
        advance_hgw_cycle(cycle.pk, "x", actor=make_staff(noor.school, RoleKind.ASSISTANT, noor.group))
    for stranger in (make_staff(noor.school), make_staff(make_school(), RoleKind.IB_ER), make_guardian(noor).person):
        with pytest.raises(Http404):
            advance_hgw_cycle(cycle.pk, "x", actor=stranger)


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("minutes", {"minutes": 0}),
        ("minutes", {"minutes": 601}),
        ("times_a_week", {"times_a_week": 26}),
        ("what", {"what": ""}),
        ("need", {"need": " "}),
        ("by_whom", {"by_whom": ""}),
        ("by_whom", {"by_whom": "x" * 201}),
        ("ends_on", {"ends_on": TODAY - timedelta(days=1)}),
        ("starts_on", {"starts_on": date(2017, 1, 1)}),
        ("cycle", {"cycle_id": 0}),
    ],
)
def test_it_refuses_a_bad_intervention(noor, teacher, field, changed):
    with pytest.raises(Invalid) as refused:
        intervene(noor, teacher, **changed)
    assert refused.value.field == field
    assert not noor.interventions.exists()


def test_an_effect_comes_after_the_start(noor, teacher):
    planned = intervene(noor, teacher, starts_on=TODAY + timedelta(days=7))
    with pytest.raises(Invalid):
        record_effect(planned.pk, "al beter", actor=teacher)
    begun = intervene(noor, teacher)
    assert record_effect(begun.pk, "minder fouten", actor=teacher, ended_on=TODAY).ends_on == TODAY


def test_the_facts_count_what_is_evidence(cycle, noor, teacher):
    # Any row that hangs on the pupil can stand in for the case.
    case = make_grant(make_person(), noor)
    other = make_grant(make_person(), make_pupil(noor.school))
    make_guardian(noor), make_guardian(noor, "unknown"), make_guardian(noor, "no")

    def said(row):
        asked = ("hgw_cycles", "interventions_with_effect", "guardians_with_gezag", "guardians_gezag_unknown")
        dates = ("pupil_born_on", "enrolled_on")
        facts_of = Grant.objects.annotate(**{f"f_{name}": getattr(facts, name)() for name in (*asked, *dates)})
        values = facts_of.values(*(f"f_{name}" for name in (*asked, *dates))).get(pk=row.pk)
        return tuple(values.values())

    born = (noor.born_on, noor.enrolled_on)
    assert said(case) == (0, 0, 1, 1, *born)
    realise(cycle, teacher)
    done = intervene(noor, teacher, cycle_id=cycle.pk)
    close_hgw_cycle(cycle.pk, "beter", actor=teacher, effects={done.pk: "minder fouten"})
    intervene(noor, teacher)
    assert said(case) == (1, 1, 1, 1, *born)
    assert said(other) == (0, 0, 0, 0, *born)
    Pupil.objects.filter(pk=noor.pk).update(enrolled_on=None)
    assert said(case)[-1] is None
