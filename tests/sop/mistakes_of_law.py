"""Mistakes of a SOP that reads well: in its terms and its dates.

(Where the complaint stands, what it says, and what is changed in the sound SOP.)
"""

LAW = {
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
    "clocks-contradict": {
        kind: (f"within: 6 weeks, is: {kind}", "na 6 weken is dit voorbij, en weg mag het kind pas na 24 weken ('Blijven')", (
            ("    state: opp\n", "    state: opp\n    clocks: [{name: Blijven, starts: enter, within: 24 weeks, is: at_least, cite: x},\n"
             f"      {{name: Weg, starts: enter, within: 6 weeks, is: {kind}, cite: x}}]\n"),
        ))
        for kind in ("at_most", "exact", "trial")
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
}  # fmt: skip
