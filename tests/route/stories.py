"""How a case comes to the point where guardians, outsiders or the desk have something to do: through the commands."""

from datetime import timedelta
from typing import Any

from django.test import Client

from caseflow import clock
from caseflow.drafts.tokens import FIELD, issue
from caseflow.route.asking import mark_of, planned, question_of, recipients_of
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.commands.desk import add_expert_advice
from caseflow.route.commands.establishing import record_ground_not_to_wait
from caseflow.route.commands.referral import prepare_referral, send_referral, show_referral
from caseflow.route.commands.referral_word import add_view
from caseflow.route.commands.talk import invite_guardians, plan_item, share_item
from caseflow.route.models import Case, DeskCase, Item, Referral
from caseflow.sop.vocabulary import RoleKind
from pupils.hats import CHOSEN, Side
from pupils.models import Consent, Person, Pupil
from tests.world import REAL, World, make_world

QUESTION = "Wat helpt Sam bij het lezen?"


def crescendo() -> World:
    return make_world(REAL / "kbs-crescendo.yaml")


def sign_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at_work(person: Person) -> Client:
    """Signed in with the hat of her work on, for who has two."""
    client = sign_in(person)
    session = client.session
    session[CHOSEN] = Side.WORK
    session.save()
    return client


def post(person: Person, url: str, **data: Any) -> Any:
    """Send a form as its page would, with a token of its own, by who has chosen the hat of that page."""
    client = sign_in(person)
    session = client.session
    session[CHOSEN] = Side.OWN_CHILD if url.startswith("/ouders/") else Side.WORK
    session.save()
    return client.post(url, {FIELD: issue(person, url), **data})


def case_at(world: World, step: str, pupil: Pupil | None = None, **fields: Any) -> Case:
    """A case that stands at a step; how it came there is another test's."""
    today = clock.today()
    return Case.objects.create(
        pupil=pupil or world.pupil,
        school=world.school,
        track=fields.pop("track", "main"),
        state=str(world.sop.steps[step].state),
        step=step,
        step_since=today,
        visits=1,
        opened_on=today,
        opened_by=world.people[world.sop.steps[step].owner[0]],
        **fields,
    )


def asked(world: World) -> tuple[Case, Item, Consent]:
    """A talk is planned with people from outside, and the guardians are asked."""
    ib_er, case = world.of_kind(RoleKind.IB_ER), case_at(world, "zorgteam")
    item = plan_item(case.pk, on=clock.today() + timedelta(days=7), question=QUESTION, actor=ib_er)
    invite_guardians(case.pk, actor=ib_er)
    return case, item, ask_consent(case.pk, actor=ib_er)


def question_seen(world: World, case: Case) -> str:
    """By which the form knows that the question about the planned talk was shown."""
    item = planned(case)
    assert item is not None
    people = recipients_of(case, world.sop, item.purpose).values()
    return mark_of(question_of(case, world.sop, item.purpose, people, clock.today()))


def guardians_say_yes(world: World, case: Case, purpose: str) -> Consent:
    """The guardians are asked about a purpose, and all say yes."""
    consent = ask_consent(case.pk, purpose=purpose, actor=world.of_kind(RoleKind.IB_ER))
    for guardian in world.guardians:
        answer_consent(consent.pk, answer="given", actor=guardian.person)
    return consent


def shared(world: World) -> tuple[Case, Item, Consent]:
    """The guardians said yes and those from outside may read."""
    case, item, consent = asked(world)
    for guardian in world.guardians:
        answer_consent(consent.pk, answer="given", actor=guardian.person)
    share_item(case.pk, actor=world.of_kind(RoleKind.IB_ER))
    return case, item, consent


def shown(world: World, asks: str = "tlv") -> Referral:
    """The whole referral lies before the guardians."""
    ib_er = world.of_kind(RoleKind.IB_ER)
    case = case_at(world, "handelingsverlegen")
    record_ground_not_to_wait(case.pk, ground="Er is gevaar.", actor=world.of_kind(RoleKind.DIRECTOR))
    prepare_referral(case.pk, exit_key="verwijzing_swv", asks=asks, question=QUESTION, actor=ib_er)
    return show_referral(case.pk, actor=ib_er)


def sent(world: World, asks: str = "tlv") -> DeskCase:
    """It lies at the desk."""
    referral = shown(world, asks)
    for guardian in world.guardians:
        add_view(referral.pk, view="Wij willen dit ook.", actor=guardian.person)
    send_referral(
        referral.case_id, "verwijzing_swv", reason="Wij kunnen niet verder.", actor=world.of_kind(RoleKind.DIRECTOR)
    )
    return DeskCase.objects.get(handover=referral.handover)


def advised(world: World) -> DeskCase:
    """Two experts each gave an advice of their own."""
    desk_case = sent(world)
    for expert in world.experts:
        add_expert_advice(desk_case.pk, text=f"Advies van {expert.pk}", actor=expert)
    return desk_case
