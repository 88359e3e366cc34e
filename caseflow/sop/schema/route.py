"""The route: steps with who takes part and what is asked, clocks, exits, and the tracks that they lie on."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from caseflow.sop.complaining import Unfit
from caseflow.sop.fields import choice, one_complaint
from caseflow.sop.rules import Document, Rule
from caseflow.sop.schema.documents import PaperAsked
from caseflow.sop.schema.words import (
    ActKey,
    BodyKey,
    Cited,
    DeciderKey,
    DeskKey,
    HearerKey,
    Key,
    LevelKey,
    PurposeKey,
    RoleKey,
    StepKey,
    Term,
    Text,
    Title,
    Way,
)
from caseflow.sop.vocabulary import OPEN_STATES, STATE_LABELS, Ending, State

#: Among who decides: the table of the step where the case stands, as its chair wrote it down.
TEAM = "team"
#: Among who gets a copy: the guardians with gezag.
GUARDIANS = "guardians"
Owners = Annotated[
    tuple[RoleKey, ...],
    Field(min_length=1),
    BeforeValidator(
        lambda given: (given,) if isinstance(given, str) else given,
        json_schema_input_type=RoleKey | tuple[RoleKey, ...],
    ),
]


class Seat(Document):
    """A role at the table: always, rather, when called, or so many times in a school year."""

    role: RoleKey
    """Welke rol aan tafel zit."""
    presence: Literal["required", "preferred", "on_call"] = "required"
    """Altijd (required), liefst (preferred) of alleen als het gevraagd wordt (on_call)."""
    times_a_year: Annotated[int, Field(ge=1, le=40)] | None = None
    """Hoe vaak per schooljaar deze rol hoogstens wordt uitgenodigd."""


class Parents(Document):
    """What the guardians are told, asked, or talked over with before an act."""

    inform: bool = False
    """Ouders zijn vooraf ingelicht."""
    talk: bool = False
    """Er is vooraf met de ouders gesproken."""
    invite: Annotated[Literal["if_needed"] | bool, one_complaint("true, false of if_needed")] = False
    """Ouders zijn uitgenodigd; of alleen als het nodig is (if_needed), nooit waar iemand van buiten meepraat."""
    consent: PurposeKey | None = None
    """Het doel waarvoor ouders toestemming gaven."""


class Clock(Cited):
    """A term that starts at one act of the step, and is met by another or by the case moving on."""

    name: Title
    """Waar deze termijn voor is; binnen de stap heet geen andere zo."""
    starts: ActKey
    """De handeling waarmee de termijn begint."""
    meets: ActKey | None = None
    """De handeling waarmee hij gehaald is; geen: met het verlaten van de stap."""
    within: Term
    """Hoe lang de termijn duurt."""
    kind: Literal["at_most", "at_least", "exact", "trial"] = Field("at_most", alias="is")
    """Hoogstens (at_most), ten minste (at_least), precies zo lang (exact), of een proef: één keer, met een einde."""
    extend: Term | None = None
    """Hoeveel hij één keer verlengd kan worden."""
    whose: Literal["school", "other"] = "school"
    """Van wie de termijn is. Die van de school eindigt nooit in een vakantie maar ervoor."""

    @property
    def holds(self) -> bool:
        """Whether the case may not move on before it is over; where it never began, it counts from the step's start."""
        return self.kind in ("at_least", "exact")


class Exit(Cited):
    """A way out of a step: to another step, or the end of the case."""

    name: Text
    """Wat er op de knop staat."""
    to: StepKey | None = None
    """Naar welke stap deze uitgang leidt."""
    close: Ending | None = None
    """Waarom de casus hier eindigt, als hij niet naar een stap leidt."""
    own_key: Key | None = Field(None, alias="key")
    """Een eigen sleutel, als een stap twee uitgangen naar dezelfde stap of hetzelfde einde heeft."""
    back: bool = False
    """Of dit een weg terug is."""
    needs: tuple[Rule, ...] = ()
    """Wat er waar moet zijn voordat iemand deze uitgang kiest."""
    decides: tuple[DeciderKey, ...] = ()
    """Wie hierover beslist, in plaats van wie de volgende stap noemt; 'team' is de tafel van deze stap."""
    ratifies: tuple[RoleKey, ...] = ()
    """Wie het besluit bekrachtigt nadat het is voorgesteld."""
    body: BodyKey | None = None
    """Wie van buiten hier eerst over oordeelt."""
    copies: tuple[HearerKey, ...] = ()
    """Wie bericht van dit besluit krijgt; 'guardians' zijn de ouders met gezag."""

    @property
    def key(self) -> str:
        """What names this exit within its step, in a URL too."""
        return self.own_key or self.to or f"close-{self.close}"

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "Exit":
        if (self.to is None) == (self.close is None):
            what = "een uitgang noemt 'to' of 'close', niet allebei"
            todo = "Laat er een staan" if self.to else "Voeg 'to' toe met een stap, of 'close' met een einde"
            raise Unfit(what, todo, "close" if self.to else "")
        return self


