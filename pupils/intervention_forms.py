"""Forms of who does something extra with a child or a little group: what it is, each time, and what it brought."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caseflow.sop.interventions import Offer, offers_of
from caseflow.sop.schema import Sop
from pupils.commands.intervention import SHORT
from pupils.commands.together import MOST_AT_ONCE
from pupils.fields import Choose, Day, Line, Number, People, Words, offer
from pupils.forms import PlainForm
from pupils.models import Intervention, InterventionSession, Pupil
from pupils.observation_forms import short_names
from pupils.sessions import LittleGroup

OPEN = _("Staan er minuten bij wat je uit het aanbod koos, dan mag dit leeg blijven.")


class PlanForm(PlainForm):
    """What is going to be done: first out of the school's own offer, which says how much of it there is if it can."""

    offer = Choose(_("Uit het aanbod van de school"), required=False)
    what = Line(_("Wat ga je doen?"), required=False, help_text=_("Mag leeg blijven als je iets uit het aanbod kiest."))
    need = Words(_("Voor welke behoefte?"), rows=2)
    goal = Words(
        _("Wat is het doel?"),
        rows=2,
        help_text=_("Wat kan een kind straks, en waaraan zie je dat? Zo is het te meten."),
    )
    level = Choose(_("Op welk niveau van ondersteuning?"), required=False)
    by_whom = Line(_("Wie doet het?"))
    times_a_week = Number(_("Hoe vaak per week?"), min_value=1, max_value=25, required=False, help_text=OPEN)
    minutes = Number(_("Hoeveel minuten per keer?"), min_value=1, max_value=600, required=False, help_text=OPEN)
    starts_on = Day(_("Vanaf"))
    ends_on = Day(_("Tot en met"), required=False)

    def __init__(self, *args: Any, sop: Sop | None, years: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers: Mapping[str, Offer] = offers_of(sop, frozenset(years)) if sop else {}
        if self.offers:
            offer(self, "offer", [("", _("Iets anders")), *((one.key, _told(one)) for one in self.offers.values())])
        else:
            del self.fields["offer"]
        if levels := sorted(sop.levels.items(), key=lambda pair: pair[1].number) if sop else []:
            named = ((key, f"{one.number}. {one.name}") for key, one in levels)
            offer(self, "level", [("", _("Niet van toepassing")), *named])
        else:
            del self.fields["level"]

    def clean(self) -> dict[str, Any]:
        """What was left open is filled in from the offer; where that says nothing either, it is asked."""
        said = super().clean() or {}
        chosen = self.offers.get(said.get("offer", ""))
        if chosen:
            said["minutes"], said["times_a_week"] = chosen.shared_out(said.get("minutes"), said.get("times_a_week"))
        elif not said.get("what"):
            self._ask("what", gettext("Vul dit nog in, of kies iets uit het aanbod."))
        for name in ("minutes", "times_a_week"):
            if not said.get(name):
                self._ask(name, gettext("Vul een getal in."))
        return said

    def _ask(self, name: str, sentence: str) -> None:
        if name not in self.errors:
            self.add_error(name, sentence)


class InterventionForm(PlanForm):
    """With one child, maybe among others who are in nobody's list here."""

    group_size = Number(
        _("Met hoeveel kinderen samen?"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        initial=1,
        help_text=_("Alleen? Vul 1 in. Met een groepje uit je eigen groep begin je op je eerste bladzijde."),
    )
    score_before = Line(
        _("Score vooraf"), required=False, max_length=SHORT, help_text=_("Bijvoorbeeld: DMT kaart 1: 18 woorden.")
    )
    field_order = (
        "offer", "what", "need", "goal", "level", "by_whom", "group_size", "times_a_week", "minutes", "starts_on",
        "ends_on", "score_before",
    )  # fmt: skip


class LittleGroupForm(PlanForm):
    """With some children at once; what each of them scored before is written with what it brought her."""

    pupils = People(_("Met wie?"))
    field_order = ("pupils",)

    def __init__(self, *args: Any, pupils: Iterable[Pupil], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pupils"].error_messages["required"] = _("Kies ten minste één kind.")
        self.fields["pupils"].widget.attrs["data-names"] = "yes"
        offer(self, "pupils", short_names(pupils))
        self.fields["need"].help_text = _("Noem geen kind bij de naam: dit komt in het dossier van elk van hen.")


class SessionForm(PlainForm):
    """Of one day: who took part, and why the others did not."""

    day = Day(_("Wanneer?"))
    there = People(_("Wie deed mee?"), required=False)
    reason = Choose(
        _("Waarom niet?"),
        [("", _("Kies een reden")), *InterventionSession.Reason.choices],
        required=False,
        help_text=_("Alleen als er iemand niet meedeed, of als het niet doorging."),
    )

    def __init__(self, *args: Any, rows: Iterable[Intervention], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(rows)
        offer(self, "there", [(row.pk, row.pupil.first_name) for row in rows])
        self.fields["there"].widget.attrs["data-names"] = "yes"
        self.fields["there"].initial = [row.pk for row in rows]


def with_forms(groups: Iterable[LittleGroup], on: date) -> list[tuple[LittleGroup, SessionForm]]:
    """Each with the form of its one tap; several stand on one page, so each has ids of its own."""
    return [(one, SessionForm(rows=one.rows, initial={"day": on}, auto_id=f"id_{one.first.pk}_%s")) for one in groups]


class EffectForm(PlainForm):
    effect = Words(_("Wat heeft het opgeleverd?"), help_text=_("Vergelijk met hoe het voor de start was."))
    score_before = Line(_("Score vooraf"), required=False, max_length=SHORT)
    score_after = Line(_("Score nu"), required=False, max_length=SHORT)
    ended_on = Day(_("Gestopt op"), required=False, help_text=_("Laat je dit leeg, dan is vandaag de laatste dag."))


def _told(one: Offer) -> Any:
    if not one.minutes_a_week:
        return one.name
    minutes = gettext("%(minutes)s minuten per week") % {"minutes": one.minutes_a_week}
    return f"{one.name} ({minutes})"
