"""Which command takes an exit: by the act that the exit is. The page and the API ask here, and nowhere else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from caseflow.route.commands.case import take_exit
from caseflow.route.commands.establishing import establish_handelingsverlegenheid
from caseflow.route.commands.referral import send_referral


@dataclass(frozen=True, slots=True)
class Move:
    """`takes`: what is said besides the exit, each with the command's own name for it."""

    command: Callable[..., Any]
    takes: Mapping[str, str]

    def said(self, words: Mapping[str, Any]) -> dict[str, Any]:
        """Of what was said, what this command asks for."""
        return {ours: words[word] for word, ours in self.takes.items()}


REASON = {"reason": "reason", "seen_visit": "seen_visit"}
ELSE = Move(take_exit, REASON)
MOVES = {
    "refer": Move(send_referral, REASON),
    "establish_handelingsverlegenheid": Move(
        establish_handelingsverlegenheid,
        {"reason": "reasons", "limit": "limit", "instead": "instead", "seen_visit": "seen_visit"},
    ),
}


def move_of(act: str) -> Move:
    """Most exits only say why."""
    return MOVES.get(act, ELSE)
