"""The term of objection to a decision on a TLV: its guardians and the school may ask the desk to look again."""

from datetime import date

from caseflow.sop import law


def objection_until(decided_on: date) -> date:
    """The last day, six weeks after the decision was made known (Awb 6:7); never shortened by a holiday."""
    within, _rule = law.LAW.bounds()["objection"]
    return within.after(decided_on)
