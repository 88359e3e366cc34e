"""Opening a case, taking a step, admission, and the end."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django_fsm import has_transition_perm

from caseflow import clock
from caseflow.route import clocks
from caseflow.route.acting import Deed, acting, leaving
from caseflow.route.commands.agenda import (
    clear_agenda,
    end_establishments,
    end_grants,
    lapse_proposals,
    withdraw_from_desk,
)
from caseflow.route.commands.place import check_room
from caseflow.route.commands.telling import involve, send_copies
from caseflow.route.commands.track import take_up_proposal
from caseflow.route.facting import facts_of
from caseflow.route.hands import may_do, opening_roles
from caseflow.route.models import Case, Deadline
from caseflow.route.models.referral import AT_THE_LIMIT
from caseflow.route.ruling import ExitRuling, NotYourHand
from caseflow.sop.judging import assess_start, facts_at_start
from caseflow.sop.schema import Exit, Skipping, Sop
from caseflow.sop.vocabulary import State
from pupils.errors import ChildLeft, Invalid, filled
from pupils.models import Group, Pupil
from pupils.policy import role_towards
from pupils.sop import sop_for


def open_case(pupil_id: int, *, actor: Any, reason: str, track: str = "main", received_on: date | None = None) -> Case:
    """Open a pupil's case at the first step of a track, or at its aanmelding when received in writing on a day."""
    today = clock.today()
    with transaction.atomic():
        pupil = (
            Pupil.objects.visible_to(actor)
            .select_related("school", "group")
            .select_for_update(of=("self", "school"), no_key=True)  # a new SOP moves every open case of the school
            .get(pk=pupil_id)
        )
        if pupil.has_left:
            raise ChildLeft
        version, sop = sop_for(pupil.school, today)
        route = sop.tracks.get(track)
        start = (route.aanmelding if received_on else route.first) if route else None
        if start is None:
            raise Invalid("track", _("Dit spoor kent de school niet."))
        if received_on and received_on > today:
            raise Invalid("received_on", _("Deze dag ligt in de toekomst."))
        past = Case.objects.filter(pupil=pupil, track=track).order_by("-pk").first()
        if past and past.is_open:
            raise Invalid("", _("Voor deze leerling loopt al een casus."))
        case = Case(
            pupil=pupil,
            school=pupil.school,
            track=track,
            step_since=today,
            opened_on=today,
            opened_by=actor,
            previous=past,
        )
        if not may_do(actor, case, opening_roles(sop, track), sop):
            raise NotYourHand("enter", opening_roles(sop, track))
        state = sop.steps[start].state
        ruling = ExitRuling(None, 0, "", "enter", today, (), state, to=start)
        _transition(case, state, ruling, actor, received_on or today)
        case.save()
        ruling = _asked_at_the_start(case, sop, start, ruling)
        deed = Deed(
            "open_case", case, sop, version, actor, role_towards(actor, case.pupil, today), received_on or today, ruling
        )
        answered = take_up_proposal(deed)
        deed.record(
            {"track": track, "previous": past and past.pk, **answered},
            {"reason": filled("reason", reason)},
            before=("", ""),
        )
        involve(case, sop)
    return case


def _asked_at_the_start(case: Case, sop: Sop, start: str, ruling: ExitRuling) -> ExitRuling:
    """What track and step ask of whoever comes in: the facts need the case's row, so a refusal takes it back."""
    facts = facts_of(case, facts_at_start(sop, case.track, start, ruling.on))
    found = assess_start(sop, case.track, start, facts, ruling.on)
    judged = replace(ruling, case_id=case.pk, step=start, findings=found)
    judged.enforce()
    return judged


