"""The groepsoverzicht: of each pupil of a group what was seen lately, what helps and hinders, and what she needs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from pupils.models import (
    Group,
    GroupPlan,
    InCluster,
    Insight,
    Intervention,
    Measurement,
    Observation,
    Person,
    Pupil,
)
from pupils.queries import pupils_in
from pupils.sociograms import Told, newest_told
from pupils.sop import sops_for
from pupils.striking import striking_levels

#: A round of the cycle takes a quarter to half a year: older signals are in the pupil's own file.
LATELY = timedelta(weeks=12)
MOST_SEEN = 3
MEASURED_WITHIN = timedelta(days=365)


@dataclass(slots=True)
class Row:
    """One pupil of the overview. `seen`: the newest observations; `times`: how many there were lately."""

    pupil: Pupil
    seen: list[Observation] = field(default_factory=list)
    times: int = 0
    striking: list[Measurement] = field(default_factory=list)
    helps: list[Insight] = field(default_factory=list)
    hinders: list[Insight] = field(default_factory=list)
    needs: list[Insight] = field(default_factory=list)
    tried: list[Intervention] = field(default_factory=list)
    places: list[InCluster] = field(default_factory=list)
    sociogram: Told | None = None


def overview_of(person: Person, group: Group, on: date) -> list[Row]:
    """Whom somebody works with in the group, by first name: ten queries, whatever their number.

    What the sociogram says is there for who may see it alone.
    """
    rows = pictures_of(pupils_in(person, group, on=on), on)
    told = newest_told(person, group, on - MEASURED_WITHIN)
    for row in rows:
        row.sociogram = told.get(row.pupil.pk, row.sociogram)
    return rows


def pictures_of(pupils: Iterable[Pupil], on: date) -> list[Row]:
    """Of each of these pupils the picture of the last period, in as many queries whatever their number."""
    rows = {pupil.pk: Row(pupil) for pupil in pupils}
    lists = {Insight.Kind.STIMULATES: "helps", Insight.Kind.HINDERS: "hinders", Insight.Kind.NEEDS: "needs"}
    for seen in Observation.objects.standing().filter(pupil__in=rows, seen_on__gt=on - LATELY):
        row = rows[seen.pupil_id]
        row.times += 1
        row.seen += [seen] if len(row.seen) < MOST_SEEN else []
    for pk, measured in newest_striking(rows, on).items():
        rows[pk].striking = measured
    for insight in Insight.objects.standing().filter(pupil__in=rows):
        getattr(rows[insight.pupil_id], lists[Insight.Kind(insight.kind)]).append(insight)
    for one in Intervention.objects.running(on).filter(pupil__in=rows):
        rows[one.pupil_id].tried.append(one)
    running = InCluster.objects.filter(pupil__in=rows, cluster__plan__state=GroupPlan.State.IN_FORCE)
    for place in running.select_related("cluster__plan"):
        rows[place.pupil_id].places.append(place)
    return list(rows.values())


def newest_striking(pupils: Iterable[int], on: date) -> dict[int, list[Measurement]]:
    """Of each instrument the newest level, where it strikes as the SOP of the pupil's school says."""
    newest: dict[tuple[int, str], Measurement] = {}
    measured = Measurement.objects.standing().exclude(level="").filter(pupil__in=list(pupils))
    recent = measured.filter(day__gt=on - MEASURED_WITHIN).select_related("pupil")
    for one in recent.order_by("-day", "-pk"):
        newest.setdefault((one.pupil_id, one.instrument), one)
    sops = sops_for({one.pupil.school_id for one in newest.values()}, on)
    found: dict[int, list[Measurement]] = {}
    for (pupil, _instrument), one in newest.items():
        _version, sop = sops.get(one.pupil.school_id, (None, None))
        if one.level in striking_levels(sop, one.instrument):
            found.setdefault(pupil, []).append(one)
    return found


def alike(plan: GroupPlan, person: Person, on: date) -> list[tuple[str, list[Pupil]]]:
    """Who could do it together: pupils with the same kind of need in this area who stand in no cluster of the plan yet.

    The kind of need in words, with at least two pupils; the largest first.
    """
    placed = InCluster.objects.filter(cluster__plan=plan).values("pupil")
    pupils = {one.pk: one for one in pupils_in(person, plan.group, on=on).exclude(pk__in=placed)}
    together: dict[str, set[int]] = {}
    for need in Insight.objects.standing().filter(pupil__in=pupils, kind=Insight.Kind.NEEDS, area=plan.area):
        together.setdefault(need.get_stem_display(), set()).add(need.pupil_id)
    several = [
        (stem, [pupil for pk, pupil in pupils.items() if pk in of]) for stem, of in together.items() if len(of) > 1
    ]
    return sorted(several, key=lambda pair: -len(pair[1]))
