"""The teller of a story: short words for the commands, each done on the story's day by the person whose hand it needs.

It writes no row itself. What a command refuses, a story cannot tell.
"""

from caseflow.demo.teller.classroom import Classroom
from caseflow.demo.teller.desk import Desk
from caseflow.demo.teller.papers import Papers
from caseflow.demo.teller.plan import Plan, goal
from caseflow.demo.teller.support import Support
from caseflow.demo.teller.table import Table


class Teller(Classroom, Table, Support, Plan, Papers, Desk):
    """All that a story can say."""


__all__ = ["Teller", "goal"]
