"""One school on one day, with everybody who might try a door, and something behind every door. Made by the commands."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.files.base import ContentFile

from caseflow import clock
from caseflow.notices.models import Notice
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.route.commands import case as cases
from caseflow.route.commands import consent, support, talk
from caseflow.route.commands import paper as papers
from caseflow.route.commands import sop as life
from caseflow.route.commands.feed import make_feed
from caseflow.route.commands.limit import judge_limit
from caseflow.route.commands.referral import record_ground_not_to_wait
from caseflow.route.commands.signature import record_paper_signature
from caseflow.route.commands.writing import write_to_school
from caseflow.route.models import (
    Arrangement,
    Case,
    DeskCase,
    Establishment,
    Invitation,
    Item,
    Referral,
    Task,
    TrackProposal,
)
from caseflow.sop.vocabulary import RoleKind
from opp.commands.agreement import record_paper_agreement
from opp.models import Evaluation, Flag, Handelingsdeel, Opp, PupilVoice
from pupils.commands import hgw
from pupils.commands.calendar import plan_occasions
from pupils.commands.importing import prepare_import
from pupils.commands.information import refuse_information
from pupils.commands.intervention import start_intervention
from pupils.commands.inviting_guardians import invite_guardian
from pupils.commands.measured import record_measurement
from pupils.commands.observation import log_observation
from pupils.commands.occasion import finish_occasion
from pupils.commands.outsiders import add_outsider
from pupils.commands.staff import Post, invite_staff
from pupils.models import Grant, Group, Guardian, ImportPreview, Occasion, Person, Pupil, SopVersion
from tests import cast
from tests.access.documents import with_documents
from tests.cast import PASSWORD, make_grant, make_group, make_staff
from tests.route.stories import question_seen
from tests.walk.walker import Walker
from tests.world import REAL, SCHOOLS, World, make_guardian, make_person, make_pupil, make_world, version_text

START = date(2025, 9, 8)


@dataclass
class Stage:
    """`people` by the columns of the matrix (None: signed out); `places` says which numbers stand in a URL there."""

    today: date
    people: dict[str, Person | None]
    places: dict[str, dict[str, Any]] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)


def make_stage() -> Stage:
    world, there = make_world(REAL / "kbs-crescendo.yaml", with_documents()), make_world(SCHOOLS / "het-kompas.yaml")
    walker = Walker(world, START)
    referred = walker.walk_to("main", "verwijzing_swv")  # takes more than a year: the walker lets the days go by
    walker.today = _in_august(walker.today)
    stage = Stage(walker.today, _people(world, there))
    before = {"starts_on": START, "ends_on": date(walker.today.year, 7, 31)}
    make_staff(world.school, RoleKind.TEACHER, world.group, role="teacher", person=stage.people["lo"], **before)
    with clock.at(stage.today):
        stage.places = {
            "start": _start(world),
            "stepped": _stepped(world),
            "free": (free := {"pupil_id": world.new_pupil().pk}),
            "track": {"proposal_id": _proposed(world, free["pupil_id"]).pk},
            "talk": _talk(walker, stage.people),
            "refused": _refused(walker),
            "plan": _plan(walker),
            "paper": _paper(walker, stage.people),
            "desk": _desk(world, referred),
            **_versions(world),
            "class": _class(world),
            "mail": {"uidb36": "1", "key": "x-y"},
            "demo": {"person_id": world.of_kind(RoleKind.TEACHER).pk},
        }
        stage.places["calendar"] = {"secret": make_feed(actor=stage.people["ib"])}
        stage.places["outside"] = _outside(world, stage.places["talk"])
        stage.places["letters"] = _letters(world, stage.places["talk"])
        for place in [place for place in stage.places.values() if "case_id" in place]:
            _more_guardians(stage.people, place["pupil_id"])
        Pupil.objects.exclude(pk=stage.places["start"]["pupil_id"]).update(enrolled_on=START)
        _make_live_again(stage)
        stage.places |= _calendar(world, stage)
        other = Group.objects.filter(school=world.school).exclude(pk=world.group.pk).earliest("pk")
        places = stage.places
        words = {"<question>": question_seen(world, Case.objects.get(pk=places["talk"]["case_id"]))}
        words |= {"<pupil>": places["start"]["pupil_id"], "<enrolled>": places["free"]["pupil_id"]}
        stage.words = {"<other group>": other.pk, **words}
    return stage


def _in_august(day: date) -> date:
    """The next late August: a new school year of which no hand-over is signed yet."""
    return date(day.year + (day.month > 7), 8, 24)


# --- Who tries -----------------------------------------------------------------------------------------------------


def _people(world: World, there: World) -> dict[str, Person | None]:
    people = {
        "no": None,
        "--": make_person("Zonder pet"),
        "te": world.of_kind(RoleKind.TEACHER),
        "ot": make_staff(world.school, RoleKind.TEACHER, make_group(world.school), role="teacher"),
        "la": make_staff(world.school, RoleKind.TEACHER, world.group, role="teacher", ends_on=START),
        "as": make_staff(world.school, RoleKind.ASSISTANT, world.group),
        "bo": make_staff(world.school, RoleKind.TEACHER, world.group, role="teacher"),
        "ib": world.of_kind(RoleKind.IB_ER),
        "di": world.of_kind(RoleKind.DIRECTOR),
        "t2": make_staff(there.school, RoleKind.TEACHER, there.group),
        "i2": make_staff(there.school, RoleKind.IB_ER),
        "d2": make_staff(there.school, RoleKind.DIRECTOR),
        "g1": world.guardians[0].person,
        "g2": world.guardians[1].person,
        "g?": make_person("Ouder met gezag onbekend"),
        "g0": make_person("Ouder zonder gezag"),
        "gr": make_person("Ouder met beperkt gezag"),
        "gc": make_person("Ouder zonder zeggenschap over zorg"),
        "gx": make_person("Ouder van een ander kind"),
        "ou": world.people["orthopedagoog"],
        "oe": world.people["jgz_arts"],
        "o0": world.people["rid_behandelaar"],
        "sd": world.desk,
        "se": world.experts[0],
        "sx": there.desk,
        "lo": make_staff(world.school, RoleKind.TEACHER, make_group(world.school), role="teacher"),
        "s1": make_staff(world.school, RoleKind.TEACHER, world.group, role="teacher"),
        "2h": make_staff(world.school, RoleKind.TEACHER, world.group, role="teacher"),
    }
    make_staff(there.school, RoleKind.DIRECTOR, person=people["bo"])
    Person.objects.filter(pk__in=[one.pk for one in people.values() if one]).update(password=make_password(PASSWORD))
    for parent in ("gx", "2h"):
        make_guardian(make_pupil(world.school, world.group, date(2018, 1, 1)), people[parent])
    for one in people.values():
        if one is not None:
            one.refresh_from_db()  # its password, by which a session is known
    return people


def _more_guardians(people: dict[str, Person | None], pupil_id: int) -> None:
    pupil = Pupil.objects.get(pk=pupil_id)
    make_guardian(pupil, people["g?"], "unknown")
    make_guardian(pupil, people["g0"], "no")
    make_guardian(pupil, people["gr"], "restricted")
    first = Guardian.objects.filter(pupil=pupil, person=people["g1"]).first()
    taken = {"education_held_by": None, "care_held_by": first}
    cast.make_guardian(pupil, "restricted", people["gc"], **taken)


def _make_live_again(stage: Stage) -> None:
    """A guardian whose gezag is not recorded may block: hers is asked too before anything is shared.

    And so is hers from whom a court took another matter, and hers who has no address.
    """
    asked = stage.places["talk"]["consent_id"]
    for column in ("g?", "gc"):
        consent.answer_consent(asked, answer="given", actor=stage.people[column])
    unread = Guardian.objects.get(pupil=stage.places["talk"]["pupil_id"], person__email=None)
    consent.record_paper_answer(
        asked, guardian_id=unread.pk, answer="given", answered_on=clock.today(),
        witness="de leerkracht", scan=ContentFile(b"%PDF-1.4", "getekend.pdf"), actor=stage.people["ib"],
    )  # fmt: skip


# --- What they try -------------------------------------------------------------------------------------------------


def _proposed(world: World, pupil_id: int) -> TrackProposal:
    """A row only: what the watch would have made of a track with a trigger."""
    version = SopVersion.objects.filter(school=world.school).earliest("pk")
    return TrackProposal.objects.create(
        pupil_id=pupil_id, school=world.school, track="main", findings=[], sop_version=version, proposed_on=START
    )


def _of(case: Case, **more: Any) -> dict[str, Any]:
    guardian = Guardian.objects.filter(pupil=case.pupil_id).order_by("pk").first()
    return {"case_id": case.pk, "pupil_id": case.pupil_id, "guardian_id": guardian and guardian.pk, **more}


def _versions(world: World) -> dict[str, dict[str, Any]]:
    """A draft of the IB-er's, one before the MR, one adopted and still to begin."""
    ib_er, director = world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.DIRECTOR)
    days = [clock.today() + timedelta(days=30 * number) for number in (1, 2, 3)]
    draft, asked, adopted = (life.upload_draft(version_text(day), actor=ib_er) for day in days)
    for one in (asked, adopted):
        life.lay_before_mr(one.pk, on=clock.today(), actor=director)
    life.adopt_version(adopted.pk, on=clock.today(), by="Bo, bestuurder", actor=director)
    places = {"sop": draft, "sop_mr": asked, "sop_adopted": adopted}
    return {place: {"version_id": one.pk} for place, one in places.items()}