def take_exit(case_id: int, exit_key: str, *, actor: Any, reason: str = "", seen_visit: int | None = None) -> Case:
    """Take a way out of the present step: to the next one, or to the end. Raises Refused with what is missing."""
    with leaving(case_id, exit_key, actor, seen_visit=seen_visit) as (deed, way):
        if deed.act in ("refer", "establish_handelingsverlegenheid"):
            raise NotYourHand(deed.act, ())  # these have commands of their own, which say more than a reason
        if isinstance(way, Skipping):
            filled("reason", reason)
        move(deed, way, texts={"reason": reason})
        return deed.case


def move(deed: Deed, way: Exit, *, data: dict[str, Any] | None = None, texts: dict[str, str] | None = None) -> None:
    """The transition itself and its event; what rested on the step that is left ends.

    Undoing it (commands/undo.py) takes back what this does, and must change along.
    """
    case, before = deed.case, (deed.case.state, deed.case.step)
    if not isinstance(deed.ruling, ExitRuling):
        raise TypeError("a case moves on a ruling about an exit")
    _transition(case, deed.sop.state_after(way), deed.ruling, deed.actor, deed.on)
    case.save()
    ended: dict[str, Any] = {"taken_off": clear_agenda(case)}
    if before[0] == State.REFERRED:
        withdraw_from_desk(case)
    if case.state not in AT_THE_LIMIT:
        ended["ended_establishments"] = end_establishments(case, deed.on)
    if not case.is_open:
        end_grants(case.items.values_list("pk", flat=True))
        ended["lapsed"] = lapse_proposals(case)
    told = {"exit": way.key, "ending": str(way.close or ""), **{key: ids for key, ids in ended.items() if ids}}
    event = deed.record({**told, **(data or {})}, texts, before=before)
    involve(case, deed.sop)
    send_copies(deed, way, event.pk)


def _transition(case: Case, state: State, ruling: ExitRuling, actor: Any, on: date) -> None:
    enter = getattr(case, f"enter_{state.value}")
    if not has_transition_perm(enter, actor):
        raise NotYourHand(ruling.act, ())
    enter(ruling, on)


def enrol_pupil(case_id: int, *, known_need: bool, actor: Any, group_id: int | None = None) -> Case:
    """The director's answer to an aanmelding; a need that is known already starts the OPP's six weeks."""
    with acting("enrol", case_id, actor) as deed:
        pupil = deed.case.pupil
        if pupil.enrolled_on is not None:
            raise Invalid("", _("Deze leerling is al ingeschreven."))
        pupil.enrolled_on = deed.on
        if group_id is not None:
            pupil.group = Group.objects.filter(school=deed.case.school_id, pk=group_id).first()
            if pupil.group is None:
                raise Invalid("group", _("Kies een groep van deze school."))
        check_room(deed, pupil.group)
        pupil.save(update_fields=["enrolled_on", "group"])
        event = deed.record({"known_need": known_need})
        if known_need or deed.sop.opp.whom == "every_pupil":
            term = clocks.opp_within(deed.sop, deed.owner, deed.on)
            clocks.open_clock(deed.case, deed.version, term, event.pk, deed.on)
        return deed.case


def extend_term(case_id: int, *, reason: str, actor: Any) -> Deadline:
    """Extend, once, the term that the present step lets be extended (WPO art. 40: 6 + 4 weeks)."""
    with acting("extend_term", case_id, actor) as deed:
        term = clocks.extend(deed.case, deed.sop)
        if term is None:
            raise Invalid("", _("Hier is geen termijn die nog verlengd kan worden."))
        deed.record({"deadline": term.pk, "extended_to": term.extended_to}, {"reason": filled("reason", reason)})
        return term


def record_admission(case_id: int, *, school: str, on: date, actor: Any) -> Case:
    """Another school admitted the pupil on a day; from then the zorgplicht is theirs (WPO art. 40)."""
    with acting("record_admission", case_id, actor) as deed:
        if on > deed.on:
            raise Invalid("on", _("Leg de toelating vast op of na de dag waarop zij ingaat."))
        deed.case.admitted_on, deed.case.admitted_to = on, filled("school", school)
        deed.case.save()
        deed.record({"admitted_on": on}, {"school": school})
        return deed.case
