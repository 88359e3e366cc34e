"""Documents: somebody who writes each part, somewhere to make them, and words that they can come to."""

import re
from collections.abc import Iterator

from caseflow.sop import law
from caseflow.sop.checking.lists import every_list, needs_of
from caseflow.sop.checking.registry import Flaw, Flaws, Stage, error, warning
from caseflow.sop.checking.route import OF_WHAT_WAS_DONE
from caseflow.sop.complaining import Path, meant
from caseflow.sop.floor import FloorRule
from caseflow.sop.papers import part_of
from caseflow.sop.rules import Need
from caseflow.sop.schema import Exit, Sop
from caseflow.sop.vocabulary import RoleKind

#: The rules of the law that keep something out of every file.
BARRING = tuple(rule for number in (15, 17) if (rule := law.LAW.rule(number)))
SIGNED = frozenset({"discussed", "agreed"})
#: What looks out of reach where a step names another part, or another document, than was meant.
UNWRITTEN = tuple((rule, ("steps",)) for rule in OF_WHAT_WAS_DONE)


@error(why="Een document dat niemand schrijft, komt er nooit", todo="Noem bij 'written_by' een rol van de school")
def document_part_without_writer(sop: Sop) -> Flaws:
    """A part that only somebody from outside would write, who does not see the case."""
    for key, paper in sop.documents.items():
        for name, part in paper.sections.items():
            if all(sop.roles[role].kind is RoleKind.OUTSIDER for role in part.written_by):
                what = "niemand van de school schrijft dit deel; wie van buiten komt ziet de casus niet"
                yield Flaw(("documents", key, "sections", name, "written_by"), what)


@error(why="Eén document wordt in een stap één keer gemaakt", todo="Haal er één weg")
def document_twice_at_a_step(sop: Sop) -> Flaws:
    """The second would never be asked."""
    for key, step in sop.steps.items():
        named = [asked.document for asked in step.documents]
        for index, document in enumerate(named):
            if document in named[:index]:
                at: Path = ("steps", key, "documents", index)
                other = tuple((rule, ("documents",)) for rule in ("document-unused", "document-part-unused"))
                what = f"'{document}' staat hier twee keer"  # most likely another was meant
                yield Flaw((*at, "document"), what, explains=(("unknown-document-part", at), *other, *UNWRITTEN))


@error(why="Wat een stap vraagt, moet in het document staan", todo="Verbeter de naam, of voeg het deel toe")
def unknown_document_part(sop: Sop) -> Flaws:
    """A part that the document does not have."""
    for key, step in sop.steps.items():
        for index, asked in enumerate(step.documents):
            known = sop.documents[asked.document].sections
            for place, part in enumerate(asked.sections):
                if part not in known:
                    what = f"het document '{asked.document}' heeft geen deel '{part}'; wel: {', '.join(known)}"
                    unasked = (("document-part-unused", ("documents",)), *UNWRITTEN)
                    at: Path = ("steps", key, "documents", index, "sections", place)
                    yield Flaw(at, what, todo=meant(part, known), explains=unasked)


@error(
    why="Dit staat nooit in het dossier van een leerling",
    todo="Haal dit weg; wat van de meldcode is, houdt de aandachtsfunctionaris apart",
    stage=Stage.VALUES,
)
def document_asks_what_is_barred(sop: Sop) -> Flaws:
    """A document, or a part of one, that asks for what the law keeps out of the file (floor rules 15 and 17)."""
    for words in _words_of(sop):
        found = ((at, rule, _barred(rule, said)) for at, said in words for rule in BARRING)
        at, rule, word = next((one for one in found if one[2]), ((), None, ""))
        if rule:
            why = f"regel {rule.number}: {rule.title}; {rule.source}"
            yield Flaw(at, f"'{word}' hoort niet in een document", why)


def _words_of(sop: Sop) -> Iterator[list[tuple[Path, str]]]:
    """What each document, and each part of one, is known by, and what is asked to be written in it."""
    for key, paper in sop.documents.items():
        at: Path = ("documents", key)
        yield [(at, key), ((*at, "name"), paper.name)]
        for name, part in paper.sections.items():
            here: Path = (*at, "sections", name)
            yield [(here, name), ((*here, "name"), part.name), ((*here, "asks"), part.asks)]