def _class(world: World) -> dict[str, Any]:
    """A class with a letter that waits for a guardian who never came in."""
    group = make_group(world.school, "Groep met brieven")
    pupil = make_pupil(world.school, group, date(2018, 2, 2))
    Pupil.objects.filter(pk=pupil.pk).update(enrolled_on=START)
    guardian = make_guardian(pupil, make_person("Ouder die nog niet binnenkwam"))
    EmailAddress.objects.filter(user=guardian.person).delete()
    invite_guardian(guardian.pk, actor=world.of_kind(RoleKind.IB_ER))
    return {"group_id": group.pk}


def _start(world: World) -> dict[str, Any]:
    """A case just opened, with a cycle and an intervention that run, a result, a limit judged, and a file read in."""
    teacher = world.of_kind(RoleKind.TEACHER)
    case = cases.open_case(world.pupil.pk, actor=world.of_kind(RoleKind.IB_ER), reason="zorgen")
    cycle = hgw.start_hgw_cycle(case.pupil_id, actor=teacher)
    what = ("oefenen", "kleine stappen", "leerkracht", 15, 3, clock.today())
    one = start_intervention(case.pupil_id, *what, actor=teacher, cycle_id=cycle.pk)
    seen = log_observation(case.pupil_id, clock.today(), "taal", "raadt woorden", actor=teacher)
    result = {"instrument": "lib", "day": clock.today(), "moment": "main", "level": "E"}
    measured = record_measurement(case.pupil_id, **result, actor=teacher)
    judged = judge_limit(
        case.pk, limit="zindelijk", word="within", reasons="het lukt", actor=world.of_kind(RoleKind.DIRECTOR)
    )
    return _of(
        case,
        cycle_id=cycle.pk,
        intervention_id=one.pk,
        observation_id=seen.pk,
        measurement_id=measured.pk,
        judgement_id=judged.pk,
        school_id=world.school.pk,
        group_id=world.group.pk,
        **_newcomer(world),
        preview_id=_read_in(world).pk,
    )


