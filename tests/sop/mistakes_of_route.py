"""Mistakes of a SOP that reads well: in its steps, exits and clocks, and in the support it offers.

(Where the complaint stands, what it says, and what is changed in the sound SOP.)
"""

CITED = "owner: begeleider, cite: x"
STEPS = "steps:\n"
EXITS_OF_GROEP = "      - {name: Klaar, close: support_ended"
NEED_OF_HULP = '{fact: arrangement_open, is: true, say: De hulp is toegekend, cite: "SOP 4", todo: grant_arrangement}'

AT_GROEP = "    documents:\n      - {document: groeimap, needed: optional, sections: [dagen]}\n"
WELKOM = (
    '      - name: Welkom\n        to: groep\n        cite: "SOP 1"\n        needs:\n'
    "          - {fact: enrolled_on, known: true, say: Het kind is ingeschreven, cite: WPO art. 40, todo: enrol}\n"
)
ENROLLED = "          - {fact: enrolled_on"
TAALLOKET = '  taalloket: {name: Taalloket, kind: cluster, asks: [cluster], purpose: taal, decides_within: 10 weeks, cite: "SOP 6"}\n'
OF_TAALLOKET = (
    '  taal: {name: Vragen aan het taalloket, asks: "Mogen wij het taalloket over uw kind vragen?", '
    'parts: [pupil, question, advice], lasts: 6 months, cite: "SOP 6"}\n'
)


def of_a_level(needs: str, state: str = "opp") -> tuple[tuple[str, str], ...]:
    """A level that the step of the plan (or another) lies on, with what it asks."""
    levels = f"levels:\n  zwaar: {{number: 1, name: Zwaar, needs: [{needs}], cite: x}}\n"
    return (("tracks:\n", f"{levels}tracks:\n"), (f"    state: {state}\n", f"    state: {state}\n    level: zwaar\n"))


def of_an_arrangement(needs: str) -> tuple[tuple[str, str], ...]:
    return (("kleine_groep: {", f"kleine_groep: {{needs: [{needs}], "),)


