"""What happens at a school before one looks: each a line through the real commands."""

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

from caseflow import clock
from caseflow.route.commands import case as cases
from caseflow.route.commands import deciding, establishing, limit, place, referral, referral_word, support, talk
from caseflow.route.commands import sop as life
from caseflow.route.commands.consent import answer_consent, ask_consent
from caseflow.route.commands.paper import write_document
from caseflow.route.models import Case, DeskCase
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import RoleKind
from opp.commands import evaluation, perspective
from opp.models import Handelingsdeel
from pupils.models import Pupil
from tests.cast import answer, make_consent
from tests.keys.looking import DAY, Look, school_document, written
from tests.law.school import Story, goal

Doing = Callable[[Look], Any]
EVALUATED = DAY + timedelta(days=220)  # more than seven months later


@cache
def opens(by: str, track: str = "main", received: bool = False) -> Doing:
    """A case is opened: at once at school, or received in writing today."""

    def happens(look: Look) -> Case:
        on = DAY if received else None
        return cases.open_case(look.world.pupil.pk, actor=look.person(by), reason="zorg", track=track, received_on=on)

    return happens


@cache
def takes(step: str, key: str, by: str) -> Doing:
    def happens(look: Look) -> Case:
        return cases.take_exit(look.case(step).pk, key, actor=look.person(by), reason="zo besloten")

    return happens


@cache
def enrols(by: str, *, known_need: bool = True, grouped: bool = False, full: bool = False) -> Doing:
    def happens(look: Look) -> Case:
        opened = opens(by, received=True)(look)
        if full:
            Pupil.objects.filter(pk=look.world.new_pupil().pk).update(enrolled_on=DAY - timedelta(days=9))
        group = look.world.group.pk if grouped else None
        return cases.enrol_pupil(opened.pk, known_need=known_need, group_id=group, actor=look.person(by))

    return happens


@cache
def extends(by: str) -> Doing:
    def happens(look: Look) -> Any:
        opened = opens(by, received=True)(look)
        return cases.extend_term(opened.pk, reason="meer tijd", actor=look.person(by))

    return happens


@cache
def waits_for_place(by: str) -> Doing:
    def happens(look: Look) -> Any:
        opened = opens(by, received=True)(look)
        return place.put_on_waiting_list(opened.pk, group_id=look.world.group.pk, actor=look.person(by))

    return happens


@cache
def plans(step: str, by: str, *invited: str, kind: str = "hold_meeting", days: int = 30, times: int = 1) -> Doing:
    """A talk (or more of them, about a child each): with the standing members, or with these roles."""

    def happens(look: Look) -> Any:
        people = [look.person(role).pk for role in invited] if invited else None
        for number in range(times):
            one = look.case(step) if number == 0 else look.case(step, pupil=look.world.new_pupil())
            talk.plan_item(
                one.pk, on=DAY + timedelta(days=days + number), question="wat helpt?", kind=kind, invite=people,
                actor=look.person(by),
            )  # fmt: skip

    return happens


@cache
def asks_consent(step: str, by: str, *invited: str, purpose: str = "", kind: str = "hold_meeting") -> Doing:
    """Of a planned talk, or of a purpose by name."""

    def happens(look: Look) -> Any:
        if purpose:
            return ask_consent(look.case(step).pk, purpose=purpose, actor=look.person(by))
        plans(step, by, *invited, kind=kind)(look)
        return ask_consent(Case.objects.get().pk, actor=look.person(by))

    return happens


@cache
def refuses_consent(by: str, purpose: str) -> Doing:
    """At the case that is there, a guardian says no."""

    def happens(look: Look) -> Any:
        asked = ask_consent(Case.objects.get().pk, purpose=purpose, actor=look.person(by))
        return answer_consent(asked.pk, answer="refused", actor=look.world.guardians[0].person)

    return happens


@cache
def consented(*purposes: str) -> Doing:
    """The guardians of the case that is there said yes to these."""

    def happens(look: Look) -> None:
        for purpose in purposes:
            about = {"case_id": Case.objects.get().pk, "sop_version": look.world.school.involved_by}
            asked = make_consent(look.world.pupil, purpose=purpose, **about)
            for guardian in look.world.guardians:
                answer(asked, guardian, "given")

    return happens


@cache
def asks_body(step: str, by: str, body: str, *purposes: str) -> Doing:
    def happens(look: Look) -> Any:
        case = look.case(step)
        consented(*purposes)(look)
        return deciding.ask_body(case.pk, body=body, question="past dit?", actor=look.person(by))

    return happens


@cache
def informs(step: str, by: str) -> Doing:
    def happens(look: Look) -> Any:
        if step == look.world.sop.tracks["main"].first:
            look.world.group.location = next(iter(look.world.sop.locations), "")
            look.world.group.save()
            look.world.pupil.refresh_from_db()
        return talk.inform_guardians(look.case(step).pk, how="verteld", actor=look.person(by))

    return happens


