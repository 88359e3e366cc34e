"""What waits of the school's SOP: for the director the next act, for who steers a version that cannot begin."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.mine import roles_held, steers
from caseflow.route.succession import waiting_to_begin
from caseflow.sop.vocabulary import RoleKind
from pupils.models import SopVersion
from pupils.waiting import Waiting, waits


@waits
def of_the_sop(person: Any) -> Iterator[Waiting]:
    held = roles_held(person)
    if not steers(held):
        return
    visible = SopVersion.objects.visible_to(person).select_related("school").defer("text")
    blocked = waiting_to_begin(clock.today()).values("pk")
    for version in visible.filter(pk__in=blocked):
        yield _row(version, _("De nieuwe SOP kan nog niet ingaan"), late=True, due_on=version.first_day)
    directed = {one.school.pk for one in held if one.kind is RoleKind.DIRECTOR}
    for version in visible.filter(school__in=directed, state__in=(SopVersion.BEFORE_MR, SopVersion.ADOPTED)):
        yield _row(version, _next(version))


def _next(version: SopVersion) -> str:
    if version.state == SopVersion.ADOPTED:
        return _("Publiceer het vastgestelde SOP")
    return _("Leg vast wat het bestuur besloot") if version.advice else _("Leg het advies van de MR over het SOP vast")


def _row(version: SopVersion, title: str, **more: Any) -> Waiting:
    about = f"{version.school.name} · {version.version}"
    return Waiting(title, about, reverse("route:sop_version", args=[version.pk]), _("Bekijk"), **more)
