"""Random people do random things on random days: the case stays true to law, SOP and its own events."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent
from caseflow.route.acting import exit_ruling
from caseflow.route.commands import consent as consents
from caseflow.route.commands.signature import sign_document
from caseflow.route.facting import facts_of
from caseflow.route.models import Case, Invitation, Item, Paper
from caseflow.route.models.paper import ANSWERS
from caseflow.route.ruling import NotYourHand, Refused, SomeoneWasFirst
from caseflow.route.watch import sweep
from caseflow.sop.judging import assess, facts_for
from caseflow.sop.rules import Need, need, passed
from caseflow.sop.schema.documents import PaperPart
from caseflow.sop.vocabulary import ACTS, State
from opp.commands.agreement import agree_handelingsdeel
from opp.models import Agreement, Handelingsdeel
from pupils import signing
from pupils.errors import Invalid
from pupils.models import Consent
from tests.walk.acts import ACT
from tests.walk.walker import Walker
from tests.world import REAL, SCHOOLS, World, make_world

NOT_NOW = (Refused, NotYourHand, SomeoneWasFirst, Invalid, ObjectDoesNotExist, PermissionDenied, Http404)
SCHOOL_ACTS = sorted(set(ACT) - {"answer_consent", "agree_handelingsdeel", "add_view", "sign_document"})
WORDS = {
    "last_verdict": ("progress", "no_progress"),
    "referral_answer": ("advice",),
    "arrangement_outcome": ("reached", "partly"),
}


def tried(do: Callable[[], Any]) -> Exception | None:
    """Do it; None when it was done, else why not. Anything but a clean no goes through."""
    try:
        with transaction.atomic():
            do()
    except NOT_NOW as no:
        return no
    return None


class Anybody(Walker):
    """The walker's acts, done by whoever is sent instead of by whom the SOP names."""

    sent: Any = None

    def hand(self, case: Case, act: str) -> Any:
        return self.sent

    def writer(self, part: PaperPart) -> Any:
        return self.sent


