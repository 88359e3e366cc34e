"""Events as people tell them: what happened, who did it in which role, and what she wrote."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caseflow.audit.models import UNDO
from caseflow.audit.queries import TimelineRow, timeline
from caseflow.route.hiding import Hide
from caseflow.route.telling_guardians import Of, by_another, of_guardians, title_on_paper, who_recorded
from caseflow.route.telling_words import ANSWERS, ATTENTION, GOOD, LABELS, QUIET, TITLES
from caseflow.route.themes import Theme, theme_of
from caseflow.route.wording import PLAIN_ROLES
from caseflow.sop.acts import ACTS
from caseflow.sop.naming import once
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import ENDING_LABELS, Ending
from pupils.models import Guardian, Measurement, Person, Phase

#: The track that needs no name: who has a case has it on this one.
MAIN = "main"
#: A letter of this kind asks again.
AWAITED = "answer_awaited"
OF_A_TRACK = ("open_case", "propose_track", "dismiss_track")


@dataclass(frozen=True, slots=True)
class Told:
    """One row of components/timeline.html."""

    on: date
    title: str
    who: str
    text: str
    kind: str
    tone: str
    theme: Theme


def told(
    chains: Iterable[str], sop: Sop, *, hide: Hide, unheard: Hide, guardians: Iterable[Guardian] = ()
) -> list[Told]:
    """The events of these chains, newest first, in two queries, and one for results of tests.

    Of what is `unheard` the words stay out, as if there were none. `guardians` are those who stand on the same page: an
    event about one of them says which.
    """
    shown = (row for row in timeline(list(chains)) if not hide(row))
    rows = [replace(row, texts={}, is_erased=False) if unheard(row) else row for row in shown]
    names = dict(Person.objects.filter(pk__in={row.actor_id for row in rows if row.actor_id}).values_list("pk", "name"))
    results = _results(rows)
    undone = {(row.chain, row.data["undoes"]) for row in rows if row.kind == UNDO}
    whose = of_guardians(guardians)
    return [_tell(row, sop, names, results, whose, (row.chain, row.number) in undone) for row in reversed(rows)]


def _measured(row: TimelineRow) -> list[int]:
    """The results that an event is about."""
    one = row.data.get("measurement")
    return [one] if one else list(row.data.get("measurements", ()))


def _results(rows: list[TimelineRow]) -> dict[int, str]:
    """Each result that stands, in words: of which test, made when, and what came out."""
    wanted = {pk for row in rows for pk in _measured(row)}
    found = Measurement.objects.standing().filter(pk__in=wanted) if wanted else ()
    return {one.pk: f"{one.instrument_name}, {date_format(one.day, 'j F Y')}: {one.result}" for one in found}


def _tell(
    row: TimelineRow, sop: Sop, names: dict[int, str], results: dict[int, str], whose: Of, is_undone: bool
) -> Told:
    moved = row.to_step and row.from_step != row.to_step and row.kind not in ("open_case", UNDO)
    words = _words(row.texts) or "\n".join(results[pk] for pk in _measured(row) if pk in results)
    title, of = title_on_paper(row, _title(row, sop)), whose(row)
    title = f"{title}: {of}" if of else title
    who = _who(row, sop, names)
    return Told(
        on=row.on,
        title=_("%(title)s (ongedaan gemaakt)") % {"title": title} if is_undone else title,
        who=who_recorded(who) if by_another(row) else who,
        text=words or (_("De tekst is gewist.") if row.is_erased else ""),
        kind=_("stap") if moved else "",
        tone="quiet" if is_undone else _tone(row),
        theme=theme_of(row.kind, moves=bool(moved)),
    )


def _words(texts: dict[str, str]) -> str:
    """What somebody wrote; of more texts each says what it is."""
    written = {name: text for name, text in texts.items() if text}
    if len(written) < 2:
        return "\n".join(written.values())
    return "\n".join(_labelled(name, text) for name, text in written.items())


def _labelled(name: str, text: str) -> str:
    label = LABELS.get(name.rstrip("0123456789").rstrip("_"))
    return f"{label}: {text}" if label else text


def _title(row: TimelineRow, sop: Sop) -> str:
    if row.kind == UNDO:
        name = sop.steps[row.to_step].name if row.to_step in sop.steps else row.to_step
        return str(_("Stap ongedaan gemaakt: terug bij %(step)s") % {"step": name})
    if row.kind == "enter" or (row.to_step and row.from_step and row.from_step != row.to_step):
        name = sop.steps[row.to_step].name if row.to_step in sop.steps else row.to_step
        told_as = TITLES.get(row.kind)
        title = f"{told_as}: {name}" if told_as else str(_("Naar: %(step)s") % {"step": name})
        past = _skipped(row, sop)
        return str(_("%(title)s, stap ‘%(step)s’ overgeslagen") % {"title": title, "step": past}) if past else title
    if row.kind == "close":
        ending = row.data.get("ending", "")
        return f"{_('Casus gesloten')}: {_(ENDING_LABELS[Ending(ending)])}" if ending else _("Casus gesloten")
    if row.kind == "record_departure" and row.data.get("leaving") == Ending.DECEASED:
        return _("Vastgelegd dat de leerling is overleden")
    if row.kind == "deliver_by_letter" and row.data.get("notice_kind") == AWAITED:
        return _("Een ouder per brief herinnerd")
    if row.kind == "answer_consent":
        return str(ANSWERS.get(row.data.get("answer", ""), ACTS[row.kind].label))
    track = row.data.get("track", MAIN)
    if row.kind in OF_A_TRACK and track != MAIN:
        return f"{TITLES[row.kind]}: {sop.tracks[track].name if track in sop.tracks else track}"
    if row.kind == "advance_hgw_cycle" and row.to_state in Phase.values:
        return _("HGW-cyclus: naar %(phase)s") % {"phase": Phase(row.to_state).label}
    return str(
        TITLES.get(row.kind)
        or (_(ACTS[row.kind].label) if row.kind in ACTS else row.kind.replace("_", " ").capitalize())
    )


def _skipped(row: TimelineRow, sop: Sop) -> str:
    """The step that the case went past; the exit's key holds it, whatever the SOP offers now."""
    key = str(row.data.get("exit", ""))
    return next((step.name for name, step in sop.steps.items() if key == f"over-{name}-{row.to_step}"), "")


def _who(row: TimelineRow, sop: Sop, names: dict[int, str]) -> str:
    if row.actor_id is None:
        return _("Caseflow, vanzelf")
    roles = [part.strip() for part in row.role.split(",") if part.strip()]
    known = [sop.roles[role].name if role in sop.roles else str(PLAIN_ROLES.get(role, "")) for role in roles]
    words = once(known)
    name = names.get(row.actor_id, _("iemand die hier niet meer werkt"))
    return f"{name} ({words})" if words else name


def _tone(row: TimelineRow) -> str:
    if row.kind == "answer_consent":
        return "good" if row.data.get("answer") == "given" else "attention"
    if row.kind in QUIET:
        return "quiet"
    return "good" if row.kind in GOOD else "attention" if row.kind in ATTENTION else ""
