"""Every mistake that a SOP can have, one at a time, by the rule that finds it.

Each is the sound SOP with something changed: (where the complaint stands, what it says, and the changes). The place is
the text that begins there; the first such text in the file.
"""

from tests.sop.mistakes_of_documents import DOCUMENTS
from tests.sop.mistakes_of_form import FORM
from tests.sop.mistakes_of_groups import GROUPS
from tests.sop.mistakes_of_law import LAW
from tests.sop.mistakes_of_people import PEOPLE
from tests.sop.mistakes_of_requirements import REQUIREMENTS
from tests.sop.mistakes_of_route import ROUTE
from tests.sop.mistakes_of_sharing import SHARING
from tests.sop.mistakes_of_text import TEXT

Change = tuple[str, str]
Mistake = tuple[str, str, tuple[Change, ...]]


MISTAKES: dict[str, dict[str, Mistake]] = {
    **TEXT,
    **FORM,
    **PEOPLE,
    **LAW,
    **SHARING,
    **GROUPS,
    **ROUTE,
    **REQUIREMENTS,
    **DOCUMENTS,
}
#: What cannot be made by changing a text.
OTHERWISE = {"no-text", "other-encoding", "empty-file"}
