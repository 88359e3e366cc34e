"""Random people do random things on random days: the case stays true to law, SOP and its own events."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import hypothesis.strategies as st
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.audit.models import CaseEvent
from caseflow.route.acting import exit_ruling
from caseflow.route.commands import consent as consents
from caseflow.route.commands.signature import sign_document
from caseflow.route.facting import facts_of
from caseflow.route.hands import opening_roles, roles_for, roles_for_exit
from caseflow.route.models import Case, Invitation, Item, Paper
from caseflow.route.models.paper import ANSWERS
from caseflow.route.ruling import NotYourHand, Refused, SomeoneWasFirst
from caseflow.route.watch import sweep
from caseflow.sop.acts import ACTS
from caseflow.sop.judging import assess, facts_for
from caseflow.sop.rules import Need, need, passed
from caseflow.sop.schema.documents import PaperPart
from caseflow.sop.vocabulary import Hand, State
from opp.commands.agreement import agree_handelingsdeel
from opp.models import Agreement, Handelingsdeel
from pupils import signing
from pupils.errors import Invalid
from pupils.models import Consent, ConsentAnswer, Grant
from tests.walk.acts import ACT, body_of
from tests.walk.walker import Walker
from tests.world import World

TALK = ("plan_item", "ask_consent", "invite_guardians", "invite_pupil", "share", "hold_meeting")
#: Kinds of event that an act writes under another name.
OF_ACT = {
    "refuse_arrangement": "grant_arrangement",
    "evaluate_alone": "evaluate_opp",
    "draw_up_handelingsdeel": "draw_up_opp",
    "tell_pupil": "hear_pupil",
    "open_dispute": "agree_handelingsdeel",
    "settle_document": "sign_document",
    "stop_document": "sign_document",
    "drop_document": "write_document",
}
#: The role of whoever is not of the school, as an event keeps it.
OTHERS = {Hand.GUARDIAN: "guardian", Hand.DESK: "swv", Hand.DESK_EXPERT: "swv"}
NOT_NOW = (Refused, NotYourHand, SomeoneWasFirst, Invalid, ObjectDoesNotExist, PermissionDenied, Http404)
OF_GUARDIANS = {"answer_consent", "agree_handelingsdeel", "add_view", "sign_referral", "sign_document"}
SCHOOL_ACTS = sorted(set(ACT) - OF_GUARDIANS)
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
    """A case that came to one of `steps` as it should, and from there on whatever people try."""

    world: World
    steps: tuple[str, ...]

    @initialize(start=st.dates(date(2025, 9, 1), date(2027, 6, 30)), place=st.integers(0, 99))
    def begin(self, start: date, place: int) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.walker, came = Anybody(self.world, start), Walker(self.world, start)
        self.people = [*self.world.people.values(), self.world.desk, *self.world.experts]
        self.people += [guardian.person for guardian in self.world.guardians]
        self.vouched: set[tuple[int, str]] = set()
        track = next(iter(self.world.sop.tracks))
        self.case = came.walk_to(track, self.steps[place % len(self.steps)])
        self.walker.today = came.today

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

    @rule(act=st.sampled_from(TALK))
    def the_talk_goes_on(self, act: str) -> None:
        """As far as it may: with or without what the guardians were asked."""
        self.the_right_person_acts(act, 0)

    @rule(left_out=st.sets(st.sampled_from(TALK[1:])))
    def a_talk_is_held(self, left_out: set[str]) -> None:
        """From planning to holding, with one thing or another forgotten."""
        for act in TALK:
            if act not in left_out:
                self.the_right_person_acts(act, 0)

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
            of = body_of(self.walker, case) if act == "ask_body" else ""
            facts = facts_of(case, facts_for(self.world.sop, case.step, act, self.walker.today, of))
            shown = assess(self.world.sop, case.step, act, facts, self.walker.today, of)
            before = CaseEvent.objects.filter(chain=case.chain).count()
            no = tried(lambda: ACT[act](self.walker, case, wanted(act, word)))
            if isinstance(no, Refused):
                assert not passed(no.findings)
                assert no.ruling.act != act or no.findings == shown
            elif no is None:
                happened = CaseEvent.objects.filter(chain=case.chain).count() > before
                judged = act not in ("close_hgw_cycle", "give_advice", "refuse_tlv", "grant_tlv", "add_expert_advice")
                assert not (happened and judged) or passed(shown) or act == "hold_meeting"

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
            holders, roles = self.world.people, roles_for_exit(self.world.sop, case.step, way)
            others = [one for one in self.people if one not in {holders[role] for role in roles}]
            if not right:
                self.world.people = dict.fromkeys(holders, others[who % len(others)])
            no = tried(lambda: self.walker._leave(case, way))
            self.world.people = holders
        assert no is not None or shown.passed
        assert no is not None or right, f"{way.key} was taken by somebody whose hand it is not"
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

    @invariant()
    def nobody_outside_without_consent(self) -> None:
        """At the moment that something is shared or held, a live consent names everyone from outside."""
        if not hasattr(self, "case"):
            return
        table = Invitation.objects.filter(item__case=self.case.pk, outsider=True).select_related("item")
        for one in table.filter(Q(item__state=Item.HELD) | Q(shared_on__isnull=False)):
            moment = (one.pk, one.item.state)
            if moment not in self.vouched and one.item.state in (Item.ON_AGENDA, Item.HELD):
                assert self.is_named(one), f"{one} heard of the child without a consent that names her"
            self.vouched.add(moment)
        for grant in Grant.objects.filter(pupil=self.case.pupil_id, ended_on=None).select_related("consent"):
            assert grant.consent is not None
            assert grant.consent.recipients.filter(pk=grant.person_id).exists()

    def is_named(self, one: Invitation) -> bool:
        """Told without the project's own signing: every guardian's last word on a question about her was yes."""
        asked = Consent.objects.filter(case_id=self.case.pk, purpose=one.item.purpose, recipients=one.person_id)
        guardians = [guardian.pk for guardian in self.case.pupil.guardians.all()]
        return any(
            all(self.last_word(consent, guardian) == "given" for guardian in guardians)
            for consent in asked.filter(until__gte=self.walker.today)
        )

    def last_word(self, consent: Consent, guardian_id: int) -> str:
        words = ConsentAnswer.objects.filter(consent=consent, guardian=guardian_id).order_by("pk")
        return next(iter(words.reverse().values_list("answer", flat=True)), "")

    @invariant()
    def events_tell_the_state(self) -> None:
        if not hasattr(self, "case"):
            return
        case, place = self.fresh(), ("", "")
        for event in CaseEvent.objects.filter(chain=case.chain).order_by("number"):
            assert (event.from_state, event.from_step) == place, event
            if (event.to_state, event.to_step) != place and place[1]:
                self.check_permitted(event)
            self.check_hand(event)
            place = (event.to_state, event.to_step)
        assert place == (case.state, case.step)
        assert verify(case.chain) == []

    def check_permitted(self, event: CaseEvent) -> None:
        """A move is an exit of the SOP, by somebody, on findings that were all met; or it takes her last one back."""
        if event.kind == "undo":
            undone = CaseEvent.objects.get(chain=event.chain, number=event.data["undoes"])
            assert (event.actor_id, event.to_step, event.from_step) == (
                undone.actor_id, undone.from_step, undone.to_step,
            )  # fmt: skip
            assert (event.to_state, event.from_state) == (undone.from_state, undone.to_state)
            return
        way = self.world.sop.exit(event.from_step, self.case.track, event.data["exit"])
        assert way is not None
        assert event.actor_id is not None
        assert event.kind == self.world.sop.act_of(way)
        assert all(finding["met"] is True for finding in event.data["findings"])
        if event.to_state == State.CLOSED:
            assert event.data["ending"] == way.close

    def check_hand(self, event: CaseEvent) -> None:
        """Who did it held a role whose hand it is, as the event kept it."""
        act, sop, worn = OF_ACT.get(event.kind, event.kind), self.world.sop, set(event.role.split(", "))
        if (
            event.kind == "undo"
            or event.actor_id is None
            or (event.kind == "take_off_agenda" and "consent" in event.data)
        ):
            return  # the watch, and what followed a guardian's no
        if act == "open_case":
            wanted = set(opening_roles(sop, self.case.track))
        elif way := sop.exit(event.from_step, self.case.track, event.data.get("exit", "")):
            wanted = set(roles_for_exit(sop, event.from_step, way))
        else:
            wanted = {*roles_for(sop, event.from_step, act), OTHERS.get(ACTS[act].hand, "")}
        assert worn & wanted, f"{event} by {worn}, and it is for {wanted}"

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


assert {*SCHOOL_ACTS, *TALK} <= set(ACTS)
