"""Mistakes of a SOP that reads well and cannot be so: its parts do not fit together, or the law says otherwise."""

ISLAND = "{name: Eiland, state: opp, owner: ib_er, cite: x, exits: [{name: Weg, to: hgw, cite: x}]}"
STEP = "  hgw:\n    name: Handelingsgericht werken in de groep\n"

#: What is wrong: (before, after, the text on whose line the error stands, what it says).
SENSELESS = {
    "a holiday that ends before it begins": (
        "last: 2025-08-24",
        "last: 2025-07-01",
        "last: 2025-07-01",
        "de vakantie eindigt voordat zij begint",
    ),
    "two steps of one name": (
        "name: Advies van buiten\n",
        "name: Zorgteam\n",
        "name: Zorgteam\n    state: zorgteam\n    owner: ib_er\n    chair: [ib_er]\n    takes_part:\n      - {role: p",
        "de naam 'Zorgteam' is al van stap 'zorgteam'",
    ),
    "a step that nothing leads to": (
        STEP,
        f"  eiland:\n    {ISLAND}\n{STEP}",
        "eiland:",
        "geen enkele stap leidt naar 'eiland'",
    ),
    "two exits to one step": (
        "{name: Terug naar de groep, to: hgw,",
        "{name: Terug naar de groep, to: zorgteam,",
        "- {name: Terug naar de groep",
        "de uitgang naar 'zorgteam' staat er twee keer",
    ),
    "an outsider whom no purpose is for": (
        "      hold_meeting: {invite: true, consent: bespreking_zorgteam}",
        "      hold_meeting: {invite: true}",
        "takes_part:\n      - {role: orthopedagoog}\n      - {role: jgz",
        "iemand van buiten aan tafel: 'parents' moet een 'consent' noemen",
    ),
    "consent at an act that is no sharing": (
        "      hold_meeting: {invite: true, consent: bespreking_zorgteam}",
        "      enter: {consent: bespreking_zorgteam}",
        "takes_part:\n      - {role: orthopedagoog}\n      - {role: jgz",
        "iemand van buiten aan tafel",
    ),
    "an outsider whom the purpose does not name": (
        "roles: [orthopedagoog, jgz_arts, schoolmaatschappelijk_werker]",
        "roles: [orthopedagoog, jgz_arts]",
        "hold_meeting: {invite: true, consent: bespreking_zorgteam}",
        "het doel 'bespreking_zorgteam' noemt de rol 'schoolmaatschappelijk_werker' niet",
    ),
    "an outsider as owner": (
        "owner: ib_er\n    chair: [ib_er]\n    takes_part: [",
        "owner: rid_behandelaar\n    chair: [ib_er]\n    takes_part: [",
        "owner: rid_behandelaar",
        "een stap is van iemand van de school",
    ),
    "an outsider in the chair": (
        "chair: [ib_er]",
        "chair: [orthopedagoog]",
        "chair: [ortho",
        "een overleg wordt door de school voorgezeten",
    ),
    "an outsider who decides": (
        "decides: [director]",
        "decides: [orthopedagoog]",
        "decides: [ortho",
        "de school beslist zelf over een stap",
    ),
    "a talk without a chair": (
        "    chair: [ib_er]\n    takes_part: [",
        "    takes_part: [",
        "  leerlingbespreking:\n    name",
        "een overleg heeft een voorzitter: 'chair' ontbreekt",
    ),
    "a step that is closed": (
        "state: arrangement\n",
        "state: closed\n",
        "state: closed",
        "een stap staat nooit in 'closed'",
    ),
    "a referral to no desk": (
        "    desk: swv_almere\n",
        "",
        "  verwijzing_swv:\n    name",
        "een stap in 'referred' noemt het loket",
    ),
    "a TLV from who cannot grant one": (
        "asks: [cluster]",
        "asks: [tlv]",
        "desk: commissie_cluster2",
        "alleen een SWV verleent een TLV",
    ),
    "a way back to aanmelding": (
        "{name: Terug naar de groep, to: hgw,",
        "{name: Terug naar de groep, to: aanmelding,",
        "- {name: Terug naar de groep",
        "naar 'aanmelding' leidt geen weg terug",
    ),
    "a track that begins at its limit": (
        "first: hgw",
        "first: handelingsverlegen",
        "first: handelingsverlegen",
        "een spoor begint niet in 'handelingsverlegen'",
    ),
    "a track that begins at the desk": (
        "first: hgw",
        "first: verwijzing_swv",
        "first: verwijzing_swv",
        "een spoor begint niet in 'referred'",
    ),
    "an aanmelding that is none": (
        "aanmelding: aanmelding",
        "aanmelding: opp",
        "aanmelding: opp",
        "deze stap staat niet in 'aanmelding'",
    ),
    "an end that does not end": (
        "close: secondary_school,",
        "to: hgw,",
        "- {name: Naar het voortgezet",
        "een einde van een spoor noemt 'close'",
    ),
    "nobody who decides": (
        "{name: Directeur, kind: director}",
        "{name: Directeur, kind: specialist}",
        "roles:",
        "er is geen rol van de soort 'director'",
    ),
    "what 'refer' asks in a place that nobody reads": (
        "    desk: swv_almere\n",
        "    desk: swv_almere\n    parents: {refer: {inform: true}}\n",
        "refer: {inform",
        "wat 'refer' vraagt staat bij de uitgang",
    ),
    "an agreement that would hold the child": (
        "{fact: structural_support_since, known: true, say: Er wordt gewerkt volgens het handelingsdeel,",
        "{fact: handelingsdeel_in_force_since, known: true, say: Het handelingsdeel is van kracht,",
        "- {fact: handelingsdeel_in_force_since",
        "met 'handelingsdeel_in_force_since' stopt een nee van een ouder het kind; vraag structural_support_since",
    ),
    "a partner's consent that nobody is asked for": (
        "    delivers: screening van taal en spraak, op maat\n",
        "    delivers: screening van taal en spraak, op maat\n    consent: advies_deskundige\n",
        'consent: advies_deskundige\n    cite: "SOP §Arrangementen taal- en spraakproblemen"',
        "niemand wordt hiervoor gevraagd: geen enkele rol hoort bij de partner 'kentalis'",
    ),
    "a partner's consent that bars who comes from it": (
        "    consent: advies_deskundige\n",
        "    consent: bespreking_zorgteam\n",
        "consent: bespreking_zorgteam",
        "het doel 'bespreking_zorgteam' noemt de rol 'poa_begeleider' van deze partner niet",
    ),
    "an undefined purpose of a partner": (
        "    consent: advies_deskundige\n",
        "    consent: alles\n",
        "consent: alles",
        "het doel 'alles' bestaat niet; bekend zijn: advies_deskundige",
    ),
    "an undefined programme": (
        "[kanjertraining]",
        "[kanjer]",
        "[kanjer]",
        "het programma 'kanjer' bestaat niet; bekend zijn: dyslexieprotocol",
    ),
    "an undefined instrument of a target group": (
        "instruments: [bouw, lib]",
        "instruments: [boum, lib]",
        "[boum, lib]",
        "het instrument 'boum' bestaat niet; bekend zijn: bouw, kanvas",
    ),
    "an undefined expertise": (
        "expertise: [rekenspecialist]",
        "expertise: [rekenwonder]",
        "expertise: [rekenwonder]",
        "de deskundigheid 'rekenwonder' bestaat niet; bekend zijn: gedragsspecialist",
    ),
    "an undefined partner of a target group": (
        "    partners: [rid]",
        "    partners: [rod]",
        "partners: [rod]",
        "de partner 'rod' bestaat niet; bekend zijn: ",
    ),
    "an undefined arrangement": (
        "arrangements: [poa_begeleiding]",
        "arrangements: [poa]",
        "arrangements: [poa]",
        "het arrangement 'poa' bestaat niet; bekend zijn: klassencontact",
    ),
}
