"""Forms of the OPP: writing it with its goals, hearing the pupil, talking it over, ending it, the flag."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caseflow.route.doors import ActForm
from opp.commands.goals import STEPS, GoalInput
from opp.models import Flag, Goal, Handelingsdeel, Opp, PupilVoice
from opp.queries import open_opp, unsettled_version, versions_of
from pupils.fields import Day, Line, Pick, Words, may_be_empty
from pupils.models import Observation

SLOTS, MOST_SLOTS = 3, 10
SCALE = (
    _("−2: waar het kind begint"),
    _("−1: minder dan verwacht"),
    _("0: wat je verwacht"),
    _("+1: meer dan verwacht"),
    _("+2: veel meer dan verwacht"),
)
MEASURING = _("Nodig om het doel te kunnen meten.")
OF_GOAL = re.compile(r"g(\d+)_\w+")


class DrawUp(ActForm):
    """The perspective (while it is a draft) and a version of the handelingsdeel with room for some goals."""

    destination = Words(
        _("Waar stroomt dit kind naar verwachting uit?"),
        rows=2,
        help_text=_("Een richting of een bandbreedte; je schat het elk jaar opnieuw."),
    )
    grounds = Words(_("Waarop baseer je dat?"))
    stimulating = Words(_("Wat helpt dit kind vooruit?"))
    hindering = Words(_("Wat houdt dit kind tegen?"))
    support = Words(
        _("Welke ondersteuning krijgt dit kind?"), rows=4, help_text=_("Wat, door wie, hoe vaak en hoe lang.")
    )
    deviations = Words(_("Wat gaat anders dan in de klas?"), rows=2, required=False)
    slots = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST_SLOTS)

    def prepare(self) -> None:
        opp = open_opp(self.view.case)
        version = versions_of(opp).first() if opp else None
        if opp is not None and opp.state != Opp.DRAFT:
            for name in ("destination", "grounds", "stimulating", "hindering"):
                del self.fields[name]
        self.talked_over = opp is not None and opp.state == Opp.DRAFT and opp.consulted_on is not None
        goals = list(version.goals.all()) if version else []
        self.number = self._asked(max(SLOTS, len(goals)))
        self.fields["slots"].initial = self.number
        for slot in range(self.number):
            self.fields.update({f"g{slot}_{name}": field for name, field in self._goal_fields(required=slot == 0)})
        self._prefill(opp, version, goals)

    def _asked(self, least: int) -> int:
        """How many goals there is room for: as sent, or as kept from before the session ended."""
        sent = str(self.data.get("slots") or self.initial.get("slots") or "")
        return min(max(least, int(sent)) if sent.isdigit() else least, MOST_SLOTS)

    def _goal_fields(self, *, required: bool) -> Iterator[tuple[str, forms.Field]]:
        instruments = [
            ("", _("kies waarmee je meet")),
            *((key, one.name) for key, one in self.view.sop.instruments.items()),
        ]
        areas = [("", _("kies een gebied")), *Observation.Area.choices]
        yield (
            "domain",
            forms.ChoiceField(
                label=_("Gebied"), choices=areas, required=required, error_messages={"required": _("Kies een gebied.")}
            ),
        )
        yield "text", Words(_("Wat kan het kind straks?"), rows=2, required=required)
        yield "baseline", Words(_("Waar staat het kind nu?"), rows=2, required=False, help_text=MEASURING)
        yield "baseline_on", Day(_("Gemeten op"), required=False)
        yield (
            "instrument",
            forms.ChoiceField(
                label=_("Waarmee meet je het?"), choices=instruments, required=False, help_text=MEASURING
            ),
        )
        yield "target", Words(_("Waar werk je naartoe?"), rows=2, required=False, help_text=MEASURING)
        yield "target_on", Day(_("Te halen op"), required=False)
        for step, label in enumerate(SCALE):
            yield f"scale{step}", Line(label, required=False, max_length=500)
        yield "continues", forms.IntegerField(widget=forms.HiddenInput, required=False)

    def _prefill(self, opp: Opp | None, version: Handelingsdeel | None, goals: list[Goal]) -> None:
        """A draft is written on; an adjustment begins from what is there."""
        for source in (opp, version):
            for name in ("destination", "grounds", "stimulating", "hindering", "support", "deviations"):
                if name in self.fields and hasattr(source, name):
                    self.fields[name].initial = getattr(source, name)
        for slot, goal in enumerate(goals[: self.number]):
            for name in ("domain", "text", "baseline", "baseline_on", "instrument", "target", "target_on"):
                self.fields[f"g{slot}_{name}"].initial = getattr(goal, name)
            self.fields[f"g{slot}_continues"].initial = goal.pk
            for step, text in enumerate(goal.scale):
                self.fields[f"g{slot}_scale{step}"].initial = text

    @property
    def perspective(self) -> list[Any]:
        names = ("destination", "grounds", "stimulating", "hindering", "support", "deviations")
        return [self[name] for name in names if name in self.fields]

    @property
    def goal_groups(self) -> list[dict[str, Any]]:
        """The fields of each goal; those without anything in them are folded away."""
        groups = []
        for slot in range(self.number):
            fields = [field for field in self if field.name.startswith(f"g{slot}_") and not field.is_hidden]
            filled = any(field.value() for field in fields) or any(field.errors for field in fields)
            groups.append({"number": slot + 1, "fields": fields[:7], "scale": fields[7:], "open": slot == 0 or filled})
        return groups

    def add_error(self, field: str | None, error: Any) -> None:
        """What is wrong with a goal names its goal: the summary shows that of all goals below one another."""
        goal = OF_GOAL.fullmatch(field or "")
        if goal:
            said = forms.ValidationError(error).messages
            error = [gettext("Doel %(number)s: %(what)s") % {"number": int(goal[1]) + 1, "what": one} for one in said]
        super().add_error(field, error)

    def field_of(self, name: str) -> str:
        """Where the command's word for a field of a goal stands on the page."""
        if not name.startswith("goals."):
            return name
        _goals, number, field = name.split(".")
        slot = self.written(self.cleaned_data)[int(number)]
        return f"g{slot}_scale0" if field == "scale" else f"g{slot}_{field}"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for slot in range(self.number):
            given = [
                name for name in data if name.startswith(f"g{slot}_") and data[name] and not name.endswith("_continues")
            ]
            if given and not data.get(f"g{slot}_text") and f"g{slot}_text" not in self.errors:
                self.add_error(f"g{slot}_text", gettext("Schrijf het doel zelf nog op, of maak de andere velden leeg."))
            steps = [data.get(f"g{slot}_scale{step}") for step in range(STEPS)]
            if any(steps) and not all(steps):
                empty = steps.index(next(step for step in steps if not step))
                self.add_error(
                    f"g{slot}_scale{empty}", gettext("Vul alle vijf de stappen in, of laat ze alle vijf leeg.")
                )
        return data

    @staticmethod
    def written(data: dict[str, Any]) -> list[int]:
        """Which goals were filled in."""
        return [slot for slot in range(MOST_SLOTS) if data.get(f"g{slot}_text")]

    @staticmethod
    def goals_in(data: dict[str, Any]) -> list[GoalInput]:
        """The goals that were filled in, as the command takes them."""
        written = DrawUp.written(data)
        names = ("domain", "text", "baseline", "baseline_on", "instrument", "target", "target_on", "continues")
        given: list[dict[str, Any]] = [{name: data.get(f"g{slot}_{name}") for name in names} for slot in written]
        scales = [[data.get(f"g{slot}_scale{step}", "") for step in range(STEPS)] for slot in written]
        return [GoalInput(**goal, scale=scale) for goal, scale in zip(given, scales, strict=True)]


