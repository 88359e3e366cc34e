"""What waits of the tracks: for who may open one, that Caseflow proposes it for a pupil."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow.route.hands import opening_roles
from caseflow.route.mine import is_mine, roles_held, sops_of
from caseflow.route.models import TrackProposal
from pupils.waiting import Waiting, waits


@waits
def of_tracks(person: Any) -> Iterator[Waiting]:
    """One query, whatever the number of proposals."""
    held = roles_held(person)
    if not held:
        return
    sops = sops_of(held)
    for one in TrackProposal.objects.visible_to(person).waiting().order_by("pk").select_related("pupil__group"):
        sop = sops.get(one.school_id)
        if sop and one.track in sop.tracks and is_mine(held, one, *opening_roles(sop, one.track), sop=sop):
            title = _("Caseflow stelt een spoor voor: %(track)s") % {"track": sop.tracks[one.track].name}
            about = " · ".join(filter(None, (one.pupil.full_name, one.pupil.group.name if one.pupil.group else "")))
            yield Waiting(title, about, reverse("route:track_proposal", args=[one.pk]), _("Bekijk waarom"))
