"""The OPP: drawn up, heard, talked over, agreed or objected to, evaluated, flagged and ended."""

from datetime import date, timedelta

from caseflow import clock
from caseflow.demo.teller.base import Base
from opp.commands import agreement, evaluation, flag, handelingsdeel, perspective, voice
from opp.commands.evaluation import ScoreInput
from opp.commands.goals import GoalInput
from opp.models import Handelingsdeel, Opp


class Plan(Base):
    def draws_up(
        self,
        destination: str,
        grounds: str,
        helps: str,
        hinders: str,
        support: str,
        *goals: GoalInput,
        deviations: str = "",
    ) -> None:
        perspective.draw_up_opp(
            self.case_id, destination=destination, grounds=grounds, stimulating=helps, hindering=hinders,
            support=support,
            deviations=deviations, goals=goals, actor=self.hand("draw_up_opp"),
        )  # fmt: skip

    def adjusts(self, support: str, *goals: GoalInput, deviations: str = "") -> None:
        """Another version of the handelingsdeel."""
        handelingsdeel.draw_up_handelingsdeel(
            self.case_id, support=support, deviations=deviations, goals=goals, actor=self.hand("draw_up_opp")
        )

    def child_says(self, moment: str, words: str, influence: str, *, how: str = "self", by: str = "") -> None:
        voice.hear_pupil(
            self.case_id, moment=moment, how=how, by=by or self.ib_er.name, words=words, influence=influence,
            feedback_on=clock.today(), actor=self.hand("hear_pupil"),
        )  # fmt: skip

    def talks_with_parents(self, text: str) -> None:
        perspective.consult_guardians(self.case_id, on=clock.today(), text=text, actor=self.hand("consult_guardians"))

    def sets_perspective(self) -> None:
        perspective.set_perspective(self.case_id, actor=self.hand("set_perspective"))

    def offers(self) -> None:
        handelingsdeel.offer_handelingsdeel(self.case_id, actor=self.hand("offer_handelingsdeel"))

    def agrees(self, name: str, view: str = "") -> None:
        agreement.agree_handelingsdeel(self._offered().pk, answer="agreed", view=view, actor=self.parent(name))

    def all_agree(self) -> None:
        for guardian in self.pupil.guardians.filter(gezag="yes").select_related("person"):
            agreement.agree_handelingsdeel(self._offered().pk, answer="agreed", actor=guardian.person)

    def objects(self, name: str, view: str) -> None:
        agreement.agree_handelingsdeel(self._offered().pk, answer="objected", view=view, actor=self.parent(name))

    def puts_in_force(self) -> None:
        handelingsdeel.put_in_force(self.case_id, actor=self.hand("put_in_force"))

    def evaluates(
        self, *scores: tuple[int | None, str], held: int, conclusion: str, then: str = "", parents: bool = True
    ) -> None:
        """Each goal in order: its score and what shows it (without a score: why not)."""
        version = self._opp().versions.filter(in_force_on__isnull=False, superseded_on=None).get()
        given = {
            goal.pk: ScoreInput(score, evidence=why) if score is not None else ScoreInput(None, explanation=why)
            for goal, (score, why) in zip(version.goals.all(), scores, strict=True)
        }
        evaluation.evaluate_opp(
            self.case_id, scores=given, support_held=held, conclusion=conclusion, guardians_present=parents,
            next_steps=then,
            actor=self.hand("evaluate_opp"),
        )  # fmt: skip

    def talks_over_flag(self, how: str) -> None:
        flag.talk_over_flag(self.case_id, how=how, actor=self.hand("talk_over_flag"))

    def answers_flag(self, answer: str, reasons: str) -> None:
        flag.answer_flag(self.case_id, answer=answer, reasons=reasons, actor=self.director)

    def ends_opp(self, reason: str) -> None:
        perspective.end_opp(self.case_id, reason=reason, talked_over_on=clock.today(), actor=self.hand("end_opp"))

    def goal_again(self, number: int) -> GoalInput:
        """A goal of the version in force, kept on the same scale; `number` counts from 0."""
        goal = list(self._opp().versions.filter(in_force_on__isnull=False, superseded_on=None).get().goals.all())[
            number
        ]
        return GoalInput(
            domain=goal.domain, text=goal.text, baseline=goal.baseline, baseline_on=goal.baseline_on,
            instrument=goal.instrument, target=goal.target, target_on=clock.today() + timedelta(weeks=26),
            scale=goal.scale,
            continues=goal.pk,
        )  # fmt: skip

    def _opp(self) -> Opp:
        return Opp.objects.filter(case=self.case_id).order_by("-pk")[0]

    def _offered(self) -> Handelingsdeel:
        return self._opp().versions.filter(offered_on__isnull=False, superseded_on=None).order_by("-number")[0]


def goal(
    domain: str, text: str, baseline: str, instrument: str, target: str, *scale: str, until: date | None = None
) -> GoalInput:
    """A goal with its five steps, from −2 (where the child begins) to +2."""
    today = clock.today()
    return GoalInput(
        domain=domain, text=text, baseline=baseline, baseline_on=today, instrument=instrument, target=target,
        target_on=until or today + timedelta(weeks=26), scale=scale,
    )  # fmt: skip
