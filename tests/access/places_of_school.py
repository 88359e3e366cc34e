"""What stands behind the doors of the school as a whole: its SOP, who works there or comes in, letters, days."""

from datetime import date, timedelta
from typing import Any

from allauth.account.models import EmailAddress

from caseflow import clock
from caseflow.notices.models import Notice
from caseflow.notices.outbox import NoticeSpec, notify_many
from caseflow.route.commands import sop as life
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.agreement import finish_agreement
from pupils.commands.calendar import plan_occasions
from pupils.commands.group_plan import begin_group_plan, put_cluster, put_group_plan_in_force
from pupils.commands.group_talk import Agreed, note_at_talk, put_on_talk, take_off_talk
from pupils.commands.importing import prepare_import
from pupils.commands.information import refuse_information
from pupils.commands.insight import note_insight
from pupils.commands.inviting import make_invitation
from pupils.commands.inviting_guardians import invite_guardian
from pupils.commands.occasion import finish_occasion
from pupils.commands.outsiders import add_outsider
from pupils.commands.sociogram import answer_sociogram, begin_sociogram, close_sociogram
from pupils.commands.staff import Post, invite_staff
from pupils.models import ImportPreview, Occasion, Person, Pupil, TalkLine
from pupils.models import Invitation as WayIn
from tests.access.who import START
from tests.cast import make_grant, make_group
from tests.world import World, make_guardian, make_person, make_pupil, version_text


def versions(world: World) -> dict[str, dict[str, Any]]:
    """A draft of the IB-er's, one before the MR, one adopted and still to begin."""
    ib_er, director = world.of_kind(RoleKind.IB_ER), world.of_kind(RoleKind.DIRECTOR)
    days = [clock.today() + timedelta(days=30 * number) for number in (1, 2, 3)]
    draft, asked, adopted = (life.upload_draft(version_text(day), actor=ib_er) for day in days)
    for one in (asked, adopted):
        life.lay_before_mr(one.pk, on=clock.today(), actor=director)
    life.adopt_version(adopted.pk, on=clock.today(), by="Bo, bestuurder", actor=director)
    places = {"sop": draft, "sop_mr": asked, "sop_adopted": adopted}
    return {place: {"version_id": one.pk} for place, one in places.items()}


def class_with_letters(world: World) -> dict[str, Any]:
    """A class with a letter that waits for a guardian who never came in."""
    group = make_group(world.school, "Groep met brieven")
    pupil = make_pupil(world.school, group, date(2018, 2, 2))
    Pupil.objects.filter(pk=pupil.pk).update(enrolled_on=START)
    guardian = make_guardian(pupil, make_person("Ouder die nog niet binnenkwam"))
    EmailAddress.objects.filter(user=guardian.person).delete()
    invite_guardian(guardian.pk, actor=world.of_kind(RoleKind.IB_ER))
    return {"group_id": group.pk}


def newcomer(world: World) -> dict[str, Any]:
    """A colleague who was invited and did not come in yet."""
    post = Post("ib_er", clock.today() + timedelta(days=1))
    director = world.of_kind(RoleKind.DIRECTOR)
    given = invite_staff(world.school.pk, name="Nina", email="nina@school.example", post=post, actor=director)
    return {"person_id": given.person_id, "role_id": given.pk, "code": "GEENCODE"}


def read_in(world: World) -> ImportPreview:
    """A file that the IB-er read and did not take in yet."""
    line = b"roepnaam;achternaam;geboortedatum;toets;afnamedatum;moment;niveau\nSam;Kind;3-10-2017;lib;1-9-2026;m;A\n"
    return prepare_import(world.school.pk, "toetsen", line, actor=world.of_kind(RoleKind.IB_ER))


def outside(world: World, talk: dict[str, Any]) -> dict[str, Any]:
    """Somebody with whom something is shared, who came in once and has no password now."""
    given = add_outsider(
        world.school.pk, name="Olga", email="olga@poa.example", role="poa_begeleider", starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=300), actor=world.of_kind(RoleKind.IB_ER),
    )  # fmt: skip
    make_grant(given.person, Pupil.objects.get(pk=talk["pupil_id"]))
    way_in = make_invitation(given.person, world.school, WayIn.Kind.OUTSIDER, actor=given.person)
    WayIn.objects.filter(pk=way_in.pk).update(used_at=clock.now())
    return {"school_id": world.school.pk, "person_id": given.person_id}


