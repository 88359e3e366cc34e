"""What happens at the table: planned, asked, answered, shared, held, advised."""

from collections.abc import Collection
from datetime import date, time

from django.core.files.base import ContentFile

from caseflow import clock
from caseflow.demo.teller.base import Base
from caseflow.route.commands import consent, talk, writing
from caseflow.route.commands.minutes import approve_minutes
from caseflow.route.models import Item
from pupils.models import Consent, RoleAssignment, Writing

#: A scan as small as a PDF can be: one empty page.
SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


class Table(Base):
    def plans_talk(
        self,
        on: date,
        question: str,
        *,
        kind: str = "hold_meeting",
        invite: tuple[str, ...] | None = None,
        begins: time | None = None,
    ) -> None:
        """Put it on the table of the step for a day; `invite` names roles, without it: the standing members."""
        people = None if invite is None else [self.holder(role).pk for role in invite]
        talk.plan_item(
            self.case_id, on=on, question=question, actor=self.hand("plan_item"), kind=kind, invite=people,
            begins=begins, lasts=30 if begins else None,
        )  # fmt: skip

    def asks_consent(self, purpose: str = "", roles: Collection[str] = ()) -> None:
        """About who is invited; where nobody is, about who holds these roles, else whoever the purpose may name."""
        people = RoleAssignment.objects.current().filter(school=self.pupil.school, role__in=roles)
        chosen = list(people.values_list("person", flat=True)) or None
        consent.ask_consent(self.case_id, actor=self.hand("ask_consent"), purpose=purpose, recipients=chosen)

    def says(self, name: str, answer: str, view: str = "") -> None:
        """A guardian's own answer in the portal to what was asked last: given, refused or withdrawn."""
        consent.answer_consent(self._asked().pk, answer=answer, view=view, actor=self.parent(name))

    def says_on_paper(self, name: str, answer: str, witness: str, view: str = "") -> None:
        consent.record_paper_answer(
            self._asked().pk, guardian_id=self.guardian(name).pk, answer=answer, answered_on=clock.today(),
            witness=witness,
            scan=ContentFile(SCAN, name="toestemming.pdf"), actor=self.ib_er, view=view,
        )  # fmt: skip

    def all_say_yes(self) -> None:
        for guardian in self.pupil.guardians.filter(gezag="yes").select_related("person"):
            consent.answer_consent(self._asked().pk, answer="given", actor=guardian.person)

    def all_agree_to(self, purpose: str, roles: Collection[str] = ()) -> None:
        """Asked and answered with yes, unless an earlier yes about these people still holds."""
        live = Consent.objects.live(clock.today()).filter(case_id=self.case_id, purpose=purpose)
        if not (live.filter(recipients__roles__role__in=roles) if roles else live).exists():
            self.asks_consent(purpose, roles)
            self.all_say_yes()

    def all_agree_to_partner(self, key: str) -> None:
        """What the partner who gives this arrangement asks of the parents."""
        partner = self.sop.arrangements[key].partner
        purpose = self.sop.partners[partner].consent if partner else None
        if partner and purpose:
            self.all_agree_to(purpose, self.sop.roles_from(partner))

    def writes(self, name: str, text: str) -> None:
        """A guardian writes the school of her own accord."""
        writing.write_to_school(self.pupil.pk, text=text, actor=self.parent(name))

    def writes_back(self, text: str) -> None:
        """The IB-er answers what was written last."""
        last = Writing.objects.filter(guardian__pupil=self.pupil).earliest("-pk")
        writing.answer_writing(last.pk, text=text, actor=self.ib_er)

    def _asked(self) -> Consent:
        return Consent.objects.filter(case_id=self.case_id).order_by("-pk")[0]

    def invites_parents(self) -> None:
        talk.invite_guardians(self.case_id, actor=self.hand("invite_guardians"))

    def invites_pupil(self) -> None:
        talk.invite_pupil(self.case_id, actor=self.hand("invite_pupil"))

    def informs_parents(self, how: str) -> None:
        talk.inform_guardians(self.case_id, how=how, actor=self.hand("inform_guardians"))

    def talks_before(self, how: str) -> None:
        """With the parents, before a step that asks it."""
        talk.talk_with_guardians(self.case_id, how=how, actor=self.hand("talk_with_guardians"))

    def shares(self) -> None:
        talk.share_item(self.case_id, actor=self.hand("share"))

    def holds(self, minutes: str) -> None:
        actor = self.hand(Item.objects.pending().get(case=self.case_id).kind)
        item = talk.hold_item(self.case_id, minutes=minutes, actor=actor)
        approve_minutes(item.pk, minutes=minutes, actor=actor)

    def hears_advice(self, author: str, text: str) -> None:
        """As the chair writes down what somebody at the table advised."""
        talk.record_advice(self.case_id, author_name=author, text=text, actor=self.hand("record_advice"))

    def advises(self, role: str, text: str) -> None:
        """Somebody from outside writes it in the file herself."""
        item = Item.objects.filter(case=self.case_id).order_by("-pk")[0]
        talk.add_own_advice(item.pk, text=text, actor=self.holder(role))
