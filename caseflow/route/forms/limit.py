"""The form by which somebody judges one of the school's limits; and the ways to what is recorded beside a case."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from caseflow.route.commands.limit import judge_limit
from caseflow.route.doors import ActForm, Door, opens
from caseflow.route.forms.case import runs_hgw
from caseflow.route.models import LimitJudgement
from caseflow.route.viewing import View
from caseflow.sop.schema.support import Limit
from pupils.fields import Pick, Words, offer


class JudgeLimit(ActForm):
    limit = Pick(_("Welke grens van de ondersteuning?"))
    word = Pick(_("Wat is je oordeel?"), LimitJudgement.WORDS, beside=True)
    reasons = Words(
        _("Waar baseer je dat op?"),
        rows=5,
        help_text=_("Kijk naar dit kind: wat heeft het nodig, en wat kan de school bieden? De ouders lezen dit."),
    )

    def prepare(self) -> None:
        own = [(key, told(one)) for key, one in self.view.sop.limits.items() if self.view.may("judge_limit", key)]
        offer(self, "limit", own)
        self.fields["limit"].initial = own[0][0] if len(own) == 1 else None


def told(limit: Limit) -> str:
    """The limit as the profile explains it, what comes instead, and where it says so: what the judgement is about."""
    why = _("Keuze van de school: %(why)s") % {"why": limit.why}
    explained = f"{limit.name}: {limit.text}" if limit.text else limit.name
    instead = _("Wat dan wel: %(alternative)s") % {"alternative": limit.alternative}
    return f"{explained} – {instead} ({why if limit.cite == 'own choice' else limit.cite})"


def _of_pupil(name: str) -> Callable[[View], str]:
    return lambda view: reverse(name, args=[view.case.pupil_id])


opens(
    Door(
        "judge_limit",
        JudgeLimit,
        judge_limit,
        done=_("Je oordeel is vastgelegd."),
        intro=_("Een grens is nooit vanzelf bereikt. Mensen kijken naar dit ene kind, en schrijven op waarom."),
    )
)
opens(Door("record_measurement", elsewhere=_of_pupil("pupils:measure"), may=runs_hgw))
opens(Door("hold_session", elsewhere=_of_pupil("pupils:pupil"), may=runs_hgw))
opens(Door("record_absence", elsewhere=_of_pupil("pupils:absence"), may=runs_hgw))
opens(Door("record_incident", elsewhere=_of_pupil("pupils:incident"), may=lambda view: bool(view.roles)))
