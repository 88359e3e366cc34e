"""Forms of the case itself: opening it, taking a way out, aanmelding, terms, admission."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from caseflow.route.commands.case import enrol_pupil, extend_term, record_admission
from caseflow.route.doors import ActForm, Door, opens
from caseflow.route.viewing import View
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.commands.hgw import RUNS_HGW
from pupils.fields import Day, Line, Pick, Words, Yes, offer
from pupils.models import Gezag, Group, Guardian


class OpenCase(forms.Form):
    """On which track, and why; the day of registration only for a child who is not at school yet, where the school
    has a step for it.
    """

    restored = False
    track = Pick(_("Waarvoor?"))
    reason = Words(_("Waarom open je een casus?"), help_text=_("Wat is er aan de hand, en wat hoop je te bereiken?"))
    received_on = Day(
        _("Schriftelijk aangemeld op"),
        required=False,
        help_text=_("De zes weken tellen vanaf deze dag."),
    )

    def __init__(self, *args: Any, sop: Sop, enrolled: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tracks = [(key, track.name) for key, track in sop.tracks.items()]
        offer(self, "track", tracks)
        if len(tracks) == 1:
            self.fields["track"].widget = forms.HiddenInput()
            self.fields["track"].initial = tracks[0][0]
        if enrolled or not any(track.aanmelding for track in sop.tracks.values()):
            del self.fields["received_on"]


class ExitForm(ActForm):
    """`seen_visit` is the visit that the person looked at: a case that moved meanwhile is not moved again."""

    reason = Words(_("Waarom deze stap?"), help_text=_("Dit komt in de tijdlijn te staan."))
    seen_visit = forms.IntegerField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        self.fields["seen_visit"].initial = self.view.case.visits


class SkipForm(ExitForm):
    reason = Words(_("Waarom slaan jullie deze stap over?"), help_text=_("Dit komt in de tijdlijn te staan."))


class EstablishForm(ActForm):
    limit = Pick(_("Welke grens van de ondersteuning is bereikt?"), required=False)
    instead = Words(_("Wat heeft dit kind nodig dat deze school niet kan bieden?"))
    reasons = Words(
        _("Waar baseer je dat op?"),
        rows=5,
        help_text=_("Noem de evaluaties, de hulp die is gegeven en wat die opleverde."),
    )
    seen_visit = forms.IntegerField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        limits = [
            (key, _("%(limit)s. Wat dan wel kan: %(instead)s") % {"limit": one.name, "instead": one.alternative})
            for key, one in self.view.sop.limits.items()
        ]
        if limits:
            offer(self, "limit", [*limits, ("", _("Geen van deze; ik leg het hieronder uit"))])
        else:
            del self.fields["limit"]
        self.fields["seen_visit"].initial = self.view.case.visits


class Enrol(ActForm):
    known_need = Yes(
        _("Is nu al bekend dat dit kind extra ondersteuning nodig heeft?"),
        help_text=_("Bij ja lopen vanaf vandaag de zes weken voor het OPP."),
    )
    group_id = forms.TypedChoiceField(label=_("In welke groep?"), coerce=int, empty_value=None, required=False)

    def prepare(self) -> None:
        groups = Group.objects.filter(school=self.view.case.school_id).values_list("pk", "name")
        offer(self, "group_id", [("", _("nog niet bekend")), *groups])


class ExtendTerm(ActForm):
    reason = Words(
        _("Waarom is er meer tijd nodig?"), help_text=_("Verlengen kan één keer. De ouders krijgen dit te lezen.")
    )


class RecordAdmission(ActForm):
    school = Line(_("Welke school?"))
    on = Day(_("Toegelaten op"))


def runs_hgw(view: View) -> bool:
    return any(view.sop.roles[role].kind in RUNS_HGW for role in view.roles if role in view.sop.roles)


def steers(view: View) -> bool:
    """Who sees the whole school records gezag, whichever role owns the step."""
    return any(view.sop.roles[role].kind in SCHOOL_WIDE for role in view.roles if role in view.sop.roles)


def _gezag_page(view: View) -> str:
    unknown = Guardian.objects.filter(pupil=view.case.pupil_id, gezag=Gezag.UNKNOWN).order_by("pk").first()
    if unknown is None or not view.hears:
        return reverse("pupils:pupil", args=[view.case.pupil_id]) + "#ouders"
    return reverse("pupils:gezag", args=[unknown.pk])


def _hgw_part(view: View) -> str:
    return reverse("pupils:pupil", args=[view.case.pupil_id]) + "#hgw"


opens(Door("enrol", Enrol, enrol_pupil, done=_("De leerling is ingeschreven.")))
opens(Door("extend_term", ExtendTerm, extend_term, done=_("De termijn is verlengd.")))
opens(
    Door(
        "record_admission",
        RecordAdmission,
        record_admission,
        done=_("De toelating is vastgelegd."),
        intro=_("Tot die dag blijft de zorgplicht bij deze school."),
    )
)
opens(Door("record_gezag", elsewhere=_gezag_page, may=steers))
opens(Door("close_hgw_cycle", elsewhere=_hgw_part, may=runs_hgw))
