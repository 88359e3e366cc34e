"""One school on one day, with everybody who might try a door, and something behind every door. Made by the commands."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile

from caseflow import clock
from caseflow.route.choosing import Chosen
from caseflow.route.commands import consent
from caseflow.route.commands.feed import make_feed
from caseflow.route.commands.view import keep_view
from caseflow.route.models import Case
from caseflow.sop.vocabulary import RoleKind
from pupils.commands.departure import record_departure
from pupils.models import Group, Guardian, Person, Pupil
from tests.access.documents import with_documents
from tests.access.places_of_cases import (
    cared,
    closed,
    desk,
    paper_laid,
    plan,
    proposed,
    refused,
    start,
    stepped,
    talk_shared,
)
from tests.access.places_of_school import (
    calendar,
    class_with_letters,
    group_talk,
    letters,
    outside,
    planned,
    sociograms,
    versions,
)
from tests.access.who import START, add_guardians, make_people
from tests.cast import make_staff
from tests.route.stories import question_seen
from tests.walk.walker import Walker
from tests.world import REAL, SCHOOLS, make_world


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
    stage = Stage(walker.today, make_people(world, there))
    before = {"starts_on": START, "ends_on": date(walker.today.year, 7, 31)}
    make_staff(world.school, RoleKind.TEACHER, world.group, role="teacher", person=stage.people["lo"], **before)
    with clock.at(stage.today):
        stage.places = {
            "start": start(world),
            "stepped": stepped(world),
            "cared": cared(world),
            "closed": closed(world),
            "free": (free := {"pupil_id": world.new_pupil().pk}),
            "track": {**free, "proposal_id": proposed(world, free["pupil_id"]).pk},
            "talk": talk_shared(walker, stage.people),
            "refused": refused(walker),
            "plan": plan(walker, stage.people),
            "paper": paper_laid(walker, stage.people),
            "gone": talk_shared(walker, stage.people),
            "desk": desk(world, referred),
            **versions(world),
            **planned(world, free["pupil_id"]),
            "class": class_with_letters(world),
            "mail": {"uidb36": "1", "key": "x-y"},
            "demo": {"person_id": world.of_kind(RoleKind.TEACHER).pk},
        }
        stage.places["view"] = {"view_id": keep_view(Chosen(step="hgw"), "In de groep", actor=stage.people["ib"]).pk}
        stage.places["calendar"] = {"secret": make_feed(actor=stage.people["ib"])}
        stage.places["outside"] = outside(world, stage.places["talk"])
        stage.places["letters"] = letters(world, stage.places["talk"])
        for place in [place for place in stage.places.values() if "case_id" in place]:
            add_guardians(stage.people, place["pupil_id"])
        Pupil.objects.exclude(pk=stage.places["start"]["pupil_id"]).update(enrolled_on=START)
        _make_live_again(stage)
        places = stage.places
        of_children = (place["pupil_id"] for place in places.values() if "pupil_id" in place)
        places |= calendar(world, list(dict.fromkeys(of_children)))
        places |= sociograms(world, places["free"]["pupil_id"])
        places |= group_talk(world, [places[place]["pupil_id"] for place in ("stepped", "talk", "paper")])
        other = Group.objects.filter(school=world.school).exclude(pk=world.group.pk).earliest("pk")
        record_departure(places["gone"]["pupil_id"], on=stage.today, where_to="elders", actor=stage.people["ib"])
        words = {"<question>": question_seen(world, Case.objects.get(pk=places["talk"]["case_id"]))}
        words |= {"<later>": f"{stage.today + timedelta(days=60):%Y-%m-%d}"}
        words |= {"<pupil>": places["start"]["pupil_id"], "<enrolled>": places["free"]["pupil_id"]}
        words |= {"<teacher>": stage.people["te"].pk, "<visit>": Case.objects.get(pk=places["gone"]["case_id"]).visits}
        stage.words = {"<other group>": other.pk, **words}
    return stage


def _in_august(day: date) -> date:
    """The next late August: a new school year of which no hand-over is signed yet."""
    return date(day.year + (day.month > 7), 8, 24)


def _make_live_again(stage: Stage) -> None:
    """A guardian whose gezag is not recorded may block: hers is asked too before anything is shared.

    And so is hers from whom a court took another matter, whom it put in charge, and hers who has no address.
    """
    asked, helped = stage.places["talk"]["consent_id"], stage.places["plan"]["help_consent_id"]
    for place, question in (("talk", asked), ("gone", stage.places["gone"]["consent_id"]), ("plan", helped)):
        holder = Guardian.objects.get(pupil=stage.places[place]["pupil_id"], holds_education=True)
        for person in (stage.people["g?"], stage.people["gc"], holder.person):
            consent.answer_consent(question, answer="given", actor=person)
    unread = Guardian.objects.get(pupil=stage.places["talk"]["pupil_id"], person__email=None)
    consent.record_paper_answer(
        asked, guardian_id=unread.pk, answer="given", answered_on=clock.today(),
        witness="de leerkracht", scan=ContentFile(b"%PDF-1.4", "getekend.pdf"), actor=stage.people["ib"],
    )  # fmt: skip
