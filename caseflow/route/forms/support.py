"""Forms of the arrangement."""

from django.utils.translation import gettext_lazy as _

from caseflow.route.commands.support import decide_arrangement, end_arrangement, propose_arrangement
from caseflow.route.doors import ActForm, Door, opens
from caseflow.route.models import Arrangement
from caseflow.sop.vocabulary import Part
from pupils.fields import Day, Number, Pick, Words, Yes, offer


class ProposeArrangement(ActForm):
    key = Pick(_("Welk arrangement?"))
    goal = Words(_("Wat moet het opleveren voor dit kind?"))
    hours = Number(_("Hoeveel uur per week?"), min_value=1, max_value=40)
    starts_on = Day(_("Van"))
    ends_on = Day(_("Tot en met"))

    def prepare(self) -> None:
        sop = self.view.sop
        kinds = {"extra": _("extra ondersteuning"), "basis": _("basisondersteuning")}
        by = {key: f"{partner.name}, " for key, partner in sop.partners.items()}
        named = {key: f"{by.get(one.partner or '', '')}{kinds[one.support]}" for key, one in sop.arrangements.items()}
        offer(self, "key", [(key, f"{one.name} ({named[key]})") for key, one in sop.arrangements.items()])


class DecideArrangement(ActForm):
    grant = Yes(_("Wat besluit je?"), yes=_("Toekennen"), no=_("Niet toekennen"))
    reasons = Words(_("Waarom?"), help_text=_("De ouders en de intern begeleider lezen dit."))


class EndArrangement(ActForm):
    outcome = Pick(_("Wat heeft het opgeleverd?"), Arrangement.OUTCOMES, beside=True)
    evaluation = Words(_("Waaraan zie je dat?"))


opens(
    Door(
        "propose_arrangement",
        ProposeArrangement,
        propose_arrangement,
        done=_("Het voorstel ligt klaar voor een besluit."),
        intro=_("Een voorstel is nog geen besluit. Dat volgt daarna, met redenen."),
    )
)
opens(
    Door(
        "grant_arrangement",
        DecideArrangement,
        decide_arrangement,
        done=_("Het besluit is vastgelegd."),
        always=True,
        part=Part.ARRANGEMENT,
    )
)
opens(Door("end_arrangement", EndArrangement, end_arrangement, done=_("Het arrangement is geëvalueerd en beëindigd.")))
