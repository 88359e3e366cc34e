"""One fault is one finding: what follows from it is not said as well, and is found once it is mended."""

import pytest

from caseflow.sop.checking import RULES
from caseflow.sop.complaining import Severity
from caseflow.sop.loading import SopErrors, check_text, load_sop
from tests.sop.documents import SOUND, replaced
from tests.sop.mistakes_of_route import AT_GROEP

TABLE = """    takes_part:
      - {role: schoolarts}
      - {role: adviseur, presence: on_call}
      - {role: rekencoach, presence: preferred}
"""
AT_HULP = ("      - {document: groeimap, sections: [besluit]}\n", "")


def _asked(of, *changes):
    """A document, or a part of one, that the way from the plan to the limit asks, where it cannot be made."""
    fact = "document_part" if "." in of else "document"
    word = "known: true" if "." in of else "is: ready"
    need = f"{{fact: {fact}, of: {of}, {word}, say: x, cite: x, todo: write_document}}"
    before = "          - {fact: last_verdict"
    return ((before, f"          - {need}\n{before}"), *changes)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("roles: [schoolarts, adviseur]", "roles: [schoolarts]"), "outsider-not-in-purpose"),
        (("roles: [schoolarts, adviseur]", "roles: [schoolarts, leraar]"), "outsider-not-in-purpose"),
        (("roles: [schoolarts, adviseur]", "roles: [schoolarts, schoolarts]"), "outsider-not-in-purpose"),
        (("decides: [directeur]\n    parents", "decides: [team]\n    parents"), "exit-decided-by-nobody"),
        (("decides: [directeur]\n    documents", "decides: [team]\n    documents"), "exit-decided-by-nobody"),
        (("decides: [directeur]\n    parents", "decides: [adviseur]\n    parents"), "outsider-decides"),
        (("purpose: taal, ", ""), "desk-and-purpose"),
        (("purpose: taal, ", "purpose: tafel, "), "purpose-unused"),
        (("    desk: swv\n", ""), "referral-without-desk"),
        (("    desk: taalloket\n", ""), "referral-without-desk"),
        (("[besluit]", "[beslut]"), "unknown-document-part"),
        (("{document: groeimap, needed", "{document: hulpplan, needed"), "unknown-document-part"),
        (
            ("      - {document: groeimap, sections: [besluit]}", "      - {document: hulpplan}"),
            "document-twice-at-a-step",
        ),
        (("    aanmelding: aanmelding\n", "    aanmelding: hulp\n"), "aanmelding-elsewhere"),
        (("    aanmelding: aanmelding\n", "    aanmelding: grens\n"), "aanmelding-elsewhere"),
        (("        to: tafel\n", "        to: groep\n"), "step-unreached"),
        (("        to: tafel\n", "        to: plan\n"), "step-unreached"),
        (("        to: tafel\n", "        to: aanmelding\n"), "way-back-to-aanmelding"),
        (("        to: hulp\n", "        to: groep\n"), "two-exits-to-one-place"),
        (('      - {name: Naar het SWV, to: bij_swv, cite: "SOP 6"}\n', ""), "step-unreached"),
        (("fact: structural_support_since", "fact: handelingsdeel_in_force_since"), "agreement-would-hold-the-child"),
        (("kind: outsider, partner: gezond", "kind: outsider"), "outsider-without-partner"),
        (("kind: outsider, partner: steunpunt", "kind: outsider"), "partner-asks-for-nobody"),
        ((TABLE, ""), "consent-for-nobody"),
        (("role: rekencoach", "role: schoolarts"), "named-twice"),
        (("needed: optional, ", ""), "refusal-shuts-in"),
        (("        to: hulp\n", "        to: grens\n"), "way-back-that-goes-on"),
        (_asked("groeimap.besluit", ("[besluit]", "[beslut]")), "unknown-document-part"),
        (_asked("groeimap", (AT_GROEP, ""), AT_HULP, ("    grows: true\n", "")), "document-not-made-here"),
    ],
)
def test_only_the_fault_itself_is_said(change, rule):
    changes = (change,) if isinstance(change[0], str) else change
    checked = check_text(replaced(SOUND, *changes))
    assert [one.rule for one in checked.complaints] == [rule], "\n".join(map(str, checked.complaints))
    if RULES[rule].severity is Severity.ERROR:
        with pytest.raises(SopErrors):
            load_sop(replaced(SOUND, *changes))


def test_what_was_not_said_is_found_once_the_fault_is_mended():
    unused = ("asks: [cluster], purpose: taal", "asks: [cluster]")
    spare = (
        "purposes:\n",
        "purposes:\n  over: {name: Over, asks: Mag dit?, parts: [pupil], roles: [adviseur], lasts: 1 year, cite: x}\n",
    )
    assert [one.rule for one in check_text(replaced(SOUND, unused, spare)).complaints] == ["desk-and-purpose"]
    assert [one.rule for one in check_text(replaced(SOUND, spare)).complaints] == ["purpose-unused"]
