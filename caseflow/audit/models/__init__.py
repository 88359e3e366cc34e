from .event import UNDO, CaseEvent, EventSpec, EventText
from .read import ReadRow
from .seal import Seal

__all__ = ["UNDO", "CaseEvent", "EventSpec", "EventText", "ReadRow", "Seal"]
