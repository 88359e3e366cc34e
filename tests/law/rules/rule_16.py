"""Retention is not built yet; the law says so itself, of this rule alone."""

from caseflow.sop import law
from tests.law.school import Story


def tell(story: Story) -> None:
    assert [rule.number for rule in law.LAW.rules if not rule.held] == [16]
