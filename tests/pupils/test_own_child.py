"""Who is a parent of the child writes down no other parent's word about it, whatever she is at school."""

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from caseflow import clock
from caseflow.notices.models import Notice
from caseflow.route.commands.coming import record_coming
from caseflow.route.commands.consent import record_paper_answer, record_pupil_answer
from caseflow.route.commands.letters import deliver_by_letter, letters_waiting
from caseflow.route.commands.referral_word import record_view_on_paper
from caseflow.route.commands.signature import pass_over_for_document, record_paper_signature
from caseflow.route.commands.talk import inform_guardians, talk_with_guardians, waive_guardians
from caseflow.route.commands.writing import answer_writing, write_to_school
from caseflow.route.waiting_letters import letters
from caseflow.sop.vocabulary import SCHOOL_WIDE
from opp.commands.agreement import pass_over_for_handelingsdeel, record_paper_agreement, record_silence
from opp.commands.evaluation import evaluate_opp, talk_over_evaluation
from opp.commands.flag import talk_over_flag
from opp.commands.perspective import consult_guardians, draw_up_opp
from opp.models import Opp
from pupils.commands.contact import pass_over_guardian, record_contact_attempt
from pupils.commands.departure import record_departure, record_return
from pupils.commands.gezag import Shown, record_gezag, take_back_gezag
from pupils.commands.guardian import add_guardian, keep_address
from pupils.commands.information import inform_without_gezag, refuse_information
from pupils.commands.inviting_guardians import invite_group, invite_guardian
from pupils.commands.putting_right import correct_guardian, remove_guardian
from pupils.errors import Invalid
from pupils.hats import CHOSEN, Side
from pupils.models import Guardian, Invitation, Person, RoleAssignment
from tests.cast import make_guardian, set_gezag
from tests.opp.conftest import MEASURABLE, TEXTS
from tests.route.papers import Writing
from tests.route.stories import asked, case_at, crescendo, shown, sign_in
from tests.world import FIRST, World

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


def at_work(world: World) -> Person:
    """Somebody with every role of the school, who is a parent of the pupil too."""
    person = world.people[next(iter(world.people))]
    for key, role in world.sop.roles.items():
        if not RoleAssignment.objects.filter(person=person, role=key).exists():
            one = RoleAssignment.objects.create(
                person=person, school=world.school, role=key, kind=role.kind, starts_on=FIRST
            )
            one.groups.add(world.group)
    make_guardian(world.pupil, person=person)
    return person


def scan() -> "ContentFile[bytes]":
    return ContentFile(b"%PDF-", "scan.pdf")


def signed(**more: Any) -> dict[str, Any]:
    return {"answered_on": clock.today(), "witness": "Ida", "scan": scan(), **more}


def consent_on_paper(world: World, guardian: Guardian) -> Callable[[Person], Any]:
    _case, _item, consent = asked(world)
    return lambda me: record_paper_answer(consent.pk, guardian_id=guardian.pk, answer="given", actor=me, **signed())


def pupils_answer(world: World, guardian: Guardian) -> Callable[[Person], Any]:
    _case, _item, consent = asked(world)
    day = clock.today()
    return lambda me: record_pupil_answer(
        consent.pk, answer="given", how="talk", answered_on=day, witness="Ida", actor=me
    )


def consent_passed_over(world: World, guardian: Guardian) -> Callable[[Person], Any]:
    _case, _item, consent = asked(world)
    return lambda me: pass_over_guardian(guardian_id=guardian.pk, reasons="stil", consent_id=consent.pk, actor=me)


def owner(world: World, step: str) -> Person:
    return world.people[world.sop.steps[step].owner[0]]


def view_on_paper(world: World, guardian: Guardian) -> Callable[[Person], Any]:
    case_id, day = shown(world).case_id, clock.today()
    return lambda me: record_view_on_paper(
        case_id, guardian_id=guardian.pk, view="goed", on=day, witness="Ida", actor=me
    )


def invited(world: World, guardian: Guardian) -> Callable[[Person], Any]:
    _case, item, _consent = asked(world)
    place = item.invitations.get(guardian=guardian)
    return lambda me: record_coming(place.pk, answer="comes", actor=me)


def of_case(act: Callable[..., Any], step: str, **given: Any) -> Callable[[World, Guardian], Callable[[Person], Any]]:
    """An act of a case that needs no more than to stand somewhere."""

    def begin(world: World, guardian: Guardian) -> Callable[[Person], Any]:
        case = case_at(world, step)
        return lambda me: act(case.pk, actor=me, **given)

    return begin


