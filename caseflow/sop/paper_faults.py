"""What can be wrong with the documents of a SOP: nobody who writes, nowhere to write, a "no" that shuts a child in."""

from collections.abc import Iterator

from caseflow.sop.papers import asks_of_documents, part_of
from caseflow.sop.rules import Group, Need
from caseflow.sop.schema import Exit, Sop
from caseflow.sop.vocabulary import RoleKind

Path = tuple[str | int, ...]
Fault = tuple[Path, str]
SIGNED = frozenset({"discussed", "agreed"})


def references(sop: Sop) -> Iterator[tuple[Path, str, str | None]]:
    """(where, what kind of name, the name), for the check of names that point nowhere."""
    for key, paper in sop.documents.items():
        for name, part in paper.sections.items():
            for index, role in enumerate(part.written_by):
                yield ("documents", key, "sections", name, "written_by", index), "de rol", role
    for key, step in sop.steps.items():
        for index, asked in enumerate(step.documents):
            yield ("steps", key, "documents", index, "document"), "het document", asked.document


def faults(sop: Sop) -> Iterator[Fault]:
    """All that is wrong with the documents, once every name in them is known."""
    for check in (_writers, _steps, _unused, _named, _wanted, _traps):
        yield from check(sop)


def _writers(sop: Sop) -> Iterator[Fault]:
    names: dict[str, str] = {}
    for key, paper in sop.documents.items():
        if names.setdefault(paper.name, key) != key:
            yield ("documents", key, "name"), f"de naam '{paper.name}' is al van document '{names[paper.name]}'"
        for name, part in paper.sections.items():
            if all(sop.roles[role].kind is RoleKind.OUTSIDER for role in part.written_by):
                message = "niemand van de school schrijft dit deel; wie van buiten komt ziet de casus niet"
                yield ("documents", key, "sections", name, "written_by"), message


def _steps(sop: Sop) -> Iterator[Fault]:
    for key, step in sop.steps.items():
        seen: set[str] = set()
        for index, asked in enumerate(step.documents):
            at: Path = ("steps", key, "documents", index)
            if asked.document in seen:
                yield (*at, "document"), f"het document '{asked.document}' staat hier twee keer"
            seen.add(asked.document)
            known = sop.documents[asked.document].sections
            for place, part in enumerate(asked.sections):
                if part not in known:
                    message = f"het document '{asked.document}' heeft geen deel '{part}'; wel: {', '.join(known)}"
                    yield (*at, "sections", place), message


def _unused(sop: Sop) -> Iterator[Fault]:
    used = {asked.document for step in sop.steps.values() for asked in step.documents}
    for key in sop.documents:
        if key not in used:
            yield (
                ("documents", key),
                "geen enkele stap vraagt dit document: zet het bij een stap, of haal het weg",
            )


def _named(sop: Sop) -> Iterator[Fault]:
    """A fact about a document names one that there is, or a part that there is."""
    for at, need in _document_needs(sop):
        known = need.of in sop.documents if need.fact == "document" else part_of(sop, need.of) is not None
        if not known:
            form = "een document" if need.fact == "document" else "een document en een deel, als document.deel"
            yield (*at, "of"), f"'{need.of}' bestaat niet; noem {form} van dit SOP"


def _wanted(sop: Sop) -> Iterator[Fault]:
    """A word that the document's signature never brings, and a document that is not made where it is asked."""
    for at, need in _document_needs(sop):
        paper = sop.documents.get(need.of.partition(".")[0])
        if paper is None:
            continue
        words = need.bound if isinstance(need.bound, tuple) else (need.bound,)
        if need.fact == "document" and need.op == "is" and set(words) <= SIGNED - {paper.signature}:
            message = f"dit document wordt nooit '{words[0]}': de handtekening ('signature') is '{paper.signature}'"
            yield (*at, "is"), message
    for key, step in sop.steps.items():
        here = {asked.document for asked in step.documents}
        for index, way in enumerate(step.exits):
            for document in sorted(_asked_by(sop, key, way) - here):
                if not sop.documents[document].grows:
                    message = f"deze uitgang vraagt het document '{document}', en bij deze stap wordt het niet gemaakt"
                    yield ("steps", key, "exits", index), message


def _asked_by(sop: Sop, step: str, way: Exit) -> set[str]:
    """The documents that an exit asks to be there, with what its next step asks of whoever comes in."""
    target = sop.steps[way.to].acts.get("enter", ()) if way.to else ()
    needs = [need for _at, need in _flat((), (*way.needs, *target)) if need.fact in ("document", "document_part")]
    named = {need.of.partition(".")[0] for need in needs if need.op in ("is", "known")}
    return {document for document in named if document in sop.documents}


def _traps(sop: Sop) -> Iterator[Fault]:
    """A guardian's "no" stops a document, never the child: some way out does not wait for a signature."""
    for key, step in sop.steps.items():
        waiting = [_waits(sop, key, way) for way in step.exits]
        if any(waiting) and all(waiting):
            message = (
                "zegt een ouder nee tegen een document, dan kan een kind hier niet meer weg: "
                "voeg een uitgang toe die het niet vraagt (bijvoorbeeld 'back: true')"
            )
            yield ("steps", key, "exits"), message
        if any(waiting) and not step.on_refusal:
            message = "hier kan een ouder nee zeggen tegen een document: noem bij 'on_refusal' wat er dan openstaat"
            yield ("steps", key), message


def _waits(sop: Sop, step: str, way: Exit) -> bool:
    target = sop.steps[way.to].acts.get("enter", ()) if way.to else ()
    return any(_asks_signature(rule) for rule in (*asks_of_documents(sop, step, way), *way.needs, *target))


def _asks_signature(rule: Need | Group) -> bool:
    """Whether nothing but the guardians' signature can meet it."""
    if isinstance(rule, Group):
        return sum(not _asks_signature(part) for part in rule.parts) < rule.n
    if rule.fact != "document":
        return False
    words = rule.bound if isinstance(rule.bound, tuple) else (rule.bound,)
    return set(words) <= SIGNED if rule.op == "is" else set(words) >= {"none", "draft", "ready", "laid", "refused"}


def _document_needs(sop: Sop) -> Iterator[tuple[Path, Need]]:
    for key, track in sop.tracks.items():
        for index, way in enumerate(track.ends):
            yield from _of_documents(("tracks", key, "ends", index, "needs"), way.needs)
    for key, step in sop.steps.items():
        for act, rules in step.acts.items():
            yield from _of_documents(("steps", key, "acts", act), rules)
        for index, way in enumerate(step.exits):
            yield from _of_documents(("steps", key, "exits", index, "needs"), way.needs)


def _of_documents(at: Path, rules: tuple[Need | Group, ...]) -> Iterator[tuple[Path, Need]]:
    for path, need in _flat(at, rules):
        if need.fact in ("document", "document_part"):
            yield path, need


def _flat(at: Path, rules: tuple[Need | Group, ...]) -> Iterator[tuple[Path, Need]]:
    for index, rule in enumerate(rules):
        if isinstance(rule, Group):
            key = "all" if rule.all else "any" if rule.any else "of"
            yield from _flat((*at, index, key), rule.parts)
        else:
            yield (*at, index), rule