class Skipping(Exit):
    """The way over a step that may be skipped: what that step leads to, with a reason, without having been there."""

    skips: StepKey
    """Welke stap er wordt overgeslagen."""
    by: str
    """Langs welke uitgang die stap bereikt zou worden."""

    @classmethod
    def of(cls, way: Exit, onward: Exit, **given: object) -> "Skipping":
        """Over the step between: out of it as it is left, with what is `given` instead, by the way that leads to it."""
        said = {field.alias or name: getattr(onward, name) for name, field in Exit.model_fields.items()}
        return cls.model_validate({**said, **given, "skips": way.to, "by": way.key})

    @property
    def key(self) -> str:
        return f"over-{self.by}-{super().key}"


class Departing(Exit):
    """A case whose child left ends by it: nobody can do any more what its step asks, so the law alone is asked."""

    @classmethod
    def of(cls, way: Exit, steering: tuple[RoleKey, ...]) -> "Departing":
        """Under its own name; who decided on it may not see the child any more, or had a table for it."""
        said = {"name": way.name, "close": way.close, "key": way.own_key, "copies": way.copies}
        return cls.model_validate({**said, "decides": steering, "cite": way.cite, "why": way.why})


class Step(Cited):
    """One step of the route, by the school's own name, in one of the nine states."""

    name: Text
    """Hoe de school deze stap noemt."""
    state: Annotated[State, WithJsonSchema(choice({one: STATE_LABELS[one] for one in State if one in OPEN_STATES}))]
    """Wat deze stap betekent voor de leerling, in een van de negen toestanden die de wet kent."""
    owner: Owners
    """Wie in deze stap aan het werk is; meer rollen verdelen de groepen."""
    chair: tuple[RoleKey, ...] = ()
    """Wie het overleg voorzit; een van hen is genoeg."""
    decides: tuple[DeciderKey, ...] = ()
    """Wie een leerling in deze stap brengt: rollen of 'team'; niemand genoemd: de eigenaar van de stap ervoor."""
    takes_part: tuple[Seat, ...] = ()
    """Wie er aan tafel zitten."""
    documents: tuple[PaperAsked, ...] = ()
    """De documenten die hier gemaakt worden."""
    parents: dict[ActKey, Parents] = {}
    """Wat ouders bij een handeling vooraf horen of gevraagd wordt."""
    acts: dict[ActKey, tuple[Rule, ...]] = {}
    """Wat de school vraagt voordat een handeling kan; 'enter' geldt voor wie de stap in wil."""
    clocks: tuple[Clock, ...] = ()
    """De termijnen van deze stap."""
    exits: tuple[Exit, ...]
    """De uitgangen van deze stap."""
    on_refusal: tuple[Way, ...] = ()
    """Wat er open blijft als ouders nee zeggen."""
    desk: DeskKey | None = None
    """Bij welk loket de leerling in deze stap is; alleen in 'referred'."""
    hands: dict[ActKey, tuple[RoleKey, ...]] = {}
    """Wie hier een handeling doet, in plaats van wie het anders doet."""
    lead: Term | None = None
    """Hoe lang tevoren een bespreking wordt gepland."""
    level: LevelKey | None = None
    """Op welk niveau van ondersteuning deze stap ligt."""
    may_skip: bool = False
    """Of de stap met een reden overgeslagen mag worden."""
    elsewhere: bool = False
    """Of de leerling in deze stap les krijgt op een andere school."""


class Track(Document):
    """A route beside others: where it begins and the ends that are open from every step of it."""

    name: Text
    """Hoe dit spoor heet."""
    first: StepKey
    """De stap waarmee het spoor begint."""
    aanmelding: StepKey | None = None
    """De stap voor wie is aangemeld en nog niet ingeschreven."""
    trigger: tuple[Rule, ...] = ()
    """Wat er waar moet zijn om dit spoor te beginnen; wordt het waar, dan stelt Caseflow het voor."""
    ends: tuple[Exit, ...] = ()
    """De manieren waarop een casus vanuit elke stap van dit spoor kan eindigen."""


class Level(Cited):
    """A level of support, or one situation beside others: a number, a name, and what is asked to come into it."""

    number: Annotated[int, Field(ge=0, le=9)]
    """Het nummer van dit niveau."""
    name: Text
    """Hoe de school dit niveau noemt."""
    needs: tuple[Rule, ...] = ()
    """Wat er waar moet zijn voor wie een stap van dit niveau in wil."""


class Body(Cited):
    """Who outside the school decides or advises on a way out, within a time of its own, asked with consent."""

    name: Text
    """Hoe deze commissie of organisatie heet."""
    purpose: PurposeKey
    """Het doel waarvoor ouders toestemming geven voordat iets wordt gevraagd."""
    answers_within: Term
    """Binnen welke tijd het antwoord komt."""
    binding: bool
    """Of het oordeel bindt, of een advies is."""


class Admission(Cited):
    """How many children a group takes, and whether a child waits for a place when it is full."""

    group_size: Annotated[int, Field(ge=1, le=40)]
    """Hoeveel kinderen er in een groep kunnen."""
    waiting_list: bool = False
    """Of er een wachtlijst is als een groep vol is."""