@cache
def judges(by: str, of: str, word: str = "within", step: str = "") -> Doing:
    def happens(look: Look) -> Any:
        case = look.case(step) if step else Case.objects.get()
        return limit.judge_limit(case.pk, limit=of, word=word, reasons="zo gezien", actor=look.person(by))

    return happens


@cache
def proposes(step: str, key: str, by: str, *, grant_by: str = "", days: int = 60) -> Doing:
    """An arrangement, and the director's yes; at the case that is there, or a new one at this step."""

    def happens(look: Look) -> Any:
        case = look.case(step) if step else Case.objects.get()
        told = {"goal": "meedoen", "hours": 2, "starts_on": DAY, "ends_on": DAY + timedelta(days=days)}
        support.propose_arrangement(case.pk, key=key, actor=look.person(by), **told)
        if grant_by:
            support.decide_arrangement(case.pk, grant=True, reasons="nodig", actor=look.person(grant_by))

    return happens


@cache
def wrote_before(step: str, document: str, section: str, by: str) -> Doing:
    """In an earlier step of the case that is there somebody wrote a part of a document."""

    def happens(look: Look) -> None:
        case = Case.objects.get()
        here = case.step
        case.__dict__.update(step=step)
        case.save()
        write_document(case.pk, document=document, section=section, text="zo is het", actor=look.person(by))
        case.__dict__.update(step=here, visits=case.visits + 1)
        case.save()

    return happens


@cache
def prepares(by: str, asks: str = "advice") -> Doing:
    """A referral from the limit of SOUND, with a ground not to wait."""

    def happens(look: Look) -> Case:
        case = look.case("grens")
        establishing.record_ground_not_to_wait(case.pk, ground="gevaar", actor=look.person("directeur"))
        referral.prepare_referral(case.pk, exit_key="bij_swv", asks=asks, question="wat nu?", actor=look.person(by))
        return case

    return happens


def sends(look: Look) -> Any:
    """That referral, seen by both guardians, is sent."""
    case = prepares("begeleider")(look)
    shown = referral.show_referral(case.pk, actor=look.person("begeleider"))
    for guardian in look.world.guardians:
        referral_word.add_view(shown.pk, view="", actor=guardian.person)
    referral.send_referral(case.pk, "bij_swv", reason="wij vragen raad", actor=look.person("directeur"))
    return DeskCase.objects.count()


def with_opp(look: Look) -> Story:
    """An OPP with two goals, in force with everybody's agreement."""
    story = Story(look.world, look.case("plan"))
    texts = {"destination": "vmbo", "grounds": "tempo", "stimulating": "inzet", "hindering": "taal"}
    said = {"support": "elke dag lezen", "deviations": "", "goals": [goal(), goal()]}
    perspective.draw_up_opp(story.case.pk, actor=story.coach, **said, **texts)
    perspective.consult_guardians(story.case.pk, on=DAY, text="samen besproken", actor=story.coach)
    story.hear("setting")
    story.set_perspective()
    version = story.offer()
    story.agree(version, story.mother)
    story.agree(version, story.father)
    story.put_in_force()
    return story


def evaluates(look: Look) -> None:
    """More than seven months later one goal of two came nearer, and 90% of the support was given."""
    story = with_opp(look)
    with clock.at(EVALUATED):
        story.hear("evaluating")
        goals = Handelingsdeel.objects.in_force().get().goals.order_by("pk")
        scores = {one.pk: evaluation.ScoreInput(score) for one, score in zip(goals, (1, -2), strict=True)}
        told = {"support_held": 90, "conclusion": "een stap", "guardians_present": True}
        evaluation.evaluate_opp(story.case.pk, scores=scores, actor=story.coach, **told)
        sweep(EVALUATED)


def uploads(look: Look) -> Any:
    """Who steers the school brings the changed SOP to the school as it was."""
    actor = look.old_world.of_kind(RoleKind.DIRECTOR)
    version = life.upload_draft(written(look.document), actor=actor)
    if version.is_adopted:
        raise LookupError("nothing new")


def adopts(look: Look) -> Any:
    """A case stands at a step of De Wilgenhof that the new version calls otherwise; the board adopts that version."""
    world = look.school_of(school_document("de-wilgenhof"))
    case = look.case("eindronde")
    director, coach = world.of_kind(RoleKind.DIRECTOR), world.of_kind(RoleKind.IB_ER)
    draft = life.upload_draft(written(look.document), actor=coach)
    life.lay_before_mr(draft.pk, on=DAY, actor=director)
    life.adopt_version(draft.pk, on=DAY, by="Het bestuur", actor=director)
    return case
