"""The school's SOP for who steers the school: every version, its text with what was found, and the next act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_fsm import can_proceed, has_transition_perm

from caseflow import clock
from caseflow.route.commands import sop as life
from caseflow.route.forms.sop import AdoptForm, AdviceForm, DropForm, LayForm, PublishForm, UploadForm, WithdrawForm
from caseflow.route.readiness import NotReady
from caseflow.route.sop_pages import AROUND, Found, ReadersWords, by_section, held_until, life_of, lines_of, told
from caseflow.route.succession import waiting_to_begin
from caseflow.sop.complaining import Severity
from caseflow.sop.diff import differences
from caseflow.sop.loading import SopErrors, check_text
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.getters import found, number_of
from pupils.models import School, SopVersion
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated_to_sign
from pupils.requests import SignedIn
from pupils.sop import parsed

BECAUSE = "director and IB-er write the school's SOP, and see its drafts"
PEOPLE = ("school", "uploaded_by", "asked_by", "adoption_recorded_by", "published_by", "dropped_by")


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a version's life: its transition, form and command, and its words."""

    transition: str
    form: type[Any]
    command: Callable[..., Any]
    label: Any
    lead: Any
    said: Any
    stops: bool = False


ACTS: Mapping[str, Act] = {
    "mr": Act(
        "ask_mr", LayForm, life.lay_before_mr, gettext_lazy("Leg voor aan de MR"),
        gettext_lazy("De hele MR adviseert over het ondersteuningsaanbod (WMS art. 11). "
                     "Vanaf nu verandert de tekst niet meer; een wijziging is een nieuw concept."),
        gettext_lazy("Vastgelegd: de tekst ligt bij de MR."),
    ),
    "advies": Act(
        "adopt", AdviceForm, life.record_mr_advice, gettext_lazy("Leg het advies van de MR vast"),
        gettext_lazy("Ook een negatief advies, of geen advies, leg je vast. Het houdt de vaststelling niet tegen."),
        gettext_lazy("Het advies van de MR is vastgelegd."),
    ),
    "vaststellen": Act(
        "adopt", AdoptForm, life.adopt_version, gettext_lazy("Leg de vaststelling vast"),
        gettext_lazy("Het bestuur stelt vast; jij legt vast wanneer, en wie tekende."),
        gettext_lazy("Vastgelegd: het bestuur heeft deze versie vastgesteld."),
    ),
    "publiceren": Act(
        "publish", PublishForm, life.publish_version, gettext_lazy("Publiceer"),
        gettext_lazy("Leg vast dat ouders deze versie kunnen lezen, bijvoorbeeld in de schoolgids. "
                     "Op de openbare bladzijde staat zij vanaf haar eerste dag."),
        gettext_lazy("Vastgelegd: deze versie is gepubliceerd."),
    ),
    "intrekken": Act(
        "withdraw", WithdrawForm, life.withdraw_version, gettext_lazy("Trek in"),
        gettext_lazy("Het bestuur kwam erop terug, of de vaststelling was een vergissing. Dit kan tot de eerste dag. "
                     "Wat is vastgelegd blijft te lezen. Wil je de tekst toch, upload hem dan opnieuw."),
        gettext_lazy("Deze versie is ingetrokken."), stops=True,
    ),
    "vervallen": Act(
        "drop", DropForm, life.drop_draft, gettext_lazy("Laat vervallen"),
        gettext_lazy("De tekst blijft bewaard, maar wordt nooit het SOP van de school."),
        gettext_lazy("Deze versie is vervallen."), stops=True,
    ),
}  # fmt: skip