def another_beside(world: World, guardian: Guardian) -> Callable[[Person], Any]:
    return lambda me: add_guardian(world.pupil.pk, name="Nieuwe vriend", relation="step_parent", actor=me)


def writing(world: World, guardian: Guardian) -> Callable[[Person], Any]:
    row = write_to_school(world.pupil.pk, text="Zij leest graag voor.", actor=guardian.person)
    return lambda me: answer_writing(row.pk, text="Dank u.", actor=me)


def offered(act: Callable[[int, int, Person], Any]) -> Callable[[World, Guardian], Callable[[Person], Any]]:
    """An act about a version of the handelingsdeel that lies before the guardians."""

    def begin(world: World, guardian: Guardian) -> Callable[[Person], Any]:
        case = case_at(world, "opp")
        actor = owner(world, "opp")
        draw_up_opp(case.pk, **TEXTS, support="Lezen", deviations="", goals=[MEASURABLE], actor=actor)
        version = Opp.objects.get(case=case).versions.get()
        type(version).objects.filter(pk=version.pk).update(offered_on=clock.today())
        return lambda me: act(version.pk, guardian.pk, me)

    return begin


def of_guardian(
    act: Callable[..., Any], gezag: str = "yes", **given: Any
) -> Callable[[World, Guardian], Callable[[Person], Any]]:
    """An act about the other parent."""

    def begin(world: World, guardian: Guardian) -> Callable[[Person], Any]:
        set_gezag(guardian, gezag)
        return lambda me: act(guardian.pk, actor=me, **{key: value() for key, value in given.items()})

    return begin


ACTS: dict[str, Callable[[World, Guardian], Callable[[Person], Any]]] = {
    "record_paper_answer": consent_on_paper,
    "record_pupil_answer": pupils_answer,
    "pass_over_guardian": consent_passed_over,
    "record_view_on_paper": view_on_paper,
    "record_coming": invited,
    "inform_guardians": of_case(inform_guardians, "zorgteam", how="gebeld"),
    "talk_with_guardians": of_case(talk_with_guardians, "zorgteam", how="gebeld"),
    "waive_guardians": of_case(waive_guardians, "zorgteam", reason="hoeft niet"),
    "consult_guardians": of_case(consult_guardians, "opp", on=FIRST, text="besproken"),
    "record_silence": of_case(record_silence, "opp", reasons="stil"),
    "talk_over_evaluation": of_case(talk_over_evaluation, "opp", how="gebeld"),
    "talk_over_flag": of_case(talk_over_flag, "opp", how="gebeld"),
    "evaluate_opp": of_case(evaluate_opp, "opp", scores={}, support_held=90, conclusion="door", guardians_present=True),
    "record_paper_agreement": offered(
        lambda version, guardian, me: record_paper_agreement(
            version, guardian_id=guardian, answer="agreed", actor=me, **signed()
        )
    ),
    "pass_over_for_handelingsdeel": offered(
        lambda version, guardian, me: pass_over_for_handelingsdeel(
            version, guardian_id=guardian, reasons="stil", actor=me
        )
    ),
    "record_contact_attempt": of_guardian(record_contact_attempt, on=clock.today, how=lambda: "phone"),
    "record_gezag": of_guardian(
        lambda pk, shown, actor: record_gezag(pk, "no", shown, actor=actor),
        shown=lambda: Shown(proof="court", on=clock.today(), seen="beschikking"),
    ),
    "add_guardian": another_beside,
    "take_back_gezag": of_guardian(take_back_gezag),
    "correct_guardian": of_guardian(correct_guardian, relation=lambda: "father"),
    "remove_guardian": of_guardian(remove_guardian, reason=lambda: "Hoort er niet bij."),
    "keep_address": of_guardian(keep_address, secret=lambda: True, reason=lambda: "Veilig."),
    "record_departure": lambda world, _guardian: (
        lambda me: record_departure(world.pupil.pk, on=clock.today(), where_to="elders", actor=me)
    ),
    "record_return": lambda world, _guardian: (
        lambda me: record_return(world.pupil.pk, on=clock.today(), why="terug", actor=me)
    ),
    "answer_writing": writing,
    "invite_guardian": of_guardian(invite_guardian),
    "inform_without_gezag": of_guardian(inform_without_gezag, "no", asked_on=clock.today, facts=lambda: "Het gaat."),
    "refuse_information": of_guardian(refuse_information, "no", asked_on=clock.today, reasons=lambda: "Beter niet."),
}


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = tmp_path
    return crescendo()


@pytest.mark.parametrize("act", ACTS)
def test_a_parent_writes_down_no_word_about_her_own_child(act: str, world: World) -> None:
    do = ACTS[act](world, world.guardians[0])
    with pytest.raises(Invalid, match="eigen kind"):
        do(at_work(world))


