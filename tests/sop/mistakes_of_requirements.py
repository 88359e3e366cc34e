"""Mistakes of a SOP that reads well: in what it asks before an act or a way.

(Where the complaint stands, what it says, and what is changed in the sound SOP.)
"""

from tests.sop.mistakes_of_route import AT_GROEP, CITED, ENROLLED, STEPS, of_a_level, of_an_arrangement


def _of_the_table(need: str) -> tuple[str, str]:
    """Something more that the way from the table asks."""
    before = "          - any:\n              - {fact: advices"
    return (before, f"          - {need}\n{before}")


def _of_the_group(need: str) -> tuple[str, str]:
    """Something more that the way from the group asks."""
    before = "          - fact: hgw_cycles"
    return (before, f"          - {need}\n{before}")


_ADVICES = "{{fact: advices, {}, say: x, cite: x, todo: record_advice}}"
REQUIREMENTS = {
    "requirement-out-of-reach": {
        "the desk's answer before the desk": ("{fact: referral_answer, is: advice, say: x", "'referral_answer' kan hier nog niet waar zijn: 'give_advice' kan bij deze stap of ervoor niet", (
            ("        needs:\n          - {fact: enrolled_on", "        needs:\n          - {fact: referral_answer, is: advice, say: x, cite: x, todo: give_advice}\n          - {fact: enrolled_on"),
        )),
        "a TLV from a desk that has none": ("{fact: referral_answer, is: tlv_granted, say: De TLV is er", "'grant_tlv' kan bij deze stap of ervoor niet", (("asks: [advice, tlv]", "asks: [advice]"),)),
        "established before the limit": ("{fact: established_on", "'establish_handelingsverlegenheid' kan bij deze stap of ervoor niet", (
            (ENROLLED, "          - {fact: established_on, known: true, say: x, cite: x, todo: establish_handelingsverlegenheid}\n" + ENROLLED),
        )),
        "all of a group": ("{fact: expert_advices, min: 2", "'add_expert_advice' kan", (
            (ENROLLED, "          - all: [{fact: expert_advices, min: 2, say: x, cite: x, todo: add_expert_advice}]\n            say: x\n" + ENROLLED),
        )),
        "a day after what never is": ("{fact: enrolled_on, after", "'enrolled_on' kan hier nog niet waar zijn", (
            ("{fact: enrolled_on, known: true", "{fact: enrolled_on, after: {fact: established_on, plus: 1 day}"),
        )),
        "what the first step asks, though it comes later on": ("{fact: arrangement_granted_on", "'arrangement_granted_on' kan hier nog niet waar zijn", (
            ("  groep:\n", "  groep:\n    acts:\n      enter: [{fact: arrangement_granted_on, known: true, say: x, cite: x, todo: grant_arrangement}]\n"),
        )),
        "a part that is written later on": ("{fact: document_part, of: groeimap.besluit", "'groeimap.besluit' kan hier nog niet geschreven zijn", (
            _of_the_group("{fact: document_part, of: groeimap.besluit, known: true, say: x, cite: x, todo: write_document}"),
        )),
        "a part that no step has": ("{fact: document_part, of: groeimap.besluit", "'groeimap.besluit' kan hier nog niet geschreven zijn", (
            _of_the_group("{fact: document_part, of: groeimap.besluit, known: true, say: x, cite: x, todo: write_document}"), ("[besluit]", "[dagen]"),
        )),
        "a document that begins later on": ("{fact: document, of: groeimap", "'groeimap' kan hier nog niet geschreven zijn", (
            (ENROLLED, "          - {fact: document, of: groeimap, is: discussed, say: x, cite: x, todo: sign_document}\n" + ENROLLED),
            ("    state: aanmelding\n", "    state: aanmelding\n    on_refusal: [talk]\n"),
        )),
        "a document that no step has": ("{fact: document, of: groeimap", "'groeimap' kan hier nog niet geschreven zijn", (
            _of_the_group("{fact: document, of: groeimap, is: ready, say: x, cite: x, todo: finish_document}"),
            (AT_GROEP, ""), ("      - {document: groeimap, sections: [besluit]}\n", ""),
        )),
        "what a level asks": ("{fact: taught_elsewhere_since", "'record_placement' kan bij deze stap of ervoor niet", of_a_level(
            "{fact: taught_elsewhere_since, known: true, say: x, cite: x, todo: record_placement}"
        )),
        "what an arrangement asks": ("{fact: taught_elsewhere_since", "'record_placement' kan bij deze stap of ervoor niet", of_an_arrangement(
            "{fact: taught_elsewhere_since, known: true, say: x, cite: x, todo: record_placement}"
        )),
        "a trigger on what lies in a case": ("{fact: arrangement_open, is: true, say: x", "'arrangement_open' kan hier nog niet waar zijn", (
            ("    first: groep\n", "    first: groep\n    trigger: [{fact: arrangement_open, is: true, say: x, cite: x, todo: grant_arrangement}]\n"),
        )),
        "what the first step asks": ("{fact: advices, min: 1, say: x", "'advices' kan hier nog niet waar zijn", (
            ("tracks:\n", "tracks:\n  tweede: {name: Tweede, first: los, ends: [{name: Op, close: track_end, cite: x}]}\n"),
            (STEPS, f"{STEPS}  los:\n    {{name: Los, state: leerlingbespreking, {CITED}, exits: [{{name: Weg, to: groep, cite: x}}],\n"
                    "     acts: {enter: [{fact: advices, min: 1, say: x, cite: x, todo: record_advice}]}}\n"),
        )),
    },
    "alternative-out-of-reach": {
        "one of two ways": ("{fact: expert_advices, min: 1", "'add_expert_advice' kan", (
            ("{fact: enrolled_on, known: true, say: Het kind is ingeschreven, cite: WPO art. 40, todo: enrol}",
             "say: x\n            any:\n              - {fact: enrolled_on, known: true, say: x, cite: x, todo: enrol}\n"
             "              - {fact: expert_advices, min: 1, say: x, cite: x, todo: add_expert_advice}"),
        )),
    },
    "alternative-contradicts": {
        "less than nothing": ("{fact: advices, max: -2", "dit kan nooit waar zijn", (("{fact: advices, min: 1,", "{fact: advices, max: -2,"),)),
        "all of two things that exclude each other": ("{all: [{fact: advices", "dit kan nooit waar zijn", (
            ("{fact: advices, min: 1, say: Er is advies, cite: \"SOP 3\", todo: record_advice}", f"{{all: [{_ADVICES.format('min: 3')}, {_ADVICES.format('max: 1')}], say: x}}"),
        )),
        "with what is asked beside it": ("{fact: advices, min: 1", "niet samen met wat er verder gevraagd wordt", (_of_the_table(_ADVICES.format("max: 0")),)),
        "within a possibility": ("{fact: advices, max: -2", "dit kan nooit waar zijn", (
            ("{fact: advices, min: 1, say: Er is advies, cite: \"SOP 3\", todo: record_advice}", f"{{say: x, all: [{{any: [{_ADVICES.format('max: -2')}, {_ADVICES.format('min: 1')}], say: x}}, {_ADVICES.format('max: 4')}]}}"),
        )),
    },
    "todo-out-of-reach": {
        "another act would do": ("{fact: referral_answered_on", "'grant_tlv' kan bij deze stap of ervoor niet", (
            ("{name: Terug met advies, to: hulp, back: true, cite: \"SOP 6\"}", "{name: Terug met advies, to: hulp, back: true, cite: \"SOP 6\", needs: [{fact: referral_answered_on, known: true, say: x, cite: x, todo: grant_tlv}]}"),
            ("asks: [advice, tlv]", "asks: [advice]"), ("is: tlv_granted, say: De TLV is er, cite: \"SOP 6\", todo: grant_tlv", "is: advice, say: x, cite: x, todo: give_advice"),
        )),
    },
    "requirement-without-todo": {
        "nothing to do": ("fact: hgw_cycles", "'todo' ontbreekt; 'hgw_cycles' wordt waar door: close_hgw_cycle", (("            todo: close_hgw_cycle\n", ""),)),
        "a bound that nobody knows to be met": ("{fact: measured_in_a_row", "wordt waar door: record_measurement", (
            ("{fact: last_verdict,", "{fact: measured_in_a_row, of: meetlat E, max: 0, say: x, cite: x}\n          - {fact: last_verdict,"),
        )),
    },
    "requirements-contradict": {
        "a level with itself": ("{fact: hgw_cycles, max: 1", "'hgw_cycles' kan dit nooit zijn, of niet samen", of_a_level(
            "{fact: hgw_cycles, min: 2, say: x, cite: x, todo: close_hgw_cycle}, {fact: hgw_cycles, max: 1, say: x, cite: x, todo: close_hgw_cycle}"
        )),
        "a way with the level it leads to": ("{fact: hgw_cycles, max: 1", "'hgw_cycles' kan dit nooit zijn, of niet samen", (
            *of_a_level("{fact: hgw_cycles, min: 2, say: x, cite: x, todo: close_hgw_cycle}"),
            ("{name: Met een plan, to: plan,", "{name: Met een plan, to: plan, needs: [{fact: hgw_cycles, max: 1, say: x, cite: x, todo: close_hgw_cycle}],"),
        )),
        "an arrangement below nothing": ("{fact: hgw_cycles, max: -1", "'hgw_cycles' kan dit nooit zijn", of_an_arrangement(
            "{fact: hgw_cycles, max: -1, say: x, cite: x, todo: close_hgw_cycle}"
        )),
        "longer ago than it may be": ("{fact: enrolled_on, within: 1 year", "'enrolled_on' kan dit nooit zijn, of niet samen", (
            (ENROLLED, "          - {fact: enrolled_on, past: 3 years, say: x, cite: x, todo: enrol}\n          - {fact: enrolled_on, within: 1 year, say: x, cite: x, todo: enrol}\n" + ENROLLED),
        )),
        "one day in two lengths": ("{fact: enrolled_on, within: 12 months", "'enrolled_on' kan dit nooit zijn, of niet samen", (
            (ENROLLED, "          - {fact: enrolled_on, past: 1 year, say: x, cite: x, todo: enrol}\n          - {fact: enrolled_on, within: 12 months, say: x, cite: x, todo: enrol}\n" + ENROLLED),
        )),
        "over and still to come": ("{fact: enrolled_on, ahead: true", "'enrolled_on' kan dit nooit zijn, of niet samen", (
            (ENROLLED, "          - {fact: enrolled_on, past: 1 day, say: x, cite: x, todo: enrol}\n          - {fact: enrolled_on, ahead: true, say: x, cite: x, todo: enrol}\n" + ENROLLED),
        )),
        "long ago and not known": ("{fact: enrolled_on, past: 1 day", "'enrolled_on' kan dit nooit zijn, of niet samen", (
            ("      - {name: Niet hier, close: not_enrolled,", "      - {name: Niet hier, close: not_enrolled, needs: [{fact: enrolled_on, known: false, say: x, cite: x}, {fact: enrolled_on, past: 1 day, say: x, cite: x, todo: enrol}],"),
        )),
        "a number below nothing": ("{fact: guardians_with_gezag, max: -1", "'guardians_with_gezag' kan dit nooit zijn", (
            ("{fact: last_verdict,", "{fact: guardians_with_gezag, max: -1, say: x, cite: x, todo: record_gezag}\n          - {fact: last_verdict,"),
        )),
        "two words at once": ("{fact: last_verdict, is: progress", "niet samen met wat er verder gevraagd wordt", (
            ("          - {fact: evaluations_held", "          - {fact: last_verdict, is: progress, say: x, cite: x, todo: evaluate_opp}\n          - {fact: evaluations_held"),
        )),
        "a trigger with itself": ("{fact: hgw_cycles, max: 1", "'hgw_cycles' kan dit nooit zijn, of niet samen", (
            ("    first: groep\n", "    first: groep\n    trigger: [{fact: hgw_cycles, min: 2, say: x, cite: x, todo: close_hgw_cycle}, {fact: hgw_cycles, max: 1, say: x, cite: x, todo: close_hgw_cycle}]\n"),
        )),
        "with the next step": ("{fact: arrangement_open, is: false", "'arrangement_open' kan dit nooit zijn, of niet samen", (
            ("      - {name: Terug naar de hulp, to: hulp, back: true, cite: \"SOP 5\"}", "      - {name: Terug naar de hulp, to: hulp, back: true, cite: \"SOP 5\", needs: [{fact: arrangement_open, is: false, say: x, cite: x}]}"),
        )),
        "every possibility": ("any:\n              - {fact: advices", "van deze mogelijkheden kan er geen waar zijn", (
            ("{fact: advices, min: 1,", "{fact: advices, max: -2,"), ("{fact: meetings_held, min: 2,", "{fact: meetings_held, max: -3,"),
        )),
        "too many of a number of things": ("{at_least: 2", "van deze eisen kunnen er niet genoeg waar zijn", (
            _of_the_table(f"{{at_least: 2, of: [{_ADVICES.format('max: -2')}, {_ADVICES.format('max: -3')}, {_ADVICES.format('min: 1')}], say: x}}"),
        )),
        "with the law": ("{fact: opp_open, is: true", "'opp_open' kan dit nooit zijn, of niet samen", (
            ("{name: Klaar, close: support_ended, cite: \"SOP 3\"}", "{name: Klaar, close: support_ended, cite: \"SOP 3\", needs: [{fact: opp_open, is: true, say: x, cite: x, todo: draw_up_opp}]}"),
        )),
        "an end with the law": ("{fact: opp_open, is: true", "'opp_open' kan dit nooit zijn, of niet samen", (
            ("{name: Verhuisd, close: moved, cite: \"SOP 1\"}", "{name: Verhuisd, close: moved, cite: \"SOP 1\", needs: [{fact: opp_open, is: true, say: x, cite: x, todo: draw_up_opp}]}"),
        )),
        "of one act": ("{fact: meetings_held, max: 1", "'meetings_held' kan dit nooit zijn, of niet samen", (
            ("    clocks:\n      - {name: Terugkoppeling", "    acts: {propose_arrangement: [{fact: meetings_held, min: 2, say: x, cite: x, todo: hold_meeting}, {fact: meetings_held, max: 1, say: x, cite: x}]}\n    clocks:\n      - {name: Terugkoppeling"),
        )),
    },
    "requirement-on-no-exit": {
        "an exit that is not there": ("of: nonsens", "'nonsens' is geen uitgang waarover de tafel beslist; dat zijn: hulp", (
            ("      - name: Hulp inzetten\n", "      - name: Hulp inzetten\n        decides: [team]\n"), _of_the_table("{fact: table_decided, of: nonsens, is: true, say: x, cite: x, todo: hold_meeting}"),
        )),
        "an exit that another decides": ("of: groep", "'groep' is geen uitgang waarover de tafel beslist; dat zijn: geen", (
            _of_the_table("{fact: table_decided, of: groep, is: true, say: x, cite: x, todo: hold_meeting}"),
        )),
        "an exit that nobody ratifies": ("of: hulp", "'hulp' is geen uitgang die iemand bekrachtigt", (
            ("{name: Terug naar de groep, to: groep, back: true,", "{name: Terug naar de groep, to: groep, back: true, ratifies: [directeur],"),
            _of_the_table("{fact: exit_proposed_on, of: hulp, known: true, say: x, cite: x, todo: propose_exit}"),
        )),
    },
    "requirement-on-no-clock": {
        "no clock at all": ("of: nonsens", "'nonsens' is geen termijn hier; dat zijn: tafel:Terugkoppeling", (
            _of_the_table("{fact: clock_started_on, of: nonsens, past: 3 weeks, say: x, cite: x, todo: wait}"),
        )),
        "a clock of another step": ('of: "aanmelding:Besluit"', "'aanmelding:Besluit' is geen termijn hier; dat zijn: tafel:Terugkoppeling", (
            _of_the_table('{fact: clock_started_on, of: "aanmelding:Besluit", past: 3 weeks, say: x, cite: x, todo: wait}'),
        )),
    },
    "requirement-always-met": {
        "in a trigger": ("{fact: measured_in_a_row", "is altijd minstens 0 zodra er iets van bekend is", (
            ("    first: groep\n", "    first: groep\n    trigger: [{fact: measured_in_a_row, of: meetlat E, min: 0, say: x, cite: x, todo: record_measurement}]\n"),
        )),
        "at least nothing": ("fact: hgw_cycles", "'hgw_cycles' is altijd minstens 0", (("            min: 1\n", "            min: 0\n"),)),
    },
}  # fmt: skip
