"""Mistakes of a SOP that reads well: in its documents, who writes them and what a guardian's "no" does to them.

(Where the complaint stands, what it says, and what is changed in the sound SOP.)
"""

from tests.sop.mistakes_of_route import of_a_level, of_an_arrangement

SHUT = "zegt een ouder of een instantie van buiten hier nee, dan kan een kind niet meer weg"
AT_TABLE = "exits:\n      - name: Hulp inzetten"
AT_DESK = "exits:\n      - {name: Terug met advies"
A_YES = "{fact: consent, of: tafel, is: given, say: x, cite: x, todo: answer_consent}"
TWO_YES = (
    ("kleine_groep: {", f"kleine_groep: {{needs: [{A_YES}], "),
    ("extra_uren: {", f"extra_uren: {{needs: [{A_YES}], "),
)
GRENS = "{fact: last_verdict, is: no_progress"
AT_HULP = "      - {document: groeimap, sections: [besluit]}\n"


def asked(of: str, word: str, fact: str = "document") -> tuple[str, str]:
    """A requirement on a document, at the way from the plan to the limit."""
    need = f"{{fact: {fact}, of: {of}, {word}, say: x, cite: x, todo: write_document}}"
    return (f"          - {GRENS}", f"          - {need}\n          - {GRENS}")


def back(said: str) -> tuple[str, str]:
    """The only way from the table that waits for nothing, with something asked of it."""
    way = "{name: Terug naar de groep, to: groep, back: true,"
    return (way, f"{way} {said},")


def of_a_body(binding: str) -> tuple[tuple[str, str], ...]:
    body = f"{{name: Raad, purpose: tafel, answers_within: 4 weeks, binding: {binding}, cite: x}}"
    return (("tracks:\n", f"bodies:\n  raad: {body}\ntracks:\n"), back("body: raad"))


def unsigned(who: str) -> tuple[tuple[str, str], ...]:
    """The only way from the limit leads to a desk that asks a signature."""
    other = '      - {name: Andere gewone school, close: admitted_regular, cite: "SOP 6"}\n'
    return (("asks: [advice, tlv],", f"asks: [advice, tlv], parents_sign: {who},"), (other, ""))


DOCUMENTS = {
    "document-part-without-writer": {
        "only somebody from outside": ("written_by: [adviseur]", "niemand van de school schrijft dit deel", (("[directeur], cite: \"SOP 4\"}\n    cite", "[adviseur], cite: \"SOP 4\"}\n    cite"),)),
    },
    "document-twice-at-a-step": {
        "offered and asked": ("document: hulpplan, needed", "'hulpplan' staat hier twee keer", ((AT_HULP, "      - {document: hulpplan, needed: optional}\n" + AT_HULP),)),
    },
    "document-asks-what-is-barred": {
        "a part of that name": ("bsn: {name: BSN", "'bsn' hoort niet in een document", (("dagen: {name: Zo gaat het, asks: \"Wat gaat goed?\"", "bsn: {name: BSN, asks: \"Het BSN van het kind\""), ("[dagen]", "[bsn]"))),
        "what is asked": ("asks: \"Wat zegt Veilig Thuis?", "'veilig thuis' hoort niet in een document", (("Wat gaat goed?", "Wat zegt Veilig Thuis?"),)),
        "the document": ("meldcode_map:", "'meldcode' hoort niet in een document (regel 15", (("  groeimap:", "  meldcode_map:"), ("document: groeimap", "document: meldcode_map"), ("document: groeimap", "document: meldcode_map"))),
    },
    "unknown-document-part": {
        "a slip that leaves a part unasked": ("beslut]", "heeft geen deel 'beslut'", (("[besluit]", "[beslut]"),)),
        "a slip": ("slot]", "het document 'groeimap' heeft geen deel 'slot'; wel: dagen, besluit", (("[besluit]", "[besluit, slot]"),)),
    },
    "document-part-unused": {
        "no step asks it": ("besluit: {", "in geen enkele stap wordt 'besluit' van dit document geschreven", (("sections: [besluit]", "sections: [dagen]"),)),
    },
    "document-unused": {
        "no step asks it": ("groeimap:", "in geen enkele stap wordt dit document gemaakt", (
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
    "document-asked-by-no-exit": {
        "only ways back": ("{document: hulpplan}]", "'hulpplan' is hier nodig en geen uitgang vraagt het", (("    desk: taalloket\n", "    desk: taalloket\n    documents: [{document: hulpplan}]\n"),)),
    },
    "refusal-shuts-in": {
        "every way waits for a yes": ("exits:\n      - {name: Met een plan", SHUT, (
            ("to: groep\n        back: true\n        cite: \"SOP 4\"", "to: groep\n        cite: \"SOP 4\""),
        )),
        "every way waits for consent": (AT_TABLE, SHUT, (back(f"needs: [{A_YES}]"),)),
        "every way waits for consent that was once given": (AT_TABLE, SHUT, (
            back("needs: [{fact: consent, of: tafel, not: [none, asked, refused], say: x, cite: x, todo: answer_consent}]"),
        )),
        "every way waits for one of two things that take a yes": (AT_TABLE, SHUT, (
            back(f"needs: [{{any: [{A_YES}, {{fact: meetings_held, min: 2, say: x, cite: x, todo: hold_meeting}}], say: x}}]"),
        )),
        "every way waits for the signature of one": ("exits:\n      - {name: Naar het SWV", SHUT, unsigned("one")),
        "every way waits for the signature of all": ("exits:\n      - {name: Naar het SWV", SHUT, unsigned("all")),
        "every way waits for a body": (AT_TABLE, SHUT, of_a_body("true")),
        "every way waits for a body that may not be asked without a yes": (AT_TABLE, SHUT, of_a_body("false")),
        "every way waits for a talk that takes a yes": (AT_TABLE, SHUT, (
            back("needs: [{fact: meetings_held, min: 1, say: x, cite: x, todo: hold_meeting}]"),
        )),
        "every way waits for what is said in such a talk": (AT_TABLE, SHUT, (
            back("needs: [{fact: advices, min: 1, say: x, cite: x, todo: record_advice}]"),
        )),
        "every way is decided in such a talk": (AT_TABLE, SHUT, (back("decides: [team]"),)),
        "the next step asks for consent": (AT_DESK, SHUT, (
            ("    decides: [directeur]\n    documents", "    decides: [directeur]\n    parents: {enter: {consent: tafel}}\n    documents"),
        )),
        "the next step's level asks for consent": (AT_DESK, SHUT, of_a_level(A_YES, "arrangement")),
        "the next step asks an arrangement, and each takes a yes": (AT_DESK, SHUT, TWO_YES),
    },
    "document-refusal-without-way": {
        "nothing said": ("hulp:\n    name: Hulp\n", "hier kan een ouder nee zeggen tegen een document", (("    on_refusal: [talk]\n    cite: \"SOP 4\"", "    cite: \"SOP 4\""),)),
    },
}  # fmt: skip
