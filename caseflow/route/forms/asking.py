"""The form by which guardians are asked for consent: about a talk, or about anything else that the SOP asks."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from caseflow.route.asking import asked_before, chosen_of, mark_of, planned, question_of, recipients_of, said_no
from caseflow.route.commands.consent import ask_consent
from caseflow.route.doors import ActForm, Door, opens
from caseflow.route.viewing import View
from pupils.errors import Invalid
from pupils.fields import People, Pick, may_be_empty, offer
from pupils.models import Consent


class AskConsent(ActForm):
    """What is asked of whom is shown word for word before it goes: sent is only what was seen.

    For the planned talk there is nothing to choose: it is about that talk and who is invited to it, unless
    another question is asked again (`begins_again`). `changed`: it was read, and is another since.
    """

    purpose = Pick(_("Waarvoor vraag je toestemming?"))
    recipients = People(
        _("Wie mag over dit kind horen?"),
        required=False,
        help_text=_("Kies alleen wie het echt nodig heeft: de ouders lezen elke naam."),
    )
    question = mark = ""
    before: tuple[Any, ...] = ()  # what was asked for the same and still counts
    no: tuple[tuple[str, Any], ...] = ()  # who said no to the same last
    changed = False

    def prepare(self) -> None:
        item, sop = planned(self.view.case), self.view.sop
        if item is not None and item.purpose and self.initial.get("purpose", item.purpose) == item.purpose:
            del self.fields["purpose"], self.fields["recipients"]
            if not self.is_bound:
                self._show(item.purpose, None)
            return
        offer(self, "purpose", [(key, purpose.name) for key, purpose in sop.purposes.items()])
        people = {pk: name for key in sop.purposes for pk, name in recipients_of(self.view.case, sop, key).items()}
        if people:
            offer(self, "recipients", sorted(people.items(), key=lambda one: one[1]))
            may_be_empty(self, "recipients", _("(mag leeg blijven als niemand van buiten de school erover hoort)"))
        else:
            del self.fields["recipients"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        item, seen = planned(self.view.case), self.data.get("seen", "")
        purpose = said.get("purpose") or (item.purpose if item else "")
        if purpose not in self.view.sop.purposes or self.errors:
            return said
        chosen = said.get("recipients") if "recipients" in self.fields else None
        if not chosen and not recipients_of(self.view.case, self.view.sop, purpose):
            said["recipients"] = chosen = None  # nobody to choose from: it stays inside, or is a desk's
        try:
            self._show(purpose, chosen)
        except Invalid as wrong:
            self.add_error(wrong.field if wrong.field in self.fields else None, str(wrong.message))
            return said
        self.changed = bool(seen) and seen != self.mark
        return said

    def is_valid(self) -> bool:
        """What was not read yet does not go; that is no mistake, so no field says that something is wrong."""
        return super().is_valid() and self.data.get("seen", "") == self.mark

    def _show(self, purpose: str, chosen: list[int] | None) -> None:
        people = chosen_of(self.view.case, self.view.sop, purpose, chosen)
        self.question = question_of(self.view.case, self.view.sop, purpose, people.values(), self.view.on)
        self.before = tuple(asked_before(self.view.case, purpose, self.view.on))
        self.no = tuple(said_no(self.view.case, purpose, self.view.on))
        self.mark = mark_of(self.question)  # what is shown now is what the next press sends


def begins_again(view: View, said: QueryDict) -> dict[str, Any]:
    """To ask the same once more (`?again=` names it): its purpose, and of its people who can still be chosen."""
    again = said.get("again", "")
    before = Consent.objects.filter(pk=again, case_id=view.case.pk).first() if again.isdecimal() else None
    if before is None or before.purpose not in view.sop.purposes:
        return {}
    now = recipients_of(view.case, view.sop, before.purpose)
    chosen = [pk for pk in before.recipients.values_list("pk", flat=True) if pk in now]
    return {"purpose": before.purpose, "recipients": chosen}


opens(
    Door(
        "ask_consent",
        AskConsent,
        ask_consent,
        template="route/ask_consent.html",
        begins=begins_again,
        done=_("De vraag staat klaar voor de ouders. Zij krijgen er bericht van."),
        intro=_(
            "De ouders krijgen één duidelijke vraag: over dit kind, waarvoor, en met welke mensen. "
            "Zij mogen nee zeggen."
        ),
    )
)
