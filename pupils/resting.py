"""What of a guardian only waits for her, and what she was asked or told already: each app says its own part.

Of somebody who was written down by mistake the first goes with her; the second keeps her where she stands.
"""

from collections.abc import Callable

from pupils.models import Guardian

#: Take away what only waits for her; what holds her word, or a day that was, stays and so keeps her (PROTECT).
LetGo = Callable[[Guardian], None]
letting_go: list[LetGo] = []
#: Whether something about this child was put in her hands.
Told = Callable[[Guardian], bool]
telling: list[Told] = []
#: Whether she was asked for her word about this child.
asking: list[Told] = []


def lets_go(part: LetGo) -> LetGo:
    letting_go.append(part)
    return part


def was_told(part: Told) -> Told:
    telling.append(part)
    return part


def was_asked(part: Told) -> Told:
    asking.append(part)
    return part