@pytest.mark.parametrize("act", [record_paper_signature, pass_over_for_document])
def test_nor_a_signature_on_a_document(act: Callable[..., Any]) -> None:
    writing = Writing.at("kijkronde")
    paper, me = writing.lay("kijkplan"), at_work(writing.world)
    given = signed(answer="discussed") if act is record_paper_signature else {"reasons": "stil"}
    with pytest.raises(Invalid, match="eigen kind"):
        act(paper.pk, guardian_id=writing.world.guardians[0].pk, actor=me, **given)


def test_a_class_gets_its_letters_but_not_through_her_for_her_own_child(world: World) -> None:
    """The paper has the code that opens the other parent's account: a colleague prints it."""
    me = at_work(world)
    invite_group(world.group.pk, actor=me)
    own = set(Guardian.objects.filter(pupil=world.pupil).values_list("person", flat=True))
    assert not Invitation.objects.filter(person__in=own).exists()


def test_letters_of_her_own_child_are_printed_and_given_by_a_colleague(world: World) -> None:
    """They lie there still, for a colleague; on her page, in her print and in her number they are not."""
    Person.objects.filter(pk__in=[one.person_id for one in world.guardians]).update(email=None)
    asked(world)
    me = at_work(world)
    colleague = next(one for kind in SCHOOL_WIDE if (one := world.of_kind(kind)) != me)
    assert [count(world, one) for one in (me, colleague)] == [0, 4]
    assert deliver_by_letter(world.school.pk, Notice.objects.latest("pk").pk, actor=me) == 0
    assert [waits(me), waits(colleague)] == [False, True]
    printed = reverse("route:letters_print", args=[world.school.pk, Notice.objects.latest("pk").pk])
    assert [of_work(one).get(printed).status_code for one in (me, colleague)] == [404, 200]
    assert deliver_by_letter(world.school.pk, Notice.objects.latest("pk").pk, actor=colleague) == 4


def of_work(person: Person) -> Client:
    """Signed in, with that hat on."""
    client = sign_in(person)
    session = client.session
    session[CHOSEN] = Side.WORK
    session.save()
    return client


def count(world: World, person: Person) -> int:
    return len(letters_waiting(world.school, actor=person))


def waits(person: Person) -> bool:
    return any("printen" in one.title for one in letters(person))


#: Acts on more children or of another shape, each with its own test.
ELSEWHERE = {
    "record_paper_signature": "test_nor_a_signature_on_a_document",
    "pass_over_for_document": "test_nor_a_signature_on_a_document",
    "pass_over_for_referral": "tests/route/test_signed_referral.py",
    "deliver_by_letter": "test_letters_of_her_own_child_are_printed_and_given_by_a_colleague",
    "declare_gezag": "test_gezag.py",
    "begin_sociogram": "test_sociogram.py",
    "decide_arrangement": "tests/route/test_arrangements.py",
    "ratify_arrangement": "tests/route/test_ratified_grant.py",
    "add_afterwards": "tests/route/test_additions.py",
}
#: `post.guardian`: what was printed for a guardian is said to have reached her.
MARKS = ("Guardian.objects.create", "check_not_own_child", "guardians_word=True", "post.guardian")


def test_no_act_is_left_out() -> None:
    """Each command about a guardian, or that takes somebody's word for one, stands in the table above."""
    taken: set[str] = set()
    for path in [*ROOT.glob("*/commands/*.py"), *ROOT.glob("caseflow/route/commands/*.py")]:
        for one in ast.parse(path.read_text("utf-8")).body:
            if isinstance(one, ast.FunctionDef) and not one.name.startswith(("_", "check_")):
                names = {arg.arg for arg in (*one.args.args, *one.args.kwonlyargs)}
                about = names & {"guardian_id", "witness"} or any(mark in ast.unparse(one) for mark in MARKS)
                if "actor" in names and about:
                    taken.add(one.name)
    assert taken - ACTS.keys() == ELSEWHERE.keys()


def test_acts_on_a_case_leave_it_to_acting() -> None:
    """Asked at two places it would one day be asked in two ways. Who decides on support takes nobody's word for it."""
    twice = set()
    for path in [*ROOT.glob("opp/commands/*.py"), *ROOT.glob("caseflow/route/commands/*.py")]:
        text = path.read_text("utf-8")
        if "acting(" in text:
            functions = (one for one in ast.parse(text).body if isinstance(one, ast.FunctionDef))
            twice |= {one.name for one in functions if "check_not_own_child" in ast.unparse(one)}
    assert twice == {"decide_arrangement", "ratify_arrangement"}
