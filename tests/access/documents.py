"""Documents for the school of the stage: what its own SOP says, with three more things at one step."""

from tests.world import REAL

DOCUMENTS = """
documents:
  plan:
    name: Plan
    signature: agreed
    cite: x
    sections: {tekst: {name: Tekst, asks: x, written_by: [ib_er], cite: x}}
  map:
    name: Map
    grows: true
    signature: discussed
    cite: x
    sections:
      groep: {name: Groep, asks: x, written_by: [teacher], cite: x}
      besluit: {name: Besluit, asks: x, written_by: [director], cite: x}
  blad: {name: Blad, cite: x, sections: {tekst: {name: Tekst, asks: x, written_by: [ib_er], cite: x}}}
"""
HERE = """
  zorgteam:
    documents:
      - {document: plan, needed: optional}
      - {document: map, needed: optional, sections: [groep]}
      - {document: blad, needed: optional}
"""


def with_documents() -> str:
    """The text of the real SOP, with documents offered at one step."""
    text = (REAL / "kbs-crescendo.yaml").read_text(encoding="utf-8")
    assert text.count("\ndocuments:\n") == text.count("\n  zorgteam:\n") == 1
    return text.replace("\ndocuments:\n", DOCUMENTS).replace("\n  zorgteam:\n", HERE)
