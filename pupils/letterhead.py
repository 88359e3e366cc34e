"""From whom a letter of a school is: its name, and where it is found and called, as its SOP says."""

from typing import TypedDict

from caseflow import clock
from pupils.models import School
from pupils.sop import NoSop, sop_for


class Letterhead(TypedDict):
    """The two fields of a letter that say from whom it is."""

    sender: str
    contact: str


def letterhead(school: School) -> Letterhead:
    """For every letter of this school; one whose SOP is not in force yet signs with its name alone."""
    try:
        _version, sop = sop_for(school, clock.today())
    except NoSop:
        return {"sender": school.name, "contact": ""}
    said = sop.school
    place = " ".join(filter(None, (said.postcode, said.place)))
    return {"sender": school.name, "contact": " · ".join(filter(None, (said.address, place, said.phone)))}
