"""Whom a command line is for: whoever runs the server, who has its key already. Each says why it is no page.

As a view says its policy (pupils/policy.py); whose rows it meets, a command line says beside it (wall/context.py).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ForServer:
    """Stands on the command (`policy`), in words for who asks why nobody signed in may do it."""

    because: str
    audience: str = "server"
