"""The pupil's file for a desk outside the school, as PDF: the criteria with what was found, and what that rests on.

Only what the guardians are asked about (the parts of the desk's purpose), and no word of theirs.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow.documents.letters import Block, Letter, facts, head, say, table
from caseflow.documents.rendering import render_pdf
from caseflow.route.criteria import Criteria, bases_of, help_of, stays_of, written_of
from caseflow.route.viewing import View, known_to
from caseflow.route.wording import WORDS
from caseflow.sop.vocabulary import Part
from pupils.letterhead import letterhead


@translation.override(settings.LANGUAGE_CODE)
def dossier_pdf(view: View, criteria: Criteria) -> bytes:
    """In Dutch, whoever makes it: it goes to a desk."""
    track = view.sop.tracks[view.case.track].name
    subject = _("Leerlingdossier: %(track)s") % {"track": track}
    letter = Letter(
        **letterhead(view.case.school),
        to="",
        subject=subject,
        on=view.on,
        blocks=tuple(_blocks(view, criteria)),
    )
    return render_pdf([letter], title=subject)


def parts_of(view: View, criteria: Criteria) -> frozenset[Part]:
    """Which parts of the file go along: what the guardians are asked about, and no more."""
    purpose = view.sop.purposes[criteria.desk.purpose or ""]
    return frozenset(purpose.parts)


def consent_word(view: View, criteria: Criteria) -> str:
    key = f"consent({criteria.desk.purpose})"
    return str(known_to(view, (key,))[key])


def _blocks(view: View, criteria: Criteria) -> Iterator[Block]:
    pupil, parts = view.case.pupil, parts_of(view, criteria)
    yield facts(
        [
            (_("Leerling"), pupil.full_name),
            (_("Geboren op"), _day(pupil.born_on)),
            (_("Groep"), pupil.group.name if pupil.group else "–"),
            (_("Voor"), criteria.desk.name),
            (_("Toestemming van de ouders"), str(WORDS[consent_word(view, criteria)])),
        ]
    )
    yield head(_("Aan de voorwaarden is voldaan"))
    yield table([_("Voorwaarde"), _("Volgens")], [[_with_value(line), line.why] for line in criteria.lines])
    if Part.MEASUREMENTS in parts:
        yield from _measured(view, criteria)
    if Part.HGW in parts:
        yield from _levels(view)
        yield from _help(view)
    if Part.DOCUMENTS in parts:
        yield from _written(view)


def _with_value(line: Any) -> str:
    return f"{line.sentence}\n{line.value}" if line.value else line.sentence


def _measured(view: View, criteria: Criteria) -> Iterator[Block]:
    rows = [row for basis in bases_of(view, criteria.way) if basis.part is Part.MEASUREMENTS for row in basis.rows]
    if rows:
        yield head(_("De hoofdmetingen"))
        told = [[one.instrument_name, _day(one.day), one.level or "–", one.score_told or "–"] for one in rows]
        yield table([_("Toets"), _("Afgenomen"), _("Niveau"), _("Score")], told)


def _levels(view: View) -> Iterator[Block]:
    if stays := stays_of(view.case, view.sop):
        yield head(_("Niveaus van ondersteuning"))
        rows = [[f"{one.number}. {one.name}", _day(one.since), _day(one.until)] for one in stays]
        yield table([_("Niveau"), _("Van"), _("Tot")], rows)


def _help(view: View) -> Iterator[Block]:
    given = help_of(view)
    if not given:
        return
    yield head(_("De hulp"))
    for one in given:
        often = _("%(times)s × %(minutes)s minuten per week, door %(who)s") % {
            "times": one.times_a_week,
            "minutes": one.minutes,
            "who": one.by_whom,
        }
        held = _("%(held)s van %(planned)s keer") % {"held": one.counted.held, "planned": one.counted.planned}
        rows = [
            (_("Wat"), one.name),
            (_("Niveau"), one.level_name),
            (_("Wanneer"), f"{_day(one.starts_on)} – {_day(one.ends_on) if one.ends_on else _('loopt nog')}"),
            (_("Hoe vaak"), often),
            (_("Met hoeveel kinderen"), str(one.group_size)),
            (_("Gegeven"), held),
            (_("Doel"), one.goal),
            (_("Score vooraf"), one.score_before),
            (_("Score daarna"), one.score_after),
            (_("Wat het bracht"), one.effect),
        ]
        yield facts([row for row in rows if row[1]])


def _written(view: View) -> Iterator[Block]:
    for paper, sections in written_of(view):
        yield head(paper.name)
        for section in sections:
            yield say(f"{section.name}\n{section.text}")


def _day(on: Any) -> str:
    return date_format(on, "j F Y") if on else _("nu")
