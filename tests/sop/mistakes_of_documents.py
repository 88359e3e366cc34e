"""Mistakes of a SOP that reads well: in its documents, who writes them and what a guardian's "no" does to them.

(Where the complaint stands, what it says, and what is changed in the sound SOP.)
"""

from tests.sop.mistakes_of_route import of_a_level, of_an_arrangement

GRENS = "{fact: last_verdict, is: no_progress"
AT_HULP = "      - {document: groeimap, sections: [besluit]}\n"


def asked(of: str, word: str, fact: str = "document") -> tuple[str, str]:
    """A requirement on a document, at the way from the plan to the limit."""
    need = f"{{fact: {fact}, of: {of}, {word}, say: x, cite: x, todo: write_document}}"
    return (f"          - {GRENS}", f"          - {need}\n          - {GRENS}")


DOCUMENTS = {
    "document-part-without-writer": {
        "only somebody from outside": ("written_by: [adviseur]", "niemand van de school schrijft dit deel", (("[directeur], cite: \"SOP 4\"}\n    cite", "[adviseur], cite: \"SOP 4\"}\n    cite"),)),
    },
    "document-twice-at-a-step": {
        "offered and asked": ("document: hulpplan, needed", "'hulpplan' staat hier twee keer", ((AT_HULP, "      - {document: hulpplan, needed: optional}\n"),)),
    },
    "unknown-document-part": {
        "a slip": ("slot]", "het document 'groeimap' heeft geen deel 'slot'; wel: dagen, besluit", (("[besluit]", "[slot]"),)),
    },
    "document-unused": {
        "no step asks it": ("groeimap:", "geen enkele stap vraagt dit document", (
            (AT_HULP, ""), ("    documents:\n      - {document: groeimap, needed: optional, sections: [dagen]}\n", ""),
        )),
    },
    "requirement-on-no-document": {
        "a document": ("of: mapje", "'mapje' bestaat niet in dit SOP", (asked("mapje", "is: ready"),)),
        "asked by a level": ("of: mapje", "'mapje' bestaat niet in dit SOP", of_a_level("{fact: document, of: mapje, is: ready, say: x, cite: x, todo: write_document}")),
        "asked by an arrangement": ("of: mapje", "'mapje' bestaat niet in dit SOP", of_an_arrangement("{fact: document, of: mapje, is: ready, say: x, cite: x, todo: write_document}")),
        "a part": ("of: groeimap.slot", "'groeimap.slot' bestaat niet in dit SOP", (asked("groeimap.slot", "known: true", "document_part"),)),
    },
    "document-never-signed-so": {
        "agreed where it is discussed": ("is: agreed", "dit document wordt nooit 'agreed': de handtekening ('signature') is 'discussed'", (
            asked("groeimap", "is: agreed"), ("    cite: \"SOP 5\"\n  grens", "    on_refusal: [talk]\n    cite: \"SOP 5\"\n  grens"),
        )),
    },
    "document-not-made-here": {
        "a plan of an earlier step": ("name: De grens\n        to", "deze uitgang vraagt het document 'hulpplan', en bij deze stap wordt het niet gemaakt", (
            asked("hulpplan", "is: [ready, laid, discussed, agreed]"),
        )),
    },
    "refusal-shuts-in": {
        "every way waits for a yes": ("exits:\n      - {name: Met een plan", "zegt een ouder nee tegen een document, dan kan een kind hier niet meer weg", (
            ("to: groep\n        back: true\n        cite: \"SOP 4\"", "to: groep\n        cite: \"SOP 4\""),
        )),
    },
    "document-refusal-without-way": {
        "nothing said": ("hulp:\n    name: Hulp\n", "hier kan een ouder nee zeggen tegen een document", (("    on_refusal: [talk]\n    cite: \"SOP 4\"", "    cite: \"SOP 4\""),)),
    },
}  # fmt: skip
