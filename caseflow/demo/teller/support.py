"""Arrangements: asked for, decided, carried out, evaluated, ended."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from caseflow import clock
from caseflow.demo.teller.base import Base
from caseflow.route.commands import evaluating, helping, support
from caseflow.route.models import Arrangement, ArrangementUse
from pupils.models import Person


class Support(Base):
    def proposes(self, key: str, goal: str, hours: int, until: date, **more: Any) -> None:
        support.propose_arrangement(
            self.case_id, key=key, goal=goal, hours=hours, starts_on=clock.today(), ends_on=until, **more,
            actor=self.hand("propose_arrangement"),
        )  # fmt: skip

    def goes_on(self, goal: str, hours: int, starts_on: date, until: date) -> None:
        """What runs is asked for again, in its place or after it."""
        former = self._running()
        answers = {one["key"]: one["answer"] for one in former.answers}
        support.propose_arrangement(
            self.case_id, key=former.key, goal=goal, hours=hours, starts_on=starts_on, ends_on=until,
            answers=answers, follows_id=former.pk, actor=self.hand("propose_arrangement"),
        )  # fmt: skip

    def is_granted(self, reasons: str) -> None:
        support.decide_arrangement(self.case_id, grant=True, reasons=reasons, actor=self.director)

    def is_not_granted(self, reasons: str) -> None:
        support.decide_arrangement(self.case_id, grant=False, reasons=reasons, actor=self.director)

    def is_carried_out_by(self, *people: Person) -> None:
        people_ = [one.pk for one in people]
        helping.set_carriers(self._running().pk, people=people_, actor=self.hand("propose_arrangement"))

    def helps(self, by: Person, minutes: int, days: Iterable[date] | None = None) -> None:
        """Today, or on these days, the help was given; where a holiday makes two weeks fall on one day, it was once."""
        one = self._running()
        written = set(ArrangementUse.objects.own(by).filter(arrangement=one, euros=None).values_list("day", flat=True))
        for day in sorted({*(days or [clock.today()])} - written):
            helping.log_use(one.pk, day=day, minutes=minutes, actor=by)

    def evaluates_arrangement(self, outcome: str, evaluation: str) -> None:
        evaluating.evaluate_arrangement(
            self.case_id, outcome=outcome, evaluation=evaluation, actor=self.hand("evaluate_arrangement")
        )

    def ends_arrangement(self, outcome: str, evaluation: str, why_early: str = "Het werk is gedaan.") -> None:
        early = why_early if self._running().ends_on > clock.today() else ""
        evaluating.end_arrangement(
            self.case_id, outcome=outcome, evaluation=evaluation, why_early=early, actor=self.hand("end_arrangement")
        )

    def _running(self) -> Arrangement:
        return Arrangement.objects.filter(case=self.case_id, state=Arrangement.GRANTED).order_by("pk")[0]
