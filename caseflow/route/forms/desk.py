"""The desk's forms: one expert's advice, and the answer to the school."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caseflow.route.commands.desk import TlvTerms
from caseflow.route.models import Tlv
from caseflow.sop.replies import ANSWERING, answers_to
from caseflow.sop.vocabulary import Asks, Reply
from pupils.fields import Day, Line, Pick, Words, offer


class ExpertAdviceForm(forms.Form):
    restored = False

    text = Words(
        _("Uw advies"), rows=8,
        help_text=_("In uw eigen woorden. Wie ook adviseert, leest dit niet vooraf. Een gegeven advies staat vast."),
    )  # fmt: skip


LABELS = {
    Reply.GRANTED: _("Ja: wat de school vraagt, komt er"),
    Reply.REFUSED: _("Nee: wat de school vraagt, komt er niet"),
    Reply.TLV_GRANTED: _("De TLV verlenen"),
    Reply.TLV_REFUSED: _("De TLV weigeren"),
    Reply.ADVICE: _("Advies: de leerling kan op deze school blijven"),
    Reply.ELSEWHERE: _("Advies: een andere plek past beter"),
}
INSTEAD = _("Geen ja of nee, wel advies")


def offer_replies(form: forms.Form, asks: str, by: str = "") -> None:
    """What can be answered to what was asked, and by one act alone where that is all that can be done here."""
    words = [word for word in answers_to([asks]) if by in ("", ANSWERING[word])]
    labels = {**LABELS, Reply.ADVICE: INSTEAD} if Reply.GRANTED in words else LABELS
    offer(form, "reply", [(str(word), labels[word]) for word in words])


class AnswerForm(forms.Form):
    """The answer with its grounds; where a TLV was asked it may be granted or refused."""

    restored = False

    reply = Pick(_("Het antwoord"))
    grounds = Words(
        _("Gronden"), rows=6,
        help_text=_("Waarop rust dit antwoord? De school en de ouders lezen deze tekst. Een antwoord staat vast."),
    )  # fmt: skip

    def __init__(self, *args: Any, asks: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_replies(self, asks)
        if asks == Asks.ADVICE:
            self.fields["reply"].initial = str(Reply.ADVICE)

    def terms(self, data: dict[str, Any]) -> TlvTerms | None:
        """The terms of a TLV; an answer without one has none."""
        return None


class TlvAnswerForm(AnswerForm):
    kind = Pick(
        _("TLV voor"), Tlv.KINDS, beside=True, required=False,
        help_text=_("Dit en wat hieronder staat, vult u alleen in als u de TLV verleent."),
    )  # fmt: skip
    category = forms.ChoiceField(
        label=_("Categorie"),
        choices=[("", "–"), *Tlv.CATEGORIES],
        required=False,
        help_text=_("Alleen bij speciaal onderwijs (so)."),
    )
    valid_from = Day(_("Geldig van"), required=False)
    valid_until = Day(_("Geldig tot en met"), required=False)
    number = Line(_("Nummer van de TLV"), required=False, max_length=40)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("reply") == Reply.TLV_GRANTED:
            for name in ("kind", "valid_from", "valid_until", "number"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(
                        name,
                        _("Vul dit nog in: een TLV zegt waarvoor zij is, van wanneer tot wanneer, en haar nummer."),
                    )
        return data

    def terms(self, data: dict[str, Any]) -> TlvTerms | None:
        if data["reply"] != Reply.TLV_GRANTED:
            return None
        return TlvTerms(data["kind"], data["category"], data["valid_from"], data["valid_until"], data["number"])
