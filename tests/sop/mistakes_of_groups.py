"""Mistakes of a SOP that reads well: in who is for which groups.

(Where the complaint stands, what it says, and what is changed in the sound SOP.)
"""

TWO = "kind: ib_er, years: [1, 2, 3, 4]}\n  tweede: {name: Tweede, kind: ib_er, years: "
OWNED_BY_TWO = (("owner: begeleider\n", "owner: [begeleider, tweede]\n"),) * 7
OF_PHASES = ("[3, 4]}, makers", "[1, 2, 3, 4]}, makers"), ("[5, 6]}}", "[5, 6, 7, 8]}}")

GROUPS = {
    "group-of-nobody": {
        "a gap between two": ("years: [6, 7, 8]}", "groep 5 is niet van 'begeleider' of 'tweede'", (
            ("kind: ib_er}", f"{TWO}[6, 7, 8]}}"), *OF_PHASES, *OWNED_BY_TWO,
        )),
        "one who is not for all": ("years: [3, 4, 5]}", "groep 6 is niet van 'begeleider'", (("kind: ib_er}", "kind: ib_er, years: [3, 4, 5]}"),)),
        "a step of one of two": ("years: [1, 2, 3, 4]}", "groep 5, 6 is niet van 'begeleider'", (("kind: ib_er}", f"{TWO}[5, 6, 7, 8]}}"),)),
        "a director who is not for all": ("years: [3]}", "groep 4, 5, 6 is niet van 'directeur'", (("kind: director}", "kind: director, years: [3]}"),)),
    },
    "group-of-two": {
        "two ranges that overlap": ("years: [4, 5, 6]}", "groep 4 is van 'begeleider' en van 'tweede'", (
            ("kind: ib_er}", f"{TWO}[4, 5, 6]}}"), *OWNED_BY_TWO,
        )),
    },
    "instrument-of-other-groups": {
        "another range": ("years: [3, 4], instrument", "'meetlat' is niet voor groep 3", (
            ("{name: Meetlat,", "{name: Meetlat, years: [4, 5],"), ("owner: leraar, instrument", "owner: leraar, years: [3, 4], instrument"),
        )),
        "every group": ("instrument: meetlat", "'meetlat' is niet voor groep 3, 6", (("{name: Meetlat,", "{name: Meetlat, years: [4, 5],"),)),
    },
}  # fmt: skip