class School(RuleBasedStateMachine):
    world: World

    @initialize(start=st.dates(date(2025, 9, 1), date(2027, 6, 30)))
    def begin(self, start: date) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.walker = Anybody(self.world, start)
        self.people = [*self.world.people.values(), self.world.desk, *self.world.experts]
        self.people += [guardian.person for guardian in self.world.guardians]
        track = next(iter(self.world.sop.tracks))
        self.case = Walker(self.world, start).open(track, self.world.sop.tracks[track].first)

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    def fresh(self) -> Case:
        return Case.objects.select_related("pupil__group", "school").get(pk=self.case.pk)

    @rule(days=st.integers(1, 200))
    def days_pass(self, days: int) -> None:
        self.walker.today += timedelta(days=days)
        sweep(self.walker.today)

    @rule(who=st.integers(0, 99), act=st.sampled_from(SCHOOL_ACTS), word=st.integers(0, 3))
    def somebody_acts(self, who: int, act: str, word: int) -> None:
        """Shown is enforced: the command passes only what the findings called met, and refuses only the rest."""
        self.walker.sent = self.people[who % len(self.people)]
        self.try_act(act, word)

    @rule(act=st.sampled_from(SCHOOL_ACTS), word=st.integers(0, 3))
    def the_right_person_acts(self, act: str, word: int) -> None:
        hands = Walker(self.world, self.walker.today)
        try:
            self.walker.sent = hands.hand(self.fresh(), act)
        except IndexError:
            return
        self.try_act(act, word)

    def try_act(self, act: str, word: int) -> None:
        case = self.fresh()
        to_a_desk = [way for way in self.ways() if way.to and self.world.sop.steps[way.to].desk]
        if act == "prepare_referral" and not to_a_desk:
            return
        self.walker.way = to_a_desk[word % len(to_a_desk)] if to_a_desk else None
        with clock.at(self.walker.today):
            shown = assess(
                self.world.sop,
                case.step,
                act,
                facts_of(case, facts_for(self.world.sop, case.step, act, self.walker.today)),
                self.walker.today,
            )
            before = CaseEvent.objects.filter(chain=case.chain).count()
            no = tried(lambda: ACT[act](self.walker, case, wanted(act, word)))
            if isinstance(no, Refused):
                assert not passed(no.findings)
                assert no.ruling.act != act or no.findings == shown
            elif no is None:
                happened = CaseEvent.objects.filter(chain=case.chain).count() > before
                judged = act not in ("close_hgw_cycle", "give_advice", "refuse_tlv", "grant_tlv", "add_expert_advice")
                assert not (happened and judged) or passed(shown) or act == "hold_meeting"
        self.check_talk()

    def ways(self) -> tuple[Any, ...]:
        case = self.fresh()
        return self.world.sop.exits(case.step, case.track) if case.is_open else ()

    @precondition(lambda self: hasattr(self, "walker"))
    @rule(who=st.integers(0, 99), which=st.integers(0, 9), right=st.booleans())
    def somebody_moves(self, who: int, which: int, right: bool) -> None:
        if not self.ways():
            return
        way = self.ways()[which % len(self.ways())]
        case = self.fresh()
        with clock.at(self.walker.today):
            shown = exit_ruling(case, self.world.sop, way, self.walker.today)
            if not right:
                self.walker.world.people = {role: self.people[who % len(self.people)] for role in self.world.people}
            no = tried(lambda: self.walker._leave(case, way))
            self.walker.world.people = dict(zip(self.world.sop.roles, self.people, strict=False))
        assert no is not None or shown.passed
        assert not isinstance(no, Refused) or no.findings == shown.findings

    @rule(who=st.integers(0, 1), answer=st.sampled_from(["given", "given", "refused", "withdrawn"]))
    def guardian_answers(self, who: int, answer: str) -> None:
        asked = Consent.objects.filter(case_id=self.case.pk).order_by("-pk").first()
        with clock.at(self.walker.today):
            stood = self.fresh()
            try:
                with transaction.atomic():
                    consents.answer_consent(
                        asked.pk if asked else 0, answer=answer, actor=self.world.guardians[who].person
                    )
            except NOT_NOW:
                return
            after = self.fresh()
            assert (after.state, after.step) == (stood.state, stood.step)
            if answer == "withdrawn" and asked:
                pending = Item.objects.pending().filter(case=self.case.pk, purpose=asked.purpose)
                assert not pending.exists()
                assert not asked.grants.filter(ended_on=None).exists()

    @rule(who=st.integers(0, 1), answer=st.sampled_from(["agreed", "agreed", "objected"]))
    def guardian_signs(self, who: int, answer: str) -> None:
        version = Handelingsdeel.objects.offered().filter(opp__case=self.case.pk).first()
        with clock.at(self.walker.today), transaction.atomic():
            try:
                with transaction.atomic():
                    agree_handelingsdeel(
                        version.pk if version else 0, answer=answer, actor=self.world.guardians[who].person
                    )
            except NOT_NOW:
                pass

    @rule(who=st.integers(0, 1), answer=st.sampled_from(["yes", "yes", "objected"]))
    def guardian_signs_a_document(self, who: int, answer: str) -> None:
        """A word on a document moves no case, and lets the document stand where the words of all put it."""
        asked = Paper.objects.current().filter(case=self.case.pk, state__in=(Paper.LAID, Paper.REFUSED))
        paper = asked.exclude(signature=Paper.NONE).order_by("-pk").first()
        if paper is None:
            return
        with clock.at(self.walker.today):
            stood = self.fresh()
            word = ANSWERS[paper.signature].yes if answer == "yes" else answer
            tried(lambda: sign_document(paper.pk, answer=word, actor=self.world.guardians[who].person))
            after = self.fresh()
            assert (after.state, after.step) == (stood.state, stood.step)

    @invariant()
    def a_document_is_what_was_said_of_it(self) -> None:
        if not hasattr(self, "case"):
            return
        for paper in Paper.objects.filter(case=self.case.pk, laid_on__isnull=False).exclude(signature=Paper.NONE):
            answers = ANSWERS[paper.signature]
            objects = signing.objecting(answers, paper.pk, self.case.pupil_id).exists()
            waits = signing.unsigned(answers, paper.pk, self.case.pupil_id).exists()
            assert paper.state == (Paper.REFUSED if objects else Paper.LAID if waits else Paper.SETTLED)

    def check_talk(self) -> None:
        """What was held with somebody from outside was held on a live consent that names her."""
        held = Item.objects.filter(case=self.case.pk, state=Item.HELD, held_on=self.walker.today)
        for invitation in Invitation.objects.filter(item__in=held, outsider=True, shared_on=None):
            raise AssertionError(f"{invitation} was at the table and nothing was shared")

    @invariant()
    def events_tell_the_state(self) -> None:
        if not hasattr(self, "case"):
            return
        case, place = self.fresh(), ("", "")
        for event in CaseEvent.objects.filter(chain=case.chain).order_by("number"):
            assert (event.from_state, event.from_step) == place, event
            if (event.to_state, event.to_step) != place and place[1]:
                self.check_permitted(event)
            place = (event.to_state, event.to_step)
        assert place == (case.state, case.step)
        assert verify(case.chain) == []

    def check_permitted(self, event: CaseEvent) -> None:
        """A move is an exit of the SOP, by somebody, on findings that were all met."""
        way = self.world.sop.exit(event.from_step, self.case.track, event.data["exit"])
        assert way is not None
        assert event.actor_id is not None
        assert event.kind == self.world.sop.act_of(way)
        assert all(finding["met"] is True for finding in event.data["findings"])
        if event.to_state == State.CLOSED:
            assert event.data["ending"] == way.close

    @invariant()
    def agreed_versions_only(self) -> None:
        """A version in force carries the agreement of every guardian with gezag."""
        if not hasattr(self, "case"):
            return
        for version in Handelingsdeel.objects.in_force().filter(opp__case=self.case.pk):
            assert not signing.unsigned(Agreement, version.pk, self.case.pupil_id).exists()


def wanted(act: str, word: int) -> Need:
    """A finding that names this act, with one of the outcomes it may ask for."""
    moment = ("setting", "adjusting", "evaluating")[word % 3]
    if act == "hear_pupil":
        return need("pupil_heard_on", "x", act, "x", of=moment, known=True)
    if act == "evaluate_opp":
        return need("last_verdict", "x", act, "x", **{"is": WORDS["last_verdict"][word % 2]})
    if act == "end_arrangement":
        return need("arrangement_outcome", "x", act, "x", **{"is": WORDS["arrangement_outcome"][word % 2]})
    return Need.model_construct(fact="in_step_since", of="", past=None, known=True, say="x", cite="x", todo=act)


assert set(SCHOOL_ACTS) <= set(ACTS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [REAL / "kbs-crescendo.yaml", SCHOOLS / "het-kompas.yaml", SCHOOLS / "de-wilgenhof.yaml"],
    ids=lambda path: path.stem,
)
def test_whatever_people_try(path) -> None:
    School.world = make_world(path)
    run_state_machine_as_test(
        School,
        settings=settings(
            max_examples=12,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
