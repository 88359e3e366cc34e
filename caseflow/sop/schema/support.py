"""What the school offers, how it measures, where its support ends, and the desk behind that end."""

from typing import Annotated, Literal

from pydantic import Field

from caseflow.sop.schema.words import Cited, Key, Term, Text
from caseflow.sop.vocabulary import Asks, DeskKind


class Instrument(Cited):
    """Something the school measures or observes with; a goal names one."""

    name: Text


class Arrangement(Cited):
    """A package of support: basis or extra, by whom, never without an end."""

    name: Text
    support: Literal["basis", "extra"]
    partner: Key | None = None
    longest: Term
    brings_opp: bool = False


class Limit(Cited):
    """Where the school's support ends, as a criterion that people judge for one pupil, with what comes instead."""

    name: Text
    alternative: Text
    judges: tuple[Key, ...] = ()


class OppTerms(Cited):
    """The terms of the OPP; floor rules 3 and 4 bound them."""

    within: Term
    evaluate_every: Term
    remind: Term


class Demonstrable(Cited):
    """When progress counts as demonstrable, and when its lack is put before people (domain §6.3)."""

    period: Term
    goals_min: Annotated[int, Field(ge=1)]
    share: Annotated[int, Field(ge=1, le=100)]
    in_a_row: Annotated[int, Field(ge=1, le=4)]
    held_share: Annotated[int, Field(ge=0, le=100)]


class Desk(Cited):
    """Where a referral goes, what it may be asked there, and within which time it answers."""

    name: Text
    kind: DeskKind
    asks: tuple[Asks, ...] = Field(min_length=1)
    decides_within: Term