def letters(world: World, talk: dict[str, Any]) -> dict[str, Any]:
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
    about = {"pupil_id": pupil.pk, "guardian_id": guardian.pk, "letter_id": letter.pk}
    return {"school_id": world.school.pk, "upto": upto, **about}


def calendar(world: World, pupil_ids: list[int]) -> dict[str, dict[str, Any]]:
    """What the calendar asks of the group, one thing that was finished today, and one of each pupil."""
    plan_occasions([world.school.pk], clock.today())
    open_one, done, *_rest = Occasion.objects.open().filter(group=world.group).order_by("pk")
    finish_occasion(done.pk, actor=world.of_kind(RoleKind.DIRECTOR))
    children = [_of_child(done, pupil_id) for pupil_id in pupil_ids]
    of_one = {"occasion_id": children[0].pk, "pupil_id": children[0].pupil_id}
    return {"group": {"occasion_id": open_one.pk}, "finished": {"occasion_id": done.pk}, "child": of_one}


def _of_child(like: Occasion, pupil_id: int) -> Occasion:
    """A row only: the school's own calendar is of groups."""
    days = {"due_on": clock.today() + timedelta(days=3), "appears_on": clock.today(), "period": clock.today()}
    return Occasion.objects.create(
        school_id=like.school_id, sop_version_id=like.sop_version_id, pupil_id=pupil_id,
        entry="child", what="pupil_talk", name="Kindgesprek", owner_role=like.owner_role, **days,
    )  # fmt: skip


def sociograms(world: World, pupil_id: int) -> dict[str, dict[str, Any]]:
    """A sociogram in the making, in which the child was asked, and before it one that is drawn."""
    made = {}
    for place in ("drawn", "asking"):
        by = world.of_kind(RoleKind.TEACHER)
        round_ = begin_sociogram(world.group.pk, "sociogram", actor=by)
        for asked in round_.members.values_list("pupil", flat=True):
            answer_sociogram(round_.pk, asked, actor=by)
        if place == "drawn":
            close_sociogram(round_.pk, actor=by)
        made[place] = {"sociogram_id": round_.pk, "pupil_id": pupil_id}
    return made


def planned(world: World, pupil_id: int) -> dict[str, dict[str, Any]]:
    """What was understood of a child; a group plan in the making with the child in it, and one that runs."""
    teacher, until = world.of_kind(RoleKind.TEACHER), clock.today() + timedelta(weeks=12)
    understood = note_insight(pupil_id, "needs", "rekenen", "kort is", "instruction", actor=teacher)
    what = {"name": "Verlengd", "needs": "korte uitleg", "goal": "tafels", "approach": "samen voordoen"}
    made = {}
    for place, area in (("planned", "rekenen"), ("running", "werkhouding")):
        plan = begin_group_plan(world.group.pk, area, clock.today(), until, actor=teacher)
        cluster = put_cluster(plan.pk, **what, pupils=[pupil_id], actor=teacher)
        made[place] = {"group_id": world.group.pk, "plan_id": plan.pk, "cluster_id": cluster.pk}
    put_group_plan_in_force(made["running"]["plan_id"], actor=teacher)
    made["planned"]["insight_id"] = understood.pk
    return made


def group_talk(world: World, pupil_ids: list[int]) -> dict[str, dict[str, Any]]:
    """Three children on the agenda of the group's talk: one waits, one was taken off, of one something is agreed."""
    talk = Occasion.objects.open().filter(group=world.group, what="group_talk").earliest("due_on")
    teacher = world.of_kind(RoleKind.TEACHER)
    points = {one.pupil_id: one.pk for one in put_on_talk(talk.pk, others=pupil_ids, why="is stil", actor=teacher)}
    waits, off, talked = pupil_ids
    take_off_talk(points[off], actor=teacher)
    lines = []
    for what in ("lezen", "bellen"):
        note_at_talk(talk.pk, talked, agreed=Agreed(what, teacher.pk, clock.today()), actor=teacher)
        lines.append(TalkLine.objects.latest("pk").pk)
    finish_agreement(lines[1], actor=teacher)
    return {
        "group_talk": {"occasion_id": talk.pk, "pupil_id": waits, "point_id": points[waits]},
        "agreed": {"line_id": lines[0], "pupil_id": talked},
        "taken_off": {"point_id": points[off]},
        "agreed_done": {"line_id": lines[1]},
    }
