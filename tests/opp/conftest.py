"""One case at the real school, and what its people do to an OPP, in a few words each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile

from caseflow import clock
from caseflow.route.commands.case import open_case
from caseflow.route.facting import facts_of
from caseflow.route.models import Case
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import RoleKind
from opp.commands import agreement, evaluation, handelingsdeel, perspective, voice
from opp.commands.evaluation import ScoreInput
from opp.commands.goals import GoalInput
from opp.models import Evaluation, Handelingsdeel, Opp
from opp.queries import open_opp, version_worked_with
from tests.world import REAL, World, make_world

START = date(2026, 1, 12)
SCALE = ("leest woorden", "leest zinnen", "leest een tekst", "leest vlot", "leest voor")
MEASURABLE = GoalInput(
    "taal", "Leest vlot", baseline="M3", baseline_on=START, instrument="lib", target="E4",
    target_on=START + timedelta(days=900), scale=SCALE,
)  # fmt: skip
VAGUE = GoalInput("gedrag", "Zit lekkerder in zijn vel")
TEXTS = {"destination": "vmbo", "grounds": "toetsen", "stimulating": "nieuwsgierig", "hindering": "snel moe"}


@dataclass
class Story:
    """What was done so far is in the database; these are the hands that do it."""

    world: World
    case: Case
    ib_er: Any = field(init=False)
    director: Any = field(init=False)

    def __post_init__(self) -> None:
        self.ib_er = self.world.of_kind(RoleKind.IB_ER)
        self.director = self.world.of_kind(RoleKind.DIRECTOR)

    @property
    def opp(self) -> Opp:
        opp = open_opp(self.case)
        assert opp is not None
        return opp

    @property
    def version(self) -> Handelingsdeel:
        return self.opp.versions.latest("number")

    def fact(self, key: str) -> Any:
        return facts_of(self.case, {key})[key]

    def draw_up(self, *goals: GoalInput, support: str = "Drie keer per week lezen") -> Opp:
        return perspective.draw_up_opp(
            self.case.pk,
            **TEXTS,
            support=support,
            deviations="",
            goals=goals or [MEASURABLE],
            actor=self.ib_er,
        )

    def adjust(self, *goals: GoalInput) -> Handelingsdeel:
        return handelingsdeel.draw_up_handelingsdeel(
            self.case.pk,
            support="Elke dag lezen",
            deviations="minder rekenen",
            goals=goals or [MEASURABLE],
            actor=self.ib_er,
        )

    def hear(self, moment: str, **more: Any) -> Any:
        said = {"how": "self", "by": "juf", "words": "Ik wil lezen", "influence": "Meer leestijd", **more}
        return voice.hear_pupil(self.case.pk, moment=moment, actor=self.ib_er, **said)

    def set_perspective(self) -> Opp:
        self.hear("setting")
        perspective.consult_guardians(self.case.pk, on=clock.today(), text="Samen besproken", actor=self.ib_er)
        return perspective.set_perspective(self.case.pk, actor=self.ib_er)

    def offer(self) -> Handelingsdeel:
        return handelingsdeel.offer_handelingsdeel(self.case.pk, actor=self.ib_er)

    def answer(self, index: int, word: str, view: str = "") -> Any:
        actor = self.world.guardians[index].person
        return agreement.agree_handelingsdeel(self.version.pk, answer=word, view=view, actor=actor)

    def on_paper(self, index: int, word: str, on: date, **more: Any) -> Any:
        given = {"witness": "Ida", "scan": ContentFile(b"pdf", "scan.pdf"), "actor": self.ib_er, **more}
        guardian = self.world.guardians[index]
        return agreement.record_paper_agreement(
            self.version.pk, guardian_id=guardian.pk, answer=word, answered_on=on, **given
        )

    def put_in_force(self) -> Handelingsdeel:
        return handelingsdeel.put_in_force(self.case.pk, actor=self.ib_er)

    def run(self, *goals: GoalInput, **more: str) -> Opp:
        """All of it, up to a handelingsdeel in force."""
        self.draw_up(*goals, **more)
        self.set_perspective()
        self.offer()
        self.answer(0, "agreed")
        self.answer(1, "agreed")
        self.put_in_force()
        return self.opp

    def evaluate(self, *scores: int | None, held: int = 90, present: bool = True) -> Evaluation:
        self.hear("evaluating")
        return self.evaluate_unheard(*scores, held=held, present=present)

    def evaluate_unheard(self, *scores: int | None, held: int = 90, present: bool = True) -> Evaluation:
        worked_with = version_worked_with(self.opp)
        goals = worked_with.goals.all() if worked_with else []
        given = {
            g.pk: ScoreInput(s, "" if s is not None else "ziek", "toets") for g, s in zip(goals, scores, strict=True)
        }
        return evaluation.evaluate_opp(
            self.case.pk,
            scores=given,
            support_held=held,
            conclusion="We gaan door",
            guardians_present=present,
            actor=self.ib_er,
        )

    def end(self) -> Opp:
        return perspective.end_opp(self.case.pk, reason="Klaar", talked_over_on=clock.today(), actor=self.ib_er)


@pytest.fixture
def world(db: Any, settings: Any, tmp_path: Any) -> World:
    settings.STORAGES = {**settings.STORAGES, "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}}  # fmt: skip
    return make_world(REAL / "kbs-crescendo.yaml")


@pytest.fixture
def story(world: World) -> Iterator[Story]:
    """A case opened on START; it is that day until the test says otherwise."""
    with clock.at(START):
        case = open_case(world.pupil.pk, actor=world.of_kind(RoleKind.IB_ER), reason="Leest moeizaam")
        yield Story(world, case)


def flagged(on: date) -> int:
    """The nightly sweep of a day; how many flags it raised."""
    return sweep(on)["opp.watch.flag"]
