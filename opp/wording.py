"""A version of the handelingsdeel as one text: what a guardian is shown, and what is kept beside the answer."""

from django.utils import translation
from django.utils.translation import gettext as _

from caseflow.languages import DUTCH, with_dutch
from opp.models import Goal, Handelingsdeel


def text_of(version: Handelingsdeel) -> str:
    """Word for word what is agreed with; versions never change once offered, so neither does this."""
    parts = [
        title_of(version),
        "",
        _("Wat de school doet:"),
        version.support,
    ]
    if version.deviations:
        parts += ["", _("Wat anders gaat dan in de klas:"), version.deviations]
    for goal in version.goals.all():
        parts += ["", *_goal(goal)]
    return "\n".join(parts)


def title_of(version: Handelingsdeel) -> str:
    return _("Handelingsdeel, versie %(number)s") % {"number": version.number}


def text_in_dutch(version: Handelingsdeel) -> str:
    """The text that binds, whoever reads it."""
    with translation.override(DUTCH):
        return text_of(version)


def text_shown(version: Handelingsdeel, *, reads: bool) -> str:
    """All that a guardian had before her when she answered, as the page has it; whose gezag is unknown may not read."""
    return with_dutch(text_of(version), text_in_dutch(version)) if reads else title_of(version)


def _goal(goal: Goal) -> list[str]:
    lines = [_("Doel (%(domain)s): %(text)s") % {"domain": goal.get_domain_display(), "text": goal.text}]
    if goal.baseline:
        lines.append(_("Waar uw kind begint: %(baseline)s") % {"baseline": goal.baseline})
    if goal.target:
        lines.append(_("Waar we naartoe werken: %(target)s") % {"target": goal.target})
    if goal.instrument_name:
        lines.append(_("Hoe we dat meten: %(instrument)s") % {"instrument": goal.instrument_name})
    return lines
