"""Answering a parent without gezag who asks: the form with what may and may not be told, and the letters so far."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part
from pupils.commands.information import check_on_request, inform_without_gezag, refuse_information
from pupils.errors import Invalid
from pupils.fields import Day, Pick, Words, may_be_empty
from pupils.forms import PlainForm
from pupils.getters import found, guardian_for
from pupils.models import Guardian, InformationLetter, Person
from pupils.opened import opened
from pupils.own_child import require_hears_guardians
from pupils.policy import Audience, policy, require_kind
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated_to_sign, recently_authenticated_to_take
from pupils.requests import SignedIn

WHO = "who steers the school answers a parent without gezag, by letter and never with the file (BW 1:377c)"


class InformationForm(PlainForm):
    asked_on = Day(gettext_lazy("Wanneer vroeg deze ouder erom?"))
    answer = Pick(
        gettext_lazy("Wat antwoordt de school?"),
        [
            ("told", gettext_lazy("Wij vertellen het belangrijkste")),
            ("refused", gettext_lazy("Wij weigeren: het belang van het kind verzet zich")),
        ],
    )
    told = Words(
        gettext_lazy("Wat vertel je deze ouder?"),
        rows=8,
        required=False,
        help_text=gettext_lazy(
            "Alleen als je vertelt. Wel: hoe het kind leert, de adviezen en besluiten, en wat er belangrijk is "
            "gebeurd. Niet: stukken uit het dossier, wat een andere ouder zei, waar iemand woont of hoe iemand te "
            "bereiken is, en niets over andere kinderen. Caseflow let mee op namen, adressen en telefoonnummers, maar "
            "ziet niet alles: lees je tekst zelf na."
        ),
    )
    reasons = Words(
        gettext_lazy("Waarom verzet het belang van het kind zich?"),
        rows=4,
        required=False,
        help_text=gettext_lazy("Alleen als je weigert. Dit blijft op school en komt niet in de brief."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_be_empty(self, "told", gettext_lazy("(moet als je het belangrijkste vertelt)"))
        may_be_empty(self, "reasons", gettext_lazy("(moet als je weigert)"))

    def clean(self) -> dict[str, Any]:
        """What belongs to the other answer stands in the box of the wrong one: then somebody chose too fast."""
        data: dict[str, Any] = super().clean() or {}
        other = {"told": "reasons", "refused": "told"}.get(data.get("answer", ""), "")
        if data.get(other, "").strip():
            self.add_error(other, _("Dit hoort bij het andere antwoord. Kies dat, of maak dit leeg."))
        return data


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=WHO)
@recently_authenticated_to_sign
def inform(request: SignedIn, guardian_id: int) -> HttpResponse:
    guardian = guardian_for(request.user, guardian_id)
    require_kind(request.user, guardian.pupil, SCHOOL_WIDE)
    require_hears_guardians(request.user, guardian.pupil)
    form = form_for(request, InformationForm, initial={"asked_on": clock.today()})

    def run(data: dict[str, Any]) -> InformationLetter:
        asked_on = data["asked_on"]
        if data["answer"] == "told":
            return inform_without_gezag(guardian_id, asked_on=asked_on, facts=data["told"], actor=request.user)
        return refuse_information(guardian_id, asked_on=asked_on, reasons=data["reasons"], actor=request.user)

    if post_once(request, form, run, said=_("De brief is gemaakt en bewaard. Print hem en stuur hem op.")):
        return redirect("pupils:inform", guardian_id)
    _opened(request, guardian, f"guardian-{guardian.pk}")
    context = {
        "guardian": guardian,
        "pupil": guardian.pupil,
        "form": form,
        "letters": guardian.information_letters.select_related("made_by"),
        "refused": _refused(guardian, request.user),
    }
    return render(request, "pupils/inform.html", context)


def _refused(guardian: Guardian, actor: Person) -> Any:
    try:
        check_on_request(guardian, actor)
    except Invalid as wrong:
        return wrong.message
    return ""


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=WHO)
@recently_authenticated_to_take
@require_safe
def information_letter(request: SignedIn, letter_id: int) -> FileResponse:
    """The letter as it was made, never by its own address."""
    seen = InformationLetter.objects.filter(guardian__in=Guardian.objects.visible_to(request.user))
    letter = found(seen.select_related("guardian__pupil"), letter_id)
    require_kind(request.user, letter.guardian.pupil, SCHOOL_WIDE)
    require_hears_guardians(request.user, letter.guardian.pupil)
    _opened(request, letter.guardian, f"information-{letter.pk}")
    return FileResponse(
        letter.file.open("rb"), as_attachment=True, filename="brief.pdf", headers={"Cache-Control": "no-store"}
    )


def _opened(request: SignedIn, guardian: Guardian, what: str) -> None:
    opened(request.user, guardian.pupil, Part.GUARDIANS, what)
