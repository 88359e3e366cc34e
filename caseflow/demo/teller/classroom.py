"""What happens in the classroom: what somebody saw, and the HGW cycle."""

from datetime import date
from decimal import Decimal
from typing import Any

from caseflow import clock
from caseflow.demo.teller.base import Base
from caseflow.route.commands import case as cases
from caseflow.sop.dates import Span, last_school_day
from pupils.commands import contact, gezag, hgw
from pupils.commands.intervention import start_intervention
from pupils.commands.measured import record_measurement
from pupils.commands.observation import log_observation
from pupils.models import HgwCycle, Intervention, Measurement, Person, Proof


class Classroom(Base):
    def saw(self, area: str, what: str, helped: str = "", by: Person | None = None) -> None:
        log_observation(self.pupil.pk, clock.today(), area, what, helped, actor=by or self.teacher)

    def measures(self, instrument: str, level: str, score: int, *, between: bool = False) -> None:
        """A main measurement of today, or one in between."""
        moment = Measurement.Moment.BETWEEN if between else Measurement.Moment.MAIN
        record_measurement(
            self.pupil.pk, instrument=instrument, day=clock.today(), moment=moment, level=level,
            score=Decimal(score), actor=self.teacher,
        )  # fmt: skip

    def main_test(self, back: int = 0) -> date:
        """A day on which the school's own calendar had its main measurements: the last one, or so many before it."""
        entry, free = self.sop.calendar["hoofdmeting_woorden"], self.sop.free_days()
        first = Span(3, "years").before(self.demo.today).replace(day=20)
        days = (Span(number, "months").after(first) for number in range(37))
        tested = [last_school_day(day, free) for day in days if day.month in entry.months and day <= self.demo.today]
        return tested[-1 - back]

    def begins_cycle(self, signals: str = "", by: Person | None = None) -> None:
        """Waarnemen; with `signals` that phase is done at once."""
        hgw.start_hgw_cycle(self.pupil.pk, actor=by or self.teacher)
        if signals:
            self.notes(signals, by)

    def notes(self, text: str, by: Person | None = None) -> None:
        """End the present phase of the cycle with its text."""
        cycle = HgwCycle.objects.unfinished().get(pupil=self.pupil)
        hgw.advance_hgw_cycle(cycle.pk, text, actor=by or self.teacher)

    def plans(self, needs: str, plan: str, by: Person | None = None) -> None:
        self.notes(needs, by)
        self.notes(plan, by)

    def tries(
        self,
        what: str,
        need: str,
        whom: str,
        minutes: int,
        times: int,
        until: date | None = None,
        by: Person | None = None,
        **more: Any,
    ) -> None:
        """An intervention within the cycle that runs; `more` is its goal, and what it is of the school's offer."""
        cycle = HgwCycle.objects.unfinished().get(pupil=self.pupil)
        start_intervention(
            self.pupil.pk,
            what,
            need,
            whom,
            minutes,
            times,
            clock.today(),
            until,
            actor=by or self.teacher,
            cycle_id=cycle.pk,
            **more,
        )

    def ends_cycle(self, effect: str, *brought: str, by: Person | None = None) -> None:
        """What each intervention brought, in order, and what the cycle as a whole did."""
        cycle = HgwCycle.objects.unfinished().get(pupil=self.pupil)
        tried = Intervention.objects.filter(cycle=cycle).order_by("pk")
        effects = {one.pk: text for one, text in zip(tried, brought, strict=True)}
        hgw.close_hgw_cycle(cycle.pk, effect, actor=by or self.teacher, effects=effects)

    def is_enrolled(self, *, known_need: bool = False) -> None:
        cases.enrol_pupil(self.case_id, known_need=known_need, actor=self.director)

    def extends_term(self, reason: str) -> None:
        cases.extend_term(self.case_id, reason=reason, actor=self.director)

    def finds_gezag(self, name: str, word: str, evidence: str) -> None:
        shown = gezag.Shown(proof=Proof.REGISTER, on=clock.today(), seen=evidence)
        gezag.record_gezag(self.guardian(name).pk, word, shown, actor=self.ib_er)

    def tries_to_reach(self, name: str, how: str) -> None:
        contact.record_contact_attempt(self.guardian(name).pk, clock.today(), how, actor=self.ib_er)