def _barred(rule: FloorRule, said: str) -> str:
    """The word in a text that a rule keeps out, however it is written: as a key, or as people do."""
    plain = "_".join(re.findall(r"\w+", said.lower())).strip("_")
    return next((word.replace("_", " ") for word in sorted(rule.words) if f"_{word}_" in f"_{plain}_"), "")


@error(why="Een eis gaat over iets wat er is", todo="Noem een document, of een deel als document.deel")
def requirement_on_no_document(sop: Sop) -> Flaws:
    """A requirement about a document, or a part of one, that the SOP does not have."""
    for at, need in _document_needs(sop):
        known = need.of in sop.documents if need.fact == "document" else part_of(sop, need.of) is not None
        if not known:
            parts = [f"{key}.{part}" for key, paper in sop.documents.items() for part in paper.sections]
            near = meant(need.of, sop.documents if need.fact == "document" else parts)
            unwritten = tuple((rule, at) for rule in OF_WHAT_WAS_DONE)
            yield Flaw((*at, "of"), f"'{need.of}' bestaat niet in dit SOP", todo=near, explains=unwritten)


@error(why="De handtekening zegt wat een document kan worden", todo="Vraag een ander woord, of verander 'signature'")
def document_never_signed_so(sop: Sop) -> Flaws:
    """A word that the document's signature never brings."""
    for at, need in _document_needs(sop):
        paper = sop.documents.get(need.of) if need.fact == "document" and need.op == "is" else None
        words = need.bound if isinstance(need.bound, tuple) else (need.bound,)
        if paper and set(words) <= SIGNED - {paper.signature}:
            what = f"dit document wordt nooit '{words[0]}': de handtekening ('signature') is '{paper.signature}'"
            yield Flaw((*at, "is"), what)


@error(why="Een document wordt gemaakt waar het staat", todo="Zet het document ook bij deze stap")
def document_not_made_here(sop: Sop) -> Flaws:
    """A way out asks a document that is not made at its step, and does not grow along."""
    for key, step in sop.steps.items():
        here = {asked.document for asked in step.documents}
        for index, way in enumerate(step.exits):
            for document in sorted(_asked_by(sop, way) - here):
                if not sop.documents[document].grows:
                    what = f"deze uitgang vraagt het document '{document}', en bij deze stap wordt het niet gemaakt"
                    at: Path = ("steps", key, "exits", index)
                    asked = (at, ("steps", str(way.to), "acts", "enter"))
                    unwritten = tuple((rule, there) for rule in OF_WHAT_WAS_DONE for there in asked)
                    yield Flaw(at, what, explains=(*unwritten, ("document-unused", ("documents", document))))


@warning(
    why="Op een weg terug vraagt Caseflow de documenten van de stap niet",
    todo="Haal 'back: true' weg bij een weg die verder gaat, of schrijf 'needed: optional'",
)
def document_asked_by_no_exit(sop: Sop) -> Flaws:
    """A document is required at a step, all whose exits are ways back, and nothing else asks it."""
    named = {need.of.partition(".")[0] for _at, need in _document_needs(sop)}
    for key, step in sop.steps.items():
        for index, asked in enumerate(step.documents if all(way.back for way in step.exits) else ()):
            if asked.needed == "required" and asked.document not in named:
                what = f"'{asked.document}' is hier nodig en geen uitgang vraagt het: er zijn alleen wegen terug"
                yield Flaw(("steps", key, "documents", index), what)


def _asked_by(sop: Sop, way: Exit) -> set[str]:
    """The documents that an exit asks to be there, with what its next step asks of whoever comes in."""
    target = sop.steps[way.to].acts.get("enter", ()) if way.to else ()
    needs = [one for _at, one in needs_of((*way.needs, *target), ()) if one.fact in ("document", "document_part")]
    named = {one.of.partition(".")[0] for one in needs if one.op in ("is", "known")}
    return {document for document in named if document in sop.documents}


def _document_needs(sop: Sop) -> Iterator[tuple[Path, Need]]:
    for one in every_list(sop):
        yield from (found for found in one.needs() if found[1].fact in ("document", "document_part"))
