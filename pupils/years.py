"""Jaargroepen in words: as groups, or as the phases of a school that speaks of those."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from caseflow.sop.schema import Sop
from caseflow.sop.schema.offer import Phase
from pupils.models import Group


def years_words(years: Iterable[int], phases: Iterable[Phase] = ()) -> str:
    """ "groep 3 t/m 8", "groep 1 en 2", "groep 6", or the names of the school's phases; "" for all years.

    Years that are no whole phases are told as groups: a phase of which a part is left out would promise too much.
    """
    wanted = sorted(set(years))
    if not wanted:
        return ""
    whole = [phase for phase in phases if set(phase.years) <= set(wanted)]
    if {year for phase in whole for year in phase.years} == set(wanted):
        names = [phase.name for phase in whole]
        return (
            _("%(names)s en %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]} if names[1:] else names[0]
        )
    if len(wanted) > 2 and wanted[-1] - wanted[0] == len(wanted) - 1:
        return _("groep %(first)d t/m %(last)d") % {"first": wanted[0], "last": wanted[-1]}
    if len(wanted) == 1:
        return _("groep %(year)d") % {"year": wanted[0]}
    return _("groep %(years)s en %(last)d") % {"years": ", ".join(map(str, wanted[:-1])), "last": wanted[-1]}


def years_of(group: Group | None, sop: Sop | None) -> str:
    """What a group is beside its name: in which phase of the school, or its jaargroepen; "" where its name says it."""
    if group is None:
        return ""
    own = sop.phases.values() if sop else ()
    phases = [phase.name for phase in own if not group.jaargroepen.isdisjoint(phase.years)]
    if phases:
        return ", ".join(name for name in phases if name not in group.name)
    return _("groep %(years)s") % {"years": group.years} if group.years not in group.name else ""
