"""The progress on one goal, drawn on the server: the same on the screen and on paper, with a table beside it."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from opp.models import Evaluation, Goal
from opp.verdict import HIGHEST, LOWEST

WIDTH, HEIGHT, LEFT, TOP = 480, 200, 44, 14
STEP = (HEIGHT - TOP - 36) / (HIGHEST - LOWEST)


def chart_of(goal: Goal, evaluations: list[Evaluation]) -> dict[str, Any] | None:
    """For components/chart.html; None while nothing was scored on this goal's line."""
    points = [
        (evaluation.held_on, score.score, score.explanation or score.evidence)
        for evaluation in evaluations
        for score in evaluation.scores.all()
        if score.goal.line == goal.line and score.score is not None
    ]
    if not points:
        return None
    start = (goal.baseline_on or goal.handelingsdeel.drawn_up_on, LOWEST, goal.baseline)
    rows = [start, *points]
    return {
        "title": goal.text,
        "summary": ngettext(
            "Van −2 naar %(now)s in %(number)s evaluatie; verwacht was 0.",
            "Van −2 naar %(now)s in %(number)s evaluaties; verwacht was 0.",
            len(points),
        )
        % {"now": signed(points[-1][1]), "number": len(points)},
        "svg": _svg([score for _on, score, _note in rows], [f"{on:%d-%m-%y}" for on, _score, _note in rows]),
        "unit": _("stap op de schaal"),
        "rows": [{"on": on, "value": signed(score), "expected": "0", "note": note} for on, score, note in rows],
    }


def signed(score: int) -> str:
    return f"+{score}" if score > 0 else f"−{-score}" if score else "0"


def _svg(scores: list[int], days: list[str]) -> SafeString:
    places = [(_x(index, len(scores)), _y(score)) for index, score in enumerate(scores)]
    grid = format_html_join(
        "",
        '<line class="chart-grid" x1="{}" x2="{}" y1="{}" y2="{}"/><text class="chart-label" x="8" y="{}">{}</text>',
        ((LEFT, WIDTH - 12, _y(s), _y(s), _y(s) + 4, signed(s)) for s in range(LOWEST, HIGHEST + 1)),
    )
    line = " ".join(f"{x},{y}" for x, y in places)
    dots = format_html_join("", '<circle class="chart-point" cx="{}" cy="{}" r="6"/>', places)
    labels = format_html_join(
        "",
        '<text class="chart-label" text-anchor="middle" x="{}" y="{}">{}</text>',
        ((x, HEIGHT - 8, day) for (x, _place), day in zip(places, days, strict=True)),
    )
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img"><g>{}</g><line class="chart-expected" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<polyline class="chart-line" points="{}"/>{}{}</svg>',
        WIDTH,
        HEIGHT,
        grid,
        LEFT,
        WIDTH - 12,
        _y(0),
        _y(0),
        line,
        dots,
        labels,
    )


def _x(index: int, number: int) -> int:
    room = WIDTH - LEFT - 72
    return LEFT + 36 + round(room * index / max(number - 1, 1))


def _y(score: int) -> int:
    return round(TOP + (HIGHEST - score) * STEP)
