"""The groups with their pupils, and the registration of a new one."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE
from pupils.commands.registration import register_pupil
from pupils.forms import RegisterForm
from pupils.handing_over import groups_to_sign
from pupils.models import Group, Pupil
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.queries import groups_of, groups_undeclared, pupils_of, pupils_who_left, schools_steered_by
from pupils.requests import SignedIn, wants_part
from pupils.sop import sops_for
from pupils.years import years_of


@policy(Audience.STAFF, because="staff find the pupils whom they may see")
def groups(request: SignedIn) -> HttpResponse:
    """Searched by POST: a child's name stands in no address, and so in no history and no log of a proxy."""
    word = request.POST.get("q", "").strip()[:100]
    pupils = _named(pupils_of(request.user, clock.today()), word)
    steered = list(schools_steered_by(request.user))
    context = {
        "groups": _by_group(pupils),
        "gone": _named(pupils_who_left(request.user, clock.today()), word) if steered else (),
        "q": word,
        "steered": steered,
        "steered_ids": {school.pk for school in steered},
        "planned": set(groups_of(request.user, clock.today()).values_list("pk", flat=True)),
        "handovers": groups_to_sign(request.user),
        "undeclared": set(groups_undeclared(request.user)),
    }
    return render(request, "pupils/group_rows.html" if wants_part(request) else "pupils/groups.html", context)


def _named(pupils: Any, words: str) -> Any:
    for word in words.split()[:5]:
        pupils = pupils.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(prefix__iexact=word))
    return pupils


def _by_group(pupils: Any) -> list[tuple[Group | None, str, list[Pupil]]]:
    """Each group with its phase or its jaargroepen in words, and its pupils."""
    found: dict[Group | None, list[Pupil]] = {}
    for pupil in pupils:
        found.setdefault(pupil.group, []).append(pupil)
    sops = {school: sop for school, (_version, sop) in sops_for(_schools(found), clock.today()).items()}
    return [(group, years_of(group, sops.get(group.school_id) if group else None), of) for group, of in found.items()]


def _schools(groups: Iterable[Group | None]) -> set[int]:
    return {group.school_id for group in groups if group}


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who steers the school puts a registered child in its books")
def register(request: SignedIn) -> HttpResponse:
    form = form_for(request, RegisterForm)
    school = _steered(request.user)
    if school is None:
        return redirect("pupils:groups")
    posted = post_once(
        request, form, lambda data: _register(school, data, request.user), said=_("Het kind staat in de boeken.")
    )
    if posted:
        return redirect("pupils:pupil", posted.result.pk) if posted.result else redirect("pupils:groups")
    return render(request, "pupils/register.html", {"form": form})


def _register(school: int, data: dict[str, Any], actor: Any) -> Pupil:
    """A form has a `prefix` of its own, so what stands between the names goes by another word there."""
    return register_pupil(school, prefix=data.pop("between"), **data, actor=actor)


def _steered(person: Any) -> int | None:
    """The school that this person steers."""
    return schools_steered_by(person).order_by("pk").values_list("pk", flat=True).first()
