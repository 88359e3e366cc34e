"""Events as people tell them: what happened, who did it in which role, and what she wrote."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseflow.audit.models import UNDO
from caseflow.audit.queries import TimelineRow, timeline
from caseflow.route.hiding import SAID_AT_TALK, Hide
from caseflow.route.telling_guardians import Of, by_another, of_guardians, title_on_paper, who_recorded
from caseflow.route.themes import Theme, theme_of
from caseflow.route.wording import PLAIN_ROLES
from caseflow.sop.acts import ACTS
from caseflow.sop.naming import once
from caseflow.sop.schema import Sop
from caseflow.sop.vocabulary import ENDING_LABELS, Ending
from pupils.models import Guardian, Measurement, Person, Phase

#: Kinds of event in the past tense; apps above add theirs. Any other kind is told by the label of its act.
TITLES: dict[str, Any] = {
    "open_case": gettext_lazy("Casus geopend"),
    "follow_sop": gettext_lazy("Een nieuwe SOP heeft een andere stap"),
    "extend_term": gettext_lazy("Termijn verlengd"),
    "enrol": gettext_lazy("Leerling ingeschreven"),
    "register_pupil": gettext_lazy("Leerling aangemeld"),
    "record_departure": gettext_lazy("Vastgelegd dat de leerling van school gaat"),
    "record_return": gettext_lazy("Vastgelegd dat de leerling op school is"),
    "plan_item": gettext_lazy("Bespreking gepland"),
    "pass_place": gettext_lazy("Een collega nam een plaats bij een bespreking over"),
    "free_place": gettext_lazy("Een plaats bij een bespreking kwam vrij"),
    "add_afterwards": gettext_lazy("Later toegevoegd aan de gesloten casus"),
    "hand_on_case": gettext_lazy("Casus overgedragen aan een collega"),
    "move_item": gettext_lazy("Bespreking verzet"),
    "take_off_agenda": gettext_lazy("Bespreking van de agenda gehaald"),
    "ask_consent": gettext_lazy("Ouders om toestemming gevraagd"),
    "invite_guardians": gettext_lazy("Ouders uitgenodigd"),
    "invite_pupil": gettext_lazy("Leerling uitgenodigd"),
    "inform_guardians": gettext_lazy("Ouders ingelicht"),
    "talk_with_guardians": gettext_lazy("Met de ouders gesproken"),
    "waive_guardians": gettext_lazy("Deze bespreking gaat zonder de ouders"),
    "propose_exit": gettext_lazy("Stap voorgesteld"),
    "ask_body": gettext_lazy("Om een oordeel van buiten gevraagd"),
    "record_body_answer": gettext_lazy("Oordeel van buiten"),
    "record_placement": gettext_lazy("Krijgt les op een andere school"),
    "put_on_waiting_list": gettext_lazy("Op de wachtlijst"),
    "propose_track": gettext_lazy("Caseflow stelt een spoor voor"),
    "dismiss_track": gettext_lazy("Voorstel voor een spoor afgewezen"),
    "share": gettext_lazy("Gedeeld met de genodigden"),
    "hold_meeting": gettext_lazy("Bespreking gehouden"),
    "ask_information": gettext_lazy("Informatie opgevraagd"),
    "order_examination": gettext_lazy("Onderzoek gevraagd"),
    "note_at_table": gettext_lazy("Notitie aan tafel"),
    "decide_at_table": gettext_lazy("Besluit aan tafel"),
    "take_back_decision": gettext_lazy("Besluit aan tafel teruggenomen"),
    "approve_minutes": gettext_lazy("Verslag goedgekeurd"),
    "add_minutes_reaction": gettext_lazy("Een ouder voegde een reactie toe aan een verslag"),
    "record_advice": gettext_lazy("Advies gegeven"),
    "propose_arrangement": gettext_lazy("Arrangement voorgesteld"),
    "grant_arrangement": gettext_lazy("Arrangement toegekend"),
    "refuse_arrangement": gettext_lazy("Arrangement niet toegekend"),
    "evaluate_arrangement": gettext_lazy("Arrangement geëvalueerd"),
    "end_arrangement": gettext_lazy("Arrangement geëvalueerd en beëindigd"),
    "arrangement_ran_out": gettext_lazy("Arrangement afgelopen, na de evaluatie"),
    "let_carry_out": gettext_lazy("Vastgelegd wie van buiten het arrangement uitvoert"),
    "use_arrangement": gettext_lazy("Hulp van een arrangement gegeven"),
    "take_back_use": gettext_lazy("Genoteerde hulp van een arrangement teruggenomen"),
    "record_ground_not_to_wait": gettext_lazy("Vastgelegd waarom wachten niet kan"),
    "prepare_referral": gettext_lazy("Verwijzing klaargemaakt"),
    "show_referral": gettext_lazy("Verwijzing aan de ouders laten zien"),
    "add_view": gettext_lazy("Ouders gaven hun kijk op de verwijzing"),
    "write_document": gettext_lazy("Aan een document geschreven"),
    "drop_document": gettext_lazy("Nieuwe versie van een document weggegooid"),
    "finish_document": gettext_lazy("Document afgemaakt"),
    "lay_document": gettext_lazy("Document aan de ouders voorgelegd"),
    "sign_document": gettext_lazy("Een ouder antwoordde op een document"),
    "settle_document": gettext_lazy("Document getekend door de ouders"),
    "stop_document": gettext_lazy("Een ouder zei nee tegen een document"),
    "add_reaction": gettext_lazy("Een ouder voegde een reactie toe aan een document"),
    "refer": gettext_lazy("Verwijzing verstuurd"),
    "establish_handelingsverlegenheid": gettext_lazy("Handelingsverlegenheid vastgesteld"),
    "add_expert_advice": gettext_lazy("Deskundige gaf advies aan het loket"),
    "give_advice": gettext_lazy("Het loket antwoordde"),
    "grant_tlv": gettext_lazy("TLV verleend"),
    "refuse_tlv": gettext_lazy("TLV afgewezen"),
    "record_admission": gettext_lazy("Toelating op de andere school vastgelegd"),
    "deadline_near": gettext_lazy("Herinnering: een termijn loopt bijna af"),
    "deadline_late": gettext_lazy("Een termijn is verstreken"),
    "finish_task": gettext_lazy("Taak afgerond"),
    "log_observation": gettext_lazy("Observatie"),
    "record_incident": gettext_lazy("Incident"),
    "withdraw_observation": gettext_lazy("Observatie teruggenomen door wie hem schreef"),
    "move_observation_away": gettext_lazy("Observatie weggehaald: hij ging over een ander kind"),
    "move_observation_here": gettext_lazy("Observatie hierheen verplaatst: hij stond bij een ander kind"),
    "record_measurement": gettext_lazy("Toetsresultaat vastgelegd"),
    "strike_measurement": gettext_lazy("Toetsresultaat weggehaald"),
    "record_absence": gettext_lazy("Gemiste uren vastgelegd"),
    "judge_limit": gettext_lazy("Grens van de ondersteuning beoordeeld"),
    "start_hgw_cycle": gettext_lazy("HGW-cyclus begonnen"),
    "advance_hgw_cycle": gettext_lazy("HGW-cyclus een fase verder"),
    "close_hgw_cycle": gettext_lazy("HGW-cyclus afgerond"),
    "note_insight": gettext_lazy("Opgeschreven wat helpt, belemmert of nodig is"),
    "end_insight": gettext_lazy("Iets dat hielp, belemmerde of nodig was, geldt niet meer"),
    "join_cluster": gettext_lazy("In een cluster van het groepsplan"),
    "change_cluster": gettext_lazy("Cluster van het groepsplan gewijzigd"),
    "leave_cluster": gettext_lazy("Uit een cluster van het groepsplan"),
    "evaluate_cluster": gettext_lazy("Groepsplan geëvalueerd"),
    "start_intervention": gettext_lazy("Interventie begonnen"),
    "record_effect": gettext_lazy("Effect van een interventie vastgelegd"),
    "hold_session": gettext_lazy("Een keer van een interventie gegeven"),
    "miss_session": gettext_lazy("Een keer van een interventie ging niet door"),
    "take_back_session": gettext_lazy("Een keer van een interventie teruggenomen door wie hem noteerde"),
    "finish_occasion": gettext_lazy("Iets van de kalender afgerond"),
    "reopen_occasion": gettext_lazy("Iets van de kalender weer opengezet"),
    "put_on_talk": gettext_lazy("Op de agenda gezet om te bespreken"),
    "take_off_talk": gettext_lazy("Van de agenda van een bespreking op school gehaald"),
    "put_back_on_talk": gettext_lazy("Weer op de agenda gezet"),
    "note_at_talk": gettext_lazy("Besproken op school"),
    "agree_at_talk": gettext_lazy("Afgesproken in een bespreking op school"),
    "talk_over": gettext_lazy("Aan de beurt geweest in een bespreking op school"),
    "take_back_talk_line": gettext_lazy("Iets dat besproken was, teruggenomen door wie het schreef"),
    "finish_agreement": gettext_lazy("Afspraak afgerond"),
    "reopen_agreement": gettext_lazy("Afspraak weer opengezet"),
    "record_gezag": gettext_lazy("Gezag vastgelegd"),
    "add_guardian": gettext_lazy("Ouder of verzorger erbij gezet"),
    "record_contact_attempt": gettext_lazy("Geprobeerd een ouder te bereiken"),
    "remind_guardians": gettext_lazy("Ouders herinnerd die nog niet antwoordden"),
    "pass_over_guardian": gettext_lazy("Verdergegaan zonder een ouder die niet bereikbaar was"),
    "invite_guardian": gettext_lazy("Een ouder uitgenodigd om zelf mee te kijken"),
    "take_way_in": gettext_lazy("Een ouder kwam binnen met de code uit de brief"),
    "inform_without_gezag": gettext_lazy("Een ouder zonder gezag kreeg informatie per brief"),
    "refuse_information": gettext_lazy("Informatie aan een ouder zonder gezag geweigerd"),
    "deliver_by_letter": gettext_lazy("Bericht als brief gegeven"),
    "write_to_school": gettext_lazy("Een ouder schreef aan de school"),
    "read_writing": gettext_lazy("Gelezen wat een ouder schreef"),
    "answer_writing": gettext_lazy("Geantwoord op wat een ouder schreef"),
}
#: A guardian's words, by what was answered.
ANSWERS = {
    "given": gettext_lazy("Een ouder gaf toestemming"),
    "refused": gettext_lazy("Een ouder zei nee"),
    "withdrawn": gettext_lazy("Een ouder trok de toestemming in"),
}
#: What each of several texts of one event is, by the first word of its name; apps add theirs.
LABELS: dict[str, Any] = {
    "means": gettext_lazy("Middelen"),
    "answer": gettext_lazy("Antwoord op het formulier"),
    "evaluation": gettext_lazy("Wat het opleverde"),
    "why_early": gettext_lazy("Waarom het eerder stopte"),
}
QUIET = frozenset(
    {
        "log_observation",
        "withdraw_observation",
        "move_observation_away",
        "move_observation_here",
        "deadline_near",
        "pass_place",
        "finish_task",
        "note_at_table",
        "take_back_decision",
        "record_contact_attempt",
        "remind_guardians",
        "invite_guardian",
        "take_way_in",
        "deliver_by_letter",
        "note_insight",
        "end_insight",
        "join_cluster",
        "change_cluster",
        "leave_cluster",
        "evaluate_cluster",
        "read_writing",
        "start_intervention",
        "record_effect",
        "hold_session",
        "miss_session",
        "take_back_session",
        "record_measurement",
        "strike_measurement",
        "record_absence",
        "finish_occasion",
        "reopen_occasion",
        "let_carry_out",
        "use_arrangement",
        "take_back_use",
        *SAID_AT_TALK,
    }
)
#: The track that needs no name: who has a case has it on this one.
MAIN = "main"
#: A letter of this kind asks again.
AWAITED = "answer_awaited"
OF_A_TRACK = ("open_case", "propose_track", "dismiss_track")
GOOD = {"settle_document", "grant_arrangement", "enrol", "grant_tlv", "close_hgw_cycle"}
ATTENTION = {
    "refuse_arrangement", "refuse_tlv", "deadline_late", "take_off_agenda", "establish_handelingsverlegenheid",
    "stop_document",
}  # fmt: skip


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
