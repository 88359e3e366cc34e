"""New versions of a school's SOP, for tests of how they come to hold: a text with a step renamed, and its life."""

import re
from datetime import date

from caseflow import clock
from caseflow.route.commands import sop as life
from caseflow.sop.vocabulary import RoleKind
from pupils.models import SopVersion
from tests.world import World, version_text

STEP = "leerlingbespreking"


def renamed(text: str, old: str = STEP, new: str = "intern_overleg") -> str:
    """The text with another key for a step, wherever an exit leads to it."""
    return re.sub(rf"^  {old}:$|(?<=to: ){old}\b", lambda found: found[0].replace(old, new), text, flags=re.M)


def with_moves(text: str, moves: str) -> str:
    return f"{text.rstrip()}\nmoves: {moves}\n"


def text_with_moves(first_day: date, moves: str = "{leerlingbespreking: intern_overleg}") -> str:
    return with_moves(renamed(version_text(first_day)), moves)


def laid(world: World, text: str) -> SopVersion:
    """Uploaded by the IB-er, and before the MR today."""
    draft = life.upload_draft(text, actor=world.of_kind(RoleKind.IB_ER))
    return life.lay_before_mr(draft.pk, on=clock.today(), actor=world.of_kind(RoleKind.DIRECTOR))


def adopted(world: World, text: str) -> SopVersion:
    version = laid(world, text)
    director = world.of_kind(RoleKind.DIRECTOR)
    return life.adopt_version(version.pk, on=clock.today(), by="Bo, bestuurder", actor=director)
