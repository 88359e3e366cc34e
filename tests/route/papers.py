"""A document on its way, through the commands: written by whose it is, ready, laid before the guardians, signed."""

from dataclasses import dataclass
from typing import Any

from caseflow import clock
from caseflow.route.commands.paper import finish_document, lay_document, write_document
from caseflow.route.commands.signature import sign_document
from caseflow.route.facting import facts_of
from caseflow.route.models import Case, Paper
from caseflow.route.papers import newest
from caseflow.sop.papers import asked_here, parts_here
from pupils.models import Guardian, Person
from tests.route.stories import case_at
from tests.world import SCHOOLS, World, make_guardian, make_person, make_pupil, make_world


@dataclass
class Writing:
    """One case at a step of a school that works with documents."""

    world: World
    case: Case

    @classmethod
    def at(cls, step: str, *gezag: str, school: str = "") -> "Writing":
        """A child with guardians of these kinds, at a step; `school`: its SOP, where the test changed something."""
        world = make_world(SCHOOLS / "de-wilgenhof.yaml", school)
        world.pupil = make_pupil(world.school, world.group, world.pupil.born_on)
        kinds = gezag or ("yes", "yes")
        world.guardians = []
        for number, kind in enumerate(kinds):  # what was taken from one is held by the first
            world.guardians.append(make_guardian(world.pupil, make_person(f"Ouder {number}"), kind))
            if kind == "restricted" and number:
                held = {"education_held_by": world.guardians[0], "care_held_by": None}
                Guardian.objects.filter(pk=world.guardians[-1].pk).update(**held)
                Guardian.objects.filter(pupil=world.pupil).mark_holders()
        return cls(world, case_at(world, step))

    @property
    def leader(self) -> Person:
        return self.world.people["stamgroepleider"]

    @property
    def coach(self) -> Person:
        return self.world.people["zorgcoach"]

    @property
    def head(self) -> Person:
        return self.world.people["teamleider"]

    def parent(self, number: int = 0) -> Person:
        return self.world.guardians[number].person

    def write(self, document: str, section: str, text: str = "zo is het", **more: Any) -> Paper:
        part = self.world.sop.documents[document].sections[section]
        actor = more.pop("actor", None) or self.world.people[part.written_by[0]]
        row = write_document(self.case.pk, document=document, section=section, text=text, actor=actor, **more)
        return row.paper

    def write_all(self, document: str) -> Paper:
        """Every part that this step asks."""
        asked = asked_here(self.world.sop, self.case.step, document)
        return [self.write(document, key) for key in parts_here(self.world.sop, asked)][-1]

    def finish(self, document: str) -> Paper:
        return finish_document(self.case.pk, document=document, actor=self.coach)

    def lay(self, document: str) -> Paper:
        """Written whole, ready, and laid before the guardians."""
        self.write_all(document)
        self.finish(document)
        return lay_document(self.case.pk, document=document, actor=self.coach)

    def sign(self, paper: Paper, word: str, number: int = 0, **more: Any) -> Any:
        return sign_document(paper.pk, answer=word, actor=self.parent(number), **more)

    def fact(self, key: str) -> Any:
        return facts_of(self.case, {key})[key]

    def newest(self, document: str) -> Paper:
        paper = newest(self.world.sop, self.case, document)
        assert paper is not None
        return paper

    def move(self, step: str) -> None:
        """Elsewhere on the route, a visit later: how it came there is another test's."""
        fields = {"state": str(self.world.sop.steps[step].state), "step": step, "visits": self.case.visits + 1}
        self.case.__dict__.update(**fields, step_since=clock.today())
        self.case.save()
