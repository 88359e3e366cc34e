"""The second check of a SOP, with the school's own rows: what was found, and whether it stands in the way."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from caseflow.route.models import Case
from caseflow.route.succession import Place, occupied
from caseflow.sop.complaining import Severity
from caseflow.sop.schema import Sop
from pupils.models import School, SopVersion
from pupils.sop import parsed

Cases = tuple[tuple[int, str], ...]  # a case's number and the name of its child


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: what, why it matters, what to do; `cases` are those it is about, with the child's name."""

    severity: Severity
    what: str
    why: str
    todo: str
    cases: Cases = ()


class NotReady(Exception):
    """The version cannot be adopted: something at the school stands in its way."""

    def __init__(self, readiness: "Readiness") -> None:
        self.readiness = readiness
        super().__init__(_("Deze versie kan nog niet worden vastgesteld: er staat nog iets in de weg."))


@dataclass(frozen=True, slots=True)
class Readiness:
    """What was found for one version on one day."""

    digest: str
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)

    def let_through(self, version: SopVersion) -> None:
        """Refuse an adoption that something is in the way of, or a check that was of another text."""
        if self.errors or self.digest != version.digest:
            raise NotReady(self)


Check = Callable[["Look"], Iterator[Finding]]
checks: list[Check] = []


def looks(check: Check) -> Check:
    """Register a check; an app above adds its own."""
    checks.append(check)
    return check


@dataclass
class Look:
    """A new version beside the one that it would follow, at one school on one day."""

    school: School
    sop: Sop
    on: date
    before: Sop | None = field(init=False)

    def __post_init__(self) -> None:
        earlier = (
            SopVersion.objects.filter(school=self.school).adopted(self.on).filter(first_day__lt=self.sop.first_day)
        )
        version = earlier.defer("text").first()
        self.before = parsed(version.digest) if version else None

    @cached_property
    def places(self) -> list[Place]:
        return occupied(self.school)

    @property
    def cases(self) -> QuerySet[Case]:
        return Case.objects.filter(school=self.school).open()

    def old_name(self, section: str, key: str) -> str:
        """What the older version calls it."""
        entry = getattr(self.before, section, {}).get(key)
        return str(entry.name) if entry else key


def readiness_of(school: School, sop: Sop, digest: str, on: date) -> Readiness:
    """Everything that is found, what stands in the way first."""
    look = Look(school, sop, on)
    found = [one for check in checks for one in check(look)]
    return Readiness(digest, tuple(sorted(found, key=lambda one: list(Severity).index(one.severity))))
