"""The marked word, the forms it goes through, and whose hand sends each."""

import re

from tests.access.matrix import Row, rows

CANARY = "kanarie7f3b"
#: Fields that take a person's words: every box to write in that is not a number, a day, a choice or a file.
BOX = re.compile(r'<textarea[^>]*\bname="([^"]+)"|<input(?=[^>]*\btype="(?:text|email|search)")[^>]*\bname="([^"]+)"')
#: What one may not fill with any word: it is looked at before the form is taken, or is a number in words.
FORM_OF_ITS_OWN = {"email", "hours", "score", "code", "between"}
#: By which a mail speaks to whom it goes to.
OWN_NAME = ("pupils:staff_invite", "name")
#: Boxes of which one form takes no more than one, with what goes along: each is marked by itself.
ONE_OF = {
    "pupils:inform": {"told": {"reasons": ""}, "reasons": {"told": "", "answer": "refused"}},
    "route:act/hear_pupil": {
        "words": {"not_heard_reason": ""},
        "not_heard_reason": {"words": "", "influence": "", "by": "", "how": ""},
    },
}
#: The hands that a form may wait for, the most telling first.
HANDS = ("g1", "g2", "te", "ib", "di", "ou", "sd", "se")


def hand_of(row: Row) -> str:
    return next((column for column in HANDS if row.cells[column][1] == "R"), "")


SENT = [row for row in rows() if hand_of(row) and row.cells[hand_of(row)][0] == "2"]
#: Forms that are answered with a page: a name that is searched.
SEARCHED = [row for row in rows() if row.name in {"pupils:groups", "route:board"}]
#: Whose page each address shows: the first of these hands, or of all others.
SHOWN = {row.name: (row, next(c for c in (*HANDS, *row.cells) if row.cells[c][0] == "2")) for row in rows()
         if "2" in row.shown()}  # fmt: skip
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)


def words_in_an_address(page: str) -> list[str]:
    """The boxes to write in whose form is sent as an address: a form is sent so unless it says that it is posted."""
    gets = [inside for said, inside in FORM.findall(page) if 'method="post"' not in said or "hx-get" in said]
    return [box for inside in gets for box in boxes_of(inside)]


def marks_of(row: Row, page: str) -> list[dict[str, str]]:
    """What is sent beside the form's own body: every box marked, once for each box that goes alone."""
    marked = {name: f"{CANARY} {name}" for name in boxes_of(page) if (row.name, name) != OWN_NAME}
    return [{**marked, **besides} for besides in ONE_OF.get(row.label.partition(" ")[0], {"": {}}).values()]


def boxes_of(page: str) -> list[str]:
    found = {one or other for one, other in BOX.findall(page)}
    return sorted(found - FORM_OF_ITS_OWN - {"csrfmiddlewaretoken", "form_token"})
