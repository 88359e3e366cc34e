"""Who the profile speaks of: roles by the school's own names, partners, and what parents are asked for them."""

from typing import Annotated

from pydantic import Field, model_validator

from caseflow.sop.rules import Document
from caseflow.sop.schema.words import Cited, Key, Term, Text
from caseflow.sop.vocabulary import Part, RoleKind


class Role(Document):
    """A role by the school's own name; an outsider belongs to a partner.

    `years` and `locations`: the range of groups that it is for, where the school shares it out.
    """

    name: Text
    kind: RoleKind
    partner: Key | None = None
    years: tuple[Annotated[int, Field(ge=0, le=8)], ...] = ()
    locations: tuple[Key, ...] = ()

    def covers(self, years: frozenset[int], location: str) -> bool:
        """Whether it is for a group of these years at this place; a child without a group is everybody's."""
        near = not self.locations or not location or location in self.locations
        return near and (not self.years or not years or not years.isdisjoint(self.years))


class Partner(Cited):
    """Someone from outside the school, and what they deliver."""

    name: Text
    delivers: Text


class Purpose(Cited):
    """One thing for which guardians are asked consent: what is shared, with whom at most, for how long."""

    name: Text
    asks: Text
    parts: tuple[Part, ...] = Field(min_length=1)
    roles: tuple[Key, ...] = ()
    lasts: Term

    @model_validator(mode="after")
    def _names_the_child(self) -> "Purpose":
        """Who talks about a child knows which one: the guardians are told so."""
        if Part.PUPIL not in self.parts:
            raise ValueError("wie over een kind meepraat weet wie het is: 'parts' noemt ook 'pupil'")
        return self
