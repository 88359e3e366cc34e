"""Walks any school's route by doing what each unmet finding says must be done, as the person it names.

It knows acts and facts, no step by name; every act goes through its real command, and time moves only by the clock.
"""

from collections import deque
from contextlib import ExitStack
from datetime import date, timedelta

from django.db import transaction

from caseflow import clock
from caseflow.route.acting import exit_ruling
from caseflow.route.commands import case as cases
from caseflow.route.commands import establishing, referral
from caseflow.route.facting import facts_of
from caseflow.route.hands import opening_roles, proposers, roles_for, roles_for_exit
from caseflow.route.models import Case
from caseflow.route.ruling import Refused
from caseflow.route.watch import sweep
from caseflow.sop.acts import ACTS
from caseflow.sop.judging import assess, facts_for
from caseflow.sop.rules import Finding, Need
from caseflow.sop.schema import Exit
from caseflow.sop.schema.documents import PaperPart
from caseflow.sop.vocabulary import WHEN_INVOLVED, Hand
from pupils.models import Person
from tests.walk.acts import ACT, PREPARE, body_of
from tests.world import World

DEEP = 20


class Blocked(Exception):
    """An exit that cannot be reached; says which finding blocks it."""


class Walker:
    """One person after another, one day after another, in one school."""

    def __init__(self, world: World, start: date):
        self.world, self.sop, self.today = world, world.sop, start
        self.way: Exit | None = None
        self.taken: list[tuple[str, str]] = []  # every exit that was really left by: (step, key)

    # --- Walking -------------------------------------------------------------------------------------------------

    def open(self, track: str, step: str) -> Case:
        """A fresh case at the first step of a track, or at its aanmelding if that is where the step begins."""
        received = self.today if self.sop.tracks[track].aanmelding == step else None
        pupil = self.world.new_pupil()
        said = {"actor": self._opener(track), "reason": "zorgen", "track": track, "received_on": received}
        for _round in range(DEEP):
            try:
                with clock.at(self.today), transaction.atomic():
                    return cases.open_case(pupil.pk, **said)
            except Refused as refused:
                asked = next(one for finding in refused.findings for one in finding.unmet())
                self._before_a_case(Case(pupil=pupil, school=pupil.school, step=step), asked.rule)
        raise Blocked(f"{track} cannot be begun")

    def _before_a_case(self, none_yet: Case, need: Need) -> None:
        """What a track asks before there is a case is of the pupil."""
        if (before := PREPARE.get(need.todo)) is not None:
            before(self, none_yet, need)
        with clock.at(self.today):
            ACT[need.todo](self, none_yet, need)

    def _opener(self, track: str) -> Person:
        """Who opens a case sees the pupil before any step names her."""
        roles = self._near(opening_roles(self.sop, track))
        return self._holder(next(role for role in roles if self.sop.roles[role].kind not in WHEN_INVOLVED))

    def walk_to(self, track: str, step: str) -> Case:
        """A fresh case that stands at `step`, by the shortest way that the SOP has."""
        ways = self._ways(track, step)
        case = self.open(track, ways[0][0] if ways else step)
        for _here, way in ways:
            case = self.take(case, way)
        return case

    def _ways(self, track: str, step: str) -> list[tuple[str, Exit]]:
        starts = [s for s in (self.sop.tracks[track].first, self.sop.tracks[track].aanmelding) if s]
        queue = deque((start, ()) for start in starts)
        seen = set(starts)
        while queue:
            here, path = queue.popleft()
            if here == step:
                return list(path)
            for way in self.sop.steps[here].exits:
                if way.to and way.to not in seen:
                    seen.add(way.to)
                    queue.append((way.to, (*path, (here, way))))
        raise Blocked(f"no way leads to {step}")

    def take(self, case: Case, way: Exit) -> Case:
        """Do all that this exit asks, then take it; the case as it stands afterwards."""
        self.way = way
        for _round in range(DEEP):
            with clock.at(self.today):
                ruling = exit_ruling(self._fresh(case), self.sop, way, self.today)
            if ruling.passed:
                return self._leave(case, way)
            self._satisfy_first(case, ruling.findings, 0)
        raise Blocked(f"{case.step} → {way.key}: {self._names(ruling.findings)}")

    def _leave(self, case: Case, way: Exit) -> Case:
        act = self.sop.act_of(way)
        roles = roles_for_exit(self.sop, case.step, way)
        with clock.at(self.today):
            actor = self._holder(self._near(roles)[0])
            if act == "refer":
                referral.send_referral(case.pk, way.key, reason="de grens is bereikt", actor=actor)
            elif act == "establish_handelingsverlegenheid":
                limit = next(iter(self.sop.limits), "")
                establishing.establish_handelingsverlegenheid(
                    case.pk, way.key, limit=limit, instead="kleinere groep", reasons="geen vooruitgang", actor=actor
                )
            else:
                cases.take_exit(case.pk, way.key, actor=actor, reason="zo besloten")
        self.taken.append((case.step, way.key))
        return self._fresh(case)

    # --- Doing what a finding names --------------------------------------------------------------------------------

    def _satisfy_first(self, case: Case, findings: tuple[Finding, ...], depth: int) -> None:
        """The first that is not met; what it brings along may meet the next, so they are found anew each time."""
        self._satisfy(case, next(finding for finding in findings if finding.met is not True), depth)

    def _satisfy(self, case: Case, finding: Finding, depth: int) -> None:
        rule = finding.rule
        if depth > DEEP:
            raise Blocked(f"goes round in circles: {self._names((finding,))}")
        if isinstance(rule, Need):
            self.do(case, rule, depth)
        elif rule.any:
            self._one_of(case, finding, depth)
        else:
            self._satisfy_first(case, finding.parts, depth + 1)

    def _one_of(self, case: Case, finding: Finding, depth: int) -> None:
        """The first alternative that can be done; one that cannot leaves nothing behind."""
        today = self.today
        for part in finding.parts:
            try:
                with transaction.atomic():
                    return self._satisfy(case, part, depth + 1)
            except Blocked as blocked:
                self.today, last = today, blocked
        raise last

    def do(self, case: Case, need: Need, depth: int) -> None:
        """The act that a requirement names, after all that this act itself asks."""
        if not need.todo:
            raise Blocked(f"nothing makes '{need.say}' true")
        if need.todo == "wait":
            return self._wait(case, need)
        with ExitStack() as stack:
            stack.enter_context(clock.at(self.today))
            if (before := PREPARE.get(need.todo)) is not None:
                before(self, case, need)
        for _round in range(DEEP):
            with clock.at(self.today):
                here = self._fresh(case)
                of = body_of(self, here) if need.todo == "ask_body" else ""
                facts = facts_of(here, facts_for(self.sop, here.step, need.todo, self.today, of))
                findings = assess(self.sop, here.step, need.todo, facts, self.today, of)
            if all(finding.met for finding in findings):
                with clock.at(self.today):
                    return ACT[need.todo](self, here, need)
            self._satisfy_first(case, findings, depth + 1)
        raise Blocked(f"{need.todo}: {self._names(findings)}")

    def _wait(self, case: Case, need: Need) -> None:
        """Let the days go by, the watch among them."""
        if need.past is not None:
            with clock.at(self.today):
                since = facts_of(case, {need.key})[need.key]
            self.today = max(self.today, need.past.after(since))  # type: ignore[arg-type]
            return
        self.today += timedelta(days=1)
        sweep(self.today)

    # --- People ------------------------------------------------------------------------------------------------------

    def _holder(self, role: str) -> Person:
        return self.world.people[role]

    def hand(self, case: Case, act: str) -> Person:
        """The person whose hand the act needs."""
        hand = ACTS[act].hand
        if hand is Hand.GUARDIAN:
            return self.world.guardians[0].person
        return self._holder(self._near(roles_for(self.sop, case.step, act))[0])

    def proposer(self, case: Case, way: Exit) -> Person:
        return self._holder(self._near(proposers(self.sop, case.step, way))[0])

    def _near(self, roles: tuple[str, ...]) -> tuple[str, ...]:
        return self.sop.covering(roles, self.world.group.jaargroepen, self.world.group.location)

    def writer(self, part: PaperPart) -> Person:
        """The person whose it is to write a part of a document."""
        return self._holder(part.written_by[0])

    def guardians(self) -> list[Person]:
        return [guardian.person for guardian in self.world.guardians]

    def _fresh(self, case: Case) -> Case:
        return Case.objects.select_related("pupil__group", "school").get(pk=case.pk)

    def _names(self, findings: tuple[Finding, ...]) -> str:
        return "; ".join(leaf.rule.say for finding in findings for leaf in finding.unmet())