class HearPupil(ActForm):
    moment = Pick(_("Bij welk moment?"), PupilVoice.MOMENTS, beside=True)
    words = Words(_("Wat vindt het kind?"), required=False, help_text=_("In de woorden van het kind."))
    how = Pick(_("Hoe is het kind gehoord?"), PupilVoice.WAYS, beside=True, required=False)
    by = Line(_("Wie sprak met het kind?"), required=False)
    influence = Words(_("Wat is ermee gedaan?"), rows=2, required=False)
    feedback_on = Day(_("Aan het kind verteld op"), required=False)
    not_heard_reason = Words(_("Niet gehoord? Zeg waarom niet"), rows=2, required=False)

    def prepare(self) -> None:
        for name in ("words", "how", "by", "influence"):
            may_be_empty(self, name, _("(mag leeg blijven als het kind niet gehoord is)"))
        opp = open_opp(self.view.case)
        if opp is None or opp.state == Opp.DRAFT:
            self.fields["moment"].initial = "setting"
        else:
            self.fields["moment"].initial = "adjusting" if unsettled_version(opp) else "evaluating"


class Consult(ActForm):
    on = Day(_("Wanneer sprak je de ouders?"))
    text = Words(_("Wat is besproken?"), rows=4)


class EndOpp(ActForm):
    reason = Words(_("Waarom eindigt het OPP?"))
    talked_over_on = Day(_("Met de ouders besproken op"))

    def prepare(self) -> None:
        if self.view.case.pupil.died:
            del self.fields["talked_over_on"]


class TalkOverEvaluation(ActForm):
    how = Words(_("Wat is met de ouders besproken?"), rows=4)


class RecordSilence(ActForm):
    reasons = Words(_("Hoe heb je de ouders geprobeerd te bereiken, en waarom ga je door met de hulp?"), rows=4)


class TalkOverFlag(ActForm):
    how = Words(
        _("Wat is met de ouders besproken?"),
        rows=4,
        help_text=_("Na het opslaan zien de ouders dezelfde feiten als jij."),
    )


class AnswerFlag(ActForm):
    answer = Pick(_("Wat is je antwoord?"), Flag.ANSWERS)
    reasons = Words(_("Waarom?"))


__all__ = [
    "AnswerFlag",
    "Consult",
    "DrawUp",
    "EndOpp",
    "HearPupil",
    "RecordSilence",
    "TalkOverEvaluation",
    "TalkOverFlag",
]
