"""One child at the real school and the people around it, each behind a browser of her own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from caseflow.route.models import Case
from caseflow.route.watch import sweep
from caseflow.sop.vocabulary import RoleKind
from pupils.models import Person, Pupil
from tests.browser.lying_clock import it_is
from tests.browser.someone import HEIGHT, WIDTHS, Someone
from tests.cast import PASSWORD
from tests.world import REAL, World, make_world

Brings = Callable[[Person], Someone]
CHILD = {"first_name": "Jip", "last_name": "Vermeer", "enrolled_on": date(2021, 8, 30)}


@dataclass
class Village:
    world: World
    brings: Brings

    def __post_init__(self) -> None:
        people = self.world.people
        self.teacher = self._meet(self.world.of_kind(RoleKind.TEACHER), "Hanneke Vos")
        self.ib_er = self._meet(self.world.of_kind(RoleKind.IB_ER), "Mirjam Smit")
        self.director = self._meet(self.world.of_kind(RoleKind.DIRECTOR), "Karel Dekker")
        self.mother, self.father = (
            self._meet(guardian.person, name)
            for guardian, name in zip(self.world.guardians, ("Saskia Vermeer", "Tom de Boer"), strict=True)
        )
        self.outsider = self._meet(people["orthopedagoog"], "Yara Haddad")
        self.desk = self._meet(self.world.desk, "Els Bakker")
        Pupil.objects.filter(pk=self.world.pupil.pk).update(**CHILD)

    def _meet(self, person: Person, name: str) -> Someone:
        person.name, person.password = name, make_password(PASSWORD)
        person.save()
        return self.brings(person)

    def on_a_phone(self, person: Person) -> Someone:
        """Another browser of hers, as wide as a telephone."""
        phone = self.brings(person)
        phone.page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
        return phone

    @property
    def everybody(self) -> list[Someone]:
        return [self.teacher, self.ib_er, self.director, self.mother, self.father, self.outsider, self.desk]

    @property
    def case(self) -> Case:
        return Case.objects.get(pupil=self.world.pupil)

    @property
    def case_page(self) -> str:
        return f"/casussen/{self.case.pk}/"

    def at_the_case(self, someone: Someone) -> Someone:
        someone.opens(self.case_page)
        return someone


def make_village(brings: Brings) -> Village:
    return Village(make_world(REAL / "kbs-crescendo.yaml"), brings)


def a_night_passes(day: date) -> dict[str, int]:
    """It is `day`, and the nightly sweep has run; what it touched."""
    it_is(day)
    return sweep(day)
