"""Arrangements: proposed, decided, ended."""

from datetime import date

from caseflow import clock
from caseflow.demo.teller.base import Base
from caseflow.route.commands import support


class Support(Base):
    def proposes(self, key: str, goal: str, hours: int, until: date) -> None:
        support.propose_arrangement(
            self.case_id, key=key, goal=goal, hours=hours, starts_on=clock.today(), ends_on=until,
            actor=self.hand("propose_arrangement"),
        )  # fmt: skip

    def is_granted(self, reasons: str) -> None:
        support.decide_arrangement(self.case_id, grant=True, reasons=reasons, actor=self.director)

    def is_not_granted(self, reasons: str) -> None:
        support.decide_arrangement(self.case_id, grant=False, reasons=reasons, actor=self.director)

    def ends_arrangement(self, outcome: str, evaluation: str) -> None:
        support.end_arrangement(
            self.case_id, outcome=outcome, evaluation=evaluation, actor=self.hand("end_arrangement")
        )