def _stepped(world: World) -> dict[str, Any]:
    """A case that the IB-er closed today, and may not have wished to."""
    ib_er = world.of_kind(RoleKind.IB_ER)
    case = cases.open_case(world.new_pupil().pk, actor=ib_er, reason="zorgen")
    return _of(cases.take_exit(case.pk, "close-support_ended", actor=ib_er, reason="zo besloten"))


def _newcomer(world: World) -> dict[str, Any]:
    """A colleague who was invited and did not come in yet."""
    post = Post("ib_er", clock.today() + timedelta(days=1))
    director = world.of_kind(RoleKind.DIRECTOR)
    given = invite_staff(world.school.pk, name="Nina", email="nina@school.example", post=post, actor=director)
    return {"person_id": given.person_id, "role_id": given.pk, "code": "GEENCODE"}


def _read_in(world: World) -> ImportPreview:
    """A file that the IB-er read and did not take in yet."""
    line = b"roepnaam;achternaam;geboortedatum;toets;afnamedatum;moment;niveau\nSam;Kind;3-10-2017;lib;1-9-2026;m;A\n"
    return prepare_import(world.school.pk, "toetsen", line, actor=world.of_kind(RoleKind.IB_ER))


def _talk(walker: Walker, people: dict[str, Person | None]) -> dict[str, Any]:
    """A talk with two from outside: agreed to by everybody, shared; one of the two grants has ended since."""
    case = walker.walk_to("main", "zorgteam")
    item, asked = _asked(walker, case, people["ou"], people["oe"])
    consent.answer_consent(asked.pk, answer="given", actor=people["g1"])
    second = Guardian.objects.get(pupil=case.pupil_id, person=people["g2"])
    paper = consent.record_paper_answer(
        asked.pk, guardian_id=second.pk, answer="given", answered_on=clock.today(), witness="de leerkracht",
        scan=ContentFile(b"%PDF-1.4", "getekend.pdf"), actor=people["ib"],
    )  # fmt: skip
    talk.share_item(case.pk, actor=people["ib"])
    Grant.objects.filter(person=people["oe"]).update(ended_on=clock.today())
    invitation = Invitation.objects.get(item=item, guardian__person=people["g1"])
    invite_guardian(Guardian.objects.filter(pupil=case.pupil_id).earliest("pk").pk, actor=people["ib"])
    written = write_to_school(case.pupil_id, text="hoe gaat het?", actor=people["g1"])
    made = {"item_id": item.pk, "consent_id": asked.pk, "invitation_id": invitation.pk, "answer_id": paper.pk}
    return _of(case, **made, writing_id=written.pk, uid=item.uid)


