"""What stands behind the doors of one child: a case at each of the points where somebody has something to do."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile

from caseflow import clock
from caseflow.route.commands import case as cases
from caseflow.route.commands import consent, helping, support, talk
from caseflow.route.commands import paper as papers
from caseflow.route.commands.addition import add_afterwards
from caseflow.route.commands.establishing import record_ground_not_to_wait
from caseflow.route.commands.limit import judge_limit
from caseflow.route.commands.minutes import approve_minutes
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
    ReferralSeen,
    Task,
    TrackProposal,
)
from caseflow.sop.vocabulary import RoleKind
from opp.commands.agreement import record_paper_agreement
from opp.models import Evaluation, Flag, Handelingsdeel, Opp, PupilVoice
from pupils.commands import hgw
from pupils.commands.intervention import start_intervention
from pupils.commands.inviting_guardians import invite_guardian
from pupils.commands.measured import record_measurement
from pupils.commands.observation import log_observation
from pupils.models import Consent, Grant, Guardian, InterventionSession, Person, PupilAnswer, SopVersion
from tests.access.places_of_school import newcomer, read_in
from tests.access.who import START
from tests.walk.walker import Walker
from tests.world import World


def closed(world: World) -> dict[str, Any]:
    """A case that ended, to which a report was added since."""
    ib_er, place = world.of_kind(RoleKind.IB_ER), stepped(world)
    late = {"kind": "report", "source": "de logopedist", "text": "gaat vooruit", "of_day": clock.today()}
    return {**place, "addition_id": add_afterwards(place["case_id"], **late, actor=ib_er).pk}


def proposed(world: World, pupil_id: int) -> TrackProposal:
    """A row only: what the watch would have made of a track with a trigger."""
    version = SopVersion.objects.filter(school=world.school).earliest("pk")
    return TrackProposal.objects.create(
        pupil_id=pupil_id, school=world.school, track="main", findings=[], sop_version=version, proposed_on=START
    )


def of_case(case: Case, **more: Any) -> dict[str, Any]:
    guardian = Guardian.objects.filter(pupil=case.pupil_id).order_by("pk").first()
    return {"case_id": case.pk, "pupil_id": case.pupil_id, "guardian_id": guardian and guardian.pk, **more}


def start(world: World) -> dict[str, Any]:
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
    return of_case(
        case,
        cycle_id=cycle.pk,
        intervention_id=one.pk,
        observation_id=seen.pk,
        measurement_id=measured.pk,
        judgement_id=judged.pk,
        school_id=world.school.pk,
        group_id=world.group.pk,
        **newcomer(world),
        preview_id=read_in(world).pk,
    )


def cared(world: World) -> dict[str, Any]:
    """A case on a track to a desk for care, with all that the desk asks."""
    teacher, pupil, today = world.of_kind(RoleKind.TEACHER), world.new_pupil(), clock.today()
    for number in range(3):
        day = today - timedelta(days=150 * number)
        result = {"instrument": "hoofdmeting_woorden", "day": day, "moment": "main", "level": "E"}
        record_measurement(pupil.pk, **result, actor=teacher)
    what = ("losse woorden", "vlotter lezen", "leerkracht", 60, 1, today - timedelta(weeks=21))
    one = start_intervention(pupil.pk, *what, level="zorgniveau_3", actor=teacher)
    InterventionSession.objects.bulk_create(
        InterventionSession(intervention=one, day=day, recorded_on=day, recorded_by=teacher)
        for day in (today - timedelta(weeks=number) for number in range(21))
    )
    ib_er = world.of_kind(RoleKind.IB_ER)
    return of_case(cases.open_case(pupil.pk, actor=ib_er, reason="lezen", track="dyslexie"))


def stepped(world: World) -> dict[str, Any]:
    """A case that the IB-er closed today, and may not have wished to."""
    ib_er = world.of_kind(RoleKind.IB_ER)
    case = cases.open_case(world.new_pupil().pk, actor=ib_er, reason="zorgen")
    return of_case(cases.take_exit(case.pk, "close-support_ended", actor=ib_er, reason="zo besloten"))


def talk_shared(walker: Walker, people: dict[str, Person | None]) -> dict[str, Any]:
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
    said = PupilAnswer.objects.create(
        consent=asked, answer="given", how="paper", heard_by=people["ib"], witness="Ida", answered_on=clock.today(),
        answered_at=clock.now(), text_shown="de vraag", scan=ContentFile(b"%PDF-1.4", "getekend.pdf"),
    )  # fmt: skip
    made = {"item_id": item.pk, "consent_id": asked.pk, "invitation_id": invitation.pk, "answer_id": paper.pk}
    made["said_id"] = said.pk
    return of_case(case, **made, writing_id=written.pk, uid=item.uid, meeting_id=item.meeting_id)


def _asked(walker: Walker, case: Case, *outside: Person | None) -> tuple[Item, Any]:
    ib_er = walker.world.of_kind(RoleKind.IB_ER)
    invited = [person.pk for person in outside if person]
    item = talk.plan_item(case.pk, on=clock.today(), question="wat helpt?", actor=ib_er, invite=[ib_er.pk, *invited])
    talk.invite_guardians(case.pk, actor=ib_er)
    return item, consent.ask_consent(case.pk, actor=ib_er)


def refused(walker: Walker) -> dict[str, Any]:
    """A question that a guardian said no to: the IB-er has a task."""
    case = walker.walk_to("main", "zorgteam")
    _item, asked = _asked(walker, case, walker.world.people["orthopedagoog"])
    consent.answer_consent(asked.pk, answer="refused", actor=walker.world.guardians[0].person)
    return of_case(case, consent_id=asked.pk, task_id=Task.objects.get(case=case).pk)


def plan(walker: Walker, people: dict[str, Person | None]) -> dict[str, Any]:
    """An arrangement granted, an OPP on its way: its handelingsdeel lies before the guardians; one answered."""
    case, ib_er = walker.walk_to("main", "zorgteam"), walker.world.of_kind(RoleKind.IB_ER)
    key = next(key for key, kind in walker.sop.arrangements.items() if kind.support == "extra")
    days = {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=90)}
    support.propose_arrangement(case.pk, key=key, goal="zelf beginnen", hours=2, **days, actor=ib_er)
    partner = walker.sop.arrangements[key].partner
    if purpose := walker.sop.partners[partner].consent if partner else None:
        walker.do(case, SimpleNamespace(todo="answer_consent", of=purpose, fact="consent", bound=None), 0)
    support.decide_arrangement(case.pk, grant=True, reasons="nodig", actor=walker.world.of_kind(RoleKind.DIRECTOR))
    arrangement = Arrangement.objects.get(case=case)
    helping.set_carriers(arrangement.pk, people=[people["ou"].pk], actor=ib_er)
    use = helping.log_use(arrangement.pk, day=clock.today(), minutes=45, actor=walker.world.of_kind(RoleKind.TEACHER))
    for act, of in (("draw_up_opp", ""), ("hear_pupil", "setting"), ("offer_handelingsdeel", "")):
        walker.do(case, SimpleNamespace(todo=act, of=of, fact="", bound=None), 0)
    version = Handelingsdeel.objects.get(opp__case=case)
    second = Guardian.objects.get(pupil=case.pupil_id, person=walker.world.guardians[1].person)
    paper = record_paper_agreement(
        version.pk, guardian_id=second.pk, answer="agreed", answered_on=clock.today(), witness="de leerkracht",
        scan=ContentFile(b"%PDF-1.4", "getekend.pdf"), actor=ib_er,
    )  # fmt: skip
    record_ground_not_to_wait(case.pk, ground="gevaar", actor=walker.world.of_kind(RoleKind.DIRECTOR))
    return of_case(
        case,
        handelingsdeel_id=version.pk,
        answer_id=paper.pk,
        arrangement_id=arrangement.pk,
        use_id=use.pk,
        help_consent_id=Consent.objects.filter(case_id=case.pk).latest("pk").pk,
        voice_id=PupilVoice.objects.get(opp__case=case).pk,
    )


def paper_laid(walker: Walker, people: dict[str, Person | None]) -> dict[str, Any]:
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
    return of_case(case, paper_id=paper.pk, answer_id=signed.pk, document="plan", section="tekst")


def desk(world: World, case: Case) -> dict[str, Any]:
    """All the way: OPP evaluated, flag talked over, established, referred; the SWV has not answered."""
    opp, held = Opp.objects.get(case=case), Item.objects.filter(case=case, state=Item.HELD).latest("pk")
    approve_minutes(held.pk, minutes=held.minutes, actor=world.of_kind(RoleKind.IB_ER))
    referral = Referral.objects.get(case=case)
    on_paper = ReferralSeen.objects.create(
        referral=referral, guardian=referral.views.latest("pk").guardian, answer="seen", answered_on=START,
        answered_at=clock.now(), how="paper", recorded_by=world.of_kind(RoleKind.IB_ER), witness="Ida",
        text_shown="de verwijzing", scan=ContentFile(b"%PDF-1.4", "kijk.pdf"),
    )  # fmt: skip
    return of_case(
        case,
        answer_id=on_paper.pk,
        opp_id=opp.pk,
        handelingsdeel_id=Handelingsdeel.objects.filter(opp=opp).latest("pk").pk,
        evaluation_id=Evaluation.objects.filter(opp=opp).latest("pk").pk,
        flag_id=Flag.objects.get(case=case).pk,
        item_id=held.pk,
        referral_id=referral.pk,
        establishment_id=Establishment.objects.get(case=case).pk,
        desk_case_id=DeskCase.objects.get(swv_id=world.school.swv_id).pk,
    )
