"""Mistakes of a SOP that reads well: in its names, its people, and its calendar.

(Where the complaint stands, what it says, and what is changed in the sound SOP.)
"""

PEOPLE = {
    # --- names ---
    "unknown-name": {
        "a role": ("owner: directuer", "de rol 'directuer' bestaat niet; bekend zijn: ", (("owner: directeur", "owner: directuer"),)),
        "a chair": ("voorzitter]", "de rol 'voorzitter' bestaat niet", (("chair: [begeleider]", "chair: [voorzitter]"),)),
        "a seat": ("role: logopedist", "de rol 'logopedist' bestaat niet", (("{role: schoolarts}", "{role: logopedist}"),)),
        "a partner": ("partner: gezand", "de partner 'gezand' bestaat niet; bekend zijn: ", (("partner: gezond", "partner: gezand"),)),
        "a purpose": ("consent: alles", "het doel 'alles' bestaat niet; bekend zijn: taal, tafel", (("consent: tafel, cite", "consent: alles, cite"),)),
        "a purpose in a requirement": (
            "of: alles",
            "het doel 'alles' bestaat niet",
            (("{fact: advices, min: 1,", "{fact: consent, of: alles, is: none,"), ("todo: record_advice}", "todo: ask_consent}")),
        ),
        "a document": ("document: hulplan", "het document 'hulplan' bestaat niet; bekend zijn: groeimap, hulpplan", (("- {document: hulpplan}", "- {document: hulplan}"),)),
        "the writer of a part": ("baas]", "de rol 'baas' bestaat niet", (("written_by: [directeur]", "written_by: [baas]"),)),
        "a desk": ("desk: loket", "het loket 'loket' bestaat niet; bekend zijn: swv, taalloket", (("desk: swv", "desk: loket"),)),
        "the first step of a track": ("first: start", "de stap 'start' bestaat niet", (("first: groep", "first: start"),)),
        "the step of an exit": ("to: tafels", "de stap 'tafels' bestaat niet", (("to: tafel\n", "to: tafels\n"),)),
        "an instrument in a requirement": ("of: toets E", "het instrument 'toets' bestaat niet; bekend zijn: meetlat", (
            ("{fact: advices, min: 1,", "{fact: measured_in_a_row, of: toets E V-min, min: 3,"), ("todo: record_advice}", "todo: record_measurement}"),
        )),
        "the instrument of a screening": ("instrument: lat,", "het instrument 'lat' bestaat niet; bekend zijn: meetlat", (("instrument: meetlat", "instrument: lat"),)),
        "the owner of an occasion": ("owner: coach", "de rol 'coach' bestaat niet", (("owner: leraar, months", "owner: coach, months"),)),
        "a limit in a requirement": ("of: slaap", "de grens 'slaap' bestaat niet; bekend zijn: rust", (
            ("{fact: advices, min: 1,", "{fact: limit, of: slaap, is: reached,"), ("todo: record_advice}", "todo: judge_limit}"),
        )),
        "the judge of a limit": ("rechter]", "de rol 'rechter' bestaat niet", (("rust: {", "rust: {judges: [rechter], "),)),
        "a purpose of a partner": ("consent: alles", "het doel 'alles' bestaat niet; bekend zijn: taal, tafel", (("onderzoek, consent: tafel,", "onderzoek, consent: alles,"),)),
        "a programme": ("leesplan_2", "het programma 'leesplan_2' bestaat niet; bekend zijn: leesplan", (("[leesplan]", "[leesplan_2]"),)),
        "an instrument": ("meetlint", "het instrument 'meetlint' bestaat niet; bekend zijn: meetlat", (("[meetlat]", "[meetlint]"),)),
        "an expertise": ("leeswonder", "de deskundigheid 'leeswonder' bestaat niet; bekend zijn: leescoach", (("[leescoach]", "[leeswonder]"),)),
        "a partner of a target group": ("steunpunten", "de partner 'steunpunten' bestaat niet", (("[steunpunt]", "[steunpunten]"),)),
        "an arrangement": ("meer_uren", "het arrangement 'meer_uren' bestaat niet; bekend zijn: extra_uren, kleine_groep", (("[extra_uren]", "[meer_uren]"),)),
        "an act": ("houd_bespreking", "de handeling 'houd_bespreking' bestaat niet", (("hold_meeting: {invite", "houd_bespreking: {invite"),)),
        "the act of a clock": ("starts: begin", "de handeling 'begin' bestaat niet", (("starts: enter", "starts: begin"),)),
    },
    "two-steps-of-one-name": {
        "two steps": ("name: De grens\n    state: handelingsverlegen", "de naam 'De grens' is al van stap 'plan'", (("name: Werken met het plan", "name: De grens"),)),
    },
    "two-things-of-one-name": {
        "two programmes": ("name: Leesplan, what_for: nog", "de naam 'Leesplan' is al van 'leesplan'", (
            ("tracks:\n", "  nog_een: {name: Leesplan, what_for: nog eens, cite: x}\ntracks:\n"), ("ambitions:\n  buitenles: {name: Vaker buiten leren, theme: Buiten, school_years: [2026-2027], state: planned, cite: \"SOP 7\"}\n", ""),
        )),
        "two things of the calendar": ("name: Meting, what: pupil_talk", "de naam 'Meting' is al van 'meting'", (("name: Kindgesprek", "name: Meting"),)),
        "two roles": ("name: Leraar, kind: ib_er", "de naam 'Leraar' is al van 'leraar'", (("name: Begeleider", "name: Leraar"),)),
        "two documents": ("name: Hulpplan\n    signature: discussed", "de naam 'Hulpplan' is al van 'hulpplan'", (("name: Groeimap", "name: Hulpplan"),)),
        "two desks": (
            "name: Samenwerkingsverband, kind: cluster",
            "de naam 'Samenwerkingsverband' is al van 'swv'",
            (("name: Taalloket", "name: Samenwerkingsverband"),),
        ),
    },
    "two-exits-to-one-place": {
        "of a step": ("{name: Ook klaar", "een uitgang 'close-support_ended' staat er al", (
            ("      - {name: Klaar, close: support_ended, cite: \"SOP 3\"}\n", "      - {name: Klaar, close: support_ended, cite: \"SOP 3\"}\n      - {name: Ook klaar, close: support_ended, cite: \"SOP 3\"}\n"),
        )),
        "of a track": ("{name: Verhuisd", "een uitgang 'close-secondary_school' staat er al", (("close: moved", "close: secondary_school"),)),
        "of a step and its track": ("{name: Weg", "een uitgang 'close-moved' staat er al bij het spoor", (
            ("      - {name: Klaar,", "      - {name: Weg, close: moved, cite: \"SOP 3\"}\n      - {name: Klaar,"),
        )),
        "by a key that is a step": ("{name: Klaar", "een uitgang 'tafel' staat er al", (("close: support_ended", "close: support_ended, key: tafel"),)),
        "by one key": ("{name: Nog een einde", "een uitgang 'klaar' staat er al", (
            ("{name: Klaar, close: support_ended, cite: \"SOP 3\"}", "{name: Klaar, close: support_ended, key: klaar, cite: \"SOP 3\"}\n      - {name: Nog een einde, close: admitted_regular, key: klaar, cite: \"SOP 3\"}"),
        )),
    },
    "two-exits-of-one-name": {
        "of a step": ("name: Aan tafel, close", "de uitgang 'Aan tafel' staat er twee keer", (("name: Klaar,", "name: Aan tafel,"),)),
    },
    # --- people ---
    "no-director": {
        "no role of that kind": ("roles:\n", "er is geen rol van de soort 'director'", (("kind: director", "kind: ib_er"),)),
    },
    "no-teacher": {"no role of that kind": ("roles:\n", "er is geen rol van de soort 'teacher'", (("kind: teacher", "kind: assistant"),))},
    "talk-without-chair": {
        "a table": ("tafel:\n    name: De tafel", "niemand zit dit overleg voor", (("    chair: [begeleider]\n", ""),)),
    },
    "outsider-owns-a-step": {
        "an owner": ("owner: adviseur", "een stap is van iemand van de school", (("owner: begeleider", "owner: adviseur"),)),
    },
    "outsider-in-the-chair": {
        "a chair": ("adviseur]\n    takes_part", "een overleg wordt door de school voorgezeten", (("chair: [begeleider]", "chair: [adviseur]"),)),
    },
    "outsider-decides": {
        "a decider": ("adviseur]\n    documents", "de school beslist zelf over een stap", (("decides: [directeur]", "decides: [adviseur]"),)),
        "a way out": ("adviseur], cite", "de school beslist zelf over een stap", (("{name: Klaar, close: support_ended", "{name: Klaar, close: support_ended, decides: [begeleider, adviseur]"),)),
        "an end": ("adviseur], cite", "de school beslist zelf over een stap", (("{name: Verhuisd, close: moved", "{name: Verhuisd, close: moved, decides: [adviseur]"),)),
        "who ratifies": ("adviseur], cite", "de school beslist zelf over een stap", (("{name: Klaar, close: support_ended", "{name: Klaar, close: support_ended, ratifies: [adviseur]"),)),
        "who ratifies a grant": ("adviseur], name", "de school beslist zelf over een arrangement", (("kleine_groep: {", "kleine_groep: {ratifies: [directeur, adviseur], "),)),
        "who ratifies what the law gives the director": ("adviseur], cite", "de school beslist zelf over een stap", (("{name: Naar het SWV, to: bij_swv", "{name: Naar het SWV, to: bij_swv, ratifies: [adviseur]"),)),
    },
    "outsider-lends-a-hand": {
        "an act": ("adviseur]}\n    documents", "wat in een stap gebeurt, doet iemand van de school", (("decides: [directeur]\n    documents", "decides: [directeur]\n    hands: {record_advice: [begeleider, adviseur]}\n    documents"),)),
        "an act that is the director's": ("adviseur]}\n    exits", "wat in een stap gebeurt, doet iemand van de school", (("    exits:\n      - name: Welkom", "    hands: {enrol: [adviseur]}\n    exits:\n      - name: Welkom"),)),
    },
    "outsider-gets-a-copy": {
        "of a step": ("adviseur], cite", "wie van buiten komt krijgt geen bericht", (("{name: Klaar, close: support_ended", "{name: Klaar, close: support_ended, copies: [guardians, adviseur]"),)),
        "of an end": ("adviseur], cite", "wie van buiten komt krijgt geen bericht", (("{name: Verhuisd, close: moved", "{name: Verhuisd, close: moved, copies: [adviseur]"),)),
    },
    "copy-without-reach": {
        "a specialist whom the next step does not name": ("rekencoach], cite", "'rekencoach' ziet de leerling na dit besluit niet", (("{name: Klaar, close: support_ended", "{name: Klaar, close: support_ended, copies: [guardians, rekencoach]"),)),
    },
    "ratified-by-the-proposer": {
        "one role for both": ("ratifies: [directeur]", "'directeur' stelt dit zelf voor", (
            ("{name: Terug naar de groep, to: groep, back: true,", "{name: Terug naar de groep, to: groep, back: true, decides: [directeur], ratifies: [directeur],"),
        )),
        "the owner of the step": ("ratifies: [begeleider]", "'begeleider' stelt dit zelf voor", (
            ("{name: Terug naar de groep, to: groep, back: true,", "{name: Terug naar de groep, to: groep, back: true, ratifies: [begeleider],"),
        )),
    },
    "exit-decided-by-nobody": {
        "a step that says so of whoever comes in": ("decides: [team]\n    parents", "geen tafel heeft 'plan'", (("decides: [directeur]\n    parents", "decides: [team]\n    parents"),)),
        "from two steps without a table": ("decides: [team]\n    documents", "geen tafel heeft 'plan', 'bij_taalloket'", (("decides: [directeur]\n    documents", "decides: [team]\n    documents"),)),
        "a step without a table": ("decides: [team]", "hierover beslist de tafel", (("{name: Klaar, close: support_ended", "{name: Klaar, close: support_ended, decides: [team]"),)),
    },
    "law-in-other-hands": {
        "an act": ("leraar]}\n    exits", "'leraar' kan dit niet beslissen", (("    exits:\n      - name: Welkom", "    hands: {enrol: [leraar]}\n    exits:\n      - name: Welkom"),)),
    },
    "hand-not-of-the-school": {
        "an answer": ("answer_consent: [leraar]", "kan niet aan een rol gegeven worden", (("    exits:\n      - name: Welkom", "    hands: {answer_consent: [leraar]}\n    exits:\n      - name: Welkom"),)),
    },
    "role-named-as-a-word": {
        "the table": ("team: {name: Team", "'team' is geen rol", (("roles:\n", "roles:\n  team: {name: Team, kind: teacher}\n"),)),
    },
    "guardians-only-if-needed": {
        "at a table with somebody from outside": ("invite: if_needed", "hier zit iemand van buiten aan tafel", (("hold_meeting: {invite: true", "hold_meeting: {invite: if_needed"),)),
    },
    "body-without-readers": {
        "a purpose that names nobody": (
            "purpose: vaag",
            "het doel 'vaag' noemt niemand",
            (
                ("purposes:\n", "purposes:\n  vaag: {name: Vaag, asks: Mag dit?, parts: [pupil], lasts: 1 year, cite: x}\n"),
                ("tracks:\n", "bodies:\n  raad: {name: Raad, purpose: vaag, answers_within: 4 weeks, binding: true, cite: x}\ntracks:\n"),
                ("{name: Klaar, close: support_ended", "{name: Klaar, close: support_ended, body: raad"),
            ),
        ),
    },
    "decision-of-the-director": {
        "the limit": ("decides: [begeleider]\n    parents", "over deze stap beslist de directeur", (("decides: [directeur]\n    parents", "decides: [begeleider]\n    parents"),)),
    },
    "named-twice": {
        "in what a target group points at": ("leesplan]", "'leesplan' staat er twee keer", (("[leesplan]", "[leesplan, leesplan]"),)),
        "a chair": ("begeleider]\n    takes_part", "'begeleider' staat er twee keer", (("chair: [begeleider]", "chair: [begeleider, begeleider]"),)),
        "a judge": ("directeur], name", "'directeur' staat er twee keer", (("rust: {", "rust: {judges: [directeur, directeur], "),)),
        "a part of the file": ("pupil]", "'pupil' staat er twee keer", (("parts: [pupil, question]", "parts: [pupil, pupil]"),)),
    },
    "outsider-judges-a-limit": {
        "beside somebody of the school": ("adviseur], name", "een grens wordt door iemand van de school beoordeeld", (("rust: {", "rust: {judges: [directeur, adviseur], "),)),
    },
    "limit-judged-by-nobody": {
        "a specialist alone": ("rekencoach], name", "een specialist ziet de leerling niet", (("rust: {", "rust: {judges: [rekencoach], "),)),
    },
    "grant-ratified-unseen": {
        "a specialist": ("rekencoach], name", "'rekencoach' ziet de leerling niet", (("kleine_groep: {", "kleine_groep: {ratifies: [rekencoach], "),)),
    },
    "outsider-without-partner": {
        "an outsider": ("schoolarts: {", "komt van buiten en noemt geen partner", (("schoolarts: {name: Schoolarts, kind: outsider, partner: gezond}", "schoolarts: {name: Schoolarts, kind: outsider}"), ("    partners: [steunpunt]", "    partners: [steunpunt, gezond]"))),
    },
    "own-staff-of-a-partner": {
        "a teacher": ("partner: gezond}", "een rol van de soort 'teacher' hoort bij de school zelf", (("kind: teacher", "kind: teacher, partner: gezond"),)),
    },
    "role-unused": {
        "a specialist": ("rekencoach: {", "geen stap of doel noemt de rol 'rekencoach'", (("      - {role: rekencoach, presence: preferred}\n", ""),)),
    },
    "partner-unused": {
        "a partner": ("derde: {", "geen rol, arrangement of groep leerlingen noemt de partner 'derde'", (("partners:\n", "partners:\n  derde: {name: De Derde, delivers: niets, cite: x}\n"),)),
    },
    "location-unused": {
        "one of two": ("zuid: ", "geen enkele rol is voor de locatie 'zuid'", (("moves:\n", "locations: {noord: Noord, zuid: Zuid}\nmoves:\n"), ("kind: specialist}", "kind: specialist, locations: [noord]}"))),
    },
    "purpose-unused": {
        "a purpose": ("ander:", "niemand vraagt toestemming voor 'ander'", (
            ("purposes:\n", "purposes:\n  ander: {name: Ander, asks: Mag dit?, parts: [pupil], roles: [adviseur], lasts: 1 year, cite: x}\n"),
        )),
    },
    "desk-unused": {
        "a desk": ("derde: {", "geen stap leidt naar het loket 'derde'", (
            ("desks:\n", "desks:\n  derde: {name: De Derde, kind: municipality, asks: [care], purpose: taal, decides_within: 8 weeks, cite: x}\n"),
        )),
    },
    "body-unused": {
        "a body": ("raad: {name", "geen enkele uitgang vraagt een oordeel van 'raad'", (
            ("tracks:\n", "bodies:\n  raad: {name: Raad, purpose: tafel, answers_within: 4 weeks, binding: true, cite: x}\ntracks:\n"),
        )),
    },
    "level-unused": {
        "a level": ("zwaar: {", "geen enkele stap ligt op het niveau 'zwaar'", (
            ("tracks:\n", "levels:\n  zwaar: {number: 1, name: Zwaar, cite: x}\ntracks:\n"),
        )),
    },
    # --- the calendar ---
    "outsider-owns-an-occasion": {
        "of groups": ("owner: schoolarts", "wat op de kalender staat is van iemand van de school", (("owner: leraar, instrument", "owner: schoolarts, instrument"),)),
        "of pupils": ("owner: schoolarts", "wat op de kalender staat is van iemand van de school", (("owner: leraar, months", "owner: schoolarts, months"),)),
    },
    "occasion-without-reach": {
        "a specialist of each pupil": ("owner: rekencoach", "de rol 'rekencoach' ziet de leerlingen niet om wie het gaat", (("owner: leraar, months", "owner: rekencoach, months"),)),
    },
    "month-without-school": {
        "July": ("7], cite", "in maand 7 van 2027 is er geen schooldag", (("months: [10]", "months: [9, 7]"), ("holidays:\n", "holidays:\n  - {name: Zomer, first: 2027-07-01, last: 2027-07-31}\n"))),
    },
    "talk-about-what-never-strikes": {
        "a child talk": ("instrument: meetlat, after", "bij 'meetlat' staat niet wanneer een uitslag opvalt", (
            ("holidays:\n", "  praten: {name: Praten, what: child_talk, for: pupils, owner: leraar, instrument: meetlat, after: {event: striking, within: 3 weeks}, cite: x}\nholidays:\n"),
        )),
    },
    "trigger-not-on-the-calendar": {
        "an instrument of its own": ("of: peillood E, min: 1", "de kalender vraagt nergens om een meting met 'peillood'", (
            ("  meetlat: {", '  peillood: {name: Peillood, cite: "SOP 1"}\n  meetlat: {'),
            ("    first: groep\n", "    first: groep\n    trigger: [{fact: measured_in_a_row, of: peillood E, min: 1, say: x, cite: x, todo: record_measurement}]\n"),
        )),
    },
}  # fmt: skip
