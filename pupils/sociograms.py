"""Sociograms as they are read: which there are, whom to ask still, and how often each child was chosen and by whom."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from caseflow import clock
from pupils.counting import count_of
from pupils.models import Group, InSociogram, Person, Pupil, Sociogram, SociogramChoice
from pupils.models.hgw import RUNS_HGW
from pupils.models.sociogram import choices_for_member
from pupils.own_child import is_guardian
from pupils.policy import has_kind
from pupils.sop import sops_for


@dataclass(frozen=True, slots=True)
class Standing:
    """One child in a round: chosen so often, rather not so often, and by whom for both sides. `asked`: she spoke."""

    pupil: Pupil
    asked: bool
    chosen: int
    rather_not: int
    each_other: tuple[Pupil, ...]
    chose: tuple[Pupil, ...]
    left_out: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A round, as one person may see it: the children, most chosen first, and who chose whom."""

    standings: tuple[Standing, ...]
    choices: frozenset[tuple[int, int]]

    @property
    def left_out(self) -> tuple[Pupil, ...]:
        return tuple(one.pupil for one in self.standings if one.left_out)

    @property
    def asked(self) -> int:
        return sum(one.asked for one in self.standings)


def kinds_for(group: Group) -> dict[str, str]:
    """The sociograms that the school makes with such a group, by key: their names."""
    known = sops_for([group.school_id], clock.today())
    if group.school_id not in known:
        return {}
    instruments = known[group.school_id][1].instruments.items()
    years = group.jaargroepen
    drawn = ((key, one) for key, one in instruments if one.sociogram)
    return {key: one.name for key, one in drawn if not one.years or not years or not years.isdisjoint(one.years)}


def sociograms_of(person: Person, group: Group) -> QuerySet[Sociogram]:
    return Sociogram.objects.visible_to(person).filter(group=group).select_related("closed_by", "begun_by")


def whom_to_ask(person: Person, round_: Sociogram) -> list[Any]:
    """The children of an open round by first name, each with whether she spoke (`spoke`): who came since as well."""
    today = clock.today()
    pupils = Pupil.objects.visible_to(person).at_school(today).filter(group=round_.group_id)
    spoke = set(round_.answers.standing().values_list("pupil", flat=True))
    return [(pupil, pupil.pk in spoke) for pupil in pupils.order_by("first_name", "last_name", "pk")]


def said_by(round_: Sociogram, pupil: Pupil) -> dict[str, list[int]] | None:
    """What stands of one child; None where she is still to be asked."""
    answer = round_.answers.standing().filter(pupil=pupil).first()
    if answer is None:
        return None
    rows = answer.choices.values_list("pupil", "likes")
    return {"likes": [pk for pk, liked in rows if liked], "dislikes": [pk for pk, liked in rows if not liked]}


def picture_of(person: Person, round_: Sociogram) -> Picture:
    """Three queries. How often somebody was chosen counts all voices; of names only those whom this person sees."""
    seen = Pupil.objects.visible_to(person).filter(in_sociograms__sociogram=round_)
    pupils = {one.pk: one for one in seen.order_by("first_name", "last_name", "pk")}
    spoke = set(round_.answers.standing().values_list("pupil", flat=True))
    rows = SociogramChoice.objects.filter(answer__sociogram=round_, answer__withdrawn_on=None)
    said = list(rows.values_list("answer__pupil", "pupil", "likes"))
    liked = frozenset((by, whom) for by, whom, likes in said if likes)
    chosen = Counter(whom for _by, whom in liked)
    rather_not = Counter(whom for _by, whom, likes in said if not likes)
    standings = [
        Standing(
            pupil,
            pk in spoke,
            chosen[pk],
            rather_not[pk],
            _named((by for by, whom in liked if whom == pk and (pk, by) in liked), pupils),
            _named((whom for by, whom in liked if by == pk), pupils),
            chosen[pk] <= round_.left_out,
        )
        for pk, pupil in pupils.items()
    ]
    return Picture(tuple(sorted(standings, key=lambda one: -one.chosen)), liked)


def _named(numbers: Iterable[int], pupils: Mapping[int, Pupil]) -> tuple[Pupil, ...]:
    wanted = set(numbers)
    return tuple(pupil for pk, pupil in pupils.items() if pk in wanted)


# --- Of one child, without another's name ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one child alone."""

    name: str
    on: date
    chosen: int
    rather_not: int
    left_out: bool
    asked_rather_not: bool


def told_of(person: Person, pupil: Pupil) -> list[Told]:
    """The closed rounds that a child was in, newest first: for who runs the cycle with her, and is not her parent."""
    if not has_kind(person, pupil, RUNS_HGW, clock.today()) or is_guardian(person, [pupil]):
        return []
    return [told for _pk, told in _told(InSociogram.objects.filter(pupil=pupil))]


def newest_told(person: Person, group: Group, since: date) -> dict[int, Told]:
    """Of the newest closed round of a group since a day, by child; nothing for who may not see it."""
    rounds = sociograms_of(person, group).filter(closed_on__gt=since).order_by("-closed_on", "-pk")
    newest = rounds.values_list("pk", flat=True).first()
    return dict(_told(InSociogram.objects.filter(sociogram=newest))) if newest else {}


def _told(rows: QuerySet[InSociogram]) -> list[tuple[int, Told]]:
    closed = rows.filter(sociogram__closed_on__isnull=False).select_related("sociogram")
    counted: Any = closed.annotate(
        chosen=count_of(choices_for_member(likes=True)), rather_not=count_of(choices_for_member(likes=False))
    )
    return [
        (
            one.pupil_id,
            Told(
                one.sociogram.name,
                one.sociogram.closed_on,
                one.chosen,
                one.rather_not,
                one.chosen <= one.sociogram.left_out,
                bool(one.sociogram.dislikes),
            ),
        )
        for one in counted.order_by("-sociogram__closed_on", "-pk")
    ]
