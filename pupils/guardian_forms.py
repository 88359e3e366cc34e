"""Forms about guardians: who they are, what is known of their gezag, and the tries to reach them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caseflow.languages import named
from pupils.commands.gezag import NONE_BY_DEFAULT, Shown
from pupils.fields import Choose, Day, Line, Pick, Words, Yes, may_be_empty, offer
from pupils.forms import PlainForm, SameForm
from pupils.models import ContactAttempt, Gezag, Guardian, Proof, Relation

LATER = "later"
EVIDENCE = _("(mag leeg blijven als de ouder het zelf verklaarde)")
GEZAG = [(word, label) for word, label in Gezag.choices if word != Gezag.UNKNOWN]
TAKEN_BACK = _("nog niet bekend: wat vandaag is vastgelegd, was een vergissing")
NOBODY_ELSE = _("niemand anders: dat beslist deze ouder nog zelf")


class GezagForm(PlainForm):
    """What is known, on what it rests and, where a court limited it, who decides now.

    With `slip`: what was recorded today may be taken back, and that rests on nothing.
    """

    gezag = Pick(_("Heeft deze ouder gezag?"), GEZAG)
    proof = Pick(_("Waar blijkt dat uit?"), Proof.choices)
    proof_on = Day(_("Van welke dag is dat?"))
    evidence = Words(
        _("Wat zag je?"),
        rows=2,
        required=False,
        help_text=_("Bijvoorbeeld: uittreksel uit het gezagsregister, rechtbank Midden-Nederland."),
    )
    # not lists that fold: on a phone these words are wider than one
    education_held_by = Pick(_("Is het gezag beperkt? Wie beslist nu over school en ondersteuning?"), required=False)
    care_held_by = Pick(_("En wie beslist nu over zorg en behandeling?"), required=False)

    def __init__(self, *args: Any, others: Iterable[Guardian], slip: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if slip:
            offer(self, "gezag", [*GEZAG, (Gezag.UNKNOWN, TAKEN_BACK)])
        who = [(str(one.pk), f"{one.person.name} ({one.get_relation_display()})") for one in others]
        for name in ("education_held_by", "care_held_by"):
            offer(self, name, [("", NOBODY_ELSE), *who])
        may_be_empty(self, "evidence", EVIDENCE)

    def full_clean(self) -> None:
        super().full_clean()
        if self.takes_back:
            for name in ("proof", "proof_on"):
                self.errors.pop(name, None)

    @property
    def takes_back(self) -> bool:
        return self.is_bound and self.cleaned_data.get("gezag") == Gezag.UNKNOWN

    def told(self) -> dict[str, Any]:
        """As the command takes it."""
        data = self.cleaned_data
        shown = Shown(proof=data["proof"], on=data["proof_on"], seen=data["evidence"])
        held = {name: int(data[name]) if data[name] else None for name in ("education_held_by", "care_held_by")}
        return {"gezag": data["gezag"], "shown": shown, **held}


class DeclaredForm(PlainForm):
    """A class list: for each guardian of whom nothing is recorded what the parents declared, or not yet."""

    on = Day(_("Wanneer verklaarden de ouders dit?"))

    def __init__(self, *args: Any, guardians: Iterable[Guardian], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for guardian in guardians:
            choices = [(LATER, _("nog niet")), (Gezag.YES, Gezag.YES.label)]
            if guardian.relation in NONE_BY_DEFAULT:
                choices.append((Gezag.NO, Gezag.NO.label))
            about = f"{guardian.person.name} · {guardian.get_relation_display()}"
            of = guardian.pupil.full_name
            self.fields[f"guardian_{guardian.pk}"] = Pick(about, choices, beside=True, initial=LATER, help_text=of)

    def told(self) -> dict[str, Any]:
        words = {
            int(name.removeprefix("guardian_")): word
            for name, word in self.cleaned_data.items()
            if name.startswith("guardian_") and word != LATER
        }
        return {"words": words, "on": self.cleaned_data["on"]}


class GuardianForm(SameForm):
    name = Line(_("Naam"))
    relation = Choose(_("Wat is deze persoon van het kind?"), [("", "—"), *Relation.choices])
    email = forms.EmailField(
        label=_("E-mailadres"),
        required=False,
        error_messages={"invalid": _("Dit is geen e-mailadres. Kijk het na, of laat het leeg.")},
        help_text=_(
            "Ieder adres is van één persoon. Heeft deze ouder geen eigen adres? Laat het leeg: een brief kan ook."
        ),
    )
    language = Choose(_("In welke taal leest deze persoon?"), named)
    address_secret = forms.BooleanField(
        label=_("Het adres van deze persoon is geheim"),
        required=False,
        help_text=_(
            "Caseflow laat gegevens van de ene ouder nooit aan de andere zien. Met dit vinkje weten collega's dat ook "
            "zij er niets over zeggen."
        ),
    )
    field_order = ("name", "relation", "email", "same")


class CorrectForm(PlainForm):
    """What was written down; who is `herself` here by now has her own name and language, whose address is `hers` that.

    The address itself stands on no page, so it is typed anew.
    """

    name = Line(_("Naam"))
    relation = Choose(_("Wat is deze persoon van het kind?"), Relation.choices)
    language = Choose(_("In welke taal leest deze persoon?"), named)
    email = forms.EmailField(
        label=_("Ander e-mailadres"),
        required=False,
        error_messages={"invalid": _("Dit is geen e-mailadres. Kijk het na, of laat het leeg.")},
        help_text=_("Laat het leeg als het adres klopt."),
    )
    no_email = forms.BooleanField(label=_("Haal het e-mailadres weg: een brief kan ook"), required=False)

    def __init__(self, *args: Any, herself: bool, hers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (("name", "language") if herself else ()) + (("email", "no_email") if hers else ()):
            del self.fields[name]


class RemoveForm(PlainForm):
    reason = Words(
        _("Waarom hoort deze persoon niet bij dit kind?"),
        rows=2,
        help_text=_("Bijvoorbeeld: verkeerd overgenomen van de klassenlijst. Dit blijft in het dossier staan."),
    )


class AddressForm(PlainForm):
    secret = Yes(
        _("Is het adres van deze persoon geheim?"),
        help_text=_(
            "Is het geheim, dan weten collega's dat zij er niets over zeggen. De andere ouder ziet dat niet. "
            "Het geldt bij alle kinderen van deze persoon op school."
        ),
    )
    reason = Words(
        _("Waarom?"),
        rows=2,
        help_text=_("Alleen wie de school of de ondersteuning leidt, leest dit. Schrijf het adres zelf niet op."),
    )


class ContactForm(PlainForm):
    on = Day(
        _("Wanneer?"),
        help_text=_("Voor een vraag aan de ouders tellen alleen pogingen van de dag van die vraag of later."),
    )
    how = Pick(_("Hoe?"), ContactAttempt.How.choices, beside=True)
    note = Words(
        _("Wat kwam eruit?"),
        rows=2,
        required=False,
        help_text=_("Bijvoorbeeld: niet opgenomen, voicemail ingesproken."),
    )
