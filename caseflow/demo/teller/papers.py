"""The school's own documents: written, made ready, laid before the parents and answered."""

from caseflow.demo.teller.base import Base
from caseflow.route.commands import paper, signature
from caseflow.route.models import Paper
from caseflow.sop.papers import asked_here, parts_here


class Papers(Base):
    def writes_in(self, document: str, **parts: str) -> None:
        """Parts of it by their keys, each by whom the SOP names."""
        asked = asked_here(self.sop, self.case.step, document)
        known = parts_here(self.sop, asked) if asked else {}
        for key, text in parts.items():
            writer = self.holder(*known[key].written_by)
            paper.write_document(self.case_id, document=document, section=key, text=text, actor=writer)

    def lays(self, document: str) -> None:
        """Made ready, and put before the parents."""
        paper.finish_document(self.case_id, document=document, actor=self.hand("finish_document"))
        paper.lay_document(self.case_id, document=document, actor=self.hand("lay_document"))

    def signs(self, name: str, answer: str, view: str = "") -> None:
        """A parent's own word in the portal on what was laid last."""
        last = Paper.objects.filter(case=self.case_id).order_by("-pk")[0]
        signature.sign_document(last.pk, answer=answer, actor=self.parent(name), view=view)
