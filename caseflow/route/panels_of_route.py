"""The route's own panels of the case page, and its panel on the page of the pupil."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caseflow import clock
from caseflow.route.arranging import Tap, takes_back, taps_of, without_a_yes
from caseflow.route.doors import buttons
from caseflow.route.hands import may_do, opening_roles
from caseflow.route.meetings import sits_at
from caseflow.route.models import Arrangement, Case, Item, LimitJudgement
from caseflow.route.models.coming import said_by
from caseflow.route.panels import Panel, on_case_page, parts_of
from caseflow.route.rail import rail_of
from caseflow.route.stopped import stopped_by
from caseflow.route.viewing import View, known_to, steers
from caseflow.route.wording import WORDS
from caseflow.sop.implied import for_partner
from caseflow.sop.rules import Need
from caseflow.sop.vocabulary import PART_LABELS, Part, RoleKind
from pupils.models import GIVES, Consent, ConsentAnswer, ContactAttempt, Gezag, Guardian, Person, Pupil
from pupils.panels import on_pupil_page
from pupils.policy import has_kind
from pupils.signing import newest_first, table
from pupils.sop import NoSop, sop_for
from pupils.staffing import names_here


@on_case_page
def talk(view: View) -> Panel | None:
    """What is planned now, and what was talked over before."""
    items = (
        Item.objects.filter(case=view.case)
        .select_related("meeting", "case__pupil__group", "case__school")
        .prefetch_related("invitations__person", "invitations__guardian", "advices")
        .order_by("-planned_on", "-pk")
    )
    coming = items if view.case.is_running else []
    planned = next((item for item in coming if item.state in (Item.WANTED, Item.ON_AGENDA)), None)
    held = [item for item in items if item.state == Item.HELD]
    acts: tuple[str, ...] = ()
    if view.case.is_running:
        acts = ("plan_item",) if planned is None and view.step.takes_part else ()
        acts = _of(planned) if planned else acts
        acts = (*acts, "record_advice") if any(item.visit == view.case.visits for item in held) else acts
    if not (planned or held or acts):
        return None
    places = list(planned.invitations.all()) if planned else []
    called = names_here(view.case.school, [place.person for place in places]) if places else {}
    people = [(called[place.person_id], place, comes) for place, comes in _coming(view, planned, places)]
    context = {"planned": planned, "people": people, "held": held, "buttons": buttons(view, *acts)}
    context["works"] = bool(view.roles)  # last year's teacher reads on this page alone
    context["sits"] = planned is not None and sits_at(view.person, planned, view.sop)
    parts = parts_of({Part.QUESTION: planned or held, Part.ADVICE: held})
    seen_through = not planned and not acts and all(item.approved_on for item in held)
    rests = str(_("Besprekingen (%(number)s)") % {"number": len(held)}) if seen_through else ""
    return Panel("route/panels/talk.html", context, parts=parts, rests=rests)


def _of(planned: Item) -> tuple[str, ...]:
    before = ("ask_consent", "invite_guardians", "invite_pupil")
    return (
        *before,
        *(("share",) if planned.state == Item.WANTED else ()),
        planned.kind,
        "move_item",
        "take_off_agenda",
    )


def _coming(view: View, planned: Item | None, places: list[Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Each place, with what a guardian said of coming to it."""
    said = said_by(planned) if planned else {}
    notes = view.case.is_open and view.may("invite_guardians")
    for place in places:
        one = said.get(place.guardian_id)
        asked = place.guardian is not None and not place.is_over
        yield (
            place,
            {
                "asked": asked,
                "said": one,
                "text": one.text if one and view.hears else "",
                "url": reverse("route:coming", args=[place.pk]) if asked and notes and view.hears else "",
            },
        )


@on_case_page
def consents(view: View) -> Panel | None:
    """The newest question of each purpose with every guardian's word; the older ones by name only."""
    asked: Any = Consent.objects.filter(case_id=view.case.pk).with_word(view.on).order_by("-asked_on", "-pk")
    rows = list(asked.select_related("pupil").prefetch_related("recipients"))
    if not rows:
        return None
    newest: dict[str, Any] = {}
    for row in rows:
        newest.setdefault(row.purpose, row)
    before = [row for row in rows if row is not newest[row.purpose]]
    shown = [_consent(view, row, before) for row in newest.values()]
    older = [(row, WORDS[row.word]) for row in before]
    answered = not view.case.is_open or {row.word for row in newest.values()} <= {"given", "expired"}
    rests = str(_("Toestemming van de ouders (%(number)s)") % {"number": len(shown)}) if answered else ""
    context = {"consents": shown, "older": older}
    return Panel("route/panels/consents.html", context, parts=frozenset({Part.QUESTION}), rests=rests)


