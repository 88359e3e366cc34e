"""The OPP itself: drawn up, talked over with the guardians, set, and ended."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from caseflow.route import clocks
from caseflow.route.acting import Deed, SomeoneWasFirst, acting
from caseflow.route.models import Task
from opp.commands.goals import GoalInput
from opp.commands.handelingsdeel import write_version
from opp.models import Handelingsdeel, Opp, PupilVoice
from opp.queries import open_opp
from pupils.errors import Invalid, filled


def draw_up_opp(
    case_id: int,
    *,
    destination: str,
    grounds: str,
    stimulating: str,
    hindering: str,
    support: str,
    deviations: str,
    goals: Sequence[GoalInput],
    actor: Any,
) -> Opp:
    """Write the perspective and the first version of the handelingsdeel; a draft is written anew."""
    with acting("draw_up_opp", case_id, actor) as deed:
        opp = _draft(deed)
        texts = {
            "destination": filled("destination", destination),
            "grounds": filled("grounds", grounds),
            "stimulating": filled("stimulating", stimulating),
            "hindering": filled("hindering", hindering),
        }
        changed = opp.pk is not None and any(getattr(opp, name) != text for name, text in texts.items())
        for name, text in texts.items():
            setattr(opp, name, text)
        if changed:
            _ask_anew(opp, deed.on)
        opp.save()
        version, written = write_version(deed, opp, support, deviations, goals)
        deed.record({"opp": opp.pk, "handelingsdeel": version.pk, "goals": version.goals.count()}, {**texts, **written})
        return opp


def _ask_anew(opp: Opp, on: date) -> None:
    """Guardians and pupil spoke of another text: neither counts for this one. What they said stays in the events."""
    overtaken = PupilVoice.objects.filter(opp=opp, moment="setting", overtaken_on=None).update(overtaken_on=on)
    if opp.consulted_on or overtaken:
        opp.consulted_on, opp.consultation, opp.rewritten_on = None, "", on


def _draft(deed: Deed) -> Opp:
    opp = open_opp(deed.case)
    if opp is None:
        _no_other(deed)
        return Opp(case=deed.case, pupil=deed.case.pupil, drawn_up_on=deed.on, drawn_up_by=deed.actor)
    if opp.state != Opp.DRAFT:
        raise Invalid("", _("Er is al een OPP van kracht. Maak een nieuwe versie van het handelingsdeel."))
    return opp


def _no_other(deed: Deed) -> None:
    if Opp.objects.running().filter(pupil=deed.case.pupil_id).exclude(case=deed.case).exists():
        raise Invalid("", _("Voor deze leerling loopt in een andere casus al een OPP."))


def _open(deed: Deed) -> Opp:
    opp = open_opp(deed.case)
    if opp is None:
        raise SomeoneWasFirst  # the law asks for one before each act that comes here
    return opp


def consult_guardians(case_id: int, *, on: date, text: str, actor: Any) -> Opp:
    """The talk with the guardians that aims at agreement on the perspective; they have no veto there (domain §1.1)."""
    with acting("consult_guardians", case_id, actor, guardians_word=True) as deed:
        opp = _open(deed)
        if on > deed.on:
            raise Invalid("on", _("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag."))
        if on < deed.case.opened_on:
            raise Invalid("on", _("Deze dag ligt voor het begin van deze casus."))
        opp.consulted_on, opp.consultation = on, filled("text", text)
        opp.save()
        deed.record({"opp": opp.pk, "on": on}, {"consultation": opp.consultation})
        return opp


def set_perspective(case_id: int, *, actor: Any) -> Opp:
    """The OPP comes into force: the six weeks are met, the half year to its evaluation starts (domain §2.1)."""
    with acting("set_perspective", case_id, actor) as deed:
        opp = _open(deed)
        if opp.state != Opp.DRAFT:
            raise Invalid("", _("Het perspectief is al vastgesteld."))
        _no_other(deed)
        opp.put_in_force(deed.ruling, deed.on)
        if Handelingsdeel.objects.filter(opp=opp, disputed_on__isnull=False).exists():
            opp.begin_support(deed.on, Opp.DISPUTED, deed.sop.handelingsverlegenheid.period)
        opp.save()
        event = deed.record({"opp": opp.pk, "structural_support_since": opp.structural_support_on})
        term = clocks.opp_evaluation(deed.sop, deed.owner, deed.on, None)
        clocks.open_clock(deed.case, deed.version, term, event.pk, deed.on)
        _to_administration(deed, event.pk)
        return opp


def end_opp(case_id: int, *, reason: str, talked_over_on: date | None = None, actor: Any) -> Opp:
    """The OPP ends, with its reason and the day it was talked over; its running terms stop. A draft lapses.

    Of a child that died nobody has to talk that over with the parents.
    """
    with acting("end_opp", case_id, actor) as deed:
        opp = _open(deed)
        if talked_over_on is None:
            if not deed.case.pupil.died:
                raise Invalid("talked_over_on", _("Vul dit nog in."))
        elif talked_over_on > deed.on:
            raise Invalid("talked_over_on", _("Bespreek het einde eerst met de ouders. Deze dag is nog niet geweest."))
        elif talked_over_on < (opp.in_force_on or opp.drawn_up_on):
            raise Invalid("talked_over_on", _("Toen was dit OPP er nog niet. Kijk de datum na."))
        was_in_force = opp.state == Opp.IN_FORCE
        opp.end(deed.ruling, deed.on, filled("reason", reason), talked_over_on)
        opp.save()
        Handelingsdeel.objects.unsettled().filter(opp=opp).update(superseded_on=deed.on)
        data = {"opp": opp.pk, "in_force_since": opp.in_force_on, "talked_over_on": talked_over_on}
        event = deed.record(data, {"reason": opp.end_reason})
        if was_in_force:
            _to_administration(deed, event.pk)
        return opp


def _to_administration(deed: Deed, event_id: int) -> None:
    """The register knows only an OPP's first and last day; people enter those (domain §1.5)."""
    Task.objects.create(case=deed.case, kind="opp_dates", owner_role=deed.owner, because=event_id, on=deed.on)