def _asked(walker: Walker, case: Case, *outside: Person | None) -> tuple[Item, Any]:
    ib_er = walker.world.of_kind(RoleKind.IB_ER)
    invited = [person.pk for person in outside if person]
    item = talk.plan_item(case.pk, on=clock.today(), question="wat helpt?", actor=ib_er, invite=[ib_er.pk, *invited])
    talk.invite_guardians(case.pk, actor=ib_er)
    return item, consent.ask_consent(case.pk, actor=ib_er)


def _outside(world: World, talk: dict[str, Any]) -> dict[str, Any]:
    """Somebody with whom something is shared and who did not come in yet."""
    given = add_outsider(
        world.school.pk, name="Olga", email="olga@poa.example", role="poa_begeleider", starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=300), actor=world.of_kind(RoleKind.IB_ER),
    )  # fmt: skip
    make_grant(given.person, Pupil.objects.get(pk=talk["pupil_id"]))
    return {"school_id": world.school.pk, "person_id": given.person_id}


def _letters(world: World, talk: dict[str, Any]) -> dict[str, Any]:
    """Something to tell a guardian who has no address, and an answer to one without gezag who asked about the child."""
    person = make_person("Ouder zonder adres")
    Person.objects.filter(pk=person.pk).update(email=None)
    pupil = Pupil.objects.get(pk=talk["pupil_id"])
    make_guardian(pupil, person)
    guardian = make_guardian(pupil, make_person("Ouder zonder gezag"), "no")
    letter = refuse_information(
        guardian.pk, asked_on=clock.today(), reasons="nu niet", actor=world.of_kind(RoleKind.IB_ER)
    )
    told = {"kind": "document_laid", "school_id": world.school.pk, "case_id": talk["case_id"]}
    notify_many([NoticeSpec(key="letter", recipient_id=person.pk, **told)])
    upto = Notice.objects.get(key="letter").pk
    return {"school_id": world.school.pk, "upto": upto, "guardian_id": guardian.pk, "letter_id": letter.pk}


def _refused(walker: Walker) -> dict[str, Any]:
    """A question that a guardian said no to: the IB-er has a task."""
    case = walker.walk_to("main", "zorgteam")
    _item, asked = _asked(walker, case, walker.world.people["orthopedagoog"])
    consent.answer_consent(asked.pk, answer="refused", actor=walker.world.guardians[0].person)
    return _of(case, consent_id=asked.pk, task_id=Task.objects.get(case=case).pk)


