"""Inviting guardians: one from the page of a child, or all of a group who have no way in yet."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from caseflow import clock
from caseflow.audit.models import ReadRow
from caseflow.audit.reads import record_reads
from caseflow.documents.answering import pdf_answer
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part
from pupils.commands.inviting_guardians import check_may_come_in, invite_group, invite_guardian
from pupils.errors import Invalid
from pupils.forms import PlainForm
from pupils.getters import found, guardian_for
from pupils.invitation_letter import invitation_letters
from pupils.models import Group, Guardian, Invitation, Person
from pupils.opened import opened
from pupils.policy import Audience, policy, require_kind, role_towards
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated_to_take
from pupils.queries import schools_steered_by
from pupils.requests import SignedIn
from pupils.ways_in import has_way_in, waiting_in, waiting_invitation, without_way_in

WHO = "who steers the school invites guardians, and prints the code that is in the letter"
FILE = "uitnodiging"


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=WHO)
def invite(request: SignedIn, guardian_id: int) -> HttpResponse:
    guardian = _guardian(request, guardian_id)
    form = form_for(request, PlainForm)
    if post_once(
        request,
        form,
        lambda _data: invite_guardian(guardian_id, actor=request.user),
        said=_("De brief staat klaar. Print hem en geef hem mee of stuur hem op."),
    ):
        return redirect("pupils:invite", guardian_id)
    opened(request.user, guardian.pupil, Part.GUARDIANS, f"guardian-{guardian_id}")
    refused = _refused(guardian, request.user)
    context = {
        "guardian": guardian,
        "pupil": guardian.pupil,
        "form": form,
        "waiting": None if refused else waiting_invitation(guardian),
        "has_way_in": Guardian.objects.filter(has_way_in(), pk=guardian.pk).exists(),
        "refused": refused,
    }
    return render(request, "pupils/invite.html", context)


def _refused(guardian: Guardian, actor: Person) -> Any:
    """Why there is no letter for this guardian; "" when there may be one."""
    try:
        check_may_come_in(guardian, actor)
    except Invalid as wrong:
        return wrong.message
    return ""


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=WHO)
@recently_authenticated_to_take
@require_safe
def letter(request: SignedIn, guardian_id: int) -> HttpResponse:
    guardian = _guardian(request, guardian_id)
    waiting = waiting_invitation(guardian)
    if waiting is None or _refused(guardian, request.user):
        raise Http404
    return _printed(request, [(waiting, [guardian])])


def _guardian(request: SignedIn, guardian_id: int) -> Guardian:
    guardian = guardian_for(request.user, guardian_id)
    require_kind(request.user, guardian.pupil, SCHOOL_WIDE)
    return guardian


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=WHO)
def group(request: SignedIn, group_id: int) -> HttpResponse:
    one = _group(request, group_id)
    form = form_for(request, PlainForm)
    posted = post_once(request, form, lambda _data: invite_group(group_id, actor=request.user))
    if posted:
        _say_how_many(request, posted.result)
        return redirect("pupils:invite_group", group_id)
    waiting = waiting_in(one, request.user)
    letters = {invitation.person_id: invitation for invitation, _guardians in waiting}
    guardians = [(guardian, letters.get(guardian.person_id)) for guardian in without_way_in(one, request.user)]
    missing = any(invitation is None for _guardian, invitation in guardians)
    context = {"group": one, "form": form, "guardians": guardians, "waiting": len(waiting), "missing": missing}
    return render(request, "pupils/invite_group.html", context)


def _say_how_many(request: SignedIn, number: int | None) -> None:
    if number is not None:
        said = ngettext("Er staat %(number)d brief klaar.", "Er staan %(number)d brieven klaar.", number)
        messages.success(request, said % {"number": number})


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because=WHO)
@recently_authenticated_to_take
@require_safe
def group_letters(request: SignedIn, group_id: int) -> HttpResponse:
    waiting = waiting_in(_group(request, group_id), request.user)
    if not waiting:
        raise Http404
    return _printed(request, waiting)


def _group(request: SignedIn, group_id: int) -> Group:
    return found(Group.objects.filter(school__in=schools_steered_by(request.user)).select_related("school"), group_id)


def _printed(request: SignedIn, waiting: list[tuple[Invitation, list[Guardian]]]) -> HttpResponse:
    """Every print is written down: whoever has the paper has the code."""
    today = clock.today()
    record_reads(
        ReadRow(
            person_id=request.user.pk,
            role=role_towards(request.user, guardian.pupil, today),
            school_id=guardian.pupil.school_id,
            pupil_id=guardian.pupil_id,
            part=Part.GUARDIANS,
            object=f"invitation-{invitation.pk}",
        )
        for invitation, guardians in waiting
        for guardian in guardians
    )
    return pdf_answer(invitation_letters([invitation for invitation, _guardians in waiting]), FILE)
