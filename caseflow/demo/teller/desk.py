"""Handelingsverlegenheid, the referral, and what the desk does with it."""

from caseflow import clock
from caseflow.demo.teller.base import Base
from caseflow.route.commands import case as cases
from caseflow.route.commands import desk, establishing, referral, referral_word
from caseflow.route.models import DeskCase, Referral


class Desk(Base):
    def cannot_wait(self, ground: str) -> None:
        establishing.record_ground_not_to_wait(self.case_id, ground=ground, actor=self.director)

    def is_established(self, step: str, limit: str, instead: str, reasons: str) -> None:
        establishing.establish_handelingsverlegenheid(
            self.case_id, self.way(step).key, limit=limit, instead=instead, reasons=reasons, actor=self.director
        )

    def prepares_referral(self, step: str, asks: str, question: str) -> None:
        referral.prepare_referral(
            self.case_id, exit_key=self.way(step).key, asks=asks, question=question, actor=self.hand("prepare_referral")
        )

    def shows_referral(self) -> None:
        referral.show_referral(self.case_id, actor=self.hand("show_referral"))

    def adds_view(self, name: str, view: str) -> None:
        referral_word.add_view(self._referral().pk, view=view, actor=self.parent(name))

    def view_on_paper(self, name: str, view: str) -> None:
        referral_word.record_view_on_paper(
            self.case_id,
            guardian_id=self.guardian(name).pk,
            view=view,
            on=clock.today(),
            witness=self.hand("show_referral").name,
            actor=self.hand("show_referral"),
        )

    def sends_referral(self, step: str, reason: str) -> None:
        referral.send_referral(self.case_id, self.way(step).key, reason=reason, actor=self.director)

    def expert_advises(self, name: str, text: str) -> None:
        desk.add_expert_advice(self._at_desk().pk, text=text, actor=self.demo.people[name])

    def desk_answers(self, reply: str, grounds: str, tlv: desk.TlvTerms | None = None) -> None:
        member = self.demo.people["Carola Middelkoop"]
        desk.answer_referral(self._at_desk().pk, reply=reply, grounds=grounds, actor=member, tlv=tlv)

    def letter_comes(self, reply: str, text: str) -> None:
        """The answer of a desk that is not in Caseflow."""
        referral.record_reply(self.case_id, reply=reply, text=text, actor=self.hand("give_advice"))

    def is_admitted(self, school: str) -> None:
        cases.record_admission(self.case_id, school=school, on=clock.today(), actor=self.hand("record_admission"))

    def _referral(self) -> Referral:
        return Referral.objects.filter(case=self.case_id).order_by("-pk")[0]

    def _at_desk(self) -> DeskCase:
        return DeskCase.objects.get(handover=self._referral().handover)
