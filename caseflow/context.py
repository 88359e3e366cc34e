"""What the frame of every page shows: this person's doors, in which roles she is here, and whether it is a demo."""

from collections.abc import Collection
from functools import cached_property
from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.role_words import role_told
from caseflow.second_factor import must_have_one
from caseflow.sop.naming import once
from caseflow.sop.vocabulary import SCHOOL_WIDE, RoleKind
from pupils.calling import Reach, schools_to_call
from pupils.hats import CHOSEN, Hat, Side, has_both, hats_worn
from pupils.models import School
from pupils.policy import Audience
from pupils.sop import NoSop, sop_for
from pupils.ways_in import recovery_codes_help

#: Which door a page lies behind, by the beginning of its address.
ROOMS = (
    ("/casussen/", "route:board"),
    ("/arrangementen/", "route:board"),
    ("/toestemmingen/", "route:board"),
    ("/handelingsdelen/", "route:board"),
    ("/documenten/", "route:board"),
    ("/sop-versies/", "route:sop_versions"),
    ("/ouders/", "route:guardian_start"),
    ("/loket/", "route:desk_inbox"),
    ("/uitgenodigd/", "route:invited_start"),
    ("/groepen/", "pupils:groups"),
    ("/leerlingen/", "pupils:groups"),
    ("/hgw/", "pupils:groups"),
    ("/interventies/", "pupils:groups"),
    ("/toetsen/", "pupils:groups"),
    ("/inlezen/", "pupils:groups"),
    ("/scholen/", "pupils:groups"),
    ("/kalender/", "pupils:calendar"),
    ("/ouders-van/", "pupils:groups"),
)


class Frame:
    """Read when the page shows it, and once: an entrance page costs no query."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.path = request.path
        self.chosen = getattr(request, "session", {}).get(CHOSEN)

    @cached_property
    def hats(self) -> frozenset[Hat]:
        return hats_worn(self.request) if hasattr(self.request, "user") else frozenset()

    @cached_property
    def other_side(self) -> str:
        """The words on the switch of who has two hats; nobody else is asked."""
        if not hasattr(self.request, "user") or not has_both(self.request):
            return ""
        return _("Verder als medewerker") if self.chosen == Side.OWN_CHILD else _("Verder als ouder")

    @cached_property
    def to_call(self) -> list[Reach]:
        """How a guardian reaches the school, at the foot of each of her pages."""
        return list(schools_to_call(self.request.user)) if self._wears(Audience.GUARDIAN) else []

    @cached_property
    def nav(self) -> list[dict[str, Any]]:
        """The doors that this person's hats open, the present one marked."""
        items = [
            item
            for audience, page, label, kinds in _doors()
            if self._wears(audience, kinds) and (item := self._item(page, label))
        ]
        room = next(
            (page for start, page in ROOMS if self.path.startswith(start)), "route:start" if self.path == "/" else ""
        )
        return [{"label": item["label"], "url": item["url"], "current": item["page"] == room} for item in items]

    @cached_property
    def roles(self) -> str:
        """The hats in words, as the school calls its roles."""
        words = list(self._school_roles())
        if self._wears(Audience.GUARDIAN):
            words.append(_("ouder of verzorger"))
        if self._wears(Audience.SWV):
            words.append(_("samenwerkingsverband"))
        return once(words)

    def _wears(self, audience: Audience, kinds: Collection[RoleKind] = ()) -> bool:
        return any(hat.audience is audience and (not kinds or hat.kind in kinds) for hat in self.hats)

    def _item(self, page: str, label: str) -> dict[str, Any] | None:
        try:
            return {"page": page, "label": label, "url": reverse(page)}
        except NoReverseMatch:
            return None

    def _school_roles(self) -> list[str]:
        hats = sorted((hat for hat in self.hats if hat.school_id and hat.role), key=lambda hat: hat.role)
        sops: dict[int, Any] = {}
        for school in School.objects.filter(pk__in={hat.school_id for hat in hats}):
            try:
                sops[school.pk] = sop_for(school, clock.today())[1]
            except NoSop:
                continue
        known = ((sops.get(hat.school_id or 0), hat.role) for hat in hats)
        return [role_told(sop, role).text for sop, role in known if sop and role in sop.roles]


def _doors() -> tuple[tuple[Audience, str, str, frozenset[RoleKind]], ...]:
    """Whom a door is for; of the staff all, or only some kinds."""
    everybody: frozenset[RoleKind] = frozenset()
    return (
        (Audience.STAFF, "route:start", _("Wat wacht op mij"), everybody),
        (Audience.STAFF, "pupils:groups", _("Groepen"), everybody),
        (Audience.STAFF, "route:board", _("Casussen"), everybody),
        (Audience.STAFF, "pupils:calendar", _("Kalender"), everybody),
        (Audience.STAFF, "route:sop_versions", _("SOP"), SCHOOL_WIDE),
        (Audience.GUARDIAN, "route:guardian_start", _("Mijn kind"), everybody),
        (Audience.SWV, "route:desk_inbox", _("Loket"), everybody),
        (Audience.OUTSIDER, "route:invited_start", _("Uitgenodigd"), everybody),
    )


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor."""
    shown = Frame(request)
    return {
        "nav": SimpleLazyObject(lambda: shown.nav),
        "other_side": SimpleLazyObject(lambda: shown.other_side),
        "side_to": SimpleLazyObject(lambda: Side.WORK if shown.chosen == Side.OWN_CHILD else Side.OWN_CHILD),
        "to_call": SimpleLazyObject(lambda: shown.to_call),
        "roles": SimpleLazyObject(lambda: shown.roles),
        "may_wait": SimpleLazyObject(lambda: request.user.is_authenticated and not must_have_one(request.user)),
        "recovery_codes_help": SimpleLazyObject(
            lambda: request.user.is_authenticated and recovery_codes_help(request.user)
        ),
        "demo": apps.is_installed("caseflow.demo") and _demo_has_a_page(),
    }


def _demo_has_a_page() -> bool:
    try:
        return bool(reverse("demo:people"))
    except NoReverseMatch:
        return False