def _consent(view: View, row: Any, before: list[Any]) -> dict[str, Any]:
    """`stands`: the yes to an earlier question about the same that counts until its end, while this one is no yes."""
    waits = row.word == "asked" and view.case.is_running
    asked = Consent.objects.of_guardians(view.on).filter(pk=row.pk).exists()
    signatures = list(_signatures(view, row, waits and asked, asked))
    half = row.word == "asked" and any(sign["word"] for sign in signatures)
    return {
        "consent": row,
        "word": _("nog niet iedereen antwoordde") if half else WORDS[row.word],
        "tone": {"given": "good", "refused": "attention", "withdrawn": "attention"}.get(row.word, ""),
        "parts": [PART_LABELS[part] for part in row.parts],
        "guardians": signatures,
        "pupil": _own_word(view, row),
        "stands": [
            one
            for one in before
            if (one.purpose, one.word) == (row.purpose, "given") and row.word not in ("given", *ConsentAnswer.no)
        ],
        "stopped": stopped_by(row) if row.word in ConsentAnswer.no else None,
        "again": view.sop.asking if waits and row.remind_on else None,
    }


def _own_word(view: View, row: Any) -> dict[str, Any] | None:
    """What the pupil said herself, where that is asked; it may be taken back as long as the case runs."""
    if not Consent.objects.of_pupil_too(view.on).filter(pk=row.pk).exists():
        return None
    said = row.pupil_answers.newest_first().first()
    url = reverse("route:pupil_answer", args=[row.pk]) if view.case.is_open and view.may("ask_consent") else ""
    reads = view.hears and steers(view) and said and said.scan
    scan = reverse("route:pupil_scan", args=[said.pk]) if said and reads else ""
    words = said.words if said and view.hears else ""
    word = WORDS[said.answer] if said else ""
    return {"said": said, "word": word, "words": words, "url": url, "scan": scan}


def _signatures(view: View, row: Any, waits: bool, asked: bool) -> Iterator[dict[str, Any]]:
    answers: dict[int, Any] = {}
    for one in newest_first(ConsentAnswer.objects.filter(consent=row), ConsentAnswer.yes):
        answers.setdefault(one.guardian_id, one)
    tried = ContactAttempt.objects.filter(guardian__pupil=view.case.pupil_id, on__gte=row.asked_on)
    tries = [attempt.guardian_id for attempt in tried]
    director = any(view.sop.roles[role].kind is RoleKind.DIRECTOR for role in view.roles if role in view.sop.roles)
    reads = view.hears and steers(view)
    runs = asked and row.last_day >= view.on and view.case.is_open and view.may("ask_consent")
    signers = list(table(ConsentAnswer, row.pk, view.case.pupil_id))
    for guardian in signers:
        silent = waits and not guardian.word
        passable = silent and not (guardian.objector or guardian.passed)
        answer = answers.get(guardian.pk)
        yield {
            "guardian": guardian,
            "word": WORDS.get(guardian.word, ""),
            "answer": answer,
            "said": answer.view if answer and view.hears else "",
            "scan": reverse("route:scan", args=[answer.pk]) if reads and answer and answer.scan else "",
            "paper": reverse("route:paper_answer", args=[row.pk, guardian.pk]) if runs else "",
            "tries": tries.count(guardian.pk),
            "gezag": reverse("pupils:gezag", args=[guardian.pk]) if _unknown(guardian) and reads else "",
            "attempt": reverse("pupils:contact", args=[guardian.pk]) if silent and view.roles else "",
            "pass_over": reverse("route:pass_over", args=[row.pk, guardian.pk]) if passable and director else "",
        }

    yield from _asked_once(view, answers, {guardian.pk for guardian in signers}, reads=reads)


def _asked_once(view: View, answers: dict[int, Any], now: set[int], *, reads: bool) -> Iterator[dict[str, Any]]:
    """Who answered and is not asked any more since gezag changed: the answer stays to be read, and counts no more."""
    once = answers.keys() - now
    for guardian in Guardian.objects.filter(pk__in=once).select_related("person") if once else ():
        answer = answers[guardian.pk]
        yield {
            "guardian": guardian,
            "word": WORDS[answer.answer],
            "answer": answer,
            "said": answer.view if view.hears else "",
            "scan": reverse("route:scan", args=[answer.pk]) if reads and answer.scan else "",
            "once": True,
        }


def _unknown(guardian: Any) -> bool:
    return bool(guardian.worth == Gezag.UNKNOWN)


