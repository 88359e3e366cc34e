"""The floor that no SOP may loosen: the seventeen rules of law, as data.

The law is conjoined with a SOP, never compared to it, save for numbers. Each rule is a gate (asked before an act), a
bound (a number that a SOP may only tighten), a record (filled in at the act) or an invariant (holds of all data at all
times), and names the test that fails when the rule is taken out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from caseflow.sop.dates import Span
from caseflow.sop.demands import (
    ADMITTED,
    AVG,
    CONSENTED,
    EVIDENCE,
    INVITED,
    OBJECTION,
    OPP_WINDOW,
    SEPARATE_VOICES,
    TWELVE,
    WPO,
    heard,
    nobody_outside_or,
)
from caseflow.sop.rules import Group, Need, zero
from caseflow.sop.vocabulary import gettext_noop

_ = gettext_noop
Kind = Literal["gate", "bound", "record", "invariant"]
SHARING = ("share", "hold_meeting", "ask_information", "order_examination")


@dataclass(frozen=True, slots=True)
class FloorRule:
    """One rule of law. `held` is False for a rule that Caseflow does not hold yet, and says so."""

    number: int
    kind: Kind
    title: str
    source: str
    asks: Mapping[str, tuple[Need | Group, ...]] = field(default_factory=dict)
    bounds: Mapping[str, Span] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    valid_from: date | None = None
    held: bool = True

    @property
    def test(self) -> str:
        return f"tests.law.rules.rule_{self.number:02}"


RULES = (
    FloorRule(
        1,
        "gate",
        _("Geen handelingsdeel zonder instemming van de ouders met gezag met deze versie"),
        WPO,
        asks={
            "put_in_force": (
                zero(
                    "guardians_gezag_unknown",
                    _("Van alle ouders is vastgelegd of zij gezag hebben"),
                    "record_gezag",
                    "BW 1:251",
                ),
                zero(
                    "handelingsdeel_unsigned",
                    _("Alle ouders met gezag stemden in met deze versie"),
                    "agree_handelingsdeel",
                    WPO,
                ),
            )
        },
    ),
    FloorRule(
        2,
        "gate",
        _("Eén bezwaar houdt tegen wat instemming of toestemming vraagt"),
        "BW 1:253i",
        asks={
            "put_in_force": (
                zero(
                    "handelingsdeel_objections",
                    _("Geen van de ouders heeft bezwaar tegen deze versie"),
                    "agree_handelingsdeel",
                    "BW 1:253i",
                ),
            ),
            **{
                act: (nobody_outside_or(_("Geen van de ouders heeft bezwaar gemaakt"), "BW 1:253i", OBJECTION),)
                for act in SHARING
            },
        },
    ),
    FloorRule(3, "bound", _("Het OPP is er binnen zes weken"), WPO, bounds={"opp.within": Span(6, "weeks")}),
    FloorRule(
        4,
        "bound",
        _("Het OPP wordt ieder schooljaar en binnen twaalf maanden met de ouders geëvalueerd"),
        WPO,
        bounds={"opp.evaluate_every": Span(12, "months")},
        words=frozenset({"once_a_school_year"}),
    ),
    FloorRule(
        5,
        "record",
        _("De leerling wordt gehoord bij vaststellen, bijstellen en evalueren"),
        WPO,
        valid_from=date(2025, 8, 1),
        asks={
            "set_perspective": heard("setting"),
            "put_in_force": heard("adjusting"),
            "evaluate_opp": heard("evaluating"),
        },
    ),
    FloorRule(
        6,
        "gate",
        _("Niets herkenbaars naar buiten zonder toestemming vooraf"),
        AVG,
        asks={
            act: (nobody_outside_or(_("De ouders gaven vooraf toestemming voor wie van buiten komt"), AVG, CONSENTED),)
            for act in SHARING
        },
    ),
    FloorRule(
        7,
        "gate",
        _("Ouders, en de leerling vanaf 12, zijn uitgenodigd bij ieder gesprek met iemand van buiten"),
        "NJi",
        asks={
            "hold_meeting": (
                nobody_outside_or(_("De ouders zijn uitgenodigd voor het gesprek over hun kind"), "NJi", INVITED),
                nobody_outside_or(_("Een leerling vanaf 12 jaar is zelf ook uitgenodigd"), "NJi", TWELVE),
            )
        },
    ),
    FloorRule(8, "gate", _("Extra ondersteuning vraagt een OPP"), WPO, asks={"grant_arrangement": (OPP_WINDOW,)}),
    FloorRule(
        9,
        "gate",
        _("Een aanvraag voor een TLV rust op bewijs"),
        "WPO art. 18a; AVG art. 22",
        asks={"ask_tlv": (EVIDENCE,)},
    ),
    FloorRule(
        10,
        "gate",
        _("Ouders zien de hele verwijzing vooraf en hun kijk gaat mee"),
        "AVG art. 5; WPO art. 18a",
        asks={
            "refer": (
                zero(
                    "guardians_gezag_unknown",
                    _("Van alle ouders is vastgelegd of zij gezag hebben"),
                    "record_gezag",
                    "BW 1:251",
                ),
                zero(
                    "guardians_not_shown_referral",
                    _("Alle ouders met gezag kregen de hele verwijzing te zien"),
                    "show_referral",
                    "AVG art. 5; WPO art. 18a",
                ),
                zero(
                    "referral_views_missing",
                    _("De ouders konden hun kijk toevoegen"),
                    "add_view",
                    "AVG art. 5; WPO art. 18a",
                ),
            )
        },
    ),
    FloorRule(
        11,
        "gate",
        _("Een TLV vraagt twee onafhankelijke deskundigen met elk een eigen advies"),
        "Besluit bekostiging WPO, oud art. 34.8; Awb 6:7",
        asks={"grant_tlv": SEPARATE_VOICES, "refuse_tlv": SEPARATE_VOICES},
        bounds={"objection": Span(6, "weeks")},
    ),
    FloorRule(
        12,
        "gate",
        _("Een casus eindigt niet voordat de andere school de leerling toelaat"),
        "WPO art. 40",
        asks={"close": (ADMITTED,)},
    ),
    FloorRule(
        13,
        "invariant",
        _("Wat gelezen en geschreven is ligt vast en niemand kan dat wijzigen"),
        "AVG art. 5 en 32",
        words=frozenset({"audit_caseevent", "audit_readrow"}),
    ),
    FloorRule(
        14,
        "invariant",
        _("Ouders met gezag lezen wat definitief is; wie geen gezag heeft leest niet"),
        "AVG art. 15; BW 1:377c",
        words=frozenset({"yes"}),
    ),
    FloorRule(
        15,
        "invariant",
        _("Gegevens van de meldcode en van melders staan nooit in het dossier"),
        "WPO art. 4b; UAVG 41",
        words=frozenset({"meldcode", "veilig_thuis", "reporter", "melder"}),
    ),
    FloorRule(16, "invariant", _("Niets blijft langer bewaard dan mag"), "AVG art. 5", held=False),
    FloorRule(
        17,
        "invariant",
        _("Geen BSN, geen afkomst, geen geboorteland van ouders"),
        "UAVG art. 46",
        words=frozenset(
            {
                "bsn",
                "burgerservicenummer",
                "pgn",
                "sofinummer",
                "onderwijsnummer",
                "afkomst",
                "etniciteit",
                "ethnicity",
                "nationality",
                "nationaliteit",
                "country_of_birth",
                "geboorteland",
                "land_vader",
                "land_moeder",
                "religion",
            }
        ),
    ),
)