def _plan(walker: Walker) -> dict[str, Any]:
    """An arrangement granted, an OPP on its way: its handelingsdeel lies before the guardians; one answered."""
    case, ib_er = walker.walk_to("main", "zorgteam"), walker.world.of_kind(RoleKind.IB_ER)
    key = next(key for key, kind in walker.sop.arrangements.items() if kind.support == "extra")
    days = {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=90)}
    support.propose_arrangement(case.pk, key=key, goal="zelf beginnen", hours=2, **days, actor=ib_er)
    partner = walker.sop.arrangements[key].partner
    if purpose := walker.sop.partners[partner].consent if partner else None:
        walker.do(case, SimpleNamespace(todo="answer_consent", of=purpose, fact="consent", bound=None), 0)
    support.decide_arrangement(case.pk, grant=True, reasons="nodig", actor=walker.world.of_kind(RoleKind.DIRECTOR))
    for act, of in (("draw_up_opp", ""), ("hear_pupil", "setting"), ("offer_handelingsdeel", "")):
        walker.do(case, SimpleNamespace(todo=act, of=of, fact="", bound=None), 0)
    version = Handelingsdeel.objects.get(opp__case=case)
    second = Guardian.objects.get(pupil=case.pupil_id, person=walker.world.guardians[1].person)
    paper = record_paper_agreement(
        version.pk, guardian_id=second.pk, answer="agreed", answered_on=clock.today(), witness="de leerkracht",
        scan=ContentFile(b"%PDF-1.4", "getekend.pdf"), actor=ib_er,
    )  # fmt: skip
    record_ground_not_to_wait(case.pk, ground="gevaar", actor=walker.world.of_kind(RoleKind.DIRECTOR))
    return _of(
        case,
        handelingsdeel_id=version.pk,
        answer_id=paper.pk,
        arrangement_id=Arrangement.objects.get(case=case).pk,
        voice_id=PupilVoice.objects.get(opp__case=case).pk,
    )


def _paper(walker: Walker, people: dict[str, Person | None]) -> dict[str, Any]:
    """A plan that lies before the guardians, of whom one signed on paper; a map in the making, and a sheet ready."""
    case, ib_er = walker.walk_to("main", "zorgteam"), people["ib"]
    for document, section, actor in (
        ("plan", "tekst", ib_er),
        ("blad", "tekst", ib_er),
        ("map", "groep", people["te"]),
    ):
        papers.write_document(case.pk, document=document, section=section, text="zo is het", actor=actor)
    for document in ("plan", "blad"):
        papers.finish_document(case.pk, document=document, actor=ib_er)
    paper = papers.lay_document(case.pk, document="plan", actor=ib_er)
    second = Guardian.objects.get(pupil=case.pupil_id, person=people["g2"])
    signed = record_paper_signature(
        paper.pk, guardian_id=second.pk, answer="agreed", answered_on=clock.today(), witness="de leerkracht",
        scan=ContentFile(b"%PDF-1.4", "getekend.pdf"), actor=ib_er,
    )  # fmt: skip
    return _of(case, paper_id=paper.pk, answer_id=signed.pk, document="plan", section="tekst")


def _calendar(world: World, stage: Stage) -> dict[str, dict[str, Any]]:
    """What the calendar asks of the group, one thing that was finished today, and one of each pupil."""
    plan_occasions([world.school.pk], clock.today())
    open_one, done, *_rest = Occasion.objects.open().filter(group=world.group).order_by("pk")
    finish_occasion(done.pk, actor=stage.people["di"])
    children = [_of_child(done, place["pupil_id"]) for place in list(stage.places.values()) if "pupil_id" in place]
    return {key: {"occasion_id": one.pk} for key, one in
            (("group", open_one), ("finished", done), ("child", children[0]))}  # fmt: skip


def _of_child(like: Occasion, pupil_id: int) -> Occasion:
    """A row only: the school's own calendar is of groups."""
    days = {"due_on": clock.today() + timedelta(days=3), "appears_on": clock.today(), "period": clock.today()}
    return Occasion.objects.create(
        school_id=like.school_id, sop_version_id=like.sop_version_id, pupil_id=pupil_id,
        entry="child", what="pupil_talk", name="Kindgesprek", owner_role=like.owner_role, **days,
    )  # fmt: skip


def _desk(world: World, case: Case) -> dict[str, Any]:
    """All the way: OPP evaluated, flag talked over, established, referred; the SWV has not answered."""
    opp = Opp.objects.get(case=case)
    return _of(
        case,
        opp_id=opp.pk,
        handelingsdeel_id=Handelingsdeel.objects.filter(opp=opp).latest("pk").pk,
        evaluation_id=Evaluation.objects.filter(opp=opp).latest("pk").pk,
        flag_id=Flag.objects.get(case=case).pk,
        item_id=Item.objects.filter(case=case, state=Item.HELD).latest("pk").pk,
        referral_id=Referral.objects.get(case=case).pk,
        establishment_id=Establishment.objects.get(case=case).pk,
        desk_case_id=DeskCase.objects.get(swv_id=world.school.swv_id).pk,
    )
