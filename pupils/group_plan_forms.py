"""Forms of who understands what a group needs and plans it: one thing understood, a plan, a cluster, its evaluation."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pupils.fields import Choose, Day, Line, People, Pick, Words, offer
from pupils.forms import PlainForm
from pupils.models import Cluster, InCluster, Insight, Pupil
from pupils.models.group_plan import MOST_WORDS
from pupils.observation_forms import short_names


class InsightForm(PlainForm):
    """A factor, or a need in a helping sentence of HGW."""

    kind = Pick(_("Wat heb je begrepen?"), Insight.Kind.choices, beside=True)
    stem = Choose(
        _("Deze leerling …"),
        [("", _("Kies een hulpzin")), *Insight.Stem.choices],
        required=False,
        help_text=_("Alleen bij wat een kind nodig heeft. Maak de zin hieronder af."),
    )
    words = Line(_("In jouw woorden"), max_length=300)
    area = Pick(_("Waar gaat het over?"), Insight.Area.choices, beside=True)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") == Insight.Kind.NEEDS and not said.get("stem") and "stem" not in self.errors:
            self.add_error("stem", gettext("Kies hoe de zin begint."))
        return said


class BeginPlanForm(PlainForm):
    area = Pick(_("Waar gaat het plan over?"), Insight.Area.choices, beside=True)
    first_day = Day(_("Vanaf"))
    last_day = Day(_("Tot en met"), help_text=_("Een ronde duurt meestal een kwartaal tot een half jaar."))


class ClusterForm(PlainForm):
    """Who, what they need alike, and what is done: as short as fits on the paper."""

    pupils = People(_("Wie?"))
    name = Line(_("Hoe heet dit cluster?"), max_length=MOST_WORDS["name"])
    needs = Words(_("Wat hebben deze kinderen nodig?"), rows=2)
    goal = Words(_("Wat is het doel?"), rows=2, help_text=_("Wat kunnen zij straks, en waaraan zie je dat?"))
    approach = Words(_("Wat doe je?"), rows=3)
    organisation = Line(
        _("Wie doet het, en wanneer?"),
        required=False,
        max_length=MOST_WORDS["organisation"],
        help_text=_("Bijvoorbeeld: aan de instructietafel, ma, di en do om 9.00 uur."),
    )

    def __init__(self, *args: Any, pupils: Iterable[Pupil], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pupils"].error_messages["required"] = _("Kies ten minste één kind.")
        self.fields["pupils"].widget.attrs["data-names"] = "yes"
        offer(self, "pupils", short_names(pupils))
        for name, most in MOST_WORDS.items():
            if name in self.fields:
                self.fields[name].widget.attrs["maxlength"] = most
        self.fields["needs"].help_text = _("Noem geen kind bij de naam: dit komt in het dossier van elk van hen.")


class EvaluateForm(PlainForm):
    """Of each cluster what it brought, and of each child whether she reached its goal."""

    def __init__(self, *args: Any, clusters: Iterable[tuple[Cluster, list[InCluster]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clusters = list(clusters)
        for cluster, members in self.clusters:
            most = MOST_WORDS["effect"]
            effect = Line(gettext("Wat heeft het opgeleverd?"), max_length=most)
            self.fields[f"effect_{cluster.pk}"] = effect
            for one in members:
                self.fields[f"result_{one.pk}"] = Pick(one.pupil.full_name, InCluster.Result.choices, beside=True)

    def parts(self) -> list[tuple[Cluster, list[Any]]]:
        """Cluster by cluster, its own fields."""
        return [
            (cluster, [self[f"effect_{cluster.pk}"], *(self[f"result_{one.pk}"] for one in members)])
            for cluster, members in self.clusters
        ]

    def effects(self) -> dict[int, str]:
        return {cluster.pk: self.cleaned_data[f"effect_{cluster.pk}"] for cluster, _members in self.clusters}

    def results(self) -> dict[int, str]:
        every = [one for _cluster, members in self.clusters for one in members]
        return {one.pk: self.cleaned_data[f"result_{one.pk}"] for one in every}
