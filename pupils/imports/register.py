"""Which pupil a line is about: by first name, last name and day of birth, however a system writes them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from pupils.errors import Invalid
from pupils.imports.cells import cell, day, words
from pupils.imports.files import Columns, Line, plain
from pupils.models import Pupil

WHO_COLUMNS: Columns = {
    "first_name": ("roepnaam", "voornaam", "firstname", "voornamen"),
    "last_name": ("achternaam", "familienaam", "lastname", "naam"),
    "born_on": ("geboortedatum", "gebdatum", "geboren", "geborenop", "geboortedag", "dateofbirth"),
    "prefix": ("tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels", "tv", "prefix"),
}


class Register:
    """A school's pupils by what a line says of one; the prefix may stand before, behind, or nowhere."""

    def __init__(self, pupils: Iterable[Pupil]) -> None:
        self._known: dict[tuple[date, str, str], set[int]] = defaultdict(set)
        self._pupils = {pupil.pk: pupil for pupil in pupils}
        for pupil in self._pupils.values():
            for surname in _surnames(pupil.prefix, pupil.last_name):
                self._known[pupil.born_on, plain(pupil.first_name), surname].add(pupil.pk)

    def pupil(self, line: Line) -> Pupil:
        """The one child; nobody, or one of two, is refused."""
        born_on = cell(line, "born_on", day)
        first, last = plain(cell(line, "first_name", words)), plain(cell(line, "last_name", words))
        surname = plain(cell(line, "prefix", words)) + last
        found = self._known.get((born_on, first, surname), set())
        if not found:
            raise Invalid("last_name", _("Geen kind van deze school heeft deze naam en geboortedatum."))
        if len(found) > 1:
            raise Invalid(
                "last_name", _("Meer kinderen heten zo en zijn op deze dag geboren. Voer het met de hand in.")
            )
        return self._pupils[next(iter(found))]


def _surnames(prefix: str, last_name: str) -> set[str]:
    return {plain(prefix + last_name), plain(last_name + prefix), plain(last_name)}
