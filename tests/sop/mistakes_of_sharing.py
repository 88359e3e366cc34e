"""Mistakes of a SOP that reads well: in what is shared with whom, and what the guardians are asked about it.

(Where the complaint stands, what it says, and what is changed in the sound SOP.)
"""

from caseflow.sop.vocabulary import Part

SHARING = {
    "purpose-shares-everything": {
        "the whole file": ("parts: [pupil, observations", "dit doel deelt alle 15 delen van het dossier", (("parts: [pupil, question]", f"parts: [{', '.join(Part)}]"),)),
    },
    "outsider-without-purpose": {
        "nothing is asked": ("takes_part:", "iemand van buiten aan tafel: 'parents' moet een 'consent' noemen", (
            ("{invite: true, consent: tafel}", "{invite: true}"), ("      ask_information: {consent: tafel}\n", ""),
            ("    parents: {enter: {inform: true}}", "    parents: {enter: {inform: true, consent: tafel}}"), ("state: handelingsverlegen", "on_refusal: [talk]\n    state: handelingsverlegen"),
        )),
        "asked where it counts for no talk": ("takes_part:", "iemand van buiten aan tafel", (
            ("hold_meeting: {invite: true, consent: tafel}", "enter: {consent: tafel}"), ("      ask_information: {consent: tafel}\n", ""),
        )),
    },
    "consent-after-the-act": {
        "at the advice": ("consent: tafel}\n    clocks", "hier komt de toestemming te laat", (
            ("hold_meeting: {invite: true, consent: tafel}", "hold_meeting: {invite: true}"), ("ask_information: {consent", "record_advice: {consent"),
        )),
        "at the exit": ("{fact: consent,", "hier komt de toestemming te laat", (
            ("hold_meeting: {invite: true, consent: tafel}", "hold_meeting: {invite: true}"), ("      ask_information: {consent: tafel}\n", ""),
            ("{fact: advices, min: 1,", "{fact: consent, of: tafel, is: given,"), ("todo: record_advice}", "todo: answer_consent}"),
        )),
    },
    "outsider-not-in-purpose": {
        "at each of its talks": ("consent: tafel}\n      ask_information", "het doel 'tafel' noemt de rol 'adviseur' niet", (("roles: [schoolarts, adviseur]", "roles: [schoolarts]"),)),
        "a seat": ("consent: tafel}\n    clocks", "het doel 'tafel' noemt de rol 'adviseur' niet", (
            ("roles: [schoolarts, adviseur]", "roles: [schoolarts]"), ("hold_meeting: {invite: true, consent: tafel}", "hold_meeting: {invite: true, consent: ruim}"),
            ("purposes:\n", "purposes:\n  ruim: {name: Ruim, asks: Mag dit?, parts: [pupil], roles: [schoolarts, adviseur], lasts: 1 year, cite: x}\n"),
        )),
    },
    "desk-and-purpose": {
        "a desk that alone asked for its purpose": ("taalloket: {name", "niets zegt waarvoor ouders toestemming geven", (("asks: [cluster], purpose: taal,", "asks: [cluster],"),)),
        "a desk that tells nobody what for": ("taalloket: {name", "niets zegt waarvoor ouders toestemming geven", (
            ("asks: [cluster], purpose: taal,", "asks: [cluster],"), ("onderzoek, consent: tafel,", "onderzoek, consent: taal,"), ("parts: [pupil, question, advice],", "parts: [pupil, question, advice], roles: [adviseur],"),
        )),
        "an SWV that a no would bar": ("purpose: taal, decides_within: 8", "vraagt geen toestemming", (("asks: [advice, tlv],", "asks: [advice, tlv], purpose: taal,"),)),
    },
    "signature-beside-consent": {
        "a cluster that asks both": ("parents_sign: all, decides_within: 10", "zij tekenen de verwijzing niet ook", (("purpose: taal, decides", "purpose: taal, parents_sign: all, decides"),)),
        "a municipality that asks one": ("parents_sign: one, decides_within: 10", "zij tekenen de verwijzing niet ook", (("kind: cluster, asks: [cluster], purpose: taal, decides", "kind: municipality, asks: [care], purpose: taal, parents_sign: one, decides"),)),
    },
    "talk-without-purpose": {
        "only questions": ("takes_part:", "voor een bespreking met wie van buiten komt", (("{invite: true, consent: tafel}", "{invite: true}"),)),
    },
    "partner-asks-for-nobody": {
        "a partner without people": ("consent: tafel, cite: x", "geen enkele rol hoort bij de partner 'derde'", (
            ("partners:\n", "partners:\n  derde: {name: De Derde, delivers: niets, consent: tafel, cite: x}\n"), ("[steunpunt]", "[derde]"),
        )),
    },
    "partner-bars-its-people": {
        "a purpose that names others": ("consent: ander", "het doel 'ander' noemt de rol 'adviseur' van deze partner niet", (
            ("advies en onderzoek, consent: tafel,", "advies en onderzoek, consent: ander,"),
            ("purposes:\n", "purposes:\n  ander: {name: Ander, asks: Mag dit?, parts: [pupil], roles: [schoolarts], lasts: 1 year, cite: x}\n"),
        )),
    },
    "consent-for-nobody": {
        "a talk inside": ("consent: tafel}}", "er zit niemand van buiten aan tafel", (
            ("    decides: [directeur]\n    parents: {enter: {inform: true}}", "    on_refusal: [talk]\n    decides: [directeur]\n    parents: {hold_meeting: {consent: tafel}}"),
        )),
    },
    "one-for-outside": {
        "a purpose with roles": ("agree: one", "bij 'tafel' hoort iemand van buiten over een kind", (
            ("    roles: [schoolarts, adviseur]\n", "    roles: [schoolarts, adviseur]\n    agree: one\n"),
        )),
        "what a desk hears": ("agree: one", "bij 'taal' hoort iemand van buiten over een kind", (
            ("lasts: 6 months, cite: \"SOP 6\"}\ninstruments", "lasts: 6 months, agree: one, cite: \"SOP 6\"}\ninstruments"),
        )),
    },
    "purpose-names-own-staff": {
        "a teacher": ("leraar]", "'leraar' komt niet van buiten de school", (("[schoolarts, adviseur]", "[schoolarts, adviseur, leraar]"),)),
    },
    "purpose-names-nobody": {
        "at a table, though a desk asks it too": ("taal: {name: Vragen", "dit doel zegt niet met welke rollen", (("ask_information: {consent: tafel}", "ask_information: {consent: taal}"),)),
        "no roles": ("tafel:\n    name: Bespreking", "dit doel zegt niet met welke rollen", (("    roles: [schoolarts, adviseur]\n", ""),)),
    },
    "guardians-not-invited": {
        "no invitation": ("hold_meeting: {", "de ouders worden hier niet uitgenodigd", (("invite: true, ", ""),)),
    },
    "refusal-without-way": {
        "no way": ("tafel:\n    name: De tafel", "ouders nee zeggen", (("    on_refusal: [talk, go_on_basis]\n", ""),)),
        "no way after a signature that is not set": ("grens:\n    name: De grens", "ouders nee zeggen", (("asks: [advice, tlv],", "asks: [advice, tlv], parents_sign: one,"),)),
    },
}  # fmt: skip
