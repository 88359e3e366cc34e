"""Mistakes of form: what has not the keys and values of a SOP.

(Where the complaint stands, what it says, and what is changed in the sound SOP.)
"""

FORM = {
    "missing-key": {
        "a key": ("school:", "school: 'board' ontbreekt", ((" board: Stichting Toets,", ""),)),
        "a section": (
            "sop: 1",
            "'opp' ontbreekt",
            (('opp:\n  within: 5 weeks\n  evaluate_every: 6 months\n  remind: 2 weeks\n  cite: "SOP 5"\n', ""),),
        ),
    },
    "unknown-key": {
        "in the school": (
            "plaats: Proefdorp",
            "'plaats' is hier geen bekende sleutel; bekend zijn: key, name, brin, board, place",
            (("place: Proefdorp", "place: Proefdorp, plaats: Proefdorp"),),
        ),
        "in a need": (
            "mni: 1",
            "'mni' is hier geen bekende sleutel; bekend zijn: fact, of, is, not, min",
            (("            min: 1\n", "            min: 1\n            mni: 1\n"),),
        ),
        "in a group": (
            "zeg: Er is",
            "bekend zijn: all, any, at_least, of, say, cite",
            (("            say: Er is advies, of", "            zeg: Er is\n            say: Er is advies, of"),),
        ),
        "in a clock": (
            "ends: enrol",
            "bekend zijn: cite, why, name, starts, meets, within",
            (("        meets: enrol\n", "        meets: enrol\n        ends: enrol\n"),),
        ),
        "where a key is needed": (
            "bord: Stichting",
            "'bord' is hier geen bekende sleutel",
            (("board: Stichting", "bord: Stichting"),),
        ),
        "that is a number": ("12: x", "'12' is hier geen bekende sleutel", (("sop: 1\n", "sop: 1\n12: x\n"),)),
    },
    "wrong-word": {
        "no known kind": (
            "kind: juf",
            "'juf' kan hier niet; verwacht: 'teacher', 'assistant'",
            (("kind: teacher", "kind: juf"),),
        ),
        "another version of the schema": ("sop: 2", "'2' kan hier niet; verwacht: 1", (("sop: 1", "sop: 2"),)),
        "no place for a text": (
            "about: visie",
            "'visie' kan hier niet; verwacht: 'vision', 'support', 'extra', 'limits' of 'adoption'",
            (("about: vision", "about: visie"),),
        ),
        "a part that may not be shared": (
            "meldcode]",
            "'meldcode' kan hier niet; verwacht: 'pupil'",
            (("parts: [pupil, question]", "parts: [pupil, meldcode]"),),
        ),
    },
    "wrong-type": {
        "a number with a sign behind it": (
            "share: 50%",
            "verwacht een heel getal, niet '50%'",
            (("share: 50", "share: 50%"),),
        ),
        "number for text": (
            "board: 23",
            "school.board: verwacht tekst, niet '23'",
            (("board: Stichting Toets", "board: 23"),),
        ),
        "what YAML takes for yes": ("place: no", "verwacht tekst, niet 'no'", (("place: Proefdorp", "place: no"),)),
        "text for a number": (
            "goals_min: een",
            "verwacht een heel getal, niet 'een'",
            (("goals_min: 2", "goals_min: een"),),
        ),
        "text for a number of hours": (
            "a_week: veel",
            "verwacht een getal, niet 'veel'",
            (("a_week: 2.5", "a_week: veel"),),
        ),
        "text for yes or no": (
            "brings_opp: misschien",
            "verwacht true of false, niet 'misschien'",
            (("brings_opp: true", "brings_opp: misschien"),),
        ),
        "text for a list": (
            "chair: begeleider",
            "verwacht een lijst, niet 'begeleider'",
            (("chair: [begeleider]", "chair: begeleider"),),
        ),
        "list for keys": (
            "limits: []",
            "verwacht sleutels met waarden, niet een lijst",
            (("limits:\n", "limits: []\n#"),),
        ),
        "no date": (
            "first_day: volgend jaar",
            "verwacht een datum (jjjj-mm-dd)",
            (("first_day: 2026-08-01", "first_day: volgend jaar"),),
        ),
    },
    "wrong-form": {
        "no key": (
            "Groot!:",
            "'Groot!' kan hier niet; verwacht: kleine letters, cijfers en _",
            (("  rust: {", "  Groot!: {"),),
        ),
        "no brin": (
            "brin: 9PR",
            "'9PR' kan hier niet; verwacht: twee cijfers en twee hoofdletters",
            (("brin: 94PR", "brin: 9PR"),),
        ),
    },
    "out-of-range": {
        "too low a number": ("share: 0", "verwacht minstens 1, niet '0'", (("share: 50", "share: 0"),)),
        "too high a number": ("share: 101", "verwacht hoogstens 100, niet '101'", (("share: 50", "share: 101"),)),
        "no year of a school": ("9]", "verwacht hoogstens 8, niet '9'", (("years: [3, 4]", "years: [3, 9]"),)),
        "more days than a week has": (
            "days_a_week: 6",
            "verwacht hoogstens 5, niet '6'",
            (("days_a_week: 2", "days_a_week: 6"),),
        ),
        "a day long ago": (
            "first_day: 0026",
            "verwacht minstens 1990-01-01",
            (("first_day: 2026", "first_day: 0026"),),
        ),
    },
    "nothing-there": {
        "empty text": ("board: ''", "school.board: hier moet iets staan", (("board: Stichting Toets", "board: ''"),)),
        "nothing behind a key": (
            "name:\n    asks",
            "purposes.tafel.name: hier moet iets staan",
            (("name: Bespreking aan tafel", "name:"),),
        ),
        "empty list": ("asks: []", "asks: hier moet iets staan", (("asks: [cluster]", "asks: []"),)),
    },
    "too-long": {
        "a text": (
            "board: x",
            "hoogstens 2000 tekens, dit zijn er 2001",
            (("board: Stichting Toets", f"board: {'x' * 2001}"),),
        ),
        "tracks without end": (
            "tracks:",
            "hoogstens 20, dit zijn er 22",
            (("tracks:\n", "tracks:\n" + "".join(f"  t{n}: {{name: T{n}, first: groep}}\n" for n in range(21))),),
        ),
    },
    "does-not-fit": {
        "no span": (
            "remind: drie weken",
            "verwacht een termijn zoals '6 weeks'",
            (("remind: 2 weeks", "remind: drie weken"),),
        ),
        "no postcode": ("postcode: 123A,", "bijvoorbeeld 1234 AB", (("postcode: 1234 AB", "postcode: 123A"),)),
        "no phone number": ("phone: bel", "bijvoorbeeld 036-1234567", (("phone: 012-3456789", "phone: bel ons"),)),
        "no web address": ("website:", "bijvoorbeeld https://www.school.nl", (("https://proef", "proef"),)),
        "no mail address": ("email: post", "bijvoorbeeld directie@school.nl", (("post@proef.example", "post"),)),
        "no school year": (
            "2026-2028",
            "'2026-2028' is geen schooljaar; verwacht twee jaren die op elkaar volgen",
            (("[2026-2027]", "[2026-2028]"),),
        ),
        "no way to invite": (
            "invite: graag",
            "verwacht true, false of if_needed",
            (("invite: true", "invite: graag"),),
        ),
        "an unknown act": (
            "todo: close_hgw_cycel",
            "onbekende handeling 'close_hgw_cycel' bij 'todo'; wel: close_hgw_cycle",
            (("todo: close_hgw_cycle", "todo: close_hgw_cycel"),),
        ),
        "a span of nothing": (
            "remind: 0 weeks",
            "een termijn duurt minstens een dag",
            (("remind: 2 weeks", "remind: 0 weeks"),),
        ),
        "own choice without why": (
            "cite: own choice",
            "een eigen keuze (cite: own choice) zegt waarom",
            (("            why: Zonder een hele cyclus is niet te zien wat helpt.\n", ""),),
        ),
        "own choice in Dutch without why": (
            "cite: Eigen keuze",
            "een eigen keuze (cite: own choice) zegt waarom",
            (('cite: "SOP 7"', "cite: Eigen keuze"),),
        ),
        "an unknown fact": (
            "fact: hgw_rondes",
            "onbekend feit 'hgw_rondes'; bekend zijn 81 namen, zoals ",
            (("fact: hgw_cycles", "fact: hgw_rondes"),),
        ),
        "a count that does not come by waiting": (
            "todo: wait",
            "'hgw_cycles' komt niet vanzelf door te wachten: iemand moet iets doen; wel: close_hgw_cycle",
            (("todo: close_hgw_cycle", "todo: wait"),),
        ),
        "no month at all": (
            "months: []",
            "'months' noemt geen enkele maand",
            (("months: [2, 6]", "months: []"),),
        ),
        "a month twice": (
            "months: [1, 1]",
            "in 'months' staat iets twee keer",
            (("evaluate_every: 6 months", "evaluate_every: 6 months\n  months: [1, 1]"),),
        ),
        "a group of nothing": (
            "any: [], say",
            "onder 'any' staat niets",
            (
                (
                    "needs:\n          - {fact: enrolled_on",
                    "needs:\n          - {any: [], say: x}\n          - {fact: enrolled_on",
                ),
            ),
        ),
        "a bound that its fact does not have": (
            "past: 1 day",
            "het feit 'hgw_cycles' vraagt precies één van: is, max, min",
            (("            min: 1\n", "            past: 1 day\n"),),
        ),
        "a word that its fact cannot be": (
            "is: gehaald",
            "'gehaald' kan het feit 'arrangement_outcome' niet zijn",
            (("is: reached", "is: gehaald"),),
        ),
        "a screening of no measurement": (
            "what: screening",
            "een screening noemt haar 'instrument'",
            (("instrument: meetlat, ", ""),),
        ),
        "a talk with a child after nothing that struck": (
            "what: child_talk",
            "een kindgesprek ('what: child_talk') volgt op een opvallende uitslag",
            (("what: pupil_talk", "what: child_talk"),),
        ),
        "a talk about a result of nothing": (
            "what: child_talk",
            "een kindgesprek noemt met welk 'instrument' er iets opviel",
            (
                (
                    "what: pupil_talk, for: pupils, owner: leraar, months: [10]",
                    "what: child_talk, for: pupils, owner: leraar, after: {event: striking, within: 3 weeks}",
                ),
            ),
        ),
        "a striking level that is none": (
            "F]",
            "'F' is geen niveau",
            (("{name: Meetlat,", "{name: Meetlat, striking: [F],"),),
        ),
        "levels of a sociogram": (
            "striking: [E]",
            "een sociogram heeft geen niveaus",
            (("{name: Meetlat,", "{name: Meetlat, striking: [E], sociogram: {likes: Met wie?},"),),
        ),
        "a number that is no postcode in quotes either": (
            "postcode: 12345,",
            "'12345' heeft niet de vorm van bijvoorbeeld 1234 AB",
            (("postcode: 1234 AB", "postcode: 12345"),),
        ),
        "a year that is no school year in quotes either": (
            "2026]",
            "'2026' is geen schooljaar",
            (("[2026-2027]", "[2026]"),),
        ),
        "a todo that does not help": (
            "todo: end_opp",
            "'end_opp' kan 'hgw_cycles' niet waar maken; wel: close_hgw_cycle",
            (("todo: close_hgw_cycle", "todo: end_opp"),),
        ),
        "a purpose without the child's name": (
            "parts: [question]",
            "'parts' noemt ook 'pupil'",
            (("parts: [pupil, question]", "parts: [question]"),),
        ),
        "a bound of no kind": (
            "is: 0.5",
            "verwacht een getal, een woord, een lijst van woorden, true of false",
            (("is: reached", "is: 0.5"),),
        ),
        "an exit to two places": (
            "close: moved\n",
            "een uitgang noemt 'to' of 'close'",
            (("to: groep\n", "to: groep\n        close: moved\n"),),
        ),
    },
}