def version_for(request: SignedIn, version_id: int) -> SopVersion:
    return found(SopVersion.objects.visible_to(request.user).select_related(*PEOPLE), version_id)


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=BECAUSE)
def versions(request: SignedIn) -> HttpResponse:
    today = clock.today()
    rows = SopVersion.objects.visible_to(request.user).defer("text").select_related("school", "uploaded_by")
    until = held_until(rows, today)
    judging = {school: _judging(school) for school in rows.values_list("school", flat=True).distinct()}
    listed = [
        {
            "version": row,
            "judges": judging[row.school_id] == row.pk,
            "comes": row.is_adopted and row.first_day > today,
            "until": until.get(row.pk),
        }
        for row in rows.order_by("school", "-first_day", "-pk")
    ]
    standing = [row for row in listed if row["version"].state != SopVersion.DROPPED]
    context = {
        "rows": standing,
        "dropped": [row for row in listed if row not in standing],
        "read": [row["version"].school for row in listed if row["judges"]],
    }
    return render(request, "route/sop/versions.html", context)


def _judging(school: School | int) -> int | None:
    return SopVersion.objects.filter(school=school).judging(clock.today()).values_list("pk", flat=True).first()


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=BECAUSE)
def upload(request: SignedIn) -> HttpResponse:
    return _upload(request, None)


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=BECAUSE)
def replace(request: SignedIn, version_id: int) -> HttpResponse:
    draft = version_for(request, version_id)
    if draft.state != SopVersion.DRAFT and request.method != "POST":  # what was typed comes back with the refusal
        messages.info(request, _("Deze tekst staat vast. Een wijziging is een nieuw concept."))
        return redirect("route:sop_version", draft.pk)
    return _upload(request, draft)


def _upload(request: SignedIn, draft: SopVersion | None) -> HttpResponse:
    form = form_for(request, UploadForm, initial={"text": draft.text} if draft else None)

    def run(data: dict[str, Any]) -> SopVersion:
        return life.upload_draft(form.given, actor=request.user, instead_of=draft.pk if draft else None)

    context: dict[str, Any] = {"form": form, "draft": draft, "lines": [], "found": ()}
    try:
        posted = post_once(request, form, run, said=_("Het concept is bewaard."))
    except SopErrors:
        context |= _what_is_wrong(form)
    else:
        if posted:
            return redirect("route:sop_version", posted.result.pk) if posted.result else redirect("route:sop_versions")
    return render(request, "route/sop/upload.html", context)


def _what_is_wrong(form: UploadForm) -> dict[str, Any]:
    """What was found, beside its lines; of a file that nobody can read back only what it is."""
    complaints = check_text(form.given, _("je tekst")).complaints
    if form.sent is None:
        form.add_error("text", _("In deze tekst klopt iets niet. Hierboven staat wat."))
    else:
        form.add_error("file", _("In dit bestand klopt iets niet. Hierboven staat wat."))
    if not form.readable:
        return {"found": told(complaints, placed=False)}
    found = told(complaints)
    return {"found": found, "lines": lines_of(form.data["text"], found, around=AROUND)}


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=BECAUSE)
def version(request: SignedIn, version_id: int) -> HttpResponse:
    shown = version_for(request, version_id)
    checked = check_text(shown.text)
    context = {
        "version": shown,
        "life": life_of(shown),
        "acts": _acts(shown, request.user),
        "before": _before(shown),
        "document": told(checked.complaints),
        "school": _at_school(shown) if checked.sop and not shown.is_adopted else (),
        "judges": _judging(shown.school_id) == shown.pk,
        "comes": shown.is_adopted and shown.first_day > clock.today(),
        "blocked": waiting_to_begin(clock.today()).filter(pk=shown.pk).exists(),
        "today": clock.today(),
    }
    return render(request, "route/sop/version.html", context)


def _at_school(shown: SopVersion) -> tuple[Found, ...]:
    findings = life.readiness(shown).findings if shown.state != SopVersion.DROPPED else ()
    return tuple(Found(one.severity, one.what, one.why, one.todo, cases=one.cases) for one in findings)


