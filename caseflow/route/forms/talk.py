"""Forms around a talk: planning, inviting, sharing, holding, advice."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from caseflow.route.asking import planned
from caseflow.route.commands.another_day import move_item
from caseflow.route.commands.at_table import chosen_of_table
from caseflow.route.commands.talk import (
    hold_item,
    inform_guardians,
    invite_guardians,
    invite_pupil,
    plan_item,
    record_advice,
    share_item,
    take_off_agenda,
    talk_with_guardians,
    waive_guardians,
)
from caseflow.route.doors import ActForm, Door, opens
from caseflow.route.hands import decided_at_table, near
from caseflow.route.meetings import TALK, composed, mark_of_notes
from caseflow.route.models import Item
from caseflow.route.presence import asked_to, said_not_to_come
from caseflow.route.viewing import View, steers
from caseflow.sop.naming import once
from pupils.fields import Choose, Day, Hour, Line, People, Pick, Words, offer
from pupils.models import RoleAssignment
from pupils.staffing import names_here

#: In minutes; a talk planned for another length by other means keeps it when it is moved.
LENGTHS = (10, 15, 20, 30, 45, 60, 90, 120)


def lengths(*more: int) -> list[tuple[int, Any]]:
    return [(one, _("%(number)s minuten") % {"number": one}) for one in sorted({*LENGTHS, *more})]


class SlotForm(ActForm):
    """When: a day, and a time where that is known already."""

    on = Day(_("Wanneer?"))
    begins = Hour(_("Hoe laat?"), required=False, help_text=_("Weet je dat nog niet? Laat het leeg."))
    lasts = Choose(_("Hoe lang?"), required=False, initial=30)

    def prepare(self) -> None:
        self.offer_lengths()

    def offer_lengths(self, *more: int) -> None:
        offer(self, "lasts", lengths(*more))

    def clean_lasts(self) -> int | None:
        chosen = self.cleaned_data["lasts"]
        return int(chosen) if chosen else None


class MoveItem(SlotForm):
    """Begins with what stands there now."""

    def prepare(self) -> None:
        item = planned(self.view.case)
        if item is None:
            self.offer_lengths()
            return
        self.offer_lengths(*((item.lasts,) if item.lasts else ()))
        self.fields["on"].initial, self.fields["begins"].initial = item.planned_on, item.begins
        self.fields["lasts"].initial = item.lasts or self.fields["lasts"].initial


class PlanItem(SlotForm):
    """The people are those who hold a seat at this step's table today."""

    kind = Pick(_("Wat voor gesprek is het?"), Item.KINDS, initial="hold_meeting")
    question = Words(_("Wat is de vraag?"), help_text=_("Eén vraag, zo dat iemand van buiten hem ook begrijpt."))
    invite = People(_("Wie nodig je uit?"), required=False)

    def prepare(self) -> None:
        self.offer_lengths()
        table = list(self._table())
        known_as = names_here(self.view.case.school, [one.person for one in table])
        hats: dict[int, list[str]] = {}
        for one in table:
            hats.setdefault(one.person_id, []).append(self._called(one))
        offer(self, "invite", [(pk, f"{known_as[pk]} ({once(names)})") for pk, names in hats.items()])
        seats = {seat.role: seat for seat in self.view.step.takes_part}
        self.fields["invite"].initial = [one.person_id for one in table if seats[one.role].presence != "on_call"]
        always = dict.fromkeys(self._called(one) for one in table if seats[one.role].presence == "required")
        notes = [_("Altijd uitgenodigd: %(roles)s.") % {"roles": ", ".join(always)}] if always else []
        nobody = set(self.view.sop.outsiders(self.view.case.step)) - {one.role for one in table}
        if nobody and steers(self.view):
            notes.append(self._where_to_add(nobody))
        self.fields["invite"].help_text = format_html_join(" ", "{}", [(note,) for note in notes])
        if not table and not notes:
            del self.fields["invite"]

    def _table(self) -> QuerySet[RoleAssignment]:
        held = RoleAssignment.objects.current().filter(
            near(self.view.case.pupil),
            school=self.view.case.school_id,
            role__in=[seat.role for seat in self.view.step.takes_part],
        )
        return held.select_related("person").order_by("person__name")

    def _called(self, held: RoleAssignment) -> str:
        return self.view.sop.called(held.role)

    def _where_to_add(self, nobody: set[str]) -> str:
        """Roles from outside that nobody holds yet: else they would only be missed."""
        missing = once(sorted(self.view.sop.called(role) for role in nobody))
        page, word = reverse("pupils:outsiders", args=[self.view.case.school_id]), _("Voeg iemand van buiten toe")
        said = _("Van buiten komt er nog niemand als %(roles)s.") % {"roles": missing}
        return format_html('{} <a href="{}">{}</a>.', said, page, word)


