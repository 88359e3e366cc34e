"""What the gates of the floor ask, each requirement with its paragraph and the act that would make it true."""

from caseflow.sop.rules import Group, Need, need, zero
from caseflow.sop.vocabulary import Ending, gettext_noop

_ = gettext_noop


def nobody_outside_or(say: str, cite: str, *needs: Need | Group) -> Group:
    inside = zero("outsiders_on_item", _("Er is niemand van buiten de school bij"), "", cite)
    return Group(any=(inside, *needs), say=say, cite=cite)


WPO = "WPO art. 40a"
AVG = "AVG art. 6, 7 en 9"
OBJECTION = zero("consent_objections", _("Geen van de ouders heeft bezwaar gemaakt"), "answer_consent", "BW 1:253i")
INVITED = zero("guardians_not_invited", _("Alle ouders met gezag zijn uitgenodigd"), "invite_guardians", "NJi")
CONSENTED = Group(
    all=(
        zero(
            "guardians_gezag_unknown",
            _("Van alle ouders is vastgelegd of zij gezag hebben"),
            "record_gezag",
            "BW 1:251",
        ),
        zero(
            "recipients_not_asked",
            _("Aan de ouders is toestemming gevraagd voor iedere genodigde van buiten"),
            "ask_consent",
            AVG,
        ),
        zero(
            "recipients_without_consent",
            _("De ouders gaven toestemming voor iedere genodigde van buiten"),
            "answer_consent",
            AVG,
        ),
    ),
    say=_("De ouders gaven vooraf toestemming voor iedere genodigde van buiten"),
    cite=AVG,
)
TWELVE = Group(
    any=(
        need("pupil_born_on", _("De leerling is nog geen 12 jaar"), "", "NJi", within="12 years"),
        need("pupil_invited_on", _("De leerling is uitgenodigd"), "invite_pupil", "NJi", known=True),
    ),
    say=_("Een leerling vanaf 12 jaar is zelf ook uitgenodigd"),
    cite="NJi",
)
SEPARATE_VOICES = (
    need(
        "expert_advices",
        _("Twee onafhankelijke deskundigen gaven elk een eigen advies"),
        "add_expert_advice",
        "Besluit bekostiging WPO, oud art. 34.8",
        min=2,
    ),
    need(
        "lead_expert_advices",
        _("Een van hen is orthopedagoog of psycholoog"),
        "add_expert_advice",
        "Besluit bekostiging WPO, oud art. 34.8",
        min=1,
    ),
)


def heard(moment: str) -> tuple[Need]:
    say = _("De leerling is gehoord; zijn bijdrage en wat ermee is gedaan staan erbij")
    return (need("pupil_heard_on", say, "hear_pupil", f"{WPO}, hoorrecht (Kamerstuk 36443)", of=moment, known=True),)


EVIDENCE = Group(
    any=(
        Group(
            all=(
                need("opp_in_force_since", _("Er is een OPP van kracht"), "set_perspective", WPO, known=True),
                need(
                    "structural_support_since",
                    _("De ondersteuning is begonnen"),
                    "put_in_force",
                    WPO,
                    known=True,
                ),
                need("evaluations_held", _("Het OPP is ten minste één keer geëvalueerd"), "evaluate_opp", WPO, min=1),
                need(
                    "last_evaluation_on",
                    _("De laatste evaluatie was na de minimale periode van ondersteuning"),
                    "evaluate_opp",
                    WPO,
                    after={"fact": "evidence_counts_from", "plus": "0 days"},
                ),
                need(
                    "interventions_with_effect",
                    _("Van de interventies is het effect vastgelegd"),
                    "close_hgw_cycle",
                    "WPO art. 18a",
                    min=1,
                ),
            ),
            say=_(
                "De aanvraag rust op een OPP dat na de minimale periode is geëvalueerd, met interventies en hun effect"
            ),
            cite="WPO art. 18a",
        ),
        need(
            "ground_not_to_wait_on",
            _("De directeur legde vast waarom wachten niet kan"),
            "record_ground_not_to_wait",
            "WPO art. 18a",
            known=True,
        ),
    ),
    say=_("Een aanvraag voor een TLV rust op bewijs"),
    cite="WPO art. 18a",
)
OPP_WINDOW = Group(
    any=(
        need(
            "arrangement_proposed_extra",
            _("Het arrangement hoort bij de basisondersteuning"),
            "",
            WPO,
            **{"is": False},
        ),
        Group(
            all=(
                zero("extra_arrangements_granted", _("Het is de eerste toekenning van extra ondersteuning"), "", WPO),
                zero("opp_windows_missed", _("De zes weken voor een OPP zijn niet verstreken"), "set_perspective", WPO),
            ),
            say=_("Het is de eerste toekenning, en de zes weken voor een OPP zijn niet verstreken"),
            cite=WPO,
        ),
        need("opp_in_force_since", _("Er is een OPP van kracht"), "set_perspective", WPO, known=True),
        need("opp_due_on", _("De zes weken voor het OPP lopen nog"), "", WPO, ahead=True),
    ),
    say=_("Extra ondersteuning vraagt een OPP, of de zes weken daarvoor lopen nog"),
    cite=WPO,
)
ADMITTED = Group(
    any=(
        Group(
            all=(
                need(
                    "ending",
                    _("De casus sluit niet door verwijzing naar een andere school"),
                    "",
                    "WPO art. 40",
                    **{"not": (Ending.ADMITTED_REGULAR.value, Ending.ADMITTED_SPECIAL.value)},
                ),
                need(
                    "place_sought",
                    _("Er wordt geen andere school voor de leerling gezocht"),
                    "",
                    "WPO art. 40",
                    **{"is": False},
                ),
            ),
            say=_("De casus sluit zonder dat een andere school wordt gezocht"),
            cite="WPO art. 40",
        ),
        need(
            "admitted_on",
            _("De andere school heeft de leerling toegelaten"),
            "record_admission",
            "WPO art. 40",
            past="0 days",
        ),
    ),
    say=_("De zorgplicht blijft bij de school tot een andere school de leerling toelaat"),
    cite="WPO art. 40",
)
