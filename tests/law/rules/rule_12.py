"""The case stays the school's until the other school admits the pupil, and the day has come."""

from datetime import timedelta

import pytest

from caseflow.route.commands import case as cases
from caseflow.route.models import Case
from pupils.errors import Invalid
from tests.law.school import START, Story, refused


def tell(story: Story) -> None:
    story.go("grens")
    for ending in ("close-admitted_regular", "close-moved"):  # whatever word is given to it
        with refused(by=12):
            story.go(ending)
    with pytest.raises(Invalid):
        cases.record_admission(story.case.pk, school="De Overkant", on=START + timedelta(days=1), actor=story.coach)
    cases.record_admission(story.case.pk, school="De Overkant", on=START, actor=story.coach)
    story.go("close-admitted_regular")
    assert Case.objects.get(pk=story.case.pk).ending == "admitted_regular"
