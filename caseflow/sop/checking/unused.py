"""What the document has and nothing names: roles, partners, purposes, desks, bodies, levels, documents, locations."""

from caseflow.sop.checking.names import exits_of, references
from caseflow.sop.checking.registry import Flaw, Flaws, advice
from caseflow.sop.papers import parts_here
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import RoleKind

#: Kinds that do something in Caseflow only where a step or a purpose names them.
ONLY_WHEN_NAMED = frozenset({RoleKind.OUTSIDER, RoleKind.SPECIALIST, RoleKind.BOARD})


@advice(why="Wie nergens genoemd is, doet en ziet niets", todo="Noem de rol bij een stap, of haal haar weg")
def role_unused(sop: Sop) -> Flaws:
    """A role that no step and no purpose names, of a kind that does nothing by itself."""
    for key in _unused(sop, "roles"):
        if sop.roles[key].kind in ONLY_WHEN_NAMED:
            yield Flaw(("roles", key), f"geen stap of doel noemt de rol '{key}'")


@advice(
    why="Van een partner die niets doet weet niemand hoe hij erbij komt",
    todo="Noem de partner bij een rol, een arrangement of een groep leerlingen",
)
def partner_unused(sop: Sop) -> Flaws:
    """A partner whom no role, no arrangement and no target group names."""
    for key in _unused(sop, "partners"):
        yield Flaw(("partners", key), f"geen rol, arrangement of groep leerlingen noemt de partner '{key}'")


@advice(
    why="Wat niemand vraagt, krijgt geen antwoord",
    todo="Noem het doel bij een stap, een partner, een loket of een commissie, of haal het weg",
)
def purpose_unused(sop: Sop) -> Flaws:
    """A purpose of consent for which nobody asks."""
    for key in (key for key in _unused(sop, "purposes") if not sop.purposes[key].next_school):
        readers = ("purpose-names-nobody", ("purposes", key))
        yield Flaw(("purposes", key), f"niemand vraagt toestemming voor '{key}'", explains=(readers,))


@advice(why="Waar niemand heen wordt verwezen, komt niets aan", todo="Noem het loket bij een stap, of haal het weg")
def desk_unused(sop: Sop) -> Flaws:
    """A desk at which no step stands."""
    for key in _unused(sop, "desks"):
        yield Flaw(("desks", key), f"geen stap leidt naar het loket '{key}'")


@advice(why="Wie nergens oordeelt, wordt niets gevraagd", todo="Noem bij een uitgang 'body', of haal dit weg")
def body_unused(sop: Sop) -> Flaws:
    """A body outside that no way out asks."""
    asked = {way.body for _at, exits in exits_of(sop) for way in exits}
    for key in sop.bodies:
        if key not in asked:
            yield Flaw(("bodies", key), f"geen enkele uitgang vraagt een oordeel van '{key}'")


@advice(why="Een niveau waar geen stap op ligt, heeft geen kind", todo="Noem het bij een stap, of haal het weg")
def level_unused(sop: Sop) -> Flaws:
    """A level on which no step lies."""
    for key in _unused(sop, "levels"):
        yield Flaw(("levels", key), f"geen enkele stap ligt op het niveau '{key}'")


def _unused(sop: Sop, section: str) -> list[str]:
    """What a section has and nothing names."""
    named = {name for _, where, name, _ in references(sop) if where == section}
    return [key for key in getattr(sop, section) if key not in named]


@advice(why="Wat bij geen stap staat, wordt niet gemaakt", todo="Zet het bij een stap, of haal het weg")
def document_unused(sop: Sop) -> Flaws:
    """A document that no step asks."""
    for key in _unused(sop, "documents"):
        yield Flaw(("documents", key), "in geen enkele stap wordt dit document gemaakt")


@advice(why="Wat bij geen stap staat, schrijft niemand", todo="Noem het deel bij een stap, of haal het weg")
def document_part_unused(sop: Sop) -> Flaws:
    """A part that no step fills in, of a document that some step does ask."""
    asked = [one for step in sop.steps.values() for one in step.documents]
    for key, paper in sop.documents.items():
        parts = [part for one in asked if one.document == key for part in parts_here(sop, one)]
        for part in paper.sections:
            if parts and part not in parts:
                yield Flaw(
                    ("documents", key, "sections", part),
                    f"in geen enkele stap wordt '{part}' van dit document geschreven",
                )


@advice(why="Een locatie scheidt rollen", todo="Noem haar bij een rol, of haal 'locations' weg")
def location_unused(sop: Sop) -> Flaws:
    """A location for which no role is, while others have theirs."""
    for key in _unused(sop, "locations"):
        yield Flaw(("locations", key), f"geen enkele rol is voor de locatie '{key}'")
