"""What a schema cannot see: names that point nowhere, dead ends, terms looser than the law, promises that nobody keeps.

One room per subject; each holds rules, and importing it here is what makes them count.
"""

from caseflow.sop.checking import (
    acts,
    calendar,
    documents,
    facts,
    groups,
    law,
    moments,
    names,
    people,
    possible,
    profile,
    refusal,
    route,
    sharing,
    support,
    unused,
    ways,
)
from caseflow.sop.checking.registry import RULES, Flaw, Rule, flaws

__all__ = [
    "RULES",
    "Flaw",
    "Rule",
    "acts",
    "calendar",
    "documents",
    "facts",
    "flaws",
    "groups",
    "law",
    "moments",
    "names",
    "people",
    "possible",
    "profile",
    "refusal",
    "route",
    "sharing",
    "support",
    "unused",
    "ways",
]
