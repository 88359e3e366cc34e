"""Forms of the arrangement: asked for as the SOP says, decided on, evaluated, ended."""

from datetime import timedelta
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caseflow.route.arranging import ASKED, takes_back
from caseflow.route.commands.evaluating import end_arrangement, evaluate_arrangement
from caseflow.route.commands.support import decide_arrangement, propose_arrangement, ratify_arrangement
from caseflow.route.doors import ActForm, Door, opens
from caseflow.route.models import Arrangement
from caseflow.route.viewing import View
from caseflow.sop.schema.support import Arrangement as Kind
from caseflow.sop.schema.support import Question
from caseflow.sop.vocabulary import Part
from pupils.fields import Day, Number, Pick, Words, Yes, offer


class AskArrangement(ActForm):
    """The SOP's form of one arrangement: what it is granted for, and its own questions beside goal, from and until."""

    goal = Words(_("Wat moet het opleveren voor dit kind?"))
    hours = Number(_("Hoeveel uur per week?"), min_value=1, max_value=40)
    euros = Number(_("Hoeveel geld, in hele euro's?"), min_value=1)
    means = Words(_("Welke middelen?"), rows=2)
    starts_on = Day(_("Van"))
    ends_on = Day(_("Tot en met"))

    GIVES = (("hours", "hours"), ("money", "euros"), ("means", "means"))

    def __init__(self, *args: Any, kind: Kind, former: Arrangement | None = None, **kwargs: Any) -> None:
        self.kind = kind
        if former and "initial" in kwargs:
            kwargs["initial"] = {**_as_before(former), **(kwargs["initial"] or {})}
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        for word, name in self.GIVES:
            if word not in self.kind.gives:
                del self.fields[name]
        for key, question in self.kind.asks.items():
            self.fields[f"{ASKED}{key}"] = _field_of(question)
        longest = gettext("Hoogstens %(span)s.") % {"span": self.kind.longest}
        self.fields["ends_on"].help_text = longest

    def told(self) -> dict[str, Any]:
        """As the command takes it."""
        said = dict(self.cleaned_data)
        answers = {key: said.pop(f"{ASKED}{key}") for key in self.kind.asks}
        return {**said, "answers": answers}


def _field_of(question: Question) -> forms.Field:
    required = question.needed == "required"
    if question.kind == "day":
        return Day(question.name, required=required)
    if question.kind == "number":
        return Number(question.name, min_value=0, required=required)
    return Words(question.name, rows=2, required=required)


def _as_before(former: Arrangement) -> dict[str, Any]:
    """Nothing is typed twice: what goes on begins with what was agreed, from the day after its last."""
    answers = {f"{ASKED}{one['key']}": one["answer"] for one in former.answers}
    same = {name: getattr(former, name) for name in ("goal", "hours", "euros", "means")}
    return {**same, **answers, "starts_on": former.last_day + timedelta(days=1)}


class OfProposal(ActForm):
    """About what lies there now: `seen` says which, so that nobody decides on another than she read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    lies = Arrangement.PROPOSED

    def prepare(self) -> None:
        self.one = Arrangement.objects.filter(case=self.view.case, state=self.lies).first()
        self.fields["seen"].initial = self.one and self.one.pk


class DecideArrangement(OfProposal):
    grant = Yes(_("Wat besluit je?"), yes=_("Toekennen"), no=_("Niet toekennen"))
    reasons = Words(_("Waarom?"), help_text=_("De ouders en de intern begeleider lezen dit."))


class RatifyArrangement(OfProposal):
    lies = Arrangement.DECIDED
    ratify = Yes(_("Wat besluit je?"), yes=_("Bekrachtigen"), no=_("Niet bekrachtigen"))
    reasons = Words(_("Waarom?"), help_text=_("De ouders en de intern begeleider lezen dit."))

    def prepare(self) -> None:
        super().prepare()
        if self.one and takes_back(self.view.person, self.view.sop, self.one):
            self.fields["ratify"] = forms.BooleanField(required=False, widget=forms.HiddenInput)
            self.fields["reasons"].label = gettext("Waarom neem je je besluit terug?")


class OfRunning(ActForm):
    """About what runs: of more than one somebody says which."""

    arrangement_id = forms.TypedChoiceField(label=_("Welk arrangement?"), coerce=int, widget=forms.RadioSelect)

    def prepare(self) -> None:
        rows = list(Arrangement.objects.filter(case=self.view.case, state=Arrangement.GRANTED).order_by("pk"))
        self.only = rows[0] if len(rows) == 1 else None
        if len(rows) > 1:
            offer(self, "arrangement_id", [(row.pk, _which(row)) for row in rows])
        else:
            del self.fields["arrangement_id"]


def _which(row: Arrangement) -> str:
    until = date_format(row.ends_on, "j F Y")
    return gettext("%(name)s, tot en met %(day)s") % {"name": row.name, "day": until}


class EvaluateArrangement(OfRunning):
    outcome = Pick(_("Wat heeft het opgeleverd?"), Arrangement.OUTCOMES, beside=True)
    evaluation = Words(_("Waaraan zie je dat?"))


class EndArrangement(EvaluateArrangement):
    why_early = Words(
        _("Waarom stopt het eerder?"),
        rows=2,
        required=False,
        help_text=_("Alleen als de laatste dag nog niet is gekomen."),
    )

    def prepare(self) -> None:
        super().prepare()
        if self.only is None:
            return
        if self.only.evaluated_on:
            self.initial = {"outcome": self.only.outcome, "evaluation": self.only.evaluation, **(self.initial or {})}
        if self.view.on >= self.only.ends_on:
            del self.fields["why_early"]
        else:
            self.fields["why_early"].required = True
            self.fields["why_early"].help_text = ""


def _kinds(view: View) -> str:
    return reverse("route:arrangement_kinds", args=[view.case.pk])


opens(Door("propose_arrangement", ActForm, propose_arrangement, elsewhere=_kinds))
opens(
    Door(
        "grant_arrangement",
        DecideArrangement,
        decide_arrangement,
        done=_("Het besluit is vastgelegd."),
        always=True,
        part=Part.ARRANGEMENT,
    )
)
opens(
    Door(
        "ratify_arrangement",
        RatifyArrangement,
        ratify_arrangement,
        done=_("Het besluit is vastgelegd."),
        intro=_("Na jouw ja geldt het besluit. Na een nee komt er niets van, en kan er een ander voorstel komen."),
        always=True,
        part=Part.ARRANGEMENT,
    )
)
opens(
    Door(
        "evaluate_arrangement",
        EvaluateArrangement,
        evaluate_arrangement,
        done=_("De evaluatie is vastgelegd. Het arrangement loopt door tot en met de laatste dag."),
        intro=_("Kijk samen terug voordat het eindigt. Daarna kun je het verlengen, wijzigen, of laten aflopen."),
        part=Part.ARRANGEMENT,
    )
)
opens(
    Door(
        "end_arrangement",
        EndArrangement,
        end_arrangement,
        done=_("Het arrangement is geëvalueerd en beëindigd."),
        intro=_("Het stopt vandaag."),
        part=Part.ARRANGEMENT,
    )
)
