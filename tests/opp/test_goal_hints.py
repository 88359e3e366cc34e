"""What would make a goal easier to judge by, while it can still be written otherwise."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from opp.goal_hints import hints
from opp.models import Goal
from tests.opp.conftest import MEASURABLE, SCALE, START, VAGUE, Story
from tests.route.stories import sign_in

ON, LOOKED_AT = date(2026, 3, 2), date(2026, 9, 2)
GOOD = {
    "text": "Leest 80 woorden per minuut",
    "baseline": "42 woorden",
    "baseline_on": date(2026, 2, 2),
    "instrument": "dmt",
    "target": "80 woorden",
    "target_on": date(2026, 7, 1),
    "scale": list(SCALE),
}


def test_a_goal_that_can_be_judged_needs_nothing() -> None:
    assert hints(Goal(**GOOD), ON, LOOKED_AT) == []


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"baseline": ""}, "waar het kind nu staat"),
        ({"baseline_on": None}, "wanneer de beginsituatie is gemeten"),
        ({"baseline_on": date(2025, 9, 1)}, "meer dan een half jaar geleden"),
        ({"instrument": ""}, "waarmee je dit doel meet"),
        ({"target": ""}, "waar je naartoe werkt"),
        ({"scale": []}, "vijf stappen van de schaal"),
        ({"target_on": None}, "een dag waarop je dit wilt halen"),
        ({"target_on": date(2026, 9, 3)}, "voorbij de volgende evaluatie (uiterlijk 2 september 2026)"),
        ({"text": "Zit lekkerder in zijn vel", "target": "is rustiger"}, "‘lekkerder’ leest iedereen anders"),
        ({"text": "Kan werken aan taken", "target": "Tien taken"}, "‘werken aan’ leest iedereen anders"),
    ],
)
def test_one_thing_that_is_missing_is_one_hint(other: dict[str, object], said: str) -> None:
    (hint,) = hints(Goal(**{**GOOD, **other}), ON, LOOKED_AT)
    assert said in hint


@pytest.mark.parametrize("text", ["Leest beter: 60 woorden", "Meermin tekenen", "Verbetert zinnen"])
def test_a_number_or_another_word_is_not_vague(text: str) -> None:
    assert hints(Goal(**{**GOOD, "text": text, "target": "60 woorden" if "60" in text else "af"}), ON, LOOKED_AT) == []


@pytest.mark.django_db
def test_they_stand_with_the_draft_until_it_is_put_before_the_parents(story: Story) -> None:
    soon = replace(MEASURABLE, target_on=START + timedelta(days=90), text="Leest 80 woorden")
    story.draw_up(soon, VAGUE)
    url = reverse("route:case", args=[story.case.pk])
    page = sign_in(story.ib_er).get(url).content.decode()
    asked = page.partition("Kan een doel scherper?")[2].partition("</details>")[0]
    assert VAGUE.text in asked
    assert soon.text not in asked
    story.set_perspective()
    story.offer()
    assert "Kan een doel scherper?" not in sign_in(story.ib_er).get(url).content.decode()