@on_case_page
def arrangement(view: View) -> Panel | None:
    of_case = Arrangement.objects.filter(case=view.case).select_related("case__pupil", "decided_by", "ratified_by")
    rows = list(of_case.order_by("-pk"))
    states = {row.state for row in rows}
    acts = [] if states & {*Arrangement.ASKED} else ["propose_arrangement"]
    acts += _before_a_grant(view, rows[0].key) if Arrangement.PROPOSED in states else []
    acts += ["evaluate_arrangement", "end_arrangement"] if Arrangement.GRANTED in states else []
    decided = [button for row in rows if row.state == Arrangement.DECIDED for button in to_ratify(view, row)]
    shown = [*buttons(view, *acts), *decided] if view.case.is_open else []
    if not rows and not (shown and view.sop.arrangements and leads_to_support(view)):
        return None
    context = {
        "rows": rows,
        "buttons": shown,
        "taps": _taps(view, rows),
        "no_yes": without_a_yes(view.sop, rows, view.on),
    }
    over = rows and not states & {*Arrangement.ASKED, Arrangement.GRANTED}
    rests = str(_("Arrangementen die voorbij zijn (%(number)s)") % {"number": len(rows)}) if over else ""
    return Panel("route/panels/arrangement.html", context, parts=parts_of({Part.ARRANGEMENT: rows}), rests=rests)


def _taps(view: View, rows: list[Arrangement]) -> list[Tap]:
    """What one tap would write down today, for who gives help to this child."""
    running = [row for row in rows if row.state == Arrangement.GRANTED]
    if not running or not has_kind(view.person, view.case.pupil, GIVES, view.on):
        return []
    return list(taps_of(running, view.person, view.on).values())


def _before_a_grant(view: View, key: str) -> list[str]:
    """Help by a partner who asks a yes of the guardians: to ask them stands beside it, until they were asked."""
    partner = view.sop.arrangements[key].partner if key in view.sop.arrangements else None
    asked = {rule.key for rule in for_partner(view.sop, partner) if isinstance(rule, Need)}
    said = known_to(view, asked)
    unasked = any(said[one] not in ("asked", "given") for one in asked)
    return ["ask_consent", "grant_arrangement"] if unasked else ["grant_arrangement"]


def to_ratify(view: View, decided: Arrangement) -> list[dict[str, str]]:
    """The button of who ratifies a grant; who decided on it can take it back."""
    if takes_back(view.person, view.sop, decided):
        url = reverse("route:act", args=[view.case.pk, "ratify_arrangement"])
        return [{"label": _("Neem het besluit terug"), "url": url}]
    return buttons(view, "ratify_arrangement") if view.may("ratify_arrangement", decided.key) else []


@on_case_page
def limits(view: View) -> Panel | None:
    """What was judged of the school's limits, the newest of each; the button to judge one stands below them."""
    rows = list(
        LimitJudgement.objects.visible_to(view.person)
        .newest()
        .filter(case=view.case)
        .select_related("by")
        .order_by("-pk")
    )
    if not rows:
        return None
    rests = "" if any(row.is_reached for row in rows) and view.case.is_open else str(_("Grenzen van de ondersteuning"))
    return Panel("route/panels/limits.html", {"rows": rows}, parts=frozenset({Part.ROUTE}), rests=rests)


def leads_to_support(view: View) -> bool:
    """Whether support is near: some way out of here, or the step itself, asks or gives an arrangement."""
    near = {view.step.state} | {view.sop.steps[way.to].state for way in view.step.exits if way.to}
    return "arrangement" in near


@on_pupil_page
def route_of_pupil(person: Person, pupil: Pupil) -> Panel | None:
    """The open cases with their rails; without one, the button to open it."""
    try:
        _version, sop = sop_for(pupil.school, clock.today())
    except NoSop:
        return None
    cases = list(Case.objects.filter(pupil=pupil).select_related("pupil").order_by("-pk"))
    running = [
        {"case": case, "rail": rail_of(case, sop), "step": sop.steps[case.step].name} for case in cases if case.is_open
    ]
    opens = may_do(person, Case(pupil=pupil, school=pupil.school), opening_roles(sop, next(iter(sop.tracks))), sop)
    free = set(sop.tracks) - {case.track for case in cases if case.is_open}
    context = {
        "running": running,
        "closed": [case for case in cases if not case.is_open],
        "open_url": reverse("route:open_case", args=[pupil.pk]) if opens and free and not pupil.has_left else "",
    }
    return Panel("route/panels/pupil.html", context, parts=parts_of({Part.ROUTE: cases}))
