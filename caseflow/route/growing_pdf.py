"""The groeidocument on paper: one PDF for one reader, that says for whom it is and what is not in it, and why."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.documents.letters import Block, Letter, facts, head, say
from caseflow.documents.letters import told as rows_told
from caseflow.documents.rendering import render_pdf
from caseflow.languages import DUTCH
from caseflow.route.growing import Chapter, For, Telling, agreed_along, chapters_at, chapters_for
from caseflow.route.in_short import involved_in, next_date, plan_now
from caseflow.route.models import Case, Item
from caseflow.sop.next_school import GOES_ALONG
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import PART_LABELS, Part
from pupils.letterhead import letterhead
from pupils.models import Guardian


def for_school(told: Telling) -> tuple[bytes, list[Chapter]]:
    """For the zorgteam inside the school or for the next school: the school's own record, in Dutch."""
    with translation.override(DUTCH):
        chapters = chapters_for(told)
        kept = (_for_colleagues(),) if told.reader is For.TEAM else tuple(_along(told))
        return _made(told.case, told.sop, told.reader, _for_whom(told.reader), chapters, kept), chapters


def for_table(item: Item, sop: Sop, *, hears: bool) -> tuple[bytes, list[Chapter]]:
    """For the table of one talk, people from outside among them."""
    with translation.override(DUTCH):
        chapters = chapters_at(item, sop, hears=hears)
        whom = _("de bespreking van %(day)s, ook wie van buiten de school komt")
        whom = whom % {"day": date_format(item.planned_on, "j F Y")}
        kept = _("Hierin staat alleen wat de ouders voor deze bespreking goedvonden. Geef het aan niemand anders.")
        return _made(item.case, sop, For.TABLE, whom, chapters, (kept,)), chapters


def for_guardian(told: Telling, guardian: Guardian) -> tuple[bytes, list[Chapter]]:
    """For one guardian, in her language where it is ours to say; the school's own words stay as they are."""
    with translation.override(guardian.person.language):
        chapters = chapters_for(told)
        kept = _(
            "Hierin staat wat af is en wat u in uw eigen omgeving ook kunt lezen. Wat een andere ouder schreef "
            "staat er niet in. U mag het hele dossier van uw kind opvragen: vraag het aan de school."
        )
        whom = guardian.person.name
        return _made(told.case, told.sop, For.GUARDIAN, whom, chapters, (kept,), guardian.person.language), chapters


def _for_whom(reader: For) -> str:
    return _("het zorgteam van de school") if reader is For.TEAM else _("de school die de leerling inschrijft")


def _for_colleagues() -> str:
    return _("Alleen voor wie op school met deze leerling werkt. Geef dit niet aan wie van buiten de school komt.")


def _along(told: Telling) -> Iterator[str]:
    """On what ground each part goes along: the law's list, or the guardians' yes."""
    yield _(
        "Onderwijskundig rapport (WPO art. 42). Hierin staat wat de wet meegeeft aan de school die de leerling "
        "inschrijft. De ouders krijgen hetzelfde."
    )
    more = agreed_along(told.case, told.sop) - GOES_ALONG
    if more:
        parts = ", ".join(_(PART_LABELS[part]) for part in Part if part in more)
        yield _("Met toestemming van de ouders gaat ook mee: %(parts)s.") % {"parts": parts}
        if Part.VIEWS in more and not told.hears:
            yield _("Wat een andere ouder schreef, gaat ook mee, maar staat niet in dit exemplaar.")
    else:
        yield _("Adviezen van anderen, losse observaties en wat ouders schreven, gaan niet mee.")


def _made(
    case: Case,
    sop: Sop,
    reader: For,
    whom: str,
    chapters: Sequence[Chapter],
    kept: Iterable[str],
    language: str = DUTCH,
) -> bytes:
    title = _("Groeidocument")
    blocks: list[Block] = [facts(_front(case, sop, reader, whom)), *(say(text) for text in kept)]
    if reader is For.TEAM and (plan := plan_now(case, clock.today())):
        blocks += [head(_("Het plan nu")), rows_told([{"what": line} for line in plan])]
    for chapter in chapters:
        blocks += [head(chapter.title), _shown(chapter)]
    if not chapters:
        blocks.append(say(_("Er is nog niets om in dit document te zetten.")))
    subject = f"{title}: {case.pupil.full_name}"
    letter = Letter(
        **letterhead(case.school), to="", subject=subject, on=clock.today(), blocks=tuple(blocks), language=language
    )
    return render_pdf([letter], title=title)


def _shown(chapter: Chapter) -> Block:
    """What has no day, or nothing but a day, reads best in two columns."""
    if not any(row.get("when") for row in chapter.rows):
        return facts((str(row.get("what", "")), str(row.get("effect", ""))) for row in chapter.rows)
    if not any(row.get("effect") or row.get("also") for row in chapter.rows):
        return facts((str(row.get("when", "")), str(row.get("what", ""))) for row in chapter.rows)
    return rows_told(chapter.rows)


def _stands(case: Case, sop: Sop) -> tuple[str, str]:
    if case.closed_on is not None:
        return _("Gesloten op"), date_format(case.closed_on, "j F Y")
    since = {"step": sop.steps[case.step].name, "day": date_format(case.step_since, "j F Y")}
    return _("Laatste stap") if case.pupil.has_left else _("Nu bij"), _("%(step)s, sinds %(day)s") % since


def _front(case: Case, sop: Sop, reader: For, whom: str) -> list[tuple[str, str]]:
    """Where the child stands is told to who is part of it; the table reads what it was promised and no more."""
    said = [(_("Voor"), whom)]
    if reader is For.TABLE:
        return said
    if reader is not For.NEXT_SCHOOL:
        said.append(_stands(case, sop))
    if reader is For.TEAM and (ahead := next_date(case, clock.today())):
        said.append((_("Eerstvolgende datum"), f"{date_format(ahead.on, 'j F Y')}: {ahead.what}"))
    people = involved_in(case, sop, clock.today())
    if reader is For.NEXT_SCHOOL:
        people = [one for one in people if not one.outside]
    if people:
        said.append((_("Betrokken"), "\n".join(f"{one.name} ({one.role})" for one in people)))
    return said
