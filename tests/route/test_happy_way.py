"""The happy way, over HTTP: the goals are reached, the OPP is ended together, the child goes on in the group, all done.

How the case came to its OPP is the walker's; from there on everything is a page that somebody opens and sends.
"""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.audit.chain import verify
from caseflow.drafts.tokens import FIELD
from caseflow.route.models import Case, Deadline
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import Ending, RoleKind, State
from opp.models import Flag, Goal, Opp
from tests.route.stories import crescendo, sign_in
from tests.walk.walker import Walker

pytestmark = pytest.mark.django_db
TOKEN = re.compile(f'name="{FIELD}" value="([^"]+)"')


class Visit:
    """Somebody who opens a page, fills in its form, and is led on."""

    def __init__(self, person: Any) -> None:
        self.client: Client = sign_in(person)

    def reads(self, url: str) -> str:
        answer = self.client.get(url)
        assert answer.status_code == 200, (url, answer.status_code)
        return answer.content.decode()

    def sends(self, url: str, **words: Any) -> str:
        """The form with the token that the page gave; back comes the page to which it leads."""
        token = TOKEN.findall(self.reads(url))[-1]
        answer = self.client.post(url, {FIELD: token, **words}, follow=True)
        assert answer.redirect_chain, re.findall(r"<li>(.*?)</li>", answer.content.decode())
        return answer.content.decode()


def act(case: Case, name: str) -> str:
    return reverse("route:act", args=[case.pk, name])


def test_goals_reached_and_back_to_the_group() -> None:
    world = crescendo()
    walker = Walker(world, date(2025, 9, 8))
    case = walker.walk_to("main", "opp")
    ib_er, mother = Visit(world.of_kind(RoleKind.IB_ER)), Visit(world.guardians[0].person)
    with clock.at(walker.today + timedelta(days=150)):
        evaluate(ib_er, case)
        sweep()
        assert not Flag.objects.exists()
        assert "De doelen zijn gehaald" in mother.reads(evaluation_page(case))
        end_together(ib_er, case)
        go_back_and_close(ib_er, case)
        assert "Dit is afgerond." in mother.reads(reverse("route:guardian_child", args=[case.pupil_id]))
    assert verify(case.chain) == []


def evaluate(ib_er: Visit, case: Case) -> None:
    heard = {"moment": "evaluating", "how": "self", "by": "de juf", "words": "Het lukt!", "influence": "Gevierd."}
    ib_er.sends(act(case, "hear_pupil"), **heard)
    scores = {f"score_{goal.pk}": "1" for goal in Goal.objects.filter(handelingsdeel__opp__case=case)}
    said = {
        "support_held": 95,
        "guardians_present": "yes",
        "held_on": clock.today().isoformat(),
        "conclusion": "De doelen zijn gehaald.",
    }
    page = ib_er.sends(act(case, "evaluate_opp"), **scores, **said)
    assert "De evaluatie is vastgelegd." in page
    assert case.opps.get().evaluations.get().verdict == "progress"


def evaluation_page(case: Case) -> str:
    return reverse("opp:guardian_evaluation", args=[case.opps.get().evaluations.get().pk])


def end_together(ib_er: Visit, case: Case) -> None:
    """Until the OPP is ended, the way back to the group says that this is what it waits for."""
    back = reverse("route:exit", args=[case.pk, "hgw"])
    assert "Het OPP is beëindigd" in ib_er.reads(back)
    assert Deadline.objects.running().filter(case=case, rule="opp_evaluation").exists()
    ib_er.sends(act(case, "end_opp"), reason="De doelen zijn gehaald.", talked_over_on=clock.today().isoformat())
    assert case.opps.get().state == Opp.ENDED
    assert not Deadline.objects.running().filter(case=case, rule="opp_evaluation").exists()


def go_back_and_close(ib_er: Visit, case: Case) -> None:
    at = {"seen_visit": Case.objects.get(pk=case.pk).visits}
    ib_er.sends(reverse("route:exit", args=[case.pk, "hgw"]), reason="De doelen zijn gehaald.", **at)
    assert Case.objects.get(pk=case.pk).state == State.BASISONDERSTEUNING
    close = reverse("route:exit", args=[case.pk, f"close-{Ending.SUPPORT_ENDED}"])
    page = ib_er.sends(close, reason="In de groep gaat het goed.", seen_visit=at["seen_visit"] + 1)
    closed = Case.objects.get(pk=case.pk)
    assert (closed.state, closed.ending) == (State.CLOSED, Ending.SUPPORT_ENDED)
    assert "ondersteuning afgerond" in page
