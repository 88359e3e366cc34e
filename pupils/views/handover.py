"""The new school year: pupils to their next group, and the hand-over between teachers."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseflow import clock
from caseflow.sop.vocabulary import SCHOOL_WIDE, Part
from pupils.commands.handover import SIGNS, may_sign, move_pupils, sign_handover
from pupils.fields import Choose, People, offer
from pupils.forms import PlainForm
from pupils.getters import found
from pupils.handing_over import carried_over, handover_of, last_day, taught_before
from pupils.models import Group, Pupil
from pupils.opened import opened_group
from pupils.policy import Audience, policy
from pupils.posting import form_for, post_once
from pupils.proving import recently_authenticated
from pupils.queries import groups_of, schools_steered_by
from pupils.requests import SignedIn


class MoveForm(PlainForm):
    """Which pupils go on, and where to; `sure` once she read how many, and who is there already."""

    sure = forms.CharField(widget=forms.HiddenInput, required=False)
    to = Choose(gettext_lazy("Naar welke groep?"))
    pupils = People(gettext_lazy("Wie gaat mee?"))

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Group.objects.filter(school=group.school_id).exclude(pk=group.pk)
        offer(self, "to", [("", "—"), *others.values_list("pk", "name")])
        pupils = [(pupil.pk, pupil.full_name) for pupil in Pupil.objects.here(clock.today()).filter(group=group)]
        offer(self, "pupils", pupils)
        self.fields["pupils"].initial = [pk for pk, _name in pupils]

    def asks_first(self) -> dict[str, Any] | None:
        """What is about to happen, in numbers; None where the choice is not whole yet."""
        if not self.is_bound or self.errors:
            return None
        to = Group.objects.get(pk=self.cleaned_data["to"])
        there = Pupil.objects.here(clock.today()).filter(group=to).count()
        return {"to": to, "number": len(self.cleaned_data["pupils"]), "there": there}

    def is_valid(self) -> bool:
        """A whole group does not move by one slip: the numbers are read first."""
        return super().is_valid() and bool(self.cleaned_data["sure"])


@policy(Audience.STAFF, kinds=SIGNS, because="who receives a group signs for it, or the IB-er does")
@recently_authenticated
def sign(request: SignedIn, group_id: int) -> HttpResponse:
    today = clock.today()
    group = found(groups_of(request.user, today), group_id)
    form = form_for(request, PlainForm)
    said = _("De overdracht is getekend.")
    if may_sign(request.user, group) and post_once(
        request, form, lambda _data: sign_handover(group_id, actor=request.user), said=said
    ):
        return redirect("pupils:groups")
    carried = carried_over(request.user, group)
    opened_group(request.user, [pupil for pupil, open_ in carried if open_], [Part.ROUTE], f"handover-{group.pk}")
    context = {
        "group": group,
        "form": form,
        "signed": handover_of(group, today),
        "before": taught_before(group, today),
        "until": last_day(today),
        "open": today <= last_day(today),
        "signs": may_sign(request.user, group),
        "pupils": carried,
    }
    return render(request, "pupils/handover.html", context)


@policy(Audience.STAFF, kinds=SCHOOL_WIDE, because="who steers the school says in which group a pupil is")
def move(request: SignedIn, group_id: int) -> HttpResponse:
    steered = schools_steered_by(request.user).values("pk")
    group = found(Group.objects.filter(school__in=steered), group_id)
    form = form_for(request, MoveForm, group=group)

    def run(data: dict[str, Any]) -> Any:
        return move_pupils(group_id, to_id=int(data["to"]), pupil_ids=data["pupils"], actor=request.user)

    said = _("De leerlingen staan in hun nieuwe groep. Was het een vergissing? Zet ze dan vanuit die groep weer terug.")
    if post_once(request, form, run, said=said):
        return redirect("pupils:groups")
    return render(request, "pupils/group_move.html", {"group": group, "form": form, "asks": form.asks_first()})
