"""One child at a school that asks nothing of its own: each line is one act through its real command."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from caseflow import clock
from caseflow.route.commands import case as cases
from caseflow.route.commands import consent, establishing, referral, referral_word, support, talk
from caseflow.route.models import Case, DeskCase, Referral
from caseflow.route.ruling import Refused
from caseflow.sop.vocabulary import RoleKind
from opp.commands import agreement, handelingsdeel, perspective, voice
from opp.commands import evaluation as evaluations
from opp.commands.goals import GoalInput
from opp.models import Handelingsdeel
from pupils.commands import hgw
from pupils.commands.intervention import start_intervention
from pupils.models import Consent, Person
from tests.world import World, make_world

FLOOR = Path(__file__).parent / "floor.yaml"
TEXT = FLOOR.read_text(encoding="utf-8")
START = date(2025, 9, 1)
SCALE = ("niets", "een woord", "een zin", "een bladzijde", "een boek")


def goal() -> GoalInput:
    """Measured today, to be reached within a year."""
    day = clock.today()
    return GoalInput(
        domain="taal", text="leest mee", baseline="leest niet", baseline_on=day, instrument="meetlat",
        target="leest mee",
        target_on=day + timedelta(days=300), scale=SCALE,
    )  # fmt: skip


@dataclass
class Story:
    """A case at the first step; `day` is told, never waited for."""

    world: World
    case: Case

    @classmethod
    def begin(cls) -> "Story":
        world = make_world(FLOOR)
        coach = world.of_kind(RoleKind.IB_ER)
        return cls(world, cases.open_case(world.pupil.pk, actor=coach, reason="zorgen"))

    # --- People --------------------

    @property
    def coach(self) -> Person:
        return self.world.of_kind(RoleKind.IB_ER)

    @property
    def baas(self) -> Person:
        return self.world.of_kind(RoleKind.DIRECTOR)

    @property
    def mother(self) -> Person:
        return self.world.guardians[0].person

    @property
    def father(self) -> Person:
        return self.world.guardians[1].person

    # --- The route --------------------

    def go(self, exit_key: str) -> None:
        """Take an exit; to the limit and to the desk by the commands that say more."""
        if exit_key == "grens":
            texts = {"limit": "", "instead": "kleiner", "reasons": "het gaat niet"}
            establishing.establish_handelingsverlegenheid(self.case.pk, exit_key, actor=self.baas, **texts)
        elif exit_key == "bij_het_loket":
            referral.send_referral(self.case.pk, exit_key, reason="wij vragen raad", actor=self.baas)
        else:
            cases.take_exit(self.case.pk, exit_key, actor=self.coach, reason="zo besloten")

    def plan(self, *roles: str, kind: str = "hold_meeting") -> None:
        invited = [self.world.people[role].pk for role in roles]
        talk.plan_item(
            self.case.pk, on=clock.today(), question="wat helpt?", actor=self.coach, kind=kind, invite=invited
        )

    def ask_consent(self, purpose: str = "") -> Consent:
        return consent.ask_consent(self.case.pk, actor=self.coach, purpose=purpose)

    def consent(self, *answers: str, purpose: str = "") -> Consent:
        """Ask about who is invited, or about a purpose, and let mother and father answer."""
        asked = self.ask_consent(purpose)
        for parent, answer in zip((self.mother, self.father), answers, strict=False):
            consent.answer_consent(asked.pk, answer=answer, actor=parent)
        return asked

    def share(self) -> None:
        talk.share_item(self.case.pk, actor=self.coach)

    def invite(self) -> None:
        talk.invite_guardians(self.case.pk, actor=self.coach)

    def hold(self) -> None:
        talk.hold_item(self.case.pk, minutes="besproken", actor=self.coach)

    # --- Support --------------------

    def propose(self, key: str = "hulp") -> None:
        day = clock.today()
        terms = {"goal": "meedoen", "hours": 2, "starts_on": day, "ends_on": day + timedelta(days=90)}
        support.propose_arrangement(self.case.pk, key=key, actor=self.coach, **terms)

    def grant(self) -> None:
        support.decide_arrangement(self.case.pk, grant=True, reasons="nodig", actor=self.baas)

    def draw_up(self) -> None:
        """An OPP with one measurable goal, talked over with the guardians."""
        texts = {"destination": "vmbo", "grounds": "tempo", "stimulating": "inzet", "hindering": "taal"}
        perspective.draw_up_opp(
            self.case.pk, support="elke dag samen lezen", deviations="", goals=[goal()], actor=self.coach, **texts
        )
        perspective.consult_guardians(self.case.pk, on=clock.today(), text="samen besproken", actor=self.coach)

    def hear(self, moment: str, influence: str = "het boek koos hij zelf") -> None:
        said = {"how": "self", "by": "de coach", "words": "ik wil lezen", "influence": influence}
        voice.hear_pupil(self.case.pk, moment=moment, actor=self.coach, **said)

    def set_perspective(self) -> None:
        perspective.set_perspective(self.case.pk, actor=self.coach)

    def offer(self) -> Handelingsdeel:
        return handelingsdeel.offer_handelingsdeel(self.case.pk, actor=self.coach)

    def adjust(self) -> None:
        handelingsdeel.draw_up_handelingsdeel(
            self.case.pk, support="twee keer per dag", deviations="", goals=[goal()], actor=self.coach
        )

    def agree(self, version: Handelingsdeel, parent: Person, answer: str = "agreed") -> None:
        agreement.agree_handelingsdeel(version.pk, answer=answer, actor=parent)

    def put_in_force(self) -> None:
        handelingsdeel.put_in_force(self.case.pk, actor=self.coach)

    def evaluate(self, *, guardians_present: bool = True) -> None:
        version = Handelingsdeel.objects.in_force().get(opp__case=self.case)
        scores = {goal.pk: evaluations.ScoreInput(-2) for goal in version.goals.all()}
        evaluations.evaluate_opp(
            self.case.pk,
            scores=scores,
            support_held=90,
            conclusion="geen stap verder",
            guardians_present=guardians_present,
            actor=self.coach,
        )

    def opp_in_force(self) -> None:
        """The OPP, and its handelingsdeel with the agreement of both."""
        self.draw_up()
        self.hear("setting")
        self.set_perspective()
        version = self.offer()
        self.agree(version, self.mother)
        self.agree(version, self.father)
        self.put_in_force()

    def hgw_cycle(self) -> None:
        """A whole cycle in the group, with one intervention and its effect."""
        cycle = hgw.start_hgw_cycle(self.case.pupil_id, actor=self.coach)
        for text in ("is stil", "korte opdrachten", "elke dag"):
            hgw.advance_hgw_cycle(cycle.pk, text, actor=self.coach)
        one = start_intervention(
            self.case.pupil_id,
            "oefenen",
            "kleine stap",
            "juf",
            15,
            3,
            clock.today(),
            actor=self.coach,
            cycle_id=cycle.pk,
        )
        hgw.close_hgw_cycle(cycle.pk, "iets beter", actor=self.coach, effects={one.pk: "drie van vijf"})

    # --- The desk --------------------

    def prepare(self, asks: str) -> Referral:
        return referral.prepare_referral(
            self.case.pk, exit_key="bij_het_loket", asks=asks, question="wat nu?", actor=self.coach
        )

    def show(self) -> None:
        referral.show_referral(self.case.pk, actor=self.coach)

    def views(self, running: Referral) -> None:
        for parent in (self.mother, self.father):
            referral_word.add_view(running.pk, view="wij hopen op rust", actor=parent)

    def ready(self, asks: str) -> None:
        """At the limit, with a referral that both guardians saw."""
        self.go("grens")
        running = self.prepare(asks)
        self.show()
        self.views(running)

    def at_desk(self) -> DeskCase:
        return DeskCase.objects.get(swv_id=self.world.school.swv_id)


@contextmanager
def refused(by: int) -> Iterator[None]:
    """The act is refused, and a requirement of this floor rule is among what stands in its way."""
    with pytest.raises(Refused) as caught:
        yield
    assert by in {finding.floor for finding in caught.value.findings if finding.met is not True}


def later(**span: Any) -> Any:
    """Some days after the start: `with later(weeks=7): …`."""
    return clock.at(START + timedelta(**span))