ROUTE = {
    "step-unreached": {
        "all behind a way that leads elsewhere": ("tafel:\n    name: De tafel", "naar 'tafel', en dus ook niet naar 'hulp', 'plan'", (("        to: tafel\n", "        to: groep\n"),)),
        "an island": ("eiland:", "geen enkele stap leidt naar 'eiland'", (
            (STEPS, f"{STEPS}  eiland: {{name: Eiland, state: leerlingbespreking, {CITED}, exits: [{{name: Weg, to: groep, cite: x}}]}}\n"),
        )),
    },
    "way-back-that-goes-on": {
        "to the next step": ("back: true, cite: \"SOP 5\"}\n      - name: De hulp", "een leerling komt pas in 'plan' na 'hulp'", (
            ("{name: Met een plan, to: plan,", "{name: Met een plan, to: plan, back: true,"),
        )),
    },
    "aanmelding-without-way-in": {
        "only a no is left": ("exits:\n      - {name: Niet hier", "geen uitgang leidt naar een stap voor wie is ingeschreven", ((WELKOM, ""),)),
    },
    "not-enrolled-after-all": {
        "from the group": ("close: not_enrolled, cite: \"SOP 3\"", "'Klaar' kan ook voor wie al is ingeschreven", (("close: support_ended", "close: not_enrolled"),)),
        "from anywhere": ("close: not_enrolled, key: nooit", "'Verhuisd' kan ook voor wie al is ingeschreven", (("close: moved", "close: not_enrolled, key: nooit"),)),
    },
    "main-track-ended": {
        "of a step": ("close: track_end", "'Klaar' beëindigt een spoor", (("close: support_ended", "close: track_end"),)),
        "of the track": ("close: track_end", "'Verhuisd' beëindigt een spoor", (("close: moved", "close: track_end"),)),
    },
    "answer-without-exit": {
        "a child for whom another place would fit better": ("exits:\n      - name: Verder", "geen uitgang gaat open op het antwoord 'elsewhere'", (
            ("is: [advice, elsewhere, tlv_refused]", "is: [advice, tlv_refused]"),
        )),
    },
    "aanmelding-skipped": {
        "the first step": ("may_skip: true", "een aanmelding wordt nooit overgeslagen", (("    state: aanmelding\n", "    state: aanmelding\n    may_skip: true\n"),)),
    },
    "step-without-exit": {
        "a dead end": ("exits: []", "deze stap heeft geen uitgang", (
            ("    exits:\n      - {name: Terug met advies, to: hulp, back: true, cite: \"SOP 6\"}\n", "    exits: []\n"),
        )),
    },
    "round-without-end": {
        "two steps that lead to one another": ("exits: [{name: Heen", "geen weg uit 'heen', 'weer' leidt naar een einde", (
            (STEPS, f"{STEPS}  heen: {{name: Heen, state: leerlingbespreking, {CITED}, exits: [{{name: Heen, to: weer, cite: x}}]}}\n"
                    f"  weer: {{name: Weer, state: leerlingbespreking, {CITED}, exits: [{{name: Weer, to: heen, cite: x}}]}}\n"),
            (EXITS_OF_GROEP, f"      - {{name: De ronde, to: heen, cite: x}}\n{EXITS_OF_GROEP}"),
        )),
        "a step that leads to itself": ("exits: [{name: Weer", "geen weg uit 'weer' leidt naar een einde", (
            (STEPS, f"{STEPS}  weer: {{name: Weer, state: leerlingbespreking, {CITED}, exits: [{{name: Weer, to: weer, cite: x}}]}}\n"),
            (EXITS_OF_GROEP, f"      - {{name: De ronde, to: weer, cite: x}}\n{EXITS_OF_GROEP}"),
        )),
    },
    "step-closed": {
        "a state to stand in": ("state: closed", "een stap staat nooit in 'closed'", (("state: basisondersteuning", "state: closed"),)),
    },
    "way-back-to-aanmelding": {
        "an exit": ("{name: Opnieuw", "naar 'aanmelding' leidt geen weg terug", (
            (EXITS_OF_GROEP, f"      - {{name: Opnieuw, to: aanmelding, cite: x}}\n{EXITS_OF_GROEP}"),
        )),
    },
    "track-starts-too-far": {
        "at the limit": ("first: grens", "een spoor begint niet in 'handelingsverlegen'", (("first: groep", "first: grens"),)),
        "at the desk": ("first: bij_swv", "een spoor begint niet in 'referred'", (("first: groep", "first: bij_swv"),)),
    },
    "parents-before-the-start": {
        "told before there is a case": ("enter: {inform: true}}", "in 'groep' begint een casus, dus ervoor is dit er niet", (
            ("  groep:\n", "  groep:\n    parents: {enter: {inform: true}}\n"),
        )),
    },
    "aanmelding-elsewhere": {
        "the first step of the support": ("aanmelding: groep", "deze stap staat niet in 'aanmelding'", (("    aanmelding: aanmelding\n", "    aanmelding: groep\n"),)),
        "a step of another state": ("aanmelding: groep", "deze stap staat niet in 'aanmelding'", (
            ("    aanmelding: aanmelding\n", "    aanmelding: aanmelding\n  tweede:\n    name: Tweede\n    first: groep\n    aanmelding: groep\n"),
            ("    ends:\n", "    ends:\n      - {name: Op, close: track_end, cite: x}\n"),
        )),
    },
    "end-that-goes-on": {
        "to a step": ("{name: Verhuisd", "een einde van een spoor noemt 'close'", (("close: moved", "to: groep"),)),
    },
    "move-from-a-step-that-stays": {
        "to itself": ("tafel: tafel", "de stap 'tafel' staat er nog", (("oude_tafel: tafel", "tafel: tafel"),)),
    },
    "move-from-another-state": {
        "to a step further on": ("groep: tafel", "de stap 'groep' staat er nog, in 'basisondersteuning'", (("oude_tafel: tafel", "groep: tafel"),)),
    },
    "referral-without-desk": {
        "no desk": ("bij_taalloket:\n    name", "noemt het loket", (("    desk: taalloket\n", ""),)),
        "where a later way waits for its answer": ("bij_swv:\n    name", "noemt het loket", (("    desk: swv\n", ""),)),
    },
    "desk-without-referral": {
        "a desk": ("desk: swv\n    state: handelingsverlegen", "alleen een stap in 'referred' noemt een loket", (
            ("    state: handelingsverlegen", "    desk: swv\n    state: handelingsverlegen"),
        )),
    },
    "special-school-without-desk": {
        "from the limit": ("{name: Andere gewone", "vanuit deze stap is er geen loket", (("close: admitted_regular", "close: admitted_special"),)),
    },
    "limit-without-desk": {
        "a limit and nothing behind it": ("grens_twee:", "vanuit deze stap leidt geen weg naar een loket", (
            (STEPS, f"{STEPS}  grens_twee: {{name: Grens twee, state: handelingsverlegen, {CITED}, exits: [{{name: Weg, close: admitted_regular, cite: x}}]}}\n"),
            (EXITS_OF_GROEP, f"      - {{name: De grens, to: grens_twee, cite: x}}\n{EXITS_OF_GROEP}"),
        )),
    },
    # --- acts and clocks ---
    "act-asked-elsewhere": {
        "of a move": ("refer: {inform", "wat 'refer' vraagt staat bij de uitgang", (("    desk: swv\n", "    desk: swv\n    parents: {refer: {inform: true}}\n"),)),
    },
    "act-never-judged": {
        "of what nobody is kept from": ("close_hgw_cycle:\n", "voor 'close_hgw_cycle' vraagt Caseflow niets", (
            ("    state: basisondersteuning\n", "    state: basisondersteuning\n    acts:\n      close_hgw_cycle:\n"
             "        - {fact: meetings_held, min: 1, say: Er is gepraat, cite: x, todo: hold_meeting}\n"),
        )),
    },
    "act-not-here": {
        "the desk's answer": ("grant_tlv: {inform", "'grant_tlv' kan in deze stap niet", (("    desk: taalloket\n", "    desk: taalloket\n    parents: {grant_tlv: {inform: true}}\n"),)),
        "a judgement where the school names no limit": ("judge_limit: {inform", "'judge_limit' kan in deze stap niet", (
            ("    desk: taalloket\n", "    desk: taalloket\n    parents: {judge_limit: {inform: true}}\n"),
            ("limits:\n  rust: {name: Heeft de hele dag rust nodig, alternative: een school met kleine groepen, cite: \"SOP 6\"}\n", ""),
        )),
    },
    "clock-never-starts": {
        "at a move": ("starts: refer", "deze klok begint nooit: 'refer'", (("starts: enter", "starts: refer"),)),
        "at what is not done there": ("starts: give_advice", "deze klok begint nooit", (("starts: enter", "starts: give_advice"),)),
    },
    "clock-never-met": {
        "by a document that is written elsewhere": ("meets: write_document", "'write_document' kan in deze stap niet", (("meets: record_advice", "meets: write_document"),)),
        "by what is not done there": ("meets: give_advice", "'give_advice' kan in deze stap niet", (("meets: record_advice", "meets: give_advice"),)),
    },
    "clock-meets-itself": {
        "one act": ("meets: hold_meeting", "deze klok is gehaald door waarmee hij begint", (("meets: record_advice", "meets: hold_meeting"),)),
    },
    "two-clocks-of-one-name": {
        "in one step": ("name: Terugkoppeling, starts: enter", "de termijn 'Terugkoppeling' staat er twee keer", (
            ("      - {name: Terugkoppeling, starts: hold_meeting,",
             "      - {name: Terugkoppeling, starts: hold_meeting, within: 1 week, cite: \"SOP 3\"}\n      - {name: Terugkoppeling, starts: enter,"),
        )),
    },
    # --- support ---
    "agreement-would-hold-the-child": {
        "where the OPP itself is meant": ("{fact: handelingsdeel_in_force_since", "vraag structural_support_since", (
            ("fact: structural_support_since", "fact: handelingsdeel_in_force_since"),
        )),
        "before a level": ("{fact: handelingsdeel_unsigned", "stopt een nee van een ouder het kind", of_a_level(
            "{fact: handelingsdeel_unsigned, is: 0, say: x, cite: x, todo: agree_handelingsdeel}"
        )),
        "before an arrangement": ("{fact: handelingsdeel_in_force_since", "stopt een nee van een ouder het kind", of_an_arrangement(
            "{fact: handelingsdeel_in_force_since, known: true, say: x, cite: x, todo: put_in_force}"
        )),
        "before an end": ("{fact: handelingsdeel_objections", "stopt een nee van een ouder het kind", (
            ("{name: Verhuisd, close: moved,", "{name: Verhuisd, close: moved, needs: [{fact: handelingsdeel_objections, max: 0, say: x, cite: x, todo: agree_handelingsdeel}],"),
        )),
        "a signature": ("{fact: handelingsdeel_in_force_since", "stopt een nee van een ouder het kind; vraag structural_support_since", (
            ("{fact: structural_support_since, known: true,", "{fact: opp_open, is: true, say: x, cite: x, todo: draw_up_opp}\n        - {fact: handelingsdeel_in_force_since, known: true,"),
        )),
    },
    "tlv-from-elsewhere": {
        "a cluster desk": ("tlv], purpose: taal, decides_within: 10", "alleen een SWV verleent een TLV", (("asks: [cluster]", "asks: [cluster, tlv]"),)),
    },
    "arrangement-of-many-years": {
        "five years": ("longest: 5 years", "5 jaar is heel lang", (("longest: 1 year", "longest: 5 years"),)),
    },
    "basis-brings-opp": {
        "basis": ("brings_opp: true, cite: \"SOP 4\"}\n  extra", "bij basisondersteuning hoort geen OPP", (("longest: 6 months,", "longest: 6 months, brings_opp: true,"),)),
    },
    "state-without-its-thing": {
        "no OPP": ("state: opp", "niets vraagt of er een OPP is", (("fact: structural_support_since", "fact: guardians_consulted_on"), ("todo: put_in_force", "todo: consult_guardians"))),
        "no arrangement": ("state: arrangement", "niets vraagt of er een arrangement is", ((f"    acts:\n      enter:\n        - {NEED_OF_HULP}\n", ""),)),
    },
}  # fmt: skip