def _acts(shown: SopVersion, person: Any) -> list[dict[str, Any]]:
    """The acts that can come next; those of somebody else's hand are told, not offered."""
    rows = []
    for key, act in ACTS.items():
        transition = getattr(shown, act.transition)
        if can_proceed(transition):
            rows.append(
                {"key": key, "label": act.label, "stops": act.stops, "may": has_transition_perm(transition, person)}
            )
    return rows


def _before(shown: SopVersion) -> SopVersion | None:
    """The version that this one is laid beside: the one before it, or else the one that judges.

    A draft may have the first day of the version that it is to follow.
    """
    others = SopVersion.objects.filter(school=shown.school_id).exclude(pk=shown.pk).adopted(clock.today()).defer("text")
    return others.filter(first_day__lte=shown.first_day).first() or others.judging(clock.today()).first()


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=BECAUSE)
def text(request: SignedIn, version_id: int) -> HttpResponse:
    """The whole text, with what the checker says under the line that it says it of."""
    shown = version_for(request, version_id)
    found = told(check_text(shown.text).complaints)
    return render(
        request, "route/sop/text.html", {"version": shown, "found": found, "lines": lines_of(shown.text, found)}
    )


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=BECAUSE)
def download(request: SignedIn, version_id: int) -> HttpResponse:
    shown = version_for(request, version_id)
    answer = HttpResponse(shown.text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{shown.school.key}-{shown.version}.yaml"'
    return answer


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=BECAUSE)
def diff(request: SignedIn, version_id: int) -> HttpResponse:
    """Beside another version of the school: the one asked for, or the one that judges."""
    shown = version_for(request, version_id)
    visible = SopVersion.objects.visible_to(request.user).filter(school=shown.school_id).exclude(pk=shown.pk)
    asked = number_of(request.GET.get("met", ""))
    other = found(visible, asked) if asked else _before(shown)
    rows: list[Any] = []
    if other is not None:
        try:
            rows = by_section(differences(parsed(other.digest), parsed(shown.digest), ReadersWords()))
        except SopErrors as unreadable:
            raise Http404 from unreadable
    context = {
        "version": shown,
        "other": other,
        "sections": rows,
        "others": visible.defer("text").order_by("-first_day", "-pk"),
    }
    return render(request, "route/sop/diff.html", context)


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="each act of a version's life says itself whose hand it needs")
@recently_authenticated_to_sign
def act(request: SignedIn, version_id: int, key: str) -> HttpResponse:
    shown, wanted = version_for(request, version_id), ACTS.get(key)
    if wanted is None:
        raise Http404
    transition, person = getattr(shown, wanted.transition), cast(Any, request.user)
    if not can_proceed(transition):
        messages.info(request, _("Dit is al gedaan, of nog niet aan de beurt. Hieronder staat hoe het nu is."))
        return redirect("route:sop_version", shown.pk)
    if not has_transition_perm(transition, person):
        raise PermissionDenied
    form = form_for(request, wanted.form, initial=_initial(shown, key))
    try:
        run = lambda data: wanted.command(shown.pk, **data, actor=request.user)  # noqa: E731
        if post_once(request, form, run, said=str(wanted.said)):
            return redirect("route:sop_version", shown.pk)
    except NotReady as refusal:
        form.add_error(None, str(refusal))
    context = {
        "version": shown,
        "act": wanted,
        "form": form,
        "errors": _in_the_way(shown) if key == "vaststellen" else (),
    }
    return render(request, "route/sop/act.html", context)


def _initial(shown: SopVersion, key: str) -> dict[str, Any]:
    if key == "advies" and shown.advice:
        said = {"advice": shown.advice, "on": shown.advised_on, "by": shown.advised_by, "text": shown.advice_text}
        return said
    return {"on": clock.today()} if "on" in ACTS[key].form.base_fields else {}


def _in_the_way(shown: SopVersion) -> tuple[Found, ...]:
    if check_text(shown.text).sop is None:
        return ()
    return tuple(one for one in _at_school(shown) if one.severity is Severity.ERROR)
