"""The form of the evaluation: a step on its scale for each goal, or why it was not measured."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caseflow.route.doors import ActForm
from opp.commands.evaluation import ScoreInput
from opp.models import Goal
from opp.queries import evaluated_until, open_opp, version_to_evaluate
from opp.verdict import LOWEST
from pupils.fields import Day, Number, Pick, Words, Yes
from pupils.sessions import counted_since

NOT_MEASURED = "none"


class Evaluate(ActForm):
    held_on = Day(_("Wanneer is de evaluatie gehouden?"))
    support_held = Number(
        _("Hoeveel procent van de afgesproken ondersteuning is gegeven?"),
        min_value=0,
        max_value=100,
        help_text=_("Tel de keren die zijn doorgegaan, en deel door de keren die waren afgesproken."),
    )
    guardians_present = Yes(
        _("Waren de ouders bij de evaluatie?"),
        help_text=_("Zonder de ouders loopt de termijn door tot je de evaluatie met hen hebt besproken."),
    )
    conclusion = Words(_("Wat is de conclusie?"), rows=4)
    next_steps = Words(_("Hoe nu verder?"), required=False)

    def prepare(self) -> None:
        self.fields["held_on"].initial = self.view.on
        opp = open_opp(self.view.case)
        if opp and (since := evaluated_until(opp)):
            self._tell_what_was_counted(opp.pupil_id, since)
        version = version_to_evaluate(opp) if opp else None
        self.goals: list[Goal] = list(version.goals.all()) if version else []
        for goal in self.goals:
            steps = [(str(index + LOWEST), f"{_sign(index + LOWEST)}: {text}") for index, text in enumerate(goal.scale)]
            self.fields[f"score_{goal.pk}"] = Pick(
                _("Waar staat het kind nu?"), [*steps, (NOT_MEASURED, _("niet gemeten"))]
            )
            self.fields[f"evidence_{goal.pk}"] = Words(_("Waaraan zie je dat?"), rows=2, required=False)
            self.fields[f"explanation_{goal.pk}"] = Words(
                _("Toelichting"), rows=2, required=False, help_text=_("Niet gemeten? Zeg hier waarom niet.")
            )

    def _tell_what_was_counted(self, pupil_id: int, since: date) -> None:
        """Only a help: what was agreed in the handelingsdeel may be more, or something else, than what is counted."""
        held, planned = counted_since(pupil_id, since, self.view.on)
        if planned:
            told = {"day": date_format(since, "j F Y"), "held": held, "planned": planned}
            counted = gettext("Geteld bij de interventies sinds %(day)s: %(held)s van %(planned)s keer.") % told
            field = self.fields["support_held"]
            field.help_text = f"{field.help_text} {counted}"

    @property
    def goal_groups(self) -> list[dict[str, Any]]:
        names = ("score", "evidence", "explanation")
        return [{"goal": goal, "fields": [self[f"{name}_{goal.pk}"] for name in names]} for goal in self.goals]

    @property
    def whole(self) -> list[Any]:
        return [self[name] for name in ("held_on", "support_held", "guardians_present", "conclusion", "next_steps")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for goal in self.goals:
            if data.get(f"score_{goal.pk}") == NOT_MEASURED and not data.get(f"explanation_{goal.pk}"):
                self.add_error(f"explanation_{goal.pk}", gettext("Zeg waarom dit doel niet is gemeten."))
        return data


def scores_in(data: dict[str, Any]) -> dict[int, ScoreInput]:
    """Goal → what was filled in."""
    goals = [int(name.removeprefix("score_")) for name in data if name.startswith("score_")]
    return {
        goal: ScoreInput(
            score=None if data[f"score_{goal}"] == NOT_MEASURED else int(data[f"score_{goal}"]),
            explanation=data[f"explanation_{goal}"],
            evidence=data[f"evidence_{goal}"],
        )
        for goal in goals
    }


def _sign(score: int) -> str:
    return f"+{score}" if score > 0 else f"−{-score}" if score else "0"
