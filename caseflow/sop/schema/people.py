"""Who the profile speaks of: roles by the school's own names, partners, and what parents are asked for them."""

from pydantic import Field

from caseflow.sop.rules import Document
from caseflow.sop.schema.words import Cited, Key, Term, Text
from caseflow.sop.vocabulary import Part, RoleKind


class Role(Document):
    """A role by the school's own name; an outsider belongs to a partner."""

    name: Text
    kind: RoleKind
    partner: Key | None = None


class Partner(Cited):
    """Someone from outside the school: what they deliver, how they are asked, and for which purpose parents are.

    `consent` is the purpose of a talk with them where the step does not name one itself (caseflow.sop.consents).
    """

    name: Text
    delivers: Text
    asked: Text | None = None
    consent: Key | None = None


class Purpose(Cited):
    """One thing for which guardians are asked consent: what is shared, with whom at most, for how long."""

    name: Text
    asks: Text
    parts: tuple[Part, ...] = Field(min_length=1)
    roles: tuple[Key, ...] = ()
    lasts: Term
