from .event import CaseEvent, EventSpec, EventText
from .read import ReadRow
from .seal import Seal

__all__ = ["CaseEvent", "EventSpec", "EventText", "ReadRow", "Seal"]