def waives_guardians(view: View) -> bool:
    """Whether some talk of this step invites the guardians only if they are needed."""
    return any(asked.invite == "if_needed" for asked in view.step.parents.values())


class InformGuardians(ActForm):
    how = Line(_("Hoe heb je het verteld?"), help_text=_("Bijvoorbeeld: in een gesprek op school, of aan de telefoon."))


class TakeOff(ActForm):
    reason = Line(_("Waarom gaat het niet door?"), help_text=_("Daarna kun je een andere dag of andere mensen kiezen."))


class WaiveGuardians(ActForm):
    reason = Line(_("Waarom kan het deze keer zonder de ouders?"))


class HoldItem(ActForm):
    minutes = Words(
        _("Wat is er besproken en afgesproken?"), rows=6, help_text=_("Alleen over dit kind. Ouders mogen dit lezen.")
    )
    missed = People(
        _("Wie was er niet bij?"),
        required=False,
        help_text=_("Wie je niet aanvinkt, staat in het verslag als aanwezig."),
    )
    decision = Pick(_("Wat besloot de tafel?"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def prepare(self) -> None:
        item = planned(self.view.case)
        if item is not None:
            self.fields["minutes"].initial, self.fields["seen"].initial = (
                composed(item, hears=self.view.hears),
                mark_of_notes(item),
            )
            self.fields["decision"].initial = chosen_of_table(self.view.sop, item)
        asked = asked_to(item) if item is not None and item.kind == TALK else {}
        if item is not None and asked:
            offer(self, "missed", list(asked.items()))
            self.fields["missed"].initial = said_not_to_come(item)
        else:
            del self.fields["missed"]
        decides = decided_at_table(self.view.sop, self.view.case)
        if decides:
            offer(self, "decision", [*decides.items(), ("", _("Nog niets"))])
        else:
            del self.fields["decision"]

    def clean(self) -> dict[str, Any]:
        """What was written at the table since the form was made is put below what stands in it: no word is lost."""
        said, item = super().clean() or {}, planned(self.view.case)
        if item is None or (now := mark_of_notes(item)) == said.get("seen", ""):
            return said
        newer, said["seen"] = composed(item, besides=said.get("seen", ""), hears=self.view.hears), now
        if newer:
            minutes = "\n\n".join((said.get("minutes", ""), newer)).strip()
            self.data = {**dict(self.data.items()), "seen": now, "minutes": minutes}
            below = _("Er is intussen aan tafel iets bij geschreven. Dat staat er nu onder: kijk het na.")
            self.add_error("minutes", below)
        return said


class RecordAdvice(ActForm):
    author_name = Line(_("Wie geeft dit advies?"))
    text = Words(_("Wat is het advies?"), rows=5)
    absent = forms.BooleanField(label=_("Deze persoon was niet bij de bespreking"), required=False)


opens(Door("plan_item", PlanItem, plan_item, done=_("De bespreking staat gepland.")))
opens(
    Door(
        "invite_guardians",
        ActForm,
        invite_guardians,
        done=_("De ouders zijn uitgenodigd."),
        intro=_("Alle ouders of verzorgers die mee mogen praten krijgen een uitnodiging voor de geplande bespreking."),
    )
)
opens(
    Door(
        "move_item",
        MoveItem,
        move_item,
        done=_("De bespreking is verzet. Wie is uitgenodigd, krijgt daar bericht van."),
        intro=_("Wie is uitgenodigd, blijft uitgenodigd. Iedereen krijgt bericht van de nieuwe dag en tijd."),
    )
)
opens(Door("take_off_agenda", TakeOff, take_off_agenda, done=_("De bespreking is van de agenda.")))
opens(
    Door(
        "invite_pupil",
        ActForm,
        invite_pupil,
        done=_("De leerling is uitgenodigd."),
        intro=_("Leg vast dat je de leerling zelf hebt gevraagd om mee te praten."),
    )
)
opens(Door("inform_guardians", InformGuardians, inform_guardians, done=_("Vastgelegd dat de ouders zijn ingelicht.")))
opens(Door("talk_with_guardians", InformGuardians, talk_with_guardians, done=_("Vastgelegd dat je de ouders sprak.")))
opens(
    Door(
        "waive_guardians",
        WaiveGuardians,
        waive_guardians,
        done=_("Vastgelegd waarom het deze keer zonder de ouders kan."),
        may=lambda view: view.may("waive_guardians") and waives_guardians(view),
    )
)
opens(
    Door(
        "share",
        ActForm,
        share_item,
        done=_("De genodigden kunnen zich inlezen."),
        intro=_("Wie van buiten komt, leest alleen wat de ouders goed vonden, en alleen zolang dat nodig is."),
    )
)
for _act in ("hold_meeting", "ask_information", "order_examination"):
    opens(Door(_act, HoldItem, hold_item, done=_("Vastgelegd.")))
opens(Door("record_advice", RecordAdvice, record_advice, done=_("Het advies is vastgelegd.")))
