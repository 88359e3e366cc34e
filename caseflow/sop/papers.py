"""What the documents of a SOP ask: before a step is left, of whom, and by which act they come nearer."""

import re

from caseflow.sop.rules import Need, Value
from caseflow.sop.schema import Exit, Sop
from caseflow.sop.schema.documents import Paper, PaperAsked, PaperPart
from caseflow.sop.vocabulary import gettext_noop

_ = gettext_noop

#: The words that a document must have come to, by what its signature means.
ENOUGH = {
    "none": ("ready", "laid", "discussed", "agreed"),
    "discussed": ("discussed", "agreed"),
    "agreed": ("agreed",),
}
SAID = {
    "none": _("%(document)s: af"),
    "discussed": _("%(document)s: met de ouders besproken"),
    "agreed": _("%(document)s: de ouders stemmen ermee in"),
}
WRITTEN = _("%(document)s: het deel ‘%(part)s’ is geschreven")
#: What is done first while a document stands at a word; what no act of the school brings on waits for the guardians.
NEXT = {
    "none": "write_document",
    "draft": "finish_document",
    "ready": "lay_document",
    "refused": "write_document",
}


#: Those sentences as they come out, with a document's own names in them.
_MADE = {words: re.compile(re.sub(r"%\((\w+)\)s", r"(?P<\1>.+)", words)) for words in (*SAID.values(), WRITTEN)}


def pieces(say: str) -> tuple[str, dict[str, str]]:
    """The words of Caseflow in what a rule says, for whoever translates them, and the names that go into them."""
    found = ((words, form.fullmatch(say)) for words, form in _MADE.items())
    return next(((words, names.groupdict()) for words, names in found if names), (say, {}))


def asked_here(sop: Sop, step: str, document: str) -> PaperAsked | None:
    """How a step speaks of a document; None where it does not."""
    return next((asked for asked in sop.steps[step].documents if asked.document == document), None)


def parts_here(sop: Sop, asked: PaperAsked) -> dict[str, PaperPart]:
    """The parts of a document that are filled in at a step: those it names, or all."""
    parts = sop.documents[asked.document].sections
    return {key: part for key, part in parts.items() if not asked.sections or key in asked.sections}


def writers(sop: Sop, step: str) -> tuple[str, ...]:
    """The roles that write something in some document at this step."""
    parts = (part for asked in sop.steps[step].documents for part in parts_here(sop, asked).values())
    return tuple(dict.fromkeys(role for part in parts for role in part.written_by))


def part_of(sop: Sop, name: str) -> PaperPart | None:
    """The part that "document.part" names."""
    document, _, part = name.partition(".")
    paper = sop.documents.get(document)
    return paper.sections.get(part) if paper else None


def asks_of_documents(sop: Sop, step: str, way: Exit) -> tuple[Need, ...]:
    """What the documents required at a step ask before it is left; of a way back and a track's own end, nothing."""
    if way.back or any(way in track.ends for track in sop.tracks.values()):
        return ()
    required = (asked for asked in sop.steps[step].documents if asked.needed == "required")
    return tuple(need for asked in required for need in _needs(sop, asked))


def _needs(sop: Sop, asked: PaperAsked) -> tuple[Need, ...]:
    paper = sop.documents[asked.document]
    parts = parts_here(sop, asked).items()
    return (*(_written(asked.document, paper, key, part) for key, part in parts), _settled(asked.document, paper))


def _written(document: str, paper: Paper, key: str, part: PaperPart) -> Need:
    say = WRITTEN % {"document": paper.name, "part": part.name}
    said = {"fact": "document_part", "of": f"{document}.{key}", "known": True, "say": say, "todo": "write_document"}
    return Need.model_validate({**said, "cite": part.cite, "why": part.why})


def _settled(document: str, paper: Paper) -> Need:
    """One requirement for the whole way from empty to signed: `next_act` says where on it the document stands."""
    say = SAID[paper.signature] % {"document": paper.name}
    todo = "finish_document" if paper.signature == "none" else "sign_document"
    said = {"fact": "document", "of": document, "is": ENOUGH[paper.signature], "say": say, "todo": todo}
    return Need.model_validate({**said, "cite": paper.cite, "why": paper.why})


def next_act(need: Need, value: Value) -> str:
    """The act that brings a requirement nearer as things stand: before an answer comes the question.

    Empty where no act does: a desk that answered does not answer again.
    """
    if need.fact == "referral_answer" and value is not None:
        return ""
    if need.fact == "consent" and value != "asked":
        return "ask_consent"
    if need.fact == "body_answer" and value != "asked":
        return "ask_body"
    if need.fact == "document":
        enough = need.is_ if isinstance(need.is_, tuple) else (need.is_,)
        if value == "refused" and "discussed" in enough:
            return need.todo  # "that was not talked over": it is talked over after all, and needs no other text
        return NEXT.get(str(value), need.todo)
    return need.todo
