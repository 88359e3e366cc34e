"""Somebody keeps how she looks at the board, and lets it go again."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from caseflow.route.choosing import Chosen
from caseflow.route.models import BoardView
from pupils.errors import Invalid, filled
from pupils.getters import locked

LONGEST, MOST = 60, 20


@transaction.atomic
def keep_view(chosen: Chosen, name: str, *, actor: Any) -> BoardView:
    """By the same name the later one takes the place of the earlier."""
    name = filled("name", name, limit=LONGEST)
    if not chosen.query:
        raise Invalid("name", _("Kies eerst wat je wilt zien, en bewaar dat dan."))
    own = BoardView.objects.filter(person=actor)
    if own.exclude(name=name).count() >= MOST:
        raise Invalid("name", _("Je hebt al %(most)s weergaven. Haal er eerst een weg.") % {"most": MOST})
    kept, _made = BoardView.objects.update_or_create(person=actor, name=name, defaults={"query": chosen.query})
    return kept


@transaction.atomic
def drop_view(view_id: int, *, actor: Any) -> None:
    locked(BoardView.objects.filter(person=actor), view_id).delete()
