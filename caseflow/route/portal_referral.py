"""Referrals in the portal of guardians: to be seen or signed before they leave, and to be read with their answer."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.languages import schools_own
from caseflow.route.models import Case, Referral, ReferralSeen, ReferralView
from caseflow.route.portal import Ask, Piece, asks_guardian, final_pieces, gone_on
from caseflow.route.portal_not_now import Once, answered_before, newest_of_each
from caseflow.route.referral_text import desk_of, signed_at
from pupils.models import Guardian, PassedOver


@asks_guardian
def referrals_to_see(guardian: Guardian) -> Iterator[Ask]:
    if not guardian.may_read:
        return
    shown = ReferralView.objects.with_word().filter(guardian=guardian, referral__state=Referral.CONCEPT)
    for view in shown.select_related("referral__case__school"):
        if signed_at(desk_of(view.referral)):
            if view.answer not in (ReferralSeen.yes, *ReferralSeen.no):
                yield _to_sign(guardian, view)
        elif view.viewed_on is None:
            yield _to_see(guardian, view)


def _to_see(guardian: Guardian, view: ReferralView) -> Ask:
    over = view.view_until < clock.today()
    desk = schools_own(view.referral.desk_name)
    late = _("U kon tot en met %(day)s reageren; uw kijk is nog welkom") % {"day": date_format(view.view_until)}
    return Ask(
        guardian.pupil_id,
        _("Lees wat de school wil versturen"),
        format_html("{} · {}", desk, late) if over else desk,
        reverse("route:guardian_referral", args=[view.referral_id]),
        _("Lezen"),
        due_on=None if over else view.view_until,
    )


def _to_sign(guardian: Guardian, view: ReferralView) -> Ask:
    """There is no day after which it leaves without her signature."""
    over = PassedOver.objects.filter(guardian=guardian, referral_id=view.referral_id).exists()
    return Ask(
        guardian.pupil_id,
        gone_on() if over else _("De school vraagt uw handtekening"),
        schools_own(view.referral.desk_name),
        reverse("route:guardian_referral", args=[view.referral_id]),
        _("Lezen en kiezen"),
        needed=not over,
    )


@final_pieces
def referrals(person: Any, case: Case) -> Iterator[Piece]:
    for one in Referral.objects.for_guardian(person).filter(case=case).exclude(state=Referral.DROPPED):
        about = (
            _("Het antwoord op de verwijzing") if one.answered_on else _("De verwijzing, zoals de school die schreef")
        )
        url = reverse("route:guardian_referral", args=[one.pk])
        yield Piece(schools_own(one.desk_name), about, one.answered_on or one.sent_on or one.prepared_on, url)


@answered_before
def referrals_answered(person: Any) -> Iterator[Once]:
    hers = Referral.objects.for_guardian(person).values("pk")
    said = ReferralSeen.objects.filter(guardian__person=person).exclude(referral__in=hers)
    for one in newest_of_each(said.select_related("referral__case"), ReferralSeen):
        about = format_html("{} ({})", _("De verwijzing"), schools_own(one.referral.desk_name))
        word = str(ReferralSeen.Word(one.answer).label)
        yield Once(one.referral.case.pupil_id, about, word, one.answered_on, one.view)
