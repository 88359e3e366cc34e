"""Mistakes of form: what is no YAML, or none that a SOP is written in.

(Where the complaint stands, what it says, and what is changed in the sound SOP.)
"""

TEXT = {
    "too-big": {
        "a file of ten megabytes": ("# Een", "groter dan 1000 kB", (("sop: 1", f"#{'x' * 10_000_000}\nsop: 1"),)),
    },
    "unseen-character": {
        "a bell": ("\x07 Proef", "onzichtbaar teken (U+0007)", (("De Proef", "De\x07 Proef"),)),
        "a bell that is written out": ('"Proef\\a"', "onzichtbaar teken (U+0007)", (("Proefdorp", '"Proef\\a"'),)),
        "half a character": ("\ud800 Proef", "onzichtbaar teken (U+D800)", (("De Proef", "De\ud800 Proef"),)),
    },
    "no-yaml": {
        "a list that is not closed": (
            "[begeleider\n",
            "een '[' of '{' is niet gesloten",
            (("    chair: [begeleider]", "    chair: [begeleider"),),
        ),
        "a colon in a text between braces": (
            ": lat, cite",
            "hier kan geen ':' staan; zet een tekst met ': ' erin tussen aanhalingstekens",
            (("name: Meetlat,", "name: Meet: lat,"),),
        ),
        "a colon in a text": (
            ": 2\n    asks",
            "hier kan geen ':' staan",
            (("name: Bespreking aan tafel", "name: tafel: 2"),),
        ),
        "a tab": ("\tmeetlat", "gebruik spaties in plaats van tabs", (("  meetlat", "\tmeetlat"),)),
        "a line that stands too far to the left": (
            "begeleider:",
            "springt anders in",
            (("  begeleider:", " begeleider:"),),
        ),
        "a second document": ("---\nroles", "hier begint een tweede", (("roles:\n", "---\nroles:\n"),)),
    },
    "open-quote": {
        "one at the end of a file": (
            '"SOP 6\n',
            "het aanhalingsteken dat hier begint is niet gesloten",
            (('back: true, cite: "SOP 6"}\n    cite: "SOP 6"\n', 'back: true, cite: "SOP 6"}\n    cite: "SOP 6\n'),),
        ),
        "another quote follows lines later": (
            '"2026\n',
            "het aanhalingsteken dat hier begint is niet gesloten",
            (('version: "2026"', 'version: "2026'),),
        ),
        "within keys in braces": (
            '"SOP 2}\n',
            "het aanhalingsteken dat hier begint is niet gesloten",
            (('cite: "SOP 2"}\n', 'cite: "SOP 2}\n'),),
        ),
        "a sentence": (
            '"Er is advies, of',
            "het aanhalingsteken dat hier begint is niet gesloten",
            (("say: Er is advies, of", 'say: "Er is advies, of'),),
        ),
        "a word that begins with an apostrophe": (
            "'s Proefs",
            "het aanhalingsteken dat hier begint is niet gesloten",
            (("name: De Proef", "name: 's Proefs"),),
        ),
    },
    "alias": {
        "an anchor": ("&school {", "verwijzingen (& en *) zijn niet toegestaan", (("school: {", "school: &school {"),)),
    },
    "tag": {"a label": ("!!str 2026", "labels (!) zijn niet toegestaan", (('"2026"', "!!str 2026"),))},
    "too-deep": {
        "lists in lists": (
            "[[[]",
            "dieper dan 24 lagen",
            (("[begeleider]", f"{'[' * 24}{']' * 24}"),),
        ),
    },
    "odd-key": {
        "a list for a key": ("[a, b]: c", "een sleutel is één woord", (("sop: 1\n", "sop: 1\n? [a, b]: c\n"),)),
    },
    "key-twice": {
        "a key twice": (
            'version: "2027"',
            "'version' staat hier twee keer",
            (("first_day", 'version: "2027"\nfirst_day'),),
        ),
    },
    "no-day": {
        "a date that does not exist": (
            "2026-02-30",
            "'2026-02-30' bestaat niet als datum",
            (("first_day: 2026-08-01", "first_day: 2026-02-30"),),
        ),
    },
    "no-value": {
        "a number without end": ("999", "is een te groot getal", (("share: 50", f"share: {'9' * 5000}"),)),
        "a number too large": ("0xFFFF", "is een te groot getal", (("share: 50", f"share: 0x{'F' * 5000}"),)),
    },
}
