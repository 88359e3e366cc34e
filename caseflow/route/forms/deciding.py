"""Forms before a step is taken: a proposal, a question to a body outside and its answer, and where a child is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caseflow.route.commands.deciding import ask_body, propose_exit, record_body_answer
from caseflow.route.commands.place import put_on_waiting_list, record_placement
from caseflow.route.doors import ActForm, Door, opens, ways
from caseflow.route.hands import proposers
from caseflow.route.models import BodyQuestion, Placement, Proposal, WaitingPlace
from caseflow.route.viewing import View
from pupils.fields import Day, Line, Pick, Words, offer
from pupils.models import Group


class ProposeExit(ActForm):
    exit_key = Pick(_("Welke stap stel je voor?"))
    reason = Words(_("Waarom?"), help_text=_("Wie het bekrachtigt, leest dit."))

    def prepare(self) -> None:
        _choose(self, "exit_key", to_propose(self.view))


class AskBody(ActForm):
    body = Pick(_("Aan wie vraag je het?"))
    question = Words(_("Wat is de vraag?"), rows=2)

    def prepare(self) -> None:
        _choose(self, "body", bodies_here(self.view, waiting=False))


class BodyAnswer(ActForm):
    body = Pick(_("Van wie is het antwoord?"))
    answer = Pick(_("Wat vinden zij?"), BodyQuestion.ANSWERS)
    text = Words(_("Wat schreven zij?"), rows=4, help_text=_("Neem over wat in de brief staat."))

    def prepare(self) -> None:
        _choose(self, "body", bodies_here(self.view, waiting=True))


class RecordPlacement(ActForm):
    school = Line(_("Op welke school krijgt de leerling les?"))
    starts_on = Day(_("Van"))
    ends_on = Day(_("Tot en met"))
    zorgplicht = Pick(_("Bij wie ligt de zorgplicht in die tijd?"), Placement.HOLDERS, beside=True)


class WaitForPlace(ActForm):
    group_id = forms.TypedChoiceField(label=_("Voor welke groep?"), coerce=int)

    def prepare(self) -> None:
        groups = Group.objects.filter(school=self.view.case.school_id).values_list("pk", "name")
        offer(self, "group_id", list(groups))
        self.fields["group_id"].initial = waiting_for(self.view)


def _choose(form: ActForm, name: str, choices: list[tuple[str, str]]) -> None:
    """One of which there is no other is chosen already; it stays in sight, for it says what the form is about."""
    offer(form, name, choices)
    form.fields[name].initial = choices[0][0] if len(choices) == 1 else None


def bodies_here(view: View, *, waiting: bool) -> list[tuple[str, str]]:
    """Whose judgement a way out of this step asks: those whose answer is waited for, or those who can be asked."""
    keys = dict.fromkeys(way.body for way in ways(view) if way.body)
    asked = set(
        BodyQuestion.objects.filter(case=view.case, visit=view.case.visits, answered_on=None).values_list(
            "body", flat=True
        )
        if keys
        else ()
    )
    return [(key, view.sop.bodies[key].name) for key in keys if (key in asked) is waiting]


def to_propose(view: View) -> list[tuple[str, str]]:
    """The ways out that wait for this person's proposal."""
    hers = [way for way in ways(view) if way.ratifies and view.holds(proposers(view.sop, view.case.step, way))]
    made = set(
        Proposal.objects.filter(case=view.case, visit=view.case.visits).values_list("exit", flat=True) if hers else ()
    )
    return [(way.key, way.name) for way in hers if way.key not in made]


def waiting_for(view: View) -> int | None:
    """The group on whose list the child stands."""
    return WaitingPlace.objects.filter(case=view.case).values_list("group_id", flat=True).first()


def _asks(act: str, *, waiting: bool) -> Any:
    return lambda view: view.may(act) and bool(bodies_here(view, waiting=waiting))


def _proposes(view: View) -> bool:
    return view.may("propose_exit") and bool(to_propose(view))


def _can_wait(view: View) -> bool:
    """There is a list, and a group on whose list the child does not stand yet."""
    if not (view.may("put_on_waiting_list") and view.sop.admission and view.sop.admission.waiting_list):
        return False
    groups = Group.objects.filter(school=view.case.school_id).values_list("pk", flat=True)
    return bool({*groups} - {waiting_for(view)})


opens(
    Door(
        "propose_exit",
        ProposeExit,
        propose_exit,
        done=_("Het voorstel ligt klaar."),
        intro=_("Een voorstel is nog geen besluit: een ander bekrachtigt het, en krijgt er bericht van."),
        may=_proposes,
    )
)
opens(
    Door(
        "ask_body",
        AskBody,
        ask_body,
        done=_("De vraag is gesteld; hun termijn loopt."),
        may=_asks("ask_body", waiting=False),
    )
)
opens(
    Door(
        "record_body_answer",
        BodyAnswer,
        record_body_answer,
        done=_("Het oordeel is vastgelegd."),
        may=_asks("record_body_answer", waiting=True),
    )
)
opens(
    Door(
        "record_placement",
        RecordPlacement,
        record_placement,
        done=_("Vastgelegd waar de leerling les krijgt."),
        intro=_("De leerling blijft hier ingeschreven. Leg altijd een einddatum vast."),
    )
)
opens(
    Door(
        "put_on_waiting_list",
        WaitForPlace,
        put_on_waiting_list,
        done=_("De leerling staat op de wachtlijst."),
        intro=_("Wie het langst wacht, is het eerst aan de beurt. Wachten is geen afwijzing: de termijn loopt door."),
        may=_can_wait,
    )
)
