"""What goes to a desk, on the page of the case: each referral, what each guardian said of it, and who is waited for."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow.route.doors import buttons
from caseflow.route.dossier import for_staff
from caseflow.route.forms.referral import desks_ahead
from caseflow.route.models import LimitJudgement, Referral, ReferralSeen, ReferralView
from caseflow.route.panels import Panel, on_case_page, parts_of
from caseflow.route.viewing import View, steers
from caseflow.route.wording import WHO_SIGNS, WORDS, answer_words, said_at_table
from caseflow.sop.schema import Desk
from caseflow.sop.vocabulary import Part, RoleKind
from pupils import signing
from pupils.models import ContactAttempt, Guardian

Badge = tuple[str, str]


@on_case_page
def referral(view: View) -> Panel | None:
    """Each referral as it was or will be handed over, and what each guardian said of it."""
    rows = list(Referral.objects.filter(case=view.case).exclude(state=Referral.DROPPED).order_by("-pk"))
    acts = ("prepare_referral",) if desks_ahead(view) else ()
    concept = next((row for row in rows if row.state == Referral.CONCEPT), None)
    acts = (*acts, "show_referral") if concept else acts
    shown = buttons(view, *acts) if view.case.is_open else []
    if not rows and not acts:
        return None
    views = ReferralView.objects.with_word().filter(referral__in=rows).select_related("guardian__person").order_by("pk")
    listed = [_row(view, row, [one for one in views if one.referral_id == row.pk]) for row in rows]
    context = {"rows": listed, "buttons": shown}
    over = rows and not shown and all(row.state == Referral.ANSWERED for row in rows) and view.case.state != "referred"
    rests = str(_("Verwijzing")) if over else ""
    return Panel("route/panels/referral.html", context, parts=parts_of({Part.REFERRAL: rows}), rests=rests)


def _row(view: View, row: Referral, views: list[ReferralView]) -> dict[str, Any]:
    desk = view.sop.desks.get(row.desk)
    asked = desk if desk and row.state == Referral.CONCEPT and view.case.is_running else None
    seen = LimitJudgement.objects.visible_to(view.person).filter(case=view.case)
    judged = set(seen.values_list("pk", flat=True))
    return {
        "referral": row,
        "asks": WORDS[row.asks],
        "sections": for_staff(row.content, hears=view.hears, judged=judged)["sections"],
        "answer": answer_words(row.answer),
        "signs": WHO_SIGNS.get(asked.parents_sign, "") if asked else "",
        "views": [*(_seen(view, row, one, asked) for one in views), *_unshown(view, row, views, asked)],
    }


def _seen(view: View, row: Referral, one: ReferralView, desk: Desk | None) -> dict[str, Any]:
    """One guardian to whom it was shown; `desk` while it has not left."""
    signs = desk is not None and desk.parents_sign != "nobody"
    again = one.answer == ReferralSeen.Word.OBJECTED or (signs and one.answer == ReferralSeen.Word.SEEN)
    open_ = desk is not None and (not one.answer or again) and view.may("show_referral")
    said = one.view if view.hears else ""
    scan = reverse("route:view_scan", args=[one.seen_id]) if one.scan and view.hears and steers(view) else ""
    passing = _passing(view, row, one) if desk and desk.parents_sign == "all" and not one.answer else {}
    return {
        "guardian": one.guardian,
        "badge": _badge(view, one, signs=signs, passed=passing.get("passed", False)),
        "said": said,
        "paper": reverse("route:paper_view", args=[view.case.pk, one.guardian_id]) if open_ else "",
        "at_table": said_at_table(one),
        "scan": scan,
        **passing,
    }


def _badge(view: View, one: ReferralView, *, signs: bool, passed: bool) -> Badge:
    """What is known of this guardian, in a few words, and how it looks."""
    if one.answer == ReferralSeen.Word.OBJECTED:
        return _("is het niet eens"), "attention"
    if one.answer == ReferralSeen.Word.SIGNED:
        return _("tekende"), "good"
    if passed:
        return _("niet bereikbaar: verdergegaan"), ""
    if signs:
        return _("nog geen handtekening"), "outline"
    if one.answer:
        return _("gaf haar of zijn kijk") if one.view else _("gezien, niets toegevoegd"), "good"
    if one.view_until < view.on:
        return _("reageerde niet op tijd: de verwijzing kan worden verstuurd"), "outline"
    told = {"day": date_format(one.view_until, "j b Y")}
    return _("nog geen reactie; kan tot en met %(day)s") % told, "outline"


def _passing(view: View, row: Referral, one: ReferralView) -> dict[str, Any]:
    """Of who is silent while all must sign: the tries since it was shown, and the director's way on without her."""
    said = signing.table(ReferralSeen, row.pk, view.case.pupil_id).filter(pk=one.guardian_id).first()
    if said is None:
        return {}
    director = any(view.sop.roles[role].kind is RoleKind.DIRECTOR for role in view.roles if role in view.sop.roles)
    url = reverse("route:referral_pass_over", args=[row.pk, one.guardian_id])
    return {
        "passed": said.passed,
        "tries": ContactAttempt.objects.filter(guardian=one.guardian_id, on__gte=one.shown_on).count(),
        "attempt": reverse("pupils:contact", args=[one.guardian_id]) if view.roles else "",
        "pass_over": url if director and not said.objector and not said.passed else "",
    }


def _unshown(view: View, row: Referral, views: list[ReferralView], desk: Desk | None) -> Iterator[dict[str, Any]]:
    """Whose gezag is not recorded: she is not shown it, and her objection counts where one stops it (floor rule 2)."""
    if not views or desk is None or not desk.stops_at_no:
        return
    shown = {one.guardian_id for one in views}
    asked = signing.table(ReferralSeen, row.pk, view.case.pupil_id).exclude(pk__in=shown)
    for guardian in asked:
        if guardian.may_read:
            continue  # to be shown it yet
        no = guardian.word in ReferralSeen.no
        yield {
            "guardian": guardian,
            "badge": (_("is het niet eens"), "attention") if no else (_("gezag nog niet vastgelegd"), "outline"),
            "gezag": reverse("pupils:gezag", args=[guardian.pk]) if steers(view) else "",
            "paper": _on_paper(view, guardian) if not no else "",
        }


def _on_paper(view: View, guardian: Guardian) -> str:
    return reverse("route:paper_view", args=[view.case.pk, guardian.pk]) if view.may("show_referral") else ""
