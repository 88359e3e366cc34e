"""Mistakes of a SOP that reads well: in its names, its dates, and its people.

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
    # --- the law ---
    "term-beyond-the-law": {
        "rule 3": ("within: 7 weeks", "7 weken is ruimer dan de wet toelaat: hoogstens 6 weken (regel 3: Het OPP is er binnen zes weken; WPO", (("within: 5 weeks", "within: 7 weeks"),)),
        "rule 4": ("evaluate_every", "13 maanden is ruimer dan de wet toelaat: hoogstens 12 maanden (regel 4", (("evaluate_every: 6 months", "evaluate_every: 13 months"),)),
        "rule 4 by days": ("evaluate_every", "366 dagen is ruimer dan de wet toelaat", (("evaluate_every: 6 months", "evaluate_every: 366 days"),)),
    },
    "clock-beyond-the-law": {
        "admission": ("within: 7 weeks", "7 weken is langer dan de wet toelaat: hoogstens 6 weken (WPO art. 40", (("within: 6 weeks", "within: 7 weeks"),)),
        "its extension": ("extend: 5 weeks", "hoogstens 4 weken", (("extend: 4 weeks", "extend: 5 weeks"),)),
        "an admission that nothing meets": ("within: 40 weeks", "40 weken is langer dan de wet toelaat: hoogstens 6 weken (WPO art. 40", (
            ("    exits:\n      - name: Welkom", "      - {name: Kijken, starts: enter, within: 40 weeks, cite: x}\n    exits:\n      - name: Welkom"),
        )),
        "the OPP, extended": ("extend: 30 weeks", "6 weken en dan 30 weken is langer dan de wet toelaat: samen hoogstens 6 weken (regel 3", (
            ("name: Terugkoppeling, starts: hold_meeting, meets: record_advice, within: 2 weeks", "name: Plan, starts: grant_arrangement, meets: set_perspective, within: 6 weeks, extend: 30 weeks"),
        )),
        "the OPP from where the step began": ("within: 52 weeks", "52 weken is langer dan de wet toelaat: hoogstens 6 weken (regel 3", (
            ("name: Terugkoppeling, starts: hold_meeting, meets: record_advice, within: 2 weeks", "name: Plan, starts: enter, meets: set_perspective, within: 52 weeks"),
        )),
        "the evaluation, extended": ("extend: 20 months", "12 maanden en dan 20 maanden is langer", (
            ("starts: hold_meeting, meets: record_advice, within: 2 weeks", "starts: enter, meets: evaluate_opp, within: 12 months, extend: 20 months"),
        )),
        "the evaluation, extended by days": ("extend: 40 days", "11 maanden en dan 40 dagen is langer", (
            ("starts: hold_meeting, meets: record_advice, within: 2 weeks", "starts: enter, meets: evaluate_opp, within: 11 months, extend: 40 days"),
        )),
        "the desk of the SWV": ("within: 20 weeks", "20 weken is langer dan de wet toelaat: hoogstens 8 weken (Awb 4:13", (
            ("    desk: swv\n", "    desk: swv\n    clocks: [{name: Antwoord, starts: enter, meets: give_advice, within: 20 weeks, whose: other, cite: x}]\n"),
        )),
        "a TLV, extended": ("extend: 1 week", "samen hoogstens 8 weken (Awb 4:13", (
            ("    desk: swv\n", "    desk: swv\n    clocks: [{name: Antwoord, starts: enter, meets: grant_tlv, within: 8 weeks, extend: 1 week, cite: x}]\n"),
        )),
        "the OPP": ("within: 2 months", "hoogstens 6 weken (regel 3", (
            ("name: Terugkoppeling, starts: hold_meeting, meets: record_advice, within: 2 weeks", "name: Plan, starts: grant_arrangement, meets: set_perspective, within: 2 months"),
        )),
        "the evaluation": ("within: 14 months", "hoogstens 12 maanden (regel 4", (
            ("starts: hold_meeting, meets: record_advice, within: 2 weeks", "starts: enter, meets: evaluate_opp, within: 14 months"),
        )),
    },
    "decision-that-must-wait": {
        "a child at its limit": ("is: at_least", "wacht nooit op het einde van een termijn", (
            ("    state: handelingsverlegen\n", "    state: handelingsverlegen\n    clocks: [{name: Blijven, starts: enter, within: 1 year, is: at_least, cite: x}]\n"),
        )),
        "a referred child, for years": ("is: exact", "wacht nooit op het einde van een termijn", (
            ("    state: referred\n", "    state: referred\n    clocks: [{name: Blijven, starts: enter, within: 2 years, extend: 1 month, is: exact, cite: x}]\n"),
        )),
        "six weeks at least": ("is: at_least", "een aanmelding wacht nooit op het einde van een termijn", (("        within: 6 weeks\n", "        within: 6 weeks\n        is: at_least\n"),)),
    },
    "clock-holds-too-long": {
        "years in a step": ("within: 5 years", "5 jaar lang kan een kind deze stap niet uit: hoogstens 12 maanden", (
            ("    state: opp\n", "    state: opp\n    clocks: [{name: Blijven, starts: enter, within: 5 years, is: at_least, cite: x}]\n"),
        )),
    },
    "wait-of-years": {
        "for a body": ("answers_within: 3 years", "3 jaar is te lang om op te wachten: hoogstens 12 maanden", (
            ("tracks:\n", "bodies:\n  raad: {name: Raad, purpose: tafel, answers_within: 3 years, binding: true, cite: x}\ntracks:\n"),
            ("{name: Klaar, close: support_ended", "{name: Klaar, close: support_ended, body: raad"),
        )),
        "for another desk": ("decides_within: 13 months", "13 maanden is te lang om op te wachten", (("decides_within: 10 weeks", "decides_within: 13 months"),)),
        "for a talk": ("lead: 3 years", "3 jaar is te lang om op te wachten", (("    chair: [begeleider]\n", "    chair: [begeleider]\n    lead: 3 years\n"),)),
    },
    "arrangement-without-consent": {
        "a partner who asks nothing": ("partner: steunpunt, longest", "voor hulp van 'steunpunt' wordt ouders niets gevraagd", ((" consent: tafel, cite", " cite"),)),
    },
    "holding-clock-extended": {
        "exactly so long": ("extend: 1 month", "wat ten minste of precies zo lang duurt, wordt niet verlengd", (
            ("    state: opp\n", "    state: opp\n    clocks: [{name: Blijven, starts: enter, within: 2 months, extend: 1 month, is: exact, cite: x}]\n"),
        )),
    },
    "desk-beyond-the-law": {
        "the Awb": ("decides_within: 9 weeks", "9 weken is langer dan 8 weken (Awb 4:13", (("decides_within: 8 weeks", "decides_within: 9 weeks"),)),
    },
    "aanmelding-without-term": {
        "no clock that admission meets": ("aanmelding:\n    name", "bewaakt de termijn van de aanmelding niet", (("meets: enrol", "meets: inform_guardians"),)),
    },
    "reminder-before-the-start": {
        "longer than the time between evaluations": ("remind: 2 weeks", "herinneren 2 weken van tevoren kan niet binnen 1 week", (("evaluate_every: 6 months", "evaluate_every: 1 week"),)),
        "longer than the term": ("remind: 6 weeks", "herinneren 6 weken van tevoren kan niet binnen 5 weken", (("remind: 2 weeks", "remind: 6 weeks"),)),
    },
    "consent-lasts-long": {
        "two years": ("lasts: 2 years", "een toestemming van 2 jaar is lang", (("lasts: 1 year", "lasts: 2 years"),)),
    },
    # --- the profile's dates ---
    "holiday-backwards": {
        "its last day before its first": ("last: 2026-10-08", "de vakantie eindigt voordat zij begint", (("last: 2026-10-18", "last: 2026-10-08"),)),
    },
    "holiday-too-long": {
        "a slip in the month": ("last: 2027-02-25", "deze vakantie duurt langer dan twee maanden", (("last: 2027-01-03", "last: 2027-02-25"),)),
        "a slip in the year": ("last: 2027-10-18", "deze vakantie duurt langer dan twee maanden", (("last: 2026-10-18", "last: 2027-10-18"),)),
    },
    "holidays-overlap": {
        "a day twice": ("first: 2026-10-18, last: 2026-10", "deze vakantie valt samen met 'Herfst'", (("first: 2026-12-19, last: 2027-01-03", "first: 2026-10-18, last: 2026-10-20"),)),
    },
    "year-in-two-phases": {
        "a year": ("4]}}", "groep 4 zit al in fase 'lezers'", (("years: [5, 6]}}", "years: [5, 4]}}"),)),
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
    "trigger-not-on-the-calendar": {
        "an instrument of its own": ("of: peillood E, min: 1", "de kalender vraagt nergens om een meting met 'peillood'", (
            ("  meetlat: {", '  peillood: {name: Peillood, cite: "SOP 1"}\n  meetlat: {'),
            ("    first: groep\n", "    first: groep\n    trigger: [{fact: measured_in_a_row, of: peillood E, min: 1, say: x, cite: x, todo: record_measurement}]\n"),
        )),
    },
}  # fmt: skip
