"""A sociogram as a target, drawn on the server: the more a child was chosen, the nearer to the middle it stands.

The same answers give the same drawing. Who chose each other is joined by a thick line, a choice of one side by a thin
one; who was chosen by nobody stands on the outermost ring. The table beside it says the same in words.
"""

from collections import Counter
from collections.abc import Iterator
from math import cos, hypot, pi, sin

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from pupils.models import Pupil
from pupils.sociograms import Picture

SIZE = 800
MIDDLE = SIZE // 2
#: From the middle outward: chosen by many, by some, by one or two, by nobody.
RINGS = (80, 175, 270, 352)
#: A name is so broad at most; where more stand on a ring they take turns nearer and further.
ROOM = 112
STAGGER = 26
LONGEST = 10
EDGE = 14
ARROW = mark_safe(
    '<defs><marker id="points" class="target-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7"'
    ' markerHeight="7" orient="auto"><path d="M0 0 10 5 0 10z"/></marker></defs>'
)

Places = dict[int, tuple[int, int]]


def drawing_of(picture: Picture) -> SafeString:
    places = places_of(picture)
    rings = format_html_join(
        "", '<circle class="target-ring" cx="{0}" cy="{0}" r="{1}"/>', ((MIDDLE, radius) for radius in RINGS)
    )
    lines = format_html_join(
        "", '<line class="{}" marker-end="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>', _lines(picture, places)
    )
    names = short_names(tuple(one.pupil for one in picture.standings))
    children = format_html_join(
        "",
        '<circle class="target-child{}" cx="{}" cy="{}" r="9"/><text class="target-name" x="{}" y="{}">{}</text>',
        (
            (" target-child--out" if one.left_out else "", x, y, x, y + 30, names[one.pupil.pk])
            for one in picture.standings
            for x, y in [places[one.pupil.pk]]
        ),
    )
    return format_html('<svg viewBox="0 0 {0} {0}">{1}{2}{3}{4}</svg>', SIZE, ARROW, rings, lines, children)


def places_of(picture: Picture) -> Places:
    """Where each child stands: its ring says how often it was chosen, its place on the ring goes by the name."""
    most = max((one.chosen for one in picture.standings), default=0)
    by_ring: dict[int, list[Pupil]] = {}
    by_name = sorted(picture.standings, key=lambda one: (one.pupil.first_name, one.pupil.last_name, one.pupil.pk))
    for one in by_name:
        by_ring.setdefault(ring_of(one.chosen, most), []).append(one.pupil)
    return {pk: place for ring, pupils in by_ring.items() for pk, place in _on_ring(ring, pupils)}


def ring_of(chosen: int, most: int) -> int:
    """The outermost is for who was chosen by nobody; the others share what lies between once and most often."""
    if not chosen:
        return len(RINGS) - 1
    share = (chosen - 1) / (most - 1) if most > 1 else 1
    return 0 if share > 2 / 3 else 1 if share > 1 / 3 else 2


def _on_ring(ring: int, pupils: list[Pupil]) -> Iterator[tuple[int, tuple[int, int]]]:
    radius, number = RINGS[ring], len(pupils)
    if ring == 0 and number == 1:
        radius = 0
    crowded = number * ROOM > 2 * pi * radius
    for index, pupil in enumerate(pupils):
        angle = 2 * pi * (index + ring / 3) / number - pi / 2
        away = radius + ((-STAGGER if index % 2 else STAGGER) if crowded and radius else 0)
        yield pupil.pk, (round(MIDDLE + away * cos(angle)), round(MIDDLE - 8 + away * sin(angle)))


def _lines(picture: Picture, places: Places) -> Iterator[tuple[object, ...]]:
    """Thin ones first, so that what is mutual lies on top; nobody is joined to a child whom the reader does not see."""
    seen = sorted(pair for pair in picture.choices if places.keys() >= set(pair))
    mutual = [(by, whom) for by, whom in seen if (whom, by) in picture.choices]
    one_way = [pair for pair in seen if pair not in set(mutual)]
    for pair in one_way:
        yield "target-line", "url(#points)", *_between(places, *pair)
    for by, whom in mutual:
        if by < whom:
            yield "target-line target-line--both", "none", *places[by], *places[whom]


def _between(places: Places, by: int, whom: int) -> tuple[int, int, int, int]:
    """An arrow; it ends at the edge of who was chosen."""
    (x1, y1), (x2, y2) = places[by], places[whom]
    length = hypot(x2 - x1, y2 - y1) or 1
    return x1, y1, round(x2 - (x2 - x1) * EDGE / length), round(y2 - (y2 - y1) * EDGE / length)


def short_names(pupils: tuple[Pupil, ...]) -> dict[int, str]:
    """First names; of two who are called alike with the first letter of the last name."""
    alike = Counter(one.first_name for one in pupils)
    told = {
        one.pk: one.first_name if alike[one.first_name] == 1 else f"{one.first_name} {one.last_name[:1]}"
        for one in pupils
    }
    return {pk: name if len(name) <= LONGEST + 2 else f"{name[:LONGEST]}…" for pk, name in told.items()}
